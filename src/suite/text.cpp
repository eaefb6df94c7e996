// A report for people. In: a Report. Out: text that is safe on a terminal. Tests:
// tests/suite/formats_test.cpp.
#include <algorithm>

#include "meritum/suite.hpp"
#include "report/terminal.hpp"

namespace meritum::suite {

namespace {

using report::Colour;
using report::coloured;
using report::safe;

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string told(const Origin& place) {
    std::string text = safe(place.file);
    if (place.line != 0) text += ":" + std::to_string(place.line);
    if (place.line != 0 && place.column != 0) text += ":" + std::to_string(place.column);
    return text;
}

/// Each line of the text, indented.
std::string indented(std::string_view text, std::size_t indent) {
    std::string result;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0) result += std::string(indent, ' ') + safe(text.substr(0, end));
        result += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

/// A column is as wide as its widest cell, up to this; a longer cell stands out.
constexpr std::size_t widest = 48;

class Page {
public:
    explicit Page(bool colour) : colour_(colour) {}

    std::string write(const Report& report) {
        for (const auto& suite : report.suites) write(suite);
        for (const auto& problem : report.problems) write(problem, 0);
        summary(report);
        return std::move(text_);
    }

private:
    void write(const SuiteResult& suite) {
        const auto failed = suite.failed();
        const auto file = safe(suite.file);
        const auto cases = counted(suite.cases.size(), "case", "cases");
        if (!suite.problems.empty()) {
            text_ += coloured("\u2717 " + file + ": cannot be run", Colour::red, colour_) + "\n";
        } else if (failed == 0) {
            text_ += coloured("\u2713", Colour::green, colour_) + " " + file + ": " + cases + "\n";
        } else {
            text_ += coloured("\u2717 " + file + ": " + cases + ", " + std::to_string(failed) +
                                  " failed",
                              Colour::red, colour_) +
                     "\n";
        }
        for (const auto& problem : suite.problems) write(problem, 2);
        for (const auto& one : suite.cases) {
            if (!one.passed()) write(one);
        }
        if (failed != 0 || !suite.problems.empty()) text_ += "\n";
    }

    void write(const Problem& problem, std::size_t indent) {
        auto message = problem.message;
        const auto place = told(problem.place);
        const auto end = std::min(message.find('\n'), message.size());
        const auto more = message.substr(end);
        text_ += std::string(indent, ' ') + (place.empty() ? "" : place + ": ") +
                 safe(message.substr(0, end)) + "\n";
        if (!more.empty()) text_ += indented(std::string_view(more).substr(1), indent + 2);
        if (!problem.fix.empty()) text_ += indented(problem.fix, indent + 2);
    }

    void write(const CaseResult& one) {
        text_ += "\n  " + coloured(safe(one.name), Colour::bold, colour_) + "\n  " +
                 told(one.place) + "\n";
        std::size_t what = 0;
        std::size_t expected = report::width("expected");
        for (const auto& difference : one.differences) {
            what = std::max(what, report::width(safe(difference.what)));
            expected = std::max(expected, report::width(safe(difference.expected)));
        }
        what = std::min(what, widest);
        expected = std::min(expected, widest);
        const auto row = [&](const std::string& a, const std::string& b, const std::string& c) {
            text_ +=
                "    " + report::left(a, what) + "  " + report::left(b, expected) + "  " + c + "\n";
        };
        row("", "expected", "actual");
        for (const auto& difference : one.differences)
            row(safe(difference.what), safe(difference.expected), safe(difference.actual));
        if (!one.explanation.empty()) text_ += "\n" + indented(one.explanation, 4);
    }

    void summary(const Report& report) {
        const auto cases = report.cases();
        const auto failed = report.failed();
        std::string line = counted(report.suites.size(), "suite", "suites") + ", " +
                           counted(cases, "case", "cases") + ": " + std::to_string(cases - failed) +
                           " passed, " + std::to_string(failed) + " failed";
        if (report.broken() != 0)
            line += ", " + counted(report.broken(), "suite", "suites") + " cannot be run";
        text_ += coloured(line, report.passed() ? Colour::green : Colour::red, colour_) + "\n";
    }

    bool colour_;
    std::string text_;
};

}  // namespace

std::string to_text(const Report& report, bool colour) { return Page(colour).write(report); }

}  // namespace meritum::suite
