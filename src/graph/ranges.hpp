// What follows for the range of a node from those of its inputs. In: an operator and ranges of any
// numbers that hold what is made of their ends. Out: a range. Tests: tests/graph/verify_test.cpp,
// tests/exec/simplify_test.cpp, tests/exec/narrowed_test.cpp.
#pragma once

#include <algorithm>
#include <optional>

#include "value/operators.hpp"

namespace meritum::graph {

/// Nothing where it is not worked out. Inputs beyond the operator's arity are not looked at. `Ends`
/// have a low and a high.
template <class Ends>
std::optional<Ends> derived_range(value::Operator op, const Ends& a, const Ends& b, const Ends& c) {
    using value::Operator;
    if (op == Operator::negate) return Ends{-a.high, -a.low};
    if (op == Operator::add) return Ends{a.low + b.low, a.high + b.high};
    if (op == Operator::subtract) return Ends{a.low - b.high, a.high - b.low};
    if (op == Operator::minimum) return Ends{std::min(a.low, b.low), std::min(a.high, b.high)};
    if (op == Operator::maximum) return Ends{std::max(a.low, b.low), std::max(a.high, b.high)};
    if (op == Operator::select) return Ends{std::min(b.low, c.low), std::max(b.high, c.high)};
    if (op != Operator::multiply) return std::nullopt;
    const auto ends = std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
    return Ends{ends.first, ends.second};
}

}  // namespace meritum::graph
