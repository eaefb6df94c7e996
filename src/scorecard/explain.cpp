// See explain.hpp. The tree follows the order of presentation: the score from its lines, each line
// from its rule; then the grade, the categories and the outcomes.
#include "scorecard/explain.hpp"

#include <iterator>
#include <utility>

#include "scorecard/because.hpp"
#include "scorecard/rating.hpp"
#include "scorecard/replay.hpp"
#include "scorecard/telling.hpp"
#include "scorecard/withheld.hpp"

namespace meritum::scorecard {

struct Kept {
    std::shared_ptr<const Outline> outline;  // the words of the plan
    Paper paper;
};

namespace {

/// Tells the lines of one total in their order, with the total as it stands before each line.
class Lines {
public:
    Lines(const Scorecard::Body& body, std::uint32_t total, const Values& values, Pen& pen)
        : body_(body),
          story_(body.outline->graph->story),
          index_(total),
          total_(story_.totals[total]),
          values_(values),
          pen_(pen) {}

    void tell(Explanation& total) {
        for (const auto& form : body_.outline->forms) {
            const bool silent = form.rule && values_.truth(form.rule->concerns) == false;
            if (form.total != index_ || silent) continue;
            if (form.veto && values_.truth(form.veto->fires) != true) {
                silent_veto(*form.veto, total.add(Part::veto));
                continue;
            }
            const auto points = values_.figure(*form.points);
            if (form.always() || form.veto || !points.is_zero())
                line(form, points, total.add(Part::line));
            running_ += points;
            if (form.kind == LineKind::rule) of_rule_ = {};
            of_rule_ += points;
        }
    }

private:
    void line(const LineForm& form, const value::Figure& points, Explanation& told) {
        told.id = form.blank.line;
        told.unit = form.blank.unit;
        put_points(told, points, total_.value, pen_);
        // In the tongue of the explanation, which need not be the card's.
        const auto reason = because(form, values_, pen_.wording());
        if (!reason.empty()) told.notes.push_back(pen_.copy(reason));
        switch (form.kind) {
            case LineKind::start:
                told.title = pen_.say(Word::start);
                told.silent = !form.category && total_.silent_start;
                if (form.category) told.label = title_of(*form.category);
                break;
            case LineKind::rule: rule(form, told); break;
            case LineKind::choice:
                told.title = pen_.pick(form.limit->words);
                told.label = title_of(*form.category);
                break;
            case LineKind::gate: gate(*form.category, told); break;
            case LineKind::floor:
            case LineKind::cap: limit(form, points, told); break;
            case LineKind::bounds:
                told.title = pen_.pick(form.limit->words);
                told.notes.push_back(change(running_, points));
                break;
            case LineKind::veto: veto(*form.veto, points, told); break;
            case LineKind::rounding:
                told.title = pen_.pick(total_.rounding_words);
                told.notes.push_back(change(running_, points));
                break;
        }
    }

    std::string_view title_of(const graph::Category& category) const {
        return pen_.title(category.label, category.names);
    }

    /// Why a category counts nothing.
    void gate(const graph::Category& category, Explanation& told) const {
        Telling telling(values_, pen_);
        told.title = pen_.say(Word::does_not_count, {title_of(category)});
        for (const auto& when : category.when) add_condition(when, telling, {}, Word::when, told);
    }

    /// "152 becomes 150".
    std::string_view change(const value::Figure& before, const value::Figure& points) const {
        const auto shown = [&](const value::Figure& number) {
            return pen_.show({Presence::there, number, {}}, total_.value);
        };
        return pen_.say(Word::becomes, {shown(before), shown(before + points)});
    }

    void rule(const LineForm& form, Explanation& told) const {
        const auto& rule = *form.rule;
        Telling telling(values_, pen_);
        told.title = pen_.title(rule.label, rule.names);
        told.label = category_title(rule);
        for (const auto& when : rule.when) add_condition(when, telling, {}, Word::when, told);
        const bool applies = values_.truth(rule.applies) == true;
        const bool asks = !rule.when.empty() || (rule.kpi && rule.kpi->known);
        if (asks) told.verdict = applies ? Verdict::holds : Verdict::fails;
        if (rule.kpi && rule.kpi->known && !applies) missing(*rule.kpi, telling, told);
        if (applies) add_amount(rule, telling, told);
        for (const auto& text : advice(rule, values_, pen_.wording())) {
            told.notes.push_back(pen_.say(Word::advice, {text}));
        }
    }

    /// Why a kpi gave nothing, and what becomes of its weight.
    void missing(const graph::Kpi& kpi, Telling& telling, Explanation& told) const {
        add_condition(*kpi.known, telling, {}, Word::when, told);
        if (!kpi.value.from.empty()) add_reading(kpi.value, telling, {}, told);
        told.notes.push_back(pen_.pick(kpi.missing_words));
    }

