// A plan as plain values, as text, as JSON and as the sheets of its data.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view text = R"(plan shop | 店 "The shop" | "门店"
  cycle quarter
  currency CNY
  effective 2026-07-01 to 2027-06-30
  languages en, zh

fact region | 区域 one of North | 北, South | 南  "Region" | "大区"
fact sales | 销售额 money 0 .. 1_000_000  "Signed sales" | "签约额"
fact margin number 0% .. 60% default 12.5%
fact visits count default 0
fact rating number -5 .. 5 step 0.5 optional
fact hired date 2000-01-01 .. 2030-12-31
fact late boolean default no
fact team text

fact contracts | 合同 list of  "Contracts"
  amount money 1 .. 1000  "Amount"
  note text optional

param top = 20 in 10 .. 30  "Most points"
param fixed = 5

score
  start 50
  between 0 and 100

category results  "Results"

bonus big | 大单 "Big contracts" | "大额合同" in results
  for each contract in contracts where contract.amount > 500 CNY
  give 1
  at most top

deduction lateness "Late"
  when late
  take fixed

rule rated
  give (rating else 0)

veto out "Out"
  when sales < 10 CNY
  score 0

grade
  A | 优 from 80
  B otherwise

outcome pay "Pay" = sales * 1% round 0.01
outcome place = rank by sales within team
)";

const Description& shop() {
    static const Description description = [] {
        const auto compiled = Plan::compile(text);
        EXPECT_TRUE(compiled) << compiled.diagnostics.to_string();
        return compiled.plan.value().describe();
    }();
    return description;
}

std::string words(std::size_t fact, std::string_view lang = "en") {
    return in_words(shop(), shop().facts.at(fact), lang);
}

TEST(Describe, HasTheHeader) {
    const auto& plan = shop();
    EXPECT_EQ(plan.name, "shop");
    EXPECT_THAT(plan.names, ElementsAre("shop", "店"));
    EXPECT_THAT(plan.labels, ElementsAre("The shop", "门店"));
    EXPECT_THAT(plan.tongues, ElementsAre("en", "zh"));
    EXPECT_EQ(plan.cycle, "quarter");
    EXPECT_EQ(plan.currency, "CNY");
    EXPECT_EQ(plan.last_day, Date::parse("2027-06-30"));
    EXPECT_THAT(plan.fingerprint, StartsWith("sha256:"));
}

TEST(Describe, HasFactsWithTypesRangesAndDefaults) {
    const auto& facts = shop().facts;
    ASSERT_EQ(facts.size(), 8U);
    EXPECT_EQ(facts[0].type, FactType::choice);
    EXPECT_THAT(facts[0].choices,
                ElementsAre(ElementsAre("North", "北"), ElementsAre("South", "南")));
    EXPECT_TRUE(facts[0].required());
    EXPECT_EQ(facts[1].type, FactType::money);
    EXPECT_EQ(facts[1].unit, "CNY");
    EXPECT_EQ(facts[1].high, Decimal(1'000'000));
    EXPECT_EQ(facts[1].step, Decimal::parse("0.01"));
    EXPECT_TRUE(facts[2].percent);
    EXPECT_EQ(facts[2].default_value.to_string(), "0.125");
    EXPECT_FALSE(facts[2].required());
    EXPECT_EQ(facts[3].type, FactType::count);
    EXPECT_EQ(facts[4].type, FactType::number);
    EXPECT_EQ(facts[4].low, Decimal(-5));
    EXPECT_TRUE(facts[4].optional);
    EXPECT_EQ(facts[5].first, Date::parse("2000-01-01"));
    EXPECT_EQ(facts[6].type, FactType::boolean);
    EXPECT_EQ(facts[7].type, FactType::text);
    EXPECT_THAT(facts[7].labels, ElementsAre("", ""));
}

