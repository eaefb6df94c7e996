// Plans: compiling, scoring one participant, printing. In: texts and records. Out: what
// bindings/python/meritum/_plan.py wraps. Whatever takes long lets go of the interpreter's lock.
// Tests: bindings/python/tests/test_plan.py.
#include "plan.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <map>

#include "errors.hpp"
#include "meritum/replay.hpp"
#include "unlocked.hpp"

namespace meritum::python {

namespace {

/// The files a plan names, by the path of each.
using Used = std::map<std::string, std::string>;

/// From a folder's path, or a function that gives (bytes, None) or (None, why not).
Resolve resolve_from(nb::handle source) {
    if (source.is_none()) return {};
    if (!PyCallable_Check(source.ptr())) return files_in(path_of(source));
    return [source](const std::string& path) -> Resolved {
        const Locked locked;
        const nb::object given = source(to_python(path));
        const nb::object text = given[0];
        if (text.is_none()) return {{}, nb::cast<std::string>(given[1])};
        const auto bytes = nb::cast<nb::bytes>(text);
        return {std::string(bytes.c_str(), bytes.size()), {}};
    };
}

nb::tuple compile(const nb::bytes& text, const std::string& file, nb::handle source) {
    Used used;
    auto resolve = resolve_from(source);
    if (resolve) {
        resolve = [&used, inner = std::move(resolve)](const std::string& path) {
            auto resolved = inner(path);
            if (resolved.text) used[path] = *resolved.text;
            return resolved;
        };
    }
    const std::string_view bytes(text.c_str(), text.size());
    auto compiled = [&] {
        const Unlocked unlocked;
        return Plan::compile(bytes, file, resolve);
    }();
    nb::dict files;
    for (const auto& [path, content] : used)
        files[to_python(path)] = nb::bytes(content.data(), content.size());
    return nb::make_tuple(
        compiled.plan ? nb::cast(HeldPlan(*std::move(compiled.plan))) : nb::none(),
        to_python(compiled.diagnostics), files);
}

Scorecard score(const HeldPlan& held, nb::handle record, nb::handle values, nb::handle id,
                nb::handle period, const std::string& lang, std::string_view keep,
                nb::handle params, bool allow_float) {
    const auto reading = held.reading(allow_float);
    Facts facts;
    if (!record.is_none()) set_all(facts, record, reading);
    if (!values.is_none())
        set_all(facts, values, {reading.allow_float, reading.lists_with_key, "", ""});
    if (auto given = heading(id, "id"); !given.empty()) facts.id = std::move(given);
    if (auto given = heading(period, "period"); !given.empty()) facts.period = std::move(given);
    ScoreOptions options;
    options.params = params_of(params, reading);
    options.period = facts.period;
    options.keep = keep_of(keep);
    options.lang = lang;
    const Unlocked unlocked;
    return held.plan().score(facts, options);
}

RowsFormat format_of(std::string_view word) {
    return word == "csv" ? RowsFormat::csv : word == "yaml" ? RowsFormat::yaml : RowsFormat::json;
}

/// Of (table, text, format, file).
HeldPlan with_tables(const HeldPlan& held, const nb::list& tables) {
    std::vector<TableRows> rows;
    for (const auto one : tables) {
        rows.push_back({nb::cast<std::string>(one[0]), nb::cast<std::string>(one[1]),
                        format_of(nb::cast<std::string>(one[2])), nb::cast<std::string>(one[3]),
                        nb::cast<bool>(one[4])});
    }
    const Unlocked unlocked;
    return HeldPlan(held.plan().with_tables(rows));
}

const char* word_of(ReplayVerdict verdict) {
    switch (verdict) {
        case ReplayVerdict::identical: return "identical";
        case ReplayVerdict::differs: return "differs";
        case ReplayVerdict::impossible: break;
    }
    return "impossible";
}

/// The text for people, the JSON, and a tuple for each card.
nb::tuple replay(const HeldPlan& held, const std::string& archive, const std::string& file) {
    const auto replayed = [&] {
        const Unlocked unlocked;
        return held.plan().replay(archive, file);
    }();
    nb::list cards;
    for (const auto& one : replayed.cards) {
        nb::list changes, differences;
        for (const auto& change : one.changes) changes.append(to_python(change));
        for (const auto& [what, archived, now] : one.differences)
            differences.append(
                nb::make_tuple(to_python(what), to_python(archived), to_python(now)));
        cards.append(nb::make_tuple(to_python(one.id), to_python(one.period), word_of(one.verdict),
                                    nb::tuple(changes), nb::tuple(differences),
                                    one.card ? nb::cast(*one.card) : nb::none()));
    }
    return nb::make_tuple(to_python(to_text(replayed)), to_python(to_json(replayed)), cards);
}

nb::tuple format_text(std::string_view text, std::string_view lang, const std::string& file,
                      nb::handle source) {
    const auto formatted = format(text, lang, file, resolve_from(source));
    return nb::make_tuple(to_python(formatted.text), to_python(formatted.diagnostics));
}

bool has_key_field(const ListDescription& list) {
    return std::any_of(list.fields.begin(), list.fields.end(), [](const FactDescription& field) {
        return field.name == "key" ||
               std::find(field.names.begin(), field.names.end(), "key") != field.names.end();
    });
}

/// First names go before the others: nothing else hides them.
template <class Named>
void add_names(std::map<std::string, std::string>& to, const std::vector<Named>& parts) {
    for (const auto& part : parts) to.insert_or_assign(part.name, part.name);
    for (const auto& part : parts) {
        for (const auto& name : part.names) to.emplace(name, part.name);
    }
}

}  // namespace

const HeldPlan::Known& HeldPlan::known() const {
    if (!known_) {
        const auto told = plan_.describe();
        auto& found = known_.emplace();
        found.tongues = told.tongues;
        for (const auto& list : told.lists) {
            if (!has_key_field(list)) continue;
            found.lists_with_key.insert(list.name);
            found.lists_with_key.insert(list.names.begin(), list.names.end());
        }
        add_names(found.parts, told.totals);
        add_names(found.parts, told.categories);
        add_names(found.parts, told.rules);
        add_names(found.parts, told.vetoes);
        add_names(found.parts, told.outcomes);
        if (!told.grades.empty()) found.parts.emplace("grade", "grade");
    }
    return *known_;
}

Keep keep_of(std::string_view word) {
    if (word == "results") return Keep::results;
    if (word == "lines") return Keep::lines;
    if (word == "everything") return Keep::everything;
    PyErr_Format(PyExc_ValueError, "keep is \"results\", \"lines\" or \"everything\", not \"%s\"",
                 std::string(word).c_str());
    throw nb::python_error();
}

void add_plans(nb::module_& module) {
    using nb::arg;
    module.def("compile", &compile, arg("text"), arg("file"), arg("resolve").none());
    module.def("format", &format_text, arg("text"), arg("lang"), arg("file"),
               arg("resolve").none());
    nb::class_<HeldPlan>(module, "Plan")
        .def_prop_ro("name", [](const HeldPlan& held) { return to_python(held.plan().name()); })
        .def_prop_ro("fingerprint",
                     [](const HeldPlan& held) { return to_python(held.plan().fingerprint()); })
        .def_prop_ro("diagnostics",
                     [](const HeldPlan& held) { return to_python(held.plan().diagnostics()); })
        .def_prop_ro("has_all_rows",
                     [](const HeldPlan& held) { return held.plan().has_all_rows(); })
        .def_prop_ro("tongues",
                     [](const HeldPlan& held) {
                         nb::list made;
                         for (const auto& one : held.known().tongues) made.append(to_python(one));
                         return made;
                     })
        .def_prop_ro("parts",
                     [](const HeldPlan& held) {
                         nb::dict made;
                         for (const auto& [name, first] : held.known().parts)
                             made[to_python(name)] = to_python(first);
                         return made;
                     })
        .def(
            "label",
            [](const HeldPlan& held, const std::string& lang) {
                return to_python(held.plan().label(lang));
            },
            arg("lang"))
        .def(
            "format",
            [](const HeldPlan& held, const std::string& lang) {
                return to_python(held.plan().format(lang));
            },
            arg("lang"))
        .def(
            "graph",
            [](const HeldPlan& held, const std::string& format) {
                return to_python(held.plan().graph(format));
            },
            arg("format"))
        .def("score", &score, arg("record").none(), arg("values").none(), arg("id").none(),
             arg("period").none(), arg("lang"), arg("keep"), arg("params").none(),
             arg("allow_float"))
        .def("with_tables", &with_tables, arg("tables"))
        .def("replay", &replay, arg("archive"), arg("file"));
}

}  // namespace meritum::python
