// Tables with one input inside an expression: whole tiers, rates, slices, straight lines. In: rows.
// Out: the value of the row that decides, and the story of the rows. See checker.hpp;
// docs/language.md says what each gives.
#include <algorithm>

#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using value::Type;

namespace {

/// Rows that hold from their bound on, and rows that hold up to it.
bool goes_up(Row row) { return row == Row::tier_from || row == Row::tier_above; }

Parts::Tiers::Rows way_of(Row row) {
    using Rows = Parts::Tiers::Rows;
    switch (row) {
        case Row::tier_above: return Rows::above;
        case Row::tier_up_to: return Rows::up_to;
        case Row::tier_below: return Rows::below;
        case Row::tier_is: return Rows::is;
        default: return Rows::from;
    }
}

const ast::Node& worth_of(const ast::Node& row) { return row.slots.back(); }

}  // namespace

/// The rows of a table, read and proved to be in order. `bounds` has one bound less than `rows` if
/// the last row is `otherwise`.
struct Checker::TierRows {
    Row direction = Row::tier_from;
    std::vector<const Node*> rows;  ///< without `otherwise`
    std::vector<ValueId> bounds;    ///< of `rows`
    const Node* otherwise = nullptr;
    std::vector<ValueId> reached;  ///< of `rows`; the last one that holds decides
    ValueId beyond;                ///< none of the rows holds: `otherwise` decides
    bool sound = true;
};

/// A row of a table where it decides: what it gives, as the story shows it.
void Checker::tell_tier(Parts::Tiers& story, const Node& row, ValueId bound, ValueId worth,
                        ValueId reached, const Env& env, const Env& inside) {
    Parts::Tiers::Row told;
    if (bound) {
        told.bound =
            bare_reading(words(row[0]), bound, values_[bound].percent, place_of(bound, env));
    }
    told.value =
        bare_reading(words(worth_of(row)), worth, values_[worth].percent, place_of(worth, inside));
    told.reached = reached;
    told.place = row.span;
    story.rows.push_back(std::move(told));
}

/// One direction per table, `otherwise` last and once.
bool Checker::sort_tiers(const Node& table, TierRows& tiers) {
    for (const auto& row : table.slots) {
        if (tiers.otherwise != nullptr) {
            sink_.report(Kind::after_otherwise, row.span)
                .also(tiers.otherwise->span, "takes all the rest")
                .fix("put `otherwise` last");
            tiers.sound = false;
        } else if (row.row == Row::tier_otherwise) {
            tiers.otherwise = &row;
        } else if (!tiers.rows.empty() && row.row != tiers.rows.front()->row) {
            sink_.report(Kind::mixed_tiers, row.span, {words(row).front()})
                .also(tiers.rows.front()->span, "the first row")
                .fix("write all rows of a table alike");
            tiers.sound = false;
        } else {
            tiers.rows.push_back(&row);
        }
    }
    if (tiers.rows.empty() && tiers.sound) {
        sink_.report(Kind::only_otherwise, table.span)
            .fix("write the value alone, or add the rows before it");
        return false;
    }
    if (!tiers.rows.empty()) {
        tiers.direction = tiers.rows.front()->row;
    }
    return tiers.sound;
}

bool Checker::order_tiers(const Node& of, ValueId x, TierRows& tiers, const Env& env) {
    ValueId before;
    const Node* before_node = nullptr;
    for (const auto* row : tiers.rows) {
        auto bound = value_like((*row)[0], x, env);
        if (bound && !require_defined(bound, (*row)[0])) bound = {};
        if (!bound || !unify(of, x, (*row)[0], bound, *row)) {
            tiers.sound = false;
            tiers.bounds.push_back({});
            continue;
        }
        here_ = row->span;
        warn_of_percent((*row)[0], bound, in_quotes(words(of).front()), x);
        if (tiers.direction != Row::tier_is && before &&
            !values_.always(values_.less(before, bound, env))) {
            sink_
                .report(
                    Kind::tiers_not_ascending, (*row)[0].span,
                    {in_quotes(words((*row)[0]).front()), in_quotes(words(*before_node).front())})
                .also(before_node->span, "the row before")
                .fix(fix_of_order(*before_node, before, (*row)[0], bound, x));
            tiers.sound = false;
        }
        const auto same = std::find_if(
            tiers.bounds.begin(), tiers.bounds.end(),
            [&](ValueId other) { return other && values_[other].term == values_[bound].term; });
        if (tiers.direction == Row::tier_is && same != tiers.bounds.end()) {
            const auto& first = *tiers.rows[static_cast<std::size_t>(same - tiers.bounds.begin())];
            sink_
                .report(Kind::repeated_clause, row->span,
                        {words(first).front(), "the table by " + in_quotes(words(of).front())})
                .also(first.span, "the first one")
                .fix("keep one of them");
            tiers.sound = false;
        }
        before = bound;
        before_node = &(*row)[0];
        tiers.bounds.push_back(bound);
    }
    return tiers.sound;
}

