// What is gathered of items says which of them: sums, counts, the best, any, every and no, on a
// card of text, Markdown and JSON. In: plans and facts from memory. Knows only include/meritum.
#include <gtest/gtest.h>

#include <regex>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

Plan plan_of(const std::string& text) {
    auto compiled = Plan::compile(
        "plan p\n  cycle year\n  currency CNY\nfact deals | 合同 list of\n"
        "  amount money 0 .. 1_000_000\n  paid boolean\n  rating number 0 .. 10 optional\n" +
        text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

Facts facts_of(int deals) {
    Facts facts("ann");
    facts.add_list("deals");
    for (int i = 1; i <= deals; ++i) {
        Item item{{"amount", 100 * i}, {"paid", i % 2 == 1}};
        item.key = "D" + std::to_string(i);
        facts.add("deals", item);
    }
    return facts;
}

std::string told(const std::string& text, int deals, std::string_view lang = "en") {
    const auto card = plan_of(text).score(facts_of(deals));
    return std::string(card.explain(lang));
}

/// Wherever it is indented.
bool tells(const std::string& text, const std::string& part) {
    const auto flat = std::regex_replace(text, std::regex("\n +"), "\n");
    return flat.find(part) != std::string::npos;
}

TEST(Gathered, ASumNamesTheItemsThatCount) {
    const auto text = told(
        "bonus b\n  give 1 when (sum of d.amount for each d in deals where d.paid) >= 400 CNY else "
        "0\n",
        3);
    EXPECT_TRUE(
        tells(text,
              "sum of d.amount for each d in deals where d.paid = 400 CNY: 2 of 3 items count\n"
              "✓ d D1  100 CNY\n"
              "✓ d D3  300 CNY\n"
              "✗ d D2  ✗ where d.paid: no\n"))
        << text;
}

/// The side of the comparison said all of it; the amount does not say it again.
TEST(Gathered, IsToldOnce) {
    const auto text = told("bonus b\n  give 1 when (count of each d in deals) >= 2 else 0\n", 2);
    EXPECT_TRUE(tells(text, "✓ d D1")) << text;
    EXPECT_EQ(text.find("✓ d D1"), text.rfind("✓ d D1")) << text;
}

TEST(Gathered, ALetThatIsASumHasItsItemsBelowIt) {
    const auto text = told(
        "let paid_total = sum of d.amount for each d in deals where d.paid\n"
        "bonus b\n  give paid_total / 100 CNY\n",
        3);
    EXPECT_TRUE(tells(text,
                      "paid_total = 400 CNY: sum of d.amount for each d in deals where d.paid, 2 "
                      "of 3 items count\n"
                      "✓ d D1  100 CNY\n"))
        << text;
}

TEST(Gathered, WhatAnItemIsMadeOfIsTold) {
    const auto text = told(
        "bonus b\n  give (sum of d.amount * (2 when d.paid else 1) for each d in deals) / 100 "
        "CNY\n",
        1);
    EXPECT_TRUE(tells(text, "✓ d D1  200 CNY  ✓ when d.paid: yes; d.amount = 100 CNY")) << text;
}

TEST(Gathered, TheBestAreMarkedAndTheOthersHaveTheirValues) {
    const auto text =
        told("bonus b\n  give (sum of the best 2 of d.amount for each d in deals) / 100 CNY\n", 3);
    EXPECT_TRUE(tells(text,
                      "= 500 CNY: 2 of 3 items count\n"
                      "✓ d D2  200 CNY\n"
                      "✓ d D3  300 CNY\n"
                      "✗ d D1  100 CNY\n"))
        << text;
    const auto one =
        told("bonus b\n  give (highest of d.amount for each d in deals else 0 CNY) / 100 CNY\n", 3);
    EXPECT_TRUE(tells(one, "= 300 CNY: 1 of 3 items count\n✓ d D3  300 CNY\n")) << one;
    const auto middle =
        told("bonus b\n  give (median of d.amount for each d in deals else 0 CNY) / 100 CNY\n", 4);
    EXPECT_TRUE(tells(middle,
                      "= 250 CNY: 2 of 4 items count\n"
                      "✓ d D2  200 CNY\n✓ d D3  300 CNY\n"))
        << middle;
}

TEST(Gathered, OfEveryThoseThatLackItComeFirst) {
    const auto text = told("bonus b\n  when every d in deals has d.paid\n  give 1\n", 3);
    EXPECT_TRUE(tells(text,
                      "✗ when every d in deals has d.paid: no, 2 of 3 items do\n"
                      "✗ d D2  ✗ has d.paid: no\n"
                      "✓ d D1  ✓ has d.paid: yes\n"))
        << text;
    const auto none = told("bonus b\n  when no d in deals where d.amount > 250 CNY\n  give 1\n", 3);
    EXPECT_TRUE(tells(none,
                      "✗ when no d in deals where d.amount > 250 CNY: no, 1 of 3 items do\n"
                      "✓ d D3  ✓ where d.amount > 250 CNY: 300 CNY is above 250 CNY\n"))
        << none;
}

TEST(Gathered, OfNoItemsNothingIsListed) {
    const auto text = told("bonus b\n  when every d in deals has d.paid\n  give 1\n", 0);
    EXPECT_TRUE(tells(text, "✓ when every d in deals has d.paid: yes, 0 of 0 items do\n")) << text;
}

/// A page has room for ten; a program gets all of them.
TEST(Gathered, PagesShowTenItems) {
    const std::string plan = "bonus b\n  give (sum of d.amount for each d in deals) / 100 CNY\n";
    const auto card = plan_of(plan).score(facts_of(30));
    const auto text = std::string(card.explain());
    EXPECT_TRUE(tells(text, "✓ d D10  1,000 CNY\n… 20 more items\n")) << text;
    EXPECT_FALSE(tells(text, "D11")) << text;
    EXPECT_TRUE(tells(card.explain("zh"), "…… 另有 20 项\n")) << card.explain("zh");
    EXPECT_TRUE(tells(card.explain_json(), "\"d D30\"")) << card.explain_json();
    EXPECT_TRUE(tells(card.explain_markdown(), "… 20 more items")) << card.explain_markdown();
    // Eleven take no more room than ten and a word about the other.
    EXPECT_TRUE(tells(told(plan, 11), "✓ d D11  1,100 CNY\n")) << told(plan, 11);
}

/// The items of a rule are its points: all of them are there.
TEST(Gathered, ItemsOfARuleAreAllShown) {
    EXPECT_TRUE(tells(told("bonus b\n  for each d in deals\n  give 1\n", 30), "✓ d D30  +1\n"));
}

TEST(Gathered, ChinesePlansAreToldInChinese) {
    const auto text = told("bonus b\n  when every d in deals has d.paid\n  give 1\n", 2, "zh");
    EXPECT_TRUE(tells(text, "2 项中 1 项符合")) << text;
    EXPECT_TRUE(tells(text, "满足")) << text;
}

/// Inside `for each` another list is gone through: each item says its own rows.
TEST(Gathered, InsideAnItemTheOtherListIsTold) {
    const auto plan = plan_of(
        "fact rates list of\n  rate number 0 .. 10\n"
        "bonus b\n  for each d in deals\n  give (highest of r.rate for each r in rates else 0)\n");
    auto facts = facts_of(2);
    facts.add("rates", {{"rate", 3}}).add("rates", {{"rate", 7}});
    const auto card = plan.score(facts);
    EXPECT_EQ(card.score(), Decimal::parse("14"));
    EXPECT_TRUE(tells(card.explain(), "✓ r 2  7")) << card.explain();
}

/// The place is that of the participant's fact, not of an item, and by whatever name it goes.
TEST(Gathered, ARefusalPointsToTheParticipantsFact) {
    const auto plan = plan_of(
        "fact sales | 销售额 money 0 .. 1_000_000\n"
        "require (sum of d.amount for each d in deals) <= sales else refuse\n");
    auto facts = facts_of(3);
    facts.values.push_back({"销售额", 100, 7, 12});
    const auto results = plan.score_all(std::vector<Facts>{facts});
    ASSERT_EQ(results.errors.size(), 1u);
    EXPECT_EQ(results.errors[0].fact, "sales");
    EXPECT_EQ(results.errors[0].line, 7u);
    EXPECT_EQ(results.errors[0].column, 12u);
}

}  // namespace
}  // namespace meritum
