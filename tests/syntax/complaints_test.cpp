// The words of every diagnostic of the section M01: what was found, what could stand there, on
// which range.
#include <gtest/gtest.h>

#include <map>

#include "syntax/reading.hpp"

namespace meritum::syntax {

namespace {

/// The first diagnostic as "code [range] message / fix".
std::string first_of(const std::string& text) {
    const Read result = read(text);
    if (result.diagnostics.items.empty()) return "nothing";
    const Diagnostic& d = result.diagnostics.items.front();
    const std::size_t begin = d.primary.begin.offset;
    std::string out =
        d.code + " [" + text.substr(begin, d.primary.end.offset - begin) + "] " + d.message;
    if (!d.fix.empty()) out += " / " + d.fix;
    return out;
}

TEST(Complaints, UnknownStatement) {
    EXPECT_EQ(first_of("bonsu x"),
              "M0122 [bonsu] no statement begins with `bonsu` / did you mean `bonus`?");
    EXPECT_EQ(first_of("加份 x"),
              "M0122 [加份] no statement begins with `加份` / did you mean `加分`?");
    EXPECT_EQ(first_of("zzz").substr(0, 60),
              "M0122 [zzz] no statement begins with `zzz` / it may begin wi");
    EXPECT_EQ(first_of("3 + 4").substr(0, 39), "M0122 [3] no statement begins with `3` ");
}

// An operand is a number, a name or a parenthesis.
TEST(Complaints, ArithmeticWhereAnOperandStandsIsTakenIntoParentheses) {
    const auto fix_of = [](const std::string& text) {
        return read(text).diagnostics.items.at(0).fix;
    };
    const std::string put = "put it in parentheses: ";
    EXPECT_EQ(fix_of("let d = rank by a * 2 within team"), put + "`(a * 2)`");
    EXPECT_EQ(fix_of("let d = rank by -a within team"), put + "`(-a)`");
    EXPECT_EQ(fix_of("let d = a round 1 / 2"), put + "`(1 / 2)`");
    EXPECT_EQ(fix_of("let d = by a from 2 * 3 * b 1 from 8 2"), put + "`(2 * 3 * b)`");
    EXPECT_EQ(fix_of("score\n  start 100 + a"), put + "`(100 + a)`");
    EXPECT_EQ(fix_of("score\n  between -a and 10"), put + "`(-a)`");
    EXPECT_EQ(fix_of("bonus b\n  give 1\n  times 1 + c.d"), put + "`(1 + c.d)`");
    EXPECT_EQ(fix_of("grade\n  A from 20 + 3"), put + "`(20 + 3)`");
    EXPECT_EQ(fix_of("bonus b\n  highest per c.d + 1"), put + "`(c.d + 1)`");
    EXPECT_EQ(fix_of("bonus b\n  give + 5"), "write `5`");
    EXPECT_EQ(fix_of("grade\n  A from 90 - 100\n  B otherwise"),
              "delete `- 100`: a grade reaches up to the one above");
}

// A phrase that stands before its value is no operand.
TEST(Complaints, PhrasesInsideArithmeticAreTakenIntoParentheses) {
    EXPECT_EQ(first_of("let d = 2 * by x from 1 2"),
              "M0127 [by] after `*`, a value is expected, but `by` stands here / put the whole of "
              "it in parentheses: `(by ...)`");
    EXPECT_EQ(first_of("let d = a + sum of c.x for each c in l"),
              "M0127 [sum] after `+`, a value is expected, but `sum` stands here / put the whole "
              "of it in parentheses: `(sum of ...)`");
    EXPECT_EQ(first_of("令 d = a + 合计 c.x 逐项 c 于 l"),
              "M0127 [合计] after `+`, a value is expected, but `合计` stands here / put the whole "
              "of it in parentheses: `(合计 ...)`");
}

// Such phrases take all that follows as their value, so nothing can be added to the whole.
TEST(Complaints, ArithmeticBehindAPhraseThatStandsBeforeItsValue) {
    EXPECT_EQ(first_of("let d = highest among (a, 1) - c"),
              "M0128 [-] `-` is left over: what stands before it is complete / put `highest among "
              "...` in parentheses to go on with `-`");
    EXPECT_EQ(first_of("let d = by x from 1 2 from 3 4 * 2"),
              "M0128 [*] `*` is left over: what stands before it is complete / put `by ...` in "
              "parentheses to go on with `*`");
    EXPECT_EQ(first_of("let d = rate by x from 1 2% + c"),
              "M0128 [+] `+` is left over: what stands before it is complete / put `rate by ...` "
              "in parentheses to go on with `+`");
    EXPECT_EQ(first_of("令 d = 最高者 (a, 1) - c"),
              "M0128 [-] `-` is left over: what stands before it is complete / put `最高者 ...` in "
              "parentheses to go on with `-`");
}

TEST(Complaints, UnknownClause) {
    EXPECT_EQ(first_of("bonus x\n  wehn y"),
              "M0123 [wehn] no clause of `bonus` begins with `wehn` / did you mean `when`?");
    EXPECT_EQ(first_of("bonus x\n  att most 20"),
              "M0123 [att] no clause of `bonus` begins with `att` / did you mean `at most`?");
    EXPECT_EQ(first_of("加分 x\n  最夥 20"),
              "M0123 [最夥] no clause of `加分` begins with `最夥` / did you mean `最多`?");
}

TEST(Complaints, MisplacedClauseAndStatement) {
    EXPECT_EQ(first_of("plan p\n  between 0 and 1"),
              "M0124 [between] `between` belongs to `score`, not to `plan` / move it below "
              "`score`");
    EXPECT_EQ(first_of("at most 20"),
              "M0124 [at most] `at most` belongs to `bonus`, `deduction` or `rule`, not to the "
              "beginning of a line / "
              "indent it below its statement");
    EXPECT_EQ(first_of("得分\n  最多 3"),
              "M0124 [最多] `最多` belongs to `加分`, `扣分` or `规则`, not to `得分` / "
              "write both bounds: `介于 0 和 100`");
    EXPECT_EQ(first_of("plan p\n  fact x count"),
              "M0125 [fact] `fact` opens a statement of its own and cannot be a clause of `plan` / "
              "do not indent it");
}

TEST(Complaints, MissingPartAtTheEndOfALine) {
    EXPECT_EQ(first_of("rule r\n  give 1 per full"),
              "M0126 [full] after `1 per full`, a step is expected / write a step after it");
    EXPECT_EQ(first_of("bonus"),
              "M0126 [bonus] after `bonus`, a name is expected / write a name after it");
    EXPECT_EQ(first_of("bonus x in"),
              "M0126 [in] after `bonus x in`, a category is expected / write a category "
              "after it");
    EXPECT_EQ(first_of("let a = 1 +"),
              "M0126 [+] after `+`, a value is expected / write a value after it");
    EXPECT_EQ(first_of("fact x"),
              "M0126 [x] after `fact x`, a type (`boolean`, `count`, `date`, `list of`, "
              "`money`, `number`, `one of` or `text`) is expected / write a type after it");
    EXPECT_EQ(first_of("事实 x"),
              "M0126 [x] after `事实 x`, a type (`个数`, `数值`, `文本`, `日期`, `是非`, `清单`, "
              "`选项` or `金额`) is expected / write a type after it");
    EXPECT_EQ(first_of("rule r\n  for each c"),
              "M0126 [c] after `for each c`, `in` is expected / write `in` after it");
    EXPECT_EQ(first_of("let a = by x"),
              "M0126 [x] after `by x`, a row of the table or `along` is expected / write a "
              "row of the table or `along` after it");
    EXPECT_EQ(first_of("rule r\n  because"),
              "M0126 [because] after `because`, a text in quotes is expected / write a text in "
              "quotes after it");
}

TEST(Complaints, UnexpectedPart) {
    EXPECT_EQ(first_of("rule r\n  give 1 per full above 100%"),
              "M0127 [above] after `1 per full`, a step is expected, but `above` stands here / "
              "say of what before it: `of ... above ...`");
    EXPECT_EQ(first_of("rule r\n  give 1 at mots 20"),
              "M0127 [mots] after `1 at`, `least` or `most` is expected, but `mots` stands here / "
              "did you mean `most`?");
    EXPECT_EQ(first_of("plan p\n  effective 2026-01-01 bis 2026-12-31"),
              "M0127 [bis] after `effective 2026-01-01`, `to` is expected, but `bis` stands here / "
              "write `to` here");
}

TEST(Complaints, LeftOver) {
    EXPECT_EQ(
        first_of("rule r\n  give 1 pre 2%"),
        "M0128 [pre] `pre` is left over: what stands before it is complete / did you mean `per`?");
    EXPECT_EQ(first_of("rule r\n  at most 3 4"),
              "M0128 [4] `4` is left over: what stands before it is complete / delete it, or write "
              "before it how it belongs to the rest");
    EXPECT_EQ(first_of("fact x count defualt 0"),
              "M0128 [defualt] `defualt` is left over: what stands before it is complete / did you "
              "mean `default`?");
    EXPECT_EQ(
        first_of("score \"a\" \"b\""),
        "M0128 [\"b\"] `\"b\"` is left over: what stands before it is complete / delete it, or "
        "write before it how it belongs to the rest");
}

TEST(Complaints, ReservedWord) {
    EXPECT_EQ(first_of("let full = 3"),
              "M0129 [full] `full` is a word of the language and cannot be a name as it is / "
              "if it is the name, write it in backticks: `full`");
}

TEST(Complaints, ChainedComparisonAndMissingElse) {
    EXPECT_EQ(first_of("let a = 0 < x <= 10"),
              "M0130 [<=] comparisons do not chain / write `0 < x and x <= 10`");
    EXPECT_EQ(first_of("let a = 50 when x > 3, 25"),
              "M0131 [when] a value with `when` needs `else` at its end / add "
              "what holds otherwise: `, else 0`");
    // A misspelt word further on is the trouble itself.
    EXPECT_EQ(first_of("let a = 50 when x > 3, 25 wehn y, else 0").substr(0, 12), "M0128 [wehn]");
}

TEST(Complaints, Placeholders) {
    EXPECT_EQ(first_of("rule r\n  because \"a {x +} b\""),
              "M0132 [{x +}] a place in a text is not readable: `x +` is no value / name a "
              "value, as in `{sales}`; a brace itself is written twice");
    EXPECT_EQ(codes("rule r\n  because \"{} } {\""), "M0132 M0132 M0132");
    EXPECT_EQ(codes("rule r\n  because \"{x} {{y}} {z / 2}\""), "");
    EXPECT_EQ(codes("score \"a { label\""), "");
}

TEST(Complaints, EveryKindOfTheSectionIsShownByATest) {
    // One text for each kind; what needs a size of its own is in tokens_test.cpp, layout_test.cpp
    // and grammar_test.cpp.
    const std::map<std::string, std::string> texts{
        {"M0101", "\xFF"},
        {"M0102", "\x01"},
        {"M0103", "let a = €"},
        {"M0104", "score \"a"},
        {"M0105", "score \"\\n\""},
        {"M0106", "let `a"},
        {"M0107", "let a = 1,000"},
        {"M0108", "let a = 1e9"},
        {"M0110", "let a = 1x"},
        {"M0111", "let a = 2026-1-1"},
        {"M0112", "let a = )"},
        {"M0113", "let a = ("},
        {"M0115", "score\n\tstart 1"},
        {"M0116", "score\n  start 1\n round 1"},
        {"M0117", " score"},
        {"M0122", "x"},
        {"M0123", "score\n  x"},
        {"M0124", "score\n  give 1"},
        {"M0125", "score\n  let a = 1"},
        {"M0126", "let"},
        {"M0127", "let a b"},
        {"M0128", "score a"},
        {"M0129", "let when = 1"},
        {"M0130", "let a = 1 < 2 < 3"},
        {"M0131", "let a = 1 when b"},
        {"M0132", "rule r\n  because \"{\""},
        {"M0134", "rule r\n  when a is not b"},
    };
    for (const auto& [code, text] : texts) EXPECT_EQ(codes(text), code) << text;
}

}  // namespace

}  // namespace meritum::syntax
