// Decimal numbers of the public interface. In: text or a coefficient and a scale. Out: the shortest
// exact form. Must not know locales, floats, or anything of a plan. Tests:
// tests/number/decimal_test.cpp.
#include "meritum/decimal.hpp"

#include <ostream>

#include "number/integer.hpp"

namespace meritum {
namespace {

using number::Int128;
using number::UInt128;

constexpr unsigned max_digits = 38;

constexpr UInt128 power_of_ten(unsigned exponent) {
    UInt128 power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    return power;
}

/// The first magnitude that no longer fits.
constexpr UInt128 too_large = power_of_ten(max_digits);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

Int128 coefficient_of(const Decimal& value) {
    const auto high = static_cast<UInt128>(static_cast<std::uint64_t>(value.high()));
    return static_cast<Int128>(high << 64 | value.low());
}

constexpr UInt128 magnitude_of(Int128 value) {
    return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

std::optional<Decimal> from_coefficient(Int128 value, unsigned scale) {
    return Decimal::from_parts(static_cast<std::int64_t>(static_cast<UInt128>(value) >> 64),
                               static_cast<std::uint64_t>(value), scale);
}

/// The digits of a number as written: sign and point are gone, zeros that say nothing are cut off.
struct Digits {
    bool negative = false;
    std::string_view whole;
    std::string_view places;
};

std::optional<Digits> split(std::string_view text) {
    Digits result;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        result.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const auto point = text.find('.');
    result.whole = text.substr(0, point);
    if (point != std::string_view::npos) result.places = text.substr(point + 1);
    if (result.whole.empty()) return std::nullopt;
    if (point != std::string_view::npos && result.places.empty()) return std::nullopt;
    for (const auto part : {result.whole, result.places}) {
        for (const char c : part) {
            if (!is_digit(c)) return std::nullopt;
        }
    }
    while (!result.whole.empty() && result.whole.front() == '0') result.whole.remove_prefix(1);
    while (!result.places.empty() && result.places.back() == '0') result.places.remove_suffix(1);
    return result;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const auto digits = split(text);
    if (!digits || digits->whole.size() > max_digits || digits->places.size() > max_digits) {
        return std::nullopt;
    }
    // At most 76 digits are read, and the loop stops before a product could leave 128 bits.
    UInt128 magnitude = 0;
    for (const auto part : {digits->whole, digits->places}) {
        for (const char c : part) {
            magnitude = magnitude * 10 + static_cast<unsigned>(c - '0');
            if (magnitude >= too_large) return std::nullopt;
        }
    }
    const auto value = static_cast<Int128>(magnitude);
    return from_coefficient(digits->negative ? -value : value,
                            static_cast<unsigned>(digits->places.size()));
}

std::optional<Decimal> Decimal::from_parts(std::int64_t high, std::uint64_t low, unsigned scale) {
    const auto bits = static_cast<UInt128>(static_cast<std::uint64_t>(high)) << 64 | low;
    auto value = static_cast<Int128>(bits);
    if (scale > max_digits || magnitude_of(value) >= too_large) return std::nullopt;
    if (value == 0) scale = 0;
    const auto shorten = [&scale](auto number) {
        for (; scale > 0 && number % 10 == 0; --scale) number /= 10;
        return number;
    };
    // Nearly all fit 64 bits, where a division by ten is a multiplication.
    const auto narrow = static_cast<std::int64_t>(value);
    value = value == narrow ? Int128{shorten(narrow)} : shorten(value);
    Decimal result;
    result.low_ = static_cast<std::uint64_t>(value);
    result.high_ = static_cast<std::int64_t>(static_cast<UInt128>(value) >> 64);
    result.scale_ = static_cast<std::uint8_t>(scale);
    return result;
}

std::string Decimal::to_string() const {
    auto magnitude = magnitude_of(coefficient_of(*this));
    // Written backwards: places first, then at least one digit before the point.
    std::string reversed;
    for (unsigned written = 0; written <= scale_ || magnitude != 0; ++written) {
        if (written == scale_ && scale_ > 0) reversed += '.';
        reversed += static_cast<char>('0' + static_cast<int>(magnitude % 10));
        magnitude /= 10;
    }
    if (is_negative()) reversed += '-';
    return {reversed.rbegin(), reversed.rend()};
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
    Int128 left = coefficient_of(a);
    Int128 right = coefficient_of(b);
    // Bring both to the finer scale. A number that would outgrow 38 digits on the way is further
    // from zero than any coefficient, so it decides before anything can overflow.
    for (auto scale = a.scale(); scale < b.scale() && left != 0; ++scale) {
        if (magnitude_of(left) >= too_large / 10) {
            return left < 0 ? std::strong_ordering::less : std::strong_ordering::greater;
        }
        left *= 10;
    }
    for (auto scale = b.scale(); scale < a.scale() && right != 0; ++scale) {
        if (magnitude_of(right) >= too_large / 10) {
            return right < 0 ? std::strong_ordering::greater : std::strong_ordering::less;
        }
        right *= 10;
    }
    if (left == right) return std::strong_ordering::equal;
    return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

std::ostream& operator<<(std::ostream& out, const Decimal& value) {
    return out << value.to_string();
}

}  // namespace meritum
