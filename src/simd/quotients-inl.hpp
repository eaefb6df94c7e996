// Rounded quotients, for one processor path. In: whole numbers as kernels.hpp says. Out: the same
// as the operators give. Must not be included but by kernels-inl.hpp. Tests:
// tests/exec/simd_test.cpp.
#if defined(MERITUM_SIMD_QUOTIENTS) == defined(HWY_TARGET_TOGGLE)
#ifdef MERITUM_SIMD_QUOTIENTS
#undef MERITUM_SIMD_QUOTIENTS
#else
#define MERITUM_SIMD_QUOTIENTS
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "simd/kernels.hpp"
#include "simd/operands-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace meritum::simd::HWY_NAMESPACE {

/// Whole numbers below 2^51 as doubles and back: their bits, beside those of this number.
constexpr double double_zero = 6755399441055744.0;  // 1.5 * 2^52

template <class D>
HWY_INLINE hn::Vec<D> as_doubles(D d, hn::Vec<hn::Repartition<std::int64_t, D>> whole) {
    const hn::Repartition<std::int64_t, D> di;
    const auto zero = hn::Set(d, double_zero);
    return hn::Sub(hn::BitCast(d, hn::Add(whole, hn::BitCast(di, zero))), zero);
}

template <class D>
HWY_INLINE hn::Vec<hn::Repartition<std::int64_t, D>> as_whole(D d, hn::Vec<D> number) {
    const hn::Repartition<std::int64_t, D> di;
    const auto zero = hn::Set(d, double_zero);
    return hn::Sub(hn::BitCast(di, hn::Add(number, zero)), hn::BitCast(di, zero));
}

/// The quotient below and what is left over it are exact: |a|, b and the product of b and the
/// quotient are whole and below 2^52. The rounded quotient may be one too great, never too small.
template <Division op, class D>
HWY_INLINE hn::Vec<D> quotient(D d, hn::Vec<D> a, hn::Vec<D> b) {
    const auto one = hn::Set(d, 1.0);
    const auto zero = hn::Zero(d);
    const auto divisor = hn::IfThenElse(hn::Gt(b, zero), b, one);
    auto below = hn::Floor(hn::Div(a, divisor));
    auto rest = hn::Sub(a, hn::Mul(below, divisor));
    const auto too_great = hn::Lt(rest, zero);
    below = hn::Sub(below, hn::IfThenElseZero(too_great, one));
    rest = hn::Add(rest, hn::IfThenElseZero(too_great, divisor));
    if constexpr (op == Division::floor) return below;
    const auto inexact = hn::Gt(rest, zero);
    if constexpr (op == Division::ceiling) {
        return hn::Add(below, hn::IfThenElseZero(inexact, one));
    } else if constexpr (op == Division::up) {
        return hn::Add(below, hn::IfThenElseZero(hn::And(inexact, hn::Gt(a, zero)), one));
    } else if constexpr (op == Division::down) {
        return hn::Add(below, hn::IfThenElseZero(hn::And(inexact, hn::Lt(a, zero)), one));
    } else {
        const auto twice = hn::Add(rest, rest);
        const auto tie = hn::Eq(twice, divisor);
        const auto beyond = hn::Gt(twice, divisor);
        if constexpr (op == Division::half_up) {
            const auto up = hn::Or(beyond, hn::And(tie, hn::Gt(a, zero)));
            return hn::Add(below, hn::IfThenElseZero(up, one));
        } else {
            const auto half = hn::Mul(below, hn::Set(d, 0.5));
            const auto odd = hn::Not(hn::Eq(hn::Floor(half), half));
            const auto up = hn::Or(beyond, hn::And(tie, odd));
            return hn::Add(below, hn::IfThenElseZero(up, one));
        }
    }
}

