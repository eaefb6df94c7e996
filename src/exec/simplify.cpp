// See simplify.hpp. From the inputs on it is found what each node could be; from the results back,
// what is worth it and who is asked for. Forms do not reach across stages.
#include "exec/simplify.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "exec/holds.hpp"
#include "exec/kernels.hpp"
#include "exec/lanes.hpp"
#include "simd/kernels.hpp"

namespace meritum::exec {
namespace {

using graph::Graph;
using graph::KeyKind;
using graph::Node;
using graph::NodeKind;
using graph::Range;
using number::Int256;
using number::Integer;
using value::Operator;

/// Beyond this a step more does not count any more.
constexpr unsigned many_steps = 200;

bool is_narrow_node(const Node& node) {
    return node.form == graph::Form::boolean || is_narrow(hold_of(node));
}

std::int64_t narrow_number(const Integer& value) { return value.convert_to<std::int64_t>(); }

/// How many values there are, or more than fit a look-up.
bool is_small(const Range& range) { return range.high - range.low < most_values; }

/// The part of a look-up that holds this value of the other node; its lowest first.
std::int64_t at_least(const LookUp& from, std::int64_t value) {
    const auto after = std::upper_bound(from.cuts.begin(), from.cuts.end(), value);
    return from.values[static_cast<std::size_t>(after - from.cuts.begin())];
}

/// Cuts that change nothing go.
void tidy(LookUp& made) {
    LookUp kept{made.of, {}, {made.values.front()}};
    for (std::size_t i = 0; i < made.cuts.size(); ++i) {
        if (made.values[i + 1] == kept.values.back()) continue;
        kept.cuts.push_back(made.cuts[i]);
        kept.values.push_back(made.values[i + 1]);
    }
    made = std::move(kept);
}

class Simplifier {
public:
    Simplifier(const Program& program, const Order& order, bool plain)
        : program_(program),
          graph_(*program.graph),
          order_(order),
          plain_(plain),
          uses_(graph_.nodes.size()),
          last_user_(graph_.nodes.size()),
          look_ups_(graph_.nodes.size()),
          steps_(graph_.nodes.size()),
          edge_(graph_.nodes.size()) {
        made_.recipes.resize(graph_.nodes.size());
        made_.worked_out.resize(graph_.nodes.size());
    }

    Simplified run() {
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

private:
    bool goes(NodeId id) const { return order_.needed(id) && order_.by_pieces(id); }

    void count_uses() {
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

    const Fixed* fixed(NodeId id) const { return std::get_if<Fixed>(&made_.recipes[id.index]); }

    const Fixed* constant(NodeId id) const {
        const auto* found = fixed(id);
        return found != nullptr && found->kind == Fixed::Kind::constant ? found : nullptr;
    }

    /// Of a constant that fits.
    std::optional<std::int64_t> number_of(NodeId id) const {
        const auto* found = constant(id);
        if (found == nullptr) return std::nullopt;
        const auto number = convert<std::int64_t>(found->value);
        if (found->value != Int256(number)) return std::nullopt;
        return number;
    }

    // --- what a node could be ---

    void find(NodeId id) {
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
                Fixed one;
                one.value = look_up->values.front();
                recipe = one;
                look_up.reset();
            }
            drop_inputs(id, node);
        }
    }

