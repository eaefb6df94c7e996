// Typed indices. A Graph has no pointers; it has vectors and these.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace meritum {

/// An index into one vector, of a type of its own. Default: none.
template <class Tag>
struct Id {
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t index = none;

    constexpr explicit operator bool() const { return index != none; }
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees a 0 in what is defaulted
    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using NodeId = Id<struct NodeTag>;      ///< graph::Graph::nodes
using TableId = Id<struct TableTag>;    ///< graph::Graph::tables
using KeyId = Id<struct KeyTag>;        ///< graph::Graph::keys
using ColumnId = Id<struct ColumnTag>;  ///< value::Schema::columns
using ListId = Id<struct ListTag>;      ///< value::Schema::lists

}  // namespace meritum
