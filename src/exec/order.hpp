// Which nodes go by pieces, and in which stage. In: a Program. Out: for each node its stage, and
// whether its column must be whole afterwards. Must not know registers. Tests:
// tests/exec/chunks_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "exec/program.hpp"

namespace meritum::exec {

class Order {
public:
    /// `poison`: guards are looked at, too. The program must outlive it.
    Order(const Program& program, bool poison);

    /// Nobody asks for the others.
    bool needed(NodeId id) const { return needed_[id.index]; }
    std::uint32_t stage(NodeId id) const { return stage_[id.index]; }
    bool by_pieces(NodeId id) const { return by_pieces_[id.index]; }
    /// A later stage, a whole column or the caller needs all of it.
    bool stored(NodeId id) const { return stored_[id.index]; }

private:
    bool goes_by_pieces(const graph::Node& node) const;
    void place(std::size_t index);
    template <class Act>
    void each_needed(std::size_t index, const Act& act) const;

    const graph::Graph& graph_;
    bool poison_;
    std::vector<bool> needed_;
    std::vector<std::uint32_t> stage_;
    std::vector<bool> by_pieces_;
    std::vector<bool> stored_;
};

}  // namespace meritum::exec
