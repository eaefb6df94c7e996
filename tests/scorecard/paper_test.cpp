// Places on paper: theirs alone, aligned, and there as long as the paper.
#include "scorecard/paper.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace meritum::scorecard {
namespace {

TEST(Paper, KeepsWhatIsWritten) {
    Paper paper;
    std::vector<std::string> expected;
    std::vector<std::string_view> written;
    for (std::size_t i = 0; i < 3'000; ++i) {
        expected.push_back(std::string(i % 97, 'a') + std::to_string(i));
        written.push_back(paper.joined({std::string(i % 97, 'a'), std::to_string(i)}));
    }
    expected.emplace_back(200'000, 'x');  // more than a piece
    written.push_back(paper.copy(expected.back()));
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(written[i], expected[i]);
    EXPECT_TRUE(paper.copy("").empty());
}

TEST(Paper, PlacesAreAligned) {
    Paper paper;
    for (int i = 0; i < 1'000; ++i) {
        paper.take(1, 1);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(paper.take(sizeof(double), alignof(double))) %
                      alignof(double),
                  0U);
    }
}

TEST(Paper, CopiesOfVectorsStandElsewhere) {
    std::vector<int, OnPaper<int>> copy;
    {
        Paper paper;
        std::vector<int, OnPaper<int>> on(&paper);
        for (int i = 0; i < 100; ++i) on.push_back(i);
        copy = on;
        const auto other = on;
        EXPECT_EQ(other.get_allocator().paper, nullptr);
        EXPECT_EQ(copy.get_allocator().paper, nullptr);
    }
    EXPECT_EQ(copy.size(), 100U);
    EXPECT_EQ(copy[99], 99);
}

}  // namespace
}  // namespace meritum::scorecard
