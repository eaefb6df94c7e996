// Results as CSV, one row per participant. In: Results. Out: text, UTF-8, quoted as in RFC 4180,
// lines end with \n. Must not know a plan. Tests: tests/report/csv_test.cpp.
//
// A spreadsheet runs a cell that begins with = + - @ or a tab as a formula. Texts that begin so (an
// id, say) get a ' before them; numbers are never touched, so -5 stays a number.
#include <string>
#include <variant>

#include "meritum/plan.hpp"

namespace meritum {
namespace {

std::string quoted(std::string text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"') result += '"';
        result += c;
    }
    return result + '"';
}

std::string text_cell(const std::string& text) {
    const bool formula =
        !text.empty() && std::string("=+-@\t\r").find(text.front()) != std::string::npos;
    return quoted(formula && !Decimal::parse(text) ? "'" + text : text);
}

struct ToCell {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const Decimal& value) const { return value.to_string(); }
    std::string operator()(const std::string& value) const { return text_cell(value); }
    std::string operator()(bool value) const { return value ? "yes" : "no"; }
    std::string operator()(const Date& value) const { return value.to_string(); }
};

}  // namespace

std::string to_csv(const Results& results) {
    std::string text = "id,score,grade";
    // The score has its place, also where a plan has none.
    for (const auto& total : results.totals) {
        if (total != "score") text += "," + text_cell(total);
    }
    // Every card of a plan has the same outcomes, withheld ones included.
    for (const auto& outcome : results.outcomes) text += "," + text_cell(outcome);
    text += '\n';
    for (const auto& card : results.cards) {
        const auto score = card.score();
        text += text_cell(card.id()) + "," + (score ? score->to_string() : "") + "," +
                text_cell(card.grade());
        for (const auto& total : card.totals()) {
            if (total.name != "score") text += "," + (total.value ? total.value->to_string() : "");
        }
        for (const auto& outcome : card.outcomes())
            text += "," + std::visit(ToCell{}, outcome.value);
        text += '\n';
    }
    return text;
}

}  // namespace meritum
