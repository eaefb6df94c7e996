// Participants as an Arrow table in layouts that are drawn. In: a plan, cards, draws. Out: what
// score_arrow says another way. Tests: used by trial.cpp.
#pragma once

#include <optional>
#include <string>

#include "agreement/random.hpp"
#include "agreement/reference.hpp"
#include "meritum/plan.hpp"

namespace meritum::agreement {

/// The facts of the cards, as they were scored, once more: "" if the same comes out. Nothing if
/// tables cannot be asked for this plan.
std::optional<std::string> difference_arrowed(const Plan& plan, const Results& cards,
                                              const Params& params, Random& random);

}  // namespace meritum::agreement
