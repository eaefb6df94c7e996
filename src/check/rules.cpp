// Rules: when, items, amount, in turn, caps, rounding and sign, in the order docs/language.md
// gives. See checker.hpp.
#include <algorithm>

#include "base/limits.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"
#include "syntax/names.hpp"
#include "syntax/placeholders.hpp"

namespace meritum::check {

using ast::Row;
using number::Integer;
using number::Rational;
using value::Unit;

namespace {

bool is_amount(Row row) {
    return row == Row::rule_give || row == Row::rule_take || row == Row::rule_give_in_turn ||
           row == Row::rule_take_in_turn;
}

bool is_in_turn(Row row) { return row == Row::rule_give_in_turn || row == Row::rule_take_in_turn; }

bool takes(Row row) { return row == Row::rule_take || row == Row::rule_take_in_turn; }

constexpr const char* never_fix = "check the ranges of the facts in it, or leave it out";

std::string kind_word(RuleKind kind) {
    return kind == RuleKind::bonus ? "bonus" : kind == RuleKind::deduction ? "deduction" : "rule";
}

}  // namespace

ValueId Checker::rule_points(std::uint32_t rule) {
    auto& worked = rules_[rule];
    const auto& statement = document_.statements[rule_statements_[rule]];
    if (worked.state == Worked::State::busy) {
        return cycle(ast::first_name(statement.head[0]), here_);
    }
    if (worked.state == Worked::State::untouched) {
        worked.state = Worked::State::busy;
        path_.push_back(ast::first_name(statement.head[0]));
        Trace* trace = trace_;
        const auto* items = items_;
        trace_ = nullptr;
        items_ = nullptr;
        check_rule(rule, statement);
        trace_ = trace;
        items_ = items;
        path_.pop_back();
        rules_[rule].state = Worked::State::done;
    }
    return rules_[rule].value;
}

void Checker::check_rule(std::uint32_t index, const ast::Statement& statement) {
    Parts::Rule rule;
    const auto& head = statement.head;
    rule.name = ast::first_name(head[0]);
    rule.names = names_of(head[0]);
    rule.label = texts_of(head[1]);
    rule.place = head.span;
    rule.kind = head.row == Row::bonus       ? RuleKind::bonus
                : head.row == Row::deduction ? RuleKind::deduction
                                             : RuleKind::rule;
    rule.category = rule_category_[index];
    const Env outer;
    const auto before = sink_.errors();
    const auto applies = when_all(statement, Row::rule_when, outer, rule.when);
    Env inside = applies && *applies ? values_.inside(outer, *applies) : Env{};
    inside.outer = &outer;
    rule.applies = applies ? *applies : ValueId{};
    const auto sum = rule_amount(rule, statement, inside);
    rule.because = because(statement, Row::rule_because, inside);
    if (sum && applies) {
        finish_rule(rule, statement, sum, inside, outer);
    }
    if (sink_.errors() != before) {
        rule.points = {};
    }
    rules_[index].value = rule.points;
    plan_.story.rules[index] = std::move(rule);
}

/// All `when` clauses as one boolean; a valid none if there are no clauses; nothing if one is
/// wrong.
std::optional<ValueId> Checker::when_all(const ast::Statement& statement, Row row, const Env& env,
                                         std::vector<Parts::Condition>& story) {
    ValueId all;
    std::vector<Environment> places;
    places.reserve(statement.clauses.size());
    const Env* place = &env;
    bool sound = true;
    for (const auto& clause : statement.clauses) {
        if (clause.row != row) {
            continue;
        }
        Parts::Condition told;
        const auto id = condition(clause[0], *place, &told);
        story.push_back(std::move(told));
        if (!id || !require_defined(id, clause[0])) {
            sound = false;
            continue;
        }
        if (values_.never(id)) {
            sink_.report(Kind::never_holds, clause[0].span, {in_quotes(words(clause[0]).front())})
                .fix(percent_meant_in(clause[0].span).value_or(never_fix));
        } else if (values_.always(id)) {
            sink_.report(Kind::always_holds, clause[0].span, {in_quotes(words(clause[0]).front())})
                .fix(percent_meant_in(clause[0].span).value_or("leave it out"));
        }
        all = all ? values_.logical_and(all, id, env) : id;
        places.push_back(values_.inside(*place, id));
        place = &places.back();
    }
    return sound ? std::optional(all) : std::nullopt;
}

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
        if (values_.never(holds)) {
            sink_.report(Kind::never_holds, clause[2].span, {in_quotes(words(clause[2]).front())})
                .fix(percent_meant_in(clause[2].span).value_or(never_fix));
        }
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
        const auto text = std::string(sink_.source().text(first.span));
        const auto rest = std::string(sink_.source().text(second.span));
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        const bool comma =
            second.span.begin == first.span.end + 1 && digit(text.back()) && digit(rest.front());
        sink_.report(Kind::several_amounts, slot.span)
            .fix((comma ? "write a decimal with a point: `" + text + "." + rest + "`; or write `"
                        : "write `") +
                 std::string(takes(amount->row) ? "take " : "give ") + words(slot).front() +
                 " in turn`");
    } else {
        id = defined_value(slot.slots.front(), where);
    }
    trace_ = nullptr;
    items_ = nullptr;
    rule.amount.readings = std::move(trace.readings);
    rule.amount.choices = std::move(trace.choices);
    rule.amount.tiers = std::move(trace.tiers);
    if (!id || !require_points(id, slot)) {
        return {};
    }
    if (rule.kind != RuleKind::rule && values_[id].range.low < 0) {
        sink_
            .report(Kind::may_be_negative, slot.span,
                    {kind_word(rule.kind), rule.kind == RuleKind::bonus ? "takes" : "gives",
                     written(values_[id].range.low, values_[id])})
            .also(statement.head[0].span, "a " + kind_word(rule.kind))
            .fix(fix_of_negative(rule.kind == RuleKind::deduction, slot, id));
        return {};
    }
    rule.amount.quantity = id;
    if (!rule.items) {
        return id;
    }
    if (!leaves_as_decimal(id, slot, "what an item gives")) {
        return {};
    }
    here_ = slot.span;
    auto zero = values_.number(0);
    require_points(zero, slot);
    const auto counts = rule.items->counts;
    const auto counted = counts ? values_.select(counts, id, zero, {}) : id;
    const auto spread = values_.beside_items(counted, rule.items->list, env);
    return values_.item_sum(spread, Integer(limits::list_items), env);
}

