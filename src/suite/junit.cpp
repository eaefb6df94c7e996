// A report as JUnit's XML, which build servers read. In: a Report. Out: well-formed XML 1.0,
// whatever names hold. A case that differs is a failure; what keeps a suite from being run is an
// error. No times: the same report is the same file. Tests: tests/suite/formats_test.cpp.
#include "base/utf8.hpp"
#include "meritum/suite.hpp"

namespace meritum::suite {

namespace {

/// XML 1.0 has no place for most control characters, not even escaped.
bool is_xml(char32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) ||
           (c >= 0xE000 && c < 0xFFFE) || c >= 0x10000;
}

std::string escaped(std::string_view text, bool attribute) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::decode(text, at);
        const auto c = point.value;
        if (!point.valid || !is_xml(c)) {
            utf8::append(result, U'\uFFFD');
        } else if (c == '&') {
            result += "&amp;";
        } else if (c == '<') {
            result += "&lt;";
        } else if (c == '>') {
            result += "&gt;";  // `]]>` may not stand in a text
        } else if (c == '"' && attribute) {
            result += "&quot;";
        } else if (c == '\r' || (attribute && c < 0x20)) {
            result += "&#" + std::to_string(static_cast<unsigned>(c)) + ";";
        } else {
            result.append(text, at, point.length);
        }
        at += point.length;
    }
    return result;
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escaped(value, true) + "\"";
}

std::string attribute(std::string_view name, std::size_t count) {
    return attribute(name, std::to_string(count));
}

std::string told(const Origin& place) {
    if (place.line == 0) return place.file;
    return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string testcase(const std::string& file, const std::string& name, std::size_t line) {
    return "    <testcase" + attribute("classname", file) + attribute("name", name) +
           attribute("file", file) + (line == 0 ? "" : attribute("line", line));
}

std::string failure(const CaseResult& one) {
    std::string first;
    std::string text = told(one.place) + "\n";
    for (const auto& difference : one.differences) {
        const auto line =
            difference.what + ": expected " + difference.expected + ", actual " + difference.actual;
        if (first.empty()) first = line;
        text += line + "\n";
    }
    if (!one.explanation.empty()) text += "\n" + one.explanation;
    return "      <failure" + attribute("message", first) + ">" + escaped(text, false) +
           "</failure>\n";
}

/// A test that stands for what could not be tested.
std::string error(const std::string& file, const std::vector<Problem>& problems) {
    std::string text;
    for (const auto& problem : problems) {
        const auto place = told(problem.place);
        text += (place.empty() ? "" : place + ": ") + problem.message + "\n";
        if (!problem.fix.empty()) text += "  " + problem.fix + "\n";
    }
    return testcase(file, "the suite can be run", 0) + ">\n      <error" +
           attribute("message", problems.front().message) + ">" + escaped(text, false) +
           "</error>\n    </testcase>\n";
}

std::string testsuite(const SuiteResult& suite) {
    const std::size_t errors = suite.problems.empty() ? 0 : 1;
    auto text = "  <testsuite" + attribute("name", suite.file) +
                attribute("tests", suite.cases.size() + errors) +
                attribute("failures", suite.failed()) + attribute("errors", errors) + ">\n";
    if (errors != 0) text += error(suite.file, suite.problems);
    for (const auto& one : suite.cases) {
        text += testcase(suite.file, one.name, one.place.line);
        text += one.passed() ? "/>\n" : ">\n" + failure(one) + "    </testcase>\n";
    }
    return text + "  </testsuite>\n";
}

}  // namespace

std::string to_junit(const Report& report) {
    auto suites = report.suites;
    if (!report.problems.empty()) {
        SuiteResult search;
        search.file = "search";
        search.problems = report.problems;
        suites.push_back(std::move(search));
    }
    std::size_t errors = 0;
    for (const auto& suite : suites) errors += suite.problems.empty() ? 0 : 1;
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                       attribute("tests", report.cases() + errors) +
                       attribute("failures", report.failed()) + attribute("errors", errors) + ">\n";
    for (const auto& suite : suites) text += testsuite(suite);
    return text + "</testsuites>\n";
}

}  // namespace meritum::suite
