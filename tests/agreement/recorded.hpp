// One participant's results by a Record. In: a plan, facts, the card that must say the same. Out:
// what differs. Tests: used by trial.cpp and tests/api/record_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "meritum/plan.hpp"
#include "meritum/record.hpp"

namespace meritum::agreement {

using Params = std::vector<std::pair<std::string, FactValue>>;

/// Nothing if the plan cannot be asked so.
std::optional<Record> record_of(const Plan& plan, const Params& params);

/// Puts the facts in; lists that are not given are empty. REQUIRES facts of this plan.
void fill(const Plan& plan, Record& record, const Facts& facts);

/// Scores what was put in; empty if it says what the card does.
std::string difference_from(const Plan& plan, Record& record, const Scorecard& card);

}  // namespace meritum::agreement
