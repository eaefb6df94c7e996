// See plain_table.hpp.
#include "io/plain_table.hpp"

#include <algorithm>
#include <cstring>

namespace meritum::io {
namespace {

using value::Type;

template <class T>
std::int64_t value_at(const std::vector<char>& values, std::size_t row) {
    T value;
    std::memcpy(&value, values.data() + row * sizeof value, sizeof value);
    return value;
}

}  // namespace

void Bits::put(std::size_t at, bool bit) {
    if (at % 8 == 0) bytes.push_back(0);
    if (bit) bytes.back() = static_cast<std::uint8_t>(bytes.back() | 1U << (at % 8));
}

std::int64_t PlainFact::value(std::size_t row) const {
    if (type == Type::boolean) return truths[row] ? 1 : 0;
    switch (bytes) {
        case 1: return value_at<std::int8_t>(values, row);
        case 2: return value_at<std::int16_t>(values, row);
        case 4: return value_at<std::int32_t>(values, row);
        default: return value_at<std::int64_t>(values, row);
    }
}

ColumnView PlainFact::view(std::size_t rows) const {
    ColumnView view;
    view.rows = rows;
    if (type == Type::boolean) {
        view.layout = ColumnView::Layout::booleans;
        view.values = truths.bytes.data();
    } else {
        view.values = values.data();
        view.bytes = bytes;
        view.scale = scale;
    }
    if (texts != nullptr) {
        view.layout = ColumnView::Layout::texts;
        view.dictionary = dictionary;
    }
    if (!known.bytes.empty()) view.validity = known.bytes.data();
    return view;
}

PlainTable::PlainTable(const PlainHeader& header) {
    for (const auto& column : header.columns) {
        if (column.use.kind != Use::Kind::fact) continue;
        auto& fact = facts_.emplace_back();
        fact.column = column.use.column;
        fact.type = column.type;
        fact.bytes = column.bytes;
        fact.scale = column.number.scale;
        if (column.texts != nullptr) fact.texts = &column.texts->texts();
    }
}

void PlainTable::reserve(std::size_t rows) {
    offsets_.reserve(rows);
    for (auto& fact : facts_) {
        if (fact.type == Type::boolean) {
            fact.truths.bytes.reserve(rows / 8 + 1);
        } else {
            fact.values.reserve(rows * fact.bytes);
        }
    }
}

void PlainTable::append(const PlainRows& rows, std::span<const std::uint8_t> left_out) {
    const auto stays = [&](std::size_t row) { return left_out.empty() || left_out[row] == 0; };
    const auto before = offsets_.size();
    if (left_out.empty()) {
        offsets_.insert(offsets_.end(), rows.offsets.begin(), rows.offsets.end());
    } else {
        for (std::size_t row = 0; row < rows.count; ++row) {
            if (stays(row)) offsets_.push_back(rows.offsets[row]);
        }
    }
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        auto& fact = facts_[i];
        const auto& from = rows.values[i];
        const auto& known = rows.known[i];
        const bool with_known = !known.empty() || !fact.known.bytes.empty();
        if (with_known && fact.known.bytes.empty()) {
            for (std::size_t row = 0; row < before; ++row) fact.known.put(row, true);
        }
        const bool plain = fact.type != Type::boolean && left_out.empty();
        if (plain) fact.values.insert(fact.values.end(), from.begin(), from.end());
        auto at = before;
        for (std::size_t row = 0; (!plain || with_known) && row < rows.count; ++row) {
            if (!stays(row)) continue;
            const char* const value = from.data() + row * fact.bytes;
            if (with_known) fact.known.put(at, known.empty() || known[row] != 0);
            if (fact.type == Type::boolean) {
                fact.truths.put(at, *value != 0);
            } else if (!plain) {
                fact.values.insert(fact.values.end(), value, value + fact.bytes);
            }
            ++at;
        }
    }
}

void PlainTable::reorder(std::span<const std::uint32_t> order) {
    const auto bits = [&](Bits& of) {
        if (of.bytes.empty()) return;
        Bits sorted;
        sorted.bytes.reserve(order.size() / 8 + 1);
        for (std::size_t row = 0; row < order.size(); ++row) sorted.put(row, of[order[row]]);
        of = std::move(sorted);
    };
    for (auto& fact : facts_) {
        bits(fact.truths);
        bits(fact.known);
        if (fact.type == Type::boolean) continue;
        std::vector<char> sorted(order.size() * fact.bytes);
        for (std::size_t row = 0; row < order.size(); ++row) {
            std::memcpy(sorted.data() + row * fact.bytes,
                        fact.values.data() + order[row] * std::size_t{fact.bytes}, fact.bytes);
        }
        fact.values = std::move(sorted);
    }
    std::vector<std::uint32_t> sorted(order.size());
    for (std::size_t row = 0; row < order.size(); ++row) sorted[row] = offsets_[order[row]];
    offsets_ = std::move(sorted);
}

void PlainTable::close() {
    for (auto& fact : facts_) {
        for (std::size_t i = 0; fact.texts != nullptr && i < fact.texts->size(); ++i)
            fact.dictionary.push_back((*fact.texts)[i]);
    }
}

const PlainFact* PlainTable::find(ColumnId column) const {
    const auto found = std::find_if(facts_.begin(), facts_.end(),
                                    [&](const PlainFact& fact) { return fact.column == column; });
    return found == facts_.end() ? nullptr : &*found;
}

}  // namespace meritum::io
