// Codes and their explanations. In: the rows of diagnostics.def and fact_errors.def, and a page for
// each in src/report/codes/. Out: Codes, as values and as text. Must not know where a code is
// reported. Tests: tests/report/diagnostics_json_test.cpp; tests/golden/codes_test.cpp checks every
// page.
//
// A page is the meaning, then sections that begin with a line "=== bad", "=== mended" or, for data,
// "=== plan", "=== bad data.yaml", "=== mended data.yaml".
#include "meritum/codes.hpp"

#include <algorithm>

#include "base/diagnostics.hpp"
#include "report/embedded.hpp"
#include "report/terminal.hpp"
#include "value/fact_errors.hpp"

namespace meritum {
namespace {

constexpr std::string_view opening = "=== ";

/// The row's message; the words that fill it are not known here.
std::string without_words(std::string_view pattern) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
        if (place) {
            text += "\u2026";
            i += 2;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

void add_section(std::string_view title, std::string_view text, Code& code) {
    const auto blank = title.find(' ');
    const auto kind = title.substr(0, blank);
    const auto file = blank == std::string_view::npos ? "plan.merit" : title.substr(blank + 1);
    if (kind == "plan") {
        code.plan = text;
    } else {
        (kind == "bad" ? code.bad : code.mended).push_back({std::string(file), std::string(text)});
    }
}

void read_page(std::string_view page, Code& code) {
    const auto next = [&](std::size_t from) {
        const auto found = page.find("\n" + std::string(opening), from);
        return found == std::string_view::npos ? page.size() : found + 1;
    };
    auto at = next(0);
    code.meaning = page.substr(0, page.find_last_not_of('\n', at - 1) + 1);
    while (at < page.size()) {
        const auto end_of_title = page.find('\n', at);
        const auto end = next(end_of_title);
        add_section(page.substr(at + opening.size(), end_of_title - at - opening.size()),
                    page.substr(end_of_title + 1, end - end_of_title - 1), code);
        at = end;
    }
}

std::vector<Code> make_codes() {
    std::vector<Code> all;
    for (std::size_t i = 0; i < kind_count(); ++i) {
        const auto kind = static_cast<Kind>(i);
        Code code;
        code.code = kind_code(kind);
        code.name = kind_name(kind);
        code.severity = kind_severity(kind);
        code.message = without_words(kind_message(kind));
        all.push_back(std::move(code));
    }
    for (std::size_t i = 0; i < value::trouble_count(); ++i) {
        const auto kind = static_cast<value::Trouble>(i);
        Code code;
        code.code = value::trouble_code(kind);
        code.name = value::trouble_name(kind);
        code.message = without_words(value::trouble_pattern(kind));
        all.push_back(std::move(code));
    }
    const auto is_of_data = [](const Code& code) { return code.code.front() == 'F'; };
    std::sort(all.begin(), all.end(), [&](const Code& a, const Code& b) {
        return std::pair(is_of_data(a), a.code) < std::pair(is_of_data(b), b.code);
    });
    for (auto& code : all) {
        for (const auto& page : report::code_pages()) {
            if (page.name == code.code + "_" + code.name) read_page(page.text, code);
        }
    }
    return all;
}

std::string lower(std::string_view word) {
    std::string result(word);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

/// Lines of a file, indented, safe to show.
std::string indented(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        result += line.empty() ? "\n" : "    " + report::safe(line) + "\n";
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return result;
}

/// Paragraphs and lists of Markdown, each folded.
std::string folded(std::string_view text, std::size_t width) {
    std::string result;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        result += report::folded(line, width, line.starts_with("- ") ? 2 : 0) + "\n";
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return result;
}

}  // namespace

const std::vector<Code>& codes() {
    static const std::vector<Code> all = make_codes();
    return all;
}

const Code* find_code(std::string_view word) {
    const auto wanted = lower(word);
    for (const auto& code : codes()) {
        if (lower(code.code) == wanted || code.name == wanted) return &code;
    }
    return nullptr;
}

std::string to_text(const Code& code, std::size_t width, bool colour) {
    const auto heading = [&](std::string_view text) {
        return "\n" + report::coloured(text, report::Colour::bold, colour) + "\n";
    };
    const bool is_warning = code.severity == Severity::warning;
    std::string text = report::coloured(code.code + " " + code.name, report::Colour::bold, colour);
    text += is_warning ? " (warning)\n" : "\n";
    text += report::folded(code.message, width, 0) + "\n\n" + folded(code.meaning, width);
    if (!code.plan.empty()) text += heading("The plan") + indented(code.plan);
    for (const auto& sample : code.bad)
        text += heading("Wrong: " + sample.file) + indented(sample.text);
    for (const auto& sample : code.mended)
        text += heading("Right: " + sample.file) + indented(sample.text);
    return text;
}

}  // namespace meritum
