// Tables on a card: the row that decided, and what lies next. See telling.hpp.
#include "scorecard/telling.hpp"

namespace meritum::scorecard {
namespace {

using Rows = graph::Tiers::Rows;

/// "from 100% → 5".
std::string_view tier_title(const graph::Tiers& tiers, const graph::Tiers::Row& row,
                            Telling& telling, ItemRow item) {
    const auto value = name_with_value(row.value, telling, item);
    if (!row.bound) return telling.pen.say(Word::tier_otherwise, {value});
    const auto bound = name_with_value(*row.bound, telling, item);
    switch (tiers.way) {
        case Rows::from: return telling.pen.say(Word::tier_from, {bound, value});
        case Rows::above: return telling.pen.say(Word::tier_above, {bound, value});
        case Rows::up_to: return telling.pen.say(Word::tier_up_to, {bound, value});
        case Rows::below: return telling.pen.say(Word::tier_below, {bound, value});
        case Rows::is: return telling.pen.say(Word::tier_is, {bound, value});
        case Rows::along: return telling.pen.say(Word::tier_along, {bound, value});
    }
    return {};
}

/// How far the bound of a neighbouring row is from `of`, what the table was entered with.
void add_need(const graph::Tiers& tiers, const value::Figure& of, const graph::Reading& next,
              Telling& telling, ItemRow item, Explanation& told) {
    const auto bound = telling.values.of(next, item);
    if (!bound.is_there()) return;
    Form form(tiers.of);
    Form bound_form(next.quantity);
    show_alike(form, bound_form);
    const auto word = tiers.way == Rows::above   ? Word::tier_needs_above
                      : tiers.way == Rows::up_to ? Word::tier_needs_less
                      : tiers.way == Rows::below ? Word::tier_needs_below
                                                 : Word::tier_needs;
    const auto gap = bound.number - of;
    told.notes.push_back(
        telling.pen.say(word, {telling.pen.show_difference(gap.is_negative() ? -gap : gap, form)}));
}

Explanation& add_tier(std::string_view title, Verdict verdict, Explanation& to) {
    auto& told = to.add(Part::tier);
    told.verdict = verdict;
    told.title = title;
    return told;
}

/// The row that decides; along a line the points that the value lies between.
void add_row(const graph::Tiers& tiers, std::size_t at, Telling& telling, ItemRow item,
             Explanation& to) {
    const auto& row = tiers.rows[at];
    auto& told = add_tier(tier_title(tiers, row, telling, item), Verdict::holds, to);
    if (tiers.way == Rows::along) {
        const bool last = at + 1 == tiers.rows.size();
        told.title = last ? telling.pen.say(Word::tier_last, {told.title})
                          : telling.pen.say(
                                Word::tier_between,
                                {told.title, tier_title(tiers, tiers.rows[at + 1], telling, item)});
    }
    if (tiers.slices) {
        told.notes.push_back(telling.pen.say(
            Word::tier_slice, {telling.pen.show(telling.values.of(row.part, item), row.part),
                               telling.pen.show(telling.values.of(row.gives, item), row.gives)}));
    }
}

/// A row beside the one that decides, and what it still needs.
void add_beside(const graph::Tiers& tiers, const value::Figure& of, std::size_t at,
                Telling& telling, ItemRow item, Explanation& to) {
    const auto& row = tiers.rows[at];
    auto& told = add_tier(tier_title(tiers, row, telling, item), Verdict::fails, to);
    if (row.bound) add_need(tiers, of, *row.bound, telling, item, told);
}

/// The row at `next`, of a table whose rows end at their bounds: beyond which one it begins.
void add_beyond(const graph::Tiers& tiers, std::size_t next, Telling& telling, ItemRow item,
                Explanation& to) {
    if (next == 0 || next == tiers.rows.size()) return;
    const auto bound = name_with_value(*tiers.rows[next - 1].bound, telling, item);
    const auto word = tiers.way == Rows::up_to ? Word::tier_beyond : Word::tier_reaching;
    const auto title = tier_title(tiers, tiers.rows[next], telling, item);
    add_tier(telling.pen.say(word, {bound, title}), Verdict::fails, to);
}

/// The row that lies next to the one that decides, `next` behind it: the one after; where rows end
/// at their bounds the one before, which needs less, if there is one. None where it says nothing.
void add_neighbour(const graph::Tiers& tiers, const value::Figure& of, std::size_t next,
                   Telling& telling, ItemRow item, Explanation& to) {
    switch (tiers.way) {
        case Rows::is: return;
        case Rows::up_to:
        case Rows::below:
            if (tiers.slices || next < 2) return add_beyond(tiers, next, telling, item, to);
            return add_beside(tiers, of, next - 2, telling, item, to);
        case Rows::along:  // points along a line are told as what the value lies between
            if (next > 0) return;
            break;
        case Rows::from:
        case Rows::above: break;
    }
    if (next < tiers.rows.size()) add_beside(tiers, of, next, telling, item, to);
}

}  // namespace

/// The row that decided and the one after it; of slices, all that give something. The others say
/// nothing about this participant.
void add_tiers(const graph::Tiers& tiers, Telling& telling, ItemRow item, Explanation& to) {
    if (tiers.call) return add_call(tiers, telling, item, to);
    const auto of = telling.values.of(tiers.of, item);
    auto& told = add_reading(tiers.of, of, telling, item, to);
    told.part = Part::tiers;
    told.title = telling.pen.say(Word::by, {told.title});
    told.label = {};            // it would stand before the rows, item by item
    if (!told.notes.empty()) {  // what a `let` says
        told.label = told.notes.front();
        told.notes.erase(told.notes.begin());
    }
    if (!of.is_there()) return;
    std::size_t next = 0;
    for (std::size_t i = 0; i < tiers.rows.size(); ++i) {
        if (telling.values.truth(tiers.rows[i].reached, item) != true) continue;
        if (tiers.slices) add_row(tiers, i, telling, item, told);
        next = i + 1;
    }
    if (next == 0) {
        told.notes.push_back(telling.pen.say(Word::below_tiers));
    } else if (!tiers.slices) {
        add_row(tiers, next - 1, telling, item, told);
    }
    add_neighbour(tiers, of.number, next, telling, item, told);
}

}  // namespace meritum::scorecard
