// A list whose elements stay where they are.
#include "base/steady_list.hpp"

#include <string>

#include <gtest/gtest.h>

namespace meritum {

namespace {

TEST(SteadyList, ElementsStayWhereTheyAre) {
    SteadyList<std::string> list;
    list.push_back("first");
    const auto* first = &list[0];
    for (int i = 1; i < 10'000; ++i) list.push_back(std::to_string(i));
    EXPECT_EQ(list.size(), 10'000u);
    EXPECT_EQ(&list[0], first);
    EXPECT_EQ(*first, "first");
    for (std::size_t i = 1; i < list.size(); ++i) ASSERT_EQ(list[i], std::to_string(i));
}

TEST(SteadyList, ElementsStayThereWhenTheListIsTakenOver) {
    SteadyList<int> list;
    for (int i = 0; i < 300; ++i) list.push_back(i);
    const auto* last = &list[299];
    SteadyList<int> other = std::move(list);
    other.push_back(300);
    EXPECT_EQ(&other[299], last);
    other[299] = 7;
    EXPECT_EQ(*last, 7);
    EXPECT_EQ(other[300], 300);
}

}  // namespace

}  // namespace meritum
