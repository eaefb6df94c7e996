// Each kind of node on a hand-built graph: rows in, rows out.
#include <gtest/gtest.h>

#include "exec/facts_builder.hpp"
#include "number/wide.hpp"

namespace meritum::exec {
namespace {

using graph::NodeKind;
using value::Operator;
using value::Type;

TEST(Columns, MapsRowByRow) {
    GraphBuilder b;
    const ColumnId sales = b.fact("sales");
    const NodeId x = b.input(sales, {0, 1000});
    const NodeId hundred = b.constant(100);
    const NodeId above = b.truth(Operator::less, {hundred, x});
    const NodeId twice = b.number(Operator::add, {x, x}, {0, 2000});
    const NodeId chosen = b.number(Operator::select, {above, twice, hundred}, {0, 2000});
    const auto run =
        run_all(b, FactsBuilder(b, {"a", "b", "c"}).column(sales, {0, 100, 101}).facts);
    EXPECT_EQ(numbers(run, above), Numbers({0, 0, 1}));
    EXPECT_EQ(numbers(run, chosen), Numbers({100, 100, 202}));
}

TEST(Columns, ReadsOptionalColumnsAsValueAndKnown) {
    GraphBuilder b;
    const ColumnId bonus = b.fact("bonus", Type::number, true);
    const NodeId value = b.input(bonus, {5, 10});
    const NodeId known = b.known(bonus);
    const NodeId other = b.constant(7);
    const NodeId chosen = b.number(Operator::select, {known, value, other}, {5, 10});
    FactsBuilder facts(b, {"a", "b"});
    auto run = run_all(b, facts.column(bonus, {5, 9}, {0, 1}).facts);
    EXPECT_EQ(numbers(run, chosen), Numbers({7, 9}));
    run = run_all(b, facts.column(bonus, {5, 9}).facts);  // no marks: all known
    EXPECT_EQ(numbers(run, known), Numbers({1, 1}));
}

TEST(Columns, ComparesTextsByCodesOfTheRun) {
    GraphBuilder b;
    const ColumnId team = b.fact("team", Type::text);
    const NodeId of = b.input(team, {0, 1000000});
    const NodeId north = b.truth(Operator::equal, {of, b.text("North")});
    const NodeId nowhere = b.truth(Operator::equal, {of, b.text("Nowhere")});
    const auto facts =
        FactsBuilder(b, {"a", "b", "c"}).texts(team, {"South", "North", "South"}).facts;
    const auto run = run_all(b, facts);
    EXPECT_EQ(numbers(run, north), Numbers({0, 1, 0}));
    EXPECT_EQ(numbers(run, nowhere), Numbers({0, 0, 0}));
    EXPECT_EQ(facts.dictionary.size(), 2U);
}

TEST(Columns, BroadcastsParamsThroughReads) {
    GraphBuilder b;
    const ColumnId rate = b.param("rate");
    const NodeId one = b.input(rate, {0, 100}, graph::everyone);
    const KeyId key = b.to_everyone(graph::participants);
    const NodeId each = b.along(NodeKind::read, one, key, {0, 100});
    const NodeId sum = b.along(NodeKind::reduce, each, key, {0, 1000});
    const auto run = run_all(b, FactsBuilder(b, {"a", "b", "c"}).column(rate, {40}).facts);
    EXPECT_EQ(numbers(run, one), Numbers{40});
    EXPECT_EQ(numbers(run, each), Numbers({40, 40, 40}));
    EXPECT_EQ(numbers(run, sum), Numbers{120});
}

/// a has 2 items, b none, c 3.
struct Deals {
    GraphBuilder b;
    TableId deals = b.list("deals");
    ColumnId amount = b.field(deals, "amount");
    ColumnId good = b.field(deals, "good", Type::boolean);
    KeyId owner = b.owner(deals);

    value::FactColumns facts() const {
        FactsBuilder result(b, {"a", "b", "c"});
        result.facts.offsets[0] = {0, 2, 2, 5};
        result.facts.item_keys[0] = {"1", "2", "1", "2", "3"};
        result.column(amount, {10, 20, 30, 40, 50}).column(good, {1, 1, 0, 1, 1});
        return result.facts;
    }
};

TEST(Columns, SumsItemsOfTheirOwnerAndReadsBack) {
    Deals d;
    const NodeId x = d.b.input(d.amount, {0, 100}, d.deals);
    const NodeId sum = d.b.along(NodeKind::reduce, x, d.owner, {0, 1000});
    const NodeId back = d.b.along(NodeKind::read, sum, d.owner, {0, 1000});
    const NodeId good = d.b.input(d.good, {0, 1}, d.deals);
    const NodeId count = d.b.along(NodeKind::reduce, good, d.owner, {0, 10000});
    const auto run = run_all(d.b, d.facts());
    EXPECT_EQ(numbers(run, sum), Numbers({30, 0, 120}));
    EXPECT_EQ(numbers(run, back), Numbers({30, 30, 120, 120, 120}));
    EXPECT_EQ(numbers(run, count), Numbers({2, 0, 2}));
}

TEST(Columns, CountsInTurnPerOwner) {
    Deals d;
    const NodeId good = d.b.input(d.good, {0, 1}, d.deals);
    const NodeId turn = d.b.along(NodeKind::scan, good, d.owner, {0, 10000});
    const auto run = run_all(d.b, d.facts());
    EXPECT_EQ(numbers(run, turn), Numbers({1, 2, 0, 1, 2}));
}

TEST(Columns, WidensSumsBeyondTheirItems) {
    Deals d;
    const number::Integer most = (number::Integer(1) << 127) - 1;
    const NodeId x = d.b.input(d.amount, {-most, most}, d.deals);
    const NodeId sum = d.b.along(NodeKind::reduce, x, d.owner, {-most * 10000, most * 10000});
    FactsBuilder facts(d.b, {"a", "b", "c"});
    facts.facts = d.facts();
    const auto top = number::to_int128(most);
    facts.column(d.amount, {top, top, top, top, 1});
    const auto run = run_all(d.b, facts.facts);
    EXPECT_EQ(numbers(run, sum),
              Numbers({number::Int256(top) * 2, 0, number::Int256(top) * 2 + 1}));
}

struct Teams {
    GraphBuilder b;
    ColumnId team = b.fact("team", Type::text);
    ColumnId points = b.fact("points");
    NodeId of = b.input(team, {0, 1000000});
    NodeId x = b.input(points, {-1000, 1000});
    KeyId key = b.group(of, "team");

