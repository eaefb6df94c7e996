// The values of one participant in a run. In: a quantity of the story. Out: the exact value, or why
// there is none. The only place that turns (node, step, over) into numbers. Must not know words or
// tongues. Tests: tests/scorecard/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "exec/run.hpp"
#include "graph/graph.hpp"
#include "number/rational.hpp"
#include "scorecard/setting.hpp"
#include "value/columns.hpp"

namespace meritum::scorecard {

enum class Presence : std::uint8_t {
    there,
    missing,      ///< an optional fact without a value, or what hangs on one
    not_reached,  ///< behind a condition that did not hold: its lane may hold anything
    withheld,     ///< of a group that is not complete
};

struct Value {
    Presence presence = Presence::there;
    number::Rational number{0};  ///< a number; a choice's position; 0 or 1; days since 1970-01-01
    std::string text;            ///< of a text
    bool endless = false;        ///< a root: `number` is what its first six places say

    bool is_there() const { return presence == Presence::there; }
};

/// The row of an item in its list's table; none: the participant.
using ItemRow = std::optional<std::size_t>;

class Values {
public:
    /// `row` is the participant's row in `facts`, those of the run; `incomplete` the groups of
    /// theirs that lack somebody. All must outlive it.
    Values(const Setting& setting, const value::FactColumns& facts, const exec::Run& run,
           std::size_t row, const std::vector<KeyId>& incomplete)
        : setting_(setting),
          graph_(*setting.graph),
          facts_(facts),
          run_(run),
          row_(row),
          incomplete_(incomplete) {}

    Value of(const graph::Quantity& quantity, ItemRow item = {}) const;

    /// Likewise where it is read: not reached outside of that place.
    Value of(const graph::Reading& reading, ItemRow item = {}) const;

    /// The quantity as a decimal, by the short way where the step allows it. REQUIRES a decimal
    /// that is there.
    Decimal decimal(const graph::Quantity& quantity, const std::optional<DecimalStep>& step) const;

    /// Whether what the story lists stands in a place that is reached, and no later row of its
    /// table decides.
    template <class Part>
    bool looked_at(const Part& part, ItemRow item = {}) const {
        bool there = truth(part.reached, item) == true;
        for (const NodeId later : part.unless) there = there && truth(later, item) != true;
        return there;
    }

    /// Nothing where the node is not reached. No node: yes.
    std::optional<bool> truth(NodeId node, ItemRow item = {}) const;

    /// The value of an integer node. REQUIRES it is reached.
    number::Integer integer(NodeId node, ItemRow item = {}) const;

    const graph::Graph& graph() const { return graph_; }
    const value::FactColumns& facts() const { return facts_; }
    std::size_t row() const { return row_; }

private:
    std::size_t row_of(NodeId node, ItemRow item) const;
    bool reached(NodeId node, ItemRow item) const;
    bool withheld(const graph::Quantity& quantity) const;
    std::string text_of(NodeId node, ItemRow item) const;

    const Setting& setting_;
    const graph::Graph& graph_;
    const value::FactColumns& facts_;
    const exec::Run& run_;
    std::size_t row_;
    const std::vector<KeyId>& incomplete_;
};

/// For programs, the same in every tongue: "CNY", "points", "days"; empty for plain numbers and
/// what is no number.
std::string unit_name(const graph::Quantity& quantity);

}  // namespace meritum::scorecard
