// Expressions: binding, phrases, limits of nesting, and inputs that would make a careless grammar
// slow.
#include <gtest/gtest.h>

#include <chrono>

#include "base/limits.hpp"
#include "syntax/reading.hpp"

namespace meritum::syntax {

namespace {

std::string repeated(const std::string& text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

TEST(Grammar, BindsProductsBeforeSumsAndFromTheLeft) {
    EXPECT_EQ(value_shape("a - b - c * d / 2"),
              "subtract(subtract(a, b), divide(multiply(c, d), 2))");
    EXPECT_EQ(value_shape("-a * -(b + 1)"),
              "multiply(negative(a), negative(parenthesis(add(b, 1))))");
    EXPECT_EQ(value_shape("--3"), "negative(negative(3))");
}

TEST(Grammar, BindsLogicLooserThanComparison) {
    EXPECT_EQ(value_shape("a > 1 and not b = 2 or c != 3 and d or e"),
              "logical_or(logical_and(greater(a, 1), logical_not(equal(b, 2))), "
              "logical_and(not_equal(c, 3), d), e)");
    EXPECT_EQ(value_shape("not not a"), "logical_not(logical_not(a))");
}

TEST(Grammar, BindsPhrasesBetweenComparisonAndSums) {
    EXPECT_EQ(value_shape("a + 1 at most b - 1 > 3"),
              "greater(at_most(add(a, 1), subtract(b, 1)), 3)");
    EXPECT_EQ(value_shape("x known and y known"), "logical_and(known(x), known(y))");
    EXPECT_EQ(value_shape("a at least 1 at most 2 round 0.1 half even"),
              "round(at_most(at_least(a, 1), 2), 0.1, mode_half_even)");
    EXPECT_EQ(value_shape("1 round 0.1"), "round(1, 0.1, none)");
}

TEST(Grammar, BindsPhrasesOfOperandsTightest) {
    EXPECT_EQ(value_shape("a - a previous quarter * 2"),
              "subtract(a, multiply(previous(a, cycle_quarter), 2))");
}

TEST(Grammar, SharesTheBeginningsOfPhrases) {
    EXPECT_EQ(value_shape("1 per 2"), "per(1, 2, none)");
    EXPECT_EQ(value_shape("1 per 2 of a"), "per(1, 2, a)");
    EXPECT_EQ(value_shape("1 per 2 of a above 3"), "per_above(1, 2, a, 3)");
    EXPECT_EQ(value_shape("1 per full 2% of a below 3 + 4"), "per_full_below(1, 2%, a, add(3, 4))");
    EXPECT_EQ(value_shape("1 每满 2 的 a"), "per_full(1, 2, a)");
}

TEST(Grammar, ReadsTablesAndWhatFollowsThem) {
    EXPECT_EQ(value_shape("by a from 1 -2 from (b + 1) c.d at most 3"),
              "at_most(tiered(a, list(tier_from(1, negative(2)), "
              "tier_from(parenthesis(add(b, 1)), member(c, d)))), 3)");
    EXPECT_EQ(value_shape("rank by a within b"), "rank(a, b)");
    EXPECT_EQ(value_shape("在 b 内 按 a 排名"), "rank(a, b)");
    EXPECT_EQ(value_shape("按 a 从 1 2"), "tiered(a, list(tier_from(1, 2)))");
}

TEST(Grammar, ReadsConditionalsAndFallbacks) {
    EXPECT_EQ(value_shape("1 when a, 2 when b, else 3"), "conditional(1, a, 2, b, 3)");
    EXPECT_EQ(value_shape("1 when a else 3"), "conditional(1, a, 3)");
    EXPECT_EQ(value_shape("a / b else 0"), "fallback(divide(a, b), 0)");
    EXPECT_EQ(value_shape("a else b else 0"), "fallback(fallback(a, b), 0)");
    EXPECT_EQ(value_shape("1 when a, else b else 0"), "fallback(conditional(1, a, b), 0)");
    EXPECT_EQ(value_shape("1 when a, 2"), "M0131");
}

TEST(Grammar, ListsKeepTheCommasOfAConditional) {
    const auto amount = [](const std::string& text) {
        const Read plan = read("rule r\n  give " + text);
        if (plan.document.statements.empty() || plan.document.statements[0].clauses.empty())
            return std::string("none");
        return shape(plan.document.statements[0].clauses[0]);
    };
    EXPECT_EQ(amount("50 when a, 25 when b, else 0"),
              "rule_give(list(conditional(50, a, 25, b, 0)))");
    EXPECT_EQ(amount("1, 2 when a, else 0, 3 in turn"),
              "rule_give_in_turn(list(1, conditional(2, a, 0), 3))");
}

TEST(Grammar, ReadsLeaves) {
    EXPECT_EQ(value_shape("500 CNY + 3"), "add(money(500, CNY), 3)");
    EXPECT_EQ(value_shape("\"a\" = b"), "equal(text, b)");
    EXPECT_EQ(value_shape("2026-07-01 < d"), "less(date, d)");
    EXPECT_EQ(value_shape("yes = 否"), "equal(yes, no)");
    EXPECT_EQ(value_shape("`by` + `x y`"), "add(by, x y)");
    EXPECT_EQ(value_shape("a.per"), "member(a, per)");
    EXPECT_EQ(value_shape("a . b"), "M0128");
}

TEST(Grammar, PhraseWordsAreNamesWhereNothingElseFits) {
    EXPECT_EQ(
        codes("fact start date\nfact month count\nlet score = start > 2026-01-01 and month = 3"),
        "");
    EXPECT_EQ(codes("fact when count"), "M0129");
    EXPECT_EQ(codes("fact per count\nlet a = per per per"), "");
    EXPECT_EQ(codes("fact `per` count\nlet a = `per` per `per`"), "");
}

TEST(Grammar, RefusesChainedComparisonsWithAFix) {
    const Read plan = read("let a = 0 < x < 10");
    ASSERT_EQ(plan.diagnostics.items.size(), 1u);
    EXPECT_EQ(plan.diagnostics.items[0].code, "M0130");
    EXPECT_EQ(plan.diagnostics.items[0].fix, "write `0 < x and x < 10`");
    EXPECT_TRUE(plan.diagnostics.items[0].secondary.has_value());
    EXPECT_EQ(value_shape("(0 < x) = (y < 10)"),
              "equal(parenthesis(less(0, x)), parenthesis(less(y, 10)))");
}

TEST(Grammar, SpansAreTheNarrowestRange) {
    const std::string text = "let a = (b + 1) per full 2 of c";
    const Read plan = read(text);
    const ast::Node& value = plan.document.statements[0].head[1];
    const auto words = [&](const ast::Node& node) {
        return text.substr(node.span.begin, node.span.end - node.span.begin);
    };
    EXPECT_EQ(words(value), "(b + 1) per full 2 of c");
    EXPECT_EQ(words(value[0]), "(b + 1)");
    EXPECT_EQ(words(value[0][0]), "b + 1");
    EXPECT_EQ(words(value[2]), "c");
}

TEST(GrammarLimits, NestsParenthesesUpToTheLimit) {
    const std::size_t n = limits::nesting;
    EXPECT_EQ(codes("let a = " + repeated("(", n) + "1" + repeated(")", n)), "");
    EXPECT_EQ(codes("let a = " + repeated("(", n + 1) + "1" + repeated(")", n + 1)), "M0114");
    EXPECT_EQ(codes("let a = " + repeated("(", 5000)), "M0114");
    EXPECT_EQ(codes("let a = (1"), "M0113");
    EXPECT_EQ(codes("let a = 1)"), "M0112");
}

TEST(GrammarLimits, NestsPhrasesUpToTheLimit) {
    const auto tables = [](std::size_t n) {
        return "let a = " + repeated("by ", n) + "x" + repeated(" from 1 2", n);
    };
    EXPECT_EQ(codes(tables(1)), "");
    // A table is entered with a sum, not with another table.
    EXPECT_EQ(codes(tables(2)), "M0127");
    EXPECT_EQ(codes(tables(limits::nesting + 1)), "M0127");
    const std::size_t half = limits::nesting / 2;
    const auto mixed = [](std::size_t n) {
        return "let a = " + repeated("by (", n) + "x" + repeated(") from 1 2", n);
    };
    EXPECT_EQ(codes(mixed(half)), "");
    EXPECT_EQ(codes(mixed(half + 1)), "M0114");
}

TEST(GrammarLimits, CountsTheDepthOfChains) {
    // A chain of n operators has n + 1 levels, and the statement is one more.
    const std::size_t n = limits::tree_depth - 2;
    for (const std::string op : {"x + ", "x * ", "x else ", "-", "not ", "x per "}) {
        EXPECT_EQ(codes("let a = " + repeated(op, n) + "x"), "") << op;
        EXPECT_EQ(codes("let a = " + repeated(op, n + 1) + "x"), "M0114") << op;
    }
    EXPECT_EQ(codes("let a = x" + repeated(" at most 1", n)), "");
    EXPECT_EQ(codes("let a = x" + repeated(" at most 1", n + 1)), "M0114");
    // `and`, `or` and lists are flat.
    EXPECT_EQ(codes("let a = x" + repeated(" and x", 1000)), "");
    EXPECT_EQ(codes("rule r\n  give 1" + repeated(", 1", 3000) + " in turn"), "");
}

TEST(GrammarLimits, LimitsTheTokensOfAClause) {
    const std::string tier = "\n    from 1 2";
    const std::size_t tiers = (limits::clause_tokens - 3) / 3;
    EXPECT_EQ(codes("rule r\n  give by x" + repeated(tier, tiers)), "");
    EXPECT_EQ(codes("rule r\n  give by x" + repeated(tier, tiers + 1)), "M0120");
}

/// Milliseconds of reading a text.
double time_of(const std::string& text) {
    const auto begin = std::chrono::steady_clock::now();
    (void)read(text);
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
}

TEST(GrammarLimits, StaysLinearOnRepetition) {
    // Each on continuation lines, so that the length of a line is no limit; an exponential grammar
    // would never come back.
    for (const std::string word :
         {"(",       "by ",        "not ",       "- ",      "a else ",     "1 per ", "1 per full ",
          "a when ", "a when b, ", "1 < ",       "a and ",  "a at most ",  "a at ",  "a round 1 ",
          "from 1 ", "by a from ", "rank by a ", "a. ",     "a previous ", "1, ",    "(a ",
          "a) ",     "\"a\" ",     "of ",        "a known "}) {
        std::string text = "let a = ";
        for (int i = 0; i < 100; ++i) text += repeated(word, 100) + "\n  ";
        EXPECT_LT(time_of(text + "x"), 2000) << word;
        EXPECT_LT(time_of("rule r\n  give " + repeated(word, 1000)), 1000) << word;
        EXPECT_LT(time_of("fact x count " + repeated(word, 1000)), 1000) << word;
    }
}

}  // namespace

}  // namespace meritum::syntax
