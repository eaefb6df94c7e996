// Cards of small plans, whole: what is told of a score and in which words. In: plans and facts from
// memory. Knows only include/meritum.
#include <gtest/gtest.h>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

/// The card's text below its head, with what the plan says for everybody before it.
std::string card(const std::string& text, const Facts& facts, std::string_view lang = "en") {
    const auto compiled = Plan::compile("plan p\n  currency CNY\n" + text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    if (!compiled.plan) return {};
    return compiled.plan->score(facts).explain(lang);
}

bool tells(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(Cards, AValueReadInSeveralBranchesIsToldWhereItIsRead) {
    const std::string plan =
        "fact heavy boolean\nfact n count\nfact spare count\ncategory c\nrule r in c\n  give n\n"
        "outcome b = (30 * c + spare) when heavy, else 7 * c\n";
    EXPECT_TRUE(tells(card(plan, {{"heavy", false}, {"n", 21}, {"spare", 4}}),
                      "b = 147: (30 * c + spare) when heavy, else 7 * c\n"
                      "  ✗ when heavy: no\n"
                      "  c = 21\n"));
    EXPECT_TRUE(tells(card(plan, {{"heavy", true}, {"n", 1}, {"spare", 4}}),
                      "  ✓ when heavy: yes\n  c = 1\n  spare = 4\n"));
}

TEST(Cards, ACategoryCountsWithThoseItHolds) {
    const auto plan = Plan::compile(
                          "plan nested\n  languages en, zh\nfact a count 0 .. 20\n"
                          "category outer | 外 \"Outer\"\n"
                          "category inner in outer at most 6\nbonus x in inner\n  give a\n"
                          "bonus y in outer\n  give 2\nveto v\n  when a = 9\n"
                          "  category outer 3\n")
                          .plan.value();
    Facts ann("ann");
    ann.set("a", 9);
    const auto results = plan.score_all({&ann, 1});
    const auto& card = results.cards.at(0);
    EXPECT_EQ(card.category("outer"), Decimal(3));
    EXPECT_EQ(card.category("inner"), Decimal(6));
    EXPECT_EQ(card.category("other"), std::nullopt);
    EXPECT_TRUE(tells(to_table(plan, results), "ann              3     +3     +6"))
        << to_table(plan, results);
    const auto bare = plan.score(ann, {{}, {}, Keep::results, "en", {}, {}});
    EXPECT_EQ(bare.category("outer"), std::nullopt);

    const auto told = plan.describe();
    EXPECT_EQ(told.categories.at(0).category, "");
    EXPECT_EQ(told.categories.at(1).category, "outer");
    EXPECT_TRUE(tells(to_text(told), "\n  outer  Outer\n  inner  in outer, at most 6\n"))
        << to_text(told);
    EXPECT_TRUE(tells(to_text(told, "zh"), "  属于 外，最多 6\n"));
    EXPECT_TRUE(tells(to_json(told), "\"total\":\"score\",\"category\":\"outer\",\"floor\":null"));
}

TEST(Cards, TheGradeHasItsLabel) {
    const auto plan = Plan::compile(
                          "plan p\n  languages en, zh\nfact a count 0 .. 20\nbonus x\n  give a\n"
                          "grade \"Class\" | \"级别\"\n  A from 10\n  B otherwise\n")
                          .plan.value();
    Facts ann("ann");
    ann.set("a", 12);
    const auto results = plan.score_all({&ann, 1});
    const auto& card = results.cards.at(0);
    EXPECT_TRUE(tells(card.explain(), "Class A")) << card.explain();
    EXPECT_TRUE(tells(card.explain("zh"), "级别 A")) << card.explain("zh");
    EXPECT_TRUE(tells(card.explain_markdown(), " · Class A**")) << card.explain_markdown();
    EXPECT_TRUE(tells(to_table(plan, results), "  Class")) << to_table(plan, results);
    EXPECT_TRUE(tells(to_text(plan, summarize(plan, results)), "\nClass\n"));
    EXPECT_FALSE(tells(card.explain(), "Grade"));
}

TEST(Cards, MoneyAndPointsAreRankedApart) {
    const auto plan = Plan::compile(
                          "plan p\n  currency CNY\nfact a count 0 .. 20\n"
                          "total commission in CNY\nbonus x\n  give a\n"
                          "bonus y to commission\n  give a * 1000 CNY\n")
                          .plan.value();
    std::vector<Facts> all;
    for (const auto* id : {"ann", "bob"}) all.emplace_back(id).set("a", 12);
    const auto summary = summarize(plan, plan.score_all(all));
    ASSERT_EQ(summary.movers.size(), 2U);
    EXPECT_EQ(summary.movers[0].rule, "x");
    EXPECT_EQ(summary.movers[0].unit, "points");
    EXPECT_EQ(summary.movers[1].unit, "CNY");
    EXPECT_EQ(summary.totals.at(1).unit, "CNY");
    const auto text = to_text(plan, summary);
    EXPECT_TRUE(tells(text, "\nCost\n")) << text;
    EXPECT_TRUE(tells(text, "commission CNY  24,000")) << text;
    EXPECT_TRUE(tells(text, "\nRules that moved most CNY\n")) << text;
    EXPECT_TRUE(tells(text, "24,000")) << text;
    EXPECT_TRUE(tells(to_json(summary), "\"kind\":\"rule\",\"unit\":\"CNY\",\"moved\":24000"));
}

TEST(Cards, ALetOfBranchesTellsItsConditions) {
    const auto text = card(
        "fact x number 0 .. 100\nparam low = 1 in 0 .. 2\nparam high = 2 in 0 .. 3\n"
        "let e = low when x < 10, high when x < 50, else x\noutcome f = e + 1\n",
        {{"x", 20}});
    EXPECT_TRUE(tells(text,
                      "f = 3: e + 1\n"
                      "  e = 2\n"
                      "    ✗ when x < 10: 20 is not below 10, 10 over\n"
                      "    ✓ when x < 50: 20 is below 50\n"
                      "    high = 2\n"))
        << text;
    EXPECT_FALSE(tells(text, "low ="));
    EXPECT_FALSE(tells(text, "not reached"));
}

TEST(Cards, TablesAreToldInLetsAndOutcomes) {
    const auto text = card(
        "fact pay money\n"
        "let tax = rate by pay in slices up to 1000 1% up to 5000 2% otherwise 3%\n"
        "outcome net = tax round 0.01\noutcome z = by pay from 100 1 from 2000 2\n",
        {{"pay", *Decimal::parse("1500.5")}});
    EXPECT_TRUE(tells(text,
                      "  tax = 20.01 CNY\n"
                      "    by pay = 1,500.50 CNY\n"
                      "      ✓ up to 1000 → 1%, 1,000 CNY inside gives 10 CNY\n"
                      "      ✓ up to 5000 → 2%, 500.50 CNY inside gives 10.01 CNY\n"
                      "      ✗ beyond 5000: otherwise → 3%\n"))
        << text;
    EXPECT_TRUE(tells(text,
                      "z = 1: by pay\n"
                      "  by pay = 1,500.50 CNY: ✓ from 100 → 1; ✗ from 2000 → 2, needs "
                      "499.50 CNY more\n"))
        << text;
}

TEST(Cards, OfATableOnlyTheRowThatDecidesSaysItsConditions) {
    const std::string plan =
        "fact x count\nfact y count\nfact z count\n"
        "outcome up = by x from 1 (y when y > 5, else 5) from 10 (z when z > 7, else 7)\n"
        "outcome down = by x up to 5 (y when y > 5, else 5) otherwise (z when z > 7, else 7)\n";
    const auto high = card(plan, {{"x", 12}, {"y", 1}, {"z", 9}});
    EXPECT_TRUE(tells(high, "up = 9: by x\n  ✓ when z > 7: 9 is above 7\n  by x = 12")) << high;
    EXPECT_TRUE(tells(high, "down = 9: by x\n  ✓ when z > 7: 9 is above 7\n  by x = 12")) << high;
    EXPECT_FALSE(tells(high, "y > 5: "));
    const auto low = card(plan, {{"x", 2}, {"y", 1}, {"z", 9}});
    EXPECT_TRUE(tells(low, "✗ when y > 5: 1 is not above 5, 4 short\n")) << low;
    EXPECT_FALSE(tells(low, "z > 7: "));
}

TEST(Cards, RowsUpToABoundAreNotDeniedBeyondIt) {
    const std::string plan =
        "fact r count\nbonus c\n  give by r up to 5 3 up to 10 2 otherwise 1\n"
        "bonus d\n  give by r below 5 3 below 10 2 otherwise 1\n";
    const auto first = card(plan, {{"r", 1}});
    EXPECT_TRUE(tells(first, "by r = 1: ✓ up to 5 → 3; ✗ beyond 5: up to 10 → 2\n")) << first;
    EXPECT_TRUE(tells(first, "by r = 1: ✓ below 5 → 3; ✗ from 5 on: below 10 → 2\n")) << first;
    const auto last = card(plan, {{"r", 11}});
    EXPECT_TRUE(tells(last, "by r = 11: ✓ otherwise → 1; ✗ up to 10 → 2, needs 1 less\n")) << last;
    EXPECT_TRUE(tells(last, "by r = 11: ✓ otherwise → 1; ✗ below 10 → 2, needs more than 1 less\n"))
        << last;
}

TEST(Cards, ATableSaysWhatItsLetIsMadeOf) {
    const auto text = card(
        "fact x count\nfact y count 1 .. 100\nlet share = x / y\n"
        "bonus b\n  give by share from 50% 1 from 150% 2\n",
        {{"x", 6}, {"y", 5}});
    EXPECT_TRUE(tells(text,
                      "by share = 120% (x / y): x = 6; y = 5; ✓ from 50% → 1; "
                      "✗ from 150% → 2, needs 30% more\n"))
        << text;
}

TEST(Cards, AVetoThatChangesNothingSaysWhy) {
    const auto text = card(
        "fact x count\ncategory c\nrule r in c\n  give x\n"
        "grade\n  A from 90\n  B from 50\n  C otherwise\n"
        "veto low\n  when x < 100\n  score at most 80\n"
        "veto inner\n  when x < 100\n  category c 55\n",
        {{"x", 55}});
    EXPECT_TRUE(tells(text, "0  low\n       55 is at most 80\n")) << text;
    EXPECT_TRUE(tells(text, "0  inner · c\n       55 is 55\n")) << text;
    EXPECT_FALSE(tells(text, "A from 90")) << text;  // 80 is as much as it may be
}

/// A fact of 0 .. 100 is never shown as 5500%.
TEST(Cards, FactsAreShownAsTheyAreDeclared) {
    const auto text = card(
        "fact rating number 0 .. 100\nbonus b\n"
        "  give 1 per 5% of rating above 50 round 0.01\n"
        "bonus c\n  when rating >= 90\n  give 1\n",
        {{"rating", 55}});
    EXPECT_TRUE(tells(text, "rating = 55\n")) << text;
    EXPECT_TRUE(tells(text, "55 is below 90, 35 short\n")) << text;
}

TEST(Cards, AlongALineTheTwoPointsAreTold) {
    const std::string plan =
        "fact r number 0 .. 10\noutcome c = by r along 1 0 3 1 5 2 round 0.01\n";
    EXPECT_TRUE(tells(card(plan, {{"r", 4}}), "by r = 4: ✓ between 3 → 1 and 5 → 2\n"));
    EXPECT_TRUE(tells(card(plan, {{"r", 5}}), "by r = 5: ✓ beyond the last point, 5 → 2\n"));
    EXPECT_TRUE(tells(card(plan, {{"r", 0}}), "by r = 0, below the first row: ✗ 1 → 0, needs 1"));
}

TEST(Cards, HighestPerSaysWhichItemIsKept) {
    const auto compiled = Plan::compile(
        "plan p\nfact found list of\n  matter text\n  points number 0 .. 10\n"
        "deduction c\n  for each m in found\n  take m.points\n  highest per m.matter\n");
    ASSERT_TRUE(compiled.plan);
    Facts facts("a", "");
    facts.add("found", {{"matter", "A"}, {"points", 5}});
    facts.add("found", {{"matter", "A"}, {"points", 4}});
    facts.add("found", {{"matter", "B"}, {"points", 1}});
    const auto text = compiled.plan->score(facts).explain();
    EXPECT_TRUE(tells(text, "3 of 3 items count, 2 kept\n")) << text;
    EXPECT_TRUE(tells(text, "✓ m 1  -5  m.points = 5; ✓ highest per m.matter: A\n")) << text;
    EXPECT_TRUE(tells(text, "✗ highest per m.matter: A, m 1 is kept, 4 becomes 0\n")) << text;
    EXPECT_TRUE(tells(text, "✓ m 3  -1  m.points = 1\n")) << text;
}

TEST(Cards, WhatIsCountedIsToldAsOne) {
    const auto text = card(
        "fact sold count\nfact quota number 1 .. 100\nlet reached = sold / quota\n"
        "let factor = 50% when reached < 50%, else 100%\noutcome a = 100 * factor\n"
        "bonus h\n  give 1 per full 5% of sold / quota above 100%\n"
        "bonus i\n  give by reached from 1 2\n",
        {{"sold", 90}, {"quota", 80}});
    EXPECT_TRUE(tells(text, "        sold / quota = 112.5%\n          sold = 90\n")) << text;
    // In percent in one place, in percent in all.
    EXPECT_TRUE(tells(text, "by reached = 112.5%")) << text;
    EXPECT_FALSE(tells(text, "1.125")) << text;
}

TEST(Cards, WithoutAScoreThereIsNoneToTell) {
    const auto text =
        card("fact paid boolean \"Paid\"\noutcome q = 1 when not paid, else 2\n", {{"paid", true}});
    EXPECT_EQ(text,
              "p\n\n"
              "q = 2: 1 when not paid, else 2\n"
              "  ✗ when not paid: paid is yes\n");
}

TEST(Cards, ChineseCardsHaveChineseColons) {
    const auto made = Plan::compile(
                          "plan p\n  currency CNY\n  languages en, zh\nfact n count 0 .. 100\n"
                          "let double = n * 2\nbonus b\n  give by double along\n    0 0\n"
                          "    50 100\n  at most 30\noutcome pay = n * 10.25 CNY * 2\n")
                          .plan.value();
    Facts ann("ann");
    ann.set("n", 21);
    const auto card = made.score(ann);
    const auto chinese = card.explain("zh");
    EXPECT_FALSE(tells(chinese, ": ")) << chinese;
    EXPECT_TRUE(tells(chinese, "pay = 430.50 CNY：")) << chinese;
    EXPECT_FALSE(tells(card.explain_markdown("zh"), ": ")) << card.explain_markdown("zh");
    const auto english = card.explain();
    EXPECT_FALSE(tells(english, "：")) << english;
    EXPECT_TRUE(tells(english, "give by double = 84")) << english;
    EXPECT_FALSE(tells(english, "along")) << english;
    EXPECT_TRUE(tells(to_table(made, made.score_all({&ann, 1})), "430.50"));
}

TEST(Cards, AStartThatIsNotSaidIsNotTold) {
    const std::string rule = "bonus b\n  give 1\n";
    EXPECT_FALSE(tells(card(rule, {}), "Start"));
    EXPECT_TRUE(tells(card("score\n  start 0\n" + rule, {}), "Start"));
    const auto compiled = Plan::compile("plan p\n" + rule);
    EXPECT_TRUE(tells(compiled.plan->score(Facts()).explain_json(), "score///start"));
}

TEST(Cards, ALabelThatIsTheNameIsLeftOut) {
    const auto text = card(
        "fact new_customers count \"New customers\"\nfact kept count \"Customers kept\"\n"
        "outcome q = new_customers + kept\n",
        {{"new_customers", 1}, {"kept", 2}});
    EXPECT_TRUE(tells(text, "  new_customers = 1\n  kept = 2 (Customers kept)\n")) << text;
}

TEST(Cards, AdviceMayHangOnThePointsOfItsRule) {
    const std::string plan =
        "fact n count\ndeduction c\n  take 1 per n\n  at most 9\n"
        "  advise \"{n} were too many\" when c < -5\n";
    EXPECT_TRUE(tells(card(plan, {{"n", 6}}), "advice: 6 were too many"));
    EXPECT_FALSE(tells(card(plan, {{"n", 5}}), "advice"));
}

TEST(Cards, BoundsMayBeMultiplesOfEachOther) {
    const auto text = card(
        "fact quota number 1 .. 100\nfact x number 0 .. 200\n"
        "outcome a = by x up to quota 1 up to (quota * 125%) 2 otherwise 3\n",
        {{"quota", 80}, {"x", 90}});
    EXPECT_TRUE(tells(text, "✓ up to (quota * 125%) (100) → 2")) << text;
    const auto refused = Plan::compile(
        "plan p\nfact a number 1 .. 100\nfact b number 1 .. 100\n"
        "outcome c = by a from a 1 from b 2\n");
    ASSERT_FALSE(refused.plan);
    EXPECT_EQ(refused.diagnostics.items.front().fix,
              "make sure of it: `require a < b else refuse`");
}

}  // namespace
}  // namespace meritum
