// Steps and registers of nodes, one after the other. In: a node whose inputs are there, and what it
// became (simplify.hpp). Out: its steps in a Schedule. The only place that chooses kernels. Must
// not know in which order nodes come. Tests: tests/exec/chunks_test.cpp, tests/agreement/.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "exec/order.hpp"
#include "exec/program.hpp"
#include "exec/schedule.hpp"
#include "exec/simplify.hpp"

namespace meritum::exec {

class Emitter {
public:
    /// All must outlive it. `poison`: with steps that fill in rubbish.
    Emitter(const Program& program, const Order& order, const Simplified& simplified, bool poison,
            Schedule& made);

    /// Steps go there from now on; registers of stages before are forgotten.
    void begin(std::uint32_t number, Stage& stage);

    /// How many parts a node is made in: sums of many terms in several, so that a term need not
    /// wait for all others.
    std::size_t parts(NodeId id) const;
    /// What must be there before a part, of this stage and of others.
    std::vector<NodeId> needs(NodeId id, std::size_t part) const;
    /// Parts in order; after the last the node is there, and stored if it must be.
    void make(NodeId id, std::size_t part);

private:
    using Node = graph::Node;

    // registers
    std::uint32_t add_fixed(const Fixed& fixed);
    Operand fixed(std::int64_t number);
    std::uint32_t new_register(TableId table, Hold hold);
    Step& emit(Step::Kind kind, NodeId node, Hold width, std::array<Operand, 3> in,
               std::uint32_t out, std::uint8_t op = 0);
    static Operand reg(std::uint32_t index);
    NodeId resolved(NodeId id) const;
    std::uint32_t register_of(NodeId id);
    Operand operand(NodeId id, Hold width);
    Operand bits(NodeId id);
    std::optional<std::uint32_t> known(NodeId id, Hold hold) const;
    void remember(NodeId id, Hold hold, std::uint32_t at);
    void give(NodeId id, std::uint32_t out);
    void give_as_held(NodeId id, std::uint32_t out);
    void store(NodeId id);

    // nodes as the graph says
    void compute(NodeId id);
    void poison(NodeId id);
    void read(NodeId id, const Node& node);
    void sum(NodeId id, const Node& node);
    bool leaf(NodeId id, const Node& node);
    std::array<Operand, 3> operands_as_held(const Node& node);
    void general(NodeId id);
    Hold operand_hold(NodeId id) const;
    graph::Range operand_range(NodeId id) const;
    std::optional<Hold> widest(const Node& node, std::size_t first) const;
    bool all_bits(const Node& node) const;
    bool narrow(NodeId id, const Node& node);
    static std::optional<std::uint8_t> division_of(value::Operator op);
    bool division(NodeId id, const Node& node, std::uint8_t op, Hold most);
    void arithmetic(NodeId id, const Node& node, simd::Arithmetic op, Hold most);
    void step(NodeId id, const Node& node, Step::Kind kind, std::uint8_t op, Hold width);
    void select(NodeId id, const Node& node);

    // simpler recipes
    void clamp(NodeId id, const Clamp& within);
    void capped_sum(NodeId id, const CappedSum& recipe);
    void bounded_quotient(NodeId id, const BoundedQuotient& recipe);
    void ratio(NodeId id, const Ratio& recipe);
    std::uint32_t add_numbers(std::vector<std::int64_t> numbers);
    void look_up_in(NodeId id, const LookUp& recipe);
    std::vector<std::int64_t> values_of(const LookUp& recipe) const;
    Operand place_in(NodeId id, const LookUp& recipe);
    void multiples(NodeId id, const Multiples& sum, std::size_t part);
    bool is_plain_term(const Multiples::Term& term, Hold hold) const;
    bool is_scaled_term(const Multiples::Term& term, Hold hold) const;
    Hold width_of_term(const Multiples::Term& term, Hold hold) const;
    Operand add_term(NodeId id, Hold hold, const std::optional<Operand>& so_far,
                     const Multiples::Term& term);
    Operand combined(NodeId id, Hold hold, simd::Arithmetic op, Operand a, Operand b);
    std::uint32_t filled(NodeId id, Hold hold, const Operand& number);

    const graph::Graph& graph_;
    const Order& order_;
    const Simplified& simplified_;
    bool poison_;
    Schedule& made_;
    std::vector<std::optional<std::uint32_t>> fixed_of_;  ///< by node: in Schedule::fixed
    std::vector<std::vector<std::pair<Hold, std::uint32_t>>>
        registers_of_;  ///< by node, in this stage
    std::vector<NodeId> with_registers_;
    std::map<std::pair<NodeId, std::vector<std::int64_t>>, std::optional<Operand>> counts_;
    std::map<NodeId, std::optional<Operand>> sums_;  ///< parts so far
    std::uint32_t number_ = 0;                       ///< of this stage
    Stage* stage_ = nullptr;
};

}  // namespace meritum::exec
