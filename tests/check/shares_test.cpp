// A percentage takes no unit: 5% of an amount is meant, never 0.05 of the currency.
#include <gtest/gtest.h>

#include "base/diagnostics.hpp"
#include "check/from_ast.hpp"
#include "syntax/parse.hpp"

namespace meritum::check {
namespace {

/// The codes of what is wrong.
std::string found(const std::string& rest) {
    Source source{"plan.merit",
                  "plan p\n  currency EUR\nfact s money\nfact a number 0 .. 10\n" + rest};
    DiagnosticSink sink(source);
    const auto document = syntax::parse(source, sink);
    from_ast(document, sink);
    std::string codes;
    for (const auto& item : sink.diagnostics().items) {
        if (item.severity == Severity::error) codes += (codes.empty() ? "" : " ") + item.code;
    }
    return codes;
}

TEST(Shares, AreNoAmounts) {
    EXPECT_EQ(found("outcome x = s + 5%\n"), "M0302");
    EXPECT_EQ(found("outcome x = s > 5%\n"), "M0302");
    EXPECT_EQ(found("outcome x = s at least 5%\n"), "M0302");
    EXPECT_EQ(found("outcome x = 5% when a > 3, else s\n"), "M0302");
    EXPECT_EQ(found("outcome x = by a from 0 5% from 1 200 EUR\n"), "M0302");
    EXPECT_EQ(found("total pay in EUR\n  start 5%\n"), "M0603");
    EXPECT_EQ(found("fact t money default 5%\noutcome x = t\n"), "M0301");
    EXPECT_EQ(found("fact t money 1% .. 100\noutcome x = t\n"), "M0301");
    EXPECT_EQ(found("fact t count default 300%\noutcome x = t\n"), "M0301");
    EXPECT_EQ(found("table q\n  by a gives v money\n  from 0 gives 3%\noutcome x = q(a)\n"),
              "M0301");
    EXPECT_EQ(found("table q\n  by m money gives v\n  from 0 gives 3\noutcome x = q(3%)\n"),
              "M0301");
}

TEST(Shares, OfAmountsAreAmounts) {
    EXPECT_EQ(found("outcome x = s * 105%\n"), "");
    EXPECT_EQ(found("outcome x = 5% * s when a > 3, else 0%\n"), "");
    EXPECT_EQ(found("outcome x = s / 1000 EUR > 5%\n"), "");
    EXPECT_EQ(found("outcome x = a at least 5%\n"), "");
    EXPECT_EQ(found("fact t number 0 .. 1 default 5%\noutcome x = t\n"), "");
}

}  // namespace
}  // namespace meritum::check
