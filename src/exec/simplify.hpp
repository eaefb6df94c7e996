// What nodes become before registers and kernels are chosen: fewer steps, the same values. In: a
// Program and its Order. Out: a Recipe per node and who is still worked out. Must not know
// registers. Tests: tests/exec/simplify_test.cpp, tests/agreement/.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "exec/order.hpp"
#include "exec/program.hpp"
#include "exec/reach.hpp"
#include "number/wide.hpp"

namespace meritum::exec {

/// One number for all rows.
struct Fixed {
    enum class Kind : std::uint8_t { constant, text, everyone };
    Kind kind = Kind::constant;
    number::Int256 value{0};  ///< of a constant
    std::uint32_t text = 0;   ///< in Graph::texts
    NodeId node;              ///< of everyone's table
};

/// As the graph says.
struct Plain {};

/// What another node says.
struct Same {
    NodeId of;
};

/// Within bounds of its own.
struct Clamp {
    NodeId of;
    std::optional<std::int64_t> low, high;  ///< one of them at least
};

/// A quotient within bounds: `of` within other bounds, which make it small, divided by a number.
struct BoundedQuotient {
    NodeId of;
    std::int64_t low = 0;
    std::int64_t high = 0;  ///< both of what is divided
    std::int64_t by = 1;
    value::Operator division = value::Operator::divide_floor;
};

/// The sum of small numbers of items, at most `cap`: both fit bytes.
struct CappedSum {
    NodeId sum;
    std::int64_t cap = 0;
};

/// One of a few numbers: values[k], where k of the cuts are not above the other node's value.
struct LookUp {
    NodeId of;
    Reach within;                    ///< what the other node may be
    std::vector<std::int64_t> cuts;  ///< upwards, each once
    std::vector<std::int64_t> values;
};

/// of * factor / by, rounded as the node's own operator does: of and by fit 32 bits, their product
/// can be divided exactly.
struct Ratio {
    NodeId of;
    std::int64_t factor = 1;
    NodeId by;
};

/// rest + the sum of factor x node, as 64 bits wrap. Terms that cancel are left out; where all do
/// it is still worked out, for who looks at it was told so.
struct Multiples {
    struct Term {
        NodeId node;
        std::int64_t factor = 1;
    };
    std::vector<Term> terms;
    std::int64_t rest = 0;
};

using Recipe =
    std::variant<Plain, Fixed, Same, Clamp, BoundedQuotient, CappedSum, LookUp, Ratio, Multiples>;

struct Simplified {
    std::vector<Recipe> recipes;   ///< by node
    std::vector<bool> worked_out;  ///< by node; the others are seen by nobody, or fixed
};

/// A look-up by value has at most so many values, one that counts cuts so many cuts.
inline constexpr std::int64_t most_values = 64;
inline constexpr std::size_t most_cuts = 12;

/// Whether the values may be looked up by the other node's value itself.
bool is_by_value(const Reach& of);

/// `plain`: only what is fixed is found; everything else is as the graph says, for rubbish.
Simplified simplify(const Program& program, const Order& order, bool plain);

}  // namespace meritum::exec
