// The operators of named tables on columns: at bounds, in every lane, and where a lane that nobody
// reads holds anything.
#include "exec/lookups.hpp"
#include "number/wide.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace meritum::exec {
namespace {

value::Step step() { return {0, {0, 2, 3}, {value::least_key, 10, value::least_key}, {4, 5, 6}}; }

TEST(Lookups, FollowStatesAndKeysInEveryLane) {
    const Lanes states = Column<std::int64_t>{0, 0, 0, 1};
    const Column<std::int64_t> expected{4, 5, 5, 6};
    EXPECT_EQ(look_up(step(), states, Column<std::int64_t>{9, 10, 11, 10}), expected);
    EXPECT_EQ(look_up(step(), states, Column<number::Int128>{9, 10, 11, 10}), expected);
    EXPECT_EQ(look_up(step(), states, Column<number::Int256>{9, 10, 11, 10}), expected);
    EXPECT_EQ(look_up(step(), states, Column<std::uint8_t>{1, 0, 1, 0}),
              (Column<std::int64_t>{4, 4, 4, 6}));
}

TEST(Lookups, KeysBeyond64BitsLieBeyondEveryBound) {
    const Lanes states = Column<std::int64_t>{0, 0};
    const number::Int128 far = number::Int128{1} << 100;
    EXPECT_EQ(look_up(step(), states, Column<number::Int128>{-far, far}),
              (Column<std::int64_t>{4, 5}));
}

TEST(Lookups, AnyStateIsTotal) {
    const Lanes states = Column<std::int64_t>{-7, 99, std::numeric_limits<std::int64_t>::max()};
    EXPECT_EQ(look_up(step(), states, Column<std::int64_t>{0, 0, 0}),
              (Column<std::int64_t>{4, 4, 4}));
    const graph::LookedUp result{false, {0, 1}, {7, 8}};
    EXPECT_EQ(looked_up(result, {}, states, Lane::i64), Lanes(Column<std::int64_t>{7, 7, 7}));
}

TEST(Lookups, TextsOfFactsAndOfThePlan) {
    value::Dictionary dictionary;
    const auto north = dictionary.code("North");
    const auto west = dictionary.code("West");
    const std::vector<std::string> table{"East", "North"};
    const auto keys = text_keys(table, dictionary);
    const std::vector<std::string> plan{"South", "East"};
    EXPECT_EQ(keys_of_codes(keys, table, plan, Column<std::int64_t>{north, west, -1, -2, -9}),
              (Column<std::int64_t>{2, 0, 0, 1, 0}));
}

TEST(Lookups, ResultsInTheLaneThatHoldsThem) {
    const Lanes leaves = Column<std::int64_t>{1, 0};
    EXPECT_EQ(looked_up({false, {0, 1}, {1, 0}}, {}, leaves, Lane::bit),
              Lanes(Column<std::uint8_t>{0, 1}));
    const number::Integer large = number::Integer(1) << 90;
    EXPECT_EQ(looked_up({false, {0, 1}, {0, large}}, {}, leaves, Lane::i128),
              Lanes(Column<number::Int128>{number::Int128{1} << 90, 0}));
    EXPECT_EQ(looked_up({true, {0, 1}, {1, 0}}, {-1, 40}, leaves, Lane::i64),
              Lanes(Column<std::int64_t>{-1, 40}));
}

TEST(Lookups, LeavesMayShareAValueAndFewBeAskedFor) {
    const graph::LookedUp numbers{false, {1, 1, 0}, {7, 8, 9}};
    EXPECT_EQ(looked_up(numbers, {}, Column<std::int64_t>{1, 2}, Lane::i64),
              Lanes(Column<std::int64_t>{8, 7}));
    EXPECT_EQ(looked_up(numbers, {}, Column<std::int64_t>{0, 1, 2}, Lane::i64),
              Lanes(Column<std::int64_t>{8, 8, 7}));
    EXPECT_EQ(looked_up({true, {1, 0}, {1, 0}}, {-1, 40}, Column<std::int64_t>{0}, Lane::i64),
              Lanes(Column<std::int64_t>{-1}));
}

}  // namespace
}  // namespace meritum::exec
