// Lines, statements, clauses, and what of a bad line is left out.
#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "syntax/reading.hpp"

namespace meritum::syntax {

namespace {

/// "bonus(rule_when rule_give) fact()".
std::string statements(const std::string& text) {
    std::string out;
    for (const ast::Statement& s : read(text).document.statements) {
        out += (out.empty() ? "" : " ") + std::string(ast::row_name(s.head.row)) + "(";
        for (const ast::Node& clause : s.clauses) {
            out += (out.back() == '(' ? "" : " ") + std::string(ast::row_name(clause.row));
        }
        out += ")";
    }
    return out;
}

TEST(Layout, ClausesAreIndented) {
    EXPECT_EQ(statements("bonus a\n  when b\n  give 1\nfact b boolean\n"),
              "bonus(rule_when rule_give) fact()");
    EXPECT_EQ(statements("fact a list of\n    b count\n    c date\nscore"),
              "fact(field field) score()");
    EXPECT_EQ(statements(""), "");
}

TEST(Layout, DeeperLinesContinueTheClause) {
    EXPECT_EQ(statements("bonus a\n  give by b\n    from 1 2\n      from 3 4\n  when b"),
              "bonus(rule_give rule_when)");
}

TEST(Layout, StatementsWithoutClausesAreContinued) {
    EXPECT_EQ(statements("let a = 1 +\n  2 +\n    3\n 4"), "");
    EXPECT_EQ(statements("let a = (1 +\n  2 +\n 3)\nlet b = 1"), "let() let()");
    EXPECT_EQ(statements("fact a one of\n  b, c\n  default b"), "fact()");
    EXPECT_EQ(statements("outcome a by grade\n  b 1 c 2\n  d 3"), "outcome_by_grade()");
}

TEST(Layout, AnUnevenClauseIsReportedAndLeftOut) {
    EXPECT_EQ(codes("bonus a\n    when b\n  give 1\n    give 2"), "M0116");
    EXPECT_EQ(statements("bonus a\n    when b\n  give 1\n    give 2"),
              "bonus(rule_when rule_give)");
}

TEST(Layout, IndentedLinesNeedAStatement) {
    EXPECT_EQ(codes("  give 1\nscore"), "M0117");
    EXPECT_EQ(statements("  give 1\nscore"), "score()");
}

TEST(Layout, ABadLineIsLeftOutAndTheOthersAreRead) {
    EXPECT_EQ(statements("bonus a\n  wehn b\n  give 1\nfact b bolean\nscore"),
              "bonus(rule_give) score()");
    EXPECT_EQ(codes("bonus a\n  wehn b\n  give 1\nfact b bolean\nscore"), "M0123 M0127");
    // A head that cannot be read takes its clauses with it, but theirs are reported too.
    EXPECT_EQ(codes("bonus\n  wehn b\n  give 1"), "M0126 M0123");
    EXPECT_EQ(statements("bonus\n  give 1\nscore"), "score()");
    // Of an unknown statement nothing is known.
    EXPECT_EQ(codes("bonsu a\n  wehn b\n  give 1"), "M0122");
    EXPECT_EQ(codes("bonus a \x01\n  wehn b"), "M0102 M0123");
}

TEST(Layout, LimitsTheNumberOfStatements) {
    std::string text;
    for (std::size_t i = 0; i < limits::statements; ++i) text += "score\n";
    EXPECT_EQ(codes(text), "");
    EXPECT_EQ(codes(text + "score\n"), "M0121");
}

}  // namespace

}  // namespace meritum::syntax
