// KPIs of the reference evaluator: docs/language.md, "KPIs". In: statements and whose points are
// asked for. Out: points, who is rated. Must not know the engine.
#include <algorithm>

#include "agreement/evaluator.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

/// Of a kpi or the block of a total; none if it says none.
Row policy_of(const ast::Statement& statement) {
    for (const auto& clause : statement.clauses) {
        switch (clause.row) {
            case Row::kpi_missing_zero:
            case Row::score_missing_zero: return Row::kpi_missing_zero;
            case Row::kpi_missing_skip:
            case Row::score_missing_skip: return Row::kpi_missing_skip;
            case Row::kpi_missing_reweight:
            case Row::score_missing_reweight: return Row::kpi_missing_reweight;
            default: break;
        }
    }
    return Row::none;
}

}  // namespace

/// Whom it is not about has neither weight nor value.
KpiPoints Evaluator::kpi(const ast::Statement& kpi, const Whose& whose) {
    KpiPoints result;
    const ast::Node* concerns = find_clause(kpi, Row::rule_for);
    result.concerns = !concerns || holds((*concerns)[0], whose);
    if (!result.concerns) return result;
    result.weight = fraction(kpi.head[4], whose);
    result.value = value(kpi.head[5], whose);
    result.missing = policy_of(kpi);
    const ast::Statement* block = block_of(total_of(kpi));
    if (result.missing == Row::none && block) result.missing = policy_of(*block);
    return result;
}

std::vector<const ast::Statement*> Evaluator::kpis_of(const std::string& total) const {
    std::vector<const ast::Statement*> found;
    for (const auto& statement : declarations_.plan().statements) {
        if (statement.head.row == Row::kpi && total_of(statement) == total)
            found.push_back(&statement);
    }
    return found;
}

/// All of the total if their weights are 100% together, else those of the same place.
std::vector<KpiPoints> Evaluator::set_of(const ast::Statement& one, const Whose& whose) {
    std::vector<KpiPoints> all;
    std::vector<KpiPoints> beside;
    Fraction sum = 0;
    for (const auto* other : kpis_of(total_of(one))) {
        const KpiPoints points = kpi(*other, whose);
        if (!points.concerns) continue;
        sum += points.weight;
        all.push_back(points);
        if (other->head[2].identity == one.head[2].identity) beside.push_back(points);
    }
    return sum == 1 ? all : beside;
}

/// Weight x value. The weights of missing ones that are spread go to the known ones in proportion.
RulePoints Evaluator::kpi_rule(const ast::Statement& one, const Whose& whose) {
    const KpiPoints mine = kpi(one, whose);
    if (!mine.concerns) return {false, false, 0, 0, 0};
    if (!mine.value) return {mine.missing != Row::kpi_missing_skip, false, 0, 0, 0};
    Fraction known = 0;
    Fraction spread = 0;
    for (const auto& other : set_of(one, whose)) {
        if (other.value) known += other.weight;
        if (!other.value && other.missing == Row::kpi_missing_reweight) spread += other.weight;
    }
    Fraction weight = mine.weight;
    if (spread != 0) weight += mine.weight / known * spread;
    return limited(one, weight * mine.value->number, whose);
}

/// `known at least n, else not rated`
bool Evaluator::is_rated(const std::string& total, const Whose& whose) {
    const ast::Statement* block = block_of(total);
    const ast::Node* clause = block ? find_clause(*block, Row::score_known) : nullptr;
    if (!clause) return true;
    long known = 0;
    for (const auto* one : kpis_of(total)) {
        if (kpi(*one, whose).value) ++known;
    }
    return Fraction(known) >= fraction((*clause)[0], whose);
}

}  // namespace meritum::agreement
