// What stays of used files: what the plan reads, and what that reads.
#include "syntax/unread.hpp"

#include <gtest/gtest.h>

#include "syntax/parse.hpp"

namespace meritum::syntax {
namespace {

/// First names of what stays of `shared` for a plan that says `own`.
std::string stays(const std::string& own, const std::string& shared) {
    Source source("plan.merit", "plan p\nuse \"shared.merit\"\n" + own);
    DiagnosticSink sink(source);
    const auto document = parse(source, sink, Phrases::standard(), [&](const std::string&) {
        return Resolved{shared, {}};
    });
    EXPECT_EQ(sink.diagnostics().to_string(), "");
    EXPECT_TRUE(uses_files(document));
    std::string names;
    for (const auto& statement : without_unread(document, Phrases::standard()).statements) {
        if (statement.file != 0)
            names += (names.empty() ? "" : " ") + ast::first_name(statement.head[0]);
    }
    return names;
}

TEST(Unread, DeclarationsGo) {
    const std::string shared =
        "fact sales | 销售额 money\nfact hours number 0 .. 9\nparam rate = 2%\n"
        "let pay = sales * rate\nlet pace = sales / (hours + 1)\n";
    EXPECT_EQ(stays("bonus b\n  give 1\n", shared), "");
    EXPECT_EQ(stays("bonus b\n  give 1 per full 5 of sales\n", shared), "sales");
    EXPECT_EQ(stays("令 x = 销售额\n", shared), "sales");
    EXPECT_EQ(stays("let x = pay\n", shared), "sales rate pay");
    EXPECT_EQ(stays("bonus b\n  give 1\n  because \"{pace} an hour\"\n", shared),
              "sales hours pace");
}

TEST(Unread, WhatDoesMoreThanDeclareStays) {
    EXPECT_EQ(
        stays("score\n", "fact late count\nfact idle count\ndeduction d\n  take 1 per late\n"),
        "late d");
    EXPECT_EQ(stays("score\n", "category conduct at least -5\n"), "conduct");
}

TEST(Unread, ListsStayWithWhatReadsThem) {
    const std::string shared =
        "fact visits list of\n  length number 0 .. 9\n"
        "let worth of each visit in visits = visit.length * 2\n"
        "fact calls list of\n  kind text\n";
    EXPECT_EQ(stays("bonus b\n  for each visit in visits\n  give visit.worth\n", shared),
              "visits worth");
    EXPECT_EQ(stays("bonus b\n  for each visit in visits\n  give visit.length\n", shared),
              "visits");
}

}  // namespace
}  // namespace meritum::syntax
