// Many participants in pieces: whole blocks and what is left over, items of any number, ranks and
// sums of groups between stages. That one piece is right, every test of this folder says
// (facts_builder.hpp runs both executors).
#include "exec/chunks.hpp"

#include <gtest/gtest.h>

#include <random>

#include "exec/facts_builder.hpp"

namespace meritum::exec {
namespace {

using graph::NodeKind;
using value::Operator;
using value::Type;

std::vector<std::string> people(std::size_t count) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < count; ++i) ids.push_back("p" + std::to_string(i));
    return ids;
}

std::vector<number::Int128> draw(std::mt19937& random, std::size_t count, int low, int high) {
    std::uniform_int_distribution<int> number(low, high);
    std::vector<number::Int128> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(number(random));
    return all;
}

/// Sales of participants and amounts of their items; what run_all compares is in facts_builder.hpp.
void expect_agreement(std::size_t count, unsigned most_items) {
    std::mt19937 random(static_cast<unsigned>(count) * 31 + most_items);
    GraphBuilder b;
    const ColumnId sales = b.fact("sales");
    const ColumnId team = b.fact("team", Type::text);
    const auto deals = b.list("deals");
    const ColumnId amount = b.field(deals, "amount");
    const NodeId x = b.input(sales, {-100000, 100000});
    const NodeId of = b.input(team, {0, 1000000});
    const NodeId item = b.input(amount, {0, 3000}, deals);
    const KeyId owner = b.owner(deals);
    const NodeId own = b.along(NodeKind::read, x, owner, {-100000, 100000});
    const NodeId big = b.truth(Operator::less, {own, item});
    const NodeId counted = b.number(Operator::select, {big, item, own}, {-100000, 100000});
    const NodeId sum = b.along(NodeKind::reduce, counted, owner, {-1000000000, 1000000000});
    const NodeId both = b.number(Operator::multiply, {sum, x}, {-100000000000000, 100000000000000});
    const KeyId by_team = b.group(of, "team");
    const NodeId rank = b.along(NodeKind::rank, both, by_team, {1, 10000000});
    const NodeId of_team = b.along(NodeKind::reduce, sum, by_team, {-1000000000000, 1000000000000});
    const NodeId share = b.along(NodeKind::read, of_team, by_team, {-1000000000000, 1000000000000});
    b.number(Operator::divide_half_even, {share, rank}, {-1000000000000, 1000000000000});

    FactsBuilder facts(b, people(count));
    facts.column(sales, draw(random, count, -100000, 100000));
    std::vector<std::string> teams;
    for (std::size_t i = 0; i < count; ++i) teams.push_back("t" + std::to_string(random() % 5));
    facts.texts(team, teams);
    std::vector<std::uint32_t> offsets{0};
    for (std::size_t i = 0; i < count; ++i) {
        const bool many = random() % 50 == 0;
        offsets.push_back(offsets.back() +
                          random() % (many ? 40 * most_items + 1 : most_items + 1));
    }
    facts.facts.offsets[0] = offsets;
    facts.column(amount, draw(random, offsets.back(), 0, 3000));
    run_all(b, facts.facts);
}

TEST(Chunks, AgreeOnPiecesOfAnySize) {
    for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 2047U, 2048U, 2049U, 5000U})
        expect_agreement(count, 3);
}

TEST(Chunks, AgreeWithoutItems) { expect_agreement(3000, 0); }

TEST(Chunks, AgreeOnManyItems) { expect_agreement(300, 200); }