TEST(Describe, HasListsParamsRulesGradesAndOutcomes) {
    const auto& plan = shop();
    ASSERT_EQ(plan.lists.size(), 1U);
    EXPECT_EQ(plan.lists[0].most_items, 10'000U);
    EXPECT_THAT(plan.lists[0].labels, ElementsAre("Contracts", "Contracts"));
    EXPECT_EQ(plan.lists[0].fields[1].name, "note");
    ASSERT_EQ(plan.params.size(), 2U);
    EXPECT_EQ(plan.params[0].low, Decimal(10));
    EXPECT_EQ(plan.params[0].default_value.to_string(), "20");
    EXPECT_EQ(plan.categories.at(0).name, "results");
    ASSERT_EQ(plan.rules.size(), 3U);
    EXPECT_EQ(plan.rules[0].type, RuleType::bonus);
    EXPECT_EQ(plan.rules[0].category, "results");
    EXPECT_EQ(plan.rules[0].list, "contracts");
    EXPECT_EQ(plan.rules[1].type, RuleType::deduction);
    EXPECT_EQ(plan.rules[2].type, RuleType::rule);
    EXPECT_EQ(plan.vetoes.at(0).labels[0], "Out");
    ASSERT_EQ(plan.grades.size(), 2U);
    EXPECT_EQ(plan.grades[0].from, Decimal(80));
    EXPECT_THAT(plan.grades[0].names, ElementsAre("A", "优"));
    EXPECT_EQ(plan.grades[1].from, std::nullopt);
    EXPECT_EQ(plan.outcomes.at(0).unit, "CNY");
    EXPECT_EQ(plan.outcomes.at(0).type, FactType::money);
    EXPECT_EQ(plan.outcomes.at(1).type, FactType::number);
}

TEST(Describe, SaysWhatAValueLooksLike) {
    EXPECT_EQ(words(0), "one of North, South");
    EXPECT_EQ(words(0, "zh"), "选项：北、南");
    EXPECT_EQ(words(1), "money, 0 to 1,000,000 CNY, step 0.01");
    EXPECT_EQ(words(2), "number, 0% to 60%, step 0.01%; 12.5% where it is left empty");
    EXPECT_EQ(words(3), "whole number, 0 to 1,000,000; 0 where it is left empty");
    EXPECT_EQ(words(4), "number, -5 to 5, step 0.5; may be left empty");
    EXPECT_EQ(words(5, "zh"), "日期，2000-01-01 至 2030-12-31");
    EXPECT_EQ(words(6), "yes or no; no where it is left empty");
    EXPECT_EQ(words(7, "xx"), "text");
}

TEST(Describe, IsTextForATerminal) {
    const auto wide = to_text(shop(), "en", 80);
    EXPECT_THAT(wide, StartsWith("shop · The shop\ncycle quarter · CNY · effective 2026-07-01 to "
                                 "2027-06-30\nsha256:"));
    EXPECT_THAT(wide, HasSubstr("\nList contracts · Contracts\n  amount  Amount · money, 1 to "));
    EXPECT_THAT(wide, HasSubstr("\n  big       Big contracts · bonus in results, for each of "
                                "contracts, at most top\n"));
    EXPECT_THAT(wide, HasSubstr("\nGrades\n  A  from 80\n  B  otherwise\n"));
    EXPECT_THAT(wide, HasSubstr("\n  fixed  5\n"));
    EXPECT_THAT(to_text(shop(), "zh"), HasSubstr("\n事实\n  区域    大区 · 选项：北、南\n"));
    EXPECT_EQ(wide.find('\x1b'), std::string::npos);
    EXPECT_NE(to_text(shop(), "en", 80, true).find('\x1b'), std::string::npos);
}

/// What the text says of plans of every cycle, kind of param and policy of a kpi.
TEST(Describe, SaysCyclesParamsAndPolicies) {
    struct Case {
        std::string plan;
        std::string en;
        std::string zh;
    };
    const std::string rest = "outcome o = 1\n";
    const std::string kpis = "fact a number 0 .. 100 optional\nscore\n  points round 0.01\n";
    const Case cases[] = {
        {"  cycle month\n" + rest, "\ncycle month\n", "\n周期 月度\n"},
        {"  cycle half\n" + rest, "\ncycle half\n", "\n周期 半年\n"},
        {"  cycle year\n" + rest, "\ncycle year\n", "\n周期 年度\n"},
        {"param x = yes\noutcome o = x\n", "  x  yes; yes or no\n", "  x  是；是或否\n"},
        {"param x = \"A\"\noutcome o = x\n", "  x  A; text\n", "  x  A；文本\n"},
        {"param x = 2026-07-01\noutcome o = x\n", "  x  2026-07-01\n", "  x  2026-07-01\n"},
        {"param x = 2026-07-01 in 2026-01-01 .. 2026-12-31\noutcome o = x\n",
         "  x  2026-07-01; date, 2026-01-01 to 2026-12-31\n",
         "  x  2026-07-01；日期，2026-01-01 至 2026-12-31\n"},
        {kpis + "kpi k weight 100% = a\n  missing zero\n",
         ", weight 100%, scale 0 to 100, missing zero\n", "，权重 100%，分值 0 至 100，缺失计零\n"},
        {kpis + "kpi k weight 100% = a\n  missing skip\n",
         ", weight 100%, scale 0 to 100, missing skip\n", "，权重 100%，分值 0 至 100，缺失不计\n"},
        {"score\ngrade\n  A from 5 when x\n  B otherwise\nfact x boolean\n",
         "\n  A  from 5 when x\n", "\n  A  从 5"},
        {"let start = 2020-01-01\nfact x date default (start + 1)\noutcome o = 1 when x > start, "
         "else 2\n",
         "2199-12-31; 2020-01-02 where it is left empty\n", "；不填则为 2020-01-02\n"},
        {"fact x number 0 .. 12 step 3\noutcome o = x\n", "number, 0 to 12, step 3\n", "步长 3\n"},
    };
    for (const auto& [plan, en, zh] : cases) {
        const auto compiled = Plan::compile("plan p\n" + plan);
        ASSERT_TRUE(compiled) << compiled.diagnostics.to_string();
        const auto description = compiled.plan->describe();
        EXPECT_THAT(to_text(description, "en", 80), HasSubstr(en));
        EXPECT_THAT(to_text(description, "zh", 80), HasSubstr(zh));
    }
}

TEST(Describe, SaysFromWhichFileRowsCome) {
    const auto compiled = Plan::compile(
        "plan p\nfact t text\ntable cost\n  by article text gives price number 0 .. 9\n"
        "  rows from \"prices.csv\"\noutcome o = cost(t) else 0\n",
        "p.merit", [](const std::string&) {
            return Resolved{"article,price\nA,1\nB,2\n", {}};
        });
    ASSERT_TRUE(compiled) << compiled.diagnostics.to_string();
    const auto description = compiled.plan->describe();
    EXPECT_THAT(to_text(description),
                HasSubstr("  cost  by article gives price, rows: 2 from prices.csv\n"));
    EXPECT_THAT(to_text(description, "zh"), HasSubstr("2 行，来自 prices.csv\n"));
}

TEST(Describe, IsJson) {
    rapidjson::Document json;
    const auto written = to_json(shop());
    json.Parse<rapidjson::kParseNumbersAsStringsFlag>(written.c_str());
    ASSERT_FALSE(json.HasParseError()) << written;
    std::vector<std::string> keys;
    for (const auto& member : json.GetObject()) keys.emplace_back(member.name.GetString());
    EXPECT_THAT(
        keys, ElementsAre("name", "names", "labels", "fingerprint", "tongues", "cycle", "currency",
                          "first_day", "last_day", "facts", "lists", "params", "tables", "totals",
                          "categories", "rules", "vetoes", "grades", "outcomes"));
    EXPECT_STREQ(json["facts"][1]["names"]["zh"].GetString(), "销售额");
    EXPECT_STREQ(json["facts"][1]["step"].GetString(), "0.01");
    EXPECT_STREQ(json["facts"][5]["low"].GetString(), "2000-01-01");
    EXPECT_FALSE(json["facts"][6]["default"].GetBool());
    EXPECT_STREQ(json["params"][0]["value"].GetString(), "20");
    EXPECT_STREQ(json["grades"][0]["from"].GetString(), "80");
}

TEST(Describe, LimitsAndGates) {
    const auto plan =
        Plan::compile(
            "plan p\n  languages en, zh\nfact n count 0 .. 100\nfact trained boolean\n"
            "param top = 20 in 10 .. 30\ncategory c | 类 at most 40 at least 5\n  when n > 3\n"
            "bonus b in c\n  give n\n  at least 2\n  at most top\nrule free\n  give 1\n"
            "grade\n  A from 80 when trained\n  B otherwise\n")
            .plan.value()
            .describe();
    const auto& category = plan.categories.at(0);
    ASSERT_TRUE(category.cap && category.floor);
    EXPECT_EQ(category.cap->value, Decimal(40));
    EXPECT_EQ(category.floor->value, Decimal(5));
    EXPECT_THAT(category.cap->words, ElementsAre("at most 40", "最多 40"));
    ASSERT_EQ(category.when.size(), 1U);
    EXPECT_THAT(category.when[0], ElementsAre("n > 3", "n > 3"));
    const auto& rule = plan.rules.at(0);
    ASSERT_TRUE(rule.cap && rule.floor);
    EXPECT_EQ(rule.cap->value, std::nullopt) << "a param";
    EXPECT_THAT(rule.cap->words, ElementsAre("at most top", "最多 top"));
    EXPECT_EQ(rule.floor->value, Decimal(2));
    EXPECT_FALSE(plan.rules.at(1).cap || plan.rules.at(1).floor);
    ASSERT_EQ(plan.grades.at(0).when.size(), 1U);
    EXPECT_THAT(plan.grades[0].when[0], ElementsAre("trained", "trained"));
    EXPECT_TRUE(plan.grades.at(1).when.empty());
    const auto told = to_text(plan);
    EXPECT_THAT(told, HasSubstr("  c  at least 5, at most 40, when n > 3\n"));
    EXPECT_THAT(told, HasSubstr("bonus in c, at least 2, at most top\n"));
    EXPECT_THAT(told, HasSubstr("  A  from 80 when trained\n"));
    EXPECT_THAT(to_text(plan, "zh"), HasSubstr("最少 5，最多 40，当 n > 3\n"));
    const auto json = to_json(plan);
    EXPECT_THAT(json,
                HasSubstr(R"("cap":{"words":{"en":"at most 40","zh":"最多 40"},"value":40})"));
    EXPECT_THAT(json,
                HasSubstr(R"("cap":{"words":{"en":"at most top","zh":"最多 top"},"value":null})"));
    EXPECT_THAT(json, HasSubstr(R"("floor":null,"cap":null)"));
    EXPECT_THAT(json, HasSubstr(R"("from":80,"when":[{"en":"trained","zh":"trained"}])"));
}

TEST(Sheets, HaveTheNamesOfTheTongueAndCanBeRead) {
    const auto all = sheets(shop(), "zh");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].file, "participants.csv");
    EXPECT_EQ(to_csv(all[0]),
              "\xEF\xBB\xBFid,period,区域,销售额,margin,visits,rating,hired,late,team\n");
    EXPECT_EQ(all[1].file, "合同.csv");
    EXPECT_EQ(to_csv(all[1]), "participant,period,key,amount,note\n");
    EXPECT_THAT(to_text(all[1], 80), HasSubstr("\n  amount       Amount · 金额，1 至 1,000 CNY"));

    const auto folder = std::filesystem::path(testing::TempDir()) / "meritum_sheets";
    std::filesystem::create_directories(folder);
    for (const auto& sheet : all) std::ofstream(folder / sheet.file) << to_csv(sheet);
    std::ofstream(folder / "participants.csv", std::ios::app) << "ann,,北,500,,,,2020-01-01,,red\n";
    const auto plan = Plan::compile(text).plan.value();
    const auto data = read_data(plan, folder);
    std::filesystem::remove_all(folder);
    EXPECT_TRUE(data.errors.empty());
    EXPECT_TRUE(data.notices.empty());
    EXPECT_TRUE(plan.score_all(data.facts).errors.empty());
}

