// Implements print.hpp: lines, indentation, columns and comments. What stands on one line is
// spoken.cpp's.
#include "syntax/print.hpp"

#include <algorithm>
#include <set>

#include "base/utf8.hpp"
#include "syntax/spoken.hpp"
#include "syntax/table_layout.hpp"

namespace meritum::syntax {

namespace {

constexpr std::size_t step = 2;            // blanks of indentation per level
constexpr std::size_t pairs_columns = 80;  // pairs and points share a line up to here
constexpr std::size_t line_columns = 100;  // facts and fields in columns go no further

/// One line, or where it is too long several: broken behind commas, what follows indented.
std::string broken_at_commas(const std::string& line, std::size_t indent) {
    std::string out;
    std::size_t begin = 0;  // of the part that is still to be placed
    std::size_t used = 0;
    char inside = 0;
    const auto place = [&](std::size_t end) {
        const std::string part = line.substr(begin, end - begin);
        const std::size_t width = utf8::display_width(part);
        if (used > 0 && used + width > line_columns) {
            while (out.back() == ' ') out.pop_back();
            out += '\n' + std::string(indent, ' ');
            used = indent;
        }
        out += part;
        used += width;
        begin = end;
    };
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (inside != 0) {
            if (c == '\\' && inside == '"') ++i;
            if (c == inside) inside = 0;
        } else if (c == '"' || c == '`') {
            inside = c;
        } else if (c == ',' && i + 1 < line.size() && line[i + 1] == ' ') {
            place(i + 2);
        }
    }
    place(line.size());
    return out;
}

bool has_comments(const ast::Node& node) {
    return !node.comments->before.empty() || !node.comments->after.empty();
}

bool is_row_of(const ast::Node& node, Group group) {
    const RowSpec* spec = find_row(node.row);
    return spec && spec->group == group;
}

class Printer {
public:
    Printer(const ast::Document& document, const PrintOptions& options, const Phrases& phrases)
        : document_(document), options_(options), speaker_(document, options, phrases) {
        for (const ast::Statement& statement : document.statements) {
            if (options.used ? statement.head.row != ast::Row::use : statement.file == 0)
                statements_.push_back(&statement);
        }
    }

    std::string print() {
        for (std::size_t i = 0; i < statements_.size(); ++i) {
            if (begins_run(i)) align_run(i);
            print_statement(*statements_[i]);
        }
        const auto& last = document_.comments_at_end;
        for (std::size_t i = 0; options_.comments && i < last.size(); ++i) {
            if (!(out_.empty() && last[i].empty())) comment_line(last[i], 0);
        }
        return std::move(out_);
    }

private:
    using Columns = std::vector<std::string>;  // the cells of one row
    static const std::vector<std::string>& column_slots() {
        static const std::vector<std::string> slots{"name", "type", "label"};
        return slots;
    }

    bool begins_run(std::size_t i) const {
        return options_.align && statements_[i]->head.row == ast::Row::fact &&
               (i == 0 || !continues_run(i));
    }

    /// True if the fact stands directly below another one.
    bool continues_run(std::size_t i) const {
        const ast::Statement& above = *statements_[i - 1];
        const ast::Statement& own = *statements_[i];
        return own.head.row == ast::Row::fact && above.head.row == ast::Row::fact &&
               above.clauses.empty() && !own.head.comments->blank_before;
    }

    void align_run(std::size_t begin) {
        widths_.clear();
        for (std::size_t i = begin; i < statements_.size(); ++i) {
            if (i > begin && !continues_run(i)) break;
            speaker_.enter(statements_[i]);
            widen(speaker_.columns(statements_[i]->head, column_slots()), 0);
        }
    }

    void widen(const Columns& columns, std::size_t indent) {
        if (is_wide(columns, indent)) return;
        if (widths_.size() < columns.size()) widths_.resize(columns.size());
        // What ends a row needs no room.
        for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
            widths_[i] = std::max(widths_[i], utf8::display_width(columns[i]));
        }
    }

    /// What is too long by itself stands in no columns, so that it pushes nobody's label away. Its
    /// own label pushes nothing.
    static bool is_wide(const Columns& columns, std::size_t indent) {
        const Columns unlabelled(columns.begin(), columns.end() - (is_label(columns) ? 1 : 0));
        return indent + utf8::display_width(in_one_line(unlabelled)) > line_columns;
    }

