// An outside project's tests of its plan: a suite's cases, and matchers. Run in this folder.
#include <meritum/meritum.hpp>
#include <meritum/testing.hpp>

using meritum::testing::HasLine;
using meritum::testing::HasRule;
using meritum::testing::HasScore;

const auto suites = meritum::testing::register_suites({"plans"});

TEST(Plans, AreMatched) {
    const auto plan = meritum::Plan::load("plans/plan.merit");
    const auto card = plan.score({{"sales", 1'320'000}, {"target", 1'000'000}});
    EXPECT_THAT(card, HasScore("120"));
    EXPECT_THAT(card, HasRule("over_achievement", 20));
    EXPECT_THAT(card, HasLine("over_achievement", "-12"));
}
