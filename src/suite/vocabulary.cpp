// See vocabulary.hpp.
#include "suite/vocabulary.hpp"

#include <algorithm>

#include "api/plan_body.hpp"
#include "scorecard/lines.hpp"
#include "value/unicode.hpp"

namespace meritum::suite {

void Names::add(const std::vector<std::string>& names) {
    for (const auto& name : names) {
        if (identities_.emplace(name, names.front()).second) all_.push_back(name);
    }
}

std::optional<std::string> Names::find(std::string_view name) const {
    const auto normal = value::normal_form(name);
    const auto found = normal ? identities_.find(*normal) : identities_.end();
    if (found == identities_.end()) return std::nullopt;
    return found->second;
}

Vocabulary::Vocabulary(const Plan& plan) : schema(&plan.body().graph->schema) {
    const auto& story = plan.body().graph->story;
    tongues = {"en", "zh"};
    for (const auto& tongue : story.tongues) {
        if (std::find(tongues.begin(), tongues.end(), tongue) == tongues.end())
            tongues.push_back(tongue);
    }
    const auto add_numbers = [&](const std::string& before, const value::ColumnSchema& column) {
        if (column.type != value::Type::number) return;
        for (const auto& name : column.names) numbers_.insert(before + name);
    };
    for (const auto id : schema->facts) {
        facts.add(schema->columns[id.index].names);
        add_numbers({}, schema->columns[id.index]);
    }
    for (const auto& list : schema->lists) {
        facts.add(list.names);
        for (const auto& name : list.names) {
            for (const auto id : list.fields) add_numbers(name + ".", schema->columns[id.index]);
        }
    }
    for (const auto id : schema->params) params.add(schema->columns[id.index].names);

    for (const auto& total : story.totals) {
        totals.add(total.names.empty() ? std::vector{total.name} : total.names);
    }
    for (const auto& rule : story.rules) {
        rules.add(rule.names);
        total_of[rule.name] = story.totals[rule.total].name;
        if (!rule.because.empty()) with_because.insert(rule.name);
    }
    for (const auto& veto : story.vetoes) {
        vetoes.add(veto.names);
        total_of[veto.name] = story.totals[veto.total].name;
        if (!veto.because.empty()) with_because.insert(veto.name);
    }
    for (const auto& category : story.categories) {
        categories.add(category.names);
        total_of[category.name] = story.totals[category.total].name;
    }
    if (story.grade) {
        for (const auto& row : story.grade->rows) grades.add(row.names);
    }
    for (const auto& outcome : story.outcomes) {
        outcomes.add(outcome.names);
        auto& kind = kinds[outcome.name];
        kind.type = outcome.quantity.type;
        for (const auto& choice : outcome.quantity.choices) kind.choices.add(choice);
    }
    for (const auto& form : scorecard::line_forms(story)) lines.add({form.blank.line});
}

bool Vocabulary::is_number(std::string_view fact) const {
    const auto normal = value::normal_form(fact);
    return normal && numbers_.count(*normal) != 0;
}

bool Vocabulary::is_number(std::string_view list, std::string_view field) const {
    return is_number(std::string(list) + "." + std::string(field));
}

}  // namespace meritum::suite
