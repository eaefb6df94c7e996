// Totals, the score among them: start, rules and categories, bounds, vetoes, rounding. See
// checker.hpp; what belongs to which total is in places.cpp, the order is docs/language.md's.
#include "check/aside.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using value::Unit;

/// Makes a value one of the total at hand.
void Checker::as_measured(Value& value) const {
    value.unit = measure_->unit;
    value.currency = measure_->currency;
    value.literal = false;
    value.percent = false;
}

ValueId Checker::measured(ValueId id) {
    return values_.labelled(id, [this](Value& value) { as_measured(value); });
}

/// What is given to a total is in its measure: points, to which plain numbers fit, or money, to
/// which only numbers without a unit do that are written out.
bool Checker::require_measure(ValueId& id, const Node& node) {
    const Value& value = values_[id];
    const bool number = value.type == value::Type::number;
    const bool plain = value.unit == Unit::plain;
    const bool money = measure_->unit == Unit::money;
    const bool fits = money ? value.unit == Unit::money || takes_unit(value, Unit::money)
                            : value.unit == Unit::points || plain;
    if (number && fits) {
        id = measured(id);
        return true;
    }
    if (money && header_unread_ && plan_.schema.currency.empty())
        return false;  // no amount is read
    if (!money) {
        refuse(Kind::not_points, node.span, {in_quotes(words(node).front()), kind_of(value)})
            .fix(
                "say how many points it is worth: `1 per 1000 of ...`, or a table `by ... from "
                "...`");
        return false;
    }
    const auto& statement = *measure_->statement;
    const auto& code = measure_->currency;
    sink_
        .report(Kind::not_money, node.span,
                {in_quotes(words(node).front()), kind_of(value), ast::first_name(statement.head[0]),
                 code})
        .also(statement.head.span, "in " + code)
        .fix(!number ? "say what each case is worth in " + code
             : plain
                 ? "say the currency of amounts, as in `100 " + code + "` or `100 " + code +
                       " per ...`, or give a rate of an amount: `1% * ...`"
                 : "say what it is worth: `100 " + code + " per 1 of " + as_operand(node) + "`");
    return false;
}

ValueId Checker::total_value(std::uint32_t index) {
    auto& work = totals_[index];
    const auto name = plan_.story.totals[index].name;
    if (work.state == Worked::State::busy) {
        return cycle(name, here_);
    }
    if (work.state == Worked::State::untouched) {
        work.state = Worked::State::busy;
        {
            const Aside aside(*this, name, &work);
            work.value = check_total(index, values_.within(root_));
        }
        work.state = Worked::State::done;
        if (work.value) hand_on(index);
    }
    return work.value;
}

ValueId Checker::check_total(std::uint32_t index, const Env& env) {
    auto& total = plan_.story.totals[index];
    const auto& work = totals_[index];
    if (work.points_round != nullptr) positive_constant((*work.points_round)[0], work.unit);
    const auto raw = summed_up(index, env);
    const auto within = raw ? bounded(index, raw, env) : ValueId{};
    auto result = within;
    if (within) {
        result = vetoed(within, vetoes_on({Parts::VetoEffect::total, index}), env);
    }
    if (result && work.round != nullptr) {
        if (const auto step = positive_constant((*work.round)[0], work.unit)) {
            here_ = work.round->span;
            const auto rounded = values_.round(result, *step, mode((*work.round)[1]), env);
            total.rounding = measured(values_.subtract(rounded, result, env));
            total.rounding_words = words(*work.round);
            result = rounded;
        }
    }
    if (result && work.known != nullptr) {
        result = rated(index, result);
    }
    if (result) total.value = measured(result);
    return total.value;
}

/// To the next period; what a `previous` took it to be must hold.
void Checker::hand_on(std::uint32_t index) {
    const auto& work = totals_[index];
    const Value& value = values_[work.value];
    if (work.assumed &&
        !(work.assumed->low <= value.range.low && value.range.high <= work.assumed->high)) {
        const auto& name = plan_.story.totals[index].name;
        sink_.report(Kind::unbounded_previous, work.round->span, {name})
            .also(work.between->span, "these bounds are not all")
            .fix("bound `" + name + "` with constants");
    }
    if (work.carried) {
        const auto handed = in_every_period(work.value);
        plan_.carried[*work.carried] = {handed, values_[handed].term};
    }
    if (work.carried_rated) {
        const auto rated = values_.defined(work.value, root_);
        plan_.carried[*work.carried_rated] = {rated, values_[rated].term};
    }
}

