// Rules of the reference evaluator: docs/language.md, "Rules", step by step. In: statements and
// whose points are asked for. Out: points. Must not know the engine.
#include "agreement/evaluator.hpp"

#include <algorithm>

namespace meritum::agreement {

using ast::Row;

bool is_rule(Row row) {
    return row == Row::bonus || row == Row::deduction || row == Row::rule || row == Row::kpi;
}

const ast::Node* find_clause(const ast::Statement& statement, Row row) {
    for (const auto& clause : statement.clauses) {
        if (clause.row == row) return &clause;
    }
    return nullptr;
}

Fraction Evaluator::fraction(const ast::Node& node, const Whose& whose) {
    const Maybe x = value(node, whose);
    if (!x) throw Undefined("a number is needed where something is undefined");
    return x->number;
}

bool Evaluator::holds(const ast::Node& condition, const Whose& whose) {
    const Maybe x = value(condition, whose);
    if (!x) throw Undefined("a condition is undefined");
    return x->yes;
}

/// Several conditions must all hold; a later one is asked only where the earlier ones hold.
bool Evaluator::all_hold(const ast::Statement& statement, Row when, const Whose& whose) {
    for (const auto& clause : statement.clauses) {
        if (clause.row == when && !holds(clause[0], whose)) return false;
    }
    return true;
}

/// `times` in the text's order, then what acts on each item.
Fraction Evaluator::stepped(const ast::Statement& rule, Fraction amount, const Whose& here) {
    for (const auto& clause : rule.clauses) {
        if (clause.row != Row::rule_times) continue;
        if (!clause[1] || holds(clause[1], here)) amount *= fraction(clause[0], here);
    }
    if (const auto* least = find_clause(rule, Row::rule_each_at_least)) {
        const Fraction bound = fraction((*least)[0], here);
        if (amount < bound) amount = bound;
    }
    if (const auto* most = find_clause(rule, Row::rule_each_at_most)) {
        const Fraction bound = fraction((*most)[0], here);
        if (amount > bound) amount = bound;
    }
    if (const auto* round = find_clause(rule, Row::rule_each_round)) {
        amount = round_to(amount, fraction((*round)[0], here), (*round)[1].row);
    }
    return amount;
}

/// What each item that counts gives; of those with an equal key only the highest.
std::vector<Fraction> Evaluator::item_amounts(const ast::Statement& rule, const ast::Node& amounts,
                                              const ast::Node& for_each, const Whose& whose) {
    const ast::Statement& list = *declarations_.find(for_each[1].identity);
    const ast::Node& where = for_each[2];
    const ast::Node* per = find_clause(rule, Row::rule_highest_per);
    const ast::Node* factors = find_clause(rule, Row::rule_times_in_turn);
    std::vector<Fraction> given;
    std::vector<Value> keys;
    std::size_t turn = 0;
    for (const Item* item : items_of(list, whose)) {
        const Whose here{whose.period, whose.row, item, &list};
        if (where && !holds(where, here)) continue;
        const auto of = [&](const ast::Node& values) {  // the last one repeats
            return fraction(values.slots[std::min(turn, values.slots.size() - 1)], here);
        };
        Fraction amount = stepped(rule, of(amounts), here);
        if (factors) amount *= of((*factors)[0]);
        ++turn;
        std::size_t same = keys.size();
        if (per) {
            const Maybe key = value((*per)[0], here);
            if (!key) throw Undefined("a key is undefined");
            for (std::size_t i = 0; i < keys.size(); ++i) {
                if (same_value(keys[i], *key)) same = i;
            }
            if (same == keys.size()) keys.push_back(*key);
        }
        if (same < given.size() && per) {
            if (amount > given[same]) given[same] = amount;
        } else {
            given.push_back(amount);
        }
    }
    return given;
}

/// Items, times, each, highest per, in turn, sum, prorated.
Fraction Evaluator::sum_of_amounts(const ast::Statement& rule, const Whose& whose) {
    const ast::Node* amount = nullptr;
    for (const Row row :
         {Row::rule_give, Row::rule_take, Row::rule_give_in_turn, Row::rule_take_in_turn}) {
        if (const ast::Node* clause = find_clause(rule, row)) amount = &(*clause)[0];
    }
    if (!amount) throw Undefined("a rule without an amount");
    Fraction sum = 0;
    if (const ast::Node* for_each = find_clause(rule, Row::rule_for_each)) {
        for (const auto& given : item_amounts(rule, *amount, *for_each, whose)) sum += given;
    } else {
        sum = stepped(rule, fraction(amount->slots[0], whose), whose);
    }
    const ast::Node* share = find_clause(rule, Row::rule_prorated);
    return share ? Fraction(sum * fraction((*share)[0], whose)) : sum;
}

/// Step 9: the rule's own rounding, else that of its total.
Fraction Evaluator::round_points(const ast::Statement& rule, const Fraction& points,
                                 const Whose& whose) {
    const ast::Node* round = find_clause(rule, Row::rule_round);
    const ast::Statement* block = block_of(total_of(rule));
    if (!round && block) round = find_clause(*block, Row::score_points);
    if (!round) return points;
    return round_to(points, fraction((*round)[0], whose), (*round)[1].row);
}

RulePoints Evaluator::rule(const ast::Statement& rule, const Whose& whose) {
    if (rule.head.row == Row::kpi) return kpi_rule(rule, whose);
    if (const ast::Node* concerns = find_clause(rule, Row::rule_for)) {
        if (!holds((*concerns)[0], whose)) return {false, false, 0, 0, 0};
    }
    if (!all_hold(rule, Row::rule_when, whose)) return {};
    return limited(rule, sum_of_amounts(rule, whose), whose);
}

/// Floor, cap, rounding and sign.
RulePoints Evaluator::limited(const ast::Statement& rule, const Fraction& sum, const Whose& whose) {
    Fraction floored = sum;
    if (const ast::Node* floor = find_clause(rule, Row::rule_at_least)) {
        const Fraction bound = fraction((*floor)[0], whose);
        if (floored < bound) floored = bound;
    }
    Fraction capped = floored;
    if (const ast::Node* cap = find_clause(rule, Row::rule_at_most)) {
        const Fraction bound = fraction((*cap)[0], whose);
        if (capped > bound) capped = bound;
    }
    const int sign = rule.head.row == Row::deduction ? -1 : 1;
    return {true, true, sign * round_points(rule, sum, whose),
            sign * round_points(rule, floored, whose), sign * round_points(rule, capped, whose)};
}

}  // namespace meritum::agreement
