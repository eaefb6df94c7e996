// What a rule gives before floor and cap: items, the amount, in turn, times, each, highest per,
// sum. See checker.hpp; the order is docs/language.md's.
#include <algorithm>

#include "base/limits.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using number::Integer;

namespace {

bool is_in_turn(Row row) { return row == Row::rule_give_in_turn || row == Row::rule_take_in_turn; }

bool takes(Row row) { return row == Row::rule_take || row == Row::rule_take_in_turn; }

}  // namespace

/// `for each`: names the item and narrows by `where`.
bool Checker::check_items(Parts::Rule& rule, const Node& clause, const Env& env, Env& inside) {
    const auto found = scope_.find(clause[1].identity);
    if (found == scope_.end()) {
        report_unknown_name(clause[1]);
        return false;
    }
    found->second.used = true;
    if (found->second.kind != Declaration::Kind::list) {
        sink_.report(Kind::not_a_list, clause[1].span, {clause[1].text})
            .also(places_[found->first], "declared here")
            .fix("name a `fact ... list of`");
        return false;
    }
    Parts::Items items;
    items.list = found->second.list;
    items.item = names_of(clause[0]);
    rule.items = std::move(items);
    items_ = &*rule.items;
    item_name_ = ast::first_name(clause[0]);
    inside = env;
    inside.outer = env.outer;
    inside.lets.clear();
    rule.items->counts = rule.applies;
    if (clause[2]) {
        Parts::Condition told;
        const auto holds = condition(clause[2], env, &told);
        rule.items->where = std::move(told);
        if (!holds || !require_defined(holds, clause[2])) {
            return false;
        }
        warn_of_condition(clause[2], holds, env);
        inside = values_.inside(env, holds);
        rule.items->counts = rule.applies ? values_.logical_and(rule.applies, holds, {}) : holds;
    }
    return true;
}

/// The sum before cap, floor and rounding; positive for a deduction.
ValueId Checker::rule_amount(Parts::Rule& rule, const ast::Statement& statement, const Env& env) {
    const Node* amount = nullptr;
    for (const auto& clause : statement.clauses) {
        if (is_amount(clause.row) && amount != nullptr) {
            sink_
                .report(Kind::repeated_clause, clause.span,
                        {words(*amount).front(), in_quotes(rule.name)})
                .also(amount->span, "the first amount")
                .fix("make it a rule of its own, or add the two amounts");
        } else if (is_amount(clause.row)) {
            amount = &clause;
        }
    }
    if (amount == nullptr && is_broken(statement)) {
        return {};
    }
    if (amount == nullptr) {
        sink_.report(Kind::missing_amount, statement.head[0].span, {rule.name})
            .fix(rule.kind == RuleKind::deduction ? "add `take ...`" : "add `give ...`");
        return {};
    }
    if (takes(amount->row) != (rule.kind == RuleKind::deduction)) {
        sink_
            .report(Kind::wrong_amount_word, amount->span,
                    {kind_word(rule.kind), rule.kind == RuleKind::deduction
                                               ? "takes; it does not give"
                                               : "gives; it does not take"})
            .also(statement.head.span, "a " + kind_word(rule.kind))
            .fix(rule.kind == RuleKind::deduction ? "write `take`, or make it a `bonus`"
                                                  : "write `give`, or make it a `deduction`");
    }
    Env inside;
    const auto* each = only_clause(statement, Row::rule_for_each);
    if (each != nullptr && !check_items(rule, *each, env, inside)) {
        items_ = nullptr;
        return {};
    }
    const Env& where = each != nullptr ? inside : env;
    Trace trace;
    trace_ = &trace;
    ValueId id;
    const Node& slot = (*amount)[0];
    rule.amount.words = amount_words(slot);
    rule.amount.place = slot.span;
    if (is_in_turn(amount->row)) {
        id = amount_in_turn(rule, *amount, where);
    } else if (slot.slots.size() > 1) {
        const auto& first = slot[0];
        const auto& second = slot[1];
        auto text = std::string(sink_.source().text(first.span));
        const auto rest = std::string(sink_.source().text(second.span));
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        const bool comma =
            second.span.begin == first.span.end + 1 && digit(text.back()) && digit(rest.front());
        const bool is_number = text.find_first_not_of("0123456789.") == std::string::npos;
        if (comma && is_number) std::erase(text, '.');  // `1.000,5`: between thousands
        sink_.report(Kind::several_amounts, slot.span)
            .fix((comma ? "write a decimal with a point: `" + text + "." + rest + "`; or write `"
                        : "write `") +
                 std::string(takes(amount->row) ? "take " : "give ") + words(slot).front() +
                 " in turn`");
    } else {
        id = defined_value(slot.slots.front(), where);
    }
    trace_ = nullptr;
    rule.amount.readings = std::move(trace.readings);
    rule.amount.choices = std::move(trace.choices);
    rule.amount.tiers = std::move(trace.tiers);
    rule.amount.quantity = id;
    if (id && require_measure(id, slot)) {
        rule.amount.quantity = id;
        id = amount_steps(rule, statement, slot, id, where);
    } else {
        id = {};
    }
    items_ = nullptr;
    if (!id || !require_gain(rule, slot, id)) {
        return {};
    }
    rule.amount.final = id;
    return rule.items ? summed(rule, slot, id, env) : id;
}