    FactsBuilder facts() const {
        FactsBuilder result(b, {"a", "b", "c", "d", "e", "f"});
        result.texts(team, {"S", "N", "S", "S", "N", "S"}).column(points, {5, 7, 9, 5, -7, 1});
        return result;
    }
};

TEST(Columns, RanksWithinAGroupAndTiesAreEqual) {
    Teams t;
    const NodeId rank = t.b.along(NodeKind::rank, t.x, t.key, {1, 10000000});
    const auto run = run_all(t.b, t.facts().facts);
    EXPECT_EQ(numbers(run, rank), Numbers({2, 1, 1, 2, 2, 4}));
    EXPECT_TRUE(std::holds_alternative<Column<std::int32_t>>(run.columns[rank.index]));
}

TEST(Columns, RanksTruthsAndWideNumbers) {
    Teams t;
    const number::Integer huge = number::Integer(1) << 200;
    const NodeId scaled =
        t.b.number(Operator::multiply, {t.x, t.b.constant(huge)}, {-huge * 1000, huge * 1000});
    const NodeId good = t.b.truth(Operator::less, {t.b.constant(4), t.x});
    const NodeId by_scaled = t.b.along(NodeKind::rank, scaled, t.key, {1, 10000000});
    const NodeId by_good = t.b.along(NodeKind::rank, good, t.key, {1, 10000000});
    const auto run = run_all(t.b, t.facts().facts);
    EXPECT_EQ(numbers(run, by_scaled), Numbers({2, 1, 1, 2, 2, 4}));
    EXPECT_EQ(numbers(run, by_good), Numbers({1, 1, 1, 1, 2, 4}));
}

TEST(Columns, SumsGroupsInOrderOfFirstAppearance) {
    Teams t;
    const NodeId sum = t.b.along(NodeKind::reduce, t.x, t.key, {-10000, 10000});
    const NodeId back = t.b.along(NodeKind::read, sum, t.key, {-10000, 10000});
    const auto run = run_all(t.b, t.facts().facts);
    EXPECT_EQ(numbers(run, sum), Numbers({20, 0}));
    EXPECT_EQ(numbers(run, back), Numbers({20, 0, 20, 20, 0, 20}));
}

TEST(Columns, HeldValuesReplayOneParticipantOfAPopulation) {
    Teams t;
    const NodeId rank = t.b.along(NodeKind::rank, t.x, t.key, {1, 10000000});
    const NodeId next = t.b.number(Operator::add, {rank, t.x}, {-1000, 20000000});
    FactsBuilder one(t.b, {"f"});
    one.texts(t.team, {"S"}).column(t.points, {1});
    const Held held = {{rank, 4}};
    RunOptions options;
    options.held = &held;
    const auto run = run_all(t.b, one.facts, {}, options);
    EXPECT_EQ(numbers(run, rank), Numbers{4});
    EXPECT_EQ(numbers(run, next), Numbers{5});
    EXPECT_EQ(numbers(run_all(t.b, one.facts), rank), Numbers{1});
}

TEST(Columns, RunsOverNobody) {
    Teams t;
    const NodeId rank = t.b.along(NodeKind::rank, t.x, t.key, {1, 10000000});
    const NodeId sum = t.b.along(NodeKind::reduce, t.x, t.key, {-10000, 10000});
    const auto run = run_all(t.b, FactsBuilder(t.b, {}).facts);
    EXPECT_TRUE(numbers(run, rank).empty());
    EXPECT_TRUE(numbers(run, sum).empty());
}

TEST(Columns, AreDroppedUnlessKept) {
    Teams t;
    const NodeId twice = t.b.number(Operator::add, {t.x, t.x}, {-2000, 2000});
    const NodeId score = t.b.number(Operator::add, {twice, t.x}, {-3000, 3000});
    t.b.graph.story.totals.resize(1);
    t.b.graph.story.totals[0].value = t.b.quantity(score);
    const auto graph = std::make_shared<const graph::Graph>(t.b.graph);
    const auto run = exec::run(bind(graph, Keep::results), t.facts().facts, {});
    EXPECT_EQ(numbers(run, score), Numbers({15, 21, 27, 15, -21, 3}));
    EXPECT_TRUE(numbers(run, twice).empty());
    EXPECT_TRUE(numbers(run, t.x).empty());
}

}  // namespace
}  // namespace meritum::exec
