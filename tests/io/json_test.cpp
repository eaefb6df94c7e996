// JSON: numbers keep their text, places are code points, duplicates and depth are refused.
#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "io/reading.hpp"

namespace meritum::io {
namespace {

std::string json(std::string_view text) { return read_page(Format::json, text); }

TEST(Json, ReadsParticipants) {
    EXPECT_EQ(json(R"([{"id": "ann", "period": "2026-Q3", "sales": 1250.50,
                  "contracts": [{"amount": 0.1, "urgent": true}], "team": null, "manager": false},
                  {"id": 7}])"),
              "ann/2026-Q3 sales=1250.50@1:46 team=@2:75 manager=no@2:92 contracts[{ "
              "amount=0.1@2:44 urgent=yes@2:59}]\n"
              "7\n");
    EXPECT_EQ(json("[]"), "");
}

TEST(Json, NumbersKeepTheirText) {
    EXPECT_EQ(json("{\"a\": 12345678901234567890123456789012345678.10, \"b\": -0.00, \"c\": 1E300, "
                   "\"d\": \"1250.50\"}"),
              " a=12345678901234567890123456789012345678.10@1:2 b=-0.00@1:50 c=1E300@1:62 "
              "d=1250.50@1:74\n");
}

TEST(Json, PlacesOfStringsWithEscapes) {
    EXPECT_EQ(json("\xEF\xBB\xBF{\"销\\\"售\": \"a\\\\\", \"b\\u0041\": \"\\\\\\\"\"}"),
              " 销\"售=a\\@1:2 bA=\\\"@1:17\n");
    EXPECT_EQ(json("{\"a\":\"\",\"b\":\"x\"}"), " a=@1:2 b=x@1:9\n");
    // What the plan knows has the place of its value.
    EXPECT_EQ(json("{\"t\\u0065am\": \"a\\\\\", \"region\": \"\\\\\\\"\"}"),
              " team=a\\@1:15 region=\\\"@1:32\n");
    EXPECT_EQ(json("{\"sales\":\"\",\"team\":\"x\"}"), " sales=@1:10 team=x@1:20\n");
}

TEST(Json, RefusesWhatIsBroken) {
    struct Case {
        std::string text;
        std::string message;
    };
    const Case cases[] = {
        {"", "f:1:1: the file is empty"},
        {" \n", "f:2:1: the file is empty"},
        {"{\"a\": 1, \"a\": 2}", "f:1:10: the key `a` is given twice"},
        {"{\"a\": 1, \"\\u0061\": 2}", "f:1:10: the key `a` is given twice"},
        {"5", "f:1:1: a list of participants is expected, but the file is \"5\""},
        {"null", "f:1:1: a list of participants is expected, but the file is empty"},
        {"[] []", ""},
        {"[1,]", ""},
        {"{a: 1}", ""},
        {"{'a': 1}", ""},
        {"[010]", ""},
        {"[+1]", ""},
        {"[.5]", ""},
        {"[NaN]", ""},
        {"[1] // note", ""},
        {"[\"\\uD800\"]", ""},
        {"[\"a\nb\"]", ""},
        {"[\"a", ""},
        {"[", ""},
        {"[\"\xFF\"]", "f:1:3: this is not valid UTF-8; save the file in UTF-8"},
        {std::string("[1]\0[", 5), "f:1:4: a NUL byte; data files are UTF-8 texts"},
        {std::string(17, '['), "f:1:17: more than 16 levels inside each other"},
        {std::string(1'000'000, '['), "f:1:17: more than 16 levels inside each other"},
        {"[{\"a\": \"" + std::string(limits::scalar_bytes + 1, 'x') + "\"}]",
         "f:1:8: one value of more than 65536 bytes"},
        {"[{\"" + std::string(limits::scalar_bytes + 1, 'x') + "\": 1}]",
         "f:1:3: one value of more than 65536 bytes"},
        {"[{\"a\": 1" + std::string(limits::scalar_bytes, '0') + "}]",
         "f:1:8: this number is far beyond 38 digits"},
        {"[{\"a\": 1E400}]", "f:1:8: this number is far beyond 38 digits"},
        {"[{\"a\": 0." + std::string(limits::scalar_bytes, '0') + "}]",
         "f:1:8: one value of more than 65536 bytes"},
    };
    for (const auto& test : cases) {
        const auto result = json(test.text);
        if (test.message.empty()) {
            EXPECT_EQ(result.substr(0, 2), "f:") << test.text << " -> " << result;
        } else {
            EXPECT_EQ(result, test.message) << test.text.substr(0, 50);
        }
    }
    EXPECT_EQ(json("{\"a\": \"" + std::string(limits::scalar_bytes, 'x') + "\"}").substr(0, 4),
              " a=x");
    EXPECT_EQ(json(std::string(16, '[') + std::string(16, ']')).find("levels"), std::string::npos);
}

TEST(Json, OneLongLineStaysLinear) {
    std::string text = "[";
    for (int i = 0; i < 50'000; ++i)
        text += "{\"id\": \"p" + std::to_string(i) + "\", \"sales\": 1},";
    text.back() = ']';
    EXPECT_EQ(json(text).substr(0, 16), "p0 sales=1@1:24\n");
}

}  // namespace
}  // namespace meritum::io
