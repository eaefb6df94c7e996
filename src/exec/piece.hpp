// Some participants with their items. In: nothing. Out: rows of each table. Tests:
// tests/exec/chunks_test.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "base/ids.hpp"

namespace meritum::exec {

/// Rows [begin, end) of each table.
struct Piece {
    std::vector<std::size_t> begin;
    std::vector<std::size_t> end;

    std::size_t rows(TableId table) const { return end[table.index] - begin[table.index]; }
};

}  // namespace meritum::exec
