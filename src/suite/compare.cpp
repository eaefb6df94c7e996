// See compare.hpp.
#include "suite/compare.hpp"

#include <algorithm>

#include "number/rational.hpp"

namespace meritum::suite {

namespace {

/// Whether what is expected counts in a total that the card has.
bool is_rated(const Expected& expected, const Scorecard& card) {
    const auto* total = card.total(expected.total);
    return total != nullptr && total->value;
}

Value points_or_nothing(const std::optional<Decimal>& points) {
    if (!points) return {};
    return *points;
}

Value value_of_total(const Scorecard& card, const std::string& name) {
    const auto* total = card.total(name);
    if (total == nullptr) return {};
    if (total->value) return *total->value;
    if (!total->not_rated.empty()) return NotRated();
    return {};
}

Value text_or_nothing(const std::string& text) {
    if (text.empty()) return {};
    return text;
}

std::string because(const Scorecard& card, const std::string& rule) {
    for (const auto& line : card.lines()) {
        if (line.rule == rule && !line.because.empty()) return line.because;
    }
    return {};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Names of facts are compared as what they mean; a field may be told with its list or without.
bool is_fact(const std::string& expected, const std::string& found, const Vocabulary& words) {
    if (expected.empty() || expected == found) return true;
    return words.facts.find(found) == expected || found.ends_with("." + expected) ||
           expected.ends_with("." + found);
}

std::string told(const ExpectedError& error) {
    std::string text = error.code;
    if (!error.fact.empty()) text += (text.empty() ? "" : " ") + error.fact;
    if (!error.says.empty()) text += (text.empty() ? "" : " ") + ("\"" + error.says + "\"");
    return text;
}

std::string told(const FactError& error) {
    std::string text = error.code.empty() ? error.message : error.code + " " + error.message;
    if (error.line != 0) text += " (line " + std::to_string(error.line) + ")";
    return text;
}

std::string told(const ExpectedDiagnostic& one) {
    std::string text = one.code;
    if (one.line != 0) text += " in line " + std::to_string(one.line);
    if (!one.says.empty()) text += " \"" + one.says + "\"";
    return text;
}

std::string told(const Diagnostic& one) {
    return one.code + " in line " + std::to_string(one.primary.begin.line) + ": " + one.message;
}

// How much an expectation says.
std::size_t said(const ExpectedError& one) {
    return (one.code.empty() ? 0 : 1) + (one.fact.empty() ? 0 : 1) + (one.says.empty() ? 0 : 1);
}
std::size_t said(const ExpectedDiagnostic& one) {
    return 1 + (one.line == 0 ? 0 : 1) + (one.says.empty() ? 0 : 1);
}
constexpr std::size_t most_said = 3;

/// Pairs each expected one with a found one; those that say most choose first. What is left over
/// stands side by side.
template <class Expected, class Found, class Is>
std::vector<Difference> compare(const std::string& what, const std::vector<Expected>& expected,
                                std::vector<const Found*> left, const Origin& where, Is is_it) {
    std::vector<bool> paired(expected.size());
    for (auto much = most_said; much > 0; --much) {
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if (said(expected[i]) != much) continue;
            const auto pair = std::find_if(left.begin(), left.end(), [&](const Found* found) {
                return is_it(expected[i], *found);
            });
            paired[i] = pair != left.end();
            if (paired[i]) left.erase(pair);
        }
    }
    std::vector<Difference> differences;
    const auto none = "no such " + what;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto place = expected[i].place;
        if (!paired[i])
            differences.push_back(
                {what + "s", told(expected[i]), none, {where.file, place.line, place.column}});
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (i == differences.size()) differences.push_back({what + "s", none, {}, where});
        differences[i].actual = told(*left[i]);
    }
    return differences;
}

}  // namespace

Value actual(const Expected& expected, const Scorecard& card) {
    const auto& name = expected.name;
    switch (expected.of) {
        case Of::score: return value_of_total(card, "score");
        case Of::grade: return text_or_nothing(card.grade());
        case Of::outcome: {
            const auto* outcome = card.outcome(name);
            if (outcome == nullptr) return {};
            return std::visit([](const auto& value) { return Value(value); }, outcome->value);
        }
        case Of::total: return value_of_total(card, name);
        case Of::rule: return points_or_nothing(card.rule(name));
        case Of::category: return points_or_nothing(card.category(name));
        case Of::veto:
            if (!is_rated(expected, card)) return {};
            return std::any_of(card.lines().begin(), card.lines().end(),
                               [&](const Line& line) { return line.rule == name; });
        case Of::line: {
            const auto* line = card.line(name);
            return line == nullptr ? Value() : line->points;
        }
        case Of::because: return text_or_nothing(because(card, name));
    }
    return {};
}

std::vector<Difference> compare_errors(const std::vector<ExpectedError>& expected,
                                       const std::vector<const FactError*>& found,
                                       const Vocabulary& words, const Origin& where) {
    return compare(
        "error", expected, found, where, [&](const ExpectedError& one, const FactError& error) {
            return (one.code.empty() || one.code == error.code) &&
                   is_fact(one.fact, error.fact, words) && contains(error.message, one.says);
        });
}

std::vector<Difference> compare_diagnostics(const std::vector<ExpectedDiagnostic>& expected,
                                            const std::vector<Diagnostic>& found,
                                            const Origin& where) {
    std::vector<const Diagnostic*> left;
    for (const auto& one : found) left.push_back(&one);
    return compare("diagnostic", expected, left, where,
                   [](const ExpectedDiagnostic& one, const Diagnostic& diagnostic) {
                       return one.code == diagnostic.code &&
                              (one.line == 0 || one.line == diagnostic.primary.begin.line) &&
                              contains(diagnostic.message, one.says);
                   });
}

}  // namespace meritum::suite
