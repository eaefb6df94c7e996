// One participant at a time: what Plan::score says, told by slots; wrong facts told and mended; no
// memory taken once it runs. Knows only include/meritum.
#include "meritum/record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>
#include <type_traits>
#include <typeinfo>

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

/// Facts of all types, each with a default, and fields likewise.
Plan plan_of_types() {
    return plan_for(
        "fact sales money -100 .. 1000 default 0\nfact n count 0 .. 9 default 0\n"
        "fact ok boolean default no\nfact day date 2000-01-01 .. 2030-12-31 default 2001-01-01\n"
        "fact region one of north, south default north\nfact team text default \"A\"\n"
        "fact deals list of\n  amount money -100 .. 1000\n  good boolean default no\n"
        "rule a\n  give 1 per 1 of sales\nbonus b\n  give n\nbonus c\n  when ok and day > "
        "2002-01-01\n"
        "  give 1\nbonus d\n  when region = south and team = \"B\"\n  give 1\n"
        "rule e\n  for each d in deals where d.good\n  give 1 per 1 of d.amount\n");
}

/// What score says of the value when it is a friendly fact.
std::string said_of(const Plan& plan, const std::string& fact, const FactValue& value) {
    try {
        plan.score({{fact, value}});
        return "nothing";
    } catch (const Error& error) {
        return error.fact_errors().front().message;
    }
}

std::string said_by(Record& record) {
    return record.score() ? "nothing" : record.errors().front().message;
}

TEST(Record, SaysOfAWrongValueWhatFactsSay) {
    const auto plan = plan_of_types();
    const auto expect = [&](const std::string& fact, auto value) {
        Record record(plan);
        record.set(plan.slot(fact), value);
        EXPECT_EQ(said_by(record), said_of(plan, fact, FactValue(value))) << fact;
    };
    const auto all = {"sales", "n", "ok", "day", "region", "team"};
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    for (const auto* fact : all) {
        expect(fact, true);
        expect(fact, false);
        if (fact == std::string("day")) continue;  // there they are days, below
        expect(fact, 0);
        expect(fact, 1);
        expect(fact, -101);
        expect(fact, most - 4);  // -5 in 64 bits with a sign
        expect(fact, std::numeric_limits<std::int64_t>::min());
    }
    Record record(plan);
    record.set(plan.slot("sales"), most - 4);
    EXPECT_EQ(said_by(record), "`sales` is 18446744073709551611, but must be at most 1000");
    record.set(plan.slot("sales", 2), most - 4);
    EXPECT_EQ(said_by(record), "`sales` is 184467440737095516.11, but must be at most 1000");
    record.set(plan.slot("sales"), std::uint64_t{1000});
    record.set(plan.slot("day"), most);
    EXPECT_EQ(said_by(record),
              "`day` is \"18446744073709551615 days\", but must be a date such as 2026-07-01");
    record.set(plan.slot("day"), 11'000);
    EXPECT_EQ(said_by(record), "nothing");
}

TEST(Record, SaysItOfItemsToo) {
    const auto plan = plan_of_types();
    Record record(plan);
    const auto amount = plan.slot("deals.amount");
    const auto good = plan.slot("deals.good");
    record.resize(amount, 1);
    record.set(amount, 0, std::numeric_limits<std::uint64_t>::max() - 4);
    EXPECT_EQ(said_by(record),
              "`amount` in item 1 of `deals` is 18446744073709551611, but must be at most 1000");
    record.set(amount, 0, true);
    EXPECT_EQ(said_by(record),
              "`amount` in item 1 of `deals` is yes, but must be an amount such as 1250.5");
    record.set(amount, 0, 7);
    record.set(good, 0, 1);
    EXPECT_EQ(said_by(record), "`good` in item 1 of `deals` is 1, but must be yes or no");
    record.set(good, 0, true);
    ASSERT_EQ(said_by(record), "nothing");
    EXPECT_EQ(record.decimal(plan.result("score")), Decimal(7));
}

TEST(Record, ChoosesAmongChoicesOnly) {
    const auto plan = plan_of_types();
    for (const auto& [fact, expected] :
         {std::pair("n", "`n` is \"choice 1\", but must be a whole number such as 3"),
          std::pair("sales", "`sales` is \"choice 1\", but must be an amount such as 1250.5"),
          std::pair("ok", "`ok` is \"choice 1\", but must be yes or no"),
          std::pair("day", "`day` is \"choice 1\", but must be a date such as 2026-07-01"),
          std::pair("team", "`team` is 1, but must be a text"), std::pair("region", "nothing")}) {
        Record record(plan);
        record.choose(plan.slot(fact), 1);
        EXPECT_EQ(said_by(record), expected);
    }
    Record record(plan);
    record.choose(plan.slot("region"), 2);
    EXPECT_EQ(said_by(record), "`region` is 2, but must be one of north, south");
}

template <class T>
concept Settable = requires(Record& record, const Slot& slot, T value) {
    record.set(slot, value);
    record.set(slot, std::size_t{0}, value);
};

TEST(Record, TakesTheTypesThatFactsTake) {
    const auto expect = []<class T>(T /*value*/) {
        EXPECT_EQ(Settable<T>, (std::is_convertible_v<T, FactValue>)) << typeid(T).name();
    };
    expect('A'), expect(L'A'), expect(u8'A'), expect(u'A'), expect(U'A');
    expect(0.5), expect(0.5F), expect(0.5L);
    expect(true), expect(std::int8_t{1}), expect(std::uint8_t{1}), expect(short{1}), expect(1U);
    expect(1L), expect(1ULL), expect(Decimal(1)), expect(Date());
    EXPECT_FALSE(Settable<char>);
    EXPECT_FALSE(Settable<double>);
    EXPECT_TRUE(Settable<std::int8_t>);
    EXPECT_FALSE(Settable<int*>);
}

TEST(Record, TakesAnEmptyTextForAMissingValue) {
    const auto plan = plan_for(
        "fact late count 0 .. 9 default 2\nfact team text default \"A\"\n"
        "fact rating number 0 .. 9 optional\nfact must count 0 .. 9\n"
        "fact deals list of\n  amount count 0 .. 9 default 3\n"
        "bonus a\n  give late\nbonus b\n  when team = \"A\"\n  give 10\n"
        "bonus c\n  when rating known\n  give 100\nbonus d\n  give 0 * must\n"
        "bonus e\n  for each d in deals\n  give 1000 * d.amount\n");
    Record record(plan);
    const auto score = plan.result("score");
    const auto amount = plan.slot("deals.amount");
    record.resize(amount, 1);
    for (const auto& nothing : {FactValue(""), FactValue()}) {
        record.set(plan.slot("must"), 1);
        for (const auto* name : {"late", "team", "rating"}) {
            record.set(plan.slot(name), name == std::string("late") ? "9" : "5");
            record.set(plan.slot(name), nothing);
        }
        record.set(amount, 0, 9);
        record.set(amount, 0, nothing);
        ASSERT_TRUE(record.score());
        EXPECT_EQ(record.decimal(score), Decimal(3012));
        record.set(plan.slot("must"), nothing);
        ASSERT_FALSE(record.score());
        EXPECT_EQ(record.errors().front().message,
                  "`must` is missing, and the plan has no default for it");
    }
    record.set(plan.slot("must"), 1);
    record.set(plan.slot("late"), "");
    record.set(plan.slot("team"), "");
    record.set(amount, 0, "");
    ASSERT_TRUE(record.score());
    EXPECT_EQ(record.decimal(score), Decimal(3012));
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
