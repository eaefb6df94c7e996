// What an explanation says, held against the reference. In: the reference's card and the engine's.
// Out: the first thing said that is not so, "" where all is. Tests: agreement_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "agreement/reference.hpp"
#include "meritum/scorecard.hpp"

namespace meritum::agreement {

/// Score, lines in their order, what items add up to, which rows of tables and grades were reached,
/// what failed where a rule gave nothing, outcomes; and that text and JSON can be written of it.
std::string untrue_explanation(const ReferenceCard& expected, const Scorecard& card,
                               std::string_view lang);

}  // namespace meritum::agreement