    /// A rule's cap or floor acts on the rule's own points, a category's on its net.
    void limit(const LineForm& form, const value::Figure& points, Explanation& told) const {
        told.title = pen_.pick(form.limit->words);
        if (form.rule) {
            told.label = category_title(*form.rule);
            told.notes.push_back(pen_.say(
                Word::of_that,
                {pen_.title(form.rule->label, form.rule->names), change(of_rule_, points)}));
            return;
        }
        const auto& category = *form.category;
        told.label = pen_.title(category.label, category.names);
        auto before = values_.of(category.points).number;
        for (const auto& veto : story_.vetoes) {
            const bool on_it = veto.category != graph::Rule::none &&
                               &story_.categories[veto.category] == &category;
            if (on_it) before = before - values_.of(veto.line).number;
        }
        if (category.cap) before = before - values_.of(category.cap->line).number;
        if (category.floor && form.kind == LineKind::floor) before = before - points;
        told.notes.push_back(pen_.say(Word::of_that, {told.label, change(before, points)}));
    }

    void veto(const graph::Veto& veto, const value::Figure& points, Explanation& told) const {
        conditions(veto, told);
        if (veto.category != graph::Rule::none) {
            const auto& category = story_.categories[veto.category];
            told.label = pen_.title(category.label, category.names);
        }
        if (values_.truth(veto.wins) != true) {
            told.notes.push_back(pen_.say(Word::other_veto));
        } else if (veto.effect == graph::VetoEffect::grade_at_most) {
            const auto& rows = story_.grade->rows;
            const auto at = static_cast<std::size_t>(values_.of(veto.value).number.floor());
            told.notes.push_back(pen_.say(Word::grade_at_most, {pen_.pick(rows[at].names)}));
        } else if (!points.is_zero()) {
            const bool whole = veto.category == graph::Rule::none;
            const auto before =
                whole ? running_
                      : values_.of(story_.categories[veto.category].points).number - points;
            told.notes.push_back(change(before, points));
        } else {
            say_no_effect(veto, told);
        }
    }

    /// It sets or caps what is there already, or below.
    void say_no_effect(const graph::Veto& veto, Explanation& told) const {
        const bool whole = veto.category == graph::Rule::none;
        const auto& of = whole ? total_.value : story_.categories[veto.category].points;
        const auto before = whole ? running_ : values_.of(of).number;
        const auto limit = values_.of(veto.value);
        if (!limit.is_there()) return;
        told.notes.push_back(
            pen_.say(limit.number == before ? Word::is_equal : Word::is_at_most,
                     {pen_.show({Presence::there, before, {}}, of), pen_.show(limit, of)}));
    }

    void silent_veto(const graph::Veto& veto, Explanation& told) const {
        told.id = veto.name;
        conditions(veto, told);
        told.notes.push_back(pen_.say(Word::did_not_fire));
    }

    void conditions(const graph::Veto& veto, Explanation& told) const {
        Telling telling(values_, pen_);
        told.title = pen_.title(veto.label, veto.names);
        for (const auto& when : veto.when) add_condition(when, telling, {}, Word::when, told);
    }

    std::string_view category_title(const graph::Rule& rule) const {
        if (rule.category == graph::Rule::none) return {};
        const auto& category = story_.categories[rule.category];
        return pen_.title(category.label, category.names);
    }

