// Implements table_layout.hpp.
#include "syntax/table_layout.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace meritum::syntax {

namespace {

using Cells = std::vector<std::string>;

/// A clause taken apart: what is asked, the word that joins, what is given.
struct Laid {
    Cells left;
    std::string rest;  ///< instead of cells: `otherwise`
    std::string joint;
    Cells right;
    bool heads = false;  ///< `right` are the heads of a matrix
    bool plain = true;   ///< none of this: a clause without cells
};

/// Commas stay with the cell before them.
Cells with_commas(Cells cells) {
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) cells[i] += ",";
    return cells;
}

std::string listed(const Cells& cells) {
    std::string out;
    for (const auto& cell : cells) out += (out.empty() ? "" : ", ") + cell;
    return out;
}

class TableLayout {
public:
    TableLayout(Speaker& speaker, const std::vector<ast::Node>& clauses)
        : speaker_(speaker), clauses_(clauses) {
        for (const auto& clause : clauses) laid_.push_back(laid_out(clause));
        for (std::size_t i = 0; i < clauses.size(); ++i) split_otherwise(i);
    }

    std::vector<std::string> lines() {
        measure();
        std::vector<std::string> out;
        for (std::size_t i = 0; i < clauses_.size(); ++i) {
            std::string line = laid_[i].plain ? speaker_.line(clauses_[i]) : line_of(laid_[i]);
            while (!line.empty() && line.back() == ' ') line.pop_back();
            out.push_back(std::move(line));
        }
        return out;
    }

private:
    Laid laid_out(const ast::Node& clause) {
        Laid laid;
        const auto spoken = speaker_.listed(clause);
        const bool by = clause.row == ast::Row::table_by;
        if ((by || clause.row == ast::Row::table_row) && spoken.size() == 2) {
            laid.plain = false;
            laid.left = with_commas(spoken[0].cells);
            if (!spoken[0].words.empty())
                laid.left.front() = spoken[0].words + " " + laid.left.front();
            laid.joint = spoken[1].words;
            laid.right = with_commas(spoken[1].cells);
            if (!by) joint_ = laid.joint;
            if (!by) note_numbers(clause[1]);
        } else if (clause.row == ast::Row::table_matrix && spoken.size() == 3) {
            laid.plain = false;
            laid.heads = true;
            laid.left = {spoken[0].words + " " + listed(spoken[0].cells) + " " + spoken[1].words +
                         " " + listed(spoken[1].cells)};
            laid.right = with_commas(spoken[2].cells);
        }
        return laid;
    }

    /// `otherwise gives` splits before the word that rows have, too.
    void split_otherwise(std::size_t at) {
        if (clauses_[at].row != ast::Row::table_otherwise || joint_.empty()) return;
        const auto spoken = speaker_.listed(clauses_[at]);
        if (spoken.size() != 1 || !spoken[0].words.ends_with(" " + joint_)) return;
        Laid& laid = laid_[at];
        laid.plain = false;
        laid.rest = spoken[0].words.substr(0, spoken[0].words.size() - joint_.size() - 1);
        laid.joint = joint_;
        laid.right = with_commas(spoken[0].cells);
        note_numbers(clauses_[at][0]);
    }

    void note_numbers(const ast::Node& results) {
        for (std::size_t i = 0; i < results.slots.size(); ++i) {
            if (numbers_.size() <= i) numbers_.push_back(true);
            numbers_[i] = numbers_[i] && is_signed_number(results[i]);
        }
    }

    void measure() {
        const auto widen = [](std::vector<std::size_t>& widths, const Cells& cells) {
            if (widths.size() < cells.size()) widths.resize(cells.size());
            for (std::size_t i = 0; i < cells.size(); ++i)
                widths[i] = std::max(widths[i], utf8::display_width(cells[i]));
        };
        for (const auto& laid : laid_) {
            if (!laid.heads) widen(left_, laid.left);
            widen(right_, laid.right);
        }
        for (const auto& laid : laid_) {
            const auto width = utf8::display_width(left_of(laid));
            const auto joint = laid.heads ? 0 : utf8::display_width(laid.joint) + 2;
            if (!laid.plain) before_right_ = std::max(before_right_, width + joint);
        }
    }

    std::string left_of(const Laid& laid) const {
        if (laid.heads) return laid.left.front();
        std::string out = laid.rest;
        for (std::size_t i = 0; i < laid.left.size(); ++i) {
            const bool last = i + 1 == laid.left.size();
            out += last ? laid.left[i] : padded(laid.left[i], left_[i]) + " ";
        }
        return out;
    }

    std::string line_of(const Laid& laid) const {
        std::string out = padded(left_of(laid), before_right_ - utf8::display_width(laid.joint));
        out += laid.joint;
        for (std::size_t i = 0; i < laid.right.size(); ++i) {
            const bool number = i < numbers_.size() && numbers_[i];
            out += "  " + padded(laid.right[i], right_[i], number);
        }
        return out;
    }

    Speaker& speaker_;
    const std::vector<ast::Node>& clauses_;
    std::vector<Laid> laid_;
    std::string joint_;          ///< the word of rows: `gives`
    std::vector<bool> numbers_;  ///< by result: nothing but numbers
    std::vector<std::size_t> left_, right_;
    std::size_t before_right_ = 0;
};

}  // namespace

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
    const std::size_t own = utf8::display_width(text);
    if (own >= width) return text;
    const std::string blanks(width - own, ' ');
    return to_the_right ? blanks + text : text + blanks;
}

bool is_signed_number(const ast::Node& node) {
    const ast::Row row = node.row == ast::Row::negative ? node[0].row : node.row;
    return row == ast::Row::number || row == ast::Row::money;
}

std::vector<std::string> table_lines(Speaker& speaker, const std::vector<ast::Node>& clauses) {
    return TableLayout(speaker, clauses).lines();
}

}  // namespace meritum::syntax
