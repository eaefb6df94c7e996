// See plain_items.hpp. What is done to the order is what value/border.cpp does to the items of one
// participant.
#include "io/plain_items.hpp"

#include <algorithm>
#include <numeric>

#include "base/limits.hpp"

namespace meritum::io {
namespace {

using value::Type;

/// A column by which items are ordered or called. One that is not there is the same for all.
bool is_whole(const PlainFact* fact) { return fact == nullptr || fact->known.bytes.empty(); }

}  // namespace

void PlainItems::append(const PlainRows& rows) {
    std::vector<std::uint8_t> left_out;
    for (std::size_t row = 0; row < rows.count; ++row) {
        if (rows.owner_rows[row] != TextIndex::none) {
            owners_.push_back(rows.owner_rows[row]);
            if (by_header_) keys_.push_back(rows.keys[row]);
            continue;
        }
        left_out.resize(rows.count);
        left_out[row] = 1;
    }
    table_.append(rows, left_out);
}

void PlainItems::reserve(std::size_t rows) {
    table_.reserve(rows);
    owners_.reserve(rows);
    if (by_header_) keys_.reserve(rows);
}

bool PlainItems::group(std::size_t participants, const std::function<void(std::size_t)>& doubtful) {
    table_.close();
    sort_by_owner(participants);
    return sort_by_plan() && check_keys(doubtful);
}

void PlainItems::sort_by_owner(std::size_t participants) {
    offsets_.assign(participants + 1, 0);
    for (const auto owner : owners_) ++offsets_[owner + 1];
    std::partial_sum(offsets_.begin(), offsets_.end(), offsets_.begin());
    order_.resize(owners_.size());
    // Each owner's offset runs to the next one's, and is put back behind.
    for (std::uint32_t row = 0; row < owners_.size(); ++row)
        order_[static_cast<std::size_t>(offsets_[owners_[row]]++)] = row;
    for (std::size_t i = participants; i > 0; --i) offsets_[i] = offsets_[i - 1];
    offsets_[0] = 0;
}

bool PlainItems::sort_by_plan() {
    const auto& list = schema_.lists[list_.index];
    if (!list.order) return true;
    const auto* by = table_.find(list.order);
    const auto* key = list.key ? table_.find(list.key) : nullptr;
    if (!is_whole(by) || !is_whole(key)) return false;
    if (by != nullptr && by->type == Type::text) return false;
    const auto is_before = [&](std::uint32_t a, std::uint32_t b) {
        if (by != nullptr && by->value(a) != by->value(b)) return by->value(a) < by->value(b);
        if (key == nullptr) return false;
        const auto first = key->value(a);
        const auto second = key->value(b);
        if (key->type != Type::text) return first < second;
        return key->dictionary[static_cast<std::size_t>(first)] <
               key->dictionary[static_cast<std::size_t>(second)];
    };
    for (std::size_t i = 0; i + 1 < offsets_.size(); ++i) {
        const auto begin = order_.begin() + offsets_[i];
        const auto end = order_.begin() + offsets_[i + 1];
        if (!std::is_sorted(begin, end, is_before)) std::stable_sort(begin, end, is_before);
    }
    return true;
}

bool PlainItems::check_keys(const std::function<void(std::size_t)>& doubtful) const {
    const auto& list = schema_.lists[list_.index];
    const auto* fact = list.key ? table_.find(list.key) : nullptr;
    if (list.key && (fact == nullptr || !is_whole(fact))) return false;
    const bool has_keys = fact != nullptr || by_header_;
    for (std::size_t i = 0; i + 1 < offsets_.size(); ++i) {
        const auto begin = static_cast<std::size_t>(offsets_[i]);
        const auto end = static_cast<std::size_t>(offsets_[i + 1]);
        const bool asks = has_keys && end - begin > 1;
        const bool many = end - begin > limits::list_items;
        if (many || (asks && has_key_twice(fact, begin, end))) doubtful(i);
    }
    return true;
}

/// Or has some without a key: they are called by their number, which may be another's key.
bool PlainItems::has_key_twice(const PlainFact* fact, std::size_t begin, std::size_t end) const {
    constexpr std::size_t few = 8;
    std::size_t without = 0;
    for (auto at = begin; fact == nullptr && at < end; ++at) without += key(fact, at) == 0 ? 1 : 0;
    if (without == end - begin) return false;
    if (without > 0) return true;
    if (end - begin <= few) {
        for (auto at = begin + 1; at < end; ++at) {
            for (auto other = begin; other < at; ++other) {
                if (key(fact, at) == key(fact, other)) return true;
            }
        }
        return false;
    }
    std::vector<std::int64_t> keys;
    for (auto at = begin; at < end; ++at) keys.push_back(key(fact, at));
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

std::vector<std::uint32_t> PlainItems::finish(const std::vector<std::uint8_t>& left_out) {
    owners_ = std::vector<std::uint32_t>();
    keys_ = std::vector<std::uint32_t>();
    std::vector<std::uint32_t> lost;
    std::size_t kept = 0;
    for (std::size_t i = 0; i + 1 < offsets_.size(); ++i) {
        const auto begin = static_cast<std::size_t>(offsets_[i]);
        const auto end = static_cast<std::size_t>(offsets_[i + 1]);
        offsets_[i] = static_cast<std::int32_t>(kept);
        for (auto at = begin; at < end; ++at) {
            if (left_out[i] != 0) {
                lost.push_back(table_.offset(order_[at]));
            } else {
                order_[kept++] = order_[at];
            }
        }
    }
    offsets_.back() = static_cast<std::int32_t>(kept);
    order_.resize(kept);
    bool moved = kept != table_.rows();
    for (std::uint32_t row = 0; !moved && row < kept; ++row) moved = order_[row] != row;
    if (moved) table_.reorder(order_);
    order_ = std::vector<std::uint32_t>();
    return lost;
}

}  // namespace meritum::io
