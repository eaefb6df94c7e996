// See record.hpp. How the steps of a schedule become ops: those that only go on with what nobody
// else asks for are part of the op before.
#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "exec/record.hpp"

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

bool is_arithmetic(const Step& step, simd::Arithmetic op) {
    return step.kind == Step::Kind::arithmetic && step.op == static_cast<std::uint8_t>(op);
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
    if (graph.tables.size() > std::numeric_limits<std::uint16_t>::max())
        return false;  // of Op::list
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
    count_uses(stage);
    const bool all = std::all_of(stage.steps.begin(), stage.steps.end(),
                                 [&](const Step& step) { return joins_last(step) || take(step); });
    bool narrow = true;
    for (const auto id : stage.whole) {
        if (program_.instructions[id.index].keep) narrow = keep_whole(whole, id) && narrow;
    }
    fold_terms();
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

std::uint16_t RecordRun::list_of(TableId table) const {
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        if (lists_[i].table == table) return static_cast<std::uint16_t>(i + 1);
    }
    return 0;
}

RecordRun::Place RecordRun::new_place(TableId table) {
    const auto list = list_of(table);
    if (list > 0) return {lists_[list - 1].places++ | Place::item_mark};
    numbers_.push_back(0);
    return {static_cast<std::uint32_t>(numbers_.size() - 1)};
}

RecordRun::Place RecordRun::constant(std::int64_t number) {
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    const auto [place, fresh] = constants_.emplace(number, Place{next});
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
    last_ = step.out;
}

void RecordRun::count_uses(const Stage& stage) {
    uses_.resize(schedule_.registers.size());
    for (const auto& step : stage.steps) {
        for (const auto& in : step.in) {
            if (in.kind == Operand::Kind::reg) ++uses_[in.index];
        }
        if (step.kind != Step::Kind::multiples) continue;
        for (const auto term : schedule_.terms[step.terms]) ++uses_[term];
    }
}

/// Steps that only go on with what nobody else asks for become part of the op before.
bool RecordRun::joins_last(const Step& step) {
    const auto is_last = [&](const Operand& in) {
        return in.kind == Operand::Kind::reg && in.index == last_ && uses_[last_] == 1;
    };
    if (last_ == no_register || !(is_last(step.in[0]) || is_last(step.in[1]))) return false;
    auto& last = ops_.back();
    if (step.kind == Step::Kind::convert && is_last(step.in[0])) {  // no step at all
        places_[step.out] = last.out;
        last_ = step.out;
        return true;
    }
    if (step.kind == Step::Kind::look_up && last.code == cuts_passed) {
        last.code = one_by_cuts;
        const auto& numbers = schedule_.numbers[step.numbers];
        pools_.insert(pools_.end(), numbers.begin(), numbers.end());
    } else if (!joins_sum(step, last)) {
        return false;
    }
    places_[step.out] = last.out;
    last_ = step.out;
    return true;
}

/// More of a sum, or its bounds. A sum is what two numbers are that are added, too.
bool RecordRun::joins_sum(const Step& step, Op& last) {
    const bool more = is_more_of_last(step);
    if (!more && !is_bound(step)) return false;
    const bool plus = last.code == static_cast<std::uint8_t>(Operator::add);
    if (plus || last.code == static_cast<std::uint8_t>(Operator::subtract)) {
        last.code = sum_of_multiples;
        last.begin = static_cast<std::uint32_t>(terms_.size());
        last.many = 1;
        terms_.push_back({last.b, plus ? 1 : -1});
    }
    if (last.code != sum_of_multiples) return false;
    if (more) {
        add_terms(step, last);
    } else {
        bound(step, last);
    }
    return true;
}

/// Added to the last, or taken off it; but not the last taken off something.
bool RecordRun::is_more_of_last(const Step& step) const {
    const bool first = step.in[0].kind == Operand::Kind::reg && step.in[0].index == last_;
    return is_arithmetic(step, simd::Arithmetic::add) ||
           (first && is_arithmetic(step, simd::Arithmetic::subtract)) ||
           (first && step.kind == Step::Kind::multiples);
}