/// Where each row is reached, so that the last one reached decides; what no row reaches is left to
/// `otherwise`.
void Checker::reach_tiers(const Node& of, ValueId x, TierRows& tiers, const Env& env) {
    ValueId covered = values_.boolean(false);  // by the rows before
    for (std::size_t i = 0; i < tiers.rows.size(); ++i) {
        const auto bound = tiers.bounds[i];
        here_ = tiers.rows[i]->span;
        ValueId reached;
        switch (tiers.direction) {
            case Row::tier_from: reached = values_.less_equal(bound, x, env); break;
            case Row::tier_above: reached = values_.less(bound, x, env); break;
            case Row::tier_up_to:
                reached = values_.logical_not(covered, env);
                covered = values_.less_equal(x, bound, env);
                break;
            case Row::tier_below:
                reached = values_.logical_not(covered, env);
                covered = values_.less(x, bound, env);
                break;
            default: {
                const auto is = values_.equal(x, bound, env);
                reached = values_.logical_and(is, values_.logical_not(covered, env), env);
                covered = values_.logical_or(covered, is, env);
            }
        }
        if (values_.never(reached) && may_warn(env)) {
            sink_
                .report(Kind::tier_never_reached, tiers.rows[i]->span,
                        {words((*tiers.rows[i])[0]).front(), in_quotes(words(of).front()),
                         written(values_[x].range.high, values_[x])})
                .fix(percent_or((*tiers.rows[i])[0], bound, x,
                                "leave it out, or widen the range of what is compared"));
        }
        tiers.reached.push_back(reached);
    }
    tiers.beyond = goes_up(tiers.direction) ? values_.logical_not(tiers.reached.front(), env)
                                            : values_.logical_not(covered, env);
    const auto said = choices_said(x, tiers);
    const bool all = !said.empty() && std::find(said.begin(), said.end(), false) == said.end();
    if (tiers.otherwise != nullptr && (all || values_.never(tiers.beyond)) && may_warn(env)) {
        sink_.report(Kind::otherwise_never_used, tiers.otherwise->span).fix("leave it out");
    }
}

/// Of a choice or yes/no, which values an `is` row names; empty for what cannot be counted.
std::vector<bool> Checker::choices_said(ValueId x, const TierRows& tiers) const {
    if (tiers.direction != Row::tier_is) return {};
    std::vector<bool> said(choices_in(x), false);
    for (const auto bound : tiers.bounds) {
        const bool counts = bound && values_[bound].op == Op::constant && !said.empty();
        if (counts) said[static_cast<std::size_t>(values_[bound].shape.low)] = true;
    }
    return said;
}

/// Rows that say what is, not from where, must say all that can be.
bool Checker::covers_all(const Node& of, ValueId x, const TierRows& tiers) {
    if (tiers.direction != Row::tier_is || tiers.otherwise != nullptr ||
        values_.never(tiers.beyond)) {
        return true;
    }
    const Value& value = values_[x];
    const auto said = choices_said(x, tiers);
    const auto open = std::find(said.begin(), said.end(), false);
    if (!said.empty() && open == said.end()) return true;
    const auto missing = said.empty() ? std::string() : choice_name(value, open - said.begin());
    sink_
        .report(
            Kind::tiers_incomplete, of.span,
            {in_quotes(words(of).front()), missing.empty() ? "anything else" : in_quotes(missing)})
        .also(tiers.rows.back()->span, "the last row")
        .fix("add a row `otherwise 0`");
    return false;
}

/// How many different values a choice or yes/no has; 0 for what cannot be counted.
std::size_t Checker::choices_in(ValueId x) const {
    const Value& value = values_[x];
    if (value.type == Type::boolean) return 2;
    if (value.type != Type::choice) return 0;
    return value.choices_of ? plan_.schema.columns[value.choices_of.index].choices.size()
                            : plan_.grades.size();
}

std::string Checker::choice_name(const Value& value, std::ptrdiff_t position) const {
    const auto at = static_cast<std::size_t>(position);
    if (value.type == Type::boolean) return at == 0 ? "no" : "yes";
    return value.choices_of ? plan_.schema.columns[value.choices_of.index].choices[at].front()
                            : plan_.grades[at].front();
}

/// What a row gives where it is reached.
ValueId Checker::tier_worth(const Node& row, const Env& inside) {
    const Node& node = worth_of(row);
    const auto worth = value(node, inside);
    if (worth && values_[worth].type != Type::number) {
        refuse(Kind::wrong_type, node.span,
               {in_quotes(words(node).front()), kind_of(values_[worth]), "a number"})
            .fix("write what the row gives, a number");
        return {};
    }
    return worth;
}

