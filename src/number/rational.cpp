// Exact fractions of any size. In: fractions. Out: fractions, integers, decimals, words. Must not
// know what the numbers mean. Tests: tests/number/rational_test.cpp.
#include "number/rational.hpp"

#include <algorithm>
#include <array>

namespace meritum::number {
namespace {

constexpr unsigned max_digits = 38;

/// Fractions with more digits than this above or below the bar are shown by their first places
/// instead.
constexpr unsigned readable_digits = 6;

Integer power_of_ten(unsigned exponent) { return pow(Integer(10), exponent); }

struct Division {
    Integer quotient;   ///< towards minus infinity
    Integer remainder;  ///< 0 <= remainder < denominator
};

Division divide_down(const Rational& value) {
    const Integer above = numerator(value);
    const Integer below = denominator(value);
    Division result{above / below, above % below};
    if (result.remainder < 0) {
        result.quotient -= 1;
        result.remainder += below;
    }
    return result;
}

/// How often `factor` divides `value`, which is divided by it that often.
unsigned take_factor(Integer& value, unsigned factor) {
    unsigned count = 0;
    while (value % factor == 0) {
        value /= factor;
        ++count;
    }
    return count;
}

/// The places a decimal needs, or nothing if no finite number is enough.
std::optional<unsigned> places_of(const Rational& value) {
    Integer below = denominator(value);
    const unsigned twos = take_factor(below, 2);
    const unsigned fives = take_factor(below, 5);
    if (below != 1) return std::nullopt;
    return std::max(twos, fives);
}

/// "-12.05" from the coefficient -1205 and 2 places.
std::string with_point(const Integer& coefficient, unsigned places) {
    std::string digits = Integer(abs(coefficient)).str();
    if (places > 0) {
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, 1, '.');
    }
    return coefficient < 0 ? "-" + digits : digits;
}

/// The whole number nearest to a division by the mode, where `negative` tells the sign of the exact
/// value.
Integer decide(const Division& exact, const Integer& below, bool negative, Rounding mode) {
    const Integer& down = exact.quotient;
    if (exact.remainder == 0) return down;
    const Integer up = down + 1;
    const Integer twice = exact.remainder * 2;
    switch (mode) {
        case Rounding::floor: return down;
        case Rounding::ceiling: return up;
        case Rounding::up: return negative ? down : up;
        case Rounding::down: return negative ? up : down;
        case Rounding::half_up:
            if (twice == below) return negative ? down : up;
            return twice < below ? down : up;
        case Rounding::half_even:
            if (twice == below) return down % 2 == 0 ? down : up;
            return twice < below ? down : up;
    }
    return down;
}

}  // namespace

Rational rational(const Decimal& value) {
    return {to_integer(coefficient(value)), power_of_ten(value.scale())};
}

Rational common_step(const Rational& a, const Rational& b) {
    // The greatest common divisor of fractions in lowest terms.
    const Integer above = gcd(numerator(a), numerator(b));
    const Integer below = lcm(denominator(a), denominator(b));
    return {above, below};
}

std::optional<Integer> whole_quotient(const Rational& a, const Rational& b) {
    if (b == 0) return std::nullopt;
    const Rational quotient = a / b;
    if (denominator(quotient) != 1) return std::nullopt;
    return numerator(quotient);
}

bool is_decimal(const Rational& value) { return places_of(value).has_value(); }

std::optional<Decimal> to_decimal(const Rational& value) {
    const auto places = places_of(value);
    if (!places || *places > max_digits) return std::nullopt;
    const Integer scaled = numerator(value) * (power_of_ten(*places) / denominator(value));
    if (digits(scaled) > max_digits) return std::nullopt;
    const auto bits = static_cast<UInt128>(to_int128(scaled));
    return Decimal::from_parts(static_cast<std::int64_t>(bits >> 64),
                               static_cast<std::uint64_t>(bits), *places);
}

Integer floor(const Rational& value) { return divide_down(value).quotient; }

Integer ceiling(const Rational& value) {
    const auto exact = divide_down(value);
    return exact.remainder == 0 ? exact.quotient : Integer(exact.quotient + 1);
}

unsigned digits(const Integer& value) {
    return value == 0 ? 0 : static_cast<unsigned>(Integer(abs(value)).str().size());
}

// Decimals in full, "118.5". Other fractions as such while they are short, "4/3"; longer ones by
// their first six places towards zero, "0.083347...".
std::string to_string(const Rational& value) {
    if (const auto places = places_of(value)) {
        return with_point(numerator(value) * (power_of_ten(*places) / denominator(value)), *places);
    }
    const Integer above = numerator(value);
    const Integer below = denominator(value);
    if (digits(above) <= readable_digits && digits(below) <= readable_digits) {
        return above.str() + "/" + below.str();
    }
    const Integer shown = above * power_of_ten(readable_digits) / below;
    const std::string sign = shown == 0 && above < 0 ? "-" : "";
    return sign + with_point(shown, readable_digits) + "...";
}

Int128 coefficient(const Decimal& value) {
    const auto high = static_cast<UInt128>(static_cast<std::uint64_t>(value.high()));
    return static_cast<Int128>(high << 64 | value.low());
}

Decimal multiple(const Decimal& step, std::int64_t times) {
    const auto own = coefficient(step);
    constexpr std::int64_t small = 1'000'000'000;
    if (own < small) {  // the product is far below 38 digits
        const auto product = own * times;
        const auto low = static_cast<std::uint64_t>(product);
        const auto high = static_cast<std::int64_t>(product >> 64);
        if (const auto quick = Decimal::from_parts(high, low, step.scale())) return *quick;
    }
    return to_decimal(Rational(times) * rational(step)).value_or(Decimal());
}

std::string to_string(Int128 value) {
    // The magnitude is taken in the unsigned type, so the lowest value prints too.
    UInt128 magnitude =
        value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
    std::string reversed;
    do {
        reversed += static_cast<char>('0' + static_cast<int>(magnitude % 10));
        magnitude /= 10;
    } while (magnitude != 0);
    if (value < 0) reversed += '-';
    return {reversed.rbegin(), reversed.rend()};
}

Interval operator+(const Interval& a, const Interval& b) {
    return {a.low + b.low, a.high + b.high};
}

Interval operator-(const Interval& a, const Interval& b) {
    return {a.low - b.high, a.high - b.low};
}

Interval operator*(const Interval& a, const Interval& b) {
    // A product is extreme at two of the four corners; which ones depends on the signs.
    const std::array<Rational, 4> corners{a.low * b.low, a.low * b.high, a.high * b.low,
                                          a.high * b.high};
    return {*std::min_element(corners.begin(), corners.end()),
            *std::max_element(corners.begin(), corners.end())};
}

Interval hull(const Interval& a, const Interval& b) {
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

std::optional<Interval> intersect(const Interval& a, const Interval& b) {
    Interval result{std::max(a.low, b.low), std::min(a.high, b.high)};
    if (result.low > result.high) return std::nullopt;
    return result;
}

Rational round(const Rational& value, const Rational& step, Rounding mode) {
    const Rational steps = value / step;
    return Rational(decide(divide_down(steps), denominator(steps), steps < 0, mode)) * step;
}

}  // namespace meritum::number
