// A named table while it is checked. In: its statement. Out: what a call asks: columns with their
// keys, the diagram, what each leaf gives. Private to src/check. Tests:
// tests/check/named_tables_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/checked_plan.hpp"
#include "syntax/ast.hpp"
#include "value/diagram.hpp"

namespace meritum::check {

enum class Matching : std::uint8_t { unique, first, sum, highest };

/// An input or result.
struct TableColumn {
    const ast::Node* node = nullptr;
    Words names;
    Span said;           ///< what says its type: the type, or the first cell that tells
    bool typed = false;  ///< `like` holds its type
    bool open = true;    ///< a number whose unit nothing says
    Value like;          ///< type, unit, currency and percent of its cells
    const ast::Node* range = nullptr;  ///< behind its type: cells lie inside `within`
    std::optional<number::Interval> within;
    value::ColumnSchema schema;            ///< of a column that says its type
    std::optional<number::Rational> grid;  ///< of a result from data: its cells are multiples
    KeyWay way = KeyWay::exact;
    number::Rational step{1};        ///< of keys, or of results
    std::vector<std::string> words;  ///< texts or choices of its cells, ascending: keys 1, 2, ...
    std::uint32_t text_keys = 0;     ///< of a text: CheckedPlan::text_keys
};

/// A range of numbers or days; no end: open.
struct TableRange {
    std::optional<number::Rational> low;
    std::optional<number::Rational> high;
    bool above = false;  ///< low does not belong to it
    bool below = false;  ///< nor high
};

struct TableCell {
    const ast::Node* node = nullptr;
    bool any = false;
    std::vector<TableRange> ranges;
    std::vector<std::string> words;
};

struct TableRow {
    ast::Node written;  ///< as a `table_row`; of a matrix, one per head
    std::vector<TableCell> cells;
    std::vector<const ast::Node*> results;
    Span place;
};

struct NamedTable {
    std::uint32_t statement = 0;
    std::uint32_t story = 0;  ///< in Story::tables
    Matching matching = Matching::unique;
    bool from_data = false;  ///< the plan is checked for any rows, not for those that are there
    std::vector<TableColumn> inputs;
    std::vector<TableColumn> results;
    std::vector<TableRow> rows;
    const ast::Node* otherwise = nullptr;
    value::Diagram diagram;
    std::vector<std::vector<number::Rational>> given;  ///< by result and leaf: the number, if one
    std::uint32_t first_step = 0;                      ///< in CheckedPlan::steps
    std::uint32_t first_result = 0;                    ///< in CheckedPlan::looked_up
    bool sound = false;

    /// A result also where no row matches.
    bool always_gives() const { return otherwise != nullptr || matching == Matching::sum; }
};

/// A call that may have no row, and an input without one.
struct TableGap {
    Span place;
    std::string table;
    std::string example;
    bool from_data = false;
};

/// What a cell takes, in keys.
value::CellKeys cell_keys(const TableColumn& column, const TableCell& cell);

/// All keys a column may be asked with, whoever asks: one beyond the last bound on either side.
std::vector<value::Keys> keys_of_column(const NamedTable& table, std::size_t input);

/// The first and last key of a range in a column.
value::Keys keys_of(const TableColumn& column, const TableRange& range);

/// A value with that key, at or above `least` and at or below `most` where there is one; `fine` is
/// the step of the values, 0 if they are dense.
number::Rational value_of_key(const TableColumn& column, std::int64_t key,
                              const std::optional<number::Interval>& within,
                              const number::Rational& fine);

}  // namespace meritum::check
