// What follows from the totals: the grade, which goes by the score, and the outcomes. See
// checker.hpp; the order is docs/language.md's.
#include <algorithm>

#include "check/aside.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"
#include "meritum/date.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;
using value::Type;

ValueId Checker::grade_value() {
    if (grade_.state == Worked::State::busy) {
        return cycle("grade", here_);
    }
    if (grade_.state == Worked::State::untouched) {
        grade_.state = Worked::State::busy;
        {
            const Aside aside(*this, "grade", &totals_.front());
            if (const auto score = total_value(0)) {
                const auto rated = values_[score].defined;
                const Env outer = values_.within(root_);
                const Env env = rated ? values_.inside(outer, rated) : values_.within(outer);
                check_grade_rows(*statement_of(Row::grade), values_.taken_as_defined(score), env);
                if (rated && grade_.value) {
                    grade_.value = values_.defined_where(grade_.value, rated, outer);
                    plan_.story.grade->grade = grade_.value;
                }
            }
        }
        grade_.state = Worked::State::done;
        if (grade_carried_ && grade_.value) {
            const auto handed = in_every_period(grade_.value);
            plan_.carried[*grade_carried_] = {handed, values_[handed].term};
        }
    }
    return grade_.value;
}

void Checker::check_grade_rows(const ast::Statement& statement, ValueId score, const Env& env) {
    Parts::Grade story;
    story.label = texts_of(statement.head[0]);
    story.place = statement.head.span;
    ValueId before;
    const Node* bound_before = nullptr;
    const Node* last = nullptr;
    bool gate_before = false;  // rows of one bound are told apart by their gates
    std::vector<ValueId> taken;
    bool sound = !statement.clauses.empty();
    if (!sound && !is_broken(statement)) {
        sink_
            .report(Kind::missing_clause, statement.head.span,
                    {"grade", "rows", "which grades there are"})
            .fix("write the grades below it, the best first");
    }
    for (const auto& row : statement.clauses) {
        Parts::GradeRow told;
        told.names = names_of(row[0]);
        told.place = row.span;
        if (last != nullptr && last->row == Row::grade_otherwise) {
            sink_.report(Kind::after_otherwise, row.span)
                .also(last->span, "takes all the rest")
                .fix("put `otherwise` last");
            sound = false;
        }
        if (row.row == Row::grade_from) {
            auto bound = defined_value(row[1], env);
            if (!bound || !require_measure(bound, row[1])) {
                sound = false;
                last = &row;
                continue;
            }
            here_ = row.span;
            warn_of_percent(row[1], bound, "the score", score);
            const bool in_order =
                !before || values_.always(gate_before ? values_.less_equal(bound, before, env)
                                                      : values_.less(bound, before, env));
            if (!in_order) {
                sink_
                    .report(Kind::grades_not_descending, row[1].span,
                            {words(row[1]).front(), words(*bound_before).front()})
                    .also(bound_before->span, "the grade before")
                    .fix("order the grades from the highest bound to the lowest");
                sound = false;
            }
            before = bound;
            bound_before = &row[1];
            gate_before = static_cast<bool>(row[2]);
            told.reached = values_.less_equal(bound, score, env);
            told.bound = bare_reading(words(row[1]), bound, false);
            if (values_.never(told.reached)) {
                sink_
                    .report(
                        Kind::grade_never_reached, row.span,
                        {told.names.front(), written(values_[score].range.high, values_[score])})
                    .fix("leave it out, or write a bound that can be reached");
            }
            taken.push_back(told.reached);
            if (row[2]) {
                told.when.emplace();
                const auto place = values_.inside(env, told.reached);
                const auto gate = condition(row[2], place, &*told.when);
                sound = gate && require_defined(gate, row[2]) && sound;
                if (gate) warn_of_condition(row[2], gate, place);
                if (gate) taken.back() = values_.logical_and(told.reached, gate, env);
            }
        }
        story.rows.push_back(std::move(told));
        last = &row;
    }
    sound = sound && !is_broken(statement);  // a row that could not be read may be what is missing
    if (sound && last->row == Row::grade_from && !values_.always(taken.back())) {
        auto finding = sink_.report(Kind::grade_gap, (*last)[1].span, {words((*last)[1]).front()});
        const auto lowest = "the score may be " + written(values_[score].range.low, values_[score]);
        if (const auto* total = statement_of(Row::score)) {
            const auto* between = totals_.front().between;
            finding.also(between != nullptr ? (*between)[0].span : total->head.span, lowest);
        } else {
            at_plan(finding, lowest);
        }
        finding.fix("add a row `" + row_of_the_rest() + "`");
        sound = false;
    }
    if (!sound) {
        return;
    }
    ValueId grade = values_.choice(static_cast<std::uint32_t>(story.rows.size()) - 1, {});
    for (std::size_t i = story.rows.size() - 1; i-- > 0;) {
        grade =
            values_.select(taken[i], values_.choice(static_cast<std::uint32_t>(i), {}), grade, env);
    }
    story.earned = grade;
    here_ = statement.head.span;
    story.grade = grade_.value =
        vetoed(grade, vetoes_on({Parts::VetoEffect::grade_at_most, 0}), env);
    plan_.story.grade = std::move(story);
}

