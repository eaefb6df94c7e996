// Results as JSON, card by card: for whoever does not hold all of them. In: results and cards. Out:
// pieces of the text of docs/json.md. Must not know a plan. Tests: tests/report/json_test.cpp,
// tests/api/large_folder_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "meritum/plan.hpp"

namespace meritum::report {

/// Up to the first card. The results need none.
std::string json_head(const Results& results);
/// One line without its end.
std::string card_json(const Scorecard& card);
/// Behind the last card, and its line end; `any`: there are cards.
std::string json_tail(bool any, const std::vector<FactError>& errors);

}  // namespace meritum::report
