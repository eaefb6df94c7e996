// See explain.hpp. The tree follows the order of presentation: the score from its lines, each line
// from its rule; then the grade, the categories and the outcomes.
#include "scorecard/explain.hpp"

#include <utility>

#include "scorecard/because.hpp"
#include "scorecard/rating.hpp"
#include "scorecard/replay.hpp"
#include "scorecard/telling.hpp"
#include "scorecard/withheld.hpp"

namespace meritum::scorecard {
namespace {

/// Tells the lines of one total in their order, with the total as it stands before each line.
class Lines {
public:
    Lines(const Scorecard::Body& body, std::uint32_t total, const Values& values,
          const Wording& wording)
        : body_(body),
          story_(body.outline->graph->story),
          index_(total),
          total_(story_.totals[total]),
          values_(values),
          wording_(wording) {}

    std::vector<Explanation> tell() {
        std::vector<Explanation> told;
        for (const auto& form : body_.outline->forms) {
            const bool silent = form.rule && values_.truth(form.rule->concerns) == false;
            if (form.total != index_ || silent) continue;
            if (form.veto && values_.truth(form.veto->fires) != true) {
                told.push_back(silent_veto(*form.veto));
                continue;
            }
            const auto points = number::rational(values_.decimal(*form.points, form.step));
            if (form.always() || form.veto || points != 0) told.push_back(line(form, points));
            running_ += points;
            if (form.kind == LineKind::rule) of_rule_ = 0;
            of_rule_ += points;
        }
        return told;
    }

private:
    Explanation line(const LineForm& form, const number::Rational& points) {
        Explanation told;
        told.part = Part::line;
        told.id = form.blank.line;
        told.number = points;
        told.unit = form.blank.unit;
        told.value = with_sign(points, total_.value);
        // In the tongue of the explanation, which need not be the card's.
        auto reason = because(form, values_, wording_);
        if (!reason.empty()) told.notes.push_back(std::move(reason));
        switch (form.kind) {
            case LineKind::start:
                told.title = wording_.say(Word::start);
                told.silent = !form.category && total_.silent_start;
                if (form.category) told.label = title_of(*form.category);
                break;
            case LineKind::rule: rule(form, told); break;
            case LineKind::choice:
                told.title = wording_.pick(form.limit->words);
                told.label = title_of(*form.category);
                break;
            case LineKind::gate: gate(*form.category, told); break;
            case LineKind::floor:
            case LineKind::cap: limit(form, points, told); break;
            case LineKind::bounds:
                told.title = wording_.pick(form.limit->words);
                told.notes.push_back(change(running_, points));
                break;
            case LineKind::veto: veto(*form.veto, points, told); break;
            case LineKind::rounding:
                told.title = wording_.pick(total_.rounding_words);
                told.notes.push_back(change(running_, points));
                break;
        }
        return told;
    }

    std::string title_of(const graph::Category& category) const {
        return wording_.title(category.label, category.names);
    }

    /// Why a category counts nothing.
    void gate(const graph::Category& category, Explanation& told) const {
        Telling telling{values_, wording_, {}, 0};
        told.title = wording_.say(Word::does_not_count, {title_of(category)});
        for (const auto& when : category.when) {
            told.children.push_back(tell_condition(when, telling, {}, Word::when));
        }
    }

    /// "152 becomes 150".
    std::string change(const number::Rational& before, const number::Rational& points) const {
        const auto shown = [&](const number::Rational& number) {
            return wording_.show({Presence::there, number, {}}, total_.value);
        };
        return wording_.say(Word::becomes, {shown(before), shown(before + points)});
    }

    void rule(const LineForm& form, Explanation& told) const {
        const auto& rule = *form.rule;
        Telling telling{values_, wording_, {}, 0};
        told.title = wording_.title(rule.label, rule.names);
        told.label = category_title(rule);
        for (const auto& when : rule.when) {
            told.children.push_back(tell_condition(when, telling, {}, Word::when));
        }
        const bool applies = values_.truth(rule.applies) == true;
        const bool asks = !rule.when.empty() || (rule.kpi && rule.kpi->known);
        if (asks) told.verdict = applies ? Verdict::holds : Verdict::fails;
        if (rule.kpi && rule.kpi->known && !applies) missing(*rule.kpi, telling, told);
        if (applies) told.children.push_back(tell_amount(rule, form.blank.line, telling));
        for (auto& text : advice(rule, values_, wording_)) {
            told.notes.push_back(wording_.say(Word::advice, {text}));
        }
    }

    /// Why a kpi gave nothing, and what becomes of its weight.
    void missing(const graph::Kpi& kpi, Telling& telling, Explanation& told) const {
        told.children.push_back(tell_condition(*kpi.known, telling, {}, Word::when));
        if (!kpi.value.from.empty()) {
            told.children.push_back(tell_reading(kpi.value, telling, {}));
        }
        told.notes.push_back(wording_.pick(kpi.missing_words));
    }

