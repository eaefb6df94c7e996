// A plan from outside as JSON, the shape of docs/json.md. In: a Description. Out: text, one line
// per fact, rule and so on. Must not know graphs. Tests: tests/api/describe_test.cpp.
#include <variant>

#include "meritum/description.hpp"
#include "report/description_words.hpp"
#include "report/json.hpp"

namespace meritum {
namespace {

using report::JsonWriter;

struct WriteValue {
    JsonWriter& out;
    void operator()(std::monostate) const { out.null(); }
    void operator()(bool value) const { out.boolean(value); }
    void operator()(const Decimal& value) const { out.number(value); }
    void operator()(const std::string& value) const { out.text(value); }
    void operator()(const Date& value) const { out.text(value.to_string()); }
};

class Writer {
public:
    explicit Writer(const Description& plan) : plan_(plan) {}

    std::string run() const {
        JsonWriter out;
        out.begin_object();
        naming(plan_, out);
        out.key("fingerprint"), out.text(plan_.fingerprint);
        out.key("tongues"), out.begin_array();
        for (const auto& tongue : plan_.tongues) out.text(tongue);
        out.end_array();
        out.key("cycle"), out.text_or_null(plan_.cycle);
        out.key("currency"), out.text_or_null(plan_.currency);
        out.key("first_day"), day(plan_.first_day, out);
        out.key("last_day"), day(plan_.last_day, out);
        out.end_object();
        std::string text = out.take();
        text.pop_back();  // the object goes on
        const auto facts = [&](const FactDescription& fact) { return fact_json(fact, true); };
        section("facts", plan_.facts, facts, text);
        section(
            "lists", plan_.lists, [&](const auto& list) { return list_json(list); }, text);
        section(
            "params", plan_.params, [&](const auto& param) { return fact_json(param, false); },
            text);
        section(
            "tables", plan_.tables, [&](const auto& table) { return table_json(table); }, text);
        section(
            "totals", plan_.totals, [&](const auto& total) { return total_json(total); }, text);
        section(
            "categories", plan_.categories,
            [&](const auto& category) { return category_json(category); }, text);
        section(
            "rules", plan_.rules, [&](const auto& rule) { return rule_json(rule); }, text);
        section(
            "vetoes", plan_.vetoes, [&](const auto& veto) { return naming_json(veto); }, text);
        section(
            "grades", plan_.grades, [&](const auto& grade) { return grade_json(grade); }, text);
        section(
            "outcomes", plan_.outcomes, [&](const auto& outcome) { return outcome_json(outcome); },
            text);
        return text + "}\n";
    }

private:
    template <class Parts, class Write>
    static void section(const char* name, const Parts& parts, Write write, std::string& text) {
        text += std::string(",\n\"") + name + "\":";
        report::append_list(parts, write, text);
    }

    static void day(const std::optional<Date>& day, JsonWriter& out) {
        out.text_or_null(day ? day->to_string() : "");
    }

    static void number(const std::optional<Decimal>& number, JsonWriter& out) {
        if (number) {
            out.number(*number);
        } else {
            out.null();
        }
    }

    void by_tongue(const std::vector<std::string>& words, JsonWriter& out) const {
        out.begin_object();
        for (std::size_t i = 0; i < plan_.tongues.size() && i < words.size(); ++i)
            out.key(plan_.tongues[i]), out.text(words[i]);
        out.end_object();
    }

    void naming(const Naming& naming, JsonWriter& out) const {
        out.key("name"), out.text(naming.name);
        out.key("names"), by_tongue(naming.names, out);
        out.key("labels"), by_tongue(naming.labels, out);
    }

    std::string naming_json(const Naming& one) const {
        JsonWriter out;
        out.begin_object();
        naming(one, out);
        out.end_object();
        return out.take();
    }

