// See schedule.hpp. Stage by stage the steps of each node; then which registers share memory.
#include "exec/schedule.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "exec/holds.hpp"
#include "exec/kernels.hpp"
#include "exec/order.hpp"
#include "exec/slots.hpp"

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

bool is_logic(Operator op) {
    switch (op) {
        case Operator::logical_not:
        case Operator::logical_and:
        case Operator::logical_or:
        case Operator::less:
        case Operator::less_equal:
        case Operator::equal:
        case Operator::minimum:
        case Operator::maximum:
        case Operator::select: return true;
        default: return false;
    }
}

template <class Id>
struct Named {
    Operator op;
    Id id;
};

constexpr Named<simd::Arithmetic> arithmetic_ops[] = {
    {Operator::negate, simd::Arithmetic::negate},
    {Operator::absolute, simd::Arithmetic::absolute},
    {Operator::add, simd::Arithmetic::add},
    {Operator::subtract, simd::Arithmetic::subtract},
    {Operator::multiply, simd::Arithmetic::multiply},
    {Operator::minimum, simd::Arithmetic::minimum},
    {Operator::maximum, simd::Arithmetic::maximum}};
constexpr Named<simd::Comparison> comparison_ops[] = {
    {Operator::less, simd::Comparison::less},
    {Operator::less_equal, simd::Comparison::less_equal},
    {Operator::equal, simd::Comparison::equal}};
constexpr Named<simd::Division> division_ops[] = {
    {Operator::divide_floor, simd::Division::floor},
    {Operator::divide_ceiling, simd::Division::ceiling},
    {Operator::divide_half_up, simd::Division::half_up},
    {Operator::divide_half_even, simd::Division::half_even},
    {Operator::divide_up, simd::Division::up},
    {Operator::divide_down, simd::Division::down}};

template <class Id, std::size_t n>
std::optional<std::uint8_t> find(const Named<Id> (&all)[n], Operator op) {
    for (const auto& one : all) {
        if (one.op == op) return static_cast<std::uint8_t>(one.id);
    }
    return std::nullopt;
}

class Scheduler {
public:
    Scheduler(const Program& program, bool poison)
        : program_(program),
          graph_(*program.graph),
          poison_(poison),
          order_(program, poison),
          simplified_(simplify(program, order_, poison)) {
        fixed_of_.resize(graph_.nodes.size());
        registers_of_.resize(graph_.nodes.size());
    }

    Schedule run() {
        find_fixed();
        std::uint32_t last = 0;
        for (const Instruction& each : program_.instructions) {
            if (order_.needed(each.node)) last = std::max(last, order_.stage(each.node));
        }
        for (std::uint32_t stage = 0; stage <= last; ++stage) plan(stage);
        share_memory(made_);
        return std::move(made_);
    }

private:
    // --- fixed numbers ---

    void find_fixed() {
        for (const Instruction& each : program_.instructions) {
            const auto* fixed = std::get_if<Fixed>(&simplified_.recipes[each.node.index]);
            if (fixed != nullptr) fixed_of_[each.node.index] = add_fixed(*fixed);
        }
    }

    std::uint32_t add_fixed(const Fixed& fixed) {
        made_.fixed.push_back(fixed);
        return static_cast<std::uint32_t>(made_.fixed.size() - 1);
    }

    Operand fixed(std::int64_t number) {
        Fixed made;
        made.value = number;
        return {Operand::Kind::fixed, add_fixed(made)};
    }

    // --- registers ---

    std::uint32_t new_register(TableId table, Hold hold) {
        made_.registers.push_back({table, hold, 0});
        return static_cast<std::uint32_t>(made_.registers.size() - 1);
    }

    Step& emit(Step::Kind kind, NodeId node, Hold width, std::array<Operand, 3> in,
               std::uint32_t out, std::uint8_t op = 0) {
        steps_->push_back({kind, op, width, node, in, out, 0});
        return steps_->back();
    }

    static Operand reg(std::uint32_t index) { return {Operand::Kind::reg, index}; }

    /// What stands for the node where it is made.
    NodeId resolved(NodeId id) const {
        while (order_.stage(id) == stage_) {
            const auto* same = std::get_if<Same>(&simplified_.recipes[id.index]);
            if (same == nullptr) break;
            id = same->of;
        }
        return id;
    }

