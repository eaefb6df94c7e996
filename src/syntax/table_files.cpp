// Implements table_files.hpp: cells are read as those of a plan, but texts and choices need no
// quotes there.
#include "syntax/table_files.hpp"

#include <algorithm>
#include <map>

#include "base/limits.hpp"
#include "io/csv.hpp"
#include "io/formats.hpp"
#include "io/places.hpp"
#include "syntax/file_columns.hpp"
#include "syntax/grammar/grammar.hpp"
#include "syntax/plan_files.hpp"
#include "syntax/tokens.hpp"

namespace meritum::syntax {

namespace {

constexpr auto of_plan = "write it as in a plan: 1000, 15%, 2026-07-01, yes, `from 10 below 20`";
constexpr auto result_of_plan = "write it as in a plan: 1000, 15%, 2026-07-01 or yes";

using Cell = FileCell;

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
          columns_(table, clause, place.plan, sink),
          names_(place.names),
          scope_(names_.scope_of(table)),
          source_(source),
          sink_(sink),
          tries_(tries) {}

    /// File `number` of the source. `in_document`: the rows stand in data.
    void read(const std::string& path, std::size_t number, RowsFormat format,
              bool in_document = false) {
        path_ = path;
        base_ = source_.span_of(number).begin;
        text_ = source_.text(source_.span_of(number));
        if (!columns_.declare()) return;
        try {
            io::checked_text(path, text_, limits::named_file_bytes);
            switch (format) {
                case RowsFormat::csv: read_csv(); break;
                case RowsFormat::yaml: read_rows(io::yaml_tree(path_, text_), in_document); break;
                case RowsFormat::json:
                    read_rows(io::json_tree(path_, text_, limits::archive_depth), in_document);
                    break;
            }
        } catch (const io::ReadError& error) {
            const auto at = base_ + offset_of(text_, error.line(), error.column());
            sink_.report(Kind::table_file_broken, {at, at + 1}, {error.message()})
                .also(clause_.span, "the rows of the table")
                .fix("write the file as CSV, or as YAML that is a list of rows");
        }
    }

private:
    void read_csv() {
        io::CsvReader reader(path_, text_);
        io::Record record;
        std::vector<Cell> header;
        std::vector<Cell> cells;
        while (!columns_.missing() && reader.next(record)) {
            cells.clear();
            for (auto& cell : record.cells)
                cells.push_back({std::move(cell.text), base_ + cell.place.offset});
            if (header.empty()) {
                header = std::move(cells);
                columns_.match_header(path_, header);
            } else if (cells.size() != header.size()) {
                refuse_row(cells, header);
            } else {
                add_row(cells, base_ + record.place.offset);
            }
        }
        if (header.empty())
            throw io::ReadError("the file is empty; its first row must name the columns", path_, 1,
                                1);
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

    /// What stands under a key; null if there is none.
    static const io::Tree* under(const io::Tree& tree, const auto& is_key) {
        for (const io::Entry& entry : tree.entries) {
            if (tree.kind == io::Tree::Kind::mapping && is_key(entry.key)) return &entry.tree;
        }
        return nullptr;
    }

    /// JSON has words of its own for yes and no.
    static std::string text_of(const FactValue& scalar) {
        const auto* truth = std::get_if<bool>(&scalar.get());
        if (truth != nullptr) return *truth ? "yes" : "no";
        const auto* text = std::get_if<std::string>(&scalar.get());
        return text != nullptr ? *text : "";
    }

    void read_rows(const io::Tree& document, bool in_document) {
        const io::Tree* rows = &document;
        if (in_document)
            rows = under(document, [](const std::string& key) { return key == "tables"; });
        if (in_document && rows != nullptr)
            rows =
                under(*rows, [&](const auto& key) { return ast::is_named(table_.head[0], key); });
        if (rows == nullptr) throw io::ReadError("it holds no rows of this table", path_, 1, 1);
        const bool empty = rows->kind == io::Tree::Kind::scalar && rows->scalar.is_missing();
        if (rows->kind != io::Tree::Kind::list && !empty) {
            throw io::ReadError("rows are a list, but this is " + described(*rows), path_,
                                rows->place.line, rows->place.column);
        }
        for (const io::Entry& entry : rows->entries) {
            std::vector<Cell> keys;
            std::vector<Cell> cells;
            const std::uint32_t begin = base_ + entry.tree.place.offset;
            for (const io::Entry& value : entry.tree.entries) {
                keys.push_back({value.key, base_ + value.key_place.offset});
                cells.push_back({text_of(value.tree.scalar), base_ + value.tree.place.offset});
            }
            if (columns_.match_keys(path_, keys, begin)) add_row(cells, begin);
        }
    }

    void add_row(const std::vector<Cell>& cells, std::uint32_t begin) {
        if (table_.rows.size() > limits::table_rows) return;  // reported by the checker
        std::vector<ast::Node> asked;
        std::vector<ast::Node> given;
        for (const FileColumn& column : columns_.all()) {
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

    /// `in (...)`, in any tongue, and so if the end is missing: nobody means a text that is written
    /// so.
    bool is_several(const std::string& text) const {
        if (text.back() != ')' && text.find(')') != std::string::npos) return false;
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
    FileColumns columns_;
    const NameTable& names_;
    const NameTable::Scope scope_;
    Source& source_;
    DiagnosticSink& sink_;
    const PhraseTries& tries_;
    std::string path_;
    std::string_view text_;
    std::uint32_t base_ = 0;
};

const ast::Node* clause_of(const ast::Statement& table, ast::Row row) {
    const ast::Node* clause = nullptr;
    for (const ast::Node& one : table.clauses) {
        if (one.row == row) clause = &one;
    }
    return clause;
}

RowsFormat format_of(const std::string& path) {
    const bool yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    return yaml ? RowsFormat::yaml : RowsFormat::csv;
}

}  // namespace

bool has_rows_elsewhere(const ast::Statement& statement) {
    return statement.head.row == ast::Row::table &&
           (clause_of(statement, ast::Row::table_file) != nullptr ||
            clause_of(statement, ast::Row::table_data) != nullptr);
}

void read_table_file(ast::Statement& table, const TablePlace& place, Source& source,
                     DiagnosticSink& sink, const PhraseTries& tries, const Resolve& resolve) {
    const ast::Node* data = clause_of(table, ast::Row::table_data);
    if (data != nullptr) {
        FileColumns(table, *data, place.plan, sink).declare();
        return;
    }
    const ast::Node& clause = *clause_of(table, ast::Row::table_file);
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
    TableFile(table, clause, place, source, sink, tries).read(*path, number, format_of(*path));
    table.rows_broken = sink.errors() > before;
}

void read_table_data(ast::Statement& table, const TablePlace& place, const TableRows& rows,
                     Source& source, DiagnosticSink& sink, const PhraseTries& tries) {
    const auto before = sink.errors();
    table.rows = {};
    const auto number = source.add(rows.file, rows.text);
    TableFile(table, *clause_of(table, ast::Row::table_data), place, source, sink, tries)
        .read(rows.file, number, rows.format, rows.in_document);
    table.rows_broken = sink.errors() > before;
}

}  // namespace meritum::syntax
