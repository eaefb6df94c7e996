// The kernels for one processor path; kernels.cpp compiles this once per path. In: what kernels.hpp
// says. Must not be included elsewhere. Tests: tests/exec/simd_test.cpp.
#if defined(MERITUM_SIMD_KERNELS) == defined(HWY_TARGET_TOGGLE)
#ifdef MERITUM_SIMD_KERNELS
#undef MERITUM_SIMD_KERNELS
#else
#define MERITUM_SIMD_KERNELS
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "simd/kernels.hpp"
#include "simd/operands-inl.hpp"
#include "simd/quotients-inl.hpp"
#include "simd/widths-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace meritum::simd::HWY_NAMESPACE {

// --- arithmetic ---

template <Arithmetic op, class D, class V>
HWY_INLINE V computed(D d, V a, V b) {
    if constexpr (op == Arithmetic::negate) return hn::Sub(hn::Zero(d), a);
    if constexpr (op == Arithmetic::absolute) return hn::Max(a, hn::Sub(hn::Zero(d), a));
    if constexpr (op == Arithmetic::add) return hn::Add(a, b);
    if constexpr (op == Arithmetic::subtract) return hn::Sub(a, b);
    if constexpr (op == Arithmetic::multiply) return hn::Mul(a, b);
    if constexpr (op == Arithmetic::minimum) return hn::Min(a, b);
    return hn::Max(a, b);
}

template <Arithmetic op, class T, Shape shape>
void arithmetic(const void* a, const void* b, void* out, std::size_t rows) {
    const hn::ScalableTag<T> d;
    const Operand<T, first_fixed(shape)> left(a);
    const bool one = op == Arithmetic::negate || op == Arithmetic::absolute;
    const Operand<T, second_fixed(shape)> right(one ? a : b);
    auto* to = static_cast<T*>(out);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        hn::StoreU(computed<op>(d, left.load(d, i), right.load(d, i)), d, to + i);
    }
}

/// Wraps; no path has this for 64 bits in one instruction.
template <Shape shape>
void multiply_wide(const void* a, const void* b, void* out, std::size_t rows) {
    const auto* left = static_cast<const std::uint64_t*>(a);
    const auto* right = static_cast<const std::uint64_t*>(b);
    auto* to = static_cast<std::uint64_t*>(out);
    for (std::size_t i = 0; i < rows; ++i)
        to[i] = left[first_fixed(shape) ? 0 : i] * right[second_fixed(shape) ? 0 : i];
}

template <Shape shape>
void multiply_halves(const void* a, const void* b, void* out, std::size_t rows) {
#if HWY_TARGET == HWY_SCALAR
    multiply_wide<shape>(a, b, out, rows);
#else
    const hn::ScalableTag<std::int64_t> d;
    const hn::Repartition<std::int32_t, decltype(d)> halves;
    const Operand<std::int64_t, first_fixed(shape)> left(a);
    const Operand<std::int64_t, second_fixed(shape)> right(b);
    auto* to = static_cast<std::int64_t*>(out);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        hn::StoreU(hn::MulEven(hn::BitCast(halves, left.load(d, i)),
                               hn::BitCast(halves, right.load(d, i))),
                   d, to + i);
    }
#endif
}

// --- truths ---

/// Rows whose bits fill whole bytes.
template <class D>
HWY_INLINE std::size_t mask_rows(D d) {
    return std::max<std::size_t>(hn::Lanes(d), 8);
}

/// `mask_of(row)` gives the mask of Lanes(d) rows.
template <class D, class MaskOf>
HWY_INLINE void store_bits(D d, std::uint8_t* bits, std::size_t rows, const MaskOf& mask_of) {
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t i = 0; i < rows; i += mask_rows(d)) {
        if (lanes >= 8) {
            hn::StoreMaskBits(d, mask_of(i), bits + i / 8);
            continue;
        }
        unsigned byte = 0;
        for (std::size_t k = 0; k < 8; k += lanes) {
            std::uint8_t some[8] = {};
            hn::StoreMaskBits(d, mask_of(i + k), some);
            byte |= static_cast<unsigned>(some[0]) << k;
        }
        bits[i / 8] = static_cast<std::uint8_t>(byte);
    }
}

