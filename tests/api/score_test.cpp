// Scoring through the public functions: periods, params, keep levels, threads, what is withheld.
// In: small plans and facts from memory. Knows only include/meritum.
#include <gtest/gtest.h>

#include <thread>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

Plan plan_of(std::string_view text) {
    auto compiled = Plan::compile(text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

constexpr std::string_view growth = R"(plan growth "Growth"
  cycle quarter
  currency CNY
  effective 2026-01-01 to 2026-12-31
fact team text
fact sales money
param pace = 1_000 CNY in 500 .. 2_000
score
  start 50
  between 0 and 200
  round 0.1
bonus growing
  give 1 per full pace of sales above (sales previous quarter else 0)
rule kept
  give (score previous quarter else 0) * 10% round 0.1
outcome place = rank by score within team
)";

Facts facts(const char* id, const char* period, const char* team, FactValue sales) {
    Facts one(id, period);
    one.set("team", team).set("sales", std::move(sales));
    return one;
}

std::string score_of(const Results& results, std::string_view id) {
    for (const auto& card : results.cards) {
        if (card.id() == id) {
            return card.score() ? card.score()->to_string() : "null";
        }
    }
    return "none";
}

TEST(Score, HelloWorld) {
    const auto plan = plan_of(
        "plan p\n  currency CNY\nfact sales money\nfact target money 1 .. 1_000_000_000\n"
        "bonus over\n  give 1 per full 1% of sales / target above 100%\n");
    const auto card = plan.score({{"sales", 1'320'000}, {"target", 1'000'000}});
    EXPECT_EQ(card.score()->to_string(), "32");
    EXPECT_NE(card.explain().find("32"), std::string::npos);
}

TEST(Score, CarriesFromPeriodToPeriod) {
    const auto plan = plan_of(growth);
    const std::vector<Facts> all{
        facts("ann", "2026-Q1", "red", 3000), facts("ann", "2026-Q2", "red", 5000),
        facts("bob", "2026-Q2", "red", 1000), facts("ann", "2026-Q3", "red", 5500)};
    const auto last = plan.score_all(all);
    EXPECT_EQ(last.period, "2026-Q3");
    // Q1: 50 + 3 = 53; Q2: 50 + 2 + 5.3 = 57.3; Q3: 50 + 0 + 5.7 = 55.7
    EXPECT_EQ(score_of(last, "ann"), "55.7");
    ScoreOptions second;
    second.period = "2026-Q2";
    EXPECT_EQ(score_of(plan.score_all(all, second), "ann"), "57.3");
    EXPECT_EQ(score_of(plan.score_all(all, second), "bob"), "51");
}

/// A branch that was not taken reads a fact that is not there.
TEST(Score, WhatIsMissingIsNotTakenForANumber) {
    const auto plan = plan_of(
        "plan p\n  currency EUR\nfact r number 1 .. 5 optional\nfact m money optional\n"
        "rule a\n  give r - 1 when r known, else 3\n"
        "rule b\n  give 1 when m known and m > 5, else 3\n");
    const auto text = plan.score(Facts()).explain();
    EXPECT_NE(text.find("when r known: missing"), std::string::npos) << text;
    EXPECT_EQ(text.find("r = "), std::string::npos) << text;
    EXPECT_EQ(text.find("m = 0"), std::string::npos) << text;
}

/// Whose rank was withheld holds nothing the next period could read.
TEST(Score, WhatWasWithheldIsNotCarried) {
    const auto plan = plan_of(
        "plan p\n  cycle quarter\nfact sales number 0 .. 1000\nfact team text\nscore\n  start 10\n"
        "bonus first\n  when rank by sales within team = 1\n  give 5\n"
        "outcome before = (score previous quarter else 0)\n");
    const auto who = [](const std::string& id, const std::string& period, FactValue sales) {
        return Facts(id, period).set("team", "x").set("sales", std::move(sales));
    };
    const std::vector<Facts> wrong{who("a", "2026-Q1", 1), who("b", "2026-Q1", "much"),
                                   who("a", "2026-Q2", 2)};
    const auto results = plan.score_all(wrong);
    EXPECT_TRUE(results.cards.empty());
    ASSERT_FALSE(results.errors.empty());
    EXPECT_EQ(results.errors.back().code, "F0308");
    const std::vector<Facts> right{who("a", "2026-Q1", 1), who("b", "2026-Q1", 900),
                                   who("a", "2026-Q2", 2)};
    EXPECT_EQ(std::get<Decimal>(plan.score_all(right).cards.at(0).outcome("before")->value),
              Decimal(10));
}

/// Somebody of an unreadable period may belong to this one.
TEST(Score, AnUnreadablePeriodIsMissedInItsGroup) {
    const auto plan = plan_of(growth);
    for (const char* period : {"2026-q1", ""}) {
        const std::vector<Facts> all{facts("ann", "2026-Q1", "red", 1000),
                                     facts("bob", period, "red", 5000),
                                     facts("cid", "2026-Q1", "blue", 2000)};
        const auto results = plan.score_all(all);
        ASSERT_EQ(results.cards.size(), 2U);
        EXPECT_TRUE(
            std::holds_alternative<std::monostate>(results.cards[0].outcome("place")->value));
        EXPECT_EQ(std::get<Decimal>(results.cards[1].outcome("place")->value), Decimal(1));
    }
}

TEST(Score, FactsWithoutAPeriodAreOfTheOneAskedFor) {
    const auto plan = plan_of(
        "plan t\n  cycle quarter\n  effective 2026-08-15 to 2026-12-31\nfact x count\nrule r\n"
        "  give x\n");
    const std::vector<Facts> all{Facts("a").set("x", 9)};
    ScoreOptions options;
    options.period = "2026-Q4";
    EXPECT_EQ(score_of(plan.score_all(all, options), "a"), "9");
    options.period = "2027-Q1";
    const auto results = plan.score_all(all, options);
    EXPECT_EQ(results.period, "2027-Q1");
    EXPECT_TRUE(results.cards.empty());
    ASSERT_EQ(results.errors.size(), 1U);
    EXPECT_EQ(results.errors[0].code, "F0309");
}

TEST(Score, WhoIsOfAPeriodOutsideOfThePlansTimeIsTroubleOfTheirFacts) {
    const auto plan = plan_of(
        "plan t\n  cycle quarter\n  effective 2026-01-01 to 2026-12-31\nfact x count\nrule r\n"
        "  give x\n");
    std::vector<Facts> all{Facts("past", "2025-Q4").set("x", 1),
                           Facts("ann", "2026-Q4").set("x", 9), Facts("bob", "2027-Q1").set("x", 2),
                           Facts("cid", "2027-Q2").set("x", 3)};
    all[2].file = "people.yaml";
    all[2].line = 7;
    const auto results = plan.score_all(all);
    EXPECT_EQ(results.period, "2026-Q4");
    EXPECT_EQ(score_of(results, "ann"), "9");
    ASSERT_EQ(results.errors.size(), 2U);  // the past is history
    EXPECT_EQ(results.errors[0].id, "cid");
    EXPECT_EQ(results.errors[1].id, "bob");
    EXPECT_EQ(results.errors[1].file, "people.yaml");
    EXPECT_EQ(results.errors[1].line, 7U);
    EXPECT_EQ(results.errors[1].code, "F0309");
    EXPECT_EQ(results.errors[1].message,
              "the period `2027-Q1` is outside of 2026-01-01 to 2026-12-31, when the plan is "
              "effective");
    const auto nobody = plan.score_all({all.data(), 1});
    EXPECT_EQ(nobody.period, "2025-Q4");
    EXPECT_EQ(nobody.errors.size(), 1U);
    try {
        plan.score(all[2]);
        FAIL() << "it is scored";
    } catch (const Error& error) {
        ASSERT_EQ(error.fact_errors().size(), 1U);
        EXPECT_EQ(error.fact_errors()[0].code, "F0309");
    }
}

TEST(Score, WhoHasNoIdHasNoneOnTheCard) {
    const auto plan = plan_of("plan t\nfact x count\nrule r\n  give x\n");
    const Facts one{{"x", 1}};
    EXPECT_EQ(plan.score(one).id(), "");
    EXPECT_EQ(plan.score_all({&one, 1}).cards.at(0).id(), "");
    EXPECT_EQ(plan.score(one).explain().substr(0, 2), "t\n") << plan.score(one).explain();
}

TEST(Score, APlanWithoutACycleKnowsThePeriodOfItsDataOnly) {
    const auto plan = plan_of("plan t\nfact x count\nrule r\n  give x\n");
    const std::vector<Facts> all{Facts("a", "2025").set("x", 9)};
    ScoreOptions options;
    options.period = "2026";
    EXPECT_THROW(plan.score_all(all, options), Error);
    options.period = "2025";
    EXPECT_EQ(score_of(plan.score_all(all, options), "a"), "9");
}

/// The right side of `or` and `and` is asked only where the left one does not decide.
TEST(Score, ASideThatIsNotAskedMayBeMissing) {
    const auto plan = plan_of(
        "plan t\nfact vip boolean\nfact certified boolean optional\n"
        "bonus b\n  when (vip or certified) else no\n  give 5\n"
        "outcome k = (vip or certified) known\noutcome m = (vip and certified) known\n");
    const auto yes = plan.score({{"vip", true}});
    EXPECT_EQ(yes.score(), Decimal(5));
    EXPECT_TRUE(std::get<bool>(yes.outcome("k")->value));
    EXPECT_FALSE(std::get<bool>(yes.outcome("m")->value));
    const auto no = plan.score({{"vip", false}});
    EXPECT_EQ(no.score(), Decimal(0));
    EXPECT_FALSE(std::get<bool>(no.outcome("k")->value));
    EXPECT_TRUE(std::get<bool>(no.outcome("m")->value));
}

/// Read in a branch that was not taken, a quotient by zero is no number.
TEST(Score, WhatHasNoValueIsNotExplainedAsANumber) {
    const auto plan = plan_of(
        "plan t\nfact won count\nfact lost count\nlet rate = won / lost\n"
        "outcome pay = rate round 0.01 when lost > 0, else 0\n"
        "outcome more = rate round 0.1 when lost > 0 and won > 1, else 0\n");
    const auto text = plan.score({{"won", 3}, {"lost", 0}}).explain();
    EXPECT_EQ(text.find("rate = 3"), std::string::npos) << text;
    EXPECT_NE(text.find("lost > 0: 0 is not above 0"), std::string::npos) << text;
}

TEST(Score, TheColumnsOfACsvDoNotHangOnItsRows) {
    const auto plan = plan_of("plan t\nfact x count\noutcome pay = x * 2\n");
    const auto nobody = plan.score_all(std::vector<Facts>{Facts("a").set("x", "many")});
    EXPECT_EQ(to_csv(nobody), "id,score,grade,pay\n");
}

TEST(Score, AGapIsAFirstPeriod) {
    const auto plan = plan_of(growth);
    const std::vector<Facts> all{facts("ann", "2026-Q1", "red", 3000),
                                 facts("ann", "2026-Q3", "red", 5000)};
    EXPECT_EQ(score_of(plan.score_all(all), "ann"), "55");
}

TEST(Score, WhoFailedBeforeCannotBeCarried) {
    const auto plan = plan_of(growth);
    const std::vector<Facts> all{
        facts("ann", "2026-Q1", "red", -1), facts("bob", "2026-Q1", "blue", 0),
        facts("ann", "2026-Q2", "red", 5000), facts("bob", "2026-Q2", "blue", 0)};
    const auto results = plan.score_all(all);
    EXPECT_EQ(score_of(results, "ann"), "none");
    EXPECT_EQ(score_of(results, "bob"), "55");
    ASSERT_EQ(results.errors.size(), 2U);
    EXPECT_EQ(results.errors[0].code, "F0102");
    EXPECT_EQ(results.errors[1].code, "F0308");
}

TEST(Score, AGroupThatLacksSomebodyIsWithheld) {
    const auto plan = plan_of(growth);
    const std::vector<Facts> all{facts("ann", "2026-Q1", "red", 1000),
                                 facts("bob", "2026-Q1", "red", "much"),
                                 facts("cid", "2026-Q1", "blue", 2000)};
    const auto results = plan.score_all(all);
    ASSERT_EQ(results.cards.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(results.cards[0].outcome("place")->value));
    EXPECT_EQ(std::get<Decimal>(results.cards[1].outcome("place")->value), Decimal(1));
}

TEST(Score, AnUnreadRowMayBelongToAnyGroup) {
    const auto plan = plan_of(growth);
    ScoreOptions options;
    options.unread.push_back(
        {"eve", "2026-Q1", "participants.csv", 7, 1, "", "F0502", "this row has 2 cells"});
    const std::vector<Facts> all{facts("ann", "2026-Q1", "red", 1000)};
    const auto results = plan.score_all(all, options);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(results.cards[0].outcome("place")->value));
    EXPECT_EQ(results.errors.front().id, "eve");
}

