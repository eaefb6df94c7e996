// Collecting diagnostics, and showing them with carets.
#include "base/diagnostics.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/limits.hpp"

namespace meritum {

namespace {

TEST(Diagnostics, KindsHaveDifferentCodesAndNames) {
    std::set<std::string_view> codes;
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < kind_count(); ++i) {
        codes.insert(kind_code(static_cast<Kind>(i)));
        names.insert(kind_name(static_cast<Kind>(i)));
    }
    EXPECT_EQ(codes.size(), kind_count());
    EXPECT_EQ(names.size(), kind_count());
    EXPECT_EQ(kind_code(Kind::unknown_statement), "M0122");
    EXPECT_EQ(kind_name(Kind::unknown_statement), "unknown_statement");
}

TEST(Diagnostics, ShowsMessageExcerptCaretsAndFix) {
    const Source source("plan.merit", "bonus x\n  wehn a > 1\n");
    DiagnosticSink sink(source);
    sink.report(Kind::unknown_clause, {10, 14}, {"bonus", "wehn"}).fix("did you mean `when`?");
    EXPECT_TRUE(sink.has_errors());
    EXPECT_EQ(sink.diagnostics().to_string(),
              "error[M0123]: no clause of `bonus` begins with `wehn`\n"
              " --> plan.merit:2:3\n"
              "  |\n"
              "2 |   wehn a > 1\n"
              "  |   ^^^^ unknown clause\n"
              "  = fix: did you mean `when`?\n");
}

TEST(Diagnostics, CaretsAreTwoColumnsWideUnderChinese) {
    const Source source("plan.merit", "令 达成率 = 1");
    DiagnosticSink sink(source);
    sink.report(Kind::left_over, {4, 13}, {"达成率"});
    const std::string text = sink.diagnostics().to_string();
    EXPECT_NE(text.find("1 | 令 达成率 = 1\n  |    ^^^^^^ cannot stand here\n"), std::string::npos)
        << text;
    EXPECT_NE(text.find(":1:3\n"), std::string::npos);
}

TEST(Diagnostics, ShowsASecondRangeOnTheSameLineAndOnAnother) {
    const Source source("plan.merit", "one two\n\nthree\n");
    DiagnosticSink sink(source);
    sink.report(Kind::left_over, {4, 7}, {"two"}).also({0, 3}, "because of this");
    sink.report(Kind::left_over, {9, 14}, {"three"}).also({0, 3}, "declared here");
    const std::string text = sink.diagnostics().to_string();
    EXPECT_NE(text.find("1 | one two\n  |     ^^^ cannot stand here\n  | --- because of this\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("1 | one two\n  | --- declared here\n...\n3 | three\n  | ^^^^^ cannot"),
              std::string::npos)
        << text;
}

TEST(Diagnostics, ColoursOnlyOnRequest) {
    const Source source("plan.merit", "x");
    DiagnosticSink sink(source);
    sink.report(Kind::unknown_statement, {0, 1}, {"x"});
    EXPECT_EQ(sink.diagnostics().to_string().find('\x1b'), std::string::npos);
    EXPECT_NE(sink.diagnostics().to_string(true).find("\x1b[1;31merror[M0122]\x1b[0m"),
              std::string::npos);
}

TEST(Diagnostics, ShowsControlCharactersAndBadBytesSafely) {
    const Source source("plan.merit",
                        "a\tb\x01\xFF"
                        "c");
    DiagnosticSink sink(source);
    sink.report(Kind::left_over, {5, 6}, {"c"});
    const std::string text = sink.diagnostics().to_string();
    EXPECT_NE(text.find("1 | a b \xEF\xBF\xBD"
                        "c\n  |      ^ "),
              std::string::npos)
        << text;
}

TEST(Diagnostics, NamesOfFilesAndWordsOfOthersDoNotSteerTheTerminal) {
    Diagnostics diagnostics;
    diagnostics.file = "e\x1b[31m.merit";
    auto& item = diagnostics.items.emplace_back();
    item.message = "the file \"\x1b[1m\" cannot be read";
    item.fix = item.primary.text = "\x1b";
    item.primary.begin = item.primary.end = {1, 1};
    EXPECT_EQ(diagnostics.to_string().find('\x1b'), std::string::npos);
}

TEST(Diagnostics, ShowsNoMarksThatTurnText) {
    const Source source("plan.merit", "a \xE2\x80\xAE b");  // U+202E
    DiagnosticSink sink(source);
    sink.report(Kind::left_over, {0, 1}, {"a"});
    EXPECT_NE(sink.diagnostics().to_string().find("1 | a \xEF\xBF\xBD b"), std::string::npos);
}

TEST(Diagnostics, CutsLongLinesAroundTheRange) {
    const Source source("plan.merit", std::string(5000, 'a') + "b" + std::string(5000, 'c'));
    DiagnosticSink sink(source);
    sink.report(Kind::left_over, {5000, 5001}, {"b"});
    const std::string text = sink.diagnostics().to_string();
    EXPECT_LT(text.size(), 500u);
    const std::size_t line = text.find("1 | ") + 4;
    const std::size_t marks = text.find("  | ", line) + 4;
    // The dots before are three bytes but one column wide.
    EXPECT_EQ(text.find('b', line) - line - 2, text.find('^', marks) - marks);
}

TEST(Diagnostics, DropsTheSameReportTwiceAndSortsByPlace) {
    const Source source("plan.merit", "one two");
    DiagnosticSink sink(source);
    sink.report(Kind::left_over, {4, 7}, {"two"}).fix("kept");
    sink.report(Kind::left_over, {4, 7}, {"two"}).fix("dropped");
    sink.report(Kind::left_over, {0, 3}, {"one"});
    ASSERT_EQ(sink.diagnostics().items.size(), 2u);
    EXPECT_EQ(sink.diagnostics().items[0].message,
              "`one` is left over: what stands before it is complete");
    EXPECT_EQ(sink.diagnostics().items[1].fix, "kept");
    EXPECT_EQ(sink.errors(), 2u);
}

TEST(Diagnostics, KeepsALimitedNumberAndSaysSo) {
    const Source source("plan.merit", std::string(2000, 'x'));
    DiagnosticSink sink(source);
    for (std::uint32_t i = 0; i < 1000; ++i) sink.report(Kind::left_over, {i, i + 1}, {"x"});
    const Diagnostics all = sink.diagnostics();
    EXPECT_EQ(all.items.size(), limits::diagnostics + 1);
    EXPECT_EQ(all.items.back().code, "M0199");
    EXPECT_EQ(sink.errors(), 1000u);
}

}  // namespace

}  // namespace meritum
