// See table.hpp.
#include "report/table.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "number/rational.hpp"
#include "report/terminal.hpp"
#include "scorecard/wording.hpp"

namespace meritum::report {
namespace {

using scorecard::Word;
using scorecard::Wording;

constexpr std::size_t id_columns = 24;   ///< a longer id is cut
constexpr std::size_t bar_columns = 12;  ///< fewer show nothing

/// As `number_width`, but the point of "12%" is before its sign.
NumberWidth cell_width(std::string_view cell) {
    const auto own = number_width(cell);
    const bool whole_percent = own.places == 0 && cell.ends_with('%');
    return whole_percent ? NumberWidth{own.whole - 1, 1} : own;
}

struct Column {
    std::string title;
    std::vector<std::string> cells;
    bool is_number = false;
    std::size_t width = 0;
    NumberWidth number;

    void measure() {
        width = report::width(title);
        for (const auto& cell : cells) {
            number.widen(cell_width(cell));
            width = std::max(width, report::width(cell));
        }
        if (is_number) width = std::max(width, number.total());
    }

    std::string cell(std::size_t row) const {
        if (!is_number) return left(cells[row], width);
        const auto own = cell_width(cells[row]);
        return right(cells[row] + std::string(number.places - own.places, ' '), width);
    }
    std::string head() const { return is_number ? right(title, width) : left(title, width); }
};

struct ToCell {
    const Wording& wording;
    std::string operator()(std::monostate) const { return "\u2013"; }
    std::string operator()(const Decimal& value) const { return value.to_string(); }
    std::string operator()(const std::string& value) const { return safe(value); }
    std::string operator()(bool value) const { return wording.say(value ? Word::yes : Word::no); }
    std::string operator()(const Date& value) const { return value.to_string(); }
};

class Board {
public:
    Board(const graph::Story& story, const Results& results, std::string_view lang, bool colour,
          std::size_t width)
        : story_(story), results_(results), wording_(story, lang), colour_(colour), width_(width) {}

    std::string write() {
        head();
        fit();
        if (!results_.cards.empty()) rows();
        foot();
        errors();
        return std::move(text_);
    }

private:
    void head() {
        text_ += coloured(safe(wording_.title(story_.label, story_.names)), Colour::bold, colour_);
        if (!results_.period.empty()) text_ += " \u00B7 " + safe(results_.period);
        text_ += "\n\n";
    }

    Column person() const {
        Column column{wording_.say(Word::participant), {}, false, 0, {}};
        for (const auto& card : results_.cards)
            column.cells.push_back(cut(safe(card.id()), id_columns));
        return column;
    }

    /// A total by its label; the score without one by our own word.
    Column total(std::size_t index) const {
        const auto& told = story_.totals[index];
        const bool bare = told.names.empty() && wording_.pick(told.label).empty();
        Column column{
            bare ? wording_.say(Word::score) : safe(wording_.title(told.label, told.names)),
            {},
            true,
            0,
            {}};
        const bool is_money = told.value.unit == value::Unit::money;
        if (is_money) column.title += " " + told.value.currency;
        for (const auto& card : results_.cards) {
            const auto& value = card.totals()[index].value;
            const auto digits = value ? value->to_string() : "\u2013";
            column.cells.push_back(is_money && value ? scorecard::money(digits) : digits);
        }
        return column;
    }

    /// In the tongue of the board; a card holds the first name.
    Column grade() const {
        Column column{safe(wording_.title(*story_.grade)), {}, false, 0, {}};
        for (const auto& card : results_.cards) {
            std::string name = "\u2013";
            for (const auto& row : story_.grade->rows) {
                if (row.names.front() == card.grade()) name = safe(wording_.pick(row.names));
            }
            column.cells.push_back(name);
        }
        return column;
    }

    Column category(const graph::Category& category) const {
        Column column{safe(wording_.title(category.label, category.names)), {}, true, 0, {}};
        for (const auto& card : results_.cards) {
            const auto points = card.category(category.name);
            column.cells.push_back(
                points ? scorecard::with_sign(number::rational(*points), category.points)
                       : "\u2013");
        }
        return column;
    }

    Column outcome(const graph::Outcome& outcome) const {
        Column column{safe(wording_.title(outcome.label, outcome.names)), {}, false, 0, {}};
        column.is_number = outcome.quantity.type == value::Type::number;
        if (!outcome.quantity.currency.empty()) column.title += " " + outcome.quantity.currency;
        for (const auto& card : results_.cards) {
            const auto* found = card.outcome(outcome.name);
            auto cell = found == nullptr ? "" : std::visit(ToCell{wording_}, found->value);
            const auto* number = found == nullptr ? nullptr : std::get_if<Decimal>(&found->value);
            if (number != nullptr && outcome.quantity.percent &&
                outcome.quantity.unit != value::Unit::money) {
                cell = number::to_string(number::rational(*number) * 100) + "%";
            }
            if (outcome.quantity.unit == value::Unit::money) {
                cell = scorecard::money(cell);
            }
            column.cells.push_back(std::move(cell));
        }
        return column;
    }

