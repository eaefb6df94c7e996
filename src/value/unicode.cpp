// See unicode.hpp. In: bytes. Out: texts. Must not know what a text means.
// Tests: tests/value/unicode_test.cpp.
#include "value/unicode.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace meritum::value {
namespace {

constexpr std::size_t most_shown = 40;

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

void append_hex(std::string& out, std::string_view bytes) {
    static constexpr char digits[] = "0123456789ABCDEF";
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        out += "\\x";
        out += digits[value >> 4];
        out += digits[value & 15];
    }
}

}  // namespace

std::size_t first_bad_byte(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        // Most data is ASCII; only the rest is decoded.
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            ++i;
            continue;
        }
        const auto point = utf8::decode(text, i);
        if (!point.valid) return i;
        i += point.length;
    }
    return std::string_view::npos;
}

std::size_t code_points(std::string_view text) {
    // Every code point has one byte that does not continue another.
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::optional<std::string> normal_form(std::string_view text) {
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return std::string(text);
    if (first_bad_byte(text) != std::string_view::npos) return std::nullopt;
    return utf8::nfc(text);
}

bool equal_ascii_letters(std::string_view text, std::string_view lower) {
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
    });
}

bool has_control(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto point = utf8::decode(text, i);
        if (point.valid && is_control(point.value)) return true;
        i += point.length;
    }
    return false;
}

std::string printable(std::string_view text) {
    std::string out;
    std::size_t shown = 0;
    for (std::size_t i = 0; i < text.size(); ++shown) {
        if (shown == most_shown) return out + "...";
        const auto point = utf8::decode(text, i);
        const auto bytes = text.substr(i, point.length);
        if (!point.valid || is_control(point.value)) {
            append_hex(out, bytes);
        } else {
            out += bytes;
        }
        i += point.length;
    }
    return out;
}

}  // namespace meritum::value
