// Phrases of expressions: clamps, rounding, `else`, conditional values, `per`, the highest among
// several, rank, previous. See checker.hpp; what each means is in docs/language.md.
#include <algorithm>

#include "base/limits.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using number::Integer;
using number::Rational;
using value::Type;

ValueId Checker::clamp(const Node& node, const Env& env) {
    auto a = value(node[0], env);
    auto b = value_like(node[1], a, env);
    if (!a || !b) {
        return {};
    }
    here_ = node.span;
    const bool ordered = values_[a].type == Type::number || values_[a].type == Type::date;
    if (!ordered) {
        refuse(Kind::not_ordered, node[0].span,
               {in_quotes(words(node[0]).front()), kind_of(values_[a])})
            .fix("choose by conditions: `3 when " + words(node[0]).front() + " = ..., else 0`");
        return {};
    }
    if (!unify(node[0], a, node[1], b, node)) {
        return {};
    }
    const auto id =
        node.row == Row::at_least ? values_.maximum(a, b, env) : values_.minimum(a, b, env);
    const Type type = values_[a].type;
    return values_.labelled(id, [&](Value& value) { value.type = type; });
}

number::Rounding Checker::mode(const Node& node) const {
    switch (node.row) {
        case Row::mode_half_even: return number::Rounding::half_even;
        case Row::mode_up: return number::Rounding::up;
        case Row::mode_down: return number::Rounding::down;
        case Row::mode_floor: return number::Rounding::floor;
        case Row::mode_ceiling: return number::Rounding::ceiling;
        default: return number::Rounding::half_up;  // `half up`, said or not
    }
}

ValueId Checker::rounded(const Node& node, const Env& env) {
    const auto a = number_value(node[0], env);
    const auto step = a ? positive_constant(node[1], values_[a].unit) : std::nullopt;
    here_ = node.span;
    if (!step) {
        return {};
    }
    const auto id = values_.round(a, *step, mode(node[2]), env);
    return values_[a].op == Op::constant ? with_unit(id, a) : id;
}

ValueId Checker::fallback(const Node& node, const Env& env) {
    auto a = value(node[0], env);
    if (!a) {
        value_like(node[1], a, env);
        return {};
    }
    const auto known = values_.defined(a, env);
    if (values_.always(known) && may_warn(env)) {
        sink_.report(Kind::needless_else, node[1].span, {in_quotes(words(node[0]).front())})
            .also(node[0].span, "always known")
            .fix("leave out `else " + words(node[1]).front() + "`");
    }
    const auto otherwise = values_.inside(env, known, false);
    auto b = value_like(node[1], a, otherwise);
    here_ = node.span;
    if (!unify(node[0], a, node[1], b, node)) {
        return {};
    }
    return values_.select(known, values_.taken_as_defined(a), b, env);
}

/// `a when c, b when d, else e`: each branch knows that its condition holds and those before it do
/// not.
ValueId Checker::conditional(const Node& node, const Env& env) {
    struct Branch {
        ValueId condition;
        ValueId value;
        const Node* node;
    };
    std::vector<Branch> branches;
    std::vector<Environment> places;
    places.reserve(node.slots.size());
    const Env* place = &env;
    bool sound = true;
    for (std::size_t i = 0; i + 1 < node.slots.size(); i += 2) {
        Parts::Condition told;
        const auto holds = condition(node[i + 1], *place, trace_ != nullptr ? &told : nullptr);
        if (!holds || !require_defined(holds, node[i + 1])) {
            return {};
        }
        if (trace_ != nullptr) {
            trace_->choices.push_back(std::move(told));
        }
        warn_of_condition(node[i + 1], holds, *place,
                          "leave the condition out, and what follows it");
        const auto inside = values_.inside(*place, holds);
        const auto id = branches.empty() ? value(node[i], inside)
                                         : value_like(node[i], branches.front().value, inside);
        sound = sound && id;
        branches.push_back({holds, id, &node[i]});
        places.push_back(values_.inside(*place, holds, false));
        place = &places.back();
    }
    const Node& last = node.slots.back();
    auto result = value_like(last, branches.front().value, *place);
    if (!sound || !result) {
        return {};
    }
    for (std::size_t i = branches.size(); i-- > 0;) {
        here_ = node.span;
        if (!unify(*branches[i].node, branches[i].value, last, result, node)) {
            return {};
        }
        const Env& where = i == 0 ? env : places[i - 1];
        result = values_.select(branches[i].condition, branches[i].value, result, where);
    }
    return result;
}

