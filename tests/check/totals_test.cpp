// Which totals a plan has and what belongs to which. See src/check/places.cpp and totals.cpp.
#include <gtest/gtest.h>

#include "base/diagnostics.hpp"
#include "check/from_ast.hpp"
#include "syntax/parse.hpp"

namespace meritum::check {
namespace {

/// "score: a b; pay: c": totals with their rules, in their order; or what is wrong.
std::string places(const std::string& statements) {
    const std::string text = "plan p\n  currency CNY\nfact n count\n" + statements;
    Source source{"plan.merit", text};
    DiagnosticSink sink(source);
    const auto document = syntax::parse(source, sink);
    const auto plan = from_ast(document, sink);
    if (!plan) return sink.diagnostics().items.front().message;
    std::string out;
    for (std::uint32_t i = 0; i < plan->story.totals.size(); ++i) {
        out += (i == 0 ? "" : "; ") + plan->story.totals[i].name + ":";
        for (const auto& rule : plan->story.rules) {
            if (rule.total == i) out += " " + rule.name;
        }
    }
    return out;
}

TEST(Totals, TheScoreIsThereIfSomethingMakesIt) {
    EXPECT_EQ(places(""), "score:");
    EXPECT_EQ(places("outcome x = n\n"), "score:");
    EXPECT_EQ(places("total t\nrule r to t\n  give n\n"), "t: r");
    EXPECT_EQ(places("total t\nrule r to t\n  give n\nscore\n"), "score:; t: r");
    EXPECT_EQ(places("total t\nrule r\n  give n\n"), "score: r; t:");
    EXPECT_EQ(places("total t\nrule r to t\n  give n\ngrade\n  A otherwise\n"), "score:; t: r");
    EXPECT_EQ(places("total t\nrule r to t\n  give n\nveto v\n  when n > 1\n  score 0\n"),
              "score:; t: r");
    EXPECT_EQ(places("total t\nrule r to t\n  give score\n"), "nothing is called `score`");
}

TEST(Totals, WhatStandsInACategoryIsOfItsTotal) {
    EXPECT_EQ(places("total t\ncategory inner in outer\ncategory outer to t\nrule r in inner\n"
                     "  give n\nrule q\n  give n\n"),
              "score: q; t: r");
    EXPECT_EQ(places("total t\ncategory c to t\nrule r in c to t\n  give n\n"),
              "`r` stands in `c`, which is part of `t`, and says `to t`");
    EXPECT_EQ(places("total t\ncategory c to t\nrule r in c to score\n  give n\n"),
              "`r` stands in `c`, which is part of `t`, and says `to score`");
    EXPECT_EQ(places("total t\nrule r to u\n  give n\n"), "there is no total `u`");
}

TEST(Totals, AreMeasured) {
    EXPECT_EQ(places("total t in CNY\nrule r to t\n  give n\n"),
              "`n` is a plain number, but `t` is in CNY");
    EXPECT_EQ(places("total t in CNY\nrule r to t\n  give 5\n"), "t: r");
    EXPECT_EQ(places("total t in USD\n"),
              "`total t in USD` is in USD, but the plan's currency is CNY");
}

}  // namespace
}  // namespace meritum::check
