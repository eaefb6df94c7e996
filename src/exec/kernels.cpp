// Loops over rows, one per operator and lane; see meaning.hpp for what they do. Tests:
// tests/exec/kernels_test.cpp.
#include "exec/kernels.hpp"

#include "exec/meaning.hpp"
#include "number/wide.hpp"

namespace meritum::exec {
namespace {

using value::Operator;

/// One loop per operator and lane, without a decision inside that the compiler cannot turn into a
/// select.
template <Operator op, class T>
void each_row(const Operands<T>& in, T* out, std::size_t rows) {
    constexpr unsigned arity = value::row(op).arity;
    const T none{};
    if constexpr (op == Operator::power) {
        for (std::size_t i = 0; i < rows; ++i) {
            out[i] = meaning::quarters(in.a[i], in.b[i], in.c[i], *in.power);
        }
        return;
    }
    for (std::size_t i = 0; i < rows; ++i) {
        if constexpr (arity == 1) out[i] = meaning::apply<op, T>(in.a[i], none, none);
        if constexpr (arity == 2) out[i] = meaning::apply<op, T>(in.a[i], in.b[i], none);
        if constexpr (arity == 3) out[i] = meaning::apply<op, T>(in.a[i], in.b[i], in.c[i]);
    }
}

}  // namespace

template <class T>
void map_rows(Operator op, const Operands<T>& operands, T* out, std::size_t rows) {
    switch (op) {
#define OPERATOR(id, arity, sign, meaning) \
    case Operator::id:                     \
        return each_row<Operator::id, T>(operands, out, rows);
#include "value/operators.def"
    }
}

template <class T>
T wrapping_add(const T& a, const T& b) {
    return meaning::plus(a, b);
}

template void map_rows(Operator, const Operands<std::uint8_t>&, std::uint8_t*, std::size_t);
template void map_rows(Operator, const Operands<std::int64_t>&, std::int64_t*, std::size_t);
template void map_rows(Operator, const Operands<number::Int128>&, number::Int128*, std::size_t);
template void map_rows(Operator, const Operands<number::Int256>&, number::Int256*, std::size_t);
template std::uint8_t wrapping_add(const std::uint8_t&, const std::uint8_t&);
template std::int64_t wrapping_add(const std::int64_t&, const std::int64_t&);
template number::Int128 wrapping_add(const number::Int128&, const number::Int128&);
template number::Int256 wrapping_add(const number::Int256&, const number::Int256&);

}  // namespace meritum::exec
