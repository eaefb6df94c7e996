// That weights of kpis add up: what is proved, what is said where they do not, and how many cases
// are looked at. See src/check/weights.cpp and kpis.cpp.
#include <gtest/gtest.h>

#include "base/diagnostics.hpp"
#include "base/limits.hpp"
#include "check/from_ast.hpp"
#include "syntax/parse.hpp"

namespace meritum::check {
namespace {

/// "right", or the first message.
std::string checked(const std::string& kpis) {
    const std::string text =
        "plan p\nfact v number 0 .. 100\nfact o number 0 .. 100 optional\n"
        "fact role one of A, B, C\nfact team text\nfact yes_1 boolean\n"
        "param w = 30% in 10% .. 50%\n" +
        kpis;
    Source source{"plan.merit", text};
    DiagnosticSink sink(source);
    const auto document = syntax::parse(source, sink);
    const auto plan = from_ast(document, sink);
    for (const auto& item : sink.diagnostics().items) {
        if (item.severity == Severity::error) return item.message;
    }
    return plan ? "right" : "nothing said";
}

TEST(Weights, SayTheirSums) {
    EXPECT_EQ(checked("kpi a weight 60% = v\nkpi b weight 30% = v\n"),
              "the weights of `score` add up to 90% (60% + 30%), not 100%");
    EXPECT_EQ(checked("kpi a weight w = v\nkpi b weight 60% = v\n"),
              "the weights of `score` are not proved to add up to 100%: they may be 70% to 110%");
    EXPECT_EQ(checked("kpi a weight w = v\nkpi b weight (110% - w) = v\n"),
              "the weights of `score` add up to 110%, not 100%");
    EXPECT_EQ(checked("category x\ncategory y\nkpi a in x weight 60% = v\n"
                      "kpi b in y weight 100% = v\n"),
              "the weights of `score` add up to 160% (60% + 100%), not 100%, and by place: `x` "
              "60%, `y` 100%");
    EXPECT_EQ(checked("category x\nkpi a in x weight 60% = v\nkpi b weight 100% = v\n"),
              "the weights of `score` add up to 160% (60% + 100%), not 100%, and by place: `x` "
              "60%, in no "
              "category 100%");
    EXPECT_EQ(checked("total t\nkpi a to t weight 60% = v\n"),
              "the weights of `t` add up to 60%, not 100%");
}

TEST(Weights, SayWhereTheyDoNotAddUp) {
    EXPECT_EQ(checked("kpi a weight (60% when role = B, else 50%) = v\n"
                      "kpi b weight (40% when role != B, else 30%) = v\n"),
              "the weights of `score` add up to 90%, not 100%, where `(role = B)`");
    EXPECT_EQ(checked("kpi a weight 100% = v\n  for role = A or yes_1\nkpi b weight 100% = v\n"
                      "  for role = B\n"),
              "the weights of `score` add up to 200% (100% + 100%), not 100%, where `(role = A or "
              "yes_1) and "
              "(role = B)`");
}

TEST(Weights, AreProvedCaseByCase) {
    EXPECT_EQ(checked("kpi a weight (60% when role = B, else 50%) = v\n"
                      "kpi b weight (40% when role = B, else 50%) = v\n"),
              "right");
    EXPECT_EQ(checked("kpi a weight 100% = v\n  for role = B\nkpi b weight 100% = v\n"
                      "  for role = A\nkpi c weight 100% = v\n  for role = C\n"),
              "right");
    EXPECT_EQ(checked("kpi a weight 100% = v\n  for team = \"x\"\nkpi b weight 100% = v\n"
                      "  for team = \"y\"\n"),
              "right");  // and nobody else has a kpi
    EXPECT_EQ(checked("kpi a weight 100% = v\n  for yes_1\nkpi b weight w = v\n  for not yes_1\n"
                      "kpi c weight (100% - w) = v\n  for not yes_1\n"),
              "right");
}

std::string many(std::size_t conditions) {
    std::string text = "plan p\nfact v number 0 .. 100\n";
    for (std::size_t i = 0; i < conditions; ++i)
        text += "fact f" + std::to_string(i) + " boolean\n";
    for (std::size_t i = 0; i < conditions; ++i) {
        const auto n = std::to_string(i);
        text += "total t" + n + "\nkpi a" + n + " to t" + n + " weight (50% when f" + n +
                ", else 40%) = v\nkpi b" + n + " to t" + n + " weight (50% when f" + n +
                ", else 60%) = v\n";
    }
    return text;
}

/// One total whose weights hang on so many facts: the first kpi takes what the others leave.
std::string cases(std::size_t conditions) {
    std::string text = "plan p\nfact v number 0 .. 100\n";
    std::string rest = "100%";
    std::string kpis;
    for (std::size_t i = 0; i < conditions; ++i) {
        const auto n = std::to_string(i);
        text += "fact f" + n + " boolean\nlet w" + n + " = 2% when f" + n + ", else 1%\n";
        rest += " - w" + n;
        kpis += "kpi k" + n + " weight w" + n + " = v\n";
    }
    return text + "kpi all weight (" + rest + ") = v\n" + kpis;
}

std::string code_of(const std::string& text) {
    Source source{"plan.merit", text};
    DiagnosticSink sink(source);
    const auto document = syntax::parse(source, sink);
    const auto plan = from_ast(document, sink);
    return plan ? "right" : sink.diagnostics().items.front().code;
}

TEST(Weights, HaveAsManyCasesAsAreLookedAt) {
    std::size_t most = 0;
    while ((std::size_t{2} << most) <= limits::weight_cases) ++most;
    EXPECT_EQ(code_of(cases(most)), "right");
    EXPECT_EQ(code_of(cases(most + 1)), "M0609");
    EXPECT_EQ(code_of(many(40)), "right");  // each total has its own cases
}

}  // namespace
}  // namespace meritum::check
