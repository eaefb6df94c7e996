// What came out beside what was expected. In: expectations, a card, errors or diagnostics. Out:
// Differences. Must not know how anything is scored. Tests: tests/suite/run_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "meritum/suite.hpp"
#include "suite/document.hpp"

namespace meritum::suite {

/// What the card has for it; exactly the points of the lines of a rule, added up.
Value actual(const Expected& expected, const Scorecard& card);

/// Expected and found errors are paired, each once; what is left over on a side is a difference.
/// `where` is where one stands that was not expected.
std::vector<Difference> compare_errors(const std::vector<ExpectedError>& expected,
                                       const std::vector<const FactError*>& found,
                                       const Vocabulary& words, const Origin& where);

/// The same for the diagnostics of a plan.
std::vector<Difference> compare_diagnostics(const std::vector<ExpectedDiagnostic>& expected,
                                            const std::vector<Diagnostic>& found,
                                            const Origin& where);

}  // namespace meritum::suite
