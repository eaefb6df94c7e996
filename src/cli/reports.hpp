// What is told on stderr about people: who is left out, what is wrong with their facts, what the
// plan warns of. Equal messages are told once. Tests: tests/cli/reports_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "meritum/meritum.hpp"

namespace meritum::cli {

/// Who is in an earlier period of the data, but not in the one that was scored: perhaps a period is
/// misspelt.
void tell_left_out(const std::vector<Facts>& facts, const std::string& period);

/// "data/contracts.csv:7:3: ann: `amount` is -5, but must be at least 0 [F0102]". Of many that say
/// the same, the first and whose the others are.
void report(const std::vector<FactError>& errors);

/// Likewise, then how many errors. Returns the exit code.
int report_errors(const std::vector<FactError>& errors, std::size_t scored);

/// What `require ... else warn` found: ids and texts.
void tell_warnings(const std::vector<std::pair<std::string, std::string>>& warnings);

/// Likewise what `require ... else warn` found and all errors of results, then how many errors.
/// Returns the exit code.
int report_results(const Results& results);

}  // namespace meritum::cli
