// Explanations against the reference. See explained.hpp.
#include "agreement/explained.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "scorecard/explain.hpp"

namespace meritum::agreement {

namespace {

using scorecard::Explanation;
using scorecard::Part;
using scorecard::Verdict;

std::optional<Fraction> number_of(const Explanation& node) {
    if (!node.number) return std::nullopt;
    const auto exact = node.number->rational();
    return Fraction(Whole(numerator(exact).str()), Whole(denominator(exact).str()));
}

std::string in_quotes(std::string_view title) { return "`" + std::string(title) + "`"; }

std::vector<const Explanation*> children_of(const Explanation& node, Part part) {
    std::vector<const Explanation*> found;
    for (const auto& child : node.children) {
        if (child.part == part) found.push_back(&child);
    }
    return found;
}

/// Rows of a named table say their line: first those that match, several only where they are summed
/// or compared, then what others need.
std::string wrong_in_call(const Explanation& call) {
    bool denied = false;
    for (const auto* row : children_of(call, Part::tier)) {
        if (row->label.empty()) return in_quotes(row->title) + " does not say where it stands";
        const bool matches = row->verdict == Verdict::holds;
        if (matches && denied) return in_quotes(row->title) + " stands behind what others need";
        if (!matches && row->notes.empty()) return in_quotes(row->title) + " needs nothing";
        denied = denied || !matches;
    }
    return "";
}

/// What is gathered of items follows from those that are listed. Held against the reference through
/// the line or condition it stands in; known by its words, in English.
std::string wrong_items(const Explanation& node) {
    const auto items = children_of(node, Part::item);
    Fraction sum = 0;
    std::size_t counting = 0;
    for (const auto* item : items) {
        if (item->verdict == Verdict::not_reached) return "an item is not reached";
        if (item->verdict != Verdict::holds) continue;
        ++counting;
        sum += number_of(*item).value_or(0);
    }
    const auto is = [&](std::string_view words) {
        return node.title.starts_with(words) ||
               node.title.starts_with("when " + std::string(words));
    };
    const auto wrong = [&](const std::string& what) {
        return in_quotes(node.title) + ": " + what + " does not follow from its items";
    };
    const auto value = number_of(node);
    const bool yes = node.value == "yes" || node.verdict == Verdict::holds;
    const bool no = node.value == "no" || node.verdict == Verdict::fails;
    if (is("every ") && (yes || no) && yes != (counting == items.size())) return wrong("yes or no");
    if (is("any ") && (yes || no) && yes != (counting > 0)) return wrong("yes or no");
    if (is("no ") && (yes || no) && yes != (counting == 0)) return wrong("yes or no");
    if (!value) return {};
    if (is("count of ") && *value != Fraction(counting)) return wrong("the count");
    if (is("sum of ") && *value != sum) return wrong("the sum");
    if (counting == 0) return {};
    if (is("average of ") && *value != sum / counting) return wrong("the average");
    if (is("median of ") && *value != sum / counting) return wrong("the median");
    const bool one = is("highest of ") || is("lowest of ");
    if (one && (counting != 1 || *value != sum)) return wrong("the best");
    return {};
}

/// What must hold of every node, wherever it stands.
std::string wrong_below(const Explanation& node) {
    const bool needs_title = node.part != Part::card && node.part != Part::line;
    if (needs_title && node.title.empty()) return "a part without words";
    const bool judged = node.part == Part::condition || node.part == Part::tier ||
                        node.part == Part::grade_row || node.part == Part::item;
    if (judged && node.verdict == Verdict::none) return in_quotes(node.title) + " has no verdict";
    if (node.part == Part::tiers) {
        // The row reached, then the next one: the reached one alone is last, the next alone is
        // first.
        auto rows = children_of(node, Part::tier);
        if (!rows.empty() && !rows.front()->label.empty()) {
            const auto wrong = wrong_in_call(node);
            if (!wrong.empty()) return wrong;
            rows.clear();
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool reached = rows[i]->verdict == Verdict::holds;
            if (i == 1 && reached && !rows[i]->notes.empty()) continue;  // of slices
            if (rows.size() > 1 && i == 0 && !reached) return in_quotes(node.title) + " has no row";
            if (i == 1 && reached) return in_quotes(node.title) + " reaches two rows";
            const auto& title = rows[i]->title;
            const bool begins_there = title.starts_with("beyond") || title.starts_with("超过") ||
                                      title.starts_with("自") ||
                                      title.find(" on: ") != std::string::npos;
            if (!reached && !begins_there && rows[i]->notes.empty())
                return in_quotes(rows[i]->title) + " needs nothing";
        }
    }
    const bool gathers = !children_of(node, Part::item).empty() && node.part != Part::amount;
    if (gathers) {
        if (const auto wrong = wrong_items(node); !wrong.empty()) return wrong;
    }
    std::set<std::string> listed;
    for (const auto* reading : children_of(node, Part::reading)) {
        const bool unread = reading->value == "not reached" || reading->value == "无需判断";
        if (unread) return in_quotes(reading->title) + " is listed, but was not read";
        const bool of_condition = node.part == Part::condition;
        if (!of_condition && !listed.insert(std::string(reading->title)).second) {
            return in_quotes(reading->title) + " is listed twice";
        }
    }
    for (const auto& child : node.children) {
        if (auto wrong = wrong_below(child); !wrong.empty()) return wrong;
    }
    return {};
}

/// A rule's line: its conditions, what it gave, its items.
std::string wrong_rule(const Explanation& line, const Fraction& points) {
    const auto conditions = children_of(line, Part::condition);
    const bool all_hold = std::all_of(conditions.begin(), conditions.end(), [](const auto* one) {
        return one->verdict == Verdict::holds;
    });
    const auto amounts = children_of(line, Part::amount);
    if (!all_hold) {
        return !amounts.empty() || points != 0 || line.verdict != Verdict::fails
                   ? "a condition does not hold, but the rule gives"
                   : "";
    }
    if (amounts.size() != 1) return "nothing says what the rule gives";
    const auto& amount = *amounts.front();
    auto given = number_of(amount);
    if (!given) return "the amount is no number";
    const auto own = *given;
    for (const auto* step : children_of(amount, Part::step)) {
        const auto after = number_of(*step);
        if (!after) return in_quotes(step->title) + " leads to no number";
        given = after;
    }
    const bool rounded = !amount.notes.empty() && children_of(amount, Part::item).empty();
    const Fraction size = points < 0 ? Fraction(-points) : points;
    const Fraction given_size = *given < 0 ? Fraction(-*given) : *given;
    if (!rounded && amount.notes.size() < 2 && size != given_size) {
        return "the line is " + fraction_text(points) + ", the amount " + fraction_text(*given);
    }
    Fraction sum = 0;
    const auto items = children_of(amount, Part::item);
    for (const auto* item : items) {
        const auto worth = number_of(*item);
        if (item->verdict == Verdict::holds) sum += worth.value_or(0);
        if (item->verdict != Verdict::holds && worth) return "an item that does not count gives";
    }
    if (!items.empty() && sum != own && sum != -own) {
        return "items add up to " + fraction_text(sum) + ", not " + fraction_text(own);
    }
    return {};
}

/// One of the totals: its value, its lines.
std::string wrong_total(const ReferenceCard& expected, std::size_t index,
                        const Explanation& total) {
    const auto& [name, value] = expected.totals[index];
    if (total.id != name || number_of(total) != value) return "the total is not " + name;
    if (!value && (total.notes.empty() || total.value.empty())) return "not rated, but not why";
    std::vector<ReferenceLine> wanted;
    for (const auto& line : expected.lines) {
        if (line.identity.starts_with(name + "/")) wanted.push_back(line);
    }
    const auto lines = children_of(total, Part::line);
    if (lines.size() != wanted.size()) return "another number of lines";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& [identity, points, gave] = wanted[i];
        if (lines[i]->id != identity || number_of(*lines[i]) != points) {
            return "line " + std::string(lines[i]->id) + " should be " + identity + " " +
                   fraction_text(points);
        }
        if (identity.ends_with("/rule")) {
            if (auto wrong = wrong_rule(*lines[i], points); !wrong.empty()) {
                return identity + ": " + wrong;
            }
        }
    }
    return {};
}

/// The grade reached holds, the next better one does not.
std::string wrong_grade(const ReferenceCard& expected, const Explanation& grade) {
    if (grade.id != expected.grade) return "the grade is " + std::string(grade.id);
    const auto rows = children_of(grade, Part::grade_row);
    if (rows.empty() || rows.back()->verdict != Verdict::holds) return "no grade is reached";
    if (rows.size() == 2 && rows.front()->verdict != Verdict::fails) {
        return "a better grade is reached as well";
    }
    return {};
}

std::string wrong_outcomes(const ReferenceCard& expected, const Explanation& card) {
    const auto outcomes = children_of(card, Part::outcome);
    if (outcomes.size() != expected.outcomes.size()) return "another number of outcomes";
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const auto& [name, value] = expected.outcomes[i];
        if (outcomes[i]->id != name)
            return "outcome " + std::string(outcomes[i]->id) + " should be " + name;
        const bool is_number = value.kind == Value::Kind::number;
        if (is_number && number_of(*outcomes[i]) != value.number) {
            return "outcome " + name + " is " + std::string(outcomes[i]->value);
        }
    }
    return {};
}

}  // namespace

std::string untrue_explanation(const ReferenceCard& expected, const Scorecard& card,
                               std::string_view lang) {
    const auto told = scorecard::explain(card.body(), lang);
    if (told.id != expected.id) return "the card is " + std::string(told.id);
    const auto totals = children_of(told, Part::total);
    if (totals.size() != expected.totals.size()) return "another number of totals";
    std::string wrong;
    for (std::size_t i = 0; i < totals.size() && wrong.empty(); ++i) {
        wrong = wrong_total(expected, i, *totals[i]);
    }
    for (const auto* grade : children_of(told, Part::grade)) {
        if (wrong.empty()) wrong = wrong_grade(expected, *grade);
    }
    if (wrong.empty() && !expected.grade.empty() && children_of(told, Part::grade).empty()) {
        wrong = "the grade is not told";
    }
    if (wrong.empty()) wrong = wrong_outcomes(expected, told);
    if (wrong.empty()) wrong = wrong_below(told);
    if (wrong.empty() && card.explain(lang).empty()) wrong = "there is no text";
    if (wrong.empty() && card.explain_json(lang).empty()) wrong = "there is no JSON";
    return wrong;
}

}  // namespace meritum::agreement
