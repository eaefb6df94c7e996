// Implements table_files.hpp: cells are read as those of a plan, but texts and choices need no
// quotes there.
#include "syntax/table_files.hpp"

#include <algorithm>
#include <map>

#include "base/limits.hpp"
#include "base/spelling.hpp"
#include "io/csv.hpp"
#include "io/formats.hpp"
#include "io/places.hpp"
#include "syntax/grammar/grammar.hpp"
#include "syntax/plan_files.hpp"
#include "syntax/tokens.hpp"

namespace meritum::syntax {

namespace {

constexpr auto of_plan = "write it as in a plan: 1000, 15%, 2026-07-01, yes, `from 10 below 20`";
constexpr auto result_of_plan = "write it as in a plan: 1000, 15%, 2026-07-01 or yes";

/// A cell of the file and where it begins there.
struct Cell {
    std::string text;
    std::uint32_t offset = 0;
};

/// A column of the table, and where the file has it.
struct Column {
    const ast::Node* node = nullptr;
    bool result = false;
    std::optional<std::size_t> at;
};

/// The byte at a line and a column of code points.
std::uint32_t offset_of(std::string_view text, std::size_t line, std::size_t column) {
    std::size_t offset = 0;
    for (; line > 1 && offset < text.size(); --line)
        offset = std::min(text.find('\n', offset), text.size() - 1) + 1;
    while (column > 1 && offset < text.size()) {
        ++offset;
        const bool inside =
            offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
        if (!inside) --column;
    }
    return static_cast<std::uint32_t>(offset);
}

ast::Node leaf(ast::Row row, const Cell& cell) {
    ast::Node node;
    node.row = row;
    node.text = cell.text;
    if (row == ast::Row::name) node.identity = cell.text;
    node.span = {cell.offset, cell.offset + static_cast<std::uint32_t>(cell.text.size())};
    return node;
}

ast::Node wrapped(ast::Row row, ast::Node inside) {
    ast::Node node;
    node.row = row;
    node.span = inside.span;
    node.slots.push_back(std::move(inside));
    return node;
}

ast::Node list_of(std::vector<ast::Node> nodes) {
    ast::Node list;
    list.row = ast::Row::list;
    if (!nodes.empty()) list.span = join(nodes.front().span, nodes.back().span);
    list.slots = std::move(nodes);
    return list;
}

bool is_literal(const ast::Node& node) {
    switch (node.row) {
        case ast::Row::number:
        case ast::Row::money:
        case ast::Row::date:
        case ast::Row::text:
        case ast::Row::yes:
        case ast::Row::no: return true;
        case ast::Row::negative: return is_literal(node[0]);
        default: return false;
    }
}

class TableFile {
public:
    TableFile(ast::Statement& table, const ast::Node& clause, const TablePlace& place,
              Source& source, DiagnosticSink& sink, const PhraseTries& tries)
        : table_(table),
          clause_(clause),
          plan_(place.plan),
          names_(place.names),
          scope_(names_.scope_of(table)),
          source_(source),
          sink_(sink),
          tries_(tries) {}

    /// File `number` of the source.
    void read(const std::string& path, std::size_t number) {
        path_ = path;
        base_ = source_.span_of(number).begin;
        text_ = source_.text(source_.span_of(number));
        if (!find_columns()) return;
        try {
            io::checked_text(path, text_, limits::named_file_bytes);
            const bool yaml = path.ends_with(".yaml") || path.ends_with(".yml");
            yaml ? read_yaml() : read_csv();
        } catch (const io::ReadError& error) {
            const auto at = base_ + offset_of(text_, error.line(), error.column());
            sink_.report(Kind::table_file_broken, {at, at + 1}, {error.message()})
                .also(clause_.span, "the rows of the table")
                .fix("write the file as CSV, or as YAML that is a list of rows");
        }
    }

private:
    bool find_columns() {
        for (const ast::Node& clause : table_.clauses) {
            if (clause.row == ast::Row::table_matrix) {
                sink_.report(Kind::matrix_in_file, clause_.span)
                    .also(clause.span, "a matrix")
                    .fix("name all inputs behind `by`, and the result behind `gives`");
                return false;
            }
            if (clause.row != ast::Row::table_by) continue;
            for (const ast::Node& node : clause[0].slots) columns_.push_back({&node, false, {}});
            for (const ast::Node& node : clause[1].slots) columns_.push_back({&node, true, {}});
        }
        bool typed = true;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const Column& column = columns_[i];
            if ((*column.node)[1]) continue;
            typed = false;
            const std::string& name = ast::first_name((*column.node)[0]);
            sink_.report(Kind::column_without_type, column.node->span, {name})
                .also(clause_.span, "the rows of the table")
                .fix("say its type behind its name: `" + name + " " + type_for(i) + "`");
        }
        return typed && !columns_.empty();
    }

