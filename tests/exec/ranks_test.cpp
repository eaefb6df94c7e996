// Places, counted and sorted, against counting who is greater, one by one.
#include "exec/ranks.hpp"

#include <gtest/gtest.h>

#include <random>

#include "number/wide.hpp"

namespace meritum::exec {
namespace {

template <class T>
void expect_places(const Column<T>& values, const std::vector<std::uint32_t>& group,
                   std::size_t groups) {
    const auto found = ranks(Lanes(values), group, groups);
    ASSERT_EQ(found.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::int32_t place = 1;
        for (std::size_t k = 0; k < values.size(); ++k)
            place += group[k] == group[i] && values[k] > values[i] ? 1 : 0;
        ASSERT_EQ(found[i], place) << "row " << i << " of " << values.size();
    }
}

/// Values of a narrow band are counted, of a wide one sorted: the same places.
template <class T>
void expect_places_of(T low, T high, std::size_t rows) {
    std::mt19937_64 random(rows);
    const auto width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    for (const std::size_t groups : {1, 3, 40}) {
        Column<T> values;
        std::vector<std::uint32_t> group;
        for (std::size_t i = 0; i < rows; ++i) {
            const auto off = width == ~std::uint64_t{0} ? random() : random() % (width + 1);
            values.push_back(static_cast<T>(static_cast<std::uint64_t>(low) + off));
            group.push_back(static_cast<std::uint32_t>(random() % groups));
        }
        if (rows > 1) values[0] = low, values[1] = high;
        expect_places(values, group, groups);
    }
}

TEST(Ranks, AreHowManyAreGreater) {
    for (const std::size_t rows : {0, 1, 2, 7, 400}) {
        expect_places_of<std::int8_t>(-128, 127, rows);
        expect_places_of<std::int16_t>(-700, 1'100, rows);
        expect_places_of<std::int32_t>(-2'000'000'000, 2'000'000'000, rows);
        expect_places_of<std::int64_t>(1'000'000'000'000, 1'000'000'000'090, rows);
        expect_places_of<std::int64_t>(std::numeric_limits<std::int64_t>::min(),
                                       std::numeric_limits<std::int64_t>::max(), rows);
    }
}

TEST(Ranks, OfNumbersOfAnyWidth) {
    const Column<number::Int256> values{5, 7, -1, 7, 5};
    const auto found = ranks(Lanes(values), {0, 0, 1, 0, 1}, 2);
    EXPECT_EQ(found, (Column<std::int32_t>{3, 1, 2, 1, 1}));
}

}  // namespace
}  // namespace meritum::exec
