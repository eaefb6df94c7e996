// Rules and the score of the reference evaluator: docs/language.md, "Rules" and "Score", step by
// step. In: statements and whose points are asked for. Out: points, cards. Must not know the
// engine.
#include "agreement/evaluator.hpp"

namespace meritum::agreement {

using ast::Row;

bool is_rule(Row row) { return row == Row::bonus || row == Row::deduction || row == Row::rule; }

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

/// Steps 1 to 3: items, in turn, sum.
Fraction Evaluator::sum_of_amounts(const ast::Statement& rule, const Whose& whose) {
    const ast::Node* amount = nullptr;
    for (const Row row :
         {Row::rule_give, Row::rule_take, Row::rule_give_in_turn, Row::rule_take_in_turn}) {
        if (const ast::Node* clause = find_clause(rule, row)) amount = &(*clause)[0];
    }
    if (!amount) throw Undefined("a rule without an amount");
    const ast::Node* for_each = find_clause(rule, Row::rule_for_each);
    if (!for_each) return fraction(amount->slots[0], whose);

    const ast::Statement& list = *declarations_.find((*for_each)[1].identity);
    const ast::Node& where = (*for_each)[2];
    Fraction sum = 0;
    std::size_t turn = 0;
    for (const Item& item : given_items(facts(whose), list.head[0])) {
        const Whose here{whose.period, whose.row, &item, &list};
        if (where && !holds(where, here)) continue;
        sum += fraction(amount->slots[turn], here);
        if (turn + 1 < amount->slots.size()) ++turn;  // the last amount repeats
    }
    return sum;
}

/// Step 5: the rule's own rounding, else the score's.
Fraction Evaluator::round_points(const ast::Statement& rule, const Fraction& points,
                                 const Whose& whose) {
    const ast::Node* round = find_clause(rule, Row::rule_round);
    const ast::Statement* score = declarations_.only(Row::score);
    if (!round && score) round = find_clause(*score, Row::score_points);
    if (!round) return points;
    return round_to(points, fraction((*round)[0], whose), (*round)[1].row);
}

RulePoints Evaluator::rule(const ast::Statement& rule, const Whose& whose) {
    if (!all_hold(rule, Row::rule_when, whose)) return {};
    const Fraction sum = sum_of_amounts(rule, whose);
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
    return {true, sign * round_points(rule, sum, whose), sign * round_points(rule, floored, whose),
            sign * round_points(rule, capped, whose)};
}

CategoryPoints Evaluator::category(const ast::Statement& category, const Whose& whose) {
    Fraction net = 0;
    for (const auto& statement : declarations_.plan().statements) {
        const ast::Node& head = statement.head;
        if (is_rule(head.row) && head[2] && has_name(category.head[0], head[2].text)) {
            net += rule(statement, whose).capped;
        }
    }
    CategoryPoints points{net, net, net};
    for (const auto& bound : category.head[2].slots) {
        if (bound.row != Row::bound_at_least) continue;
        const Fraction low = fraction(bound[0], whose);
        if (points.floored < low) points.floored = low;
    }
    points.capped = points.floored;
    for (const auto& bound : category.head[2].slots) {
        if (bound.row != Row::bound_at_most) continue;
        const Fraction high = fraction(bound[0], whose);
        if (points.capped > high) points.capped = high;
    }
    return points;
}

TotalPoints Evaluator::total(const Whose& whose) {
    TotalPoints total;
    const ast::Statement* score = declarations_.only(Row::score);
    const auto clause = [score](Row row) { return score ? find_clause(*score, row) : nullptr; };
    if (const ast::Node* start = clause(Row::score_start))
        total.start = fraction((*start)[0], whose);
    total.raw = total.start;
    for (const auto& statement : declarations_.plan().statements) {
        if (is_rule(statement.head.row)) total.raw += rule(statement, whose).capped;
        if (statement.head.row == Row::category) {
            const CategoryPoints points = category(statement, whose);
            total.raw += points.capped - points.net;
        }
    }
    total.bounded = total.raw;
    if (const ast::Node* between = clause(Row::score_between)) {
        const Fraction low = fraction((*between)[0], whose);
        const Fraction high = fraction((*between)[1], whose);
        if (total.bounded < low) total.bounded = low;
        if (total.bounded > high) total.bounded = high;
    }
    vetoes(total, whose);
    total.rounded = total.vetoed;
    if (const ast::Node* round = clause(Row::score_round)) {
        total.rounded = round_to(total.vetoed, fraction((*round)[0], whose), (*round)[1].row);
    }
    return total;
}

/// The lowest proposal wins, then the text's order; the others that fired are listed with 0.
void Evaluator::vetoes(TotalPoints& total, const Whose& whose) {
    total.vetoed = total.bounded;
    std::optional<std::size_t> winner;
    for (const auto& statement : declarations_.plan().statements) {
        if (statement.head.row != Row::veto || !all_hold(statement, Row::veto_when, whose))
            continue;
        Fraction proposal = total.bounded;
        if (const ast::Node* score = find_clause(statement, Row::veto_score)) {
            proposal = fraction((*score)[0], whose);
        }
        if (const ast::Node* at_most = find_clause(statement, Row::veto_score_at_most)) {
            const Fraction most = fraction((*at_most)[0], whose);
            if (most < proposal) proposal = most;
        }
        total.vetoes.push_back({ast::first_name(statement.head[0]), 0});
        if (winner && proposal >= total.vetoed) continue;
        winner = total.vetoes.size() - 1;
        total.vetoed = proposal;
    }
    if (winner) total.vetoes[*winner].line = total.vetoed - total.bounded;
}

std::string Evaluator::grade(const Whose& whose) {
    const ast::Statement* grades = declarations_.only(Row::grade);
    if (!grades) return {};
    const Fraction score = total({whose.period, whose.row}).rounded;
    for (const auto& row : grades->clauses) {
        if (row.row == Row::grade_otherwise || score >= fraction(row[1], whose)) {
            return ast::first_name(row[0]);
        }
    }
    throw Undefined("no grade for a score of " + fraction_text(score));
}

ReferenceCard Evaluator::card(const Whose& whose) {
    ReferenceCard card;
    card.id = facts(whose).id;
    const TotalPoints score = total(whose);
    card.score = score.rounded;
    card.grade = grade(whose);
    const auto line = [&card](const std::string& identity, const Fraction& points,
                              bool gave = false) {
        card.lines.push_back({identity, points, gave});
    };
    const auto change = [&card](const std::string& identity, const Fraction& points) {
        if (points != 0) card.lines.push_back({identity, points, false});
    };
    line("score///start", score.start);
    for (const auto& statement : declarations_.plan().statements) {
        const ast::Node& head = statement.head;
        if (!is_rule(head.row)) continue;
        const RulePoints points = rule(statement, whose);
        const std::string category =
            head[2] ? ast::first_name(declarations_.find(head[2].identity)->head[0]) : "";
        const std::string prefix = "score/" + category + "/" + ast::first_name(head[0]) + "/";
        line(prefix + "rule", points.sum, points.applies && points.capped != 0);
        change(prefix + "floor", points.floored - points.sum);
        change(prefix + "cap", points.capped - points.floored);
    }
    for (const auto& statement : declarations_.plan().statements) {
        if (statement.head.row != Row::category) continue;
        const CategoryPoints points = category(statement, whose);
        const std::string prefix = "score/" + ast::first_name(statement.head[0]) + "//";
        change(prefix + "floor", points.floored - points.net);
        change(prefix + "cap", points.capped - points.floored);
    }
    change("score///bounds", score.bounded - score.raw);
    for (const auto& veto : score.vetoes) line("score//" + veto.name + "/veto", veto.line, true);
    change("score///rounding", score.rounded - score.vetoed);
    for (const auto& statement : declarations_.plan().statements) {
        if (statement.head.row != Row::outcome && statement.head.row != Row::outcome_by_grade)
            continue;
        const Maybe result = declared(statement, whose);
        if (!result)
            throw Undefined("the outcome " + ast::first_name(statement.head[0]) + " is undefined");
        card.outcomes.emplace_back(ast::first_name(statement.head[0]), *result);
    }
    return card;
}

}  // namespace meritum::agreement
