// What all cards of one run share: made once, then held by each card so that it can be explained
// later. In: a graph, the facts of a period and the state before it. Out: a Setting. Must not know
// words or a single participant. Tests: tests/scorecard/from_run_test.cpp.
#pragma once

#include <memory>
#include <vector>

#include "exec/run.hpp"
#include "graph/graph.hpp"
#include "scorecard/lines.hpp"
#include "value/columns.hpp"

namespace meritum::scorecard {

struct Setting {
    std::shared_ptr<const graph::Graph> graph;
    std::shared_ptr<const value::FactColumns> facts;
    std::shared_ptr<const exec::State> before;

    std::vector<LineForm> forms;
    std::vector<std::optional<DecimalStep>> total_steps;
    std::vector<std::optional<DecimalStep>> outcome_steps;

    /// By node: the groups its value hangs on.
    std::vector<std::vector<KeyId>> groups;

    // The groups whose completeness each result hangs on; what hangs on one that is not complete is
    // withheld.
    std::vector<std::vector<KeyId>> total_groups;
    std::vector<KeyId> grade_groups;
    std::vector<std::vector<KeyId>> outcome_groups;

    /// Nodes that other participants decide; a replay of one participant is given their values.
    std::vector<NodeId> beyond_one_row;
};

/// `before` may be null: no earlier period.
std::shared_ptr<const Setting> make_setting(std::shared_ptr<const graph::Graph> graph,
                                            std::shared_ptr<const value::FactColumns> facts,
                                            std::shared_ptr<const exec::State> before);

/// The groups a quantity hangs on, ascending.
std::vector<KeyId> groups_of(const Setting& setting, const graph::Quantity& quantity);

}  // namespace meritum::scorecard
