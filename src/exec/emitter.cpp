// See emitter.hpp. Nodes as the graph says them; emit_recipes.cpp has the simpler ways.
#include "exec/emitter.hpp"

#include <algorithm>

#include "exec/holds.hpp"
#include "exec/items.hpp"

namespace meritum::exec {

using graph::KeyKind;
using graph::NodeKind;
using number::Integer;
using value::Operator;

namespace {

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

}  // namespace

std::optional<std::uint8_t> Emitter::division_of(Operator op) { return find(division_ops, op); }

Emitter::Emitter(const Program& program, const Order& order, const Simplified& simplified,
                 bool poison, Schedule& made)
    : graph_(*program.graph),
      order_(order),
      simplified_(simplified),
      poison_(poison),
      made_(made),
      fixed_of_(graph_.nodes.size()),
      registers_of_(graph_.nodes.size()) {
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
        const auto* number = std::get_if<Fixed>(&simplified.recipes[i]);
        if (number != nullptr) fixed_of_[i] = add_fixed(*number);
    }
}

void Emitter::begin(std::uint32_t number, Stage& stage) {
    number_ = number;
    stage_ = &stage;
    for (const auto id : with_registers_) registers_of_[id.index].clear();
    with_registers_.clear();
    counts_.clear();
}

std::vector<NodeId> Emitter::needs(NodeId id, std::size_t part) const {
    const Node& node = graph_[id];
    const auto& recipe = simplified_.recipes[id.index];
    std::vector<NodeId> all;
    if (const auto* other = std::get_if<Same>(&recipe)) {
        all = {other->of};
    } else if (const auto* within = std::get_if<Clamp>(&recipe)) {
        all = {within->of};
    } else if (const auto* bounded = std::get_if<BoundedQuotient>(&recipe)) {
        all = {bounded->of};
    } else if (const auto* capped = std::get_if<CappedSum>(&recipe)) {
        all = {graph_[capped->sum].inputs[0]};
    } else if (const auto* look_up = std::get_if<LookUp>(&recipe)) {
        all = {look_up->of};
    } else if (const auto* quotient = std::get_if<Ratio>(&recipe)) {
        all = {quotient->of, quotient->by};
    } else if (const auto* sum = std::get_if<Multiples>(&recipe)) {
        const auto end = std::min(sum->terms.size(), (part + 1) * simd::most_terms);
        for (auto i = part * simd::most_terms; i < end; ++i) all.push_back(sum->terms[i].node);
    } else if (std::holds_alternative<Plain>(recipe)) {
        for (const auto input : node.inputs) {
            if (input) all.push_back(input);
        }
    }
    if (poison_ && node.guard) all.push_back(node.guard);
    return all;
}

std::size_t Emitter::parts(NodeId id) const {
    const auto* sum = std::get_if<Multiples>(&simplified_.recipes[id.index]);
    if (sum == nullptr) return 1;
    return std::max<std::size_t>(1, (sum->terms.size() + simd::most_terms - 1) / simd::most_terms);
}

void Emitter::make(NodeId id, std::size_t part) {
    const auto* sum = std::get_if<Multiples>(&simplified_.recipes[id.index]);
    if (sum != nullptr) multiples(id, *sum, part);
    if (part + 1 < parts(id)) return;
    const bool number = fixed_of_[id.index].has_value();
    if (sum == nullptr && !number) compute(id);
    if (poison_ && graph_[id].guard && !number) poison(id);
    if (order_.stored(id)) store(id);
}

std::uint32_t Emitter::add_fixed(const Fixed& fixed) {
    made_.fixed.push_back(fixed);
    return static_cast<std::uint32_t>(made_.fixed.size() - 1);
}

Operand Emitter::fixed(std::int64_t number) {
    Fixed made;
    made.value = number;
    return {Operand::Kind::fixed, add_fixed(made)};
}

// --- registers ---

std::uint32_t Emitter::new_register(TableId table, Hold hold) {
    made_.registers.push_back({table, hold, 0});
    return static_cast<std::uint32_t>(made_.registers.size() - 1);
}

Step& Emitter::emit(Step::Kind kind, NodeId node, Hold width, std::array<Operand, 3> in,
                    std::uint32_t out, std::uint8_t op) {
    stage_->steps.push_back({kind, op, width, node, in, out, 0, 0});
    return stage_->steps.back();
}

Operand Emitter::reg(std::uint32_t index) { return {Operand::Kind::reg, index}; }