TEST(Score, ParamsInsideTheirRangeOnly) {
    const auto plan = plan_of(growth);
    ScoreOptions options;
    options.params.emplace_back("pace", 500);
    const std::vector<Facts> one{facts("ann", "2026-Q1", "red", 3000)};
    EXPECT_EQ(score_of(plan.score_all(one, options), "ann"), "56");
    for (const auto& [name, value] :
         {std::pair("pace", 499), std::pair("pace", 2001), std::pair("stride", 1000)}) {
        ScoreOptions bad;
        bad.params.emplace_back(name, value);
        EXPECT_THROW(plan.score_all(one, bad), Error) << name << ' ' << value;
    }
}

TEST(Score, PeriodsThatTheDataDoesNotHaveAreRefused) {
    const auto plan = plan_of(growth);
    ScoreOptions options;
    for (const auto* period : {"2026-Q4", "2026-07", "soon"}) {
        options.period = period;
        EXPECT_THROW(plan.score_all(std::vector{facts("ann", "2026-Q1", "red", 1)}, options), Error)
            << period;
    }
}

TEST(Score, BadFactsThrowFromTheConvenienceFunctionOnly) {
    const auto plan = plan_of(growth);
    try {
        plan.score({{"team", "red"}, {"sales", "1e3"}});
        FAIL() << "an exponent was taken";
    } catch (const Error& error) {
        ASSERT_EQ(error.fact_errors().size(), 1U);
        EXPECT_EQ(error.fact_errors()[0].code, "F0107");
    }
}