    /// The type of a column, as the fact that the table is asked with says it.
    std::string type_for(std::size_t at) const {
        const ast::Node* type = columns_[at].result ? nullptr : asked_type(at);
        if (type == nullptr) return columns_[at].result ? "number" : "text";
        if (type->row != ast::Row::type_one_of) return std::string(source_.text(type->span));
        std::string choices;
        for (const ast::Node& choice : (*type)[0].slots)
            choices += (choices.empty() ? "" : ", ") + std::string(source_.text(choice.span));
        const std::string words = opening_of(*type);
        return words + " (" + choices + ")";
    }

    /// The words before the first choice, as they are written there.
    std::string opening_of(const ast::Node& type) const {
        const Span whole{type.span.begin, type[0].span.begin};
        std::string words(source_.text(whole));
        while (!words.empty() && (words.back() == ' ' || words.back() == '(')) words.pop_back();
        return words;
    }

    /// The type of the fact a call gives for a column, if it gives one by its bare name.
    const ast::Node* asked_type(std::size_t at) const {
        const ast::Node* fact = nullptr;
        const auto look = [&](const auto& self, const ast::Node& node) -> void {
            const bool asks = node.row == ast::Row::call && at < node[1].slots.size() &&
                              is_named(table_.head[0], node[0].text);
            if (asks) fact = &node[1][at];
            for (const ast::Node& slot : node.slots) self(self, slot);
        };
        for (const ast::Statement& statement : plan_.statements) {
            look(look, statement.head);
            for (const ast::Node& clause : statement.clauses) look(look, clause);
        }
        for (const ast::Statement& statement : plan_.statements) {
            const ast::Node& head = statement.head;
            if (fact != nullptr && head.row == ast::Row::fact && is_named(head[0], fact->text))
                return &head[1];
        }
        return nullptr;
    }

    static bool is_named(const ast::Node& names, const std::string& text) {
        return std::any_of(names.slots.begin(), names.slots.end(),
                           [&](const ast::Node& name) { return name.text == text; });
    }

    /// Where the file has a column, by any of its names.
    void find_column(Column& column, const std::vector<Cell>& header) {
        column.at.reset();
        for (std::size_t i = 0; i < header.size(); ++i) {
            const bool is_this = is_named((*column.node)[0], header[i].text);
            if (is_this && column.at) {
                missing_ = true;
                sink_
                    .report(Kind::column_twice, leaf(ast::Row::text, header[i]).span,
                            {path_, ast::first_name((*column.node)[0])})
                    .also(leaf(ast::Row::text, header[*column.at]).span, "the first one")
                    .fix("leave one of them out, or give it another name");
            } else if (is_this) {
                column.at = i;
            }
        }
    }

    /// The name of the header that may be meant for a column: one that no other column has.
    const Cell* nearest_in(const std::vector<Cell>& header, const Column& column) const {
        std::vector<std::string> free;
        for (const Cell& cell : header) {
            const bool taken = std::any_of(columns_.begin(), columns_.end(), [&](const auto& one) {
                return is_named((*one.node)[0], cell.text);
            });
            if (!taken) free.push_back(cell.text);
        }
        for (const ast::Node& name : (*column.node)[0].slots) {
            const auto near = nearest_spelling(name.text, free);
            if (!near) continue;
            return &*std::find_if(header.begin(), header.end(),
                                  [&](const Cell& cell) { return cell.text == *near; });
        }
        return nullptr;
    }

    void match_header(const std::vector<Cell>& header) {
        for (Column& column : columns_) {
            find_column(column, header);
            if (column.at) continue;
            missing_ = true;
            const std::string& name = ast::first_name((*column.node)[0]);
            const Cell* near = nearest_in(header, column);
            if (near != nullptr) {
                sink_
                    .report(Kind::file_without_column, leaf(ast::Row::text, *near).span,
                            {path_, name})
                    .also(column.node->span, "the column")
                    .fix("did you mean `" + name + "`?");
                continue;
            }
            sink_.report(Kind::file_without_column, column.node->span, {path_, name})
                .also(clause_.span, "the rows of the table")
                .fix("name the column of the file as the table does");
        }
    }

    void read_csv() {
        io::CsvReader reader(path_, text_);
        io::Record record;
        std::vector<Cell> header;
        std::vector<Cell> cells;
        while (!missing_ && reader.next(record)) {
            cells.clear();
            for (auto& cell : record.cells)
                cells.push_back({std::move(cell.text), base_ + cell.place.offset});
            if (header.empty()) {
                header = std::move(cells);
                match_header(header);
            } else if (cells.size() != header.size()) {
                refuse_row(cells, header);
            } else {
                add_row(cells, base_ + record.place.offset);
            }
        }
    }