/// The mask of the rows from `row` on.
template <class D>
HWY_INLINE hn::Mask<D> load_bits(D d, const std::uint8_t* bits, std::size_t row) {
    if (hn::Lanes(d) >= 8) return hn::LoadMaskBits(d, bits + row / 8);
    const std::uint8_t some[8] = {static_cast<std::uint8_t>(bits[row / 8] >> (row % 8))};
    return hn::LoadMaskBits(d, some);
}

template <Comparison op, class T, Shape shape>
void comparison(const void* a, const void* b, void* out, std::size_t rows) {
    const hn::ScalableTag<T> d;
    const Operand<T, first_fixed(shape)> left(a);
    const Operand<T, second_fixed(shape)> right(b);
    store_bits(d, static_cast<std::uint8_t*>(out), rows, [&](std::size_t i) HWY_ATTR {
        const auto x = left.load(d, i);
        const auto y = right.load(d, i);
        if constexpr (op == Comparison::less) return hn::Lt(x, y);
        if constexpr (op == Comparison::less_equal) return hn::Not(hn::Lt(y, x));
        if constexpr (op == Comparison::equal) return hn::Eq(x, y);
    });
}

template <class T, Shape shape>
void select(const void* holds, const void* a, const void* b, void* out, std::size_t rows) {
    const hn::ScalableTag<T> d;
    const auto* bits = static_cast<const std::uint8_t*>(holds);
    const Operand<T, first_fixed(shape)> yes(a);
    const Operand<T, second_fixed(shape)> no(b);
    auto* to = static_cast<T*>(out);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        hn::StoreU(hn::IfThenElse(load_bits(d, bits, i), yes.load(d, i), no.load(d, i)), d, to + i);
    }
}

template <class T>
void from_bits(const void* a, void* out, std::size_t rows) {
    const T yes = 1;
    const T no = 0;
    select<T, Shape::both_fixed>(a, &yes, &no, out, rows);
}

// --- look-ups and bounds ---

template <class T>
void clamp(const void* a, const void* low, const void* high, void* out, std::size_t rows) {
    const hn::ScalableTag<T> d;
    const auto* from = static_cast<const T*>(a);
    const auto least = hn::Set(d, *static_cast<const T*>(low));
    const auto most = hn::Set(d, *static_cast<const T*>(high));
    auto* to = static_cast<T*>(out);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d))
        hn::StoreU(hn::Min(hn::Max(hn::LoadU(d, from + i), least), most), d, to + i);
}

/// Partly done sums stay narrow: at most 127 cuts.
template <class T>
void count(const void* a, const void* cuts, std::size_t how_many, void* out, std::size_t rows) {
    const hn::ScalableTag<T> d;
    const auto* from = static_cast<const T*>(a);
    const auto* bounds = static_cast<const T*>(cuts);
    auto* to = static_cast<std::int8_t*>(out);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        const auto value = hn::LoadU(d, from + i);
        auto above = hn::Set(d, static_cast<T>(how_many));  // less 1 for each that is
        for (std::size_t k = 0; k < how_many; ++k)
            above = hn::Add(above, hn::VecFromMask(d, hn::Lt(value, hn::Set(d, bounds[k]))));
        if constexpr (sizeof(T) == 1) {
            hn::StoreU(above, d, to + i);
        } else {
            const hn::RebindToUnsigned<decltype(d)> wide;
            const hn::Rebind<std::uint8_t, decltype(wide)> bytes;
            hn::StoreU(hn::TruncateTo(bytes, hn::BitCast(wide, above)), bytes,
                       reinterpret_cast<std::uint8_t*>(to + i));
        }
    }
}

#if HWY_TARGET != HWY_SCALAR
/// 16 values at a time: of other places a byte of 0.
template <class D>
HWY_INLINE hn::Vec<D> bytes_at(D d, hn::Vec<D> place, const std::uint8_t* bytes,
                               std::size_t how_many) {
    constexpr std::size_t group = 16;
    auto found = hn::Zero(d);
    for (std::size_t k = 0; k < how_many; k += group) {
        const auto some = hn::LoadDup128(d, bytes + k);
        const auto within = hn::Xor(place, hn::Set(d, static_cast<std::uint8_t>(k)));
        const auto marked = hn::And(hn::SaturatedAdd(within, hn::Set(d, 0x70)), hn::Set(d, 0x8F));
        found = hn::Or(found, hn::TableLookupBytesOr0(some, marked));
    }
    return found;
}

