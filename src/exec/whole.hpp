// Nodes as whole columns, one function per kind of node. In: an Instruction whose inputs are there.
// Out: its column. What both executors are made of: one makes every node so (columns.cpp), the
// other those that see all rows, and of the rest a piece at a time (chunks.cpp). Must not know the
// story or words. Tests: tests/exec/columns_test.cpp and its neighbours.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "exec/joins.hpp"
#include "exec/run.hpp"
#include "number/wide.hpp"

namespace meritum::exec {

class WholeColumns {
public:
    /// All must outlive it.
    WholeColumns(const Program& program, const value::FactColumns& facts, const State& before,
                 const RunOptions& options);

    /// Computes the node's column and what goes by it. REQUIRES its inputs' columns.
    void make(const Instruction& each);

    /// What follows from a column that was made elsewhere: the groups that go by it.
    void made(NodeId node);

    Lanes& column(NodeId id) { return result_.columns[id.index]; }
    const Lanes& column(NodeId id) const { return result_.columns[id.index]; }
    Joins& joins() { return joins_; }
    std::int64_t text_code(std::uint32_t text) const { return text_codes_[text]; }

    using Operands = std::array<const Lanes*, 3>;

    /// A map node with operands on some rows; those beyond its arity are null.
    Lanes map(const Instruction& each, const Operands& operands, std::size_t rows) const;
    /// A scan over items whose owners are `owner`: those of an owner are neighbours, all of them.
    Lanes scan(const Instruction& each, const Operands& operands,
               const std::vector<std::uint32_t>& owner) const;
    /// Sums of rows into `rows` coarser ones. Wide enough for all of them, so their order does not
    /// matter.
    Lanes reduce(const Instruction& each, const Lanes& values, const std::vector<std::uint32_t>& to,
                 std::size_t rows) const;

    /// The columns, groups and state; nothing may be asked of it afterwards.
    Run finish();

private:
    Lanes given(const Instruction& each) const;
    Lanes filled(const Instruction& each, const number::Int256& value) const;
    Lanes compute(const Instruction& each);
    Lanes ask_table(const Instruction& each, const Operands& operands) const;
    number::Power power_of(const graph::Node& node) const;
    Lanes leaf(const Instruction& each, const graph::Node& node) const;
    Lanes read(const Instruction& each);
    Lanes rank(const Instruction& each);
    Lanes previous(const Instruction& each) const;

    const Program& program_;
    const graph::Graph& graph_;
    const value::FactColumns& facts_;
    const State& before_;
    const RunOptions& options_;
    Joins joins_;
    std::vector<std::int64_t> text_codes_;                             // by index in Graph::texts
    std::map<std::uint32_t, std::vector<std::int64_t>> keys_by_code_;  // of Graph::text_keys
    std::vector<NodeId> previous_;
    Run result_;
};

}  // namespace meritum::exec
