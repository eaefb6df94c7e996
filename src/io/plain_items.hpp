// Items in the order of a file to items by participant. In: a table of items and whose each is.
// Out: the same table in order, with offsets. Must not know files. Tests:
// tests/io/plain_folder_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "io/plain_table.hpp"
#include "value/schema.hpp"

namespace meritum::io {

/// Items of one list. First `group`, then, when it is known of whom nothing is wanted, `finish`.
class PlainItems {
public:
    PlainItems(ListId list, const value::Schema& schema, const PlainHeader& header)
        : list_(list), schema_(schema), by_header_(header.has_keys), table_(header) {}

    ListId list() const { return list_; }
    PlainTable& table() { return table_; }
    const PlainTable& table() const { return table_; }
    /// By participant: items of i are rows [offsets[i], offsets[i + 1]).
    const std::vector<std::int32_t>& offsets() const { return offsets_; }

    /// Rows of a block and whose they are; `TextIndex::none`: nobody's, and left out.
    void append(const PlainRows& rows);
    void reserve(std::size_t rows);

    /// By owner; within one as the plan orders them. `doubtful` is called with owners whose items
    /// may be too many or have a key twice. False if that cannot be told.
    bool group(std::size_t participants, const std::function<void(std::size_t)>& doubtful);

    /// Leaves out the items of those marked; their offsets in the file.
    std::vector<std::uint32_t> finish(const std::vector<std::uint8_t>& left_out);

private:
    void sort_by_owner(std::size_t participants);
    bool sort_by_plan();
    bool check_keys(const std::function<void(std::size_t)>& doubtful) const;
    std::int64_t key(const PlainFact* fact, std::size_t at) const {
        return fact != nullptr ? fact->value(order_[at]) : keys_[order_[at]];
    }
    bool has_key_twice(const PlainFact* fact, std::size_t begin, std::size_t end) const;

    ListId list_;
    const value::Schema& schema_;
    bool by_header_;
    PlainTable table_;
    std::vector<std::uint32_t> owners_;  ///< by row of the file
    std::vector<std::uint32_t> keys_;    ///< likewise: hashes; 0: none
    std::vector<std::uint32_t> order_;
    std::vector<std::int32_t> offsets_;
};

}  // namespace meritum::io
