// See record.hpp. How ops become fewer: look-ups and choices that only a sum asks for are terms of
// it, and what follows each other on a list is done item by item. Tests: tests/api/record_test.cpp.
#include <algorithm>
#include <utility>

#include "exec/record.hpp"

namespace meritum::exec {

using value::Operator;

namespace {

/// Whether what an op gives is 0 or 1 by its kind.
bool gives_truth(std::uint8_t code) {
    return code >= static_cast<std::uint8_t>(Operator::less) &&
           code <= static_cast<std::uint8_t>(Operator::logical_or);
}

std::int64_t product(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}

}  // namespace

/// How often each number of the participant is looked at, by ops and from outside.
std::vector<std::uint32_t> RecordRun::times_asked() const {
    std::vector<std::uint32_t> times(numbers_.size());
    const auto ask = [&](Place place) {
        if (!place.of_item()) ++times[place.code];
    };
    for (const auto& op : ops_) {
        for (const auto place : {op.a, op.b, op.c}) ask(place);
    }
    for (const auto& term : terms_) ask(term.place);
    for (const auto& result : results_) {
        if (result.there && result.list == 0) ++times[result.at];
    }
    return times;
}

/// What only a sum asks for and what is looked up by a small number or chosen becomes a term.
void RecordRun::fold_terms() {
    const auto times = times_asked();
    std::vector<std::uint32_t> maker(numbers_.size(), no_register);
    std::vector<bool> folded(ops_.size());
    for (std::uint32_t i = 0; i < ops_.size(); ++i) {
        auto& op = ops_[i];
        if (!op.out.of_item()) maker[op.out.code] = i;
        if (op.list != 0 || (op.code != sum_of_multiples && op.code != sum_within)) continue;
        const auto first = terms_.begin() + op.begin;
        auto numbers = first;
        std::vector<Term> looked_up;
        for (auto term = first; term != first + op.many; ++term) {
            const auto by = times[term->place.code] == 1 ? maker[term->place.code] : no_register;
            const auto kind = by == no_register ? Folded::no : fold(ops_[by], maker, *term);
            if (by != no_register) folded[by] = kind != Folded::no;
            if (kind == Folded::looked_up) {
                looked_up.push_back(*term);
            } else {
                *numbers++ = *term;
            }
        }
        std::copy(looked_up.begin(), looked_up.end(), numbers);
        op.many = static_cast<std::uint32_t>(numbers - first);
        op.looked_up = static_cast<std::uint32_t>(looked_up.size());
    }
    const auto all = std::exchange(ops_, {});
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!folded[i]) ops_.push_back(all[i]);
    }
}

bool RecordRun::is_constant(Place place) const {
    const auto found = constants_.find(numbers_[place.code]);
    return found != constants_.end() && found->second.code == place.code;
}

/// Makes the term, which is what the op gives, without the op. `maker`: the op that makes a number.
RecordRun::Folded RecordRun::fold(const Op& op, const std::vector<std::uint32_t>& maker,
                                  Term& term) {
    if (op.list != 0) return Folded::no;
    if (op.code == one_of_few) {
        const auto numbers = pools_.begin() + op.begin;
        std::transform(numbers, numbers + simd::most_values, numbers,
                       [&](std::int64_t number) { return product(number, term.factor); });
        term = {op.a, op.begin};
        return Folded::looked_up;
    }
    const bool chooses = op.code == static_cast<std::uint8_t>(Operator::select);
    if (!chooses || !is_constant(op.b) || !is_constant(op.c)) return Folded::no;
    const auto of = maker[op.a.code];
    if (of == no_register || !gives_truth(ops_[of].code) || numbers_[op.c.code] != 0)
        return Folded::no;
    term = {op.a, product(numbers_[op.b.code], term.factor)};
    return Folded::number;
}

/// What was found in one row: ops of a list that follow each other become a block. Sums end it, as
/// what follows may look at them.
void RecordRun::find_blocks() {
    const auto all = std::exchange(ops_, {});
    for (auto op = all.begin(); op != all.end();) {
        if (op->list == 0) {
            ops_.push_back(*op++);
            continue;
        }
        Op block;
        block.code = item_block;
        block.list = op->list;
        block.begin = static_cast<std::uint32_t>(item_ops_.size());
        bool is_summed = false;
        for (; op != all.end() && op->list == block.list && !is_summed; ++op) {
            item_ops_.push_back(*op);
            is_summed = op->code == sum_of_items;
        }
        block.many = static_cast<std::uint32_t>(item_ops_.size()) - block.begin;
        block.out = is_summed ? item_ops_.back().out : new_place(graph::participants);
        if (is_summed) sum_tiers(block);
        ops_.push_back(block);
    }
    ops_.emplace_back().code = end;
}

/// A block that only looks numbers up by cuts and adds them is an op of its own.
void RecordRun::sum_tiers(Op& block) {
    const auto& tiers = item_ops_[block.begin];
    const auto& sum = item_ops_.back();
    const bool is_such = block.many == 2 && tiers.code == one_by_cuts && tiers.a.of_item() &&
                         tiers.out.code == sum.a.code;
    if (!is_such) return;
    auto made = tiers;
    made.code = sum_by_cuts;
    made.out = sum.out;
    made.b = tiers.out;
    made.c = sum.b;
    item_ops_.resize(block.begin);
    block = made;
}

}  // namespace meritum::exec
