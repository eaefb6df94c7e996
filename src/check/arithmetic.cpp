// Arithmetic of values: numerators, steps and denominators; fractions stay exact. See values.hpp.
// Interval arithmetic after Moore; comparisons cross-multiply, so no quotient is ever rounded
// unless the plan rounds it.
#include <algorithm>

#include "check/values.hpp"

namespace meritum::check {

using number::Integer;
using number::Interval;
using number::Rational;

std::vector<ValueId> without(const std::vector<ValueId>& a, const std::vector<ValueId>& b) {
    std::vector<ValueId> left;
    std::vector<ValueId> taken = b;
    for (const auto id : a) {
        if (const auto found = std::find(taken.begin(), taken.end(), id); found != taken.end()) {
            taken.erase(found);
        } else {
            left.push_back(id);
        }
    }
    return left;
}

Alignment align(const Shape& a, const Shape& b) {
    Alignment to;
    to.left.times = without(b.over, a.over);
    to.right.times = without(a.over, b.over);
    to.over = a.over;
    to.over.insert(to.over.end(), to.left.times.begin(), to.left.times.end());
    to.step = number::common_step(a.step, b.step);
    to.left.factor = number::whole_quotient(a.step, to.step).value();
    to.right.factor = number::whole_quotient(b.step, to.step).value();
    return to;
}

namespace {

Shape product(const Shape& a, const Integer& low, const Integer& high) {
    const Integer corners[] = {a.low * low, a.low * high, a.high * low, a.high * high};
    Shape shape = a;
    shape.low = *std::min_element(std::begin(corners), std::end(corners));
    shape.high = *std::max_element(std::begin(corners), std::end(corners));
    return shape;
}

bool both_constant(const Value& a, const Value& b) {
    return a.op == Op::constant && b.op == Op::constant;
}

}  // namespace

Shape Values::scaled(const Shape& shape, const Alignment::Side& side, const Alignment& aligned) {
    Shape result = product(shape, side.factor, side.factor);
    for (const auto id : side.times) {
        const auto& by = (*this)[id].shape;
        result = product(result, by.low, by.high);
        fit(result);
    }
    fit(result);
    result.step = aligned.step;
    result.over = aligned.over;
    return result;
}

std::pair<Shape, Shape> Values::aligned(ValueId a, ValueId b) {
    const Shape& left = (*this)[a].shape;
    const Shape& right = (*this)[b].shape;
    if (are_aligned(left, right)) return {left, right};
    const auto to = align(left, right);
    return {scaled(left, to.left, to), scaled(right, to.right, to)};
}

ValueId Values::negate(ValueId a, const Environment& env) {
    const Value& of = (*this)[a];
    if (of.op == Op::constant) {
        return labelled(number(-of.constant, of.literal), [&](Value& v) {
            v.unit = of.unit, v.currency = of.currency, v.percent = of.percent;
        });
    }
    if (of.is_root()) {
        return scaled_root(
            a, [&](ValueId part) { return negate(part, env); }, env);
    }
    Value value = from(Op::negate, {a}, env);
    value.shape = of.shape;
    value.shape.low = -of.shape.high;
    value.shape.high = -of.shape.low;
    value.range = {-of.range.high, -of.range.low};
    return put(std::move(value), env);
}

ValueId Values::add(ValueId a, ValueId b, const Environment& env) {
    const Value& left = (*this)[a];
    const Value& right = (*this)[b];
    if (both_constant(left, right)) {
        return number(left.constant + right.constant, left.literal && right.literal);
    }
    if (left.is_root() != right.is_root()) {
        return left.is_root() ? shifted_root(a, b, env) : shifted_root(b, a, env);
    }
    Value value = from(Op::add, {a, b}, env);
    const auto shapes = aligned(a, b);
    value.shape = shapes.first;
    value.shape.low += shapes.second.low;
    value.shape.high += shapes.second.high;
    value.range = (*this)[a].range + (*this)[b].range;
    return put(std::move(value), env);
}

/// Where b <= a is known, the difference is not negative (and at least a step where b < a).
ValueId Values::subtract(ValueId a, ValueId b, const Environment& env) {
    const Value& left = (*this)[a];
    const Value& right = (*this)[b];
    if (both_constant(left, right)) {
        return number(left.constant - right.constant, left.literal && right.literal);
    }
    if (left.is_root() != right.is_root()) {
        return add(a, negate(b, env), env);
    }
    Value value = from(Op::subtract, {a, b}, env);
    const auto shapes = aligned(a, b);
    value.shape = shapes.first;
    value.shape.low -= shapes.second.high;
    value.shape.high -= shapes.second.low;
    value.range = (*this)[a].range - (*this)[b].range;
    // In a place that is never reached what is known may contradict what can be there: the range
    // follows what is known, the integers what can be there.
    if (const auto strict = at_most(b, a, env)) {
        value.range.low = std::max(value.range.low, Rational(0));
        value.shape.low =
            std::max(value.shape.low, std::min(value.shape.high, Integer(*strict ? 1 : 0)));
    } else if (const auto less = at_most(a, b, env)) {
        value.range.high = std::min(value.range.high, Rational(0));
        value.shape.high =
            std::min(value.shape.high, std::max(value.shape.low, Integer(*less ? -1 : 0)));
    }
    if ((*this)[a].term == (*this)[b].term) {
        value.range = {Rational(0), Rational(0)};
        value.shape.low = value.shape.high = 0;
    }
    return put(std::move(value), env);
}

/// A constant factor changes the step, not the integer. A factor that stands below the line
/// cancels.
ValueId Values::multiply(ValueId a, ValueId b, const Environment& env) {
    if ((*this)[a].op == Op::constant && (*this)[b].op != Op::constant) {
        std::swap(a, b);
    }
    const Value& left = (*this)[a];
    const Value& right = (*this)[b];
    if (both_constant(left, right)) {
        return number(left.constant * right.constant, left.literal && right.literal);
    }
    if (left.is_root() != right.is_root()) {
        const auto by = left.is_root() ? b : a;
        return scaled_root(
            left.is_root() ? a : b, [&](ValueId part) { return multiply(part, by, env); }, env);
    }
    if (right.op == Op::constant && right.constant < 0) {
        return negate(multiply(a, number(-right.constant), env), env);
    }
    if (right.op == Op::constant && right.constant == 0) {  // as defined as the other side
        return left.defined ? subtract(a, a, env) : number(Rational(0), false);
    }
    Value value = from(Op::multiply, {a, b}, env);
    value.range = left.range * right.range;
    const auto below = std::find_if(
        left.shape.over.begin(), left.shape.over.end(),
        [&](ValueId id) { return (*this)[id].term == right.term && right.shape.is_decimal(); });
    if (right.op == Op::constant) {
        value.shape = left.shape;
        value.shape.step *= right.constant;
    } else if (below != left.shape.over.end()) {
        value.shape = left.shape;
        value.shape.over.erase(value.shape.over.begin() + (below - left.shape.over.begin()));
        value.shape.step *= right.shape.step;
    } else {
        value.shape = product(left.shape, right.shape.low, right.shape.high);
        value.shape.step = left.shape.step * right.shape.step;
        value.shape.over.insert(value.shape.over.end(), right.shape.over.begin(),
                                right.shape.over.end());
        if (left.term == right.term) {  // a square
            value.range.low = std::max(value.range.low, Rational(0));
            value.shape.low = std::max(value.shape.low, Integer(0));
        }
    }
    return put(std::move(value), env);
}

/// The divisor's integer as a positive denominator: narrowed to where it is not zero, its sign
/// moved above the line.
ValueId Values::positive(ValueId divisor, const Environment& env, bool& flips) {
    Value below = (*this)[divisor];
    if (below.is_fraction()) {
        Value above = from(Op::numerator, {divisor}, env);
        above.shape = below.shape;
        above.shape.over.clear();
        above.shape.step = 1;
        above.range = {Rational(above.shape.low), Rational(above.shape.high)};
        // Nothing is known of a numerator but its sign, which is the fraction's.
        if (below.range.low >= 0) {
            above.range.low = std::max(above.range.low, Rational(0));
        }
        above.defined = ValueId{};
        divisor = put(std::move(above), env);
        below = (*this)[divisor];
    }
    flips = below.shape.low < 0 && below.shape.high > 0;
    if (flips) {
        Value size = from(Op::absolute, {divisor}, env);
        size.shape = below.shape;
        size.shape.high = std::max(Integer(-below.shape.low), below.shape.high);
        size.shape.low = 0;
        size.range = {Rational(0), Rational(size.shape.high) * size.shape.step};
        size.defined = ValueId{};
        divisor = put(std::move(size), env);
    }
    // A denominator may meet numerators of other branches, so it must be positive and no larger
    // than it says in every row, also where nobody divides. A column keeps its range everywhere;
    // anything else is held inside its range.
    const Value size = (*this)[divisor];
    const auto most = std::max(size.shape.high, Integer(1));
    const Environment everywhere;
    if (size.op == Op::column && plan_.schema.columns[size.payload].range.low > 0) {
        return taken_as_defined(column(ColumnId{size.payload}, everywhere));
    }
    const auto bound = [&](const Integer& integer) {
        return labelled(number(Rational(integer) * size.shape.step, false), [&](Value& value) {
            value.unit = size.unit;
            value.currency = size.currency;
        });
    };
    return minimum(maximum(divisor, bound(1), everywhere), bound(most), everywhere);
}

ValueId Values::divide(ValueId a, ValueId b, const Environment& env) {
    const Value& left = (*this)[a];
    const Value& right = (*this)[b];
    if (right.op == Op::constant && right.constant != 0) {
        return multiply(a, number(Rational(1) / right.constant, right.literal), env);
    }
    if (left.is_root() && !right.is_root()) {
        return scaled_root(
            a, [&](ValueId part) { return divide(part, b, env); }, env);
    }
    if (right.range.high < 0 || (right.range.high == 0 && right.range.low < 0)) {
        return divide(negate(a, env), negate(b, env), env);
    }
    Value value = from(Op::divide, {a, b}, env);
    const bool proved = !right.range.contains_zero() || env.is_nonzero(right.term);
    ValueId nonzero;
    if (!proved) {
        const auto divisor = taken_as_defined(b);  // whether it is known is asked beside this
        nonzero = logical_not(equal(divisor, number(Rational(0)), env), env);
        value.defined =
            both_defined(value.defined, (*this)[nonzero].range.low == 1 ? ValueId{} : nonzero, env);
    }
    bool flips = false;
    const auto below = positive(taken_as_defined(b), env, flips);
    if (flips) {
        a = select(less(b, number(Rational(0)), env), negate(a, env), a, env);
    }
    value.operands = {a, b, below};
    const Shape above = (*this)[a].shape;
    value.shape = above;
    // A denominator may have another step than the divisor it stands for; a numerator's step is
    // that of its fraction.
    const Rational below_step = (*this)[below].shape.step;
    value.shape.step =
        above.step / (right.is_fraction() ? right.shape.step * below_step : below_step);
    value.shape.over = without(above.over, right.shape.over);
    for (const auto id : without(right.shape.over, above.over)) {
        value.shape = product(value.shape, (*this)[id].shape.low, (*this)[id].shape.high);
        fit(value.shape);
    }
    value.shape.over.push_back(below);
    // The least size of the divisor bounds the quotient.
    const Rational least = right.is_fraction() && right.range.low <= 0 ? Rational(0)
                           : right.range.low > 0                       ? right.range.low
                                                                       : right.shape.step;
    const Rational size = std::max(right.range.high, Rational(-right.range.low));
    const Rational most = size > 0 ? size : Rational(1);  // always zero: never defined
    Interval factor{Rational(1) / most, Rational(1) / (least > 0 ? least : Rational(1))};
    if (least == 0) {  // a fraction that may be as small as one over its denominators
        Rational denominators{1};
        for (const auto id : right.shape.over) {
            denominators *= Rational((*this)[id].shape.high);
        }
        factor.high = denominators / right.shape.step;
    }
    if (factor.high < factor.low) {
        factor.high = factor.low;
    }
    value.range = (*this)[a].range * factor;
    if (!flips && left.range.low >= 0) {
        if (at_most(a, b, env)) {
            value.range.high = std::max(value.range.low, std::min(value.range.high, Rational(1)));
        }
        if (at_most(b, a, env)) {
            value.range.low = std::min(value.range.high, std::max(value.range.low, Rational(1)));
        }
    }
    return put(std::move(value), env);
}

ValueId Values::minimum(ValueId a, ValueId b, const Environment& env) {
    const Value& left = (*this)[a];
    const Value& right = (*this)[b];
    if (both_constant(left, right)) {
        return left.constant <= right.constant ? a : b;
    }
    Value value = from(Op::minimum, {a, b}, env);
    const auto shapes = aligned(a, b);
    value.shape = shapes.first;
    value.shape.low = std::min(shapes.first.low, shapes.second.low);
    value.shape.high = std::min(shapes.first.high, shapes.second.high);
    value.range = {std::min((*this)[a].range.low, (*this)[b].range.low),
                   std::min((*this)[a].range.high, (*this)[b].range.high)};
    return put(std::move(value), env);
}

ValueId Values::maximum(ValueId a, ValueId b, const Environment& env) {
    const Value& left = (*this)[a];
    const Value& right = (*this)[b];
    if (both_constant(left, right)) {
        return left.constant >= right.constant ? a : b;
    }
    Value value = from(Op::maximum, {a, b}, env);
    const auto shapes = aligned(a, b);
    value.shape = shapes.first;
    value.shape.low = std::max(shapes.first.low, shapes.second.low);
    value.shape.high = std::max(shapes.first.high, shapes.second.high);
    value.range = {std::max((*this)[a].range.low, (*this)[b].range.low),
                   std::max((*this)[a].range.high, (*this)[b].range.high)};
    return put(std::move(value), env);
}

/// Rounding n * s / D to a step r is one division of n * p by D * q, where s / r = p / q.
ValueId Values::round(ValueId a, const Rational& step, number::Rounding mode,
                      const Environment& env) {
    if (is_root(a)) {
        const auto& operands = (*this)[a].operands;
        const auto offset = operands.size() > 3 ? (*this)[operands[3]].shape.step : step;
        a = stand_in(a, number::common_step(step, offset), env);
    }
    const Value& of = (*this)[a];
    if (of.op == Op::constant) {
        return number(number::round(of.constant, step, mode), of.literal);
    }
    if (of.shape.is_decimal() && number::whole_quotient(of.shape.step, step)) {
        return a;  // every value is already a multiple
    }
    Value value = from(Op::round, {a}, env);
    value.step = step;
    value.mode = mode;
    const Rational ratio = of.shape.step / step;
    Shape above = product(of.shape, Integer(numerator(ratio)), Integer(numerator(ratio)));
    fit(above);
    Shape below{Integer(denominator(ratio)), Integer(denominator(ratio)), Rational(1), {}};
    for (const auto id : of.shape.over) {
        below = product(below, (*this)[id].shape.low, (*this)[id].shape.high);
        fit(below);
    }
    value.range = {number::round(of.range.low, step, mode),
                   number::round(of.range.high, step, mode)};
    value.shape.step = step;
    value.shape.over.clear();
    value.shape.low = number::floor(value.range.low / step);
    value.shape.high = number::ceiling(value.range.high / step);
    return put(std::move(value), env);
}

}  // namespace meritum::check
