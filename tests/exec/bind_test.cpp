// Lanes from ranges at both sides of each border, what each level keeps, and when columns go.
#include "exec/bind.hpp"

#include <gtest/gtest.h>

#include "exec/facts_builder.hpp"
#include "number/wide.hpp"

namespace meritum::exec {
namespace {

using graph::NodeKind;
using number::Integer;
using value::Operator;

Program bound(const GraphBuilder& b, Keep keep = Keep::results) {
    return bind(std::make_shared<const graph::Graph>(b.graph), keep);
}

TEST(Bind, GivesTheNarrowestLaneThatHoldsTheRange) {
    const auto power = [](unsigned bits) { return Integer(Integer(1) << bits); };
    const struct {
        Integer low, high;
        Lane lane;
    } cases[] = {
        {0, 1, Lane::i64},
        {-power(63), power(63) - 1, Lane::i64},
        {0, power(63), Lane::i128},
        {-power(63) - 1, 0, Lane::i128},
        {-power(127), power(127) - 1, Lane::i128},
        {0, power(127), Lane::i256},
        {-power(127) - 1, 0, Lane::i256},
        {-power(256) + 1, power(256) - 1, Lane::i256},
    };
    for (const auto& each : cases) {
        GraphBuilder b;
        b.input(b.fact("x"), {each.low, each.high});
        EXPECT_EQ(bound(b).instructions[0].lane, each.lane) << each.low << " .. " << each.high;
    }
}

TEST(Bind, WorksInTheWidestOfOperandsAndResult) {
    GraphBuilder b;
    const Integer wide = Integer(1) << 70;
    const NodeId x = b.input(b.fact("x"), {0, 1000});
    const NodeId y = b.input(b.fact("y"), {0, wide});
    const NodeId less = b.truth(Operator::less, {x, y});
    const NodeId sum = b.number(Operator::add, {x, x}, {0, 2000});
    const NodeId product = b.number(Operator::multiply, {y, y}, {0, wide * wide});
    const auto program = bound(b);
    EXPECT_EQ(program.instructions[less.index].lane, Lane::bit);
    EXPECT_EQ(program.instructions[less.index].work, Lane::i128);
    EXPECT_EQ(program.instructions[sum.index].work, Lane::i64);
    EXPECT_EQ(program.instructions[product.index].work, Lane::i256);
}

TEST(Bind, RunsAcrossLaneBorders) {
    GraphBuilder b;
    const Integer top = (Integer(1) << 63) - 1;
    const ColumnId column = b.fact("x");
    const NodeId x = b.input(column, {-top - 1, top});
    const NodeId twice = b.number(Operator::add, {x, x}, {-2 * top - 2, 2 * top});
    const NodeId squared =
        b.number(Operator::multiply, {twice, twice}, {0, (2 * top + 2) * (2 * top + 2)});
    const NodeId cubed =
        b.number(Operator::multiply, {squared, twice}, {-(Integer(1) << 192), Integer(1) << 192});
    const NodeId back = b.number(Operator::divide_down, {squared, b.constant(Integer(1) << 66)},
                                 {0, Integer(1) << 62});
    const number::Int128 high = number::to_int128(top);
    const auto run =
        run_all(b, FactsBuilder(b, {"a", "b"}).column(column, {high, -high - 1}).facts);
    const number::Int256 two64 = number::Int256(1) << 64;
    EXPECT_EQ(numbers(run, twice), Numbers({two64 - 2, -two64}));
    EXPECT_EQ(numbers(run, squared), Numbers({(two64 - 2) * (two64 - 2), two64 * two64}));
    EXPECT_EQ(numbers(run, cubed)[1], -two64 * two64 * two64);
    EXPECT_EQ(numbers(run, back)[1], number::Int256(1) << 62);
}

/// One rule whose line, score and an outcome are nodes, and a condition that only `explain` asks
/// for.
struct Plan {
    Plan() {
        x = b.input(b.fact("x"), {0, 1000});
        condition = b.truth(Operator::less, {b.constant(5), x});
        applies = b.truth(Operator::logical_not, {condition});
        line = b.number(Operator::add, {x, x}, {0, 2000});
        score = b.number(Operator::add, {line, x}, {0, 3000});
        outcome = b.number(Operator::add, {score, x}, {0, 4000});
        told = b.number(Operator::negate, {x}, {-1000, 0});
        graph::Story& story = b.graph.story;
        story.totals.resize(1);
        story.totals[0].value = b.quantity(score);
        story.rules.resize(1);
        story.rules[0].applies = applies;
        story.rules[0].when.resize(1);
        story.rules[0].when[0].holds = condition;
        story.rules[0].line = b.quantity(line);
        story.rules[0].because.resize(1);
        story.rules[0].because[0].pieces.resize(1);
        story.rules[0].because[0].pieces[0].reading.emplace();
        story.rules[0].because[0].pieces[0].reading->quantity = b.quantity(told);
        story.outcomes.resize(1);
        story.outcomes[0].quantity = b.quantity(outcome);
        story.outcomes[0].quantity.known = condition;
    }

    std::vector<bool> kept(Keep keep) const {
        const auto program = bound(b, keep);
        std::vector<bool> result;
        for (const NodeId id : {x, condition, applies, line, score, outcome, told}) {
            result.push_back(program.instructions[id.index].keep);
        }
        return result;
    }

    GraphBuilder b;
    NodeId x, condition, applies, line, score, outcome, told;
};

TEST(Bind, KeepsWhatTheLevelSays) {
    const Plan plan;
    using Flags = std::vector<bool>;  //                 x  cond  appl  line  score  outc  told
    EXPECT_EQ(plan.kept(Keep::results), Flags({false, true, false, false, true, true, false}));
    EXPECT_EQ(plan.kept(Keep::lines), Flags({false, true, true, true, true, true, true}));
    EXPECT_EQ(plan.kept(Keep::everything), Flags(7, true));
}

TEST(Bind, AlwaysKeepsWhatOtherRowsAndPeriodsDecide) {
    GraphBuilder b;
    const NodeId x = b.input(b.fact("x"), {0, 1000});
    const NodeId team = b.input(b.fact("team", value::Type::text), {0, 1000});
    const KeyId key = b.group(team, "team");
    const NodeId rank = b.along(NodeKind::rank, x, key, {1, 1000});
    const NodeId sum = b.along(NodeKind::reduce, x, key, {0, 1000000});
    const NodeId next = b.number(Operator::add, {x, rank}, {0, 2000});
    const NodeId before = b.previous(0, {0, 2000});
    b.remember(before, next);
    const auto program = bound(b);
    for (const NodeId id : {rank, sum, next, before}) {
        EXPECT_TRUE(program.instructions[id.index].keep) << id.index;
    }
    EXPECT_FALSE(program.instructions[x.index].keep);
    EXPECT_EQ(program.instructions[x.index].last_use, next);
}

TEST(Bind, CountsGuardsAsUses) {
    GraphBuilder b;
    const NodeId x = b.input(b.fact("x"), {0, 1000});
    const NodeId guard = b.truth(Operator::less, {b.constant(0), x});
    const NodeId guarded = b.number(Operator::negate, {x}, {-1000, -1}, guard);
    const auto program = bound(b);
    EXPECT_EQ(program.instructions[guard.index].last_use, guarded);
    EXPECT_EQ(program.instructions[guarded.index].last_use, guarded);
}

}  // namespace
}  // namespace meritum::exec
