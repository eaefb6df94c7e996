// The widest integers of a run. In: Boost's fixed 256 bits. Must not be included where 128 bits do:
// Boost's header costs more than all of ours. Tests: tests/exec/kernels_test.cpp,
// tests/number/exact_test.cpp.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "number/exact.hpp"

namespace meritum::number {

/// 77 digits: accumulators, cross products, intermediates inside a row. Trivially copyable;
/// arithmetic is unchecked (it wraps), like Int128's; the checker proved that it need not.
using Int256 = boost::multiprecision::number<
    boost::multiprecision::cpp_int_backend<256, 256, boost::multiprecision::signed_magnitude,
                                           boost::multiprecision::unchecked, void>,
    boost::multiprecision::et_off>;

/// REQUIRES that it fits.
Int256 to_int256(const Integer& value);
Integer to_integer(const Int256& value);

/// Of any width of a run, and back.
template <class T>
Integer to_integer_of(const T& value) {
    if constexpr (std::is_same_v<T, Int256>) {
        return to_integer(value);
    } else {
        return Integer(value);
    }
}
/// REQUIRES that it fits T.
template <class T>
T in_width(const Integer& value) {
    if constexpr (std::is_same_v<T, Int256>) {
        return to_int256(value);
    } else if constexpr (std::is_same_v<T, Int128>) {
        return to_int128(value);
    } else {
        return static_cast<T>(value);
    }
}

}  // namespace meritum::number
