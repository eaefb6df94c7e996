// The texts of a plan, filled in: the `because` of a line, advice, warnings. In: a line's form and
// one participant's values. Out: the text, or nothing. Must not know the other lines. Tests:
// tests/scorecard/from_run_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "scorecard/lines.hpp"
#include "scorecard/values.hpp"
#include "scorecard/wording.hpp"

namespace meritum::scorecard {

/// Of a rule that applies and whose points are not 0, and of a veto that fires; else empty. A value
/// that is not there says so.
std::string because(const LineForm& form, const Values& values, const Wording& wording);

/// What a rule advises here, filled in; none if it advises nothing.
std::vector<std::string> advice(const graph::Rule& rule, const Values& values,
                                const Wording& wording);

/// What a requirement that does not hold says: its text, or the condition's own words.
std::string warning(const graph::Requirement& requirement, const Values& values,
                    const Wording& wording);

}  // namespace meritum::scorecard
