// Decimal: what it reads, refuses, prints and compares. Both sides of 38 digits and 38 places.
#include <gtest/gtest.h>

#include <climits>
#include <sstream>

#include "meritum/decimal.hpp"

namespace meritum {
namespace {

struct Case {
    std::string text;
    std::string shortest;
};

TEST(Decimal, ReadsAndPrintsShortest) {
    const std::string nines(38, '9');
    const std::string zeros(37, '0');
    const Case cases[] = {
        {"0", "0"},
        {"-0", "0"},
        {"-0.000", "0"},
        {"12", "12"},
        {"-0.05", "-0.05"},
        {"+3.20", "3.2"},
        {"007", "7"},
        {"010", "10"},
        {"1250.50", "1250.5"},
        {"1000000", "1000000"},
        {"118.5", "118.5"},
        {"0.10", "0.1"},
        {"10.010", "10.01"},
        {nines, nines},
        {"-" + nines, "-" + nines},
        {"0." + nines, "0." + nines},
        {"0." + zeros + "1", "0." + zeros + "1"},
        {"-0." + zeros + "1", "-0." + zeros + "1"},
        {"1." + zeros + "0000", "1"},
        {std::string(100, '0') + "5", "5"},
        {"9223372036854775808", "9223372036854775808"},
        {"18446744073709551616.5", "18446744073709551616.5"},
    };
    for (const auto& [text, shortest] : cases) {
        const auto value = Decimal::parse(text);
        ASSERT_TRUE(value) << text;
        EXPECT_EQ(value->to_string(), shortest);
        EXPECT_EQ(Decimal::parse(value->to_string()), value);
    }
}

TEST(Decimal, RefusesOtherTexts) {
    const std::string refused[] = {
        "",
        "-",
        "+",
        ".",
        "1.",
        ".5",
        "-.5",
        "1e3",
        "1E3",
        "1,000",
        "1_000",
        " 1",
        "1 ",
        "1.2.3",
        "--1",
        "+-1",
        "0x10",
        "inf",
        "nan",
        "1'000",
        "15%",
        "\xEF\xBC\x91",
        std::string("1\0", 2),
        "1.5f",
        "1-",
        "1" + std::string(38, '0'),
        "0." + std::string(38, '0') + "1",
        std::string(39, '9'),
        std::string(38, '9') + ".5",
        "99999999999999999999.9999999999999999999",
    };
    for (const auto& text : refused) EXPECT_FALSE(Decimal::parse(text)) << text;
}

TEST(Decimal, FromPartsHoldsTheLimits) {
    EXPECT_EQ(Decimal::from_parts(0, 1200, 2)->to_string(), "12");
    EXPECT_EQ(Decimal::from_parts(0, 1205, 2)->scale(), 2U);
    EXPECT_EQ(Decimal::from_parts(-1, ~std::uint64_t{0}, 38)->to_string(),
              "-0." + std::string(37, '0') + "1");
    EXPECT_FALSE(Decimal::from_parts(0, 1, 39));
    EXPECT_EQ(Decimal::from_parts(0, 0, 38)->scale(), 0U);
    const auto largest = Decimal::parse(std::string(38, '9')).value();
    EXPECT_EQ(Decimal::from_parts(largest.high(), largest.low(), 0), largest);
    EXPECT_FALSE(Decimal::from_parts(largest.high(), largest.low() + 1, 0));
    EXPECT_FALSE(Decimal::from_parts(INT64_MIN, 0, 0));
    EXPECT_FALSE(Decimal::from_parts(INT64_MAX, ~std::uint64_t{0}, 0));
}

TEST(Decimal, TakesEveryInteger) {
    EXPECT_EQ(Decimal(INT64_MIN).to_string(), "-9223372036854775808");
    EXPECT_EQ(Decimal(INT64_MAX).to_string(), "9223372036854775807");
    EXPECT_EQ(Decimal(UINT64_MAX).to_string(), "18446744073709551615");
    EXPECT_EQ(Decimal(-1).to_string(), "-1");
    EXPECT_EQ(Decimal(short{7}), Decimal::parse("7.0"));
    EXPECT_FALSE((std::is_constructible_v<Decimal, double>));
    EXPECT_FALSE((std::is_constructible_v<Decimal, bool>));
}

TEST(Decimal, ComparesAcrossScales) {
    const std::string rising[] = {
        "-" + std::string(38, '9'),
        "-10000000000000000000",
        "-1.5",
        "-1.49",
        "-0.1",
        "-0." + std::string(37, '0') + "1",
        "0",
        "0." + std::string(37, '0') + "1",
        "0.1",
        "0.5",
        "1",
        "1.000001",
        "1.5",
        "2",
        "99999999999999999999",
        std::string(38, '9'),
    };
    for (std::size_t i = 0; i < std::size(rising); ++i) {
        for (std::size_t j = 0; j < std::size(rising); ++j) {
            const auto a = Decimal::parse(rising[i]).value();
            const auto b = Decimal::parse(rising[j]).value();
            EXPECT_EQ(a <=> b, i <=> j) << rising[i] << " <=> " << rising[j];
            EXPECT_EQ(a == b, i == j);
        }
    }
    EXPECT_TRUE(Decimal::parse("1250.50").value() > 1000);
}

TEST(Decimal, StreamsItsText) {
    std::ostringstream out;
    out << Decimal::parse("1250.50").value();
    EXPECT_EQ(out.str(), "1250.5");
}

}  // namespace
}  // namespace meritum
