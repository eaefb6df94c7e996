// Whose facts a plan refuses. In: a run of the requirements. Out: rows with the first requirement
// each fails. Must not know what happens to them. Tests: tests/api/score_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "exec/run.hpp"
#include "scorecard/outline.hpp"
#include "value/columns.hpp"

namespace meritum::scorecard {

struct Refusal {
    std::size_t row = 0;  ///< of the facts
    std::string text;     ///< the requirement's text, or its words, with both sides
    std::string fact;     ///< first name of the first fact it reads; empty: none
};

/// REQUIRES a run of exec::bind_requirements of this graph over these facts.
std::vector<Refusal> refusals(const Outline& outline,
                              const std::shared_ptr<const value::FactColumns>& facts,
                              const exec::Run& run, std::string_view lang);

}  // namespace meritum::scorecard
