// The limits of named tables with rows in files, on both sides: what is just allowed scores, one
// more is refused in clear words. Knows only include/meritum and the limits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "meritum/meritum.hpp"

namespace meritum {
namespace {

using testing::HasSubstr;

Compiled compiled_with(std::string_view plan, const std::string& file) {
    return Plan::compile(plan, "plan.merit", [&](const std::string&) {
        return Resolved{file, {}};
    });
}

Decimal outcome(const Plan& plan, const Facts& facts) {
    return std::get<Decimal>(plan.score(facts).outcome("o")->value);
}

constexpr std::string_view priced =
    "plan p\n"
    "fact product text\n"
    "fact sold count\n"
    "table prices\n"
    "  by product text, sold number gives price number\n"
    "  rows from \"prices.csv\"\n"
    "  otherwise gives 0\n"
    "outcome o = prices(product, sold)\n";

/// Two rows a product: below 10 and from 10.
std::string prices_of(std::size_t rows) {
    std::string file = "product,sold,price\n";
    for (std::size_t i = 0; i < rows; ++i) {
        file += "P-" + std::to_string(i / 2) + (i % 2 == 0 ? ",below 10," : ",from 10,") +
                std::to_string(i) + "\n";
    }
    return file;
}

TEST(TableLimits, AsManyRowsAsAreAllowed) {
    const auto most = static_cast<std::int64_t>(limits::table_rows);
    const auto compiled = compiled_with(priced, prices_of(limits::table_rows));
    ASSERT_TRUE(compiled) << compiled.diagnostics.to_string();
    EXPECT_EQ(compiled.plan->describe().tables.front().rows, limits::table_rows);
    EXPECT_EQ(outcome(*compiled.plan, {{"product", "P-0"}, {"sold", 9}}), Decimal(0));
    EXPECT_EQ(outcome(*compiled.plan, {{"product", "P-0"}, {"sold", 10}}), Decimal(1));
    const auto last = "P-" + std::to_string(most / 2 - 1);
    EXPECT_EQ(outcome(*compiled.plan, {{"product", last}, {"sold", 0}}), Decimal(most - 2));
    EXPECT_EQ(outcome(*compiled.plan, {{"product", last}, {"sold", 99}}), Decimal(most - 1));
    EXPECT_THAT(compiled.plan->score({{"product", last}, {"sold", 0}}).explain(),
                HasSubstr("\"" + last + "\", below 10 gives " + std::to_string(most - 2) +
                          " (prices.csv line " + std::to_string(most) + ")"));
    const auto beyond = "P-" + std::to_string(most / 2);
    EXPECT_EQ(outcome(*compiled.plan, {{"product", beyond}, {"sold", 99}}), Decimal(0));
}

TEST(TableLimits, OneRowMore) {
    const auto compiled = compiled_with(priced, prices_of(limits::table_rows + 1));
    EXPECT_FALSE(compiled);
    ASSERT_EQ(compiled.diagnostics.items.size(), 1U) << compiled.diagnostics.to_string();
    EXPECT_EQ(compiled.diagnostics.items[0].code, "M0514");
    EXPECT_THAT(compiled.diagnostics.items[0].message, HasSubstr("100000 rows"));
}

/// Rows that are blank say nothing, but are bytes.
std::string padded(std::string file, std::size_t bytes) {
    while (file.size() < bytes) {
        const auto row = std::min<std::size_t>(bytes - file.size(), limits::csv_record_bytes / 2);
        file += std::string(row - 1, ' ') + "\n";
    }
    return file;
}

TEST(TableLimits, BytesOfAFileOnBothSides) {
    const auto most =
        compiled_with(priced, padded(prices_of(4), limits::named_file_bytes) + "P-2,any,7\n");
    EXPECT_FALSE(most);  // too large by that row
    ASSERT_EQ(most.diagnostics.items.size(), 1U) << most.diagnostics.to_string();
    EXPECT_EQ(most.diagnostics.items[0].code, "M0152");
    EXPECT_THAT(most.diagnostics.items[0].message,
                HasSubstr("it holds more than " + std::to_string(limits::named_file_bytes)));
    const std::string row = "P-2,any,7\n";
    const auto right =
        compiled_with(priced, padded(prices_of(4), limits::named_file_bytes - row.size()) + row);
    ASSERT_TRUE(right) << right.diagnostics.to_string();
    EXPECT_EQ(outcome(*right.plan, {{"product", "P-0"}, {"sold", 9}}), Decimal(0));
    EXPECT_EQ(outcome(*right.plan, {{"product", "P-2"}, {"sold", 9}}), Decimal(7));
}

constexpr std::string_view entangled =
    "plan p\n"
    "fact n number -1_000_000 .. 1_000_000\n"
    "table most\n"
    "  by n number gives worth number\n"
    "  highest match\n"
    "  rows from \"most.csv\"\n"
    "  otherwise gives -1\n"
    "outcome o = most(n)\n";

/// `open` rows that all go on for ever: 1 + 2 + 3 ... rows match, in as many segments, and one more
/// where none does. `alone` rows side by side below them: a segment and a row each.
std::string entangled_rows(std::int64_t open, std::int64_t alone) {
    std::string file = "n,worth\n";
    for (std::int64_t i = 0; i < open; ++i)
        file += "from " + std::to_string(i) + "," + std::to_string(i) + "\n";
    for (std::int64_t i = -alone; i < 0; ++i) {
        file += "from " + std::to_string(i) + " below " + std::to_string(i + 1) + "," +
                std::to_string(-i) + "\n";
    }
    return file;
}

TEST(TableLimits, CasesOnBothSides) {
    constexpr std::int64_t open = 2'826;
    constexpr std::int64_t cases = open * (open + 1) / 2 + open + 1;
    constexpr std::int64_t alone = (static_cast<std::int64_t>(limits::table_cases) - cases) / 2;
    static_assert(cases + 2 * alone == static_cast<std::int64_t>(limits::table_cases));
    const auto right = compiled_with(entangled, entangled_rows(open, alone));
    ASSERT_TRUE(right) << right.diagnostics.to_string();
    EXPECT_EQ(outcome(*right.plan, {{"n", open + 5}}), Decimal(open - 1));
    EXPECT_EQ(outcome(*right.plan, {{"n", 0}}), Decimal(0));
    EXPECT_EQ(outcome(*right.plan, {{"n", -alone}}), Decimal(alone));
    EXPECT_EQ(outcome(*right.plan, {{"n", -alone - 1}}), Decimal(-1));
    const auto wrong = compiled_with(entangled, entangled_rows(open, alone + 1));
    EXPECT_FALSE(wrong);
    ASSERT_EQ(wrong.diagnostics.items.size(), 1U) << wrong.diagnostics.to_string();
    EXPECT_EQ(wrong.diagnostics.items[0].code, "M0515");
    EXPECT_THAT(wrong.diagnostics.items[0].message, HasSubstr(std::to_string(limits::table_cases)));
}

}  // namespace
}  // namespace meritum
