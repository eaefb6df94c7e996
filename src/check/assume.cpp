// Conditions: comparing values, joining truths, and what a place behind a condition may take for
// granted. See values.hpp.
#include <algorithm>

#include "check/values.hpp"

namespace meritum::check {

using number::Integer;
using number::Interval;
using number::Rational;

ValueId Values::compare(Op op, ValueId a, ValueId b, const Environment& env) {
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
    }
    if (always || never) {
        value.range = {Rational(always ? 1 : 0), Rational(always ? 1 : 0)};
    }
    return put(std::move(value), env);
}

ValueId Values::less(ValueId a, ValueId b, const Environment& env) {
    const auto id = compare(Op::less, a, b, env);
    if (const auto strict = env.known_at_most((*this)[a].term, (*this)[b].term); strict == true) {
        return boolean(true);
    }
    return env.known_at_most((*this)[b].term, (*this)[a].term) ? boolean(false) : id;
}

ValueId Values::less_equal(ValueId a, ValueId b, const Environment& env) {
    const auto id = compare(Op::less_equal, a, b, env);
    if (const auto strict = env.known_at_most((*this)[b].term, (*this)[a].term); strict == true) {
        return boolean(false);
    }
    return env.known_at_most((*this)[a].term, (*this)[b].term) ? boolean(true) : id;
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

/// Narrows a term's range; an empty range is a place never reached, where the old one does no harm.
void Values::narrow_to(ValueId a, const Interval& range, Environment& env) {
    const Value& value = (*this)[a];
    const auto before = env.range(value.term).value_or(value.range);
    if (const auto both = number::intersect(before, range)) {
        env.ranges[value.term] = *both;
    }
}

void Values::assume_less(ValueId a, ValueId b, bool strict, Environment& env) {
    const Value left = (*this)[a];
    const Value right = (*this)[b];
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
        env.nonzero.insert(left.term);
    }
    if (strict && left.range.is_point() && left.range.low >= 0) {
        env.nonzero.insert(right.term);
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
    const Value left = (*this)[a];
    const Value right = (*this)[b];
    if (left.type == value::Type::text) {
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
            env.nonzero.insert(value.term);
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
}

void Values::assume(ValueId condition, bool truth, Environment& env) {
    const Value value = (*this)[condition];
    env.truths[value.term] = truth;
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
        case Op::minimum:
        case Op::maximum:
        case Op::round:
        case Op::select:
        case Op::read:
        case Op::item_sum:
        case Op::turn:
        case Op::rank:
        case Op::previous:
        case Op::previous_known: break;
    }
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
