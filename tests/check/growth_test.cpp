// What a small plan may make the checker do: values that would grow without end are refused and
// carried on small, chains of lets are measured before they are worked out.
#include <gtest/gtest.h>

#include "base/diagnostics.hpp"
#include "base/limits.hpp"
#include "check/from_ast.hpp"
#include "syntax/parse.hpp"

namespace meritum::check {
namespace {

/// The codes of what is wrong, "M0405 M0405".
std::string wrong(const std::string& text) {
    Source source{"plan.merit", text};
    DiagnosticSink sink(source);
    const auto plan = from_ast(syntax::parse(source, sink), sink);
    std::string codes;
    for (const auto& item : sink.diagnostics().items) {
        if (item.severity == Severity::error) codes += (codes.empty() ? "" : " ") + item.code;
    }
    EXPECT_EQ(plan.has_value(), codes.empty());
    return codes;
}

/// A chain of so many lets, each made of the one before by `step`, in which `%` is its name.
std::string chain(int lets, const std::string& step,
                  const std::string& facts = "fact y number 0.5 .. 1.5\nlet a0 = y\n") {
    std::string text = "plan p\n" + facts;
    for (int i = 1; i < lets; ++i) {
        std::string formula;
        for (const char c : step) {
            formula += c == '%' ? "a" + std::to_string(i - 1) : std::string(1, c);
        }
        text += "let a" + std::to_string(i) + " = " + formula + "\n";
    }
    return text + "outcome o = a" + std::to_string(lets - 1) + " round 1\n";
}

// Each would need numbers of more digits than there is memory for.
TEST(Growth, OfPowersOfPowersIsRefused) {
    EXPECT_EQ(wrong(chain(4, "% to the power 99")), "M0405 M0405 M0405");
    EXPECT_EQ(wrong(chain(60, "% to the power -99")).substr(0, 5), "M0405");
    EXPECT_EQ(wrong(chain(60, "% to the power 99", "let a0 = 3\n")).substr(0, 5), "M0405");
    EXPECT_EQ(wrong(chain(60, "% to the power 99", "let a0 = 1 / 3\n")).substr(0, 5), "M0405");
}

TEST(Growth, OfSquaresOfSquaresIsRefusedOnce) {
    const auto square = wrong(chain(60, "% * %"));
    EXPECT_EQ(square.substr(0, 5), "M0405");
    EXPECT_LT(square.size(), 60U) << "what failed is small again";
    EXPECT_EQ(wrong(chain(60, "(% * %) at most 1.5")).substr(0, 5), "M0405");
    EXPECT_EQ(wrong(chain(60, "(% * %) at least %")).substr(0, 5), "M0405");
    EXPECT_EQ(wrong(chain(60, "(% * %) when % > 1, else %")).substr(0, 5), "M0405");
}

// Denominators multiply as numerators do.
TEST(Growth, OfFractionsIsRefused) {
    const std::string share = "fact n count 1 .. 2\nlet a0 = 1 / n\n";
    EXPECT_EQ(wrong(chain(60, "% * %", share)).substr(0, 5), "M0405");
    EXPECT_EQ(wrong(chain(60, "% + 1 / (% + 1)", share)).substr(0, 5), "M0405");
}

TEST(Growth, OfStepsIsRefused) {
    EXPECT_EQ(wrong(chain(60, "% * 0.00000000000000000001")).substr(0, 5), "M0405");
    EXPECT_EQ(wrong(chain(60, "% / 9999999999999999999999")).substr(0, 5), "M0405");
}

TEST(Growth, StaysWhatItWasWithinTheLimit) {
    EXPECT_EQ(wrong(chain(6, "% * %")), "");
    EXPECT_EQ(wrong(chain(60, "(% * %) round 0.01 at most 1.5")), "");
    EXPECT_EQ(wrong(chain(60, "% + 0.1")), "");
}

// Both sides of limits::definition_chain; conditional lets are worked out anew where more is known.
TEST(Growth, OfAChainOfLetsIsRefusedBeforeItIsWorkedOut) {
    const auto most = static_cast<int>(limits::definition_chain);
    EXPECT_EQ(wrong(chain(most, "% + 1")), "");
    EXPECT_EQ(wrong(chain(most + 1, "% + 1")), "M0239");
    EXPECT_EQ(wrong(chain(15'000, "% + 1")), "M0239");
    EXPECT_EQ(wrong(chain(100, "% when y > %, % + 1 when y < 5, else %")),
              "M0239 M0239 M0239 M0239");
}

// Both sides of limits::levels_at_once: five levels or six, sixty times.
TEST(Growth, OfLevelsThatHangOnEachOtherIsRefused) {
    static_assert(limits::levels_at_once == 320);
    EXPECT_EQ(wrong(chain(60, "(% * %) round 0.01 at most 1.5")), "");
    EXPECT_EQ(wrong(chain(60, "((% * %)) round 0.01 at most 1.5")).substr(0, 5), "M0114");
}

// Both sides of limits::definitions_at_once, and far beyond.
TEST(Growth, OfCategoriesInsideEachOtherIsRefused) {
    const auto nested = [](std::size_t levels) {
        std::string text = "plan p\nfact y number 0 .. 9\nscore\ncategory c0\n";
        for (std::size_t i = 1; i < levels; ++i) {
            text += "category c" + std::to_string(i) + " in c" + std::to_string(i - 1) + "\n";
        }
        return text + "bonus b in c" + std::to_string(levels - 1) + "\n  give y\n";
    };
    EXPECT_EQ(wrong(nested(limits::definitions_at_once - 2)), "");
    EXPECT_EQ(wrong(nested(limits::definitions_at_once + 2)).substr(0, 5), "M0239");
    EXPECT_EQ(wrong(nested(19'000)).substr(0, 5), "M0239");
}

TEST(Growth, OfAChainThatMeetsItselfIsACircle) {
    EXPECT_EQ(wrong("plan p\nlet a = b + 1\nlet b = a + 1\noutcome o = a\n"), "M0211");
}

}  // namespace
}  // namespace meritum::check
