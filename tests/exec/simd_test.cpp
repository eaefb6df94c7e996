// The kernels of every processor path agree with the operators of exec/kernels.hpp: every width and
// shape, the borders of widths and random values in between.
#include "simd/kernels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <random>
#include <vector>

#include "exec/kernels.hpp"

namespace meritum::exec {
namespace {

using value::Operator;

constexpr std::size_t rows = 5 * simd::block_rows;

template <class T>
constexpr std::size_t width = sizeof(T) == 1   ? 0
                              : sizeof(T) == 2 ? 1
                              : sizeof(T) == 4 ? 2
                                               : 3;

/// Borders, small numbers, and anything whose size is at most `most`.
template <class T>
std::vector<T> numbers(std::mt19937_64& random, std::int64_t most) {
    std::vector<T> all;
    const auto low = std::max<std::int64_t>(std::numeric_limits<T>::min(), -most);
    const auto high = std::min<std::int64_t>(std::numeric_limits<T>::max(), most);
    std::uniform_int_distribution<std::int64_t> anything(low, high);
    std::uniform_int_distribution<std::int64_t> small(-12, 12);
    for (std::size_t i = 0; i < rows; ++i) {
        const auto kind = random() % 8;
        all.push_back(static_cast<T>(kind == 0   ? low
                                     : kind == 1 ? high
                                     : kind < 5  ? small(random)
                                                 : anything(random)));
    }
    return all;
}

constexpr std::int64_t any_size = std::numeric_limits<std::int64_t>::max();

struct Case {
    Operator op;
    std::int64_t most = any_size;
};

/// The kernel's operands in each shape; `fixed` rows read the first number.
template <class T>
struct Operands4 {
    std::vector<T> a, b;
    const T& left(simd::Shape shape, std::size_t i) const {
        const bool fixed = shape == simd::Shape::first_fixed || shape == simd::Shape::both_fixed;
        return a[fixed ? 0 : i];
    }
    const T& right(simd::Shape shape, std::size_t i) const {
        const bool fixed = shape == simd::Shape::second_fixed || shape == simd::Shape::both_fixed;
        return b[fixed ? 0 : i];
    }
};

bool bit(const std::vector<std::uint8_t>& bits, std::size_t i) {
    return (bits[i / 8] >> (i % 8) & 1) != 0;
}

class SimdKernels : public ::testing::TestWithParam<std::size_t> {
protected:
    std::vector<simd::Path> paths = simd::paths();
    const simd::Kernels& kernels = *paths[GetParam()].kernels;
    std::mt19937_64 random{GetParam()};

    template <class T>
    void expect_arithmetic(simd::Arithmetic kind, const Case& one) {
        for (std::size_t shape = 0; shape < simd::shapes; ++shape) {
            const auto kernel = kernels.arithmetic[static_cast<std::size_t>(kind)][width<T>][shape];
            expect_same<T>(kernel, one, static_cast<simd::Shape>(shape));
        }
    }

    template <class T>
    void expect_same(simd::Binary kernel, const Case& one, simd::Shape shape) {
        ASSERT_NE(kernel, nullptr);
        const Operands4<T> in{numbers<T>(random, one.most), numbers<T>(random, one.most)};
        std::vector<T> out(rows);
        kernel(in.a.data(), in.b.data(), out.data(), rows);
        for (std::size_t i = 0; i < rows; ++i) {
            const auto expected = static_cast<T>(
                map_row<std::int64_t>(one.op, in.left(shape, i), in.right(shape, i)));
            ASSERT_EQ(out[i], expected) << paths[GetParam()].name << " " << value::row(one.op).name
                                        << " " << +in.left(shape, i) << " " << +in.right(shape, i)
                                        << " shape " << static_cast<int>(shape);
        }
    }

