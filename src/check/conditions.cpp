// Conditions: comparisons, `and`, `or`, `not`, `known`, and yes/no values; with the story of each
// atom. See checker.hpp.
#include <algorithm>
#include <tuple>

#include "check/aside.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using value::Type;

namespace {

bool is_comparison(Row row) {
    return row == Row::less || row == Row::less_equal || row == Row::greater ||
           row == Row::greater_equal || row == Row::equal || row == Row::not_equal;
}

std::string sign(Row row) {
    switch (row) {
        case Row::less: return "<";
        case Row::less_equal: return "<=";
        case Row::greater: return ">";
        case Row::greater_equal: return ">=";
        case Row::equal: return "=";
        default: return "!=";
    }
}

}  // namespace

ValueId Checker::condition(const Node& node, const Env& env, Parts::Condition* story) {
    const Level level(levels_);
    if (node.row == Row::parenthesis) {
        return condition(node[0], env, story);
    }
    if (story != nullptr) {
        story->words = words(node);
        story->place = node.span;
        story->reached = env.guard;
    }
    ValueId id;
    if (is_comparison(node.row)) {
        id = comparison(node, env, story);
    } else if (node.row == Row::logical_and || node.row == Row::logical_or) {
        id = joined(node, env, story);
    } else if (node.row == Row::logical_not) {
        Parts::Condition part;
        const auto inner = condition(node[0], env, story != nullptr ? &part : nullptr);
        here_ = node.span;
        id = inner ? values_.logical_not(inner, env) : inner;
        if (story != nullptr) {
            story->kind = Parts::Condition::Kind::negation;
            story->parts.push_back(std::move(part));
        }
    } else if (node.row == Row::known) {
        id = known(node, env, story);
    } else if (node.row == Row::is_in) {
        id = is_in(node, env, story);
    } else {
        id = truth(node, env, story);
    }
    if (story != nullptr) {
        story->holds = id;
    }
    return id;
}

/// A side of a comparison as the story shows it: its own words and value, what it reads behind it.
Parts::Reading Checker::reading(const Node& node, ValueId id, Trace&& trace, const Env& env) {
    if (node.row == Row::parenthesis) {
        return reading(node[0], id, std::move(trace), env);
    }
    if (trace.readings.size() == 1 &&
        values_[trace.readings[0].quantity].term == values_[id].term) {
        auto only = std::move(trace.readings[0]);
        only.words = words(node);
        return only;
    }
    return {words(node),
            {},
            id,
            values_[id].percent,
            std::move(trace.readings),
            place_of(id, env),
            std::move(trace.choices),
            std::move(trace.tiers),
            {}};
}

ValueId Checker::comparison(const Node& node, const Env& env, Parts::Condition* story) {
    Trace* outer = trace_;
    Trace left_trace;
    Trace right_trace;
    // A bare name on one side may be a choice of the other, so that side is looked at second.
    const bool name_first = node[0].row == Row::name && scope_.count(node[0].identity) == 0 &&
                            !is_own_name(node[0].text);
    ValueId a;
    ValueId b;
    const auto side = [&](const Node& at, Trace& trace, ValueId like) {
        trace_ = &trace;
        const auto id = like ? value_like(at, like, env) : value(at, env);
        trace_ = outer;
        return id;
    };
    if (name_first) {
        b = side(node[1], right_trace, {});
        a = side(node[0], left_trace, b);
    } else {
        a = side(node[0], left_trace, {});
        const bool choice = !a && node[1].row == Row::name && scope_.count(node[1].identity) == 0;
        b = choice ? ValueId{} : side(node[1], right_trace, a);
    }
    here_ = node.span;
    if (outer != nullptr) {
        for (auto* trace : {&left_trace, &right_trace}) {
            outer->readings.insert(outer->readings.end(), trace->readings.begin(),
                                   trace->readings.end());
        }
    }
    if (!a || !b || !unify(node[0], a, node[1], b, node)) {
        return {};
    }
    const bool ordered = values_[a].type == Type::number || values_[a].type == Type::date;
    if (!ordered && node.row != Row::equal && node.row != Row::not_equal) {
        refuse(Kind::not_ordered, node[0].span,
               {in_quotes(words(node[0]).front()), kind_of(values_[a])})
            .fix("compare with `=` or `!=`");
        return {};
    }
    if (story != nullptr) {
        story->kind = Parts::Condition::Kind::comparison;
        story->comparison = sign(node.row);
        story->left = reading(node[0], a, std::move(left_trace), env);
        story->right = reading(node[1], b, std::move(right_trace), env);
        const bool percent = values_[a].percent || values_[b].percent;
        story->left->percent = story->right->percent = percent && values_[a].type == Type::number;
        if (percent) {
            shown_in_percent(a);
            shown_in_percent(b);
        }
    }
    for (const auto& [bound, node_of, of] :
         {std::tuple(b, &node[1], a), std::tuple(a, &node[0], b)}) {
        const Node& beside = node_of == &node[1] ? node[0] : node[1];
        warn_of_percent(*node_of, bound, in_quotes(words(beside).front()), of);
        if (auto meant = percent_meant(*node_of, bound, values_[of].percent, of); !meant.empty()) {
            percents_[node.span.begin] = std::move(meant);
        }
    }
    switch (node.row) {
        case Row::less: return values_.less(a, b, env);
        case Row::less_equal: return values_.less_equal(a, b, env);
        case Row::greater: return values_.less(b, a, env);
        case Row::greater_equal: return values_.less_equal(b, a, env);
        case Row::equal: return values_.equal(a, b, env);
        default: return values_.logical_not(values_.equal(a, b, env), env);
    }
}