template <Division op, class T, Shape shape>
void division(const void* a, const void* b, void* out, std::size_t rows) {
    const hn::ScalableTag<double> d;
    const hn::Rebind<T, decltype(d)> whole;
    const Operand<T, first_fixed(shape)> left(a);
    const Operand<T, second_fixed(shape)> right(b);
    auto* to = static_cast<T*>(out);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        if constexpr (sizeof(T) == sizeof(double)) {
            const auto x = as_doubles(d, left.load(whole, i));
            const auto y = as_doubles(d, right.load(whole, i));
            hn::StoreU(as_whole(d, quotient<op>(d, x, y)), whole, to + i);
        } else {
            const auto x = hn::PromoteTo(d, left.load(whole, i));
            const auto y = hn::PromoteTo(d, right.load(whole, i));
            hn::StoreU(hn::DemoteTo(whole, quotient<op>(d, x, y)), whole, to + i);
        }
    }
}

template <Division op>
void ratio(const void* a, const void* factor, const void* by, void* out, std::size_t rows) {
    const hn::ScalableTag<double> d;
    const hn::Rebind<std::int32_t, decltype(d)> whole;
    const auto* from = static_cast<const std::int32_t*>(a);
    const auto* divisor = static_cast<const std::int32_t*>(by);
    const auto times = hn::Set(d, static_cast<double>(*static_cast<const std::int64_t*>(factor)));
    auto* to = static_cast<std::int32_t*>(out);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        const auto x = hn::Mul(hn::PromoteTo(d, hn::LoadU(whole, from + i)), times);
        const auto y = hn::PromoteTo(d, hn::LoadU(whole, divisor + i));
        hn::StoreU(hn::DemoteTo(whole, quotient<op>(d, x, y)), whole, to + i);
    }
}

/// The estimate is one off at most, as quotients are far below what floats hold.
template <Division op>
void division_by(const void* a, const void* b, void* out, std::size_t rows) {
    const hn::ScalableTag<std::int32_t> d;
    const hn::Rebind<float, decltype(d)> df;
    const auto* from = static_cast<const std::int32_t*>(a);
    const auto number = std::max(*static_cast<const std::int32_t*>(b), std::int32_t{1});
    const auto divisor = hn::Set(d, number);
    const auto part = hn::Set(df, 1.0F / static_cast<float>(number));
    const auto zero = hn::Zero(d);
    const auto one = hn::Set(d, 1);
    auto* to = static_cast<std::int32_t*>(out);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        const auto x = hn::LoadU(d, from + i);
        auto below = hn::ConvertTo(d, hn::Floor(hn::Mul(hn::ConvertTo(df, x), part)));
        auto rest = hn::Sub(x, hn::Mul(below, divisor));
        const auto too_great = hn::Lt(rest, zero);
        below = hn::Sub(below, hn::IfThenElseZero(too_great, one));
        rest = hn::Add(rest, hn::IfThenElseZero(too_great, divisor));
        const auto too_small = hn::Not(hn::Lt(rest, divisor));
        below = hn::Add(below, hn::IfThenElseZero(too_small, one));
        rest = hn::Sub(rest, hn::IfThenElseZero(too_small, divisor));
        const auto inexact = hn::Gt(rest, zero);
        const auto twice = hn::Add(rest, rest);
        auto up = hn::Lt(zero, zero);
        if constexpr (op == Division::ceiling) up = inexact;
        if constexpr (op == Division::up) up = hn::And(inexact, hn::Gt(x, zero));
        if constexpr (op == Division::down) up = hn::And(inexact, hn::Lt(x, zero));
        if constexpr (op == Division::half_up)
            up = hn::Or(hn::Gt(twice, divisor), hn::And(hn::Eq(twice, divisor), hn::Gt(x, zero)));
        if constexpr (op == Division::half_even) {
            const auto odd = hn::Eq(hn::And(below, one), one);
            up = hn::Or(hn::Gt(twice, divisor), hn::And(hn::Eq(twice, divisor), odd));
        }
        hn::StoreU(hn::Add(below, hn::IfThenElseZero(up, one)), d, to + i);
    }
}

}  // namespace meritum::simd::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
