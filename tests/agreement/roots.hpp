// Roots for the reference evaluator: a hundred digits of the value, and algebra where they do not
// tell. In: a multiple of a power, plus a fraction. Out: how it compares, what it rounds to. Must
// not know the engine's way (src/number/powers.hpp), which has no digits.
#pragma once

#include "agreement/fraction.hpp"

namespace meritum::agreement {

/// scale * base^(above / below) + offset; base >= 0.
struct Root {
    Fraction scale = 1;
    Fraction base;
    long above = 1;
    long below = 2;
    Fraction offset = 0;
};

/// -1, 0, 1: the root is less than x, equal to it, more.
int compare(const Root& root, const Fraction& x);

/// As round_to of fractions.
Fraction round_to(const Root& root, const Fraction& step, ast::Row mode);

/// Multiplied out. REQUIRES x != 0 if the exponent is below 0.
Fraction whole_power(const Fraction& x, long exponent);

}  // namespace meritum::agreement
