// An explanation as text for a terminal or a mail. In: the tree. Out: lines. Must not know plans,
// facts or tongues: all words are in the tree. Tests: tests/report/text_test.cpp (golden pages).
#pragma once

#include <string>
#include <string_view>

#include "meritum/scorecard.hpp"
#include "scorecard/explanation.hpp"

namespace meritum::report {

/// Lines are folded at `columns`, at least 40; items that fit into one line are written in one.
/// With `colour`, ANSI codes for what is read first; with `waterfall`, bars above the lines.
std::string text(const scorecard::Explanation& card, std::size_t columns = 100, bool colour = false,
                 Waterfall waterfall = Waterfall::none);

/// What such a page says of one name (Scorecard::explain_part).
std::string text_of_part(const scorecard::Explanation& card, std::string_view name,
                         std::size_t columns = 100, bool colour = false);

}  // namespace meritum::report
