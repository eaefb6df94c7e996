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

std::string sum_of_lines(const Scorecard& card, const std::string& total) {
    number::Rational sum{0};
    for (const auto& line : card.lines()) {
        if (line.total == total) sum += number::rational(line.points);
    }
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
            for (const auto& total : card.totals()) {
                EXPECT_NE(total.value.has_value(), !total.not_rated.empty()) << card.id();
                if (!total.value) continue;
                EXPECT_EQ(sum_of_lines(card, total.name), total.value->to_string()) << card.id();
            }
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

TEST(Advised, SayWhatToWriteInstead) {
    for (const auto& [name, text, said] : advised) {
        const auto plan = preamble + text;
        const auto compiled = Plan::compile(plan);
        EXPECT_FALSE(compiled) << name;
        if (compiled.diagnostics.items.empty()) continue;
        const auto& first = compiled.diagnostics.items.front();
        const auto begin = first.primary.begin.offset;
        const auto marked = plan.substr(begin, first.primary.end.offset - begin);
        EXPECT_EQ(first.code + " [" + marked + "] " + first.fix, said) << name;
    }
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

TEST(Idioms, ChineseKpisAreAcceptedAlike) {
    const auto compiled = Plan::compile(R"(方案 考核
  货币 CNY
事实 岗位   选项 经理, 员工
事实 销售额 金额 0 .. 10亿
事实 目标   金额 1 .. 10亿
事实 满意度 数值 0 .. 100 可缺
事实 培训   数值 0 .. 5 可缺
令 达成率 = 销售额 / 目标
得分
  分项 取整 0.01
  已知 最少 2 项, 否则 不予评定
总计 提成 "销售提成" 币种 CNY
加分 成交 计入 提成
  加 1% * 销售额
  取整 0.01
指标 业绩 "销售业绩" 权重 50% = 达成率 * 100 最多 120
  分值 0 .. 120
指标 服务 权重 (30% 当 岗位 = 经理, 否则 40%) = 满意度
  缺失 分摊权重
指标 学习 权重 (20% 当 岗位 = 经理, 否则 10%) = 培训 * 20
  缺失 计零
否决 造假
  当 销售额 = 0
  总计 提成 0
等级
  优 从 80
  良 其余
结果 系数 按 等级 优 1.2 良 1 不予评定 0.9
)");
    ASSERT_TRUE(compiled) << compiled.diagnostics.to_string();
    Facts facts("a");
    facts.set("岗位", "员工").set("销售额", 110).set("目标", 100).set("培训", 4);
    const auto card = compiled.plan->score(facts);
    // 40% are spread over 50% and 10%: 110 * 83.333...% + 80 * 16.666...%.
    EXPECT_EQ(card.score()->to_string(), "105");
    EXPECT_EQ(card.total("提成")->value->to_string(), "1.1");
    EXPECT_EQ(card.grade(), "优");
    Facts little("b");
    little.set("岗位", "经理").set("销售额", 110).set("目标", 100);
    const auto unrated = compiled.plan->score(little);
    EXPECT_FALSE(unrated.score());
    EXPECT_EQ(unrated.grade(), "");
    EXPECT_NE(unrated.explain("zh").find("已知指标 1 项，至少需要 2 项，缺失：服务, 学习"),
              std::string::npos)
        << unrated.explain("zh");
    EXPECT_EQ(std::get<Decimal>(unrated.outcome("系数")->value).to_string(), "0.9");
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
