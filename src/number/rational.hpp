// Exact numbers of any size, for compile time only: steps, ranges, literals. Never seen by an
// executor's inner loop. Tests: tests/number/rational_test.cpp.
#pragma once

#include <optional>
#include <string>

#include "meritum/decimal.hpp"
#include "number/exact.hpp"
#include "number/integer.hpp"

namespace meritum::number {

Rational rational(const Decimal& value);

/// Largest positive rational of which both are whole multiples. REQUIRES a, b > 0.
Rational common_step(const Rational& a, const Rational& b);

/// a / b as an integer, or nothing if it is none.
std::optional<Integer> whole_quotient(const Rational& a, const Rational& b);

/// True if value has a finite decimal notation (its denominator has only the factors 2 and 5).
bool is_decimal(const Rational& value);

/// Nothing if the value is no decimal of at most 38 digits and places.
std::optional<Decimal> to_decimal(const Rational& value);

Integer floor(const Rational& value);
Integer ceiling(const Rational& value);

/// Digits of |value|; 0 has none.
unsigned digits(const Integer& value);

/// For people: "118.5", "4/3", "0.0833... (1/12)" shortened as documented in the .cpp.
std::string to_string(const Rational& value);

/// The coefficient of a decimal at a given scale or of its own; and back.
Int128 coefficient(const Decimal& value);
std::string to_string(Int128 value);
/// step * times, as decimals give it. REQUIRES that it is one of at most 38 digits.
Decimal multiple(const Decimal& step, std::int64_t times);

/// Closed range of rationals; always low <= high.
struct Interval {
    Rational low;
    Rational high;

    bool contains(const Rational& value) const { return low <= value && value <= high; }
    bool contains_zero() const { return low <= 0 && high >= 0; }
    bool is_point() const { return low == high; }
    friend bool operator==(const Interval& a, const Interval& b) {
        return a.low == b.low && a.high == b.high;
    }
};

Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a, const Interval& b);
Interval operator*(const Interval& a, const Interval& b);
Interval hull(const Interval& a, const Interval& b);  ///< the smallest that holds both
std::optional<Interval> intersect(const Interval& a, const Interval& b);

/// How `round` decides. Away and towards are from and to zero.
enum class Rounding {
    half_up /* half away from zero */,
    half_even,
    up /* away */,
    down /* towards */,
    floor,
    ceiling
};

/// value rounded to the nearest multiple of step by the mode. REQUIRES step > 0.
Rational round(const Rational& value, const Rational& step, Rounding mode);

}  // namespace meritum::number
