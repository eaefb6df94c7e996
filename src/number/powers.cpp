// See powers.hpp. Bisection over k; each comparison first by bounds with 64 bits, rounded outwards,
// then exactly. Tests: tests/number/powers_test.cpp.
#include "number/powers.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace meritum::number {
namespace {

unsigned bits(const Integer& value) {
    return value == 0 ? 0 : static_cast<unsigned>(msb(abs(value))) + 1;
}

/// mantissa * 2^exponent; the mantissa's highest bit is set.
struct Leading {
    std::uint64_t mantissa = std::uint64_t{1} << 63;
    std::int64_t exponent = -63;

    friend bool operator<(const Leading& a, const Leading& b) {
        return a.exponent != b.exponent ? a.exponent < b.exponent : a.mantissa < b.mantissa;
    }
};

Leading one_up(Leading value) {
    if (++value.mantissa == 0) {
        value.mantissa = std::uint64_t{1} << 63;
        ++value.exponent;
    }
    return value;
}

/// A positive number between two others, worked on without losing it.
struct Bounds {
    Leading low;
    Leading high;

    static Bounds of(const Integer& value) {
        const auto size = static_cast<std::int64_t>(bits(value));
        const Integer top = size > 64 ? Integer(value >> (size - 64)) : value << (64 - size);
        const Leading low{top.convert_to<std::uint64_t>(), size - 64};
        const bool exact = size <= 64 || Integer(top << (size - 64)) == value;
        return {low, exact ? low : one_up(low)};
    }
};

Leading product(const Leading& a, const Leading& b, bool up) {
    const auto whole = static_cast<UInt128>(a.mantissa) * b.mantissa;
    const unsigned shift = (whole >> 127) != 0 ? 64 : 63;
    const auto top = static_cast<std::uint64_t>(whole >> shift);
    const Leading result{top, a.exponent + b.exponent + shift};
    const bool exact = static_cast<UInt128>(top) << shift == whole;
    return up && !exact ? one_up(result) : result;
}

Bounds operator*(const Bounds& a, const Bounds& b) {
    return {product(a.low, b.low, false), product(a.high, b.high, true)};
}

Bounds to_power(Bounds base, std::uint32_t exponent) {
    Bounds result;
    for (; exponent != 0; exponent >>= 1) {
        if ((exponent & 1) != 0) result = result * base;
        base = base * base;
    }
    return result;
}

/// k^q * product of `left` against the product of `right`: what a multiple of a half is compared
/// with.
class Comparison {
public:
    Comparison(const Integer& a, const Integer& b, const Integer& c, Exponent exponent)
        : below_(exponent.below) {
        const auto size = static_cast<std::uint32_t>(std::abs(exponent.above));
        put(right_, Integer(a * 2), below_);
        if (exponent.above >= 0) {
            put(right_, b, size);
            put(left_, c, below_ + size);
        } else {
            put(left_, b, size);
            put(below_ >= size ? left_ : right_, c, below_ >= size ? below_ - size : size - below_);
        }
    }

    /// -1, 0, 1: the value is less than k / 2, equal to it, more.
    int against(const Integer& k) {
        const Bounds mine = to_power(Bounds::of(k), below_) * left_.bounds;
        if (right_.bounds.high < mine.low) return -1;
        if (mine.high < right_.bounds.low) return 1;
        const Integer exact = pow(k, below_) * whole(left_);
        return whole(right_).compare(exact);
    }

private:
    struct Side {
        std::array<std::pair<Integer, std::uint32_t>, 2> factors;
        std::size_t count = 0;
        Bounds bounds;
        std::optional<Integer> exact;
    };

    static void put(Side& side, const Integer& base, std::uint32_t exponent) {
        side.factors[side.count++] = {base, exponent};
        side.bounds = side.bounds * to_power(Bounds::of(base), exponent);
    }

