// What every operator means, once: on one value, in whatever type holds it. In: operands. Out: a
// result. Total: a divisor below 1 is taken as 1, sums and products wrap, so that rows nobody reads
// may hold anything. Must not know nodes. Tests: tests/exec/kernels_test.cpp.
#pragma once

#include <cstdint>
#include <type_traits>

#include "number/integer.hpp"
#include "number/powers.hpp"
#include "number/wide.hpp"
#include "value/calendar.hpp"
#include "value/operators.hpp"

namespace meritum::exec::meaning {

using value::Operator;

/// Arithmetic that wraps is that of the unsigned type of the same width; Int256 wraps by itself.
template <class T>
struct Wrapping {
    using Type = T;
};
template <>
struct Wrapping<std::uint8_t> {
    using Type = std::uint32_t;
};
template <>
struct Wrapping<std::int64_t> {
    using Type = std::uint64_t;
};
template <>
struct Wrapping<number::Int128> {
    using Type = number::UInt128;
};

template <class T>
T plus(const T& a, const T& b) {
    using W = typename Wrapping<T>::Type;
    return static_cast<T>(static_cast<W>(a) + static_cast<W>(b));
}

template <class T>
T minus(const T& a, const T& b) {
    using W = typename Wrapping<T>::Type;
    return static_cast<T>(static_cast<W>(a) - static_cast<W>(b));
}

template <class T>
T times(const T& a, const T& b) {
    using W = typename Wrapping<T>::Type;
    return static_cast<T>(static_cast<W>(a) * static_cast<W>(b));
}

template <class T>
bool is_negative(const T& a) {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
        return false;
    } else {
        return a < 0;
    }
}

template <class T>
T from_bool(bool holds) {
    return static_cast<T>(holds ? 1 : 0);
}

/// Days and months fit 64 bits; what does not is far outside the calendar, on either side.
template <class T>
std::int64_t days(const T& a) {
    if constexpr (sizeof(T) <= sizeof(std::int64_t)) {
        return static_cast<std::int64_t>(a);
    } else {
        constexpr std::int64_t far = 1'000'000'000;
        return a > far ? far : a < -far ? -far : static_cast<std::int64_t>(a);
    }
}

template <class T>
T from_days(std::int64_t days) {
    return static_cast<T>(days);
}

/// a / b as C++ divides, towards zero; `rest` has the sign of a and is smaller than the divisor, so
/// nothing below overflows.
template <class T>
struct Division {
    T divisor;
    T whole;
    T rest;

    Division(const T& a, const T& b)
        : divisor(b > 0 ? b : static_cast<T>(1)),
          whole(static_cast<T>(a / divisor)),
          rest(minus(a, times(whole, divisor))) {}

    bool exact() const { return rest == 0; }
    bool below() const { return is_negative(rest); }  ///< the true quotient lies below `whole`
    bool above() const { return !exact() && !below(); }
    bool odd() const { return whole % 2 != 0; }
    T up() const { return plus(whole, static_cast<T>(1)); }
    T down() const { return minus(whole, static_cast<T>(1)); }
    T away() const { return below() ? down() : up(); }  ///< REQUIRES !exact()

    /// Twice the rest against the divisor: -1 before the half, 0 at it, 1 after it.
    int half() const {
        const T size = below() ? minus(T{}, rest) : rest;
        const T other = minus(divisor, size);
        return size < other ? -1 : size == other ? 0 : 1;
    }
};

template <Operator op, class T>
T quotient(const T& a, const T& b) {
    const Division<T> d(a, b);
    if constexpr (op == Operator::divide_floor) return d.below() ? d.down() : d.whole;
    if constexpr (op == Operator::divide_ceiling) return d.above() ? d.up() : d.whole;
    if constexpr (op == Operator::divide_up) return d.exact() ? d.whole : d.away();
    if constexpr (op == Operator::divide_down) return d.whole;
    const int half = d.half();
    if constexpr (op == Operator::divide_half_up) return half >= 0 ? d.away() : d.whole;
    return half > 0 || (half == 0 && d.odd()) ? d.away() : d.whole;
}

/// What lies beyond the bound is nobody's: the bound fits every lane the node may have.
template <class T>
T quarters(const T& a, const T& b, const T& c, const number::Power& power) {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
        return T{};  // a truth has no root
    } else {
        return number::in_width<T>(number::quarters(
            number::to_integer_of(a), number::to_integer_of(b), number::to_integer_of(c), power));
    }
}

/// The meaning of every operator. Leaves (constants, inputs) have no operands; the executor fetches
/// them, and asks the tables of `lookup` and its like.
template <Operator op, class T>
T apply(const T& a, const T& b, const T& c) {
    switch (op) {
        case Operator::constant:
        case Operator::text_constant:
        case Operator::input:
        case Operator::input_known:
        case Operator::lookup:
        case Operator::text_key:
        case Operator::looked_up: return T{};
        case Operator::negate: return minus(T{}, a);
        case Operator::absolute: return is_negative(a) ? minus(T{}, a) : a;
        case Operator::add: return plus(a, b);
        case Operator::subtract: return minus(a, b);
        case Operator::multiply: return times(a, b);
        case Operator::divide_floor:
        case Operator::divide_ceiling:
        case Operator::divide_half_up:
        case Operator::divide_half_even:
        case Operator::divide_up:
        case Operator::divide_down: return quotient<op>(a, b);
        case Operator::power: return T{};  // each_row has its exponent
        case Operator::add_months: return from_days<T>(calendar::add_months(days(a), days(b)));
        case Operator::months_between:
            return from_days<T>(calendar::months_between(days(a), days(b)));
        case Operator::minimum: return b < a ? b : a;
        case Operator::maximum: return a < b ? b : a;
        case Operator::less: return from_bool<T>(a < b);
        case Operator::less_equal: return from_bool<T>(a <= b);
        case Operator::equal: return from_bool<T>(a == b);
        case Operator::logical_not: return from_bool<T>(a == 0);
        case Operator::logical_and: return from_bool<T>(a != 0 && b != 0);
        case Operator::logical_or: return from_bool<T>(a != 0 || b != 0);
        case Operator::select: return a != 0 ? b : c;
    }
    return T{};
}

}  // namespace meritum::exec::meaning