TEST(Sheets, AListWithAKeyOfItsOwnHasNoOtherColumnForIt) {
    const auto plan = Plan::compile(
        "plan p\nfact visits list of keyed by ticket\n  ticket text\n  hours count\n"
        "bonus b\n  for each visit in visits\n  give visit.hours\n");
    ASSERT_TRUE(plan) << plan.diagnostics.to_string();
    const auto description = plan.plan->describe();
    EXPECT_EQ(description.lists.at(0).key, "ticket");
    EXPECT_EQ(to_csv(sheets(description).at(1)), "participant,ticket,hours\n");
    EXPECT_EQ(shop().lists.at(0).key, "");
    EXPECT_THAT(to_json(description), HasSubstr("\"key\":\"ticket\""));
}

TEST(Sheets, LeaveWordsToFactsOfThatName) {
    const auto plan = Plan::compile(
        "plan p\n  cycle month\nfact period count\nfact `a, \"b\"` count\n"
        "fact participants list of\n  key text\n  hours count\n"
        "fact `visits/calls` list of\n  hours count\n");
    ASSERT_TRUE(plan) << plan.diagnostics.to_string();
    const auto all = sheets(plan.plan->describe());
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(to_csv(all[0]), "id,period,\"a, \"\"b\"\"\"\n");
}

