// Columns of 128 bits whose numbers are great: what is too great is told as it is, what is not is
// exact. That they are otherwise like narrow ones: tests/api/fact_table_test.cpp. Knows only
// include/meritum.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <vector>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

using ::testing::HasSubstr;

/// 128 bits, the low half first.
using Wide = std::array<std::uint64_t, 2>;

Plan plan_with(const std::string& text) {
    auto compiled = Plan::compile("plan p\n  cycle year\n  currency CNY\n" + text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

TEST(WideColumns, ReportsNumbersOf128BitsThatAreTooGreat) {
    const auto plan = plan_with("fact x number -100 .. 100 step 0.01\nrule b\n  give x\n");
    const std::vector<Wide> given{{250, 0},
                                  {0, 1},                                       // 2^64
                                  {~std::uint64_t{0}, ~std::uint64_t{0} >> 1},  // the greatest
                                  {static_cast<std::uint64_t>(-250), ~std::uint64_t{0}},
                                  {0, std::uint64_t{1} << 63}};  // the least
    FactTable table;
    table.participants = given.size();
    table.columns = {{"x", ColumnView::wide_integers(given.data(), given.size(), 2)}};
    const auto results = plan.score_table(table);
    EXPECT_EQ(results.column("score")->decimal(0), Decimal::parse("2.5"));
    EXPECT_EQ(results.column("score")->decimal(3), Decimal::parse("-2.5"));
    ASSERT_EQ(results.errors.size(), 3U);
    EXPECT_EQ(results.errors[0].row, 1U);
    EXPECT_EQ(results.errors[0].error.message,
              "`x` is 184467440737095516.16, but must be at most 100");
    EXPECT_THAT(results.errors[1].error.message,
                HasSubstr("1701411834604692317316873037158841057.27"));
    EXPECT_THAT(results.errors[2].error.message,
                HasSubstr("-1701411834604692317316873037158841057.2"));
}

/// Sums and products of such numbers are beyond 64 bits on the way, and exact.
TEST(WideColumns, ScoresNumbersBeyond64Bits) {
    const auto plan = plan_with(
        "fact x number 0 .. 10000000000000000000000 step 0.01\n"
        "bonus b\n  give x / 10000000000000000000 round 0.01 floor\n");
    const std::vector<Wide> given{{12'345, 0}, {0, 54'210}};  // 54210 * 2^64 hundredths
    FactTable table;
    table.participants = given.size();
    table.columns = {{"x", ColumnView::wide_integers(given.data(), given.size(), 2)}};
    const auto results = plan.score_table(table);
    EXPECT_TRUE(results.errors.empty());
    EXPECT_EQ(results.column("score")->decimal(0), Decimal::parse("0"));
    EXPECT_EQ(results.column("score")->decimal(1), Decimal::parse("999.99"));
}

}  // namespace
}  // namespace meritum
