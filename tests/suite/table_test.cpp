// Tables: what a column may be, and what is wrong with one.
#include "suite/reading.hpp"

namespace meritum::suite {
namespace {

std::string table(const std::string& columns, const std::string& rows) {
    return of_case("  each: {columns: " + columns + ", rows: " + rows + "}");
}

TEST(Table, ColumnsThatAreNothing) {
    EXPECT_EQ(
        problems_of(table("[slaes, score]", "[[1, 1]]")),
        "5:20 `slaes` is no fact of the plan and nothing to expect / did you mean `sales`?\n");
    EXPECT_EQ(problems_of(table("[sales, rule.complaint]", "[[1, 1]]")),
              "5:27 `rule.complaint` is no fact of the plan and nothing to expect / did you mean "
              "`rules.complaint`?\n");
    EXPECT_EQ(
        problems_of(table("[facts.slaes, score]", "[[1, 1]]")),
        "5:20 `slaes` is no fact of the plan and nothing to expect / did you mean `sales`?\n");
    EXPECT_EQ(problems_of(table("[sales, rules.complain]", "[[1, 1], [2, 2]]")),
              "5:27 `complain` is no rule of the plan / did you mean `complaint`?\n");
    EXPECT_EQ(problems_of(table("[params.top, score]", "[[1, 1]]")),
              "5:20 `top` is no param of the plan\n");
    EXPECT_EQ(problems_of(table("[id, score]", "[[1, 1]]")).substr(0, 50),
              "5:20 `id` is no fact of the plan and nothing to ex");
    EXPECT_EQ(problems_of(table("[sales, sales, score]", "[[1, 1, 1]]")),
              "5:27 the column `sales` is given twice\n");
    EXPECT_EQ(problems_of(table("[[sales], score]", "[[1, 1]]")),
              "5:20 a column is a text, not a list\n");
}

TEST(Table, NeedsColumnsAndRows) {
    const std::string fix =
        ", a list / write columns: [sales, score] and below it rows: with a list for each row\n";
    EXPECT_EQ(problems_of(table("[]", "[[1]]")), "5:19 a table needs `columns`" + fix);
    EXPECT_EQ(problems_of(table("[score]", "[]")), "5:34 a table needs `rows`" + fix);
    EXPECT_EQ(problems_of(table("[score]", "5")), "5:34 a table needs `rows`" + fix);
    EXPECT_EQ(problems_of(of_case("  each: {rows: [[1]]}")), "5:9 a table needs `columns`" + fix);
    EXPECT_EQ(problems_of(of_case("  each: [1]")),
              "5:9 a table is a mapping, not a list / its keys are columns, rows\n");
    EXPECT_EQ(problems_of(of_case("  each: {colums: [score], columns: [score], rows: [[1]]}")),
              "5:10 `colums` is no key of a table / did you mean `columns`?\n");
}

TEST(Table, RowsHaveACellForEachColumn) {
    const std::string fix =
        "the table 2 columns / give a row as a list with a cell for each column; write null for an "
        "empty one at the end\n";
    EXPECT_EQ(problems_of(table("[sales, score]", "[[1]]")), "5:42 the row has 1 cell, " + fix);
    EXPECT_EQ(problems_of(table("[sales, score]", "[[1, 2, 3]]")),
              "5:42 the row has 3 cells, " + fix);
    EXPECT_EQ(problems_of(table("[sales, score]", "[7]")), "5:42 the row has \"7\", " + fix);
    EXPECT_EQ(problems_of(table("[name, score]", "[[[a], 1]]")),
              "5:42 the name of a row is a text, not a list\n");
    EXPECT_EQ(problems_of(of_case("  participants: {columns: [id, score], rows: [[null, 100]]}")),
              "5:48 the id of a participant is a text, not empty\n"
              "5:47 a participant needs an `id`\n");
}

TEST(Table, RowsAreCasesWithNames) {
    const auto result = run_beside(
        table("[name, sales, score, errors]",
              "[[more, 1_010_000, 101, null], [wrong, -1, null, F0102], [none, null, null, "
              "[{fact: sales}]]]"));
    ASSERT_TRUE(result.problems.empty());
    ASSERT_EQ(result.cases.size(), 3U);
    EXPECT_EQ(result.cases[0].name, "one, more");
    EXPECT_TRUE(result.cases[0].passed());
    EXPECT_EQ(result.cases[0].place.line, 5U);
    EXPECT_EQ(result.cases[0].place.column, 56U);
    EXPECT_TRUE(result.cases[1].passed());  // nobody is scored, so there is no score
    EXPECT_TRUE(result.cases[2].passed());
    EXPECT_EQ(run_beside(table("[sales, score]", "[[1_000_000, 100]]")).cases[0].name,
              "one, row 1");
}

TEST(Table, WhatTheCaseSaysHoldsForEveryRow) {
    EXPECT_EQ(outcome_of(of_case("  facts: {complaints: 2}\n"
                                 "  each: {columns: [sales, score], rows: [[1_000_000, 97], "
                                 "[1_010_000, 98]]}\n"
                                 "  expect: {rules: {complaint: -3}, grade: B}")),
              "ok");
}

TEST(Table, ParamsDifferByRow) {
    EXPECT_EQ(outcome_of("text: |\n  plan p\n\n  param top = 20 in 10 .. 30\n\n  score\n"
                         "    start top\nparams: {top: 15}\ncases:\n- name: x\n  each: {columns: "
                         "[params.top, score, errors], rows: [[10, 10, null], [3_0, 30, null]]}\n"
                         "- {name: y, expect: {score: 15}}\n"
                         "- {name: z, params: {top: 12}, expect: {score: 12}}\n"
                         "- {name: w, params: {top: 31}, expect: {errors: [F0103]}}\n"),
              "ok");
}

}  // namespace
}  // namespace meritum::suite
