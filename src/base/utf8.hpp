// UTF-8 by hand: strict decoding, display width, NFC. In: bytes. Out: code points. Knows nothing of
// plans. Tests: tests/base/utf8_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace meritum::utf8 {

/// One decoded code point. Overlong forms, surrogates and values above U+10FFFF are not valid; a
/// bad byte has length 1.
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 1;
    bool valid = false;
};

/// The code point that begins at `at`. REQUIRES at < text.size().
CodePoint decode(std::string_view text, std::size_t at);

/// Appends a code point. REQUIRES a valid one.
void append(std::string& out, char32_t value);

/// Columns a terminal needs: two for Chinese characters, none for combining marks.
std::size_t display_width(char32_t value);
std::size_t display_width(std::string_view text);

/// Normalisation form C, so that equal looking names are equal. Bad UTF-8 is returned unchanged.
std::string nfc(std::string_view text);

/// The text with U+FFFD for control characters, marks that turn the direction of what follows, and
/// bytes that are no character: what others wrote, fit to be printed.
std::string visible(std::string_view text);

}  // namespace meritum::utf8
