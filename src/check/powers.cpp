// Powers and roots as they are written: what may be raised to what. See checker.hpp; what a root
// may then meet is roots.cpp's, docs/language.md says it in words.
#include "base/limits.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;
using value::Unit;

/// What an operation of Values could not do, said where it stands.
void Checker::tell(Trouble trouble, ValueId of) {
    const std::string text = in_quotes(sink_.source().text(here_).substr(0, 60));
    switch (trouble) {
        case Trouble::too_large:
            refuse(Kind::too_large, here_, {text})
                .fix("bound a part of it with `at most`, or round it to a coarser step");
            return;
        case Trouble::power_too_large:
            if (!roots_refused_.insert(here_.begin).second) {
                return;
            }
            refuse(Kind::power_too_large, here_,
                   {text, std::to_string(limits::power_bits * 3 / 10 / 1'000)})
                .fix(
                    "write the exponent with fewer decimals, or round to a coarser step what is "
                    "raised to it");
            return;
        case Trouble::not_rounded: report_not_rounded(of); return;
    }
}

/// Where it was read or made last: that is what can be rounded here.
void Checker::report_not_rounded(ValueId root) {
    const auto read = roots_.find(values_[values_[root].operands[2]].term);
    const Span where = read != roots_.end() ? read->second : here_;
    if (!roots_refused_.insert(where.begin).second) {
        return;
    }
    const std::string text(sink_.source().text(where));
    refuse(Kind::not_rounded, where, {in_quotes(text.substr(0, 60))})
        .fix("round it first: `(" + text + " round 0.01)`");
}

/// A constant other than 0, within the limits.
std::optional<Rational> Checker::exponent_of(const Node& node, const Env& env) {
    const auto id = constant_value(node, env);
    if (!id || !require_number(id, node)) {
        return std::nullopt;
    }
    const Rational exponent = values_[id].constant;
    if (exponent == 0) {
        refuse(Kind::exponent_out_of_range, node.span, {in_quotes(words(node).front())})
            .fix("anything to the power 0 is 1: write `1`");
        return std::nullopt;
    }
    const bool fits =
        abs(exponent) <= limits::exponent && denominator(exponent) <= limits::exponent_denominator;
    if (!fits) {
        refuse(Kind::exponent_out_of_range, node.span, {in_quotes(words(node).front())})
            .fix("write a number between -100 and 100 with at most three decimals");
        return std::nullopt;
    }
    return exponent;
}

ValueId Checker::power(const Node& node, const Env& env) {
    const auto base = number_value(node[0], env);
    const auto exponent = node.row == Row::square_root ? Rational(1, 2)
                          : node.row == Row::cube_root ? Rational(1, 3)
                                                       : exponent_of(node[1], env);
    here_ = node.span;
    if (!base || !exponent) {
        return {};
    }
    const Value of = values_[base];
    if (of.is_root()) {
        report_not_rounded(base);
        return {};
    }
    if (of.unit == Unit::money) {
        refuse(Kind::wrong_type, node[0].span,
               {in_quotes(words(node[0]).front()), kind_of(of), "a plain number"})
            .fix("count the money first: `(" + words(node[0]).front() + " / 1_000 " + of.currency +
                 ")`");
        return {};
    }
    const auto above = numerator(*exponent).convert_to<long>();
    const auto below = denominator(*exponent).convert_to<long>();
    ValueId id;
    if (below == 1) {
        id = whole_power(node, base, above, env);
    } else {
        if (of.range.low < 0 || (above < 0 && of.range.low <= 0)) {
            const bool positive = above < 0;
            refuse(positive ? Kind::not_positive : Kind::root_of_negative, node[0].span,
                   {in_quotes(words(node[0]).front()),
                    positive ? "may be 0 or less" : "may be below 0"})
                .fix("ask before it, `when " + words(node[0]).front() +
                     (positive ? " > 0" : " >= 0") + "`, or bound it: `(" + words(node[0]).front() +
                     " at least " + (positive ? "1" : "0") + ")`");
            return {};
        }
        id = values_.power(
            base, {static_cast<std::int32_t>(above), static_cast<std::uint32_t>(below)}, env);
    }
    return values_.labelled(id, [](Value& value) {
        value.unit = Unit::plain;
        value.currency.clear();
        value.percent = false;
        value.literal = false;
    });
}

/// Multiplied out: exact, and nothing need be rounded. Below 0, 1 divided by it.
ValueId Checker::whole_power(const Node& node, ValueId base, long exponent, const Env& env) {
    base = values_.labelled(base, [](Value& value) { value.unit = Unit::plain; });
    ValueId result;
    ValueId square = base;
    for (auto left = exponent < 0 ? -exponent : exponent; left > 0; left /= 2) {
        if (left % 2 != 0) {
            result = result ? values_.multiply(result, square, env) : square;
        }
        if (left > 1) {
            square = values_.multiply(square, square, env);
        }
    }
    if (exponent > 0) {
        return result;
    }
    const auto zero = values_.equal(base, values_.number(0), env);
    divisors_.emplace(values_[values_.logical_not(zero, env)].term,
                      std::pair(node[0].span, words(node[0]).front()));
    const auto one = values_.number(1, false);
    auto id = one;
    for (auto left = -exponent; left > 0; --left) {
        id = values_.divide(id, base, env);
    }
    return id;
}

/// `x to the power 2/3` would be read as the square of x divided by 3.
bool Checker::divides_exponent(const Node& quotient) {
    const Node& left = quotient[0];
    if (left.row != Row::to_power || left[1].row != Row::number || quotient[1].row != Row::number) {
        return false;
    }
    const std::string fraction = words(left[1]).front() + " / " + words(quotient[1]).front();
    const Span where = join(left[1].span, quotient[1].span);
    refuse(Kind::exponent_divided, where, {fraction, in_quotes(words(left).front())})
        .fix("a fraction stands in parentheses: `(" + fraction +
             ")`; to divide the power, write `(" + words(left).front() + ") / " +
             words(quotient[1]).front() + "`");
    return true;
}

}  // namespace meritum::check
