// Populations: data that was read, scoring of many, their results as texts. In: records or files.
// Out: what bindings/python/meritum/_results.py wraps. Tests:
// bindings/python/tests/test_results.py.
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include "errors.hpp"
#include "meritum/summary.hpp"
#include "plan.hpp"
#include "unlocked.hpp"

namespace meritum::python {

namespace {

/// Data with the names it was read by.
struct HeldData {
    Data data;
    Names names;
};

/// Results with the plan they come from.
struct HeldResults {
    Plan plan;
    Results results;
};

HeldData read(const HeldPlan& held, nb::handle path, const Names& names,
              const std::string& encoding) {
    const auto file = path_of(path);
    const Unlocked unlocked;
    return {read_data(held.plan(), file, {names, encoding}), names};
}

const char* word_of(RowsFormat format) {
    switch (format) {
        case RowsFormat::csv: return "csv";
        case RowsFormat::yaml: return "yaml";
        case RowsFormat::json: break;
    }
    return "json";
}

nb::list tables(const HeldData& held) {
    nb::list made;
    for (const auto& one : held.data.tables)
        made.append(nb::make_tuple(to_python(one.table), to_python(one.text), word_of(one.format),
                                   to_python(one.file), one.in_document));
    return made;
}

nb::list records(const HeldData& held) {
    nb::list made;
    for (const auto& one : held.data.facts) {
        nb::dict record;
        if (!one.id.empty()) record["id"] = to_python(one.id);
        if (!one.period.empty()) record["period"] = to_python(one.period);
        record.update(nb::cast<nb::dict>(to_python(one)));
        made.append(record);
    }
    return made;
}

nb::list notices(const HeldData& held) {
    nb::list made;
    for (const auto& one : held.data.notices) made.append(to_python(one));
    return made;
}

HeldResults run(const HeldPlan& held, const std::vector<Facts>& facts, ScoreOptions options) {
    const Unlocked unlocked;
    return {held.plan(), held.plan().score_all(facts, options)};
}

ScoreOptions options_of(const HeldPlan& held, const std::string& period, const std::string& lang,
                        std::string_view keep, nb::handle params, bool allow_float) {
    ScoreOptions options;
    options.params = params_of(params, held.reading(allow_float));
    options.period = period;
    options.keep = keep_of(keep);
    options.lang = lang;
    return options;
}

HeldResults score_records(const HeldPlan& held, nb::handle records, const std::string& id,
                          const std::string& period_key, const std::string& period,
                          const std::string& lang, std::string_view keep, nb::handle params,
                          bool allow_float) {
    auto reading = held.reading(allow_float);
    reading.id = id;
    reading.period = period_key;
    std::vector<Facts> facts;
    for (const auto record : nb::iter(records))
        told_where([&] { return "row " + std::to_string(facts.size() - 1); },
                   [&] { set_all(facts.emplace_back(), record, reading); });
    return run(held, facts, options_of(held, period, lang, keep, params, allow_float));
}

HeldResults score_data(const HeldPlan& held, const HeldData& data, const std::string& period,
                       const std::string& lang, std::string_view keep, nb::handle params,
                       bool allow_float) {
    auto options = options_of(held, period, lang, keep, params, allow_float);
    options.unread = data.data.errors;
    options.names = data.names;
    return run(held, data.data.facts, std::move(options));
}

nb::list texts(const std::vector<std::string>& given) {
    nb::list made;
    for (const auto& one : given) made.append(to_python(one));
    return made;
}

/// The JSON and the text for people.
nb::tuple summary(const HeldResults& held, std::size_t ends, std::size_t movers, std::size_t bins,
                  const std::string& lang, std::size_t width, bool colour) {
    const auto made = summarize(held.plan, held.results, {ends, movers, bins});
    return nb::make_tuple(to_python(to_json(made)),
                          to_python(to_text(held.plan, made, lang, colour, width)));
}

void add_data(nb::module_& module) {
    nb::class_<HeldData>(module, "Data")
        .def("__len__", [](const HeldData& held) { return held.data.facts.size(); })
        .def("records", &records)
        .def("tables", &tables)
        .def("notices", &notices)
        .def("errors", [](const HeldData& held) { return to_python(held.data.errors); });
    module.def("read_data", &read, nb::arg("plan"), nb::arg("path"), nb::arg("names"),
               nb::arg("encoding"));
    module.def(
        "read_names", [](nb::handle path) { return read_names(path_of(path)); }, nb::arg("path"));
}

}  // namespace

void add_results(nb::module_& module) {
    using nb::arg;
    add_data(module);
    module.def("score_records", &score_records, arg("plan"), arg("records").none(), arg("id"),
               arg("period_key"), arg("period"), arg("lang"), arg("keep"), arg("params").none(),
               arg("allow_float"));
    module.def("score_data", &score_data, arg("plan"), arg("data"), arg("period"), arg("lang"),
               arg("keep"), arg("params").none(), arg("allow_float"));
    nb::class_<HeldResults>(module, "Results")
        .def("__len__", [](const HeldResults& held) { return held.results.cards.size(); })
        .def(
            "card",
            [](const HeldResults& held, std::size_t at) { return held.results.cards.at(at); },
            arg("at"))
        .def("ids",
             [](const HeldResults& held) {
                 nb::list made;
                 for (const auto& card : held.results.cards) made.append(to_python(card.id()));
                 return made;
             })
        .def_prop_ro("period",
                     [](const HeldResults& held) { return to_python(held.results.period); })
        .def("totals", [](const HeldResults& held) { return texts(held.results.totals); })
        .def("outcomes", [](const HeldResults& held) { return texts(held.results.outcomes); })
        .def("errors", [](const HeldResults& held) { return to_python(held.results.errors); })
        .def("to_json", [](const HeldResults& held) { return to_python(to_json(held.results)); })
        .def("to_archive",
             [](const HeldResults& held) { return to_python(to_archive(held.results)); })
        .def("to_csv", [](const HeldResults& held) { return to_python(to_csv(held.results)); })
        .def(
            "to_table",
            [](const HeldResults& held, const std::string& lang, bool colour, std::size_t width) {
                return to_python(to_table(held.plan, held.results, lang, colour, width));
            },
            arg("lang"), arg("colour"), arg("width"))
        .def("summary", &summary, arg("ends"), arg("movers"), arg("bins"), arg("lang"),
             arg("width"), arg("colour"));
}

}  // namespace meritum::python
