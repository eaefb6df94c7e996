// What a plan asks for and what it makes. In: Description. Out: classes of the module with the same
// fields, and its texts. Tests: bindings/python/tests/test_description.py.
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "meritum/description.hpp"
#include "plan.hpp"

namespace meritum::python {

namespace {

const char* word_of(FactType type) {
    switch (type) {
        case FactType::number: return "number";
        case FactType::money: return "money";
        case FactType::count: return "count";
        case FactType::boolean: return "boolean";
        case FactType::text: return "text";
        case FactType::date: return "date";
        case FactType::choice: break;
    }
    return "choice";
}

const char* word_of(RuleType type) {
    switch (type) {
        case RuleType::bonus: return "bonus";
        case RuleType::deduction: return "deduction";
        case RuleType::rule: return "rule";
        case RuleType::kpi: break;
    }
    return "kpi";
}

const char* word_of(MissingType type) {
    switch (type) {
        case MissingType::none: return "none";
        case MissingType::zero: return "zero";
        case MissingType::skip: return "skip";
        case MissingType::reweight: break;
    }
    return "reweight";
}

/// A field that nanobind does not know by itself: a number, a date, a value, a word.
template <auto Field, class Class>
void known(Class& of, const char* name, const char* signature) {
    of.def_prop_ro(
        name, [](const typename Class::Type& one) { return to_python(one.*Field); },
        nb::sig(signature));
}

#define MERITUM_NUMBER(of, type, field) \
    known<&type::field>(of, #field, "def " #field "(self) -> decimal.Decimal | None")
#define MERITUM_DATE(of, type, field) \
    known<&type::field>(of, #field, "def " #field "(self) -> datetime.date | None")

template <class Class>
void named(Class& of) {
    using Type = typename Class::Type;
    of.def("__repr__", [of](const Type& one) {
        return nb::str("<{} {}>").format(of.attr("__name__"), to_python(one.name));
    });
}

void add_facts(nb::module_& module) {
    auto fact =
        nb::class_<FactDescription, Naming>(module, "FactDescription",
                                            "A fact, a field of a list's items, or a param.")
            .def_prop_ro("type", [](const FactDescription& one) { return word_of(one.type); })
            .def_ro("unit", &FactDescription::unit)
            .def_ro("percent", &FactDescription::percent)
            .def_ro("choices", &FactDescription::choices)
            .def_ro("optional", &FactDescription::optional)
            .def_prop_ro("required", &FactDescription::required);
    MERITUM_NUMBER(fact, FactDescription, low);
    MERITUM_NUMBER(fact, FactDescription, high);
    MERITUM_NUMBER(fact, FactDescription, step);
    MERITUM_DATE(fact, FactDescription, first);
    MERITUM_DATE(fact, FactDescription, last);
    known<&FactDescription::default_value>(
        fact, "default",
        "def default(self) -> decimal.Decimal | str | bool | datetime.date | None");
    named(fact);
    named(nb::class_<ListDescription, Naming>(module, "ListDescription")
              .def_ro("fields", &ListDescription::fields)
              .def_ro("key", &ListDescription::key)
              .def_ro("order", &ListDescription::order)
              .def_ro("most_items", &ListDescription::most_items));
    named(nb::class_<TableDescription, Naming>(module, "TableDescription")
              .def_ro("inputs", &TableDescription::inputs)
              .def_ro("results", &TableDescription::results)
              .def_ro("rows", &TableDescription::rows)
              .def_ro("file", &TableDescription::file)
              .def_ro("columns", &TableDescription::columns)
              .def_prop_ro("from_data", &TableDescription::from_data));
}

void add_rules(nb::module_& module) {
    auto limit = nb::class_<LimitDescription>(module, "LimitDescription")
                     .def_ro("words", &LimitDescription::words);
    MERITUM_NUMBER(limit, LimitDescription, value);
    auto kpi =
        nb::class_<KpiDescription>(module, "KpiDescription")
            .def_prop_ro("missing", [](const KpiDescription& one) { return word_of(one.missing); });
    MERITUM_NUMBER(kpi, KpiDescription, weight);
    MERITUM_NUMBER(kpi, KpiDescription, low);
    MERITUM_NUMBER(kpi, KpiDescription, high);
    named(nb::class_<CategoryDescription, Naming>(module, "CategoryDescription")
              .def_ro("total", &CategoryDescription::total)
              .def_ro("category", &CategoryDescription::category)
              .def_ro("floor", &CategoryDescription::floor)
              .def_ro("cap", &CategoryDescription::cap)
              .def_ro("when", &CategoryDescription::when));
    named(nb::class_<RuleDescription, Naming>(module, "RuleDescription")
              .def_prop_ro("type", [](const RuleDescription& one) { return word_of(one.type); })
              .def_ro("total", &RuleDescription::total)
              .def_ro("category", &RuleDescription::category)
              .def_ro("list", &RuleDescription::list)
              .def_ro("kpi", &RuleDescription::kpi)
              .def_ro("floor", &RuleDescription::floor)
              .def_ro("cap", &RuleDescription::cap));
}

void add_results_of_plans(nb::module_& module) {
    named(nb::class_<TotalDescription, Naming>(module, "TotalDescription")
              .def_ro("unit", &TotalDescription::unit));
    auto grade = nb::class_<GradeDescription>(module, "GradeDescription")
                     .def_ro("name", &GradeDescription::name)
                     .def_ro("names", &GradeDescription::names)
                     .def_ro("when", &GradeDescription::when);
    known<&GradeDescription::from>(grade, "bound", "def bound(self) -> decimal.Decimal | None");
    named(grade);
    named(nb::class_<OutcomeDescription, Naming>(module, "OutcomeDescription")
              .def_prop_ro("type", [](const OutcomeDescription& one) { return word_of(one.type); })
              .def_ro("unit", &OutcomeDescription::unit));
}

/// As meritum/_asked.py has it for all else.
void require_tongue(const Description& plan, const std::string& lang) {
    nb::module_::import_("meritum._asked").attr("tongue")(to_python(lang), plan);
}

void add_whole(nb::module_& module) {
    using nb::arg;
    auto whole =
        nb::class_<Description, Naming>(module, "Description",
                                        "What a plan asks for and what it makes. `names` and "
                                        "`labels` have an entry for each of `tongues`.")
            .def_ro("fingerprint", &Description::fingerprint)
            .def_ro("tongues", &Description::tongues)
            .def_ro("cycle", &Description::cycle)
            .def_ro("period_example", &Description::period_example)
            .def_ro("currency", &Description::currency)
            .def_ro("facts", &Description::facts)
            .def_ro("lists", &Description::lists)
            .def_ro("params", &Description::params)
            .def_ro("tables", &Description::tables)
            .def_ro("totals", &Description::totals)
            .def_ro("categories", &Description::categories)
            .def_ro("rules", &Description::rules)
            .def_ro("vetoes", &Description::vetoes)
            .def_ro("grades", &Description::grades)
            .def_ro("outcomes", &Description::outcomes);
    MERITUM_DATE(whole, Description, first_day);
    MERITUM_DATE(whole, Description, last_day);
    whole
        .def(
            "in_words",
            [](const Description& one, const FactDescription& fact, const std::string& lang) {
                require_tongue(one, lang);
                return in_words(one, fact, lang);
            },
            arg("fact"), arg("lang") = "en",
            "What a value of the fact looks like, in words of \"en\" or \"zh\".")
        .def(
            "text",
            [](const Description& one, const std::string& lang, std::size_t width, bool colour) {
                require_tongue(one, lang);
                return to_text(one, lang, width, colour);
            },
            arg("lang") = "en", nb::kw_only(), arg("width") = 100, arg("colour") = false,
            "All of it for people, as `meritum describe` shows it.")
        .def(
            "to_json", [](const Description& one) { return to_json(one); },
            "All of it for programs (docs/json.md).")
        .def(
            "json_schema", [](const Description& one) { return to_json_schema(one); },
            "A JSON Schema of the plan's data, as a text.")
        .def("__str__", [](const Description& one) { return to_text(one); });
    named(whole);
}

}  // namespace

void add_descriptions(nb::module_& module) {
    named(nb::class_<Naming>(module, "Naming")
              .def_ro("name", &Naming::name)
              .def_ro("names", &Naming::names)
              .def_ro("labels", &Naming::labels));
    add_facts(module);
    add_rules(module);
    add_results_of_plans(module);
    add_whole(module);
    module.def(
        "describe", [](const HeldPlan& held) { return held.plan().describe(); }, nb::arg("plan"));
}

}  // namespace meritum::python
