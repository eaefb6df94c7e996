// One participant the short way: the plans and facts it is for, from several threads, and that it
// leaves nothing behind. That its cards are those of score_all is tested on generated plans
// (tests/agreement/scored_alone.cpp).
#include "api/score_record.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "meritum/meritum.hpp"
#include "scorecard/body.hpp"

namespace meritum {
namespace {

constexpr std::string_view head = R"(plan short "Short"
  cycle quarter
  effective 2026-01-01 to 2026-12-31
param least = 100 in 0 .. 1_000 "Least"
fact sales count 0 .. 1_000_000 "Sales"
fact team text optional
fact place_of one of north, south
fact deals list of
  amount count 0 .. 1_000_000
require sales >= least else refuse
score
  start 100
bonus sold
  give 1 per full 1_000 of sales
bonus big
  for each deal in deals
  give by deal.amount
    from 1_000 1
    from 10_000 5
bonus red
  when team known and team = "red"
  give 7
outcome doubled = score * 2
)";

Plan plan_of(const std::string& text) {
    auto compiled = Plan::compile(text);
    EXPECT_TRUE(compiled) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

Facts facts_of(int sales, std::size_t deals, const std::string& team = "") {
    Facts facts("p" + std::to_string(sales), "2026-Q2");
    facts.set("sales", sales).set("place_of", "north").add_list("deals");
    if (!team.empty()) facts.set("team", team);
    for (std::size_t i = 0; i < deals; ++i)
        facts.add("deals", {{"amount", 500 * static_cast<int>(i % 1'000)}});
    return facts;
}

std::string told(const Scorecard& card) {
    return card.explain_archive() + card.explain() + card.explain_markdown();
}

std::string among_others(const Plan& plan, const Facts& facts) {
    return told(plan.score_all(std::vector<Facts>{facts}).cards.front());
}

TEST(ScoreRecord, GoesTheShortWay) {
    const auto plan = plan_of(std::string(head));
    for (const auto& team : {"", "red", "blue"}) {
        const auto facts = facts_of(123'456, 30, team);
        const auto card = score_record(plan.body(), facts, {});
        ASSERT_TRUE(card);
        EXPECT_EQ(told(*card), among_others(plan, facts));
        EXPECT_EQ(card->period(), "2026-Q2");
    }
}

TEST(ScoreRecord, LeavesTheRestToTheOrdinaryWay) {
    const auto plan = plan_of(std::string(head));
    const auto is_short = [&](const Facts& facts, const ScoreOptions& options = {}) {
        return score_record(plan.body(), facts, options).has_value();
    };
    EXPECT_TRUE(is_short(facts_of(500, 1)));
    EXPECT_FALSE(is_short(facts_of(50, 1))) << "refused by the plan";
    EXPECT_FALSE(is_short(facts_of(-5, 1))) << "out of range";
    auto other = facts_of(500, 1);
    other.period = "2027-Q1";
    EXPECT_FALSE(is_short(other)) << "not in effect";
    ScoreOptions options;
    options.period = "2026-Q2";
    EXPECT_TRUE(is_short(facts_of(500, 1), options));
    options.period = "2026-Q1";
    EXPECT_FALSE(is_short(facts_of(500, 1), options));
    options = {};
    options.params = {{"least", 10}};
    EXPECT_FALSE(is_short(facts_of(500, 1), options));
    const auto ranked =
        plan_of(std::string(head) + "outcome place = rank by score within place_of\n");
    EXPECT_FALSE(score_record(ranked.body(), facts_of(500, 1), {}));
    const auto carried =
        plan_of(std::string(head) + "outcome before = score previous quarter else 0\n");
    EXPECT_FALSE(score_record(carried.body(), facts_of(500, 1), {}));
}

TEST(ScoreRecord, AsksWhatThePlanRequires) {
    const auto plan = plan_of(std::string(head));
    EXPECT_THROW(plan.score(facts_of(99, 0)), Error);
    EXPECT_EQ(plan.score(facts_of(100, 0)).score(), Decimal(100));
}

TEST(ScoreRecord, WhoScoresOnceWaitsForNothing) {
    const auto plan = plan_of(std::string(head));
    const auto is_record = [&] { return plan.score(facts_of(500, 1)).body().setting == nullptr; };
    EXPECT_FALSE(is_record());
    EXPECT_TRUE(is_record());
    EXPECT_TRUE(is_record());
}

TEST(ScoreRecord, ThreadsShareAPlan) {
    const auto plan = plan_of(std::string(head));
    std::vector<std::thread> threads;
    std::vector<int> wrong(8, 0);
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 200; ++i) {
                const int sales = 1'000 * (t + 1) + i;
                const auto deals = static_cast<std::size_t>((t + i) % 40);
                const auto card = plan.score(facts_of(sales, deals));
                Decimal expected(100 + sales / 1'000);
                const auto text = card.explain_json();
                const auto big = deals <= 2 ? 0 : deals <= 20 ? deals - 2 : 18 + 5 * (deals - 20);
                expected = Decimal(100 + sales / 1'000 + static_cast<int>(big));
                const bool same = card.score() == expected &&
                                  text.find(expected.to_string()) != std::string::npos;
                wrong[static_cast<std::size_t>(t)] += same ? 0 : 1;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, std::vector<int>(8, 0));
}

TEST(ScoreRecord, CardsOutliveThePlan) {
    std::optional<Scorecard> card;
    std::string before;
    {
        const auto plan = plan_of(std::string(head));
        card = score_record(plan.body(), facts_of(2'000, 2, "red"), {});
        ASSERT_TRUE(card);
        before = told(*card);
    }
    EXPECT_EQ(told(*card), before);
}

TEST(ScoreRecord, ALongListLeavesNoMemoryBehind) {
    const auto plan = plan_of(std::string(head));
    const auto& outline = *plan.body().outline();
    ASSERT_TRUE(outline.border);
    ASSERT_TRUE(score_record(plan.body(), facts_of(500, 10'000), {}));
    const auto record = plan.body().prepared(Keep::lines).record(outline.border->base());
    EXPECT_EQ(record->items_memory(), 0U);
    EXPECT_EQ(told(plan.score(facts_of(500, 3))), among_others(plan, facts_of(500, 3)));
}

}  // namespace
}  // namespace meritum