void RecordRun::add_terms(const Step& step, Op& made) {
    const auto before = terms_.size();
    if (step.kind == Step::Kind::multiples) {
        const auto& factors = schedule_.numbers[step.numbers];
        const auto& terms = schedule_.terms[step.terms];
        for (std::size_t i = 0; i < terms.size(); ++i)
            terms_.push_back({*places_[terms[i]], factors[i]});
    } else {
        const bool first = step.in[0].kind == Operand::Kind::reg && step.in[0].index == last_;
        const bool plus = is_arithmetic(step, simd::Arithmetic::add);
        terms_.push_back({place_of(step.in[first ? 1 : 0]), plus ? 1 : -1});
    }
    made.many += static_cast<std::uint32_t>(terms_.size() - before);
}

/// Within bounds that are fixed.
bool RecordRun::is_bound(const Step& step) {
    if (step.kind == Step::Kind::clamp) return true;
    const bool one = is_arithmetic(step, simd::Arithmetic::maximum) ||
                     is_arithmetic(step, simd::Arithmetic::minimum);
    return one &&
           (step.in[0].kind == Operand::Kind::fixed || step.in[1].kind == Operand::Kind::fixed);
}

void RecordRun::bound(const Step& step, Op& made) {
    using Limits = std::numeric_limits<std::int64_t>;
    const bool both = step.kind == Step::Kind::clamp;
    const bool low = is_arithmetic(step, simd::Arithmetic::maximum);
    const auto& one = step.in[step.in[0].kind == Operand::Kind::reg ? 1 : 0];
    made.code = sum_within;
    made.b = both || low ? place_of(one) : constant(Limits::min());
    made.c = both ? place_of(step.in[2]) : low ? constant(Limits::max()) : place_of(one);
}

void RecordRun::take_numbers(const Step& step, Op& made) {
    if (step.kind == Step::Kind::multiples) {
        made.code = sum_of_multiples;
        made.begin = static_cast<std::uint32_t>(terms_.size());
        return add_terms(step, made);
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
        case Step::Kind::sum:
            made.code = sum_of_items;
            add(step, made);
            if (step.in[1].kind == Operand::Kind::none)
                ops_.back().b = constant(std::numeric_limits<std::int64_t>::max());
            return true;
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
        case Step::Kind::quick_division:
            if (!take_reciprocal(step, made)) as(of_division[step.op]);
            return true;
        case Step::Kind::select: as(Operator::select); return true;
        case Step::Kind::logic: as(static_cast<Operator>(step.op)); return true;
        case Step::Kind::ratio:
            made.code = static_cast<std::uint8_t>(ratio_floor + step.op);
            return true;
        case Step::Kind::clamp: made.code = within; return true;
        default: return false;
    }
}

/// Division by a number that is known.
bool RecordRun::take_reciprocal(const Step& step, Op& made) {
    if (step.in[1].kind != Operand::Kind::fixed) return false;
    const auto divisor = convert<std::int64_t>(fixed_.whole(step.in[1].index));
    if (divisor < 2) return false;
    made.code = static_cast<std::uint8_t>(by_number_floor + step.op);
    made.begin = static_cast<std::uint32_t>(reciprocals_.size());
    reciprocals_.push_back(reciprocal(divisor));
    return true;
}

/// Of numbers below 2^63 (Granlund and Montgomery, Division by Invariant Integers using
/// Multiplication, 1994): with 2^(l-1) < divisor <= 2^l the factor is 2^(63+l) / divisor, rounded
/// to above it by less than 2^l / divisor, and the quotient a product by 2^(63+l).
RecordRun::Reciprocal RecordRun::reciprocal(std::int64_t divisor) {
    const auto by = static_cast<std::uint64_t>(divisor);
    const auto l = static_cast<unsigned>(std::bit_width(by - 1));
    const auto scaled = (static_cast<number::UInt128>(1) << (63 + l)) / by;
    return {static_cast<std::uint64_t>(scaled) + 1, l - 1, divisor};
}

}  // namespace meritum::exec
