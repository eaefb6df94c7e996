// Rubbish for rows nobody may read. In: a column and the guard it is valid under. Out: the column,
// spoilt where the guard is 0. For tests: whoever reads such a row after all gives itself away.
// Tests: tests/exec/poison_test.cpp.
#pragma once

#include <cstddef>
#include <limits>
#include <type_traits>

#include "exec/run.hpp"
#include "number/integer.hpp"

namespace meritum::exec {

/// The extremes of a lane, told by its own type: numeric_limits knows no Int128 under -std=c++20.
template <class T>
struct Extremes {
    static T high() { return std::numeric_limits<T>::max(); }
    static T low() { return std::numeric_limits<T>::lowest(); }
};
template <>
struct Extremes<number::Int128> {
    static number::Int128 high() { return static_cast<number::Int128>(~number::UInt128{0} >> 1); }
    static number::Int128 low() { return -high() - 1; }
};

/// What a row nobody reads may hold.
template <class T>
T rubbish(std::size_t row) {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
        return static_cast<T>(row % 2);
    } else {
        const auto anything = 0x5a5a5a5a5a5a0000 + static_cast<std::int64_t>(row);
        switch (row % 4) {
            case 0: return Extremes<T>::high();
            case 1: return Extremes<T>::low();
            case 2: return static_cast<T>(-1);
            default: return static_cast<T>(anything);
        }
    }
}

/// Overwrites column[i] where guard[i] is 0 by values that differ from row to row: the lane's
/// extremes, -1, a pattern. A bit stays a bit: 0 and 1 in turn. REQUIRES equal sizes and a guard of
/// bits.
void poison(Lanes& column, const Lanes& guard);

}  // namespace meritum::exec
