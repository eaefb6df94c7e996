// Widening and narrowing at both sides of every lane's ends.
#include "exec/lanes.hpp"
#include "number/wide.hpp"

#include <gtest/gtest.h>

namespace meritum::exec {
namespace {

using number::Int128;
using number::Int256;

const Int128 one = 1;
const Int128 lowest = -(one << 126) - (one << 126);

TEST(Lanes, ComeBackFromWiderOnes) {
    for (const std::int64_t value : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1},
                                     std::int64_t{0}, std::numeric_limits<std::int64_t>::max()}) {
        EXPECT_EQ(convert<std::int64_t>(convert<Int128>(value)), value);
        EXPECT_EQ(convert<std::int64_t>(convert<Int256>(value)), value);
    }
    for (const Int128 value :
         {lowest, lowest + 1, -(one << 64), -(one << 63), one << 63, one << 64, -(lowest + 1)}) {
        EXPECT_TRUE(convert<Int128>(convert<Int256>(value)) == value);
    }
    EXPECT_EQ(convert<std::uint8_t>(convert<Int256>(std::uint8_t{1})), 1);
}

TEST(Lanes, KeepLowBitsOfWhatDoesNotFit) {
    EXPECT_EQ(convert<std::int64_t>((one << 64) + 5), 5);
    EXPECT_EQ(convert<std::int64_t>(-(one << 64) - 5), -5);
    const Int256 beyond = (Int256(1) << 200) + 7;
    EXPECT_EQ(convert<std::int64_t>(beyond), 7);
    EXPECT_TRUE(convert<Int128>(-beyond) == -7);
    EXPECT_TRUE(convert<Int128>(Int256(1) << 127) == lowest);
}

TEST(Lanes, AreCopiedOnlyIfWidthsDiffer) {
    const Lanes column = Column<std::int64_t>{1, -2};
    Column<std::int64_t> same;
    EXPECT_EQ(widened<std::int64_t>(column, same).data(),
              std::get<Column<std::int64_t>>(column).data());
    Column<Int256> wide;
    EXPECT_EQ(widened<Int256>(column, wide), (Column<Int256>{1, -2}));
    EXPECT_EQ(std::get<Column<std::uint8_t>>(stored(Column<Int256>{1, 0}, Lane::bit)),
              (Column<std::uint8_t>{1, 0}));
}

}  // namespace
}  // namespace meritum::exec
