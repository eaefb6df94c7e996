// See emitter.hpp. Nodes that became something simpler: bounds, look-ups, ratios, sums.
#include <algorithm>
#include <utility>

#include "exec/emitter.hpp"
#include "exec/holds.hpp"

namespace meritum::exec {

/// The result of a step in the node's own width.
void Emitter::give_as_held(NodeId id, std::uint32_t out) {
    const auto hold = hold_of(graph_[id]);
    const auto made = made_.registers[out].hold;
    if (made == hold) return give(id, out);
    const auto own = new_register(graph_[id].table, hold);
    emit(Step::Kind::convert, id, made, {reg(out)}, own);
    give(id, own);
}

void Emitter::clamp(NodeId id, const Clamp& within) {
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

void Emitter::bounded_quotient(NodeId id, const BoundedQuotient& recipe) {
    const auto in = operand(recipe.of, Hold::i32);
    const auto within = new_register(graph_[id].table, Hold::i32);
    emit(Step::Kind::clamp, id, Hold::i32, {in, fixed(recipe.low), fixed(recipe.high)}, within);
    const auto out = new_register(graph_[id].table, Hold::i32);
    emit(Step::Kind::quick_division, id, Hold::i32, {reg(within), fixed(recipe.by)}, out,
         *division_of(recipe.division));
    give_as_held(id, out);
}

void Emitter::capped_sum(NodeId id, const CappedSum& recipe) {
    const auto in = operand(graph_[recipe.sum].inputs[0], Hold::i8);
    const auto out = new_register(graph_[id].table, Hold::i8);
    emit(Step::Kind::sum, recipe.sum, Hold::i8, {in, fixed(recipe.cap)}, out, 1);
    give(id, out);
}

void Emitter::ratio(NodeId id, const Ratio& recipe) {
    const auto op = division_of(graph_[id].op);
    const auto in = operand(recipe.of, Hold::i32);
    const auto by = operand(recipe.by, Hold::i32);
    const auto out = new_register(graph_[id].table, Hold::i32);
    emit(Step::Kind::ratio, id, Hold::i32, {in, fixed(recipe.factor), by}, out, *op);
    give_as_held(id, out);
}

std::uint32_t Emitter::add_numbers(std::vector<std::int64_t> numbers) {
    made_.numbers.push_back(std::move(numbers));
    return static_cast<std::uint32_t>(made_.numbers.size() - 1);
}

void Emitter::look_up_in(NodeId id, const LookUp& recipe) {
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
std::vector<std::int64_t> Emitter::values_of(const LookUp& recipe) const {
    if (!is_by_value(recipe.within)) return recipe.values;
    const auto low = std::min<std::int64_t>(0, recipe.within.low);
    std::vector<std::int64_t> values;
    std::size_t part = 0;
    for (auto value = low; value <= recipe.within.high; ++value) {
        while (part < recipe.cuts.size() && recipe.cuts[part] <= value) ++part;
        values.push_back(recipe.values[part]);
    }
    return values;
}

Operand Emitter::place_in(NodeId id, const LookUp& recipe) {
    if (is_by_value(recipe.within)) {
        const auto value = operand(recipe.of, Hold::i8);
        if (recipe.within.low >= 0) return value;
        const auto out = new_register(graph_[id].table, Hold::i8);
        emit(Step::Kind::arithmetic, id, Hold::i8, {value, fixed(recipe.within.low)}, out,
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

/// Terms of one width go into one step; what wraps on the way is right in the end.
void Emitter::multiples(NodeId id, const Multiples& sum, std::size_t part) {
    const auto hold = hold_of(graph_[id]);
    auto& so_far = sums_[id];
    if (part == 0 && (sum.rest != 0 || sum.terms.empty())) so_far = fixed(sum.rest);
    const auto begin = part * simd::most_terms;
    const auto end = std::min(sum.terms.size(), begin + simd::most_terms);
    for (const auto width : {Hold::i8, Hold::i16, Hold::i32}) {
        std::vector<std::uint32_t> terms;
        std::vector<std::int64_t> factors;
        for (auto i = begin; i < end; ++i) {
            const auto& term = sum.terms[i];
            if (!is_scaled_term(term, hold) || width_of_term(term, hold) != width) continue;
            terms.push_back(operand(term.node, width).index);
            factors.push_back(term.factor);
        }
        if (terms.empty()) continue;
        const auto out = new_register(graph_[id].table, hold);
        auto& step = emit(Step::Kind::multiples, id, width, {so_far ? *so_far : fixed(0)}, out);
        step.numbers = add_numbers(std::move(factors));
        step.terms = static_cast<std::uint32_t>(made_.terms.size());
        made_.terms.push_back(std::move(terms));
        so_far = reg(out);
    }
    for (const int sign : {1, -1}) {  // what is taken off last: nothing need be turned round
        for (auto i = begin; i < end; ++i) {
            const auto& term = sum.terms[i];
            const bool now = (term.factor < 0) == (sign < 0);
            if (now && !is_scaled_term(term, hold)) so_far = add_term(id, hold, so_far, term);
        }
    }
    if (end < sum.terms.size()) return;
    const bool made = so_far->kind == Operand::Kind::reg;
    give(id, made ? so_far->index : filled(id, hold, *so_far));
}

/// Added as it is.
bool Emitter::is_plain_term(const Multiples::Term& term, Hold hold) const {
    const bool once = term.factor == 1 || term.factor == -1;
    return once && (fixed_of_[term.node.index] || hold_of(graph_[resolved(term.node)]) >= hold);
}

/// No path multiplies 64 bits at once: only halves of them.
bool Emitter::is_scaled_term(const Multiples::Term& term, Hold hold) const {
    if (is_plain_term(term, hold) || fixed_of_[term.node.index]) return false;
    if (hold != Hold::i64) return true;
    const bool narrow = hold_of(graph_[resolved(term.node)]) <= Hold::i32;
    return narrow && narrowest({term.factor, term.factor}) <= Hold::i32;
}

/// As kernels widen it.
Hold Emitter::width_of_term(const Multiples::Term& term, Hold hold) const {
    const auto least = hold == Hold::i64 ? Hold::i32 : Hold::i8;
    return std::max(std::min(hold_of(graph_[resolved(term.node)]), hold), least);
}

Operand Emitter::add_term(NodeId id, Hold hold, const std::optional<Operand>& so_far,
                          const Multiples::Term& term) {
    auto own = operand(term.node, hold);
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

Operand Emitter::combined(NodeId id, Hold hold, simd::Arithmetic op, Operand a, Operand b) {
    const auto out = new_register(graph_[id].table, hold);
    emit(Step::Kind::arithmetic, id, hold, {a, b}, out, static_cast<std::uint8_t>(op));
    return reg(out);
}

std::uint32_t Emitter::filled(NodeId id, Hold hold, const Operand& number) {
    const auto out = new_register(graph_[id].table, hold);
    emit(Step::Kind::fill, id, hold, {number}, out);
    return out;
}

}  // namespace meritum::exec
