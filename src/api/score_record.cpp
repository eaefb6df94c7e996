// See score_record.hpp.
#include "api/score_record.hpp"

#include <algorithm>
#include <utility>

#include "api/period.hpp"
#include "scorecard/from_run.hpp"

namespace meritum {
namespace {

/// Whether the period is the one that is asked for, and the plan holds in it.
bool is_of_period(const Plan::Body& plan, const Facts& facts, const ScoreOptions& options) {
    if (!options.period.empty() && options.period != facts.period) return false;
    return facts.period.empty() || out_of_effect(plan, facts.period).empty();
}

/// What the plan requires of facts; who is refused is told why elsewhere.
bool is_accepted_record(const Plan::Body& plan, const value::RecordBorder& border,
                        const value::RecordFacts& facts) {
    if (!plan.requirements) return true;
    const auto record = plan.requirements->record(border.base());
    if (!record) return false;
    record->load(facts);
    record->run();
    const auto& all = plan.graph->story.requirements;
    return std::all_of(all.begin(), all.end(), [&](const graph::Requirement& each) {
        return !each.refuses || record->value(each.holds, 0) != 0;
    });
}

}  // namespace

std::optional<Scorecard> score_record(const Plan::Body& plan, const Facts& facts,
                                      const ScoreOptions& options) {
    const bool plain = options.params.empty() && options.unread.empty() && options.names.empty();
    if (!plain || !plan.has_all_rows || !is_of_period(plan, facts, options)) return std::nullopt;
    const auto& outline = plan.outline();
    if (!outline->border) return std::nullopt;
    // Every value is worked out when it is asked for, so lines are the most that is kept.
    const auto keep = options.keep == Keep::results ? Keep::results : Keep::lines;
    const auto record = plan.prepared(keep).record(outline->border->base());
    value::RecordFacts own;
    if (!record || !outline->border->read(facts, own)) return std::nullopt;
    if (!is_accepted_record(plan, *outline->border, own)) return std::nullopt;
    record->load(own);
    record->run();
    return scorecard::from_record(outline, std::move(own), *record, keep, options.lang);
}

}  // namespace meritum
