// JSON of results and of explanations, read back by another reader.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "meritum/version.hpp"
#include "report/explanation_json.hpp"
#include "report/json.hpp"
#include "shop/shop.hpp"

namespace meritum::report {
namespace {

using ::testing::ElementsAre;

/// Numbers stay texts, so that no double stands between them and the test.
rapidjson::Document parse(const std::string& text) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseNumbersAsStringsFlag>(text.c_str(), text.size());
    EXPECT_FALSE(document.HasParseError()) << text;
    return document;
}

std::vector<std::string> keys(const rapidjson::Value& object) {
    std::vector<std::string> names;
    for (const auto& member : object.GetObject()) names.emplace_back(member.name.GetString());
    return names;
}

TEST(Json, KeysComeInTheirOrder) {
    auto results = scorecard::score(scorecard::make_shop());
    results.errors.push_back(
        {"eve", "2026-Q3", "people.csv", 7, 3, "sales", "F0102", "`sales` is -5"});
    const auto json = parse(to_json(results));
    EXPECT_THAT(keys(json), ElementsAre("plan", "fingerprint", "edition", "engine", "period",
                                        "results", "errors"));
    const auto& card = json["results"][0];
    EXPECT_THAT(keys(card), ElementsAre("id", "score", "grade", "outcomes", "totals", "lines"));
    EXPECT_THAT(keys(card["outcomes"]), ElementsAre("pay", "level", "note", "rated", "due"));
    EXPECT_THAT(keys(card["lines"][0]),
                ElementsAre("line", "rule", "category", "total", "unit", "points", "because"));
    EXPECT_THAT(keys(json["errors"][0]),
                ElementsAre("id", "period", "file", "line", "column", "fact", "code", "message"));
}

TEST(Json, NumbersAreExactAndNothingIsNull) {
    const auto json = parse(to_json(scorecard::score(scorecard::make_shop())));
    const auto& bob = json["results"][1];
    EXPECT_STREQ(bob["score"].GetString(), "60");
    EXPECT_STREQ(bob["lines"][2]["points"].GetString(), "-2.5");
    EXPECT_STREQ(bob["totals"]["score"].GetString(), "60");
    EXPECT_TRUE(bob["lines"][0]["rule"].IsNull());
    EXPECT_TRUE(bob["lines"][0]["category"].IsNull());
    EXPECT_TRUE(bob["lines"][0]["because"].IsNull());
    EXPECT_STREQ(bob["lines"][2]["category"].GetString(), "results");
    EXPECT_FALSE(bob["outcomes"]["rated"].GetBool());
    EXPECT_STREQ(bob["outcomes"]["due"].GetString(), "2026-10-15");
}

TEST(Json, EveryLineOfEveryCardIsThere) {
    const auto results = scorecard::score(scorecard::make_shop());
    const auto json = parse(to_json(results));
    ASSERT_EQ(json["results"].Size(), results.cards.size());
    for (rapidjson::SizeType i = 0; i < json["results"].Size(); ++i) {
        const auto& lines = json["results"][i]["lines"];
        const auto& card = results.cards[i];
        ASSERT_EQ(lines.Size(), card.lines().size());
        for (rapidjson::SizeType k = 0; k < lines.Size(); ++k) {
            EXPECT_EQ(lines[k]["line"].GetString(), card.lines()[k].line);
            EXPECT_EQ(Decimal::parse(lines[k]["points"].GetString()), card.lines()[k].points);
        }
    }
}

TEST(Json, AWithheldCardHasNullAndAnError) {
    const auto json = parse(to_json(scorecard::score(scorecard::make_shop(true))));
    const auto& ann = json["results"][0];
    EXPECT_TRUE(ann["score"].IsNull());
    EXPECT_TRUE(ann["grade"].IsNull());
    EXPECT_TRUE(ann["totals"]["score"].IsNull());
    EXPECT_TRUE(ann["outcomes"]["level"].IsNull());
    EXPECT_EQ(ann["lines"].Size(), 0u);
    EXPECT_STREQ(json["errors"][0]["code"].GetString(), "F0190");
    EXPECT_TRUE(json["errors"][0]["file"].IsNull());
    EXPECT_TRUE(json["errors"][0]["line"].IsNull());
}

TEST(Json, AnArchiveHoldsWhatDecided) {
    const auto json = parse(to_archive(scorecard::score(scorecard::make_shop(true))));
    EXPECT_THAT(keys(json), ElementsAre("plan", "fingerprint", "edition", "engine", "period",
                                        "params", "participants", "failed", "results", "errors"));
    EXPECT_STREQ(json["engine"].GetString(), MERITUM_VERSION);
    EXPECT_STREQ(json["participants"].GetString(), "5");
    EXPECT_STREQ(json["params"]["big_from"].GetString(), "500");
    EXPECT_STREQ(json["failed"][0]["id"].GetString(), "eve");
    EXPECT_STREQ(json["failed"][0]["facts"]["team"].GetString(), "North");
    const auto& card = json["results"][0];
    EXPECT_THAT(keys(card),
                ElementsAre("id", "score", "grade", "outcomes", "totals", "lines", "facts"));
    EXPECT_STREQ(card["facts"]["deals"][0]["key"].GetString(), "K1");
    const auto one = scorecard::score(scorecard::make_shop()).cards[0].explain_archive("en");
    EXPECT_EQ(one.find('\n'), one.size() - 1);
    EXPECT_THAT(keys(parse(one)),
                ElementsAre("plan", "fingerprint", "edition", "engine", "period", "params",
                            "participants", "failed", "id", "score", "grade", "outcomes", "totals",
                            "lines", "facts", "explanation"));
}

TEST(Json, EmptyResultsAreStillAnObject) {
    const auto json = parse(to_json(Results{}));
    EXPECT_TRUE(json["period"].IsNull());
    EXPECT_EQ(json["results"].Size(), 0u);
    EXPECT_EQ(json["errors"].Size(), 0u);
}

TEST(Json, TextsAreEscapedAndBadBytesReplaced) {
    Results results;
    results.errors.push_back({"a\"b\n\xFF", "", "", 0, 0, "", "F0116", "中文"});
    const auto json = parse(to_json(results));
    EXPECT_STREQ(json["errors"][0]["id"].GetString(), "a\"b\n\uFFFD");
    EXPECT_STREQ(json["errors"][0]["message"].GetString(), "中文");
}

// Texts are looked at in pieces of 16, 8 and 4 bytes.
TEST(Json, TextsOfAnySizeAreEscapedWhereverItIs) {
    const std::vector<std::pair<std::string, std::string>> specials{
        {"\"", "\\\""},      {"\\", "\\\\"}, {"\n", "\\n"},
        {"\x1F", "\\u001F"}, {"中", "中"},   {"\x80", "\uFFFD"}};
    const std::string letters = "abcdefghijklmnopqrstuvwxyz !#~[]0123456789\x7F";
    for (std::size_t size = 0; size <= letters.size(); ++size) {
        const auto text = letters.substr(0, size);
        JsonWriter plain;
        plain.text(text);
        EXPECT_EQ(plain.take(), '"' + text + '"');
        for (const auto& [special, escaped] : specials) {
            for (std::size_t at = 0; at <= size; ++at) {
                auto whole = text;
                auto expected = text;
                JsonWriter out;
                out.text(whole.insert(at, special));
                EXPECT_EQ(out.take(), '"' + expected.insert(at, escaped) + '"');
            }
        }
    }
}

TEST(Json, AnExplanationMayBeAllEscapes) {
    const std::string bad(5'000, '\x01');
    scorecard::Explanation node;
    node.id = node.title = node.label = node.value = node.unit = bad;
    node.notes = {bad, bad, bad};
    node.number = number::Rational(1) / 3;
    JsonWriter out;
    write(node, out);
    const auto text = out.take();
    constexpr std::string_view around = R"({"part":"card","id":"","title":"","label":"",)"
                                        R"("value":"","fraction":"1/3","unit":"",)"
                                        R"("notes":["","",""]})";
    EXPECT_EQ(text.size(), around.size() + 8 * 6 * bad.size());
    EXPECT_STREQ(parse(text)["notes"][2].GetString(), bad.c_str());
}

TEST(Json, AnExplanationIsATree) {
    const auto card = scorecard::score(scorecard::make_shop()).cards[3];
    const auto json = parse(card.explain_json("en"));
    EXPECT_THAT(keys(json), ElementsAre("plan", "fingerprint", "edition", "engine", "period", "id",
                                        "score", "grade", "explanation"));
    EXPECT_STREQ(json["score"].GetString(), "106");
    const auto& total = json["explanation"]["children"][0];
    EXPECT_STREQ(total["part"].GetString(), "total");
    EXPECT_STREQ(total["number"].GetString(), "106");
    const auto& missed = total["children"][2];
    EXPECT_STREQ(missed["id"].GetString(), "score/results/missed/rule");
    EXPECT_TRUE(missed["holds"].GetBool());
    const auto& amount = missed["children"][1];
    EXPECT_FALSE(amount.HasMember("number"));
    EXPECT_STREQ(amount["fraction"].GetString(), "5/26");
    EXPECT_STREQ(amount["value"].GetString(), "0.192307…");
    const auto bob = parse(scorecard::score(scorecard::make_shop()).cards[1].explain_json("zh"));
    const auto& happy = bob["explanation"]["children"][0]["children"][5];
    EXPECT_TRUE(happy["children"][0]["children"][1]["holds"].IsNull());
    EXPECT_STREQ(happy["children"][0]["children"][1]["notes"][0].GetString(), "无需判断");
}

}  // namespace
}  // namespace meritum::report
