// What happened in a quarter, as the plan asks for it. In: the views plan_* of the HR schema. Out:
// Meritum's facts. The views know how HR keeps things, the plan knows what is valid; here is
// nothing of either. Tests: tests/hosts/.
#pragma once

#include <meritum/facts.hpp>
#include <string>
#include <vector>

#include "database.hpp"

namespace hr {

/// Everybody with an assignment in the quarter, by id. A value that HR does not have is not set, so
/// the plan decides what that means. Throws std::runtime_error if there is nobody, or if something
/// happened to somebody who is not among them.
std::vector<meritum::Facts> read_facts(Database& database, const std::string& quarter);

}  // namespace hr
