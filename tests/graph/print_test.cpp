// The graph for people: as text with its story, and as a drawing with everything escaped.
#include "graph/print.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "graph/whole_graph.hpp"

namespace meritum::graph {
namespace {

using testing::HasSubstr;

TEST(PrintText, IsOneLinePerNodeAndTheOutline) {
    EXPECT_EQ(to_text(WholeGraph().b.graph), R"(plan quarter

n0   participants  fact sales                                    [0, 1000]
n1   participants  fact team                                     [0, 1000000]
n2   participants  previous n0, at first 0                       [0, 1000]
n3   participants  0                                             [0]
n4   participants  n3 < n0
n5   participants  1                                             [1]
n6   participants  n0 max n5                                     [1, 1000]
n7   participants  n2 // n6                                      [0, 1000]               where n4
n8   participants  n4 ? n7 : n3                                  [0, 1000]       x 1
n9   deals         field amount                                  [0, 100]
n10  deals         read n4 from participants
n11  deals         running count of n10 per row of participants  [0, 10000]
n12  participants  sum of n9 per row of participants             [0, 1000000]
n13  everyone      param rate                                    [0, 100]
n14  participants  read n13 from everyone                        [0, 100]
n15  participants  rank of n0 within teams                       [1, 10000000]
n16  teams         sum of n15 per row of teams                   [1, 100000000]
n17  participants  read n16 from teams                           [1, 100000000]  x 1
n18  participants  "North "1""                                   [-1, 1000000]
n19  participants  n1 = n18
n20  participants  n8 + n14                                      [0, 1100]       x 0.01

total score             n20 x 0.01
  start                 0
  bonus results/growth  n8
    applies             n4
    in turn             n11
    amount              n8 / n6
    line                n8
    cap                 n8
  category results      n8
  raw                   0
outcome pay             n17 if n19
)");
}

TEST(PrintDot, HasTablesStrataAndEdges) {
    const std::string dot = to_dot(WholeGraph().b.graph);
    EXPECT_THAT(dot, HasSubstr("digraph \"quarter\" {\n"));
    EXPECT_THAT(dot, HasSubstr("subgraph cluster_0 {\n    label=\"participants\";\n"));
    EXPECT_THAT(dot, HasSubstr("subgraph cluster_0_1 {\n      label=\"stratum 1\";\n"));
    EXPECT_THAT(dot, HasSubstr("  n0 -> n6;\n"));
    EXPECT_THAT(dot, HasSubstr("style=dashed"));
    EXPECT_THAT(dot, HasSubstr("label=\"n18: \\\"North \\\"1\\\"\\\"\\n"));
    EXPECT_EQ(std::count(dot.begin(), dot.end(), '{'), std::count(dot.begin(), dot.end(), '}'));
}

}  // namespace
}  // namespace meritum::graph
