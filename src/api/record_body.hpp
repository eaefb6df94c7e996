// What a Record holds: facts where its plan computes, what is known of each, and results. Seen by
// src/api/record.cpp, which asks, and src/api/record_facts.cpp, which takes facts. Tests:
// tests/api/record_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/plan_body.hpp"
#include "exec/record.hpp"
#include "exec/run.hpp"
#include "graph/graph.hpp"
#include "graph/story.hpp"
#include "meritum/record.hpp"
#include "number/wide.hpp"
#include "value/columns.hpp"
#include "value/schema.hpp"

namespace meritum {

struct Record::Body {
    Body(const Plan& plan, const std::vector<std::pair<std::string, FactValue>>& params);

    /// A fact, or a field of items.
    struct Input {
        ColumnId column;
        std::int64_t* place = nullptr;  ///< of a fact, in steps
        std::int64_t* known = nullptr;  ///< of a fact; may be null
        std::int64_t stand_in = 0;      ///< in steps, where there is none
        bool stands_in = false;         ///< a missing value is no error
        bool asks_known = false;        ///< of a field: somebody asks whether there is one
    };
    struct List {
        TableId table;
        std::vector<Input> fields;
        std::size_t items = 0;
        std::size_t capacity = 0;
        ColumnId key{};  ///< none: items have no keys of their own
    };
    struct Wrong {
        ColumnId column;
        std::size_t item = 0;
        FactValue value;
    };
    struct Result {
        const graph::Quantity* quantity = nullptr;
        Decimal step{1};
        const std::int64_t* value = nullptr;  ///< where quick
        const std::int64_t* known = nullptr;
        std::vector<std::string_view> names;  ///< of choices and grades
    };

    const value::ColumnSchema& column(ColumnId id) const { return schema.columns[id.index]; }
    Input input(ColumnId id);
    List& list_of(ColumnId field) { return lists[list_at[field.index]]; }
    void find_results();
    void resize(List& list, std::size_t items);
    void require(const Slot& slot, std::optional<std::size_t> item);
    void require_field(const Slot& slot) const {
        if (slot.plan_ != number || !slot.is_field_) refuse_field(slot);
    }
    [[noreturn]] void refuse_field(const Slot& slot) const;
    const Result& result(const ResultSlot& slot) const;
    void put_number(const Slot& slot, std::optional<std::size_t> item, const Decimal& given);
    void put(const Slot& slot, std::optional<std::size_t> item, const FactValue& value);
    void tell(ColumnId id, std::optional<std::size_t> item, State state);
    bool check_facts();
    void look_at_facts();
    void check_items(List& list);
    void check_keys(const List& list);
    bool is_accepted();
    std::shared_ptr<value::FactColumns> as_columns() const;
    bool score();
    number::Int256 wide(NodeId node) const { return exec::value_at(slow, node, 0); }

    Plan plan;
    std::uint32_t number = 0;  ///< of the plan
    const graph::Graph& graph;
    const value::Schema& schema;
    value::FactColumns base;
    std::unique_ptr<exec::RecordRun> quick;  ///< null: as whole columns
    exec::Run slow;
    std::vector<Input> facts;
    std::vector<List> lists;
    std::vector<std::uint32_t> list_at;      ///< by column, of a field: in `lists`
    std::vector<std::int64_t*> places;       ///< by column
    std::vector<std::uint16_t> states;       ///< by column; what is no fact is always there
    std::vector<std::uint16_t> all_there;    ///< what they are if no fact is missing or wrong
    bool asks_known = false;                 ///< somebody asks whether a fact is there
    std::vector<std::uint8_t*> item_states;  ///< by column
    std::deque<std::int64_t> own;            ///< of facts that nobody reads
    std::vector<std::vector<std::int64_t>> own_items;          ///< likewise, by column
    std::vector<std::vector<std::uint8_t>> item_state_memory;  ///< by column
    std::vector<std::int64_t> sorted;                          ///< keys; memory that stays
    std::vector<Wrong> wrongs;
    std::vector<Result> results;
    std::vector<FactError> errors;
};

}  // namespace meritum
