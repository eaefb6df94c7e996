// The dictionary: codes in order of first appearance, copies whole, chosen texts not slow.
#include "value/columns.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace meritum::value {
namespace {

TEST(Dictionary, CodesCountInOrderOfFirstAppearance) {
    Dictionary dictionary;
    EXPECT_EQ(dictionary.code("b"), 0);
    EXPECT_EQ(dictionary.code("a"), 1);
    EXPECT_EQ(dictionary.code(""), 2);
    EXPECT_EQ(dictionary.code("b"), 0);
    const Dictionary copy = dictionary;
    dictionary = Dictionary();
    EXPECT_EQ(copy.text(1), "a");
    EXPECT_EQ(copy.size(), 3U);
}

TEST(Dictionary, StaysFastOnRisingAndFallingTexts) {
    const auto begin = std::chrono::steady_clock::now();
    Dictionary dictionary;
    for (int i = 0; i < 200'000; ++i) {
        dictionary.code("p" + std::to_string(1'000'000 + i));
        dictionary.code("q" + std::to_string(9'000'000 - i));
    }
    EXPECT_EQ(dictionary.size(), 400'000U);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace meritum::value
