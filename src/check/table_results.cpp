// Named tables: what each leaf of the diagram gives, and what cards tell of a table. See
// checker.hpp and named_table.hpp.
#include <algorithm>

#include "check/checker.hpp"
#include "check/describe.hpp"
#include "check/named_table.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;
using value::Type;

/// What rows nobody knows yet may give: the plan says it as of a fact, and is checked for all of
/// it.
void Checker::set_result_of_data(TableColumn& column) {
    auto& schema = column.schema;
    const auto before = sink_.errors();
    set_range(schema, (*column.node)[1], (*column.node)[2]);
    const bool measured = schema.type == Type::number || schema.type == Type::date;
    if (!measured || sink_.errors() > before) return;
    column.like.percent = schema.percent;
    column.within = schema.range;
    column.grid = schema.step;
}

/// What one row gives as a result: the number, or in `text` the text.
std::optional<Rational> Checker::table_result(TableColumn& column, const Node& node,
                                              std::string& text) {
    const Node& inner = bare(node);
    if (inner.row == Row::name && scope_.count(inner.identity) == 0) {
        report_unknown_name(inner);
        return std::nullopt;
    }
    const auto id = cell_value(column, node);
    if (!id) return std::nullopt;
    text = values_[id].text;
    return values_[id].constant;
}

/// What every leaf gives, one column after the other.
bool Checker::read_table_results(NamedTable& table) {
    bool sound = true;
    table.first_result = static_cast<std::uint32_t>(plan_.looked_up.size());
    for (std::size_t r = 0; r < table.results.size(); ++r) {
        auto& column = table.results[r];
        std::vector<Rational> numbers;
        std::vector<std::string> texts(table.rows.size() + 1);
        for (std::size_t row = 0; row <= table.rows.size(); ++row) {
            const bool rest = row == table.rows.size();
            if (rest && table.otherwise == nullptr) break;
            const auto& node = rest ? (*table.otherwise)[0][r] : *table.rows[row].results[r];
            const auto given = table_result(column, node, texts[row]);
            sound = sound && given;
            numbers.push_back(given.value_or(0));
        }
        if (sound) sound = may_be_matched(table, column);
        if (sound) give_leaves(table, column, numbers, texts);
    }
    return sound;
}

/// Sums are of numbers; the highest is of what has an order, and is one.
bool Checker::may_be_matched(const NamedTable& table, const TableColumn& column) {
    const auto type = column.like.type;
    const bool sums = table.matching == Matching::sum;
    const bool highest = table.matching == Matching::highest;
    if ((sums && type != Type::number) || (highest && type != Type::number && type != Type::date)) {
        sink_
            .report(Kind::not_matched_together, column.node->span,
                    {column.names.front(), kind_of(column.like), sums ? "no sum" : "no highest"})
            .also(column.said, kind_of(column.like))
            .fix("say `first match` or `unique match`, or give a number");
        return false;
    }
    if (highest && table.results.size() > 1) {
        sink_
            .report(Kind::several_highest, table.results[1].node->span,
                    {std::to_string(table.results.size())})
            .also(table.results[0].node->span, "the first one")
            .fix("make a table for each of them");
        return false;
    }
    return true;
}

void Checker::give_leaves(NamedTable& table, TableColumn& column,
                          const std::vector<Rational>& numbers,
                          const std::vector<std::string>& texts) {
    Rational step{0};
    std::vector<Rational> given;
    LookedUp column_of;
    for (std::uint32_t leaf = 0; leaf < table.diagram.leaves(); ++leaf) {
        const auto rows = table.diagram.rows_of(leaf);
        Rational number{0};
        if (rows.empty() && table.otherwise != nullptr) number = numbers.back();
        if (!rows.empty()) number = numbers[rows.front()];
        for (std::size_t i = 1; i < rows.size(); ++i) {
            if (table.matching == Matching::sum) number += numbers[rows[i]];
            if (table.matching == Matching::highest) number = std::max(number, numbers[rows[i]]);
        }
        if (number != 0) {
            const Rational size = number < 0 ? Rational(-number) : number;
            step = step == 0 ? size : number::common_step(step, size);
        }
        given.push_back(number);
        if (column.like.type == Type::text) {
            column_of.texts.push_back(texts[rows.empty() ? table.rows.size() : rows.front()]);
        }
    }
    const bool numeric = column.like.type == Type::number;
    column.step = numeric && step != 0 ? step : Rational(1);
    if (numeric && column.grid) column.step = *column.grid;
    for (const auto& number : given) {
        column_of.numbers.push_back(number::floor(number / column.step));
    }
    table.given.push_back(std::move(given));
    plan_.looked_up.push_back(std::move(column_of));
}