    /// Cells that moved are read as those of other columns; so the row is not read at all.
    void refuse_row(const std::vector<Cell>& cells, const std::vector<Cell>& header) {
        const auto number_of = [](std::size_t count) {
            return std::to_string(count) + (count == 1 ? " cell" : " cells");
        };
        const bool more = cells.size() > header.size();
        sink_
            .report(Kind::row_with_other_cells, row_span(cells),
                    {number_of(cells.size()), number_of(header.size())})
            .also(row_span(header), "the header")
            .fix(more ? "write numbers without commas; put a text with a comma in quotes"
                      : "write a cell for each column of the header, with commas between them");
    }

    static Span row_span(const std::vector<Cell>& cells) {
        return join(leaf(ast::Row::text, cells.front()).span,
                    leaf(ast::Row::text, cells.back()).span);
    }

    void read_yaml() {
        const io::Tree tree = io::yaml_tree(path_, text_);
        for (const io::Entry& entry : tree.entries) {
            std::vector<Cell> keys;
            std::vector<Cell> cells;
            const std::uint32_t begin = base_ + entry.tree.place.offset;
            for (const io::Entry& value : entry.tree.entries) {
                keys.push_back({value.key, base_ + value.key_place.offset});
                const auto* text = std::get_if<std::string>(&value.tree.scalar.get());
                cells.push_back({text != nullptr ? *text : "", base_ + value.tree.place.offset});
            }
            if (has_keys(keys, begin)) add_row(cells, begin);
        }
    }

    /// Every row of YAML names its columns.
    bool has_keys(const std::vector<Cell>& keys, std::uint32_t begin) {
        bool all = true;
        for (Column& column : columns_) {
            find_column(column, keys);
            if (column.at) continue;
            all = false;
            const std::string& name = ast::first_name((*column.node)[0]);
            const Cell* near = nearest_in(keys, column);
            const Span place =
                near != nullptr ? leaf(ast::Row::text, *near).span : Span{begin, begin + 1};
            sink_.report(Kind::row_without_cell, place, {name})
                .also(column.node->span, "the column")
                .fix(near != nullptr ? "did you mean `" + name + "`?"
                                     : "write it, with its value: `" + name + ": ...`");
        }
        return all && !missing_;
    }

    void add_row(const std::vector<Cell>& cells, std::uint32_t begin) {
        if (table_.rows.size() > limits::table_rows) return;  // reported by the checker
        std::vector<ast::Node> asked;
        std::vector<ast::Node> given;
        for (const Column& column : columns_) {
            const Cell cell = *column.at < cells.size() ? cells[*column.at] : Cell{"", begin};
            auto node = column.result ? value_of(*column.node, cell) : cell_of(*column.node, cell);
            if (!node) return;
            (column.result ? given : asked).push_back(std::move(*node));
        }
        ast::Node row;
        row.row = ast::Row::table_row;
        row.slots.push_back(list_of(std::move(asked)));
        row.slots.push_back(list_of(std::move(given)));
        row.span = join(row[0].span, row[1].span);
        resolve_names(names_, scope_, row);
        table_.rows.add(row);
    }

    std::optional<ast::Node> cell_of(const ast::Node& column, const Cell& cell) {
        const ast::Row type = column[1].row;
        const bool words = type == ast::Row::type_text || type == ast::Row::type_one_of;
        if (cell.text.empty())
            return refused(column, cell, "write `any` where the cell does not matter");
        if (!words) return read_cell(column, cell);
        for (std::size_t tongue = 0; tongue < tries_.tongues().size(); ++tongue) {
            if (tries_.pattern(ast::Row::cell_any, tongue).front().word != cell.text) continue;
            ast::Node any;
            any.row = ast::Row::cell_any;
            any.span = leaf(ast::Row::text, cell).span;
            return any;
        }
        if (is_several(cell.text)) return read_several(column, cell);
        const bool text = type == ast::Row::type_text;
        return wrapped(ast::Row::cell_is, leaf(text ? ast::Row::text : ast::Row::name, cell));
    }

    /// `in (...)`, in any tongue: nobody means a text that is written so.
    bool is_several(const std::string& text) const {
        if (text.back() != ')') return false;
        for (std::size_t tongue = 0; tongue < tries_.tongues().size(); ++tongue) {
            const std::string& word = tries_.pattern(ast::Row::cell_in, tongue).front().word;
            const auto open = text.find_first_not_of(' ', word.size());
            if (text.starts_with(word) && open != std::string::npos && text[open] == '(')
                return true;
        }
        return false;
    }