/// A bonus never takes, a deduction never gives; so a limit of either is a size.
bool Checker::require_gain(const Parts::Rule& rule, const Node& slot, ValueId id, bool limit) {
    if (rule.kind == RuleKind::rule || values_[id].range.low >= 0) {
        return true;
    }
    sink_
        .report(Kind::may_be_negative, slot.span,
                {kind_word(rule.kind), rule.kind == RuleKind::bonus ? "takes" : "gives",
                 written(values_[id].range.low, values_[id])})
        .also(statement_at(rule.place)->head[0].span, "a " + kind_word(rule.kind))
        .fix(!limit ? fix_of_negative(rule.kind == RuleKind::deduction, slot, id)
             : values_[id].op == Op::constant
                 ? "write the size of the limit, without its sign"
                 : "bound it: `at most (" + words(slot).front() + " at least 0)`");
    return false;
}

/// The items' amounts together.
ValueId Checker::summed(const Parts::Rule& rule, const Node& slot, ValueId id, const Env& env) {
    if (!leaves_as_decimal(id, slot, "what an item gives")) {
        return {};
    }
    here_ = slot.span;
    const auto zero = measured(values_.number(0));
    const auto counts = rule.items->counts;
    const auto counted = counts ? values_.select(counts, id, zero, {}) : id;
    const auto spread = values_.beside_items(counted, rule.items->list, env);
    return values_.item_sum(spread, Integer(limits::list_items), env);
}

/// `times`, then `each ...`, then `highest per`, whatever their order in the text.
ValueId Checker::amount_steps(Parts::Rule& rule, const ast::Statement& statement, const Node& slot,
                              ValueId id, const Env& env) {
    for (const auto& clause : statement.clauses) {
        if (id && clause.row == Row::rule_times) id = times(rule, clause, slot, id, env);
    }
    const auto* least = only_clause(statement, Row::rule_each_at_least);
    const auto* most = only_clause(statement, Row::rule_each_at_most);
    ValueId low, high, none;
    for (const auto& [clause, bound] :
         {std::pair(least, &low), std::pair(most, &high),
          std::pair(only_clause(statement, Row::rule_each_round), &none)}) {
        if (id && clause != nullptr) id = each(rule, *clause, slot, id, env, *bound);
    }
    if (id && low && high) {
        here_ = least->span;
        if (!in_order((*least)[0], low, (*most)[0], high, env)) {
            return {};
        }
    }
    const auto* factors = only_clause(statement, Row::rule_times_in_turn);
    if (id && factors != nullptr) id = times_in_turn(rule, *factors, slot, id, env);
    const auto* per = only_clause(statement, Row::rule_highest_per);
    return id && per != nullptr ? highest_per(rule, *per, slot, id, env) : id;
}

ValueId Checker::stepped(Parts::Rule& rule, const Node& clause, ValueId before, ValueId after,
                         Rare<Parts::Condition> when) {
    rule.amount.steps.push_back(
        {words(clause), clause.span, std::move(when), before, after, {}, {}});
    return after;
}

