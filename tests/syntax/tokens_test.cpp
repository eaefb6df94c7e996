// Tokens: numbers, dates, texts, names, full-width forms, problems.
#include "syntax/tokens.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "syntax/currencies.hpp"
#include "syntax/reading.hpp"

namespace meritum::syntax {

namespace {

std::vector<Token> tokens(const std::string& text, std::vector<TokenProblem>* problems = nullptr) {
    std::vector<Token> out;
    std::vector<TokenProblem> spare;
    std::optional<std::string> comment;
    read_line(text, 0, out, comment, problems ? *problems : spare);
    return out;
}

/// Kinds and texts: "word:let number:3".
std::string shown(const std::string& text) {
    static const char* const names[] = {"word", "name",   "number", "date",
                                        "text", "symbol", "broken"};
    std::string out;
    for (const Token& token : tokens(text)) {
        out += (out.empty() ? "" : " ") + std::string(names[static_cast<std::size_t>(token.kind)]) +
               ":" + token.text;
    }
    return out;
}

std::string number(const std::string& text) {
    const std::vector<Token> all = tokens(text);
    return all.size() == 1 && all[0].kind == TokenKind::number ? all[0].number.to_string() : "none";
}

TEST(Tokens, ReadsNumbersExactly) {
    EXPECT_EQ(number("1_000_000"), "1000000");
    EXPECT_EQ(number("0"), "0");
    EXPECT_EQ(number("007"), "7");
    EXPECT_EQ(number("1.50"), "1.5");
    EXPECT_EQ(number("15%"), "0.15");
    EXPECT_EQ(number("0.5%"), "0.005");
    EXPECT_EQ(number("100％"), "1");
    EXPECT_EQ(number("10万"), "100000");
    EXPECT_EQ(number("1.5亿"), "150000000");
    EXPECT_EQ(number("1.00005万"), "10000.5");
    EXPECT_EQ(number("１２．５"), "12.5");
    EXPECT_EQ(number(std::string(38, '9')), std::string(38, '9'));
    EXPECT_EQ(number("0." + std::string(37, '0') + "1"), "0." + std::string(37, '0') + "1");
}

TEST(Tokens, KeepsNumbersAsWrittenInPlainDigits) {
    EXPECT_EQ(shown("１５％ 10万 1_000"), "number:15% number:10万 number:1_000");
}

TEST(Tokens, RefusesNumbersOfMoreThan38Digits) {
    EXPECT_EQ(codes("let a = " + std::string(38, '9')), "");
    EXPECT_EQ(codes("let a = " + std::string(39, '9')), "M0109");
    EXPECT_EQ(codes("let a = " + std::string(31, '9') + "亿"), "M0109");
    EXPECT_EQ(codes("let a = 0." + std::string(38, '3') + "%"), "M0109");
}

TEST(Tokens, RefusesWhatLooksLikeANumber) {
    EXPECT_EQ(codes("let a = 1,000,000"), "M0107");
    EXPECT_EQ(codes("let a = 1，000"), "M0107");
    EXPECT_EQ(codes("rule r\n  take 1, 200 in turn"), "");
    EXPECT_EQ(codes("rule r\n  take 1,20,3000 in turn"), "");
    EXPECT_EQ(codes("let a = 1e5"), "M0108");
    EXPECT_EQ(codes("let a = 1.5E-3"), "M0108");
    for (const char* text : {"12abc", "1.", "1.5.2", "1__0", "1_", "10万5", "5%%", "3万亿"}) {
        EXPECT_EQ(codes(std::string("let a = ") + text), "M0110") << text;
    }
    EXPECT_EQ(read("let a = 1,234,567").diagnostics.items[0].fix,
              "write `1_234_567`, or put a blank after a comma that separates values");
}

TEST(Tokens, ReadsDatesAndRefusesHalfWrittenOnes) {
    EXPECT_EQ(shown("2026-07-01"), "date:2026-07-01");
    EXPECT_EQ(shown("2026 - 07"), "number:2026 symbol:- number:07");
    EXPECT_EQ(shown("0..1"), "number:0 symbol:.. number:1");
    EXPECT_EQ(codes("let a = 2026-7-1"), "M0111");
    EXPECT_EQ(codes("let a = 2026-07-01x"), "M0111");
}

TEST(Tokens, ReadsNamesOfAnyScriptInNormalForm) {
    EXPECT_EQ(shown("sales_2 销售额 été"), "word:sales_2 word:销售额 word:été");
    EXPECT_EQ(shown("e\xCC\x81t\xC3\xA9"), "word:été");
    EXPECT_EQ(shown("`by` `two words`"), "name:by name:two words");
    EXPECT_EQ(codes("let `a = 1"), "M0106");
    EXPECT_EQ(codes("let `` = 1"), "M0106");
}

TEST(Tokens, ReadsTextsWithEscapes) {
    EXPECT_EQ(shown(R"("a \"b\" \\ # c")"), R"(text:a "b" \ # c)");
    EXPECT_EQ(shown("“目标”＂x＂"), "text:目标 text:x");
    EXPECT_EQ(shown("\"\""), "text:");
    EXPECT_EQ(codes("score \"abc"), "M0104");
    EXPECT_EQ(codes("score “abc\""), "M0104");
    EXPECT_EQ(codes("score \"a\\nb\""), "M0105");
    EXPECT_EQ(codes("score \"abc\\"), "M0104 M0105");
}

TEST(Tokens, TakesFullWidthPunctuationAsPlain) {
    EXPECT_EQ(
        shown("（a，b）≤ ≥ ≠ × ÷ ＜＝ ｜"),
        "symbol:( word:a symbol:, word:b symbol:) symbol:<= symbol:>= symbol:!= symbol:* symbol:/ "
        "symbol:<= symbol:|");
}

TEST(Tokens, SplitsCommentsOffButNotInTexts) {
    std::vector<Token> out;
    std::vector<TokenProblem> problems;
    std::optional<std::string> comment;
    read_line("a \"#\" #  b  ", 0, out, comment, problems);
    EXPECT_EQ(out.size(), 2u);
    EXPECT_EQ(comment, " b");
    comment = std::nullopt;
    read_line("#", 0, out, comment, problems);
    EXPECT_EQ(comment, " ");
}

TEST(Tokens, RefusesBytesAndCharactersThatMeanNothing) {
    EXPECT_EQ(codes("let a = \xFF\xFE"), "M0101");
    EXPECT_EQ(codes("# \xC0\x80"), "M0101");
    std::string other_encoding;  // GB18030: one problem, not one in every line
    for (int i = 0; i < 50; ++i) other_encoding += "\xB7\xBD\xB0\xB8 p\n";
    EXPECT_EQ(codes(other_encoding), "M0101");
    EXPECT_EQ(codes("score \"\xED\xA0\x80\""), "M0101");
    EXPECT_EQ(codes(std::string("let a = 1") + '\0'), "M0102");
    EXPECT_EQ(codes("let a\r = 1"), "M0102");
    EXPECT_EQ(codes("score \"a\xE2\x80\xAE"
                    "b\""),
              "M0102");
    EXPECT_EQ(codes("let a = 1 € 2"), "M0103");
    EXPECT_EQ(codes("let a = 15 %"), "M0103");
    EXPECT_EQ(codes("let a = 1 ! 2 ; 3"), "M0103");
}

TEST(Tokens, AcceptsWindowsLineEndsAndAByteOrderMark) {
    const Read plan = read("\xEF\xBB\xBFscore\r\n  start 3\r\n");
    EXPECT_EQ(plan.diagnostics.to_string(), "");
    EXPECT_EQ(in_tongue(plan.document, "en"), "score\n  start 3\n");
}

TEST(Tokens, RefusesTabsInIndentationOnly) {
    EXPECT_EQ(codes("score\n\tstart 3"), "M0115");
    EXPECT_EQ(codes("score\n\xE3\x80\x80start 3"), "M0115");
    EXPECT_EQ(codes("score\n  start\t3\n\t\n\t# comment\n"), "");
}

TEST(Tokens, LimitsLinesAndPlans) {
    const std::string head = "let a = ";
    EXPECT_EQ(codes(head + std::string(limits::line_bytes - head.size(), 'x')), "");
    EXPECT_EQ(codes(head + std::string(limits::line_bytes - head.size() + 1, 'x')), "M0119");
    const std::string empty(limits::plan_bytes, '\n');
    EXPECT_EQ(codes(empty), "");
    EXPECT_EQ(codes(empty + "\n"), "M0118");
}

TEST(Tokens, KnowsCurrencies) {
    EXPECT_TRUE(std::is_sorted(currencies.begin(), currencies.end()));
    EXPECT_TRUE(is_currency("CNY"));
    EXPECT_FALSE(is_currency("cny"));
    EXPECT_FALSE(is_currency("ABC"));
}

}  // namespace

}  // namespace meritum::syntax
