// Names with the spelling of a phrase's words: once declared they are names where a value may
// stand, and printed so that they are read as names again.
#include "syntax/declared.hpp"

#include <gtest/gtest.h>

#include "syntax/print.hpp"
#include "syntax/reading.hpp"

namespace meritum::syntax {

namespace {

void expect_same_again(const std::string& text) {
    const Read plan = read(text);
    EXPECT_EQ(plan.diagnostics.to_string(), "") << text;
    for (const char* tongue : {"en", "zh"}) {
        PrintOptions options;
        options.tongue = tongue;
        const std::string printed = print(plan.document, options);
        const Read again = read(printed);
        EXPECT_EQ(again.diagnostics.to_string(), "") << printed;
        EXPECT_TRUE(ast::same_tree(plan.document, again.document)) << printed;
    }
}

TEST(DeclaredNames, AreNamesWhereAValueMayStand) {
    expect_same_again(
        "fact above number 0 .. 1\nfact of number 0 .. 1\n"
        "let a = 1 per of of above above above\n");
    expect_same_again("fact round number 0 .. 1\nlet a = round round 0.1\n");
    expect_same_again("fact within text\nfact x number 0 .. 1\nlet r = rank by x within within\n");
    expect_same_again(
        "fact calls list of\n  of number 0 .. 1\n  known boolean\n"
        "bonus b\n  for each call in calls where call.known\n  give call.of\n");
    expect_same_again("fact side one of above, below\nbonus b\n  when side = above\n  give 1\n");
}

TEST(DeclaredNames, ThatBeginAPhraseAreNamesWhereThePhraseIsNotMeant) {
    expect_same_again("fact rank number 0 .. 1\nlet a = rank * 2\nlet b = rank at most 1\n");
    expect_same_again(
        "fact sum number 1 .. 2\nfact x number 0 .. 1\nlet a = sum + 1\n"
        "let b = 1 per `sum` of x\nlet c = 1 per (x + `sum`) of x above sum\n");
    const Read plan = read("fact by number 0 .. 1\nlet a = by\n");
    EXPECT_EQ(print(plan.document, PrintOptions{}), "fact `by` number 0 .. 1\nlet a = `by`\n");
}

TEST(DeclaredNames, OthersStayWordsOfPhrases) {
    EXPECT_NE(read("fact x number 0 .. 1\nlet a = 1 per of x\n").diagnostics.to_string(), "");
    EXPECT_NE(read("fact when number 0 .. 1\n").diagnostics.to_string(), "");
}

TEST(DeclaredNames, AreFoundInStatementsFieldsChoicesGradesAndItems) {
    const Read plan = read(
        "plan p\nfact a | b list of\n  c | d number 0 .. 1\n  e one of f, g\n"
        "bonus h\n  for each i in a\n  give 1\ngrade\n  j from 3\n  k otherwise\n");
    const std::set<std::string, std::less<>> expected{"p", "a", "b", "c", "d", "e",
                                                      "f", "g", "h", "i", "j", "k"};
    EXPECT_EQ(plan.document.declared, expected);
}

}  // namespace

}  // namespace meritum::syntax
