// Which row goes with which: the keys of a graph over one run's facts. In: facts, and the column a
// group key goes by. Out: per key, the coarser row of each finer row; rows per table; groups that
// lack a failed participant. Must not know operators or lanes' meaning. Tests:
// tests/exec/joins_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "exec/run.hpp"
#include "graph/graph.hpp"
#include "value/columns.hpp"

namespace meritum::exec {

class Joins {
public:
    /// Owners and everyone are known when they are asked for; groups when their column is.
    Joins(const graph::Graph& graph, const value::FactColumns& facts);

    /// Rows of a table. A group table has none before make_groups.
    std::size_t rows(TableId table) const { return rows_[table.index]; }

    /// The row of `key.to` for each row of `key.from`. Of a key of kind value: after make_groups.
    const std::vector<std::uint32_t>& along(KeyId key);

    /// Gives each distinct value of `by` a row of the key's table, in order of first appearance.
    void make_groups(KeyId key, const Lanes& by);

    /// Run::incomplete: by key, per participant, whether a failed participant may be in its group;
    /// empty where nobody failed.
    std::vector<std::vector<std::uint8_t>> incomplete() const;

private:
    std::vector<std::uint8_t> groups_that_lack(const graph::Key& key, std::size_t index) const;

    const graph::Graph& graph_;
    const value::FactColumns& facts_;
    std::vector<std::size_t> rows_;               // by table
    std::vector<std::vector<std::uint32_t>> to_;  // by key
    std::vector<std::map<number::Int128, std::uint32_t>>
        row_of_value_;  // by key; ordered: values are users'
};

}  // namespace meritum::exec
