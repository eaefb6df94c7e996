// The exact integers of a run. The 128-bit type hides behind `Int128` so that compilers without one
// can follow. Tests: tests/exec/kernels_test.cpp.
#pragma once

#include <cstdint>

#include <boost/multiprecision/cpp_int.hpp>

namespace meritum::number {

/// 38 digits: node values.
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

/// 77 digits: accumulators, cross products, intermediates inside a row. Trivially copyable;
/// arithmetic is unchecked (it wraps), like Int128's; the checker proved that it need not.
using Int256 = boost::multiprecision::number<
    boost::multiprecision::cpp_int_backend<256, 256, boost::multiprecision::signed_magnitude,
                                           boost::multiprecision::unchecked, void>,
    boost::multiprecision::et_off>;

}  // namespace meritum::number
