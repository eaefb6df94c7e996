// Scoring with poison: lanes whose guard is false are filled with rubbish. In: a plan and facts.
// Out: cards that must be the same. Goes below the public interface, which has no such option.
// Tests: used by trial.cpp.
#pragma once

#include <vector>

#include "agreement/facts.hpp"
#include "meritum/plan.hpp"

namespace meritum::agreement {

std::vector<Scorecard> score_poisoned(const Plan& plan, const GeneratedFacts& facts);

}  // namespace meritum::agreement
