// What is withheld: values of groups that lack a participant whose facts were wrong. In: groups.
// Out: the first that is not complete, and its error. Must not know how a value is computed. Tests:
// tests/scorecard/from_run_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exec/run.hpp"
#include "graph/graph.hpp"
#include "meritum/scorecard.hpp"

namespace meritum::scorecard {

/// The groups of a participant that lack somebody.
std::vector<KeyId> incomplete_groups(const graph::Graph& graph, const exec::Run& run,
                                     std::size_t row);

/// The first group of `needed` that is in `incomplete`.
std::optional<KeyId> first_common(const std::vector<KeyId>& needed,
                                  const std::vector<KeyId>& incomplete);

/// "`bonus_pay` is withheld: ..." for the first name of a total or outcome.
FactError withheld_error(const graph::Graph& graph, KeyId key, const std::string& id,
                         const std::string& period, const std::string& what);

}  // namespace meritum::scorecard
