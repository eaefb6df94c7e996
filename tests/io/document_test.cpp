// The shapes of a document, the same for YAML and JSON: list, envelope, one participant; and what
// does not fit.
#include <gtest/gtest.h>

#include "io/reading.hpp"

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
    EXPECT_EQ(yaml("participants: 5"), "f:1:1: `participants` is \"5\"");
    EXPECT_EQ(yaml("{participants: [], period: [1]}"), "f:1:20: `period` is a list");
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
        {"{id: [x]}", "F0206 f:1:20 : `id` is one value in the plan, but a list is given\n"},
        {"{id: bad, sales: {x: 1}}",
         "F0206 f:1:32 bad: `sales` is one value in the plan, but a mapping is given\n"},
        {"{id: bad, contracts: {x: 1}}",
         "F0205 f:1:36 bad: `contracts` is a list of the plan, but a mapping is given\n"},
        {"{id: bad, contracts: [7]}",
         "F0506 f:1:37 bad: item 1 of `contracts` should hold fields, but is \"7\"\n"},
        {"{id: bad, contracts: [{amount: [1]}]}",
         "F0206 f:1:46 bad: `amount` in item 1 of `contracts` is one value in the plan, but a list "
         "is given\n"},
        {"{id: bad, period: 2026-Q7}",
         "F0304 f:1:15 bad: the period `2026-Q7` is none of this plan's cycle; write it like "
         "2026-Q1\n"},
    };
    for (const auto& [participant, error] : cases) {
        EXPECT_EQ(yaml("[{id: ann},   " + participant + ", {id: bob}]"), "ann\nbob\n" + error);
    }
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

TEST(Document, ItemsMayHaveKeys) {
    EXPECT_EQ(yaml("{contracts: [{key: C-7, amount: 1}], 合同: [{金额: 2}]}"),
              " contracts[{C-7 amount=1@1:33}] 合同[{ 金额=2@1:48}]\n");
}

}  // namespace
}  // namespace meritum::io