    /// The first columns always; then as many outcomes and categories as fit; then the bar.
    void fit() {
        columns_ = {person()};
        for (std::size_t i = 0; i < story_.totals.size(); ++i) {
            if (story_.totals[i].silent) continue;
            columns_.push_back(total(i));
            if (i == 0 && story_.grade) columns_.push_back(grade());
        }
        std::size_t taken = 0;
        for (auto& column : columns_) {
            column.measure();
            taken += column.width + gap;
        }
        std::vector<Column> more;
        const bool has_lines = std::any_of(results_.cards.begin(), results_.cards.end(),
                                           [](const auto& card) { return !card.lines().empty(); });
        for (const auto& each : story_.outcomes) more.push_back(outcome(each));
        for (const auto& each : story_.categories) {
            if (has_lines) more.push_back(category(each));
        }
        needed_ = taken - gap;
        for (auto& column : more) {
            column.measure();
            needed_ += gap + column.width;
            // The text's order is kept: behind one that does not fit nothing is shown.
            if (!left_out_.empty() || taken + column.width > width_) {
                left_out_ += (left_out_.empty() ? "" : ", ") + column.title;
                continue;
            }
            taken += column.width + gap;
            columns_.push_back(std::move(column));
        }
        if (taken + bar_columns <= width_) bar_ = std::min(width_ - taken, widest_bar);
    }

    void rows() {
        std::string line;
        for (const auto& column : columns_) line += column.head() + std::string(gap, ' ');
        add(coloured(trimmed(line), Colour::dim, colour_));
        number::Rational highest{0};
        for (const auto& card : results_.cards) {
            const auto& first = card.totals().front().value;
            if (first) highest = std::max(highest, number::rational(*first));
        }
        for (std::size_t row = 0; row < results_.cards.size(); ++row) {
            line.clear();
            for (const auto& column : columns_) line += column.cell(row) + std::string(gap, ' ');
            const auto& first = results_.cards[row].totals().front().value;
            if (bar_ > 0 && first && *first > 0) {
                line += coloured(bar(number::rational(*first) / highest), Colour::green, colour_);
            }
            add(trimmed(line));
        }
    }

    /// Part of the widest bar, in eighths of a character; nothing for 0 and below.
    std::string bar(const number::Rational& part) const {
        if (part <= 0) return {};
        return blocks(static_cast<std::size_t>(number::floor(part * number::Rational(bar_ * 8))));
    }

    void foot() {
        std::size_t scored = 0;
        std::size_t not_rated = 0;
        std::set<std::string> unscored;
        std::map<std::string, std::size_t> by_grade;
        std::set<std::string> ids;
        for (const auto& card : results_.cards) {
            ids.insert(card.id());
            if (card.totals().front().value) {
                ++scored;
                ++by_grade[card.grade()];
            } else if (!card.totals().front().not_rated.empty()) {
                ++not_rated;
            } else {
                unscored.insert(card.id());
            }
        }
        for (const auto& error : results_.errors) {
            if (!error.id.empty() && ids.count(error.id) == 0) unscored.insert(error.id);
        }
        if (!results_.cards.empty()) add({});
        std::string line = wording_.say(Word::scored, {std::to_string(scored)});
        if (not_rated > 0) {
            line += ", " + wording_.say(Word::count_not_rated, {std::to_string(not_rated)});
        }
        if (!unscored.empty()) {
            line += ", " + wording_.say(Word::not_scored, {std::to_string(unscored.size())});
        }
        if (story_.grade && scored > 0) {
            for (const auto& row : story_.grade->rows) {
                line += " \u00B7 " + safe(wording_.pick(row.names)) + " " +
                        std::to_string(by_grade[row.names.front()]);
            }
        }
        add(line);
        if (left_out_.empty()) return;
        add(wording_.say(Word::not_shown, {left_out_}));
        add(folded(wording_.say(Word::to_see_them, {std::to_string(needed_)}), width_, 0));
    }

    void errors() {
        if (!results_.errors.empty()) add({});
        for (const auto& error : results_.errors) {
            std::string where = safe(error.file);
            if (error.line > 0) where += (where.empty() ? "" : ":") + std::to_string(error.line);
            if (error.line > 0 && error.column > 0) where += ":" + std::to_string(error.column);
            std::string line;
            for (const auto& part : {where, safe(error.id)}) {
                if (!part.empty()) line += part + ": ";
            }
            add(coloured(line, Colour::red, colour_) + safe(error.message) + " [" +
                safe(error.code) + "]");
        }
    }

    static std::string trimmed(const std::string& line) {
        const auto end = line.find_last_not_of(' ');
        return end == std::string::npos ? std::string() : line.substr(0, end + 1);
    }

    void add(const std::string& line) { text_ += line + "\n"; }

    const graph::Story& story_;
    const Results& results_;
    Wording wording_;
    bool colour_;
    std::size_t width_;
    std::vector<Column> columns_;
    std::string left_out_;
    std::size_t needed_ = 0;  ///< columns of the terminal for all of them
    std::size_t bar_ = 0;
    std::string text_;
};

}  // namespace

std::string table(const graph::Story& story, const Results& results, std::string_view lang,
                  bool colour, std::size_t width) {
    return Board(story, results, lang, colour, width).write();
}

}  // namespace meritum::report
