// What a rule gave and from what: readings down to the facts, tiers with the next one, items one by
// one. See telling.hpp.
#include <algorithm>
#include <utility>

#include "scorecard/telling.hpp"

namespace meritum::scorecard {
namespace {

/// A literal says its own value.
bool is_literal(const std::string& words) {
    if (words.empty()) return true;
    const char first = words.front();
    return (first >= '0' && first <= '9') || first == '-' || first == '"';
}

/// "from 100% → 5".
std::string tier_title(const graph::Tiers& tiers, const graph::Tiers::Row& row, Telling& telling,
                       ItemRow item) {
    const auto value = name_with_value(row.value, telling, item);
    if (!row.bound) return telling.wording.say(Word::tier_otherwise, {value});
    const auto bound = name_with_value(*row.bound, telling, item);
    using Rows = graph::Tiers::Rows;
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

Explanation tell_tier(const graph::Tiers& tiers, const graph::Tiers::Row& row, Verdict verdict,
                      Telling& telling, ItemRow item) {
    Explanation told;
    told.part = Part::tier;
    told.verdict = verdict;
    told.title = tier_title(tiers, row, telling, item);
    using Rows = graph::Tiers::Rows;
    const bool goes_up =
        tiers.way == Rows::from || tiers.way == Rows::above || tiers.way == Rows::along;
    if (verdict == Verdict::fails && goes_up && row.bound) {
        add_need(tiers, *row.bound, telling, item, told);
    }
    if (verdict == Verdict::holds && tiers.slices) {
        told.notes.push_back(telling.wording.say(
            Word::tier_slice,
            {telling.wording.show(telling.values.of(row.part, item), row.part),
             telling.wording.show(telling.values.of(row.gives, item), row.gives)}));
    }
    return told;
}

/// The row that decided and the one after it; of slices, all that give something. The others say
/// nothing about this participant.
Explanation tell_tiers(const graph::Tiers& tiers, Telling& telling, ItemRow item) {
    auto told = tell_reading(tiers.of, telling, item);
    told.part = Part::tiers;
    told.title = telling.wording.say(Word::by, {told.title});
    const auto of = telling.values.of(tiers.of, item);
    if (!of.is_there() || telling.values.truth(tiers.reached, item) != true) {
        if (of.is_there()) told.notes.push_back(telling.wording.say(Word::not_reached));
        return told;
    }
    std::size_t next = 0;
    for (std::size_t i = 0; i < tiers.rows.size(); ++i) {
        if (telling.values.truth(tiers.rows[i].reached, item) != true) continue;
        if (tiers.slices) {
            told.children.push_back(tell_tier(tiers, tiers.rows[i], Verdict::holds, telling, item));
        }
        next = i + 1;
    }
    if (next == 0) {
        told.notes.push_back(telling.wording.say(Word::below_tiers));
    } else if (!tiers.slices) {
        told.children.push_back(
            tell_tier(tiers, tiers.rows[next - 1], Verdict::holds, telling, item));
    }
    if (next < tiers.rows.size() && tiers.way != graph::Tiers::Rows::is) {
        told.children.push_back(tell_tier(tiers, tiers.rows[next], Verdict::fails, telling, item));
    }
    return told;
}

/// A tier table tells what it is entered with and its rows itself.
bool is_told_by_tiers(const graph::Reading& reading, const std::vector<graph::Tiers>& all) {
    return std::any_of(all.begin(), all.end(), [&](const auto& tiers) {
        return tiers.of.words == reading.words ||
               std::any_of(tiers.rows.begin(), tiers.rows.end(), [&](const auto& row) {
                   return (row.bound && row.bound->words == reading.words) ||
                          row.value.words == reading.words;
               });
    });
}

/// Which branches were looked at, readings in the text's order, but for those a condition told;
/// then tiers.
void add_inputs(const graph::Amount& amount, Telling& telling, ItemRow item, Explanation& told) {
    add_choices(amount.choices, telling, item, told);
    for (const auto& reading : amount.readings) {
        const bool is_told = telling.told.count(telling.wording.pick(reading.words)) > 0;
        if (is_told || is_told_by_tiers(reading, amount.tiers)) continue;
        told.children.push_back(tell_reading(reading, telling, item));
    }
    for (const auto& tiers : amount.tiers)
        told.children.push_back(tell_tiers(tiers, telling, item));
}

/// "times 0.5 when ...: 4 becomes 2", of the steps that changed something.
Explanation tell_step(const graph::Step& step, Telling& telling, ItemRow item) {
    Explanation told;
    told.part = Part::step;
    told.title = telling.wording.pick(step.words);
    const auto before = telling.values.of(step.before, item);
    const auto after = telling.values.of(step.after, item);
    const bool changes = before.is_there() && after.is_there() && before.number != after.number;
    const bool acts = step.when ? telling.values.truth(step.when->holds, item) == true : changes;
    told.verdict = acts ? Verdict::holds : Verdict::fails;
    if (after.is_there()) told.number = after.number;
    if (changes) {
        told.notes.push_back(telling.wording.say(
            Word::becomes,
            {telling.wording.show(before, step.before), telling.wording.show(after, step.after)}));
    }
    if (step.when) {
        told.children.push_back(tell_condition(*step.when, telling, item, Word::when));
    }
    return told;
}

void add_steps(const graph::Amount& amount, Telling& telling, ItemRow item, Explanation& told) {
    for (const auto& step : amount.steps) {
        auto change = tell_step(step, telling, item);
        const bool says = change.verdict == Verdict::holds || step.when;
        if (says) told.children.push_back(std::move(change));
    }
}

number::Rational sign_of(const graph::Rule& rule) {
    return rule.kind == graph::RuleKind::deduction ? number::Rational(-1) : number::Rational(1);
}

/// What a line's points were rounded from, if they were. Items are decimals, but their sum may be
/// rounded, too.
void add_rounding(const graph::Rule& rule, const number::Rational& exact, const Telling& telling,
                  Explanation& told) {
    const auto line = telling.values.of(rule.line);
    const number::Rational rounded = line.number * sign_of(rule);
    if (!line.is_there() || rounded == exact) return;
    told.notes.push_back(telling.wording.say(Word::rounded, {shortest(rounded)}));
}

Explanation tell_item(const graph::Rule& rule, std::size_t row, const std::string& key,
                      Telling& telling) {
    const auto& items = *rule.items;
    Explanation told;
    told.part = Part::item;
    told.title = telling.wording.say(Word::item, {telling.wording.pick(items.item), key});
    const bool counts = telling.values.truth(items.counts, row) == true;
    told.verdict = counts ? Verdict::holds : Verdict::fails;
    if (!counts) {
        if (items.where)
            told.children.push_back(tell_condition(*items.where, telling, row, Word::where));
        return told;
    }
    auto value = telling.values.of(rule.amount.final, row);
    value.number *= sign_of(rule);
    put_value(told, value, rule.amount.final, telling.wording);
    if (told.number) told.value = with_sign(*told.number);
    if (items.turn) {
        told.notes.push_back(
            telling.wording.say(Word::turn, {telling.values.integer(items.turn, row).str()}));
    }
    add_inputs(rule.amount, telling, row, told);
    add_steps(rule.amount, telling, row, told);
    return told;
}

void add_items(const graph::Rule& rule, const std::string& line, Telling& telling,
               Explanation& told) {
    const auto list = rule.items->list.index;
    const auto& offsets = telling.values.facts().offsets[list];
    const auto& keys = telling.values.facts().item_keys[list];
    const auto participant = telling.values.row();
    std::size_t counting = 0;
    number::Rational sum{0};
    for (std::size_t row = offsets[participant]; row < offsets[participant + 1]; ++row) {
        // What one item told about its fields says nothing about the next one's.
        Telling for_item = telling;
        told.children.push_back(tell_item(rule, row, keys[row], for_item));
        auto& item = told.children.back();
        item.id = line + "/" + keys[row];
        if (item.verdict != Verdict::holds) continue;
        ++counting;
        if (item.number) sum += *item.number * sign_of(rule);
    }
    told.notes.push_back(telling.wording.say(
        Word::items_count, {std::to_string(counting), std::to_string(told.children.size())}));
    told.value = shortest(sum);
    told.number = sum;
    told.unit = "points";
    if (rule.prorated) {
        const auto share = telling.values.of(rule.prorated->after);
        if (share.is_there()) add_rounding(rule, share.number, telling, told);
        return;
    }
    add_rounding(rule, sum, telling, told);
}

/// The plan's words are those of the amounts alone.
Word amount_word(const graph::Rule& rule) {
    const bool in_turn = rule.items && rule.items->turn;
    if (rule.kind == graph::RuleKind::deduction) return in_turn ? Word::takes_in_turn : Word::takes;
    return in_turn ? Word::gives_in_turn : Word::gives;
}

}  // namespace

void show_alike(graph::Quantity& a, graph::Quantity& b) {
    a.percent = b.percent = a.percent || b.percent;
    for (auto* pair : {&a, &b}) {
        auto& other = pair == &a ? b : a;
        if (pair->unit == value::Unit::plain && other.unit != value::Unit::points) {
            pair->unit = other.unit;
            pair->currency = other.currency;
        }
        if (pair->choices.empty()) pair->choices = other.choices;
    }
}

void put_value(Explanation& explanation, const Value& value, const graph::Quantity& quantity,
               const Wording& wording) {
    explanation.value = wording.show(value, quantity);
    if (!value.is_there() || quantity.type != value::Type::number) return;
    explanation.number = value.number;
    explanation.unit = unit_name(quantity);
}

std::string name_with_value(const graph::Reading& reading, Telling& telling, ItemRow item) {
    const auto words = telling.wording.pick(reading.words);
    if (is_literal(words)) return words;
    const auto found = telling.values.of(reading, item);
    if (found.presence == Presence::not_reached) return words;
    const auto value = telling.wording.show(found, reading);
    return value == words ? words : telling.wording.say(Word::named_value, {words, value});
}

void add_choices(const std::vector<graph::Condition>& choices, Telling& telling, ItemRow item,
                 Explanation& told) {
    for (const auto& choice : choices) {
        auto condition = tell_condition(choice, telling, item, Word::when);
        if (condition.verdict == Verdict::not_reached) continue;
        told.children.push_back(std::move(condition));
        for (const auto& side : {choice.left, choice.right}) {
            if (side) telling.told.insert(telling.wording.pick(side->words));
        }
    }
}

Explanation tell_reading(const graph::Reading& reading, Telling& telling, ItemRow item) {
    Explanation told;
    told.part = Part::reading;
    told.title = telling.wording.pick(reading.words);
    told.label = telling.wording.pick(reading.label);
    const auto value = telling.values.of(reading, item);
    put_value(told, value, reading.quantity, telling.wording);
    told.value = telling.wording.show(value, reading);
    if (telling.level == reading_levels || !telling.told.insert(told.title).second) return told;
    ++telling.level;
    for (const auto& part : reading.from)
        told.children.push_back(tell_reading(part, telling, item));
    --telling.level;
    return told;
}

Explanation tell_amount(const graph::Rule& rule, const std::string& line, Telling& telling) {
    Explanation told;
    told.part = Part::amount;
    told.title = telling.wording.say(amount_word(rule), {telling.wording.pick(rule.amount.words)});
    if (rule.items) {
        add_items(rule, line, telling, told);
    } else {
        const auto value = telling.values.of(rule.amount.quantity);
        put_value(told, value, rule.amount.quantity, telling.wording);
        add_inputs(rule.amount, telling, {}, told);
        add_steps(rule.amount, telling, {}, told);
        const auto last =
            telling.values.of(rule.prorated ? rule.prorated->after : rule.amount.final);
        if (last.is_there()) add_rounding(rule, last.number, telling, told);
    }
    if (rule.prorated) told.children.push_back(tell_step(*rule.prorated, telling, {}));
    return told;
}

}  // namespace meritum::scorecard