    /// Several texts or choices; texts may stand without quotes if they are words.
    std::optional<ast::Node> read_several(const ast::Node& column, const Cell& cell) {
        auto several = read_cell(column, cell);
        if (!several || several->row != ast::Row::cell_in) return several;
        const bool text = column[1].row == ast::Row::type_text;
        for (ast::Node& one : several->slots[0].slots) {
            if (text && one.row == ast::Row::name) one.row = ast::Row::text;
            if (one.row == (text ? ast::Row::text : ast::Row::name)) continue;
            return refused(column, cell,
                           text ? "put each text in quotes, and the cell, too: "
                                  "\"in (\"\"A-1\"\", \"\"B-2\"\")\""
                                : "write the names of choices, with commas between them");
        }
        return several;
    }

    std::optional<ast::Node> read_cell(const ast::Node& column, const Cell& cell) {
        std::vector<Token> tokens;
        if (!read_tokens(cell, tokens)) return refused(column, cell, of_plan);
        if (auto number = number_alone(tokens)) return wrapped(ast::Row::cell_is, *number);
        auto reading =
            read_phrase(tries_, Group::cell, tokens.data(), tokens.data() + tokens.size());
        return reading.node ? std::move(reading.node) : refused(column, cell, of_plan);
    }

    std::optional<ast::Node> value_of(const ast::Node& column, const Cell& cell) {
        if (column[1].row == ast::Row::type_text) return leaf(ast::Row::text, cell);
        if (cell.text.empty()) return refused(column, cell, "write what this row gives");
        std::vector<Token> tokens;
        if (!read_tokens(cell, tokens)) return refused(column, cell, result_of_plan);
        if (auto number = number_alone(tokens)) return number;
        auto reading = read_value(tries_, tokens.data(), tokens.data() + tokens.size());
        const bool literal = reading.node && is_literal(*reading.node);
        return literal ? std::move(reading.node) : refused(column, cell, result_of_plan);
    }

    /// Most cells hold a number and nothing else; the grammar need not be asked what that is.
    static std::optional<ast::Node> number_alone(const std::vector<Token>& tokens) {
        if (tokens.size() != 1 || tokens.front().kind != TokenKind::number) return {};
        ast::Node node;
        node.row = ast::Row::number;
        node.text = tokens.front().text;
        node.number = tokens.front().number;
        node.span = tokens.front().span;
        return node;
    }

    bool read_tokens(const Cell& cell, std::vector<Token>& tokens) const {
        std::optional<std::string> comment;
        std::vector<TokenProblem> problems;
        read_line(cell.text, cell.offset, tokens, comment, problems);
        return !tokens.empty() && !comment && problems.empty();
    }

    std::optional<ast::Node> refused(const ast::Node& column, const Cell& cell,
                                     const std::string& fix) {
        const auto size = std::max<std::size_t>(1, cell.text.size());
        sink_
            .report(Kind::cell_unreadable,
                    {cell.offset, cell.offset + static_cast<std::uint32_t>(size)},
                    {cell.text.empty() ? "an empty cell" : "`" + cell.text + "`",
                     ast::first_name(column[0])})
            .also(column.span, "the column")
            .fix(fix);
        return std::nullopt;
    }

    ast::Statement& table_;
    const ast::Node& clause_;
    const ast::Document& plan_;
    const NameTable& names_;
    const NameTable::Scope scope_;
    Source& source_;
    DiagnosticSink& sink_;
    const PhraseTries& tries_;
    std::string path_;
    std::string_view text_;
    std::uint32_t base_ = 0;
    std::vector<Column> columns_;
    bool missing_ = false;  ///< the file has not all columns: said once
};

const ast::Node* file_clause(const ast::Statement& statement) {
    const ast::Node* clause = nullptr;
    for (const ast::Node& one : statement.clauses) {
        if (one.row == ast::Row::table_file) clause = &one;
    }
    return clause;
}

}  // namespace

bool has_table_file(const ast::Statement& statement) {
    return statement.head.row == ast::Row::table && file_clause(statement) != nullptr;
}

void read_table_file(ast::Statement& table, const TablePlace& place, Source& source,
                     DiagnosticSink& sink, const PhraseTries& tries, const Resolve& resolve) {
    const ast::Node& clause = *file_clause(table);
    const auto before = sink.errors();
    const ast::Node& named = clause[0][0];
    const auto path = named_path(place.from, named.text, named.span, sink);
    auto text = path ? read_named(*path, named.span, resolve, sink) : std::nullopt;
    table.rows_broken = !text;
    if (!text) return;
    if (text->size() > limits::named_file_bytes) {
        report_unreadable(
            *path, "it holds more than " + std::to_string(limits::named_file_bytes) + " bytes",
            named.span, sink);
        table.rows_broken = true;
        return;
    }
    if (text->empty()) return;  // for laying out a plan nobody opens its files
    const auto number = source.add(name_beside(source, *path), *text);
    text.reset();  // the source has it
    TableFile(table, clause, place, source, sink, tries).read(*path, number);
    table.rows_broken = sink.errors() > before;
}

}  // namespace meritum::syntax
