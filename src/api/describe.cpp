// A plan as plain values. In: the schema and the story of its graph. Out: a Description. See
// include/meritum/description.hpp. Tests: tests/api/describe_test.cpp.
#include "api/plan_body.hpp"
#include "base/limits.hpp"
#include "meritum/description.hpp"
#include "scorecard/values.hpp"
#include "value/border.hpp"

namespace meritum {
namespace {

using value::ColumnSchema;
using value::Type;
using value::Unit;

/// One entry for each tongue; where the plan has fewer names, the first.
std::vector<std::string> names_by_tongue(std::vector<std::string> names, std::size_t tongues) {
    while (names.size() < tongues) names.push_back(names.front());
    return names;
}

/// Likewise labels: the plan's one label is in every tongue, and no label is empty ones.
std::vector<std::string> labels_by_tongue(std::vector<std::string> labels, std::size_t tongues) {
    while (labels.size() < tongues) labels.push_back(labels.empty() ? "" : labels.front());
    return labels;
}

class Describer {
public:
    explicit Describer(const Plan::Body& plan)
        : plan_(plan), schema_(plan.graph->schema), story_(plan.graph->story) {}

    Description run() {
        Description all;
        name(all, story_.plan, story_.names, story_.label);
        all.fingerprint = plan_.graph->fingerprint;
        all.tongues = story_.tongues;
        all.currency = schema_.currency;
        describe_time(all);
        for (const auto id : schema_.facts) all.facts.push_back(fact(schema_.columns[id.index]));
        for (const auto& list : schema_.lists) all.lists.push_back(describe_list(list));
        for (const auto id : schema_.params) all.params.push_back(fact(schema_.columns[id.index]));
        for (const auto& table : story_.tables) all.tables.push_back(describe(table));
        for (const auto& total : story_.totals) all.totals.push_back(describe(total));
        for (const auto& category : story_.categories) all.categories.push_back(describe(category));
        for (const auto& rule : story_.rules) all.rules.push_back(describe_rule(rule));
        for (const auto& veto : story_.vetoes)
            name(all.vetoes.emplace_back(), veto.name, veto.names, veto.label);
        describe_grades(all);
        for (const auto& outcome : story_.outcomes) all.outcomes.push_back(describe(outcome));
        return all;
    }

private:
    void name(Naming& naming, const std::string& identity, const std::vector<std::string>& names,
              const std::vector<std::string>& labels) const {
        const auto tongues = story_.tongues.size();
        naming.name = identity;
        naming.names = names_by_tongue(names, tongues);
        naming.labels = labels_by_tongue(labels, tongues);
    }

    void describe_time(Description& all) const {
        if (schema_.cycle) {
            all.cycle = cycle_name(*schema_.cycle);
            all.period_example = value::period_example(*schema_.cycle);
        }
        if (!plan_.effective) return;
        all.first_day = day(plan_.effective->low);
        all.last_day = day(plan_.effective->high);
    }

    static std::string cycle_name(value::Cycle cycle) {
        switch (cycle) {
            case value::Cycle::month: return "month";
            case value::Cycle::quarter: return "quarter";
            case value::Cycle::half: return "half";
            case value::Cycle::year: break;
        }
        return "year";
    }

    static std::optional<Date> day(const number::Rational& days) {
        return Date::from_days(number::floor(days).convert_to<std::int64_t>());
    }

    static FactType type_of(Type type, Unit unit, bool is_count) {
        switch (type) {
            case Type::boolean: return FactType::boolean;
            case Type::text: return FactType::text;
            case Type::choice: return FactType::choice;
            case Type::date: return FactType::date;
            case Type::number: break;
        }
        if (unit == Unit::money) return FactType::money;
        return is_count ? FactType::count : FactType::number;
    }

    FactDescription fact(const ColumnSchema& column) const {
        FactDescription fact;
        name(fact, column.name, column.names, column.labels);
        const bool is_count =
            column.unit == Unit::plain && column.step == 1 && column.range.low >= 0;
        fact.type = type_of(column.type, column.unit, is_count);
        fact.unit = column.currency;
        fact.percent = column.percent;
        if (column.type == Type::number) {
            fact.low = number::to_decimal(column.range.low);
            fact.high = number::to_decimal(column.range.high);
            fact.step = number::to_decimal(column.step);
        }
        if (column.type == Type::date) {
            fact.first = day(column.range.low);
            fact.last = day(column.range.high);
        }
        for (const auto& choice : column.choices)
            fact.choices.push_back(names_by_tongue(choice, story_.tongues.size()));
        fact.optional = column.optional;
        if (column.default_value) fact.default_value = *column.default_value;
        return fact;
    }

    ListDescription describe_list(const value::ListSchema& schema) const {
        ListDescription list;
        name(list, schema.name, schema.names, schema.labels);
        if (schema.key) list.key = schema_.columns[schema.key.index].name;
        if (schema.order) list.order = schema_.columns[schema.order.index].name;
        for (const auto id : schema.fields) list.fields.push_back(fact(schema_.columns[id.index]));
        list.most_items = limits::list_items;
        return list;
    }