/// The right sides of an `and` know that the left ones hold, those of an `or` that they do not.
ValueId Checker::joined(const Node& node, const Env& env, Parts::Condition* story) {
    const bool all = node.row == Row::logical_and;
    if (story != nullptr) {
        story->kind = all ? Parts::Condition::Kind::all : Parts::Condition::Kind::any;
    }
    std::vector<Environment> places;
    places.reserve(node.slots.size());
    std::vector<ValueId> parts;
    const Env* place = &env;
    bool sound = true;
    for (const auto& part : node.slots) {
        Parts::Condition told;
        const auto id = condition(part, *place, story != nullptr ? &told : nullptr);
        if (story != nullptr) {
            story->parts.push_back(std::move(told));
        }
        if (!id) {
            sound = false;
            continue;
        }
        parts.push_back(id);
        places.push_back(values_.inside(*place, id, all));
        place = &places.back();
    }
    if (!sound) {
        return {};
    }
    here_ = node.span;
    ValueId result = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        result = all ? values_.logical_and(result, parts[i], env)
                     : values_.logical_or(result, parts[i], env);
    }
    return result;
}

ValueId Checker::known(const Node& node, const Env& env, Parts::Condition* story) {
    Trace inner;
    Trace* outer = trace_;
    trace_ = &inner;
    const auto id = value(node[0], env);
    trace_ = outer;
    if (!id) {
        return {};
    }
    here_ = node.span;
    const auto holds = values_.defined(id, env);
    if (values_.always(holds) && may_warn(env)) {
        sink_.report(Kind::always_holds, node.span, {in_quotes(words(node).front())})
            .fix("leave the condition out");
    }
    if (story != nullptr) {
        story->kind = Parts::Condition::Kind::known;
        story->left = reading(node[0], id, std::move(inner), env);
    }
    return holds;
}

/// Whether a value is one of several.
ValueId Checker::is_in(const Node& node, const Env& env, Parts::Condition* story) {
    Trace inner;
    Trace* outer = trace_;
    trace_ = &inner;
    auto x = value(node[0], env);
    trace_ = outer;
    ValueId any;
    bool sound = static_cast<bool>(x);
    for (const auto& part : node[1].slots) {
        auto id = x ? value_like(part, x, env) : ValueId{};
        if (!id || !unify(node[0], x, part, id, node)) {
            sound = false;
            continue;
        }
        here_ = part.span;
        const auto is = values_.equal(x, id, env);
        any = any ? values_.logical_or(any, is, env) : is;
    }
    if (!sound) {
        return {};
    }
    if (story != nullptr) {
        story->kind = Parts::Condition::Kind::truth;
        Trace told = inner;
        story->left = reading(node[0], x, std::move(told), env);
    }
    if (outer != nullptr) {
        outer->take(std::move(inner));
    }
    return any;
}

void Trace::take(Trace&& inner) {
    const auto move = [](auto& from, auto& to) {
        to.insert(to.end(), std::make_move_iterator(from.begin()),
                  std::make_move_iterator(from.end()));
    };
    move(inner.readings, readings);
    move(inner.choices, choices);
    move(inner.tiers, tiers);
}

void Trace::unless(ValueId truth, const Mark& since) {
    const auto add = [&](auto& told, std::size_t from) {
        for (; from < told.size(); ++from) {
            told[from].unless.push_back(truth);
        }
    };
    add(readings, since.readings);
    add(choices, since.choices);
    add(tiers, since.tiers);
}

ValueId Checker::truth(const Node& node, const Env& env, Parts::Condition* story) {
    Trace inner;
    Trace* outer = trace_;
    trace_ = &inner;
    const auto id = value(node, env);
    trace_ = outer;
    if (!id) {
        return {};
    }
    if (values_[id].type != Type::boolean) {
        auto finding =
            sink_.report(Kind::wrong_type, node.span,
                         {in_quotes(words(node).front()), kind_of(values_[id]), "a condition"});
        if (const auto from = origin(node.span, 0)) {  // what is written here, not what it reads
            finding.also(from->place, from->text);
        }
        finding.fix(fix_of_condition(id, node));
        return {};
    }
    if (outer != nullptr) {
        outer->readings.insert(outer->readings.end(), inner.readings.begin(), inner.readings.end());
    }
    if (story != nullptr) {
        story->kind = Parts::Condition::Kind::truth;
        story->left = reading(node, id, std::move(inner), env);
    }
    return id;
}

}  // namespace meritum::check
