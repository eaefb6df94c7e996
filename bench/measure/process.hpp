// What concerns the whole process: its memory, and work that is done in another one because a
// choice is made once per process or its memory is asked for. Must not know what is measured.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace meritum::bench {

/// Everything there is now is there in the child too. Empty if the child failed.
std::vector<double> in_child(const std::function<std::vector<double>()>& work);

/// Bytes of this process in memory, now and at most since the last `forget_peak`, which also gives
/// back to the system what is free. 0 where the system does not tell.
std::size_t resident_bytes();
std::size_t peak_bytes();
void forget_peak();

/// Bytes that the C library has given out and not got back.
std::size_t allocated_bytes();

/// From now on memory that was freed is kept for the next who asks, as in a host that has run for a
/// while: whether the C library gives it back to the system hangs on what else lies around.
void keep_freed_memory();
void give_back_freed_memory();

/// How much quicker two threads are than one at arithmetic that needs no memory. Below
/// `second_core_free` somebody else has the second core, and two threads of anything tell nothing.
double second_core();
inline constexpr double second_core_free = 1.7;

}  // namespace meritum::bench
