// Tables on a card: the row that decided, and what lies next. See telling.hpp.
#include <optional>
#include <utility>

#include "scorecard/telling.hpp"

namespace meritum::scorecard {
namespace {

using Rows = graph::Tiers::Rows;

/// "from 100% → 5".
std::string tier_title(const graph::Tiers& tiers, const graph::Tiers::Row& row, Telling& telling,
                       ItemRow item) {
    const auto value = name_with_value(row.value, telling, item);
    if (!row.bound) return telling.wording.say(Word::tier_otherwise, {value});
    const auto bound = name_with_value(*row.bound, telling, item);
    switch (tiers.way) {
        case Rows::from: return telling.wording.say(Word::tier_from, {bound, value});
        case Rows::above: return telling.wording.say(Word::tier_above, {bound, value});
        case Rows::up_to: return telling.wording.say(Word::tier_up_to, {bound, value});
        case Rows::below: return telling.wording.say(Word::tier_below, {bound, value});
        case Rows::is: return telling.wording.say(Word::tier_is, {bound, value});
        case Rows::along: return telling.wording.say(Word::tier_along, {bound, value});
    }
    return {};
}

/// What is missing to the bound of the next row.
void add_need(const graph::Tiers& tiers, const graph::Reading& next, Telling& telling, ItemRow item,
              Explanation& told) {
    const auto of = telling.values.of(tiers.of, item);
    const auto bound = telling.values.of(next, item);
    if (!of.is_there() || !bound.is_there()) return;
    auto form = tiers.of.quantity;
    form.percent = form.percent || tiers.of.percent;
    auto bound_form = next.quantity;
    show_alike(form, bound_form);
    told.notes.push_back(telling.wording.say(
        Word::tier_needs, {telling.wording.show_difference(bound.number - of.number, form)}));
}

Explanation tier(std::string title, Verdict verdict) {
    Explanation told;
    told.part = Part::tier;
    told.verdict = verdict;
    told.title = std::move(title);
    return told;
}

/// The row that decides; along a line the points that the value lies between.
Explanation tell_row(const graph::Tiers& tiers, std::size_t at, Telling& telling, ItemRow item) {
    const auto& row = tiers.rows[at];
    auto told = tier(tier_title(tiers, row, telling, item), Verdict::holds);
    if (tiers.way == Rows::along) {
        const bool last = at + 1 == tiers.rows.size();
        told.title = last ? telling.wording.say(Word::tier_last, {told.title})
                          : telling.wording.say(
                                Word::tier_between,
                                {told.title, tier_title(tiers, tiers.rows[at + 1], telling, item)});
    }
    if (tiers.slices) {
        told.notes.push_back(telling.wording.say(
            Word::tier_slice,
            {telling.wording.show(telling.values.of(row.part, item), row.part),
             telling.wording.show(telling.values.of(row.gives, item), row.gives)}));
    }
    return told;
}

/// The row at `next`, after the one that decides: what it still needs, or beyond which bound it
/// begins. None where that says nothing.
std::optional<Explanation> tell_next(const graph::Tiers& tiers, std::size_t next, Telling& telling,
                                     ItemRow item) {
    const auto& row = tiers.rows[next];
    auto title = tier_title(tiers, row, telling, item);
    switch (tiers.way) {
        case Rows::is: return std::nullopt;
        case Rows::up_to:
        case Rows::below: {
            if (next == 0 || !tiers.rows[next - 1].bound) return std::nullopt;
            const auto bound = name_with_value(*tiers.rows[next - 1].bound, telling, item);
            const auto word = tiers.way == Rows::up_to ? Word::tier_beyond : Word::tier_reaching;
            return tier(telling.wording.say(word, {bound, title}), Verdict::fails);
        }
        case Rows::from:
        case Rows::above:
        case Rows::along: break;
    }
    if (tiers.way == Rows::along && next > 0) return std::nullopt;  // told as what lies between
    auto told = tier(std::move(title), Verdict::fails);
    if (row.bound) add_need(tiers, *row.bound, telling, item, told);
    return told;
}

}  // namespace

/// The row that decided and the one after it; of slices, all that give something. The others say
/// nothing about this participant.
Explanation tell_tiers(const graph::Tiers& tiers, Telling& telling, ItemRow item) {
    if (tiers.call) return tell_call(tiers, telling, item);
    auto told = tell_reading(tiers.of, telling, item);
    told.part = Part::tiers;
    told.title = telling.wording.say(Word::by, {told.title});
    if (!telling.values.of(tiers.of, item).is_there()) return told;
    std::size_t next = 0;
    for (std::size_t i = 0; i < tiers.rows.size(); ++i) {
        if (telling.values.truth(tiers.rows[i].reached, item) != true) continue;
        if (tiers.slices) told.children.push_back(tell_row(tiers, i, telling, item));
        next = i + 1;
    }
    if (next == 0) {
        told.notes.push_back(telling.wording.say(Word::below_tiers));
    } else if (!tiers.slices) {
        told.children.push_back(tell_row(tiers, next - 1, telling, item));
    }
    if (next < tiers.rows.size()) {
        if (auto row = tell_next(tiers, next, telling, item)) {
            told.children.push_back(std::move(*row));
        }
    }
    return told;
}

}  // namespace meritum::scorecard
