// See text.hpp. A page is a head (who, which plan, score, grade), the signed points in one column
// with their reasons below them, a sum, then grade and outcomes. Reasons are indented under what
// they explain.
#include "report/text.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "report/headline.hpp"
#include "report/terminal.hpp"
#include "report/waterfall.hpp"

namespace meritum::report {
namespace {

using scorecard::Explanation;
using scorecard::Part;

/// True if a line's identity, total/category/rule/kind, has the name for its category or rule; a
/// veto that did not fire has its own name only.
bool is_of(const Explanation& line, std::string_view name) {
    if (line.part == Part::veto) return line.id == name;
    const auto category = line.id.find('/');
    const auto rule = line.id.find('/', category + 1);
    const auto kind = line.id.find('/', rule + 1);
    if (name.empty() || kind == std::string::npos) return false;
    const auto id = line.id;
    return id.substr(category + 1, rule - category - 1) == name ||
           id.substr(rule + 1, kind - rule - 1) == name;
}

constexpr std::size_t narrowest = 40;

class Page {
public:
    Page(std::size_t columns, bool colour, Waterfall waterfall = Waterfall::none)
        : columns_(std::max(columns, narrowest)), colour_(colour), waterfall_(waterfall) {}

    void write(const Explanation& card) {
        wide_ = card.wide;
        head(card);
        for (const auto& part : card.children) {
            if (part.part != Part::total || part.silent) continue;
            add(0, {});
            bars(part);
            lines(part, true);
            sum(part);
        }
        bool first = true;
        for (const auto& part : card.children) {
            if (part.part != Part::grade && part.part != Part::outcome) continue;
            if (first) add(0, {});
            first = false;
            result(part);
        }
    }

    void write_part(const Explanation& card, std::string_view name) {
        wide_ = card.wide;
        for (const auto& part : card.children) {
            switch (part.part) {
                case Part::total:
                    if (part.id == name) {
                        lines(part, false);
                        sum(part);
                    } else {
                        lines_of(part, card, name);
                    }
                    break;
                case Part::category:
                    if (part.id == name) add_bold(headline(part, wide_), 2);
                    break;
                case Part::grade:
                    if (name == "grade") result(part);
                    break;
                case Part::outcome:
                    if (part.id == name) result(part);
                    break;
                case Part::card:
                case Part::line:
                case Part::veto:
                case Part::condition:
                case Part::amount:
                case Part::reading:
                case Part::tiers:
                case Part::tier:
                case Part::step:
                case Part::item:
                case Part::grade_row: break;  // stand deeper in the tree
            }
        }
    }

    std::string take() { return std::move(text_); }

private:
    void add(std::size_t indent, const std::string& line) { add(indent, line, indent + 2); }

    /// What does not fit goes on below, indented by `rest`.
    void add(std::size_t indent, const std::string& line, std::size_t rest) {
        if (!line.empty()) text_ += folded(std::string(indent, ' ') + line, columns_, rest);
        text_ += '\n';
    }

    /// What is read first: who, the score, the points.
    void add_bold(const std::string& line, std::size_t rest = 0) {
        text_ += coloured(folded(line, columns_, rest), Colour::bold, colour_) + '\n';
    }

    void head(const Explanation& card) {
        if (!card.id.empty() || !card.label.empty())
            add_bold(safe(card.id) + (card.id.empty() || card.label.empty() ? "" : " \u00B7 ") +
                     safe(card.label));
        add(0, safe(card.title));
        std::string grade;  // goes by the score, so it stands behind it
        for (const auto& part : card.children) {
            if (part.part == Part::grade)
                grade = "    " + safe(part.title) + " " + safe(part.value);
        }
        std::string results;
        std::string categories;
        for (const auto& part : card.children) {
            if (part.silent) continue;
            const auto said = safe(part.title) + " " + safe(part.value);
            if (part.part == Part::total) {
                results += (results.empty() ? "" : "    ") + said + std::exchange(grade, {});
            } else if (part.part == Part::category) {
                categories += (categories.empty() ? "" : "    ") + said;
            }
        }
        if (!results.empty() || !categories.empty()) add(0, {});
        if (!results.empty()) add_bold(results);
        if (!categories.empty()) add(0, categories, 0);
        for (const auto& note : card.notes) add(0, safe(note));
    }

