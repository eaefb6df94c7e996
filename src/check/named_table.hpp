// A named table while it is checked. In: its statement. Out: what a call asks: columns with their
// keys, the diagram, what each leaf gives. Private to src/check. Tests:
// tests/check/named_tables_test.cpp.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/checked_plan.hpp"
#include "syntax/ast.hpp"
#include "value/diagram.hpp"

namespace meritum::check {

enum class Matching : std::uint8_t { unique, first, sum, highest };

/// The numbers that stand in a column, each once: a table of 100,000 rows has few. Cells hold their
/// places here.
class TableNumbers {
public:
    /// Of a literal.
    std::uint32_t place_of(const Decimal& number, bool negated);
    std::uint32_t add(number::Rational number);

    const number::Rational& operator[](std::uint32_t place) const { return all_[place]; }
    const std::vector<number::Rational>& all() const { return all_; }

private:
    using Signed = std::pair<Decimal, bool>;
    struct ByParts {
        bool operator()(const Signed& a, const Signed& b) const;
    };
    std::vector<number::Rational> all_;
    std::map<Signed, std::uint32_t, ByParts> places_;
};

/// A range of numbers or days, by their places among those of the column; or a word.
struct TableRange {
    static constexpr std::uint32_t open = 0xffffffff;
    std::uint32_t low = open;
    std::uint32_t high = open;
    bool above = false;  ///< low does not belong to it
    bool below = false;  ///< nor high
    bool word = false;   ///< low: its place in TableColumn::words
};

/// What a cell takes, all of it together. `any` is a range without ends.
using TableCell = std::vector<TableRange>;

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
    number::Rational step{1};                                       ///< of keys, or of results
    TableNumbers numbers;                                           ///< of its cells
    std::vector<std::int64_t> multiples;                            ///< of the step, by number
    std::map<std::string, std::uint32_t, std::less<>> word_places;  ///< while cells are read
    std::vector<std::string> words;  ///< texts or choices of its cells, ascending: keys 1, 2, ...
    std::uint32_t text_keys = 0;     ///< of a text: CheckedPlan::text_keys
    std::vector<TableRange> taken;   ///< by its cells, row by row
    std::vector<std::uint32_t> taken_end;  ///< by row
    std::vector<std::uint32_t> by_row;     ///< of a result: places of what rows give, the rest last

    void take(const TableCell& cell);
    /// Of a word, in `word_places`.
    std::uint32_t place_of(const std::string& word);
    std::span<const TableRange> cell(std::size_t row) const;
};

/// Where a row is: a clause of the plan, or a row of the table's file.
struct TableRow {
    const ast::Node* clause = nullptr;  ///< null: in the file
    std::uint32_t at = 0;               ///< of a matrix: its head; in the file: which row
    Span place;
};

/// The parts of a row, in memory while it is looked at.
struct OpenRow {
    ast::Node unpacked;  ///< one of the file
    std::vector<const ast::Node*> cells;
    std::vector<const ast::Node*> results;
};

struct NamedTable {
    const ast::Statement* written = nullptr;
    const ast::Node* header = nullptr;
    std::uint32_t story = 0;  ///< in Story::tables
    Matching matching = Matching::unique;
    bool from_data = false;  ///< the plan is checked for any rows, not for those that are there
    std::vector<TableColumn> inputs;
    std::vector<TableColumn> results;
    std::vector<TableRow> rows;
    const ast::Node* otherwise = nullptr;
    value::Diagram diagram;
    /// By result and leaf: the place of the number, if one, in the numbers of the result.
    std::vector<std::vector<std::uint32_t>> given;
    std::uint32_t first_step = 0;    ///< in CheckedPlan::steps
    std::uint32_t first_result = 0;  ///< in CheckedPlan::looked_up
    bool sound = false;

    /// A result also where no row matches.
    bool always_gives() const { return otherwise != nullptr || matching == Matching::sum; }

    void open(const TableRow& row, OpenRow& into) const;
    /// As a `table_row`; of a matrix, under its head.
    ast::Node row_alone(const TableRow& row) const;
};

/// What a cell says beside its number or word.
struct CellKind {
    value::Type type = value::Type::number;
    value::Unit unit = value::Unit::plain;
    std::string_view currency{};
    bool percent = false;
};

struct CellLiteral {
    CellKind kind;
    Decimal number;
    bool negated = false;
};

/// Where the number or word of a cell is in its column.
struct CellPlace {
    std::uint32_t at = 0;
    bool word = false;
};

/// A call that may have no row, and an input without one.
struct TableGap {
    Span place;
    std::string table;
    std::string example;
    bool from_data = false;
};

/// The first and last key of a range in a column.
value::Keys keys_of(const TableColumn& column, const TableRange& range);

/// What a cell takes, and what a column may be asked with, whoever asks: one key beyond the last
/// bound on either side.
value::CellKeys cell_keys(const TableColumn& column, std::size_t row);
std::vector<value::Keys> keys_of_column(const TableColumn& column);

/// A value with that key, at or above `least` and at or below `most` where there is one; `fine` is
/// the step of the values, 0 if they are dense.
number::Rational value_of_key(const TableColumn& column, std::int64_t key,
                              const std::optional<number::Interval>& within,
                              const number::Rational& fine);

}  // namespace meritum::check
