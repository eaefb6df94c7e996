// See from_run.hpp.
#include "scorecard/from_run.hpp"

#include <algorithm>
#include <utility>

#include "meritum/date.hpp"
#include "scorecard/because.hpp"
#include "scorecard/body.hpp"
#include "scorecard/rating.hpp"
#include "scorecard/values.hpp"
#include "scorecard/withheld.hpp"
#include "scorecard/wording.hpp"

namespace meritum::scorecard {
namespace {

decltype(Outcome::value) outcome_value(const graph::Quantity& quantity,
                                       const std::optional<DecimalStep>& step,
                                       const Values& values) {
    if (values.presence(quantity) != Presence::there) return std::monostate{};
    switch (quantity.type) {
        case value::Type::number: return values.decimal(quantity, step);
        case value::Type::boolean: return values.whole(quantity) != 0;
        case value::Type::text: return std::string(values.text(quantity));
        case value::Type::choice:
            return quantity.choices[static_cast<std::size_t>(values.whole(quantity))].front();
        case value::Type::date: {
            const auto date = Date::from_days(values.whole(quantity));
            if (!date) return std::monostate{};  // outside 1900 to 2199 there are no dates to show
            return *date;
        }
    }
    return std::monostate{};
}

/// A veto that does not fire, a rule that is not about this participant.
bool is_silent(const LineForm& form, const Values& values) {
    return (form.veto && values.truth(form.veto->fires) != true) ||
           (form.rule && values.truth(form.rule->concerns) == false);
}

/// One line per form that has something to say, of the totals that have a value.
std::vector<Line> lines_of(const Outline& outline, std::string_view lang, const Values& values,
                           const std::vector<Total>& totals) {
    const Wording wording(outline.graph->story, lang);
    // Lines are large and stay: first which they are, then as much memory as they take.
    std::vector<std::pair<const LineForm*, Decimal>> told;
    told.reserve(outline.forms.size());
    for (const auto& form : outline.forms) {
        if (!totals[form.total].value || is_silent(form, values)) continue;
        const auto points = values.decimal(*form.points, form.step);
        if (form.always() || form.veto || !points.is_zero()) told.emplace_back(&form, points);
    }
    std::vector<Line> lines;
    lines.reserve(told.size());
    for (const auto& [form, points] : told) {
        auto& line = lines.emplace_back(form->blank);
        line.points = points;
        line.because = because(*form, values, wording);
    }
    return lines;
}

void add_texts(const Outline& outline, std::string_view lang, const Values& values,
               Scorecard::Body& body) {
    const auto& story = outline.graph->story;
    const Wording wording(story, lang);
    for (const auto* rule : outline.advising) {
        if (!body.totals[rule->total].value) continue;
        for (auto& text : advice(*rule, values, wording)) {
            body.advice.push_back({rule->name, std::move(text)});
        }
    }
    for (const auto& requirement : story.requirements) {
        if (values.truth(requirement.holds) == false) {
            body.warnings.push_back(warning(requirement, values, wording));
        }
    }
}

/// The first error says why each has no value that hangs on a group.
void add_totals(const Outline& outline, const Values& values, std::string_view lang,
                Scorecard::Body& body, std::vector<FactError>& errors) {
    const auto& story = outline.graph->story;
    const Wording wording(story, lang);
    for (std::uint32_t i = 0; i < story.totals.size(); ++i) {
        const auto& told = story.totals[i];
        Total total{told.name, {}, std::string(unit_name(told.value)), {}};
        if (const auto key = first_common(outline.total_groups[i], body.incomplete)) {
            errors.push_back(
                withheld_error(*outline.graph, *key, body.id, body.period, total.name));
        } else if (values.presence(told.value) == Presence::there) {
            total.value = values.decimal(told.value, outline.total_steps[i]);
        } else {
            total.not_rated = why_not_rated(story, i, values, wording);
        }
        body.totals.push_back(std::move(total));
    }
    if (story.score() != nullptr) body.score = body.totals.front().value;
}

void add_outcomes(const Outline& outline, const Values& values, Scorecard::Body& body,
                  std::vector<FactError>& errors) {
    const auto& outcomes = outline.graph->story.outcomes;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        Outcome outcome;
        outcome.name = outcomes[i].name;
        outcome.unit = unit_name(outcomes[i].quantity);
        if (const auto key = first_common(outline.outcome_groups[i], body.incomplete)) {
            errors.push_back(
                withheld_error(*outline.graph, *key, body.id, body.period, outcome.name));
        } else {
            outcome.value = outcome_value(outcomes[i].quantity, outline.outcome_steps[i], values);
        }
        body.outcomes.push_back(std::move(outcome));
    }
}

/// What a later replay of this participant alone must be told.
void hold(const Outline& outline, const exec::Run& run, std::size_t row, Scorecard::Body& body) {
    for (const NodeId node : outline.beyond_one_row) {
        const bool of_everyone = (*outline.graph)[node].table == graph::everyone;
        body.held.emplace(node, exec::value_at(run, node, of_everyone ? 0 : row));
    }
}

/// What a card says, of values that are there.
void fill(const Outline& outline, const Values& values, Keep keep, std::string_view lang,
          Scorecard::Body& body, std::vector<FactError>& errors) {
    const auto& story = outline.graph->story;
    add_totals(outline, values, lang, body, errors);
    const bool any = std::any_of(body.totals.begin(), body.totals.end(),
                                 [](const Total& total) { return total.value.has_value(); });
    body.has_lines = keep != Keep::results;
    if (any && body.has_lines) {
        body.lines = lines_of(outline, lang, values, body.totals);
        add_texts(outline, lang, values, body);
    }
    if (story.grade && body.score && !first_common(outline.grade_groups, body.incomplete)) {
        const auto position = static_cast<std::size_t>(values.whole(story.grade->grade));
        body.grade = story.grade->rows[position].names.front();
    }
    add_outcomes(outline, values, body, errors);
}

}  // namespace

Scorecard from_run(const std::shared_ptr<const Setting>& setting, const exec::Run& run,
                   std::size_t row, Keep keep, std::string_view lang,
                   std::vector<FactError>& errors) {
    const auto& outline = *setting->outline;
    auto body = std::make_shared<Scorecard::Body>();
    body->outline = setting->outline;
    body->setting = setting;
    body->row = row;
    body->id = setting->facts->ids[row];
    body->period = setting->facts->period;
    body->incomplete = incomplete_groups(*outline.graph, run, row);
    hold(outline, run, row, *body);
    const Values values(outline, *setting->facts, run, row, body->incomplete);
    fill(outline, values, keep, lang, *body, errors);
    return Scorecard(std::move(body));
}

Scorecard from_record(const std::shared_ptr<const Outline>& outline, value::RecordFacts&& facts,
                      const exec::RecordRun& run, Keep keep, std::string_view lang) {
    auto body = std::make_shared<Scorecard::Body>();
    body->outline = outline;
    body->record = std::move(facts);
    body->id = body->record.id;
    body->period = body->record.period;
    std::vector<FactError> none;  // what is withheld hangs on other participants
    fill(*outline, Values(*outline, body->record, run), keep, lang, *body, none);
    return Scorecard(std::move(body));
}

}  // namespace meritum::scorecard
