// Every page of tests/golden/diagnostics/: the exact text `meritum check` prints for a plan with a
// mistake. The plan is the one that explains the code (src/report/codes/) or stands beside the
// page. That every kind has a page is a rule of tests/tidy/. After a change of words:
// MERITUM_REFRESH=1, then read the difference.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "base/limits.hpp"
#include "golden/samples.hpp"
#include "meritum/meritum.hpp"

namespace meritum {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(MERITUM_REPOSITORY) / "tests/golden/diagnostics";

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Rows of which every two overlap.
std::string entangled(std::size_t rows) {
    std::string out = "plan p\ntable t\n  by x gives y\n  sum of matches\n";
    for (std::size_t i = 0; i < rows; ++i) {
        out += "  from " + std::to_string(i) + " below " + std::to_string(i + rows) + " gives 1\n";
    }
    return out;
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

std::string uses(std::size_t files) {
    std::string out;
    for (std::size_t i = 0; i < files; ++i) out += "use \"" + std::to_string(i) + ".merit\"\n";
    return out;
}

/// Plans too large to be kept; their pages show the kind they are named for only.
std::map<std::string, std::string> large_plans() {
    return {
        {"M0118_plan_too_large",
         "plan p\n" + repeated("# what a long plan\n", limits::plan_bytes / 19 + 1)},
        {"M0119_line_too_long",
         "plan p\nlet a = 1 " + repeated("+ 1 ", limits::line_bytes / 4) + "\n"},
        {"M0120_statement_too_long",
         "plan p\nlet a = 1" + repeated("\n  + 1 + 1 + 1", limits::clause_tokens / 6 + 1)},
        {"M0121_too_many_statements", "plan p\n" + repeated("score\n", limits::statements)},
        {"M0154_too_many_files", "plan p\n" + uses(limits::used_files + 1)},
        {"M0515_table_too_entangled", entangled(2'100)},
        {"M0199_too_many_problems", "plan p\n" + repeated("bonsu b\n", limits::diagnostics + 2)},
    };
}

/// A plan and the files beside it.
struct Page {
    std::string text;
    Resolve beside = [](const std::string&) { return Resolved{"", {}}; };
};

std::map<std::string, Page> plans() {
    std::map<std::string, Page> all;
    for (const auto& [name, text] : large_plans()) all[name].text = text;
    for (const Code& code : codes()) {
        if (!code.plan.empty() || code.bad.empty()) continue;
        all[code.code + "_" + code.name] = {code.bad.front().text, among(code.bad)};
    }
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".merit") continue;
        const bool is_new = all.emplace(entry.path().stem(), Page{read(entry.path())}).second;
        EXPECT_TRUE(is_new) << entry.path() << " stands in src/report/codes/ already";
    }
    return all;
}

TEST(DiagnosticPages, SayWhatTheCheckerSays) {
    const bool refresh = std::getenv("MERITUM_REFRESH") != nullptr;
    const auto large = large_plans();
    for (const auto& [name, plan] : plans()) {
        auto found = Plan::compile(plan.text, name + ".merit", plan.beside).diagnostics;
        const auto code = name.substr(0, 5);
        if (large.count(name) != 0) {
            std::erase_if(found.items, [&](const Diagnostic& item) { return item.code != code; });
        }
        const fs::path page = folder / (name + ".txt");
        if (refresh) std::ofstream(page, std::ios::binary) << found.to_string();
        EXPECT_EQ(read(page), found.to_string()) << name;
        ASSERT_FALSE(found.items.empty()) << name;
        for (const auto& item : found.items) {
            EXPECT_EQ(item.code, code) << name << " shows another kind";
            EXPECT_EQ(name.find(code + "_" + item.name), 0u)
                << name << " is not named " << item.name;
        }
    }
}

/// What must be mended says how; a refusal for want of a proof says where its reason stands.
TEST(DiagnosticPages, SayWhatToWriteInsteadAndPointToTheReason) {
    for (const auto& [name, plan] : plans()) {
        const auto found = Plan::compile(plan.text, name + ".merit", plan.beside).diagnostics;
        for (const auto& item : found.items) {
            EXPECT_FALSE(item.fix.empty()) << name << ": " << item.message;
            const bool proof = item.code.starts_with("M04");
            EXPECT_TRUE(item.secondary || !proof) << name << ": " << item.message;
        }
    }
}

TEST(DiagnosticPages, HaveAPlan) {
    const auto all = plans();
    for (const auto& entry : fs::directory_iterator(folder)) {
        EXPECT_EQ(all.count(entry.path().stem()), 1u) << entry.path();
    }
}

}  // namespace
}  // namespace meritum
