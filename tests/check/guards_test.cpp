// What is known where a value stands: the range of an outcome by what its conditions prove. See
// src/check/environment.hpp.
#include <gtest/gtest.h>

#include "base/diagnostics.hpp"
#include "check/from_ast.hpp"
#include "syntax/parse.hpp"

namespace meritum::check {
namespace {

/// The range of `outcome x = ...`, as "low .. high", or what is wrong with it.
std::string range_of(const std::string& expression) {
    const std::string text =
        "plan p\nfact a count 0 .. 10\nfact b count 0 .. 10\nfact c number -5 .. 5\n"
        "fact d number 0 .. 8 optional\noutcome x = " +
        expression + "\n";
    Source source{"plan.merit", text};
    DiagnosticSink sink(source);
    const auto document = syntax::parse(source, sink);
    const auto plan = from_ast(document, sink);
    if (!plan) return sink.diagnostics().items.front().code;
    const auto& range = plan->values[plan->story.outcomes.front().quantity.index].range;
    return number::to_string(range.low) + " .. " + number::to_string(range.high);
}

TEST(Ranges, OfArithmetic) {
    EXPECT_EQ(range_of("a + b"), "0 .. 20");
    EXPECT_EQ(range_of("a - b"), "-10 .. 10");
    EXPECT_EQ(range_of("a * c"), "-50 .. 50");
    EXPECT_EQ(range_of("-c"), "-5 .. 5");
    EXPECT_EQ(range_of("a / 4"), "0 .. 2.5");
    EXPECT_EQ(range_of("a / (b + 1) round 0.01"), "0 .. 10");
    EXPECT_EQ(range_of("a / 3 round 0.1"), "0 .. 3.3");
    EXPECT_EQ(range_of("c at least 1 at most 3"), "1 .. 3");
    EXPECT_EQ(range_of("1 per full 4 of a"), "0 .. 2");
    EXPECT_EQ(range_of("by a from 3 2 from 6 5"), "0 .. 5");
    EXPECT_EQ(range_of("a - a"), "0 .. 0");
    EXPECT_EQ(range_of("d * 0 else 5"), "0 .. 5");
}

TEST(Ranges, NarrowedByConditions) {
    EXPECT_EQ(range_of("a when a > 3, else 5"), "4 .. 10");
    EXPECT_EQ(range_of("a when not a > 3, else 1"), "0 .. 3");
    EXPECT_EQ(range_of("5 when a > 3, else a"), "0 .. 5");
    EXPECT_EQ(range_of("c when c > 3, else 4"), "3.01 .. 5");
    EXPECT_EQ(range_of("a when a > 3 and a < 6, else 5"), "4 .. 5");
    EXPECT_EQ(range_of("5 when a > 6 or a < 3, else a"), "3 .. 6");
    EXPECT_EQ(range_of("a - b when a >= b, else 0"), "0 .. 10");
    EXPECT_EQ(range_of("a - b when a > b, else 1"), "1 .. 10");
    EXPECT_EQ(range_of("a - b when a < b, else -1"), "-10 .. -1");
    EXPECT_EQ(range_of("0 when a > b, else b - a"), "0 .. 10");
    EXPECT_EQ(range_of("a when a != 0, else 1"), "1 .. 10");
    EXPECT_EQ(range_of("a when a = 7, else 7"), "7 .. 7");
}

// Of 80% and 125% of something positive the second is more, whatever the something is.
TEST(Ranges, OfMultiples) {
    EXPECT_EQ(range_of("a * 2 - a"), "0 .. 20");
    EXPECT_EQ(range_of("a - a * 2"), "-20 .. 0");
    EXPECT_EQ(range_of("1 when (a + 1) * 80% < (a + 1) * 125%, else 0"), "1 .. 1");
    EXPECT_EQ(range_of("1 when a + 1 < (a + 1) * 2 * 2 / 3, else 0"), "1 .. 1");
    EXPECT_EQ(range_of("1 when a < a * 2, else 0"), "0 .. 1");           // both may be 0
    EXPECT_EQ(range_of("1 when c < c * 2, else 0"), "0 .. 1");           // or below it
    EXPECT_EQ(range_of("1 when d + 1 < (d + 1) * 2, else 0"), "M0402");  // and d may be missing
}

TEST(Ranges, OfRatiosByConditions) {
    EXPECT_EQ(range_of("a / b round 0.01"), "M0401");
    EXPECT_EQ(range_of("a / b round 0.01 when b > 0, else 0"), "0 .. 10");
    EXPECT_EQ(range_of("a / b round 0.01 when b > 0 and a <= b, else 0"), "0 .. 1");
    EXPECT_EQ(range_of("a / b round 0.01 when a > b, else 1"), "M0401");
    EXPECT_EQ(range_of("0 when b > 0, else a / b"), "M0401");
    EXPECT_EQ(range_of("a / d else 0 round 1"), "M0404");
    EXPECT_EQ(range_of("(a / d else 0) round 1"), "0 .. 1000");
    EXPECT_EQ(range_of("d when d known, else 9"), "0 .. 9");
}

}  // namespace
}  // namespace meritum::check
