// See ranks.hpp.
#include "exec/ranks.hpp"

#include <algorithm>
#include <bit>
#include <concepts>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>
#include <variant>

#include "simd/kernels.hpp"

namespace meritum::exec {
namespace {

/// Counters stay in a processor's second cache, and there are not many more of them than rows.
constexpr std::uint64_t most_counters = 1U << 17;
constexpr std::uint64_t counters_anyhow = 1U << 12;

template <class T>
struct Band {
    T low{};
    std::size_t width = 0;  ///< how many values there may be
};

/// Nothing if the values lie too far apart to count each.
template <std::integral T>
std::optional<Band<T>> band_of(const Column<T>& values, std::size_t groups) {
    std::int64_t low = std::numeric_limits<std::int64_t>::max();
    std::int64_t high = std::numeric_limits<std::int64_t>::min();
    if constexpr (std::signed_integral<T>) {
        const auto of_width = std::countr_zero(sizeof(T));
        simd::kernels().extent[static_cast<std::size_t>(of_width)](values.data(), values.size(),
                                                                   low, high);
    } else {
        low = 0, high = 1;  // truths
    }
    const auto width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    const auto most = std::min<std::uint64_t>(most_counters, counters_anyhow + values.size());
    if (width >= most / groups) return std::nullopt;
    return Band<T>{static_cast<T>(low), static_cast<std::size_t>(width) + 1};
}

/// How many rows have each value, then how many have a greater one.
template <std::integral T>
Column<std::int32_t> counted(const Column<T>& values, const std::vector<std::uint32_t>& group,
                             std::size_t groups, const Band<T>& band) {
    std::vector<std::int32_t> counters(groups * band.width, 0);
    const auto counter = [&](std::size_t row) -> std::int32_t& {
        const auto above =
            static_cast<std::size_t>(values[row]) - static_cast<std::size_t>(band.low);
        return counters[group[row] * band.width + above];
    };
    for (std::size_t row = 0; row < values.size(); ++row) ++counter(row);
    for (std::size_t own = 0; own < groups; ++own) {
        std::int32_t place = 1;
        for (auto value = band.width; value-- > 0;) {
            auto& count = counters[own * band.width + value];
            place += std::exchange(count, place);
        }
    }
    Column<std::int32_t> places(values.size());
    for (std::size_t row = 0; row < values.size(); ++row) places[row] = counter(row);
    return places;
}

/// Sorted by group, then from great to small; equal values get the place of their first.
template <class T>
Column<std::int32_t> sorted(const Column<T>& values, const std::vector<std::uint32_t>& group) {
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&values, &group](std::uint32_t a, std::uint32_t b) {
        return group[a] != group[b] ? group[a] < group[b] : values[b] < values[a];
    });
    Column<std::int32_t> places(values.size());
    std::int32_t place = 0;  // within the group, from 1
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool same_group = i > 0 && group[order[i]] == group[order[i - 1]];
        place = same_group ? place + 1 : 1;
        const bool tie = same_group && values[order[i]] == values[order[i - 1]];
        places[order[i]] = tie ? places[order[i - 1]] : place;
    }
    return places;
}

}  // namespace

Column<std::int32_t> ranks(const Lanes& values, const std::vector<std::uint32_t>& group,
                           std::size_t groups) {
    return std::visit(
        [&](const auto& column) {
            using T = typename std::decay_t<decltype(column)>::value_type;
            if constexpr (std::integral<T>) {
                if (!column.empty()) {
                    if (const auto band = band_of(column, groups))
                        return counted(column, group, groups, *band);
                }
            }
            return sorted(column, group);
        },
        values);
}

}  // namespace meritum::exec
