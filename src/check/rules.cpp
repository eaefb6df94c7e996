// Rules: when, items, amount, in turn, caps, rounding and sign, in the order docs/language.md
// gives. See checker.hpp.
#include <algorithm>

#include "base/limits.hpp"
#include "check/aside.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"
#include "syntax/names.hpp"
#include "syntax/placeholders.hpp"

namespace meritum::check {

using ast::Row;
using value::Unit;

bool is_amount(Row row) {
    return row == Row::rule_give || row == Row::rule_take || row == Row::rule_give_in_turn ||
           row == Row::rule_take_in_turn;
}

std::string kind_word(RuleKind kind) {
    switch (kind) {
        case RuleKind::bonus: return "bonus";
        case RuleKind::deduction: return "deduction";
        case RuleKind::kpi: return "kpi";
        case RuleKind::rule: break;
    }
    return "rule";
}

namespace {}  // namespace

ValueId Checker::rule_points(std::uint32_t rule) {
    auto& worked = rules_[rule];
    const auto& statement = document_.statements[rule_statements_[rule]];
    if (worked.state == Worked::State::busy) {
        return cycle(ast::first_name(statement.head[0]), here_);
    }
    if (worked.state == Worked::State::untouched) {
        worked.state = Worked::State::busy;
        {
            const Aside aside(*this, ast::first_name(statement.head[0]),
                              &totals_[rule_total_[rule]]);
            check_rule(rule, statement);
        }
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
                : head.row == Row::kpi       ? RuleKind::kpi
                                             : RuleKind::rule;
    rule.total = rule_total_[index];
    rule.category = rule_category_[index];
    const Env outer = values_.within(root_);
    const auto before = sink_.errors();
    const auto concerns = concerned(rule, statement, outer);
    const Env place =
        concerns && *concerns ? values_.inside(outer, *concerns) : values_.within(outer);
    const bool is_kpi = rule.kind == RuleKind::kpi;
    const auto* kpi = is_kpi ? kpi_parts(index) : nullptr;
    const bool sound = is_kpi || check_clauses_of(statement, rule.kind);
    auto applies = is_kpi ? std::optional(kpi != nullptr ? kpi->known : ValueId{})
                          : when_all(statement, Row::rule_when, place, rule.when);
    const Env inside =
        applies && *applies ? values_.inside(place, *applies) : values_.within(place);
    if (concerns && applies) {
        rule.applies = !*applies    ? *concerns
                       : !*concerns ? *applies
                                    : values_.logical_and(*concerns, *applies, outer);
    }
    const auto sum =
        is_kpi ? kpi_amount(rule, index, statement, inside) : rule_amount(rule, statement, inside);
    // Of a missing value that is skipped there is no line, as if the kpi were not about them.
    if (kpi != nullptr && kpi->missing == MissingPolicy::skip) rule.concerns = rule.applies;
    rule.because = because(statement, Row::rule_because, inside);
    if (sum && applies && concerns && sound) {
        finish_rule(rule, statement, sum, inside, outer);
    }
    if (sink_.errors() != before) {
        rule.points = {};
    }
    rules_[index].value = rule.points;
    plan_.story.rules[index] = std::move(rule);
}

/// `for ...`: whom the rule is about; a valid none if everybody, nothing if it is wrong.
std::optional<ValueId> Checker::concerned(Parts::Rule& rule, const ast::Statement& statement,
                                          const Env& env) {
    const auto* clause = only_clause(statement, Row::rule_for);
    if (clause == nullptr) {
        return ValueId{};
    }
    const auto id = condition((*clause)[0], env);
    if (!id || !require_defined(id, (*clause)[0])) {
        return std::nullopt;
    }
    warn_of_condition((*clause)[0], id, env);
    rule.concerns = id;
    return id;
}

/// Advice is no part of what a rule gives and may read that, so it comes when all is worked out.
void Checker::check_advice() {
    for (std::uint32_t index = 0; index < rules_.size(); ++index) {
        if (rules_[index].value) {
            advise(plan_.story.rules[index], document_.statements[rule_statements_[index]]);
        }
    }
}

/// Advice without a condition is for those whom the rule cost points, or whom a bonus gave none.
void Checker::advise(Parts::Rule& rule, const ast::Statement& statement) {
    const Env outer = values_.within(root_);
    const Env place = rule.concerns ? values_.inside(outer, rule.concerns) : values_.within(outer);
    const Env inside = rule.applies ? values_.inside(place, rule.applies) : values_.within(place);
    for (const auto& clause : statement.clauses) {
        if (clause.row != Row::rule_advise) {
            continue;
        }
        Parts::Advice advice;
        advice.place = clause.span;
        if (clause[1]) {
            const auto shown = condition(clause[1], place);
            if (!shown || !require_defined(shown, clause[1])) {
                continue;
            }
            advice.text = texts_with_values(clause[0], values_.inside(place, shown));
            advice.shown = rule.concerns ? values_.logical_and(rule.concerns, shown, root_) : shown;
        } else {
            here_ = clause.span;
            const bool bonus = rule.kind == RuleKind::bonus;
            const auto none = values_.equal(rule.points, zero_like(rule.points), root_);
            const auto shown = bonus ? none : values_.logical_not(none, root_);
            advice.text = texts_with_values(clause[0], bonus ? place : inside);
            advice.shown = rule.concerns ? values_.logical_and(rule.concerns, shown, root_) : shown;
        }
        rule.advice.push_back(std::move(advice));
    }
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
        warn_of_condition(clause[0], id, *place);
        all = all ? values_.logical_and(all, id, env) : id;
        places.push_back(values_.inside(*place, id));
        place = &places.back();
    }
    return sound ? std::optional(all) : std::nullopt;
}

ValueId Checker::limit(const Node* clause, const Node& value_node, const Env& env,
                       Parts::Limit& story) {
    auto id = defined_value(value_node, env);
    if (!id || !require_measure(id, value_node)) {
        return {};
    }
    story.words = words(*clause);
    story.place = clause->span;
    story.bound = id;
    return id;
}

ValueId Checker::points_rounded(ValueId id, const ast::Statement& rule, const Env& env) {
    const auto* own = only_clause(rule, Row::rule_round);
    const auto* round = own != nullptr ? own : measure_->points_round;
    if (round == nullptr) {
        return id;
    }
    const auto step = positive_constant((*round)[0], values_[id].unit);
    return step ? values_.round(id, *step, mode((*round)[1]), env) : ValueId{};
}

/// The sum times a share of 0 to 1.
ValueId Checker::prorated(Parts::Rule& rule, const Node& clause, ValueId sum, const Env& env) {
    const auto share = defined_value(clause[0], env);
    if (!share || !require_number(share, clause[0])) {
        return {};
    }
    const Value& of = values_[share];
    if (of.unit != Unit::plain || of.range.low < 0 || of.range.high > 1) {
        refuse(Kind::no_share, clause[0].span,
               {in_quotes(words(clause[0]).front()), written(of.range.low, of),
                written(of.range.high, of)})
            .fix("divide the part by the whole and bound it: `... at most 1`");
        return {};
    }
    here_ = clause.span;
    const auto after = multiplied(clause[0], share, clause[0], sum, clause, env);
    rule.prorated = Parts::Step{words(clause), clause.span, std::nullopt, sum, after, {}, {}};
    return after;
}

/// The first clause behind which the points are a fraction; the amount if none is.
const ast::Node& Checker::fraction_from(
    const std::vector<std::pair<ValueId, const Node*>>& stages) {
    const auto found = std::find_if(stages.begin(), stages.end(), [this](const auto& stage) {
        const auto& shape = values_[stage.first].shape;
        return stage.second != nullptr && !(shape.is_decimal() && number::is_decimal(shape.step));
    });
    return found != stages.end() ? *found->second : *stages.front().second;
}

/// What is given or taken, as it is written.
const ast::Node& Checker::amount_of(const ast::Statement& statement) const {
    if (statement.head.row == Row::kpi) {
        return statement.head[5];
    }
    return (*std::find_if(statement.clauses.begin(), statement.clauses.end(),
                          [](const Node& clause) { return is_amount(clause.row); }))[0];
}

/// A weight that was spread may have endless decimals, whatever the value has.
void Checker::report_spread(const Parts::Rule& rule, const ast::Statement& statement) {
    const auto& head = statement.head;
    auto finding =
        sink_.report(Kind::not_decimal, head[0].span,
                     {"`" + rule.name + "` with its share of missing kpis' weights", "its line"});
    if (measure_->statement != nullptr) {
        finding.also(measure_->statement->head.span, "says no `points round`");
    }
    const auto& total = plan_.story.totals[rule.total].name;
    finding.fix("say how fine: `points round 0.01` under `" +
                std::string(total == "score" ? "" : "total ") + total + "`");
}

void Checker::finish_rule(Parts::Rule& rule, const ast::Statement& statement, ValueId sum,
                          const Env& env, const Env& outer) {
    const auto whole = sum;
    if (const auto* clause = only_clause(statement, Row::rule_prorated)) {
        sum = prorated(rule, *clause, sum, env);
        if (!sum) {
            return;
        }
    }
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
        if (id && !require_gain(rule, (*clause)[0], id, true)) return;
    }
    if (low && high && !in_order((*least)[0], low, (*most)[0], high, env)) {
        return;
    }
    const auto floored = low ? values_.maximum(sum, low, env) : sum;
    const auto capped = high ? values_.minimum(floored, high, env) : floored;
    warn_of_floor(least, low, sum, in_quotes(rule.name));
    warn_of_cap(most, high, floored, in_quotes(rule.name));
    const ValueId steps[] = {points_rounded(sum, statement, env),
                             points_rounded(floored, statement, env),
                             points_rounded(capped, statement, env)};
    const Node& amount = amount_of(statement);
    warn_of_nothing(rule, amount, sum);
    const Node& from = fraction_from({{whole, &amount},
                                      {sum, only_clause(statement, Row::rule_prorated)},
                                      {floored, least == nullptr ? nullptr : &(*least)[0]},
                                      {capped, most == nullptr ? nullptr : &(*most)[0]}});
    for (const auto id : steps) {
        const bool spread = rule.kpi && rule.kpi->counting;
        if (id && spread && !values_[id].shape.is_decimal()) {
            return report_spread(rule, statement);
        }
        if (!id || !leaves_as_decimal(id, from, "a rule's line")) {
            return;
        }
    }
    const auto zero = measured(values_.number(0));
    const auto told = [&](ValueId id) {
        const auto signed_id = rule.kind == RuleKind::deduction ? values_.negate(id, env) : id;
        const auto given =
            rule.applies ? values_.select(rule.applies, signed_id, zero, outer) : signed_id;
        return measured(given);
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
    return clause != nullptr ? texts_with_values((*clause)[0], env) : std::vector<Parts::Text>{};
}

std::vector<Parts::Text> Checker::texts_with_values(const Node& of, const Env& env) {
    const auto* statement = statement_at(of.span);
    std::vector<Parts::Text> texts;
    for (const auto& node : of.slots) {
        Parts::Text text;
        for (auto& part : syntax::placeholders(node, document_.declared, phrases_)) {
            typename Parts::Text::Piece piece;
            piece.literal = part.literal;
            if (part.value) {
                syntax::resolve_names(*name_table_, statement, part.value);
                in_because_ = true;
                const auto id = defined_value(part.value, env);
                in_because_ = false;
                if (id) {
                    piece.reading = bare_reading(words(part.value), id, values_[id].percent);
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