/// What a `per` counts, told as a whole: "sold / quota", and below it what it is made of.
ValueId Checker::counted(const Node& node, const Env& env) {
    const Node* bare = &node;
    while (bare->row == Row::parenthesis) {
        bare = &(*bare)[0];
    }
    if (trace_ == nullptr || bare->row == Row::name || bare->row == Row::member) {
        return number_value(node, env);
    }
    Trace inner;
    Trace* outer = trace_;
    trace_ = &inner;
    const auto id = number_value(node, env);
    trace_ = outer;
    const bool is_whole = inner.readings.size() == 1 && id &&
                          values_[inner.readings[0].quantity].term == values_[id].term;
    if (is_whole) {
        outer->take(std::move(inner));
    } else if (id && !inner.readings.empty()) {
        read(*bare, {}, id, place_of(id, env), std::move(inner));
    }
    return id;
}

/// n per s of x above b = n * max(0, (x - b) / s); `full` takes whole steps; without a base nothing
/// is cut off.
ValueId Checker::per(const Node& node, const Env& env) {
    const bool full = node.row == Row::per_full || node.row == Row::per_full_above ||
                      node.row == Row::per_full_below;
    const bool based = node.row != Row::per && node.row != Row::per_full;
    const bool below = node.row == Row::per_below || node.row == Row::per_full_below;
    const auto amount = number_value(node[0], env);
    const bool each = !node[2];  // `0.5 per new_customers`: the step is 1, the slot holds x
    const Node& x_node = each ? node[1] : node[2];
    auto x = counted(x_node, env);
    auto step = each ? values_.number(1) : number_value(node[1], env);
    auto base = based ? number_value(node[3], env) : ValueId{};
    if (!amount || !x || !step || (based && !base)) {
        return {};
    }
    here_ = node.span;
    if (!each && !unify(node[1], step, x_node, x, node)) {
        return {};
    }
    if (!(values_[step].range.low > 0)) {
        refuse(Kind::not_positive, node[1].span,
               {in_quotes(words(node[1]).front()), "may be 0 or less"})
            .fix("a step is more than 0, as in `per full 1% of ...`");
        return {};
    }
    if (based && !unify(x_node, x, node[3], base, node)) {
        return {};
    }
    if (!each) warn_of_percent(node[1], step, in_quotes(words(x_node).front()), x);
    if (trace_ != nullptr) {  // what is counted in percents is shown in percents
        for (auto& reading : trace_->readings) {
            const bool of = values_[reading.quantity].term == values_[x].term;
            reading.percent =
                reading.percent || (of && values_[step].percent && may_be_share(values_[x]));
        }
        if (values_[step].percent) {
            shown_in_percent(x);
        }
    }
    auto distance = !based  ? x
                    : below ? values_.subtract(base, x, env)
                            : values_.subtract(x, base, env);
    auto steps = values_.divide(distance, step, env);
    if (full) {
        steps = values_.round(steps, 1, number::Rounding::floor, env);
    }
    if (based) {
        steps = values_.maximum(steps, values_.number(0), env);
    }
    return in_unit_of(values_.multiply(amount, steps, env), amount);
}

/// The highest or lowest of several values of one kind.
ValueId Checker::among(const Node& node, const Env& env) {
    const bool highest = node.row == Row::highest_among;
    const auto& of = node[0].slots;
    ValueId result;
    bool sound = true;
    for (const auto& part : of) {
        auto id = result ? value_like(part, result, env) : value(part, env);
        if (!id || !require_ordered(id, part)) {
            sound = false;
            continue;
        }
        here_ = part.span;
        if (!result) {
            result = id;
        } else if (unify(of.front(), result, part, id, node)) {
            const Type type = values_[id].type;
            result = values_.labelled(
                highest ? values_.maximum(result, id, env) : values_.minimum(result, id, env),
                [&](Value& value) { value.type = type; });
        } else {
            sound = false;
        }
    }
    return sound ? result : ValueId{};
}

