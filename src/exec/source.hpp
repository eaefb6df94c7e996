// Where the executor by pieces gets facts. In: a column and rows. Out: a register. Must not know
// steps or nodes. Tests: tests/exec/chunks_test.cpp, tests/api/fact_table_test.cpp.
#pragma once

#include <cstddef>
#include <span>

#include "base/ids.hpp"
#include "exec/schedule.hpp"
#include "number/integer.hpp"
#include "simd/kernels.hpp"
#include "value/columns.hpp"

namespace meritum::exec {

/// Rows of facts. May be asked from several threads at once, for different rows.
class Source {
public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    virtual ~Source() = default;

    /// Whole numbers of the column's step, days, codes, places of choices, or truths as bits, of
    /// rows [begin, begin + rows). A missing value is any of the column's range. In `out`, or where
    /// they are already: as long as nothing else is loaded, and whole blocks of them.
    virtual const void* load(ColumnId column, std::size_t begin, std::size_t rows, Hold hold,
                             void* out, const simd::Kernels& kernels) = 0;
    /// Where `load` will read these rows; empty if that is not one piece of memory.
    virtual std::span<const std::byte> memory(ColumnId column, std::size_t begin,
                                              std::size_t rows) const = 0;
    /// Bits: where the column has a value.
    virtual void load_known(ColumnId column, std::size_t begin, std::size_t rows, void* out) = 0;
    /// Whether `load` would give numbers from `low` to `high` only. It may say no where it is not
    /// quickly seen.
    virtual bool lies_within(ColumnId column, std::size_t begin, std::size_t rows,
                             number::Int128 low, number::Int128 high,
                             const simd::Kernels& kernels) const = 0;
};

/// Facts the border has let through.
class CheckedSource : public Source {
public:
    explicit CheckedSource(const value::FactColumns& facts) : facts_(facts) {}
    const void* load(ColumnId column, std::size_t begin, std::size_t rows, Hold hold, void* out,
                     const simd::Kernels& kernels) override;
    std::span<const std::byte> memory(ColumnId /*column*/, std::size_t /*begin*/,
                                      std::size_t /*rows*/) const override {
        return {};
    }
    void load_known(ColumnId column, std::size_t begin, std::size_t rows, void* out) override;
    bool lies_within(ColumnId column, std::size_t begin, std::size_t rows, number::Int128 low,
                     number::Int128 high, const simd::Kernels& kernels) const override;

private:
    const value::FactColumns& facts_;
};

}  // namespace meritum::exec