    std::optional<Fixed> as_fixed(const Node& node) const {
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

    static bool is_constant(const Node& node) {
        return node.kind == NodeKind::map && node.op == Operator::constant;
    }

    Fixed constant_of(const Node& node) const {
        Fixed made;
        made.value = static_cast<Int256>(graph_.constants[node.payload]);
        return made;
    }

    static bool has_meaning_alone(const Node& node) {
        return value::row(node.op).arity > 0 && !value::reads_table(node.op) &&
               node.op != Operator::power;
    }

    /// An operator of constants alone.
    std::optional<Fixed> folded(const Node& node) const {
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
    std::optional<NodeId> same(const Node& node) const {
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
    NodeId seen(const Node& node, NodeId id) const {
        while (in_stage_of(node, id)) {
            const auto* other = std::get_if<Same>(&made_.recipes[id.index]);
            if (other == nullptr) break;
            id = other->of;
        }
        return id;
    }

    bool is_numeric(NodeId id) const {
        return graph_[id].form != graph::Form::boolean && is_narrow_node(graph_[id]);
    }

    bool in_stage_of(const Node& node, NodeId other) const {
        const NodeId id{static_cast<std::uint32_t>(&node - graph_.nodes.data())};
        return order_.by_pieces(other) && order_.stage(other) == order_.stage(id);
    }

    // --- look-ups ---

    /// As a function of one other node, in few pieces.
    std::optional<LookUp> piecewise(NodeId id, const Node& node) {
        if (!has_meaning_alone(node)) return std::nullopt;
        std::array<const LookUp*, 3> given{};
        std::array<std::int64_t, 3> numbers{};
        std::vector<NodeId> open;
        bool all_given = true;
        unsigned steps = 1;
        for (std::size_t i = 0; i < value::row(node.op).arity; ++i) {
            const auto input = seen(node, node.inputs[i]);
            if (const auto number = number_of(input)) {
                numbers[i] = *number;
                continue;
            }
            if (fixed(input) != nullptr || !is_narrow_node(graph_[input])) return std::nullopt;
            open.push_back(input);
            const auto& known = look_ups_[input.index];
            given[i] = known && in_stage_of(node, input) ? &*known : nullptr;
            all_given = all_given && given[i] != nullptr;
            steps += steps_[input.index];
        }
        if (open.empty()) return std::nullopt;
        if (all_given) {
            if (auto made = merged(node, given, numbers)) {
                steps_[id.index] = std::min(steps, many_steps);
                return made;
            }
        }
        const bool one = std::all_of(open.begin(), open.end(),
                                     [&](NodeId other) { return other == open.front(); });
        if (!one) return std::nullopt;
        steps_[id.index] = 1;
        return of_one(node, open.front(), numbers);
    }

    /// The inputs are functions of the same node.
    std::optional<LookUp> merged(const Node& node, const std::array<const LookUp*, 3>& given,
                                 const std::array<std::int64_t, 3>& numbers) const {
        LookUp made;
        for (const auto* one : given) {
            if (one == nullptr) continue;
            if (made.of && made.of != one->of) return std::nullopt;
            made.of = one->of;
            made.cuts.insert(made.cuts.end(), one->cuts.begin(), one->cuts.end());
        }
        std::sort(made.cuts.begin(), made.cuts.end());
        made.cuts.erase(std::unique(made.cuts.begin(), made.cuts.end()), made.cuts.end());
        constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
        for (std::size_t k = 0; k <= made.cuts.size(); ++k) {
            const auto from = k == 0 ? lowest : made.cuts[k - 1];
            auto in = numbers;
            for (std::size_t i = 0; i < in.size(); ++i) {
                if (given[i] != nullptr) in[i] = at_least(*given[i], from);
            }
            made.values.push_back(map_row<std::int64_t>(node.op, in[0], in[1], in[2]));
        }
        tidy(made);
        if (!is_by_value(graph_[made.of].range) && made.cuts.size() > most_cuts) return {};
        return made;
    }

    /// Of one input, which says few numbers or is compared with one.
    std::optional<LookUp> of_one(const Node& node, NodeId input,
                                 const std::array<std::int64_t, 3>& numbers) const {
        const auto& range = graph_[input].range;
        LookUp made;
        made.of = input;
        if (is_small(range)) {
            for (auto value = narrow_number(range.low); value <= narrow_number(range.high);
                 ++value) {
                auto in = numbers;
                for (std::size_t i = 0; i < in.size(); ++i) {
                    if (node.inputs[i] && seen(node, node.inputs[i]) == input) in[i] = value;
                }
                made.values.push_back(map_row<std::int64_t>(node.op, in[0], in[1], in[2]));
                if (made.values.size() > 1) made.cuts.push_back(value);
            }
            tidy(made);
            if (is_by_value(range) || made.cuts.size() <= most_cuts) return made;
            return std::nullopt;
        }
        const bool first = seen(node, node.inputs[0]) == input;
        if (first && node.inputs[1] && seen(node, node.inputs[1]) == input) return std::nullopt;
        const auto number = numbers[first ? 1 : 0];
        if (number == std::numeric_limits<std::int64_t>::max()) return std::nullopt;
        switch (node.op) {
            case Operator::less:
                made.cuts = {first ? number : number + 1};
                made.values = {first ? 1 : 0, first ? 0 : 1};
                return made;
            case Operator::less_equal:
                made.cuts = {first ? number + 1 : number};
                made.values = {first ? 1 : 0, first ? 0 : 1};
                return made;
            case Operator::equal:
                made.cuts = {number, number + 1};
                made.values = {0, 1, 0};
                return made;
            default: return std::nullopt;
        }
    }

    /// A look-up whose last user was seen is kept only where a user could not take it into its own.
    void drop_inputs(NodeId id, const Node& node) {
        const auto& own = look_ups_[id.index];
        const bool wide = node.form != graph::Form::boolean && hold_of(node) != Hold::i8;
        for (const auto given : node.inputs) {
            if (!given) continue;
            const auto input = seen(node, given);
            const auto& before = look_ups_[input.index];
            if (!own || !before || own->of != before->of || wide) edge_[input.index] = true;
            if (last_user_[input.index] != id.index) continue;
            if (!edge_[input.index] && !order_.stored(input)) look_ups_[input.index].reset();
        }
    }

    /// Steps saved against what a look-up takes.
    bool is_worth(NodeId id) const {
        const auto& look_up = look_ups_[id.index];
        if (!look_up) return false;
        const auto& range = graph_[look_up->of].range;
        auto own = is_by_value(range) ? 1 + static_cast<unsigned>((range.high - range.low) / 16)
                                      : 1 + static_cast<unsigned>(look_up->cuts.size());
        const auto hold = hold_of(graph_[id]);
        if (hold == Hold::bits) own += 1;
        if (hold > Hold::i8 && hold != Hold::bits) {  // row by row
            if (is_linear(graph_[id].op)) return false;
            own += 4;
        }
        return steps_[id.index] > own;
    }

    // --- bounds ---

    /// The least or greatest of a number and this.
    struct Bound {
        Operator op = Operator::minimum;
        std::int64_t number = 0;
        NodeId of;
    };

    std::optional<Bound> bound(NodeId id) const {
        const Node& node = graph_[id];
        const bool is_bound = node.op == Operator::minimum || node.op == Operator::maximum;
        if (node.kind != NodeKind::map || !is_bound) return std::nullopt;
        const bool first = number_of(node.inputs[0]).has_value();
        const auto number = number_of(node.inputs[first ? 0 : 1]);
        const auto other = seen(node, node.inputs[first ? 1 : 0]);
        if (!number || fixed(other) != nullptr || !is_numeric(other)) return std::nullopt;
        return Bound{node.op, *number, other};
    }

    std::optional<Clamp> clamp(NodeId id) const {
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
    bool is_own(NodeId root, NodeId id) const {
        return order_.by_pieces(id) && order_.stage(id) == order_.stage(root) &&
               uses_[id.index] == 1 && !order_.stored(id) &&
               std::holds_alternative<Plain>(made_.recipes[id.index]) && !is_worth(id);
    }

    /// Without bounds that the value keeps by itself.
    void bounds_needed(Clamp& made) const {
        const auto& range = graph_[made.of].range;
        if (made.low && Integer(*made.low) <= range.low) made.low.reset();
        if (made.high && Integer(*made.high) >= range.high) made.high.reset();
    }

    // --- ratios ---

    static bool is_division(Operator op) {
        switch (op) {
            case Operator::divide_floor:
            case Operator::divide_ceiling:
            case Operator::divide_half_up:
            case Operator::divide_half_even:
            case Operator::divide_up:
            case Operator::divide_down: return true;
            default: return false;
        }
    }

    bool fits_32_bits(NodeId id) const {
        return fixed(id) == nullptr && is_numeric(id) && hold_of(graph_[id]) <= Hold::i32;
    }

    std::optional<Ratio> ratio(NodeId id) const {
        const Node& node = graph_[id];
        if (!is_division(node.op) || hold_of(node) > Hold::i32) return std::nullopt;
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

    static bool is_linear(Operator op) {
        return op == Operator::add || op == Operator::subtract || op == Operator::negate ||
               op == Operator::multiply;
    }

    /// A product is linear if one side is a number: which.
    std::optional<std::size_t> factor_of(const Node& node) const {
        for (std::size_t i = 0; i < 2; ++i) {
            if (number_of(node.inputs[i])) return i;
        }
        return std::nullopt;
    }

    /// Sums narrower than the root's are made on their own.
    bool may_open(NodeId root, NodeId id) const {
        const Node& node = graph_[id];
        if (node.kind != NodeKind::map || !is_linear(node.op) || !is_numeric(id)) return false;
        if (node.op == Operator::multiply && !factor_of(node)) return false;
        const bool sum = node.op == Operator::add || node.op == Operator::subtract;
        if (sum && hold_of(node) != hold_of(graph_[root])) return false;
        return is_own(root, id);
    }

    std::optional<Multiples> multiples(NodeId root) const {
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
                const bool once = factor == 1 || factor == -1;
                if (fixed(id) != nullptr ? !once : !is_numeric(id)) return std::nullopt;
                const auto times = convert<std::int64_t>(factor);
                const auto [place, fresh] = places.emplace(id, made.terms.size());
                if (fresh) {
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
        if (made.terms.empty()) return std::nullopt;
        return made;
    }

    static bool is_modest(const Int256& factor) {
        return abs(factor) < (Int256(1) << 62);  // products and sums stay far below 256 bits
    }

    void open_up(const Node& node, const Int256& factor,
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

    void demand(NodeId id) { made_.worked_out[id.index] = true; }

    void decide(NodeId id) {
        const Node& node = graph_[id];
        auto& recipe = made_.recipes[id.index];
        if (std::holds_alternative<Fixed>(recipe)) return;
        if (const auto* other = std::get_if<Same>(&recipe)) return demand(other->of);
        if (!plain_ && node.kind == NodeKind::map && is_narrow_node(node)) simplify(id, node);
        if (const auto* look_up = std::get_if<LookUp>(&recipe)) return demand(look_up->of);
        if (const auto* within = std::get_if<Clamp>(&recipe)) return demand(within->of);
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

    void simplify(NodeId id, const Node& node) {
        auto& recipe = made_.recipes[id.index];
        if (is_worth(id)) {
            recipe = std::move(*look_ups_[id.index]);
        } else if (auto within = clamp(id)) {
            bounds_needed(*within);
            if (within->low || within->high) {
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

    const Program& program_;
    const Graph& graph_;
    const Order& order_;
    bool plain_;
    std::vector<std::uint32_t> uses_;       ///< by node: inputs of others that it is
    std::vector<std::uint32_t> last_user_;  ///< by node
    std::vector<std::optional<LookUp>> look_ups_;
    std::vector<unsigned> steps_;  ///< by node: that a look-up would stand for
    std::vector<bool> edge_;       ///< by node: somebody needs it as it is
    Simplified made_;
};

}  // namespace

bool is_by_value(const Range& of) {
    return is_small(of) && of.low >= -most_values && of.high < most_values;
}

Simplified simplify(const Program& program, const Order& order, bool plain) {
    return Simplifier(program, order, plain).run();
}

}  // namespace meritum::exec
