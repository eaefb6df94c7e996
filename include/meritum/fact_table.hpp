/// Facts of many participants in columns that the caller keeps, and their results in columns: the
/// quick way for a population that is in memory already, such as Arrow arrays.
///
///     std::vector<std::int64_t> sales = ...;      // cents
///     std::vector<std::int8_t> complaints = ...;
///     meritum::FactTable table;
///     table.participants = sales.size();
///     table.columns = {{"sales", meritum::ColumnView::integers<std::int64_t>(sales, 2)},
///                      {"complaints", meritum::ColumnView::integers<std::int8_t>(complaints)}};
///     const auto results = plan.score_table(table);
///     for (std::size_t row = 0; row < table.participants; ++row)
///         if (results.scored(row)) use(results.column("score")->decimal(row));
///
/// The answers are those of Plan::score_all, to the last digit. Nothing is copied of what is
/// borrowed; all of it must stay as it is until score_table returns.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "meritum/decimal.hpp"
#include "meritum/export.hpp"
#include "meritum/facts.hpp"
#include "meritum/keep.hpp"
#include "meritum/scorecard.hpp"

namespace meritum {

/// A row of signed integers of 1, 2, 4 or 8 bytes.
inline std::int64_t integer_at(const void* integers, std::uint8_t bytes, std::size_t row) {
    switch (bytes) {
        case 1: return static_cast<const std::int8_t*>(integers)[row];
        case 2: return static_cast<const std::int16_t*>(integers)[row];
        case 4: return static_cast<const std::int32_t*>(integers)[row];
        default: return static_cast<const std::int64_t*>(integers)[row];
    }
}

/// A borrowed column. Bits are as in Arrow: one per row, the first row in the lowest bit of the
/// first byte.
struct ColumnView {
    enum class Layout : std::uint8_t {
        integers,  ///< value / 10^scale: numbers, money, counts; days since 1970-01-01 for dates
        booleans,  ///< bits
        texts,     ///< places in `dictionary`: texts and choices
    };
    Layout layout = Layout::integers;
    const void* values = nullptr;
    std::size_t rows = 0;
    std::uint8_t bytes = 8;  ///< of an integer or place, signed: 1, 2, 4 or 8; of numbers also 16
    int scale = 0;           ///< of integers: 0 to 18 decimal places
    std::size_t offset = 0;  ///< of booleans: bits before the first row
    std::span<const std::string_view> dictionary;
    const std::uint8_t* validity = nullptr;  ///< bits; 0: the value is missing. Null: all are there
    std::size_t validity_offset = 0;         ///< bits before the first row

    template <std::signed_integral T>
    static ColumnView integers(std::span<const T> values, int scale = 0) {
        ColumnView view;
        view.values = values.data();
        view.rows = values.size();
        view.bytes = sizeof(T);
        view.scale = scale;
        return view;
    }
    /// Of 128 bits in two's complement, as Arrow's decimal128.
    static ColumnView wide_integers(const void* values, std::size_t rows, int scale = 0) {
        ColumnView view;
        view.values = values;
        view.rows = rows;
        view.bytes = 16;
        view.scale = scale;
        return view;
    }
    template <std::signed_integral T>
    static ColumnView texts(std::span<const T> places,
                            std::span<const std::string_view> dictionary) {
        auto view = integers<T>(places);
        view.layout = Layout::texts;
        view.dictionary = dictionary;
        return view;
    }
    static ColumnView booleans(const std::uint8_t* bits, std::size_t rows, std::size_t offset = 0) {
        ColumnView view;
        view.layout = Layout::booleans;
        view.values = bits;
        view.rows = rows;
        view.offset = offset;
        return view;
    }

    /// The integer or place of a row. REQUIRES one of these layouts, and at most 8 bytes.
    std::int64_t integer(std::size_t row) const { return integer_at(values, bytes, row); }

