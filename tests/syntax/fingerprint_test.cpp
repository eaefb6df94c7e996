// The fingerprint: what must not change it, and what must. In: texts of plans. Knows nothing of
// checking.
#include "syntax/fingerprint.hpp"

#include <gtest/gtest.h>

#include "syntax/parse.hpp"
#include "syntax/print.hpp"

namespace meritum::syntax {
namespace {

std::string of(std::string_view text) {
    Source source("plan.merit", text);
    DiagnosticSink sink(source);
    const auto document = parse(source, sink);
    EXPECT_FALSE(sink.has_errors()) << sink.diagnostics().to_string();
    return fingerprint(document);
}

constexpr std::string_view plan =
    "plan p\n  currency CNY\nfact sales | 销售额 money \"Sales\"\nbonus a\n  when sales > 10_000\n "
    " give 15%\n";

TEST(Fingerprint, IsTheSameForTheSameMeaning) {
    const auto expected = of(plan);
    EXPECT_EQ(expected.size(), std::string("sha256:").size() + 64);
    for (const auto* same :
         {"plan p # a comment\n\n  currency CNY\n\nfact sales money\nbonus a \"A label\"\n   when  "
          " sales>10000\n   give 0.15\n",
          "方案 p\n  货币 CNY\n事实 sales | 销售额 金额\n加分 a\n  当 销售额 > 1万\n  加 15%\n",
          "plan p\n  currency CNY\nfact sales money\nbonus a\n  when (sales) > 10_000\n  give\n    "
          "15%\n"}) {
        EXPECT_EQ(of(same), expected) << same;
    }
}

TEST(Fingerprint, ChangesWithTheMeaning) {
    const auto expected = of(plan);
    for (const auto* other :
         {"plan q\n  currency CNY\nfact sales money\nbonus a\n  when sales > 10_000\n  give 15%\n",
          "plan p\n  currency USD\nfact sales money\nbonus a\n  when sales > 10_000\n  give 15%\n",
          "plan p\n  currency CNY\nfact sales money\nbonus a\n  when sales >= 10_000\n  give 15%\n",
          "plan p\n  currency CNY\nfact sales money\nbonus a\n  when sales > 10_000\n  give "
          "0.150001\n",
          "plan p\n  currency CNY\nfact sales money default 0\nbonus a\n  when sales > 10_000\n  "
          "give 15%\n"}) {
        EXPECT_NE(of(other), expected) << other;
    }
}

}  // namespace
}  // namespace meritum::syntax
