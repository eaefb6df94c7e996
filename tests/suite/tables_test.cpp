// Suites of plans whose tables have `rows from data`: the key `tables`. See src/suite/plans.hpp.
#include <gtest/gtest.h>

#include "meritum/suite.hpp"

namespace meritum::suite {
namespace {

const std::string top =
    "text: |\n"
    "  plan commission\n"
    "  fact product text\n"
    "  table rates | prices\n"
    "    by product text gives rate number 0 .. 20\n"
    "    rows from data\n"
    "  outcome pay = rates(product) else 0\n";

const std::string cases =
    "cases:\n"
    "  - name: a\n"
    "    facts: {product: A-1}\n"
    "    expect: {outcomes: {pay: 4}}\n";

const std::string no_rows =
    "the data has no rows for the table `rates`; they stand in rates.csv, or under `tables` beside "
    "`participants`";

SuiteResult run(const std::string& tables) { return run_text(top + tables + cases, "x.test.yaml"); }

/// What stops the suite; "passed" if nothing does.
std::string problem_of(const std::string& tables) {
    const auto result = run(tables);
    if (result.passed()) return "passed";
    return result.problems.empty() ? "fails" : result.problems.front().message;
}

TEST(SuiteTables, AreGivenAtTheTop) {
    EXPECT_EQ(problem_of("tables:\n  rates: [{product: A-1, rate: 4}]\n"), "passed");
    EXPECT_EQ(problem_of("tables:\n  prices:\n    - {product: A-1, rate: 4}\n"), "passed");
    EXPECT_EQ(problem_of("tables: {rates: [{product: A-1, rate: 5}]}\n"), "fails");
    EXPECT_EQ(problem_of("tables: {rates: []}\n"), "fails");
}

TEST(SuiteTables, MustFit) {
    EXPECT_EQ(problem_of(""), no_rows);
    EXPECT_EQ(problem_of("tables: {rats: []}\n"), no_rows);
    EXPECT_EQ(problem_of("tables: {rates: rates.csv}\n"),
              "the rows in rates.csv cannot be read: there is no such file");
    EXPECT_EQ(problem_of("tables: [1]\n"), "`tables` is a list");
    EXPECT_NE(problem_of("tables: {rates: [{product: A-1, rate: 30}]}\n").find("M0311"),
              std::string::npos);
}

}  // namespace
}  // namespace meritum::suite
