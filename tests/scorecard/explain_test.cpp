// The tree of "why": its parts, verdicts and words. How it looks on paper is
// tests/report/text_test.cpp.
#include "scorecard/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <iterator>
#include <set>

#include "shop/shop.hpp"

namespace meritum::scorecard {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

CardExplanation explain_one(std::size_t row, std::string_view lang = "en") {
    return explain(score(make_shop()).cards[row].body(), lang);
}

const Explanation& line(const Explanation& card, std::string_view id) {
    for (const auto& line : card.children.front().children) {
        if (line.id == id) return line;
    }
    throw std::runtime_error("no line " + std::string(id));
}

const Explanation& child(const Explanation& node, std::ptrdiff_t at) {
    return *std::next(node.children.begin(), at);
}

void collect(const Explanation& node, std::set<Part>& parts) {
    parts.insert(node.part);
    for (const auto& child : node.children) collect(child, parts);
}

TEST(Explain, EveryPartIsTold) {
    std::set<Part> parts;
    for (std::size_t row = 0; row < 5; ++row) collect(explain_one(row), parts);
    EXPECT_EQ(parts.size(), static_cast<std::size_t>(Part::outcome) + 1);
}

TEST(Explain, LinesAreThoseOfTheCard) {
    const auto results = score(make_shop());
    for (const auto& card : results.cards) {
        std::vector<std::string> told;
        std::vector<std::string> given;
        const auto explained = explain(card.body(), "en");
        for (const auto& line : explained.children.front().children) {
            if (line.part == Part::line)
                told.push_back(std::string(line.id) + " " + *line.number->digits());
        }
        for (const auto& line : card.lines())
            given.push_back(line.line + " " + line.points.to_string());
        EXPECT_EQ(told, given) << card.id();
    }
}

void require_digits(const Explanation& node) {
    if (node.number) {
        EXPECT_EQ(node.digits, node.number->digits().value_or("")) << node.title;
    } else {
        EXPECT_TRUE(node.digits.empty()) << node.title;
    }
    for (const auto& child : node.children) require_digits(child);
}

TEST(Explain, NumbersHaveTheirDigits) {
    for (std::size_t row = 0; row < 5; ++row) require_digits(explain_one(row));
}

TEST(Explain, AConditionThatFailedSaysByHowMuch) {
    const auto card = explain_one(1);
    const auto& over = line(card, "score/results/over/rule");
    EXPECT_EQ(over.verdict, Verdict::fails);
    ASSERT_EQ(over.children.size(), 1u);  // no amount: nothing was given
    const auto& when = over.children.front();
    EXPECT_EQ(when.title, "when attainment > 100%");
    EXPECT_THAT(when.notes, ElementsAre("95% is not above 100%, 5% short"));
    EXPECT_EQ(when.children.front().children.size(), 2u);  // sales and target
}

TEST(Explain, BehindAFalseGuardNothingIsReached) {
    const auto card = explain_one(1);
    const auto& when = line(card, "score/conduct/happy/rule").children.front();
    ASSERT_EQ(when.children.size(), 2u);
    EXPECT_EQ(child(when, 0).verdict, Verdict::fails);
    EXPECT_THAT(child(when, 0).notes, ElementsAre("missing"));
    EXPECT_EQ(child(when, 1).verdict, Verdict::not_reached);
    EXPECT_THAT(child(when, 1).notes, ElementsAre("not reached"));
}

TEST(Explain, TiersSayTheRowReachedAndTheNext) {
    const auto card = explain_one(0);
    const auto& amount = line(card, "score/results/deals/rule").children.front();
    ASSERT_EQ(amount.children.size(), 4u);
    EXPECT_THAT(amount.notes, ElementsAre("4 of 4 items count"));
    const auto& deal = child(amount, 1);
    EXPECT_EQ(deal.id, "score/results/deals/rule/K2");
    EXPECT_EQ(deal.value, "+2");
    const auto& tiers = deal.children.front();
    EXPECT_EQ(tiers.value, "150 CNY");
    EXPECT_EQ(child(tiers, 0).title, "from 100 → 2");
    EXPECT_EQ(child(tiers, 1).title, "from big_from (500 CNY) → 5");
    EXPECT_THAT(child(tiers, 1).notes, ElementsAre("needs 350 CNY more"));
    EXPECT_THAT(child(amount, 2).children.front().notes, ElementsAre("below the first row"));
    EXPECT_EQ(child(amount, 3).children.front().children.size(), 1u);  // the last row has no next
}

TEST(Explain, ItemsSayTheirTurnAndWhyTheyDoNotCount) {
    const auto card = explain_one(1);
    const auto& returns = line(card, "score/conduct/returns/rule").children.front();
    EXPECT_EQ(child(returns, 1).value, "-2");
    EXPECT_THAT(child(returns, 1).notes, ElementsAre("number 2 in turn"));
    const auto& deals = line(card, "score/results/deals/rule").children.front();
    EXPECT_EQ(child(deals, 0).verdict, Verdict::fails);
    EXPECT_EQ(child(deals, 0).value, "");
    const auto& where = child(deals, 0).children.front();
    EXPECT_EQ(where.title, "where not deal.returned");
    EXPECT_THAT(where.notes, ElementsAre("deal.returned is yes"));  // told once
    EXPECT_THAT(where.children, IsEmpty());
}

TEST(Explain, CapsFloorsBoundsAndRoundingSayWhatTheyChanged) {
    const auto ann = explain_one(0);
    EXPECT_THAT(line(ann, "score/results/over/cap").notes,
                ElementsAre("Target exceeded: 32 becomes 20"));
    EXPECT_THAT(line(ann, "score/results//cap").notes, ElementsAre("results: 32 becomes 25"));
    EXPECT_THAT(line(ann, "score///bounds").notes, ElementsAre("133 becomes 125"));
    EXPECT_THAT(line(explain_one(1), "score/conduct//floor").notes,
                ElementsAre("Conduct: -5 becomes -3"));
    const auto dee = explain_one(3);
    EXPECT_THAT(line(dee, "score/results/missed/floor").notes,
                ElementsAre("missed: -0.19 becomes -2"));
    EXPECT_THAT(line(dee, "score/results/missed/rule").children.back().notes,
                ElementsAre("rounded to 0.19"));
    EXPECT_EQ(line(dee, "score/results/missed/rule").children.back().value, "0.192307…");
}

TEST(Explain, VetoesSayWhatTheyDidOrWhyNot) {
    EXPECT_THAT(line(explain_one(1), "score//red/veto").notes,
                ElementsAre("3 violations", "94.5 becomes 60"));
    const auto cy = explain_one(2);
    EXPECT_THAT(line(cy, "score//red/veto").notes,
                ElementsAre("6 violations", "another veto decides"));
    EXPECT_THAT(line(cy, "score//black/veto").notes, ElementsAre("100 becomes 0"));
    const auto bob = explain_one(1);
    const auto& silent = line(bob, "black");
    EXPECT_EQ(silent.part, Part::veto);
    EXPECT_THAT(silent.children.front().notes, ElementsAre("3 is below 5, 2 short"));
}

TEST(Explain, TheGradeSaysWhatTheNextOneNeeds) {
    const auto card = explain_one(3);
    const auto& grade = child(card, 1);
    EXPECT_EQ(grade.value, "B");
    EXPECT_EQ(child(grade, 0).title, "A from 120");
    EXPECT_THAT(child(grade, 0).notes, ElementsAre("needs 14 more"));
    EXPECT_EQ(child(grade, 1).verdict, Verdict::holds);
    EXPECT_EQ(child(explain_one(0), 1).children.size(), 1u);  // the best has no next
}

TEST(Explain, AnotherTongueTellsTheSame) {
    const auto card = explain_one(1, "zh");
    EXPECT_EQ(card.title, "门店方案");
    const auto& over = line(card, "score/results/over/rule");
    EXPECT_EQ(over.title, "超额完成");
    EXPECT_THAT(over.children.front().notes, ElementsAre("95% 未超过 100%，差 5%"));
}

TEST(Explain, AWithheldScoreHasNoLines) {
    const auto card = explain(score(make_shop(true)).cards[0].body(), "en");
    const auto& total = card.children.front();
    EXPECT_EQ(total.value, "withheld");
    EXPECT_THAT(total.children, IsEmpty());
    for (const auto& part : card.children) EXPECT_NE(part.part, Part::grade);
}

}  // namespace
}  // namespace meritum::scorecard
