// Cells read in one go: whatever is taken is what the border makes of the same text.
#include "io/plain_cells.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "value/gauge.hpp"
#include "value/sample_schema.hpp"

namespace meritum::io {
namespace {

using value::ColumnSchema;
using value::SampleSchema;
using value::Type;

/// As in a file: something stands behind the cell.
std::optional<std::int64_t> plain(const PlainNumber& column, const std::string& text, Type type) {
    const std::string line = text + ",12345678";
    std::int64_t value = 0;
    const char* const end = type == Type::date ? read_date(line.data(), column, value)
                                               : read_number(line.data(), column, value);
    if (end != line.data() + text.size()) return std::nullopt;
    return value;
}

/// The number in steps, as the border has it; nothing: refused.
std::optional<number::Int128> checked(const ColumnSchema& column, const std::string& text) {
    value::Dictionary none;
    const auto found = value::check_value(column, FactValue(text), none);
    return found.ok ? std::optional(found.value) : std::nullopt;
}

ColumnSchema number_of(number::Rational low, number::Rational high, number::Rational step) {
    ColumnSchema column = SampleSchema::column({"x"}, Type::number);
    column.range = {low, high};
    column.step = step;
    return column;
}

TEST(PlainCells, NumbersAreThoseOfTheBorder) {
    const auto ratio = SampleSchema::ratio;
    auto share = number_of(ratio(-1, 2), 1, ratio(1, 10'000));
    auto counted = number_of(0, 1'000'000, 1);
    counted.counts = true;
    const ColumnSchema columns[] = {number_of(-1000, 1'000'000, ratio(1, 100)), share, counted,
                                    number_of(0, 100, ratio(1, 4)),
                                    number_of(ratio(1, 3), ratio(20, 3), ratio(5, 100))};
    std::mt19937 random(1);
    const auto draw = [&](int end) {
        return std::uniform_int_distribution<int>(0, end - 1)(random);
    };
    int taken = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string text = draw(6) == 0 ? "-" : draw(40) == 0 ? "+" : "";
        for (int digits = draw(9); digits > 0; --digits) text += static_cast<char>('0' + draw(10));
        if (draw(2) == 0) {
            text += '.';
            for (int places = draw(6); places > 0; --places)
                text += static_cast<char>('0' + (draw(3) == 0 ? draw(10) : 0));
        }
        if (draw(8) == 0) text += '%';
        if (draw(50) == 0 && !text.empty())
            text[static_cast<std::size_t>(draw(static_cast<int>(text.size())))] =
                "e,/:-. %"[draw(8)];
        if (text.empty()) continue;
        const auto& column = columns[draw(5)];
        const auto layout = plain_number(column);
        ASSERT_TRUE(layout);
        const auto value = plain(*layout, text, Type::number);
        if (!value) continue;
        ++taken;
        number::Rational steps(*value);
        for (int scale = 0; scale < layout->scale; ++scale) steps /= 10;
        steps /= column.step;
        const auto expected = checked(column, text);
        ASSERT_TRUE(expected) << text;
        ASSERT_EQ(steps, number::Rational(number::Integer(*expected))) << text;
    }
    EXPECT_GT(taken, 30'000);
}

TEST(PlainCells, UsualNumbersAreTaken) {
    const SampleSchema schema;
    const auto& sales = schema.columns[schema.facts[0].index];
    const auto layout = plain_number(sales);
    ASSERT_TRUE(layout);
    EXPECT_EQ(layout->scale, 2);
    EXPECT_EQ(layout->bytes, 8);
    for (const auto& [text, cents] : {std::pair<std::string, std::int64_t>{"0", 0},
                                      {"-0", 0},
                                      {"1", 100},
                                      {"12.5", 1250},
                                      {"12.50", 1250},
                                      {"12.5000", 1250},
                                      {"00012.34", 1234},
                                      {"123456789.01", 12345678901},
                                      {"1000000000", 100000000000}})
        EXPECT_EQ(plain(*layout, text, Type::number), cents) << text;
    for (const std::string text :
         {"", "-", "1.", ".5", "1.005", "1000000000.01", "-1", "1e3", "15%", "1 ", " 1", "+1",
          "1_0", "1234567890123456789", "99999999999999999999999999999999"})
        EXPECT_EQ(plain(*layout, text, Type::number), std::nullopt) << text;
}

TEST(PlainCells, DatesAndTruths) {
    const SampleSchema schema;
    ColumnSchema hired;
    for (const auto id : schema.facts) {
        if (schema.columns[id.index].name == "hired") hired = schema.columns[id.index];
    }
    const auto layout = plain_number(hired);
    ASSERT_TRUE(layout);
    EXPECT_EQ(layout->bytes, 2);
    EXPECT_EQ(plain(*layout, "2000-01-01", Type::date), 10'957);
    EXPECT_EQ(plain(*layout, "2026-12-31", Type::date), 20'818);
    for (const std::string text : {"1999-12-31", "2027-01-01", "2026-02-30", "2026-2-3", "20260203",
                                   "2026-07-011", "2026-07-0\n", ""})
        EXPECT_EQ(plain(*layout, text, Type::date), std::nullopt) << text;
    EXPECT_EQ(plain_boolean("YES"), true);
    EXPECT_EQ(plain_boolean("true"), true);
    EXPECT_EQ(plain_boolean("是"), true);
    EXPECT_EQ(plain_boolean("No"), false);
    EXPECT_EQ(plain_boolean("FALSE"), false);
    EXPECT_EQ(plain_boolean("否"), false);
    for (const auto text : {"1", "", "y", "yes ", "ja"})
        EXPECT_EQ(plain_boolean(text), std::nullopt);
}

/// The narrowest integers, and none where 64 bits do not do.
TEST(PlainCells, BytesOfAColumn) {
    const auto bytes = [](number::Rational low, number::Rational high, number::Rational step) {
        const auto layout = plain_number(number_of(low, high, step));
        return layout ? int{layout->bytes} : 0;
    };
    EXPECT_EQ(bytes(0, 127, 1), 1);
    EXPECT_EQ(bytes(0, 128, 1), 2);
    EXPECT_EQ(bytes(-128, 0, 1), 1);
    EXPECT_EQ(bytes(-129, 0, 1), 2);
    EXPECT_EQ(bytes(0, 32'767, 1), 2);
    EXPECT_EQ(bytes(0, 32'768, 1), 4);
    EXPECT_EQ(bytes(0, 2'147'483'647, 1), 4);
    EXPECT_EQ(bytes(0, 2'147'483'648, 1), 8);
    const number::Rational most(number::Integer("9223372036854775807"));
    EXPECT_EQ(bytes(0, most, 1), 8);
    EXPECT_EQ(bytes(0, most + 1, 1), 0);
    EXPECT_EQ(bytes(-most - 1, 0, 1), 8);
    EXPECT_EQ(bytes(-most - 2, 0, 1), 0);
    EXPECT_EQ(bytes(0, most, SampleSchema::ratio(1, 10)), 0);
    EXPECT_EQ(bytes(0, 1, SampleSchema::ratio(1, 3)), 0);
}

TEST(PlainCells, TheLeastThatIsTaken) {
    const auto least = [](std::int64_t low, std::int64_t high, std::int64_t multiple) {
        PlainNumber column;
        column.low = low;
        column.high = high;
        column.multiple = multiple;
        return column.least_valid();
    };
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(least(0, 5, 1), 0);
    EXPECT_EQ(least(1, 5, 3), 3);
    EXPECT_EQ(least(-4, 5, 3), -3);
    EXPECT_EQ(least(-3, 5, 3), -3);
    EXPECT_EQ(least(4, 5, 3), std::nullopt);
    EXPECT_EQ(least(-2, -1, 3), std::nullopt);
    EXPECT_EQ(least(5, 4, 1), std::nullopt);
    EXPECT_EQ(least(1, most, 1'000'000'000'000'000'000), 1'000'000'000'000'000'000);
    EXPECT_EQ(least(most - 1, most, 1'000'000'000'000'000'000), std::nullopt);
    EXPECT_EQ(least(-most, most, most), -most);
}

}  // namespace
}  // namespace meritum::io
