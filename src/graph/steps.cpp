// Lowering of what has to do with steps: integers times a step are brought to another one, cut to
// their ranges, rounded. See lowering.hpp.
#include "graph/lowering.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace meritum::graph {

using number::Integer;
using value::Operator;

namespace {

Range product_of(const Range& a, const Range& b) {
    const Integer corners[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    return {*std::min_element(std::begin(corners), std::end(corners)),
            *std::max_element(std::begin(corners), std::end(corners))};
}

Operator division(number::Rounding mode) {
    switch (mode) {
        case number::Rounding::half_up: return Operator::divide_half_up;
        case number::Rounding::half_even: return Operator::divide_half_even;
        case number::Rounding::up: return Operator::divide_up;
        case number::Rounding::down: return Operator::divide_down;
        case number::Rounding::floor: return Operator::divide_floor;
        case number::Rounding::ceiling: return Operator::divide_ceiling;
    }
    return Operator::divide_half_up;
}

}  // namespace

NodeId Lowering::times(NodeId node, const Integer& factor, TableId table) {
    if (factor == 1) {
        return node;
    }
    const auto by = constant(factor, table);
    Node result;
    result.op = Operator::multiply;
    result.table = table;
    result.inputs = {node, by, NodeId{}};
    result.range = product_of(graph_[node].range, {factor, factor});
    result.guard = graph_[node].guard;
    return put(std::move(result));
}

/// REQUIRES a value that is always a multiple of the step. What rounding made one has a step that
/// is one, too; a constant has a step of its own.
NodeId Lowering::in_steps(ValueId id, const number::Rational& step, TableId table) {
    const Value& value = (*this)[id];
    if (const auto factor = number::whole_quotient(value.shape.step, step)) {
        return times(at(id, table), *factor, table);
    }
    if (value.op != check::Op::constant)
        std::abort();  // nothing else is asked for in coarser steps
    return constant(number::whole_quotient(value.constant, step).value(), table);
}

NodeId Lowering::product(NodeId node, const std::vector<ValueId>& by, TableId table) {
    for (const auto id : by) {
        const auto factor = at(id, table);
        Node result;
        result.op = Operator::multiply;
        result.table = table;
        result.inputs = {node, factor, NodeId{}};
        result.range = product_of(graph_[node].range, graph_[factor].range);
        result.guard = graph_[node].guard == graph_[factor].guard ? graph_[node].guard : NodeId{};
        node = put(std::move(result));
    }
    return node;
}

std::pair<NodeId, NodeId> Lowering::aligned(ValueId a, ValueId b, TableId table) {
    const auto& one = (*this)[a].shape;
    const auto& other = (*this)[b].shape;
    if (check::are_aligned(one, other)) return {at(a, table), at(b, table)};
    const auto to = check::align(one, other);
    const auto left = product(times(at(a, table), to.left.factor, table), to.left.times, table);
    const auto right = product(times(at(b, table), to.right.factor, table), to.right.times, table);
    return {left, right};
}

/// The same node where more is known of it: another range, so another node.
NodeId Lowering::narrowed(NodeId node, const Value& value) {
    if (graph_[node].range == range_of(value)) {
        return node;
    }
    Node copy = graph_[node];
    if (copy.kind != NodeKind::map || copy.op == Operator::constant) {
        return node;
    }
    copy.range = range_of(value);
    copy.guard = guard_of(value, copy.table);
    return put(std::move(copy));
}

NodeId Lowering::rounded(const Value& value, TableId table) {
    const auto& of = (*this)[value.operands[0]];
    const number::Rational ratio = of.shape.step / value.step;
    const auto above = times(at(value.operands[0], table), numerator(ratio), table);
    const Integer& divisor = denominator(ratio);
    NodeId below;
    if (of.shape.over.empty()) {
        below = constant(divisor, table);
    } else {
        const std::vector<ValueId> rest(of.shape.over.begin() + 1, of.shape.over.end());
        below = times(product(at(of.shape.over.front(), table), rest, table), divisor, table);
    }
    return map(value, division(value.mode), {above, below}, table);
}

/// Both operands over one denominator, their common step among it.
NodeId Lowering::quarters(const Value& value, TableId table) {
    const auto& scale = (*this)[value.operands[0]].shape;
    const auto& base = (*this)[value.operands[1]].shape;
    const auto to = check::align(scale, base);
    const auto [a, b] = aligned(value.operands[0], value.operands[1], table);
    const Integer above = numerator(to.step);
    const auto below = product(constant(denominator(to.step), table), to.over, table);
    Node node;
    node.op = Operator::power;
    node.table = table;
    node.inputs = {times(a, above, table), times(b, above, table), below};
    const auto known = std::find(graph_.exponents.begin(), graph_.exponents.end(), value.exponent);
    node.payload = static_cast<std::uint32_t>(known - graph_.exponents.begin());
    if (known == graph_.exponents.end()) {
        graph_.exponents.push_back(value.exponent);
    }
    node.range = range_of(value);
    node.guard = guard_of(value, table);
    return put(std::move(node));
}

}  // namespace meritum::graph
