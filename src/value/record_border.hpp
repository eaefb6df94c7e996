// The border for one participant at a time, for facts that are as they should be: they become a row
// of numbers without a column for each. In: Schema and Facts. Out: RecordFacts, or nothing where
// the border has something to say or does more than look: it words errors, this does not. So there
// is one place that says what is wrong. Must not know files or plans. Tests:
// tests/value/record_border_test.cpp, tests/agreement/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/facts.hpp"
#include "value/columns.hpp"
#include "value/gauge.hpp"
#include "value/name_index.hpp"
#include "value/schema.hpp"

namespace meritum::value {

/// What one participant is scored by, in steps of the plan.
struct RecordFacts {
    std::string id;
    std::string period;
    /// The facts in the schema's order; how many items each list has; list by list and item by item
    /// their fields.
    std::vector<std::int64_t> numbers;
    std::vector<std::uint8_t> known;  ///< by number, 0 where none was given; empty: all are there
    std::vector<std::string> texts;   ///< those that the dictionary does not have
    std::vector<std::string> keys;    ///< of all items; empty: their numbers
};

/// Immutable; shared by threads.
class RecordBorder {
public:
    /// Null for schemas whose numbers may need more than 64 bits, or if the params have no default.
    /// `texts`: those of the plan. The schema must outlive it.
    static std::unique_ptr<RecordBorder> make(const Schema& schema,
                                              const std::vector<std::string>& texts);

    /// False where `to_columns` has to look.
    bool read(const Facts& facts, RecordFacts& made) const;

    /// The facts of a row of columns; nothing where a param has another value than its default, or
    /// texts are too many.
    std::optional<RecordFacts> row_of(const FactColumns& facts, std::size_t row) const;

    /// The default params and the dictionary, without a participant.
    const FactColumns& base() const { return base_; }

    /// As `to_columns` would have made them; codes of texts are others.
    FactColumns columns(const RecordFacts& facts) const;

    std::string_view text(const RecordFacts& facts, std::int64_t code) const;
    std::size_t items(const RecordFacts& facts, ListId list) const;
    /// Where the fields of a list's items begin.
    std::size_t begin(const RecordFacts& facts, ListId list) const;
    /// `item` from 0.
    std::string key(const RecordFacts& facts, ListId list, std::size_t item) const;

private:
    /// One fact or field.
    struct Input {
        explicit Input(const ColumnSchema& column) : gauge(column) {}
        Gauge gauge;
        std::int64_t stand_in = 0;  ///< where there is none
        bool stands_in = false;     ///< then it is no error
        bool has_default = false;   ///< and it counts as given
    };
    struct Items {
        NameIndex names;
        std::vector<Input> fields;
        bool sorted = false;  ///< by the plan
        std::size_t key = 0;  ///< the field by which the plan calls items, from 1
    };
    static constexpr std::size_t most_lists = 16;  ///< of a schema
    using Given = std::array<const List*, most_lists>;

    explicit RecordBorder(const Schema& schema) : schema_(schema) {}
    bool learn(const std::vector<std::string>& texts);
    Input input(ColumnId id);
    bool take_id(const Facts& facts, RecordFacts& made) const;
    bool take_fields(const std::vector<Fact>& given, const NameIndex& names,
                     const std::vector<Input>& inputs, std::size_t begin, RecordFacts& made) const;
    std::optional<std::int64_t> number_of(const Input& input, const FactValue& value,
                                          RecordFacts& made) const;
    std::optional<std::int64_t> code_of(std::string_view normal, RecordFacts& made) const;
    bool has_defaults(const FactColumns& facts) const;
    bool call_items(const Given& given, RecordFacts& made) const;
    std::optional<std::string> key_of(const Item& item, std::size_t number, std::size_t list,
                                      std::size_t begin, const RecordFacts& made) const;

    const Schema& schema_;
    FactColumns base_;
    NameIndex names_;
    NameIndex list_names_;
    std::vector<Input> facts_;
    std::vector<Items> lists_;
};

}  // namespace meritum::value
