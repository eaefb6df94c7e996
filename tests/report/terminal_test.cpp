// Width, padding and safety of texts for a terminal.
#include "report/terminal.hpp"

#include <gtest/gtest.h>

namespace meritum::report {
namespace {

TEST(Terminal, ChineseTakesTwoColumns) {
    EXPECT_EQ(width("abc"), 3u);
    EXPECT_EQ(width("得分"), 4u);
    EXPECT_EQ(left("得分", 6), "得分  ");
    EXPECT_EQ(right("得分", 6), "  得分");
    EXPECT_EQ(right("too wide", 3), "too wide");
}

TEST(Terminal, CutKeepsWithinColumns) {
    EXPECT_EQ(cut("abcdef", 4), "abc…");
    EXPECT_EQ(cut("abcd", 4), "abcd");
    EXPECT_EQ(cut("销售得分", 5), "销售…");
    EXPECT_EQ(cut("销售得分", 4), "销…");
    EXPECT_EQ(cut("abc", 0), "");
}

TEST(Terminal, FoldsAtBlanksAndBetweenChineseCharacters) {
    EXPECT_EQ(folded("take 1, 2 and 4 in turn", 12, 2), "take 1, 2\n  and 4 in\n  turn");
    EXPECT_EQ(folded("fits", 4, 2), "fits");
    EXPECT_EQ(folded("  a longword b", 6, 4), "  a\n    longword\n    b");
    EXPECT_EQ(folded("目标一百万元，实际", 10, 2), "目标一百万\n  元，实际");
    EXPECT_EQ(folded("目标一百万，实际", 10, 2), "目标一百\n  万，实际");
    EXPECT_EQ(folded("", 10, 2), "");
}

TEST(Terminal, PointsStandBelowEachOther) {
    NumberWidth column = number_width("-2.5");
    column.widen(number_width("+100"));
    EXPECT_EQ(at_point("-2.5", column), "  -2.5");
    EXPECT_EQ(at_point("+100", column), "+100  ");
}

TEST(Terminal, NothingSteersTheTerminal) {
    EXPECT_EQ(safe("a\x1b[2Jb"), "a\uFFFD[2Jb");
    EXPECT_EQ(safe("line\nbreak\xFF"), "line\uFFFDbreak\uFFFD");
    EXPECT_EQ(safe("\u202Egnp"), "\uFFFDgnp");
    EXPECT_EQ(safe("中文 ok"), "中文 ok");
}

TEST(Terminal, ColoursOnlyWhenOn) {
    EXPECT_EQ(coloured("x", Colour::bold, false), "x");
    EXPECT_EQ(coloured("x", Colour::red, true), "\x1b[31mx\x1b[0m");
}

}  // namespace
}  // namespace meritum::report
