// Random powers and roots, rounded or compared. See expression_writer.hpp.
#include <algorithm>
#include <cmath>

#include "agreement/expression_writer.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

/// Larger bases make numbers that nobody would decide exactly.
constexpr double large_base = 1e9;

}  // namespace

/// `square root of x`, `x to the power 1.5`, `x to the power 2`.
Written ExpressionWriter::raised(const Scope& scope, int depth, bool& whole) {
    struct Exponent {
        const char* text;
        double value;
    };
    static const std::vector<Exponent> exponents = {
        {"2", 2},       {"3", 3},         {"-1", -1},     {"1.5", 1.5},   {"0.5", 0.5},
        {"-0.5", -0.5}, {"(2 / 3)", 0.6}, {"1.25", 1.25}, {"1.81", 1.81}, {"50%", 0.5}};
    const auto kind = random_.below(5);
    Exponent exponent = random_.pick(exponents);
    if (kind == 0) exponent.value = 0.5;
    if (kind == 1) exponent.value = 0.3;
    whole = kind > 1 && std::floor(exponent.value) == exponent.value;
    Written base = exponent.value < 0 ? positive(Unit::plain, scope, depth)
                                      : nonnegative(Unit::plain, scope, depth);
    if (base.high > large_base) base = literal(Unit::plain, 1, 1000);
    Written out;
    const std::string of = at(base, Level::operand);
    out.text = kind == 0   ? wording_.say(Row::square_root, {of})
               : kind == 1 ? wording_.say(Row::cube_root, {of})
                           : wording_.say(Row::to_power, {of, exponent.text});
    out.level = Level::unary;
    const double least = std::max(base.low, 0.01);
    out.low = 0;
    out.high = std::max(std::pow(base.high + 1, exponent.value), std::pow(least, exponent.value));
    out.decimal = whole && exponent.value > 0 && base.decimal;
    return out;
}

/// Scaled and shifted by exact numbers, then rounded.
Written ExpressionWriter::power(Unit unit, const Scope& scope, int depth) {
    static const std::vector<std::string> steps = {"1", "0.5", "0.1", "0.01", "5", "3"};
    if (unit == Unit::money || unit == Unit::days) return leaf(unit, scope);
    bool whole = false;
    Written out = raised(scope, depth, whole);
    if (random_.chance(50)) {
        const Written scale =
            random_.chance(60) ? literal(Unit::plain, -20, 1000) : number(Unit::plain, scope, 0);
        const double reach = std::max(std::fabs(scale.low), std::fabs(scale.high)) * out.high;
        if (reach < 1e13) {
            out.text = random_.chance(70)
                           ? at(scale, Level::product) + " * " + at(out, Level::unary)
                           : at(out, Level::product) + " * " + at(scale, Level::unary);
            out.level = Level::product;
            out.low = -reach;
            out.high = reach;
            out.decimal = out.decimal && scale.decimal;
        }
    }
    if (random_.chance(15)) {
        out.text =
            at(out, Level::product) + " / " + at(positive(Unit::plain, scope, 0), Level::unary);
        out.level = Level::product;
        out.low *= 100;
        out.high *= 100;
        out.decimal = false;
    }
    if (random_.chance(30)) {
        const Written shift = literal(Unit::plain, -100, 1000);
        const bool first = random_.chance(30);
        out.text = first ? at(shift, Level::sum) + " - " + at(out, Level::product)
                         : at(out, Level::sum) + " + " + at(shift, Level::product);
        out.level = Level::sum;
        const double reach = std::max(std::fabs(out.low), std::fabs(out.high)) +
                             std::max(std::fabs(shift.low), std::fabs(shift.high));
        out.low = -reach;
        out.high = reach;
        out.decimal = out.decimal && shift.decimal;
    }
    if (whole && random_.chance(50)) return out;
    out.text = wording_.say(Row::round, {at(out, Level::phrase), random_.pick(steps), mode()});
    out.level = Level::phrase;
    out.low = out.low >= 0 ? 0 : out.low - 10;
    out.high += 10;
    out.decimal = true;
    return out;
}

/// A root beside what it may be equal to.
Written ExpressionWriter::root_compared(const Scope& scope, int depth) {
    static const std::vector<std::string> signs = {"<", "<=", ">", ">=", "=", "!="};
    bool whole = false;
    const Written root = raised(scope, depth, whole);
    const Written other = random_.chance(60) ? literal(Unit::plain, 0, 100)
                                             : number(Unit::plain, scope, depth > 0 ? 1 : 0);
    const bool first = random_.chance(70);
    return compared(first ? root : other, random_.pick(signs), first ? other : root);
}

}  // namespace meritum::agreement
