// Results as rows of CSV, one after the other: for whoever does not hold all of them as cards. In:
// cards, or rows of results in columns. Out: text, as docs/json.md says of CSV. Must not know a
// plan. Tests: tests/report/csv_test.cpp, tests/api/large_folder_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "meritum/fact_table.hpp"
#include "meritum/plan.hpp"

namespace meritum::report {

/// Each appends a line.
void append_csv_head(const Results& results, std::string& text);
void append_csv_row(const Scorecard& card, std::string& text);
/// The columns are those of the results: totals, perhaps the grade, outcomes.
void append_csv_row(std::string_view id, const Results& results, const TableResults& table,
                    std::size_t row, std::string& text);

}  // namespace meritum::report
