// Numbers of Arrow's that are none of our layouts: unsigned ones, decimals of 256 bits or unusual
// scales, floats, dates in milliseconds. See arrow_columns.hpp.
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

#include "io/arrow_columns.hpp"
#include "number/integer.hpp"

namespace meritum::io {
namespace {

using Kind = ArrowType::Kind;
using number::Int128;

constexpr int most_places = 18;  // of a column's scale
constexpr int most_digits = 38;

Int128 power_of_ten(int exponent) {
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

bool has_most_digits(Int128 value) {
    const auto most = power_of_ten(most_digits);
    return value < most && -value < most;
}

template <class T>
T value_at(const ArrowPiece& piece, std::size_t row) {
    T value;
    const auto place = static_cast<std::size_t>(piece.array->offset) + piece.first + row;
    std::memcpy(&value, static_cast<const std::byte*>(piece.array->buffers[1]) + place * sizeof(T),
                sizeof(T));
    return value;
}

/// Calls `take(row, value)` for what is there; rows count through all pieces.
template <class T, class Take>
void for_each_value(const ArrowColumn& column, const Take& take) {
    std::size_t row = 0;
    for (const auto& piece : column.pieces) {
        for (std::size_t i = 0; i < piece.rows; ++i, ++row) {
            if (piece.is_there(i)) take(row, value_at<T>(piece, i));
        }
    }
}

[[noreturn]] void refuse_row(std::size_t row, const std::string& what) {
    throw ArrowProblem("has in row " + std::to_string(row) + " " + what);
}

/// A number as digits and places behind the point.
struct Written {
    Int128 digits = 0;
    int places = 0;
};

/// The shortest decimal that reads back as this float; nothing if it takes more digits than a
/// number has.
template <class Float>
std::optional<Written> shortest(Float value) {
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific);
    Written made;
    bool behind_point = false;
    const char* at = text;
    for (; at != end.ptr && *at != 'e'; ++at) {
        if (*at == '.') behind_point = true;
        if (*at < '0' || *at > '9') continue;
        made.digits = made.digits * 10 + (*at - '0');
        if (behind_point) ++made.places;
    }
    int exponent = 0;
    if (at != end.ptr) {
        ++at;
        if (*at == '+') ++at;
        std::from_chars(at, end.ptr, exponent);
    }
    if (text[0] == '-') made.digits = -made.digits;
    if (made.digits == 0) return Written{};
    made.places -= exponent;
    if (made.places < -most_digits) return std::nullopt;
    for (; made.places < 0; ++made.places) {
        made.digits *= 10;
        if (!has_most_digits(made.digits)) return std::nullopt;
    }
    return made;
}

}  // namespace

ColumnView ArrowColumns::numbers(const ArrowColumn& column, const ArrowType& type) {
    if (type.kind == Kind::floating) return floats(column, type);
    if (type.kind == Kind::integer)
        return type.is_signed ? as_given(column, type) : unsigned_numbers(column);
    const bool is_usual = type.bytes <= 16 && type.scale >= 0 && type.scale <= most_places;
    return is_usual ? as_given(column, type) : odd_decimals(column, type);
}

template <class To, class From>
ColumnView ArrowColumns::widened(const ArrowColumn& column) {
    const auto rows = column.rows();
    auto* const values = room<To>(rows);
    for_each_value<From>(column, [&](std::size_t row, From value) { values[row] = To{value}; });
    if constexpr (sizeof(To) == 16) {
        return ColumnView::wide_integers(values, rows);
    } else {
        return ColumnView::integers(std::span<const To>(values, rows));
    }
}

ColumnView ArrowColumns::unsigned_numbers(const ArrowColumn& column) {
    switch (arrow_type(column.schema->format).bytes) {
        case 1: return widened<std::int16_t, std::uint8_t>(column);
        case 2: return widened<std::int32_t, std::uint16_t>(column);
        case 4: return widened<std::int64_t, std::uint32_t>(column);
        default: break;
    }
    const auto rows = column.rows();
    auto* const values = room<std::int64_t>(rows);
    bool is_narrow = true;
    for_each_value<std::uint64_t>(column, [&](std::size_t row, std::uint64_t value) {
        is_narrow = is_narrow && std::in_range<std::int64_t>(value);
        values[row] = static_cast<std::int64_t>(value);
    });
    if (is_narrow) return ColumnView::integers(std::span<const std::int64_t>(values, rows));
    return widened<Int128, std::uint64_t>(column);
}

/// To 128 bits and a scale that columns have.
ColumnView ArrowColumns::odd_decimals(const ArrowColumn& column, const ArrowType& type) {
    const auto rows = column.rows();
    auto* const values = room<Int128>(rows);
    if (type.scale < -most_digits || type.scale > 2 * most_digits)
        throw ArrowProblem("has decimals with a scale of " + std::to_string(type.scale));
    const int scale = type.scale < 0 ? 0 : std::min(type.scale, most_places);
    const auto take = [&](std::size_t row, Int128 value) {
        for (int places = type.scale; places > scale && value != 0; --places) {
            if (value % 10 != 0) {
                refuse_row(row, "a number of more than " + std::to_string(most_places) +
                                    " decimal places");
            }
            value /= 10;
        }
        for (int places = type.scale; places < 0 && value != 0; ++places) {
            value *= 10;
            if (!has_most_digits(value)) refuse_row(row, "a number of more than 38 digits");
        }
        values[row] = value;
    };
    struct Wide {
        std::uint64_t words[4];
    };
    switch (type.bytes) {
        case 4: for_each_value<std::int32_t>(column, take); break;
        case 8: for_each_value<std::int64_t>(column, take); break;
        case 16: for_each_value<Int128>(column, take); break;
        default:
            for_each_value<Wide>(column, [&](std::size_t row, const Wide& wide) {
                Int128 value = 0;
                std::memcpy(&value, wide.words, sizeof value);
                const std::uint64_t sign = value < 0 ? ~std::uint64_t{0} : 0;
                if (wide.words[2] != sign || wide.words[3] != sign || !has_most_digits(value))
                    refuse_row(row, "a number of more than 38 digits");
                take(row, value);
            });
    }
    return ColumnView::wide_integers(values, rows, scale);
}

ColumnView ArrowColumns::floats(const ArrowColumn& column, const ArrowType& type) {
    if (!allow_floats_ || type.bytes < 4) {
        throw ArrowProblem("holds " + in_words(*column.schema) +
                           ", which are not exact: most decimals, such as 0.1, are none of them. "
                           "Cast it to integers or decimals" +
                           (type.bytes < 4 ? "" : ", or allow floats"));
    }
    const auto rows = column.rows();
    std::vector<Written> written(rows);
    int scale = 0;
    const auto take = [&](std::size_t row, auto value) {
        if (std::isnan(value)) refuse_row(row, "NaN, which is no number; a missing value is null");
        if (std::isinf(value)) refuse_row(row, "an infinite number");
        const auto made = shortest(value);
        if (!made) refuse_row(row, "a number of more than 38 digits");
        if (made->places > most_places) {
            refuse_row(row,
                       "a number of more than " + std::to_string(most_places) + " decimal places");
        }
        written[row] = *made;
        scale = std::max(scale, made->places);
    };
    if (type.bytes == 4) {
        for_each_value<float>(column, take);
    } else {
        for_each_value<double>(column, take);
    }
    auto* const values = room<Int128>(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        values[row] = written[row].digits;
        for (int places = written[row].places; places < scale; ++places) {
            if (!has_most_digits(values[row] * 10))
                refuse_row(row, "a number of too many digits beside others' decimal places");
            values[row] *= 10;
        }
    }
    return ColumnView::wide_integers(values, rows, scale);
}

ColumnView ArrowColumns::dates(const ArrowColumn& column, const ArrowType& type) {
    if (type.bytes == 4) return as_given(column, type);
    const auto rows = column.rows();
    auto* const days = room<std::int32_t>(rows);
    for_each_value<std::int64_t>(column, [&](std::size_t row, std::int64_t time) {
        if (time % type.per_day != 0)
            refuse_row(row, "a time of the day, but is a date: cast it to date32");
        const auto day = time / type.per_day;
        if (!std::in_range<std::int32_t>(day)) refuse_row(row, "a day beyond all calendars");
        days[row] = static_cast<std::int32_t>(day);
    });
    return ColumnView::integers(std::span<const std::int32_t>(days, rows));
}

}  // namespace meritum::io
