// Dates: full years, months and days between them, and months and years added. See checker.hpp; the
// rule for ends of months is docs/language.md's.
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;
using value::Type;
using value::Unit;

bool Checker::require_date(ValueId id, const Node& node) {
    if (values_[id].type == Type::date) {
        return true;
    }
    refuse(Kind::wrong_type, node.span,
           {in_quotes(words(node).front()), kind_of(values_[id]), "a date"})
        .fix("name a date, or write one: `2026-07-01`");
    return false;
}

ValueId Checker::span_of_time(const Node& node, const Env& env) {
    const auto from = value(node[0], env);
    const auto to = value(node[1], env);
    if (!from || !to || !require_date(from, node[0]) || !require_date(to, node[1])) {
        return {};
    }
    here_ = node.span;
    if (node.row == Row::days_from) {
        return values_.labelled(values_.subtract(to, from, env),
                                [](Value& value) { value.unit = Unit::days; });
    }
    const auto months = values_.months_between(from, to, env);
    if (node.row == Row::months_from) {
        return months;
    }
    const auto years = values_.multiply(months, values_.number(Rational(1, 12), false), env);
    return values_.round(years, 1, number::Rounding::down, env);
}

ValueId Checker::shifted_date(const Node& node, const Env& env) {
    const auto date = value(node[0], env);
    auto count = number_value(node[1], env);
    if (!date || !count || !require_date(date, node[0])) {
        return {};
    }
    const Value number = values_[count];
    const bool whole = number.unit == Unit::plain && number.shape.is_decimal() &&
                       denominator(number.shape.step) == 1;
    if (!whole) {
        refuse(Kind::no_whole_number, node[1].span,
               {in_quotes(words(node[1]).front()), kind_of(number)})
            .fix("write a whole number, or round it: `(... round 1)`");
        return {};
    }
    here_ = node.span;
    const bool years = node.row == Row::plus_years || node.row == Row::minus_years;
    const bool minus = node.row == Row::minus_months || node.row == Row::minus_years;
    const auto months = Rational((years ? 12 : 1) * (minus ? -1 : 1));
    count = values_.multiply(count, values_.number(months, false), env);
    return values_.add_months(date, count, env);
}

}  // namespace meritum::check
