// Items and their owners in a piece. In: a register of the one table. Out: a register of the other.
// Must not know nodes. Tests: tests/exec/chunks_test.cpp.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

/// Numbers from 0 to below this are summed eight at a time: their sum fits a byte.
inline constexpr int few_limit = 32;

/// Items of at most eight are summed without a branch: bytes of a word. REQUIRES values of 8 bits
/// below few_limit, and readable memory for a word behind the last.
template <class Target>
void sum_few(const Owners& owners, const std::int8_t* values, Target& target) {
    constexpr std::uint32_t at_once = 8;
    constexpr auto first_bytes = [] {
        std::array<std::uint64_t, at_once + 1> masks{};
        for (std::uint32_t k = 1; k <= at_once; ++k) masks[k] = masks[k - 1] << 8 | 0xFF;
        return masks;
    }();
    if (owners.count == 0) return;
    auto begin = owners.first[0];
    for (std::size_t i = 0; i < owners.count; ++i) {
        const auto end = owners.first[i + 1];
        auto left = end - begin;
        const auto* at = values;
        values += left;
        begin = end;
        std::int64_t total = 0;
        for (; left > at_once; left -= at_once, at += at_once) {
            for (std::uint32_t k = 0; k < at_once; ++k) total += at[k];
        }
        std::uint64_t word;
        std::memcpy(&word, at, sizeof word);
        if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
        word &= first_bytes[left];
        target.set(i, total + static_cast<std::int64_t>(word * 0x0101010101010101U >> 56));
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
