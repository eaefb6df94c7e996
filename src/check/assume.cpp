// Conditions: comparing values, joining truths, and what a place behind a condition may take for
// granted. See values.hpp.
#include <algorithm>

#include "check/values.hpp"

namespace meritum::check {

using number::Interval;
using number::Rational;

ValueId Values::compare(Op op, ValueId a, ValueId b, const Environment& env) {
    if ((is_root(a) || is_root(b)) && compares_exactly(a, b, env)) {
        return compare(op, a, b, env);
    }
    Value value = from(op, {a, b}, env);
    aligned(a, b);  // the cross products must fit, too
    const Interval left = (*this)[a].range;
    const Interval right = (*this)[b].range;
    const bool same = (*this)[a].term == (*this)[b].term;
    bool always = false;
    bool never = false;
    if (op == Op::less) {
        always = left.high < right.low;
        never = left.low >= right.high || same;
    } else if (op == Op::less_equal) {
        always = left.high <= right.low || same;
        never = left.low > right.high;
    } else {
        always = same || (left.is_point() && right.is_point() && left.low == right.low);
        never = left.high < right.low || right.high < left.low;
    }
    if ((*this)[a].type ==
        value::Type::text) {  // codes say nothing about order, nor before the run about equality
        const bool constants =
            (*this)[a].op == Op::text_constant && (*this)[b].op == Op::text_constant;
        always = same;
        never = constants && !same;
        for (const auto& [one, other] : {std::pair(a, b), std::pair(b, a)}) {
            // What equals one text of the plan differs from the others.
            const auto is =
                (*this)[other].op == Op::text_constant ? env.text((*this)[one].term) : std::nullopt;
            if (is) never = never || *is != (*this)[other].term;
        }
    }
    if (always || never) {
        value.range = {Rational(always ? 1 : 0), Rational(always ? 1 : 0)};
    }
    return put(std::move(value), env);
}

/// A value as a multiple of something by a positive constant.
Values::Multiple Values::multiple(ValueId id) const {
    Rational factor = 1;
    const auto* value = &(*this)[id];
    while (value->op == Op::multiply) {
        const Value& by = (*this)[value->operands[1]];
        if (by.op != Op::constant || by.constant <= 0) break;
        factor *= by.constant;
        value = &(*this)[value->operands[0]];
    }
    return {value->term, factor, value->range.low};
}

/// What a comparison comes to, as defined as its sides are.
ValueId Values::decided(bool truth, ValueId comparison) {
    if (!(*this)[comparison].defined) {
        return boolean(truth);
    }
    return labelled(comparison, [&](Value& value) {
        value.range = {Rational(truth ? 1 : 0), Rational(truth ? 1 : 0)};
    });
}

/// Whether small <= great is known, from what holds here or from what the two are made of; the
/// inner bool says whether it is strict.
std::optional<bool> Values::at_most(ValueId small, ValueId great, const Environment& env) const {
    const Value& low = (*this)[small];
    const Value& high = (*this)[great];
    const auto has = [&](const Value& whole, const Value& part) {
        return std::any_of(whole.operands.begin(), whole.operands.end(),
                           [&](ValueId id) { return (*this)[id].term == part.term; });
    };
    const auto adds = [&](const Value& sum, const Value& part) {  // part + something >= 0
        return sum.op == Op::add && ((*this)[sum.operands[0]].term == part.term
                                         ? (*this)[sum.operands[1]].range.low >= 0
                                         : (*this)[sum.operands[1]].term == part.term &&
                                               (*this)[sum.operands[0]].range.low >= 0);
    };
    const auto known = env.known_at_most(low.term, high.term);
    const auto part = multiple(small);
    const auto whole = multiple(great);
    const auto least = std::max(part.least, whole.least);
    if (!known && part.of == whole.of && part.factor < whole.factor && least >= 0) {
        return least > 0;
    }
    const bool made = (low.op == Op::minimum && has(low, high)) ||
                      (high.op == Op::maximum && has(high, low)) || adds(high, low) ||
                      (low.op == Op::subtract && (*this)[low.operands[0]].term == high.term &&
                       (*this)[low.operands[1]].range.low >= 0) ||
                      (low.op == Op::round && has(low, high) &&
                       (low.mode == number::Rounding::floor ||
                        (low.mode == number::Rounding::down && high.range.low >= 0))) ||
                      (high.op == Op::round && has(high, low) &&
                       (high.mode == number::Rounding::ceiling ||
                        (high.mode == number::Rounding::up && low.range.low >= 0)));
    return known || !made ? known : std::optional<bool>(false);
}

ValueId Values::less(ValueId a, ValueId b, const Environment& env) {
    const auto id = compare(Op::less, a, b, env);
    if (const auto strict = at_most(a, b, env); strict == true) {
        return decided(true, id);
    }
    return at_most(b, a, env) ? decided(false, id) : id;
}

ValueId Values::less_equal(ValueId a, ValueId b, const Environment& env) {
    const auto id = compare(Op::less_equal, a, b, env);
    if (const auto strict = at_most(b, a, env); strict == true) {
        return decided(false, id);
    }
    return at_most(a, b, env) ? decided(true, id) : id;
}

ValueId Values::equal(ValueId a, ValueId b, const Environment& env) {
    return compare(Op::equal, a, b, env);
}

ValueId Values::logical_not(ValueId a, const Environment& env) {
    if ((*this)[a].op == Op::logical_not) {
        return (*this)[a].operands.front();
    }
    Value value = from(Op::logical_not, {a}, env);
    value.range = {Rational(1) - (*this)[a].range.high, Rational(1) - (*this)[a].range.low};
    return put(std::move(value), env);
}

/// Whether `a and b` or `a or b` is defined: the right side is asked only where the left one does
/// not decide.
ValueId Values::unless(ValueId decides, ValueId a, ValueId b) {
    const auto left = (*this)[a].defined;
    const auto right = (*this)[b].defined;
    if (!right || right == left) {
        return left;
    }
    return both_defined(left, logical_or(decides, right, {}), {});
}

ValueId Values::logical_and(ValueId a, ValueId b, const Environment& env) {
    if (a == b || (always(a) && !(*this)[a].defined)) {
        return b;
    }
    if (always(b) && !(*this)[b].defined) {
        return a;
    }
    Value value = from(Op::logical_and, {a, b}, env);
    value.defined = unless(logical_not(taken_as_defined(a), {}), a, b);
    value.range = {std::min((*this)[a].range.low, (*this)[b].range.low),
                   std::min((*this)[a].range.high, (*this)[b].range.high)};
    return put(std::move(value), env);
}

ValueId Values::logical_or(ValueId a, ValueId b, const Environment& env) {
    if (a == b || (never(a) && !(*this)[a].defined)) {
        return b;
    }
    if (never(b) && !(*this)[b].defined) {
        return a;
    }
    Value value = from(Op::logical_or, {a, b}, env);
    value.defined = unless(taken_as_defined(a), a, b);
    value.range = {std::max((*this)[a].range.low, (*this)[b].range.low),
                   std::max((*this)[a].range.high, (*this)[b].range.high)};
    return put(std::move(value), env);
}

/// Narrows a term's range, and with it that of the operand a constant was added to, taken from or
/// multiplied with. An empty range is a place never reached, where the old one does no harm.
void Values::narrow_to(ValueId a, const Interval& range, Environment& env) {
    const Value& value = (*this)[a];
    const auto before = env.range(value.term).value_or(value.range);
    if (const auto both = number::intersect(before, range)) {
        env.ranges[value.term] = *both;
    }
    if (value.operands.size() != 2 || (*this)[value.operands[1]].op != Op::constant) {
        return;
    }
    const Rational by = (*this)[value.operands[1]].constant;
    if (value.op == Op::add) {
        narrow_to(value.operands[0], {range.low - by, range.high - by}, env);
    } else if (value.op == Op::subtract) {
        narrow_to(value.operands[0], {range.low + by, range.high + by}, env);
    } else if (value.op == Op::multiply && by > 0) {
        narrow_to(value.operands[0], {range.low / by, range.high / by}, env);
    }
}

/// Marks a value that is not zero, and what a constant was multiplied with to make it.
void Values::mark_nonzero(ValueId a, Environment& env) {
    const Value& value = (*this)[a];
    env.nonzero.insert(value.term);
    if (value.op == Op::multiply || value.op == Op::negate) {
        mark_nonzero(value.operands[0], env);
        if (value.op == Op::multiply) {
            mark_nonzero(value.operands[1], env);
        }
    }
}

void Values::assume_less(ValueId a, ValueId b, bool strict, Environment& env) {
    const Value& left = (*this)[a];
    const Value& right = (*this)[b];
    // Two decimals that differ, differ by a step.
    Rational gap{0};
    if (strict && left.shape.is_decimal() && right.shape.is_decimal()) {
        gap = number::common_step(left.shape.step, right.shape.step);
    }
    if (right.range.high - gap >= left.range.low) {
        narrow_to(a, {left.range.low, right.range.high - gap}, env);
    }
    if (left.range.low + gap <= right.range.high) {
        narrow_to(b, {left.range.low + gap, right.range.high}, env);
    }
    if (strict && right.range.is_point() && right.range.low <= 0) {
        mark_nonzero(a, env);
    }
    if (strict && left.range.is_point() && left.range.low >= 0) {
        mark_nonzero(b, env);
    }
    auto [pair, fresh] = env.at_most.emplace(std::pair(left.term, right.term), strict);
    pair->second = pair->second || strict;
    // a / b <= 1 over a positive divisor says a <= b, and alike the other way round.
    const auto ratio = [&](const Value& quotient, const Value& bound, bool above) {
        if (quotient.op == Op::divide && bound.op == Op::constant && bound.constant == 1 &&
            (*this)[quotient.operands[1]].range.low >= 0) {
            const auto x = (*this)[quotient.operands[0]].term;
            const auto y = (*this)[quotient.operands[1]].term;
            env.at_most.emplace(above ? std::pair(y, x) : std::pair(x, y), strict);
        }
    };
    ratio(left, right, false);
    ratio(right, left, true);
}

void Values::assume_equal(ValueId a, ValueId b, bool truth, Environment& env) {
    const Value& left = (*this)[a];
    const Value& right = (*this)[b];
    if (left.type == value::Type::text) {
        if (truth && right.op == Op::text_constant) env.texts[left.term] = right.term;
        if (truth && left.op == Op::text_constant) env.texts[right.term] = left.term;
        return;
    }
    if (truth) {
        narrow_to(a, right.range, env);
        narrow_to(b, left.range, env);
        env.at_most.emplace(std::pair(left.term, right.term), false);
        env.at_most.emplace(std::pair(right.term, left.term), false);
        return;
    }
    const auto differs = [&](ValueId id, const Value& value, const Value& from) {
        if (!from.range.is_point()) {
            return;
        }
        if (from.range.low == 0) {
            mark_nonzero(id, env);
        }
        if (value.shape.is_decimal() && value.range.low == from.range.low &&
            !value.range.is_point()) {
            narrow_to(id, {value.range.low + value.shape.step, value.range.high}, env);
        } else if (value.shape.is_decimal() && value.range.high == from.range.low &&
                   !value.range.is_point()) {
            narrow_to(id, {value.range.low, value.range.high - value.shape.step}, env);
        }
    };
    differs(a, left, right);
    differs(b, right, left);
    if (left.type == value::Type::choice && right.op == Op::constant) skip_denied(a, env);
    if (left.type == value::Type::choice && left.op == Op::constant) skip_denied(b, env);
    if (left.op != Op::constant && right.op != Op::constant && left.type == value::Type::number &&
        left.shape.is_decimal() && right.shape.is_decimal()) {
        env.nonzero.insert((*this)[subtract(a, b, {})].term);
        env.nonzero.insert((*this)[subtract(b, a, {})].term);
    }
}

/// Choices at the ends of the range that were denied before: of A, B, C, not B and then not A
/// leaves C.
void Values::skip_denied(ValueId choice, Environment& env) {
    const Value& value = (*this)[choice];
    auto range = env.range(value.term).value_or(value.range);
    const auto denied = [&](const Rational& position) {
        const auto at = number::floor(position).convert_to<std::uint32_t>();
        const auto is = compare(Op::equal, choice, this->choice(at, value.choices_of), {});
        return env.truth((*this)[is].term) == false;
    };
    while (range.low < range.high && denied(range.low)) range.low += 1;
    while (range.low < range.high && denied(range.high)) range.high -= 1;
    narrow_to(choice, range, env);
}

void Values::assume(ValueId condition, bool truth, Environment& env) {
    const Value& value = (*this)[condition];
    env.truths[value.term] = truth;
    if (std::any_of(value.operands.begin(), value.operands.end(),
                    [&](ValueId id) { return is_root(id); })) {
        return;  // two roots were compared, and that was refused
    }
    switch (value.op) {
        case Op::logical_not: assume(value.operands[0], !truth, env); break;
        case Op::logical_and:
            if (truth) {
                assume(value.operands[0], true, env);
                assume(value.operands[1], true, env);
            }
            break;
        case Op::logical_or:
            if (!truth) {
                assume(value.operands[0], false, env);
                assume(value.operands[1], false, env);
            }
            break;
        case Op::less:
            truth ? assume_less(value.operands[0], value.operands[1], true, env)
                  : assume_less(value.operands[1], value.operands[0], false, env);
            break;
        case Op::less_equal:
            truth ? assume_less(value.operands[0], value.operands[1], false, env)
                  : assume_less(value.operands[1], value.operands[0], true, env);
            break;
        case Op::equal: assume_equal(value.operands[0], value.operands[1], truth, env); break;
        case Op::constant:
        case Op::text_constant:
        case Op::column:
        case Op::column_known:
        case Op::negate:
        case Op::absolute:
        case Op::add:
        case Op::subtract:
        case Op::multiply:
        case Op::divide:
        case Op::numerator:
        case Op::add_months:
        case Op::months_between:
        case Op::lookup:
        case Op::text_key:
        case Op::looked_up:
        case Op::minimum:
        case Op::maximum:
        case Op::round:
        case Op::root:
        case Op::quarters:
        case Op::select:
        case Op::read:
        case Op::item_sum:
        case Op::turn:
        case Op::place:
        case Op::rank:
        case Op::previous:
        case Op::previous_known: break;
    }
}

Environment Values::within(const Environment& outer) {
    Environment env;
    env.outer = &outer;
    env.guard = outer.guard;
    env.asked = outer.asked;
    return env;
}

Environment Values::inside(const Environment& outer, ValueId condition, bool truth) {
    Environment env;
    env.outer = &outer;
    env.asked = outer.asked;
    const auto holds = truth ? condition : logical_not(condition, outer);
    env.guard = outer.guard ? logical_and(outer.guard, holds, outer) : holds;
    if (always(env.guard)) {
        env.guard = outer.guard;
    }
    assume(condition, truth, env);
    return env;
}

}  // namespace meritum::check
