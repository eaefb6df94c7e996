// The operators of map nodes on values: each once, total. In: operands in one lane. Out: results in
// the same lane. Must not know nodes or tables; needs no range to be safe, only to be right. Tests:
// tests/exec/kernels_test.cpp.
#pragma once

#include <cstddef>

#include "number/integer.hpp"
#include "number/powers.hpp"
#include "number/wide.hpp"
#include "value/operators.hpp"

namespace meritum::exec {

/// Operand columns of equal length; those beyond the operator's arity are not looked at.
template <class T>
struct Operands {
    const T* a = nullptr;
    const T* b = nullptr;
    const T* c = nullptr;
    const number::Power* power = nullptr;  ///< of the operator `power`
};

/// out[i] = op(a[i], b[i], c[i]) for i < rows. REQUIRES an operator with operands. T: std::uint8_t
/// (0 and 1), std::int64_t, number::Int128, number::Int256.
template <class T>
void map_rows(value::Operator op, const Operands<T>& operands, T* out, std::size_t rows);

/// The same for one row.
template <class T>
T map_row(value::Operator op, const T& a, const T& b = T{}, const T& c = T{},
          const number::Power* power = nullptr) {
    T out{};
    map_rows<T>(op, {&a, &b, &c, power}, &out, 1);
    return out;
}

/// a + b, wrapped at the lane's width: what sums are made of.
template <class T>
T wrapping_add(const T& a, const T& b);

}  // namespace meritum::exec