ValueId Checker::outcome_value(std::uint32_t outcome) {
    const auto& statement = document_.statements[outcome_statements_[outcome]];
    const auto& head = statement.head;
    auto& worked = outcomes_[outcome];
    if (worked.state == Worked::State::busy) {
        return cycle(ast::first_name(head[0]), here_);
    }
    if (worked.state == Worked::State::done) {
        return worked.value;
    }
    worked.state = Worked::State::busy;
    const Aside aside(*this, ast::first_name(head[0]), nullptr);
    Trace trace;
    trace_ = &trace;
    const Env env = values_.within(root_);
    auto& story = plan_.story.outcomes[outcome];
    story.name = ast::first_name(head[0]);
    story.names = names_of(head[0]);
    story.label = texts_of(head[1]);
    story.place = head.span;
    const bool by_grade = head.row == Row::outcome_by_grade;
    story.words = by_grade ? words(head[2]) : value_words(head[2]);
    auto id = by_grade ? outcome_by_grade(statement, env) : defined_value(head[2], env);
    const Type type = id ? values_[id].type : Type::text;
    if (id && type == Type::number && !leaves_as_decimal(id, head[2], "an outcome")) {
        id = {};
    }
    if (id && type == Type::date) {
        const auto day = [](const char* text) { return Rational(Date::parse(text)->days()); };
        if (values_[id].range.low < day("1900-01-01") ||
            values_[id].range.high > day("2199-12-31")) {
            refuse(Kind::date_out_of_range, head[2].span, {in_quotes(words(head[2]).front())})
                .fix("bound it: `... at least 1900-01-01 at most 2199-12-31`");
            id = {};
        }
    }
    story.quantity = id;
    story.readings = std::move(trace.readings);
    story.choices = std::move(trace.choices);
    story.tiers = std::move(trace.tiers);
    outcomes_[outcome] = {Worked::State::done, id};
    return id;
}

ValueId Checker::outcome_by_grade(const ast::Statement& statement, const Env& env) {
    const auto& head = statement.head;
    const auto name = ast::first_name(head[0]);
    if (statement_of(Row::grade) == nullptr) {
        sink_.report(Kind::no_grades, head[0].span, {name}).fix("add `grade` with its rows");
        return {};
    }
    const auto grade = grade_value();
    std::vector<ValueId> given(plan_.grades.size());
    std::vector<const Node*> places(plan_.grades.size());
    bool sound = static_cast<bool>(grade);
    const Node* not_rated = nullptr;
    const auto repeated = [&](const Node& pair, const Node& first) {
        sink_.report(Kind::repeated_clause, pair.span, {words(first).front(), in_quotes(name)})
            .also(first.span, "the first one")
            .fix("keep one of them");
        sound = false;
    };
    for (const auto& pair : head[2].slots) {
        if (pair.row == Row::not_rated_pair) {
            if (not_rated != nullptr) repeated(pair, *not_rated);
            not_rated = &pair;
            continue;
        }
        const auto found =
            std::find_if(plan_.grades.begin(), plan_.grades.end(), [&](const auto& names) {
                return std::find(names.begin(), names.end(), pair[0].text) != names.end();
            });
        if (found == plan_.grades.end()) {
            report_unknown_grade(pair[0]);
            sound = false;
            continue;
        }
        const auto at = static_cast<std::size_t>(found - plan_.grades.begin());
        if (places[at] != nullptr) repeated(pair, *places[at]);
        places[at] = &pair;
        given[at] = defined_value(pair[1], env);
        sound = sound && given[at];
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (places[i] == nullptr) {
            sink_.report(Kind::missing_grade, head[0].span, {name, plan_.grades[i].front()})
                .also(statement_of(Row::grade)->clauses[i].span, "this grade")
                .fix("add `" + plan_.grades[i].front() + " ...`");
            sound = false;
        }
    }
    if (!sound || given.empty()) {
        return {};
    }
    const auto rated = values_[grade].defined;
    const auto earned = values_.taken_as_defined(grade);
    ValueId result = given.back();
    for (std::size_t i = given.size() - 1; i-- > 0;) {
        if (!unify((*places[i])[1], given[i], (*places.back())[1], result, head)) {
            return {};
        }
        here_ = head.span;
        const auto is =
            values_.equal(earned, values_.choice(static_cast<std::uint32_t>(i), {}), env);
        result = values_.select(is, given[i], result, env);
    }
    return of_the_rated(statement, result, rated, not_rated, env);
}

/// What those get who are not rated stands in a row of its own.
ValueId Checker::of_the_rated(const ast::Statement& outcome, ValueId result, ValueId rated,
                              const Node* not_rated, const Env& env) {
    const auto& head = outcome.head;
    const auto* clause = totals_.front().known;
    if (!rated) {
        if (not_rated != nullptr) {
            auto finding =
                sink_.report(Kind::not_rated_never, not_rated->span, {words(*not_rated).front()});
            if (clause != nullptr) finding.also(clause->span, "is always fulfilled");
            finding.fix("leave it out");
        }
        return result;
    }
    if (not_rated == nullptr) {
        sink_.report(Kind::missing_not_rated, head[0].span, {ast::first_name(head[0])})
            .also(clause->span, "who is not rated has no grade")
            .fix("add `not rated ...` with what they get");
        return {};
    }
    auto instead = defined_value((*not_rated)[0], env);
    if (!instead || !unify((*not_rated)[0], instead, head[2].slots.front()[1], result, head)) {
        return {};
    }
    here_ = head.span;
    return values_.select(rated, result, instead, env);
}

}  // namespace meritum::check
