// Tables of the reference evaluator: docs/language.md, "Tables", row by row. In: a node and whose
// value is asked for. Out: the value, or nothing where it is undefined. Must not know the engine.
#include "agreement/evaluator.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

bool goes_up(Row row) { return row == Row::tier_from || row == Row::tier_above; }

Fraction smaller_of(const Fraction& a, const Fraction& b) { return a < b ? a : b; }

/// Whether a row by itself takes x.
bool takes(Row row, const Value& bound, const Value& x) {
    switch (row) {
        case Row::tier_from: return bound.number <= x.number;
        case Row::tier_above: return bound.number < x.number;
        case Row::tier_up_to: return x.number <= bound.number;
        case Row::tier_below: return x.number < bound.number;
        case Row::tier_is: return same_value(bound, x);
        default: return true;  // otherwise
    }
}

}  // namespace

/// Of rows that go up the last that takes x, of others the first; without one, `otherwise`, or the
/// last row of those that say up to where they go. Only that row's value is asked for.
Maybe Evaluator::tiered(const ast::Node& node, const Whose& whose) {
    const Maybe x = value(node[0], whose);
    if (!x) return {};
    const ast::Node* decides = nullptr;
    const ast::Node* otherwise = nullptr;
    const ast::Node* last = nullptr;
    for (const auto& row : node[1].slots) {
        if (row.row == Row::tier_otherwise) {
            otherwise = &row;
            continue;
        }
        last = &row;
        const Maybe bound = value(row[0], whose);
        if (!bound) return {};
        const bool open = goes_up(row.row) || decides == nullptr;
        if (open && takes(row.row, *bound, *x)) decides = &row;
    }
    const bool holds_on = last->row == Row::tier_up_to || last->row == Row::tier_below;
    if (!decides) decides = otherwise ? otherwise : holds_on ? last : nullptr;
    if (!decides && node.row == Row::tiered) return number(0);
    const Maybe worth = decides ? value(decides->slots.back(), whose) : number(0);
    if (!worth || node.row == Row::tiered) return worth;
    return number(worth->number * x->number);
}

/// Every row's rate times the part of x inside the row.
Maybe Evaluator::slices(const ast::Node& node, const Whose& whose) {
    const Maybe x = value(node[0], whose);
    if (!x) return {};
    const auto& rows = node[1].slots;
    const bool up = goes_up(rows.front().row);
    Fraction sum = 0;
    Fraction low = 0;  // of rows that say up to where they go
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Maybe rate = value(rows[i].slots.back(), whose);
        if (!rate) return {};
        if (up) low = value(rows[i][0], whose)->number;
        Fraction high = x->number;
        if (i + 1 < rows.size()) {
            high = smaller_of(high, value(rows[up ? i + 1 : i][0], whose)->number);
        }
        if (high > low) sum += rate->number * (high - low);
        if (!up && i + 1 < rows.size()) low = value(rows[i][0], whose)->number;
    }
    return number(sum);
}

/// Straight lines between the points.
Maybe Evaluator::along(const ast::Node& node, const Whose& whose) {
    const Maybe x = value(node[0], whose);
    if (!x) return {};
    const auto& rows = node[1].slots;
    std::size_t reached = 0;  // points at or below x
    while (reached < rows.size() && value(rows[reached][0], whose)->number <= x->number) ++reached;
    if (reached == 0) return number(0);
    const Fraction from = value(rows[reached - 1][0], whose)->number;
    const Fraction here = value(rows[reached - 1][1], whose)->number;
    if (reached == rows.size()) return number(here);
    const Fraction to = value(rows[reached][0], whose)->number;
    const Fraction there = value(rows[reached][1], whose)->number;
    return number(here + (there - here) * (x->number - from) / (to - from));
}

Maybe Evaluator::among(const ast::Node& node, const Whose& whose) {
    Maybe best;
    bool defined = true;
    for (const auto& part : node[0].slots) {
        const Maybe x = value(part, whose);
        defined = defined && x;
        if (!x) continue;
        const bool better = !best || (node.row == Row::highest_among ? x->number > best->number
                                                                     : x->number < best->number);
        if (better) best = x;
    }
    return defined ? best : Maybe{};
}

/// `x in (a, b)` is `x = a or x = b`.
Maybe Evaluator::is_in(const ast::Node& node, const Whose& whose) {
    const Maybe x = value(node[0], whose);
    if (!x) return {};
    for (const auto& part : node[1].slots) {
        const Maybe other = value(part, whose);
        if (!other) return {};
        if (same_value(*x, *other)) return Value{Value::Kind::boolean, true, 0, {}};
    }
    return Value{Value::Kind::boolean, false, 0, {}};
}

}  // namespace meritum::agreement
