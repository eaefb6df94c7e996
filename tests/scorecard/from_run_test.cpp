// Cards from story and run: every kind of line, in order, adding up; outcomes; what is withheld.
#include "scorecard/from_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "exec/bind.hpp"
#include "number/rational.hpp"
#include "scorecard/body.hpp"
#include "shop/shop.hpp"

namespace meritum::scorecard {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> shown(const Scorecard& card) {
    std::vector<std::string> result;
    for (const auto& line : card.lines()) {
        result.push_back(line.line + " " + line.points.to_string());
    }
    return result;
}

TEST(FromRun, LinesComeInTheOrderOfPresentation) {
    const auto results = score(make_shop());
    EXPECT_THAT(
        shown(results.cards[0]),
        ElementsAre("score///start 100", "score/results/over/rule 32", "score/results/over/cap -12",
                    "score/results/missed/rule 0", "score/results/deals/rule 12",
                    "score/conduct/returns/rule 0", "score/conduct/happy/rule 3",
                    "score//best/rule 5", "score/results//cap -7", "score///bounds -8"));
    EXPECT_THAT(
        shown(results.cards[1]),
        ElementsAre("score///start 100", "score/results/over/rule 0",
                    "score/results/missed/rule -2.5", "score/results/deals/rule 0",
                    "score/conduct/returns/rule -5", "score/conduct/happy/rule 0",
                    "score//best/rule 0", "score/conduct//floor 2", "score//red/veto -34.5"));
}

TEST(FromRun, AVetoThatFiredAndDidNotWinIsListedWithZero) {
    const auto card = score(make_shop()).cards[2];
    EXPECT_EQ(card.line("score//red/veto")->points, 0);
    EXPECT_EQ(card.line("score//red/veto")->because, "6 violations");
    EXPECT_EQ(card.line("score//black/veto")->points, -100);
}

TEST(FromRun, LinesAddUp) {
    for (const auto& card : score(make_shop()).cards) {
        number::Rational sum{0};
        for (const auto& line : card.lines()) sum += number::rational(line.points);
        EXPECT_EQ(sum, number::rational(*card.score())) << card.id();
        EXPECT_EQ(card.totals().front().value, card.score());
    }
}

TEST(FromRun, EveryKindOfLineAppears) {
    std::set<std::string> kinds;
    for (const auto& card : score(make_shop()).cards) {
        for (const auto& line : card.lines())
            kinds.insert(line.line.substr(line.line.rfind('/') + 1));
    }
    EXPECT_THAT(kinds, ElementsAre("bounds", "cap", "floor", "rounding", "rule", "start", "veto"));
}

TEST(FromRun, BecauseIsFilledInWhereSomethingWasGiven) {
    const auto shop = make_shop();
    EXPECT_EQ(score(shop).cards[0].line("score/results/over/rule")->because,
              "1,320 CNY sold, 132%");
    EXPECT_EQ(score(shop).cards[1].line("score/results/over/rule")->because, "");
    EXPECT_EQ(score(shop, Keep::lines, "zh").cards[0].line("score/results/over/rule")->because,
              "1,320 CNY 销售额,达成率 132%");
}

TEST(FromRun, OutcomesKeepTheirTypes) {
    const auto card = score(make_shop()).cards[1];
    EXPECT_EQ(std::get<Decimal>(card.outcome("pay")->value), 12);
    EXPECT_EQ(card.outcome("pay")->unit, "CNY");
    EXPECT_EQ(std::get<std::string>(card.outcome("level")->value), "none");
    EXPECT_EQ(std::get<std::string>(card.outcome("note")->value), "talk");
    EXPECT_EQ(std::get<bool>(card.outcome("rated")->value), false);
    EXPECT_EQ(std::get<Date>(card.outcome("due")->value).to_string(), "2026-10-15");
    EXPECT_EQ(card.outcome("nothing"), nullptr);
    EXPECT_EQ(card.grade(), "C");
    EXPECT_EQ(card.period(), "2026-Q3");
}

// No fact holds "talk" or "fine"; they stay apart all the same.
TEST(FromRun, TextsOfThePlanThatNoFactHoldsStayApart) {
    const auto results = score(make_shop());
    EXPECT_EQ(std::get<std::string>(results.cards[0].outcome("note")->value), "fine");
    EXPECT_EQ(std::get<std::string>(results.cards[2].outcome("note")->value), "talk");
}

TEST(FromRun, OnlyResultsHaveNoLines) {
    const auto results = score(make_shop(), Keep::results);
    EXPECT_TRUE(results.cards[0].lines().empty());
    EXPECT_EQ(results.cards[0].score(), Decimal(125));
    EXPECT_EQ(results.cards[0].grade(), "A");
}

TEST(FromRun, WhatHangsOnAnIncompleteGroupIsWithheldForItsMembers) {
    const auto results = score(make_shop(true));
    for (const std::size_t northern : {0, 1}) {
        const auto& card = results.cards[northern];
        EXPECT_EQ(card.score(), std::nullopt);
        EXPECT_EQ(card.grade(), "");
        EXPECT_TRUE(card.lines().empty());
        EXPECT_TRUE(std::holds_alternative<std::monostate>(card.outcome("level")->value));
        EXPECT_EQ(std::get<Decimal>(card.outcome("pay")->value), northern == 0 ? 13 : 12);
    }
    EXPECT_EQ(results.cards[2].score(), Decimal(0));
    ASSERT_EQ(results.errors.size(), 4u);
    EXPECT_EQ(results.errors[0].code, "F0190");
    EXPECT_EQ(results.errors[0].id, "ann");
    EXPECT_EQ(results.errors[0].fact, "team");
    EXPECT_THAT(results.errors[1].message, ::testing::HasSubstr("`level` is withheld"));
}

// The same numbers by the short way (64-bit factors) and by fractions.
TEST(DecimalStep, IsThereForDecimalsThatFit) {
    EXPECT_EQ(decimal_step(number::Rational(1, 4))->factor, 25);
    EXPECT_EQ(decimal_step(number::Rational(1, 4))->scale, 2u);
    EXPECT_EQ(decimal_step(number::Rational(1000))->factor, 1000);
    EXPECT_FALSE(decimal_step(number::Rational(1, 3)));
}

}  // namespace
}  // namespace meritum::scorecard