    /// A rule's cap or floor acts on the rule's own points, a category's on its net.
    void limit(const LineForm& form, const number::Rational& points, Explanation& told) const {
        told.title = wording_.pick(form.limit->words);
        if (form.rule) {
            told.label = category_title(*form.rule);
            told.notes.push_back(wording_.say(
                Word::of_that,
                {wording_.title(form.rule->label, form.rule->names), change(of_rule_, points)}));
            return;
        }
        const auto& category = *form.category;
        told.label = wording_.title(category.label, category.names);
        number::Rational before = values_.of(category.points).number;
        for (const auto& veto : story_.vetoes) {
            const bool on_it = veto.category != graph::Rule::none &&
                               &story_.categories[veto.category] == &category;
            if (on_it) before -= values_.of(veto.line).number;
        }
        if (category.cap) before -= values_.of(category.cap->line).number;
        if (category.floor && form.kind == LineKind::floor) before -= points;
        told.notes.push_back(wording_.say(Word::of_that, {told.label, change(before, points)}));
    }

    void veto(const graph::Veto& veto, const number::Rational& points, Explanation& told) const {
        conditions(veto, told);
        if (veto.category != graph::Rule::none) {
            const auto& category = story_.categories[veto.category];
            told.label = wording_.title(category.label, category.names);
        }
        if (values_.truth(veto.wins) != true) {
            told.notes.push_back(wording_.say(Word::other_veto));
        } else if (veto.effect == graph::VetoEffect::grade_at_most) {
            const auto& rows = story_.grade->rows;
            const auto at = number::floor(values_.of(veto.value).number).convert_to<std::size_t>();
            told.notes.push_back(
                wording_.say(Word::grade_at_most, {wording_.pick(rows[at].names)}));
        } else if (points != 0) {
            const bool whole = veto.category == graph::Rule::none;
            const number::Rational before =
                whole ? running_
                      : number::Rational(
                            values_.of(story_.categories[veto.category].points).number - points);
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
        told.notes.push_back(wording_.say(
            limit.number == before ? Word::is_equal : Word::is_at_most,
            {wording_.show({Presence::there, before, {}}, of), wording_.show(limit, of)}));
    }

    Explanation silent_veto(const graph::Veto& veto) const {
        Explanation told;
        told.part = Part::veto;
        told.id = veto.name;
        conditions(veto, told);
        told.notes.push_back(wording_.say(Word::did_not_fire));
        return told;
    }

    void conditions(const graph::Veto& veto, Explanation& told) const {
        Telling telling{values_, wording_, {}, 0};
        told.title = wording_.title(veto.label, veto.names);
        for (const auto& when : veto.when) {
            told.children.push_back(tell_condition(when, telling, {}, Word::when));
        }
    }

    std::string category_title(const graph::Rule& rule) const {
        if (rule.category == graph::Rule::none) return {};
        const auto& category = story_.categories[rule.category];
        return wording_.title(category.label, category.names);
    }

    const Scorecard::Body& body_;
    const graph::Story& story_;
    std::uint32_t index_;
    const graph::Total& total_;
    const Values& values_;
    const Wording& wording_;
    number::Rational running_{0};  ///< the total before the line
    number::Rational of_rule_{0};  ///< the points of the last rule before the line
};

/// A row of the grades: reached, or what it would still need.
Explanation grade_row(const graph::GradeRow& row, Verdict verdict, const graph::Quantity& score,
                      Telling& telling) {
    const auto& wording = telling.wording;
    Explanation told;
    told.part = Part::grade_row;
    told.verdict = verdict;
    const auto name = wording.pick(row.names);
    if (!row.bound) {
        told.title = wording.say(Word::grade_otherwise, {name});
        return told;
    }
    told.title = wording.say(Word::grade_from, {name, name_with_value(*row.bound, telling, {})});
    const number::Rational gap =
        telling.values.of(row.bound->quantity).number - telling.values.of(score).number;
    if (verdict == Verdict::fails && gap > 0) {
        told.notes.push_back(wording.say(Word::tier_needs, {shortest(gap)}));
    }
    if (row.when) told.children.push_back(tell_condition(*row.when, telling, {}, Word::when));
    return told;
}

/// Whether more points would bring this grade: not where a veto decides the score or forbids it.
bool may_be_earned(std::size_t position, const graph::Story& story, const Values& values) {
    return std::none_of(story.vetoes.begin(), story.vetoes.end(), [&](const graph::Veto& veto) {
        if (values.truth(veto.wins) != true) return false;
        if (veto.effect == graph::VetoEffect::grade_at_most)
            return values.of(veto.value).number > position;
        return veto.effect != graph::VetoEffect::category &&
               &story.totals[veto.total] == story.score();
    });
}

/// The next better row and the row reached: rows descend, as in the plan.
Explanation tell_grade(const graph::Story& story, const Values& values, const Wording& wording) {
    Explanation told;
    told.part = Part::grade;
    told.title = wording.title(*story.grade);
    const auto value = values.of(story.grade->grade);
    told.value = wording.show(value, story.grade->grade);
    if (!value.is_there()) return told;
    Telling telling{values, wording, {}, 0};
    const auto& score = story.score()->value;
    const auto& rows = story.grade->rows;
    const auto final = static_cast<std::size_t>(number::floor(value.number));
    told.id = rows[final].names.front();
    told.value = wording.pick(rows[final].names);
    // Vetoes may have made it worse than what was earned.
    const auto position =
        static_cast<std::size_t>(number::floor(values.of(story.grade->earned).number));
    for (const auto& veto : story.vetoes) {
        const bool decides = veto.effect == graph::VetoEffect::grade_at_most && position != final &&
                             values.truth(veto.wins) == true;
        if (decides) {
            told.notes.push_back(wording.say(
                Word::of_that,
                {wording.title(veto.label, veto.names),
                 wording.say(Word::becomes, {wording.pick(rows[position].names), told.value})}));
        }
    }
    if (position > 0 && may_be_earned(position - 1, story, values)) {
        told.children.push_back(grade_row(rows[position - 1], Verdict::fails, score, telling));
    }
    told.children.push_back(grade_row(rows[position], Verdict::holds, score, telling));
    return told;
}

Explanation tell_category(const graph::Category& category, const Values& values,
                          const Wording& wording) {
    Explanation told;
    told.part = Part::category;
    told.id = category.name;
    told.title = wording.title(category.label, category.names);
    put_value(told, values.of(category.points), category.points, wording);
    if (told.number) told.value = with_sign(*told.number, category.points);
    for (const auto* limit : {&category.choice, &category.cap, &category.floor}) {
        if (*limit) told.notes.push_back(wording.pick((*limit)->words));
    }
    return told;
}

Explanation tell_outcome(const graph::Outcome& outcome, const Values& values,
                         const Wording& wording) {
    Explanation told;
    told.part = Part::outcome;
    told.id = outcome.name;
    told.title = wording.title(outcome.label, outcome.names);
    const auto value = values.of(outcome.quantity);
    put_value(told, value, outcome.quantity, wording);
    const auto formula = wording.pick(outcome.words);
    if (!formula.empty()) told.notes.push_back(formula);
    if (value.presence == Presence::withheld) {
        told.notes.push_back(wording.say(Word::group_incomplete));
        return told;
    }
    Telling telling{values, wording, {}, 0};
    add_inputs({outcome.choices, outcome.readings, outcome.tiers}, telling, {}, told);
    return told;
}

Explanation tell_total(const Scorecard::Body& body, std::uint32_t index, const Values& values,
                       const Wording& wording) {
    const auto& total = body.outline->graph->story.totals[index];
    Explanation told;
    told.part = Part::total;
    told.id = total.name;
    told.silent = total.silent;
    told.title = total.names.empty() && wording.pick(total.label).empty()
                     ? wording.say(Word::score)
                     : wording.title(total.label, total.names);
    // A line may hang on a group that the total itself does not.
    if (first_common(body.outline->total_groups[index], body.incomplete)) {
        told.value = wording.say(Word::withheld);
        told.notes.push_back(wording.say(Word::group_incomplete));
        return told;
    }
    const auto value = values.of(total.value);
    if (!value.is_there()) {
        told.value = wording.say(Word::not_rated);
        told.notes.push_back(why_not_rated(body.outline->graph->story, index, values, wording));
        return told;
    }
    put_value(told, value, total.value, wording);
    told.children = Lines(body, index, values, wording).tell();
    return told;
}

}  // namespace

Explanation explain(const Scorecard::Body& body, std::string_view lang) {
    const auto& story = body.outline->graph->story;
    const Replay again(body);
    const auto& values = again.values();
    const Wording wording(story, lang);
    Explanation card;
    card.part = Part::card;
    card.id = body.id;
    card.wide = wording.say(Word::of_that).find(": ") == std::string::npos;
    card.title = wording.title(story.label, story.names);
    card.label = body.period;
    for (std::uint32_t i = 0; i < story.totals.size(); ++i) {
        card.children.push_back(tell_total(body, i, values, wording));
    }
    for (const auto& requirement : story.requirements) {
        if (values.truth(requirement.holds) == false) {
            card.notes.push_back(
                wording.say(Word::warning, {warning(requirement, values, wording)}));
        }
    }
    for (const auto& rule : story.rules) {
        for (auto& text : advice(rule, values, wording)) card.advice.push_back(std::move(text));
    }
    const auto totals = card.children;
    if (story.grade && totals.front().number) {
        card.children.push_back(tell_grade(story, values, wording));
    }
    for (const auto& category : story.categories) {
        if (totals[category.total].number) {
            card.children.push_back(tell_category(category, values, wording));
        }
    }
    for (const auto& outcome : story.outcomes) {
        card.children.push_back(tell_outcome(outcome, values, wording));
    }
    return card;
}

}  // namespace meritum::scorecard
