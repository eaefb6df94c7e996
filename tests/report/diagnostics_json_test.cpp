// Diagnostics for programs: JSON and SARIF, read back by another reader, and codes as text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "base/diagnostics.hpp"
#include "meritum/codes.hpp"

namespace meritum::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

rapidjson::Document parse(const std::string& text) {
    rapidjson::Document document;
    document.Parse(text.c_str(), text.size());
    EXPECT_FALSE(document.HasParseError()) << text;
    return document;
}

std::vector<std::string> keys(const rapidjson::Value& object) {
    std::vector<std::string> names;
    for (const auto& member : object.GetObject()) names.emplace_back(member.name.GetString());
    return names;
}

/// Two plans: one with an error that has all parts and a warning that would be dropped beside it,
/// one without problems.
std::vector<Diagnostics> two_plans() {
    const Source source("a b/计划.merit", "令 𝒳 = 达成率\n令 达成率 = 1\n");
    DiagnosticSink sink(source);
    sink.report(Kind::duplicate_name, {11, 20}, {"达成率"}).also({25, 34}, "here").fix("try `a`");
    return {sink.diagnostics(), {"good.merit", {}}};
}

TEST(DiagnosticsJson, HasEverythingInItsOrder) {
    const auto json = parse(to_json(two_plans()));
    const auto& plan = json["plans"][0];
    EXPECT_THAT(keys(plan), ElementsAre("file", "errors", "warnings", "diagnostics"));
    EXPECT_EQ(plan["errors"].GetInt(), 1);
    EXPECT_EQ(plan["warnings"].GetInt(), 0);
    const auto& item = plan["diagnostics"][0];
    EXPECT_THAT(keys(item),
                ElementsAre("code", "name", "severity", "message", "fix", "primary", "secondary"));
    EXPECT_STREQ(item["code"].GetString(), "M0202");
    EXPECT_STREQ(item["severity"].GetString(), "error");
    EXPECT_THAT(keys(item["primary"]), ElementsAre("begin", "end", "text", "excerpt"));
    EXPECT_STREQ(item["secondary"]["text"].GetString(), "here");
    const auto& good = json["plans"][1];
    EXPECT_STREQ(good["file"].GetString(), "good.merit");
    EXPECT_EQ(good["diagnostics"].Size(), 0U);
}

TEST(DiagnosticsJson, CountsInBytesCodePointsAndUtf16) {
    const auto json = parse(to_json(two_plans()));
    const auto& begin = json["plans"][0]["diagnostics"][0]["primary"]["begin"];
    EXPECT_THAT(keys(begin),
                ElementsAre("offset", "line", "column", "byte_column", "utf16_column"));
    EXPECT_EQ(begin["offset"].GetInt(), 11);
    EXPECT_EQ(begin["line"].GetInt(), 1);
    EXPECT_EQ(begin["column"].GetInt(), 7);
    EXPECT_EQ(begin["byte_column"].GetInt(), 12);
    EXPECT_EQ(begin["utf16_column"].GetInt(), 8);
    const auto& second = json["plans"][0]["diagnostics"][0]["secondary"]["begin"];
    EXPECT_EQ(second["line"].GetInt(), 2);
    EXPECT_EQ(second["byte_column"].GetInt(), 5);
}

TEST(Sarif, HasRulesAndResultsThatNameThem) {
    const auto json = parse(to_sarif(two_plans()));
    EXPECT_STREQ(json["version"].GetString(), "2.1.0");
    ASSERT_EQ(json["runs"].Size(), 1U);
    const auto& run = json["runs"][0];
    EXPECT_STREQ(run["columnKind"].GetString(), "utf16CodeUnits");
    const auto& rules = run["tool"]["driver"]["rules"];
    ASSERT_EQ(rules.Size(), 1U);
    EXPECT_STREQ(rules[0]["id"].GetString(), "M0202");
    EXPECT_STREQ(rules[0]["shortDescription"]["text"].GetString(), "`…` is declared twice.");
    EXPECT_THAT(rules[0]["help"]["markdown"].GetString(), HasSubstr("Right:\n\n```merit\nplan p"));
    const auto& result = run["results"][0];
    EXPECT_STREQ(result["ruleId"].GetString(), "M0202");
    EXPECT_EQ(result["ruleIndex"].GetInt(), 0);
    EXPECT_STREQ(result["message"]["text"].GetString(),
                 "`达成率` is declared twice. Fix: try `a`.");
    const auto& place = result["locations"][0]["physicalLocation"];
    EXPECT_STREQ(place["artifactLocation"]["uri"].GetString(), "a%20b/%E8%AE%A1%E5%88%92.merit");
    EXPECT_EQ(place["region"]["startColumn"].GetInt(), 8);
    EXPECT_EQ(place["region"]["endColumn"].GetInt(), 11);
    EXPECT_STREQ(result["relatedLocations"][0]["message"]["text"].GetString(), "here");
}

TEST(Sarif, WritesPathsAsReferencesAndFixesAsSentences) {
    struct Case {
        std::string file;
        std::string uri;
        std::string fix;
        std::string message;
    };
    const Case cases[] = {
        {"/Plans/A 1.merit", "file:///Plans/A%201.merit", "did you mean `b`?",
         "`a` is near. Fix: did you mean `b`?"},
        {"C:9-z_~.merit", "C%3A9-z_~.merit", "write `b`", "`a` is near. Fix: write `b`."},
        {"plan.merit", "plan.merit", "", "`a` is near."},
    };
    for (const auto& [file, uri, fix, message] : cases) {
        Diagnostic item;
        item.code = "X1";  // of a host: nothing is known of it
        item.severity = Severity::warning;
        item.message = "`a` is near";
        item.fix = fix;
        const std::vector<Diagnostics> plans{{file, {item}}};
        const auto json = parse(to_sarif(plans));
        const auto& run = json["runs"][0];
        EXPECT_THAT(keys(run["tool"]["driver"]["rules"][0]), ElementsAre("id"));
        const auto& result = run["results"][0];
        EXPECT_STREQ(result["level"].GetString(), "warning");
        EXPECT_STREQ(result["message"]["text"].GetString(), message.c_str());
        const auto& place = result["locations"][0];
        EXPECT_STREQ(place["physicalLocation"]["artifactLocation"]["uri"].GetString(), uri.c_str());
        EXPECT_FALSE(place.HasMember("message"));
        const auto counted = parse(to_json(plans));
        EXPECT_EQ(counted["plans"][0]["errors"].GetInt(), 0);
        EXPECT_EQ(counted["plans"][0]["warnings"].GetInt(), 1);
    }
}

TEST(Sarif, OfNoPlansIsValidToo) {
    const auto json = parse(to_sarif({}));
    EXPECT_EQ(json["runs"][0]["results"].Size(), 0U);
}

TEST(Codes, AreFoundByNumberAndName) {
    ASSERT_NE(find_code("M0401"), nullptr);
    EXPECT_EQ(find_code("m0401"), find_code("division_by_zero"));
    EXPECT_EQ(find_code("F0301")->name, "no_id");
    EXPECT_EQ(find_code("M0000"), nullptr);
    EXPECT_EQ(codes().front().code, "M0101");
}

TEST(Codes, AreTextForATerminal) {
    const auto text = to_text(*find_code("F0301"), 60);
    EXPECT_THAT(text, StartsWith("F0301 no_id\na participant has no id\n\nOf several"));
    EXPECT_THAT(text, HasSubstr("\nThe plan\n    plan p\n"));
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_NE(to_text(*find_code("F0301"), 60, true).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace meritum::report
