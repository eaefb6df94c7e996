// Random named tables with every kind of column, cell and way of matching, and calls of them. See
// plan_writer.hpp and expression_writer.hpp.
#include <algorithm>

#include "agreement/plan_writer.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

constexpr std::size_t most_rows = 5;

}  // namespace

/// Ascending bounds, all different.
std::vector<std::string> PlanWriter::table_bounds(const TableDraft::Input& input,
                                                  std::size_t count) {
    std::vector<std::string> bounds;
    if (input.sort == Sort::date) {
        for (std::size_t i = 0; i < count; ++i) bounds.push_back(expressions_.date_literal());
        std::sort(bounds.begin(), bounds.end());
        bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
        return bounds;
    }
    long at = random_.between(-3, 3) * input.scale;
    for (std::size_t i = 0; i < count; ++i) {
        at += random_.between(1, 9) * input.scale;
        const bool half = random_.chance(30);
        std::string text = std::to_string(at);
        if (half && at >= 0) text += ".5";
        if (input.percent) text += "%";
        if (input.unit == Unit::money && random_.chance(30)) text += " " + draft_.currency;
        bounds.push_back(text);
        at += input.scale;
    }
    return bounds;
}

/// Values that can only be told apart: texts, choices, yes and no.
std::vector<std::string> PlanWriter::table_words(const TableDraft::Input& input) {
    switch (input.sort) {
        case Sort::boolean: return {wording_.say(Row::yes), wording_.say(Row::no)};
        case Sort::choice: {
            std::vector<std::string> words;
            for (const auto& choice : draft_.declared[input.choice].choices)
                words.push_back(wording_.use(choice));
            return words;
        }
        default: return {"\"North\"", "\"East\"", "\"\u7532\u7ec4\"", "\"team # 1\""};
    }
}

/// Cells no two of which take the same value; between them and beyond there may be gaps.
std::vector<std::string> PlanWriter::cells_apart(const TableDraft::Input& input) {
    std::vector<std::string> cells;
    if (input.sort != Sort::number && input.sort != Sort::date) {
        const auto words = table_words(input);
        if (words.size() > 2 && !input.in_file && random_.chance(40)) {
            cells.push_back(wording_.say(Row::cell_in, {wording_.join({words[0], words[1]})}));
            for (std::size_t i = 2; i < words.size(); ++i)
                cells.push_back(wording_.say(Row::cell_is, {words[i]}));
        } else {
            for (const auto& word : words) cells.push_back(wording_.say(Row::cell_is, {word}));
        }
        return cells;
    }
    const auto bounds = table_bounds(input, 1 + random_.below(most_rows - 1));
    bool taken = random_.chance(50);  // the bound belongs to the row below it
    cells.push_back(wording_.say(taken ? Row::cell_up_to : Row::cell_below, {bounds.front()}));
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const bool last = i + 1 == bounds.size();
        const bool next = random_.chance(50);
        std::vector<std::string> ends{bounds[i]};
        if (!last) ends.push_back(bounds[i + 1]);
        const Row open = taken ? Row::cell_above : Row::cell_from;
        const Row closed = taken ? Row::cell_above_up_to : Row::cell_from_up_to;
        if (last) ends.push_back("");
        cells.push_back(wording_.say(!last && next ? closed : open, ends));
        taken = next;
    }
    if (random_.chance(30)) cells.erase(cells.begin());  // a gap
    return cells;
}

/// Any cell of the column; the first one says what the column holds.
std::string PlanWriter::some_cell(const TableDraft::Input& input, bool first) {
    if (!first && random_.chance(25)) return wording_.say(Row::cell_any);
    const bool ordered = input.sort == Sort::number || input.sort == Sort::date;
    if (!ordered || random_.chance(50)) {
        const auto cells = cells_apart(input);
        return random_.pick(cells);
    }
    const auto bounds = table_bounds(input, 2);
    if (bounds.size() > 1 && random_.chance(30)) {
        return wording_.say(Row::cell_in, {wording_.join(bounds)});
    }
    return wording_.say(Row::cell_is, {bounds.front()});
}

std::string PlanWriter::table_value(TableDraft::Result& result) {
    const long value = random_.between(-4, 20) * (result.unit == Unit::money ? 100 : 1);
    std::string text = std::to_string(value);
    double worth = static_cast<double>(value);
    if (result.unit == Unit::money) {
        text += " " + draft_.currency;
    } else if (random_.chance(25) && value >= 0) {
        text += ".25";
        worth += 0.25;
    }
    // Sums are of at most as many rows as there are.
    result.low = std::min(result.low, worth * static_cast<double>(most_rows));
    result.high = std::max(result.high, worth * static_cast<double>(most_rows));
    return text;
}

