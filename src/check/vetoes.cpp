// Vetoes: when they fire, what they act on, and which of them decides. See checker.hpp;
// docs/language.md says where in the order they act.
#include <algorithm>

#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using Effect = Parts::VetoEffect;

namespace {

constexpr Row effects[] = {Row::veto_score,         Row::veto_score_at_most, Row::veto_total,
                           Row::veto_total_at_most, Row::veto_grade_at_most, Row::veto_category};

bool is_effect(Row row) {
    return std::find(std::begin(effects), std::end(effects), row) != std::end(effects);
}

}  // namespace

/// The clause that says what a veto does: the first; null if there is none.
const ast::Node* Checker::effect_of(const ast::Statement& veto) const {
    const auto found = std::find_if(veto.clauses.begin(), veto.clauses.end(),
                                    [](const Node& clause) { return is_effect(clause.row); });
    return found == veto.clauses.end() ? nullptr : &*found;
}

/// What a veto acts on. Whatever says nothing, or a name that means nothing, is looked at with the
/// first total.
Checker::Aim Checker::aim_of(const ast::Statement& veto) const {
    const auto* effect = effect_of(veto);
    if (effect == nullptr) {
        return {};
    }
    if (effect->row == Row::veto_grade_at_most) {
        return {Effect::grade_at_most, 0};
    }
    if (effect->row == Row::veto_total || effect->row == Row::veto_total_at_most) {
        return {Effect::total, total_of((*effect)[0]).value_or(0)};
    }
    const auto named =
        effect->row == Row::veto_category ? scope_.find((*effect)[0].identity) : scope_.end();
    const bool category =
        named != scope_.end() && named->second.kind == Declaration::Kind::category;
    return category ? Aim{Effect::category, named->second.index} : Aim{};
}

/// In the text's order.
std::vector<std::uint32_t> Checker::vetoes_on(const Aim& aim) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < veto_statements_.size(); ++i) {
        if (aim_of(document_.statements[veto_statements_[i]]) == aim) found.push_back(i);
    }
    return found;
}

/// Its conditions and what it proposes: false if something is wrong with it.
bool Checker::check_veto(std::uint32_t index, const Env& env) {
    const auto& statement = document_.statements[veto_statements_[index]];
    auto& veto = plan_.story.vetoes[index];
    veto.name = ast::first_name(statement.head[0]);
    veto.names = names_of(statement.head[0]);
    veto.label = texts_of(statement.head[1]);
    veto.place = statement.head.span;
    const auto aim = aim_of(statement);
    veto.total = aim.effect == Effect::category ? category_total_[aim.index] : aim.index;
    const bool broken = is_broken(statement);
    const auto before = sink_.errors();
    const auto fires = when_all(statement, Row::veto_when, env, veto.when);
    if (fires && !*fires && !broken) {
        sink_
            .report(Kind::missing_clause, statement.head[0].span,
                    {veto.name, "`when`", "when it applies"})
            .fix("add `when ...`");
    }
    const auto* effect = effect_of(statement);
    if (effect == nullptr && !broken) {
        sink_
            .report(Kind::missing_clause, statement.head[0].span,
                    {veto.name, "`score`", "what becomes of the score"})
            .fix(
                "add `score 0`, `score at most 60`, `total ... 0`, `grade at most C` or `category "
                "... "
                "0`");
    }
    for (const auto& clause : statement.clauses) {
        if (is_effect(clause.row) && &clause != effect) {
            sink_.report(Kind::clause_not_of_veto, clause.span, {veto.name})
                .also(effect->span, "the first one")
                .fix("keep one of them, or let a second veto with the same conditions say it");
        }
    }
    const Env inside = fires && *fires ? values_.inside(env, *fires) : values_.within(env);
    veto.because = because(statement, Row::veto_because, inside);
    if (!fires || !*fires || effect == nullptr) {
        return false;
    }
    veto.fires = *fires;
    return check_effect(veto, *effect, env) && sink_.errors() == before;
}

