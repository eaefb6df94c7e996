// Columns that grow block by block, laid out as a FactTable borrows them. In: rows of blocks. Out:
// columns. Must not know whose rows they are. Tests: tests/io/plain_folder_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "io/plain_rows.hpp"
#include "meritum/fact_table.hpp"

namespace meritum::io {

/// Bits, the first in the lowest of the first byte.
struct Bits {
    std::vector<std::uint8_t> bytes;

    bool operator[](std::size_t at) const { return (bytes[at / 8] >> (at % 8) & 1) != 0; }
    void put(std::size_t at, bool bit);  ///< REQUIRES the next one
};

/// A fact or field of all rows.
struct PlainFact {
    ColumnId column;
    value::Type type = value::Type::number;
    std::uint8_t bytes = 8;
    int scale = 0;
    std::vector<char> values;  ///< of booleans: none
    Bits truths;               ///< of booleans
    Bits known;                ///< empty: every value is there
    const TextIndex* texts = nullptr;
    std::vector<std::string_view> dictionary;  ///< once all rows are there

    std::int64_t value(std::size_t row) const;
    ColumnView view(std::size_t rows) const;
};

class PlainTable {
public:
    explicit PlainTable(const PlainHeader& header);

    /// What is to come, so that columns need not move.
    void reserve(std::size_t rows);
    /// Leaves out rows that are marked; none if there are no marks.
    void append(const PlainRows& rows, std::span<const std::uint8_t> left_out = {});
    /// New row i is old row `order[i]`.
    void reorder(std::span<const std::uint32_t> order);
    /// Nothing more comes.
    void close();

    std::size_t rows() const { return offsets_.size(); }
    const std::vector<PlainFact>& facts() const { return facts_; }
    const PlainFact* find(ColumnId column) const;
    std::uint32_t offset(std::size_t row) const { return offsets_[row]; }  ///< in the file

private:
    std::vector<PlainFact> facts_;
    std::vector<std::uint32_t> offsets_;
};

}  // namespace meritum::io
