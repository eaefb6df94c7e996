// See record.hpp. What a schedule says of widths does not matter here: every number has 64 bits, so
// widening, narrowing and truths as numbers are no steps at all.
#include "exec/record.hpp"

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>

#include "exec/meaning.hpp"

namespace meritum::exec {

using graph::TableKind;
using value::Operator;

namespace {

constexpr Operator of_arithmetic[] = {Operator::negate,   Operator::absolute, Operator::add,
                                      Operator::subtract, Operator::multiply, Operator::minimum,
                                      Operator::maximum};
constexpr Operator of_comparison[] = {Operator::less, Operator::less_equal, Operator::equal};
constexpr Operator of_division[] = {Operator::divide_floor,   Operator::divide_ceiling,
                                    Operator::divide_half_up, Operator::divide_half_even,
                                    Operator::divide_up,      Operator::divide_down};

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

constexpr bool is_division(Operator op) {
    return std::find(std::begin(of_division), std::end(of_division), op) != std::end(of_division);
}

template <Operator op>
std::int64_t alone(std::int64_t a, std::int64_t b, std::int64_t c) {
    if constexpr (op == Operator::select) {
        const auto chosen = -static_cast<std::int64_t>(a != 0);  // all bits or none
        return (b & chosen) | (c & ~chosen);
    } else if constexpr (is_division(op)) {
        return divided<op>(a, b);
    } else {
        return meaning::apply<op, std::int64_t>(a, b, c);
    }
}

}  // namespace

RecordRun::RecordRun(const Program& program, const Schedule& schedule)
    : program_(program),
      schedule_(schedule),
      fixed_(schedule),
      places_(schedule.registers.size()),
      results_(program.graph->nodes.size()) {}

std::unique_ptr<RecordRun> RecordRun::make(const Program& program, const Schedule& schedule,
                                           const value::FactColumns& base) {
    std::unique_ptr<RecordRun> made(new RecordRun(program, schedule));
    if (!made->build(base)) return nullptr;
    return made;
}

bool RecordRun::build(const value::FactColumns& base) {
    const auto& graph = *program_.graph;
    if (schedule_.stages.size() != 1) return false;
    for (const auto& each : schedule_.registers) {
        if (!is_narrow(each.hold) && each.hold != Hold::bits) return false;
    }
    const State before;
    const RunOptions options;
    WholeColumns whole(program_, base, before, options);
    const auto& stage = schedule_.stages.front();
    for (const auto id : stage.whole) {
        const auto& node = graph[id];
        const bool alone = node.kind == graph::NodeKind::map &&
                           graph.tables[node.table.index].kind == TableKind::everyone;
        if (!alone) return false;
        whole.make(program_.instructions[id.index]);
    }
    fixed_.fix(whole);
    for (std::uint32_t i = 0; i < graph.tables.size(); ++i) {
        if (graph.tables[i].kind != TableKind::list) continue;
        lists_.emplace_back();
        lists_.back().table = TableId{i};
    }
    const bool all = std::all_of(stage.steps.begin(), stage.steps.end(),
                                 [&](const Step& step) { return take(step); });
    bool narrow = true;
    for (const auto id : stage.whole) {
        if (program_.instructions[id.index].keep) narrow = keep_whole(whole, id) && narrow;
    }
    find_blocks();
    find_ways();
    return all && narrow;
}

/// What everyone has is known already. False if it needs more than 64 bits.
bool RecordRun::keep_whole(const WholeColumns& whole, NodeId id) {
    const auto value =
        std::visit([](const auto& values) { return convert<number::Int256>(values.front()); },
                   whole.column(id));
    const auto narrow = convert<std::int64_t>(value);
    results_[id.index] = kept_at(constant(narrow), {});
    return value == narrow;
}

// --- building ---

std::uint32_t RecordRun::list_of(TableId table) const {
    for (std::uint32_t i = 0; i < lists_.size(); ++i) {
        if (lists_[i].table == table) return i + 1;
    }
    return 0;
}

RecordRun::Place RecordRun::new_place(TableId table) {
    const auto list = list_of(table);
    if (list > 0) return {lists_[list - 1].places++, true};
    numbers_.push_back(0);
    return {static_cast<std::uint32_t>(numbers_.size() - 1), false};
}

RecordRun::Place RecordRun::constant(std::int64_t number) {
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    const auto [place, fresh] = constants_.emplace(number, Place{next, false});
    if (fresh) numbers_.push_back(number);
    return place->second;
}

RecordRun::Place RecordRun::place_of(const Operand& operand) {
    switch (operand.kind) {
        case Operand::Kind::reg: return *places_[operand.index];
        case Operand::Kind::fixed:
            return constant(convert<std::int64_t>(fixed_.whole(operand.index)));
        case Operand::Kind::none: break;
    }
    return constant(0);
}

void RecordRun::add(const Step& step, Op made) {
    const auto& graph = *program_.graph;
    const auto table = graph[step.node].table;
    made.a = place_of(step.in[0]);
    made.b = place_of(step.in[1]);
    made.c = place_of(step.in[2]);
    made.list =
        list_of(made.code == sum_of_items ? graph[graph[step.node].inputs[0]].table : table);
    made.out = new_place(table);
    places_[step.out] = made.out;
    ops_.push_back(made);
}

void RecordRun::take_numbers(const Step& step, Op& made) {
    if (step.kind == Step::Kind::multiples) {
        made.code = sum_of_multiples;
        made.begin = static_cast<std::uint32_t>(terms_.size());
        const auto& factors = schedule_.numbers[step.numbers];
        const auto& terms = schedule_.terms[step.terms];
        for (std::size_t i = 0; i < terms.size(); ++i)
            terms_.push_back({*places_[terms[i]], factors[i]});
        made.many = static_cast<std::uint32_t>(terms.size());
        return;
    }
    made.code = step.kind == Step::Kind::count ? cuts_passed : one_of_few;
    made.begin = static_cast<std::uint32_t>(pools_.size());
    auto numbers = schedule_.numbers[step.numbers];
    made.many = static_cast<std::uint32_t>(numbers.size());
    if (made.code == one_of_few) numbers.resize(simd::most_values);
    pools_.insert(pools_.end(), numbers.begin(), numbers.end());
}

/// False for what needs more than this has.
bool RecordRun::take(const Step& step) {
    const auto& node = (*program_.graph)[step.node];
    Op made;
    switch (step.kind) {
        case Step::Kind::load:
        case Step::Kind::load_known: {
            auto& all = step.kind == Step::Kind::load ? facts_ : known_;
            const auto found = all.find(ColumnId{node.payload});
            if (found != all.end()) {  // where less of its range is left, it is another node
                places_[step.out] = found->second.place;
                return true;
            }
            const auto place = new_place(node.table);
            all.emplace(ColumnId{node.payload}, Input{place, list_of(node.table)});
            places_[step.out] = place;
            return true;
        }
        case Step::Kind::fill:
        case Step::Kind::convert:
        case Step::Kind::from_bits:
        case Step::Kind::expand: places_[step.out] = place_of(step.in[0]); return true;
        case Step::Kind::store:
            results_[step.node.index] = kept_at(place_of(step.in[0]), node.table);
            return true;
        case Step::Kind::sum: made.code = sum_of_items; break;
        case Step::Kind::multiples:
        case Step::Kind::count:
        case Step::Kind::look_up: take_numbers(step, made); break;
        default:
            if (!take_operator(step, made)) return false;
    }
    add(step, made);
    return true;
}

bool RecordRun::take_operator(const Step& step, Op& made) {
    const auto as = [&](Operator op) { made.code = static_cast<std::uint8_t>(op); };
    switch (step.kind) {
        case Step::Kind::arithmetic: as(of_arithmetic[step.op]); return true;
        case Step::Kind::multiply_halves: as(Operator::multiply); return true;
        case Step::Kind::comparison: as(of_comparison[step.op]); return true;
        case Step::Kind::division:
        case Step::Kind::division_by: as(of_division[step.op]); return true;
        case Step::Kind::select: as(Operator::select); return true;
        case Step::Kind::logic: as(static_cast<Operator>(step.op)); return true;
        case Step::Kind::ratio:
            made.code = static_cast<std::uint8_t>(ratio_floor + step.op);
            return true;
        case Step::Kind::clamp: made.code = within; return true;
        default: return false;
    }
}

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
    using std::integral_constant;
    switch (op.code) {
#define OPERATOR(id, arity, sign, meaning_of)     \
    case static_cast<std::uint8_t>(Operator::id): \
        return alone<Operator::id>(get(op.a), get(op.b), get(op.c));
#include "value/operators.def"
        case within: return std::min(std::max(get(op.a), get(op.b)), get(op.c));
        case sum_of_multiples: {
            auto total = get(op.a);
            const auto* term = terms_.data() + op.begin;
            for (const auto* end = term + op.many; term != end; ++term)
                total = wrapped(total, get(term->place), term->factor);
            return total;
        }
        case cuts_passed: {
            const auto value = get(op.a);
            std::int64_t below = 0;
            const auto* cut = pools_.data() + op.begin;
            for (const auto* end = cut + op.many; cut != end; ++cut) below += *cut <= value ? 1 : 0;
            return below;
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
