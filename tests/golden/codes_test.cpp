// Every page of src/report/codes/: its wrong sample shows the code and its mended one is clean; and
// docs/diagnostics.md is made of them. After a change: MERITUM_REFRESH=1, then read the difference.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "golden/samples.hpp"
#include "meritum/meritum.hpp"
#include "report/embedded.hpp"
#include "report/terminal.hpp"

namespace meritum {
namespace {

namespace fs = std::filesystem;

/// Too large to show, or shown by no file but a program only.
const std::set<std::string> without_sample = {"M0118", "M0119", "M0120", "M0121", "M0154", "M0199",
                                              "M0515", "F0114", "F0116", "F0207", "F0305"};
/// A value withheld, a period not scored, somebody who is probably meant: because of another
/// problem, which is shown too.
const std::set<std::string> with_cause = {"F0190", "F0308", "F0507"};

bool is_of_data(const Code& code) { return code.code.front() == 'F'; }

/// A folder of its own, gone at the end.
class Folder {
public:
    Folder() : path_(fs::path(testing::TempDir()) / ("meritum_codes_" + std::to_string(getpid()))) {
        fs::remove_all(path_);
        fs::create_directories(path_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path_); }

    /// Writes the files and gives what `meritum score` reads: the one file, or the folder.
    fs::path write(const std::vector<Sample>& samples) const {
        fs::path data = path_;
        for (const Sample& sample : samples) {
            if (sample.file.starts_with("--")) continue;
            std::ofstream(path_ / sample.file, std::ios::binary) << sample.text;
            if (!sample.file.ends_with(".csv")) data = path_ / sample.file;
        }
        return data;
    }

private:
    fs::path path_;
};

std::vector<FactError> errors_of(const Code& code, const std::vector<Sample>& samples) {
    const auto compiled = Plan::compile(code.plan);
    EXPECT_TRUE(compiled && compiled.diagnostics.items.empty()) << code.code << "\n"
                                                                << compiled.diagnostics.to_string();
    if (!compiled) return {};
    ScoreOptions options;
    for (const Sample& sample : samples) {
        const auto equals = sample.text.find('=');
        if (sample.file == "--param") {
            options.params.emplace_back(
                sample.text.substr(0, equals),
                sample.text.substr(equals + 1, sample.text.size() - equals - 2));
        }
    }
    const Folder folder;
    const auto data = read_data(*compiled.plan, folder.write(samples));
    options.unread = data.errors;
    try {
        return compiled.plan->score_all(data.facts, options).errors;
    } catch (const Error& error) {
        return error.fact_errors();
    }
}

/// What is told: codes, and the text of it.
struct Told {
    std::set<std::string> codes;
    std::string text;
};

Told told_of(const Code& code, const std::vector<Sample>& samples) {
    Told told;
    if (is_of_data(code)) {
        for (const FactError& error : errors_of(code, samples)) {
            told.codes.insert(error.code);
            const auto file = fs::path(error.file).filename().string();
            if (!file.empty()) told.text += file;
            if (error.line != 0) told.text += ":" + std::to_string(error.line);
            if (error.column != 0) told.text += ":" + std::to_string(error.column);
            if (!told.text.empty() && told.text.back() != '\n') told.text += ": ";
            if (!error.id.empty()) told.text += report::safe(error.id) + ": ";
            told.text += error.message + " [" + error.code + "]\n";
        }
        return told;
    }
    for (const Sample& sample : samples) {
        if (!is_plan(sample)) continue;
        const auto found = Plan::compile(sample.text, sample.file, among(samples)).diagnostics;
        for (const Diagnostic& item : found.items) told.codes.insert(item.code);
        told.text += found.to_string();
    }
    return told;
}

TEST(CodePages, AreThereForEveryCodeAndNoOther) {
    std::set<std::string> names;
    for (const Code& code : codes()) {
        EXPECT_FALSE(code.meaning.empty())
            << "write src/report/codes/" << code.code << "_" << code.name << ".txt";
        names.insert(code.code + "_" + code.name);
    }
    for (const auto& page : report::code_pages())
        EXPECT_EQ(names.count(std::string(page.name)), 1U) << page.name << " explains no code";
}

TEST(CodePages, ShowTheirCodeAndMendIt) {
    for (const Code& code : codes()) {
        const bool shown = without_sample.count(code.code) == 0;
        EXPECT_EQ(code.bad.empty(), !shown) << code.code;
        EXPECT_EQ(code.mended.empty(), !shown) << code.code;
        if (code.bad.empty() || code.mended.empty()) continue;
        const auto bad = told_of(code, code.bad);
        EXPECT_EQ(bad.codes.count(code.code), 1U) << code.code << " shows\n" << bad.text;
        EXPECT_TRUE(bad.codes.size() == 1 || with_cause.count(code.code) != 0)
            << code.code << " shows\n"
            << bad.text;
        const auto mended = told_of(code, code.mended);
        EXPECT_EQ(mended.text, "") << code.code << " is not mended";
    }
}

std::string fenced(const std::string& kind, const std::string& text) {
    std::string block = "```" + kind + "\n";
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        block += report::safe(std::string_view(text).substr(at, end - at)) + "\n";
        at = end + 1;
    }
    return block + "```\n";
}

std::string samples_of(const std::string& words, const std::vector<Sample>& samples) {
    std::string text;
    for (const Sample& sample : samples) {
        const bool is_file = !sample.file.starts_with("--");
        const auto kind = is_file ? fs::path(sample.file).extension().string().substr(1) : "text";
        text += words + (is_plan(sample) ? "" : ", " + sample.file) + ":\n\n" +
                fenced(kind, sample.text) + "\n";
    }
    return text;
}

std::string section(const Code& code) {
    const bool warning = code.severity == Severity::warning;
    std::string text = "### " + code.code + " " + code.name + (warning ? " (warning)" : "") +
                       "\n\n*" + code.message + "*\n\n" + code.meaning + "\n\n";
    if (!code.plan.empty()) text += "The plan:\n\n" + fenced("merit", code.plan) + "\n";
    text += samples_of("Wrong", code.bad);
    if (!code.bad.empty()) text += fenced("text", told_of(code, code.bad).text) + "\n";
    return text + samples_of("Right", code.mended);
}

std::string document() {
    struct Chapter {
        std::string_view codes;
        std::string_view title;
    };
    constexpr Chapter chapters[] = {
        {"M01", "Plans: text, lines, phrases"},
        {"M02", "Plans: names and structure"},
        {"M03", "Plans: types and units"},
        {"M04", "Plans: what must be proved"},
        {"M05", "Plans: named tables"},
        {"M06", "Plans: totals and kpis"},
        {"M09", "Plans: warnings"},
        {"F01", "Data: values"},
        {"F02", "Data: names and lists"},
        {"F03", "Data: participants and periods"},
        {"F04", "Data: params"},
        {"F05", "Data: rows and entries"},
    };
    std::string text =
        "# Diagnostics\n\n"
        "Every code that `meritum check` and `meritum score` tell: what it means, something that "
        "has the problem, what is told of it, and the same mended. Codes never change their "
        "meaning. `meritum check --explain M0401` shows one of them.\n\n"
        "This page is written by a test out of `src/report/codes/`: see "
        "[CONTRIBUTING.md](../CONTRIBUTING.md).\n";
    std::size_t sections = 0;
    for (const auto& [beginning, title] : chapters) {
        text += "\n## " + std::string(title) + "\n\n";
        for (const Code& code : codes()) {
            if (!code.code.starts_with(beginning)) continue;
            text += section(code);
            ++sections;
        }
        text.pop_back();
    }
    EXPECT_EQ(sections, codes().size()) << "a code belongs to no chapter";
    return text;
}

TEST(CodePages, MakeTheDocument) {
    const fs::path page = fs::path(MERITUM_REPOSITORY) / "docs/diagnostics.md";
    const auto text = document();
    if (std::getenv("MERITUM_REFRESH") != nullptr) std::ofstream(page, std::ios::binary) << text;
    std::ifstream in(page, std::ios::binary);
    const std::string written{std::istreambuf_iterator<char>(in), {}};
    EXPECT_TRUE(written == text) << "docs/diagnostics.md is stale; refresh it with "
                                    "MERITUM_REFRESH=1 and read the difference";
}

}  // namespace
}  // namespace meritum
