// Where rows wait for others, and which groups stand behind a value.
#include "graph/strata.hpp"

#include <gtest/gtest.h>

#include "graph/whole_graph.hpp"

namespace meritum::graph {
namespace {

TEST(Strata, EndWhereParticipantsAreGathered) {
    const WholeGraph w;
    const Strata s = strata(w.b.graph);
    EXPECT_EQ(s.count, 3U);
    for (const NodeId id : {w.x, w.before, w.quotient, w.turn, w.items, w.per_row, w.score}) {
        EXPECT_EQ(s.of[id.index], 0U) << id.index;
    }
    EXPECT_EQ(s.of[w.rank.index], 1U);
    EXPECT_EQ(s.of[w.team_sum.index], 2U);
    EXPECT_EQ(s.of[w.of_team.index], 2U);
}

TEST(Strata, OfAnEmptyGraphAreNone) { EXPECT_EQ(strata(Graph{}).count, 0U); }

TEST(GroupsBehind, FollowInputsAndKeys) {
    WholeGraph w;
    const NodeId twice = w.b.number(value::Operator::add, {w.of_team, w.score}, {0, 200000000});
    const KeyId ranks = w.b.group(w.rank, "ranks");
    const NodeId among = w.b.along(NodeKind::rank, w.x, ranks, {1, 10000000});
    const auto behind = groups_behind(w.b.graph);
    using Keys = std::vector<KeyId>;
    EXPECT_EQ(behind[w.score.index], Keys());
    EXPECT_EQ(behind[w.rank.index], Keys({w.key}));
    EXPECT_EQ(behind[twice.index], Keys({w.key}));
    EXPECT_EQ(behind[among.index],
              Keys({w.key, ranks}));  // its own groups, and those its groups go by
    EXPECT_EQ(groups_behind(w.b.graph, twice), Keys({w.key}));
}

TEST(GroupsBehind, EndAtAPreviousPeriod) {
    WholeGraph w;
    const NodeId before = w.b.previous(1, {1, 10000000});
    w.b.remember(before, w.rank);
    EXPECT_TRUE(groups_behind(w.b.graph, before).empty());
}

}  // namespace
}  // namespace meritum::graph
