// Why a condition held or not: both sides with their values, and by how much it failed. See
// telling.hpp.
#include <array>
#include <string_view>
#include <utility>

#include "scorecard/telling.hpp"

namespace meritum::scorecard {
namespace {

using Kind = graph::Condition::Kind;

/// What to say when a comparison holds and when it does not. `needs` is the side of the right value
/// the left one must be on.
struct ComparisonWords {
    std::string_view sign;
    Word holds;
    Word fails;
    int needs;
};

constexpr std::array<ComparisonWords, 6> comparison_words{{
    {">", Word::is_above, Word::not_above, 1},
    {">=", Word::is_at_least, Word::is_below, 1},
    {"<", Word::is_below, Word::not_below, -1},
    {"<=", Word::is_at_most, Word::is_above, -1},
    {"=", Word::is_equal, Word::not_equal, 0},
    {"!=", Word::not_equal, Word::is_equal, 0},
}};

Verdict verdict_of(std::optional<bool> truth) {
    if (!truth) return Verdict::not_reached;
    return *truth ? Verdict::holds : Verdict::fails;
}

/// "95% is not above 100%, 5% short".
std::string_view sentence(const graph::Condition& condition, bool holds, const Telling& telling,
                          ItemRow item) {
    const auto left = telling.values.of(*condition.left, item);
    const auto right = telling.values.of(*condition.right, item);
    for (const auto& [value, reading] :
         {std::pair{&left, &*condition.left}, std::pair{&right, &*condition.right}}) {
        if (!value->is_there()) {
            return telling.pen.say(Word::of_that, {telling.pen.pick(reading->words),
                                                   telling.pen.show(*value, *reading)});
        }
    }
    Form left_form(*condition.left);
    Form right_form(*condition.right);
    show_alike(left_form, right_form);
    for (const auto& words : comparison_words) {
        if (words.sign != condition.comparison) continue;
        auto text = telling.pen.say(
            holds ? words.holds : words.fails,
            {telling.pen.show(left, left_form), telling.pen.show(right, right_form)});
        const bool endless = left.endless || right.endless;  // so would be the gap
        if (holds || words.needs == 0 || endless || left.number == right.number) return text;
        const auto gap = words.needs > 0 ? right.number - left.number : left.number - right.number;
        return telling.pen.say(words.needs > 0 ? Word::short_by : Word::over_by,
                               {text, telling.pen.show_difference(gap, left_form)});
    }
    return {};
}

/// A side is told as a child only when it is made of something that was not told yet.
void add_side(const Rare<graph::Reading>& side, Telling& telling, ItemRow item, Explanation& told) {
    const bool made =
        side && !(side->from.empty() && side->formula.empty() && side->gathering.empty());
    if (!made || telling.told.has(telling.pen.pick(side->words))) return;
    add_reading(*side, telling, item, told);
}

/// "95", "missing", "no": for what is asked of one value.
void add_value(const Rare<graph::Reading>& side, Telling& telling, ItemRow item,
               Explanation& told) {
    if (!side) return;
    told.notes.push_back(telling.pen.show(telling.values.of(*side, item), *side));
}

void tell(const graph::Condition& condition, Telling& telling, ItemRow item, Explanation& told);

/// What is denied is told by its value alone: "when not paid: paid is yes".
void add_negated(const graph::Condition& part, Telling& telling, ItemRow item, Explanation& told) {
    const bool one_value = (part.kind == Kind::truth || part.kind == Kind::known) && part.left;
    if (!one_value && part.kind != Kind::comparison) {
        tell(part, telling, item, told.add(Part::condition));
        return;
    }
    Explanation inner(&telling.pen.paper());
    tell(part, telling, item, inner);
    for (const auto note : inner.notes) {
        told.notes.push_back(
            one_value ? telling.pen.say(Word::is_value, {telling.pen.pick(part.left->words), note})
                      : note);
    }
    told.children.splice(told.children.end(), inner.children);
}

void tell(const graph::Condition& condition, Telling& telling, ItemRow item, Explanation& told) {
    told.title = telling.pen.pick(condition.words);
    // Behind what does not hold, a condition may be taken for granted.
    told.verdict = telling.values.looked_at(condition, item)
                       ? verdict_of(telling.values.truth(condition.holds, item))
                       : Verdict::not_reached;
    if (told.verdict == Verdict::not_reached) {
        told.notes.push_back(telling.pen.say(Word::not_reached));
        return;
    }
    switch (condition.kind) {
        case Kind::comparison:
            told.notes.push_back(
                sentence(condition, told.verdict == Verdict::holds, telling, item));
            add_side(condition.left, telling, item, told);
            add_side(condition.right, telling, item, told);
            break;
        case Kind::known: add_value(condition.left, telling, item, told); break;
        case Kind::truth:
            add_value(condition.left, telling, item, told);
            if (condition.left && condition.left->words == condition.words &&
                !condition.left->gathering.empty()) {  // the condition is `every ...` itself
                add_gathering(*condition.left, telling, told);
            } else {
                add_side(condition.left, telling, item, told);
            }
            break;
        case Kind::negation: add_negated(condition.parts.front(), telling, item, told); break;
        case Kind::all:
        case Kind::any:
            for (const auto& part : condition.parts)
                tell(part, telling, item, told.add(Part::condition));
            break;
    }
}

}  // namespace

void tell_condition(const graph::Condition& condition, Telling& telling, ItemRow item, Word as,
                    Explanation& told) {
    tell(condition, telling, item, told);
    told.title = telling.pen.say(as, {told.title});
}

}  // namespace meritum::scorecard