    static std::string in_one_line(const Columns& columns) {
        std::string out;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const bool before_label = i > 0 && i + 1 == columns.size() && is_label(columns);
            out += (i == 0 ? "" : before_label ? "  " : " ") + columns[i];
        }
        return out;
    }

    /// A fact or field; one that is too long goes on below, deeper than what it belongs to.
    std::string in_columns(const Columns& columns, std::size_t indent) const {
        std::string out(indent, ' ');
        if (is_wide(columns, indent))
            return broken_at_commas(out + in_one_line(columns), indent + step);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const bool last = i + 1 == columns.size();
            const bool before_label = i + 2 == columns.size() && is_label(columns);
            out += last ? columns[i] : padded(columns[i], widths_[i]) + (before_label ? "  " : " ");
        }
        return out;
    }

    /// A label stands a little apart.
    static bool is_label(const Columns& columns) { return columns.back().front() == '"'; }

    void print_statement(const ast::Statement& statement) {
        speaker_.enter(&statement);
        if (statement.head.row == ast::Row::category && is_short(statement)) {
            ast::Node head = statement.head;
            head.slots[4].slots = statement.clauses;
            print_row(head, 0);
            return;
        }
        if (statement.head.row == ast::Row::fact && options_.align) {
            before(statement.head, 0);
            end_line(in_columns(speaker_.columns(statement.head, column_slots()), 0),
                     statement.head);
        } else {
            print_row(statement.head, 0);
        }
        if (options_.align && !statement.clauses.empty() &&
            statement.clauses.front().row == ast::Row::field) {
            widths_.clear();
            for (const ast::Node& clause : statement.clauses)
                widen(speaker_.columns(clause, column_slots()), step);
        }
        if (options_.align && statement.head.row == ast::Row::table)
            return print_table(statement.clauses);
        // What the file holds is the plan, not how it is called.
        const bool in_file =
            std::any_of(statement.clauses.begin(), statement.clauses.end(),
                        [](const ast::Node& clause) { return clause.row == ast::Row::table_file; });
        ast::Node row;
        for (std::size_t i = 0; options_.used && in_file && i < statement.rows.size(); ++i) {
            statement.rows.unpack(i, row);
            print_row(row, step);
        }
        for (const ast::Node& clause : statement.clauses) {
            if (options_.used && clause.row == ast::Row::table_file) continue;
            if (speaker_.is_canonical() && clause.row == ast::Row::plan_languages) continue;
            if (clause.row == ast::Row::field && options_.align) {
                before(clause, step);
                end_line(in_columns(speaker_.columns(clause, column_slots()), step), clause);
            } else {
                print_row(clause, step);
            }
        }
    }

    void print_table(const std::vector<ast::Node>& clauses) {
        const auto lines = table_lines(speaker_, clauses);
        for (std::size_t i = 0; i < clauses.size(); ++i) {
            before(clauses[i], step);
            end_line(std::string(step, ' ') + lines[i], clauses[i]);
        }
    }

    /// A category whose clauses follow its name: limits without a condition or comment.
    bool is_short(const ast::Statement& statement) const {
        return std::none_of(statement.clauses.begin(), statement.clauses.end(),
                            [&](const ast::Node& clause) {
                                return clause.row == ast::Row::bound_when ||
                                       (options_.comments && has_comments(clause));
                            });
    }

    /// A statement's head or a clause, with its tiers or pairs below it.
    void print_row(const ast::Node& node, std::size_t indent) {
        Spoken spoken = speaker_.head(node);
        const bool on_lines =
            spoken.block &&
            (options_.align || (options_.comments && has_row_comments(*spoken.block)));
        if (spoken.block && !on_lines) {
            spoken.text = speaker_.line(node);
            spoken.block = nullptr;
        }
        before(node, indent);
        if (options_.comments) hoist(node, spoken.block, indent);
        end_line(std::string(indent, ' ') + spoken.text, node);
        if (!spoken.block) return;
        const std::vector<ast::Node>& rows = spoken.block->slots;
        const bool short_rows =
            is_row_of(rows.front(), Group::pairs) || is_row_of(rows.front(), Group::points);
        if (short_rows && print_on_one_line(rows, indent + step)) return;
        print_rows(rows, indent + step);
    }

    static bool has_row_comments(const ast::Node& block) {
        return std::any_of(block.slots.begin(), block.slots.end(),
                           [](const ast::Node& row) { return has_comments(row); });
    }

    /// Comments of tiers and pairs that do not stand on lines of their own move above the clause.
    void hoist(const ast::Node& node, const ast::Node* block, std::size_t indent) {
        for (const ast::Node& slot : node.slots) {
            if (&slot == block) continue;
            const RowSpec* spec = find_row(slot.row);
            if (spec && is_block(spec->group)) {
                for (const std::string& comment : slot.comments->before)
                    comment_line(comment, indent);
                if (!slot.comments->after.empty()) comment_line(slot.comments->after, indent);
            }
            hoist(slot, block, indent);
        }
    }

    bool print_on_one_line(const std::vector<ast::Node>& rows, std::size_t indent) {
        std::string line(indent, ' ');
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (options_.comments && has_comments(rows[i])) return false;
            line += (i > 0 ? "   " : "") + speaker_.line(rows[i]);
        }
        if (utf8::display_width(line) > pairs_columns) return false;
        out_ += line + "\n";
        return true;
    }

    /// Tiers or pairs below each other, in columns; a column of numbers is flush right.
    void print_rows(const std::vector<ast::Node>& rows, std::size_t indent) {
        std::vector<Columns> cells;
        for (const ast::Node& row : rows) cells.push_back(speaker_.cells(row));
        const std::size_t columns = cells.front().size();
        std::vector<std::size_t> widths(columns, 0);
        for (const Columns& row : cells) {
            for (std::size_t i = 0; i < columns; ++i)
                widths[i] = std::max(widths[i], utf8::display_width(row[i]));
        }
        for (std::size_t r = 0; r < rows.size(); ++r) {
            std::string line(indent, ' ');
            for (std::size_t i = 0; i < columns; ++i) {
                const bool last = i + 1 == columns;
                line += i > 0 ? "  " : "";
                line += options_.align ? padded(cells[r][i], widths[i], last && numbers_only(rows))
                                       : cells[r][i];
            }
            while (line.back() == ' ') line.pop_back();
            before(rows[r], indent);
            end_line(line, rows[r]);
        }
    }

    static bool numbers_only(const std::vector<ast::Node>& rows) {
        return std::all_of(rows.begin(), rows.end(),
                           [](const ast::Node& row) { return is_signed_number(row.slots.back()); });
    }

    // --- comments and lines
    // ----------------------------------------------------------------------------

    void before(const ast::Node& node, std::size_t indent) {
        if (speaker_.is_canonical()) return;
        if (node.comments->blank_before && !out_.empty()) out_ += '\n';
        if (!options_.comments) return;
        for (const std::string& comment : node.comments->before) comment_line(comment, indent);
    }

    void comment_line(const std::string& comment, std::size_t indent) {
        if (!comment.empty()) out_ += std::string(indent, ' ') + with_sign(comment);
        out_ += '\n';
    }

    static std::string with_sign(const std::string& comment) {
        return comment == " " ? "#" : "# " + comment;
    }

    /// A comment stands beside the first line of what goes on below.
    void end_line(const std::string& line, const ast::Node& node) {
        const std::size_t first = std::min(line.find('\n'), line.size());
        out_ += line.substr(0, first);
        if (options_.comments && !node.comments->after.empty())
            out_ += "  " + with_sign(node.comments->after);
        out_ += line.substr(first) + '\n';
    }

    const ast::Document& document_;
    const PrintOptions& options_;
    Speaker speaker_;
    std::vector<const ast::Statement*> statements_;  ///< those that are printed
    std::vector<std::size_t> widths_;  ///< of the columns of the facts or fields being printed
    std::string out_;
};

/// The statement whose range holds the node, so that its item and fields are known.
const ast::Statement* statement_around(const ast::Document& document, const ast::Node& node) {
    for (const ast::Statement& statement : document.statements) {
        if (statement.holds(node.span)) return &statement;
    }
    return nullptr;
}

}  // namespace

std::string print(const ast::Document& document, const PrintOptions& options,
                  const Phrases& phrases) {
    return Printer(document, options, phrases).print();
}

std::string print(const ast::Document& document, const ast::Node& node, const PrintOptions& options,
                  const Phrases& phrases) {
    Speaker speaker(document, options, phrases);
    speaker.enter(statement_around(document, node));
    return speaker.line(node);
}

}  // namespace meritum::syntax
