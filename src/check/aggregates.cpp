// Values over the items of a list: sums, counts, averages, the best of them, any and every; and
// values named for each item. In: phrases. Out: a value of the participant. See checker.hpp;
// docs/language.md says what each is.
#include <algorithm>

#include "base/limits.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using number::Integer;
using number::Rational;

namespace {

/// Where the parts of such a phrase stand.
struct Slots {
    std::size_t item;
    std::size_t list;
    std::size_t condition;
};

Slots slots_of(Row row) {
    switch (row) {
        case Row::sum_of:
        case Row::average_of: return {4, 5, 6};
        case Row::highest_of:
        case Row::lowest_of:
        case Row::median_of: return {1, 2, 3};
        default: return {0, 1, 2};
    }
}

}  // namespace

/// The items a phrase goes through, and which of them count.
struct Checker::Gathered {
    Parts::Items items;
    Env outer;       ///< of the participant
    Env inside;      ///< of an item that counts
    ValueId counts;  ///< boolean of the item
    Parts::Gathering told;
};

/// Finds the list and works out the condition. What is known where the phrase stands is known of
/// the participant, unless that is inside another list.
bool Checker::gather(const Node& node, Gathered& into) {
    const auto at = slots_of(node.row);
    const Node& name = node[at.list];
    const auto found = scope_.find(name.identity);
    if (found == scope_.end()) {
        report_unknown_name(name);
        return false;
    }
    found->second.used = true;
    if (found->second.kind != Declaration::Kind::list) {
        sink_.report(Kind::not_a_list, name.span, {name.text})
            .also(places_[found->first], "declared here")
            .fix("name a `fact ... list of`");
        return false;
    }
    into.items.list = found->second.list;
    into.items.item = names_of(node[at.item]);
    into.told.list = into.items.list;
    into.told.item = into.items.item;
    items_ = &into.items;
    item_name_ = ast::first_name(node[at.item]);
    into.counts = values_.beside_items(values_.boolean(true), into.items.list, {});
    into.inside = values_.within(into.outer);
    const Node& condition_node = node[at.condition];
    if (!condition_node || node.row == Row::every_item) {
        return true;
    }
    const auto holds = condition(condition_node, into.outer, &into.told.condition.emplace());
    if (!holds || !require_defined(holds, condition_node)) {
        return false;
    }
    warn_of_condition(condition_node, holds, into.outer);
    into.inside = values_.inside(into.outer, holds);
    // Of every row, also where the phrase is not reached: nobody reads it there.
    into.counts = values_.beside_items(
        values_.select(holds, values_.boolean(true), values_.boolean(false), {}), into.items.list,
        {});
    return true;
}

/// What is gathered: a decimal of each item.
ValueId Checker::gathered_of(const Node& node, Gathered& items) {
    Trace read;
    trace_ = &read;
    const auto of = defined_value(node[0], items.inside);
    trace_ = nullptr;
    if (!of || !require_number(of, node[0]) ||
        !leaves_as_decimal(of, node[0], "what is gathered of the items")) {
        return {};
    }
    items.told.of = reading(node[0], of, std::move(read), items.inside);
    return of;
}

/// Of items of which at most `most` count.
ValueId Checker::totalled(const Gathered& items, ValueId counts, ValueId of, const Integer& most) {
    const auto counted_only = values_.select(counts, of, zero_like(of), {});
    return values_.item_sum(values_.beside_items(counted_only, items.items.list, {}), most,
                            items.outer);
}

ValueId Checker::counted(const Gathered& items, ValueId counts) {
    return totalled(items, counts, values_.number(1, false), Integer(limits::list_items));
}

ValueId Checker::place_among(const Gathered& items, ValueId counts, ValueId of, bool highest) {
    const auto by =
        values_.beside_items(highest ? of : values_.negate(of, {}), items.items.list, {});
    return values_.place(by, counts, {}, Integer(limits::list_items));
}

