// The rest of a scorecard: categories, the score with its bounds and vetoes, grade and outcomes.
// See checker.hpp; the order and the lines are docs/language.md's.
#include <algorithm>

#include "check/checker.hpp"
#include "check/describe.hpp"
#include "meritum/date.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;
using value::Type;
using value::Unit;

namespace {

void as_points(Value& value) {
    value.unit = Unit::points;
    value.literal = false;
}

}  // namespace

ValueId Checker::category_points(std::uint32_t category) {
    auto& worked = categories_[category];
    const auto& head = document_.statements[category_statements_[category]].head;
    if (worked.state == Worked::State::busy) {
        return cycle(ast::first_name(head[0]), here_);
    }
    if (worked.state == Worked::State::done) {
        return worked.value;
    }
    worked.state = Worked::State::busy;
    path_.push_back(ast::first_name(head[0]));
    auto& story = plan_.story.categories[category];
    const Env env;
    auto net = values_.labelled(values_.number(0), as_points);
    bool sound = true;
    for (std::uint32_t rule = 0; rule < rule_category_.size(); ++rule) {
        if (rule_category_[rule] == category) {
            const auto points = rule_points(rule);
            here_ = head.span;
            net = points ? values_.add(net, points, env) : net;
            sound = sound && points;
        }
    }
    const auto* least = trait(head[2], Row::bound_at_least);
    const auto* most = trait(head[2], Row::bound_at_most);
    Parts::Limit floor;
    Parts::Limit cap;
    const auto low = least != nullptr ? limit(least, (*least)[0], env, floor) : ValueId{};
    const auto high = most != nullptr ? limit(most, (*most)[0], env, cap) : ValueId{};
    here_ = head.span;
    sound = sound && (least == nullptr || low) && (most == nullptr || high);
    if (low && high && !values_.always(values_.less_equal(low, high, env))) {
        sink_
            .report(Kind::floor_above_cap, (*least)[0].span,
                    {"the floor " + in_quotes(words((*least)[0]).front()),
                     "the cap " + in_quotes(words((*most)[0]).front())})
            .also((*most)[0].span, "the cap")
            .fix("write a floor that is never above the cap");
        sound = false;
    }
    if (sound) {
        const auto floored = low ? values_.maximum(net, low, env) : net;
        const auto capped = high ? values_.minimum(floored, high, env) : floored;
        sound = leaves_as_decimal(floored, head, "a category") &&
                leaves_as_decimal(capped, head, "a category");
        if (low) {
            floor.line = values_.labelled(values_.subtract(floored, net, env), as_points);
            story.floor = std::move(floor);
        }
        if (high) {
            cap.line = values_.labelled(values_.subtract(capped, floored, env), as_points);
            story.cap = std::move(cap);
        }
        story.points = values_.labelled(capped, as_points);
    }
    path_.pop_back();
    categories_[category] = {Worked::State::done, sound ? story.points : ValueId{}};
    return categories_[category].value;
}

void Checker::check_score_clauses() {
    const auto* score = statement_of(Row::score);
    auto& total = plan_.story.score;
    if (score == nullptr) {
        return;
    }
    total.place = score->head.span;
    total.label = texts_of(score->head[0]);
    start_ = only_clause(*score, Row::score_start);
    points_round_ = only_clause(*score, Row::score_points);
    between_ = only_clause(*score, Row::score_between);
    score_round_ = only_clause(*score, Row::score_round);
}

ValueId Checker::score_value() {
    if (score_.state == Worked::State::busy) {
        return cycle("score", here_);
    }
    if (score_.state == Worked::State::done) {
        return score_.value;
    }
    score_.state = Worked::State::busy;
    path_.emplace_back("score");
    Trace* trace = trace_;
    const auto* items = items_;
    trace_ = nullptr;
    items_ = nullptr;
    const Env env;
    auto& total = plan_.story.score;
    const auto raw = raw_score(env);
    const auto within = raw ? bounded(raw, env) : ValueId{};
    auto result = vetoed(within, env);
    if (result && score_round_ != nullptr) {
        if (const auto step = positive_constant((*score_round_)[0], {})) {
            here_ = score_round_->span;
            const auto rounded = values_.round(result, *step, mode((*score_round_)[1]), env);
            total.rounding = values_.labelled(values_.subtract(rounded, result, env), as_points);
            total.rounding_words = words(*score_round_);
            result = rounded;
        }
    }
    trace_ = trace;
    items_ = items;
    path_.pop_back();
    score_.state = Worked::State::done;
    if (result) {
        total.value = score_.value = values_.labelled(result, as_points);
        const auto assumed = score_assumed_;
        if (assumed && !(assumed->low <= values_[result].range.low &&
                         values_[result].range.high <= assumed->high)) {
            sink_.report(Kind::unbounded_previous, score_round_->span, {"score"})
                .also(between_->span, "these bounds are not all")
                .fix("bound the score with constants");
        }
        if (score_carried_) {
            plan_.carried[*score_carried_] = {score_.value, values_[score_.value].term};
        }
    }
    return score_.value;
}

