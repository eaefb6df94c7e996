// Why somebody is not rated. In: a total that asks for known kpis, one participant's values. Out: a
// sentence. Must not know lines. Tests: tests/api/kpis_test.cpp.
#pragma once

#include <cstdint>
#include <string>

#include "scorecard/values.hpp"
#include "scorecard/wording.hpp"

namespace meritum::scorecard {

/// "KPIs known: 1, needed: 2, missing: Satisfaction, Wins"; empty if the total asks for none.
std::string why_not_rated(const graph::Story& story, std::uint32_t total, const Values& values,
                          const Wording& wording);

}  // namespace meritum::scorecard
