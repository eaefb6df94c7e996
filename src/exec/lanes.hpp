// Values between lanes. In: a value or column of one width. Out: the same in another width.
// Must not know nodes, tables or the story: only widths. Tests: tests/exec/lanes_test.cpp.
//
// Widening keeps every value. Narrowing keeps every value whose node's range was proved to fit; of
// any other (a row nobody reads) it keeps some bits, without undefined behaviour.
#pragma once

#include <limits>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "exec/run.hpp"
#include "number/integer.hpp"
#include "number/wide.hpp"

namespace meritum::exec {

template <class T>
struct LaneTag {
    using Value = T;
};

/// Calls act(LaneTag<T>{}) for the type that holds a lane's values.
template <class Act>
decltype(auto) with_lane(Lane lane, Act&& act) {
    switch (lane) {
        case Lane::bit: return act(LaneTag<std::uint8_t>{});
        case Lane::i64: return act(LaneTag<std::int64_t>{});
        case Lane::i128: return act(LaneTag<number::Int128>{});
        case Lane::i256: break;
    }
    return act(LaneTag<number::Int256>{});
}

/// The lowest 128 bits, as two's complement. Boost's own conversion saturates, which costs branches
/// and says nothing more.
inline number::Int128 low_half(const number::Int256& value) {
    const auto& backend = value.backend();
    static_assert(sizeof(*backend.limbs()) == 8);
    number::UInt128 magnitude = backend.limbs()[0];
    if (backend.size() > 1) magnitude |= number::UInt128{backend.limbs()[1]} << 64;
    return static_cast<number::Int128>(backend.sign() ? -magnitude : magnitude);
}

/// The one place where a value changes its width. Since C++20 narrowing an integer is defined: the
/// low bits stay.
template <class To, class From>
To convert(const From& value) {
    if constexpr (std::is_same_v<To, From>) {
        return value;
    } else if constexpr (std::is_same_v<From, number::Int256>) {
        return static_cast<To>(low_half(value));
    } else {
        return static_cast<To>(value);
    }
}

/// A column in the lane T: itself if it has that lane, else a widened copy in `space`.
template <class T>
const Column<T>& widened(const Lanes& column, Column<T>& space) {
    if (const auto* same = std::get_if<Column<T>>(&column)) return *same;
    std::visit(
        [&space](const auto& values) {
            space.clear();
            space.reserve(values.size());
            for (const auto& value : values) space.push_back(convert<T>(value));
        },
        column);
    return space;
}

/// Values computed in T, stored in a node's own lane.
template <class T>
Lanes stored(Column<T>&& values, Lane lane) {
    return with_lane(lane, [&values](auto tag) -> Lanes {
        using To = typename decltype(tag)::Value;
        if constexpr (std::is_same_v<To, T>) {
            return std::move(values);
        } else {
            Column<To> column;
            column.reserve(values.size());
            for (const T& value : values) column.push_back(convert<To>(value));
            return column;
        }
    });
}

inline std::size_t size_of(const Lanes& column) {
    return std::visit([](const auto& values) { return values.size(); }, column);
}

}  // namespace meritum::exec
