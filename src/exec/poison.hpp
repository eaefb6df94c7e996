// Rubbish for rows nobody may read. In: a column and the guard it is valid under. Out: the column,
// spoilt where the guard is 0. For tests: whoever reads such a row after all gives itself away.
// Tests: tests/exec/poison_test.cpp.
#pragma once

#include "exec/run.hpp"

namespace meritum::exec {

/// Overwrites column[i] where guard[i] is 0 by values that differ from row to row: the lane's
/// extremes, -1, a pattern. A bit stays a bit: 0 and 1 in turn. REQUIRES equal sizes and a guard of
/// bits.
void poison(Lanes& column, const Lanes& guard);

}  // namespace meritum::exec