std::optional<Integer> Checker::number_of_items(const Node& node) {
    const auto id = constant_value(node, {});
    if (!id) {
        return std::nullopt;
    }
    const Value& count = values_[id];
    const bool whole = count.type == value::Type::number && count.unit == value::Unit::plain &&
                       denominator(count.constant) == 1;
    if (!whole || count.constant < 1 || count.constant > limits::list_items) {
        sink_.report(Kind::no_number_of_items, node.span, {in_quotes(words(node).front())})
            .fix("write a whole number of items");
        return std::nullopt;
    }
    return Integer(numerator(count.constant));
}

/// `best n of`, `dropping lowest n`, `dropping highest n`: the items that are left. None if one of
/// them is wrong.
ValueId Checker::selected(const Node& node, Gathered& items, ValueId of) {
    auto counts = items.counts;
    if (!node[1] && !node[2] && !node[3]) {
        return counts;
    }
    here_ = node.span;
    // One order for all of them, so that what is dropped at both ends is never the same item.
    const auto place = place_among(items, items.counts, of, true);
    for (const std::size_t slot : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
        if (!node[slot]) {
            continue;
        }
        const auto number = number_of_items(node[slot]);
        if (!number) {
            return {};
        }
        here_ = node.span;
        auto limit = values_.number(Rational(*number), false);
        if (slot == 2) {  // from the end
            const auto all =
                values_.beside_items(counted(items, items.counts), items.items.list, {});
            limit = values_.subtract(all, limit, {});
        }
        const auto within = values_.less_equal(place, limit, {});
        const auto left = slot == 3 ? values_.logical_not(within, {}) : within;
        counts = values_.logical_and(counts, left, {});
    }
    items.told.counts = counts;
    return counts;
}

/// Undefined where no item counts. Whatever its sum and count may be, it lies where the items do.
ValueId Checker::average(const Gathered& items, ValueId counts, ValueId of, const Env& env) {
    const auto sum = totalled(items, counts, of, Integer(limits::list_items));
    const auto quotient = values_.divide(sum, counted(items, counts), env);
    const auto range = values_[of].range;
    return values_.labelled(in_unit_of(quotient, of), [&](Value& value) { value.range = range; });
}

/// The value if any item counts.
ValueId Checker::extreme(Gathered& items, ValueId of, bool highest, const Env& env) {
    const auto place = place_among(items, items.counts, of, highest);
    const auto first = values_.equal(place, values_.number(1, false), {});
    items.told.counts = first;
    const auto found = totalled(items, first, of, 1);
    return values_.defined_where(
        found, values_.less(values_.number(0, false), counted(items, items.counts), env), env);
}

/// The middle one, or half of the two in the middle.
ValueId Checker::median(Gathered& items, ValueId of, const Env& env) {
    const auto count = counted(items, items.counts);
    const auto half = values_.multiply(count, values_.number(Rational(1, 2), false), {});
    const auto place = place_among(items, items.counts, of, true);
    const auto at = [&](ValueId middle) {
        const auto here = values_.beside_items(middle, items.items.list, {});
        return values_.logical_and(items.counts, values_.equal(place, here, {}), {});
    };
    const auto upper = values_.round(half, 1, number::Rounding::ceiling, {});
    const auto lower = values_.add(values_.round(half, 1, number::Rounding::floor, {}),
                                   values_.number(1, false), {});
    const auto is_upper = at(upper);
    const auto is_lower = at(lower);
    items.told.counts = values_.logical_or(is_upper, is_lower, {});
    const auto both = values_.multiply(
        values_.add(totalled(items, is_upper, of, 1), totalled(items, is_lower, of, 1), {}),
        values_.number(Rational(1, 2), false), {});
    return values_.defined_where(in_unit_of(both, of),
                                 values_.less(values_.number(0, false), count, env), env);
}

