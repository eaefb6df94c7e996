// Hashes of texts: the same within a process, spread over all bits.
#include "base/text_hash.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace meritum {
namespace {

TEST(TextHash, IsTheSameForEqualTextsOnly) {
    std::set<std::uint32_t> seen;
    for (int i = 0; i < 2000; ++i) {
        // Of every length, so that each way of reading the last bytes is taken.
        const std::string text =
            std::string(static_cast<std::size_t>(i % 23), 'x') + std::to_string(i);
        EXPECT_EQ(text_hash(text), text_hash(std::string(text)));
        seen.insert(text_hash(text));
    }
    EXPECT_GE(seen.size(), 1990U);
    EXPECT_EQ(text_hash(""), text_hash(std::string()));
}

}  // namespace
}  // namespace meritum
