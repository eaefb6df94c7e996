// Categories, the score, the grade and cards of the reference evaluator: docs/language.md,
// "Categories" and "Score", step by step. In: statements and whose points are asked for. Out:
// points, cards. Must not know the engine.
#include <algorithm>

#include "agreement/evaluator.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

/// The name of the category a rule or category says it is in; empty if it says none.
bool stands_in(const ast::Node& head, const ast::Statement& category) {
    return head[2] && has_name(category.head[0], head[2].text);
}

}  // namespace

/// The points of the rules and categories that stand directly in a category.
std::vector<Fraction> Evaluator::members(const ast::Statement& of, const Whose& whose) {
    std::vector<Fraction> found;
    for (const auto& statement : declarations_.plan().statements) {
        const ast::Node& head = statement.head;
        if (is_rule(head.row) && stands_in(head, of))
            found.push_back(rule(statement, whose).capped);
        if (head.row == Row::category && stands_in(head, of))
            found.push_back(category(statement, whose).points);
    }
    return found;
}

/// Start and members, of these perhaps only the highest or lowest; nothing behind a gate that does
/// not hold; floor, cap, vetoes.
CategoryPoints Evaluator::category(const ast::Statement& of, const Whose& whose) {
    CategoryPoints result;
    Fraction sum = 0;
    const auto all = members(of, whose);
    for (const auto& points : all) sum += points;
    Fraction net = sum;
    if (!all.empty() && find_clause(of, Row::bound_highest))
        net = *std::max_element(all.begin(), all.end());
    if (!all.empty() && find_clause(of, Row::bound_lowest))
        net = *std::min_element(all.begin(), all.end());
    result.choice = net - sum;
    if (!all_hold(of, Row::bound_when, whose)) {
        result.gate = -net;
        result.points = 0;
    } else {
        if (const ast::Node* start = find_clause(of, Row::bound_start))
            result.start = fraction((*start)[0], whose);
        result.points = net + result.start;
        if (const ast::Node* least = find_clause(of, Row::bound_at_least)) {
            const Fraction low = fraction((*least)[0], whose);
            if (result.points < low) result.floor = low - result.points, result.points = low;
        }
        if (const ast::Node* most = find_clause(of, Row::bound_at_most)) {
            const Fraction high = fraction((*most)[0], whose);
            if (result.points > high) result.cap = high - result.points, result.points = high;
        }
    }
    result.points =
        vetoed(result.points, "category " + ast::first_name(of.head[0]), whose, result.vetoes);
    return result;
}

std::string Evaluator::total_of(const ast::Statement& statement) const {
    const ast::Statement* at = &statement;
    while (at->head[2]) at = declarations_.find(at->head[2].identity);
    const ast::Node& to = at->head[3];
    const ast::Statement* total = to ? declarations_.find(to.identity) : nullptr;
    return total ? ast::first_name(total->head[0]) : "score";
}

const ast::Statement* Evaluator::block_of(const std::string& total) const {
    return total == "score" ? declarations_.only(Row::score) : declarations_.find(total);
}

/// A score is there if the plan declares one or anything is given to it, has the grade go by it or
/// acts on it; and in a plan that declares no other totals.
std::vector<std::string> Evaluator::totals() const {
    std::vector<std::string> others;
    bool score = false;
    for (const auto& statement : declarations_.plan().statements) {
        const Row row = statement.head.row;
        if (row == Row::total) others.push_back(ast::first_name(statement.head[0]));
        if (row == Row::score || row == Row::grade) score = true;
        if ((is_rule(row) || row == Row::category) && total_of(statement) == "score") score = true;
        if (row == Row::veto && (find_clause(statement, Row::veto_score) ||
                                 find_clause(statement, Row::veto_score_at_most))) {
            score = true;
        }
    }
    if (score || others.empty()) others.insert(others.begin(), "score");
    return others;
}