TEST(Score, KeepLevelsAgree) {
    const auto plan = plan_of(growth);
    const std::vector<Facts> all{facts("ann", "2026-Q1", "red", 3000),
                                 facts("bob", "2026-Q1", "red", 9000)};
    std::vector<Results> kept;
    for (const auto keep : {Keep::results, Keep::lines, Keep::everything}) {
        ScoreOptions options;
        options.keep = keep;
        kept.push_back(plan.score_all(all, options));
    }
    for (const auto& results : kept) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            EXPECT_EQ(results.cards[i].score(), kept[0].cards[i].score());
            EXPECT_EQ(results.cards[i].explain(), kept[0].cards[i].explain());
        }
    }
    EXPECT_TRUE(kept[0].cards[0].lines().empty());
    EXPECT_FALSE(kept[1].cards[0].lines().empty());
}

TEST(Score, APlanIsSharedBetweenThreads) {
    const auto plan = plan_of(growth);
    std::vector<Facts> all;
    for (int i = 0; i < 200; ++i) {
        all.push_back(facts(("p" + std::to_string(i)).c_str(), "2026-Q1",
                            i % 2 == 0 ? "red" : "blue", i * 100));
    }
    const auto expected = to_json(plan.score_all(all));
    std::vector<std::string> got(4);
    std::vector<std::thread> threads;
    for (auto& text : got) {
        threads.emplace_back([&] { text = to_json(plan.score_all(all)); });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    for (const auto& text : got) {
        EXPECT_EQ(text, expected);
    }
}

TEST(Score, MedianOfAnEvenNumberIsHalfOfTheTwoInTheMiddle) {
    const auto made = Plan::compile(
        "plan p\nfact visits list of\n  rating number 0 .. 10\n"
        "outcome middle = (median of visit.rating for each visit in visits else 0) round 0.01\n");
    ASSERT_TRUE(made.plan) << made.diagnostics.to_string();
    const auto middle = [&](std::vector<int> ratings) {
        std::vector<Item> items;
        for (const int rating : ratings) items.emplace_back().fields.push_back({"rating", rating});
        Facts facts;
        facts.lists.push_back({"visits", std::move(items)});
        return std::get<Decimal>(made.plan->score(facts).outcome("middle")->value).to_string();
    };
    EXPECT_EQ(middle({9, 2, 4, 7}), "5.5");
    EXPECT_EQ(middle({9, 2, 4}), "4");
    EXPECT_EQ(middle({3, 8}), "5.5");
    EXPECT_EQ(middle({}), "0");
}

/// In steps of five, as the score is rounded; who was not rated hands nothing on.
TEST(Score, WhatIsRoundedToManyIsCarriedInItsSteps) {
    const auto compiled = Plan::compile(
        "plan p\n  cycle month\nfact visits count 1 .. 31 optional\n"
        "score\n  start 60\n  between 0 and 200\n  round 5\n"
        "  known at least 1, else not rated\n"
        "kpi growth weight 100% = visits at least 0 at most 100\n  missing reweight\n"
        "outcome before = score previous month else 7\n");
    ASSERT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    const auto of = [](const char* period, int visits) {
        Facts facts("a", period);
        if (visits > 0) facts.set("visits", visits);
        return facts;
    };
    const auto before = [&](std::vector<Facts> all, const std::string& period) {
        ScoreOptions options;
        options.period = period;
        const auto results = compiled.plan->score_all(all, options);
        EXPECT_TRUE(results.errors.empty());
        return std::get<Decimal>(results.cards.front().outcome("before")->value).to_string();
    };
    EXPECT_EQ(before({of("2026-01", 18), of("2026-02", 3)}, "2026-02"), "80");
    EXPECT_EQ(before({of("2026-01", 0), of("2026-02", 3)}, "2026-02"), "7");
}

/// Where nobody comes there are roots of nothing: `balance` is below `attainment`, whatever is
/// asked.
TEST(Score, RootsThatAreNeverTakenAreNoTrouble) {
    const auto compiled = Plan::compile(
        "plan p\n  cycle year\n"
        "fact balance number 0 .. 1 step 0.1\nfact attainment number 2 .. 3 step 0.1\n"
        "rule b\n  when balance >= attainment\n"
        "  give square root of (balance - attainment) round 0.1\n");
    ASSERT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    const auto card = compiled.plan->score(Facts("a").set("balance", 1).set("attainment", 2));
    EXPECT_EQ(card.score(), Decimal(0));
}

}  // namespace
}  // namespace meritum