    /// Where the node's values are, as they are held.
    std::uint32_t register_of(NodeId id) {
        id = resolved(id);
        const Node& node = graph_[id];
        const auto hold = hold_of(node);
        auto& known = registers_of_[id.index];
        if (const auto found = known.find(hold); found != known.end()) return found->second;
        const auto out = new_register(node.table, hold);
        known.emplace(hold, out);
        const auto& fixed = fixed_of_[id.index];
        if (fixed) {
            emit(Step::Kind::fill, id, hold, {Operand{Operand::Kind::fixed, *fixed}}, out);
        } else {
            emit(Step::Kind::load_whole, id, hold, {}, out);
        }
        return out;
    }

    /// The node's values in this width: narrow.
    Operand operand(NodeId id, Hold width) {
        id = resolved(id);
        if (const auto& fixed = fixed_of_[id.index]) return {Operand::Kind::fixed, *fixed};
        const auto own = hold_of(graph_[id]);
        const auto from = register_of(id);
        if (own == width) return reg(from);
        auto& known = registers_of_[id.index];
        if (const auto found = known.find(width); found != known.end()) return reg(found->second);
        const auto out = new_register(graph_[id].table, width);
        known.emplace(width, out);
        const auto kind = own == Hold::bits ? Step::Kind::from_bits : Step::Kind::convert;
        emit(kind, id, own, {reg(from)}, out);
        return reg(out);
    }

    Operand bits(NodeId id) { return reg(register_of(id)); }

    void give(NodeId id, std::uint32_t out) {
        registers_of_[id.index].emplace(hold_of(graph_[id]), out);
    }

    // --- stages ---

    void plan(std::uint32_t stage) {
        Stage made;
        stage_ = stage;
        steps_ = &made.steps;
        keys_ = &made.keys;
        for (auto& known : registers_of_) known.clear();
        counts_.clear();
        for (const Instruction& each : program_.instructions) {
            if (!order_.needed(each.node) || order_.stage(each.node) != stage) continue;
            if (!order_.by_pieces(each.node)) {
                made.whole.push_back(each.node);
                continue;
            }
            if (!simplified_.worked_out[each.node.index]) continue;
            if (!fixed_of_[each.node.index]) compute(each);
            if (poison_ && graph_[each.node].guard && !fixed_of_[each.node.index]) poison(each);
            if (order_.stored(each.node)) store(each.node);
        }
        made_.stages.push_back(std::move(made));
    }

    void poison(const Instruction& each) {
        const auto own = register_of(each.node);
        const auto holds = bits(graph_[each.node].guard);
        emit(Step::Kind::poison, each.node, hold_of(graph_[each.node]), {holds, reg(own)}, own);
    }

    void store(NodeId id) {
        const auto hold = hold_of(graph_[id]);
        const auto from =
            is_narrow(hold) && !fixed_of_[id.index] ? operand(id, hold) : reg(register_of(id));
        emit(Step::Kind::store, id, hold, {from}, no_register);
        made_.stored.push_back(id);
    }

    void compute(const Instruction& each) {
        const Node& node = graph_[each.node];
        const auto& recipe = simplified_.recipes[each.node.index];
        if (std::holds_alternative<Same>(recipe)) return;
        if (const auto* within = std::get_if<Clamp>(&recipe)) return clamp(each.node, *within);
        if (const auto* look_up = std::get_if<LookUp>(&recipe))
            return look_up_in(each.node, *look_up);
        if (const auto* sum = std::get_if<Multiples>(&recipe)) return multiples(each.node, *sum);
        switch (node.kind) {
            case NodeKind::map:
                if (!leaf(each.node, node) && !narrow(each.node, node)) general(each);
                return;
            case NodeKind::read: return read(each.node, node);
            case NodeKind::reduce: {
                const auto in = reg(register_of(node.inputs[0]));
                const auto out = new_register(node.table, hold_of(node));
                emit(Step::Kind::sum, each.node, hold_of(graph_[node.inputs[0]]), {in}, out);
                return give(each.node, out);
            }
            case NodeKind::scan: {
                const auto in = operands_as_held(node);
                const auto out = new_register(node.table, hold_of(node));
                emit(Step::Kind::scan, each.node, hold_of(node), in, out);
                keys_->push_back(node.key);
                return give(each.node, out);
            }
            case NodeKind::rank:
            case NodeKind::previous: break;  // whole
        }
    }

    void read(NodeId id, const Node& node) {
        const auto out_hold = hold_of(node);
        if (graph_.keys[node.key.index].kind == KeyKind::value) {
            const auto out = new_register(node.table, out_hold);
            emit(Step::Kind::gather, id, out_hold, {}, out);
            keys_->push_back(node.key);
            return give(id, out);
        }
        // Of an owner: what the coarser node holds, which is as wide.
        const auto in = reg(register_of(node.inputs[0]));
        const auto in_hold = hold_of(graph_[node.inputs[0]]);
        const auto out = new_register(node.table, in_hold);
        emit(Step::Kind::expand, id, in_hold, {in}, out);
        if (in_hold == out_hold) return give(id, out);
        const auto converted = new_register(node.table, out_hold);
        emit(Step::Kind::convert, id, in_hold, {reg(out)}, converted);
        give(id, converted);
    }

