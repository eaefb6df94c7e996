// See waterfall.hpp. Positions are eighths of a column, counted from the left end of the axis.
#include "report/waterfall.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "number/rational.hpp"

namespace meritum::report {
namespace {

using number::Rational;
using scorecard::Explanation;

constexpr std::size_t least_bars = 10;  ///< fewer columns show nothing
constexpr std::size_t most_bars = 60;
constexpr std::size_t narrow_title = 12;

struct Row {
    std::string points;
    std::string title;
    Rational from;
    Rational to;
    bool level = false;  ///< where it stands, not a step: the start and the total
};

std::vector<Row> rows_of(const Explanation& total) {
    std::vector<Row> rows;
    Rational running{0};
    for (const auto& line : total.children) {
        if (!line.number || line.number->is_zero()) continue;
        const Rational after = running + line.number->rational();
        auto title = safe(line.title);
        if (!line.label.empty()) title += " \u00B7 " + safe(line.label);
        const bool starts = rows.empty() && line.id.ends_with("/start");
        rows.push_back({std::string(line.value), std::move(title), running, after, starts});
        running = after;
    }
    if (rows.size() < 2) return {};
    rows.push_back({std::string(total.value), safe(total.title), 0, running, true});
    return rows;
}

/// What the bars span.
struct Axis {
    Rational low{0};
    Rational high{0};
    bool cut = false;  ///< zero lies to the left of it
};

Axis axis_of(const std::vector<Row>& rows) {
    Axis axis{rows.front().to, rows.front().to, false};
    for (const auto& row : rows) {
        if (!row.level) axis.low = std::min({axis.low, row.from, row.to});
        axis.low = std::min(axis.low, row.to);
        axis.high = std::max({axis.high, row.from, row.to});
    }
    const Rational steps = axis.high - axis.low;
    constexpr int small = 4;  // steps of less than a quarter of the level would be specks
    if (rows.front().level && axis.low > 0 && steps > 0 && steps * small < axis.high) {
        axis.cut = true;
        axis.low = std::max(Rational(0), Rational(axis.low - steps / 2));
    } else {
        axis.low = std::min(axis.low, Rational(0));
        axis.high = std::max(axis.high, Rational(0));
    }
    return axis;
}

class Chart {
public:
    Chart(const Axis& axis, std::size_t columns, Waterfall bars, bool colour)
        : axis_(axis), columns_(columns), bars_(bars), colour_(colour) {}

    std::string bar(const Row& row) const {
        const auto from = position(row.from);
        const auto to = position(row.to);
        std::vector<std::string> cells(columns_, " ");
        if (axis_.low < 0) {
            cells[std::min(position(0) / 8, columns_ - 1)] =
                bars_ == Waterfall::ascii ? "|" : "\u2502";
        }
        if (row.from == row.to) return joined(cells);
        const bool falls = row.to < row.from;
        const auto begin = std::min(from, to);
        const auto end = std::max(from, to);
        if (falls || bars_ == Waterfall::ascii) {
            whole_cells(begin, end, glyph(row, falls), cells);
        } else {
            eighths(begin, end, cells);
        }
        if (axis_.cut && row.level) cells.front() = "~";
        return painted(cells,
                       row.level ? Colour::bold
                       : falls   ? Colour::red
                                 : Colour::green,
                       begin, end);
    }

private:
    std::size_t position(const Rational& value) const {
        const Rational inside = std::max(value, axis_.low) - axis_.low;
        const Rational part = inside / Rational(axis_.high - axis_.low);
        return number::floor(part * Rational(columns_ * 8) + Rational(1, 2))
            .convert_to<std::size_t>();
    }

    const char* glyph(const Row& row, bool falls) const {
        if (bars_ == Waterfall::blocks) return "\u2592";
        return row.level ? "=" : falls ? "-" : "+";
    }

    /// The cells of which half or more is covered; at least one.
    void whole_cells(std::size_t begin, std::size_t end, const char* glyph,
                     std::vector<std::string>& cells) const {
        auto first = (begin + 4) / 8;
        auto last = (end + 4) / 8;
        if (first >= last) first = std::min(begin / 8, columns_ - 1), last = first + 1;
        for (auto at = first; at < last; ++at) cells[at] = glyph;
    }

    /// Left parts of a cell come in eighths, right parts in an eighth and a half only.
    void eighths(std::size_t begin, std::size_t end, std::vector<std::string>& cells) const {
        end = std::max(end, begin + 1);
        if (end > columns_ * 8) end = columns_ * 8, begin = std::min(begin, end - 1);
        for (auto at = begin / 8; at * 8 < end; ++at) {
            const auto skipped = std::max(begin, at * 8) - at * 8;
            const auto until = std::min(end, at * 8 + 8) - at * 8;
            if (skipped < 2 || (until < 8 && skipped + until < 8)) {
                cells[at] = blocks(until);
            } else {
                cells[at] = skipped <= 6 ? "\u2590" : "\u2595";
            }
        }
    }

    static std::string joined(const std::vector<std::string>& cells) {
        std::string line;
        for (const auto& cell : cells) line += cell;
        return line;
    }

    std::string painted(const std::vector<std::string>& cells, Colour colour, std::size_t begin,
                        std::size_t end) const {
        const auto first = std::min(begin / 8, columns_ - 1);
        const auto last = std::min(std::max((end + 7) / 8, first + 1), columns_);
        std::string before;
        std::string bar;
        std::string after;
        for (std::size_t at = 0; at < columns_; ++at) {
            (at < first ? before : at < last ? bar : after) += cells[at];
        }
        return before + coloured(bar, colour, colour_) + after;
    }

    const Axis& axis_;
    std::size_t columns_;
    Waterfall bars_;
    bool colour_;
};

std::string without_trailing_blanks(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

}  // namespace

std::string waterfall(const Explanation& total, const NumberWidth& points, std::size_t columns,
                      Waterfall bars, bool colour) {
    const auto rows = rows_of(total);
    const auto taken = points.total() + 2 * gap;
    if (rows.empty() || columns < taken + narrow_title + least_bars) return {};
    std::size_t widest = 0;
    for (const auto& row : rows) widest = std::max(widest, width(row.title));
    const auto room = columns - taken;
    const auto title = std::min(widest, std::max(narrow_title, room * 9 / 20));
    const auto axis = axis_of(rows);
    const Chart chart(axis, std::min(room - title, most_bars), bars, colour);
    std::string text;
    for (const auto& row : rows) {
        text += without_trailing_blanks(at_point(row.points, points) + std::string(gap, ' ') +
                                        left(cut(row.title, title), title) + std::string(gap, ' ') +
                                        chart.bar(row)) +
                "\n";
    }
    return text;
}

}  // namespace meritum::report
