// Cells as nearly all of them are written, read in one go: 1250.50, -3, 15%, 2026-07-01, yes. In:
// bytes that end in one that is part of no number, and eight behind it. Out: an integer, or that
// the cell is not plain: it may be right all the same, and value/gauge.hpp says so. Must not know
// files. Tests: tests/io/plain_cells_test.cpp.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "value/schema.hpp"

namespace meritum::io {

/// How the numbers or dates of a column are read: as integers of 10^-scale, days since 1970-01-01.
struct PlainNumber {
    std::int64_t low = 0;  ///< the range in such integers
    std::int64_t high = 0;
    std::int64_t multiple = 1;  ///< of which each is a multiple
    int scale = 0;
    bool percentages = false;  ///< 15% may stand for 0.15
    std::uint8_t bytes = 8;    ///< that hold the range: 1, 2, 4 or 8

    bool takes(std::int64_t value) const {
        return value >= low && value <= high && (multiple == 1 || value % multiple == 0);
    }
    /// Nothing if there is none in the range.
    std::optional<std::int64_t> least_valid() const;
};

/// Nothing if 64 bits do not hold the column's range in its steps. REQUIRES a number or date.
std::optional<PlainNumber> plain_number(const value::ColumnSchema& column);

inline constexpr int most_plain_digits = 18;  ///< 64 bits hold them all

inline constexpr std::array<std::int64_t, most_plain_digits + 1> powers_of_ten = [] {
    std::array<std::int64_t, most_plain_digits + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// Up to eight digits: how many, and the number they are.
struct Digits {
    int count = 0;
    std::uint32_t number = 0;
};

/// Those that begin at `at`, without a branch for each: lengths cannot be foreseen.
[[gnu::always_inline]] inline Digits digits_at(const char* at) {
    Digits digits;
    if constexpr (std::endian::native == std::endian::little) {
        std::uint64_t bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        bytes ^= 0x3030303030303030;  // digits are 0 to 9 now
        const auto others = (bytes | (bytes + 0x7676767676767676)) & 0x8080808080808080;
        digits.count = others == 0 ? 8 : std::countr_zero(others) / 8;
        if (digits.count == 0) return digits;
        bytes <<= 64 - 8 * digits.count;  // zeros before them
        bytes = bytes * 10 + (bytes >> 8);
        bytes = (bytes & 0x000000FF000000FF) * 0x000F424000000064 +
                ((bytes >> 16) & 0x000000FF000000FF) * 0x0000271000000001;
        digits.number = static_cast<std::uint32_t>(bytes >> 32);
    } else {
        for (; digits.count < 8 && *at >= '0' && *at <= '9'; ++at, ++digits.count)
            digits.number = digits.number * 10 + static_cast<std::uint32_t>(*at - '0');
    }
    return digits;
}

inline bool ends_cell(char c) { return c == ',' || c == '\n' || c == '\r'; }

/// Behind the number that begins at `at`; null if none does, it has more than 18 digits, is finer
/// than the scale or is not taken. Looks at eight bytes behind it.
const char* read_any_number(const char* at, const PlainNumber& column, std::int64_t& value);

/// The same. Most numbers are few digits, perhaps with a few behind a point; these are read here,
/// as they are most of what reading is.
[[gnu::always_inline]] inline const char* read_number(const char* at, const PlainNumber& column,
                                                      std::int64_t& value) {
    const auto is_few = [](const Digits& digits) { return digits.count > 0 && digits.count < 8; };
    if (column.scale > most_plain_digits - 8) return read_any_number(at, column, value);
    const auto whole = digits_at(at);
    const char* end = at + whole.count;
    std::int64_t number = whole.number;
    int missing = column.scale;
    if (*end == '.') {
        const auto places = digits_at(end + 1);
        if (!is_few(places) || places.count > column.scale)
            return read_any_number(at, column, value);
        missing -= places.count;
        number = number * powers_of_ten[static_cast<std::size_t>(places.count)] + places.number;
        end += 1 + places.count;
    }
    if (!is_few(whole) || !ends_cell(*end)) return read_any_number(at, column, value);
    value = number * powers_of_ten[static_cast<std::size_t>(missing)];
    return column.takes(value) ? end : nullptr;
}

/// Likewise of a date, which has ten bytes.
const char* read_date(const char* at, const PlainNumber& column, std::int64_t& value);

/// yes, no, true, false in any case, and those in Chinese.
std::optional<bool> plain_boolean(std::string_view text);

}  // namespace meritum::io
