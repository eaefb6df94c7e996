// Groups, and those that lack a failed participant.
#include "exec/joins.hpp"

#include <gtest/gtest.h>

#include "exec/facts_builder.hpp"

namespace meritum::exec {
namespace {

using value::Operator;
using value::Type;

using Marks = std::vector<std::uint8_t>;

/// a and c are of team S, b is of team N; grouped by the team and by a number made of it.
struct Teams {
    GraphBuilder b;
    ColumnId team = b.fact("team", Type::text);
    NodeId of = b.input(team, {0, 1000000});
    KeyId by_team = b.group(of, "team");
    NodeId made = b.number(Operator::add, {of, of}, {0, 2000000});
    KeyId by_made = b.group(made, "made");

    FactsBuilder facts() const {
        FactsBuilder result(b, {"a", "b", "c"});
        result.texts(team, {"S", "N", "S"});
        return result;
    }

    void fail(FactsBuilder& builder, const std::string& words) {
        const auto code = builder.facts.dictionary.code(words);
        builder.facts.failed.push_back({"x", {{team, code}}});
    }
};

TEST(Joins, MarkNothingIfNobodyFailed) {
    Teams t;
    const auto run = run_all(t.b, t.facts().facts);
    EXPECT_TRUE(run.incomplete[t.by_team.index].empty());
    EXPECT_TRUE(run.incomplete[t.by_made.index].empty());
}

TEST(Joins, MarkTheGroupOfWhoFailed) {
    Teams t;
    auto facts = t.facts();
    t.fail(facts, "S");
    const auto run = run_all(t.b, facts.facts);
    EXPECT_EQ(run.incomplete[t.by_team.index], Marks({1, 0, 1}));
    EXPECT_EQ(run.incomplete[t.by_made.index], Marks({1, 1, 1}));  // cannot be told
}

TEST(Joins, MarkNothingForAGroupOfItsOwn) {
    Teams t;
    auto facts = t.facts();
    t.fail(facts, "Elsewhere");
    EXPECT_EQ(run_all(t.b, facts.facts).incomplete[t.by_team.index], Marks({0, 0, 0}));
}

TEST(Joins, MarkAllIfTheGroupCannotBeRead) {
    Teams t;
    auto facts = t.facts();
    t.fail(facts, "N");
    facts.facts.failed.push_back({"y", {}});
    EXPECT_EQ(run_all(t.b, facts.facts).incomplete[t.by_team.index], Marks({1, 1, 1}));
}

TEST(Joins, LeaveOtherKeysEmpty) {
    Teams t;
    const KeyId all = t.b.to_everyone(graph::participants);
    EXPECT_TRUE(run_all(t.b, t.facts().facts).incomplete[all.index].empty());
}

TEST(Joins, KnowRowsOfEveryTable) {
    Teams t;
    const TableId deals = t.b.list("deals");
    const KeyId owner = t.b.owner(deals);
    const KeyId all = t.b.to_everyone(deals);
    auto facts = t.facts().facts;
    facts.offsets = {{0, 0, 3, 4}};
    Joins joins(t.b.graph, facts);
    joins.make_groups(t.by_team, Column<std::int64_t>{4, 9, 4});
    EXPECT_EQ(joins.rows(graph::participants), 3U);
    EXPECT_EQ(joins.rows(graph::everyone), 1U);
    EXPECT_EQ(joins.rows(deals), 4U);
    EXPECT_EQ(joins.rows(t.b.graph.keys[t.by_team.index].to), 2U);
    EXPECT_EQ(joins.along(owner), (std::vector<std::uint32_t>{1, 1, 1, 2}));
    EXPECT_EQ(joins.along(all), (std::vector<std::uint32_t>{0, 0, 0, 0}));
    EXPECT_EQ(joins.along(t.by_team), (std::vector<std::uint32_t>{0, 1, 0}));
}

}  // namespace
}  // namespace meritum::exec
