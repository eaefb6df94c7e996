// Many trees in little room: the rows of a table's file. In: trees. Out: the same trees again, one
// at a time. A node takes about 12 bytes here and 200 as an ast::Node. Knows nothing of rows or
// meaning. Tests: tests/syntax/packed_trees_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/span.hpp"

namespace meritum::ast {

struct Node;

/// Comments are not kept: in files of rows there are none.
class PackedTrees {
public:
    void add(const Node& tree);

    std::size_t size() const { return begins_.size(); }
    bool empty() const { return begins_.empty(); }

    /// Makes `into` the tree `at`. What `into` held before is of no account; its memory is taken.
    void unpack(std::size_t at, Node& into) const;
    Node operator[](std::size_t at) const;
    /// Of the whole tree.
    Span span(std::size_t at) const;

private:
    std::string bytes_;
    std::vector<std::size_t> begins_;  ///< in `bytes_`, by tree
};

}  // namespace meritum::ast