/// "total score", "category conduct"; empty if the clause is none that acts on points.
std::string Evaluator::aim_of(const ast::Node& effect) const {
    switch (effect.row) {
        case Row::veto_score:
        case Row::veto_score_at_most: return "total score";
        case Row::veto_total:
        case Row::veto_total_at_most: {
            const ast::Statement* total = declarations_.find(effect[0].identity);
            return "total " + (total ? ast::first_name(total->head[0]) : "score");
        }
        case Row::veto_category:
            return "category " + ast::first_name(declarations_.find(effect[0].identity)->head[0]);
        default: return {};
    }
}

/// The lowest proposal wins, then the text's order; the others that fired are listed with 0.
Fraction Evaluator::vetoed(const Fraction& base, const std::string& on, const Whose& whose,
                           std::vector<VetoPoints>& fired) {
    Fraction best = base;
    std::optional<std::size_t> winner;
    for (const auto& statement : declarations_.plan().statements) {
        if (statement.head.row != Row::veto) continue;
        const ast::Node* effect = nullptr;
        for (const auto& clause : statement.clauses) {
            if (aim_of(clause) == on) effect = &clause;
        }
        if (!effect || !all_hold(statement, Row::veto_when, whose)) continue;
        Fraction proposal = fraction(effect->slots.back(), whose);
        const bool at_most =
            effect->row == Row::veto_score_at_most || effect->row == Row::veto_total_at_most;
        if (at_most && base < proposal) proposal = base;
        fired.push_back({ast::first_name(statement.head[0]), 0});
        if (winner && proposal >= best) continue;
        winner = fired.size() - 1;
        best = proposal;
    }
    if (winner) fired[*winner].line = best - base;
    return best;
}

TotalPoints Evaluator::total(const std::string& name, const Whose& whose) {
    TotalPoints total;
    total.rated = is_rated(name, whose);
    const ast::Statement* block = block_of(name);
    const auto clause = [block](Row row) { return block ? find_clause(*block, row) : nullptr; };
    if (const ast::Node* start = clause(Row::score_start))
        total.start = fraction((*start)[0], whose);
    total.raw = total.start;
    for (const auto& statement : declarations_.plan().statements) {
        const Row row = statement.head.row;
        const bool adds = (is_rule(row) || row == Row::category) && !statement.head[2] &&
                          total_of(statement) == name;
        if (!adds) continue;
        total.raw += row == Row::category ? category(statement, whose).points
                                          : rule(statement, whose).capped;
    }
    total.bounded = total.raw;
    if (const ast::Node* between = clause(Row::score_between)) {
        const Fraction low = fraction((*between)[0], whose);
        const Fraction high = fraction((*between)[1], whose);
        if (total.bounded < low) total.bounded = low;
        if (total.bounded > high) total.bounded = high;
    }
    total.vetoed = vetoed(total.bounded, "total " + name, whose, total.vetoes);
    total.rounded = total.vetoed;
    if (const ast::Node* round = clause(Row::score_round)) {
        total.rounded = round_to(total.vetoed, fraction((*round)[0], whose), (*round)[1].row);
    }
    return total;
}

/// The first row whose bound is reached and whose gate holds; then the worst of what vetoes leave.
/// Who is not rated has none.
std::optional<std::string> Evaluator::grade(const Whose& whose) {
    const ast::Statement* grades = declarations_.only(Row::grade);
    const Whose self{whose.period, whose.row};
    if (!grades || !is_rated("score", self)) return {};
    const Fraction score = total("score", self).rounded;
    const auto& rows = grades->clauses;
    std::size_t reached = 0;
    const auto is_reached = [&](const ast::Node& row) {
        if (row.row == Row::grade_otherwise) return true;
        return score >= fraction(row[1], self) && (!row[2] || holds(row[2], self));
    };
    while (reached < rows.size() && !is_reached(rows[reached])) ++reached;
    if (reached == rows.size()) throw Undefined("no grade for a score of " + fraction_text(score));
    for (const auto& statement : declarations_.plan().statements) {
        const ast::Node* most = find_clause(statement, Row::veto_grade_at_most);
        if (statement.head.row != Row::veto || !most ||
            !all_hold(statement, Row::veto_when, self)) {
            continue;
        }
        for (std::size_t i = reached; i < rows.size(); ++i) {
            if (has_name(rows[i][0], (*most)[0].text)) reached = i;
        }
    }
    return ast::first_name(rows[reached][0]);
}

