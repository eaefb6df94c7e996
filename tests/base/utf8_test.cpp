// UTF-8: strict decoding, width, normal form.
#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace meritum::utf8 {

namespace {

TEST(Utf8, DecodesEveryLength) {
    EXPECT_EQ(decode("a", 0).value, U'a');
    EXPECT_EQ(decode("é", 0).value, U'é');
    EXPECT_EQ(decode("额", 0).value, U'额');
    EXPECT_EQ(decode("😀", 0).value, U'😀');
    EXPECT_EQ(decode("😀", 0).length, 4u);
}

TEST(Utf8, RefusesWhatIsNotTheShortestFormOfACharacter) {
    const char* bad[] = {"\x80",
                         "\xC0\x80",
                         "\xC1\xBF",
                         "\xE0\x80\x80",
                         "\xED\xA0\x80",
                         "\xF0\x80\x80\x80",
                         "\xF4\x90\x80\x80",
                         "\xF5\x80\x80\x80",
                         "\xFF",
                         "\xE9\xA2",
                         "\xC3",
                         "\xE9(\xA2"};
    for (const char* text : bad) {
        EXPECT_FALSE(decode(text, 0).valid) << text;
        EXPECT_EQ(decode(text, 0).length, 1u);
    }
    EXPECT_TRUE(decode("\xED\x9F\xBF", 0).valid);      // U+D7FF
    EXPECT_TRUE(decode("\xEE\x80\x80", 0).valid);      // U+E000
    EXPECT_TRUE(decode("\xF4\x8F\xBF\xBF", 0).valid);  // U+10FFFF
}

TEST(Utf8, AppendsWhatItDecodes) {
    std::string out;
    for (const char32_t c : U"aé额😀") {
        if (c != U'\0') append(out, c);
    }
    EXPECT_EQ(out, "aé额😀");
}

TEST(Utf8, CountsColumnsOfATerminal) {
    EXPECT_EQ(display_width("abc"), 3u);
    EXPECT_EQ(display_width("销售额"), 6u);
    EXPECT_EQ(display_width("e\xCC\x81"), 1u);
    EXPECT_EQ(display_width("\xFF"), 1u);
}

TEST(Utf8, NormalisesToComposedForm) {
    EXPECT_EQ(nfc("e\xCC\x81"), "é");
    EXPECT_EQ(nfc("plain"), "plain");
    EXPECT_EQ(nfc("\xFF"), "\xFF");
}

}  // namespace

}  // namespace meritum::utf8