/// The terms of a sum cancel, and what is left is looked up: whoever asks was told of a column.
TEST(Chunks, LookUpASumThatCancels) {
    GraphBuilder b;
    const ColumnId first = b.fact("x");
    const ColumnId second = b.fact("y");
    const NodeId x = b.input(first, {0, 30'000});
    const NodeId y = b.input(second, {0, 30'000});
    const NodeId both = b.number(Operator::add, {x, y}, {0, 60'000});
    const NodeId without = b.number(Operator::subtract, {both, y}, {0, 60'000});
    const NodeId rest = b.number(Operator::subtract, {without, x}, {-60'000, 60'000});
    const NodeId low = b.truth(Operator::less, {rest, b.constant(3)});
    const NodeId high = b.truth(Operator::less, {rest, b.constant(-8)});
    const NodeId inner = b.number(Operator::select, {high, b.constant(5), b.constant(1)}, {1, 5});
    const NodeId last = b.number(Operator::select, {low, inner, b.constant(9)}, {1, 9});
    std::mt19937 random(5);
    FactsBuilder facts(b, people(300));
    facts.column(first, draw(random, 300, 0, 30'000)).column(second, draw(random, 300, 0, 30'000));
    const auto whole = run_all(b, facts.facts);
    // Only the last is asked for, so that the sums on the way become something simpler.
    auto program = bind(std::make_shared<const graph::Graph>(b.graph), Keep::everything);
    for (auto& each : program.instructions) each.keep = each.node == last;
    const auto found = *run_in_chunks(program, schedule(program), facts.facts, {});
    EXPECT_EQ(numbers(found, last), numbers(whole, last));
}

/// Small points of items, capped and not: by bytes while nobody has more than a few of them.
void expect_few(unsigned most_items, int most_points) {
    std::mt19937 random(most_items * 31 + static_cast<unsigned>(most_points));
    GraphBuilder b;
    const auto deals = b.list("deals");
    const ColumnId points = b.field(deals, "points");
    const NodeId own = b.input(points, {0, most_points}, deals);
    const NodeId sum = b.along(NodeKind::reduce, own, b.owner(deals), {0, 15'000'000});
    b.number(Operator::minimum, {sum, b.constant(20)}, {0, 20});
    const NodeId other = b.along(NodeKind::reduce, own, b.owner(deals), {0, 15'000'000});
    b.number(Operator::add, {other, b.constant(1)}, {1, 15'000'001});
    const std::size_t count = 3000;
    FactsBuilder facts(b, people(count));
    std::vector<std::uint32_t> offsets{0};
    for (std::size_t i = 0; i < count; ++i)
        offsets.push_back(offsets.back() + static_cast<std::uint32_t>(random() % (most_items + 1)));
    facts.facts.offsets[0] = offsets;
    facts.column(points, draw(random, offsets.back(), 0, most_points));
    run_all(b, facts.facts);
}

TEST(Chunks, SumFewItemsOfSmallNumbers) {
    for (const unsigned most_items : {0U, 1U, 8U, 9U, 300U}) {
        for (const int most_points : {1, 15, 16, 127}) expect_few(most_items, most_points);
    }
}

TEST(Chunks, BoundQuotientsBeforeTheyAreDivided) {
    for (const auto op :
         {Operator::divide_floor, Operator::divide_ceiling, Operator::divide_half_up,
          Operator::divide_half_even, Operator::divide_up, Operator::divide_down}) {
        for (const int by : {1, 2, 7, 10'000}) {
            std::mt19937 random(static_cast<unsigned>(by));
            GraphBuilder b;
            const ColumnId amount = b.fact("amount");
            const NodeId x = b.input(amount, {-100'000'000, 100'000'000});
            const NodeId all = b.number(op, {x, b.constant(by)}, {-100'000'000, 100'000'000});
            const NodeId from =
                b.number(Operator::maximum, {all, b.constant(-3)}, {-3, 100'000'000});
            b.number(Operator::minimum, {from, b.constant(20)}, {-3, 20});
            FactsBuilder facts(b, people(3000));
            auto drawn = draw(random, 3000, -25 * by, 25 * by);
            drawn[0] = 100'000'000;
            drawn[1] = -100'000'000;
            facts.column(amount, drawn);
            run_all(b, facts.facts);
        }
    }
}

/// Registers that are not needed at once share their memory.
TEST(Schedule, SharesRegisters) {
    GraphBuilder b;
    NodeId x = b.input(b.fact("x"), {0, 100});
    for (int i = 0; i < 50; ++i) x = b.number(Operator::add, {x, x}, {0, 100});
    const auto graph = std::make_shared<const graph::Graph>(b.graph);
    const auto planned = schedule(bind(graph, Keep::everything));
    EXPECT_LE(planned.slots.size(), 3U);
    EXPECT_EQ(planned.slots.front(), 8U) << "100 fits 8 bits";
    EXPECT_EQ(planned.rows % simd::block_rows, 0U);
}

/// 100 * 100 is worked out before, and needs no register.
TEST(Schedule, FoldsConstants) {
    GraphBuilder b;
    const NodeId x = b.input(b.fact("x"), {0, 100});
    const NodeId hundred = b.constant(100);
    const NodeId product = b.number(Operator::multiply, {hundred, hundred}, {10000, 10000});
    b.number(Operator::add, {x, product}, {0, 10100});
    const auto graph = std::make_shared<const graph::Graph>(b.graph);
    std::size_t numbers = 0;
    for (const auto& stage : schedule(bind(graph, Keep::everything)).stages) {
        for (const auto& step : stage.steps)
            numbers += step.kind == Step::Kind::multiples || step.kind == Step::Kind::arithmetic;
    }
    EXPECT_EQ(numbers, 1U);
}

}  // namespace
}  // namespace meritum::exec