    template <class T>
    void expect_comparison(simd::Comparison kind, Operator op) {
        for (std::size_t shape = 0; shape < simd::shapes; ++shape) {
            const Operands4<T> in{numbers<T>(random, any_size), numbers<T>(random, any_size)};
            std::vector<std::uint8_t> out(rows / 8);
            kernels.comparison[static_cast<std::size_t>(kind)][width<T>][shape](
                in.a.data(), in.b.data(), out.data(), rows);
            const auto s = static_cast<simd::Shape>(shape);
            for (std::size_t i = 0; i < rows; ++i) {
                ASSERT_EQ(bit(out, i),
                          map_row<std::int64_t>(op, in.left(s, i), in.right(s, i)) != 0)
                    << paths[GetParam()].name << " " << value::row(op).name;
            }
        }
    }

    template <class T>
    void expect_selection() {
        for (std::size_t shape = 0; shape < simd::shapes; ++shape) {
            const Operands4<T> in{numbers<T>(random, any_size), numbers<T>(random, any_size)};
            std::vector<std::uint8_t> holds(rows / 8);
            for (auto& byte : holds) byte = static_cast<std::uint8_t>(random());
            std::vector<T> out(rows);
            kernels.select[width<T>][shape](holds.data(), in.a.data(), in.b.data(), out.data(),
                                            rows);
            const auto s = static_cast<simd::Shape>(shape);
            for (std::size_t i = 0; i < rows; ++i)
                ASSERT_EQ(out[i], bit(holds, i) ? in.left(s, i) : in.right(s, i));
            kernels.from_bits[width<T>](holds.data(), out.data(), rows);
            for (std::size_t i = 0; i < rows; ++i) ASSERT_EQ(out[i], bit(holds, i) ? 1 : 0);
        }
    }

    template <class From, class To>
    void expect_conversion() {
        const auto in = numbers<From>(random, any_size);
        std::vector<To> out(rows);
        kernels.convert[width<From>][width<To>](in.data(), out.data(), rows);
        for (std::size_t i = 0; i < rows; ++i) ASSERT_EQ(out[i], static_cast<To>(in[i]));
    }

    template <class T>
    void expect_width() {
        using simd::Arithmetic;
        expect_arithmetic<T>(Arithmetic::negate, {Operator::negate});
        expect_arithmetic<T>(Arithmetic::absolute, {Operator::absolute});
        expect_arithmetic<T>(Arithmetic::add, {Operator::add});
        expect_arithmetic<T>(Arithmetic::subtract, {Operator::subtract});
        expect_arithmetic<T>(Arithmetic::minimum, {Operator::minimum});
        expect_arithmetic<T>(Arithmetic::maximum, {Operator::maximum});
        if (sizeof(T) > 1) expect_arithmetic<T>(Arithmetic::multiply, {Operator::multiply});
        expect_comparison<T>(simd::Comparison::less, Operator::less);
        expect_comparison<T>(simd::Comparison::less_equal, Operator::less_equal);
        expect_comparison<T>(simd::Comparison::equal, Operator::equal);
        expect_selection<T>();
        expect_conversion<T, std::int8_t>();
        expect_conversion<T, std::int16_t>();
        expect_conversion<T, std::int32_t>();
        expect_conversion<T, std::int64_t>();
    }