ValueId Checker::zero_like(ValueId like) {
    const Value of = values_[like];
    return values_.labelled(values_.number(0), [&](Value& zero) {
        zero.unit = of.unit;
        zero.currency = of.currency;
        zero.percent = of.percent;
    });
}

/// Whole tiers: the value of the row that decides.
ValueId Checker::whole_tier(const Node& node, TierRows& tiers, Parts::Tiers& story,
                            const Env& env) {
    ValueId result;
    const Node* like = nullptr;
    // `next`: the row behind it is reached, too, and then decides.
    const auto add = [&](const Node& row, ValueId bound, ValueId reached, ValueId next) {
        here_ = row.span;
        const auto inside = values_.inside(env, reached);
        const auto before = trace_ != nullptr ? trace_->mark() : Trace::Mark{};
        auto worth = tier_worth(row, inside);
        if (trace_ != nullptr && next) trace_->unless(next, before);
        if (worth && !result) {
            result = zero_like(worth);
            like = &worth_of(row);
        }
        if (!worth || !unify(worth_of(row), worth, *like, result, node)) {
            tiers.sound = false;
            return;
        }
        tell_tier(story, row, bound, worth, reached, env, inside);
        here_ = node.span;
        result = values_.select(reached, worth, result, env);
    };
    const bool first = goes_up(tiers.direction) && tiers.otherwise != nullptr;
    if (first) add(*tiers.otherwise, {}, tiers.beyond, {});
    const auto last = tiers.otherwise != nullptr && !first ? tiers.beyond : ValueId{};
    for (std::size_t i = 0; i < tiers.rows.size(); ++i) {
        const bool alone = tiers.direction == Row::tier_is;  // no other row is reached, too
        const auto next = alone                       ? ValueId{}
                          : i + 1 < tiers.rows.size() ? tiers.reached[i + 1]
                                                      : last;
        add(*tiers.rows[i], tiers.bounds[i], tiers.reached[i], next);
    }
    if (last) add(*tiers.otherwise, {}, tiers.beyond, {});
    return tiers.sound ? result : ValueId{};
}

/// Each row's rate times the part of x inside the row; slices begin at 0 where rows say up to
/// where they go.
ValueId Checker::sliced(const Node& node, ValueId x, TierRows& tiers, Parts::Tiers& story,
                        const Env& env) {
    const bool up = goes_up(tiers.direction);
    if (tiers.direction == Row::tier_is || (up && tiers.otherwise != nullptr)) {
        const Node& row = up ? *tiers.otherwise : *tiers.rows.front();
        sink_.report(Kind::no_slice, row.span, {words(row).front()})
            .fix("rows of slices say from where or up to where they go: `from 0 1%`");
        return {};
    }
    ValueId sum;
    const Node* like = nullptr;
    const auto zero = zero_like(x);
    const std::size_t count = tiers.rows.size() + (tiers.otherwise != nullptr ? 1 : 0);
    for (std::size_t i = 0; i < count; ++i) {
        const Node& row = i < tiers.rows.size() ? *tiers.rows[i] : *tiers.otherwise;
        const auto low = up ? tiers.bounds[i] : i == 0 ? zero : tiers.bounds[i - 1];
        const std::size_t above = up ? i + 1 : i;
        const bool open = i + 1 == count;
        here_ = row.span;
        const auto reached = up ? tiers.reached[i] : values_.less(low, x, env);
        const auto inside = values_.inside(env, reached);
        const auto rate = tier_worth(row, env);
        if (!rate) {
            tiers.sound = false;
            continue;
        }
        const auto end = open ? x : values_.minimum(x, tiers.bounds[above], env);
        const auto part = values_.maximum(values_.subtract(end, low, env), zero, env);
        auto gives = multiplied(node[0], part, worth_of(row), rate, node, env);
        if (!gives || (sum && !unify(worth_of(row), gives, *like, sum, node))) {
            tiers.sound = false;
            continue;
        }
        const auto bound = i < tiers.rows.size() ? tiers.bounds[i] : ValueId{};
        tell_tier(story, row, bound, rate, reached, env, inside);
        story.rows.back().part = part;
        story.rows.back().gives = gives;
        like = &worth_of(row);
        sum = sum ? values_.add(sum, gives, env) : gives;
    }
    return tiers.sound ? sum : ValueId{};
}