/// The same value, and where it has none the least of its range: what a period hands on is there,
/// whether it is read or not, and no wider for it.
ValueId Checker::in_every_period(ValueId id) {
    const Value value = values_[id];
    if (!value.defined) {
        return id;
    }
    const auto low = number::Rational(value.shape.low) * value.shape.step;
    const auto nothing =
        values_.labelled(in_unit_of(values_.number(low, false), id), [&](Value& least) {
            least.type = value.type;
            least.shape = value.shape;  // in its steps: those of the period before are as wide
            least.shape.high = value.shape.low;
            least.choices_of = value.choices_of;
        });
    return values_.select(value.defined, values_.taken_as_defined(id), nothing, root_);
}

/// Start, rules and categories. Inside a category its rules are in its points already.
ValueId Checker::summed_up(std::uint32_t index, const Env& env) {
    auto& total = plan_.story.totals[index];
    const auto& work = totals_[index];
    const auto what = index == 0 && plan_.story.score() != nullptr ? "the score" : "a total";
    auto sum = measured(values_.number(0));
    bool sound = true;
    if (work.start != nullptr) {
        auto start = defined_value((*work.start)[0], env);
        sound = start && require_measure(start, (*work.start)[0]) &&
                leaves_as_decimal(start, (*work.start)[0], std::string("the start of ") + what);
        sum = sound ? start : sum;
    }
    total.start = sum;
    for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
        if (rule_total_[rule] != index || rule_category_[rule] != Parts::Rule::none) continue;
        const auto points = rule_points(rule);
        sound = sound && points;
        if (points) {
            here_ = document_.statements[rule_statements_[rule]].head.span;
            sum = values_.add(sum, points, env);
        }
    }
    for (std::uint32_t category = 0; category < categories_.size(); ++category) {
        if (category_total_[category] != index || category_outer_[category] != Parts::Rule::none) {
            continue;
        }
        const auto points = category_points(category);
        sound = sound && points;
        if (points) {
            here_ = document_.statements[category_statements_[category]].head.span;
            sum = values_.add(sum, points, env);
        }
    }
    if (!sound) {
        return {};
    }
    total.raw = measured(sum);
    const Node& where =
        work.statement != nullptr ? work.statement->head : document_.statements.front().head;
    return leaves_as_decimal(sum, where, what) ? total.raw : ValueId{};
}

ValueId Checker::bounded(std::uint32_t index, ValueId raw, const Env& env) {
    const auto* between = totals_[index].between;
    if (between == nullptr) {
        return raw;
    }
    Parts::Limit low_story;
    Parts::Limit high_story;
    const auto low = limit(between, (*between)[0], env, low_story);
    const auto high = limit(between, (*between)[1], env, high_story);
    if (!low || !high) {
        return {};
    }
    here_ = between->span;
    if (!values_.always(values_.less_equal(low, high, env))) {
        sink_
            .report(Kind::floor_above_cap, (*between)[0].span,
                    {"the lower bound " + in_quotes(words((*between)[0]).front()),
                     "the upper bound " + in_quotes(words((*between)[1]).front())})
            .also((*between)[1].span, "the upper bound")
            .fix("write the smaller bound first");
        return {};
    }
    const auto floored = values_.maximum(raw, low, env);
    const auto capped = values_.minimum(floored, high, env);
    if (!leaves_as_decimal(capped, *between, "the score")) {
        return {};
    }
    low_story.line = measured(values_.subtract(floored, raw, env));
    high_story.line = measured(values_.subtract(capped, floored, env));
    plan_.story.totals[index].low = std::move(low_story);
    plan_.story.totals[index].high = std::move(high_story);
    return capped;
}

}  // namespace meritum::check
