// Rational and Interval against brute force: every small fraction, and the edges of 38 digits.
#include "number/rational.hpp"

#include <gtest/gtest.h>

#include <random>

namespace meritum::number {
namespace {

Rational ratio(long long above, long long below) {
    return Rational(Integer(above), Integer(below));
}

TEST(Rational, ComesFromDecimalsAndGoesBack) {
    const std::string nines(38, '9');
    for (const std::string& text :
         {std::string("0"), std::string("1.25"), std::string("-0.05"), nines, "-" + nines,
          "0." + nines, "-0." + std::string(37, '0') + "1"}) {
        const auto decimal = Decimal::parse(text).value();
        const auto value = rational(decimal);
        EXPECT_EQ(to_string(value), text);
        EXPECT_EQ(to_decimal(value), decimal);
    }
    EXPECT_FALSE(to_decimal(ratio(1, 3)));
    EXPECT_FALSE(to_decimal(rational(Decimal::parse(nines).value()) + 1));
    EXPECT_FALSE(
        to_decimal(rational(Decimal::parse("0." + std::string(37, '0') + "1").value()) / 2));
}

TEST(Rational, KnowsDecimals) {
    for (int below = 1; below <= 200; ++below) {
        int rest = below;
        while (rest % 2 == 0) rest /= 2;
        while (rest % 5 == 0) rest /= 5;
        EXPECT_EQ(is_decimal(ratio(1, below)), rest == 1) << below;
    }
}

TEST(Rational, CommonStepIsTheLargest) {
    for (int a = 1; a <= 12; ++a) {
        for (int b = 1; b <= 12; ++b) {
            for (int c = 1; c <= 12; ++c) {
                const Rational first = ratio(a, b);
                const Rational second = ratio(c, 7);
                const Rational step = common_step(first, second);
                ASSERT_TRUE(step > 0);
                const auto m = whole_quotient(first, step);
                const auto n = whole_quotient(second, step);
                ASSERT_TRUE(m && n);
                EXPECT_EQ(gcd(*m, *n), 1);
            }
        }
    }
    EXPECT_FALSE(whole_quotient(ratio(1, 3), ratio(1, 2)));
    EXPECT_EQ(whole_quotient(ratio(-3, 2), ratio(1, 2)), Integer(-3));
    EXPECT_FALSE(whole_quotient(ratio(1, 3), 0));
}

/// The slow way: walks over all multiples near the value and picks by the words of the mode.
Rational slow_round(const Rational& value, const Rational& step, Rounding mode) {
    Rational down = 0;
    while (down > value) down -= step;
    while (down + step <= value) down += step;
    if (down == value) return value;
    const Rational up = down + step;
    const Rational away = value < 0 ? down : up;
    const Rational towards = value < 0 ? up : down;
    const Rational to_down = value - down;
    const Rational to_up = up - value;
    switch (mode) {
        case Rounding::floor: return down;
        case Rounding::ceiling: return up;
        case Rounding::up: return away;
        case Rounding::down: return towards;
        case Rounding::half_up:
            if (to_down == to_up) return away;
            break;
        case Rounding::half_even:
            if (to_down == to_up) return numerator(down / step) % 2 == 0 ? down : up;
            break;
    }
    return to_down < to_up ? down : up;
}

TEST(Rational, RoundsLikeTheSlowWay) {
    const Rounding modes[] = {Rounding::half_up, Rounding::half_even, Rounding::up,
                              Rounding::down,    Rounding::floor,     Rounding::ceiling};
    for (const auto& step : {ratio(1, 1), ratio(1, 10), ratio(2, 3), ratio(5, 1)}) {
        for (int above = -40; above <= 40; ++above) {
            for (int below = 1; below <= 12; ++below) {
                for (const auto mode : modes) {
                    const auto value = ratio(above, below);
                    EXPECT_EQ(round(value, step, mode), slow_round(value, step, mode))
                        << value << " by " << step << " mode " << static_cast<int>(mode);
                }
            }
        }
    }
}

TEST(Rational, FloorAndCeiling) {
    EXPECT_EQ(floor(ratio(-7, 2)), -4);
    EXPECT_EQ(ceiling(ratio(-7, 2)), -3);
    EXPECT_EQ(floor(ratio(7, 2)), 3);
    EXPECT_EQ(ceiling(ratio(7, 2)), 4);
    EXPECT_EQ(floor(ratio(-4, 2)), -2);
    EXPECT_EQ(ceiling(ratio(-4, 2)), -2);
}

TEST(Rational, PrintsForPeople) {
    struct Case {
        Rational value;
        std::string text;
    };
    const Case cases[] = {
        {ratio(237, 2), "118.5"},
        {ratio(-1, 20), "-0.05"},
        {ratio(4, 3), "4/3"},
        {ratio(-4, 3), "-4/3"},
        {ratio(1000000, 1), "1000000"},
        {ratio(0, 5), "0"},
        {ratio(1, 1234567), "0.000000..."},
        {ratio(-1, 1234567), "-0.000000..."},
        {ratio(20000000, 3), "6666666.666666..."},
        {ratio(999999, 7), "142857"},
        {ratio(999998, 7), "999998/7"},
    };
    for (const auto& [value, text] : cases) EXPECT_EQ(to_string(value), text);
}

TEST(Integers, CrossTheBorderOf128Bits) {
    const Int128 lowest = static_cast<Int128>(UInt128{1} << 127);
    const Int128 highest = ~lowest;
    EXPECT_EQ(to_string(lowest), "-170141183460469231731687303715884105728");
    EXPECT_EQ(to_string(highest), "170141183460469231731687303715884105727");
    EXPECT_EQ(to_string(Int128{0}), "0");
    const Int128 samples[] = {
        lowest, highest, 0, 1, -1, Int128{1} << 64, -(Int128{1} << 64), Int128{1} << 100};
    for (const auto value : samples) {
        EXPECT_EQ(to_integer(value).str(), to_string(value));
        EXPECT_TRUE(to_int128(to_integer(value)) == value);
    }
    EXPECT_EQ(digits(Integer(0)), 0U);
    EXPECT_EQ(digits(Integer(-99)), 2U);
    EXPECT_EQ(digits(Integer(100)), 3U);
}

TEST(Decimal, AgreesWithRationalsOnOrder) {
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        const auto a = Decimal::from_parts(0, random() % 2000, random() % 39).value();
        const auto b =
            Decimal::from_parts(-1, ~std::uint64_t{0} - random() % 2000, random() % 39).value();
        const auto c = Decimal::from_parts(static_cast<std::int64_t>(random()) - 2147483648LL,
                                           random(), random() % 39)
                           .value();
        for (const auto& x : {a, b, c}) {
            for (const auto& y : {a, b, c}) {
                EXPECT_EQ(x < y, rational(x) < rational(y));
                EXPECT_EQ(x == y, rational(x) == rational(y));
            }
        }
    }
}

TEST(Interval, HoldsEveryResultAndNoMore) {
    std::vector<Interval> all;
    for (int low = -3; low <= 3; ++low) {
        for (int high = low; high <= 3; ++high) all.push_back({low, high});
    }
    for (const auto& a : all) {
        for (const auto& b : all) {
            Rational least[3];
            Rational most[3];
            bool first = true;
            for (Rational x = a.low; x <= a.high; x += 1) {
                for (Rational y = b.low; y <= b.high; y += 1) {
                    const Rational results[] = {x + y, x - y, x * y};
                    for (int k = 0; k < 3; ++k) {
                        if (first || results[k] < least[k]) least[k] = results[k];
                        if (first || results[k] > most[k]) most[k] = results[k];
                    }
                    first = false;
                }
            }
            const Interval got[] = {a + b, a - b, a * b};
            for (int k = 0; k < 3; ++k) {
                EXPECT_EQ(got[k].low, least[k]);
                EXPECT_EQ(got[k].high, most[k]);
            }
            const auto both = intersect(a, b);
            EXPECT_EQ(both.has_value(), a.low <= b.high && b.low <= a.high);
            if (both) {
                EXPECT_TRUE(a.contains(both->low) && b.contains(both->high));
            }
            EXPECT_TRUE(hull(a, b).contains(a.low) && hull(a, b).contains(b.high));
        }
    }
}

}  // namespace
}  // namespace meritum::number
