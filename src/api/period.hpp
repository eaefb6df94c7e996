// One period of a population: what both scoring and replay do with checked facts. In: a plan and
// FactColumns. Out: cards and errors. Must not know files or archives. Tests: tests/api/.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/plan_body.hpp"
#include "exec/run.hpp"
#include "scorecard/setting.hpp"
#include "value/columns.hpp"
#include "value/fact_errors.hpp"
#include "value/schema.hpp"

namespace meritum {

/// Throws Error: the message, then a line for each of the errors.
[[noreturn]] void refuse(const std::string& message, std::vector<FactError> errors = {});

/// Whether one of the names is this one.
bool is_one_of(const std::vector<std::string>& names, std::string_view name);

/// Throws Error if a table `rows from data` has none.
void require_all_rows(const Plan::Body& plan);

/// What is wrong with the period, or the whole, of somebody's facts.
FactError of_period(const Facts& facts, value::Trouble kind,
                    const std::vector<std::string>& words = {});

/// Where a failed participant's groups can be read, only those groups lack somebody.
value::FactColumns::Failed group_columns(const value::Schema& schema, const Facts& facts,
                                         value::Dictionary& dictionary);

/// Without those who do not fulfil what the plan requires of their facts; they are reported with
/// the first requirement they fail, and their groups lack them. `facts` are those the columns were
/// made from, by the schema.
std::shared_ptr<value::FactColumns> without_refused(
    const Plan::Body& plan, const value::Schema& schema,
    std::shared_ptr<value::FactColumns> columns, std::span<const Facts> facts,
    const exec::State& before, std::string_view lang, std::vector<FactError>& errors);

/// The words of `Trouble::out_of_effect` if the plan is effective at another time than the period;
/// none: it holds.
std::vector<std::string> out_of_effect(const Plan::Body& plan, const std::string& period);

/// Runs the period. Values withheld are errors.
std::vector<Scorecard> cards_of(const Plan::Body& plan,
                                const std::shared_ptr<const scorecard::Setting>& setting, Keep keep,
                                std::string_view lang, std::vector<FactError>& errors);

}  // namespace meritum
