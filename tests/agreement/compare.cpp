// Comparing and showing cards. See compare.hpp.
#include "agreement/compare.hpp"

#include <map>

#include "agreement/evaluator.hpp"

namespace meritum::agreement {

namespace {

bool same(const Value& expected, const Outcome& actual) {
    if (const auto* number = std::get_if<Decimal>(&actual.value)) {
        return expected.kind == Value::Kind::number && expected.number == to_fraction(*number);
    }
    if (const auto* text = std::get_if<std::string>(&actual.value)) {
        const bool is_text =
            expected.kind == Value::Kind::text || expected.kind == Value::Kind::choice;
        return is_text && expected.text == *text;
    }
    if (const auto* yes = std::get_if<bool>(&actual.value)) {
        return expected.kind == Value::Kind::boolean && expected.yes == *yes;
    }
    if (const auto* date = std::get_if<Date>(&actual.value)) {
        return expected.kind == Value::Kind::date && expected.number == Fraction(date->days());
    }
    return false;
}

std::string text_of(const Outcome& outcome) {
    if (const auto* number = std::get_if<Decimal>(&outcome.value)) return number->to_string();
    if (const auto* text = std::get_if<std::string>(&outcome.value)) return *text;
    if (const auto* yes = std::get_if<bool>(&outcome.value)) return *yes ? "yes" : "no";
    if (const auto* date = std::get_if<Date>(&outcome.value)) return date->to_string();
    return "(withheld)";
}

std::string text_of(const std::optional<Decimal>& score) {
    return score ? score->to_string() : "(none)";
}

std::string text_of(const std::optional<Fraction>& total) {
    return total ? fraction_text(*total) : "(none)";
}

/// The rule of an identity "score/category/rule/rule" has a `because`.
bool has_because(const ast::Document& plan, const std::string& identity) {
    for (const auto& statement : plan.statements) {
        if (!is_rule(statement.head.row) || !find_clause(statement, ast::Row::rule_because))
            continue;
        const std::string end = "/" + ast::first_name(statement.head[0]) + "/rule";
        if (identity.size() > end.size() &&
            identity.compare(identity.size() - end.size(), end.size(), end) == 0) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string difference_of_results(const ReferenceCard& expected, const Scorecard& actual) {
    if (expected.id != actual.id()) return "id " + expected.id + ", but " + actual.id();
    if (expected.totals.size() != actual.totals().size()) return "another number of totals";
    for (std::size_t i = 0; i < expected.totals.size(); ++i) {
        const auto& [name, value] = expected.totals[i];
        const Total& total = actual.totals()[i];
        const bool same_value = value.has_value() == total.value.has_value() &&
                                (!value || *value == to_fraction(*total.value));
        if (name != total.name || !same_value) {
            return name + " " + text_of(value) + ", but " + total.name + " " + text_of(total.value);
        }
        if (total.not_rated.empty() == !value.has_value()) return name + " is rated or not?";
        if (name == "score" && total.value != actual.score()) return "the score is no total";
    }
    if (expected.grade != actual.grade())
        return "grade " + expected.grade + ", but " + actual.grade();
    if (expected.outcomes.size() != actual.outcomes().size()) return "another number of outcomes";
    for (std::size_t i = 0; i < expected.outcomes.size(); ++i) {
        const auto& [name, value] = expected.outcomes[i];
        const Outcome& outcome = actual.outcomes()[i];
        if (name != outcome.name || !same(value, outcome)) {
            return "outcome " + name + " " + value_text(value) + ", but " + outcome.name + " " +
                   text_of(outcome);
        }
    }
    return "";
}

std::string difference_of_lines(const ast::Document& plan, const ReferenceCard& expected,
                                const Scorecard& actual) {
    std::map<std::string, Fraction> sums;
    for (std::size_t i = 0; i < actual.lines().size() || i < expected.lines.size(); ++i) {
        if (i >= actual.lines().size()) return "line " + expected.lines[i].identity + " is missing";
        const Line& line = actual.lines()[i];
        sums[line.total] += to_fraction(line.points);
        if (i >= expected.lines.size()) return "line " + line.line + " should not be there";
        const ReferenceLine& wanted = expected.lines[i];
        if (line.line != wanted.identity || to_fraction(line.points) != wanted.points) {
            return "line " + wanted.identity + " " + fraction_text(wanted.points) + ", but " +
                   line.line + " " + line.points.to_string();
        }
        if (has_because(plan, line.line) && line.because.empty() == wanted.gave) {
            return "line " + line.line +
                   (wanted.gave ? " lacks its because" : " has a because: " + line.because);
        }
    }
    for (const auto& [name, value] : expected.totals) {
        if (value && sums[name] != *value)
            return "the lines of " + name + " add up to " + fraction_text(sums[name]);
    }
    return "";
}

std::string difference_of_cards(const Scorecard& a, const Scorecard& b, bool lines) {
    if (a.id() != b.id() || a.score() != b.score() || a.grade() != b.grade()) {
        return "score " + text_of(a.score()) + " " + a.grade() + ", but " + text_of(b.score()) +
               " " + b.grade();
    }
    for (std::size_t i = 0; i < a.totals().size(); ++i) {
        if (a.totals()[i].value != b.totals()[i].value) return "total " + a.totals()[i].name;
    }
    if (a.outcomes().size() != b.outcomes().size()) return "another number of outcomes";
    for (std::size_t i = 0; i < a.outcomes().size(); ++i) {
        if (a.outcomes()[i].value != b.outcomes()[i].value ||
            a.outcomes()[i].name != b.outcomes()[i].name) {
            return "outcome " + a.outcomes()[i].name + " " + text_of(a.outcomes()[i]) + ", but " +
                   text_of(b.outcomes()[i]);
        }
    }
    if (!lines) return "";
    if (a.lines().size() != b.lines().size()) return "another number of lines";
    for (std::size_t i = 0; i < a.lines().size(); ++i) {
        const Line& one = a.lines()[i];
        const Line& other = b.lines()[i];
        if (one.line != other.line || one.points != other.points || one.because != other.because) {
            return "line " + one.line + " " + one.points.to_string() + ", but " + other.line + " " +
                   other.points.to_string();
        }
    }
    return "";
}

std::string show(const ReferenceCard& card) {
    std::string out = card.id + ":";
    for (const auto& [name, value] : card.totals) out += " " + name + " " + text_of(value);
    out += " " + card.grade + "\n";
    for (const auto& line : card.lines)
        out += "    " + line.identity + " " + fraction_text(line.points) + "\n";
    for (const auto& [name, value] : card.outcomes)
        out += "    " + name + " = " + value_text(value) + "\n";
    return out;
}

std::string show(const Scorecard& card) {
    std::string out = card.id() + ":";
    for (const auto& total : card.totals()) out += " " + total.name + " " + text_of(total.value);
    out += " " + card.grade() + "\n";
    for (const auto& line : card.lines()) {
        out += "    " + line.line + " " + line.points.to_string() +
               (line.because.empty() ? "" : "  # " + line.because) + "\n";
    }
    for (const auto& outcome : card.outcomes())
        out += "    " + outcome.name + " = " + text_of(outcome) + "\n";
    return out;
}

}  // namespace meritum::agreement
