// Positions of a source: lines, code points, UTF-16 units, excerpts.
#include "base/source.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace meritum {

namespace {

TEST(Source, DropsAByteOrderMark) {
    const Source source("a.merit", "\xEF\xBB\xBFplan");
    EXPECT_EQ(source.text(), "plan");
    EXPECT_EQ(source.text({1, 3}), "la");
}

TEST(Source, CountsLinesCodePointsAndUtf16Units) {
    const Source source("a.merit", "ab\r\n额😀x\n");
    const Position x = source.position(11);
    EXPECT_EQ(x.line, 2u);
    EXPECT_EQ(x.column, 3u);
    EXPECT_EQ(x.utf16_column, 4u);
    EXPECT_EQ(source.position(0).line, 1u);
    EXPECT_EQ(source.position(4).column, 1u);
    EXPECT_EQ(source.position(13).line, 3u);
    for (std::uint32_t at = 0; at < 16; ++at)
        EXPECT_EQ(source.line_at(at), source.position(at).line);
}

TEST(Source, ClampsPositionsToItsEnd) {
    const Source source("a.merit", "ab");
    EXPECT_EQ(source.position(99).offset, 2u);
    EXPECT_EQ(Source("b", "").position(0).line, 1u);
}

TEST(Source, CountsEachBadByteAsOneCharacter) {
    const Source source("a.merit", "\xFF\xFEx");
    EXPECT_EQ(source.position(2).column, 3u);
}

TEST(Source, LabelsCarryTheirLineWithoutItsEnd) {
    const Source source("a.merit", "one\r\ntwo\r\nthree");
    const Label label = source.label({6, 8}, "here");
    EXPECT_EQ(label.excerpt, "two");
    EXPECT_EQ(label.begin.column, 2u);
    EXPECT_EQ(label.end.column, 4u);
    EXPECT_EQ(label.text, "here");
    EXPECT_EQ(source.label({10, 12}, "").excerpt, "three");
}

TEST(Source, CutsTheExcerptOfAnEndlessLine) {
    std::string text(limits::line_bytes - 1, 'x');
    text += "额额";
    EXPECT_EQ(Source("a", text).label({0, 1}, "").excerpt.size(), limits::line_bytes - 1);
    EXPECT_EQ(Source("a", text.substr(1)).label({0, 1}, "").excerpt.size(), limits::line_bytes - 2);
    EXPECT_EQ(Source("a", std::string(limits::line_bytes, 'x')).label({0, 1}, "").excerpt.size(),
              limits::line_bytes);
}

}  // namespace

}  // namespace meritum
