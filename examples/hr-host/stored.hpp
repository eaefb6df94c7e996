// What stays in the database of a quarter that was scored. In: Meritum's results. Out: rows of the
// tables scoring and score*, and what differs between them and cards that were computed again.
// Opens and ends no transaction: that is the job's (main.cpp). Tests: tests/hosts/.
#pragma once

#include <meritum/plan.hpp>
#include <meritum/replay.hpp>
#include <optional>
#include <string>
#include <vector>

#include "database.hpp"

namespace hr {

/// By what a quarter was scored, and all that a replay needs.
struct Scoring {
    std::string plan;
    std::string fingerprint;
    std::string plan_text;
    std::string archive;
    std::string scored_at;
};
std::optional<Scoring> find_scoring(Database& database, const std::string& quarter);

/// Results, lines, explanations in English and Chinese, errors, the plan and the archive. Throws
/// std::runtime_error if the lines of somebody, added up by the database, are not the score.
void store(Database& database, const std::string& quarter, const meritum::Plan& plan,
           const meritum::Results& results);

/// Takes back what `store` wrote.
void remove_scoring(Database& database, const std::string& quarter);

/// Where the rows differ from the cards, a sentence each: a score, grade, outcome or line that
/// somebody changed, added or removed.
std::vector<std::string> differences(Database& database, const std::string& quarter,
                                     const meritum::Replay& replay);

}  // namespace hr