ValueId Checker::times(Parts::Rule& rule, const Node& clause, const Node& slot, ValueId id,
                       const Env& env) {
    Rare<Parts::Condition> told;
    ValueId holds;
    Env inside = values_.within(env);
    if (clause[1]) {
        told.emplace();
        holds = condition(clause[1], env, &*told);
        if (!holds || !require_defined(holds, clause[1])) {
            return {};
        }
        warn_of_condition(clause[1], holds, env);
        inside = values_.inside(env, holds);
    }
    const auto factor = defined_value(clause[0], inside);
    if (!factor || !require_number(factor, clause[0])) {
        return {};
    }
    auto after = multiplied(slot, id, clause[0], factor, clause, inside);
    if (!after || !require_measure(after, clause[0])) {
        return {};
    }
    here_ = clause.span;
    if (holds) after = values_.select(holds, after, id, env);
    return stepped(rule, clause, id, after, std::move(told));
}

/// What acts on each item needs a list; `otherwise`: what else may be written.
bool Checker::goes_through_items(const Parts::Rule& rule, const Node& clause,
                                 std::string_view otherwise) {
    if (rule.items) {
        return true;
    }
    sink_.report(Kind::each_without_items, clause.span, {rule.name})
        .also(rule.place, "goes through no list")
        .fix(std::string(otherwise) + "add `for each item in ...`");
    return false;
}

/// `bound`: what each is at least or at most.
ValueId Checker::each(Parts::Rule& rule, const Node& clause, const Node& slot, ValueId id,
                      const Env& env, ValueId& bound) {
    const auto limit = words(clause[0]).front();
    const auto alone = clause.row == Row::rule_each_at_most    ? "at most " + limit
                       : clause.row == Row::rule_each_at_least ? "at least " + limit
                                                               : "round " + limit;
    if (!goes_through_items(rule, clause, "write `" + alone + "`, or ")) {
        return {};
    }
    ValueId after;
    if (clause.row == Row::rule_each_round) {
        const auto step = positive_constant(clause[0], values_[id].unit);
        after = step ? values_.round(id, *step, mode(clause[1]), env) : ValueId{};
    } else {
        bound = defined_value(clause[0], env);
        const bool is_floor = clause.row == Row::rule_each_at_least;
        if (bound && !is_floor && !require_gain(rule, clause[0], bound, true)) return {};
        if (bound && require_measure(bound, clause[0])) {
            here_ = clause.span;
            after = is_floor ? values_.maximum(id, bound, env) : values_.minimum(id, bound, env);
            const auto of = "an item of " + in_quotes(rule.name);
            is_floor ? warn_of_floor(&clause, bound, id, of) : warn_of_cap(&clause, bound, id, of);
        }
    }
    if (!after || !require_measure(after, slot)) {
        return {};
    }
    return stepped(rule, clause, id, after, std::nullopt);
}

/// `in turn times 1, 1.5, 2`: the k-th item that counts gives k-th times as much.
ValueId Checker::times_in_turn(Parts::Rule& rule, const Node& clause, const Node& slot, ValueId id,
                               const Env& env) {
    if (!goes_through_items(rule, clause, "")) {
        return {};
    }
    if (rule.items->turn) {
        sink_
            .report(Kind::repeated_clause, clause.span,
                    {words(clause).front(), in_quotes(rule.name)})
            .also(slot.span, "gives in turn already")
            .fix("multiply the amounts themselves, or leave one of the two out");
        return {};
    }
    const auto factor = by_turn(rule, clause, env, [this](ValueId& one, const Node& node) {
        return require_number(one, node);
    });
    if (!factor) {
        return {};
    }
    auto after = multiplied(slot, id, clause[0].slots.front(), factor, clause, env);
    if (!after || !require_measure(after, slot)) {
        return {};
    }
    return stepped(rule, clause, id, after, std::nullopt);
}

