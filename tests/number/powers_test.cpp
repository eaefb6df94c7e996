// Roots and powers against whole numbers multiplied out: where they lie among the halves.
#include "number/powers.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "number/rational.hpp"

namespace meritum::number {
namespace {

constexpr long plenty = 1'000'000'000'000'000'000;

Integer place(const Integer& a, const Integer& b, const Integer& c, Exponent exponent,
              const Integer& bound = plenty) {
    return quarters(a, b, c, {exponent, bound});
}

Rational to_whole_power(const Rational& x, long exponent) {
    const auto size = static_cast<unsigned>(std::abs(exponent));
    const Integer above = pow(numerator(x), size);
    const Integer below = pow(denominator(x), size);
    return exponent < 0 ? Rational(below, above) : Rational(above, below);
}

/// The q-th powers of the half below, of the one above and of the value itself, without a root.
void expect_right(long a, long b, long c, Exponent exponent) {
    const auto found = place(a, b, c, exponent);
    const Rational size(Integer(std::abs(a)), Integer(c));
    const auto q = static_cast<long>(exponent.below);
    const Rational value =
        to_whole_power(size, q) * to_whole_power(Rational(Integer(b), Integer(c)), exponent.above);
    EXPECT_EQ(found < 0, a < 0);
    const Integer code = abs(found);
    const Rational below(Integer(code / 2), 2);
    if (code % 2 == 0) {
        EXPECT_EQ(to_whole_power(below, q), value) << a << ' ' << b << ' ' << c;
    } else {
        EXPECT_LT(to_whole_power(below, q), value) << a << ' ' << b << ' ' << c;
        EXPECT_GT(to_whole_power(below + Rational(1, 2), q), value) << a << ' ' << b << ' ' << c;
    }
}

TEST(Powers, LieBetweenTheHalvesTheyAreSaidToLieBetween) {
    std::mt19937 draw(7);
    const Exponent exponents[] = {{1, 2},  {1, 3},  {3, 2}, {2, 3},  {-1, 2},
                                  {-3, 2}, {-5, 3}, {9, 5}, {-2, 7}, {27, 20}};
    for (int i = 0; i < 4000; ++i) {
        const auto upto = [&](long most) { return static_cast<long>(draw() % most); };
        const long a = (upto(2) == 0 ? -1 : 1) * (1 + upto(2000));
        expect_right(a, 1 + upto(5000), 1 + upto(30), exponents[i % 10]);
    }
}

TEST(Powers, AreExactWhereTheyMeetAHalf) {
    EXPECT_EQ(place(1, 9, 1, {1, 2}), 12);   // 3
    EXPECT_EQ(place(1, 10, 1, {1, 2}), 13);  // 3.16
    EXPECT_EQ(place(-1, 10, 1, {1, 2}), -13);
    EXPECT_EQ(place(2, 9, 4, {1, 2}), 3);   // 0.5 * 1.5 = 0.75
    EXPECT_EQ(place(4, 9, 4, {1, 2}), 6);   // 1.5
    EXPECT_EQ(place(1, 8, 1, {-1, 3}), 2);  // 0.5
    EXPECT_EQ(place(1, 32, 1, {9, 5}), 2048);
}

TEST(Powers, WithoutAValueAreNothing) {
    EXPECT_EQ(place(0, 9, 1, {1, 2}), 0);
    EXPECT_EQ(place(5, 0, 1, {1, 2}), 0);
    EXPECT_EQ(place(5, -9, 1, {1, 2}), 0);
    EXPECT_EQ(place(5, 0, 1, {-1, 2}), 0);
    EXPECT_EQ(place(1, 9, 0, {1, 2}), 12);
    EXPECT_EQ(place(1, 9, -3, {1, 2}), 12);
}

TEST(Powers, StopAtTheBound) {
    EXPECT_EQ(place(1, 100, 1, {1, 2}, 40), 40);
    EXPECT_EQ(place(1, 100, 1, {1, 2}, 39), 39);
    EXPECT_EQ(place(-1, 100, 1, {1, 2}, 39), -39);
    EXPECT_EQ(place(1, 99, 1, {1, 2}, 39), 39);
    EXPECT_EQ(place(1, 98, 1, {1, 2}, 41), 39);
    const Integer rubbish = (Integer(1) << 255) - 1;
    EXPECT_EQ(place(rubbish, rubbish, 1, {20000, 1000}, 40), 40);
    EXPECT_EQ(place(rubbish, rubbish, rubbish, {181, 100}, 40), 4);
}

// One more or less than a perfect power, so large that 64 bits do not tell.
TEST(Powers, AreTriedWithAllTheirDigits) {
    const Integer root("123456789012345678901234567890");
    const Integer square = root * root;
    const Integer bound = root * 8;
    EXPECT_EQ(place(1, square, 1, {1, 2}, bound), root * 4);
    EXPECT_EQ(place(1, square - 1, 1, {1, 2}, bound), root * 4 - 1);
    EXPECT_EQ(place(1, square + 1, 1, {1, 2}, bound), root * 4 + 1);
    const Integer base = Integer(1) << 100;
    EXPECT_EQ(place(1, base, 1, {181, 100}, Integer(1) << 190), Integer(1) << 183);
    EXPECT_EQ(place(1, base + 1, 1, {181, 100}, Integer(1) << 190) % 2, 1);
}

TEST(Powers, NeedNoMoreBitsThanTheySay) {
    EXPECT_EQ(bits_of_quarters(1, 9, 1, {{1, 2}, 16}), 13U);
    EXPECT_GT(bits_of_quarters(254347, 180000, 10000, {{181, 100}, 4000}), 5000U);
    EXPECT_LT(bits_of_quarters(254347, 180000, 10000, {{181, 100}, 4000}), 6000U);
}

TEST(Powers, AreFractionsWhereTheyCanBe) {
    EXPECT_EQ(exact_power(Rational(9, 16), {1, 2}), Rational(3, 4));
    EXPECT_EQ(exact_power(Rational(9, 16), {-3, 2}), Rational(64, 27));
    EXPECT_EQ(exact_power(Rational(0), {1, 3}), Rational(0));
    EXPECT_EQ(exact_power(Rational(1), {-1, 3}), Rational(1));
    EXPECT_FALSE(exact_power(Rational(9, 17), {1, 2}));
    EXPECT_FALSE(exact_power(Rational(2), {181, 100}));
}

TEST(Powers, LieWithinTheirBounds) {
    for (const auto& x : {Rational(2), Rational(1, 3), Rational(Integer("1000000000000"), 7),
                          Rational(3, Integer("1000000000000")), Rational(1001, 1000)}) {
        for (const Exponent e :
             {Exponent{1, 2}, Exponent{-1, 3}, Exponent{181, 100}, Exponent{-337, 250}}) {
            const auto around = around_power(x, e);
            const auto power = to_whole_power(x, e.above);
            EXPECT_LE(to_whole_power(around.low, static_cast<long>(e.below)), power);
            EXPECT_GE(to_whole_power(around.high, static_cast<long>(e.below)), power);
            EXPECT_LT((around.high - around.low) * 1'000'000'000'000, around.high)
                << to_string(x) << " ^ " << e.above;
        }
    }
    EXPECT_EQ(around_power(Rational(81, 4), {1, 2}), (Interval{Rational(9, 2), Rational(9, 2)}));
}

TEST(Powers, OtherNumbersLieAmongTheHalvesToo) {
    EXPECT_EQ(quarters(Rational(3)), 12);
    EXPECT_EQ(quarters(Rational(7, 2)), 14);
    EXPECT_EQ(quarters(Rational(1, 3)), 1);
    EXPECT_EQ(quarters(Rational(-1, 3)), -1);
    EXPECT_EQ(quarters(Rational(-2, 3)), -3);
    EXPECT_EQ(quarters(Rational(-1, 2)), -2);
}

}  // namespace
}  // namespace meritum::number