/// What stands for the node where it is made.
NodeId Emitter::resolved(NodeId id) const {
    while (order_.stage(id) == number_) {
        const auto* same = std::get_if<Same>(&simplified_.recipes[id.index]);
        if (same == nullptr) break;
        id = same->of;
    }
    return id;
}

/// Where the node's values are, as they are held.
std::uint32_t Emitter::register_of(NodeId id) {
    id = resolved(id);
    const Node& node = graph_[id];
    const auto hold = hold_of(node);
    if (const auto found = known(id, hold)) return *found;
    const auto out = new_register(node.table, hold);
    remember(id, hold, out);
    const auto& fixed = fixed_of_[id.index];
    if (fixed) {
        emit(Step::Kind::fill, id, hold, {Operand{Operand::Kind::fixed, *fixed}}, out);
    } else {
        emit(Step::Kind::load_whole, id, hold, {}, out);
    }
    return out;
}

/// The node's values in this width: narrow.
Operand Emitter::operand(NodeId id, Hold width) {
    id = resolved(id);
    if (const auto& fixed = fixed_of_[id.index]) return {Operand::Kind::fixed, *fixed};
    const auto own = hold_of(graph_[id]);
    const auto from = register_of(id);
    if (own == width) return reg(from);
    if (const auto found = known(id, width)) return reg(*found);
    const auto out = new_register(graph_[id].table, width);
    remember(id, width, out);
    const auto kind = own == Hold::bits ? Step::Kind::from_bits : Step::Kind::convert;
    emit(kind, id, own, {reg(from)}, out);
    return reg(out);
}

Operand Emitter::bits(NodeId id) { return reg(register_of(id)); }

std::optional<std::uint32_t> Emitter::known(NodeId id, Hold hold) const {
    for (const auto& [width, at] : registers_of_[id.index]) {
        if (width == hold) return at;
    }
    return std::nullopt;
}

void Emitter::remember(NodeId id, Hold hold, std::uint32_t at) {
    if (registers_of_[id.index].empty()) with_registers_.push_back(id);
    registers_of_[id.index].emplace_back(hold, at);
}

void Emitter::give(NodeId id, std::uint32_t out) { remember(id, hold_of(graph_[id]), out); }

void Emitter::store(NodeId id) {
    const auto hold = hold_of(graph_[id]);
    const auto from =
        is_narrow(hold) && !fixed_of_[id.index] ? operand(id, hold) : reg(register_of(id));
    emit(Step::Kind::store, id, hold, {from}, no_register);
    made_.stored.push_back(id);
}

void Emitter::poison(NodeId id) {
    const auto own = register_of(id);
    const auto holds = bits(graph_[id].guard);
    emit(Step::Kind::poison, id, hold_of(graph_[id]), {holds, reg(own)}, own);
}

void Emitter::compute(NodeId id) {
    const Node& node = graph_[id];
    const auto& recipe = simplified_.recipes[id.index];
    if (std::holds_alternative<Same>(recipe)) return;
    if (const auto* within = std::get_if<Clamp>(&recipe)) return clamp(id, *within);
    if (const auto* bounded = std::get_if<BoundedQuotient>(&recipe))
        return bounded_quotient(id, *bounded);
    if (const auto* capped = std::get_if<CappedSum>(&recipe)) return capped_sum(id, *capped);
    if (const auto* look_up = std::get_if<LookUp>(&recipe)) return look_up_in(id, *look_up);
    if (const auto* quotient = std::get_if<Ratio>(&recipe)) return ratio(id, *quotient);
    switch (node.kind) {
        case NodeKind::map:
            if (!leaf(id, node) && !narrow(id, node)) general(id);
            return;
        case NodeKind::read: return read(id, node);
        case NodeKind::reduce: return sum(id, node);
        case NodeKind::scan: {
            const auto in = operands_as_held(node);
            const auto out = new_register(node.table, hold_of(node));
            emit(Step::Kind::scan, id, hold_of(node), in, out);
            stage_->keys.push_back(node.key);
            return give(id, out);
        }
        case NodeKind::rank:
        case NodeKind::previous: break;  // whole
    }
}

void Emitter::read(NodeId id, const Node& node) {
    const auto out_hold = hold_of(node);
    if (graph_.keys[node.key.index].kind == KeyKind::value) {
        const auto out = new_register(node.table, out_hold);
        emit(Step::Kind::gather, id, out_hold, {}, out);
        stage_->keys.push_back(node.key);
        return give(id, out);
    }
    // Of an owner: what the coarser node holds, which is as wide.
    const auto in = reg(register_of(node.inputs[0]));
    const auto in_hold = made_.registers[in.index].hold;
    const auto out = new_register(node.table, in_hold);
    emit(Step::Kind::expand, id, in_hold, {in}, out);
    give_as_held(id, out);
}