ValueId Checker::rank(const Node& node, const Env& env) {
    if (!may_be_required(node, "a rank")) {
        return {};
    }
    auto by = value(node[0], {});
    const auto rated = by ? values_[by].defined : ValueId{};
    const bool not_all = rated && is_rating(rated);
    if (by && !not_all && !require_defined(by, node[0])) {
        return {};
    }
    const auto within = value(node[1], {});
    if (!by || !within || !require_participant(by, node[0]) ||
        !leaves_as_decimal(by, node[0], "a rank")) {
        return {};
    }
    const Value& key = values_[within];
    if ((key.type != Type::text && key.type != Type::choice) || !require_defined(within, node[1])) {
        refuse(Kind::not_a_key, node[1].span, {node[1].text, kind_of(key)})
            .fix("name a text or a `one of`, such as the team or region");
        return {};
    }
    const Value& value = values_[by];
    if (value.type != Type::number && value.type != Type::date) {
        refuse(Kind::not_ordered, node[0].span, {in_quotes(words(node[0]).front()), kind_of(value)})
            .fix("rank by a number or a date");
        return {};
    }
    here_ = node.span;
    if (!not_all) {
        return values_.rank(by, within, Integer(limits::participants), env);
    }
    // Who is not rated comes behind all others, so it moves nobody, and has no rank.
    const auto step = values_.number(values_[by].shape.step, false);
    const auto last = values_.subtract(values_.number(values_[by].range.low, false), step, root_);
    by = values_.select(rated, values_.taken_as_defined(by), with_unit(last, by), root_);
    const auto place = values_.rank(by, within, Integer(limits::participants), env);
    return values_.defined_where(place, rated, env);
}

/// What `previous` reads may be worked out later; only its type and range are needed now.
ValueId Checker::previous(const Node& node, const Env& env) {
    if (!plan_.schema.cycle) {
        if (header_unread_) {
            return {};
        }
        auto finding = sink_.report(Kind::no_cycle, node.span);
        at_plan(finding, "says no cycle");
        finding.fix("add `cycle quarter` (or month, half, year) under `plan`");
        return {};
    }
    static constexpr Row cycles[] = {Row::cycle_month, Row::cycle_quarter, Row::cycle_half,
                                     Row::cycle_year};
    const auto own = static_cast<std::size_t>(*plan_.schema.cycle);
    if (node[1].row != cycles[own]) {
        Node right;
        right.row = cycles[own];
        sink_.report(Kind::wrong_cycle, node[1].span, {words(right).front()})
            .also(only_clause(*statement_of(Row::plan), Row::plan_cycle)->span, "the plan's cycle")
            .fix("write `previous " + words(right).front() + "`");
        return {};
    }
    if (node[0].row == Row::name && feeds_its_next(node[0])) {
        return total_of(node[0]) ? previous_total(node, env) : previous_grade(node, env);
    }
    Trace* outer = trace_;
    trace_ = nullptr;  // what this period holds is not what is read
    auto id = value(node[0], {});
    trace_ = outer;
    const auto rated = id ? values_[id].defined : ValueId{};
    const bool not_all = rated && is_rating(rated);
    if (!id || (!not_all && !require_defined(id, node[0])) || !require_participant(id, node[0])) {
        return {};
    }
    const Value of = values_[id];
    if (of.type == Type::text) {
        refuse(Kind::wrong_type, node[0].span,
               {in_quotes(words(node[0]).front()), kind_of(of), "a number, choice, date or yes/no"})
            .fix("declare it `one of ...`, or compare it before: `(" + words(node[0]).front() +
                 " = \"...\") previous " + words(node[1]).front() + "`");
        return {};
    }
    if (of.type == Type::number && !leaves_as_decimal(id, node[0], "what a period hands on")) {
        return {};
    }
    here_ = node.span;
    auto before = values_.previous(carry(in_every_period(id)), of, env);
    if (not_all) {
        const auto was = values_.previous(carry(rated), values_[rated], env);
        before = values_.defined_where(before, values_.taken_as_defined(was), env);
    }
    read(node, {}, before, place_of(before, env));
    return before;
}

/// What is handed to the next period, each thing once.
std::uint32_t Checker::carry(ValueId id) {
    const auto term = values_[id].term;
    std::uint32_t carried = 0;
    while (carried < plan_.carried.size() && plan_.carried[carried].term != term) {
        ++carried;
    }
    if (carried == plan_.carried.size()) {
        plan_.carried.push_back({id, term});
    }
    return carried;
}

/// Whether this says that a total is rated.
bool Checker::is_rating(ValueId id) const { return ratings_.count(values_[id].term) > 0; }

