// What named tables give: the results of their rows, and of every leaf of the diagram; and what
// cards tell of them. See checker.hpp and named_table.hpp.
#include <algorithm>

#include "check/checker.hpp"
#include "check/describe.hpp"
#include "check/named_table.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;
using value::Type;

namespace {

/// By leaf, where its number is; several rows may make one that no row has.
std::vector<std::uint32_t> numbers_of_leaves(const NamedTable& table, TableColumn& column) {
    const auto& by_row = column.by_row;
    auto& numbers = column.numbers;
    const auto nothing = numbers.place_of(Decimal(0), false);
    std::vector<std::uint32_t> by_leaf;
    for (std::uint32_t leaf = 0; leaf < table.diagram.leaves(); ++leaf) {
        const auto rows = table.diagram.rows_of(leaf);
        std::uint32_t at = nothing;
        if (rows.empty() && table.otherwise != nullptr) at = by_row.back();
        if (!rows.empty()) at = by_row[rows.front()];
        if (rows.size() > 1 && table.matching == Matching::sum) {
            Rational sum{0};
            for (const auto row : rows) sum += numbers[by_row[row]];
            at = numbers.add(std::move(sum));
        }
        for (const auto row : rows) {
            const bool higher =
                table.matching == Matching::highest && numbers[at] < numbers[by_row[row]];
            if (higher) at = by_row[row];
        }
        by_leaf.push_back(at);
    }
    return by_leaf;
}

/// Texts by leaf; where no row matches and the plan says nothing, an empty one.
LookedUp texts_of_leaves(const NamedTable& table, TableColumn& column) {
    const auto& by_row = column.by_row;
    LookedUp given;
    given.texts.resize(column.word_places.size() + 1);
    const auto nothing = static_cast<std::uint32_t>(column.word_places.size());
    for (std::uint32_t leaf = 0; leaf < table.diagram.leaves(); ++leaf) {
        const auto rows = table.diagram.rows_of(leaf);
        const auto rest = table.otherwise != nullptr ? by_row.back() : nothing;
        given.by_leaf.push_back(rows.empty() ? rest : by_row[rows.front()]);
    }
    for (const auto& [text, place] : column.word_places) given.texts[place] = text;
    column.word_places.clear();
    return given;
}

}  // namespace

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

/// What one row gives as a result: the place of a number or text among those of the column.
std::optional<std::uint32_t> Checker::table_result(TableColumn& column, const Node& node) {
    const Node& inner = bare(node);
    if (inner.row == Row::text) {
        if (!fits_column(column, node, {Type::text})) return std::nullopt;
        return column.place_of(inner.text);
    }
    if (inner.row == Row::name && scope_.count(inner.identity) == 0) {
        report_unknown_name(inner);
        return std::nullopt;
    }
    const auto place = cell_value(column, node, column.numbers);
    return place ? std::optional(place->at) : std::nullopt;
}

/// What every row gives, one column after the other.
bool Checker::read_table_results(NamedTable& table) {
    bool sound = true;
    OpenRow open;
    for (std::size_t r = 0; r < table.results.size(); ++r) {
        auto& column = table.results[r];
        const auto read = [&](const Node& node) {
            const auto given = table_result(column, node);
            sound = sound && given;
            column.by_row.push_back(given.value_or(0));
        };
        for (const auto& row : table.rows) {
            table.open(row, open);
            read(*open.results[r]);
        }
        if (table.otherwise != nullptr) read((*table.otherwise)[0][r]);
        if (sound) sound = may_be_matched(table, column);
    }
    return sound;
}

/// What every leaf gives.
void Checker::give_results(NamedTable& table) {
    table.first_result = static_cast<std::uint32_t>(plan_.looked_up.size());
    for (auto& column : table.results) give_leaves(table, column);
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

void Checker::give_leaves(NamedTable& table, TableColumn& column) {
    if (column.like.type == Type::text) {
        plan_.looked_up.push_back(texts_of_leaves(table, column));
        table.given.emplace_back(table.diagram.leaves(), column.numbers.add(Rational(0)));
        return;
    }
    LookedUp given;
    given.by_leaf = numbers_of_leaves(table, column);
    std::vector<bool> used(column.numbers.all().size(), false);
    for (const auto at : given.by_leaf) used[at] = true;
    Rational step{0};
    for (std::uint32_t at = 0; at < used.size(); ++at) {
        const Rational& number = column.numbers[at];
        if (!used[at] || number == 0) continue;
        const Rational size = number < 0 ? Rational(-number) : number;
        step = step == 0 ? size : number::common_step(step, size);
    }
    const bool numeric = column.like.type == Type::number;
    column.step = numeric && step != 0 ? step : Rational(1);
    if (numeric && column.grid) column.step = *column.grid;
    for (const auto& number : column.numbers.all())
        given.numbers.push_back(number::floor(number / column.step));
    table.given.push_back(given.by_leaf);
    plan_.looked_up.push_back(std::move(given));
}

/// The cells of a row, then its results: texts and choices bare, all else as in a plan.
void Checker::add_cells_as_data(const OpenRow& row, std::vector<std::string>& cells) {
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
    for (const auto* cell : row.cells) add(*cell);
    for (const auto* result : row.results) add(*result);
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
        story.file = sink_.source().file(sink_.source().file_at(statement.rows.span(0).begin));
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
        return static_cast<std::uint32_t>(sink_.source().line_at(place.begin));
    };
    OpenRow open;
    for (const auto& row : table.rows) {
        if (row.clause != nullptr) {
            story.rows.add({words(table.row_alone(row)), row.place, line_of(row.place)});
            continue;
        }
        table.open(row, open);
        story.rows.add({words(open.unpacked), row.place, line_of(row.place)});
        if (table.from_data) add_cells_as_data(open, story.cells);
    }
    if (table.otherwise != nullptr) {
        const Span place = table.otherwise->span;
        story.otherwise = TableStory::Row{words(*table.otherwise), place, line_of(place)};
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
