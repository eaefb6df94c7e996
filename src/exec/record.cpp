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
template <class Get>
[[gnu::always_inline]] inline std::int64_t RecordRun::computed(const Op& op, const Get& get) const {
    const auto ratio = [&](auto division) {
        constexpr auto rounding = decltype(division)::value;
        return divided<rounding>(wrapped(0, get(op.a), get(op.b)), get(op.c));
    };
    const auto by_number = [&](auto division) {
        constexpr auto rounding = decltype(division)::value;
        const auto a = get(op.a);
        const auto& by = reciprocals_[op.begin];
        const auto below = multiplied(a, by.factor, by.shift);
        return rounded<rounding>(a, below, wrapped(a, below, -by.divisor), by.divisor);
    };
    const auto sum = [&] {
        auto total = get(op.a);
        const auto* term = terms_.data() + op.begin;
        for (const auto* end = term + op.many; term != end; ++term)
            total = wrapped(total, get(term->place), term->factor);
        return total;
    };
    using std::integral_constant;
    switch (op.code) {
#define OPERATOR(id, arity, sign, meaning_of)     \
    case static_cast<std::uint8_t>(Operator::id): \
        return alone<Operator::id>(get(op.a), get(op.b), get(op.c));
#include "value/operators.def"
        case within: return std::min(std::max(get(op.a), get(op.b)), get(op.c));
        case sum_of_multiples: return sum();
        case sum_within: return std::min(std::max(sum(), get(op.b)), get(op.c));
        case cuts_passed: {
            const auto value = get(op.a);
            std::int64_t below = 0;
            const auto* cut = pools_.data() + op.begin;
            for (const auto* end = cut + op.many; cut != end; ++cut) below += *cut <= value ? 1 : 0;
            return below;
        }
        case one_by_cuts: {
            const auto value = get(op.a);
            const auto* cut = pools_.data() + op.begin;
            const auto* numbers = cut + op.many;
            std::int64_t below = 0;
            for (const auto* end = numbers; cut != end; ++cut) below += *cut <= value ? 1 : 0;
            return numbers[below];
        }
        case one_of_few:
            return pools_[op.begin + static_cast<std::uint64_t>(get(op.a)) % simd::most_values];
        case ratio_floor: return ratio(integral_constant<Operator, Operator::divide_floor>());
        case ratio_ceiling: return ratio(integral_constant<Operator, Operator::divide_ceiling>());
        case ratio_half_up: return ratio(integral_constant<Operator, Operator::divide_half_up>());
        case ratio_half_even:
            return ratio(integral_constant<Operator, Operator::divide_half_even>());
        case ratio_up: return ratio(integral_constant<Operator, Operator::divide_up>());
        case ratio_down: return ratio(integral_constant<Operator, Operator::divide_down>());
        case by_number_floor:
            return by_number(integral_constant<Operator, Operator::divide_floor>());
        case by_number_ceiling:
            return by_number(integral_constant<Operator, Operator::divide_ceiling>());
        case by_number_half_up:
            return by_number(integral_constant<Operator, Operator::divide_half_up>());
        case by_number_half_even:
            return by_number(integral_constant<Operator, Operator::divide_half_even>());
        case by_number_up: return by_number(integral_constant<Operator, Operator::divide_up>());
        case by_number_down: return by_number(integral_constant<Operator, Operator::divide_down>());
        default: return 0;
    }
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
    for (std::size_t item = 0; item < list.items; ++item) {
        const auto get = [&](Place place) {
            return place.of_item() ? memory[place.at() * capacity + item] : numbers_[place.code];
        };
        for (const auto* op = first; op != last; ++op)
            memory[op->out.at() * capacity + item] = computed(*op, get);
        if (sums) total = wrapped(total, get(last->a), 1);
    }
    return sums ? std::min(total, numbers_[last->b.code]) : 0;
}

void RecordRun::run() {
    auto* numbers = numbers_.data();
    const auto get = [numbers](Place place) { return numbers[place.code]; };
    for (const auto& op : ops_)
        numbers[op.out.code] = op.code == item_block ? run_items(op) : computed(op, get);
}

}  // namespace meritum::exec
