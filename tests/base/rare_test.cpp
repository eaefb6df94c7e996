// What most have not: a pointer wide, with deep copies.
#include "base/rare.hpp"

#include <array>
#include <string>

#include <gtest/gtest.h>

namespace meritum {

namespace {

TEST(Rare, CostsAPointerWhateverItHolds) {
    EXPECT_EQ(sizeof(Rare<std::array<char, 1000>>), sizeof(void*));
}

TEST(Rare, HasNothingAtFirst) {
    const Rare<std::string> none;
    EXPECT_FALSE(none);
    EXPECT_FALSE(none.has_value());
    EXPECT_FALSE(Rare<std::string>(std::nullopt));
}

TEST(Rare, CopiesAreDeep) {
    Rare<std::string> one(std::string("one"));
    Rare<std::string> other = one;
    *other += " and more";
    EXPECT_EQ(*one, "one");
    one = other;
    EXPECT_EQ(*one, "one and more");
    other = std::nullopt;
    EXPECT_FALSE(other);
    EXPECT_EQ(one->size(), 12u);
    one = Rare<std::string>(other);
    EXPECT_FALSE(one);
}

TEST(Rare, IsTakenOverWhole) {
    Rare<std::string> one;
    one.emplace() = "one";
    const auto* held = &*one;
    const Rare<std::string> other = std::move(one);
    EXPECT_EQ(&*other, held);
}

}  // namespace

}  // namespace meritum
