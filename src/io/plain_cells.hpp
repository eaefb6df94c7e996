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
};

/// Nothing if 64 bits do not hold the column's range in its steps. REQUIRES a number or date.
std::optional<PlainNumber> plain_number(const value::ColumnSchema& column);

inline constexpr int most_plain_digits = 18;  ///< 64 bits hold them all

inline constexpr std::array<std::int64_t, most_plain_digits + 1> powers_of_ten = [] {
    std::array<std::int64_t, most_plain_digits + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// Reads the digits that begin at `at` behind those of `number`; how many there are. Eight at a
/// time without a branch for each: lengths cannot be foreseen. Of more than 18 the number is any.
inline std::ptrdiff_t read_digits(const char* at, std::uint64_t& number) {
    std::ptrdiff_t digits = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (;;) {
            std::uint64_t bytes;
            std::memcpy(&bytes, at + digits, sizeof bytes);
            bytes ^= 0x3030303030303030;  // digits are 0 to 9 now
            const auto others = (bytes | (bytes + 0x7676767676767676)) & 0x8080808080808080;
            const int count = others == 0 ? 8 : std::countr_zero(others) / 8;
            if (count == 0) return digits;
            bytes <<= 64 - 8 * count;  // zeros before them
            bytes = bytes * 10 + (bytes >> 8);
            bytes = ((bytes & 0x000000FF000000FF) * 0x000F424000000064 +
                     ((bytes >> 16) & 0x000000FF000000FF) * 0x0000271000000001) >>
                    32;
            number = number * static_cast<std::uint64_t>(
                                  powers_of_ten[static_cast<std::size_t>(count)]) +
                     (bytes & 0xFFFFFFFF);
            digits += count;
            if (count < 8) return digits;
        }
    }
    for (; at[digits] >= '0' && at[digits] <= '9'; ++digits)
        number = number * 10 + static_cast<std::uint64_t>(at[digits] - '0');
    return digits;
}

/// Behind the number that begins at `at`; null if none does, it has more than 18 digits, is finer
/// than the scale or is not taken. Looks at up to eight bytes behind the number. Here, because it
/// is most of what reading a file is.
inline const char* read_number(const char* at, const PlainNumber& column, std::int64_t& value) {
    const bool negative = *at == '-';
    at += negative ? 1 : 0;
    std::uint64_t number = 0;
    auto digits = read_digits(at, number);
    if (digits == 0) return nullptr;
    at += digits;
    int missing = column.scale;
    if (*at == '.') {
        const auto places = read_digits(++at, number);
        if (places == 0) return nullptr;
        at += places;
        digits += places;
        missing -= static_cast<int>(places);
    }
    if (*at == '%') {
        if (!column.percentages) return nullptr;
        missing -= 2;
        ++at;
    }
    if (digits > most_plain_digits) return nullptr;
    for (; missing < 0 && number % 10 == 0; ++missing) number /= 10;
    if (missing < 0 || digits + missing > most_plain_digits) return nullptr;
    const auto steps =
        static_cast<std::int64_t>(number) * powers_of_ten[static_cast<std::size_t>(missing)];
    value = negative ? -steps : steps;
    return column.takes(value) ? at : nullptr;
}

/// Likewise of a date, which has ten bytes.
const char* read_date(const char* at, const PlainNumber& column, std::int64_t& value);

/// yes, no, true, false in any case, and those in Chinese.
std::optional<bool> plain_boolean(std::string_view text);

}  // namespace meritum::io
