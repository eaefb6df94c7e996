// See record.hpp. What a schedule says of widths does not matter here: every number has 64 bits, so
// widening, narrowing and truths as numbers are no steps at all.
#include "exec/record.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "exec/meaning.hpp"

namespace meritum::exec {

using value::Operator;

namespace {

std::int64_t wrapped(std::int64_t a, std::int64_t b, std::int64_t c) {  // a + b * c
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) +
                                     static_cast<std::uint64_t>(b) * static_cast<std::uint64_t>(c));
}

/// As meaning::quotient, without a branch that hangs on the numbers: a is `below` times the divisor
/// and `rest`.
template <Operator op>
std::int64_t rounded(std::int64_t a, std::int64_t below, std::int64_t rest, std::int64_t divisor) {
    const auto left = divisor - rest;  // to the next one
    const bool inexact = rest > 0;
    bool up = false;
    if constexpr (op == Operator::divide_ceiling) up = inexact;
    if constexpr (op == Operator::divide_up) up = inexact & (a > 0);
    if constexpr (op == Operator::divide_down) up = inexact & (a < 0);
    if constexpr (op == Operator::divide_half_up) up = (rest > left) | ((rest == left) & (a > 0));
    if constexpr (op == Operator::divide_half_even)
        up = (rest > left) | ((rest == left) & ((below & 1) != 0));
    return below + (up ? 1 : 0);
}

template <Operator op>
std::int64_t divided(std::int64_t a, std::int64_t b) {
    const auto divisor = std::max<std::int64_t>(b, 1);
    const auto quotient = a / divisor;
    const auto rest = a % divisor;
    const std::int64_t low = rest >> 63;  // -1 where C++ rounded up
    return rounded<op>(a, quotient + low, rest + (low & divisor), divisor);
}

/// The product is of 128 bits; below zero it is the other way round.
std::int64_t multiplied(std::int64_t a, std::uint64_t factor, unsigned shift) {
    const std::int64_t sign = a >> 63;
    const auto product =
        static_cast<number::UInt128>(static_cast<std::uint64_t>(a ^ sign)) * factor;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(product >> 64) >> shift) ^ sign;
}

/// How many of `many` cuts are not above the value.
std::uint64_t passed(const std::int64_t* cut, std::uint32_t many, std::int64_t value) {
    std::uint64_t below = 0;
    for (; many > 0; --many, ++cut) below += *cut <= value ? 1 : 0;
    return below;
}

/// A small number as a place; what nobody reads may be any.
std::uint64_t few(std::int64_t number) {
    return static_cast<std::uint64_t>(number) % simd::most_values;
}

template <Operator op>
std::int64_t alone(std::int64_t a, std::int64_t b, std::int64_t c) {
    if constexpr (op == Operator::select) {
        const auto chosen = -static_cast<std::int64_t>(a != 0);  // all bits or none
        return (b & chosen) | (c & ~chosen);
    } else if constexpr (value::is_division(op)) {
        return divided<op>(a, b);
    } else {
        return meaning::apply<op, std::int64_t>(a, b, c);
    }
}

}  // namespace

// --- facts ---

std::int64_t* RecordRun::fact(ColumnId column) {
    const auto found = facts_.find(column);
    return found == facts_.end() ? nullptr : &numbers_[found->second.place.at()];
}

std::int64_t* RecordRun::known(ColumnId column) {
    const auto found = known_.find(column);
    return found == known_.end() ? nullptr : &numbers_[found->second.place.at()];
}

std::int64_t* RecordRun::of_item(const Input& input, std::size_t item) {
    auto& list = lists_[input.list - 1];
    return &list.memory[input.place.at() * list.capacity + item];
}

std::int64_t* RecordRun::field(ColumnId column, std::size_t item) {
    const auto found = facts_.find(column);
    return found == facts_.end() ? nullptr : of_item(found->second, item);
}

std::int64_t* RecordRun::field_known(ColumnId column, std::size_t item) {
    const auto found = known_.find(column);
    return found == known_.end() ? nullptr : of_item(found->second, item);
}

void RecordRun::resize(TableId table, std::size_t items) {
    auto& list = lists_[list_of(table) - 1];
    list.items = items;
    if (items <= list.capacity) return;
    const auto capacity = std::max(items, 2 * list.capacity);
    std::vector<std::int64_t> memory(list.places * capacity);
    for (std::uint32_t place = 0; place < list.places; ++place) {
        const auto* from = list.memory.data() + place * list.capacity;
        std::copy(from, from + list.capacity, memory.data() + place * capacity);
    }
    list.memory = std::move(memory);
    list.capacity = capacity;
}

