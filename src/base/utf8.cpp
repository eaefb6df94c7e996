// Implements utf8.hpp with our own decoder and utf8proc's tables.
#include "base/utf8.hpp"

#include <utf8proc.h>

#include <cstdlib>

namespace meritum::utf8 {

namespace {

bool is_continuation(unsigned char byte) { return (byte & 0xC0u) == 0x80u; }

/// A letter, digit, mark or blank of ASCII: one column, shown as it is.
bool is_plain(char c) { return c >= ' ' && c <= '~'; }

bool is_ascii(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    const CodePoint bad{lead, 1, false};
    if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return bad;
    char32_t value = lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_continuation(byte(i))) return bad;
        value = (value << 6) | (byte(i) & 0x3Fu);
    }
    // The shortest form of each length, no UTF-16 halves, nothing beyond Unicode.
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return bad;
    return {value, length, true};
}

void append(std::string& out, char32_t value) {
    if (value < 0x80) {
        out += static_cast<char>(value);
        return;
    }
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(value), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::size_t display_width(char32_t value) {
    const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(value));
    return width > 0 ? static_cast<std::size_t>(width) : 0;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (is_plain(text[at])) {
            ++width;
            ++at;
            continue;
        }
        const CodePoint c = decode(text, at);
        width += c.valid ? display_width(c.value) : 1;
        at += c.length;
    }
    return width;
}

std::string nfc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    utf8proc_uint8_t* normal = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &normal,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (length < 0) return std::string(text);
    std::string result(reinterpret_cast<const char*>(normal), static_cast<std::size_t>(length));
    std::free(normal);
    return result;
}

std::string visible(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto plain = at;
        while (at < text.size() && is_plain(text[at])) ++at;
        result.append(text, plain, at - plain);
        if (at == text.size()) break;
        const auto point = decode(text, at);
        const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0) ||
                             // Marks that turn the direction of what follows.
                             (point.value >= 0x202A && point.value <= 0x202E) ||
                             (point.value >= 0x2066 && point.value <= 0x2069);
        if (point.valid && !control) {
            result.append(text, at, point.length);
        } else {
            append(result, U'\uFFFD');
        }
        at += point.length;
    }
    return result;
}

}  // namespace meritum::utf8
