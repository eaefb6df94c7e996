// Numbers of cards: as short decimals and as fractions the same.
#include "value/figure.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace meritum::value {
namespace {

using number::Integer;
using number::Rational;

Rational ratio(std::int64_t above, std::int64_t below) {
    return Rational(Integer(above), Integer(below));
}

TEST(Figure, HasTheShortestDigits) {
    const auto digits = [](std::int64_t number, std::uint8_t places) {
        return *Figure(ShortDecimal{number, places}).digits();
    };
    EXPECT_EQ(digits(0, 0), "0");
    EXPECT_EQ(digits(0, 5), "0");
    EXPECT_EQ(digits(1185, 1), "118.5");
    EXPECT_EQ(digits(118500, 3), "118.5");
    EXPECT_EQ(digits(-5, 2), "-0.05");
    EXPECT_EQ(digits(-500, 2), "-5");
    EXPECT_EQ(digits(1, 18), "0.000000000000000001");
    EXPECT_EQ(digits(std::numeric_limits<std::int64_t>::min(), 0), "-9223372036854775808");
    EXPECT_EQ(digits(std::numeric_limits<std::int64_t>::max(), 18), "9.223372036854775807");
    EXPECT_EQ(digits(99'999'999, 0), "99999999");  // the greatest that is written without branches
    EXPECT_EQ(digits(-99'999'999, 7), "-9.9999999");
    EXPECT_EQ(digits(100'000'000, 0), "100000000");
    EXPECT_EQ(digits(99'999'999, 8), "0.99999999");
    EXPECT_EQ(Figure(ratio(1, 3)).digits(), std::nullopt);
    EXPECT_EQ(*Figure(Rational(Integer("123456789012345678901234567890"))).digits(),
              "123456789012345678901234567890");
}

TEST(Figure, HasTheDigitsOfTheDecimal) {
    std::mt19937_64 random(11);
    for (int i = 0; i < 200'000; ++i) {
        auto number = static_cast<std::int64_t>(random()) >> (random() % 64);
        if (i % 3 == 0) number -= number % 1'000;
        const auto places = static_cast<std::uint8_t>(random() % 19);
        const auto decimal =
            Decimal::from_parts(number < 0 ? -1 : 0, static_cast<std::uint64_t>(number), places);
        EXPECT_EQ(Figure(ShortDecimal{number, places}).digits(), decimal->to_string());
    }
}

TEST(Figure, CountsAsFractionsDo) {
    std::mt19937_64 random(7);
    const auto some = [&]() -> Rational {
        const auto number = static_cast<std::int64_t>(random()) >> (random() % 64);
        switch (random() % 4) {
            case 0: return ratio(number, 1);
            case 1: return ratio(number, 1'000);
            case 2: return ratio(number, 1'000'000'000'000'000'000);
            default: return ratio(number, static_cast<std::int64_t>(random() % 9) + 1);
        }
    };
    for (int i = 0; i < 5'000; ++i) {
        const auto a = some();
        const auto b = i % 7 == 0 ? a : some();
        const Figure first(a);
        const Figure second(b);
        EXPECT_EQ(first.rational(), a);
        EXPECT_EQ((first + second).rational(), a + b);
        EXPECT_EQ((first - second).rational(), a - b);
        auto sum = first;
        EXPECT_EQ((sum += second).rational(), a + b);
        EXPECT_EQ((-first).rational(), -a);
        EXPECT_EQ(first.hundredfold().rational(), a * 100);
        EXPECT_EQ(first == second, a == b);
        EXPECT_EQ(first < second, a < b);
        EXPECT_EQ(first.is_zero(), a == 0);
        EXPECT_EQ(first.is_negative(), a < 0);
        EXPECT_EQ(first.is_positive(), a > 0);
        EXPECT_EQ(first.digits().has_value(), number::is_decimal(a));
        EXPECT_EQ(first.digits().value_or(number::to_string(a)), number::to_string(a));
        EXPECT_EQ(Integer(first.floor()), number::floor(a));
    }
}

TEST(Figure, OfEqualValueAreEqualHoweverTheyAreHeld) {
    EXPECT_EQ(Figure(ShortDecimal{5, 1}), Figure(ShortDecimal{500, 3}));
    const Figure most(std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(most + 1 - 1, most);
    EXPECT_LT(most, most + 1);
}

}  // namespace
}  // namespace meritum::value
