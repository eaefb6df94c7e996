// The exact integers of a run. The 128-bit type hides behind `Int128` so that compilers without one
// can follow. Tests: tests/exec/kernels_test.cpp.
#pragma once

namespace meritum::number {

/// 38 digits: node values.
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

}  // namespace meritum::number
