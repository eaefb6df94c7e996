// Who of a table is not scored: keys that items have twice, orders that are not kept, texts that
// say nothing, facts that the plan refuses. Everything as from facts. Knows only include/meritum.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

Plan planned(const std::string& text) {
    auto compiled = Plan::compile("plan p\n  cycle year\n  currency CNY\n" + text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

/// Shifts that came late: days and keys of each, two participants.
struct Late {
    std::vector<std::int32_t> days;
    std::vector<std::int8_t> keys;
    std::vector<std::int32_t> offsets;
    std::array<std::string_view, 3> names{"K1", "K2", "k\u00e9"};

    FactTable table() const {
        FactTable table;
        table.participants = offsets.size() - 1;
        table.lists = {{"late",
                        offsets,
                        {{"k", ColumnView::texts<std::int8_t>(keys, names)},
                         {"d", ColumnView::integers<std::int32_t>(days)}}}};
        return table;
    }
};

const char* const in_order =
    "fact late list of keyed by k in order of d\n  k text\n  d date\n"
    "deduction lateness\n  for each x in late\n  take 1, 2, 4 in turn\n";

TEST(TableErrors, ItemsMustStandInTheOrderOfThePlan) {
    const auto plan = planned(in_order);
    const Late ordered{{5, 6, 6}, {1, 0, 1}, {0, 1, 3}};
    EXPECT_TRUE(plan.score_table(ordered.table()).errors.empty());
    const Late descends{{5, 7, 6}, {1, 0, 1}, {0, 1, 3}};
    EXPECT_THAT([&] { plan.score_table(descends.table()); },
                ThrowsMessage<Error>(HasSubstr("`late.d` descends in row 1 (item 2), but the plan "
                                               "takes items in its order: sort them")));
    const Late tied{{5, 6, 6}, {1, 1, 0}, {0, 1, 3}};
    EXPECT_THAT(
        [&] { plan.score_table(tied.table()); },
        ThrowsMessage<Error>(HasSubstr("`late.k` descends in row 1 (item 2), but the plan "
                                       "takes items of one `d` in the order of their key")));
    const Late next{{6, 5}, {1, 0}, {0, 1, 2}};  // of another participant
    EXPECT_TRUE(plan.score_table(next.table()).errors.empty());
}

TEST(TableErrors, AKeyTwiceIsReportedAsOfFacts) {
    const auto plan = planned(in_order);
    const Late twice{{5, 6, 7, 7}, {1, 1, 0, 2}, {0, 2, 4}};
    const auto results = plan.score_table(twice.table());
    EXPECT_FALSE(results.scored(0));
    EXPECT_TRUE(results.scored(1));
    ASSERT_EQ(results.errors.size(), 1U);
    EXPECT_EQ(results.errors[0].row, 0U);
    EXPECT_EQ(results.errors[0].error.code, "F0208");
    EXPECT_EQ(results.errors[0].error.fact, "late.key");
    EXPECT_EQ(results.errors[0].error.message, "`late` has two items with the key `K2`");
}

/// Who has a key twice is not one of their group.
TEST(TableErrors, AKeyTwiceMakesItsGroupIncomplete) {
    const auto plan = planned(
        "fact late list of keyed by k\n  k text\nfact sales count\nfact team text\n"
        "outcome place = rank by sales within team\n");
    Late late{{}, {1, 1, 0, 2}, {0, 2, 4, 4}};
    auto table = late.table();
    table.lists[0].fields.resize(1);
    const std::vector<std::int16_t> sales{1, 2, 3};
    const std::vector<std::int8_t> teams{0, 0, 1};
    const std::array<std::string_view, 2> names{"north", "south"};
    table.columns = {{"sales", ColumnView::integers<std::int16_t>(sales)},
                     {"team", ColumnView::texts<std::int8_t>(teams, names)}};
    const auto results = plan.score_table(table);
    ASSERT_EQ(results.errors.size(), 2U);
    EXPECT_EQ(results.errors[0].error.code, "F0208");
    EXPECT_EQ(results.errors[1].row, 1U);
    EXPECT_EQ(results.errors[1].error.code, "F0190");  // `place` is withheld
    EXPECT_TRUE(results.scored(1));
    const auto* place = results.column("place");
    EXPECT_FALSE(place->has(1));
    ASSERT_TRUE(place->has(2));
    EXPECT_EQ(place->values[2], 1);
}

TEST(TableErrors, AnEmptyTextIsAMissingValue) {
    const auto plan = planned(
        "fact remark text default \"none\"\nfact note text optional\nfact name text\n"
        "outcome said = remark\noutcome noted = note known\n");
    const std::vector<std::int8_t> places{0, 1};
    const std::array<std::string_view, 2> texts{"", "late"};
    FactTable table;
    table.participants = 2;
    table.columns = {{"remark", ColumnView::texts<std::int8_t>(places, texts)},
                     {"note", ColumnView::texts<std::int8_t>(places, texts)},
                     {"name", ColumnView::texts<std::int8_t>(places, texts)}};
    const auto results = plan.score_table(table);
    ASSERT_EQ(results.errors.size(), 1U);  // of `name`, which must be there
    EXPECT_EQ(results.errors[0].error.fact, "name");
    EXPECT_EQ(results.errors[0].error.code, "F0101");
    const auto& said = *results.column("said");
    EXPECT_EQ(said.texts[static_cast<std::size_t>(said.values[0])], "none");
    EXPECT_EQ(said.texts[static_cast<std::size_t>(said.values[1])], "late");
    EXPECT_EQ(results.column("noted")->values[0], 0);
    EXPECT_EQ(results.column("noted")->values[1], 1);
}

/// Each says what was given and what goes.
TEST(TableErrors, ColumnsThatDoNotFitAreToldAsTheyAre) {
    const auto plan = planned("fact n count 0 .. 9\nfact day date\nfact ok boolean\nfact t text\n");
    const std::vector<std::int8_t> bytes(24);
    const auto message = [&](const char* name, const ColumnView& view) -> std::string {
        FactTable table;
        table.participants = 3;
        table.columns = {{name, view}};
        try {
            plan.score_table(table);
        } catch (const Error& error) {
            const std::string all = error.what();
            const auto at = all.find("`" + std::string(name) + "` ");
            return all.substr(at, all.find('\n', at) - at);
        }
        return {};
    };
    auto view = ColumnView::integers<std::int8_t>(std::span(bytes).first(3));
    const auto with = [&](auto change) {
        auto other = view;
        change(other);
        return other;
    };
    EXPECT_EQ(message("n", with([](auto& v) { v.bytes = 3; })),
              "`n` has values of 3 bytes, but a number has 1, 2, 4, 8 or 16");
    EXPECT_EQ(message("day", with([](auto& v) { v.bytes = 16; })),
              "`day` has values of 16 bytes, but a date, days since 1970-01-01 has 1, 2, 4 or 8");
    EXPECT_EQ(message("n", with([](auto& v) { v.scale = 19; })),
              "`n` has a scale of 19, but 0 to 18 decimal places go");
    EXPECT_EQ(message("day", with([](auto& v) { v.scale = 1; })),
              "`day` has a scale of 1, but days have none");
    EXPECT_EQ(message("n", with([](auto& v) { v.values = nullptr; })),
              "`n` has rows, but its values are null");
    EXPECT_EQ(message("ok", view), "`ok` holds integers, but is yes or no: give booleans");
    EXPECT_EQ(message("t", view), "`t` holds integers, but is a text: give texts");
    FactTable vast;
    vast.participants = std::size_t{1} << 60;
    EXPECT_THAT([&] { plan.score_table(vast); },
                ThrowsMessage<Error>(HasSubstr("`participants` are 1152921504606846976, at most")));
}

TEST(TableErrors, WhatThePlanDoesNotKnowIsNoticed) {
    const auto plan = planned("fact sales count default 0\nfact deals list of\n  amount count\n");
    const std::vector<std::int8_t> numbers{1, 2};
    const std::vector<std::int32_t> offsets{0, 2};
    const auto column = ColumnView::integers<std::int8_t>(numbers);
    FactTable table;
    table.participants = 1;
    const auto one = ColumnView::integers<std::int8_t>(std::span(numbers).first(1));
    table.columns = {{"sales", one}, {"sale", one}};
    table.lists = {{"deal", offsets, {{"amount", column}}},
                   {"deals", offsets, {{"amount", column}, {"price", column}}}};
    const auto results = plan.score_table(table);
    ASSERT_EQ(results.notices.size(), 3U);
    EXPECT_EQ(results.notices[0], "the plan does not know `sale`; did you mean `sales`?");
    EXPECT_EQ(results.notices[1], "the plan does not know `deal`; did you mean `deals`?");
    EXPECT_EQ(results.notices[2], "the plan does not know `deals.price`");
    table.columns.erase(table.columns.begin());  // now it is the only one that may be meant
    try {
        plan.score_table(table);
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(
            error.what(),
            "the table does not fit the plan:\n  `sale` is not in the plan; is it meant for "
            "`sales`, which is not there?");
    }
}

/// Many people, some of whom the plan refuses.
struct Spans {
    std::vector<std::int32_t> from, to;

    explicit Spans(std::size_t people) {
        for (std::size_t i = 0; i < people; ++i) {
            from.push_back(static_cast<std::int32_t>(i % 50));
            to.push_back(static_cast<std::int32_t>(i % 1000 == 7 ? 0 : 50 + i % 7));
        }
    }
    FactTable table() const {
        FactTable table;
        table.participants = from.size();
        table.columns = {{"began", ColumnView::integers<std::int32_t>(from)},
                         {"ended", ColumnView::integers<std::int32_t>(to)}};
        return table;
    }
};

const char* const spans =
    "fact began count 0 .. 1000\nfact ended count 0 .. 1000\n"
    "require ended >= began else refuse\n"
    "bonus length\n  give ended - began at least 0\n";

TEST(TableErrors, WhoIsRefusedIsNotScoredAndTheOthersAreAsQuickAsEver) {
    const auto plan = planned(spans);
    const Spans people(10'000);
    TableOptions options;
    std::size_t calls = 0;
    double last = 0;
    options.goes_on = [&](double share) {
        EXPECT_GE(share, last);
        last = share;
        ++calls;
        return true;
    };
    const auto results = plan.score_table(people.table(), options);
    EXPECT_GT(calls, 2U);
    EXPECT_EQ(last, 1);
    EXPECT_EQ(results.errors.size(), 10U);
    EXPECT_EQ(results.errors[0].row, 7U);
    EXPECT_EQ(results.errors[0].error.code, "F0191");
    EXPECT_THAT(results.errors[0].error.message, HasSubstr("ended"));
    const auto& score = *results.column("score");
    EXPECT_EQ(score.values.bytes(), 2);
    for (std::size_t row = 0; row < 10'000; ++row) {
        if (!results.scored(row)) continue;
        ASSERT_EQ(score.decimal(row), Decimal(people.to[row] - people.from[row])) << row;
    }
    options.threads = 3;
    options.goes_on = {};
    const auto again = plan.score_table(people.table(), options);
    for (std::size_t row = 0; row < 10'000; ++row)
        ASSERT_EQ(again.column("score")->values[row], score.values[row]);
}

TEST(TableErrors, ARunThatRefusesCanBeStoppedBeforeAndBetween) {
    const auto plan = planned(spans);
    const Spans people(10'000);
    for (const int most : {0, 1, 6}) {
        TableOptions options;
        int calls = 0;
        options.goes_on = [&](double) { return calls++ < most; };
        EXPECT_THROW(plan.score_table(people.table(), options), Error) << most;
        EXPECT_EQ(calls, most + 1);
    }
}

}  // namespace
}  // namespace meritum
