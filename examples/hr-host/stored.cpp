// Cards to rows, and rows compared with cards. Numbers are Decimals from the card to the column and
// back.
#include "stored.hpp"

#include <map>
#include <meritum/version.hpp>
#include <stdexcept>
#include <utility>

namespace hr {
namespace {

constexpr const char* languages[] = {"en", "zh"};

/// NULL rather than an empty text.
Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value number_or_null(const std::optional<meritum::Decimal>& number) {
    return number ? Value(*number) : Value();
}

/// What an outcome came to: a number, or words; neither where it was withheld.
struct OutcomeFigure {
    std::optional<meritum::Decimal> number;
    std::string words;
};

OutcomeFigure figure_of(const meritum::Outcome& outcome) {
    if (const auto* number = std::get_if<meritum::Decimal>(&outcome.value)) return {*number, ""};
    if (const auto* text = std::get_if<std::string>(&outcome.value)) return {{}, *text};
    if (const auto* truth = std::get_if<bool>(&outcome.value)) return {{}, *truth ? "yes" : "no"};
    if (const auto* date = std::get_if<meritum::Date>(&outcome.value))
        return {{}, date->to_string()};
    return {};
}

void store_outcomes(Database& database, const std::string& quarter,
                    const meritum::Scorecard& card) {
    for (const auto& outcome : card.outcomes()) {
        const auto figure = figure_of(outcome);
        database.run(
            "INSERT INTO score_outcome (quarter, employee, name, number, words, unit) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            {quarter, card.id(), outcome.name, number_or_null(figure.number),
             text_or_null(figure.words), text_or_null(outcome.unit)});
    }
}

void store_lines(Database& database, const std::string& quarter, const meritum::Scorecard& card) {
    std::int64_t position = 0;
    for (const auto& line : card.lines()) {
        database.run(
            "INSERT INTO score_line "
            "(quarter, employee, position, line, total, category, rule, points, because) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            {quarter, card.id(), ++position, line.line, line.total, text_or_null(line.category),
             text_or_null(line.rule), line.points, text_or_null(line.because)});
    }
}

void store_card(Database& database, const std::string& quarter, const meritum::Scorecard& card) {
    database.run("INSERT INTO score (quarter, employee, score, grade) VALUES ($1, $2, $3, $4)",
                 {quarter, card.id(), number_or_null(card.score()), text_or_null(card.grade())});
    store_outcomes(database, quarter, card);
    store_lines(database, quarter, card);
    for (const std::string language : languages) {
        database.run(
            "INSERT INTO score_explanation (quarter, employee, language, page, document) "
            "VALUES ($1, $2, $3, $4, $5)",
            {quarter, card.id(), language, card.explain(language), card.explain_json(language)});
    }
}

