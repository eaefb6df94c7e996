// Texts and their numbers: each text once, in order, found again among many.
#include "io/text_index.hpp"

#include <gtest/gtest.h>

namespace meritum::io {
namespace {

std::string text_of(std::size_t i) {
    // Lengths around those at which hashing reads otherwise, and a NUL among them.
    return std::string(i % 19, i % 5 == 0 ? '\0' : 'x') + std::to_string(i);
}

TEST(TextIndex, NumbersTexts) {
    TextIndex index;
    EXPECT_EQ(index.find("a", TextIndex::hash("a")), TextIndex::none);
    constexpr std::uint32_t many = 20'000;
    for (std::uint32_t i = 0; i < many; ++i) {
        const auto text = text_of(i);
        EXPECT_EQ(index.add(text, TextIndex::hash(text)), std::pair(i, true));
    }
    std::vector<std::string> texts;
    std::vector<TextIndex::Wanted> wanted;
    for (std::size_t i = 0; i < 2 * many; i += 3) texts.push_back(text_of(i));
    for (const auto& text : texts) wanted.push_back({text, TextIndex::hash(text)});
    std::vector<std::uint32_t> found(wanted.size());
    index.find(wanted, found.data());
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        const auto expected = at * 3 < many ? static_cast<std::uint32_t>(at * 3) : TextIndex::none;
        EXPECT_EQ(found[at], expected);
        EXPECT_EQ(index.find(wanted[at].text, wanted[at].hash), expected);
    }
    EXPECT_EQ(index.add(text_of(7), TextIndex::hash(text_of(7))), std::pair(7U, false));
    EXPECT_EQ(index.size(), many);
    EXPECT_EQ(index[19], text_of(19));
    index.forget_places();
    EXPECT_EQ(index[many - 1], text_of(many - 1));
    EXPECT_EQ(index.find(text_of(7), TextIndex::hash(text_of(7))), TextIndex::none);
}

TEST(TextIndex, HoldsTheEmptyText) {
    TextIndex index;
    EXPECT_EQ(index.add("", TextIndex::hash("")), std::pair(0U, true));
    EXPECT_EQ(index.add("", TextIndex::hash("")), std::pair(0U, false));
    EXPECT_EQ(index[0], "");
}

/// Texts that only differ in their length, or in one bit, lie apart.
TEST(TextIndex, HashesEveryByte) {
    std::string text(24, 'a');
    const auto whole = TextIndex::hash(text);
    for (auto& c : text) {
        c = 'b';
        EXPECT_NE(TextIndex::hash(text), whole);
        c = 'a';
    }
    for (std::size_t length = 0; length < text.size(); ++length)
        EXPECT_NE(TextIndex::hash(std::string(length, '\0')),
                  TextIndex::hash(std::string(length + 1, '\0')));
}

TEST(TextIndex, TellsTextsApartByEachByte) {
    for (std::size_t size = 0; size <= 20; ++size) {
        const std::string text(size, 'a');
        EXPECT_TRUE(is_same_text(text, std::string(size, 'a')));
        EXPECT_FALSE(is_same_text(text, std::string(size + 1, 'a')));
        for (std::size_t at = 0; at < size; ++at) {
            auto other = text;
            other[at] = 'b';
            EXPECT_FALSE(is_same_text(text, other)) << size << " " << at;
        }
    }
}

/// So many that their places lie in large pages, and less room first.
TEST(TextIndex, FindsAllOfVeryMany) {
    constexpr std::uint32_t many = 700'000;
    TextIndex index;
    index.reserve(many / 2, 0);
    for (std::uint32_t i = 0; i < many; ++i) {
        const auto text = std::to_string(i);
        ASSERT_EQ(index.add(text, TextIndex::hash(text)), std::pair(i, true));
    }
    for (std::uint32_t i = 0; i < many; ++i) {
        const auto text = std::to_string(i);
        ASSERT_EQ(index.find(text, TextIndex::hash(text)), i);
    }
    index.forget_places();
    EXPECT_EQ(index.find("1", TextIndex::hash("1")), TextIndex::none);
}

}  // namespace
}  // namespace meritum::io