/// Start, rules and categories. Inside a category its rules are in its points already.
ValueId Checker::raw_score(const Env& env) {
    auto& total = plan_.story.score;
    auto sum = values_.labelled(values_.number(0), as_points);
    bool sound = true;
    if (start_ != nullptr) {
        auto start = defined_value((*start_)[0], env);
        sound = start && require_points(start, (*start_)[0]) &&
                leaves_as_decimal(start, (*start_)[0], "the start of a score");
        sum = sound ? start : sum;
    }
    total.start = sum;
    for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
        const auto points = rule_points(rule);
        sound = sound && points;
        if (points && rule_category_[rule] == Parts::Rule::none) {
            here_ = document_.statements[rule_statements_[rule]].head.span;
            sum = values_.add(sum, points, env);
        }
    }
    for (std::uint32_t category = 0; category < categories_.size(); ++category) {
        const auto points = category_points(category);
        sound = sound && points;
        if (points) {
            here_ = document_.statements[category_statements_[category]].head.span;
            sum = values_.add(sum, points, env);
        }
    }
    if (!sound) {
        return {};
    }
    total.raw = values_.labelled(sum, as_points);
    const auto* score = statement_of(Row::score);
    const Node& where = score != nullptr ? score->head : document_.statements.front().head;
    return leaves_as_decimal(sum, where, "the score") ? total.raw : ValueId{};
}

ValueId Checker::bounded(ValueId raw, const Env& env) {
    if (between_ == nullptr) {
        return raw;
    }
    Parts::Limit low_story;
    Parts::Limit high_story;
    const auto low = limit(between_, (*between_)[0], env, low_story);
    const auto high = limit(between_, (*between_)[1], env, high_story);
    if (!low || !high) {
        return {};
    }
    here_ = between_->span;
    if (!values_.always(values_.less_equal(low, high, env))) {
        sink_
            .report(Kind::floor_above_cap, (*between_)[0].span,
                    {"the lower bound " + in_quotes(words((*between_)[0]).front()),
                     "the upper bound " + in_quotes(words((*between_)[1]).front())})
            .also((*between_)[1].span, "the upper bound")
            .fix("write the smaller bound first");
        return {};
    }
    const auto floored = values_.maximum(raw, low, env);
    const auto capped = values_.minimum(floored, high, env);
    if (!leaves_as_decimal(capped, *between_, "the score")) {
        return {};
    }
    low_story.line = values_.labelled(values_.subtract(floored, raw, env), as_points);
    high_story.line = values_.labelled(values_.subtract(capped, floored, env), as_points);
    plan_.story.score.low = std::move(low_story);
    plan_.story.score.high = std::move(high_story);
    return capped;
}

/// All vetoes are looked at, whatever comes of the score; the lowest proposal among those that fire
/// wins, the first of equals.
ValueId Checker::vetoed(ValueId bounded, const Env& env) {
    ValueId best = bounded;
    ValueId any = values_.boolean(false);
    std::vector<ValueId> takes;
    std::vector<ValueId> proposals;
    bool sound = static_cast<bool>(bounded);
    for (const auto index : veto_statements_) {
        const auto& statement = document_.statements[index];
        Parts::Veto veto;
        veto.name = ast::first_name(statement.head[0]);
        veto.names = names_of(statement.head[0]);
        veto.label = texts_of(statement.head[1]);
        veto.place = statement.head.span;
        const auto fires = when_all(statement, Row::veto_when, env, veto.when);
        const auto* sets = only_clause(statement, Row::veto_score);
        const auto* caps = only_clause(statement, Row::veto_score_at_most);
        const bool broken = is_broken(statement);
        if (fires && !*fires && !broken) {
            sink_
                .report(Kind::missing_clause, statement.head[0].span,
                        {veto.name, "`when`", "when it applies"})
                .fix("add `when ...`");
        }
        if (sets == nullptr && caps == nullptr && !broken) {
            sink_
                .report(Kind::missing_clause, statement.head[0].span,
                        {veto.name, "`score`", "what becomes of the score"})
                .fix("add `score 0` or `score at most 60`");
        } else if (sets != nullptr && caps != nullptr) {
            sink_.report(Kind::clause_not_of_veto, caps->span, {veto.name})
                .also(sets->span, "the first one")
                .fix("keep one of them");
        }
        const auto* says = sets != nullptr ? sets : caps;
        Parts::Limit told;
        const auto value = says != nullptr ? limit(says, (*says)[0], env, told) : ValueId{};
        Env inside = fires && *fires ? values_.inside(env, *fires) : Env{};
        veto.because = because(statement, Row::veto_because, inside);
        sound =
            sound && fires && *fires && value && leaves_as_decimal(value, (*says)[0], "the score");
        if (sound) {
            here_ = statement.head.span;
            veto.at_most = sets == nullptr;
            warn_above_bound(sets, value);
            veto.value = value;
            veto.fires = *fires;
            const auto proposal = veto.at_most ? values_.minimum(bounded, value, env) : value;
            const auto lower = values_.logical_or(values_.logical_not(any, env),
                                                  values_.less(proposal, best, env), env);
            takes.push_back(values_.logical_and(*fires, lower, env));
            proposals.push_back(proposal);
            best = values_.select(takes.back(), proposal, best, env);
            any = values_.logical_or(any, *fires, env);
        }
        plan_.story.vetoes.push_back(std::move(veto));
    }
    if (!sound) {
        return {};
    }
    auto zero = values_.labelled(values_.number(0), as_points);
    ValueId later = values_.boolean(false);
    for (std::size_t i = takes.size(); i-- > 0;) {
        auto& veto = plan_.story.vetoes[i];
        veto.wins = values_.logical_and(takes[i], values_.logical_not(later, env), env);
        const auto difference = values_.subtract(proposals[i], bounded, env);
        veto.line = values_.labelled(values_.select(veto.wins, difference, zero, env), as_points);
        later = values_.logical_or(later, takes[i], env);
    }
    return best;
}