/// Low and high bytes on their own, then side by side.
inline void look_up_pairs(const std::uint8_t* from, const std::int16_t* values,
                          std::size_t how_many, std::int16_t* to, std::size_t rows) {
    const hn::ScalableTag<std::uint8_t> d;
    const hn::Half<decltype(d)> half;
    const hn::RepartitionToWide<decltype(d)> wide;
    HWY_ALIGN std::uint8_t low[most_values] = {};
    HWY_ALIGN std::uint8_t high[most_values] = {};
    for (std::size_t k = 0; k < most_values; ++k) {
        low[k] = static_cast<std::uint8_t>(values[k]);
        high[k] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(values[k]) >> 8);
    }
    const auto put = [&](auto lows, auto highs, std::size_t row) {
        const auto both =
            hn::Or(hn::PromoteTo(wide, lows), hn::ShiftLeft<8>(hn::PromoteTo(wide, highs)));
        hn::StoreU(both, wide, reinterpret_cast<std::uint16_t*>(to + row));
    };
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        const auto place = hn::LoadU(d, from + i);
        const auto lows = bytes_at(d, place, low, how_many);
        const auto highs = bytes_at(d, place, high, how_many);
        put(hn::LowerHalf(half, lows), hn::LowerHalf(half, highs), i);
        put(hn::UpperHalf(half, lows), hn::UpperHalf(half, highs), i + hn::Lanes(wide));
    }
}
#endif

template <class T>
void look_up(const void* a, const void* values, std::size_t how_many, void* out, std::size_t rows) {
    const auto* from = static_cast<const std::uint8_t*>(a);
    const auto* all = static_cast<const T*>(values);
    auto* to = static_cast<T*>(out);
#if HWY_TARGET != HWY_SCALAR
    if constexpr (sizeof(T) == 1) {
        const hn::ScalableTag<std::uint8_t> d;
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(all);
        for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
            const auto found = bytes_at(d, hn::LoadU(d, from + i), bytes, how_many);
            hn::StoreU(found, d, reinterpret_cast<std::uint8_t*>(to + i));
        }
        return;
    } else if constexpr (sizeof(T) == 2) {
        return look_up_pairs(from, all, how_many, to, rows);
    }
#endif
    (void)how_many;
    for (std::size_t i = 0; i < rows; ++i) to[i] = all[from[i] % most_values];
}

// --- running sums ---

/// Sixteen at a time: within them by doubling steps, between them by the last one.
inline void running_sum(const void* a, void* out, std::size_t rows) {
    const auto* from = static_cast<const std::uint8_t*>(a);
    auto* to = static_cast<std::uint8_t*>(out);
#if HWY_TARGET == HWY_SCALAR
    std::uint8_t sum = 0;
    for (std::size_t i = 0; i < rows; ++i) to[i] = sum = static_cast<std::uint8_t>(sum + from[i]);
#else
    const hn::FixedTag<std::uint8_t, 16> d;
    const auto last = hn::Set(d, 15);
    auto before = hn::Zero(d);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        auto sum = hn::LoadU(d, from + i);
        sum = hn::Add(sum, hn::ShiftLeftBytes<1>(sum));
        sum = hn::Add(sum, hn::ShiftLeftBytes<2>(sum));
        sum = hn::Add(sum, hn::ShiftLeftBytes<4>(sum));
        sum = hn::Add(sum, hn::ShiftLeftBytes<8>(sum));
        hn::StoreU(hn::Add(sum, before), d, to + i);
        before = hn::Add(before, hn::TableLookupBytes(sum, last));
    }
#endif
}

// --- lists ---

inline std::uint32_t longest(const std::uint32_t* offsets, std::size_t rows) {
    const hn::ScalableTag<std::uint32_t> d;
    auto most = hn::Zero(d);
    std::size_t i = 0;
    for (; i + hn::Lanes(d) <= rows; i += hn::Lanes(d)) {
        const auto items = hn::Sub(hn::LoadU(d, offsets + i + 1), hn::LoadU(d, offsets + i));
        most = hn::Max(most, items);
    }
    auto found = hn::GetLane(hn::MaxOfLanes(d, most));
    for (; i < rows; ++i) found = std::max(found, offsets[i + 1] - offsets[i]);
    return found;
}