/// The cells of a row, then its results: texts and choices bare, all else as in a plan.
std::vector<std::string> Checker::cells_as_data(const TableRow& row) {
    std::vector<std::string> cells;
    const auto add = [&](const Node& node) {
        const Node& inner = bare(node.row == Row::cell_is ? node[0] : node);
        if (inner.row == Row::text) {
            cells.push_back(inner.text);
        } else if (inner.row == Row::name) {
            cells.push_back(inner.identity);
        } else {
            cells.push_back(words(node).front());
        }
    };
    for (const auto& cell : row.cells) add(*cell.node);
    for (const auto* result : row.results) add(*result);
    return cells;
}

/// The steps and words of a table that is sound.
void Checker::tell_table(NamedTable& table, const ast::Statement& statement) {
    table.story = static_cast<std::uint32_t>(plan_.story.tables.size());
    table.first_step = static_cast<std::uint32_t>(plan_.steps.size());
    TableStory story;
    story.name = ast::first_name(statement.head[0]);
    story.names = names_of(statement.head[0]);
    story.label = texts_of(statement.head[1]);
    story.place = statement.head.span;
    if (const auto* file = only_clause(statement, Row::table_file)) story.file = (*file)[0][0].text;
    story.from_data = table.from_data;
    if (table.from_data) {
        value::TableSchema schema{story.name, story.names, story.label, {}, {}};
        for (const auto& column : table.inputs) {
            schema.inputs.push_back(column.schema);
            schema.inputs.back().range = column.within.value_or(number::Interval{0, 0});
            schema.inputs.back().percent = column.like.percent;
        }
        for (const auto& column : table.results) schema.results.push_back(column.schema);
        plan_.schema.tables.push_back(std::move(schema));
    }
    if (table.from_data && !statement.rows.empty())
        story.file = sink_.source().file(sink_.source().file_at(statement.rows.front().span.begin));
    for (const auto& column : table.results) story.results.push_back(column.names);
    for (auto& column : table.inputs) {
        const bool number = column.like.type == Type::number;
        story.inputs.push_back({column.names, column.way, column.step, number});
        if (column.like.type == Type::text) {
            column.text_keys = static_cast<std::uint32_t>(plan_.text_keys.size());
            plan_.text_keys.push_back(column.words);
        }
    }
    const auto line_of = [&](Span place) {
        return static_cast<std::uint32_t>(sink_.source().position(place.begin).line);
    };
    for (const auto& row : table.rows) {
        story.rows.push_back({words(row.written), row.place, line_of(row.place), {}});
    }
    for (auto i = table.rows.size() - statement.rows.size();
         table.from_data && i < table.rows.size(); ++i) {
        story.rows[i].cells = cells_as_data(table.rows[i]);
    }
    if (table.otherwise != nullptr) {
        const Span place = table.otherwise->span;
        story.otherwise = TableStory::Row{words(*table.otherwise), place, line_of(place), {}};
    }
    story.leaf_begin = table.diagram.leaf_begin;
    story.leaf_rows = table.diagram.leaf_rows;
    for (std::size_t i = 0; i < table.diagram.steps.size(); ++i) {
        story.steps.push_back(table.first_step + static_cast<std::uint32_t>(i));
        story.asks.push_back(static_cast<std::uint32_t>(table.diagram.steps[i].column));
        plan_.steps.push_back(table.diagram.steps[i]);
    }
    plan_.story.tables.push_back(std::move(story));
}

}  // namespace meritum::check