bool Checker::check_effect(Parts::Veto& veto, const Node& effect, const Env& env) {
    if (effect.row == Row::veto_grade_at_most) {
        veto.effect = Effect::grade_at_most;
        if (statement_of(Row::grade) == nullptr) {
            sink_.report(Kind::no_grades, effect.span, {veto.name})
                .fix("add `grade` with its rows");
            return false;
        }
        for (std::uint32_t i = 0; i < plan_.grades.size(); ++i) {
            const auto& names = plan_.grades[i];
            if (std::find(names.begin(), names.end(), effect[0].text) != names.end()) {
                veto.value = values_.choice(i, {});
                return true;
            }
        }
        report_unknown_grade(effect[0]);
        return false;
    }
    const Node& node = effect.slots.back();
    const bool at_most =
        effect.row == Row::veto_score_at_most || effect.row == Row::veto_total_at_most;
    const bool named = effect.row == Row::veto_total || effect.row == Row::veto_total_at_most;
    veto.effect = effect.row == Row::veto_category ? Effect::category
                  : at_most                        ? Effect::total_at_most
                                                   : Effect::total;
    if (named && !total_of(effect[0])) {
        report_unknown_total(effect[0]);
        return false;
    }
    if (veto.effect == Effect::category) {
        const auto found = scope_.find(effect[0].identity);
        if (found == scope_.end() || found->second.kind != Declaration::Kind::category) {
            report_unknown_category(effect[0]);
            return false;
        }
        veto.category = found->second.index;
    }
    Parts::Limit told;
    veto.value = limit(&effect, node, env, told);
    if (veto.value && veto.effect == Effect::total) {
        warn_above_bound(&effect, veto.value, veto.total);
    }
    return veto.value && leaves_as_decimal(veto.value, node, "the score");
}

/// All of them are looked at, whatever comes of it; the lowest proposal among those that fire wins,
/// the first of equals. A worse grade is a later one.
ValueId Checker::vetoed(ValueId base, const std::vector<std::uint32_t>& vetoes, const Env& env) {
    ValueId best = base;
    ValueId any = values_.boolean(false);
    std::vector<ValueId> takes;
    std::vector<ValueId> proposals;
    bool sound = static_cast<bool>(base);
    for (const auto index : vetoes) {
        sound = check_veto(index, env) && sound;
        if (!sound) {
            continue;
        }
        const auto& veto = plan_.story.vetoes[index];
        here_ = veto.place;
        const bool grade = veto.effect == Effect::grade_at_most;
        const auto proposal = proposed(veto, base, env);
        const auto worse =
            grade ? values_.less(best, proposal, env) : values_.less(proposal, best, env);
        const auto lower = values_.logical_or(values_.logical_not(any, env), worse, env);
        takes.push_back(values_.logical_and(veto.fires, lower, env));
        proposals.push_back(proposal);
        best = values_.select(takes.back(), proposal, best, env);
        any = values_.logical_or(any, veto.fires, env);
    }
    if (!sound) {
        return {};
    }
    const auto zero = measured(values_.number(0));
    ValueId later = values_.boolean(false);
    for (std::size_t i = takes.size(); i-- > 0;) {
        auto& veto = plan_.story.vetoes[vetoes[i]];
        veto.wins = values_.logical_and(takes[i], values_.logical_not(later, env), env);
        later = values_.logical_or(later, takes[i], env);
        veto.line = zero;
        if (veto.effect != Effect::grade_at_most) {
            const auto difference = values_.subtract(proposals[i], base, env);
            veto.line = measured(values_.select(veto.wins, difference, zero, env));
        }
    }
    return best;
}

ValueId Checker::proposed(const Parts::Veto& veto, ValueId base, const Env& env) {
    switch (veto.effect) {
        case Effect::total:
        case Effect::category: return veto.value;
        case Effect::total_at_most: return values_.minimum(base, veto.value, env);
        case Effect::grade_at_most:
            return values_.labelled(values_.maximum(base, veto.value, env),
                                    [](Value& value) { value.type = value::Type::choice; });
    }
    return {};
}

}  // namespace meritum::check
