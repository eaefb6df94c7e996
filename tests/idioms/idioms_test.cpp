// If it checks, it scores: every accepted idiom is scored for people at the edges of their facts
// and its lines add up; every slip is refused for its own reason and no other. Tests src/check/
// through the public functions.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "idioms/idioms.hpp"
#include "meritum/meritum.hpp"
#include "number/rational.hpp"

namespace meritum::idioms {
namespace {

Date day(const char* text) { return Date::parse(text).value(); }

/// Somebody who has as little of everything as the facts allow, and none of what may be missing.
Facts least(const std::string& period) {
    Facts facts("least", period);
    for (const char* name : {"sales", "goal", "won", "lost", "visits", "base_salary"})
        facts.set(name, 0);
    facts.set("target", 1).set("growth", "-0.5").set("team", "North 1").set("region", "East");
    return facts.set("hired", day("1900-01-01"));
}

Facts greatest(const std::string& period) {
    Facts facts("greatest", period);
    for (const char* name : {"sales", "goal", "base_salary"}) facts.set(name, 1'000'000'000'000);
    for (const char* name : {"won", "lost", "visits"}) facts.set(name, 1'000'000);
    facts.set("target", 1'000'000'000)
        .set("growth", 2)
        .set("team", "North 1")
        .set("region", "North");
    facts.set("satisfaction", 100).set("rating", 10).set("late", true).set("trained", true);
    facts.set("hired", day("2199-12-31")).set("left_on", day("2199-12-31"));
    for (int i = 0; i < 3; ++i) {
        facts.add("contracts", {{"amount", 1'000'000'000'000},
                                {"signed", day("2199-12-31")},
                                {"paid", true},
                                {"margin", 1}});
        facts.add("complaints", {{"severity", "major"}, {"upheld", true}, {"cost", 5}});
    }
    return facts;
}

Facts usual(const std::string& period) {
    Facts facts("usual", period);
    facts.set("sales", "345000.55").set("target", 300'000).set("goal", 290'000).set("won", 7);
    facts.set("lost", 3).set("visits", 17).set("growth", "0.125").set("team", "South 2");
    facts.set("satisfaction", "91.25").set("region", "South").set("hired", day("2021-03-14"));
    facts.set("base_salary", 12'000);
    facts.add("contracts", {{"amount", 120'000}, {"signed", day("2026-07-09")}, {"paid", true}});
    facts.add(
        "contracts",
        {{"amount", 80'000}, {"signed", day("2026-02-01")}, {"paid", false}, {"margin", "0.3"}});
    facts.add("complaints", {{"severity", "minor"}, {"upheld", true}, {"cost", 0}});
    return facts;
}

std::string sum_of_lines(const Scorecard& card) {
    number::Rational sum{0};
    for (const auto& line : card.lines()) sum += number::rational(line.points);
    return number::to_string(sum);
}

class Accepted : public testing::TestWithParam<Idiom> {};
class Refused : public testing::TestWithParam<Slip> {};

TEST_P(Accepted, ChecksWithoutAWarningAndScores) {
    const auto compiled = Plan::compile(preamble + GetParam().text);
    ASSERT_TRUE(compiled) << compiled.diagnostics.to_string();
    EXPECT_EQ(compiled.diagnostics.to_string(), "");
    std::vector<Facts> facts;
    for (const char* period : {"2026-Q2", "2026-Q3"}) {
        for (const auto& person : {least(period), usual(period), greatest(period)})
            facts.push_back(person);
    }
    for (const char* period : {"2026-Q2", "2026-Q3"}) {
        ScoreOptions options;
        options.period = period;
        const auto results = compiled.plan->score_all(facts, options);
        for (const auto& error : results.errors) ADD_FAILURE() << error.id << ": " << error.message;
        EXPECT_EQ(results.cards.size(), 3u);
        for (const auto& card : results.cards) {
            ASSERT_TRUE(card.score());
            EXPECT_EQ(sum_of_lines(card), card.score()->to_string()) << card.id();
            EXPECT_NE(card.explain(), "");
        }
    }
}

TEST_P(Refused, SaysWhyAndNothingElse) {
    const auto compiled = Plan::compile(preamble + GetParam().text);
    EXPECT_FALSE(compiled);
    std::set<std::string> codes;
    for (const auto& item : compiled.diagnostics.items) {
        codes.insert(item.code);
        EXPECT_NE(item.fix, "") << compiled.diagnostics.to_string();
    }
    EXPECT_EQ(codes, std::set<std::string>{GetParam().kind}) << compiled.diagnostics.to_string();
}

/// "ratio after and" as a test's name.
template <typename Row>
std::string test_name(const testing::TestParamInfo<Row>& info) {
    std::string name = std::to_string(info.index) + "_";
    for (const char c : info.param.name)
        name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return name;
}

INSTANTIATE_TEST_SUITE_P(Idioms, Accepted, testing::ValuesIn(accepted), test_name<Idiom>);
INSTANTIATE_TEST_SUITE_P(Idioms, Refused, testing::ValuesIn(refused), test_name<Slip>);

TEST(Idioms, AreManyAndHaveNamesOfTheirOwn) {
    EXPECT_GE(accepted.size(), 60u);
    EXPECT_GE(refused.size(), 60u);
}

TEST(Idioms, ChineseIsAcceptedAlike) {
    const auto compiled = Plan::compile(R"(方案 电子
  周期 季度
  货币 CNY
事实 销售额 金额 0 .. 10亿
事实 目标   金额 1 .. 10亿
事实 满意度 数值 0 .. 100 可缺
事实 投诉记录 清单
  属实 是非
令 达成率 = 销售额 / 目标
加分 超额完成
  当 达成率 > 100%
  加 1 每满 1% 的 达成率 超过 100%
  最多 20
加分 满意
  当 满意度 已知 且 满意度 >= 90
  加 3
扣分 客户投诉
  逐项 投诉 于 投诉记录 其中 投诉.属实
  依次扣 1, 2, 4, 8
)");
    ASSERT_TRUE(compiled) << compiled.diagnostics.to_string();
    Facts facts("a");
    facts.set("销售额", 1'155'000).set("目标", 1'000'000).set("满意度", 95);
    for (int i = 0; i < 2; ++i) facts.add("投诉记录", {{"属实", true}});
    EXPECT_EQ(compiled.plan->score(facts).score()->to_string(), "15");
}

TEST(Idioms, ManyRulesAndDeepNesting) {
    std::string text = "plan p\nfact visits count\nfact late boolean\nlet l0 = visits\n";
    std::string last = "l0";
    for (int i = 1; i < 60; ++i) {  // every level could double the work
        const auto name = "l" + std::to_string(i);
        text += "let " + name + " = (" + last + " when visits > " + std::to_string(i) + ", else " +
                last + " + 1 - 1)\n";
        last = name;
    }
    std::string nested = last;
    for (int i = 0; i < 30; ++i) nested = "(" + nested + " + 1)";
    for (int i = 0; i < 200; ++i) {
        text +=
            "bonus b" + std::to_string(i) + "\n  give " + (i == 0 ? nested : "l1") + " at most 2\n";
    }
    const auto compiled = Plan::compile(text);
    ASSERT_TRUE(compiled) << compiled.diagnostics.to_string();
    const auto card = compiled.plan->score({{"visits", 1}, {"late", false}});
    EXPECT_EQ(card.score()->to_string(), "201");
}

}  // namespace
}  // namespace meritum::idioms