    static const char* type_name(FactType type) {
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

    void fact(const FactDescription& fact, bool can_be_missing, JsonWriter& out) const {
        out.begin_object();
        naming(fact, out);
        out.key("type"), out.text(type_name(fact.type));
        out.key("unit"), out.text_or_null(fact.unit);
        out.key("percent"), out.boolean(fact.percent);
        const bool is_date = fact.type == FactType::date;
        out.key("low"), is_date ? day(fact.first, out) : number(fact.low, out);
        out.key("high"), is_date ? day(fact.last, out) : number(fact.high, out);
        out.key("step"), number(fact.step, out);
        out.key("choices"), out.begin_array();
        for (const auto& names : fact.choices) {
            out.begin_object();
            out.key("name"), out.text(report::in_tongue(names, 0));
            out.key("names"), by_tongue(names, out);
            out.end_object();
        }
        out.end_array();
        if (can_be_missing) {
            out.key("required"), out.boolean(fact.required());
            out.key("default");
        } else {
            out.key("value");
        }
        std::visit(WriteValue{out}, fact.default_value.get());
        out.end_object();
    }

    std::string fact_json(const FactDescription& one, bool can_be_missing) const {
        JsonWriter out;
        fact(one, can_be_missing, out);
        return out.take();
    }

    std::string list_json(const ListDescription& list) const {
        JsonWriter out;
        out.begin_object();
        naming(list, out);
        out.key("key"), out.text_or_null(list.key);
        out.key("order"), out.text_or_null(list.order);
        out.key("most_items"), out.raw_number(std::to_string(list.most_items));
        out.key("fields"), out.begin_array();
        for (const auto& field : list.fields) fact(field, true, out);
        out.end_array();
        out.end_object();
        return out.take();
    }

    std::string total_json(const TotalDescription& total) const {
        JsonWriter out;
        out.begin_object();
        naming(total, out);
        out.key("unit"), out.text(total.unit);
        out.end_object();
        return out.take();
    }

    void limit(const std::optional<LimitDescription>& limit, JsonWriter& out) const {
        if (!limit) return out.null();
        out.begin_object();
        out.key("words"), by_tongue(limit->words, out);
        out.key("value"), number(limit->value, out);
        out.end_object();
    }

    void conditions(const ConditionDescriptions& conditions, JsonWriter& out) const {
        out.begin_array();
        for (const auto& words : conditions) by_tongue(words, out);
        out.end_array();
    }

    std::string category_json(const CategoryDescription& category) const {
        JsonWriter out;
        out.begin_object();
        naming(category, out);
        out.key("total"), out.text(category.total);
        out.key("category"), out.text_or_null(category.category);
        out.key("floor"), limit(category.floor, out);
        out.key("cap"), limit(category.cap, out);
        out.key("when"), conditions(category.when, out);
        out.end_object();
        return out.take();
    }

    static const char* type_name(RuleType type) {
        switch (type) {
            case RuleType::bonus: return "bonus";
            case RuleType::deduction: return "deduction";
            case RuleType::kpi: return "kpi";
            case RuleType::rule: break;
        }
        return "rule";
    }

    static const char* type_name(MissingType type) {
        switch (type) {
            case MissingType::zero: return "zero";
            case MissingType::skip: return "skip";
            case MissingType::reweight: return "reweight";
            case MissingType::none: break;
        }
        return "";
    }

    std::string rule_json(const RuleDescription& rule) const {
        JsonWriter out;
        out.begin_object();
        naming(rule, out);
        out.key("type"), out.text(type_name(rule.type));
        out.key("total"), out.text(rule.total);
        out.key("category"), out.text_or_null(rule.category);
        out.key("list"), out.text_or_null(rule.list);
        out.key("floor"), limit(rule.floor, out);
        out.key("cap"), limit(rule.cap, out);
        if (rule.kpi) {
            out.key("weight"), number(rule.kpi->weight, out);
            out.key("low"), number(rule.kpi->low, out);
            out.key("high"), number(rule.kpi->high, out);
            out.key("missing"), out.text_or_null(type_name(rule.kpi->missing));
        }
        out.end_object();
        return out.take();
    }

    std::string grade_json(const GradeDescription& grade) const {
        JsonWriter out;
        out.begin_object();
        out.key("name"), out.text(grade.name);
        out.key("names"), by_tongue(grade.names, out);
        out.key("from"), number(grade.from, out);
        out.key("when"), conditions(grade.when, out);
        out.end_object();
        return out.take();
    }

    std::string table_json(const TableDescription& table) const {
        JsonWriter out;
        out.begin_object();
        naming(table, out);
        for (const bool inputs : {true, false}) {
            out.key(inputs ? "inputs" : "results"), out.begin_array();
            for (const auto& column : inputs ? table.inputs : table.results) out.text(column.name);
            out.end_array();
        }
        out.key("rows"), out.number(Decimal(static_cast<long long>(table.rows)));
        out.key("file"), out.text_or_null(table.file);
        if (table.from_data()) {
            out.key("columns"), out.begin_array();
            for (const auto& column : table.columns) fact(column, true, out);
            out.end_array();
        }
        out.end_object();
        return out.take();
    }

    std::string outcome_json(const OutcomeDescription& outcome) const {
        JsonWriter out;
        out.begin_object();
        naming(outcome, out);
        out.key("type"), out.text(type_name(outcome.type));
        out.key("unit"), out.text_or_null(outcome.unit);
        out.end_object();
        return out.take();
    }

    const Description& plan_;
};

}  // namespace

std::string to_json(const Description& plan) { return Writer(plan).run(); }

}  // namespace meritum
