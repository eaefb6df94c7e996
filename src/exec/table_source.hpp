// A caller's columns as a Source: checked, brought to the plan's steps and narrowed while a piece
// is loaded. In: views and the schema. Out: registers, and which rows are wrong. Must not know what
// the values are for. Tests: tests/api/fact_table_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

#include "exec/source.hpp"
#include "meritum/fact_table.hpp"
#include "value/columns.hpp"
#include "value/schema.hpp"

namespace meritum::exec {

/// A value that may not be what it is.
struct WrongCell {
    std::size_t row = 0;  ///< of the column's table
    ColumnId column;

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees a 0 in what is defaulted
    friend auto operator<=>(const WrongCell&, const WrongCell&) = default;
};

/// The integer or place of a row, of any width. REQUIRES one of these layouts.
number::Int128 integer_of(const ColumnView& view, std::size_t row);

class TableSource : public Source {
public:
    /// `dictionary` takes the texts of text columns. Views must fit their columns' types.
    TableSource(const value::Schema& schema, value::Dictionary& dictionary)
        : schema_(schema), dictionary_(dictionary), columns_(schema.columns.size()) {}

    /// Null: nobody has a value.
    void add(ColumnId column, const ColumnView* view);

    const void* load(ColumnId column, std::size_t begin, std::size_t rows, Hold hold, void* out,
                     const simd::Kernels& kernels) override;
    std::span<const std::byte> memory(ColumnId column, std::size_t begin,
                                      std::size_t rows) const override;
    void load_known(ColumnId column, std::size_t begin, std::size_t rows, void* out) override;
    bool lies_within(ColumnId column, std::size_t begin, std::size_t rows, number::Int128 low,
                     number::Int128 high, const simd::Kernels& kernels) const override;

    /// Looks at a column that no step loaded: it must be right all the same.
    void check(ColumnId column, std::size_t rows, const simd::Kernels& kernels);

    /// Of what was loaded or checked, in order, each once.
    std::vector<WrongCell> wrong();

    bool is_there(ColumnId column, std::size_t row) const;
    /// The value in the plan's steps, or the code of a text, or what stands for it; nothing if it
    /// is wrong.
    std::optional<number::Int128> steps(ColumnId column, std::size_t row) const;
    /// Where it is wrong, any value that may be.
    number::Int128 steps_or_any(ColumnId column, std::size_t row) const;
    /// The value as a host gives it; missing where it is. A place that its dictionary does not have
    /// is a number.
    FactValue value(ColumnId column, std::size_t row) const;

private:
    struct Scratch;
    static constexpr std::int64_t no_place = -1;     ///< a text that may not be
    static constexpr std::int64_t empty_place = -2;  ///< one that says nothing: a missing value
    struct Bound {
        const ColumnView* view = nullptr;
        number::Int128 factor = 1;  ///< steps = value * factor / divisor
        number::Int128 divisor = 1;
        number::Int128 low = 0;  ///< of values as they are given
        number::Int128 high = 0;
        number::Int128 stand_in = 0;       ///< where there is none, in steps
        bool stands_in = false;            ///< a missing value has one: it is no error
        std::vector<std::int64_t> places;  ///< of texts: code or place of a choice, or what follows
        bool is_quick = false;             ///< whole numbers of 64 bits and few texts: by kernels
        bool is_as_given = false;          ///< and no other numbers than the plan's
        std::array<std::int8_t, simd::most_values> by_place{};  ///< `places` of few texts
        std::optional<std::int64_t> stand_in_given;             ///< as the column would give it
    };

    bool read_or_stand_in(ColumnId column, std::size_t row, number::Int128& steps) const;
    static const void* given(const Bound& bound, std::size_t begin, std::size_t rows,
                             const simd::Kernels& kernels, Scratch& scratch);
    static bool is_within(const Bound& bound, const void* values, std::size_t rows,
                          const simd::Kernels& kernels);
    static bool load_quickly(const Bound& bound, std::size_t begin, std::size_t rows, Hold hold,
                             void* out, const simd::Kernels& kernels);
    static const void* as_held(const Bound& bound, std::size_t begin, std::size_t rows, Hold hold,
                               const simd::Kernels& kernels);
    void load_rows(ColumnId column, std::size_t begin, std::size_t rows, Hold hold, void* out);
    static std::int64_t place_in(const Bound& bound, std::size_t row);
    bool read(const Bound& bound, std::size_t row, number::Int128& steps) const;
    void bind_number(const value::ColumnSchema& column, Bound& bound) const;
    void bind_texts(const value::ColumnSchema& column, Bound& bound);

    const value::Schema& schema_;
    value::Dictionary& dictionary_;
    std::vector<Bound> columns_;
    std::mutex mutex_;
    std::vector<WrongCell> wrong_;
};

}  // namespace meritum::exec