// Plain values may be built by a host, name by name.
TEST(Describe, TellsWhatSaysNothingOfItself) {
    const Description nothing;
    EXPECT_FALSE(to_text(nothing).empty());
    EXPECT_FALSE(to_json(nothing).empty());
    EXPECT_FALSE(to_json_schema(nothing).empty());
    EXPECT_EQ(sheets(nothing).size(), 1U);
    Description bare;
    bare.tongues = {"en", "zh"};
    bare.facts.emplace_back();
    bare.facts.back().type = FactType::date;
    bare.facts.emplace_back();
    bare.facts.back().type = FactType::choice;
    bare.facts.back().choices = {{}, {"A"}};
    bare.lists.emplace_back().fields.emplace_back().name = "amount";
    bare.params.emplace_back();
    bare.tables.emplace_back();
    bare.totals.emplace_back();
    bare.categories.emplace_back();
    bare.rules.emplace_back().kpi = KpiDescription{};
    bare.vetoes.emplace_back();
    bare.grades.emplace_back();
    bare.outcomes.emplace_back().name = "pay";
    EXPECT_THAT(to_text(bare, "zh"), HasSubstr("pay"));
    EXPECT_FALSE(to_json(bare).empty());
    EXPECT_FALSE(to_json_schema(bare).empty());
    for (const auto& sheet : sheets(bare, "zh")) EXPECT_FALSE(to_csv(sheet).empty());
}

}  // namespace
}  // namespace meritum
