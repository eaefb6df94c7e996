// How large values may be: their steps, ranges and denominators. What is larger has failed and is
// carried on as something small. See values.hpp. Tests: tests/check/growth_test.cpp.
#include <algorithm>
#include <bit>
#include <cstdint>

#include "base/limits.hpp"
#include "check/values.hpp"

namespace meritum::check {

using number::Integer;
using number::Rational;

namespace {

std::size_t bits(const Integer& value) {
    if (!value.is_small()) return msb(Integer(abs(value))) + 1;
    const auto bits = static_cast<std::uint64_t>(value.small());
    return static_cast<std::size_t>(std::bit_width(value.small() < 0 ? 0 - bits : bits));
}

/// Of the longer side of the bar.
std::size_t bits(const Rational& value) {
    return std::max(bits(Integer(numerator(value))), bits(Integer(denominator(value))));
}

bool grows(const Shape& shape) {
    if (shape.low.is_small() && shape.high.is_small()) return false;  // of 64 bits
    return bits(shape.low) > limits::step_bits || bits(shape.high) > limits::step_bits ||
           number::digits(shape.low) > 77 || number::digits(shape.high) > 77;
}

/// The end of a range with fewer digits behind the point, no further inside.
Rational coarser(const Rational& end, bool high) {
    const Rational unit(1, Integer(1) << (limits::range_bits / 2));
    return Rational(high ? number::ceiling(end / unit) : number::floor(end / unit)) * unit;
}

}  // namespace

void Values::fit(Shape& shape) {
    if (grows(shape)) {
        tell_(Trouble::too_large, {});
        shape.low = shape.high = 0;
    }
}

/// No value is larger than this leaves it, so a chain of them takes no more time than its length.
void Values::keep_small(Value& value) {
    for (auto* end : {&value.range.low, &value.range.high}) {
        if (bits(denominator(*end)) > limits::range_bits) {
            *end = coarser(*end, end == &value.range.high);
        }
    }
    const Shape& shape = value.shape;
    if (!grows(shape) && bits(shape.step) <= limits::step_bits &&
        shape.over.size() <= limits::denominators && bits(value.range.low) <= limits::range_bits &&
        bits(value.range.high) <= limits::range_bits) {
        return;
    }
    tell_(Trouble::too_large, {});
    // Something that neither fails again nor decides what it meets.
    value.op = Op::constant;
    value.operands.clear();
    value.payload = 0;
    value.constant = 1;
    value.range = {Rational(1), Rational(2)};
    value.shape = Shape{1, 2, Rational(1), {}};
}

}  // namespace meritum::check