/// Of the items that count and have equal keys, only the one that gives (or takes) most; the first
/// of equals.
ValueId Checker::highest_per(Parts::Rule& rule, const Node& clause, const Node& slot, ValueId id,
                             const Env& env) {
    if (!goes_through_items(rule, clause, "")) {
        return {};
    }
    if (rule.items->turn) {
        sink_.report(Kind::highest_in_turn, clause.span, {rule.name})
            .fix("say what each item gives by itself, or leave out one of the two");
        return {};
    }
    const auto key = defined_value(clause[0], env);
    if (!key || !leaves_as_decimal(id, slot, "what an item gives")) {
        return {};
    }
    if (values_[key].grain != Grain::item) {
        refuse(Kind::not_of_item, clause[0].span, {in_quotes(words(clause[0]).front())})
            .fix("name a field of the item: `" + a_field() + "`");
        return {};
    }
    if (values_[key].type == value::Type::number && !leaves_as_decimal(key, clause[0], "a key")) {
        return {};
    }
    here_ = clause.span;
    const auto list = rule.items->list;
    const auto by = values_.beside_items(id, list, env);
    const auto counts = values_.beside_items(
        rule.items->counts ? rule.items->counts : values_.boolean(true), list, {});
    const auto place = values_.place(by, counts, key, Integer(limits::list_items));
    const auto zero = measured(values_.number(0));
    const auto first = values_.equal(place, values_.number(1, false), env);
    const auto after =
        stepped(rule, clause, id, values_.select(first, id, zero, env), std::nullopt);
    rule.amount.steps.back().key =
        bare_reading(words(clause[0]), key, values_[key].percent, place_of(key, env));
    rule.amount.steps.back().kept = first;
    return after;
}

/// A table is told row by row where it decides; its name is what it goes by.
Words Checker::amount_words(const Node& amounts) const {
    return amounts.slots.size() == 1 ? value_words(amounts[0]) : words(amounts);
}

Words Checker::value_words(const Node& value) const {
    const bool table = value.row == Row::tiered || value.row == Row::rate ||
                       value.row == Row::rate_in_slices || value.row == Row::along;
    if (!table) {
        return words(value);
    }
    Node head = value;
    if (value.row == Row::along) head.row = Row::tiered;  // `by x along` goes on with its points
    head.slots[1].slots.clear();
    return words(head);
}

/// The k-th item that counts gets the k-th amount; the last one repeats.
ValueId Checker::amount_in_turn(Parts::Rule& rule, const Node& clause, const Env& env) {
    if (!rule.items && is_broken(*statement_at(clause.span))) {
        return {};  // its `for each` may be what could not be read
    }
    if (!rule.items) {
        sink_.report(Kind::in_turn_without_items, clause.span, {rule.name})
            .also(rule.place, "goes through no list")
            .fix("add `for each item in ...`");
        return {};
    }
    rule.items->amounts_in_turn = true;
    return by_turn(rule, clause, env,
                   [this](ValueId& one, const Node& node) { return require_measure(one, node); });
}

/// What the clause says for the item whose turn it is; `fits` asks whether it may be that. The last
/// one repeats.
ValueId Checker::by_turn(Parts::Rule& rule, const Node& clause, const Env& env,
                         const std::function<bool(ValueId&, const Node&)>& fits) {
    here_ = clause.span;
    auto counts = rule.items->counts ? rule.items->counts : values_.boolean(true);
    counts = values_.beside_items(counts, rule.items->list, {});
    const auto turn = values_.turn(counts, Integer(limits::list_items), {});
    rule.items->turn = turn;
    ValueId result;
    const Node* last = nullptr;
    const auto& amounts = clause[0].slots;
    for (std::size_t i = amounts.size(); i-- > 0;) {
        auto id = defined_value(amounts[i], env);
        if (!id || !fits(id, amounts[i])) {
            return {};
        }
        if (!result) {
            result = id;
        } else {
            here_ = amounts[i].span;
            if (!unify(amounts[i], id, *last, result, clause)) {
                return {};
            }
            const auto up_to =
                values_.less_equal(turn, values_.number(static_cast<long>(i) + 1, false), {});
            result = values_.select(up_to, id, result, env);
        }
        last = &amounts[i];
    }
    return result;
}

}  // namespace meritum::check
