// Arithmetic as it is written: which units may meet, and what they give. See checker.hpp;
// docs/language.md has the table.
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using value::Type;
using value::Unit;

ValueId Checker::in_unit_of(ValueId id, ValueId like) {
    const Value of = values_[like];
    return values_.labelled(id, [&](Value& value) {
        value.unit = of.unit;
        value.currency = of.currency;
        value.percent = of.percent;
        value.literal = false;
    });
}

ValueId Checker::with_unit(ValueId id, ValueId like) {
    const bool literal = values_[like].literal;
    return values_.labelled(in_unit_of(id, like), [&](Value& value) { value.literal = literal; });
}

/// Makes the units of two values agree: a literal takes the other's, a plain number becomes points
/// beside points.
bool Checker::unify(const Node& a_node, ValueId& a, const Node& b_node, ValueId& b,
                    const Node& whole) {
    if (!a || !b) {
        return false;
    }
    const Value& left = values_[a];
    const Value& right = values_[b];
    const auto take = [&](ValueId& id, const Value& like) {
        id = values_.labelled(id, [&](Value& value) {
            value.unit = like.unit;
            value.currency = like.currency;
            value.literal = value.literal && like.literal;
        });
    };
    const bool same_type = left.type == right.type &&
                           (left.type != Type::choice || left.choices_of == right.choices_of);
    if (same_type && (left.type != Type::number || left.unit == right.unit)) {
        return true;
    }
    if (same_type) {
        const auto takes = [](const Value& value, const Value& like) {
            const bool points = value.unit == Unit::plain && like.unit == Unit::points;
            return points || takes_unit(value, like.unit);
        };
        if (takes(left, right)) {
            take(a, right);
            return true;
        }
        if (takes(right, left)) {
            take(b, left);
            return true;
        }
    }
    const bool compares = whole.row == Row::less || whole.row == Row::less_equal ||
                          whole.row == Row::greater || whole.row == Row::greater_equal ||
                          whole.row == Row::equal || whole.row == Row::not_equal;
    const auto* what = whole.row == Row::add        ? "added"
                       : whole.row == Row::subtract ? "subtracted"
                       : compares                   ? "compared"
                                                    : "mixed";
    sink_
        .report(Kind::unit_mismatch, b_node.span,
                {in_quotes(words(a_node).front()), in_quotes(words(b_node).front()), what,
                 kind_of(left), kind_of(right)})
        .also(a_node.span, kind_of(left))
        .fix(instead_of_mismatch(whole, {&a_node, left}, {&b_node, right}));
    return false;
}

ValueId Checker::sum(const Node& node, const Env& env) {
    auto a = value(node[0], env);
    auto b = value(node[1], env);
    if (!a || !b) {
        return {};
    }
    const bool adds = node.row == Row::add;
    here_ = node.span;
    const Value& left = values_[a];
    const Value& right = values_[b];
    const auto days = [](const Value& value) {
        return value.type == Type::number &&
               (value.unit == Unit::days || value.unit == Unit::plain) &&
               value.shape.is_decimal() && value.shape.step == 1;
    };
    if (left.type == Type::date && right.type == Type::date && !adds) {
        return values_.labelled(values_.subtract(a, b, env),
                                [](Value& value) { value.unit = Unit::days; });
    }
    if (left.type == Type::date && days(right)) {
        const auto id = adds ? values_.add(a, b, env) : values_.subtract(a, b, env);
        return values_.labelled(id, [](Value& value) { value.type = Type::date; });
    }
    for (const auto* side : {&node[0], &node[1]}) {
        const auto id = side == &node[0] ? a : b;
        if (values_[id].type != Type::number) {
            refuse(Kind::wrong_type, side->span,
                   {in_quotes(words(*side).front()), kind_of(values_[id]), "a number"})
                .fix(fix_of_number(id, *side));
            return {};
        }
    }
    if (!unify(node[0], a, node[1], b, node)) {
        return {};
    }
    const auto like = a;  // constants are folded to bare numbers
    const auto id = adds ? values_.add(a, b, env) : values_.subtract(a, b, env);
    return values_[id].op == Op::constant ? with_unit(id, like) : id;
}

ValueId Checker::product(const Node& node, const Env& env) {
    const auto a = number_value(node[0], env);
    const auto b = number_value(node[1], env);
    if (!a || !b) {
        return {};
    }
    here_ = node.span;
    return multiplied(node[0], a, node[1], b, node, env);
}

/// At most one side has a unit; `whole` is what is written, for the fix.
ValueId Checker::multiplied(const Node& a_node, ValueId a, const Node& b_node, ValueId b,
                            const Node& whole, const Env& env) {
    const Value& left = values_[a];
    const Value& right = values_[b];
    if (left.unit != Unit::plain && right.unit != Unit::plain) {
        sink_
            .report(Kind::cannot_multiply, b_node.span,
                    {in_quotes(words(a_node).front()), in_quotes(words(b_node).front()),
                     kind_of(left), kind_of(right)})
            .also(a_node.span, kind_of(left))
            .fix(whole.row == Row::multiply &&
                         (left.unit == Unit::points || right.unit == Unit::points)
                     ? "count the points in steps: " + per_points(whole, right.unit == Unit::points)
                     : "at most one side of `*` may have a unit");
        return {};
    }
    const Value& like = left.unit != Unit::plain ? left : right;
    return values_.labelled(values_.multiply(a, b, env), [&](Value& value) {
        value.unit = like.unit;
        value.currency = like.currency;
        value.percent = left.percent && right.percent;
        value.literal = left.literal && right.literal;
    });
}

ValueId Checker::quotient(const Node& node, const Env& env) {
    if (divides_exponent(node)) {
        return {};
    }
    const auto a = number_value(node[0], env);
    const auto b = number_value(node[1], env);
    if (!a || !b) {
        return {};
    }
    here_ = node.span;
    const Value& left = values_[a];
    const Value& right = values_[b];
    if (right.unit != Unit::plain && right.unit != left.unit) {
        sink_
            .report(Kind::cannot_divide, node[1].span,
                    {in_quotes(words(node[0]).front()), in_quotes(words(node[1]).front()),
                     kind_of(left), kind_of(right)})
            .also(node[0].span, kind_of(left))
            .fix("divide by a value of the same kind, or by a plain number");
        return {};
    }
    const auto id = values_.labelled(values_.divide(a, b, env), [&](Value& value) {
        const bool keeps = right.unit == Unit::plain;
        value.unit = keeps ? left.unit : Unit::plain;
        value.currency = keeps ? left.currency : std::string();
        value.percent = false;
        value.literal = left.literal && right.literal;
    });
    // Whoever meets this undefined value wants to say which divisor may be zero.
    const auto zero = values_.equal(b, values_.number(0), env);
    divisors_.emplace(values_[values_.logical_not(zero, env)].term,
                      std::pair(bare(node[1]).span, words(bare(node[1])).front()));
    return id;
}

ValueId Checker::negative(const Node& node, const Env& env) {
    const auto a = number_value(node[0], env);
    here_ = node.span;
    return a ? values_.negate(a, env) : a;
}

}  // namespace meritum::check
