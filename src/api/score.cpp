// From facts to scorecards, period by period. See include/meritum/plan.hpp. Tests: tests/api/,
// tests/agreement/.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

#include "api/period.hpp"
#include "api/plan_body.hpp"
#include "api/score_record.hpp"
#include "exec/run.hpp"
#include "io/read.hpp"
#include "meritum/read_json.hpp"
#include "report/table.hpp"
#include "value/border.hpp"
#include "value/fact_errors.hpp"
#include "value/renamed.hpp"

namespace meritum {

namespace {

/// The facts of a population by period, in the order of time.
struct Periods {
    std::map<std::int64_t, std::vector<Facts>> facts;
    std::vector<Facts> lost;  ///< of no period that is known: they may belong to any
    std::int64_t target = 0;
};

/// A plan without a cycle, or data without periods, has one period.
Periods by_period(const Plan::Body& plan, std::span<const Facts> facts, const std::string& wanted,
                  std::vector<FactError>& errors) {
    Periods periods;
    const auto& cycle = plan.graph->schema.cycle;
    const auto index_of = [&](const std::string& text) -> std::optional<std::int64_t> {
        return cycle ? value::period_index(*cycle, text) : std::nullopt;
    };
    std::string only;
    for (const auto& one : facts) {
        if (one.period.empty()) {
            periods.facts[0].push_back(one);
            continue;
        }
        const auto index = index_of(one.period);
        if (!cycle && (only.empty() || only == one.period)) {
            only = one.period;
            periods.facts[0].push_back(one);
        } else if (index) {
            periods.facts[*index].push_back(one);
        } else {
            if (cycle) periods.lost.push_back(one);
            errors.push_back(
                cycle ? of_period(one, value::Trouble::bad_period,
                                  {value::quoted_name(one.period), value::period_example(*cycle)})
                      : of_period(one, value::Trouble::second_period));
        }
    }
    const bool named =
        !periods.facts.empty() && !periods.facts.rbegin()->second.front().period.empty();
    if (named && periods.facts.count(0) != 0 && cycle &&
        periods.facts.begin()->second.front().period.empty()) {
        for (const auto& one : periods.facts[0]) {
            periods.lost.push_back(one);
            errors.push_back(of_period(one, value::Trouble::unnamed_period,
                                       {periods.facts.rbegin()->second.front().period}));
        }
        periods.facts.erase(0);
    }
    periods.target = periods.facts.empty() ? 0 : periods.facts.rbegin()->first;
    if (!wanted.empty()) {
        const auto index = index_of(wanted);
        if (cycle && !index) {
            refuse("`" + wanted + "` is no period of this plan; write it like " +
                   value::period_example(*cycle));
        }
        if (!named && !facts.empty()) {  // facts without a period are of the one that was asked for
            const auto given = periods.facts.begin()->second.front().period;
            periods.target = periods.facts.begin()->first;
            return given.empty() || given == wanted
                       ? periods
                       : (refuse("the data has no period " + wanted), periods);
        }
        if (!cycle && only != wanted) {
            refuse("the data has no period " + wanted);
        }
        periods.target = index.value_or(0);
        if (periods.facts.count(periods.target) == 0) {
            refuse("the data has no period " + wanted);
        }
    }
    return periods;
}

/// Takes out who is of a period in which the plan does not hold, from the last one back to the one
/// that can be scored. Earlier ones nobody asks for.
void take_out_ineffective(const Plan::Body& plan, const std::string& wanted, Periods& periods,
                          std::vector<FactError>& errors) {
    while (!periods.facts.empty()) {
        const auto last = periods.facts.find(periods.target);
        const auto& given = last->second.front().period;
        const auto outside = out_of_effect(plan, given.empty() ? wanted : given);
        if (outside.empty()) return;
        for (const auto& one : last->second)
            errors.push_back(of_period(one, value::Trouble::out_of_effect, outside));
        const auto before = periods.facts.erase(last);
        if (!wanted.empty() || before == periods.facts.begin()) return;
        periods.target = std::prev(before)->first;
    }
}

/// Participants whose values of the period before are unknown cannot be scored: they are taken out
/// and reported.
std::vector<Facts> without_unknown(std::vector<Facts> facts, const exec::State& before,
                                   std::vector<FactError>& errors, std::vector<Facts>& failed) {
    std::vector<Facts> left;
    const std::set<std::string_view> unknown(before.unknown.begin(), before.unknown.end());
    for (auto& one : facts) {
        if (unknown.count(one.id) == 0) {
            left.push_back(std::move(one));
        } else {
            errors.push_back(of_period(one, value::Trouble::period_before_failed));
            failed.push_back(std::move(one));
        }
    }
    return left;
}

/// The plan's schema with the names of the files.
value::Schema renamed_schema(const Plan::Body& plan, const Names& names) {
    auto renamed = value::renamed(plan.graph->schema, names);
    if (!renamed.problem.empty()) refuse("the names do not fit the plan: " + renamed.problem);
    return std::move(renamed.schema);
}

std::shared_ptr<const value::FactColumns> columns_of(
    const Plan::Body& plan, const value::Schema& schema, std::vector<Facts> facts,
    const std::vector<Facts>& lost, const exec::State& before, const ScoreOptions& options,
    std::vector<FactError>& errors) {
    std::vector<Facts> failed;
    const auto period = facts.empty() ? std::string() : facts.front().period;
    auto left = before.unknown.empty() ? std::move(facts)
                                       : without_unknown(std::move(facts), before, errors, failed);
    std::vector<FactError> of_params;  // the same for everybody, so nobody can be scored
    value::to_columns(schema, {}, options.params, of_params);
    if (!of_params.empty()) {
        refuse("the params do not fit the plan:", of_params);
    }
    auto columns = std::make_shared<value::FactColumns>(
        value::to_columns(schema, left, options.params, errors));
    if (plan.requirements) {
        columns =
            without_refused(plan, schema, std::move(columns), left, before, options.lang, errors);
    }
    failed.insert(failed.end(), lost.begin(), lost.end());
    for (const auto& one : failed) {
        columns->failed.push_back(group_columns(schema, one, columns->dictionary));
    }
    for (const auto& error : options.unread) {  // nothing is known of their groups
        if (error.period.empty() || error.period == period) {
            columns->failed.push_back({error.id, {}});
        }
    }
    if (columns->period.empty()) {
        columns->period = period.empty() ? options.period : period;
    }
    return columns;
}

}  // namespace

Results Plan::score_all(std::span<const Facts> facts, const ScoreOptions& options) const {
    const auto& plan = *body_;
    require_all_rows(plan);
    Results results;
    results.plan = plan.graph->story.plan;
    results.fingerprint = plan.graph->fingerprint;
    for (const auto& total : plan.graph->story.totals) {
        results.totals.push_back(total.name);
    }
    for (const auto& outcome : plan.graph->story.outcomes) {
        results.outcomes.push_back(outcome.name);
    }
    results.errors = options.unread;
    std::optional<value::Schema> renamed;  // one participant is scored quicker than it is copied
    if (!options.names.empty()) renamed = renamed_schema(plan, options.names);
    const auto& schema = renamed ? *renamed : plan.graph->schema;
    auto periods = by_period(plan, facts, options.period, results.errors);
    const auto asked = periods.facts.empty() || !options.period.empty()
                           ? options.period
                           : periods.facts.at(periods.target).front().period;
    take_out_ineffective(plan, options.period, periods, results.errors);
    auto before = std::make_shared<exec::State>();
    // Earlier periods matter only where values are carried, and only without a gap.
    auto first = periods.target;
    while (scorecard::looks_back(*plan.graph) && periods.facts.count(first - 1) != 0) {
        --first;
    }
    for (auto index = first; index < periods.target; ++index) {
        const auto columns = columns_of(plan, schema, std::move(periods.facts[index]), periods.lost,
                                        *before, options, results.errors);
        auto run = exec::run(plan.program(Keep::results), *columns, *before);
        before = std::make_shared<exec::State>(std::move(run.next));
    }
    const auto columns = columns_of(plan, schema, std::move(periods.facts[periods.target]),
                                    periods.lost, *before, options, results.errors);
    results.period = columns->period.empty() ? asked : columns->period;
    const auto setting = scorecard::make_setting(plan.outline(), columns, before);
    results.cards = cards_of(plan, setting, options.keep, options.lang, results.errors);
    return results;
}

Scorecard Plan::score(const Facts& facts, const ScoreOptions& options) const {
    if (body_->scores_again()) {
        if (auto card = score_record(*body_, facts, options)) return *std::move(card);
    }
    auto results = score_all(std::span<const Facts>(&facts, 1), options);
    if (results.cards.empty()) {
        refuse("the facts do not fit the plan:", std::move(results.errors));
    }
    return results.cards.front();
}

Data read_data(const Plan& plan, const std::filesystem::path& path, const DataOptions& options) {
    try {
        auto raw = io::read(path, renamed_schema(plan.body(), options.names), options.encoding);
        return {std::move(raw.facts), std::move(raw.errors), std::move(raw.notices),
                std::move(raw.tables)};
    } catch (const io::ReadError& error) {
        throw Error(error.what(), {}, {});
    }
}

Data read_json(const Plan& plan, std::string_view text, std::string_view file, const Names& names) {
    try {
        auto raw = io::read_text(io::Format::json, file, text, renamed_schema(plan.body(), names));
        return {std::move(raw.facts), std::move(raw.errors), std::move(raw.notices),
                std::move(raw.tables)};
    } catch (const io::ReadError& error) {
        throw Error(error.what(), {}, {});
    }
}

Names read_names(const std::filesystem::path& file) {
    try {
        return io::read_names(file);
    } catch (const io::ReadError& error) {
        throw Error(error.what(), {}, {});
    }
}

std::string to_table(const Plan& plan, const Results& results, std::string_view lang, bool colour,
                     std::size_t width) {
    return report::table(plan.body().graph->story, results, lang, colour, width);
}

}  // namespace meritum
