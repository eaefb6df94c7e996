// Arrow's columns as ColumnViews: borrowed where Arrow's layout is one of ours, else converted into
// memory that stays here. In: columns in pieces and what they should be. Out: views over all rows
// of them. Must not know plans. Tests: tests/io/arrow_columns_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/arrow_stream.hpp"
#include "meritum/fact_table.hpp"
#include "value/types.hpp"

namespace meritum::io {

/// A list's offsets and the rows of its items' fields. `order`, if it is not empty, says which of
/// these rows are the items.
struct ArrowItems {
    std::span<const std::int32_t> offsets;
    ArrowColumn structs;
    std::vector<std::uint32_t> order;
};

class ArrowColumns {
public:
    explicit ArrowColumns(bool allow_floats) : allow_floats_(allow_floats) {}
    ArrowColumns(const ArrowColumns&) = delete;
    ArrowColumns& operator=(const ArrowColumns&) = delete;

    /// All rows of the column, as `wanted` needs them; valid as long as this and the arrays.
    /// Throws ArrowProblem, in words that stand behind the column's name.
    ColumnView view(const ArrowColumn& column, value::Type wanted);

    /// A column of lists of structs. Throws ArrowProblem.
    ArrowItems items(const ArrowColumn& column);

    /// Rows of a view of this, or of another, in another order.
    ColumnView ordered(const ColumnView& view, std::span<const std::uint32_t> order);

    /// Memory for so many, which stays as long as this.
    template <class T>
    T* room(std::size_t count) {
        auto memory = std::make_shared<std::vector<T>>(count);
        T* const values = memory->data();
        memory_.push_back(std::move(memory));
        return values;
    }

private:
    bool borrow_items(const ArrowColumn& column, const ArrowType& type, ArrowItems& made);
    bool follow_items(const ArrowColumn& column, const ArrowType& type, ArrowItems& made);
    ColumnView numbers(const ArrowColumn& column, const ArrowType& type);
    ColumnView unsigned_numbers(const ArrowColumn& column);
    ColumnView odd_decimals(const ArrowColumn& column, const ArrowType& type);
    ColumnView floats(const ArrowColumn& column, const ArrowType& type);
    ColumnView dates(const ArrowColumn& column, const ArrowType& type);
    ColumnView booleans(const ArrowColumn& column);
    ColumnView nothing(const ArrowColumn& column, value::Type wanted);
    ColumnView texts(const ArrowColumn& column);
    ColumnView coded_texts(const ArrowColumn& column);
    ColumnView one_dictionary(const ArrowColumn& column, const ArrowType& places);
    ColumnView as_given(const ArrowColumn& column, const ArrowType& type);
    template <class To, class From>
    ColumnView widened(const ArrowColumn& column);
    std::span<const std::string_view> kept_texts(std::vector<std::string_view> texts);
    void add_validity(const ArrowColumn& column, ColumnView& view);

    bool allow_floats_;
    std::deque<std::shared_ptr<void>> memory_;
};

/// Texts by row, of any of Arrow's layouts but dictionaries.
class ArrowTexts {
public:
    /// Both must outlive it.
    ArrowTexts(const ArrowPiece& piece, const ArrowSchema& schema);

    /// REQUIRES a value that is there. Throws ArrowProblem if it lies outside of its buffer.
    std::string_view operator[](std::size_t row) const;

private:
    std::string_view at(std::size_t place) const;
    std::string_view viewed(std::size_t place) const;

    const ArrowArray& array_;
    ArrowType type_;
    std::size_t begin_;
};

/// Texts or integers as the ids they are, in normal form NFC: calls `take(row, id)`, with null
/// where there is none. Rows count through all pieces. Throws ArrowProblem if it holds something
/// else.
void for_each_id(const ArrowColumn& column,
                 const std::function<void(std::size_t, const std::string_view*)>& take);

/// Throws ArrowProblem if an id is there twice.
void require_single_ids(const ArrowColumn& column);

}  // namespace meritum::io
