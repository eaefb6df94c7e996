// What a population looks like (include/meritum/summary.hpp). In: the story, for the order and
// words of grades, outcomes and rules, and Results. Out: a Summary, or one as text. Must not know
// how results came about. Tests: tests/report/summary_test.cpp (golden pages).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "graph/story.hpp"
#include "meritum/summary.hpp"

namespace meritum::report {

Summary summarize(const graph::Story& story, const Results& results, const SummaryOptions& options);

std::string text(const graph::Story& story, const Summary& summary, std::string_view lang,
                 bool colour, std::size_t width);

}  // namespace meritum::report
