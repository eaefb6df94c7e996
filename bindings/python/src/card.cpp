// Scorecards. In: Scorecard. Out: plain values, that bindings/python/meritum/_card.py makes
// dataclasses of when somebody asks. Tests: bindings/python/tests/test_card.py.
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>

#include "errors.hpp"
#include "plan.hpp"
#include "unlocked.hpp"

namespace meritum::python {

namespace {

nb::list lines(const Scorecard& card) {
    nb::list made;
    for (const auto& one : card.lines())
        made.append(nb::make_tuple(
            to_python(one.line), to_python(one.rule), to_python(one.category), to_python(one.total),
            to_python(one.unit), to_python(one.points), to_python(one.because)));
    return made;
}

nb::list outcomes(const Scorecard& card) {
    nb::list made;
    for (const auto& one : card.outcomes())
        made.append(nb::make_tuple(to_python(one.name), to_python(one.value), to_python(one.unit)));
    return made;
}

nb::list totals(const Scorecard& card) {
    nb::list made;
    for (const auto& one : card.totals())
        made.append(nb::make_tuple(to_python(one.name), to_python(one.value), to_python(one.unit),
                                   to_python(one.not_rated)));
    return made;
}

nb::list advice(const Scorecard& card) {
    nb::list made;
    for (const auto& one : card.advice())
        made.append(nb::make_tuple(to_python(one.rule), to_python(one.text)));
    return made;
}

nb::list warnings(const Scorecard& card) {
    nb::list made;
    for (const auto& one : card.warnings()) made.append(to_python(one));
    return made;
}

Waterfall waterfall_of(std::string_view word) {
    if (word == "none") return Waterfall::none;
    if (word == "blocks") return Waterfall::blocks;
    if (word == "ascii") return Waterfall::ascii;
    PyErr_Format(PyExc_ValueError, "waterfall is \"none\", \"blocks\" or \"ascii\", not \"%s\"",
                 std::string(word).c_str());
    throw nb::python_error();
}

nb::object explain(const Scorecard& card, const std::string& lang, std::size_t width, bool colour,
                   std::string_view waterfall) {
    const ExplainOptions options{lang, width, colour, waterfall_of(waterfall)};
    const auto text = [&] {
        const Unlocked unlocked;
        return card.explain(options);
    }();
    return to_python(text);
}

/// A text that a card writes in a tongue.
template <std::string (Scorecard::*Write)(std::string_view) const>
nb::object written(const Scorecard& card, const std::string& lang) {
    const auto text = [&] {
        const Unlocked unlocked;
        return (card.*Write)(lang);
    }();
    return to_python(text);
}

}  // namespace

void add_cards(nb::module_& module) {
    using nb::arg;
    nb::class_<Scorecard>(module, "Card")
        .def_prop_ro("id", [](const Scorecard& card) { return to_python(card.id()); })
        .def_prop_ro("period", [](const Scorecard& card) { return to_python(card.period()); })
        .def_prop_ro("score", [](const Scorecard& card) { return to_python(card.score()); })
        .def_prop_ro("grade", [](const Scorecard& card) { return to_python(card.grade()); })
        .def("facts", [](const Scorecard& card) { return to_python(card.facts()); })
        .def("lines", &lines)
        .def("outcomes", &outcomes)
        .def("totals", &totals)
        .def("advice", &advice)
        .def("warnings", &warnings)
        .def(
            "category",
            [](const Scorecard& card, const std::string& name) {
                return to_python(card.category(name));
            },
            arg("name"))
        .def("explain", &explain, arg("lang"), arg("width"), arg("colour"), arg("waterfall"))
        .def(
            "explain_part",
            [](const Scorecard& card, const std::string& name, const std::string& lang,
               std::size_t width,
               bool colour) { return to_python(card.explain_part(name, lang, width, colour)); },
            arg("name"), arg("lang"), arg("width"), arg("colour"))
        .def("explain_markdown", &written<&Scorecard::explain_markdown>, arg("lang"))
        .def("explain_json", &written<&Scorecard::explain_json>, arg("lang"))
        .def("explain_archive", &written<&Scorecard::explain_archive>, arg("lang"));
}

}  // namespace meritum::python