    /// The same with missing values.
    ColumnView with_validity(const std::uint8_t* bits, std::size_t bits_before = 0) const {
        auto view = *this;
        view.validity = bits;
        view.validity_offset = bits_before;
        return view;
    }
};

struct NamedColumn {
    std::string name;  ///< any of the names the plan gives the fact
    ColumnView column;
};

/// Items of a list: those of participant i are rows [offsets[i], offsets[i + 1]) of its columns.
/// Where the list is declared `in order of` a field they stand in its order, equal ones in that of
/// their key; where it is `keyed by` one, no participant has a key twice.
struct ListView {
    std::string name;
    std::span<const std::int32_t> offsets;  ///< one more than participants
    std::vector<NamedColumn> fields;
};

/// One period's facts. Facts that the plan does not know are left alone (TableResults::notices
/// names them), unless one is spelt nearly as a fact or list that is not given: it is meant for it,
/// and the table is refused. A list that is not given is empty.
struct FactTable {
    std::size_t participants = 0;
    std::vector<NamedColumn> columns;
    std::vector<ListView> lists;
};

struct TableOptions {
    /// Params the host overrides, inside the ranges the plan gives them.
    std::vector<std::pair<std::string, FactValue>> params;
    Keep keep = Keep::results;  ///< or lines; everything is for score_all
    unsigned threads = 1;       ///< that work at once, the caller's among them
    /// Called by one thread at a time with the share of work that is done, 0 to 1; false stops the
    /// run: score_table then throws Error. May be empty.
    std::function<bool(double)> goes_on;
};

/// Whole numbers in the narrowest width that holds all of them. A copy shares the memory.
class Integers {
public:
    Integers() = default;
    template <std::signed_integral T>
    static Integers of(std::shared_ptr<const void> owner, const T* data, std::size_t size) {
        Integers made;
        made.owner_ = std::move(owner);
        made.data_ = data;
        made.size_ = size;
        made.bytes_ = sizeof(T);
        return made;
    }

    std::size_t size() const { return size_; }
    /// Of each number: 1, 2, 4 or 8; then `data` are so many signed integers in a row.
    std::uint8_t bytes() const { return bytes_; }
    const void* data() const { return data_; }
    /// REQUIRES row < size().
    std::int64_t operator[](std::size_t row) const { return integer_at(data_, bytes_, row); }

private:
    std::shared_ptr<const void> owner_;
    const void* data_ = nullptr;
    std::size_t size_ = 0;
    std::uint8_t bytes_ = 8;
};

/// What the plan says of every participant: a total, the grade or an outcome.
struct MERITUM_API ResultColumn {
    enum class Type : std::uint8_t { number, boolean, text, choice, date };
    std::string name;  ///< "score", "grade" or the first name of a total or outcome
    Type type = Type::number;
    std::string unit;  ///< of a number: "points", "CNY", "days" or ""
    Decimal step;      ///< a number is its value times this
    /// By row: a number in steps; days since 1970-01-01; 0 or 1; a place in `texts`.
    Integers values;
    std::vector<std::string> texts;   ///< of a text or choice: first names
    std::vector<std::uint8_t> there;  ///< by row, 0: not rated, withheld or not scored; empty: all

    bool has(std::size_t row) const { return there.empty() || there[row] != 0; }
    /// REQUIRES a number that is there.
    Decimal decimal(std::size_t row) const;
};

/// What one line gives everybody: 0 where a card has no such line.
struct LineColumn {
    std::string rule;      ///< first name of the rule or veto, as Line::rule
    std::string category;  ///< first name; empty if none
    std::string total;     ///< first name of the total it is a step of
    ResultColumn points;   ///< signed; `name` is Line::line
};

struct MERITUM_API TableResults {
    std::size_t participants = 0;
    std::vector<ResultColumn> columns;  ///< totals, then the grade, then outcomes
    /// With Keep::lines, in the order of cards. Where a total is there, its lines add up to it.
    std::vector<LineColumn> lines;
    /// Wrong facts, and values withheld (F0190) of rows that are scored, as somebody beside them is
    /// not: `row` says whose. `FactError::id` is empty.
    struct Wrong {
        std::size_t row = 0;
        FactError error;
    };
    std::vector<Wrong> errors;             ///< by row
    std::vector<std::uint8_t> not_scored;  ///< by row, 1: see errors; empty: everybody is scored
    /// Columns, lists and fields that the plan does not know, in words: nothing was done with them.
    std::vector<std::string> notices;

    bool scored(std::size_t row) const { return not_scored.empty() || not_scored[row] == 0; }
    /// By `ResultColumn::name`, the first of the plan's names; null if there is none of this name.
    const ResultColumn* column(std::string_view name) const;
};

}  // namespace meritum
