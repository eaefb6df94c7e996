// Categories: start, rules and inner categories, choice, gate, floor and cap, and vetoes on it. See
// checker.hpp; the order is docs/language.md's.
#include <algorithm>

#include "check/aside.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;

ValueId Checker::category_points(std::uint32_t category) {
    auto& worked = categories_[category];
    const auto& statement = document_.statements[category_statements_[category]];
    const auto name = ast::first_name(statement.head[0]);
    if (worked.state == Worked::State::busy) {
        return cycle(name, here_);
    }
    if (worked.state == Worked::State::done) {
        return worked.value;
    }
    if (is_too_deep(statement.head[0].span)) {
        worked = {Worked::State::done, {}};
        return {};
    }
    worked.state = Worked::State::busy;
    const Aside aside(*this, name, &totals_[category_total_[category]]);
    auto story = plan_.story.categories[category];
    const auto before = sink_.errors();
    const auto points = check_category(category, statement, story);
    const bool sound = points && sink_.errors() == before;
    plan_.story.categories[category] = std::move(story);
    categories_[category] = {Worked::State::done, sound ? points : ValueId{}};
    return categories_[category].value;
}

/// The points of the rules and categories that stand directly in it.
std::optional<std::vector<ValueId>> Checker::members(std::uint32_t category) {
    std::vector<ValueId> found;
    bool sound = true;
    const auto add = [&](ValueId points) {
        sound = sound && points;
        found.push_back(points);
    };
    for (const auto rule : rules_in_[category]) add(rule_points(rule));
    for (const auto inner : categories_in_[category]) add(category_points(inner));
    return sound ? std::optional(std::move(found)) : std::nullopt;
}

ValueId Checker::check_category(std::uint32_t category, const ast::Statement& statement,
                                Parts::Category& story) {
    const Env outer = values_.within(root_);
    const auto holds = when_all(statement, Row::bound_when, outer, story.when);
    const auto of = members(category);
    if (!holds || !of) {
        return {};
    }
    const Env env = *holds ? values_.inside(outer, *holds) : values_.within(outer);
    const auto zero = measured(values_.number(0));
    here_ = statement.head.span;
    auto net = zero;
    for (const auto points : *of) {
        net = values_.add(net, points, outer);
    }
    net = chosen(statement, *of, net, story, outer);
    const auto without_start = net;
    if (const auto* start = only_clause(statement, Row::bound_start)) {
        auto points = defined_value((*start)[0], env);
        if (!points || !require_measure(points, (*start)[0]) ||
            !leaves_as_decimal(points, (*start)[0], "the start of a category")) {
            return {};
        }
        here_ = start->span;
        story.start = *holds ? values_.select(*holds, points, zero, outer) : points;
        net = net ? values_.add(net, points, env) : net;
    }
    const auto capped = net ? limited(statement, net, *holds, story, env, outer) : ValueId{};
    if (!capped) {
        return {};
    }
    if (*holds) {
        const auto lost = values_.negate(without_start, outer);
        story.holds = *holds;
        story.gate = measured(values_.select(*holds, zero, lost, outer));
    }
    const auto given = *holds ? values_.select(*holds, capped, zero, outer) : capped;
    const auto points = measured(given);
    story.points = vetoed(points, vetoes_on({Parts::VetoEffect::category, category}), outer);
    return story.points;
}

/// Of its rules and inner categories, only the highest or lowest may count.
ValueId Checker::chosen(const ast::Statement& statement, const std::vector<ValueId>& of,
                        ValueId net, Parts::Category& story, const Env& env) {
    const auto* highest = only_clause(statement, Row::bound_highest);
    const auto* lowest = only_clause(statement, Row::bound_lowest);
    if (highest != nullptr && lowest != nullptr) {
        sink_
            .report(Kind::repeated_clause, lowest->span,
                    {words(*highest).front(), in_quotes(story.name)})
            .also(highest->span, "the first one")
            .fix("keep one of them");
        return {};
    }
    const auto* clause = highest != nullptr ? highest : lowest;
    if (clause == nullptr || of.empty()) {
        return net;
    }
    here_ = clause->span;
    auto best = of.front();
    for (std::size_t i = 1; i < of.size(); ++i) {
        best = highest != nullptr ? values_.maximum(best, of[i], env)
                                  : values_.minimum(best, of[i], env);
    }
    Parts::Limit told;
    told.words = words(*clause);
    told.place = clause->span;
    told.bound = best;
    told.line = measured(values_.subtract(best, net, env));
    story.choice = std::move(told);
    return best;
}

ValueId Checker::limited(const ast::Statement& statement, ValueId net, ValueId holds,
                         Parts::Category& story, const Env& env, const Env& outer) {
    const auto* least = only_clause(statement, Row::bound_at_least);
    const auto* most = only_clause(statement, Row::bound_at_most);
    Parts::Limit floor;
    Parts::Limit cap;
    const auto low = least != nullptr ? limit(least, (*least)[0], env, floor) : ValueId{};
    const auto high = most != nullptr ? limit(most, (*most)[0], env, cap) : ValueId{};
    if ((least != nullptr && !low) || (most != nullptr && !high)) {
        return {};
    }
    here_ = statement.head.span;
    if (low && high && !in_order((*least)[0], low, (*most)[0], high, env)) {
        return {};
    }
    const auto floored = low ? values_.maximum(net, low, env) : net;
    const auto capped = high ? values_.minimum(floored, high, env) : floored;
    warn_of_floor(least, low, net, in_quotes(story.name));
    warn_of_cap(most, high, floored, in_quotes(story.name));
    if (!leaves_as_decimal(floored, statement.head, "a category") ||
        !leaves_as_decimal(capped, statement.head, "a category")) {
        return {};
    }
    const auto zero = measured(values_.number(0));
    const auto line = [&](ValueId after, ValueId before) {
        const auto difference = values_.subtract(after, before, env);
        return measured(holds ? values_.select(holds, difference, zero, outer) : difference);
    };
    if (low) {
        floor.line = line(floored, net);
        story.floor = std::move(floor);
    }
    if (high) {
        cap.line = line(capped, floored);
        story.cap = std::move(cap);
    }
    return capped;
}

}  // namespace meritum::check