ValueId Checker::tiered(const Node& node, const Env& env) {
    Trace inner;
    Trace* outer = trace_;
    trace_ = outer != nullptr ? &inner : nullptr;
    const auto x = value(node[0], env);
    Parts::Tiers story;
    story.reached = env.guard;
    TierRows tiers;
    ValueId result;
    bool ready = x && sort_tiers(node[1], tiers);
    if (ready && tiers.direction != Row::tier_is) ready = require_ordered(x, node[0]);
    if (ready && order_tiers(node[0], x, tiers, env)) {
        reach_tiers(node[0], x, tiers, env);
        story.way = way_of(tiers.direction);
        story.slices = node.row == Row::rate_in_slices;
        if (story.slices) {
            result = require_number(x, node[0]) ? sliced(node, x, tiers, story, env) : ValueId{};
        } else if (covers_all(node[0], x, tiers)) {
            result = whole_tier(node, tiers, story, env);
        }
        if (result && node.row == Row::rate && require_number(x, node[0])) {
            result = multiplied(node[0], x, node[1], result, node, env);
        }
    }
    trace_ = outer;
    if (outer != nullptr) {
        if (result) {
            const auto& first = story.rows.front().bound;
            const bool percent = values_[x].percent || (first && values_[first->quantity].percent);
            story.of = told_argument(node[0], x, inner.readings, env);
            story.of.percent = percent && may_be_share(values_[x]);
            if (percent) shown_in_percent(x);
            inner.tiers.push_back(std::move(story));
        }
        outer->take(std::move(inner));
    }
    return result;
}

/// Straight lines between points; 0 below the first, the last one's value beyond it.
ValueId Checker::along(const Node& node, const Env& env) {
    Trace inner;
    Trace* outer = trace_;
    trace_ = outer != nullptr ? &inner : nullptr;
    const auto x = value(node[0], env);
    Parts::Tiers story;
    story.reached = env.guard;
    TierRows tiers;
    for (const auto& row : node[1].slots) tiers.rows.push_back(&row);
    ValueId result;
    if (x && require_number(x, node[0]) && order_tiers(node[0], x, tiers, env)) {
        reach_tiers(node[0], x, tiers, env);
        result = interpolated(node, tiers, story, env);
    }
    trace_ = outer;
    if (outer != nullptr) {
        if (result) {
            const bool percent = values_[x].percent || values_[tiers.bounds.front()].percent;
            story.of = told_argument(node[0], x, inner.readings, env);
            story.of.percent = percent && may_be_share(values_[x]);
            if (percent) shown_in_percent(x);
            inner.tiers.push_back(std::move(story));
        }
        outer->take(std::move(inner));
    }
    return result;
}

ValueId Checker::interpolated(const Node& node, TierRows& tiers, Parts::Tiers& story,
                              const Env& env) {
    std::vector<ValueId> worths;
    for (const auto* row : tiers.rows) {
        auto worth = tier_worth(*row, env);
        auto first = worths.empty() ? worth : worths.front();
        if (!worth || !require_defined(worth, worth_of(*row)) ||
            !unify(worth_of(*row), worth, worth_of(*tiers.rows.front()), first, node)) {
            return {};
        }
        worths.push_back(worth);
    }
    auto result = zero_like(worths.front());
    for (std::size_t i = 0; i < worths.size(); ++i) {
        // From this point towards the next; the next one takes over where it is reached.
        const bool last = i + 1 == worths.size();
        const auto place = last ? values_.inside(env, values_.boolean(true))
                                : values_.inside(env, tiers.reached[i + 1], false);
        const auto inside = values_.inside(place, tiers.reached[i]);
        here_ = tiers.rows[i]->span;
        auto here = worths[i];
        if (!last) {
            Trace* trace = trace_;
            trace_ = nullptr;
            auto x_here = value(node[0], inside);
            trace_ = trace;
            unify(node[0], x_here, (*tiers.rows[i])[0], tiers.bounds[i], node);
            const auto like = values_[worths[i]];
            const auto width = values_.subtract(tiers.bounds[i + 1], tiers.bounds[i], env);
            const auto rise = values_.subtract(worths[i + 1], worths[i], env);
            const auto way = values_.subtract(x_here, tiers.bounds[i], inside);
            const auto share = values_.divide(way, width, inside);
            const auto grown =
                values_.labelled(values_.multiply(share, rise, inside), [&](Value& value) {
                    value.unit = like.unit;
                    value.currency = like.currency;
                    value.percent = like.percent;
                    value.literal = false;
                });
            here = values_.add(here, grown, inside);
        }
        tell_tier(story, *tiers.rows[i], tiers.bounds[i], worths[i], tiers.reached[i], env, inside);
        here_ = node.span;
        result = values_.select(tiers.reached[i], here, result, place);
    }
    story.way = Parts::Tiers::Rows::along;
    return result;
}

}  // namespace meritum::check
