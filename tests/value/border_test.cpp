// The border as a whole: every error of a participant, the others unharmed, and the columns that
// come out.
#include "value/border.hpp"

#include <gtest/gtest.h>

#include "value/sample_schema.hpp"

namespace meritum::value {
namespace {

struct Crossing {
    FactColumns columns;
    std::vector<FactError> errors;

    std::vector<std::string> messages() const {
        std::vector<std::string> all;
        for (const auto& error : errors) all.push_back(error.message);
        return all;
    }
};

using Params = std::vector<std::pair<std::string, FactValue>>;

Crossing cross(const std::vector<Facts>& facts, const Params& params = {},
               std::size_t most = limits::participants) {
    Crossing result;
    const SampleSchema schema;
    result.columns = to_columns(schema, facts, params, result.errors, most);
    return result;
}

Facts person(const std::string& id) {
    Facts facts(id, "2026-Q3");
    facts.set("sales", 100);
    return facts;
}

long long value(const FactColumns& columns, std::string_view name, std::size_t row) {
    return static_cast<long long>(columns.columns[SampleSchema().id_of(name).index].values.at(row));
}

int known(const FactColumns& columns, std::string_view name, std::size_t row) {
    return columns.columns[SampleSchema().id_of(name).index].known.at(row);
}

using Messages = std::vector<std::string>;

TEST(Border, GoodFactsBecomeColumns) {
    auto ann = person("ann");
    ann.set("visits", 3)
        .set("satisfaction", "95.5")
        .set("团队", "red")
        .set("region", "北")
        .set("manager", "yes");
    ann.add("contracts", {{"amount", 5}, {"urgent", "no"}}).add("contracts", {{"金额", "0.5"}});
    auto bob = person("bob");
    bob.values[0].name = "销售额";
    bob.set("hired", "2026-01-01").set("team", "red").add_list("合同");
    const auto [columns, errors] = cross({ann, bob, person("cy")});
    EXPECT_TRUE(errors.empty());
    EXPECT_EQ(columns.period, "2026-Q3");
    EXPECT_EQ(columns.ids, (Messages{"ann", "bob", "cy"}));
    EXPECT_EQ(columns.source_rows, (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(value(columns, "sales", 1), 10000);
    EXPECT_EQ(value(columns, "visits", 0), 3);
    EXPECT_EQ(value(columns, "visits", 1), 0);  // the default
    EXPECT_EQ(value(columns, "satisfaction", 0), 9550);
    EXPECT_EQ(known(columns, "satisfaction", 0), 1);
    EXPECT_EQ(known(columns, "satisfaction", 1), 0);
    EXPECT_EQ(value(columns, "margin", 0), -500);  // missing: the low end stands there
    EXPECT_EQ(value(columns, "team", 0), value(columns, "team", 1));
    EXPECT_EQ(columns.dictionary.text(value(columns, "team", 0)), "red");
    EXPECT_EQ(columns.dictionary.text(value(columns, "team", 2)), "");
    EXPECT_EQ(value(columns, "bonus_from", 0), 15);
    EXPECT_EQ(columns.offsets[0], (Offsets{0, 2, 2, 2}));
    EXPECT_EQ(columns.item_keys[0], (Messages{"1", "2"}));
    EXPECT_EQ(value(columns, "amount", 1), 50);
    EXPECT_EQ(known(columns, "urgent", 0), 1);
    EXPECT_EQ(known(columns, "urgent", 1), 0);
    EXPECT_TRUE(columns.columns[SampleSchema().id_of("sales").index].known.empty());
}

TEST(Border, AllErrorsOfAParticipantAndTheOthersScored) {
    auto bad = person("bad");
    bad.set("sales", -1)
        .set("sale", 1)
        .set("vists", 2)
        .set("region", "North")
        .set("team", "blue")
        .set("margin", 7);
    bad.add("contracts", {{"amount", -1}, {"amont", 3}}).add("contracts", {{"urgent", "maybe"}});
    bad.add("contract", {{"amount", 1}});
    const auto crossing = cross({person("ann"), bad, person("bob")});
    EXPECT_EQ(crossing.columns.ids, (Messages{"ann", "bob"}));
    EXPECT_EQ(crossing.columns.source_rows, (std::vector<std::size_t>{0, 2}));
    EXPECT_EQ(
        crossing.messages(),
        (Messages{
            "`sales` is -1, but must be at least 0",
            "`sale` is no fact of the plan; did you mean `sales`?",
            "`vists` is no fact of the plan; did you mean `visits`?",
            "`margin` is 7, but must be at most 100%; for 7 per cent write 7%",
            "`amount` in item 1 of `contracts` is -1, but must be at least 0",
            "`amont` in item 1 of `contracts` is no field of that list; did you mean `amount`?",
            "`urgent` in item 2 of `contracts` is \"maybe\", but must be yes or no",
            "`amount` in item 2 of `contracts` is missing, and the plan has no default for it",
            "`contract` is no list of the plan; did you mean `contracts`?"}));
    EXPECT_EQ(crossing.errors[4].fact, "contracts.amount");
    for (const auto& error : crossing.errors) {
        EXPECT_EQ(error.id, "bad");
        EXPECT_EQ(error.period, "2026-Q3");
        EXPECT_EQ(error.code.size(), 5U);
    }
    ASSERT_EQ(crossing.columns.failed.size(), 1U);
    EXPECT_EQ(crossing.columns.failed[0].id, "bad");
    EXPECT_EQ(crossing.columns.failed[0].known_columns.size(),
              2U);  // team and region could be read
}

TEST(Border, ItemsAreCalledByTheirKeys) {
    auto bad = person("bad");
    Item item{{"amount", -1}};
    item.key = "K-7";
    bad.add("contracts", item);
    EXPECT_EQ(cross({bad}).messages(),
              (Messages{"`amount` in item `K-7` of `contracts` is -1, but must be at least 0"}));
    SampleSchema keyed;
    auto number = SampleSchema::column({"number", "编号"}, Type::text);
    number.list = ListId{0};
    keyed.lists[0].key = ColumnId{static_cast<std::uint32_t>(keyed.columns.size())};
    keyed.lists[0].fields.push_back(keyed.lists[0].key);
    keyed.columns.push_back(number);
    auto ann = person("ann");
    ann.add("contracts", {{"编号", "C 1"}, {"amount", -1}}).add("contracts", {{"amount", -1}});
    std::vector<FactError> errors;
    to_columns(keyed, std::vector<Facts>{ann}, {}, errors);
    ASSERT_EQ(errors.size(), 3U);
    EXPECT_EQ(errors[0].message,
              "`amount` in item `C 1` of `contracts` is -1, but must be at least 0");
    EXPECT_EQ(errors[1].message, "`amount` in item 2 of `contracts` is -1, but must be at least 0");
}

TEST(Border, MissingFactsAndEmptyTexts) {
    Facts none("ann", "2026-Q3");
    none.set("sales", "").set("visits", "").set("satisfaction", FactValue());
    const auto crossing = cross({none});
    EXPECT_EQ(crossing.messages(),
              (Messages{"`sales` is missing, and the plan has no default for it"}));
}

TEST(Border, TheSameFactUnderTwoNames) {
    auto ann = person("ann");
    ann.set("销售额", 5).set("color", 1);
    ann.add("contracts", {{"amount", 1}, {"金额", 1}}).add("合同", {{"amount", 1}});
    EXPECT_EQ(
        cross({ann}).messages(),
        (Messages{"`销售额` is given twice", "`color` is no fact of the plan",
                  "`金额` in item 1 of `contracts` is given twice", "`合同` is given twice"}));
}

TEST(Border, ValuesForListsAndListsForValues) {
    auto ann = person("ann");
    ann.set("contracts", 3).add_list("visits");
    EXPECT_EQ(cross({ann}).messages(),
              (Messages{"`contracts` is a list of the plan, but one value is given",
                        "`visits` is one value in the plan, but a list is given"}));
    auto bob = person("bob");
    EXPECT_TRUE(cross({bob.set("contracts", "")}).errors.empty());
}

TEST(Border, ListsUpToTheirLimit) {
    auto ann = person("ann");
    for (std::size_t i = 0; i < limits::list_items; ++i) ann.add("contracts", {{"amount", 1}});
    EXPECT_TRUE(cross({ann}).errors.empty());
    ann.add("contracts", {{"amount", 1}});
    EXPECT_EQ(cross({ann}).messages(),
              (Messages{"`contracts` has 10001 items, but a list has at most 10000"}));
}

TEST(Border, ItemKeysAreUnique) {
    auto ann = person("ann");
    Item first{{"amount", 1}};
    first.key = "2";
    ann.add("contracts", first).add("contracts", {{"amount", 1}});
    EXPECT_EQ(cross({ann}).messages(), (Messages{"`contracts` has two items with the key `2`"}));
    ann.lists[0].items[0].key = "K\x01";
    EXPECT_EQ(cross({ann}).errors.at(0).code, "F0117");
    ann.lists[0].items[0].key = "K1";
    EXPECT_EQ(cross({ann}).columns.item_keys[0], (Messages{"K1", "2"}));
}

TEST(Border, Ids) {
    const auto crossing = cross({person("ann"), person(""), person("ann"), person("caf\xC3\xA9"),
                                 person("cafe\xCC\x81"), person(std::string(200, 'x')),
                                 person(std::string(201, 'x')), person("a\nb")});
    EXPECT_EQ(crossing.columns.ids.size(), 3U);
    EXPECT_EQ(
        crossing.messages(),
        (Messages{"a participant has no id", "`ann` is given more than once in the same period",
                  "`cafe\xCC\x81` is given more than once in the same period",
                  "the id `" + std::string(40, 'x') +
                      "...` is not valid: at most 200 bytes of UTF-8 without control"
                      " characters",
                  "the id `a\\x0A"
                  "b` is not valid: at most 200 bytes of UTF-8 without control characters"}));
    const auto single = cross({person("")});
    EXPECT_TRUE(single.errors.empty());
    EXPECT_EQ(single.columns.ids, (Messages{""}));
}

TEST(Border, PeriodsOfTheCycle) {
    auto ann = person("ann");
    ann.period = "2026-07";
    EXPECT_EQ(
        cross({ann}).messages(),
        (Messages{"the period `2026-07` is none of this plan's cycle; write it like 2026-Q1"}));
    ann.period = "";
    EXPECT_TRUE(cross({ann}).errors.empty());
}

TEST(Border, ParticipantsUpToTheirLimit) {
    EXPECT_TRUE(cross({person("a"), person("b")}, {}, 2).errors.empty());
    const auto crossing = cross({person("a"), person("b"), person("c")}, {}, 2);
    EXPECT_EQ(crossing.messages(),
              (Messages{"`c` is left out: one period has at most 2 participants"}));
    EXPECT_EQ(crossing.columns.ids.size(), 2U);
    EXPECT_EQ(limits::participants, 10'000'000U);
}

TEST(Border, ParamsInsideTheirRange) {
    for (const int good : {10, 20})
        EXPECT_EQ(value(cross({}, {{"bonus_from", good}}).columns, "bonus_from", 0), good);
    struct Case {
        Params params;
        std::string message;
    };
    const Case cases[] = {
        {{{"bonus_from", 9}}, "`bonus_from` is 9, but must be at least 10"},
        {{{"bonus_from", 21}}, "`bonus_from` is 21, but must be at most 20"},
        {{{"bonus_form", 11}}, "`bonus_form` is no param of the plan; did you mean `bonus_from`?"},
        {{{"bonus_from", 11}, {"bonus_from", 12}}, "`bonus_from` is given twice"},
        {{{"bonus_from", ""}},
         "`bonus_from` is left empty; give a value, or leave it out for the plan's own"},
    };
    for (const auto& [params, message] : cases) {
        const auto crossing = cross({person("ann")}, params);
        EXPECT_EQ(crossing.messages(), Messages{message});
        EXPECT_EQ(crossing.errors[0].id, "");
        EXPECT_EQ(crossing.columns.ids.size(), 1U);
    }
}

TEST(Border, PlacesReachTheErrors) {
    auto ann = person("ann");
    ann.file = "q3.yaml";
    ann.line = 4;
    ann.set("visits", -1);
    ann.values[1].line = 6;
    ann.values[1].column = 11;
    Item item{{"amount", -1}};
    item.file = "contracts.csv";
    item.line = 9;
    ann.add("contracts", item);
    item.fields[0].line = 9;
    item.fields[0].column = 5;
    ann.add("contracts", item);
    ann.values.erase(ann.values.begin());
    const auto errors = cross({ann}).errors;
    ASSERT_EQ(errors.size(), 4U);
    const auto place = [](const FactError& error) {
        return error.file + ":" + std::to_string(error.line) + ":" + std::to_string(error.column);
    };
    EXPECT_EQ(place(errors[0]), "q3.yaml:6:11");
    EXPECT_EQ(place(errors[1]), "q3.yaml:4:0");  // sales is missing
    EXPECT_EQ(place(errors[2]), "contracts.csv:9:0");
    EXPECT_EQ(place(errors[3]), "contracts.csv:9:5");
}

}  // namespace
}  // namespace meritum::value