    template <class T>
    void expect_division() {
        constexpr Operator ops[] = {Operator::divide_floor,   Operator::divide_ceiling,
                                    Operator::divide_half_up, Operator::divide_half_even,
                                    Operator::divide_up,      Operator::divide_down};
        for (std::size_t mode = 0; mode < simd::divisions; ++mode) {
            for (std::size_t shape = 0; shape < simd::shapes; ++shape) {
                for (int again = 0; again < 20; ++again) {
                    expect_same<T>(kernels.division[mode][width<T>][shape],
                                   {ops[mode], simd::divisible - 1},
                                   static_cast<simd::Shape>(shape));
                }
            }
        }
    }
};

TEST_P(SimdKernels, AgreeWithTheOperators) {
    expect_width<std::int8_t>();
    expect_width<std::int16_t>();
    expect_width<std::int32_t>();
    expect_width<std::int64_t>();
}

TEST_P(SimdKernels, DivideAsTheOperatorsDo) {
    expect_division<std::int32_t>();
    expect_division<std::int64_t>();
}

TEST_P(SimdKernels, MultiplyHalves) {
    for (std::size_t shape = 0; shape < simd::shapes; ++shape) {
        expect_same<std::int64_t>(kernels.multiply_halves[shape],
                                  {Operator::multiply, std::numeric_limits<std::int32_t>::max()},
                                  static_cast<simd::Shape>(shape));
    }
}

/// Numbers at and beside whole quotients and halves of them, at the limit and anywhere.
std::int64_t near_a_quotient(std::mt19937_64& random, std::int64_t by, std::int64_t most) {
    const auto any = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most));
    const auto beside = static_cast<std::int64_t>(random() % 3) - 1;
    std::int64_t number = 0;
    switch (random() % 4) {
        case 0: number = any; break;
        case 1: number = any / by * by + beside; break;
        case 2: number = any / by * by + by / 2 + beside; break;
        default: number = most - static_cast<std::int64_t>(random() % 3); break;
    }
    number = std::min(std::max<std::int64_t>(number, 0), most);
    return random() % 2 == 0 ? number : -number;
}

/// Up to the very limit that is said of a kernel, where rounding is about to go wrong.
template <class T>
void expect_exact_quotients(simd::Binary kernel, Operator op, std::int64_t limit,
                            std::mt19937_64& random) {
    for (const std::int64_t given :
         {std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{7}, std::int64_t{10},
          std::int64_t{2'000}, std::int64_t{9'999}, std::int64_t{1'000'003}, limit - 1}) {
        const auto by = static_cast<T>(std::min(given, limit - 1));
        std::vector<T> in(rows);
        for (auto& each : in) each = static_cast<T>(near_a_quotient(random, by, limit - 1));
        std::vector<T> out(rows);
        kernel(in.data(), &by, out.data(), rows);
        for (std::size_t i = 0; i < rows; ++i) {
            ASSERT_EQ(out[i], map_row<std::int64_t>(op, in[i], by))
                << value::row(op).name << " " << in[i] << " by " << by;
        }
    }
}

TEST_P(SimdKernels, RoundQuotientsExactlyUpToTheLimit) {
    constexpr Operator ops[] = {Operator::divide_floor,   Operator::divide_ceiling,
                                Operator::divide_half_up, Operator::divide_half_even,
                                Operator::divide_up,      Operator::divide_down};
    constexpr auto by_one = static_cast<std::size_t>(simd::Shape::second_fixed);
    for (std::size_t mode = 0; mode < simd::divisions; ++mode) {
        for (int again = 0; again < 30; ++again) {
            expect_exact_quotients<std::int32_t>(kernels.quick_division[mode][by_one], ops[mode],
                                                 simd::divisible_quickly, random);
            expect_exact_quotients<std::int64_t>(kernels.division[mode][3][by_one], ops[mode],
                                                 simd::divisible, random);
        }
    }
}