TableDraft::Input PlanWriter::table_input(int index) {
    TableDraft::Input input;
    static const char* const names[][2] = {
        {"asked", "\u67e5\u8be2"}, {"also", "\u53e6\u67e5"}, {"besides", "\u9644\u67e5"}};
    input.names = some_names(names[index][0], names[index][1]);
    static const std::vector<Sort> sorts = {Sort::number, Sort::number,  Sort::date,
                                            Sort::text,   Sort::boolean, Sort::choice};
    input.sort = random_.pick(sorts);
    if (input.sort == Sort::choice) {
        const auto choices = expressions_.find(Scope{}, [](const Declared& d) {
            return d.what == Declared::What::fact && d.sort == Sort::choice && d.defined;
        });
        if (choices.empty()) {
            input.sort = Sort::text;
        } else {
            input.choice = random_.pick(choices);
        }
    }
    if (input.sort == Sort::number) {
        input.unit = random_.chance(30) ? Unit::money : Unit::plain;
        input.scale = input.unit == Unit::money ? 1000 : 1;
        input.percent = input.unit == Unit::plain && random_.chance(30);
        if (input.percent) input.scale = 20;
    }
    return input;
}

/// The column as it is declared, often with its type.
std::string PlanWriter::table_column(const TableDraft::Input& input) {
    std::string type;
    if (input.in_file || random_.chance(60)) {
        switch (input.sort) {
            case Sort::number:
                type = wording_.say(input.unit == Unit::money ? Row::type_money : Row::type_number);
                break;
            case Sort::date: type = wording_.say(Row::type_date); break;
            case Sort::text: type = wording_.say(Row::type_text); break;
            case Sort::boolean: type = wording_.say(Row::type_boolean); break;
            case Sort::choice: {
                std::vector<std::string> choices;
                for (const auto& choice : draft_.declared[input.choice].choices)
                    choices.push_back(Wording::declare(choice));
                type = wording_.say(Row::type_one_of, {wording_.join(choices)});
                break;
            }
        }
    }
    return wording_.say(Row::column, {Wording::declare(input.names), type, ""});
}

void PlanWriter::write_table() {
    TableDraft table;
    table.names = fresh({{"scale", "\u6807\u51c6\u8868"}, {"factors", "\u7cfb\u6570\u8868"}});
    for (auto i = 1 + random_.below(3); i > 0; --i)
        table.inputs.push_back(table_input(static_cast<int>(i) - 1));
    const bool matrix = table.inputs.size() > 1 && random_.chance(35);
    static const std::vector<Row> ways = {Row::none,        Row::table_unique, Row::table_first,
                                          Row::table_first, Row::table_sum,    Row::table_highest};
    const Row way = random_.pick(ways);
    const bool apart = way == Row::none || way == Row::table_unique;
    table.in_file = !matrix && random_.chance(35);
    table.from_data = table.in_file && random_.chance(40);
    for (auto& input : table.inputs) input.in_file = table.in_file;
    const std::size_t results = matrix || way == Row::table_highest ? 1 : 1 + random_.below(2);
    for (std::size_t i = 0; i < results; ++i) {
        TableDraft::Result result;
        if (!matrix) result.names = i == 0 ? Names{"first", "\u7532"} : Names{"second", "\u4e59"};
        if (random_.chance(25)) result.unit = Unit::money;
        table.results.push_back(std::move(result));
    }
    Block block{wording_.say(Row::table, {Wording::declare(table.names), label()}), {}};
    write_table_rows(block, table, matrix, apart);
    if (table.from_data) {
        // The plan is checked for the whole range, and for as many rows as there may be.
        const double most = way == Row::table_sum ? 100'000 : 1;
        for (auto& result : table.results) {
            const double scale = result.unit == Unit::money ? 100 : 1;
            result.low = -4 * scale * most;
            result.high = 20.25 * scale * most;
        }
    }
    if (way != Row::none) block.clauses.insert(block.clauses.begin() + 1, wording_.say(way));
    table.total = way == Row::table_sum;
    if (random_.chance(50)) {
        std::vector<std::string> rest;
        for (auto& result : table.results) rest.push_back(table_value(result));
        block.clauses.push_back(wording_.say(Row::table_otherwise, {wording_.join(rest)}));
        table.total = true;
    }
    add(std::move(block));
    draft_.tables.push_back(std::move(table));
}