    const Scorecard::Body& body_;
    const graph::Story& story_;
    std::uint32_t index_;
    const graph::Total& total_;
    const Values& values_;
    Pen& pen_;
    value::Figure running_;  ///< the total before the line
    value::Figure of_rule_;  ///< the points of the last rule before the line
};

/// A row of the grades: reached, or what it would still need.
void add_grade_row(const graph::GradeRow& row, Verdict verdict, const graph::Quantity& score,
                   Telling& telling, Explanation& to) {
    auto& pen = telling.pen;
    auto& told = to.add(Part::grade_row);
    told.verdict = verdict;
    const auto name = pen.pick(row.names);
    if (!row.bound) {
        told.title = pen.say(Word::grade_otherwise, {name});
        return;
    }
    told.title = pen.say(Word::grade_from, {name, name_with_value(*row.bound, telling, {})});
    const auto gap =
        telling.values.of(row.bound->quantity).number - telling.values.of(score).number;
    if (verdict == Verdict::fails && gap > value::Figure()) {
        told.notes.push_back(pen.say(Word::tier_needs, {shortest(gap)}));
    }
    if (row.when) add_condition(*row.when, telling, {}, Word::when, told);
}

/// Whether more points would bring this grade: not where a veto decides the score or forbids it.
bool may_be_earned(std::size_t position, const graph::Story& story, const Values& values) {
    return std::none_of(story.vetoes.begin(), story.vetoes.end(), [&](const graph::Veto& veto) {
        if (values.truth(veto.wins) != true) return false;
        if (veto.effect == graph::VetoEffect::grade_at_most)
            return values.of(veto.value).number > value::Figure(position);
        return veto.effect != graph::VetoEffect::category &&
               &story.totals[veto.total] == story.score();
    });
}

/// The next better row and the row reached: rows descend, as in the plan.
void tell_grade(const graph::Story& story, const Values& values, Pen& pen, Explanation& told) {
    told.title = pen.title(*story.grade);
    const auto value = values.of(story.grade->grade);
    told.value = pen.show(value, story.grade->grade);
    if (!value.is_there()) return;
    Telling telling(values, pen);
    const auto& score = story.score()->value;
    const auto& rows = story.grade->rows;
    const auto final = static_cast<std::size_t>(value.number.floor());
    told.id = rows[final].names.front();
    told.value = pen.pick(rows[final].names);
    // Vetoes may have made it worse than what was earned.
    const auto position = static_cast<std::size_t>(values.of(story.grade->earned).number.floor());
    for (const auto& veto : story.vetoes) {
        const bool decides = veto.effect == graph::VetoEffect::grade_at_most && position != final &&
                             values.truth(veto.wins) == true;
        if (decides) {
            told.notes.push_back(
                pen.say(Word::of_that,
                        {pen.title(veto.label, veto.names),
                         pen.say(Word::becomes, {pen.pick(rows[position].names), told.value})}));
        }
    }
    if (position > 0 && may_be_earned(position - 1, story, values)) {
        add_grade_row(rows[position - 1], Verdict::fails, score, telling, told);
    }
    add_grade_row(rows[position], Verdict::holds, score, telling, told);
}

void tell_category(const graph::Category& category, const Values& values, Pen& pen,
                   Explanation& told) {
    told.id = category.name;
    told.title = pen.title(category.label, category.names);
    put_value(told, values.of(category.points), category.points, pen);
    if (told.number) put_points(told, *told.number, category.points, pen);
    for (const auto* limit : {&category.choice, &category.cap, &category.floor}) {
        if (*limit) told.notes.push_back(pen.pick((*limit)->words));
    }
}

void tell_outcome(const graph::Outcome& outcome, const Values& values, Pen& pen,
                  Explanation& told) {
    told.id = outcome.name;
    told.title = pen.title(outcome.label, outcome.names);
    const auto value = values.of(outcome.quantity);
    put_value(told, value, outcome.quantity, pen);
    const auto formula = pen.pick(outcome.words);
    if (!formula.empty()) told.notes.push_back(formula);
    if (value.presence == Presence::withheld) {
        told.notes.push_back(pen.say(Word::group_incomplete));
        return;
    }
    Telling telling(values, pen);
    add_inputs({outcome.choices, outcome.readings, outcome.tiers}, telling, {}, told);
}

void tell_total(const Scorecard::Body& body, std::uint32_t index, const Values& values, Pen& pen,
                Explanation& told) {
    const auto& total = body.outline->graph->story.totals[index];
    told.id = total.name;
    told.silent = total.silent;
    told.title = total.names.empty() && pen.pick(total.label).empty()
                     ? pen.say(Word::score)
                     : pen.title(total.label, total.names);
    // A line may hang on a group that the total itself does not.
    if (first_common(body.outline->total_groups[index], body.incomplete)) {
        told.value = pen.say(Word::withheld);
        told.notes.push_back(pen.say(Word::group_incomplete));
        return;
    }
    const auto value = values.of(total.value);
    if (!value.is_there()) {
        told.value = pen.say(Word::not_rated);
        told.notes.push_back(
            pen.copy(why_not_rated(body.outline->graph->story, index, values, pen.wording())));
        return;
    }
    put_value(told, value, total.value, pen);
    Lines(body, index, values, pen).tell(told);
}

void tell_card(const Scorecard::Body& body, const Values& values, Pen& pen, CardExplanation& card) {
    const auto& story = body.outline->graph->story;
    card.part = Part::card;
    card.id = pen.copy(body.id);
    card.wide = pen.say(Word::of_that).find(": ") == std::string_view::npos;
    card.title = pen.title(story.label, story.names);
    card.label = pen.copy(body.period);
    for (std::uint32_t i = 0; i < story.totals.size(); ++i) {
        tell_total(body, i, values, pen, card.add(Part::total));
    }
    const auto has_value = [&](std::uint32_t total) {
        return std::next(card.children.begin(), total)->number.has_value();
    };
    for (const auto& requirement : story.requirements) {
        if (values.truth(requirement.holds) == false) {
            card.notes.push_back(
                pen.say(Word::warning, {warning(requirement, values, pen.wording())}));
        }
    }
    for (const auto* rule : body.outline->advising) {
        for (const auto& text : advice(*rule, values, pen.wording()))
            card.advice.push_back(pen.copy(text));
    }
    if (story.grade && has_value(0)) tell_grade(story, values, pen, card.add(Part::grade));
    for (const auto& category : story.categories) {
        if (!has_value(category.total)) continue;
        tell_category(category, values, pen, card.add(Part::category));
    }
    for (const auto& outcome : story.outcomes) {
        tell_outcome(outcome, values, pen, card.add(Part::outcome));
    }
}

}  // namespace

CardExplanation explain(const Scorecard::Body& body, std::string_view lang, Way way) {
    auto kept = std::make_shared<Kept>();
    kept->outline = body.outline;
    const Replay again(body, way);
    const Wording wording(body.outline->graph->story, lang);
    Pen pen(wording, kept->paper);
    CardExplanation card(&kept->paper);
    tell_card(body, again.values(), pen, card);
    card.kept = std::move(kept);
    return card;
}

}  // namespace meritum::scorecard
