// What messages quote is said in the plan's tongue, and nothing else is touched.
#include "syntax/quoted.hpp"

#include <gtest/gtest.h>

#include "syntax/reading.hpp"

namespace meritum::syntax {
namespace {

const std::string plan =
    "方案 示例\n  语言 zh, en\n事实 销售额 | sales 数值 0 .. 100\n事实 满意度 数值 0 .. 100 可缺\n"
    "事实 合同清单 清单\n  金额 数值 0 .. 100\n";

/// A message about the line `written`, as it is told.
std::string told(const std::string& message, const std::string& written = "",
                 const std::string& tongue = "zh") {
    Diagnostics diagnostics;
    diagnostics.items.emplace_back();
    diagnostics.items[0].message = message;
    diagnostics.items[0].primary.excerpt = written;
    quote_in(tongue, diagnostics, read(plan).document);
    return diagnostics.items[0].message;
}

TEST(Quoted, ValuesAndPhrasesAreSaidInTheTongue) {
    EXPECT_EQ(told("add `when 满意度 known`, or say `(满意度 else 0)`"),
              "add `当 满意度 已知`, or say `(满意度 否则 0)`");
    EXPECT_EQ(told("`1 per 2% of 销售额 below 100%` is a fraction"),
              "`1 每 2% 的 销售额 低于 100%` is a fraction");
    EXPECT_EQ(told("`between 0 and 150` and `round 0.1` under `score`"),
              "`介于 0 和 150` and `取整 0.1` under `得分`");
    EXPECT_EQ(told("add a row `丙 otherwise`"), "add a row `丙 其余`");
    EXPECT_EQ(told("write `take 1, 2 in turn`"), "write `依次扣 1, 2`");
    EXPECT_EQ(told("`sum of 单.金额 for each 单 in 合同清单`"),
              "`合计 单.金额 逐项 单 于 合同清单`");
}

TEST(Quoted, WhatStandsForMoreStays) {
    EXPECT_EQ(told("add `when ...`"), "add `当 ...`");
    EXPECT_EQ(told("name a `fact ... list of`"), "name a `事实 ... 清单`");
    EXPECT_EQ(told("`1 per 1000 of ...`, or a table `by ... from ...`"),
              "`1 每 1000 的 ...`, or a table `按 ... 从 ...`");
    EXPECT_EQ(told("add `for each item in ...`"), "add `逐项 item 于 ...`");
    EXPECT_EQ(told("add `, else 0`, `else 0`, `... at most 3`"),
              "add `, 否则 0`, `否则 0`, `... 最多 3`");
}

TEST(Quoted, PartsOfPhrasesAreSaidAsInTheirPhrase) {
    EXPECT_EQ(told("write `in CNY`"), "write `币种 CNY`");
    EXPECT_EQ(told("write `in 品类`, or `to 佣金`"), "write `属于 品类`, or `计入 佣金`");
    EXPECT_EQ(told("ask first: `where 单.金额 known`"), "ask first: `其中 单.金额 已知`");
    EXPECT_EQ(told("say it: `number 0 .. 100`"), "say it: `数值 0 .. 100`");
    EXPECT_EQ(told("write `amount money` below it"), "write `amount 金额` below it");
    EXPECT_EQ(told("add `not rated ...` with what they get"),
              "add `不予评定 ...` with what they get");
    EXPECT_EQ(told("`per 100 of` for a hundredth"), "`每 100 的` for a hundredth");
    EXPECT_EQ(told("`weight 40%` here would do"), "`权重 40%` here would do");
    EXPECT_EQ(told("add `by product, sales gives rate`"), "add `按 product, sales 得 rate`");
}

TEST(Quoted, WordsOfPhrasesAreThoseOfTheTongue) {
    EXPECT_EQ(told("several amounts need `in turn`"), "several amounts need `依次加`");
    EXPECT_EQ(told("`for each`, `at most`, `otherwise`, `no`, `list of`"),
              "`逐项`, `最多`, `其余`, `否`, `清单`");
}

TEST(Quoted, NamesOtherWordsAndWhatTheAuthorWroteStay) {
    EXPECT_EQ(told("`满意度` is never used"), "`满意度` is never used");
    EXPECT_EQ(told("`nothing` is called so"), "`nothing` is called so");
    EXPECT_EQ(told("write `500 €`"), "write `500 €`");
    EXPECT_EQ(told("when, known"), "when, known");
    EXPECT_EQ(told("no statement begins with `when`", "when 销售额 > 3"),
              "no statement begins with `when`");
    EXPECT_EQ(told("one ` alone, `when"), "one ` alone, `when");
    EXPECT_EQ(told("`a` when `b`"), "`a` when `b`");
}

TEST(Quoted, EnglishPlansAreTakenAsTheyAre) {
    EXPECT_EQ(told("add `when 满意度 known`", "", "en"), "add `when 满意度 known`");
}

}  // namespace
}  // namespace meritum::syntax
