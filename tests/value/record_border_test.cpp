// Facts of one participant as a record: the same as the border makes of them, or nothing where it
// has something to say.
#include "value/record_border.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "value/border.hpp"
#include "value/facts_of.hpp"
#include "value/sample_schema.hpp"

namespace meritum::value {
namespace {

Facts ann() {
    Facts facts("ann", "2026-Q3");
    facts.set("sales", "100.5").set("satisfaction", 95).set("margin", "-12.5%").set("团队", "red");
    facts.set("region", "北").set("manager", "yes").set("hired", "2026-01-01");
    facts.add("contracts", {{"amount", 5}, {"urgent", "no"}});
    facts.add("合同", {{"金额", Decimal::parse("0.5").value()}});
    std::swap(facts.lists[1].items[0], facts.lists[0].items.emplace_back());
    facts.lists.pop_back();
    return facts;
}

std::string told(const Schema& schema, const FactColumns& columns) {
    const auto facts = facts_of(schema, columns, 0);
    std::string text = facts.id + "/" + facts.period;
    for (const auto& fact : facts.values) text += " " + fact.name + "=" + fact.value.to_string();
    for (const auto& list : facts.lists) {
        for (const auto& item : list.items) {
            text += " " + list.name + ":" + item.key;
            for (const auto& field : item.fields)
                text += " " + field.name + "=" + field.value.to_string();
        }
    }
    return text;
}

/// "" if it is left to the border.
std::string as_record(const Schema& schema, const Facts& facts) {
    const auto border = RecordBorder::make(schema, {"blue", "red"});
    RecordFacts made;
    if (!border->read(facts, made)) return "";
    return told(schema, border->columns(made));
}

std::string as_columns(const Schema& schema, const Facts& facts) {
    std::vector<FactError> errors;
    const auto columns = to_columns(schema, std::span(&facts, 1), {}, errors);
    return errors.empty() ? told(schema, columns) : "";
}

TEST(RecordBorder, TakesWhatTheBorderTakes) {
    const SampleSchema schema;
    std::vector<Facts> all{ann()};
    Facts bare("", "");
    bare.set("sales", 0);
    all.push_back(bare);
    bare.set("team", "green").set("visits", 7).set("manager", false).set("region", "South");
    bare.set("hired", *Date::parse("2026-12-31")).set("sales", "000.10");
    all.push_back(bare);
    bare.id = "e\xCC\x81";  // not in normal form
    bare.set("team", "e\xCC\x81").add_list("contracts");
    all.push_back(bare);
    auto keyed = ann();
    keyed.lists[0].items[1].key = "K";
    all.push_back(keyed);
    for (const auto& facts : all) {
        const auto expected = as_columns(schema, facts);
        EXPECT_NE(expected, "");
        EXPECT_EQ(as_record(schema, facts), expected);
    }
}

// There and back again, whoever stands before them.
TEST(RecordBorder, TakesRowsOfColumns) {
    const SampleSchema schema;
    const auto border = RecordBorder::make(schema, {"north", "unread"});
    Facts bare("e", "2026-Q3");
    bare.set("sales", 3);
    auto keyed = ann();
    keyed.id = "k";
    keyed.lists[0].items[1].key = "K";
    const std::vector<Facts> all{keyed, bare, ann()};
    std::vector<FactError> errors;
    const auto columns = to_columns(schema, all, {}, errors);
    ASSERT_TRUE(errors.empty());
    for (std::size_t row = 0; row < all.size(); ++row) {
        const auto own = border->row_of(columns, row);
        ASSERT_TRUE(own.has_value());
        EXPECT_EQ(told(schema, border->columns(*own)), as_columns(schema, all[row])) << row;
    }
    auto other = columns;
    other.columns[schema.params.front().index].values.front() += 1;
    EXPECT_FALSE(border->row_of(other, 0).has_value());
}

TEST(RecordBorder, LeavesToTheBorderWhatItRefuses) {
    const SampleSchema schema;
    const std::function<void(Facts&)> wrongs[] = {
        [](Facts& facts) { facts.values.erase(facts.values.begin()); },
        [](Facts& facts) { facts.set("sales", -1); },
        [](Facts& facts) { facts.set("sales", "1.005"); },
        [](Facts& facts) { facts.set("sales", "ten"); },
        [](Facts& facts) { facts.set("sales", *Decimal::parse("99999999999999999999999999")); },
        [](Facts& facts) { facts.set("sails", 1); },
        [](Facts& facts) { facts.values.push_back(facts.values[0]); },
        [](Facts& facts) { facts.set("region", "West"); },
        [](Facts& facts) { facts.set("manager", 1); },
        [](Facts& facts) { facts.set("hired", "1999-12-31"); },
        [](Facts& facts) { facts.set("hired", *Date::parse("1999-12-31")); },
        [](Facts& facts) { facts.set("team", "a\nb"); },
        [](Facts& facts) { facts.set("team", std::string(201, 'x')); },
        [](Facts& facts) { facts.set("team", "\xFF"); },
        [](Facts& facts) { facts.id = "a\x7F"; },
        [](Facts& facts) { facts.period = "2026-Q5"; },
        [](Facts& facts) { facts.add_list("deals"); },
        [](Facts& facts) { facts.lists.push_back(facts.lists[0]); },
        [](Facts& facts) { facts.lists[0].items[0].fields.clear(); },
        [](Facts& facts) { facts.lists[0].items[0].fields[0].name = "sum"; },
        [](Facts& facts) { facts.lists[0].items[0].key = "2"; },
        [](Facts& facts) { facts.lists[0].items[0].key = "\n"; },
        [](Facts& facts) { facts.set("contracts", 1); },
    };
    for (const auto& spoil : wrongs) {
        auto facts = ann();
        spoil(facts);
        const auto number = &spoil - wrongs;
        EXPECT_EQ(as_columns(schema, facts), "") << number;
        EXPECT_EQ(as_record(schema, facts), "") << number;
    }
}

TEST(RecordBorder, CallsAndSortsItemsAsThePlanSays) {
    SampleSchema schema;
    schema.lists[0].key = schema.lists[0].fields[0];
    EXPECT_EQ(as_record(schema, ann()), as_columns(schema, ann()));
    EXPECT_NE(as_record(schema, ann()).find("contracts:0.5"), std::string::npos);
    auto twice = ann();
    twice.lists[0].items[1] = twice.lists[0].items[0];
    EXPECT_EQ(as_columns(schema, twice), "");
    EXPECT_EQ(as_record(schema, twice), "");
    schema.lists[0].order = schema.lists[0].fields[0];
    EXPECT_EQ(as_record(schema, ann()), "") << "sorting is left to the border";
}

TEST(RecordBorder, IsNotForNumbersBeyond64Bits) {
    SampleSchema schema;
    schema.columns[0].range.high =
        number::Rational(number::Integer(1) << 63) * schema.columns[0].step;
    EXPECT_EQ(RecordBorder::make(schema, {}), nullptr);
    schema.columns[0].range.high -= schema.columns[0].step;
    EXPECT_NE(RecordBorder::make(schema, {}), nullptr);
}

}  // namespace
}  // namespace meritum::value
