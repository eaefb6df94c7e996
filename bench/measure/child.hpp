// Work in a process of its own: where a choice is made once per process, or its memory is asked
// for. In: a function that gives numbers. Out: the numbers.
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

}  // namespace meritum::bench
