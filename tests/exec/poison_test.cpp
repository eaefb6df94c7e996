// Rubbish where a guard does not hold: it is there, it differs, and no answer shows it.
#include "exec/poison.hpp"

#include <gtest/gtest.h>

#include "exec/facts_builder.hpp"

namespace meritum::exec {
namespace {

using number::Integer;
using value::Operator;

TEST(Poison, SpoilsOnlyRowsOutsideTheGuard) {
    const Lanes guard = Column<std::uint8_t>{1, 0, 0, 0, 0, 1};
    Lanes column = Column<std::int64_t>{5, 5, 5, 5, 5, 5};
    poison(column, guard);
    const auto& values = std::get<Column<std::int64_t>>(column);
    EXPECT_EQ(values[0], 5);
    EXPECT_EQ(values[5], 5);
    EXPECT_EQ(values[1], std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(values[2], -1);
    EXPECT_NE(values[3], 5);
    EXPECT_EQ(values[4], std::numeric_limits<std::int64_t>::max());
}

TEST(Poison, LeavesBitsBits) {
    Lanes column = Column<std::uint8_t>{1, 1, 1};
    poison(column, Column<std::uint8_t>{0, 0, 0});
    EXPECT_EQ(std::get<Column<std::uint8_t>>(column), (Column<std::uint8_t>{0, 1, 0}));
}

/// `sales / target` where target > 0, scaled so that it runs in the lane wanted; 0 elsewhere.
struct Attainment {
    explicit Attainment(unsigned bits) {
        const Integer scale = Integer(1) << bits;
        const NodeId s = b.input(sales, {0, 1000});
        const NodeId t = b.input(target, {0, 1000});
        const NodeId zero = b.constant(0);
        guard = b.truth(Operator::less, {zero, t});
        const NodeId positive = b.number(Operator::maximum, {t, b.constant(1)}, {1, 1000}, guard);
        const NodeId scaled =
            b.number(Operator::multiply, {s, b.constant(scale)}, {0, scale * 1000}, guard);
        guarded = b.number(Operator::divide_half_up, {scaled, positive}, {0, scale * 1000}, guard);
        squared = b.number(Operator::multiply, {guarded, positive}, {0, scale * 1000000}, guard);
        good = b.truth(Operator::less_equal, {zero, guarded}, guard);
        both = b.truth(Operator::logical_and, {guard, good});
        score = b.number(Operator::select, {both, squared, zero}, {0, scale * 1000000});
    }

    Run run(bool poison) const {
        FactsBuilder facts(b, {"a", "b", "c", "d", "e", "f"});
        facts.column(sales, {10, 20, 30, 40, 50, 60}).column(target, {3, 0, 0, 7, 0, 0});
        RunOptions options;
        options.poison = poison;
        return run_all(b, facts.facts, {}, options);
    }

    GraphBuilder b;
    ColumnId sales = b.fact("sales");
    ColumnId target = b.fact("target");
    NodeId guard, guarded, squared, good, both, score;
};

TEST(Poison, ReachesNoAnswerInAnyLane) {
    for (const unsigned bits : {0U, 40U, 60U, 100U, 130U, 200U}) {
        const Attainment plan(bits);
        const auto clean = plan.run(false);
        const auto spoilt = plan.run(true);
        EXPECT_EQ(numbers(clean, plan.score), numbers(spoilt, plan.score)) << bits;
        EXPECT_EQ(numbers(clean, plan.both), numbers(spoilt, plan.both)) << bits;
        EXPECT_NE(numbers(clean, plan.guarded), numbers(spoilt, plan.guarded)) << bits;
    }
}

}  // namespace
}  // namespace meritum::exec
