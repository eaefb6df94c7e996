// Items and their owners in a piece. In: a register of the one table. Out: a register of the other.
// Must not know nodes. Tests: tests/exec/chunks_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "exec/kernels.hpp"
#include "exec/lanes.hpp"

namespace meritum::exec {

/// Participants of a piece: the items of the i-th are [first[i], first[i + 1]); those of the piece
/// begin at first[0].
struct Owners {
    const std::uint32_t* first = nullptr;
    std::size_t count = 0;

    std::size_t begin(std::size_t owner) const { return first[owner] - first[0]; }
    std::size_t end(std::size_t owner) const { return first[owner + 1] - first[0]; }
};

/// The owner's value beside each item.
template <class Source, class Target>
void expand_rows(const Owners& owners, const Source& source, Target& target) {
    for (std::size_t i = 0; i < owners.count; ++i) {
        const auto value = source.get(i);
        for (auto k = owners.begin(i); k < owners.end(i); ++k) target.set(k, value);
    }
}

/// Of numbers from 0 to below this eight together fit a byte.
inline constexpr int few_limit = 32;

/// By the running sums of all items as bytes, which wrap: of whoever has at most eight items the
/// difference is right, and the others are few. `sums`: 0, then up to and with each item. REQUIRES
/// values below few_limit.
template <class Target>
void sum_few(const Owners& owners, const std::int8_t* values, const std::uint8_t* sums,
             Target& target) {
    constexpr std::uint32_t few = 8;
    if (owners.count == 0) return;
    const auto base = owners.first[0];
    auto begin = base;
    std::uint8_t before = 0;
    for (std::size_t i = 0; i < owners.count; ++i) {
        const auto end = owners.first[i + 1];
        const auto after = sums[end - base];
        std::int64_t total = static_cast<std::uint8_t>(after - before);
        if (end - begin > few) {
            total = 0;
            for (auto k = begin; k < end; ++k) total += values[k - base];
        }
        target.set(i, total);
        before = after;
        begin = end;
    }
}

/// By the sum of all items so far: no branch hangs on how many somebody has. What wraps on the way
/// is right in the difference, if Sum is as wide as the target. `room`: for one more than the
/// items.
template <class Sum, class Source, class Target>
void sum_up(const Owners& owners, const Source& source, Target& target,
            std::vector<std::byte>& room) {
    if (owners.count == 0) return;
    auto* sums = reinterpret_cast<Sum*>(room.data());
    const auto items = owners.end(owners.count - 1);
    Sum total = 0;
    sums[0] = 0;
    for (std::size_t k = 0; k < items; ++k) {
        total += static_cast<Sum>(static_cast<std::int64_t>(source.get(k)));
        sums[k + 1] = total;
    }
    const auto* first = owners.first;
    const auto base = first[0];
    Sum before = 0;
    for (std::size_t i = 0; i < owners.count; ++i) {
        const Sum after = sums[first[i + 1] - base];
        target.set(i, static_cast<std::make_signed_t<Sum>>(after - before));
        before = after;
    }
}

/// Of wide numbers.
template <class Sum, class Source, class Target>
void sum_one_by_one(const Owners& owners, const Source& source, Target& target) {
    for (std::size_t i = 0; i < owners.count; ++i) {
        Sum total{};
        for (auto k = owners.begin(i); k < owners.end(i); ++k)
            total = wrapping_add(total, convert<Sum>(source.get(k)));
        target.set(i, total);
    }
}

}  // namespace meritum::exec
