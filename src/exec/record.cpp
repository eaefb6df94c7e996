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

/// As meaning::quotient, without a branch that hangs on the numbers.
template <Operator op>
std::int64_t divided(std::int64_t a, std::int64_t b) {
    const auto divisor = std::max<std::int64_t>(b, 1);
    auto below = a / divisor;
    auto rest = a % divisor;
    const std::int64_t low = rest >> 63;  // -1 where C++ rounded up
    below += low;
    rest += low & divisor;
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
    return found == facts_.end() ? nullptr : &numbers_[found->second.place.at];
}

std::int64_t* RecordRun::known(ColumnId column) {
    const auto found = known_.find(column);
    return found == known_.end() ? nullptr : &numbers_[found->second.place.at];
}

std::int64_t* RecordRun::of_item(const Input& input, std::size_t item) {
    auto& list = lists_[input.list - 1];
    return &list.memory[input.place.at * list.capacity + item];
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
    return {place.at, static_cast<std::uint16_t>(place.of_item ? list_of(table) : 0), true};
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
    if (value != facts_.end()) way.value = value->second.place.at;
    if (known != known_.end()) way.known = known->second.place.at;
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

/// `get` gives the number of a place.
template <class Get>
std::int64_t RecordRun::computed(const Op& op, const Get& get) const {
    const auto ratio = [&](auto division) {
        constexpr auto rounding = decltype(division)::value;
        return divided<rounding>(wrapped(0, get(op.a), get(op.b)), get(op.c));
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
        default: return 0;
    }
}

/// Ops of a list that follow each other, item by item: how many items there are is asked once.
void RecordRun::run_items(const Op* first, const Op* last) {
    auto& list = lists_[first->list - 1];
    for (const auto* op = first; op != last; ++op) {
        if (op->code == sum_of_items) numbers_[op->out.at] = 0;
    }
    auto* memory = list.memory.data();
    const auto capacity = list.capacity;
    for (std::size_t item = 0; item < list.items; ++item) {
        const auto get = [&](Place place) {
            return place.of_item ? memory[place.at * capacity + item] : numbers_[place.at];
        };
        for (const auto* op = first; op != last; ++op) {
            if (op->code == sum_of_items) {
                auto& total = numbers_[op->out.at];
                total = wrapped(total, get(op->a), 1);
            } else {
                memory[op->out.at * capacity + item] = computed(*op, get);
            }
        }
    }
    const auto& end = *(last - 1);
    if (end.code == sum_of_items)
        numbers_[end.out.at] = std::min(numbers_[end.out.at], numbers_[end.b.at]);
}

void RecordRun::run() {
    auto* numbers = numbers_.data();
    const auto get = [numbers](Place place) { return numbers[place.at]; };
    const auto* const end = ops_.data() + ops_.size();
    for (const auto* op = ops_.data(); op != end;) {
        if (op->list == 0) {
            numbers[op->out.at] = computed(*op, get);
            ++op;
            continue;
        }
        const auto* last = op + op->together;
        run_items(op, last);
        op = last;
    }
}

/// Sums end a block, as what follows may look at them.
void RecordRun::find_blocks() {
    for (std::size_t i = 0; i < ops_.size(); ++i) {
        if (ops_[i].list == 0) continue;
        auto end = i + 1;
        while (end < ops_.size() && ops_[end].list == ops_[i].list &&
               ops_[end - 1].code != sum_of_items)
            ++end;
        ops_[i].together = static_cast<std::uint32_t>(end - i);
    }
}

}  // namespace meritum::exec
