// Named tables: header, rows, the diagram and its proofs. See checker.hpp and named_table.hpp;
// cells are table_cells.cpp's, results and stories table_results.cpp's, calls calls.cpp's.
#include <algorithm>

#include "base/limits.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"
#include "check/named_table.hpp"

namespace meritum::check {

using ast::Row;
using value::Type;

namespace {

/// Pairs of rows that are told to overlap; a table made wrong is wrong in many rows.
constexpr std::size_t overlaps_told = 5;
/// Rows that are told never to decide.
constexpr std::size_t hidden_told = 20;

bool is_header(const ast::Node& clause) {
    return clause.row == Row::table_by || clause.row == Row::table_matrix;
}

bool is_matching(Row row) {
    return row == Row::table_first || row == Row::table_unique || row == Row::table_sum ||
           row == Row::table_highest;
}

std::string number_of(std::size_t count, const std::string& what) {
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

bool comes_before(Span a, Span b) { return a.begin < b.begin; }

/// Sums and the highest need numbers, and the highest is of one result.
std::string ways_to_match(const NamedTable& table) {
    const auto is_number = [](const ast::Node* result) {
        const ast::Node& node = bare(*result);
        const ast::Node& amount = node.row == Row::negative ? bare(node[0]) : node;
        return amount.row == Row::number || amount.row == Row::money;
    };
    bool numbers = true;
    OpenRow open;
    for (const auto& row : table.rows) {
        table.open(row, open);
        numbers = numbers && std::all_of(open.results.begin(), open.results.end(), is_number);
    }
    if (!numbers) return "`first match`";
    return table.results.size() > 1 ? "`first match` or `sum of matches`"
                                    : "`first match`, `sum of matches` or `highest match`";
}

}  // namespace

void TableColumn::take(const TableCell& cell) {
    taken.insert(taken.end(), cell.begin(), cell.end());
    taken_end.push_back(static_cast<std::uint32_t>(taken.size()));
}

std::uint32_t TableColumn::place_of(const std::string& word) {
    const auto next = static_cast<std::uint32_t>(word_places.size());
    return word_places.emplace(word, next).first->second;
}

std::span<const TableRange> TableColumn::cell(std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : taken_end[row - 1];
    return std::span(taken).subspan(begin, taken_end[row] - begin);
}

void NamedTable::open(const TableRow& row, OpenRow& into) const {
    into.cells.clear();
    into.results.clear();
    const ast::Node* node = row.clause;
    if (node == nullptr) {
        written->rows.unpack(row.at, into.unpacked);
        node = &into.unpacked;
    }
    for (const auto& cell : (*node)[0].slots) into.cells.push_back(&cell);
    if (header->row == Row::table_matrix) {
        into.cells.push_back(&(*header)[2][row.at]);
        into.results.push_back(&(*node)[1][row.at]);
        return;
    }
    for (const auto& result : (*node)[1].slots) into.results.push_back(&result);
}

ast::Node NamedTable::row_alone(const TableRow& row) const {
    if (row.clause == nullptr) return written->rows[row.at];
    ast::Node alone = *row.clause;
    if (header->row == Row::table_matrix) {
        alone.slots[0].slots.push_back((*header)[2][row.at]);
        alone.slots[1].slots = {(*row.clause)[1][row.at]};
    }
    return alone;
}

/// `any_rows`: a result of a table `rows from data`.
TableColumn Checker::table_column(const Node& node, bool any_rows) {
    TableColumn column;
    column.node = &node;
    column.names = names_of(node[0]);
    column.said = node.span;
    for (const auto& trait : node[2].slots) {
        if (trait.row == Row::trait_range && node[1] && column.range == nullptr) {
            column.range = &trait;
            continue;
        }
        if (trait.row == Row::trait_step && any_rows) continue;
        sink_
            .report(Kind::trait_not_fitting, trait.span,
                    {words(trait).front(), "a column of a table"})
            .fix("leave it out");
    }
    if (!node[1]) return column;
    value::ColumnSchema schema;
    schema.name = column.names.front();
    schema.names = column.names;
    set_type(schema, node[1]);
    column.typed = true;
    column.said = node[1].span;
    column.like.type = schema.type;
    column.like.unit = schema.unit;
    column.like.currency = schema.currency;
    column.open = schema.type == Type::number && schema.unit == value::Unit::plain;
    column.schema = std::move(schema);
    if (any_rows) {
        set_result_of_data(column);
    } else if (column.range != nullptr) {
        set_column_range(column, *column.range);
    }
    return column;
}

/// Whether its rows come with the data; those of a table cannot be in a file, too.
bool Checker::is_from_data(const ast::Statement& statement) {
    const auto* data = only_clause(statement, Row::table_data);
    const auto* file = only_clause(statement, Row::table_file);
    if (data != nullptr && file != nullptr) {
        sink_
            .report(Kind::repeated_clause, std::max(data->span, file->span, comes_before),
                    {words(*data).front(), in_quotes(words(statement.head).front())})
            .also(std::min(data->span, file->span, comes_before), "the first one")
            .fix("keep one of them");
    }
    return data != nullptr;
}

/// The columns, and how rows are matched.
bool Checker::read_table_header(NamedTable& table, const ast::Statement& statement) {
    const Node* header = nullptr;
    const Node* matching = nullptr;
    const auto errors_before = sink_.errors();
    table.from_data = is_from_data(statement);
    const auto only = [&](const Node*& first, const Node& clause) {
        if (first == nullptr) {
            first = &clause;
            return;
        }
        sink_
            .report(Kind::repeated_clause, clause.span,
                    {words(*first).front(), in_quotes(words(statement.head).front())})
            .also(first->span, "the first one")
            .fix("keep one of them");
    };
    for (const auto& clause : statement.clauses) {
        if (is_header(clause)) only(header, clause);
        if (is_matching(clause.row)) only(matching, clause);
        if (clause.row == Row::table_otherwise) only(table.otherwise, clause);
    }
    if (matching != nullptr) {
        table.matching = matching->row == Row::table_first     ? Matching::first
                         : matching->row == Row::table_sum     ? Matching::sum
                         : matching->row == Row::table_highest ? Matching::highest
                                                               : Matching::unique;
    }
    if (header == nullptr) {
        if (!is_broken(statement)) {
            sink_
                .report(Kind::table_without_columns, statement.head[0].span,
                        {ast::first_name(statement.head[0])})
                .fix("add its first line: `by product, sales gives rate`");
        }
        return false;
    }
    table.header = header;
    for (const auto& node : (*header)[0].slots) table.inputs.push_back(table_column(node));
    if (header->row == Row::table_matrix) {
        table.inputs.push_back(table_column((*header)[1]));
        TableColumn result;
        result.node = &statement.head;
        result.names = names_of(statement.head[0]);
        table.results.push_back(std::move(result));
    } else {
        for (const auto& node : (*header)[1].slots)
            table.results.push_back(table_column(node, table.from_data));
    }
    return read_table_rows(table, statement, *header) &&
           !(table.from_data && sink_.errors() > errors_before);
}

bool Checker::has_cells(const Node& clause, const Node& list, std::size_t count,
                        const std::string& what, const Node& header) {
    if (list.slots.size() == count) return true;
    sink_
        .report(Kind::wrong_number_of_cells, list.span,
                {number_of(count, what), number_of(list.slots.size(), what)})
        .also(header.span, "the columns")
        .fix(list.slots.size() < count
                 ? "write `any` where a cell does not matter; commas stand between cells"
                 : "leave out what is too much in " + in_quotes(words(clause).front()));
    return false;
}

/// What is given where no row matches stands behind the rows.
bool Checker::read_otherwise(const NamedTable& table, const Node& clause) {
    const bool fits = has_cells(clause, clause[0], table.results.size(), "value", *table.header);
    if (table.otherwise != &clause) return fits;
    const auto& clauses = table.written->clauses;
    const auto* end = clauses.data() + clauses.size();
    const auto* after =
        std::find_if(&clause + 1, end, [](const Node& next) { return next.row == Row::table_row; });
    if (after == end) return fits;
    sink_.report(Kind::after_otherwise, after->span)
        .also(clause.span, "takes all the rest")
        .fix("put `otherwise` last");
    return false;
}

bool Checker::read_table_rows(NamedTable& table, const ast::Statement& statement,
                              const Node& header) {
    const bool matrix = header.row == Row::table_matrix;
    const std::size_t cells = (header)[0].slots.size();
    const std::size_t results = matrix ? header[2].slots.size() : header[1].slots.size();
    bool sound = true;
    const auto fits = [&](const Node& row) {
        const bool both = has_cells(row, row[0], cells, "cell", header) &&
                          has_cells(row, row[1], results, "value", header);
        sound = sound && both;
        return both;
    };
    for (const auto& clause : statement.clauses) {
        if (clause.row == Row::table_otherwise) sound = read_otherwise(table, clause) && sound;
        if (clause.row != Row::table_row || !fits(clause)) continue;
        for (std::uint32_t head = 0; head < (matrix ? results : 1); ++head)
            table.rows.push_back({&clause, head, matrix ? clause[1][head].span : clause.span});
    }
    for (std::uint32_t i = 0; i < statement.rows.size(); ++i) {
        // All rows of a file have the same cells.
        if ((i == 0 || !sound) && !fits(statement.rows[i])) continue;
        table.rows.push_back({nullptr, i, statement.rows.span(i)});
    }
    const bool unread = is_broken(statement) || statement.rows_broken;
    if (table.rows.empty() && sound && !unread && !table.from_data) {
        sink_
            .report(Kind::table_without_rows, statement.head[0].span,
                    {ast::first_name(statement.head[0])})
            .fix("add a row for each case: `from 100% gives 5`");
    }
    if (table.rows.size() > limits::table_rows || table.inputs.size() > limits::table_columns ||
        table.results.size() > limits::table_columns) {
        const bool rows = table.rows.size() > limits::table_rows;
        sink_
            .report(Kind::table_too_large, statement.head[0].span,
                    {rows ? number_of(limits::table_rows, "row")
                          : number_of(limits::table_columns, "input") + " and as many results"})
            .fix("make two tables of it");
        return false;
    }
    return sound && (!table.rows.empty() || table.from_data || statement.rows_broken);
}

/// Cells first, as they say what the columns hold, then keys.
bool Checker::read_table_cells(NamedTable& table) {
    bool sound = true;
    OpenRow open;
    TableCell cell;
    for (const auto& row : table.rows) {
        table.open(row, open);
        for (std::size_t i = 0; i < open.cells.size(); ++i) {
            cell.clear();
            sound = read_cell(table.inputs[i], *open.cells[i], cell) && sound;
            table.inputs[i].take(cell);
        }
    }
    for (std::size_t i = 0; sound && i < table.inputs.size(); ++i) {
        sound = choose_keys(table, table.inputs[i]) && sound;
    }
    return sound;
}

bool Checker::build_table(NamedTable& table, const Node& head) {
    std::vector<value::ColumnKeys> keys(table.inputs.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            keys[i].add(cell_keys(table.inputs[i], row));
    }
    auto diagram =
        value::build_diagram(keys, table.matching == Matching::first, limits::table_cases);
    if (!diagram) {
        sink_
            .report(Kind::table_too_entangled, head[0].span,
                    {ast::first_name(head[0]), std::to_string(limits::table_cases)})
            .fix("make two tables of it, or say fewer rows with `any`");
        return false;
    }
    table.diagram = std::move(*diagram);
    std::vector<std::vector<value::Keys>> all;
    for (const auto& column : table.inputs) all.push_back(keys_of_column(column));
    if (table.matching == Matching::unique) return rows_are_apart(table, all);
    if (table.matching == Matching::first) warn_of_hidden_rows(table, keys);
    return true;
}

/// Of two rows that match the same input none can be the only one.
bool Checker::rows_are_apart(const NamedTable& table,
                             const std::vector<std::vector<value::Keys>>& all) {
    const value::Reach reach(table.diagram, all);
    std::set<std::pair<std::uint32_t, std::uint32_t>> told;
    for (std::uint32_t leaf = 1; leaf < table.diagram.leaves(); ++leaf) {
        const auto rows = table.diagram.rows_of(leaf);
        if (rows.size() < 2 || !reach.reaches(leaf) || told.size() == overlaps_told ||
            !told.emplace(rows[0], rows[1]).second) {
            continue;
        }
        sink_
            .report(Kind::rows_overlap, table.rows[rows[1]].place,
                    {example_of(table, reach.example(leaf), {})})
            .also(table.rows[rows[0]].place, "this row matches there, too")
            .fix("make them exclude each other (`from 80% below 100%`), or say which one counts: " +
                 ways_to_match(table));
    }
    return told.empty();
}

void Checker::warn_of_hidden_rows(const NamedTable& table,
                                  const std::vector<value::ColumnKeys>& keys) {
    std::vector<bool> decides(table.rows.size(), false);
    for (const auto row : table.diagram.leaf_rows) decides[row] = true;
    std::size_t told = 0;
    for (std::size_t row = 0; row < table.rows.size() && told < hidden_told; ++row) {
        if (decides[row]) continue;
        ++told;
        std::vector<std::vector<value::Keys>> of_row;
        for (const auto& column : keys) of_row.emplace_back(column[row].begin(), column[row].end());
        const value::Reach reach(table.diagram, of_row);
        const auto leaf = reach.states(table.diagram.steps.size()).front();
        const auto first = table.diagram.rows_of(leaf).front();
        sink_
            .report(Kind::row_never_decides, table.rows[row].place,
                    {words(table.row_alone(table.rows[row])).front()})
            .also(table.rows[first].place, "this row decides first")
            .fix("write it above the rows that match more, or leave it out");
    }
}

void Checker::check_tables() {
    for (const auto index : table_statements_) {
        const auto& statement = document_.statements[index];
        NamedTable table;
        table.written = &statement;
        // All that is wrong with cells and results is told, whichever comes first.
        const bool rows = read_table_header(table, statement);
        const bool cells = rows && read_table_cells(table);
        const bool results = rows && read_table_results(table);
        table.sound =
            cells && results && !statement.rows_broken && build_table(table, statement.head);
        if (table.sound) {
            give_results(table);
            tell_table(table, statement);
        }
        tables_.push_back(std::move(table));
    }
}

}  // namespace meritum::check