ValueId Checker::aggregate(const Node& node, const Env& env) {
    Trace* trace = trace_;
    const auto* items = items_;
    const auto item_name = item_name_;
    trace_ = nullptr;  // the items' own values are not the participant's
    Gathered all;
    // What is known of one item says nothing of the participant's others.
    const bool of_an_item =
        items != nullptr || (env.guard && values_[env.guard].grain == Grain::item);
    all.outer = values_.within(of_an_item ? root_ : env);
    const Env& outer = all.outer;
    ValueId id;
    if (gather(node, all)) {
        all.told.counts = all.counts;  // unless fewer of them do
        here_ = node.span;
        switch (node.row) {
            case Row::count_of: id = counted(all, all.counts); break;
            case Row::any_item:
                id = values_.less(values_.number(0, false), counted(all, all.counts), outer);
                break;
            case Row::no_item:
                id = values_.equal(counted(all, all.counts), values_.number(0, false), outer);
                break;
            case Row::every_item: {
                const auto has = condition(node[2], all.inside, &all.told.condition.emplace());
                if (!has || !require_defined(has, node[2])) break;
                all.told.every = true;
                all.told.counts = has;
                const auto lacks = values_.beside_items(
                    values_.select(has, values_.boolean(false), values_.boolean(true), {}),
                    all.items.list, {});
                id = values_.equal(counted(all, lacks), values_.number(0, false), outer);
                break;
            }
            default: {
                const auto of = gathered_of(node, all);
                here_ = node.span;
                if (!of) break;
                if (node.row == Row::highest_of || node.row == Row::lowest_of) {
                    id = extreme(all, of, node.row == Row::highest_of, outer);
                } else if (node.row == Row::median_of) {
                    id = median(all, of, outer);
                } else if (const auto counts = selected(node, all, of)) {
                    const auto most =
                        node[1] ? number_of_items(node[1]) : Integer(limits::list_items);
                    id = node.row == Row::average_of ? average(all, counts, of, outer)
                                                     : totalled(all, counts, of, *most);
                }
            }
        }
    }
    trace_ = trace;
    items_ = items;
    item_name_ = item_name;
    Trace from;
    from.gathering.push_back(std::move(all.told));
    read(node, {}, id, place_of(id, env), std::move(from));
    return id;
}

/// Those that nobody reads are still looked at.
void Checker::warn_unused_item_lets() {
    for (const auto& [key, statement] : item_lets_) {
        if (!item_lets_used_.insert(statement).second) {
            continue;
        }
        const auto& head = document_.statements[statement].head;
        Parts::Items items;
        items.list = ListId{key.first};
        items.item = names_of(head[1]);
        items_ = &items;
        item_name_ = ast::first_name(head[1]);
        value(head[3], values_.within(root_));
        items_ = nullptr;
        sink_.report(Kind::unused_name, head[0].span, {ast::first_name(head[0])})
            .fix("use it, or leave it out");
    }
}

/// A value named for each item of its list, for the item at hand.
ValueId Checker::item_let(const Node& node, const Env& env) {
    const auto statement = item_lets_.at({items_->list.index, node[1].text});
    const auto& head = document_.statements[statement].head;
    const auto name = ast::first_name(head[0]);
    if (let_busy_[statement]) {
        return cycle(name, node.span);
    }
    if (is_too_deep(node.span)) return {};
    const auto item_name = item_name_;
    Trace inner;
    Trace* trace = trace_;
    item_lets_used_.insert(statement);
    let_busy_[statement] = true;
    path_.push_back(name);
    item_name_ = ast::first_name(head[1]);
    trace_ = trace != nullptr ? &inner : nullptr;
    ++let_depth_;
    const auto id = value(head[3], env);
    --let_depth_;
    trace_ = trace;
    item_name_ = item_name;
    path_.pop_back();
    let_busy_[statement] = false;
    inner.formula = formula_of(head[3], inner);
    read(node, {}, id, place_of(id, env), std::move(inner));
    return id;
}

}  // namespace meritum::check
