// A report as JSON, the shape of docs/suites.md. In: a Report. Out: text with a line per case.
// Tests: tests/suite/formats_test.cpp.
#include "report/json.hpp"

#include "meritum/suite.hpp"

namespace meritum::suite {

namespace {

using report::JsonWriter;

void write_place(const Origin& place, JsonWriter& out) {
    out.key("file"), out.text_or_null(place.file);
    out.key("line"), out.count(place.line);
    out.key("column"), out.count(place.column);
}

void write(const Problem& problem, JsonWriter& out) {
    out.begin_object();
    write_place(problem.place, out);
    out.key("message"), out.text(problem.message);
    out.key("fix"), out.text_or_null(problem.fix);
    out.end_object();
}

void write(const std::vector<Problem>& problems, JsonWriter& out) {
    out.key("problems"), out.begin_array();
    for (const auto& problem : problems) write(problem, out);
    out.end_array();
}

std::string case_json(const CaseResult& one) {
    JsonWriter out;
    out.begin_object();
    out.key("name"), out.text(one.name);
    out.key("line"), out.count(one.place.line);
    out.key("column"), out.count(one.place.column);
    out.key("passed"), out.boolean(one.passed());
    out.key("differences"), out.begin_array();
    for (const auto& difference : one.differences) {
        out.begin_object();
        out.key("what"), out.text(difference.what);
        out.key("expected"), out.text(difference.expected);
        out.key("actual"), out.text(difference.actual);
        out.key("line"), out.count(difference.place.line);
        out.key("column"), out.count(difference.place.column);
        out.end_object();
    }
    out.end_array();
    out.key("explanation"), out.text_or_null(one.explanation);
    out.end_object();
    return out.take();
}

std::string suite_json(const SuiteResult& suite) {
    JsonWriter out;
    out.begin_object();
    out.key("file"), out.text(suite.file);
    out.key("passed"), out.boolean(suite.passed());
    write(suite.problems, out);
    out.end_object();
    auto text = out.take_open() + "\"cases\":";
    report::append_list(suite.cases, case_json, text);
    return text + "}";
}

}  // namespace

std::string to_json(const Report& report) {
    const auto number = [](std::size_t count) { return Decimal(count); };
    JsonWriter out;
    out.begin_object();
    out.key("passed"), out.boolean(report.passed());
    out.key("suites"), out.number(number(report.suites.size()));
    out.key("cases"), out.number(number(report.cases()));
    out.key("failed"), out.number(number(report.failed()));
    out.key("broken"), out.number(number(report.broken()));
    write(report.problems, out);
    out.end_object();
    auto text = out.take_open() + "\n\"results\":";
    report::append_list(report.suites, suite_json, text);
    return text + "}\n";
}

}  // namespace meritum::suite
