// meritum/testing.hpp: cases of suites as tests of GoogleTest, matchers for cards, what they say
// when they fail.
#include "meritum/testing.hpp"

#include <gtest/gtest-spi.h>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

using ::testing::AllOf;
using testing::HasGrade;
using testing::HasLine;
using testing::HasNoScore;
using testing::HasOutcome;
using testing::HasRule;
using testing::HasScore;
using ::testing::HasSubstr;
using testing::HasTotal;
using ::testing::Not;

/// Some of the repository's own suites, as tests of this program.
const auto registered = testing::register_suites({"examples/first-plan"});

Scorecard card_of(std::int64_t sales, int complaints = 0) {
    return Plan::load("examples/first-plan/plan.merit")
        .score({{"sales", sales}, {"target", 1'000'000}, {"complaints", complaints}});
}

/// What a matcher says of a card.
template <class Matcher>
std::string said(const Matcher& matcher, const Scorecard& card) {
    ::testing::StringMatchResultListener listener;
    const bool matches = matcher.MatchAndExplain(card, &listener);
    std::ostringstream described;
    matcher.DescribeTo(&described);
    return described.str() + (matches ? ": yes, " : ": no, ") + listener.str();
}

TEST(Testing, RegistersCases) {
    EXPECT_GT(registered, 10U);
    std::size_t found = 0;
    const auto& all = *::testing::UnitTest::GetInstance();
    for (int i = 0; i < all.total_test_suite_count(); ++i) {
        const auto& suite = *all.GetTestSuite(i);
        if (std::string(suite.name()) != "examples/first-plan/plan.test.yaml") continue;
        found = static_cast<std::size_t>(suite.total_test_count());
        EXPECT_STREQ(suite.GetTestInfo(0)->name(), "exactly on target");
    }
    EXPECT_EQ(found, registered);
}

TEST(Testing, MatchesCards) {
    const auto card = card_of(1'320'000, 1);
    EXPECT_THAT(card, HasScore("118.5"));
    EXPECT_THAT(card, HasScore("118.50"));
    EXPECT_THAT(card, HasScore(*Decimal::parse("118.5")));
    EXPECT_THAT(card_of(1'000'000), HasScore(100));
    EXPECT_THAT(card, AllOf(HasGrade("A"), HasTotal("score", "118.5")));
    EXPECT_THAT(card, HasRule("over_achievement", 20));
    EXPECT_THAT(card, HasLine("over_achievement", 32));
    EXPECT_THAT(card, HasLine("over_achievement", "-12"));
    EXPECT_THAT(card, HasLine("score//complaint/rule", "-1.5"));
    EXPECT_THAT(card, Not(HasLine("complaint", "1.5")));
    EXPECT_THAT(card, Not(HasNoScore()));
}

TEST(Testing, SaysWhatACardHasInstead) {
    const auto card = card_of(1'320'000, 1);
    EXPECT_EQ(said(HasScore("117"), card), "has score 117: no, whose score is 118.5");
    EXPECT_EQ(said(HasNoScore(), card), "has no score: no, whose score is 118.5");
    EXPECT_EQ(said(HasGrade("B"), card), "has grade B: no, whose grade is A");
    EXPECT_EQ(said(HasRule("complaint", 1), card), "has complaint 1: no, where it is -1.5");
    EXPECT_EQ(said(HasRule("other", 1), card), "has other 1: no, where it is not");
    EXPECT_EQ(said(HasTotal("other", 1), card), "has other 1: no, which has no total `other`");
    EXPECT_EQ(said(HasOutcome("pay", "1"), card), "has pay 1: no, which has no outcome `pay`");
    EXPECT_EQ(said(HasLine("over_achievement", 20), card),
              "has a line over_achievement 20: no, where score//over_achievement/rule is 32, "
              "score//over_achievement/cap is -12");
    EXPECT_EQ(said(HasLine("other", 1), card), "has a line other 1: no, which has no such line");
}

TEST(Testing, MatchesOutcomesOfEveryKind) {
    const auto compiled = Plan::compile(
        "plan p\n  currency CNY\nfact day date\nfact sales money 0 .. 1_000\n"
        "outcome paid = sales * 10%\noutcome good = sales > 10 CNY\noutcome since = day\n"
        "outcome word = \"rich\" when sales > 10 CNY, else \"poor\"\n");
    ASSERT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    const auto card = compiled.plan->score({{"day", "2026-07-01"}, {"sales", 500}});
    EXPECT_THAT(card, HasOutcome("paid", "50.00"));
    EXPECT_THAT(card, HasOutcome("good", "yes"));
    EXPECT_THAT(card, HasOutcome("since", "2026-07-01"));
    EXPECT_THAT(card, HasOutcome("word", "rich"));
    EXPECT_EQ(said(HasOutcome("word", "poor"), card), "has word poor: no, whose word is rich");
}

TEST(Testing, ANumberThatIsNoneFails) {
    EXPECT_NONFATAL_FAILURE(EXPECT_THAT(card_of(1'000'000), Not(HasScore("100 points"))),
                            "\"100 points\" is no number");
}

TEST(Testing, ShowsACardWithItsLines) {
    const auto shown = ::testing::PrintToString(card_of(1'000'000, 2));
    EXPECT_THAT(shown, HasSubstr("score 97, grade B"));
    EXPECT_THAT(shown, HasSubstr("\n  score//complaint/rule -3"));
}

TEST(Testing, ACaseThatFailsSaysWhatMeritumTestSays) {
    const auto found = suite::run_text(
        "plan: plan.merit\ncases:\n  - name: wrong\n    facts: {sales: 1_000_000, target: "
        "1_000_000}\n"
        "    expect: {score: 99}\n",
        "examples/first-plan/made-up.test.yaml");
    ASSERT_EQ(found.cases.size(), 1U);
    const auto failure = testing::detail::failure_of(found, found.cases.front());
    EXPECT_THAT(failure, AllOf(HasSubstr("wrong"), HasSubstr("expected"), HasSubstr("99")));
    ::testing::TestPartResultArray results;
    {
        const ::testing::ScopedFakeTestPartResultReporter caught(
            ::testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
        testing::detail::CaseTest(found.cases.front().place, failure).TestBody();
    }
    ASSERT_EQ(results.size(), 1);
    EXPECT_STREQ(results.GetTestPartResult(0).file_name(), "examples/first-plan/made-up.test.yaml");
    EXPECT_EQ(results.GetTestPartResult(0).line_number(), 3);
    EXPECT_THAT(results.GetTestPartResult(0).message(), HasSubstr("99"));
}

TEST(Testing, WhatCannotBeRunIsAFailure) {
    suite::Report report;
    report.suites.push_back(suite::run_text("plan: none.merit\ncases: []\n", "made-up.test.yaml"));
    EXPECT_THAT(testing::detail::failure_of(report), HasSubstr("made-up.test.yaml"));
    const auto none = suite::run({"examples/nowhere"});
    EXPECT_THAT(testing::detail::failure_of(none), HasSubstr("examples/nowhere"));
}

}  // namespace
}  // namespace meritum
