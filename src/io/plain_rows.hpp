// The lines of a block of a CSV file to columns. In: text and what each column is for. Out:
// integers by row; rows that are not plain are marked, and their cells hold any valid value: the
// ordinary reader (tables.cpp) reads those again. Must not know whose rows they are. Tests:
// tests/io/plain_rows_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.hpp"
#include "io/header.hpp"
#include "io/plain_cells.hpp"
#include "io/text_index.hpp"
#include "value/gauge.hpp"

namespace meritum::io {

/// The texts of a column by the file's spelling: what each is a number of. Several threads ask.
class ColumnTexts {
public:
    static constexpr std::int32_t not_plain = -1;

    /// The column must outlive it.
    explicit ColumnTexts(const value::ColumnSchema& column);

    /// A place in `texts`, or of a choice; not_plain: the border refuses it.
    std::int32_t place(std::string_view written);

    /// In NFC. Of a choice its first names.
    const TextIndex& texts() const { return texts_; }

private:
    value::Gauge gauge_;
    std::mutex mutex_;
    TextIndex written_;
    std::vector<std::int32_t> places_;  ///< by number in `written_`
    TextIndex texts_;
};

/// How the cells of a column are read.
struct PlainColumn {
    Use use;
    value::Type type = value::Type::number;
    PlainNumber number;            ///< of numbers and dates
    ColumnTexts* texts = nullptr;  ///< of texts and choices
    bool may_be_missing = false;
    std::uint8_t bytes = 8;      ///< of a value
    std::size_t fact = 0;        ///< which of the facts it is
    std::int64_t any_valid = 0;  ///< stands where there is none
};

/// The columns of a file, in its order.
struct PlainHeader {
    std::vector<PlainColumn> columns;
    std::size_t owner = 0;  ///< the column that says whose a row is
    std::size_t facts = 0;  ///< columns that are facts or fields
    bool has_keys = false;
    const Names* names = nullptr;
};

/// The rows of a block. Those of one column lie behind each other, `bytes` each.
struct PlainRows {
    std::size_t count = 0;
    std::vector<std::vector<char>> values;         ///< by fact, in the file's order
    std::vector<std::vector<std::uint8_t>> known;  ///< likewise; empty: all of them
    std::string owners;                            ///< in NFC, one behind the other; and room
    std::vector<std::uint32_t> owner_ends;
    std::vector<std::uint32_t> owner_hashes;  ///< of participants
    std::vector<std::uint32_t> owner_rows;    ///< participants, once they were looked up
    std::vector<std::uint32_t> offsets;       ///< in the file
    std::vector<std::uint8_t> aside;          ///< 1: not plain
    std::vector<std::uint32_t> keys;          ///< hashes; empty if there is no column for them
    std::vector<std::uint32_t> nobodys;       ///< offsets of rows that name nobody
    std::optional<std::string> period;        ///< of all plain rows; nothing: there are none
    std::size_t lines = 0;                    ///< of the text
    bool broken = false;                      ///< the structure is, or a byte is none of UTF-8
    bool several_periods = false;

    /// Without rows; room is kept.
    void clear();
    std::string_view owner(std::size_t row) const {
        const std::size_t begin = row == 0 ? 0 : owner_ends[row - 1];
        return {owners.data() + begin, owner_ends[row] - begin};
    }
    std::size_t bytes_of_owners() const { return count == 0 ? 0 : owner_ends[count - 1]; }
};

/// Reads blocks of one file. Keeps room between them; for one thread at a time.
class PlainRowsReader {
public:
    /// The header must outlive it. `period`: what a row's period may be beside empty; null: all
    /// rows must have one and the same.
    PlainRowsReader(const PlainHeader& header, const std::string* period);

    /// `text` is whole lines, the last with its end, and eight bytes lie behind it; `offset` is
    /// where it begins in the file.
    void read(std::string_view text, std::size_t offset, PlainRows& rows);

private:
    const char* row(const char* at);
    const char* cell(const PlainColumn& column, const char* at);
    const char* written_with_care(const PlainColumn& column, const char* at);
    bool take(const PlainColumn& column, std::string_view text);
    bool take_fact(const PlainColumn& column, std::string_view text);
    bool take_owner(std::string_view text);
    bool take_period(std::string_view text);
    bool take_key(std::string_view text);
    void put(const PlainColumn& column, std::int64_t value, bool known);
    std::int32_t place_of(const PlainColumn& column, std::string_view text);
    void finish_row(const char* begin, std::string_view owner, bool aside);
    std::size_t add_owner(std::size_t begin, std::string_view owner, bool is_of_text);
    const char* set_aside(const char* begin);
    void make_room();
    void resize_rows(std::size_t count);
    void hand_out();

    /// Participants, not items.
    bool of_people() const { return only_period_ == nullptr; }

    const PlainHeader& header_;
    const std::string* only_period_;
    PlainRows* rows_ = nullptr;
    static constexpr std::size_t most_seen = 4'096;

    /// Of a fact, with room for more rows than there are.
    struct Filled {
        std::vector<char> values;
        std::vector<std::uint8_t> known;
        bool some_missing = false;
        TextIndex seen;  ///< texts that were asked for here
        std::vector<std::int32_t> places;
    };
    std::vector<Filled> facts_;
    std::size_t room_ = 0;  ///< rows
    std::string_view text_;
    std::size_t offset_ = 0;
    std::string_view owner_;
    std::string normal_owner_;
    std::uint32_t key_ = 0;
    Record record_;
};

}  // namespace meritum::io
