// One participant's friendly facts, the short way: numbers instead of columns, for what a record
// can do. In: a plan, facts. Out: the card score_all would give, or nothing where it has to look.
// Must not know files. Tests: tests/api/score_record_test.cpp, tests/agreement/.
#pragma once

#include <optional>

#include "api/plan_body.hpp"
#include "meritum/plan.hpp"

namespace meritum {

/// Nothing if the plan, the options or the facts need more than this: whatever is wrong with facts,
/// other participants or periods, overridden params.
std::optional<Scorecard> score_record(const Plan::Body& plan, const Facts& facts,
                                      const ScoreOptions& options);

}  // namespace meritum
