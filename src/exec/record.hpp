// One participant at a time, in memory that is there already: the steps of a Schedule on single
// numbers of 64 bits. In: facts in the plan's steps, put into places. Out: results in places. Must
// not know names. Tests: tests/api/record_test.cpp, tests/agreement/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "exec/links.hpp"
#include "exec/program.hpp"
#include "exec/schedule.hpp"
#include "value/columns.hpp"
#include "value/operators.hpp"
#include "value/record_border.hpp"

namespace meritum::exec {

/// Not thread-safe: one per thread.
class RecordRun {
public:
    /// `base`: params and the dictionary; its texts of the graph must have codes already. Null if
    /// the plan needs more than this has: numbers beyond 64 bits, powers, months, named tables,
    /// ranks of items, or other participants. All but `base` must outlive it.
    static std::unique_ptr<RecordRun> make(const Program& program, const Schedule& schedule,
                                           const value::FactColumns& base);

    /// Where a fact of the participant goes, in steps; null if no result hangs on it. Stays.
    std::int64_t* fact(ColumnId column);
    /// Where 1 goes if an optional one is there, else 0; null if nobody asks.
    std::int64_t* known(ColumnId column);
    /// The same of an item; `item` is below `items` of its list. They move when there are more.
    std::int64_t* field(ColumnId column, std::size_t item);
    std::int64_t* field_known(ColumnId column, std::size_t item);
    /// How many there are; no memory is taken if there were as many before.
    void resize(TableId list, std::size_t items);

    /// All facts of a participant at once. REQUIRES facts of a border whose base it was made with.
    void load(const value::RecordFacts& facts);

    void run();

    /// Where a participant's value of a node is after `run`. REQUIRES `keeps`. Stays.
    const std::int64_t* result(NodeId node) const;

    /// Whether the program keeps the node. Its value after `run`; of an item, if it is theirs.
    bool keeps(NodeId node) const { return results_[node.index].there; }
    std::int64_t value(NodeId node, std::size_t item) const {
        const auto& own = results_[node.index];
        if (own.list == 0) return numbers_[own.at];
        const auto& list = lists_[own.list - 1];
        return list.memory[own.at * list.capacity + item];
    }

    /// Numbers of items it has memory for; and without.
    std::size_t items_memory() const;
    void forget_items();

private:
    /// What an Op does: an operator of the graph by its number, or one of these behind them.
    enum Extra : std::uint8_t {
        operators_end = value::operators - 1,  ///< these begin behind it
#define NUMBER_OP(id) id,
#define WHOLE_OP(id) id,
#include "exec/record_ops.def"
    };

    /// A number of the participant, or of each item.
    struct Place {
        static constexpr std::uint32_t item_mark = 0x8000'0000;
        std::uint32_t code = 0;  ///< of the participant: where it is; with the mark: of each item

        bool of_item() const { return code >= item_mark; }
        std::uint32_t at() const { return code & ~item_mark; }
    };
    struct Input {
        Place place;
        std::uint32_t list = 0;  ///< in lists_, from 1
    };
    struct Result {
        std::uint32_t at = 0;    ///< of a Place
        std::uint16_t list = 0;  ///< in lists_, from 1; 0: a number of the participant
        bool there = false;
    };
    /// Where a column of facts goes; nowhere if no result hangs on it.
    struct Way {
        std::optional<std::uint32_t> value;
        std::optional<std::uint32_t> known;
    };
    struct Term {
        Place place;
        std::int64_t factor = 1;  ///< of what is looked up: where in pools_ its numbers are
    };
    /// Of a divisor that is known: quotients are products.
    struct Reciprocal {
        std::uint64_t factor = 0;
        unsigned shift = 0;
        std::int64_t divisor = 0;
    };
    struct Op {
        std::uint8_t code = 0;
        std::uint16_t list = 0;  ///< in lists_, from 1; 0: once. Of a sum: whose items
        Place out, a, b, c;
        std::uint32_t begin = 0;      ///< in terms_, pools_, item_ops_ or reciprocals_
        std::uint32_t many = 0;       ///< of them
        std::uint32_t looked_up = 0;  ///< terms of a sum behind those that are numbers
    };
    /// What ops point into.
    struct Known {
        const Term* terms;
        const std::int64_t* pools;
        const Reciprocal* reciprocals;
    };
    struct List {
        TableId table;
        std::uint32_t places = 0;  ///< numbers of each item
        std::size_t items = 0;
        std::size_t capacity = 0;
        std::vector<std::int64_t> memory;  ///< by place, then item
    };

    RecordRun(const Program& program, const Schedule& schedule);
    bool build(const value::FactColumns& base);
    void count_uses(const Stage& stage);
    bool joins_last(const Step& step);
    bool joins_sum(const Step& step, Op& last);
    bool is_more_of_last(const Step& step) const;
    void add_terms(const Step& step, Op& made);
    static bool is_bound(const Step& step);
    void bound(const Step& step, Op& made);
    bool take(const Step& step);
    bool take_operator(const Step& step, Op& made);
    bool take_reciprocal(const Step& step, Op& made);
    static Reciprocal reciprocal(std::int64_t divisor);
    void take_numbers(const Step& step, Op& made);
    Place place_of(const Operand& operand);
    Place constant(std::int64_t number);
    Place new_place(TableId table);
    std::uint16_t list_of(TableId table) const;
    void add(const Step& step, Op made);
    template <std::uint8_t code, class Get>
    static std::int64_t computed(const Op& op, const Known& known, const Get& get);
    bool keep_whole(const WholeColumns& whole, NodeId id);
    Result kept_at(Place place, TableId table) const;
    void find_ways();
    Way way_of(ColumnId column) const;
    static void load_items(const std::vector<Way>& fields, const value::RecordFacts& facts,
                           std::size_t begin, List& list);
    std::vector<std::uint32_t> times_asked() const;
    void fold_terms();
    enum class Folded : std::uint8_t { no, number, looked_up };
    Folded fold(const Op& op, const std::vector<std::uint32_t>& maker, Term& term);
    bool is_constant(Place place) const;
    void find_blocks();
    void sum_tiers(Op& block);
    Known known_numbers() const { return {terms_.data(), pools_.data(), reciprocals_.data()}; }
    std::int64_t sum_of_cuts(const Op& op);
    std::int64_t run_items(const Op& block);
    std::int64_t* of_item(const Input& input, std::size_t item);

    const Program& program_;
    const Schedule& schedule_;
    FixedValues fixed_;
    std::vector<std::int64_t> numbers_;
    std::vector<Op> ops_;       ///< of the participant
    std::vector<Op> item_ops_;  ///< of blocks
    std::vector<Term> terms_;
    std::vector<std::int64_t> pools_;
    std::vector<Reciprocal> reciprocals_;
    std::vector<List> lists_;
    std::vector<std::optional<Place>> places_;  ///< by register
    std::vector<std::uint32_t> uses_;           ///< by register: how often steps look at it
    std::uint32_t last_ = no_register;          ///< that the last of ops_ makes
    std::map<std::int64_t, Place> constants_;
    std::map<ColumnId, Input> facts_;
    std::map<ColumnId, Input> known_;
    std::vector<Result> results_;               ///< by node
    std::vector<Way> fact_ways_;                ///< by fact of the schema
    std::vector<std::uint32_t> list_of_;        ///< by list of the schema: in lists_, from 1
    std::vector<std::vector<Way>> field_ways_;  ///< by list of the schema, then field
};

}  // namespace meritum::exec