    static NumberWidth column_of(const Explanation& total) {
        NumberWidth column = number_width(total.value);
        for (const auto& line : total.children) column.widen(number_width(line.value));
        column.whole += 2;
        return column;
    }

    /// The grade or an outcome.
    void result(const Explanation& part) {
        add_bold(headline(part, wide_), 2);
        for (const auto& child : part.children) reason(child, 2);
    }

    /// The lines of one rule or veto with their reasons; those of a category without.
    void lines_of(const Explanation& total, const Explanation& card, std::string_view name) {
        bool reasons = true;
        for (const auto& part : card.children) {
            if (part.part == Part::category && part.id == name) reasons = false;
        }
        Explanation chosen = total;
        std::erase_if(chosen.children, [&](const Explanation& line) { return !is_of(line, name); });
        chosen.value = {};  // its width is not wanted
        lines(chosen, reasons);
    }

    /// One look at the lines, before their reasons.
    void bars(const Explanation& total) {
        if (waterfall_ == Waterfall::none) return;
        const auto rows = waterfall(total, column_of(total), columns_, waterfall_, colour_);
        if (!rows.empty()) text_ += rows + '\n';
    }

    /// The lines' points stand in one column, points below each other.
    void lines(const Explanation& total, bool reasons) {
        const auto column = column_of(total);
        const auto indent = column.total() + 2;
        for (const auto& line : total.children) {
            if (line.silent) continue;
            // A veto that did not fire has no points.
            const auto points = line.part == Part::veto ? std::string_view("\u2013") : line.value;
            const auto label = line.label.empty() ? "" : " \u00B7 " + safe(line.label);
            add_bold(at_point(points, column) + "  " + safe(line.title) + label, indent);
            if (!reasons) continue;
            for (const auto& note : line.notes) add(indent, safe(note), indent);
            for (const auto& child : line.children) reason(child, indent);
        }
    }

    /// Below the lines.
    void sum(const Explanation& total) {
        const auto column = column_of(total);
        const bool any = std::any_of(total.children.begin(), total.children.end(),
                                     [](const Explanation& line) { return !line.silent; });
        if (any) {
            std::string rule;
            for (std::size_t i = 0; i + 2 < column.total(); ++i) rule += "\u2500";
            add(2, rule);
        }
        add_bold(at_point(total.value, column) + "  " + safe(total.title));
        for (const auto& note : total.notes) add(column.total() + 2, safe(note));
    }

    void reason(const Explanation& node, std::size_t indent) {
        if (node.part == Part::item || node.part == Part::tiers) {
            const auto line = one_line(node, wide_);
            if (indent + width(line) <= columns_) return add(indent, line);
        }
        add(indent, headline(node, wide_));
        const auto shown = shown_children(node);
        auto child = node.children.begin();
        for (std::size_t i = 0; i < shown; ++i) reason(*child++, indent + 2);
        if (const auto more = not_shown(node, wide_); !more.empty()) add(indent + 2, more);
    }

    std::size_t columns_;
    bool colour_;
    Waterfall waterfall_;
    bool wide_ = false;
    std::string text_;
};

}  // namespace

std::string text(const Explanation& card, std::size_t columns, bool colour, Waterfall waterfall) {
    Page page(columns, colour, waterfall);
    page.write(card);
    return page.take();
}

std::string text_of_part(const Explanation& card, std::string_view name, std::size_t columns,
                         bool colour) {
    Page page(columns, colour);
    page.write_part(card, name);
    return page.take();
}

}  // namespace meritum::report