    bool leaf(NodeId id, const Node& node) {
        if (value::row(node.op).arity != 0) return false;
        const auto out = new_register(node.table, hold_of(node));
        const bool value = node.op == Operator::input;
        if (value) made_.loaded.emplace_back(node.payload);
        emit(value ? Step::Kind::load : Step::Kind::load_known, id, hold_of(node), {}, out);
        give(id, out);
        return true;
    }

    std::array<Operand, 3> operands_as_held(const Node& node) {
        std::array<Operand, 3> in{};
        for (std::size_t i = 0; i < 3; ++i) {
            if (node.inputs[i]) in[i] = reg(register_of(node.inputs[i]));
        }
        return in;
    }

    void general(const Instruction& each) {
        const Node& node = graph_[each.node];
        const auto in = operands_as_held(node);
        const auto out = new_register(node.table, hold_of(node));
        emit(Step::Kind::general, each.node, hold_of(node), in, out);
        give(each.node, out);
    }

    // --- operators on narrow numbers ---

    Hold operand_hold(NodeId id) const {
        const bool truth = graph_[id].form == graph::Form::boolean;
        return truth ? Hold::bits : narrowest(operand_range(id));
    }

    Range operand_range(NodeId id) const {
        const auto& fixed = fixed_of_[id.index];
        if (fixed && made_.fixed[*fixed].kind == Fixed::Kind::constant) {
            const Integer value(made_.fixed[*fixed].value);
            return {value, value};
        }
        return graph_[id].range;
    }

    /// The widest of the operands; nothing if one of them is wide. Truths are numbers of 8 bits.
    std::optional<Hold> widest(const Node& node, std::size_t first) const {
        Hold most = Hold::i8;
        for (std::size_t i = first; i < 3; ++i) {
            if (!node.inputs[i]) continue;
            const auto hold = operand_hold(node.inputs[i]);
            if (hold == Hold::bits) continue;
            if (!is_narrow(hold)) return std::nullopt;
            most = std::max(most, hold);
        }
        return most;
    }

    bool all_bits(const Node& node) const {
        return std::all_of(node.inputs.begin(), node.inputs.end(), [&](NodeId input) {
            return !input || graph_[input].form == graph::Form::boolean;
        });
    }

    bool narrow(NodeId id, const Node& node) {
        const auto hold = hold_of(node);
        if (hold == Hold::bits && is_logic(node.op) && all_bits(node)) {
            const auto in = operands_as_held(node);
            const auto out = new_register(node.table, hold);
            emit(Step::Kind::logic, id, hold, in, out, static_cast<std::uint8_t>(node.op));
            give(id, out);
            return true;
        }
        const auto most = widest(node, node.op == Operator::select ? 1 : 0);
        if (!most) return false;
        if (const auto op = find(comparison_ops, node.op)) {
            if (hold != Hold::bits) return false;
            step(id, node, Step::Kind::comparison, *op, *most);
            return true;
        }
        if (!is_narrow(hold)) return false;
        if (node.op == Operator::select) {
            select(id, node);
            return true;
        }
        if (const auto op = find(division_ops, node.op)) {
            const Integer limit(simd::divisible);
            const bool exact = fits(operand_range(node.inputs[0]), limit) &&
                               fits(operand_range(node.inputs[1]), limit);
            if (!exact) return false;
            step(id, node, Step::Kind::division, *op, std::max({*most, hold, Hold::i32}));
            return true;
        }
        if (const auto op = find(arithmetic_ops, node.op)) {
            arithmetic(id, node, static_cast<simd::Arithmetic>(*op), *most);
            return true;
        }
        return false;
    }

    /// What wraps is right in the result's own width, whatever its operands are cut to.
    void arithmetic(NodeId id, const Node& node, simd::Arithmetic op, Hold most) {
        const auto code = static_cast<std::uint8_t>(op);
        auto width = hold_of(node);
        switch (op) {
            case simd::Arithmetic::absolute:
            case simd::Arithmetic::minimum:
            case simd::Arithmetic::maximum: width = std::max(width, most); break;
            case simd::Arithmetic::multiply: width = std::max(width, Hold::i16); break;
            case simd::Arithmetic::negate:
            case simd::Arithmetic::add:
            case simd::Arithmetic::subtract: break;
        }
        const Integer half = Integer(1) << 31;
        const bool halves = op == simd::Arithmetic::multiply && width == Hold::i64 &&
                            fits(operand_range(node.inputs[0]), half) &&
                            fits(operand_range(node.inputs[1]), half);
        step(id, node, halves ? Step::Kind::multiply_halves : Step::Kind::arithmetic, code, width);
    }

