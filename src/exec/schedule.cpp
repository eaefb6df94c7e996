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

/// What all registers of a piece together may take: they stay in a processor's second cache.
constexpr std::size_t piece_bytes = 192 * 1024;
constexpr std::size_t most_rows = 2048;

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
        : program_(program), graph_(*program.graph), poison_(poison), order_(program, poison) {
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
        share_memory();
        choose_rows();
        return std::move(made_);
    }

private:
    // --- fixed numbers ---

    void find_fixed() {
        for (const Instruction& each : program_.instructions) {
            if (!order_.needed(each.node) || !order_.by_pieces(each.node)) continue;
            if (auto fixed = as_fixed(each.node)) {
                fixed_of_[each.node.index] = static_cast<std::uint32_t>(made_.fixed.size());
                made_.fixed.push_back(*fixed);
            }
        }
    }

    std::optional<Fixed> as_fixed(NodeId id) const {
        const Node& node = graph_[id];
        Fixed fixed;
        if (node.kind == NodeKind::read) {
            const auto key = graph_.keys[node.key.index].kind;
            const auto& beside = fixed_of_[node.inputs[0].index];
            if (key == KeyKind::owner && beside) return made_.fixed[*beside];
            if (key != KeyKind::everyone) return std::nullopt;
            const Node& input = graph_[node.inputs[0]];
            if (is_constant(input)) return constant(graph_.constants[input.payload]);
            fixed.kind = Fixed::Kind::everyone;
            fixed.node = node.inputs[0];
            return fixed;
        }
        if (node.kind != NodeKind::map) return std::nullopt;
        if (is_constant(node)) return constant(graph_.constants[node.payload]);
        if (node.op == Operator::text_constant) {
            fixed.kind = Fixed::Kind::text;
            fixed.text = node.payload;
            return fixed;
        }
        return folded(node);
    }

    static bool is_constant(const Node& node) {
        return node.kind == NodeKind::map && node.op == Operator::constant;
    }

    static Fixed constant(const Integer& value) {
        Fixed fixed;
        fixed.value = static_cast<Int256>(value);
        return fixed;
    }

    /// An operator of constants alone.
    std::optional<Fixed> folded(const Node& node) const {
        const auto arity = value::row(node.op).arity;
        if (arity == 0 || value::reads_table(node.op) || node.op == Operator::power) {
            return std::nullopt;
        }
        std::array<Int256, 3> operands{};
        for (std::size_t i = 0; i < arity; ++i) {
            const auto at = fixed_of_[node.inputs[i].index];
            if (!at || made_.fixed[*at].kind != Fixed::Kind::constant) return std::nullopt;
            operands[i] = made_.fixed[*at].value;
        }
        Fixed fixed;
        fixed.value = map_row<Int256>(node.op, operands[0], operands[1], operands[2]);
        return fixed;
    }

    // --- registers ---

    std::uint32_t new_register(TableId table, Hold hold) {
        made_.registers.push_back({table, hold, 0});
        return static_cast<std::uint32_t>(made_.registers.size() - 1);
    }

    Step& emit(Step::Kind kind, NodeId node, Hold width, std::array<Operand, 3> in,
               std::uint32_t out, std::uint8_t op = 0) {
        steps_->push_back({kind, op, width, node, in, out});
        return steps_->back();
    }

    static Operand reg(std::uint32_t index) { return {Operand::Kind::reg, index}; }

    /// Where the node's values are, as they are held.
    std::uint32_t register_of(NodeId id) {
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
        steps_ = &made.steps;
        keys_ = &made.keys;
        for (auto& known : registers_of_) known.clear();
        for (const Instruction& each : program_.instructions) {
            if (!order_.needed(each.node) || order_.stage(each.node) != stage) continue;
            if (!order_.by_pieces(each.node)) {
                made.whole.push_back(each.node);
                continue;
            }
            if (!fixed_of_[each.node.index]) compute(each);
            if (poison_ && graph_[each.node].guard && !fixed_of_[each.node.index]) poison(each);
            if (order_.stored(each.node)) {
                emit(Step::Kind::store, each.node, hold_of(graph_[each.node]),
                     {reg(register_of(each.node))}, none);
                made_.stored.push_back(each.node);
            }
        }
        made_.stages.push_back(std::move(made));
    }

    void poison(const Instruction& each) {
        const auto own = register_of(each.node);
        const auto holds = bits(graph_[each.node].guard);
        emit(Step::Kind::poison, each.node, hold_of(graph_[each.node]), {holds, reg(own)}, own);
    }

    void compute(const Instruction& each) {
        const Node& node = graph_[each.node];
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

    // --- memory ---

    void share_memory() {
        std::vector<const Step*> last_use(made_.registers.size(), nullptr);
        const auto each_register = [](const Step& step, auto&& act) {
            for (const auto& in : step.in) {
                if (in.kind == Operand::Kind::reg) act(in.index);
            }
            if (step.out != none) act(step.out);
        };
        for (const auto& stage : made_.stages) {
            for (const auto& step : stage.steps)
                each_register(step, [&](std::uint32_t at) { last_use[at] = &step; });
        }
        std::map<std::pair<TableId, std::uint32_t>, std::vector<std::uint32_t>> free;
        std::vector<bool> has_slot(made_.registers.size());
        for (const auto& stage : made_.stages) {
            for (const auto& step : stage.steps) {
                if (step.out != none && !has_slot[step.out]) {
                    has_slot[step.out] = true;
                    auto& own = made_.registers[step.out];
                    auto& spare = free[{own.table, bits_of(own.hold)}];
                    if (spare.empty()) {
                        spare.push_back(static_cast<std::uint32_t>(made_.slots.size()));
                        made_.slots.push_back(bits_of(own.hold));
                        made_.slot_tables.push_back(own.table);
                    }
                    own.slot = spare.back();
                    spare.pop_back();
                }
                std::vector<std::uint32_t> done;
                each_register(step, [&](std::uint32_t at) {
                    if (last_use[at] == &step) done.push_back(at);
                });
                std::sort(done.begin(), done.end());
                done.erase(std::unique(done.begin(), done.end()), done.end());
                for (const auto at : done) {
                    const auto& own = made_.registers[at];
                    free[{own.table, bits_of(own.hold)}].push_back(own.slot);
                }
            }
        }
    }

    void choose_rows() {
        std::size_t bits = 1;
        for (const auto slot : made_.slots) bits += slot;
        const auto rows = piece_bytes * 8 / bits;
        made_.rows =
            std::clamp(rows / simd::block_rows, std::size_t{1}, most_rows / simd::block_rows) *
            simd::block_rows;
    }

    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    const Program& program_;
    const Graph& graph_;
    bool poison_;
    Order order_;
    std::vector<std::optional<std::uint32_t>> fixed_of_;       ///< by node: in Schedule::fixed
    std::vector<std::map<Hold, std::uint32_t>> registers_of_;  ///< by node, in this stage
    std::vector<Step>* steps_ = nullptr;                       ///< of this stage
    std::vector<KeyId>* keys_ = nullptr;
    Schedule made_;
};

}  // namespace

Schedule schedule(const Program& program, bool poison) { return Scheduler(program, poison).run(); }

}  // namespace meritum::exec