/// Inner ones before outer ones, then the text's order.
std::vector<const ast::Statement*> Evaluator::categories_inner_first() const {
    std::vector<std::pair<int, const ast::Statement*>> found;
    for (const auto& statement : declarations_.plan().statements) {
        if (statement.head.row != Row::category) continue;
        int depth = 0;
        for (const auto* at = &statement; at->head[2];
             at = declarations_.find(at->head[2].identity)) {
            ++depth;
        }
        found.emplace_back(-depth, &statement);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const ast::Statement*> order;
    for (const auto& [depth, statement] : found) order.push_back(statement);
    return order;
}

std::string Evaluator::refused(const Whose& whose) {
    for (const auto& statement : declarations_.plan().statements) {
        const ast::Node& head = statement.head;
        if (head.row == Row::require_refuse && !holds(head[0], whose)) return facts(whose).id;
    }
    return {};
}

/// Those of one total, in the order of presentation.
void Evaluator::add_lines(const std::string& total, const Whose& whose, ReferenceCard& card) {
    const TotalPoints points_of_total = this->total(total, whose);
    const auto line = [&card](const std::string& identity, const Fraction& points,
                              bool gave = false) {
        card.lines.push_back({identity, points, gave});
    };
    const auto change = [&card](const std::string& identity, const Fraction& points) {
        if (points != 0) card.lines.push_back({identity, points, false});
    };
    line(total + "///start", points_of_total.start);
    for (const auto& statement : declarations_.plan().statements) {
        const ast::Node& head = statement.head;
        if (!is_rule(head.row) || total_of(statement) != total) continue;
        const RulePoints points = rule(statement, whose);
        if (!points.concerns) continue;
        const std::string category =
            head[2] ? ast::first_name(declarations_.find(head[2].identity)->head[0]) : "";
        const std::string prefix = total + "/" + category + "/" + ast::first_name(head[0]) + "/";
        line(prefix + "rule", points.sum, points.applies && points.capped != 0);
        change(prefix + "floor", points.floored - points.sum);
        change(prefix + "cap", points.capped - points.floored);
    }
    for (const auto* statement : categories_inner_first()) {
        if (total_of(*statement) != total) continue;
        const CategoryPoints points = category(*statement, whose);
        const std::string prefix = total + "/" + ast::first_name(statement->head[0]) + "/";
        change(prefix + "/start", points.start);
        change(prefix + "/choice", points.choice);
        change(prefix + "/gate", points.gate);
        change(prefix + "/floor", points.floor);
        change(prefix + "/cap", points.cap);
        for (const auto& veto : points.vetoes) line(prefix + veto.name + "/veto", veto.line, true);
    }
    change(total + "///bounds", points_of_total.bounded - points_of_total.raw);
    // In the text's order, those on the grade among those on the score.
    for (const auto& statement : declarations_.plan().statements) {
        if (statement.head.row != Row::veto) continue;
        const std::string name = ast::first_name(statement.head[0]);
        const bool on_grade = find_clause(statement, Row::veto_grade_at_most) != nullptr;
        if (on_grade && total == "score" && all_hold(statement, Row::veto_when, whose))
            line("score//" + name + "/veto", 0, true);
        for (const auto& veto : points_of_total.vetoes) {
            if (veto.name == name) line(total + "//" + name + "/veto", veto.line, true);
        }
    }
    change(total + "///rounding", points_of_total.rounded - points_of_total.vetoed);
}

ReferenceCard Evaluator::card(const Whose& whose) {
    ReferenceCard card;
    card.id = facts(whose).id;
    card.grade = grade(whose).value_or("");
    for (const auto& name : totals()) {
        const TotalPoints points = total(name, whose);
        card.totals.emplace_back(name, std::nullopt);
        if (points.rated) card.totals.back().second = points.rounded;
        if (points.rated) add_lines(name, whose, card);
    }
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