void Emitter::sum(NodeId id, const Node& node) {
    const bool small = is_few(graph_[node.inputs[0]].range);
    const auto in = reg(register_of(node.inputs[0]));
    const auto out = new_register(node.table, hold_of(node));
    const auto in_hold = made_.registers[in.index].hold;
    emit(Step::Kind::sum, id, in_hold, {in}, out, small && in_hold == Hold::i8 ? 1 : 0);
    give(id, out);
}

bool Emitter::leaf(NodeId id, const Node& node) {
    if (value::row(node.op).arity != 0) return false;
    const auto out = new_register(node.table, hold_of(node));
    const bool value = node.op == Operator::input;
    if (value) made_.loaded.push_back(ColumnId{node.payload});
    emit(value ? Step::Kind::load : Step::Kind::load_known, id, hold_of(node), {}, out);
    give(id, out);
    return true;
}

std::array<Operand, 3> Emitter::operands_as_held(const Node& node) {
    std::array<Operand, 3> in{};
    for (std::size_t i = 0; i < 3; ++i) {
        if (node.inputs[i]) in[i] = reg(register_of(node.inputs[i]));
    }
    return in;
}

void Emitter::general(NodeId id) {
    const Node& node = graph_[id];
    const auto in = operands_as_held(node);
    const auto out = new_register(node.table, hold_of(node));
    emit(Step::Kind::general, id, hold_of(node), in, out);
    give(id, out);
}

// --- operators on narrow numbers ---

Hold Emitter::operand_hold(NodeId id) const {
    const bool truth = graph_[id].form == graph::Form::boolean;
    return truth ? Hold::bits : narrowest(operand_range(id));
}

graph::Range Emitter::operand_range(NodeId id) const {
    const auto& fixed = fixed_of_[id.index];
    if (fixed && made_.fixed[*fixed].kind == Fixed::Kind::constant) {
        const Integer value = number::to_integer(made_.fixed[*fixed].value);
        return {value, value};
    }
    return graph_[id].range;
}

/// The widest of the operands; nothing if one of them is wide. Truths are numbers of 8 bits.
std::optional<Hold> Emitter::widest(const Node& node, std::size_t first) const {
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

bool Emitter::all_bits(const Node& node) const {
    return std::all_of(node.inputs.begin(), node.inputs.end(), [&](NodeId input) {
        return !input || graph_[input].form == graph::Form::boolean;
    });
}

bool Emitter::narrow(NodeId id, const Node& node) {
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
    if (const auto op = division_of(node.op)) return division(id, node, *op, *most);
    if (const auto op = find(arithmetic_ops, node.op)) {
        arithmetic(id, node, static_cast<simd::Arithmetic>(*op), *most);
        return true;
    }
    return false;
}

bool Emitter::division(NodeId id, const Node& node, std::uint8_t op, Hold most) {
    const auto below = [&](std::int64_t limit) {
        return fits(operand_range(node.inputs[0]), Integer(limit)) &&
               fits(operand_range(node.inputs[1]), Integer(limit));
    };
    if (!below(simd::divisible)) return false;
    const auto width = std::max({most, hold_of(node), Hold::i32});
    const bool quick = width == Hold::i32 && below(simd::divisible_quickly);
    step(id, node, quick ? Step::Kind::quick_division : Step::Kind::division, op, width);
    return true;
}

/// What wraps is right in the result's own width, whatever its operands are cut to.
void Emitter::arithmetic(NodeId id, const Node& node, simd::Arithmetic op, Hold most) {
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
void Emitter::step(NodeId id, const Node& node, Step::Kind kind, std::uint8_t op, Hold width) {
    const auto a = operand(node.inputs[0], width);
    const auto b = node.inputs[1] ? operand(node.inputs[1], width) : Operand{};
    const auto result = kind == Step::Kind::comparison ? Hold::bits : width;
    const auto out = new_register(node.table, result);
    emit(kind, id, width, {a, b}, out, op);
    give_as_held(id, out);
}

void Emitter::select(NodeId id, const Node& node) {
    const auto hold = hold_of(node);
    const auto holds = bits(node.inputs[0]);
    const auto a = operand(node.inputs[1], hold);
    const auto b = operand(node.inputs[2], hold);
    const auto out = new_register(node.table, hold);
    emit(Step::Kind::select, id, hold, {holds, a, b}, out);
    give(id, out);
}

}  // namespace meritum::exec
