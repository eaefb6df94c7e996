// Places of values among those of their group: 1 + how many are greater, equal ones alike. In: a
// value and a group per row. Out: a place per row. Must not know nodes. Tests:
// tests/exec/ranks_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "exec/run.hpp"

namespace meritum::exec {

/// REQUIRES as many groups as values, each below `groups`, and less than 2^31 of them. Integers in
/// a narrow band are counted, which takes two walks over the rows; others are sorted.
Column<std::int32_t> ranks(const Lanes& values, const std::vector<std::uint32_t>& group,
                           std::size_t groups);

}  // namespace meritum::exec
