// See period.hpp.
#include "api/period.hpp"

#include <algorithm>
#include <map>

#include "scorecard/from_run.hpp"
#include "scorecard/refusals.hpp"
#include "value/border.hpp"

namespace meritum {

void refuse(const std::string& message, std::vector<FactError> errors) {
    std::string text = message;
    for (const auto& error : errors) {
        text += "\n  " + (error.id.empty() ? std::string() : error.id + ": ") + error.message;
    }
    throw Error(text, {}, std::move(errors));
}

bool is_one_of(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void require_all_rows(const Plan::Body& plan) {
    if (plan.has_all_rows) return;
    std::string names;
    for (const auto& table : plan.graph->schema.tables)
        names += (names.empty() ? "`" : ", `") + table.name + "`";
    refuse("the plan has `rows from data`: give those of " + names + " with Plan::with_tables");
}

FactError of_period(const Facts& facts, value::Trouble kind,
                    const std::vector<std::string>& words) {
    return {facts.id,
            facts.period,
            facts.file,
            facts.line,
            0,
            "period",
            std::string(value::trouble_code(kind)),
            value::trouble_message(kind, words)};
}

value::FactColumns::Failed group_columns(const value::Schema& schema, const Facts& facts,
                                         value::Dictionary& dictionary) {
    value::FactColumns::Failed failed;
    failed.id = facts.id;
    for (const auto id : schema.facts) {
        const auto& column = schema.columns[id.index];
        if (column.type != value::Type::text && column.type != value::Type::choice) {
            continue;
        }
        for (const auto& fact : facts.values) {
            if (is_one_of(column.names, fact.name)) {
                const auto checked = value::check_value(column, fact.value, dictionary);
                if (checked.ok) {
                    failed.known_columns.emplace_back(id, checked.value);
                }
            }
        }
    }
    return failed;
}

/// Whether the participant's fact `fact`, by its first name, goes by `name`.
static bool is_named(const value::Schema& schema, const std::string& fact,
                     const std::string& name) {
    return std::any_of(schema.columns.begin(), schema.columns.end(), [&](const auto& column) {
        return !column.list && column.name == fact && is_one_of(column.names, name);
    });
}

std::shared_ptr<value::FactColumns> without_refused(
    const Plan::Body& plan, const value::Schema& schema,
    std::shared_ptr<value::FactColumns> columns, std::span<const Facts> facts,
    const exec::State& before, std::string_view lang, std::vector<FactError>& errors) {
    const auto run = exec::run(plan.requirements->program(), *columns, before);
    const auto refusals = scorecard::refusals(*plan.outline(), columns, run, lang);
    if (refusals.empty()) return columns;
    std::map<std::size_t, const scorecard::Refusal*> refused;
    for (const auto& each : refusals) refused.emplace(each.row, &each);
    std::vector<std::size_t> left;
    auto failed = std::move(columns->failed);
    for (std::size_t row = 0; row < columns->ids.size(); ++row) {
        const auto found = refused.find(row);
        if (found == refused.end()) {
            left.push_back(row);
            continue;
        }
        const auto& one = facts[columns->source_rows[row]];
        auto error = of_period(one, value::Trouble::refused, {found->second->text});
        error.fact = found->second->fact;
        for (const auto& fact : one.values) {
            if (fact.line != 0 && is_named(schema, error.fact, fact.name)) {
                error.line = fact.line;
                error.column = fact.column;
            }
        }
        errors.push_back(std::move(error));
        failed.push_back(group_columns(schema, one, columns->dictionary));
    }
    auto some = std::make_shared<value::FactColumns>(value::select(*columns, schema, left));
    some->failed = std::move(failed);
    return some;
}

std::vector<std::string> out_of_effect(const Plan::Body& plan, const std::string& period) {
    const auto& cycle = plan.graph->schema.cycle;
    const auto index = cycle ? value::period_index(*cycle, period) : std::nullopt;
    if (!plan.effective || !index) return {};
    const auto [first, last] = value::period_days(*cycle, *index);
    if (last >= plan.effective->low && first <= plan.effective->high) return {};
    const auto day = [](const number::Rational& days) {
        return Date::from_days(number::floor(days).convert_to<std::int64_t>())->to_string();
    };
    return {value::quoted_name(period), day(plan.effective->low), day(plan.effective->high)};
}

std::vector<Scorecard> cards_of(const Plan::Body& plan,
                                const std::shared_ptr<const scorecard::Setting>& setting, Keep keep,
                                std::string_view lang, std::vector<FactError>& errors) {
    const auto run = exec::run(plan.program(keep), *setting->facts, *setting->before);
    std::vector<Scorecard> cards;
    for (std::size_t row = 0; row < setting->facts->ids.size(); ++row) {
        cards.push_back(scorecard::from_run(setting, run, row, keep, lang, errors));
    }
    return cards;
}

}  // namespace meritum