// --- multiples ---

/// term * factor of one vector, wrapped.
template <class From, class D>
HWY_INLINE hn::Vec<D> product(D d, const void* term, std::size_t row, hn::Vec<D> factor) {
    using To = hn::TFromD<D>;
    const auto* from = static_cast<const From*>(term) + row;
#if HWY_TARGET == HWY_SCALAR
    using Whole = std::uint64_t;
    const auto wide = static_cast<Whole>(std::int64_t{*from});
    return hn::Set(d,
                   static_cast<To>(wide * static_cast<Whole>(std::int64_t{hn::GetLane(factor)})));
#else
    if constexpr (sizeof(To) == 1) {  // even and odd rows as 16 bits
        const hn::Repartition<std::int16_t, D> wide;
        const auto both = hn::BitCast(wide, hn::LoadU(d, from));
        const auto twice = hn::BitCast(wide, factor);  // the factor beside itself
        const auto even = hn::And(hn::Mul(both, twice), hn::Set(wide, std::int16_t{0xFF}));
        const auto odd = hn::ShiftLeft<8>(hn::Mul(hn::ShiftRight<8>(both), twice));
        return hn::BitCast(d, hn::Or(even, odd));
    } else if constexpr (sizeof(To) == 8) {  // both fit 32 bits
        const hn::Repartition<std::int32_t, D> halves;
        const hn::Rebind<From, D> narrow;
        const auto wide = hn::PromoteTo(d, hn::LoadU(narrow, from));
        return hn::MulEven(hn::BitCast(halves, wide), hn::BitCast(halves, factor));
    } else if constexpr (sizeof(From) == sizeof(To)) {
        return hn::Mul(hn::LoadU(d, from), factor);
    } else {
        const hn::Rebind<From, D> narrow;
        return hn::Mul(hn::PromoteTo(d, hn::LoadU(narrow, from)), factor);
    }
#endif
}

template <class From, class To, bool fixed>
void multiples(const void* a, const void* const* terms, const void* factors, std::size_t count,
               void* out, std::size_t rows) {
    const hn::ScalableTag<To> d;
    const Operand<To, fixed> base(a);
    const auto* times = static_cast<const To*>(factors);
    auto* to = static_cast<To*>(out);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        auto sum = base.load(d, i);
        for (std::size_t k = 0; k < count; ++k)
            sum = hn::Add(sum, product<From>(d, terms[k], i, hn::Set(d, times[k])));
        hn::StoreU(sum, d, to + i);
    }
}

// --- the table ---

template <class T>
constexpr std::size_t index_of() {
    return sizeof(T) == 1 ? 0 : sizeof(T) == 2 ? 1 : sizeof(T) == 4 ? 2 : 3;
}

template <class Id>
constexpr std::size_t at(Id id) {
    return static_cast<std::size_t>(id);
}

template <class T, Shape shape>
void fill_shape(Kernels& all) {
    const auto add = [&](auto op) {
        all.arithmetic[at(op())][index_of<T>()][at(shape)] = arithmetic<op(), T, shape>;
    };
    using std::integral_constant;
    add(integral_constant<Arithmetic, Arithmetic::negate>());
    add(integral_constant<Arithmetic, Arithmetic::absolute>());
    add(integral_constant<Arithmetic, Arithmetic::add>());
    add(integral_constant<Arithmetic, Arithmetic::subtract>());
    add(integral_constant<Arithmetic, Arithmetic::minimum>());
    add(integral_constant<Arithmetic, Arithmetic::maximum>());
    if constexpr (sizeof(T) == 2 || sizeof(T) == 4)
        add(integral_constant<Arithmetic, Arithmetic::multiply>());
    const auto compare = [&](auto op) {
        all.comparison[at(op())][index_of<T>()][at(shape)] = comparison<op(), T, shape>;
    };
    compare(integral_constant<Comparison, Comparison::less>());
    compare(integral_constant<Comparison, Comparison::less_equal>());
    compare(integral_constant<Comparison, Comparison::equal>());
    all.select[index_of<T>()][at(shape)] = select<T, shape>;
    if constexpr (sizeof(T) >= 4) {
        const auto divide = [&](auto op) {
            all.division[at(op())][index_of<T>()][at(shape)] = division<op(), T, shape>;
            if constexpr (sizeof(T) == 4)
                all.quick_division[at(op())][at(shape)] = quick_division<op(), shape>;
        };
        divide(integral_constant<Division, Division::floor>());
        divide(integral_constant<Division, Division::ceiling>());
        divide(integral_constant<Division, Division::half_up>());
        divide(integral_constant<Division, Division::half_even>());
        divide(integral_constant<Division, Division::up>());
        divide(integral_constant<Division, Division::down>());
    }
    if constexpr (sizeof(T) == 8) {
        all.multiply_halves[at(shape)] = multiply_halves<shape>;
        all.arithmetic[at(Arithmetic::multiply)][3][at(shape)] = multiply_wide<shape>;
    }
}

