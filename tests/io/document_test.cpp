// The shapes of a document, the same for YAML and JSON: list, envelope, one participant; and what
// does not fit.
#include <gtest/gtest.h>

#include "io/reading.hpp"
#include "value/border.hpp"

namespace meritum::io {
namespace {

std::string yaml(std::string_view text) { return read_page(Format::yaml, text); }

TEST(Document, ThreeShapes) {
    EXPECT_EQ(yaml("[{id: ann, sales: 1}]"), "ann sales=1@1:19\n");
    EXPECT_EQ(yaml("{sales: 1}"), " sales=1@1:9\n");
    EXPECT_EQ(yaml("period: 2026-Q3\nparticipants:\n- {id: ann, sales: 1}\n- {id: bob, period: "
                   "2026-Q2}\n"),
              "ann/2026-Q3 sales=1@3:20\nbob/2026-Q2\n");
    EXPECT_EQ(yaml("participants: []"), "");
    EXPECT_EQ(yaml("{sales: 1, participants: []}"),
              "f:1:2: beside `participants` only `period` may stand, not `sales`");
    EXPECT_EQ(yaml("participants: 5"),
              "f:1:1: `participants` should be a list of participants, but is \"5\"");
    EXPECT_EQ(yaml("period: 2026-Q3\nparticipant:\n- {id: ann, sales: 1}"),
              "f:2:1: the plan has no list `participant`; did you mean `participants`?");
    EXPECT_EQ(yaml("{participant: {id: ann}}"),
              "f:1:2: the plan has no list `participant`; did you mean `participants`?");
    EXPECT_EQ(yaml("{sales: 1, participant: 5}"), " sales=1@1:9 participant=5@1:12\n");
    EXPECT_EQ(yaml("{participants: [], period: [1]}"),
              "f:1:20: `period` should be one value, but is a list");
}

TEST(Document, JsonHasTheSameShapes) {
    EXPECT_EQ(read_page(Format::json, R"({"period": "2026-Q3", "participants": [{"id": "ann"}]})"),
              "ann/2026-Q3\n");
}

TEST(Document, ShapesThatDoNotFitCostTheirParticipant) {
    struct Case {
        std::string participant;
        std::string error;
    };
    const Case cases[] = {
        {"5", "F0505 f:1:15 : entry 2 should be a participant with facts, but is \"5\"\n"},
        {"~", "F0505 f:1:15 : entry 2 should be a participant with facts, but is empty\n"},
        {"[]", "F0505 f:1:15 : entry 2 should be a participant with facts, but is a list\n"},
        {"{id: [x], sales: 1}",
         "F0206 f:1:20 : `id` is one value in the plan, but a list is given\n"},
        {"{id: bad, sales: {x: 1}}",
         "F0206 f:1:32 bad: `sales` is one value in the plan, but a mapping is given\n"},
        {"{id: bad, contracts: {x: 1}, sales: 1}",
         "F0205 f:1:36 bad: `contracts` is a list of the plan, but a mapping is given\n"},
        {"{id: bad, contracts: [7], sales: 1}",
         "F0506 f:1:37 bad: item 1 of `contracts` should hold fields, but is \"7\"\n"},
        {"{id: bad, contracts: [{amount: [1]}], sales: 1}",
         "F0206 f:1:46 bad: `amount` in item 1 of `contracts` is one value in the plan, but a list "
         "is given\n"},
        {"{id: bad, period: 2026-Q7, sales: 1}",
         "F0304 f:1:33 bad: the period `2026-Q7` is none of this plan's cycle; write it like "
         "2026-Q1\n"},
    };
    for (const auto& [participant, error] : cases) {
        EXPECT_EQ(yaml("[{id: ann},   " + participant + ", {id: bob}]"), "ann\nbob\n" + error);
    }
}

TEST(Document, AWrongShapeHidesNoWrongValue) {
    EXPECT_EQ(yaml("{id: bad, sales: [1], visits: x, hired: 20200101, contracts: [7, {amount: y}],"
                   "\n manager: {}, vists: 1}"),
              "F0506 f:1:63 bad: item 1 of `contracts` should hold fields, but is \"7\"\n"
              "F0206 f:2:11 bad: `manager` is one value in the plan, but a mapping is given\n"
              "F0105 f:1:31 bad: `visits` is \"x\", but must be a whole number such as 3\n"
              "F0111 f:1:41 bad: `hired` is \"20200101\", but must be a date such as 2026-07-01\n"
              "F0201 f:2:15 bad: `vists` is no fact of the plan; did you mean `visits`?\n"
              "F0206 f:1:18 bad: `sales` is one value in the plan, but a list is given\n"
              "F0105 f:1:75 bad: `amount` in item 2 of `contracts` is \"y\", but must be a number "
              "such as 12.5\n");
}

TEST(Document, WhatTheBorderWillRefuseKeepsItsPlace) {
    const value::SampleSchema schema;
    const auto data =
        read_text(Format::yaml, "f", "{id: a, sales: 1, visits: [1], extras: [{x: 1}]}", schema);
    ASSERT_EQ(data.facts.size(), 1U);
    ASSERT_EQ(data.facts[0].lists.size(), 2U);
    EXPECT_EQ(data.facts[0].lists[0].items.at(0).line, 1U);
    EXPECT_EQ(data.facts[0].file, "f");
}

TEST(Document, WhatIsNotKnownStandsWhereItsNameDoes) {
    const value::SampleSchema schema;
    const auto first = [&](const std::string& text) {
        const auto data = read_text(Format::yaml, "f", text, schema);
        std::vector<FactError> errors = data.errors;
        value::to_columns(schema, data.facts, {}, errors);
        if (errors.size() != 1) return std::to_string(errors.size()) + " errors";
        return errors[0].code + " " + place(errors[0].line, errors[0].column) + " " +
               errors[0].message;
    };
    EXPECT_EQ(first("{id: a, sales: 1,\n vists: 5}"),
              "F0201 2:2 `vists` is no fact of the plan; did you mean `visits`?");
    EXPECT_EQ(first("{id: a, sales: 1,\n peroid: 2026-Q3}"),
              "F0201 2:2 `peroid` is no fact of the plan; did you mean `period`?");
    EXPECT_EQ(first("{id: a, sales: 1,\n vists: {x: 1}}"),
              "F0201 2:2 `vists` is no fact of the plan; did you mean `visits`?");
    EXPECT_EQ(first("{id: a, sales: 1,\n contract: [{x: 1}]}"),
              "F0202 2:2 `contract` is no list of the plan; did you mean `contracts`?");
    EXPECT_EQ(first("{id: a, sales: 1, contracts: [{amount: 1,\n amuont: 5}]}"),
              "F0203 2:2 `amuont` in item 1 of `contracts` is no field of that list; did you mean "
              "`amount`?");
    // What is known and wrong stands where its value does.
    EXPECT_EQ(first("{id: a, sales: 1,\n visits: -5}").substr(0, 9), "F0102 2:1");
    EXPECT_EQ(first("{id: a,\n sales: [1, 2]}"),
              "F0206 2:9 `sales` is one value in the plan, but a list is given");
}

TEST(Document, AWrongPeriodStandsAtItself) {
    EXPECT_EQ(yaml("- id: ann\n  period: summer\n  sales: 1\n- id: bob\n"),
              "bob\nF0304 f:2:11 ann: the period `summer` is none of this plan's cycle; write it "
              "like 2026-Q1\n");
    EXPECT_EQ(
        yaml(
            "period: summer\nparticipants:\n- {id: ann, sales: 1}\n- {id: bob, period: 2026-Q1}\n"),
        "bob/2026-Q1\nF0304 f:1:9 ann: the period `summer` is none of this plan's cycle; "
        "write it like 2026-Q1\n");
}

TEST(Document, ItemsMayHaveKeys) {
    EXPECT_EQ(yaml("{contracts: [{key: C-7, amount: 1}], 合同: [{金额: 2}]}"),
              " contracts[{C-7 amount=1@1:33}] 合同[{ 金额=2@1:48}]\n");
}

}  // namespace
}  // namespace meritum::io
