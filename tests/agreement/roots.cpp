// See roots.hpp.
#include "agreement/roots.hpp"

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <stdexcept>

namespace meritum::agreement {

namespace {

using Digits = boost::multiprecision::cpp_dec_float_100;

/// Where two numbers differ by less than this part of them, digits do not tell.
const Digits close("1e-60");

Digits digits_of(const Fraction& x) {
    return Digits(boost::multiprecision::numerator(x)) /
           Digits(boost::multiprecision::denominator(x));
}

Digits digits_of(const Root& root) {
    const Digits exponent = Digits(root.above) / Digits(root.below);
    const Digits power = root.base == 0 ? Digits(0) : Digits(pow(digits_of(root.base), exponent));
    return digits_of(root.scale) * power + digits_of(root.offset);
}

/// Both sides without the offset, to the power that makes the root a fraction.
bool equal(const Root& root, const Fraction& x) {
    const Fraction rest = x - root.offset;
    const bool same_side = (rest < 0) == (root.scale < 0) || rest == 0 || root.scale == 0;
    return same_side &&
           whole_power(abs(rest), root.below) ==
               whole_power(abs(root.scale), root.below) * whole_power(root.base, root.above);
}

}  // namespace

Fraction whole_power(const Fraction& x, long exponent) {
    Fraction result = 1;
    for (long i = 0; i < (exponent < 0 ? -exponent : exponent); ++i) result *= x;
    return exponent < 0 ? Fraction(1 / result) : result;
}

int compare(const Root& root, const Fraction& x) {
    const Digits difference = digits_of(root) - digits_of(x);
    const Digits size = abs(digits_of(root)) + abs(digits_of(root.offset)) + abs(digits_of(x)) + 1;
    if (abs(difference) > close * size) return difference < 0 ? -1 : 1;
    if (equal(root, x)) return 0;
    throw std::logic_error("a hundred digits do not tell");
}

Fraction round_to(const Root& root, const Fraction& step, ast::Row mode) {
    const Digits halves = digits_of(root) * 2 / digits_of(step);
    const Digits whole = floor(halves + Digits("0.5"));
    // Boost's conversion of 0 negates the smallest exponent.
    Fraction nearest = Fraction(whole == 0 ? Whole(0) : Whole(whole)) * step / 2;
    const int side = compare(root, nearest);
    // What lies between two halves rounds as the middle between them does.
    return round_to(Fraction(nearest + side * step / 4), step, mode);
}

}  // namespace meritum::agreement
