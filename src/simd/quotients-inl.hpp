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

/// The whole number next to a quotient, of halves the even one.
template <class D>
HWY_INLINE hn::Vec<D> nearest(D d, hn::Vec<D> number) {
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_SSSE3  // no instruction rounds
    using T = hn::TFromD<D>;
    // Beside this number the next ones are one apart: 1.5 * 2^52, of floats 1.5 * 2^23.
    const auto beside = hn::Set(d, static_cast<T>(sizeof(T) == 8 ? double_zero : 12'582'912.0));
    return hn::Sub(hn::Add(number, beside), beside);
#else
    (void)d;
    return hn::Round(number);
#endif
}

/// The whole number at or below it.
template <class D>
HWY_INLINE hn::Vec<D> below(D d, hn::Vec<D> number) {
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_SSSE3
    const auto whole = nearest(d, number);
    const auto one = hn::Set(d, hn::TFromD<D>{1});
    return hn::Sub(whole, hn::IfThenElseZero(hn::Lt(number, whole), one));
#else
    (void)d;
    return hn::Floor(number);
#endif
}

template <class D>
HWY_INLINE hn::Vec<D> above(D d, hn::Vec<D> number) {
    return hn::Neg(below(d, hn::Neg(number)));
}

/// The quotient of whole numbers, rounded. The processor gives the number next to a / b, and what
/// rounds that goes wrong only if it lies at or beyond a whole number or a half that a / b does not
/// reach. It cannot: such a number is at least 1 / (2b) away from a / b, the one next to a / b less
/// than |a / b| / 2^53 (of floats 2^24), which is less while |a| is below 2^52 (2^23). A divisor
/// below 1 is taken as 1.
template <Division op, class D>
HWY_INLINE hn::Vec<D> quotient(D d, hn::Vec<D> a, hn::Vec<D> b) {
    using T = hn::TFromD<D>;
    const auto all = hn::Div(a, hn::Max(b, hn::Set(d, T{1})));
    if constexpr (op == Division::floor) return below(d, all);
    if constexpr (op == Division::ceiling) return above(d, all);
    if constexpr (op == Division::half_even) return nearest(d, all);
    const auto is_below_0 = hn::Lt(all, hn::Zero(d));
    if constexpr (op == Division::down) {
        return hn::IfThenElse(is_below_0, above(d, all), below(d, all));
    } else if constexpr (op == Division::up) {
        return hn::IfThenElse(is_below_0, below(d, all), above(d, all));
    }
    const auto whole = nearest(d, all);  // of halves the even one: may be towards 0
    const auto half = hn::CopySign(hn::Set(d, T{0.5}), all);
    const auto one = hn::CopySign(hn::Set(d, T{1}), all);
    const auto towards_0 = hn::Eq(hn::Sub(all, whole), half);
    return hn::Add(whole, hn::IfThenElseZero(towards_0, one));
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

/// Twice as many at once: as floats.
template <Division op, Shape shape>
void quick_division(const void* a, const void* b, void* out, std::size_t rows) {
    const hn::ScalableTag<float> d;
    const hn::Rebind<std::int32_t, decltype(d)> whole;
    const Operand<std::int32_t, first_fixed(shape)> left(a);
    const Operand<std::int32_t, second_fixed(shape)> right(b);
    auto* to = static_cast<std::int32_t*>(out);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        const auto x = hn::ConvertTo(d, left.load(whole, i));
        const auto y = hn::ConvertTo(d, right.load(whole, i));
        hn::StoreU(hn::ConvertTo(whole, quotient<op>(d, x, y)), whole, to + i);
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

}  // namespace meritum::simd::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
