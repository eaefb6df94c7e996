// Powers and roots in the checker: the ranges of what is made of them, what is refused and where,
// both sides of the limits.
#include <gtest/gtest.h>

#include "base/diagnostics.hpp"
#include "base/limits.hpp"
#include "check/from_ast.hpp"
#include "syntax/parse.hpp"

namespace meritum::check {
namespace {

/// The range of `outcome x = ...`, as "low .. high", or the code of what is wrong and the text it
/// points to.
std::string outcome(const std::string& expression, const std::string& facts = "") {
    const std::string text =
        "plan p\n  currency CNY\nfact a count 0 .. 100\nfact b count 1 .. 100\n"
        "fact c number -5 .. 5\nfact d number 0 .. 9 optional\nfact m money 0 .. 1000\n" +
        facts + "outcome x = " + expression + "\n";
    Source source{"plan.merit", text};
    DiagnosticSink sink(source);
    const auto document = syntax::parse(source, sink);
    const auto plan = from_ast(document, sink);
    if (!plan) {
        const auto first = sink.diagnostics().items.front();
        return first.code + " " +
               text.substr(first.primary.begin.offset,
                           first.primary.end.offset - first.primary.begin.offset);
    }
    const auto& range = plan->values[plan->story.outcomes.front().quantity.index].range;
    return number::to_string(range.low) + " .. " + number::to_string(range.high);
}

TEST(Roots, HaveTheRangesOfTheirEnds) {
    EXPECT_EQ(outcome("square root of a round 0.1"), "0 .. 10");
    EXPECT_EQ(outcome("cube root of a round 0.01"), "0 .. 4.64");
    EXPECT_EQ(outcome("cube root of a round 0.01 ceiling"), "0 .. 4.65");
    EXPECT_EQ(outcome("a to the power 1.5 round 1"), "0 .. 1000");
    EXPECT_EQ(outcome("b to the power -0.5 round 0.1"), "0.1 .. 1");
    EXPECT_EQ(outcome("3 * square root of a round 0.1"), "0 .. 30");
    EXPECT_EQ(outcome("-square root of a round 0.1"), "-10 .. 0");
    EXPECT_EQ(outcome("square root of a + 5 round 0.1"), "5 .. 15");
    EXPECT_EQ(outcome("5 - square root of a round 0.1"), "-5 .. 5");
    EXPECT_EQ(outcome("(5 - square root of a) * 2 / 4 round 0.1"), "-2.5 .. 2.5");
    EXPECT_EQ(outcome("c * square root of a round 0.1"), "-50 .. 50");
    EXPECT_EQ(outcome("1 per full 2 of square root of a"), "0 .. 5");
}

TEST(Roots, OfConstantsAreNumbersWhereTheyCanBe) {
    EXPECT_EQ(outcome("square root of 9"), "3 .. 3");
    EXPECT_EQ(outcome("0.25 to the power 1.5"), "0.125 .. 0.125");
    EXPECT_EQ(outcome("square root of 2 round 0.001"), "1.414 .. 1.414");
    EXPECT_EQ(outcome("square root of 2"), "M0404 square root of 2");
    EXPECT_EQ(outcome("a round (square root of 4)"), "0 .. 100");
}

TEST(Powers, WithWholeExponentsAreExact) {
    EXPECT_EQ(outcome("a to the power 2"), "0 .. 10000");
    EXPECT_EQ(outcome("a to the power 1"), "0 .. 100");
    EXPECT_EQ(outcome("c to the power 2"), "0 .. 25");
    EXPECT_EQ(outcome("c to the power 4"), "0 .. 625");
    EXPECT_EQ(outcome("b to the power -2 round 0.0001"), "0.0001 .. 1");
    EXPECT_EQ(outcome("a to the power -1 round 0.1"), "M0401 a");
    EXPECT_EQ(outcome("(a to the power -1 else 0) round 0.1"), "0 .. 1");
    EXPECT_EQ(outcome("a to the power 2 + 1"), "1 .. 10001");
    EXPECT_EQ(outcome("2 * a to the power 2"), "0 .. 20000");
    EXPECT_EQ(outcome("-b to the power 2"), "-10000 .. -1");
}

TEST(Roots, AreComparedExactly) {
    EXPECT_EQ(outcome("5 when square root of a >= 5, else 2"), "2 .. 5");
    EXPECT_EQ(outcome("5 when 5 = square root of a, else 2"), "2 .. 5");
    EXPECT_EQ(outcome("5 when square root of a > a / b, else 2"), "2 .. 5");
    EXPECT_EQ(outcome("by (square root of a) from 3 5"), "0 .. 5");
    EXPECT_EQ(outcome("5 when square root of a <= 10, else 2"), "5 .. 5");
    EXPECT_EQ(outcome("5 when square root of a > 10, else 2"), "2 .. 2");
    EXPECT_EQ(outcome("5 when square root of a = square root of b, else 2"),
              "M0440 square root of a");
}

TEST(Roots, AreRefusedWhereNothingRoundsThem) {
    EXPECT_EQ(outcome("square root of a"), "M0404 square root of a");
    EXPECT_EQ(outcome("square root of a at most 4"), "M0440 square root of a");
    EXPECT_EQ(outcome("4 at most square root of a"), "M0440 square root of a");
    EXPECT_EQ(outcome("square root of a when a > 5, else 0"), "M0440 square root of a");
    EXPECT_EQ(outcome("square root of d else 0"), "M0440 square root of d");
    EXPECT_EQ(outcome("square root of a * square root of b round 1"), "M0440 square root of a");
    EXPECT_EQ(outcome("square root of a + square root of b round 1"), "M0440 square root of a");
    EXPECT_EQ(outcome("1 / square root of b round 1"), "M0440 square root of b");
    EXPECT_EQ(outcome("square root of a + a / b round 1"), "M0440 square root of a");
    EXPECT_EQ(outcome("square root of (square root of a) round 1"), "M0440 square root of a");
    EXPECT_EQ(outcome("square root of a to the power 2 round 1"), "M0440 square root of a");
    EXPECT_EQ(outcome("rate by (square root of a) from 3 5 round 1"), "0 .. 50");
    EXPECT_EQ(outcome("rate by (square root of a) in slices from 3 5 round 1"),
              "M0440 square root of a");
    EXPECT_EQ(outcome("by (square root of a) along 0 0 5 10 round 1"), "M0440 square root of a");
    EXPECT_EQ(outcome("highest among (square root of a, 3)"), "M0440 square root of a");
    EXPECT_EQ(outcome("root at most 4", "let root = square root of a\n"), "M0440 root");
    EXPECT_EQ(outcome("root round 0.1", "let root = square root of a\n"), "0 .. 10");
}

TEST(Roots, AreTakenOfWhatIsProvedNotToBeNegative) {
    EXPECT_EQ(outcome("square root of c round 1"), "M0441 c");
    EXPECT_EQ(outcome("square root of (a - 50) round 1"), "M0441 (a - 50)");
    EXPECT_EQ(outcome("square root of (a - 51) round 1 when a > 50, else 0"), "0 .. 7");
    EXPECT_EQ(outcome("square root of (c at least 0) round 1"), "0 .. 2");
    EXPECT_EQ(outcome("a to the power -0.5 round 1"), "M0315 a");
    EXPECT_EQ(outcome("square root of m round 1"), "M0301 m");
    EXPECT_EQ(outcome("square root of (m / 10 CNY) round 1"), "0 .. 10");
    EXPECT_EQ(outcome("square root of d round 1"), "M0402 d");
}

TEST(Exponents, AreConstantsWithinTheLimits) {
    EXPECT_EQ(outcome("a to the power b round 1"), "M0314 b");
    EXPECT_EQ(outcome("a to the power e round 1", "let e = 3 / 2\n"), "0 .. 1000");
    EXPECT_EQ(outcome("a to the power 0"), "M0340 0");
    EXPECT_EQ(outcome("a to the power (2 / 3) round 1"), "0 .. 22");
    EXPECT_EQ(outcome("a to the power 2/3 round 1"), "M0341 2/3");
    EXPECT_EQ(outcome("(a to the power 2) / 4"), "0 .. 2500");
    const auto whole = std::to_string(limits::exponent);
    EXPECT_EQ(outcome("1 to the power " + whole), "1 .. 1");
    EXPECT_EQ(outcome("1 to the power -" + whole), "1 .. 1");
    EXPECT_EQ(outcome("1 to the power 101"), "M0340 101");
    EXPECT_EQ(outcome("1 to the power -101"), "M0340 -101");
    EXPECT_EQ(limits::exponent + 1, 101);
    const auto below = std::to_string(limits::exponent_denominator);
    EXPECT_EQ(outcome("a to the power (1 / " + below + ") round 0.01"), "0 .. 1");
    EXPECT_EQ(outcome("a to the power (1 / 1001) round 0.01"), "M0340 (1 / 1001)");
    EXPECT_EQ(limits::exponent_denominator + 1, 1001U);
}

/// The bits grow with the digits of what is raised; both sides of limits::power_bits.
TEST(Powers, AreBoundedInWhatTheyTakeToDecide) {
    const auto raised = [](const std::string& high) {
        return outcome("e to the power 1.999 round 0.01",
                       "fact e number 0 .. " + high + " step 0.0001\n");
    };
    EXPECT_EQ(raised("100"), "0 .. 9954.05");
    EXPECT_EQ(raised("10_000_000_000_000_000").substr(0, 5), "M0442");
    EXPECT_EQ(outcome("a to the power 50"), "M0405 a to the power 50");
    EXPECT_EQ(outcome("a to the power 20"), "M0412 a to the power 20");
}

}  // namespace
}  // namespace meritum::check
