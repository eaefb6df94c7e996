// Which registers share memory, and how many rows a piece has. In: a Schedule's steps. Out: its
// slots and rows. Must not know nodes. Tests: tests/exec/chunks_test.cpp.
#pragma once

#include "exec/schedule.hpp"

namespace meritum::exec {

/// Registers that are never needed at once get the same slot; all slots of a piece fit a cache.
void share_memory(Schedule& schedule);

}  // namespace meritum::exec
