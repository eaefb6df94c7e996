// What all cards of a plan share: made once, kept by the plan and by every card, which may outlive
// it. In: a graph and its programs. Out: an Outline. Must not know facts or words. Tests:
// tests/scorecard/from_run_test.cpp.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "exec/prepared.hpp"
#include "graph/graph.hpp"
#include "scorecard/lines.hpp"
#include "value/record_border.hpp"

namespace meritum::scorecard {

struct Outline {
    std::shared_ptr<const graph::Graph> graph;
    std::shared_ptr<const exec::Prepared> everything;  ///< what a replay runs

    std::vector<LineForm> forms;
    std::vector<const graph::Rule*> advising;  ///< the rules that advise something: few
    std::vector<std::optional<DecimalStep>> total_steps;
    std::vector<std::optional<DecimalStep>> outcome_steps;

    /// By node: its guard, beside each other, as they are asked for often.
    std::vector<NodeId> guards;

    /// By node: the groups its value hangs on.
    std::vector<std::vector<KeyId>> groups;

    // The groups whose completeness each result hangs on; what hangs on one that is not complete is
    // withheld.
    std::vector<std::vector<KeyId>> total_groups;
    std::vector<KeyId> grade_groups;
    std::vector<std::vector<KeyId>> outcome_groups;

    /// Nodes that other participants decide; a replay of one participant is given their values.
    std::vector<NodeId> beyond_one_row;

    /// Facts of one participant as a record; null where the plan looks at other participants or
    /// periods, or its numbers may need more than 64 bits.
    std::unique_ptr<const value::RecordBorder> border;

    /// Whether a card of columns was explained: the first one is not worth a schedule.
    mutable std::atomic<bool> explained_one{false};
};

/// `everything`: the graph's program that keeps everything.
std::shared_ptr<const Outline> make_outline(std::shared_ptr<const graph::Graph> graph,
                                            std::shared_ptr<const exec::Prepared> everything);

/// Whether a period hands something to the next.
bool looks_back(const graph::Graph& graph);

/// The groups a quantity hangs on, ascending.
std::vector<KeyId> groups_of(const Outline& outline, const graph::Quantity& quantity);

}  // namespace meritum::scorecard
