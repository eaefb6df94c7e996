// One participant at a time: what Plan::score says, told by slots; wrong facts told and mended; no
// memory taken once it runs. Knows only include/meritum.
#include "meritum/record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <new>

#include "agreement/recorded.hpp"
#include "meritum/meritum.hpp"

/// Of this program; the linker takes these instead of the library's: all that belong to the same
/// operator delete, so that none is left to a sanitizer.
static std::atomic<std::size_t> allocations{0};

[[gnu::noinline]] void* operator new(std::size_t bytes, const std::nothrow_t& /*no*/) noexcept {
    ++allocations;
    return std::malloc(bytes == 0 ? 1 : bytes);
}
[[gnu::noinline]] void* operator new(std::size_t bytes) {
    if (void* made = ::operator new(bytes, std::nothrow)) return made;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t /*bytes*/) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, const std::nothrow_t& /*no*/) noexcept {
    std::free(memory);
}

namespace meritum {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

Plan plan_for(const std::string& text) {
    auto compiled = Plan::compile("plan p\n  cycle year\n  currency CNY\n" + text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

const std::string some_facts =
    "fact sales money 0 .. 150_000\nfact rating number 0 .. 100 step 0.1 optional\n"
    "fact trained boolean\nfact region one of north, south, east\nfact team text\n"
    "fact hired date 1980-01-01 .. 2040-12-31\nfact late count 0 .. 9 default 2\n"
    "fact deals list of\n  amount money 0 .. 90_000\n  kind text optional\n";

const std::string some_rules =
    "bonus sold\n  give 1 per 10_000 of sales\n"
    "bonus big\n  for each d in deals\n  give by d.amount from 10_000 2 from 50_000 5\n"
    "  at most 9\n"
    "bonus good\n  when rating known and rating >= 90\n  give 3\n"
    "bonus old\n  when trained and hired < 2010-01-01\n  give 1.5\n"
    "deduction lateness\n  take 0.5 per late\n"
    "rule where\n  give by region is north 1.5 is south -0.5 is east 0\n"
    "bonus home\n  when team = \"A\"\n  give 0.25\n"
    "score\n  start 100\n  between 0 and 150\n  round 0.1\n"
    "grade\n  A from 110\n  B from 100\n  C otherwise\n"
    "outcome pay = sales * 1.5% round 0.01\noutcome of_team = team\noutcome since = hired + 30\n"
    "outcome is_big = any d in deals where d.amount > 80_000\noutcome kind = rating else 0\n";

std::vector<Facts> several() {
    Facts ann("ann");
    ann.set("sales", "120000.50").set("trained", true).set("region", "north").set("team", "A");
    ann.set("hired", *Date::parse("2001-05-01")).set("rating", "95.5");
    ann.add("deals", {{"amount", 60'000}}).add("deals", {{"amount", 85'000}, {"kind", "x"}});
    Facts bob("bob");
    bob.set("sales", 0).set("trained", false).set("region", "south").set("team", "B");
    bob.set("hired", *Date::parse("2020-05-01")).set("late", 9);
    Facts eve("eve");
    eve.set("sales", 150'000).set("trained", true).set("region", "east").set("team", "A");
    eve.set("hired", *Date::parse("2009-12-31")).set("rating", 0).set("late", 0);
    for (int i = 0; i < 7; ++i) eve.add("deals", {{"amount", 9'999 + i}});
    return {ann, bob, eve, ann};
}

void expect_same(const Plan& plan, const std::vector<Facts>& all) {
    Record record(plan);
    for (const auto& facts : all) {
        agreement::fill(plan, record, facts);
        EXPECT_EQ(agreement::difference_from(plan, record, plan.score(facts)), "") << facts.id;
    }
}

TEST(Record, SaysWhatScoreSays) { expect_same(plan_for(some_facts + some_rules), several()); }

TEST(Record, SaysItOfTablesAndWideNumbersToo) {
    const auto plan = plan_for(some_facts + some_rules +
                               "table rate\n  by place  gives  worth\n  north  gives  1\n"
                               "  south  gives  2\n  east  gives  3\n"
                               "fact size number 0 .. 1_000_000_000_000\n"
                               "outcome by_table = rate(region).worth\n"
                               "outcome wide = (size * size + 1) round 1\n");
    auto all = several();
    for (auto& one : all) one.set("size", 999'999'999'999);
    expect_same(plan, all);
}

/// What only a sum asks for is a term of it: each with a factor of its own, more than one look-up,
/// and one that is asked for twice.
TEST(Record, AddsWhatIsLookedUpAndChosenTimesItsFactor) {
    const auto plan = plan_for(
        "fact a count 0 .. 9\nfact b count 0 .. 9\nfact c number 0 .. 900\n"
        "bonus sold\n  give 0.00001 * c round 0.000001\n"
        "let both = by a is 0 3 is 1 1 is 2 4 is 3 1 is 4 5 otherwise 9\n"
        "rule first\n  give by b is 0 2 is 1 7 is 2 1 is 3 8 otherwise 0.5\n"
        "rule second\n  give 3 * both\nrule third\n  give 0.25 * both\n"
        "bonus chosen\n  when a >= 4 and b < 7\n  give 2.5\n"
        "deduction other\n  when b >= 2\n  take 1\n"
        "score\n  start 10\n  between 0 and 60\noutcome of_both = both\n");
    std::vector<Facts> all;
    for (int a = 0; a <= 9; ++a) {
        for (int b = 0; b <= 9; ++b) all.emplace_back().set("a", a).set("b", b).set("c", 9 * b);
    }
    expect_same(plan, all);
}

TEST(Record, KnowsAFactThatIsReadInSeveralRanges) {
    const auto plan = plan_for(
        "fact lost number 0 .. 100 step 0.01\nfact won count 0 .. 9\n"
        "bonus x\n  give (won when lost > 0.1, else lost)\n");
    Record record(plan);
    record.set(plan.slot("lost", 2), 9);
    record.set(plan.slot("won"), 4);
    ASSERT_TRUE(record.score());
    EXPECT_EQ(record.decimal(plan.result("score")).to_string(), "0.09");
}

TEST(Record, TakesWholeNumbersOfAScale) {
    const auto plan = plan_for("fact sales money 0 .. 100\nbonus b\n  give 1 per 1 of sales\n");
    Record record(plan);
    const auto score = plan.result("score");
    for (const auto& [scale, number] : {std::pair(0, 50), std::pair(1, 500), std::pair(2, 5'000)}) {
        record.set(plan.slot("sales", scale), number);
        ASSERT_TRUE(record.score());
        EXPECT_EQ(record.decimal(score), Decimal(50)) << scale;
    }
    record.set(plan.slot("sales", 3), 50'001);  // a tenth of a cent
    EXPECT_FALSE(record.score());
    EXPECT_THAT(record.errors().front().message, HasSubstr("50.001"));
    record.set(plan.slot("sales", 3), 50'010);
    EXPECT_TRUE(record.score());
}

TEST(Record, TellsWhatIsWrongAndGoesOn) {
    const auto plan = plan_for(some_facts + some_rules);
    Record record(plan);
    EXPECT_FALSE(record.score());
    ASSERT_EQ(record.errors().size(), 5U);  // what has no default
    EXPECT_EQ(record.errors().front().fact, "sales");
    EXPECT_THAT(record.errors().front().message, HasSubstr("`sales` is missing"));
    agreement::fill(plan, record, several().front());
    EXPECT_TRUE(record.score());
    record.set(plan.slot("sales"), 150'001);
    record.set(plan.slot("region"), "west");
    const auto amount = plan.slot("deals.amount");
    record.resize(amount, 3);
    record.set(amount, 1, -1);
    EXPECT_FALSE(record.score());
    ASSERT_EQ(record.errors().size(), 4U);
    EXPECT_THAT(record.errors()[0].message, HasSubstr("150001"));
    EXPECT_THAT(record.errors()[1].message, HasSubstr("west"));
    EXPECT_EQ(record.errors()[2].fact, "deals.amount");
    EXPECT_THAT(record.errors()[2].message, HasSubstr("item 2"));
    EXPECT_THAT(record.errors()[3].message, HasSubstr("item 3"));
    record.resize(amount, 1);
    record.set(plan.slot("sales"), 150'000);
    record.choose(plan.slot("region"), 2);
    EXPECT_TRUE(record.score());
    EXPECT_TRUE(record.errors().empty());
    record.choose(plan.slot("region"), 3);
    EXPECT_FALSE(record.score());
}

TEST(Record, RefusesWhatThePlanRefuses) {
    const auto plan = plan_for(
        "fact a count 0 .. 9\nfact b count 0 .. 9\n"
        "require a <= b else refuse \"a is more than b\"\n"
        "bonus x\n  give 1 per a\n");
    Record record(plan);
    record.set(plan.slot("a"), 2);
    record.set(plan.slot("b"), 1);
    EXPECT_FALSE(record.score());
    EXPECT_THAT(record.errors().front().message, HasSubstr("a is more than b"));
    record.set(plan.slot("b"), 2);
    EXPECT_TRUE(record.score());
}

TEST(Record, TakesParams) {
    const auto plan = plan_for(
        "param rate = 2 in 0 .. 9\nfact a count 0 .. 9\n"
        "bonus x\n  give rate * a\n");
    Record usual(plan);
    Record other(plan, {{"rate", 5}});
    for (auto* record : {&usual, &other}) {
        record->set(plan.slot("a"), 3);
        ASSERT_TRUE(record->score());
    }
    EXPECT_EQ(usual.decimal(plan.result("score")), Decimal(6));
    EXPECT_EQ(other.decimal(plan.result("score")), Decimal(15));
    EXPECT_THROW(Record(plan, {{"rate", 10}}), Error);
}

TEST(Record, TakesNoMemoryOnceItRuns) {
    const auto plan = plan_for(
        "fact sales money 0 .. 100\nfact deals list of\n  amount money 0 .. 9\n"
        "bonus b\n  give 1 per 1 of sales\n"
        "bonus d\n  for each one in deals\n  give by one.amount from 3 2\n");
    Record record(plan);
    const auto sales = plan.slot("sales", 2);
    const auto amount = plan.slot("deals.amount");
    const auto score = plan.result("score");
    const auto ask = [&](std::size_t items) {
        record.set(sales, 1'234);
        record.resize(amount, items);
        for (std::size_t i = 0; i < items; ++i) record.set(amount, i, i % 10);
        return record.score() ? record.value(score) : -1;
    };
    ask(20);
    const auto before = allocations.load();
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < 100; ++i) sum += ask(i % 21);
    EXPECT_EQ(allocations.load(), before);
    EXPECT_GT(sum, 0);
}

TEST(Record, IsNotForPlansThatCompareParticipants) {
    const auto plan = plan_for(
        "fact a count 0 .. 9\nfact team text\nbonus x\n  give 1 per a\n"
        "outcome place = rank by score within team\n");
    EXPECT_THAT([&] { Record record(plan); }, ThrowsMessage<Error>(HasSubstr("score_all")));
}

TEST(Record, KnowsItsPlansNamesOnly) {
    const auto plan = plan_for(some_facts + some_rules);
    EXPECT_THAT([&] { plan.slot("slaes"); }, ThrowsMessage<Error>(HasSubstr("`slaes`")));
    EXPECT_THROW(plan.slot("deals.amuont"), Error);
    EXPECT_THROW(plan.slot("sales", 19), Error);
    EXPECT_THROW(plan.result("scores"), Error);
    Record record(plan);
    EXPECT_THROW(record.resize(plan.slot("sales"), 1), Error);
}

}  // namespace
}  // namespace meritum