ValueId Checker::grade_value() {
    if (grade_.state == Worked::State::busy) {
        return cycle("grade", here_);
    }
    if (grade_.state == Worked::State::untouched) {
        grade_.state = Worked::State::busy;
        path_.emplace_back("grade");
        const auto score = score_value();
        if (score) {
            check_grade_rows(*statement_of(Row::grade), score, {});
        }
        path_.pop_back();
        grade_.state = Worked::State::done;
        if (grade_carried_ && grade_.value) {
            plan_.carried[*grade_carried_] = {grade_.value, values_[grade_.value].term};
        }
    }
    return grade_.value;
}

void Checker::check_grade_rows(const ast::Statement& statement, ValueId score, const Env& env) {
    Parts::Grade story;
    story.place = statement.head.span;
    ValueId before;
    const Node* bound_before = nullptr;
    const Node* last = nullptr;
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
            if (!bound || !require_points(bound, row[1])) {
                sound = false;
                last = &row;
                continue;
            }
            here_ = row.span;
            if (before && !values_.always(values_.less(bound, before, env))) {
                sink_
                    .report(Kind::grades_not_descending, row[1].span,
                            {words(row[1]).front(), words(*bound_before).front()})
                    .also(bound_before->span, "the grade before")
                    .fix("order the grades from the highest bound to the lowest");
                sound = false;
            }
            before = bound;
            bound_before = &row[1];
            told.reached = values_.less_equal(bound, score, env);
            told.bound = Parts::Reading{words(row[1]), {}, bound, false, {}};
            if (values_.never(told.reached)) {
                sink_
                    .report(
                        Kind::grade_never_reached, row.span,
                        {told.names.front(), written(values_[score].range.high, values_[score])})
                    .fix("leave it out, or write a bound that can be reached");
            }
        }
        story.rows.push_back(std::move(told));
        last = &row;
    }
    sound = sound && !is_broken(statement);  // a row that could not be read may be what is missing
    if (sound && last->row == Row::grade_from && !values_.always(story.rows.back().reached)) {
        auto finding = sink_.report(Kind::grade_gap, (*last)[1].span, {words((*last)[1]).front()});
        const auto lowest = "the score may be " + written(values_[score].range.low, values_[score]);
        if (const auto* total = statement_of(Row::score)) {
            finding.also(between_ != nullptr ? (*between_)[0].span : total->head.span, lowest);
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
        grade = values_.select(story.rows[i].reached,
                               values_.choice(static_cast<std::uint32_t>(i), {}), grade, env);
    }
    story.grade = grade_.value = grade;
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
    path_.push_back(ast::first_name(head[0]));
    Trace trace;
    Trace* outer = trace_;
    const auto* items = items_;
    trace_ = &trace;
    items_ = nullptr;
    const Env env;
    auto& story = plan_.story.outcomes[outcome];
    story.name = ast::first_name(head[0]);
    story.names = names_of(head[0]);
    story.label = texts_of(head[1]);
    story.place = head.span;
    story.words = words(head[2]);
    const bool by_grade = head.row == Row::outcome_by_grade;
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
    trace_ = outer;
    items_ = items;
    path_.pop_back();
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
    for (const auto& pair : head[2].slots) {
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
        if (places[at] != nullptr) {
            sink_
                .report(Kind::repeated_clause, pair.span,
                        {words(*places[at]).front(), in_quotes(name)})
                .also(places[at]->span, "the first one")
                .fix("keep one of them");
            sound = false;
        }
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
    ValueId result = given.back();
    for (std::size_t i = given.size() - 1; i-- > 0;) {
        if (!unify((*places[i])[1], given[i], (*places.back())[1], result, head)) {
            return {};
        }
        here_ = head.span;
        const auto is =
            values_.equal(grade, values_.choice(static_cast<std::uint32_t>(i), {}), env);
        result = values_.select(is, given[i], result, env);
    }
    return result;
}

}  // namespace meritum::check
