// Every operator in every lane against integers of any size: the borders of the lanes and random
// values in between.
#include "exec/kernels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <vector>

#include "number/rational.hpp"
#include "number/wide.hpp"
#include "value/calendar.hpp"

namespace meritum::exec {
namespace {

using number::Integer;
using number::Rounding;
using value::Operator;

constexpr Operator all_operators[] = {
#define OPERATOR(id, arity, sign, meaning) Operator::id,
#include "value/operators.def"
};

Integer rounded(const Integer& a, const Integer& b, Rounding mode) {
    const number::Rational exact(a, b < 1 ? Integer(1) : b);
    return numerator(number::round(exact, 1, mode));
}

/// Days that the calendar knows; others are taken as the nearest.
std::int64_t near(const Integer& a) {
    const Integer far = 1'000'000'000;
    return std::clamp(a, Integer(-far), far).convert_to<std::int64_t>();
}

/// What the row's meaning says, by other means than the kernel. Leaves are not asked.
Integer expected(Operator op, const Integer& a, const Integer& b, const Integer& c) {
    switch (op) {
        case Operator::constant:
        case Operator::text_constant:
        case Operator::input:
        case Operator::input_known:
        case Operator::power: return 0;  // with its exponent, below
        case Operator::negate: return -a;
        case Operator::absolute: return abs(a);
        case Operator::add_months: return calendar::add_months(near(a), near(b));
        case Operator::months_between: return calendar::months_between(near(a), near(b));
        case Operator::add: return a + b;
        case Operator::subtract: return a - b;
        case Operator::multiply: return a * b;
        case Operator::divide_floor: return rounded(a, b, Rounding::floor);
        case Operator::divide_ceiling: return rounded(a, b, Rounding::ceiling);
        case Operator::divide_half_up: return rounded(a, b, Rounding::half_up);
        case Operator::divide_half_even: return rounded(a, b, Rounding::half_even);
        case Operator::divide_up: return rounded(a, b, Rounding::up);
        case Operator::divide_down: return rounded(a, b, Rounding::down);
        case Operator::minimum: return std::min(a, b);
        case Operator::maximum: return std::max(a, b);
        case Operator::less: return a < b ? 1 : 0;
        case Operator::less_equal: return a <= b ? 1 : 0;
        case Operator::equal: return a == b ? 1 : 0;
        case Operator::logical_not: return a == 0 ? 1 : 0;
        case Operator::logical_and: return a != 0 && b != 0 ? 1 : 0;
        case Operator::logical_or: return a != 0 || b != 0 ? 1 : 0;
        case Operator::select: return a != 0 ? b : c;
    }
    return 0;
}

/// A lane: its values as integers of any size, and what becomes of those that do not fit.
template <class T>
struct LaneOf;

Integer power(unsigned bits) { return Integer(1) << bits; }

/// The value of the same low bits in two's complement.
Integer wrapped(const Integer& value, unsigned bits) {
    Integer low = value % power(bits);
    if (low < 0) low += power(bits);
    return low >= power(bits - 1) ? Integer(low - power(bits)) : low;
}

template <>
struct LaneOf<std::uint8_t> {
    static constexpr unsigned bits = 1;
    static std::uint8_t make(const Integer& v) { return static_cast<std::uint8_t>(v != 0); }
    static Integer read(std::uint8_t v) { return v; }
    /// Operands are 0 and 1, of which sums may be made: those wrap at 8 bits.
    static Integer result(const Integer& v) { return v < 0 ? Integer(v + 256) : v; }
    static bool defined(const Integer&) { return true; }
};
template <>
struct LaneOf<std::int64_t> {
    static constexpr unsigned bits = 64;
    static std::int64_t make(const Integer& v) { return static_cast<std::int64_t>(v); }
    static Integer read(std::int64_t v) { return v; }
    static Integer result(const Integer& v) { return wrapped(v, 64); }
    static bool defined(const Integer&) { return true; }
};
template <>
struct LaneOf<number::Int128> {
    static constexpr unsigned bits = 128;
    static number::Int128 make(const Integer& v) { return number::to_int128(v); }
    static Integer read(number::Int128 v) { return number::to_integer(v); }
    static Integer result(const Integer& v) { return wrapped(v, 128); }
    static bool defined(const Integer&) { return true; }
};
template <>
struct LaneOf<number::Int256> {
    static constexpr unsigned bits = 257;  // a sign and 256 bits of size
    static number::Int256 make(const Integer& v) { return number::to_int256(v); }
    static Integer read(const number::Int256& v) { return number::to_integer(v); }
    static Integer result(const Integer& v) { return v; }
    static bool defined(const Integer& v) { return abs(v) < power(256); }
};

/// Around zero, around every power of two where some lane ends, and the ends of this lane.
std::vector<Integer> borders(unsigned bits) {
    std::set<Integer> values = {-3, -2, -1, 0, 1, 2, 3, 10, -10};
    for (const unsigned power_bits : {31U, 32U, 62U, 63U, 64U, 126U, 127U, 128U, 255U, 256U}) {
        for (int around = -1; around <= 1; ++around) {
            values.insert(power(power_bits) + around);
            values.insert(-power(power_bits) + around);
        }
    }
    std::vector<Integer> fitting;
    for (const Integer& value : values) {
        const bool lowest =
            value == -power(bits - 1) && bits != 257;  // sign and size: no extra value
        if (lowest || abs(value) < power(bits - 1)) fitting.push_back(value);
    }
    return fitting;
}

class Random {
public:
    /// Of a random length, so that small and large values meet.
    Integer value(unsigned bits) {
        Integer value = 0;
        for (int i = 0; i < 4; ++i) value = (value << 64) + Integer(engine_());
        value %= power(1 + static_cast<unsigned>(engine_() % (bits - 1)));
        return engine_() % 2 == 0 ? value : Integer(-value);
    }

private:
    std::mt19937_64 engine_{20260101};
};

template <class T>
void check(Operator op, const Integer& a, const Integer& b, const Integer& c) {
    using Lane = LaneOf<T>;
    const T got = map_row<T>(op, Lane::make(a), Lane::make(b), Lane::make(c));
    const Integer want = expected(op, a, b, c);
    if (!Lane::defined(want)) return;  // need not be right, need not fail
    ASSERT_EQ(Lane::read(got), Lane::result(want))
        << value::row(op).name << " of " << a << ", " << b << ", " << c;
}

template <class T>
class Kernels : public testing::Test {};
using LaneTypes = testing::Types<std::uint8_t, std::int64_t, number::Int128, number::Int256>;
TYPED_TEST_SUITE(Kernels, LaneTypes);

TYPED_TEST(Kernels, AgreeWithIntegersOfAnySize) {
    constexpr unsigned bits = LaneOf<TypeParam>::bits;
    Random random;
    std::size_t tested = 0;
    std::size_t leaves = 0;
    for (const Operator op : all_operators) {
        if (value::row(op).arity == 0) {
            ++leaves;
            continue;
        }
        ++tested;
        if (op == Operator::power || value::reads_table(op)) continue;  // lookups_test.cpp
        const auto ends = bits == 1 ? std::vector<Integer>{0, 1} : borders(bits);
        for (const Integer& a : ends) {
            for (const Integer& b : ends) check<TypeParam>(op, a, b, a - b == 0 ? 1 : 0);
        }
        for (int i = 0; bits > 1 && i < 1000; ++i) {
            check<TypeParam>(op, random.value(bits), random.value(bits), random.value(bits));
        }
    }
    EXPECT_EQ(leaves, 4U);  // fetched by the executor: columns_test.cpp
    EXPECT_EQ(tested + leaves, std::size(all_operators));
}

TYPED_TEST(Kernels, DivideSmallNumbersRightInEveryQuadrant) {
    constexpr unsigned bits = LaneOf<TypeParam>::bits;
    if (bits == 1) return;
    for (const Operator op : all_operators) {
        if (op < Operator::divide_floor || op > Operator::divide_down) continue;
        for (int a = -30; a <= 30; ++a) {
            for (int b = -3; b <= 9; ++b) check<TypeParam>(op, a, b, 0);
        }
    }
}

/// The halves counted up from 0, their powers multiplied out.
Integer counted_quarters(const Integer& a, const Integer& b, const Integer& c,
                         number::Exponent exponent) {
    if (a == 0 || b <= 0) return 0;
    const auto q = exponent.below;
    const auto p = static_cast<unsigned>(exponent.above);
    const Integer value = pow(Integer(abs(a) * 2), q) * pow(b, p);
    const Integer unit = pow(c < 1 ? Integer(1) : c, q + p);
    Integer below = 0;
    while (pow(Integer(below + 1), q) * unit <= value) ++below;
    const Integer code = below * 2 + (pow(below, q) * unit == value ? 0 : 1);
    return a < 0 ? Integer(-code) : code;
}

TYPED_TEST(Kernels, PlacePowersAmongTheQuarters) {
    using Lane = LaneOf<TypeParam>;
    if (Lane::bits == 1) return;  // a truth has no root
    for (const number::Exponent exponent :
         {number::Exponent{1, 2}, number::Exponent{2, 3}, number::Exponent{7, 5}}) {
        const number::Power power{exponent, 100'000};
        for (int a = -4; a <= 4; ++a) {
            for (int b = -1; b <= 40; ++b) {
                for (int c = -1; c <= 5; ++c) {
                    const TypeParam got = map_row<TypeParam>(Operator::power, Lane::make(a),
                                                             Lane::make(b), Lane::make(c), &power);
                    ASSERT_EQ(Lane::read(got), counted_quarters(a, b, c, exponent))
                        << a << ' ' << b << ' ' << c;
                }
            }
        }
    }
}

/// What nobody reads costs little and stays within the bound.
TYPED_TEST(Kernels, TakePowersOfAnything) {
    using Lane = LaneOf<TypeParam>;
    if (Lane::bits == 1) return;
    Random random;
    const number::Power power{{1'999, 1'000}, 4'000};
    for (const Integer& a : borders(Lane::bits)) {
        for (const Integer& b : borders(Lane::bits)) {
            const TypeParam got = map_row<TypeParam>(Operator::power, Lane::make(a), Lane::make(b),
                                                     Lane::make(1), &power);
            ASSERT_LE(abs(Lane::read(got)), power.bound);
        }
    }
}

TEST(Kernel, WorksOnColumns) {
    const std::array<std::int64_t, 3> a = {7, -7, 5};
    const std::array<std::int64_t, 3> b = {2, 2, 0};
    std::array<std::int64_t, 3> out{};
    map_rows<std::int64_t>(Operator::divide_half_even, {a.data(), b.data(), nullptr}, out.data(),
                           3);
    EXPECT_EQ(out, (std::array<std::int64_t, 3>{4, -4, 5}));
}

}  // namespace
}  // namespace meritum::exec
