// See simplify.hpp. From the inputs on it is found what each node could be; from the results back,
// what is worth it and who is asked for. Recipes do not reach across stages.
#include "exec/simplify.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "exec/kernels.hpp"
#include "exec/lanes.hpp"
#include "exec/simplifier.hpp"
#include "number/wide.hpp"
#include "simd/kernels.hpp"

namespace meritum::exec {

using graph::KeyKind;
using graph::NodeKind;
using graph::Range;
using number::Int256;
using number::Integer;
using value::Operator;

Simplifier::Simplifier(const Program& program, const Order& order, bool plain)
    : program_(program),
      graph_(*program.graph),
      order_(order),
      plain_(plain),
      reach_(plain ? std::vector<Reach>{} : reaches(graph_)),
      uses_(graph_.nodes.size()),
      last_user_(graph_.nodes.size()),
      look_ups_(graph_.nodes.size()),
      steps_(graph_.nodes.size()),
      edge_(graph_.nodes.size()) {
    made_.recipes.resize(graph_.nodes.size());
    made_.worked_out.resize(graph_.nodes.size());
}

Simplified Simplifier::run() {
    count_uses();
    for (const auto& each : program_.instructions) {
        if (goes(each.node)) find(each.node);
    }
    for (auto i = graph_.nodes.size(); i-- > 0;) {  // inputs stand before
        const NodeId id{static_cast<std::uint32_t>(i)};
        if (!goes(id)) continue;
        if (order_.stored(id)) made_.worked_out[i] = true;
        if (made_.worked_out[i]) decide(id);
    }
    return std::move(made_);
}

bool Simplifier::goes(NodeId id) const { return order_.needed(id) && order_.by_pieces(id); }

void Simplifier::count_uses() {
    for (std::uint32_t i = 0; i < graph_.nodes.size(); ++i) {
        const Node& node = graph_.nodes[i];
        if (!order_.needed(NodeId{i}) || node.kind == NodeKind::previous) continue;
        for (const NodeId input : node.inputs) {
            if (!input) continue;
            ++uses_[input.index];
            last_user_[input.index] = i;
        }
    }
}

const Fixed* Simplifier::fixed(NodeId id) const {
    return std::get_if<Fixed>(&made_.recipes[id.index]);
}

const Fixed* Simplifier::constant(NodeId id) const {
    const auto* found = fixed(id);
    return found != nullptr && found->kind == Fixed::Kind::constant ? found : nullptr;
}

/// Of a constant that fits.
std::optional<std::int64_t> Simplifier::number_of(NodeId id) const {
    const auto* found = constant(id);
    if (found == nullptr) return std::nullopt;
    const auto number = convert<std::int64_t>(found->value);
    if (found->value != Int256(number)) return std::nullopt;
    return number;
}

Fixed Simplifier::fixed_number(std::int64_t number) {
    Fixed made;
    made.value = number;
    return made;
}

// --- what a node could be ---

void Simplifier::find(NodeId id) {
    const Node& node = graph_[id];
    auto& recipe = made_.recipes[id.index];
    if (auto number = as_fixed(node)) {
        recipe = *number;
    } else if (!plain_ && node.kind == NodeKind::map && is_narrow_node(node)) {
        if (auto other = same(node)) {
            recipe = Same{*other};
            last_user_[other->index] = std::max(last_user_[other->index], last_user_[id.index]);
            uses_[other->index] += uses_[id.index] - 1;
            return;
        }
        auto& look_up = look_ups_[id.index];
        look_up = piecewise(id, node);
        if (look_up && look_up->cuts.empty()) {
            recipe = fixed_number(look_up->values.front());
            look_up.reset();
        }
        drop_inputs(id, node);
    }
}

std::optional<Fixed> Simplifier::as_fixed(const Node& node) const {
    Fixed made;
    if (node.kind == NodeKind::read) {
        const auto key = graph_.keys[node.key.index].kind;
        const auto* beside = fixed(node.inputs[0]);
        if (key == KeyKind::owner && beside != nullptr) return *beside;
        if (key != KeyKind::everyone) return std::nullopt;
        const Node& input = graph_[node.inputs[0]];
        if (is_constant(input)) return constant_of(input);
        made.kind = Fixed::Kind::everyone;
        made.node = node.inputs[0];
        return made;
    }
    if (node.kind != NodeKind::map) return std::nullopt;
    if (is_constant(node)) return constant_of(node);
    if (node.op == Operator::text_constant) {
        made.kind = Fixed::Kind::text;
        made.text = node.payload;
        return made;
    }
    return folded(node);
}

bool Simplifier::is_constant(const Node& node) {
    return node.kind == NodeKind::map && node.op == Operator::constant;
}

Fixed Simplifier::constant_of(const Node& node) const {
    Fixed made;
    made.value = number::to_int256(graph_.constants[node.payload]);
    return made;
}

bool Simplifier::has_meaning_alone(const Node& node) {
    return value::row(node.op).arity > 0 && !value::reads_table(node.op) &&
           node.op != Operator::power;
}

/// An operator of constants alone.
std::optional<Fixed> Simplifier::folded(const Node& node) const {
    if (!has_meaning_alone(node)) return std::nullopt;
    std::array<Int256, 3> operands{};
    for (std::size_t i = 0; i < value::row(node.op).arity; ++i) {
        const auto* number = constant(node.inputs[i]);
        if (number == nullptr) return std::nullopt;
        operands[i] = number->value;
    }
    Fixed made;
    made.value = map_row<Int256>(node.op, operands[0], operands[1], operands[2]);
    return made;
}

/// An operator that changes nothing.
std::optional<NodeId> Simplifier::same(const Node& node) const {
    const auto a = node.inputs[0];
    const auto b = node.inputs[1];
    const auto is = [&](NodeId id, int number) {
        const auto found = id ? number_of(id) : std::nullopt;
        return found && *found == number;
    };
    std::optional<NodeId> found;
    switch (node.op) {
        case Operator::add:
            if (is(a, 0)) found = b;
            if (is(b, 0)) found = a;
            break;
        case Operator::subtract:
            if (is(b, 0)) found = a;
            break;
        case Operator::multiply:
            if (is(a, 1)) found = b;
            if (is(b, 1)) found = a;
            break;
        default: break;
    }
    if (!found || fixed(*found) != nullptr || !is_numeric(*found)) return std::nullopt;
    return in_stage_of(node, *found) ? found : std::nullopt;
}

/// What the node looks at in fact: a node of its own stage may be the same as another.
NodeId Simplifier::seen(const Node& node, NodeId id) const {
    while (in_stage_of(node, id)) {
        const auto* other = std::get_if<Same>(&made_.recipes[id.index]);
        if (other == nullptr) break;
        id = other->of;
    }
    return id;
}

bool Simplifier::is_numeric(NodeId id) const {
    return graph_[id].form != graph::Form::boolean && is_narrow_node(graph_[id]);
}

bool Simplifier::in_stage_of(const Node& node, NodeId other) const {
    const NodeId id{static_cast<std::uint32_t>(&node - graph_.nodes.data())};
    return order_.by_pieces(other) && order_.stage(other) == order_.stage(id);
}

// --- bounds ---

std::optional<Simplifier::Bound> Simplifier::bound(NodeId id) const {
    const Node& node = graph_[id];
    const bool is_bound = node.op == Operator::minimum || node.op == Operator::maximum;
    if (node.kind != NodeKind::map || !is_bound) return std::nullopt;
    const bool first = number_of(node.inputs[0]).has_value();
    const auto number = number_of(node.inputs[first ? 0 : 1]);
    const auto other = seen(node, node.inputs[first ? 1 : 0]);
    if (!number || fixed(other) != nullptr || !is_numeric(other)) return std::nullopt;
    return Bound{node.op, *number, other};
}

std::optional<Clamp> Simplifier::clamp(NodeId id) const {
    std::vector<Bound> bounds;  // the inner ones last
    for (auto next = bound(id); next;) {
        bounds.push_back(*next);
        next = is_own(id, next->of) ? bound(next->of) : std::nullopt;
    }
    if (bounds.empty()) return std::nullopt;
    auto made = Clamp{bounds.back().of, {}, {}};
    for (auto one = bounds.rbegin(); one != bounds.rend(); ++one) {
        const auto number = one->number;
        if (one->op == Operator::maximum) {
            made.low = std::max(number, made.low.value_or(number));
            if (made.high) made.high = std::max(*made.high, number);
        } else {
            made.high = std::min(number, made.high.value_or(number));
            if (made.low) made.low = std::min(*made.low, number);
        }
    }
    return made;
}

/// Nobody but the root's form needs the node.
bool Simplifier::is_own(NodeId root, NodeId id) const {
    return order_.by_pieces(id) && order_.stage(id) == order_.stage(root) && uses_[id.index] == 1 &&
           !order_.stored(id) && std::holds_alternative<Plain>(made_.recipes[id.index]) &&
           !is_worth(id);
}

/// Without bounds that the value keeps by itself.
void Simplifier::bounds_needed(Clamp& made) const {
    const auto& of = reach_[made.of.index];
    if (made.low && *made.low <= of.low) made.low.reset();
    if (made.high && *made.high >= of.high) made.high.reset();
}

/// No rounding changes a whole quotient or the order of two, so bounds of the quotient are as many
/// times the divisor before. Worth it where less than that is divided slowly.
std::optional<BoundedQuotient> Simplifier::bounded_quotient(NodeId id, const Clamp& within) const {
    const Node& quotient = graph_[within.of];
    const bool both = within.low && within.high && is_own(id, within.of);
    if (!both || quotient.kind != NodeKind::map || !value::is_division(quotient.op)) return {};
    const auto by = number_of(quotient.inputs[1]);
    const auto of = seen(quotient, quotient.inputs[0]);
    const Integer quick(simd::divisible_quickly);
    if (!by || *by < 1 || !fits_32_bits(of) || fits(graph_[of].range, quick)) return {};
    const Range bounds{Integer(*within.low) * *by, Integer(*within.high) * *by};
    if (!fits(bounds, quick) || *by >= simd::divisible_quickly) return {};
    return BoundedQuotient{of, *within.low * *by, *within.high * *by, *by, quotient.op};
}

std::optional<CappedSum> Simplifier::capped_sum(NodeId id, const Clamp& within) const {
    if (within.low || !within.high || !is_own(id, within.of)) return std::nullopt;
    const Node& sum = graph_[within.of];
    const bool small = sum.kind == NodeKind::reduce && is_few(graph_[sum.inputs[0]].range) &&
                       fixed(sum.inputs[0]) == nullptr;
    if (!small || *within.high < 0 || hold_of(graph_[id]) != Hold::i8) return std::nullopt;
    return CappedSum{within.of, *within.high};
}

// --- ratios ---

bool Simplifier::fits_32_bits(NodeId id) const {
    return fixed(id) == nullptr && is_numeric(id) && hold_of(graph_[id]) <= Hold::i32;
}

std::optional<Ratio> Simplifier::ratio(NodeId id) const {
    const Node& node = graph_[id];
    if (!value::is_division(node.op) || hold_of(node) > Hold::i32) return std::nullopt;
    const auto product = seen(node, node.inputs[0]);
    const auto by = seen(node, node.inputs[1]);
    const Node& inner = graph_[product];
    const bool multiple = inner.kind == NodeKind::map && inner.op == Operator::multiply;
    if (!multiple || !is_own(id, product) || !fits_32_bits(by)) return std::nullopt;
    const auto at = factor_of(inner);
    if (!at || !fits(inner.range, Integer(simd::divisible))) return std::nullopt;
    const auto factor = *number_of(inner.inputs[*at]);
    const auto of = seen(inner, inner.inputs[1 - *at]);
    if (!fits_32_bits(of) || !fits(Range{factor, factor}, Integer(simd::divisible))) return {};
    const auto most = Integer(std::max(-graph_[of].range.low, graph_[of].range.high));
    if (most * abs(Integer(factor)) >= Integer(simd::divisible)) return std::nullopt;
    return Ratio{of, factor, by};
}

// --- sums of multiples ---

bool Simplifier::is_linear(Operator op) {
    return op == Operator::add || op == Operator::subtract || op == Operator::negate ||
           op == Operator::multiply;
}

/// A product is linear if one side is a number: which.
std::optional<std::size_t> Simplifier::factor_of(const Node& node) const {
    for (std::size_t i = 0; i < 2; ++i) {
        if (number_of(node.inputs[i])) return i;
    }
    return std::nullopt;
}

/// Sums narrower than the root's are made on their own.
bool Simplifier::may_open(NodeId root, NodeId id) const {
    const Node& node = graph_[id];
    if (node.kind != NodeKind::map || !is_linear(node.op) || !is_numeric(id)) return false;
    if (node.op == Operator::multiply && !factor_of(node)) return false;
    const bool sum = node.op == Operator::add || node.op == Operator::subtract;
    if (sum && hold_of(node) != hold_of(graph_[root])) return false;
    return is_own(root, id);
}

std::optional<Multiples> Simplifier::multiples(NodeId root) const {
    const Node& first = graph_[root];
    if (!is_linear(first.op) || first.form == graph::Form::boolean) return std::nullopt;
    if (first.op == Operator::multiply && !factor_of(first)) return std::nullopt;
    Multiples made;
    Int256 rest = 0;
    std::map<NodeId, std::size_t> places;
    std::vector<std::pair<NodeId, Int256>> open{{root, 1}};
    while (!open.empty()) {
        const auto [given, factor] = open.back();
        const auto id = seen(first, given);
        open.pop_back();
        if (const auto* number = constant(id)) {
            rest += factor * number->value;
        } else if (id != root && (!may_open(root, id) || !is_modest(factor))) {
            const bool once = abs(factor) == 1;
            if (fixed(id) != nullptr ? !once : !is_numeric(id)) return std::nullopt;
            const auto times = convert<std::int64_t>(factor);
            const auto [place, fresh] = places.emplace(id, made.terms.size());
            if (fresh || fixed(id) != nullptr) {  // a number for all rows is only added
                made.terms.push_back({id, times});
            } else {
                auto& known = made.terms[place->second].factor;
                known = wrapping_add(known, times);
            }
        } else {
            open_up(graph_[id], factor, open);
        }
    }
    made.rest = convert<std::int64_t>(rest);
    std::erase_if(made.terms, [](const auto& term) { return term.factor == 0; });
    return made;
}

bool Simplifier::is_modest(const Int256& factor) {
    return abs(factor) < (Int256(1) << 62);  // products and sums stay far below 256 bits
}

void Simplifier::open_up(const Node& node, const Int256& factor,
                         std::vector<std::pair<NodeId, Int256>>& open) const {
    const auto a = node.inputs[0];
    const auto b = node.inputs[1];
    switch (node.op) {
        case Operator::negate: open.emplace_back(a, -factor); break;
        case Operator::multiply: {
            const auto at = *factor_of(node);
            open.emplace_back(node.inputs[1 - at], factor * *number_of(node.inputs[at]));
            break;
        }
        default:
            open.emplace_back(a, factor);
            open.emplace_back(b, node.op == Operator::subtract ? Int256(-factor) : factor);
    }
}

// --- what it is ---

void Simplifier::demand(NodeId id) { made_.worked_out[id.index] = true; }

void Simplifier::decide(NodeId id) {
    const Node& node = graph_[id];
    auto& recipe = made_.recipes[id.index];
    if (std::holds_alternative<Fixed>(recipe)) return;
    if (const auto* other = std::get_if<Same>(&recipe)) return demand(other->of);
    if (!plain_ && node.kind == NodeKind::map && is_narrow_node(node)) simplify(id, node);
    if (const auto* look_up = std::get_if<LookUp>(&recipe)) return demand(look_up->of);
    if (const auto* within = std::get_if<Clamp>(&recipe)) return demand(within->of);
    if (const auto* quotient = std::get_if<BoundedQuotient>(&recipe)) return demand(quotient->of);
    if (const auto* capped = std::get_if<CappedSum>(&recipe))
        return demand(graph_[capped->sum].inputs[0]);
    if (const auto* quotient = std::get_if<Ratio>(&recipe)) {
        demand(quotient->of);
        return demand(quotient->by);
    }
    if (const auto* sum = std::get_if<Multiples>(&recipe)) {
        for (const auto& term : sum->terms) demand(term.node);
        return;
    }
    if (const auto* other = std::get_if<Same>(&recipe)) return demand(other->of);
    for (const auto input : node.inputs) {
        if (input) demand(input);
    }
    if (plain_ && node.guard) demand(node.guard);
}

void Simplifier::simplify(NodeId id, const Node& node) {
    auto& recipe = made_.recipes[id.index];
    if (is_worth(id)) {
        recipe = std::move(*look_ups_[id.index]);
    } else if (auto within = clamp(id)) {
        bounds_needed(*within);
        if (auto capped = capped_sum(id, *within)) {
            recipe = *capped;
        } else if (auto quotient = bounded_quotient(id, *within)) {
            recipe = *quotient;
        } else if (within->low || within->high) {
            recipe = *within;
        } else if (in_stage_of(node, within->of)) {
            recipe = Same{within->of};
        }
    } else if (auto quotient = ratio(id)) {
        recipe = *quotient;
    } else if (auto sum = multiples(id)) {
        recipe = *std::move(sum);
    }
}

Simplified simplify(const Program& program, const Order& order, bool plain) {
    return Simplifier(program, order, plain).run();
}

}  // namespace meritum::exec