    static RuleType type_of(graph::RuleKind kind) {
        switch (kind) {
            case graph::RuleKind::bonus: return RuleType::bonus;
            case graph::RuleKind::deduction: return RuleType::deduction;
            case graph::RuleKind::kpi: return RuleType::kpi;
            case graph::RuleKind::rule: break;
        }
        return RuleType::rule;
    }

    std::optional<LimitDescription> describe(const Rare<graph::Limit>& told) const {
        if (!told) return std::nullopt;
        return LimitDescription{told->words, constant(told->bound)};
    }

    CategoryDescription describe(const graph::Category& told) const {
        CategoryDescription category;
        name(category, told.name, told.names, told.label);
        category.total = story_.totals[told.total].name;
        if (told.outer < story_.categories.size())
            category.category = story_.categories[told.outer].name;
        category.floor = describe(told.floor);
        category.cap = describe(told.cap);
        for (const auto& gate : told.when) category.when.push_back(gate.words);
        return category;
    }

    RuleDescription describe_rule(const graph::Rule& told) const {
        RuleDescription rule;
        name(rule, told.name, told.names, told.label);
        rule.type = type_of(told.kind);
        rule.total = story_.totals[told.total].name;
        if (told.category < story_.categories.size())
            rule.category = story_.categories[told.category].name;
        if (told.items) rule.list = schema_.lists[told.items->list.index].name;
        if (told.kpi) rule.kpi = describe(*told.kpi);
        rule.floor = describe(told.floor);
        rule.cap = describe(told.cap);
        return rule;
    }

    static MissingType type_of(check::MissingPolicy missing) {
        switch (missing) {
            case check::MissingPolicy::none: break;
            case check::MissingPolicy::zero: return MissingType::zero;
            case check::MissingPolicy::skip: return MissingType::skip;
            case check::MissingPolicy::reweight: return MissingType::reweight;
        }
        return MissingType::none;
    }

    KpiDescription describe(const graph::Kpi& told) const {
        KpiDescription kpi;
        kpi.weight = constant(told.weight.quantity);
        if (told.low) kpi.low = number::to_decimal(*told.low);
        if (told.high) kpi.high = number::to_decimal(*told.high);
        kpi.missing = type_of(told.missing);
        return kpi;
    }

    /// The number, if it is the same whatever the facts.
    std::optional<Decimal> constant(const graph::Quantity& quantity) const {
        if (!quantity.value) return number::to_decimal(quantity.constant);
        const auto& node = (*plan_.graph)[quantity.value];
        const bool is_constant = node.kind == graph::NodeKind::map &&
                                 node.op == value::Operator::constant && quantity.over.empty();
        if (!is_constant) return std::nullopt;
        const auto& steps = plan_.graph->constants[node.payload];
        return number::to_decimal(number::Rational(steps) * quantity.step);
    }

    void describe_grades(Description& all) const {
        if (!story_.grade) return;
        for (const auto& row : story_.grade->rows) {
            GradeDescription grade;
            grade.names = names_by_tongue(row.names, story_.tongues.size());
            grade.name = grade.names.front();
            if (row.bound) grade.from = constant(row.bound->quantity);
            if (row.when) grade.when.push_back(row.when->words);
            all.grades.push_back(std::move(grade));
        }
    }

    /// What a table is asked with may be anything where its range says nothing.
    FactDescription asked(const ColumnSchema& column) const {
        auto input = fact(column);
        input.step = std::nullopt;
        if (column.range.is_point()) input.low = input.high = std::nullopt;
        if (column.range.is_point()) input.first = input.last = std::nullopt;
        return input;
    }

    OutcomeDescription describe(const graph::Outcome& told) const {
        OutcomeDescription outcome;
        name(outcome, told.name, told.names, told.label);
        outcome.type = type_of(told.quantity.type, told.quantity.unit, false);
        outcome.unit = scorecard::unit_name(told.quantity);
        return outcome;
    }

    TableDescription describe(const check::TableStory& told) const {
        TableDescription table;
        name(table, told.name, told.names, told.label);
        const auto called = [&](auto& columns, const std::vector<std::string>& names) {
            name(columns.emplace_back(), names.front(), names, {});
        };
        for (const auto& input : told.inputs) called(table.inputs, input.names);
        for (const auto& result : told.results) called(table.results, result);
        table.rows = told.rows.size();
        table.file = told.from_data ? "" : told.file;
        for (const auto& schema : schema_.tables) {
            if (schema.name != told.name) continue;
            for (const auto& column : schema.inputs) table.columns.push_back(asked(column));
            for (const auto& column : schema.results) table.columns.push_back(fact(column));
        }
        return table;
    }

    TotalDescription describe(const graph::Total& told) const {
        TotalDescription total;
        name(total, told.name, told.names.empty() ? std::vector{told.name} : told.names,
             told.label);
        total.unit = scorecard::unit_name(told.value);
        return total;
    }

    const Plan::Body& plan_;
    const value::Schema& schema_;
    const graph::Story& story_;
};

}  // namespace

Description Plan::describe() const { return Describer(*body_).run(); }

}  // namespace meritum
