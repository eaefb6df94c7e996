// Results as CSV, one row per participant. In: Results. Out: text, UTF-8, quoted as in RFC 4180,
// lines end with \n. Must not know a plan. Tests: tests/report/csv_test.cpp.
//
// A spreadsheet runs a cell that begins with = + - @ or a tab as a formula. Texts that begin so (an
// id, say) get a ' before them; numbers are never touched, so -5 stays a number.
#include <algorithm>
#include <iterator>
#include <string>
#include <variant>

#include "meritum/plan.hpp"
#include "number/rational.hpp"
#include "report/csv_rows.hpp"

namespace meritum {
namespace report {
namespace {

constexpr unsigned most_places = 18;  // of a number that is written quickly

void append_quoted(std::string_view text, std::string& to) {
    const auto is_special = [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; };
    if (std::none_of(text.begin(), text.end(), is_special)) {
        to += text;
        return;
    }
    to += '"';
    for (const char c : text) {
        if (c == '"') to += '"';
        to += c;
    }
    to += '"';
}

void append_text(std::string_view text, std::string& to) {
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    if (!formula || Decimal::parse(text)) return append_quoted(text, to);
    append_quoted("'" + std::string(text), to);
}

struct ToCsvCell {
    std::string& to;
    void operator()(std::monostate) const {}
    void operator()(const Decimal& value) const { to += value.to_string(); }
    void operator()(const std::string& value) const { append_text(value, to); }
    void operator()(bool value) const { to += value ? "yes" : "no"; }
    void operator()(const Date& value) const { to += value.to_string(); }
};

/// As Decimal::to_string; most numbers are small, and there may be millions of them.
void append_number(const ResultColumn& column, std::size_t row, std::string& to) {
    constexpr std::int64_t small = 1'000'000'000;
    const std::int64_t value = column.values[row];
    const auto& step = column.step;
    const bool is_small = step.high() == 0 && step.low() < small && value < small && value > -small;
    if (!is_small || step.scale() > most_places) {
        const auto exact = number::Rational(value) * number::rational(step);
        to += number::to_decimal(exact).value_or(Decimal()).to_string();
        return;
    }
    auto units = value * static_cast<std::int64_t>(step.low());
    auto places = step.scale();
    for (; places > 0 && units % 10 == 0; --places) units /= 10;
    char digits[24];
    char* const end = std::end(digits);
    char* begin = end;
    auto left = units < 0 ? -units : units;
    for (unsigned written = 0; written <= places || left != 0; ++written) {
        if (written == places && places > 0) *--begin = '.';
        *--begin = static_cast<char>('0' + left % 10);
        left /= 10;
    }
    if (units < 0) *--begin = '-';
    to.append(begin, end);
}

void append_value(const ResultColumn& column, std::size_t row, std::string& to) {
    if (!column.has(row)) return;
    const std::int64_t value = column.values[row];
    switch (column.type) {
        case ResultColumn::Type::number: append_number(column, row, to); break;
        case ResultColumn::Type::boolean: to += value != 0 ? "yes" : "no"; break;
        case ResultColumn::Type::text:
        case ResultColumn::Type::choice:
            append_text(column.texts[static_cast<std::size_t>(value)], to);
            break;
        case ResultColumn::Type::date: to += Date::from_days(value).value_or(Date()).to_string();
    }
}

}  // namespace

void append_csv_head(const Results& results, std::string& text) {
    text += "id,score,grade";
    // The score has its place, also where a plan has none.
    for (const auto& total : results.totals) {
        if (total != "score") text += ',', append_text(total, text);
    }
    // Every card of a plan has the same outcomes, withheld ones included.
    for (const auto& outcome : results.outcomes) text += ',', append_text(outcome, text);
    text += '\n';
}

void append_csv_row(const Scorecard& card, std::string& text) {
    append_text(card.id(), text);
    text += ',';
    if (const auto score = card.score()) text += score->to_string();
    text += ',';
    append_text(card.grade(), text);
    for (const auto& total : card.totals()) {
        if (total.name == "score") continue;
        text += ',';
        if (total.value) text += total.value->to_string();
    }
    for (const auto& outcome : card.outcomes()) {
        text += ',';
        std::visit(ToCsvCell{text}, outcome.value);
    }
    text += '\n';
}

void append_csv_row(std::string_view id, const Results& results, const TableResults& table,
                    std::size_t row, std::string& text) {
    const auto totals = results.totals.size();
    const auto outcomes = table.columns.size() - results.outcomes.size();
    const bool has_score = totals > 0 && results.totals.front() == "score";
    append_text(id, text);
    text += ',';
    if (has_score) append_value(table.columns.front(), row, text);
    text += ',';
    for (auto i = totals; i < outcomes; ++i) append_value(table.columns[i], row, text);
    for (std::size_t i = has_score ? 1 : 0; i < table.columns.size(); ++i) {
        if (i >= totals && i < outcomes) continue;  // the grade
        text += ',';
        append_value(table.columns[i], row, text);
    }
    text += '\n';
}

}  // namespace report

std::string to_csv(const Results& results) {
    std::string text;
    report::append_csv_head(results, text);
    for (const auto& card : results.cards) report::append_csv_row(card, text);
    return text;
}

}  // namespace meritum
