// Roots: values that no fraction equals. Each is a multiple of one power plus a decimal, so that it
// can be scaled and shifted; whoever rounds it or compares it gets its quarters instead, an
// ordinary value that lies among the multiples of a step as the root does. See values.hpp and
// number/powers.hpp. Tests: tests/check/roots_test.cpp, tests/agreement/.
#include <algorithm>

#include "base/limits.hpp"
#include "check/values.hpp"

namespace meritum::check {

using number::Exponent;
using number::Integer;
using number::Interval;
using number::Rational;

namespace {

/// How finely a root is told.
Rational told_step() { return {1, 1'000'000}; }

Interval power_of(const Interval& base, Exponent exponent) {
    // In a place that is never reached anything may stand.
    const Rational least = exponent.above < 0 ? told_step() : Rational(0);
    const Rational low = std::max(base.low, least);
    const Rational high = std::max(base.high, low);
    const Interval at_low = number::around_power(low, exponent);
    const Interval at_high = number::around_power(high, exponent);
    return {std::min(at_low.low, at_high.low), std::max(at_low.high, at_high.high)};
}

/// The range of the root that `scale`, `base` and `offset` make.
Interval range_of(const Value& scale, const Value& base, const Value* offset, Exponent exponent) {
    const Interval range = scale.range * power_of(base.range, exponent);
    return offset != nullptr ? range + offset->range : range;
}

}  // namespace

ValueId Values::power(ValueId base, Exponent exponent, const Environment& env) {
    const Value of = (*this)[base];
    if (of.op == Op::constant) {
        if (const auto exact = number::exact_power(of.constant, exponent)) {
            return number(*exact, false);
        }
    }
    // Below what has a root although it is proved not to be: a place that is never reached.
    const Integer least = exponent.above < 0 ? 1 : 0;
    if (of.shape.high < least) return number(least, false);
    Value like;
    like.exponent = exponent;
    return root(like, number(1, false), base, {}, env);
}

/// `like` says the exponent, unit and percent.
ValueId Values::root(const Value& like, ValueId scale, ValueId base, ValueId offset,
                     const Environment& env) {
    const Value* shift = offset ? &(*this)[offset] : nullptr;
    const Rational fine =
        shift != nullptr ? number::common_step(told_step(), shift->shape.step) : told_step();
    const auto range = range_of((*this)[scale], (*this)[base], shift, like.exponent);
    const auto power = quarters(like, scale, base, fine, env);
    const auto told = offset ? add(power, offset, env) : power;
    Operands operands{told, scale, base};
    if (offset) {
        operands.push_back(offset);
    }
    Value value = from(Op::root, operands, env);
    value.exponent = like.exponent;
    value.type = value::Type::number;
    value.unit = like.unit;
    value.currency = like.currency;
    value.percent = like.percent;
    value.shape = (*this)[told].shape;
    const auto& step = value.shape.step;
    value.shape.low = number::floor(range.low / step);
    value.shape.high = number::ceiling(range.high / step);
    value.range = {Rational(value.shape.low) * step, Rational(value.shape.high) * step};
    return put(std::move(value), env);
}

/// scale * base to the exponent in quarters of `step`.
ValueId Values::quarters(const Value& like, ValueId scale, ValueId base, const Rational& step,
                         const Environment& env) {
    const auto steps = multiply(scale, number(1 / step), env);
    const auto range = range_of((*this)[steps], (*this)[base], nullptr, like.exponent);
    Value value = from(Op::quarters, {steps, base}, env);
    value.exponent = like.exponent;
    value.step = step;
    value.type = value::Type::number;
    value.unit = like.unit;
    value.currency = like.currency;
    value.percent = like.percent;
    value.shape.low = number::quarters(range.low);
    value.shape.high = number::quarters(range.high);
    value.shape.step = step / 4;
    value.range = {Rational(value.shape.low) * value.shape.step,
                   Rational(value.shape.high) * value.shape.step};
    // As it will be lowered: both over one denominator.
    const auto to = align((*this)[steps].shape, (*this)[base].shape);
    Alignment::Side whole;
    whole.factor = numerator(to.step);
    const auto most = [&](const Shape& shape) {
        return std::max(Integer(abs(shape.low)), Integer(abs(shape.high)));
    };
    const auto operand = [&](ValueId id, const Alignment::Side& side) {
        return most(scaled(scaled((*this)[id].shape, side, to), whole, to));
    };
    Shape below;
    below.low = below.high = denominator(to.step);
    Alignment::Side over;
    over.times = to.over;
    const Integer bound = most(value.shape);
    const auto bits =
        number::bits_of_quarters(operand(steps, to.left), operand(base, to.right),
                                 most(scaled(below, over, to)), {like.exponent, bound});
    if (bits > limits::power_bits) {
        tell_(Trouble::power_too_large, {});
    }
    return put(std::move(value), env);
}

/// The root with every part scaled alike.
ValueId Values::scaled_root(ValueId id, const std::function<ValueId(ValueId)>& scaled,
                            const Environment& env) {
    const Value of = (*this)[id];
    const auto offset = of.operands.size() > 3 ? scaled(of.operands[3]) : ValueId{};
    const auto scale = scaled(of.operands[1]);
    if (offset && (*this)[offset].is_fraction()) {
        tell_(Trouble::not_rounded, id);
        return id;
    }
    return root(of, scale, of.operands[2], offset, env);
}

/// A decimal more. A fraction is refused: multiples of a step and of a denominator do not meet.
ValueId Values::shifted_root(ValueId id, ValueId by, const Environment& env) {
    const Value of = (*this)[id];
    if ((*this)[by].is_fraction()) {
        tell_(Trouble::not_rounded, id);
        return id;
    }
    const auto offset = of.operands.size() > 3 ? add(of.operands[3], by, env) : by;
    return root(of, of.operands[1], of.operands[2], offset, env);
}

/// An ordinary value that is below, at or above every half of `step` where the root is.
/// REQUIRES what was added to the root is a multiple of `step`.
ValueId Values::stand_in(ValueId id, const Rational& step, const Environment& env) {
    const Value of = (*this)[id];
    const auto power = quarters(of, of.operands[1], of.operands[2], step, env);
    return of.operands.size() > 3 ? add(power, of.operands[3], env) : power;
}

/// Turns a root beside an exact value into what compares like it; denominators go to both sides.
/// False, and told, for two roots.
bool Values::compares_exactly(ValueId& a, ValueId& b, const Environment& env) {
    ValueId& of = is_root(a) ? a : b;
    ValueId& exact = is_root(a) ? b : a;
    if (is_root(exact)) {
        return false;  // whoever compares them tells
    }
    const auto over = (*this)[exact].shape.over;
    for (const auto below : over) {
        of = multiply(of, below, env);
        exact = multiply(exact, below, env);
    }
    if (!is_root(of) || (*this)[exact].is_fraction()) {
        return false;
    }
    Rational step = (*this)[exact].shape.step;
    if ((*this)[of].operands.size() > 3) {
        step = number::common_step(step, (*this)[(*this)[of].operands[3]].shape.step);
    }
    of = stand_in(of, step, env);
    return true;
}

}  // namespace meritum::check
