// Checked facts in columns: what the border lets through and executors read. Tests:
// tests/value/border_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "number/integer.hpp"
#include "value/schema.hpp"

namespace meritum::value {

/// Texts as codes: equal texts have equal codes. Codes count from 0 in order of first appearance.
/// Lookup is by an ordered or seeded structure, never a plain hash of user text.
class Dictionary {
public:
    std::int64_t code(std::string_view text);  ///< adds it if it is new
    std::optional<std::int64_t> find(std::string_view text) const;
    std::string_view text(std::int64_t code) const;  ///< REQUIRES a code of this dictionary
    std::size_t size() const { return texts_.size(); }

private:
    std::vector<std::string> texts_;
    std::map<std::string, std::int64_t, std::less<>>
        codes_;  ///< copied texts, so that copies of a dictionary are whole
};

struct ColumnSchema;

/// A value of a column as people write it: a number in full, a date, a text, a choice's first name.
std::string written_value(const ColumnSchema& column, const number::Int128& value,
                          const Dictionary& dictionary);

/// One column: integers of the column's step (booleans 0/1, texts by code, choices by position,
/// dates by day). Where a value is missing, `known` is 0 and the value is the low end of the range
/// (any valid one).
struct Column {
    std::vector<number::Int128> values;
    std::vector<std::uint8_t> known;  ///< empty unless the column is optional
};

/// Where the items of each participant begin, and behind the last; its own or somebody else's.
class Offsets {
public:
    Offsets() = default;
    Offsets(std::vector<std::uint32_t> own) : own_(std::move(own)) {}
    Offsets(std::initializer_list<std::uint32_t> own) : own_(own) {}
    /// They must stay as they are as long as this or a copy lives.
    static Offsets borrowed(const std::uint32_t* data, std::size_t size) {
        Offsets made;
        made.borrowed_ = {data, size};
        return made;
    }

    const std::uint32_t* data() const {
        return borrowed_.data() != nullptr ? borrowed_.data() : own_.data();
    }
    std::size_t size() const {
        return borrowed_.data() != nullptr ? borrowed_.size() : own_.size();
    }
    bool empty() const { return size() == 0; }
    const std::uint32_t* begin() const { return data(); }
    const std::uint32_t* end() const { return data() + size(); }
    std::uint32_t operator[](std::size_t at) const { return data()[at]; }
    std::uint32_t back() const { return data()[size() - 1]; }
    /// REQUIRES that they are its own.
    void push_back(std::uint32_t offset) { own_.push_back(offset); }

    friend bool operator==(const Offsets& a, const Offsets& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    std::vector<std::uint32_t> own_;
    std::span<const std::uint32_t> borrowed_;
};

/// One period's facts. Participants in the order they were given, failed ones left out.
struct FactColumns {
    std::string period;
    std::vector<std::string> ids;
    std::size_t nameless = 0;  ///< participants, where the caller keeps their ids: `ids` is empty
    std::vector<std::size_t> source_rows;  ///< position of each among the facts given
    std::vector<Column> columns;           ///< by ColumnId; a param's column has one row
    std::vector<Offsets>
        offsets;  ///< per list: items of participant i are [offsets[i], offsets[i+1])
    std::vector<std::vector<std::string>> item_keys;  ///< per list, per item
    Dictionary dictionary;
    /// Of participants that failed at the border: their group columns' values where readable, so
    /// that groups can be marked incomplete; `std::nullopt` where even that is unknown. Per failed
    /// participant: column -> code.
    struct Failed {
        std::string id;
        std::vector<std::pair<ColumnId, number::Int128>>
            known_columns;  ///< text and choice facts that could be read
    };
    std::vector<Failed> failed;

    std::size_t participants() const { return ids.empty() ? nameless : ids.size(); }
};

struct Schema;

/// Of some participants, in the order of `rows`, with their items; params and the dictionary as
/// they are, so codes of texts stay the same. Nobody is failed in it. REQUIRES rows of `facts`.
FactColumns select(const FactColumns& facts, const Schema& schema,
                   std::span<const std::size_t> rows);

}  // namespace meritum::value
