// Roots and powers with a fraction as exponent, decided on the true value. In: integers, an
// exponent. Out: between which halves the value lies, exactly; bounds; exact powers where there are
// any. Must not know steps, lanes or the plan. Tests: tests/number/powers_test.cpp,
// tests/number/ (fractions: tests/fractions/).
//
// x^(p/q) is irrational as a rule, so no number stands for it. What a plan may ask of it (how it
// compares with a step, how it rounds) hangs only on where it lies among the halves of that step:
// k/2 <= v < (k+1)/2, and whether it is k/2. That is a comparison of whole numbers: k^q against
// (2v)^q. It is first tried with the leading 64 bits of each side, then, if these do not tell, with
// all of them.
#pragma once

#include <cstdint>
#include <optional>

#include "number/rational.hpp"

namespace meritum::number {

/// above / below in lowest terms; below > 0.
struct Exponent {
    std::int32_t above = 1;
    std::uint32_t below = 1;

    friend bool operator==(const Exponent&, const Exponent&) = default;
};

/// How a power is worked out: numbers beyond the bound are not told apart.
struct Power {
    Exponent exponent;
    Integer bound;
};

/// Where v = (a / c) * (b / c)^exponent lies among the halves: twice the greatest k with k / 2 <=
/// v, and one more if v is more than that; the same with a minus for -v. So 4 v where 2 v is whole,
/// else the odd number between its neighbours: whole numbers compare and round like what they stand
/// for, in every mode, if a whole is taken as 4. Never beyond the bound. Total: c < 1 is taken as
/// 1, b < 0 as 0; 0 to a negative power as 0.
Integer quarters(const Integer& a, const Integer& b, const Integer& c, const Power& power);

/// The quarters of a number that is no root.
Integer quarters(const Rational& value);

/// Bits of the greatest number that `quarters` may write down, for operands up to these and results
/// up to the bound.
std::size_t bits_of_quarters(const Integer& a, const Integer& b, const Integer& c,
                             const Power& power);

/// x to the exponent if that is a fraction. REQUIRES x >= 0, and x > 0 if the exponent is below 0.
std::optional<Rational> exact_power(const Rational& x, Exponent exponent);

/// Fractions around x to the exponent: both the exact value if there is one, else a dozen digits
/// alike. REQUIRES as above.
Interval around_power(const Rational& x, Exponent exponent);

}  // namespace meritum::number