/// Whether a total, or the grade, is named while a total is worked out that it may depend on.
bool Checker::feeds_its_next(const Node& of) const {
    const bool making = std::any_of(totals_.begin(), totals_.end(), [](const TotalWork& total) {
        return total.state == Worked::State::busy;
    });
    if (!making) {
        return false;
    }
    if (const auto total = total_of(of)) {
        const auto& work = totals_[*total];
        const bool bounded = work.between != nullptr && work.round != nullptr;
        return work.state == Worked::State::busy ||
               (work.state == Worked::State::untouched && bounded);
    }
    return scope_.count(of.identity) == 0 && is_grade_name(of.text) &&
           statement_of(Row::grade) != nullptr && grade_.state != Worked::State::done;
}

/// `rated` is the total that has no value of those who are not rated; null: everybody has one.
ValueId Checker::carried_over(const Node& node, std::optional<std::uint32_t>& carried,
                              const Value& like, TotalWork* rated, const Env& env) {
    const auto reserve = [&](std::optional<std::uint32_t>& place) {
        if (!place) {
            place = static_cast<std::uint32_t>(plan_.carried.size());
            plan_.carried.push_back({});
        }
        return *place;
    };
    here_ = node.span;
    auto before = values_.previous(reserve(carried), like, env);
    if (rated != nullptr) {
        Value truth;
        truth.type = Type::boolean;
        truth.range = {Rational(0), Rational(1)};
        truth.shape.high = 1;
        const auto was = values_.previous(reserve(rated->carried_rated), truth, env);
        before = values_.defined_where(before, values_.taken_as_defined(was), env);
    }
    read(node, {}, before, place_of(before, env));
    return before;
}

ValueId Checker::previous_grade(const Node& node, const Env& env) {
    Value like;
    like.type = Type::choice;
    like.shape.high = static_cast<long>(plan_.grades.size()) - 1;
    like.range = {Rational(0), Rational(like.shape.high)};
    auto& score = totals_.front();
    return carried_over(node, grade_carried_, like, score.known != nullptr ? &score : nullptr, env);
}

/// A total of the period before, read by what it is made of itself: its range must be said by
/// `between`, and its step by `round`; hand_on() proves both afterwards.
ValueId Checker::previous_total(const Node& node, const Env& env) {
    const auto index = *total_of(node[0]);
    auto& total = totals_[index];
    total.assumed = assumed_range(node, total, index);
    if (!total.assumed) {
        return {};
    }
    const auto step = positive_constant((*total.round)[0], total.unit);
    Value like;
    like.unit = total.unit;
    like.currency = total.currency;
    like.range = *total.assumed;
    like.shape.step = *step;
    like.shape.low = number::floor(like.range.low / *step);
    like.shape.high = number::floor(like.range.high / *step);
    return carried_over(node, total.carried, like, total.known != nullptr ? &total : nullptr, env);
}

/// A total's range as its clauses and vetoes bound it, whatever its rules give.
std::optional<number::Interval> Checker::assumed_range(const Node& node, const TotalWork& total,
                                                       std::uint32_t index) {
    const auto* between = total.between;
    const auto low = between != nullptr ? constant_value((*between)[0], {}) : ValueId{};
    const auto high = between != nullptr ? constant_value((*between)[1], {}) : ValueId{};
    const auto step =
        total.round != nullptr ? positive_constant((*total.round)[0], total.unit) : std::nullopt;
    if (!low || !high || !step) {
        const auto name = words(node[0]).front();
        auto finding = sink_.report(Kind::unbounded_previous, node.span, {name});
        if (total.statement != nullptr) {
            finding.also(total.statement->head.span, "not bounded by constants, or not rounded");
        } else {
            at_plan(finding, "says no bounds of the score");
        }
        finding.fix("bound it: `between 0 and 150` and `round 0.1` under `" +
                    (index == 0 && plan_.story.score() != nullptr ? "" : std::string("total ")) +
                    name + "`");
        return std::nullopt;
    }
    number::Interval range = number::hull(values_[low].range, values_[high].range);
    for (const auto veto : vetoes_on({Parts::VetoEffect::total, index})) {
        const auto* effect = effect_of(document_.statements[veto_statements_[veto]]);
        if (effect == nullptr) continue;
        const auto id = constant_value(effect->slots.back(), {});
        if (id && values_[id].type == Type::number) {
            range = number::hull(range, values_[id].range);
        }
    }
    return number::Interval{number::round(range.low, *step, number::Rounding::floor),
                            number::round(range.high, *step, number::Rounding::ceiling)};
}

}  // namespace meritum::check
