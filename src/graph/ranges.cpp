// See ranges.hpp.
#include "graph/ranges.hpp"

#include <algorithm>

namespace meritum::graph {

using value::Operator;

std::optional<Range> derived_range(Operator op, const Range& a, const Range& b, const Range& c) {
    if (op == Operator::negate) return Range{-a.high, -a.low};
    if (op == Operator::add) return Range{a.low + b.low, a.high + b.high};
    if (op == Operator::subtract) return Range{a.low - b.high, a.high - b.low};
    if (op == Operator::minimum) return Range{std::min(a.low, b.low), std::min(a.high, b.high)};
    if (op == Operator::maximum) return Range{std::max(a.low, b.low), std::max(a.high, b.high)};
    if (op == Operator::select) return Range{std::min(b.low, c.low), std::max(b.high, c.high)};
    if (op != Operator::multiply) return std::nullopt;
    const auto ends = std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
    return Range{ends.first, ends.second};
}

}  // namespace meritum::graph
