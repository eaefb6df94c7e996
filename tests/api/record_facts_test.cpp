// What a Record takes of facts, and what it says of the others: as friendly facts have it; slots
// that are none of it. Knows only include/meritum.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <typeinfo>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

Plan plan_of(const std::string& text) {
    auto compiled = Plan::compile("plan p\n  cycle year\n  currency CNY\n" + text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

/// Facts of all types, each with a default, and fields likewise.
Plan plan_of_types() {
    return plan_of(
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

TEST(RecordFacts, SaysOfAWrongValueWhatFactsSay) {
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

TEST(RecordFacts, SaysItOfItemsToo) {
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

TEST(RecordFacts, ChoosesAmongChoicesOnly) {
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

TEST(RecordFacts, TakesTheTypesThatFactsTake) {
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

TEST(RecordFacts, TakesTextsOfAllKinds) {
    const auto plan = plan_of(
        "fact team text\nfact n count 0 .. 9\nfact deals list of\n  kind text\n"
        "rule a\n  when team = \"A\"\n  give n\n"
        "rule b\n  for each d in deals where d.kind = \"A\"\n  give 10\n");
    const auto team = plan.slot("team");
    const auto kind = plan.slot("deals.kind");
    const std::string text = "A";
    const char* const pointer = "A";
    const auto expect = [&](auto value, auto number) {
        Record record(plan);
        record.resize(kind, 2);
        record.set(team, value);
        record.set(plan.slot("n"), number);
        record.set(kind, 1, value);
        record.set(kind, 0, value);
        ASSERT_EQ(said_by(record), "nothing");
        EXPECT_EQ(record.decimal(plan.result("score")), Decimal(24));
    };
    expect(text, std::string("4"));
    expect(pointer, "4");
    expect(std::string_view(text), std::string_view("4"));
    expect(u8"A", u8"4");
    expect(FactValue(text), FactValue(4));
    Record record(plan);
    record.resize(kind, 1);
    record.set(plan.slot("n"), 4);
    record.set(team, std::string("A"));
    record.set(kind, 0, std::string("A"));
    ASSERT_EQ(said_by(record), "nothing");
    for (const char* nothing : {static_cast<const char*>(nullptr), ""}) {
        record.set(team, nothing);
        EXPECT_EQ(said_by(record), "`team` is missing, and the plan has no default for it");
        record.set(team, "A");
        record.set(kind, 0, nothing);
        EXPECT_EQ(said_by(record),
                  "`kind` in item 1 of `deals` is missing, and the plan has no default for it");
        record.set(kind, 0, "A");
    }
}

/// Ways in which slots are looked at.
void expect_no_fact(Record& record, const Slot& slot, const std::string& why) {
    const auto throws = ThrowsMessage<Error>(HasSubstr(why));
    EXPECT_THAT([&] { record.set(slot, -1'000); }, throws);
    EXPECT_THAT([&] { record.set(slot, "1"); }, throws);
    EXPECT_THAT([&] { record.set(slot, FactValue(1)); }, throws);
    EXPECT_THAT([&] { record.clear(slot); }, throws);
}

/// Ways in which only what they take is looked at.
void expect_taken_by_none(Record& record, const Slot& slot, const std::string& why) {
    const auto throws = ThrowsMessage<Error>(HasSubstr(why));
    EXPECT_THAT([&] { record.set(slot, 1); }, throws);
    EXPECT_THAT([&] { record.set(slot, true); }, throws);
    EXPECT_THAT([&] { record.choose(slot, 0); }, throws);
}

void expect_no_field(Record& record, const Slot& slot, std::size_t item, const std::string& why) {
    const auto throws = ThrowsMessage<Error>(HasSubstr(why));
    EXPECT_THAT([&] { record.set(slot, item, -1'000); }, throws);
    EXPECT_THAT([&] { record.set(slot, item, "1"); }, throws);
    EXPECT_THAT([&] { record.set(slot, item, FactValue(1)); }, throws);
    EXPECT_THAT([&] { record.clear(slot, item); }, throws);
}

TEST(RecordFacts, KnowsFactsFromFields) {
    const auto plan = plan_of_types();
    Record record(plan);
    for (const auto* name : {"sales", "n", "ok", "day", "region", "team"}) {
        const auto slot = plan.slot(name);
        const auto why = "`" + std::string(name) + "` is one value of the plan: it has no items";
        expect_no_field(record, slot, 0, why);
        EXPECT_THAT([&] { record.set(slot, 0, 1); }, ThrowsMessage<Error>(HasSubstr(why)));
        EXPECT_THAT([&] { record.set(slot, 0, true); }, ThrowsMessage<Error>(HasSubstr(why)));
        EXPECT_THAT([&] { record.resize(slot, 1); }, ThrowsMessage<Error>(HasSubstr(why)));
    }
    const auto amount = plan.slot("deals.amount");
    record.resize(amount, 2);
    expect_no_fact(record, amount, "`deals.amount` is a field of items: say of which item");
    expect_taken_by_none(record, amount, "`deals.amount` is a field of items");
    expect_no_fact(record, plan.slot("deals.good"), "`deals.good` is a field of items");
    expect_taken_by_none(record, plan.slot("deals.good"), "`deals.good` is a field of items");
    expect_no_field(record, amount, 2, "item 2 of `deals` is not there: it has 2, counted from 0");
}

TEST(RecordFacts, KnowsSlotsOfItsPlan) {
    const auto text = [](const std::string& deals) {
        return "fact n count 0 .. 9 default 0\nfact ok boolean default no\n"
               "fact region one of a, b default a\nfact " +
               deals +
               " list of\n  m count 0 .. 9\n  good boolean default no\n"
               "bonus x\n  when ok and region = b\n  give n\n"
               "bonus y\n  for each d in " +
               deals + " where d.good\n  give d.m\n";
    };
    const auto plan = plan_of(text("deals"));
    const auto other = plan_of(text("visits"));
    Record record(plan);
    record.resize(plan.slot("deals.m"), 1);
    const std::string why = "the slot is none of the plan of the record";
    for (const auto& slot : {other.slot("n"), other.slot("ok"), other.slot("region"), Slot()})
        expect_no_fact(record, slot, why);
    expect_taken_by_none(record, Slot(), why);
    const auto throws = ThrowsMessage<Error>(HasSubstr(why));
    for (const auto& slot : {other.slot("visits.m"), other.slot("visits.good"), Slot()}) {
        expect_no_field(record, slot, 0, why);
        EXPECT_THAT([&] { record.resize(slot, 1); }, throws);
    }
    record.set(plan_of(text("deals")).slot("n"), 4);  // compiled again, it is the same plan
    record.set(plan.slot("ok"), true);
    record.choose(plan.slot("region"), 1);
    record.resize(plan.slot("deals.m"), 0);
    ASSERT_EQ(said_by(record), "nothing");
    EXPECT_EQ(record.decimal(plan_of(text("deals")).result("score")), Decimal(4));
    for (const auto& result : {other.result("score"), ResultSlot()}) {
        const auto refused = ThrowsMessage<Error>(HasSubstr("the result is none of the plan"));
        EXPECT_THAT([&] { return record.has(result); }, refused);
        EXPECT_THAT([&] { return record.value(result); }, refused);
        EXPECT_THAT([&] { return record.decimal(result); }, refused);
        EXPECT_THAT([&] { return record.text(result); }, refused);
    }
}

TEST(RecordFacts, TakesAnEmptyTextForAMissingValue) {
    const auto plan = plan_of(
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

std::vector<std::string> messages(const std::vector<FactError>& errors) {
    std::vector<std::string> all;
    for (const auto& error : errors)
        all.push_back(error.fact + " " + error.code + " " + error.message);
    return all;
}

/// Friendly facts and a Record with these texts in the field, and what they say.
void expect_keys(const Plan& plan, const std::string& field, const std::vector<std::string>& keys,
                 const std::vector<std::string>& expected) {
    Facts facts;
    Record record(plan);
    const auto slot = plan.slot("late." + field);
    record.resize(slot, keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        facts.add("late", {{field, keys[i]}, {"days", 1}});
        record.set(slot, i, keys[i]);
        record.set(plan.slot("late.days"), i, 1);
    }
    EXPECT_EQ(record.score(), expected.empty());
    EXPECT_EQ(messages(record.errors()), expected);
    try {
        plan.score(facts);
        EXPECT_TRUE(expected.empty());
    } catch (const Error& error) {
        EXPECT_EQ(messages(error.fact_errors()), expected);
    }
}

TEST(RecordFacts, RefusesTwoItemsOfOneKey) {
    const auto plan_with = [](const std::string& type) {
        return plan_of("fact late list of keyed by mark\n  mark " + type +
                       "\n  days count 0 .. 9\n"
                       "deduction d\n  for each one in late\n  take one.days\n");
    };
    const auto twice = [](const std::string& key) {
        return "late.key F0208 `late` has two items with the key `" + key + "`";
    };
    const auto texts = plan_with("text");
    expect_keys(texts, "mark", {}, {});
    expect_keys(texts, "mark", {"K1"}, {});
    expect_keys(texts, "mark", {"K2", "K1", "K3"}, {});
    expect_keys(texts, "mark", {"K2", "K1", "K2"}, {twice("K2")});
    expect_keys(texts, "mark", {"b", "a", "a", "b", "a"}, {twice("a"), twice("b"), twice("a")});
    const auto numbers = plan_with("number 0 .. 9 step 0.5");
    expect_keys(numbers, "mark", {"1", "1.5", "2"}, {});
    expect_keys(numbers, "mark", {"2", "1.5", "1.50"}, {twice("1.5")});
    const auto dates = plan_with("date");
    expect_keys(dates, "mark", {"2026-01-02", "2026-01-01", "2026-01-02"}, {twice("2026-01-02")});
    const auto unkeyed = plan_of(
        "fact late list of\n  mark text\n  days count 0 .. 9\n"
        "deduction d\n  for each one in late where one.mark = \"x\"\n  take one.days\n");
    expect_keys(unkeyed, "mark", {"x", "x"}, {});
}

std::string said_of_slot(const Plan& plan, const std::string& name) {
    try {
        plan.slot(name);
        return "nothing";
    } catch (const Error& error) {
        return error.what();
    }
}

TEST(RecordFacts, SaysWhatASlotIsOf) {
    const auto plan = plan_of(
        "param rate = 2 in 0 .. 9\nfact sales | 销售额 money 0 .. 9\n"
        "fact deals | 合同 list of\n  amount | 金额 money 0 .. 9\n"
        "rule a\n  give rate per 1 of sales\n"
        "rule b\n  for each d in deals\n  give 1 per 1 of d.amount\n");
    for (const auto* name : {"sales", "销售额", "deals.amount", "合同.金额", "deals.金额"})
        EXPECT_EQ(said_of_slot(plan, name), "nothing");
    EXPECT_EQ(said_of_slot(plan, "deals"),
              "`deals` is a list of the plan, and a slot is of one of its fields, such as "
              "`deals.amount`");
    EXPECT_EQ(said_of_slot(plan, "slaes"), "the plan has no fact `slaes`; did you mean `sales`?");
    EXPECT_EQ(said_of_slot(plan, "dels"), "the plan has no fact `dels`; did you mean `deals`?");
    EXPECT_EQ(said_of_slot(plan, "weather"), "the plan has no fact `weather`");
    EXPECT_EQ(said_of_slot(plan, "deals.amuont"),
              "the list `deals` has no field `amuont`; did you mean `amount`?");
    EXPECT_EQ(said_of_slot(plan, "daels.amount"),
              "the plan has no list `daels`; did you mean `deals`?");
    EXPECT_EQ(said_of_slot(plan, "sales.amount"),
              "`sales` is one value of the plan: it has no fields");
    EXPECT_EQ(said_of_slot(plan, "rate"),
              "`rate` is a param of the plan: give its value to the Record");
}

TEST(RecordFacts, KnowsResultsByAnyName) {
    const auto plan = plan_of(
        "fact n count 0 .. 9\ncategory work | 工作\nbonus x in work\n  give n\n"
        "total paid | 奖金\n  start 7\n"
        "grade\n  A from 3\n  B otherwise\noutcome twice | 两倍 = 2 * n\n");
    Record record(plan);
    record.set(plan.slot("n"), 4);
    ASSERT_TRUE(record.score());
    const auto card = plan.score({{"n", 4}});
    for (const auto* name : {"twice", "两倍"}) {
        EXPECT_EQ(record.decimal(plan.result(name)), Decimal(8));
        ASSERT_NE(card.outcome(name), nullptr);
        EXPECT_EQ(card.outcome(name)->name, "twice");
    }
    for (const auto* name : {"paid", "奖金"}) {
        EXPECT_EQ(record.decimal(plan.result(name)), Decimal(7));
        ASSERT_NE(card.total(name), nullptr);
        EXPECT_EQ(card.total(name)->name, "paid");
    }
    for (const auto* name : {"work", "工作"}) EXPECT_EQ(card.category(name), Decimal(4));
    EXPECT_EQ(record.decimal(plan.result("score")), Decimal(4));
    EXPECT_EQ(record.text(plan.result("grade")), "A");
    EXPECT_EQ(card.outcome("三倍"), nullptr);
    EXPECT_EQ(card.total("twice"), nullptr);
    EXPECT_EQ(card.category("paid"), std::nullopt);
    EXPECT_THAT(
        [&] { plan.result("twcie"); },
        ThrowsMessage<Error>("the plan has no total, grade or outcome `twcie`; did you mean "
                             "`twice`?"));
}

}  // namespace
}  // namespace meritum