const std::int64_t* RecordRun::result(NodeId node) const {
    return &numbers_[results_[node.index].at];
}

RecordRun::Result RecordRun::kept_at(Place place, TableId table) const {
    return {place.at(), list_of(place.of_item() ? table : TableId{}), true};
}

std::size_t RecordRun::items_memory() const {
    std::size_t all = 0;
    for (const auto& list : lists_) all += list.memory.size();
    return all;
}

void RecordRun::forget_items() {
    for (auto& list : lists_) {
        list.items = list.capacity = 0;
        list.memory = {};
    }
}

RecordRun::Way RecordRun::way_of(ColumnId column) const {
    Way way;
    const auto value = facts_.find(column);
    const auto known = known_.find(column);
    if (value != facts_.end()) way.value = value->second.place.at();
    if (known != known_.end()) way.known = known->second.place.at();
    return way;
}

void RecordRun::find_ways() {
    const auto& graph = *program_.graph;
    for (const auto id : graph.schema.facts) fact_ways_.push_back(way_of(id));
    list_of_.resize(graph.schema.lists.size());
    for (const auto& own : graph.schema.lists) {
        auto& ways = field_ways_.emplace_back();
        for (const auto id : own.fields) ways.push_back(way_of(id));
    }
    for (std::uint32_t i = 0; i < lists_.size(); ++i)
        list_of_[graph.tables[lists_[i].table.index].list.index] = i + 1;
}

void RecordRun::load(const value::RecordFacts& facts) {
    const auto put = [&](const Way& way, std::size_t from) {
        if (way.value) numbers_[*way.value] = facts.numbers[from];
        if (way.known) numbers_[*way.known] = facts.known.empty() ? 1 : facts.known[from];
    };
    for (std::size_t i = 0; i < fact_ways_.size(); ++i) put(fact_ways_[i], i);
    auto begin = fact_ways_.size() + list_of_.size();
    for (std::size_t i = 0; i < list_of_.size(); ++i) {
        const auto items = static_cast<std::size_t>(facts.numbers[fact_ways_.size() + i]);
        if (list_of_[i] > 0) {
            auto& list = lists_[list_of_[i] - 1];
            resize(list.table, items);
            load_items(field_ways_[i], facts, begin, list);
        }
        begin += items * field_ways_[i].size();
    }
}

void RecordRun::load_items(const std::vector<Way>& fields, const value::RecordFacts& facts,
                           std::size_t begin, List& list) {
    for (std::size_t field = 0; field < fields.size(); ++field) {
        const auto& way = fields[field];
        auto from = begin + field;
        for (std::size_t item = 0; item < list.items; ++item, from += fields.size()) {
            if (way.value) list.memory[*way.value * list.capacity + item] = facts.numbers[from];
            if (way.known)
                list.memory[*way.known * list.capacity + item] =
                    facts.known.empty() ? 1 : facts.known[from];
        }
    }
}

// --- running ---

/// `get` gives the number of a place. Part of the loops that call it: a call would cost as much as
/// an op.
template <std::uint8_t code, class Get>
[[gnu::always_inline]] inline std::int64_t RecordRun::computed(const Op& op, const Known& known,
                                                               const Get& get) {
    const auto pool = [&] { return known.pools + op.begin; };
    const auto sum = [&] {
        auto total = get(op.a);
        const auto* term = known.terms + op.begin;
        for (auto left = op.many; left > 0; --left, ++term)
            total = wrapped(total, get(term->place), term->factor);
        for (auto left = op.looked_up; left > 0; --left, ++term)
            total = wrapped(total, known.pools[term->factor + few(get(term->place))], 1);
        return total;
    };
    constexpr auto rounding = [](std::uint8_t first) {
        return static_cast<Operator>(static_cast<int>(Operator::divide_floor) + code - first);
    };
    if constexpr (code < value::operators) {
        return alone<static_cast<Operator>(code)>(get(op.a), get(op.b), get(op.c));
    } else if constexpr (code == within) {
        return std::min(std::max(get(op.a), get(op.b)), get(op.c));
    } else if constexpr (code == sum_of_multiples) {
        return sum();
    } else if constexpr (code == sum_within) {
        return std::min(std::max(sum(), get(op.b)), get(op.c));
    } else if constexpr (code == cuts_passed) {
        return passed(pool(), op.many, get(op.a));
    } else if constexpr (code == one_by_cuts) {
        return pool()[op.many + passed(pool(), op.many, get(op.a))];
    } else if constexpr (code == one_of_few) {
        return pool()[few(get(op.a))];
    } else if constexpr (code < by_number_floor) {
        return divided<rounding(ratio_floor)>(wrapped(0, get(op.a), get(op.b)), get(op.c));
    } else {
        const auto a = get(op.a);
        const auto& by = known.reciprocals[op.begin];
        const auto below = multiplied(a, by.factor, by.shift);
        const auto rest = wrapped(a, below, -by.divisor);
        return rounded<rounding(by_number_floor)>(a, below, rest, by.divisor);
    }
}