TEST_P(SimdKernels, TakeRatios) {
    constexpr Operator ops[] = {Operator::divide_floor,   Operator::divide_ceiling,
                                Operator::divide_half_up, Operator::divide_half_even,
                                Operator::divide_up,      Operator::divide_down};
    const std::int64_t factor = 100'000;
    for (std::size_t mode = 0; mode < simd::divisions; ++mode) {
        const auto of = numbers<std::int32_t>(random, 2'000'000'000);
        auto by = numbers<std::int32_t>(random, 2'000'000'000);
        for (auto& each : by) each = std::max(std::abs(each), 200'000);  // quotients fit
        std::vector<std::int32_t> out(rows);
        kernels.ratio[mode](of.data(), &factor, by.data(), out.data(), rows);
        for (std::size_t i = 0; i < rows; ++i)
            ASSERT_EQ(out[i], map_row<std::int64_t>(ops[mode], of[i] * factor, by[i]))
                << value::row(ops[mode]).name << " " << of[i] << " by " << by[i];
    }
}

TEST_P(SimdKernels, LookUpAndCountAndClamp) {
    const auto places = numbers<std::int8_t>(random, 1'000);
    std::array<std::int8_t, simd::most_values> values{};
    std::array<std::int32_t, simd::most_values> wide{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<std::int8_t>(random());
        wide[i] = static_cast<std::int32_t>(random());
    }
    std::vector<std::int8_t> found(rows);
    std::vector<std::int32_t> found_wide(rows);
    kernels.look_up[0](places.data(), values.data(), values.size(), found.data(), rows);
    kernels.look_up[2](places.data(), wide.data(), wide.size(), found_wide.data(), rows);
    std::array<std::int16_t, simd::most_values> pairs{};
    for (auto& each : pairs) each = static_cast<std::int16_t>(random());
    std::vector<std::int16_t> found_pairs(rows);
    kernels.look_up[1](places.data(), pairs.data(), pairs.size(), found_pairs.data(), rows);
    const auto numbers32 = numbers<std::int32_t>(random, any_size);
    const std::array<std::int32_t, 3> cuts{-5, 0, 1'000'000};
    std::vector<std::int8_t> counts(rows);
    kernels.count[2](numbers32.data(), cuts.data(), cuts.size(), counts.data(), rows);
    const std::int32_t low = -3;
    const std::int32_t high = 9;
    std::vector<std::int32_t> clamped(rows);
    kernels.clamp[2](numbers32.data(), &low, &high, clamped.data(), rows);
    for (std::size_t i = 0; i < rows; ++i) {
        if (places[i] >= 0 && places[i] < std::int8_t{simd::most_values}) {
            ASSERT_EQ(found[i], values[static_cast<std::size_t>(places[i])]);
            ASSERT_EQ(found_pairs[i], pairs[static_cast<std::size_t>(places[i])]);
            ASSERT_EQ(found_wide[i], wide[static_cast<std::size_t>(places[i])]);
        }
        ASSERT_EQ(counts[i], std::count_if(cuts.begin(), cuts.end(),
                                           [&](auto cut) { return cut <= numbers32[i]; }));
        ASSERT_EQ(clamped[i], std::clamp(numbers32[i], low, high));
    }
}

/// out = a + the sum of terms times factors, of each pair of widths there is.
template <class From, class To>
void expect_multiples(const simd::Kernels& kernels, std::mt19937_64& random) {
    constexpr auto most = std::numeric_limits<std::int32_t>::max();
    for (const bool fixed : {false, true}) {
        const auto base = numbers<To>(random, any_size);
        const auto first = numbers<From>(random, most);
        const auto second = numbers<From>(random, most);
        const std::array<To, 2> factors{static_cast<To>(random() % 100), static_cast<To>(-7)};
        const std::array<const void*, 2> terms{first.data(), second.data()};
        std::vector<To> out(rows);
        kernels.multiples[width<From>][width<To>][fixed ? 1 : 0](
            base.data(), terms.data(), factors.data(), terms.size(), out.data(), rows);
        for (std::size_t i = 0; i < rows; ++i) {
            const auto product = [&](From value, To factor) {
                return static_cast<std::uint64_t>(std::int64_t{value}) *
                       static_cast<std::uint64_t>(std::int64_t{factor});
            };
            const auto sum = static_cast<std::uint64_t>(std::int64_t{base[fixed ? 0 : i]}) +
                             product(first[i], factors[0]) + product(second[i], factors[1]);
            ASSERT_EQ(out[i], static_cast<To>(sum)) << sizeof(From) << " to " << sizeof(To);
        }
    }
}

TEST_P(SimdKernels, SumOnAndOn) {
    for (const std::size_t count : {0, 1, 15, 16, 17, 250}) {
        std::vector<std::uint8_t> in(count + 16);
        for (auto& each : in) each = static_cast<std::uint8_t>(random());
        std::vector<std::uint8_t> out(count + 16);
        kernels.running_sum(in.data(), out.data(), count);
        std::uint8_t sum = 0;
        for (std::size_t i = 0; i < count; ++i) {
            sum = static_cast<std::uint8_t>(sum + in[i]);
            ASSERT_EQ(out[i], sum) << i << " of " << count;
        }
    }
}

TEST_P(SimdKernels, CopyPastTheCachesAllBytesAndNoOthers) {
    if (kernels.copy_past == nullptr) return;
    std::vector<std::uint8_t> from(400);
    for (auto& each : from) each = static_cast<std::uint8_t>(random());
    for (const std::size_t begin : {0, 1, 15, 16, 63, 64}) {
        for (const std::size_t bytes : {0, 1, 16, 63, 64, 65, 200, 256}) {
            std::vector<std::uint8_t> to(400, 7);
            auto expected = to;
            std::copy_n(from.begin() + 3, bytes,
                        expected.begin() + static_cast<std::ptrdiff_t>(begin));
            kernels.copy_past(from.data() + 3, to.data() + begin, bytes);
            kernels.end_copies();
            ASSERT_EQ(to, expected) << begin << " " << bytes;
        }
    }
}

TEST_P(SimdKernels, FindTheLongestList) {
    for (const std::size_t count : {0, 1, 15, 16, 17, 250}) {
        std::vector<std::uint32_t> offsets{5};
        for (std::size_t i = 0; i < count; ++i)
            offsets.push_back(offsets.back() + static_cast<std::uint32_t>(random() % 8));
        for (std::size_t i = 0; i < count; ++i) {
            auto longer = offsets;
            const auto own = longer[i + 1] - longer[i];
            for (auto k = i + 1; k < longer.size(); ++k) longer[k] += 9 - own;
            ASSERT_EQ(kernels.longest(longer.data(), count), 9U) << i << " of " << count;
            longer[i + 1] = longer[i] - 1;
            ASSERT_GT(kernels.longest(longer.data(), count), 0x7FFF'FFFFU) << i << " of " << count;
        }
    }
    const std::vector<std::uint32_t> none{7, 7, 7};
    EXPECT_EQ(kernels.longest(none.data(), 2), 0U);
}

TEST_P(SimdKernels, SumMultiples) {
    expect_multiples<std::int8_t, std::int8_t>(kernels, random);
    expect_multiples<std::int8_t, std::int16_t>(kernels, random);
    expect_multiples<std::int8_t, std::int32_t>(kernels, random);
    expect_multiples<std::int16_t, std::int16_t>(kernels, random);
    expect_multiples<std::int16_t, std::int32_t>(kernels, random);
    expect_multiples<std::int32_t, std::int32_t>(kernels, random);
    expect_multiples<std::int32_t, std::int64_t>(kernels, random);
}

/// Of any number of rows, as the border asks.
TEST_P(SimdKernels, FindTheLeastAndTheGreatest) {
    for (std::size_t count = 1; count < 150; ++count) {
        auto in = numbers<std::int16_t>(random, any_size);
        std::int64_t low = 0;
        std::int64_t high = 0;
        kernels.extent[1](in.data(), count, low, high);
        in.resize(count);
        in.push_back(0);
        EXPECT_EQ(low, *std::min_element(in.begin(), in.end()));
        EXPECT_EQ(high, *std::max_element(in.begin(), in.end()));
    }
}

/// One number outside, wherever it stands, and bounds beyond the width.
template <class T>
void expect_bounds(const simd::Kernels& kernels, std::mt19937_64& random) {
    const auto within = kernels.within[width<T>];
    constexpr std::int64_t most = std::numeric_limits<T>::max();
    for (std::size_t count = 0; count < 150; ++count) {
        std::vector<T> in(count);
        for (auto& each : in) each = static_cast<T>(random() % 100);
        EXPECT_TRUE(within(in.data(), count, 0, 99));
        EXPECT_TRUE(within(in.data(), count, std::numeric_limits<std::int64_t>::min(),
                           std::numeric_limits<std::int64_t>::max()));
        if (count == 0) continue;
        if (sizeof(T) < 8) {
            EXPECT_FALSE(within(in.data(), count, most + 1, most + 2));
        }
        auto& one = in[random() % count];
        one = 100;
        EXPECT_FALSE(within(in.data(), count, 0, 99)) << count;
        EXPECT_TRUE(within(in.data(), count, 0, 100)) << count;
        one = -1;
        EXPECT_FALSE(within(in.data(), count, 0, 99)) << count;
        EXPECT_TRUE(within(in.data(), count, -1, 99)) << count;
    }
}

template <class From, class To>
void expect_conversion_within(const simd::Kernels& kernels, std::mt19937_64& random) {
    const auto convert = kernels.convert_within[width<From>][width<To>];
    std::vector<From> in(rows);
    for (auto& each : in) each = static_cast<From>(random() % 100);
    std::vector<To> out(rows);
    EXPECT_TRUE(convert(in.data(), out.data(), rows, 0, 99));
    for (std::size_t i = 0; i < rows; ++i) ASSERT_EQ(out[i], static_cast<To>(in[i])) << i;
    for (std::size_t i = 0; i < rows; i += 7) {
        const auto before = in[i];
        in[i] = i % 2 == 0 ? From{-1} : From{100};
        EXPECT_FALSE(convert(in.data(), out.data(), rows, 0, 99)) << i;
        EXPECT_TRUE(convert(in.data(), out.data(), rows, -1, 100)) << i;
        in[i] = before;
    }
}

TEST_P(SimdKernels, SayWhetherAllIsWithinBounds) {
    expect_bounds<std::int8_t>(kernels, random);
    expect_bounds<std::int16_t>(kernels, random);
    expect_bounds<std::int32_t>(kernels, random);
    expect_bounds<std::int64_t>(kernels, random);
    const auto from = [&](auto tag) {
        using From = decltype(tag);
        expect_conversion_within<From, std::int8_t>(kernels, random);
        expect_conversion_within<From, std::int16_t>(kernels, random);
        expect_conversion_within<From, std::int32_t>(kernels, random);
        expect_conversion_within<From, std::int64_t>(kernels, random);
    };
    from(std::int8_t{});
    from(std::int16_t{});
    from(std::int32_t{});
    from(std::int64_t{});
}

TEST_P(SimdKernels, NarrowWideNumbersThatFit) {
    using Limits = std::numeric_limits<std::int64_t>;
    for (const std::size_t count : {0, 1, 7, 8, 9, 150}) {
        std::vector<number::Int128> in;
        for (std::size_t i = 0; i < count; ++i) {
            const auto any = static_cast<std::int64_t>(random() >> (random() % 64));
            in.push_back(i % 5 == 0 ? Limits::min() : i % 5 == 1 ? Limits::max() : -any);
        }
        std::vector<std::int64_t> out(count);
        ASSERT_TRUE(kernels.narrow_wide(in.data(), out.data(), count)) << count;
        for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(out[i], in[i]) << i;
        for (std::size_t i = 0; i < count; ++i) {
            for (const auto beyond : {number::Int128{Limits::max()} + 1,
                                      number::Int128{Limits::min()} - 1, number::Int128{1} << 64}) {
                auto wrong = in;
                wrong[i] = beyond;
                ASSERT_FALSE(kernels.narrow_wide(wrong.data(), out.data(), count)) << i;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(EveryPath, SimdKernels,
                         ::testing::Range(std::size_t{0}, simd::paths().size()),
                         [](const auto& tested) { return simd::paths()[tested.param].name; });

}  // namespace
}  // namespace meritum::exec
