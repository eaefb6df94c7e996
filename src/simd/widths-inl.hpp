// Rows of one width as another, and the bounds of what is given, for one processor path. In:
// registers. Out: the same numbers in as many rows. Must not be included but by kernels-inl.hpp.
// Tests: tests/exec/simd_test.cpp.
#if defined(MERITUM_SIMD_WIDTHS) == defined(HWY_TARGET_TOGGLE)
#ifdef MERITUM_SIMD_WIDTHS
#undef MERITUM_SIMD_WIDTHS
#else
#define MERITUM_SIMD_WIDTHS
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "simd/operands-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace meritum::simd::HWY_NAMESPACE {

/// Rows of another width: what a vector of D has room for.
template <class To, class D, class V>
HWY_INLINE auto converted(D /*d*/, V value) {
    using From = hn::TFromD<D>;
    const hn::Rebind<To, D> to;
    if constexpr (sizeof(From) == sizeof(To)) {
        return value;
    } else if constexpr (sizeof(From) > sizeof(To)) {
        const hn::RebindToUnsigned<D> wide;
        const hn::Rebind<std::make_unsigned_t<To>, D> small;
        return hn::BitCast(to, hn::TruncateTo(small, hn::BitCast(wide, value)));
    } else if constexpr (sizeof(To) == 8 && sizeof(From) < 4) {
        const hn::Rebind<std::int32_t, D> middle;
        return hn::PromoteTo(to, hn::PromoteTo(middle, value));
    } else {
        return hn::PromoteTo(to, value);
    }
}

/// The vectors of rows that are as many of both widths.
template <class From, class To>
using Rows = std::conditional_t<(sizeof(From) < sizeof(To)), hn::Rebind<From, hn::ScalableTag<To>>,
                                hn::ScalableTag<From>>;

template <class From, class To>
void convert(const void* a, void* out, std::size_t rows) {
    const auto* from = static_cast<const From*>(a);
    auto* to = static_cast<To*>(out);
    if constexpr (sizeof(From) == sizeof(To)) {
        std::copy(from, from + rows, to);
    } else {
        const Rows<From, To> d;
        const hn::Rebind<To, decltype(d)> made;
        for (std::size_t i = 0; i < rows; i += hn::Lanes(d))
            hn::StoreU(converted<To>(d, hn::LoadU(d, from + i)), made, to + i);
    }
}

/// High halves that say more than the sign of the low ones are found in the end.
inline bool narrow_wide(const void* a, std::int64_t* out, std::size_t rows) {
    static_assert(std::endian::native == std::endian::little);
    const hn::ScalableTag<std::int64_t> d;
    const auto* from = static_cast<const std::int64_t*>(a);
    auto more = hn::Zero(d);
    std::size_t i = 0;
    for (; i + hn::Lanes(d) <= rows; i += hn::Lanes(d)) {
        auto low = hn::Zero(d);
        auto high = hn::Zero(d);
        hn::LoadInterleaved2(d, from + 2 * i, low, high);
        more = hn::Or(more, hn::Xor(high, hn::BroadcastSignBit(low)));
        hn::StoreU(low, d, out + i);
    }
    std::int64_t rest = 0;
    for (; i < rows; ++i) {
        out[i] = from[2 * i];
        rest |= from[2 * i + 1] ^ (out[i] >> 63);
    }
    return rest == 0 && hn::AllTrue(d, hn::Eq(more, hn::Zero(d)));
}

// --- bounds of what is given ---

/// The least and greatest of vectors: whether one of their lanes is outside is asked in the end.
template <class D>
struct Spread {
    explicit Spread(D tag) : d(tag) {}
    HWY_INLINE void add(hn::Vec<D> some) {
        least = hn::Min(least, some);
        greatest = hn::Max(greatest, some);
    }
    HWY_INLINE bool within(hn::TFromD<D> low, hn::TFromD<D> high) const {
        return hn::AllFalse(
            d, hn::Or(hn::Lt(least, hn::Set(d, low)), hn::Lt(hn::Set(d, high), greatest)));
    }
    D d;
    hn::Vec<D> least = hn::Set(d, hwy::HighestValue<hn::TFromD<D>>());
    hn::Vec<D> greatest = hn::Set(d, hwy::LowestValue<hn::TFromD<D>>());
};

/// The bounds in the width itself; false if nothing of it can lie between them.
template <class T>
HWY_INLINE bool narrow_bounds(std::int64_t low, std::int64_t high, T& least, T& greatest) {
    const auto lowest = std::int64_t{hwy::LowestValue<T>()};
    const auto highest = std::int64_t{hwy::HighestValue<T>()};
    least = static_cast<T>(std::max(low, lowest));
    greatest = static_cast<T>(std::min(high, highest));
    return low <= highest && high >= lowest;
}

template <class T>
bool within(const void* a, std::size_t rows, std::int64_t low, std::int64_t high) {
    const hn::ScalableTag<T> d;
    const auto* from = static_cast<const T*>(a);
    T least{};
    T greatest{};
    if (!narrow_bounds(low, high, least, greatest)) return rows == 0;
    Spread all(d);
    std::size_t i = 0;
    for (; i + hn::Lanes(d) <= rows; i += hn::Lanes(d)) all.add(hn::LoadU(d, from + i));
    bool rest = true;
    for (; i < rows; ++i) rest = rest && from[i] >= least && from[i] <= greatest;
    return rest && all.within(least, greatest);
}

template <class From, class To>
bool convert_within(const void* a, void* out, std::size_t rows, std::int64_t low,
                    std::int64_t high) {
    const Rows<From, To> d;
    const hn::Rebind<To, decltype(d)> made;
    const auto* from = static_cast<const From*>(a);
    auto* to = static_cast<To*>(out);
    From least{};
    From greatest{};
    if (!narrow_bounds(low, high, least, greatest)) return rows == 0;
    Spread all(d);
    for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
        const auto some = hn::LoadU(d, from + i);
        all.add(some);
        hn::StoreU(converted<To>(d, some), made, to + i);
    }
    return all.within(least, greatest);
}

template <class T>
void extent(const void* a, std::size_t rows, std::int64_t& low, std::int64_t& high) {
    if (rows == 0) return;
    const hn::ScalableTag<T> d;
    const auto* from = static_cast<const T*>(a);
    const std::size_t lanes = hn::Lanes(d);
    T least = from[0];
    T greatest = from[0];
    std::size_t i = 0;
    if (rows >= lanes) {
        auto least_of = hn::LoadU(d, from);
        auto greatest_of = least_of;
        for (i = lanes; i + lanes <= rows; i += lanes) {
            const auto some = hn::LoadU(d, from + i);
            least_of = hn::Min(least_of, some);
            greatest_of = hn::Max(greatest_of, some);
        }
        T spread[HWY_MAX_BYTES / sizeof(T)];
        hn::StoreU(least_of, d, spread);
        least = *std::min_element(spread, spread + lanes);
        hn::StoreU(greatest_of, d, spread);
        greatest = *std::max_element(spread, spread + lanes);
    }
    for (; i < rows; ++i) {
        least = std::min(least, from[i]);
        greatest = std::max(greatest, from[i]);
    }
    low = std::min<std::int64_t>(low, least);
    high = std::max<std::int64_t>(high, greatest);
}

}  // namespace meritum::simd::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