    /// A step on operands of one width; its result is brought to the node's own.
    void step(NodeId id, const Node& node, Step::Kind kind, std::uint8_t op, Hold width) {
        const auto hold = hold_of(node);
        const auto a = operand(node.inputs[0], width);
        const auto b = node.inputs[1] ? operand(node.inputs[1], width) : Operand{};
        const auto result = kind == Step::Kind::comparison ? Hold::bits : width;
        auto out = new_register(node.table, result);
        emit(kind, id, width, {a, b}, out, op);
        if (result != hold) {
            const auto wide = out;
            out = new_register(node.table, hold);
            emit(Step::Kind::convert, id, result, {reg(wide)}, out);
        }
        give(id, out);
    }

    void select(NodeId id, const Node& node) {
        const auto hold = hold_of(node);
        const auto holds = bits(node.inputs[0]);
        const auto a = operand(node.inputs[1], hold);
        const auto b = operand(node.inputs[2], hold);
        const auto out = new_register(node.table, hold);
        emit(Step::Kind::select, id, hold, {holds, a, b}, out);
        give(id, out);
    }

    // --- simpler recipes ---

    /// The result of a step in the node's own width.
    void give_as_held(NodeId id, std::uint32_t out) {
        const auto hold = hold_of(graph_[id]);
        const auto made = made_.registers[out].hold;
        if (made == hold) return give(id, out);
        const auto own = new_register(graph_[id].table, hold);
        emit(Step::Kind::convert, id, made, {reg(out)}, own);
        give(id, own);
    }

    void clamp(NodeId id, const Clamp& within) {
        const auto of = resolved(within.of);
        const auto table = graph_[id].table;
        auto width = hold_of(graph_[of]);
        for (const auto& bound : {within.low, within.high}) {
            if (bound) width = std::max(width, narrowest({*bound, *bound}));
        }
        const auto in = operand(of, width);
        const auto out = new_register(table, width);
        if (within.low && within.high) {
            emit(Step::Kind::clamp, id, width, {in, fixed(*within.low), fixed(*within.high)}, out);
        } else {
            const auto op = within.low ? simd::Arithmetic::maximum : simd::Arithmetic::minimum;
            emit(Step::Kind::arithmetic, id, width,
                 {in, fixed(within.low ? *within.low : *within.high)}, out,
                 static_cast<std::uint8_t>(op));
        }
        give_as_held(id, out);
    }

    std::uint32_t add_numbers(std::vector<std::int64_t> numbers) {
        made_.numbers.push_back(std::move(numbers));
        return static_cast<std::uint32_t>(made_.numbers.size() - 1);
    }

    void look_up_in(NodeId id, const LookUp& recipe) {
        const Node& node = graph_[id];
        const bool truth = node.form == graph::Form::boolean;
        const auto hold = truth ? Hold::i8 : hold_of(node);
        const auto place = place_in(id, recipe);
        auto out = new_register(node.table, hold);
        emit(Step::Kind::look_up, id, hold, {place}, out).numbers = add_numbers(values_of(recipe));
        if (truth) {
            const auto bits = new_register(node.table, Hold::bits);
            emit(Step::Kind::comparison, id, Hold::i8, {reg(out), fixed(1)}, bits,
                 static_cast<std::uint8_t>(simd::Comparison::equal));
            out = bits;
        }
        give(id, out);
    }

    /// By place: by value from the lowest of the other node on, or from 0 where that is above.
    std::vector<std::int64_t> values_of(const LookUp& recipe) const {
        const auto& range = graph_[recipe.of].range;
        if (!is_by_value(range)) return recipe.values;
        const auto low = std::min<std::int64_t>(0, range.low.convert_to<std::int64_t>());
        std::vector<std::int64_t> values;
        std::size_t part = 0;
        for (auto value = low; value <= range.high; ++value) {
            while (part < recipe.cuts.size() && recipe.cuts[part] <= value) ++part;
            values.push_back(recipe.values[part]);
        }
        return values;
    }

