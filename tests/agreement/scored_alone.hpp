// One participant by Plan::score, beside a population of that one. In: a plan, facts. Out: the
// first difference. Knows nothing of how either is done.
#pragma once

#include <string>

#include "meritum/meritum.hpp"

namespace meritum::agreement {

/// Cards, what they were scored by, what they tell and archive, or the errors: "" if all of it is
/// the same.
std::string difference_alone(const Plan& plan, const Facts& facts, const ScoreOptions& options);

}  // namespace meritum::agreement
