// Powers and roots of the reference evaluator: docs/language.md, "Powers and roots". In: a node and
// what it is made of. Out: the value, a root where it is one. Must not know the engine.
#include "agreement/evaluator.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

Value root(Root of) {
    Value value = number(0);
    value.root = std::move(of);
    return value;
}

Root times(Root of, const Fraction& by) {
    of.scale *= by;
    of.offset *= by;
    return of;
}

Root plus(Root of, const Fraction& by) {
    of.offset += by;
    return of;
}

}  // namespace

Maybe Evaluator::power(const ast::Node& node, const std::vector<Value>& of) const {
    const Fraction& base = of.at(0).number;
    Fraction exponent = node.row == Row::square_root ? Fraction(1, 2) : Fraction(1, 3);
    if (node.row == Row::to_power) exponent = of.at(1).number;
    const auto above = numerator(exponent).convert_to<long>();
    const auto below = denominator(exponent).convert_to<long>();
    if (below != 1) return root({1, base, above, below, 0});
    if (above < 0 && base == 0) return {};
    return number(whole_power(base, above));
}

/// What a root may meet: exact numbers that scale and shift it or are compared with it, and
/// `round`.
Maybe Evaluator::of_root(const ast::Node& node, const std::vector<Value>& of) const {
    const bool left = of.at(0).root.has_value();
    const Root& x = *of.at(left ? 0 : 1).root;
    const Fraction y = of.size() > 1 ? of.at(left ? 1 : 0).number : Fraction(0);
    const int side = of.size() > 1 ? compare(x, y) * (left ? 1 : -1) : 0;
    switch (node.row) {
        case Row::negative: return root(times(x, -1));
        case Row::add: return root(plus(x, y));
        case Row::subtract: return root(left ? plus(x, -y) : plus(times(x, -1), y));
        case Row::multiply: return root(times(x, y));
        case Row::divide:
            if (y == 0) return {};
            return root(times(x, 1 / y));
        case Row::less: return yes_or_no(side < 0);
        case Row::less_equal: return yes_or_no(side <= 0);
        case Row::greater: return yes_or_no(side > 0);
        case Row::greater_equal: return yes_or_no(side >= 0);
        case Row::equal: return yes_or_no(side == 0);
        case Row::not_equal: return yes_or_no(side != 0);
        case Row::round: return number(round_to(x, y, node[2].row));
        default: throw Undefined("a root that was not rounded");
    }
}

}  // namespace meritum::agreement
