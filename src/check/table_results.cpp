// What named tables give: the results of their rows, and of every leaf of the diagram. See
// checker.hpp and named_table.hpp.
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
std::vector<std::uint32_t> numbers_of_leaves(const NamedTable& table, TableColumn& column,
                                             const std::vector<std::uint32_t>& by_row) {
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
LookedUp texts_of_leaves(const NamedTable& table, TableColumn& column,
                         const std::vector<std::uint32_t>& by_row) {
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

/// What one row gives as a result: the place of a number or text among those of the column.
std::optional<std::uint32_t> Checker::table_result(TableColumn& column, const Node& node) {
    const Node& bare = node.row == Row::parenthesis ? node[0] : node;
    if (bare.row == Row::text) {
        if (!fits_column(column, node, {Type::text})) return std::nullopt;
        return column.word_places
            .emplace(bare.text, static_cast<std::uint32_t>(column.word_places.size()))
            .first->second;
    }
    if (bare.row == Row::name && scope_.count(bare.identity) == 0) {
        report_unknown_name(bare);
        return std::nullopt;
    }
    return cell_number(column, node, column.numbers);
}

/// What every leaf gives, one column after the other.
bool Checker::read_table_results(NamedTable& table) {
    bool sound = true;
    OpenRow open;
    table.first_result = static_cast<std::uint32_t>(plan_.looked_up.size());
    for (std::size_t r = 0; r < table.results.size(); ++r) {
        auto& column = table.results[r];
        std::vector<std::uint32_t> by_row;
        const auto read = [&](const Node& node) {
            const auto given = table_result(column, node);
            sound = sound && given;
            by_row.push_back(given.value_or(0));
        };
        for (const auto& row : table.rows) {
            table.open(row, open);
            read(*open.results[r]);
        }
        if (table.otherwise != nullptr) read((*table.otherwise)[0][r]);
        if (sound) sound = may_be_matched(table, column);
        if (sound) give_leaves(table, column, by_row);
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
                          const std::vector<std::uint32_t>& by_row) {
    if (column.like.type == Type::text) {
        plan_.looked_up.push_back(texts_of_leaves(table, column, by_row));
        table.given.emplace_back(table.diagram.leaves(), column.numbers.add(Rational(0)));
        return;
    }
    LookedUp given;
    given.by_leaf = numbers_of_leaves(table, column, by_row);
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
    for (const auto& number : column.numbers.all())
        given.numbers.push_back(number::floor(number / column.step));
    table.given.push_back(given.by_leaf);
    plan_.looked_up.push_back(std::move(given));
}

}  // namespace meritum::check
