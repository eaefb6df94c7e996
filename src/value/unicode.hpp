// Texts from outside: is it UTF-8, its normal form, and how to show it safely. In: bytes. Out:
// texts. Must not know what a text means. Tests: tests/value/unicode_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace meritum::value {

/// The offset of the first byte that is not part of valid UTF-8, or npos.
std::size_t first_bad_byte(std::string_view text);

/// Code points in a text of valid UTF-8.
std::size_t code_points(std::string_view text);

/// The text in NFC, so that equal-looking texts are equal; nothing if it is not valid UTF-8.
std::optional<std::string> normal_form(std::string_view text);

/// Whether the text is `lower` but for capitals from A to Z.
bool equal_ascii_letters(std::string_view text, std::string_view lower);

/// True if the text holds a control character (U+0000 .. U+001F, U+007F .. U+009F).
bool has_control(std::string_view text);

/// The text for a message: control characters and bad bytes as \xNN, shortened to 40 code points.
std::string printable(std::string_view text);

}  // namespace meritum::value
