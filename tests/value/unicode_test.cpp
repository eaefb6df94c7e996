// Texts from outside: validity, normal form, and messages that cannot play tricks on a terminal.
#include "value/unicode.hpp"

#include <gtest/gtest.h>

namespace meritum::value {
namespace {

TEST(Unicode, FindsTheFirstBadByte) {
    EXPECT_EQ(first_bad_byte("abc"), std::string_view::npos);
    EXPECT_EQ(first_bad_byte("销售额"), std::string_view::npos);
    EXPECT_EQ(first_bad_byte("ab\xFFz"), 2U);
    EXPECT_EQ(first_bad_byte("\xC0\xAF"), 0U);          // overlong
    EXPECT_EQ(first_bad_byte("a\xED\xA0\x80"), 1U);     // a surrogate
    EXPECT_EQ(first_bad_byte("\xF4\x90\x80\x80"), 0U);  // beyond U+10FFFF
    EXPECT_EQ(first_bad_byte("\xE9\x94"), 0U);          // cut off
    EXPECT_EQ(code_points("a销b"), 3U);
}

TEST(Unicode, NormalFormMakesEqualWhatLooksEqual) {
    EXPECT_EQ(normal_form("e\xCC\x81"), "\xC3\xA9");
    EXPECT_EQ(normal_form("\xC3\xA9"), "\xC3\xA9");
    EXPECT_FALSE(normal_form("\xFF"));
}

TEST(Unicode, PrintableIsSafeAndShort) {
    EXPECT_EQ(printable("a\x1B[31m\n\xFF"), "a\\x1B[31m\\x0A\\xFF");
    EXPECT_EQ(printable("\xC2\x9B"), "\\xC2\\x9B");
    EXPECT_EQ(printable(std::string(40, 'a')), std::string(40, 'a'));
    EXPECT_EQ(printable(std::string(41, 'a')), std::string(40, 'a') + "...");
    EXPECT_TRUE(has_control(std::string_view("a\0b", 3)));
    EXPECT_TRUE(has_control("a\x7F"));
    EXPECT_FALSE(has_control("北 a-1"));
}

}  // namespace
}  // namespace meritum::value
