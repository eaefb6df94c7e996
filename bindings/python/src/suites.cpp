// Suites: tests of plans. In: paths. Out: a Report as plain values, with what `meritum test` says
// of each suite and case. Tests: bindings/python/tests/test_suites.py.
#include "meritum/suite.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "plan.hpp"
#include "unlocked.hpp"

namespace meritum::python {

namespace {

nb::tuple plain(const Origin& place) {
    return nb::make_tuple(to_python(place.file), place.line, place.column);
}

nb::list plain(const std::vector<suite::Problem>& problems) {
    nb::list made;
    for (const auto& one : problems)
        made.append(nb::make_tuple(plain(one.place), to_python(one.message), to_python(one.fix)));
    return made;
}

/// What `meritum test` says of a suite with these cases alone, without its summary.
std::string told(suite::SuiteResult one, bool colour) {
    suite::Report report;
    report.suites.push_back(std::move(one));
    auto text = to_text(report, colour);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    text.resize(text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n'));
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

nb::tuple plain(const suite::SuiteResult& of, const suite::CaseResult& one) {
    nb::list differences;
    for (const auto& [what, expected, actual, place] : one.differences)
        differences.append(
            nb::make_tuple(to_python(what), to_python(expected), to_python(actual), plain(place)));
    std::string text;
    if (!one.passed()) {
        text = told({of.file, {}, {one}}, false);
        text.erase(0, text.find("\n\n") + 2);  // the suite's own line
    }
    return nb::make_tuple(to_python(one.name), plain(one.place), differences,
                          to_python(one.explanation), to_python(text));
}

nb::tuple plain(const suite::SuiteResult& one) {
    nb::list cases;
    for (const auto& each : one.cases) cases.append(plain(one, each));
    return nb::make_tuple(to_python(one.file), plain(one.problems), cases,
                          to_python(told(one, false)));
}

nb::tuple run(const nb::list& paths, const std::string& filter, std::size_t jobs) {
    std::vector<std::filesystem::path> files;
    for (const auto path : paths) files.emplace_back(path_of(path));
    suite::Options options;
    options.jobs = jobs;
    options.filter = filter;
    const auto report = [&] {
        const Unlocked unlocked;
        return suite::run(files, options);
    }();
    nb::list suites;
    for (const auto& one : report.suites) suites.append(plain(one));
    return nb::make_tuple(suites, plain(report.problems), to_python(to_text(report)),
                          to_python(to_text(report, true)), to_python(to_json(report)),
                          to_python(to_junit(report)), report.passed());
}

}  // namespace

void add_suites(nb::module_& module) {
    module.def("run_suites", &run, nb::arg("paths"), nb::arg("filter"), nb::arg("jobs"));
}

}  // namespace meritum::python
