// See plain_cells.hpp.
#include "io/plain_cells.hpp"

#include <cstddef>
#include <limits>

#include "meritum/date.hpp"
#include "number/rational.hpp"
#include "value/unicode.hpp"

namespace meritum::io {
namespace {

using number::Integer;
using number::Rational;

template <class T>
bool holds_range(std::int64_t low, std::int64_t high) {
    return low >= std::numeric_limits<T>::min() && high <= std::numeric_limits<T>::max();
}

std::uint8_t bytes_for(std::int64_t low, std::int64_t high) {
    if (holds_range<std::int8_t>(low, high)) return 1;
    if (holds_range<std::int16_t>(low, high)) return 2;
    return holds_range<std::int32_t>(low, high) ? 4 : 8;
}

bool is_wide(const Integer& value) {
    return value < std::numeric_limits<std::int64_t>::min() ||
           value > std::numeric_limits<std::int64_t>::max();
}

}  // namespace

std::optional<std::int64_t> PlainNumber::least_valid() const {
    const auto above = low % multiple;  // of the sign of `low`
    const auto missing = static_cast<std::uint64_t>(above > 0 ? multiple - above : -above);
    // May be more than 64 bits with a sign hold.
    const auto room = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    if (low > high || missing > room) return std::nullopt;
    return low + static_cast<std::int64_t>(missing);
}

std::optional<PlainNumber> plain_number(const value::ColumnSchema& column) {
    PlainNumber plain;
    Rational unit = 1;
    if (column.type == value::Type::number) {
        const auto step = number::to_decimal(column.step);
        if (!step || step->scale() > most_plain_digits) return std::nullopt;
        plain.scale = static_cast<int>(step->scale());
        unit = Rational(powers_of_ten[step->scale()]);
        const auto multiple = number::floor(column.step * unit);
        if (is_wide(multiple)) return std::nullopt;
        plain.multiple = multiple.convert_to<std::int64_t>();
        plain.percentages = column.unit == value::Unit::plain && !column.counts &&
                            (column.percent || value::holds_shares(column.range));
    }
    const auto low = number::ceiling(column.range.low * unit);
    const auto high = number::floor(column.range.high * unit);
    if (is_wide(low) || is_wide(high)) return std::nullopt;
    plain.low = low.convert_to<std::int64_t>();
    plain.high = high.convert_to<std::int64_t>();
    plain.bytes = bytes_for(plain.low, plain.high);
    return plain;
}

const char* read_any_number(const char* at, const PlainNumber& column, std::int64_t& value) {
    const bool negative = *at == '-';
    at += negative ? 1 : 0;
    std::uint64_t number = 0;
    // Of too many digits it is any number.
    const auto read_digits = [&] {
        std::ptrdiff_t count = 0;
        for (;;) {
            const auto digits = digits_at(at);
            const auto power = powers_of_ten[static_cast<std::size_t>(digits.count)];
            number = number * static_cast<std::uint64_t>(power) + digits.number;
            count += digits.count;
            at += digits.count;
            if (digits.count < 8) return count;
        }
    };
    auto digits = read_digits();
    if (digits == 0) return nullptr;
    auto missing = std::ptrdiff_t{column.scale};
    if (*at == '.') {
        ++at;
        const auto places = read_digits();
        if (places == 0) return nullptr;
        digits += places;
        missing -= places;
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

const char* read_date(const char* at, const PlainNumber& column, std::int64_t& value) {
    constexpr std::size_t length = 10;
    for (std::size_t i = 0; i < length; ++i) {
        if (at[i] < ' ') return nullptr;  // the line ends before
    }
    const auto date = Date::parse({at, length});
    if (!date) return nullptr;
    value = date->days();
    return column.takes(value) ? at + length : nullptr;
}

std::optional<bool> plain_boolean(std::string_view text) {
    using value::equal_ascii_letters;
    if (equal_ascii_letters(text, "no") || equal_ascii_letters(text, "false") || text == "否")
        return false;
    if (equal_ascii_letters(text, "yes") || equal_ascii_letters(text, "true") || text == "是")
        return true;
    return std::nullopt;
}

}  // namespace meritum::io