void PlanWriter::write_table_rows(Block& block, TableDraft& table, bool matrix, bool apart) {
    std::vector<std::string> columns;
    std::vector<std::string> results;
    for (const auto& input : table.inputs) columns.push_back(table_column(input));
    std::vector<std::string> heads;
    if (matrix) {
        if (apart) heads = cells_apart(table.inputs.back());
        for (std::size_t i = heads.size(); i < 2 && !apart; ++i)
            heads.push_back(some_cell(table.inputs.back(), i == 0));
        const std::string across = columns.back();
        columns.pop_back();
        block.clauses.push_back(wording_.say(
            Row::table_matrix, {wording_.join(columns), across, wording_.join(heads)}));
    } else {
        for (const auto& result : table.results) {
            const bool money = result.unit == Unit::money;
            const auto type = wording_.say(money ? Row::type_money : Row::type_number);
            const auto range = money ? wording_.say(Row::trait_range, {"-400", "2000"})
                                     : wording_.say(Row::trait_range, {"-4", "20.25"});
            results.push_back(wording_.say(
                Row::column, {Wording::declare(result.names), table.in_file ? type : "",
                              table.from_data ? range : ""}));
        }
        block.clauses.push_back(
            wording_.say(Row::table_by, {wording_.join(columns), wording_.join(results)}));
    }
    const std::vector<std::string> first =
        apart ? cells_apart(table.inputs.front()) : std::vector<std::string>{};
    const std::size_t rows = apart ? first.size() : 2 + random_.below(most_rows - 2);
    std::vector<std::vector<std::string>> records;
    for (std::size_t row = 0; row < rows; ++row) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < columns.size(); ++i)
            cells.push_back(apart && i == 0 ? first[row] : some_cell(table.inputs[i], row == 0));
        std::vector<std::string> values;
        for (std::size_t i = 0; i < (matrix ? heads.size() : results.size()); ++i)
            values.push_back(table_value(table.results[matrix ? 0 : i]));
        if (table.in_file) {
            records.push_back(cells);
            records.back().insert(records.back().end(), values.begin(), values.end());
            continue;
        }
        block.clauses.push_back(
            wording_.say(Row::table_row, {wording_.join(cells), wording_.join(values)}));
    }
    if (table.in_file) write_table_file(block, table, records);
}

/// CSV, every cell in quotes; texts and choices as they are.
void PlanWriter::write_table_file(Block& block, const TableDraft& table,
                                  const std::vector<std::vector<std::string>>& rows) {
    std::string text;
    const auto add = [&](std::string cell, bool last) {
        const bool wrapped = cell.size() > 1 && (cell[0] == '"' || cell[0] == '`');
        if (wrapped) cell = cell.substr(1, cell.size() - 2);
        text += "\"" + cell + (last ? "\"\n" : "\",");
    };
    for (const auto& input : table.inputs) add(random_.pick(input.names), false);
    for (const auto& result : table.results)
        add(random_.pick(result.names), &result == &table.results.back());
    for (const auto& row : rows)
        for (const auto& cell : row) add(cell, &cell == &row.back());
    if (table.from_data) {
        rows_.push_back({random_.pick(table.names), text, RowsFormat::csv, "data.csv", false});
        block.clauses.push_back(wording_.say(Row::table_data));
        return;
    }
    const std::string path = "rows_" + std::to_string(files_.size()) + ".csv";
    files_[path] = text;
    block.clauses.push_back(wording_.say(Row::table_file, {"\"" + path + "\""}));
}

/// What may be asked with: of the column's sort and unit.
std::string ExpressionWriter::argument(const TableDraft::Input& input, const Scope& scope,
                                       int depth) {
    switch (input.sort) {
        case Sort::number: return at(number(input.unit, scope, depth), Level::logical_or);
        case Sort::date: return at(date(scope), Level::logical_or);
        case Sort::text: return at(text(scope), Level::logical_or);
        case Sort::boolean: return at(condition(scope, 1), Level::logical_or);
        case Sort::choice: return use(input.choice);
    }
    return {};
}

Written ExpressionWriter::call(Unit unit, const Scope& scope, int depth) {
    std::vector<std::pair<std::size_t, std::size_t>> fitting;
    for (std::size_t t = 0; t < draft_.tables.size(); ++t) {
        for (std::size_t r = 0; r < draft_.tables[t].results.size(); ++r) {
            const Unit gives = draft_.tables[t].results[r].unit;
            if (gives == unit || (unit == Unit::points && gives == Unit::plain))
                fitting.emplace_back(t, r);
        }
    }
    if (fitting.empty()) return leaf(unit, scope);
    const auto [at_table, at_result] = random_.pick(fitting);
    const TableDraft table = draft_.tables[at_table];
    const TableDraft::Result& result = table.results[at_result];
    std::vector<std::string> arguments;
    for (const auto& input : table.inputs) arguments.push_back(argument(input, scope, depth));
    Written out;
    out.text = wording_.use(table.names) + "(" + wording_.join(arguments) + ")";
    if (table.results.size() > 1 || (!result.names.empty() && random_.chance(30))) {
        out.text += "." + wording_.use(result.names);
    }
    out.low = result.low;
    out.high = result.high;
    out.defined = table.total;
    return define(out, unit, scope);
}

}  // namespace meritum::agreement
