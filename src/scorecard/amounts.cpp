// What a rule gave and from what: readings down to the facts, tiers with the next one, items one by
// one. See telling.hpp.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "scorecard/telling.hpp"

namespace meritum::scorecard {
namespace {

/// A literal says its own value.
bool is_literal(std::string_view words) {
    if (words.empty()) return true;
    const char first = words.front();
    return (first >= '0' && first <= '9') || first == '-' || first == '"';
}

/// "recorded" and "Recorded", "new_customers" and "New customers".
bool says_the_same(std::string_view name, std::string_view label) {
    const auto plain = [](char c) {
        return c == '_' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::equal(name.begin(), name.end(), label.begin(), label.end(),
                      [&](char a, char b) { return plain(a) == plain(b); });
}

/// A `let` that says nothing but a sum of items.
bool is_only_gathered(const graph::Reading& reading) {
    return reading.from.size() == 1 && reading.from.front().words == reading.formula &&
           !reading.from.front().gathering.empty();
}

/// A tier table tells what it is entered with and its rows itself.
bool is_told_by_tiers(const graph::Reading& reading, const std::vector<graph::Tiers>& all) {
    return std::any_of(all.begin(), all.end(), [&](const auto& tiers) {
        const auto asked = [&](const graph::Reading& argument) {
            return argument.words == reading.words;
        };
        if (tiers.call &&
            std::any_of(tiers.call->arguments.begin(), tiers.call->arguments.end(), asked)) {
            return true;
        }
        return tiers.of.words == reading.words ||
               std::any_of(tiers.rows.begin(), tiers.rows.end(), [&](const auto& row) {
                   return (row.bound && row.bound->words == reading.words) ||
                          row.value.words == reading.words;
               });
    });
}

/// What a condition and its parts said a value of.
void add_sides(const graph::Condition& condition, const Telling& telling, ItemRow item,
               Said& said) {
    if (!telling.values.looked_at(condition, item)) return;
    for (const auto& side : {&condition.left, &condition.right}) {
        if (*side) said.say(telling.pen.pick((*side)->words));
    }
    for (const auto& part : condition.parts) add_sides(part, telling, item, said);
}

/// The conditions of branches that were looked at; `said`: what they say of plain facts.
void add_choices(const std::vector<graph::Condition>& choices, Telling& telling, ItemRow item,
                 Said& said, Explanation& told) {
    for (const auto& choice : choices) {
        const auto& condition = add_condition(choice, telling, item, Word::when, told);
        if (condition.verdict == Verdict::not_reached) {
            told.children.pop_back();
        } else {
            add_sides(choice, telling, item, said);
        }
    }
}

/// "times 0.5 when ...: 4 becomes 2", of the steps that changed something.
Explanation& add_step(const graph::Step& step, Telling& telling, ItemRow item, Explanation& to) {
    auto& told = to.add(Part::step);
    told.title = telling.pen.pick(step.words);
    const auto before = telling.values.of(step.before, item);
    const auto after = telling.values.of(step.after, item);
    const bool changes = before.is_there() && after.is_there() && before.number != after.number;
    const bool acts = step.when ? telling.values.truth(step.when->holds, item) == true : changes;
    told.verdict = acts ? Verdict::holds : Verdict::fails;
    if (after.is_there() && !after.endless) put_number(told, after.number, telling.pen);
    if (changes) {
        told.notes.push_back(telling.pen.say(Word::becomes, {telling.pen.show(before, step.before),
                                                             telling.pen.show(after, step.after)}));
    }
    if (step.when) add_condition(*step.when, telling, item, Word::when, told);
    return told;
}

void add_steps(const graph::Amount& amount, Telling& telling, ItemRow item, Explanation& told) {
    for (const auto& step : amount.steps) {
        if (step.key) continue;
        const auto& change = add_step(step, telling, item, told);
        const bool says = change.verdict == Verdict::holds || step.when;
        if (!says) told.children.pop_back();
    }
}

/// Items by what `highest per` compares them by: how many count, and which of them is kept.
struct Alike {
    std::size_t count = 0;
    std::size_t kept = 0;  ///< a row, if any is kept
    bool has_kept = false;
};
using AlikeKey = std::tuple<Presence, value::Figure, std::string_view>;
using AlikeItems = std::map<AlikeKey, Alike>;

AlikeKey alike_key(const Value& value) { return {value.presence, value.number, value.text}; }

/// One for each step with a key. Looked at once for all items: they are many.
std::vector<AlikeItems> alike_items(const graph::Rule& rule, const Values& values) {
    const auto [first, last] = values.items(rule.items->list);
    std::vector<AlikeItems> all;
    for (const auto& step : rule.amount.steps) {
        if (!step.key) continue;
        auto& items = all.emplace_back();
        for (std::size_t row = first; row < last; ++row) {
            if (values.truth(rule.items->counts, row) != true) continue;
            auto& alike = items[alike_key(values.of(*step.key, row))];
            ++alike.count;
            if (values.truth(step.kept, row) != true) continue;
            alike.kept = row;
            alike.has_kept = true;
        }
    }
    return all;
}

std::string_view item_title(const graph::Rule& rule, std::size_t row, const Telling& telling) {
    return item_title(rule.items->item, rule.items->list, row, telling);
}

/// `highest per`: what the item has in common with others, and which of them is kept. Alone it has
/// nobody to yield to.
void add_kept(const graph::Rule& rule, std::size_t row, const std::vector<AlikeItems>& items,
              Telling& telling, Explanation& told) {
    auto of_step = items.begin();
    for (const auto& step : rule.amount.steps) {
        if (!step.key) continue;
        const auto key = telling.values.of(*step.key, row);
        const auto alike = (of_step++)->at(alike_key(key));
        if (alike.count < 2) continue;
        const auto kept = alike.has_kept ? alike.kept : row;
        auto& change = add_step(step, telling, row, told);
        change.verdict = kept == row ? Verdict::holds : Verdict::fails;
        std::vector<std::string_view> notes{telling.pen.show(key, *step.key)};
        if (kept != row) {
            notes.push_back(telling.pen.say(Word::kept, {item_title(rule, kept, telling)}));
        }
        change.notes.insert(change.notes.begin(), notes.begin(), notes.end());
    }
}

/// Whether `highest per` keeps the item; without it all are kept.
bool is_kept(const graph::Rule& rule, std::size_t row, const Telling& telling) {
    return std::all_of(rule.amount.steps.begin(), rule.amount.steps.end(),
                       [&](const graph::Step& step) {
                           return !step.key || telling.values.truth(step.kept, row) == true;
                       });
}

Inputs inputs_of(const graph::Amount& amount) {
    return {amount.choices, amount.readings, amount.tiers};
}

/// As it counts: deductions are taken.
value::Figure with_sign_of(const graph::Rule& rule, const value::Figure& number) {
    return rule.kind == graph::RuleKind::deduction ? -number : number;
}

/// What a line's points were rounded from, if they were. Items are decimals, but their sum may be
/// rounded, too.
void add_rounding(const graph::Rule& rule, const value::Figure& exact, const Explanation& line,
                  const Telling& telling, Explanation& told) {
    const auto rounded = with_sign_of(rule, *line.number);
    if (rounded == exact) return;
    told.notes.push_back(telling.pen.say(
        Word::rounded, {telling.pen.show({Presence::there, rounded, {}}, rule.line)}));
}

Explanation& add_item(const graph::Rule& rule, std::size_t row,
                      const std::vector<AlikeItems>& alike, Telling& telling, Explanation& to) {
    const auto& items = *rule.items;
    auto& told = to.add(Part::item);
    told.title = item_title(rule, row, telling);
    const bool counts = telling.values.truth(items.counts, row) == true;
    told.verdict = counts ? Verdict::holds : Verdict::fails;
    if (!counts) {
        if (items.where) add_condition(*items.where, telling, row, Word::where, told);
        return told;
    }
    auto value = telling.values.of(rule.amount.final, row);
    value.number = with_sign_of(rule, value.number);
    put_value(told, value, rule.amount.final, telling.pen);
    if (told.number) put_points(told, value.number, rule.line, telling.pen);
    if (items.turn) {
        told.notes.push_back(
            telling.pen.say(Word::turn, {telling.values.integer(items.turn, row).str()}));
    }
    add_inputs(inputs_of(rule.amount), telling, row, told);
    add_steps(rule.amount, telling, row, told);
    add_kept(rule, row, alike, telling, told);
    return told;
}

void add_items(const graph::Rule& rule, const Explanation& line, Telling& telling,
               Explanation& told) {
    const auto list = rule.items->list;
    const auto [first, last] = telling.values.items(list);
    std::size_t counting = 0;
    std::size_t kept = 0;
    value::Figure sum;
    const auto alike = alike_items(rule, telling.values);
    for (std::size_t row = first; row < last; ++row) {
        // What one item told about its fields says nothing about the next one's.
        Telling for_item = telling;
        auto& item = add_item(rule, row, alike, for_item, told);
        item.id = telling.pen.joined({line.id, "/", telling.values.item_key(list, row)});
        if (item.verdict != Verdict::holds) continue;
        ++counting;
        if (is_kept(rule, row, telling)) ++kept;
        if (item.number) sum += with_sign_of(rule, *item.number);
    }
    told.notes.push_back(telling.pen.say(
        kept == counting ? Word::items_count : Word::items_kept,
        {std::to_string(counting), std::to_string(told.children.size()), std::to_string(kept)}));
    put_value(told, {Presence::there, sum, {}}, rule.line, telling.pen);
    if (rule.prorated) {
        const auto share = telling.values.of(rule.prorated->after);
        if (share.is_there()) add_rounding(rule, share.number, line, telling, told);
        return;
    }
    add_rounding(rule, sum, line, telling, told);
}

/// The plan's words are those of the amounts alone.
Word amount_word(const graph::Rule& rule) {
    const bool in_turn = rule.items && rule.items->amounts_in_turn;
    if (rule.kind == graph::RuleKind::deduction) return in_turn ? Word::takes_in_turn : Word::takes;
    return in_turn ? Word::gives_in_turn : Word::gives;
}

/// Weight and value; and what the weight got of missing kpis.
void add_kpi(const graph::Kpi& kpi, Telling& telling, Explanation& told) {
    const auto& weight = kpi.weight;
    if (!is_literal(telling.pen.pick(weight.words))) {
        add_reading(weight, telling, {}, told);
    }
    add_reading(kpi.value, telling, {}, told);
    const auto before = telling.values.of(weight);
    const auto after = telling.values.of(kpi.counting);
    const bool changes = (kpi.counting.value || !kpi.counting.over.empty()) && before.is_there() &&
                         after.is_there() && before.number != after.number;
    if (!changes) return;
    Form shown(kpi.counting);
    shown.percent = true;
    auto& raised = told.add(Part::reading);
    raised.title = telling.pen.say(Word::raised_weight);
    put_value(raised, after, kpi.counting, shown, telling.pen);
}

/// "40% × revenue_rate".
std::string_view weighted(const graph::Rule& rule, Pen& pen) {
    return pen.joined({pen.pick(rule.kpi->weight.words), " \u00D7 ", pen.pick(rule.amount.words)});
}

}  // namespace

void show_alike(Form& a, Form& b) {
    a.percent = b.percent = a.percent || b.percent;
    for (auto* pair : {&a, &b}) {
        auto& other = pair == &a ? b : a;
        if (pair->unit == value::Unit::plain && other.unit != value::Unit::points) {
            pair->unit = other.unit;
            pair->currency = other.currency;
        }
        if (pair->choices == nullptr || pair->choices->empty()) pair->choices = other.choices;
    }
}

void put_number(Explanation& explanation, const value::Figure& number, Pen& pen) {
    explanation.number = number;
    explanation.digits = pen.digits(number);
}

void put_points(Explanation& explanation, const value::Figure& points, const Form& form, Pen& pen) {
    put_number(explanation, points, pen);
    explanation.value = pen.with_sign(points, form, explanation.digits);
}

void put_value(Explanation& explanation, const Value& value, const graph::Quantity& quantity,
               const Form& form, Pen& pen) {
    const bool is_number = value.is_there() && quantity.type == value::Type::number;
    if (is_number) explanation.unit = unit_name(quantity);
    if (is_number && !value.endless) put_number(explanation, value.number, pen);
    explanation.value = pen.show(value, form, explanation.digits);
}

std::string_view name_with_value(const graph::Reading& reading, Telling& telling, ItemRow item) {
    const auto words = telling.pen.pick(reading.words);
    if (is_literal(words)) return words;
    const auto found = telling.values.of(reading, item);
    if (found.presence == Presence::not_reached) return words;
    const auto value = telling.pen.show(found, reading);
    return value == words ? words : telling.pen.say(Word::named_value, {words, value});
}

void add_inputs(const Inputs& inputs, Telling& telling, ItemRow item, Explanation& to) {
    // A `let` is told as a whole: only what its own branches said is not said again.
    Said own;
    auto& said = telling.level == 0 ? telling.told : own;
    add_choices(inputs.choices, telling, item, said, to);
    Said listed;
    for (const auto& reading : inputs.readings) {
        const auto words = telling.pen.pick(reading.words);
        if (said.has(words) || is_told_by_tiers(reading, inputs.tiers)) continue;
        const auto value = telling.values.of(reading, item);
        const bool reached =
            value.presence != Presence::not_reached && telling.values.looked_at(reading, item);
        if (!reached || !listed.say(words)) continue;
        add_reading(reading, value, telling, item, to);
    }
    for (const auto& tiers : inputs.tiers) {
        if (telling.values.looked_at(tiers, item)) add_tiers(tiers, telling, item, to);
    }
}

Explanation& add_reading(const graph::Reading& reading, const Value& value, Telling& telling,
                         ItemRow item, Explanation& to) {
    auto& told = to.add(Part::reading);
    told.title = telling.pen.pick(reading.words);
    told.label = telling.pen.pick(reading.label);
    if (says_the_same(told.title, told.label)) told.label = {};
    put_value(told, value, reading, telling.pen);
    if (telling.level == reading_levels || !telling.told.say(told.title)) return told;
    if (!reading.formula.empty()) told.notes.push_back(telling.pen.pick(reading.formula));
    if (!reading.gathering.empty()) add_gathering(reading, telling, told);
    if (is_only_gathered(reading)) {
        add_gathering(reading.from.front(), telling, told);
        return told;
    }
    ++telling.level;
    add_inputs({reading.choices, reading.from, reading.tiers}, telling, item, told);
    --telling.level;
    return told;
}

void add_amount(const graph::Rule& rule, Telling& telling, Explanation& line) {
    auto& told = line.add(Part::amount);
    told.title = rule.kpi
                     ? weighted(rule, telling.pen)
                     : telling.pen.say(amount_word(rule), {telling.pen.pick(rule.amount.words)});
    if (rule.items) {
        add_items(rule, line, telling, told);
    } else if (rule.kpi) {
        const auto value = telling.values.of(rule.amount.final);
        put_value(told, value, rule.amount.final, telling.pen);
        add_kpi(*rule.kpi, telling, told);
        if (value.is_there()) add_rounding(rule, value.number, line, telling, told);
    } else {
        const auto value = telling.values.of(rule.amount.quantity);
        put_value(told, value, rule.amount.quantity, telling.pen);
        add_inputs(inputs_of(rule.amount), telling, {}, told);
        add_steps(rule.amount, telling, {}, told);
        const auto last =
            telling.values.of(rule.prorated ? rule.prorated->after : rule.amount.final);
        if (last.is_there()) add_rounding(rule, last.number, line, telling, told);
    }
    if (rule.prorated) {
        // Also by all of it, which changes nothing.
        add_step(*rule.prorated, telling, {}, told).verdict = Verdict::holds;
    }
}

}  // namespace meritum::scorecard