void store_errors(Database& database, const std::string& quarter,
                  const std::vector<meritum::FactError>& errors) {
    std::int64_t position = 0;
    for (const auto& error : errors) {
        database.run(
            "INSERT INTO score_error (quarter, employee, position, fact, code, message) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            {quarter, error.id, ++position, text_or_null(error.fact), error.code, error.message});
    }
}

/// What is compared of a person: "score", "outcomes.payment", "lines.score///start" and the values.
using Figures = std::map<std::string, std::string>;

Figures figures_of(const meritum::Scorecard& card) {
    Figures figures;
    if (const auto score = card.score()) figures["score"] = score->to_string();
    if (!card.grade().empty()) figures["grade"] = card.grade();
    for (const auto& line : card.lines()) figures["lines." + line.line] = line.points.to_string();
    for (const auto& outcome : card.outcomes()) {
        const auto figure = figure_of(outcome);
        figures["outcomes." + outcome.name] =
            figure.number ? figure.number->to_string() : figure.words;
    }
    return figures;
}

/// "117.50" of a column is 117.5 of a card.
std::string shortest(const std::string& text) {
    const auto number = meritum::Decimal::parse(text);
    if (!number) throw std::runtime_error(text + " is stored where a number should be.");
    return number->to_string();
}

std::map<std::string, Figures> stored_figures(Database& database, const std::string& quarter) {
    std::map<std::string, Figures> people;
    const Rows scores = database.run(
        "SELECT employee, score, grade FROM stored_score WHERE quarter = $1", {quarter});
    for (const auto& row : scores.rows) {
        Figures& figures = people[row[0].value()];
        if (row[1]) figures["score"] = shortest(*row[1]);
        if (row[2]) figures["grade"] = *row[2];
    }
    const Rows lines = database.run(
        "SELECT employee, line, points FROM stored_line WHERE quarter = $1", {quarter});
    for (const auto& row : lines.rows)
        people[row[0].value()]["lines." + row[1].value()] = shortest(row[2].value());
    const Rows outcomes = database.run(
        "SELECT employee, name, number, words FROM stored_outcome WHERE quarter = $1", {quarter});
    for (const auto& row : outcomes.rows)
        people[row[0].value()]["outcomes." + row[1].value()] =
            row[2] ? shortest(*row[2]) : row[3].value_or("");
    return people;
}

void compare(const std::string& employee, const Figures& stored, const Figures& computed,
             std::vector<std::string>& found) {
    const auto value = [](const Figures& figures, const std::string& what) {
        const auto at = figures.find(what);
        return at == figures.end() ? std::string("nothing") : at->second;
    };
    Figures names = stored;
    names.insert(computed.begin(), computed.end());
    for (const auto& [what, unused] : names) {
        const std::string left = value(stored, what);
        const std::string right = value(computed, what);
        if (left != right)
            found.push_back(employee + ": " + what + " is stored as " + left + ", computed as " +
                            right + ".");
    }
}

}  // namespace

std::optional<Scoring> find_scoring(Database& database, const std::string& quarter) {
    const Rows found = database.run(
        "SELECT plan, fingerprint, plan_text, archive, scored_at FROM scoring WHERE quarter = $1",
        {quarter});
    if (found.rows.empty()) return std::nullopt;
    const auto& row = found.rows.front();
    return Scoring{row[0].value(), row[1].value(), row[2].value(), row[3].value(), row[4].value()};
}

void store(Database& database, const std::string& quarter, const meritum::Plan& plan,
           const meritum::Results& results) {
    database.run(
        "INSERT INTO scoring (quarter, plan, fingerprint, edition, engine, plan_text, archive) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {quarter, plan.name(), plan.fingerprint(), std::int64_t{meritum::language_edition},
         MERITUM_VERSION, plan.format(), meritum::to_archive(results)});
    for (const auto& card : results.cards) store_card(database, quarter, card);
    store_errors(database, quarter, results.errors);

    const Rows wrong =
        database.run("SELECT employee FROM lines_that_do_not_add_up WHERE quarter = $1", {quarter});
    if (!wrong.rows.empty())
        throw std::runtime_error("The lines of " + wrong.rows.front().front().value() +
                                 " do not add up to the score in the database.");
}

void remove_scoring(Database& database, const std::string& quarter) {
    database.run("DELETE FROM scoring WHERE quarter = $1", {quarter});
}

std::vector<std::string> differences(Database& database, const std::string& quarter,
                                     const meritum::Replay& replay) {
    std::vector<std::string> found;
    auto stored = stored_figures(database, quarter);
    for (const auto& replayed : replay.cards) {
        if (!replayed.card) continue;  // the replay says why
        const auto at = stored.find(replayed.id);
        if (at == stored.end()) {
            found.push_back(replayed.id + ": the score is not stored.");
            continue;
        }
        compare(replayed.id, at->second, figures_of(*replayed.card), found);
        stored.erase(at);
    }
    for (const auto& [employee, unused] : stored)
        found.push_back(employee + ": a score is stored, and the archive has none.");
    return found;
}

}  // namespace hr
