// Both answers side by side. In: the reference's card and the engine's. Out: the first difference
// in words, "" where there is none. Tests: compare_test in reference_test.cpp.
#pragma once

#include <string>

#include "agreement/reference.hpp"
#include "meritum/scorecard.hpp"

namespace meritum::agreement {

/// Id, score, grade, outcomes and totals.
std::string difference_of_results(const ReferenceCard& expected, const Scorecard& actual);

/// Every line: identity, points, order, whether a rule's `because` is there; and that they add up
/// to the score.
std::string difference_of_lines(const ast::Document& plan, const ReferenceCard& expected,
                                const Scorecard& actual);

/// Two cards of the engine that should say the same.
std::string difference_of_cards(const Scorecard& a, const Scorecard& b, bool lines);

std::string show(const ReferenceCard& card);
std::string show(const Scorecard& card);

}  // namespace meritum::agreement
