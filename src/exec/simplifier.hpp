// How nodes become simpler, and which of them are worked out at all: the work behind simplify.hpp.
// Tests: tests/exec/simplify_test.cpp, tests/agreement/.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "exec/holds.hpp"
#include "exec/order.hpp"
#include "exec/simplify.hpp"
#include "number/wide.hpp"

namespace meritum::exec {

/// Of numbers and truths that fit 64 bits.
inline bool is_narrow_node(const graph::Node& node) {
    return node.form == graph::Form::boolean || is_narrow(hold_of(node));
}

class Simplifier {
public:
    Simplifier(const Program& program, const Order& order, bool plain);

    Simplified run();

private:
    using Node = graph::Node;

    bool goes(NodeId id) const;
    void count_uses();
    const Fixed* fixed(NodeId id) const;
    const Fixed* constant(NodeId id) const;
    std::optional<std::int64_t> number_of(NodeId id) const;
    static Fixed fixed_number(std::int64_t number);
    void find(NodeId id);
    std::optional<Fixed> as_fixed(const Node& node) const;
    static bool is_constant(const Node& node);
    Fixed constant_of(const Node& node) const;
    static bool has_meaning_alone(const Node& node);
    std::optional<Fixed> folded(const Node& node) const;
    std::optional<NodeId> same(const Node& node) const;
    NodeId seen(const Node& node, NodeId id) const;
    bool is_numeric(NodeId id) const;
    bool in_stage_of(const Node& node, NodeId other) const;
    /// The least or greatest of a number and this.
    struct Bound {
        value::Operator op = value::Operator::minimum;
        std::int64_t number = 0;
        NodeId of;
    };
    std::optional<Bound> bound(NodeId id) const;
    std::optional<Clamp> clamp(NodeId id) const;
    bool is_own(NodeId root, NodeId id) const;
    void bounds_needed(Clamp& made) const;
    std::optional<BoundedQuotient> bounded_quotient(NodeId id, const Clamp& within) const;
    std::optional<CappedSum> capped_sum(NodeId id, const Clamp& within) const;
    bool fits_32_bits(NodeId id) const;
    std::optional<Ratio> ratio(NodeId id) const;
    static bool is_linear(value::Operator op);
    std::optional<std::size_t> factor_of(const Node& node) const;
    bool may_open(NodeId root, NodeId id) const;
    std::optional<Multiples> multiples(NodeId root) const;
    static bool is_modest(const number::Int256& factor);
    void open_up(const Node& node, const number::Int256& factor,
                 std::vector<std::pair<NodeId, number::Int256>>& open) const;
    void demand(NodeId id);
    void decide(NodeId id);
    void simplify(NodeId id, const Node& node);

    // look_ups.cpp
    std::optional<LookUp> piecewise(NodeId id, const Node& node);
    std::optional<LookUp> merged(const Node& node, const std::array<const LookUp*, 3>& given,
                                 const std::array<std::int64_t, 3>& numbers) const;
    std::optional<LookUp> of_one(const Node& node, NodeId input,
                                 const std::array<std::int64_t, 3>& numbers) const;
    void drop_inputs(NodeId id, const Node& node);
    bool is_worth(NodeId id) const;

    const Program& program_;
    const graph::Graph& graph_;
    const Order& order_;
    bool plain_;
    std::vector<Reach> reach_;              ///< by node
    std::vector<std::uint32_t> uses_;       ///< by node: inputs of others that it is
    std::vector<std::uint32_t> last_user_;  ///< by node
    std::vector<std::optional<LookUp>> look_ups_;
    std::vector<unsigned> steps_;  ///< by node: that a look-up would stand for
    std::vector<bool> edge_;       ///< by node: somebody needs it as it is
    Simplified made_;
};

}  // namespace meritum::exec
