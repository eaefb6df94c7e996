// The lines of a total as a waterfall: a bar per line that begins where the one before ended. In: a
// total of an explanation and the column of its points. Out: rows of text. Must not know plans or
// tongues. Tests: tests/report/waterfall_test.cpp (golden pages).
//
//   +100    Start                 ████████████████
//    +32    Target exceeded                       █████▏
//    -12    at most 20                              ▒▒▒
//   120     Score                 ███████████████████▏
//
// Bars to the right are full, bars to the left shaded, so nothing hangs on colour. Where the steps
// are small beside the level they start from, the axis is cut and bars from zero begin with a ~.
#pragma once

#include <cstddef>
#include <string>

#include "meritum/scorecard.hpp"
#include "report/terminal.hpp"
#include "scorecard/explanation.hpp"

namespace meritum::report {

/// Rows of at most `columns`, each with a line break. Lines of 0 are left out. Empty if fewer than
/// two lines are left, or the bars would have too little room to be read. REQUIRES that `bars` is
/// not none.
std::string waterfall(const scorecard::Explanation& total, const NumberWidth& points,
                      std::size_t columns, Waterfall bars, bool colour);

}  // namespace meritum::report
