// Files that a plan uses: where they may be, in what order they stand, what is refused, both sides
// of the limits.
#include "syntax/plan_files.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "syntax/parse.hpp"
#include "syntax/print.hpp"

namespace meritum::syntax {
namespace {

using Files = std::map<std::string, std::string>;

struct Read {
    ast::Document document;
    Diagnostics diagnostics;
};

Read read(const std::string& text, const Files& files, const std::string& name = "plan.merit") {
    Source source(name, text);
    DiagnosticSink sink(source);
    Read result;
    result.document = parse(source, sink, Phrases::standard(), [&](const std::string& path) {
        const auto found = files.find(path);
        return found == files.end() ? Resolved{{}, "there is no such file"}
                                    : Resolved{found->second, {}};
    });
    result.diagnostics = sink.diagnostics();
    return result;
}

/// First names of what is declared, in order.
std::string order(const Read& plan) {
    std::string names;
    for (const auto& statement : plan.document.statements) {
        if (statement.head.row == ast::Row::use || statement.head.row == ast::Row::score) continue;
        names += (names.empty() ? "" : " ") + ast::first_name(statement.head[0]);
    }
    return names;
}

std::string codes(const Read& plan) {
    std::string out;
    for (const Diagnostic& one : plan.diagnostics.items)
        out += (out.empty() ? "" : " ") + one.code + " " +
               (one.primary.file.empty() ? plan.diagnostics.file : one.primary.file) + ":" +
               std::to_string(one.primary.begin.line);
    return out;
}

TEST(PlanFiles, AreNamedFromTheFileThatUsesThem) {
    EXPECT_EQ(path_inside("", "common.merit"), "common.merit");
    EXPECT_EQ(path_inside("", "./shared//common.merit"), "shared/common.merit");
    EXPECT_EQ(path_inside("shared/a.merit", "b.merit"), "shared/b.merit");
    EXPECT_EQ(path_inside("shared/a.merit", "../b.merit"), "b.merit");
    EXPECT_EQ(path_inside("x/y/a.merit", "../../z/b.merit"), "z/b.merit");
    for (const char* outside : {"", "/etc/passwd", "../a.merit", "a/../../b.merit", "C:/a.merit",
                                "a\\b.merit", ".", "a/", "a/..", "file:a"}) {
        EXPECT_EQ(path_inside("", outside), std::nullopt) << outside;
    }
    EXPECT_EQ(path_inside("shared/a.merit", "../../b.merit"), std::nullopt);
}

TEST(PlanFiles, StandWhereTheyAreUsedFirstAndOnce) {
    const Files files{{"a.merit", "let a = 1\nuse \"shared/b.merit\"\nlet aa = 1\n"},
                      {"shared/b.merit", "use \"c.merit\"\nlet b = 1\n"},
                      {"shared/c.merit", "let c = 1\n"}};
    const Read plan =
        read("plan p\nlet x = 1\nuse \"a.merit\"\nuse \"shared/c.merit\"\nlet y = 1\n", files);
    EXPECT_EQ(plan.diagnostics.to_string(), "");
    EXPECT_EQ(order(plan), "p x a c b aa y");
}

TEST(PlanFiles, AreNotPrintedButTheirNamesAreKnown) {
    const Files files{{"a.merit", "fact sales | 销售额 count\nfact rate count\n"}};
    const Read plan = read("plan p\n引用 \"a.merit\"\n令 x = 销售额 + rate\n", files);
    EXPECT_EQ(plan.diagnostics.to_string(), "");
    EXPECT_EQ(print(plan.document), "plan p\nuse \"a.merit\"\nlet x = sales + rate\n");
    PrintOptions whole;
    whole.used = true;
    EXPECT_EQ(print(plan.document, whole),
              "plan p\nfact sales | 销售额 count\nfact rate           count\n"
              "let x = sales + rate\n");
}

TEST(PlanFiles, TellWhereTheirProblemsAre) {
    const Files files{{"a.merit", "let a = 1\n\nlte b = 1\n"}, {"b.merit", "\xFF\n"}};
    const Read plan =
        read("plan p\nuse \"a.merit\"\nuse \"b.merit\"\nlte c = 1\n", files, "plans/p.merit");
    EXPECT_EQ(codes(plan), "M0122 plans/p.merit:4 M0122 plans/a.merit:3 M0101 plans/b.merit:1");
    EXPECT_EQ(plan.diagnostics.items[1].primary.begin.offset, 11u);
    EXPECT_EQ(plan.diagnostics.items[1].primary.excerpt, "lte b = 1");
    EXPECT_NE(plan.diagnostics.to_string().find("--> plans/a.merit:3:1"), std::string::npos);
}

TEST(PlanFiles, InACircleAreRefused) {
    const Files files{{"a.merit", "use \"b.merit\"\n"},
                      {"b.merit", "use \"a.merit\"\n"},
                      {"c.merit", "use \"p.merit\"\n"}};
    EXPECT_EQ(codes(read("plan p\nuse \"a.merit\"\n", files)), "M0153 b.merit:1");
    EXPECT_EQ(codes(read("plan p\nuse \"c.merit\"\n", files, "p.merit")), "M0153 c.merit:1");
}

std::string plan_with_files(std::size_t count, Files& files) {
    std::string text = "plan p\n";
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = std::to_string(i) + ".merit";
        text += "use \"" + name + "\"\n";
        files[name] = "let x" + std::to_string(i) + " = 1\n";
    }
    return text;
}

TEST(PlanFiles, AreLimited) {
    Files files;
    EXPECT_EQ(codes(read(plan_with_files(limits::used_files, files), files)), "");
    EXPECT_EQ(codes(read(plan_with_files(limits::used_files + 1, files), files)),
              "M0154 plan.merit:" + std::to_string(limits::used_files + 2));
    const std::string text = "plan p\nuse \"a.merit\"\n";
    const std::size_t room = limits::plan_bytes - text.size() - 1;
    EXPECT_EQ(codes(read(text, {{"a.merit", std::string(room, '\n')}})), "");
    EXPECT_EQ(codes(read(text, {{"a.merit", std::string(room + 1, '\n')}})).substr(0, 13),
              "M0118 a.merit");
}

}  // namespace
}  // namespace meritum::syntax
