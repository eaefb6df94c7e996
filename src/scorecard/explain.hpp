// The door to "why". In: a card's body. Out: its explanation, in one tongue. Must not know how it
// is rendered. Tests: tests/scorecard/explain_test.cpp.
#pragma once

#include <string_view>

#include "scorecard/body.hpp"
#include "scorecard/explanation.hpp"
#include "scorecard/replay.hpp"

namespace meritum::scorecard {

/// Replays this participant. A tongue the plan does not have falls back to its first, one we do not
/// have to English.
CardExplanation explain(const Scorecard::Body& body, std::string_view lang,
                        Way way = Way::quickest);

}  // namespace meritum::scorecard
