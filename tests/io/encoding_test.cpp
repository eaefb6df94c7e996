// Bytes of other encodings as UTF-8.
#include "io/encoding.hpp"

#include <gtest/gtest.h>

#include "io/read.hpp"

namespace meritum::io {
namespace {

std::string refusal(const std::string& bytes, std::string_view encoding) {
    try {
        return to_utf8("f.csv", bytes, encoding);
    } catch (const ReadError& error) {
        return error.what();
    }
}

TEST(Encoding, BecomesUtf8) {
    EXPECT_EQ(to_utf8("f", "\xCF\xFA\xCA\xDB\xB6\xEE", "gb18030"), "销售额");
    EXPECT_EQ(to_utf8("f", "caf\xE9", "ISO-8859-1"), "café");
    EXPECT_EQ(to_utf8("f", "", "gb18030"), "");
    EXPECT_EQ(to_utf8("f", "\xEF\xBB\xBF销", "gb18030"), "\xEF\xBB\xBF销");
    EXPECT_EQ(to_utf8("f", std::string("a\0b", 3), "latin1"), std::string("a\0b", 3));
}

TEST(Encoding, IsNotCutWhereItsPiecesEnd) {
    for (const std::size_t before : {65534U, 65535U, 65536U, 131071U}) {
        const std::string filler(before, 'x');
        EXPECT_EQ(to_utf8("f", filler + "\xCF\xFA", "gbk"), filler + "销");
    }
}

TEST(Encoding, SaysWhatCannotBe) {
    EXPECT_EQ(refusal("a\nb\xFF\n", "gb18030"), "f.csv:2: this line is not gb18030");
    EXPECT_EQ(refusal("a\nb\xCF", "gb18030"), "f.csv:2: this line is not gb18030");
    const std::string names =
        ": there is no such encoding; names are such as gb18030 or iso-8859-1";
    EXPECT_EQ(refusal("a", "klingon"), "--encoding klingon" + names);
    EXPECT_EQ(refusal("a", "latin1//IGNORE"), "--encoding latin1//IGNORE" + names);
    EXPECT_EQ(refusal("a", ""), "--encoding " + names);
    EXPECT_EQ(refusal("a", "gbk8030"),
              "--encoding gbk8030: there is no such encoding; did you mean gb18030?");
}

}  // namespace
}  // namespace meritum::io
