// Places: lines and code-point columns, forwards and back, against counting by hand.
#include "io/places.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "io/read.hpp"

namespace meritum::io {
namespace {

Place by_hand(std::string_view text, std::size_t offset) {
    Place place;
    for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
        if (text[i] == '\n') {
            place = {place.line + 1, 1};
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
            ++place.column;
        }
    }
    return place;
}

TEST(Places, EveryOffsetFromEveryOther) {
    const std::string_view text = "\na销b\n\nc\r\n额";
    for (std::size_t from = 0; from <= text.size() + 1; ++from) {
        for (std::size_t to = 0; to <= text.size() + 1; ++to) {
            Places places(text);
            places.at(from);
            const auto got = places.at(to);
            EXPECT_EQ(got.line, by_hand(text, to).line) << from << " " << to;
            EXPECT_EQ(got.column, by_hand(text, to).column) << from << " " << to;
            EXPECT_EQ(got.offset, std::min(to, text.size())) << from << " " << to;
        }
    }
}

TEST(Places, CheckedTextDropsTheMarkAndHoldsTheLimit) {
    EXPECT_EQ(checked_text("f",
                           "\xEF\xBB\xBF"
                           "abc",
                           6),
              "abc");
    EXPECT_THROW(checked_text("f", "abcd", 3), ReadError);
    EXPECT_THROW(checked_text("f", "\xFE\xFF", 9), ReadError);
}

}  // namespace
}  // namespace meritum::io