/// A table is told row by row where it decides; its name is what it goes by.
Words Checker::amount_words(const Node& amounts) const {
    if (amounts.slots.size() != 1 || amounts[0].row != Row::tiered) {
        return words(amounts);
    }
    Node head = amounts[0];
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
        if (!id || !require_points(id, amounts[i])) {
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

ValueId Checker::limit(const Node* clause, const Node& value_node, const Env& env,
                       Parts::Limit& story) {
    auto id = defined_value(value_node, env);
    if (!id || !require_points(id, value_node)) {
        return {};
    }
    story.words = words(*clause);
    story.place = clause->span;
    story.bound = id;
    return id;
}

ValueId Checker::points_rounded(ValueId id, const ast::Statement& rule, const Env& env) {
    const auto* own = only_clause(rule, Row::rule_round);
    const auto* round = own != nullptr ? own : points_round_;
    if (round == nullptr) {
        return id;
    }
    const auto step = positive_constant((*round)[0], {});
    return step ? values_.round(id, *step, mode((*round)[1]), env) : ValueId{};
}

void Checker::finish_rule(Parts::Rule& rule, const ast::Statement& statement, ValueId sum,
                          const Env& env, const Env& outer) {
    const auto* least = only_clause(statement, Row::rule_at_least);
    const auto* most = only_clause(statement, Row::rule_at_most);
    Parts::Limit floor;
    Parts::Limit cap;
    const auto low = least != nullptr ? limit(least, (*least)[0], env, floor) : ValueId{};
    const auto high = most != nullptr ? limit(most, (*most)[0], env, cap) : ValueId{};
    if ((least != nullptr && !low) || (most != nullptr && !high)) {
        return;
    }
    here_ = statement.head.span;
    for (const auto* clause : {least, most}) {
        const auto id = clause == nullptr ? ValueId{} : clause == least ? low : high;
        if (id && rule.kind != RuleKind::rule && values_[id].range.low < 0) {
            sink_
                .report(Kind::may_be_negative, (*clause)[0].span,
                        {kind_word(rule.kind), rule.kind == RuleKind::bonus ? "takes" : "gives",
                         written(values_[id].range.low, values_[id])})
                .also(statement.head[0].span, "a " + kind_word(rule.kind))
                .fix("write the size of the limit, without its sign");
            return;
        }
    }
    if (low && high && !values_.always(values_.less_equal(low, high, env))) {
        sink_
            .report(Kind::floor_above_cap, (*least)[0].span,
                    {"the floor " + in_quotes(words((*least)[0]).front()),
                     "the cap " + in_quotes(words((*most)[0]).front())})
            .also((*most)[0].span, "the cap")
            .fix("write a floor that is never above the cap");
        return;
    }
    const auto floored = low ? values_.maximum(sum, low, env) : sum;
    const auto capped = high ? values_.minimum(floored, high, env) : floored;
    if (high && values_[floored].range.high < values_[high].range.low) {
        sink_
            .report(Kind::cap_never_acts, most->span,
                    {in_quotes(rule.name), written(values_[floored].range.high, values_[floored])})
            .fix("leave it out, or check the ranges of the facts in the amount");
    }
    const ValueId steps[] = {points_rounded(sum, statement, env),
                             points_rounded(floored, statement, env),
                             points_rounded(capped, statement, env)};
    const Node& amount = *std::find_if(statement.clauses.begin(), statement.clauses.end(),
                                       [](const Node& clause) { return is_amount(clause.row); });
    for (const auto id : steps) {
        if (!id || !leaves_as_decimal(id, amount[0], "a rule's line")) {
            return;
        }
    }
    auto zero = values_.number(0);
    require_points(zero, amount[0]);
    const auto told = [&](ValueId id) {
        const auto signed_id = rule.kind == RuleKind::deduction ? values_.negate(id, env) : id;
        const auto given =
            rule.applies ? values_.select(rule.applies, signed_id, zero, outer) : signed_id;
        return values_.labelled(given, [](Value& value) {
            value.unit = Unit::points;
            value.literal = false;
        });
    };
    rule.line = told(steps[0]);
    rule.points = told(steps[2]);
    if (low) {
        floor.line = told(values_.subtract(steps[1], steps[0], env));
        rule.floor = std::move(floor);
    }
    if (high) {
        cap.line = told(values_.subtract(steps[2], steps[1], env));
        rule.cap = std::move(cap);
    }
}

/// The texts with their placeholders worked out where the rule applies.
std::vector<Parts::Text> Checker::because(const ast::Statement& statement, Row row,
                                          const Env& env) {
    const auto* clause = only_clause(statement, row);
    std::vector<Parts::Text> texts;
    if (clause == nullptr) {
        return texts;
    }
    for (const auto& node : (*clause)[0].slots) {
        Parts::Text text;
        for (auto& part : syntax::placeholders(node, document_.declared, phrases_)) {
            typename Parts::Text::Piece piece;
            piece.literal = part.literal;
            if (part.value) {
                syntax::resolve_names(name_table_, &statement, part.value);
                in_because_ = true;
                const auto id = defined_value(part.value, env);
                in_because_ = false;
                if (id) {
                    piece.reading =
                        Parts::Reading{words(part.value), {}, id, values_[id].percent, {}};
                }
            }
            text.pieces.push_back(std::move(piece));
        }
        texts.push_back(std::move(text));
    }
    while (!texts.empty() && texts.size() < document_.languages.size()) {
        texts.push_back(texts.front());
    }
    return texts;
}

}  // namespace meritum::check