    static const Integer& whole(Side& side) {
        if (!side.exact) {
            Integer product = 1;
            for (std::size_t i = 0; i < side.count; ++i) {
                product *= pow(side.factors[i].first, side.factors[i].second);
            }
            side.exact = std::move(product);
        }
        return *side.exact;
    }

    std::uint32_t below_;
    Side left_;
    Side right_;
};

/// The whole q-th root if there is one.
std::optional<Integer> whole_root(const Integer& value, std::uint32_t q) {
    if (value <= 1) return value;
    const Integer top = Integer(1) << (bits(value) / q + 1);
    const Integer root = quarters(1, value, 1, {{1, q}, top * 4});
    return root % 4 == 0 ? std::optional(Integer(root / 4)) : std::nullopt;
}

}  // namespace

Integer quarters(const Integer& a, const Integer& b, const Integer& c, const Power& power) {
    if (a == 0 || b <= 0 || power.bound <= 0) return 0;
    Comparison value(abs(a), b, c < 1 ? Integer(1) : c, power.exponent);
    Integer low = 0;  // low / 2 < value: it is positive
    Integer high = power.bound / 2 + 1;
    bool exact = false;
    if (value.against(high) >= 0) {
        return a < 0 ? Integer(-power.bound) : power.bound;
    }
    while (high - low > 1 && !exact) {
        const Integer middle = (low + high) / 2;
        const int side = value.against(middle);
        exact = side == 0;
        (side < 0 ? high : low) = middle;
    }
    const Integer place = low * 2 + (exact ? 0 : 1);
    return a < 0 ? Integer(-place) : place;
}

Integer quarters(const Rational& value) {
    const Integer twice = floor(value * 2);
    return twice * 2 + (Rational(twice) == value * 2 ? 0 : 1);
}

std::size_t bits_of_quarters(const Integer& a, const Integer& b, const Integer& c,
                             const Power& power) {
    const auto p = static_cast<std::size_t>(std::abs(power.exponent.above));
    const std::size_t q = power.exponent.below;
    const std::size_t value = q * (bits(a) + 1) + p * bits(b);
    const std::size_t other =
        q * bits(power.bound) + (p + q) * bits(c) + (power.exponent.above < 0 ? p * bits(b) : 0);
    return std::max(value, other);
}

std::optional<Rational> exact_power(const Rational& x, Exponent exponent) {
    const auto above = whole_root(numerator(x), exponent.below);
    const auto below = whole_root(denominator(x), exponent.below);
    if (!above || !below) return std::nullopt;
    const auto size = static_cast<unsigned>(std::abs(exponent.above));
    const Integer top = pow(*above, size);
    const Integer bottom = pow(*below, size);
    return exponent.above < 0 ? Rational(bottom, top) : Rational(top, bottom);
}

Interval around_power(const Rational& x, Exponent exponent) {
    if (const auto exact = exact_power(x, exponent)) return {*exact, *exact};
    // x is within a factor 2 of 2^size, so the result has 44 bits or more at this step.
    const long size =
        static_cast<long>(bits(numerator(x))) - static_cast<long>(bits(denominator(x)));
    const long of_result =
        (size + (exponent.above < 0 ? -1 : 1)) * exponent.above / static_cast<long>(exponent.below);
    const long fine = 46 + std::abs(exponent.above) / static_cast<long>(exponent.below) * 2;
    const Integer shift = Integer(1) << std::abs(of_result - fine);
    const Rational step = of_result > fine ? Rational(shift) : Rational(1, shift);
    // v / step = (a / c) * (b / c)^e over the common denominator c.
    const Rational scale = 1 / step;
    const Integer c = denominator(x) * denominator(scale);
    const Integer a = numerator(scale) * denominator(x);
    const Integer b = numerator(x) * denominator(scale);
    const Integer place = quarters(a, b, c, {exponent, Integer(1) << (fine + 40)});
    const Rational below = Rational(Integer(place / 2)) / 2 * step;
    return {below, below + step / 2};
}

}  // namespace meritum::number
