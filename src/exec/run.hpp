// Running a Program. In: facts of one period, the state of the one before. Out: a Run: columns and
// the next state, no words. Tests: tests/exec/, tests/agreement/.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "exec/program.hpp"
#include "number/integer.hpp"
#include "number/wide.hpp"
#include "value/columns.hpp"

namespace meritum::exec {

/// Memory that is written before it is read: new rows are not set to zero.
template <class T>
struct Unset : std::allocator<T> {
    template <class Other>
    struct rebind {
        using other = Unset<Other>;
    };
    Unset() = default;
    template <class Other>
    explicit Unset(const Unset<Other>& /*other*/) {}
    template <class Place, class... From>
    void construct(Place* at, From&&... from) {
        if constexpr (sizeof...(From) == 0) {
            ::new (static_cast<void*>(at)) Place;
        } else {
            ::new (static_cast<void*>(at)) Place(std::forward<From>(from)...);
        }
    }
};

template <class T>
using Column = std::vector<T, Unset<T>>;

/// A column of one node: a value per row of the node's table; truths as 0 and 1. The executor by
/// pieces leaves numbers as narrow as it held them.
using Lanes = std::variant<Column<std::uint8_t>, Column<std::int8_t>, Column<std::int16_t>,
                           Column<std::int32_t>, Column<std::int64_t>, Column<number::Int128>,
                           Column<number::Int256>>;

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
    /// that are not of kind value, and where nobody failed.
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
