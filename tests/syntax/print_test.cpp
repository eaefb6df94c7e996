// The formatter: layout, comments, tongues, names, and that reading its text gives the same tree.
#include "syntax/print.hpp"

#include <gtest/gtest.h>

#include "syntax/reading.hpp"
#include "syntax/samples.hpp"

namespace meritum::syntax {

namespace {

std::string formatted(const std::string& text) { return in_tongue(read(text).document, "en"); }

class RoundTrip : public testing::Test {
protected:
    Phrases phrases = Phrases::standard().with_tongue("zz", made_up_tongue());
};

/// Prints in every tongue, reads that, prints in every tongue again.
void check_round_trip(const std::string& text, const Phrases& phrases) {
    const Read plan = read(text, phrases);
    ASSERT_EQ(plan.diagnostics.to_string(), "");
    const std::string fingerprinted = canonical(plan.document, phrases);
    for (const std::string& tongue : phrases.tongues()) {
        const std::string printed = in_tongue(plan.document, tongue, phrases);
        const Read again = read(printed, phrases);
        ASSERT_EQ(again.diagnostics.to_string(), "") << printed;
        EXPECT_TRUE(ast::same_tree(plan.document, again.document)) << printed;
        EXPECT_EQ(in_tongue(again.document, tongue, phrases), printed) << "printing twice differs";
        EXPECT_EQ(canonical(again.document, phrases), fingerprinted);
    }
}

TEST_F(RoundTrip, ElectronicsInEveryTongue) { check_round_trip(electronics, phrases); }
TEST_F(RoundTrip, ChinesePlanInEveryTongue) { check_round_trip(electronics_in_chinese, phrases); }

TEST_F(RoundTrip, ExpressionsThatNeedParentheses) {
    for (const std::string value : {"a - (b - c)",
                                    "(a + b) * c",
                                    "a / (b * c)",
                                    "-(a + b)",
                                    "not (a or b)",
                                    "(a when b, else c) + 1",
                                    "(a else b) when c, else d",
                                    "(a when b, else c) else d",
                                    "(a at most b) * 2",
                                    "a at most (b at most c)",
                                    "(by x from 1 2) + 3",
                                    "by (by x from 1 2) from 3 4",
                                    "(1 per 2 of a) per 3",
                                    "(a > b) = (c > d)",
                                    "rank by (a + b) within c",
                                    "(a + b) previous quarter",
                                    "a previous month previous year",
                                    "(a at least b) known",
                                    "a known and not b known",
                                    "-(3)",
                                    "-3 at most (-4)",
                                    "by a from -1 (-2)",
                                    "(a and b) and c",
                                    "(a or b) and c",
                                    "a at least b at most c round 0.1 up",
                                    "(a round 0.1) at most b",
                                    "((a))",
                                    "a - -b",
                                    "(x else y) known"}) {
        check_round_trip("let v = " + value + "\n", phrases);
    }
}

TEST_F(RoundTrip, NamesThatAreWordsOfTheLanguage) {
    check_round_trip(
        "fact `per` count\nfact `two words` | `每` count\nfact `CNY` count\nfact `1st` count\n"
        "let `by` = `per` per `two words` of `CNY` + `1st`\ngrade\n  `in` from 3\n  D otherwise\n"
        "outcome `x` by grade\n  `in` 3 D 2\n",
        phrases);
}

// A choice and a rule may have the same names; which is meant is told by what it is compared with.
TEST_F(RoundTrip, ChoicesWithTheNamesOfOtherThings) {
    const std::string facts =
        "plan p\n  languages en, zh\n"
        "fact road | 道路 one of fast | 高速, elsewhere | 其他道路, rest | 其他 default rest\n"
        "fact kind | 种类 one of other | 其他, elsewhere | 别处\n"
        "fact trips | 行程 list of\n  road | 路 one of elsewhere | 外, none | 无\n"
        "bonus elsewhere | 其他超速\n  give 3\nbonus other | 其他\n  give 1\n"
        "let here = road when road != elsewhere, else kind\n";
    for (const std::string value :
         {"1 when road = elsewhere, else 0", "1 when kind = 其他, else 0",
          "1 when road in (elsewhere, rest), else 0", "1 when here = elsewhere, else 0",
          "by road is elsewhere 1 is rest 2 otherwise elsewhere", "elsewhere + other",
          "1 when (road) = (elsewhere), else 0", "kind when kind = elsewhere, else other",
          "count of each t in trips where t.road = elsewhere"}) {
        check_round_trip(facts + "outcome v = " + value + "\n", phrases);
    }
    const auto chinese = [&](const std::string& value) {
        const auto text = in_tongue(read(facts + "outcome v = " + value + "\n").document, "zh");
        return text.substr(text.rfind("= "));
    };
    EXPECT_EQ(chinese("road = elsewhere"), "= 其他道路\n");
    EXPECT_EQ(chinese("kind = elsewhere"), "= 别处\n");
    EXPECT_EQ(chinese("here = elsewhere"), "= 其他道路\n");
    EXPECT_EQ(chinese("3 = elsewhere"), "= 其他超速\n");
    EXPECT_EQ(chinese("by road is elsewhere 1 is rest elsewhere otherwise 0"),
              "= 按 道路\n  为 其他道路  1\n  为 其他      其他超速\n  其余         0\n");
}

TEST_F(RoundTrip, TextsWithQuotesAndBackslashes) {
    check_round_trip("score \"a \\\"b\\\" \\\\ # {\"\nlet a = \"x\" = “y \"z\"”\n", phrases);
}

TEST(Print, KeepsTheElectronicsPlanInItsCanonicalForm) {
    const std::string text = formatted(electronics);
    // What people would have to agree on in a review of the layout.
    for (const char* part : {
             "# Electronics retailer, sales bonus and deduction plan\n# second line\n\nplan "
             "electronics | 电子 \"Elec",
             "  # the currency of all money\n  currency CNY  # yuan\n",
             "fact team             text\nfact region           one of North | 北, South, East, "
             "West\n"
             "fact sales | 销售额   money 0 .. 10亿                    \"Signed sales\" | "
             "\"本期签约销售额\"\n",
             "# asked once a year\nfact satisfaction     number 0 .. 100 step 0.1 optional  "
             "\"Survey average\"\n",
             "fact contracts | 合同 list of",
             "  amount | 金额 money\n  # a field's comment\n  signed        date\nfact complaints "
             "list of\n",
             "let table = by sales\n  # the first\n  from 0        1%\n  from 1000000  2%  # the "
             "second\n",
             "let limited = (by sales from 0 1 from 10 2) at least 1 at most 20 round 0.5 half "
             "even\n",
             "where contract.amount > 0\n\n  give by contract.amount\n    from big_contract_from   "
             "2\n"
             "    from 500_000             5  # half a million\n    from 1_000_000          10\n  "
             "at most 15\n",
             "outcome pay_factor by grade\n  S 1.5   A 1.2   D 0.5   not rated 1\noutcome "
             "bonus_pay = ",
             "\n\n# the end\n\n# of all\n",
         }) {
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n--- in ---\n" << text;
    }
}

TEST(Print, TranslatesWordsAndNames) {
    const std::string text = in_tongue(read(electronics).document, "zh");
    for (const char* part :
         {"方案 electronics | 电子 ", "令 attainment = 销售额 / 目标\n",
          "或 region = 北, 25 当 satisfaction 已知",
          "逐项 contract 于 合同 其中 contract.金额 > 0\n", "依次扣 1, 2, 4, 8\n",
          "  优 1.5   A 1.2   D 0.5   不予评定 1\n", "加 1 每满 1% 的 attainment 超过 100%\n",
          "在 team 内 按 销售额 排名"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n--- in ---\n" << text;
    }
    EXPECT_NE(in_tongue(read(electronics_in_chinese).document, "en")
                  .find("give 1 per full 1% of 达成率 above 100%\n"),
              std::string::npos);
}

TEST(Print, LosesNoComment) {
    const std::string text = R"(# above
let a = by b  # head
  # above a tier
  from 1 2  # beside a tier
  from 3 4
let c = 1 +  # first line
  # between
  2  # second line
let d = (by b
  from 1 2  # inside
  from 3 4) + 1
rule r  # rule

  # above a clause

  # and above it
  give 1  # clause
  # below the last clause
#
outcome o by grade
  S 1  # one
  # two
  A 2
# end)";
    const Read plan = read(text);
    ASSERT_EQ(plan.diagnostics.to_string(), "");
    const std::string printed = in_tongue(plan.document, "en");
    EXPECT_EQ(printed, R"(# above
let a = by b  # head
  # above a tier
  from 1  2  # beside a tier
  from 3  4
# between
# second line
let c = 1 + 2  # first line
# inside
let d = (by b from 1 2 from 3 4) + 1
rule r  # rule

  # above a clause

  # and above it
  give 1  # clause
# below the last clause
#
outcome o by grade
  S  1  # one
  # two
  A  2
# end
)");
    EXPECT_EQ(formatted(printed), printed);
}

TEST(Print, KeepsAtMostOneEmptyLine) {
    EXPECT_EQ(
        formatted(
            "\n\nscore\n\n\n\n# a\n\n\n\n# b\n\n\ngrade\n  A from 1\n\n\n  D otherwise\n\n\n\n"),
        "score\n\n# a\n\n# b\n\ngrade\n  A from 1\n\n  D otherwise\n");
    EXPECT_EQ(formatted(""), "");
    EXPECT_EQ(formatted("\n\n# only\n\n"), "# only\n");
}

TEST(Print, AlignsByDisplayWidth) {
    EXPECT_EQ(
        formatted(
            "fact a count\nfact 销售额 count \"x\"\nfact bcd money 0 .. 9 \"y\"\n\nfact e count"),
        "fact a      count\nfact 销售额 count         \"x\"\nfact bcd    money 0 .. 9  "
        "\"y\"\n\nfact e count\n");
}

TEST(Print, LongChoicesGoOnBelowAndPushNoLabelAway) {
    std::string many;
    for (int i = 10; i < 30; ++i)
        many += (many.empty() ? "" : ", ") + ("choice_" + std::to_string(i));
    const std::string text = "fact a text \"A\"\nfact region one of " + many +
                             " optional \"Region\"  # beside\nfact bb count \"B\"\n"
                             "fact list list of\n  c text \"C\"\n  d one of " +
                             many + " \"D\"\n";
    const std::string printed = formatted(text);
    EXPECT_EQ(
        printed,
        "fact a    text   \"A\"\n"
        "fact region one of choice_10, choice_11, choice_12, choice_13, choice_14, choice_15, "
        "choice_16,  # beside\n"
        "  choice_17, choice_18, choice_19, choice_20, choice_21, choice_22, choice_23, "
        "choice_24,\n"
        "  choice_25, choice_26, choice_27, choice_28, choice_29 optional  \"Region\"\n"
        "fact bb   count  \"B\"\n"
        "fact list list of\n"
        "  c text  \"C\"\n"
        "  d one of choice_10, choice_11, choice_12, choice_13, choice_14, choice_15, "
        "choice_16, choice_17,\n"
        "    choice_18, choice_19, choice_20, choice_21, choice_22, choice_23, choice_24, "
        "choice_25,\n"
        "    choice_26, choice_27, choice_28, choice_29  \"D\"\n");
    EXPECT_EQ(formatted(printed), printed);
    check_round_trip(text, Phrases::standard());
}

TEST(Print, ChoicesStandInParenthesesWhereAnotherColumnFollows) {
    const std::string text =
        "table t\n"
        "  by region one of (North | 北, South), hired date, size one of (S, L) gives v one of A, "
        "B\n"
        "  North, any, L gives 1\n";
    const std::string printed = formatted(text);
    EXPECT_NE(printed.find("by region one of (North | 北, South), hired date, size one of S, L  "
                           "gives  v one of A, B\n"),
              std::string::npos)
        << printed;
    EXPECT_EQ(formatted(printed), printed);
    check_round_trip(text, Phrases::standard());
    EXPECT_EQ(formatted("fact region one of (North, South)"), "fact region one of North, South\n");
}

TEST(Print, BreaksPairsThatDoNotFit) {
    const std::string grade(30, 'g');
    EXPECT_EQ(formatted("outcome o by grade " + grade + " 1 b 10 " + grade + "2 2"),
              "outcome o by grade\n  " + grade + " 1   b 10   " + grade + "2 2\n");
    const std::string longer = grade + grade;
    EXPECT_EQ(formatted("outcome o by grade " + longer + " 1 b 10 " + grade + " 2"),
              "outcome o by grade\n  " + longer + "   1\n  b" + std::string(59, ' ') + "  10\n  " +
                  grade + std::string(30, ' ') + "   2\n");
}

TEST(Print, CanonicalTextDoesNotDependOnHowAPlanIsWritten) {
    const std::string english =
        "# comment\nplan p | 方 \"label\"\n  languages en, zh\n  cycle quarter\n\n"
        "fact sales | 销售额   money  0 .. 10万 \"label\"\n"
        "let a = ((sales * 15%)) + (1) # c\nlet b = (a + 1) * 2\n";
    const std::string chinese =
        "方案 p | 方\n    周期 季度\n事实 sales | 销售额 金额 0 .. 100_000\n"
        "令 a = 销售额 × ０．１５ + 1\n令 b = ((a + (1))) * 2";
    const std::string expected =
        "plan p\n  cycle quarter\nfact sales money 0 .. 100000\nlet a = sales * 0.15 + 1\n"
        "let b = (a + 1) * 2\n";
    EXPECT_EQ(canonical(read(english).document), expected);
    EXPECT_EQ(canonical(read(chinese).document), expected);
    // The canonical text is a plan itself.
    EXPECT_EQ(canonical(read(expected).document), expected);
}

TEST(Print, CanonicalRangesStayInPercentAsThatSaysHowFineTheyAre) {
    EXPECT_EQ(canonical(read("fact a number -05.0% .. 1_0.50%\nparam p = 0.5% in 0% .. 1\n"
                             "let b = a * 5%")
                            .document),
              "fact a number -5% .. 10.5%\nparam p = 0.5% in 0% .. 1\nlet b = a * 0.05\n");
}

TEST(Print, PrintsOneNodeInItsStatementsScope) {
    const Read plan = read(
        "fact contracts | 合同 list of\n  amount | 金额 money\nrule r\n  for each c in contracts\n"
        "  give c.amount\n  because \"x\"");
    const ast::Node& give = plan.document.statements[1].clauses[1];
    PrintOptions options;
    options.tongue = "zh";
    EXPECT_EQ(print(plan.document, give[0][0], options), "c.金额");
    EXPECT_EQ(print(plan.document, give), "give c.amount");
}

/// A value in braces in a text is such a tree.
TEST(Print, ATreeThatIsNotInTheDocumentMayDeclareNames) {
    const std::string facts = "fact contracts | 合同 list of\n  amount | 金额 money\n";
    const Read plan = read(facts);
    const Read other = read(facts + "let a = sum of c.amount for each c | 单 in contracts");
    PrintOptions options;
    options.tongue = "zh";
    EXPECT_EQ(print(plan.document, other.document.statements.back().head[1], options),
              "合计 单.金额 逐项 c | 单 于 合同");
}

TEST(Print, UnknownTonguesFallBackToTheFirst) {
    EXPECT_EQ(in_tongue(read("令 a = 1").document, "xx"), "let a = 1\n");
}

TEST(SameTree, ComparesMeaningNotLayout) {
    const auto same = [](const std::string& a, const std::string& b) {
        return ast::same_tree(read(a).document, read(b).document);
    };
    EXPECT_TRUE(same("let a = 10万  # c", "令 a = (100_000)"));
    EXPECT_FALSE(same("let a = 1", "let a = 2"));
    EXPECT_FALSE(same("let a = 1", "let b = 1"));
    EXPECT_FALSE(same("let a = 1", "let a = 1\nscore"));
    EXPECT_FALSE(same("score\n  start 1", "score"));
    EXPECT_FALSE(same("score \"a\"", "score \"b\""));
    EXPECT_FALSE(same("let a = b and c", "let a = b or c"));
    EXPECT_FALSE(same("plan p\n  languages en", "plan p\n  languages zh"));
}

}  // namespace

}  // namespace meritum::syntax
