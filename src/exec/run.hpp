// Running a Program. In: facts of one period, the state of the one before. Out: a Run: columns and
// the next state, no words. Tests: tests/exec/, tests/agreement/.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "exec/program.hpp"
#include "number/integer.hpp"
#include "value/columns.hpp"

namespace meritum::exec {

/// A column of one node: a value per row of the node's table.
using Lanes = std::variant<std::vector<std::uint8_t>, std::vector<std::int64_t>,
                           std::vector<number::Int128>, std::vector<number::Int256>>;

/// What periods hand on: per participant id, one value per `previous` node in the graph's order.
/// Texts are held as texts, because codes belong to one run's dictionary.
struct State {
    std::map<std::string, std::vector<number::Int256>> held;
    /// Participants of the last period that failed there: what they held is unknown. Scoring them
    /// next is an error.
    std::vector<std::string> unknown;
};

/// Values given instead of computed, for replaying one participant: node -> its value for every row
/// of its table. Meant for what other participants decide: ranks, and what is read or summed along
/// a key of kind value or everyone.
using Held = std::map<NodeId, number::Int256>;

struct Run {
    std::vector<Lanes> columns;  ///< by node; empty vectors where not kept
    /// By KeyId: per participant, 1 if a failed participant may belong to its group. Empty for keys
    /// that are not of kind value.
    std::vector<std::vector<std::uint8_t>> incomplete;
    State next;
};

struct RunOptions {
    bool poison =
        false;  ///< fill lanes whose guard is false with rubbish (tests): answers must not change
    const Held* held = nullptr;  ///< of a single participant's replay; may be null
};

/// REQUIRES facts checked by the border against the graph's schema, and a state that is empty or of
/// this graph. Participants that are in `before.unknown` must have been removed by the caller.
/// Throws only std::bad_alloc.
Run run(const Program& program, const value::FactColumns& facts, const State& before,
        const RunOptions& options = {});

/// The value of a node in a row, widened. REQUIRES that the run kept the node. Rows are those of
/// the node's table: participants in the order of the facts, one for everyone, items by
/// FactColumns::offsets, groups in order of first appearance.
number::Int256 value_at(const Run& run, NodeId node, std::size_t row);

}  // namespace meritum::exec