template <class T>
void fill_width(Kernels& all) {
    fill_shape<T, Shape::columns>(all);
    fill_shape<T, Shape::first_fixed>(all);
    fill_shape<T, Shape::second_fixed>(all);
    fill_shape<T, Shape::both_fixed>(all);
    all.convert[index_of<T>()] = {convert<T, std::int8_t>, convert<T, std::int16_t>,
                                  convert<T, std::int32_t>, convert<T, std::int64_t>};
    all.convert_within[index_of<T>()] = {
        convert_within<T, std::int8_t>, convert_within<T, std::int16_t>,
        convert_within<T, std::int32_t>, convert_within<T, std::int64_t>};
    all.within[index_of<T>()] = within<T>;
    all.extent[index_of<T>()] = extent<T>;
    all.clamp[index_of<T>()] = clamp<T>;
    all.count[index_of<T>()] = count<T>;
    all.look_up[index_of<T>()] = look_up<T>;
    all.from_bits[index_of<T>()] = from_bits<T>;
}

#if HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
#define MERITUM_SIMD_COPIES_PAST
/// Whole vectors where they are aligned.
inline void copy_past(const void* from, void* to, std::size_t bytes) {
    const hn::ScalableTag<std::uint8_t> d;
    const std::size_t lanes = hn::Lanes(d);
    const auto* in = static_cast<const std::uint8_t*>(from);
    auto* out = static_cast<std::uint8_t*>(to);
    const auto over = reinterpret_cast<std::uintptr_t>(out) % lanes;
    std::size_t i = std::min(bytes, over == 0 ? 0 : lanes - over);
    std::memcpy(out, in, i);
    for (; i + lanes <= bytes; i += lanes) hn::Stream(hn::LoadU(d, in + i), d, out + i);
    std::memcpy(out + i, in + i, bytes - i);
}
#endif

template <class From, class To>
void fill_multiples(Kernels& all) {
    all.multiples[index_of<From>()][index_of<To>()] = {multiples<From, To, false>,
                                                       multiples<From, To, true>};
}

inline const Kernels* table() {
    static const Kernels all = [] {
        Kernels made;
        made.longest = longest;
        made.narrow_wide = narrow_wide;
        made.running_sum = running_sum;
#ifdef MERITUM_SIMD_COPIES_PAST
        made.copy_past = copy_past;
        made.end_copies = hwy::FlushStream;
#undef MERITUM_SIMD_COPIES_PAST
#endif
        fill_width<std::int8_t>(made);
        fill_width<std::int16_t>(made);
        fill_width<std::int32_t>(made);
        fill_width<std::int64_t>(made);
        made.ratio = {ratio<Division::floor>,   ratio<Division::ceiling>,
                      ratio<Division::half_up>, ratio<Division::half_even>,
                      ratio<Division::up>,      ratio<Division::down>};
        fill_multiples<std::int8_t, std::int8_t>(made);
        fill_multiples<std::int8_t, std::int16_t>(made);
        fill_multiples<std::int8_t, std::int32_t>(made);
        fill_multiples<std::int16_t, std::int16_t>(made);
        fill_multiples<std::int16_t, std::int32_t>(made);
        fill_multiples<std::int32_t, std::int32_t>(made);
        fill_multiples<std::int32_t, std::int64_t>(made);
        return made;
    }();
    return &all;
}

}  // namespace meritum::simd::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