    Operand place_in(NodeId id, const LookUp& recipe) {
        const Node& of = graph_[recipe.of];
        if (is_by_value(of.range)) {
            const auto value = operand(recipe.of, Hold::i8);
            if (of.range.low >= 0) return value;
            const auto out = new_register(graph_[id].table, Hold::i8);
            emit(Step::Kind::arithmetic, id, Hold::i8,
                 {value, fixed(of.range.low.convert_to<std::int64_t>())}, out,
                 static_cast<std::uint8_t>(simd::Arithmetic::subtract));
            return reg(out);
        }
        auto& known = counts_[{recipe.of, recipe.cuts}];
        if (known) return *known;
        const std::int64_t least = recipe.cuts.front();
        const std::int64_t most = recipe.cuts.back();
        const auto width = std::max(hold_of(graph_[resolved(recipe.of)]), narrowest({least, most}));
        const auto out = new_register(graph_[id].table, Hold::i8);
        emit(Step::Kind::count, id, width, {operand(recipe.of, width)}, out).numbers =
            add_numbers(recipe.cuts);
        known = reg(out);
        return *known;
    }

    /// The sum in steps; what wraps on the way is right in the end.
    void multiples(NodeId id, const Multiples& sum) {
        const auto hold = hold_of(graph_[id]);
        auto so_far = sum.rest != 0 ? std::optional(fixed(sum.rest)) : std::nullopt;
        auto terms = sum.terms;
        std::stable_partition(terms.begin(), terms.end(),
                              [&](const auto& term) { return !is_plain_term(term, hold); });
        for (const auto& term : terms) so_far = add_term(id, hold, so_far, term);
        if (so_far->kind == Operand::Kind::reg) return give(id, so_far->index);
        give(id, filled(id, hold, *so_far));
    }

    bool is_plain_term(const Multiples::Term& term, Hold hold) const {
        const bool once = term.factor == 1 || term.factor == -1;
        return once && (fixed_of_[term.node.index] || hold_of(graph_[resolved(term.node)]) >= hold);
    }

    Operand add_term(NodeId id, Hold hold, const std::optional<Operand>& so_far,
                     const Multiples::Term& term) {
        const auto table = graph_[id].table;
        const auto node = resolved(term.node);
        if (!is_plain_term(term, hold) && can_scale(node, hold, term.factor)) {
            const auto least = hold == Hold::i64 ? Hold::i32 : Hold::i8;  // what kernels widen
            const auto from = std::max(std::min(hold_of(graph_[node]), hold), least);
            const auto in = operand(node, from);
            const auto out = new_register(table, hold);
            emit(Step::Kind::scaled, id, from,
                 {so_far ? *so_far : fixed(0), in, fixed(term.factor)}, out);
            return reg(out);
        }
        auto own = operand(node, hold);
        auto factor = term.factor;
        if (factor != 1 && factor != -1) {
            own = combined(id, hold, simd::Arithmetic::multiply, own, fixed(factor));
            factor = 1;
        }
        if (!so_far) {
            return factor == 1 ? own : combined(id, hold, simd::Arithmetic::negate, own, {});
        }
        const auto op = factor == 1 ? simd::Arithmetic::add : simd::Arithmetic::subtract;
        return combined(id, hold, op, *so_far, own);
    }

    /// No path multiplies 64 bits at once: only halves of them.
    bool can_scale(NodeId node, Hold hold, std::int64_t factor) const {
        if (fixed_of_[node.index]) return false;
        if (hold != Hold::i64) return true;
        return hold_of(graph_[node]) <= Hold::i32 && narrowest({factor, factor}) <= Hold::i32;
    }

    Operand combined(NodeId id, Hold hold, simd::Arithmetic op, Operand a, Operand b) {
        const auto out = new_register(graph_[id].table, hold);
        emit(Step::Kind::arithmetic, id, hold, {a, b}, out, static_cast<std::uint8_t>(op));
        return reg(out);
    }

    std::uint32_t filled(NodeId id, Hold hold, const Operand& number) {
        const auto out = new_register(graph_[id].table, hold);
        emit(Step::Kind::fill, id, hold, {number}, out);
        return out;
    }

    const Program& program_;
    const Graph& graph_;
    bool poison_;
    Order order_;
    Simplified simplified_;
    std::vector<std::optional<std::uint32_t>> fixed_of_;       ///< by node: in Schedule::fixed
    std::vector<std::map<Hold, std::uint32_t>> registers_of_;  ///< by node, in this stage
    std::map<std::pair<NodeId, std::vector<std::int64_t>>, std::optional<Operand>> counts_;
    std::uint32_t stage_ = 0;
    std::vector<Step>* steps_ = nullptr;  ///< of this stage
    std::vector<KeyId>* keys_ = nullptr;
    Schedule made_;
};

}  // namespace

Schedule schedule(const Program& program, bool poison) { return Scheduler(program, poison).run(); }

}  // namespace meritum::exec
