// The values of one participant in a run or a record. In: a quantity of the story. Out: the exact
// value, or why there is none. The only place that turns (node, step, over) into numbers. Must not
// know words or tongues. Tests: tests/scorecard/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exec/record.hpp"
#include "exec/run.hpp"
#include "graph/graph.hpp"
#include "number/rational.hpp"
#include "scorecard/outline.hpp"
#include "value/columns.hpp"
#include "value/figure.hpp"
#include "value/record_border.hpp"

namespace meritum::scorecard {

enum class Presence : std::uint8_t {
    there,
    missing,      ///< an optional fact without a value, or what hangs on one
    not_reached,  ///< behind a condition that did not hold: its lane may hold anything
    withheld,     ///< of a group that is not complete
};

struct Value {
    Presence presence = Presence::there;
    value::Figure number;   ///< a number; a choice's position; 0 or 1; days since 1970-01-01
    std::string_view text;  ///< of a text; as long as what was run
    bool endless = false;   ///< a root: `number` is what its first six places say

    bool is_there() const { return presence == Presence::there; }
};

/// The row of an item in its list's table; none: the participant. One word, where an optional would
/// be two that are written one by one and read at once, with each look at a value.
class ItemRow {
public:
    ItemRow() = default;
    ItemRow(std::size_t row) : row_(row) {}

    explicit operator bool() const { return row_ != none; }
    std::size_t operator*() const { return row_; }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::size_t row_ = none;
};

class Values {
public:
    /// `row` is the participant's row in `facts`, those of the run; `incomplete` the groups of
    /// theirs that lack somebody. All must outlive it.
    Values(const Outline& outline, const value::FactColumns& facts, const exec::Run& run,
           std::size_t row, const std::vector<KeyId>& incomplete)
        : outline_(outline),
          graph_(*outline.graph),
          facts_(&facts),
          run_(&run),
          row_(row),
          incomplete_(incomplete) {}

    /// Of a record that was run with these facts. REQUIRES an outline with a border.
    Values(const Outline& outline, const value::RecordFacts& facts, const exec::RecordRun& run);

    Value of(const graph::Quantity& quantity, ItemRow item = {}) const;

    /// Likewise where it is read: not reached outside of that place.
    Value of(const graph::Reading& reading, ItemRow item = {}) const;

    /// The quantity as a decimal, by the short way where the step allows it. REQUIRES a decimal
    /// that is there.
    Decimal decimal(const graph::Quantity& quantity, const std::optional<DecimalStep>& step) const;

    /// The number as it stands. REQUIRES that it is there, and no root.
    value::Figure figure(const graph::Quantity& quantity, ItemRow item = {}) const {
        const auto& step = quantity.decimal;
        std::int64_t value = 0;
        const bool is_plain = quantity.value && step && step->number == 1 && quantity.over.empty();
        if (is_plain && small(quantity.value, item, value))
            return value::ShortDecimal{value, step->places};
        return figure_of_any(quantity, item);
    }

    /// Whether what the story lists stands in a place that is reached, and no later row of its
    /// table decides.
    template <class Part>
    bool looked_at(const Part& part, ItemRow item = {}) const {
        bool there = truth(part.reached, item) == true;
        for (const NodeId later : part.unless) there = there && truth(later, item) != true;
        return there;
    }

    /// Nothing where the node is not reached. No node: yes.
    std::optional<bool> truth(NodeId node, ItemRow item = {}) const {
        if (!node) return true;
        if (!reached(node, item)) return std::nullopt;
        return is_true(node, item);
    }

    /// The value of an integer node. REQUIRES it is reached.
    number::Integer integer(NodeId node, ItemRow item = {}) const;

    /// Whether `of` has a value, and which where it is a whole number that needs no step: a
    /// choice's position, a truth, days. REQUIRES such a quantity.
    Presence presence(const graph::Quantity& quantity, ItemRow item = {}) const {
        const bool is_plain = incomplete_.empty() && !quantity.known && quantity.over.empty();
        if (!is_plain) return presence_of_any(quantity, item);
        return !quantity.value || reached(quantity.value, item) ? Presence::there
                                                                : Presence::not_reached;
    }
    Presence presence(const graph::Reading& reading, ItemRow item = {}) const;
    std::int64_t whole(const graph::Quantity& quantity) const;
    std::string_view text(const graph::Quantity& quantity, ItemRow item = {}) const;

    /// The participant's items in a list: their rows, and what each is called.
    std::pair<std::size_t, std::size_t> items(ListId list) const;
    std::string item_key(ListId list, std::size_t row) const;

    const graph::Graph& graph() const { return graph_; }

private:
    std::size_t row_of(NodeId node, ItemRow item) const;
    bool is_kept(NodeId node) const;
    bool is_true(NodeId node, ItemRow item) const {
        std::int64_t value = 0;
        return small(node, item, value) ? value != 0 : integer(node, item) != 0;
    }
    /// A value that is held in 64 bits or fewer. False: it is wider.
    bool small(NodeId node, ItemRow item, std::int64_t& value) const {
        if (record_ == nullptr) return small_in_run(node, item, value);
        value = record_->value(node, item ? *item : 0);
        return true;
    }
    bool small_in_run(NodeId node, ItemRow item, std::int64_t& value) const;
    bool reached(NodeId node, ItemRow item) const {
        const NodeId guard = outline_.guards[node.index];
        return !guard || is_open(guard, item);
    }
    bool is_open(NodeId guard, ItemRow item) const;
    bool withheld(const graph::Quantity& quantity) const;
    value::Figure figure_of_any(const graph::Quantity& quantity, ItemRow item) const;
    Presence presence_of_any(const graph::Quantity& quantity, ItemRow item) const;
    std::string_view text_of(NodeId node, ItemRow item) const;

    const Outline& outline_;
    const graph::Graph& graph_;
    // A row of a run over columns, or a record.
    const value::FactColumns* facts_ = nullptr;
    const exec::Run* run_ = nullptr;
    const value::RecordFacts* own_ = nullptr;
    const exec::RecordRun* record_ = nullptr;
    std::size_t row_ = 0;
    const std::vector<KeyId>& incomplete_;
};

/// For programs, the same in every tongue: "CNY", "points", "days"; empty for plain numbers and
/// what is no number.
std::string_view unit_name(const graph::Quantity& quantity);

}  // namespace meritum::scorecard