/// Tiers of each item: the most frequent of what is done with items.
std::int64_t RecordRun::sum_of_cuts(const Op& op) {
    auto& list = lists_[op.list - 1];
    const auto* values = list.memory.data() + op.a.at() * list.capacity;
    auto* kept = list.memory.data() + op.b.at() * list.capacity;
    const auto* cuts = pools_.data() + op.begin;
    std::int64_t total = 0;
    for (std::size_t item = 0; item < list.items; ++item) {
        kept[item] = cuts[op.many + passed(cuts, op.many, values[item])];
        total = wrapped(total, kept[item], 1);
    }
    return std::min(total, numbers_[op.c.code]);
}

/// Ops of a list that follow each other, item by item: how many items there are is asked once. The
/// sum that they end with, or 0.
std::int64_t RecordRun::run_items(const Op& block) {
    auto& list = lists_[block.list - 1];
    const auto* first = item_ops_.data() + block.begin;
    const auto* last = first + block.many;
    const bool sums = (last - 1)->code == sum_of_items;
    if (sums) --last;
    std::int64_t total = 0;
    auto* memory = list.memory.data();
    const auto capacity = list.capacity;
    const auto known = known_numbers();
    for (std::size_t item = 0; item < list.items; ++item) {
        const auto get = [&](Place place) {
            return place.of_item() ? memory[place.at() * capacity + item] : numbers_[place.code];
        };
        for (const auto* op = first; op != last; ++op) {
            auto& out = memory[op->out.at() * capacity + item];
            switch (op->code) {
#define OPERATOR(id, arity, sign, meaning_of)                                     \
    case static_cast<std::uint8_t>(Operator::id):                                 \
        out = computed<static_cast<std::uint8_t>(Operator::id)>(*op, known, get); \
        break;
#include "value/operators.def"
#define NUMBER_OP(id)                        \
    case id:                                 \
        out = computed<id>(*op, known, get); \
        break;
#define WHOLE_OP(id)
#include "exec/record_ops.def"
            }
        }
        if (sums) total = wrapped(total, get(last->a), 1);
    }
    return sums ? std::min(total, numbers_[last->b.code]) : 0;
}

/// Each op goes to the next by itself: so the processor learns what follows what, and there is no
/// loop between them.
void RecordRun::run() {
    static const void* const ways[] = {
#define OPERATOR(id, arity, sign, meaning_of) &&of_##id,
#include "value/operators.def"
#define NUMBER_OP(id) &&of_##id,
#define WHOLE_OP(id) &&of_##id,
#include "exec/record_ops.def"
    };
    auto* numbers = numbers_.data();
    const auto known = known_numbers();
    const auto get = [numbers](Place place) { return numbers[place.code]; };
    const auto* op = ops_.data();
    goto* ways[op->code];
#define GIVES(id, ...)                             \
    of_##id : numbers[op->out.code] = __VA_ARGS__; \
    ++op;                                          \
    goto* ways[op->code];
#define OPERATOR(id, arity, sign, meaning_of) \
    GIVES(id, computed<static_cast<std::uint8_t>(Operator::id)>(*op, known, get))
#include "value/operators.def"
#define NUMBER_OP(id) GIVES(id, computed<id>(*op, known, get))
#define WHOLE_OP(id)
#include "exec/record_ops.def"
    GIVES(sum_by_cuts, sum_of_cuts(*op))
    GIVES(item_block, run_items(*op))
#undef GIVES
of_sum_of_items:
of_end:
    return;
}

}  // namespace meritum::exec
