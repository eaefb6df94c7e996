// See texts.hpp.
#include "texts.hpp"

#include <charconv>
#include <cstdint>
#include <cstring>

#include "guarded.hpp"

namespace meritum::c {
namespace {

/// Bytes of the code point that begins `text`; 0: none does.
std::size_t code_point(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (size == 0 || first > 0xF4 || size > text.size()) return 0;
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) return 0;
    }
    const unsigned second = byte(1);
    const bool too_long = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    return too_long || beyond ? 0 : size;
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto size = code_point(text);
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

std::string_view bytes_of(const char* text, std::size_t size, const char* name) {
    if (text == nullptr && size != 0)
        throw Mistake(std::string(name) + " is NULL and has a length that is not 0");
    if (text == nullptr) return "";
    if (size == MERITUM_TO_NUL) return text;
    if (size > PTRDIFF_MAX) throw Mistake(std::string(name) + " has a length that no text has");
    return {text, size};
}

std::string_view text_of(const char* text, std::size_t size, const char* name) {
    const auto view = bytes_of(text, size, name);
    if (!is_utf8(view)) throw Mistake(std::string(name) + " is not UTF-8");
    return view;
}

std::string_view text_of(const meritum_view& view, const char* name) {
    return text_of(view.data, view.size, name);
}

std::string path_of(const char* path, std::size_t size, const char* name) {
    const auto text = text_of(path, size, name);
    if (text.empty()) throw Mistake(std::string(name) + " is empty");
    if (text.find('\0') != std::string_view::npos)
        throw Mistake(std::string(name) + " has a zero in it, as no path has");
    return std::string(text);
}

std::string_view text_or(const meritum_view& view, const char* name, std::string_view fallback) {
    const auto text = text_of(view, name);
    return text.empty() ? fallback : text;
}

std::string json_text(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string json = "\"";
    while (!text.empty()) {
        const auto size = code_point(text);
        const auto code = static_cast<unsigned char>(text.front());
        if (size == 0) {
            json += "\\ufffd";
        } else if (code == '"' || code == '\\') {
            json += '\\';
            json += text.front();
        } else if (code == '\n') {
            json += "\\n";
        } else if (code < 0x20 || code == 0x7F) {
            json += "\\u00";
            json += digits[code >> 4U];
            json += digits[code & 0xFU];
        } else {
            json += text.substr(0, size);
        }
        text.remove_prefix(size == 0 ? 1 : size);
    }
    return json + '"';
}

std::string json_text_or_null(std::string_view text) {
    return text.empty() ? "null" : json_text(text);
}

void split(const Decimal& number, std::int64_t& coefficient, std::int32_t& scale) {
    const auto low = static_cast<std::int64_t>(number.low());
    const bool fits = number.high() == (low < 0 ? -1 : 0);
    coefficient = fits ? low : 0;
    scale = fits ? static_cast<std::int32_t>(number.scale()) : -1;
}

void write_number(const Decimal& number, std::string& text) {
    std::int64_t coefficient = 0;
    std::int32_t scale = 0;
    split(number, coefficient, scale);
    if (scale < 0) {
        text = number.to_string();
        return;
    }
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, coefficient).ptr;
    const char* begin = digits + (coefficient < 0 ? 1 : 0);
    const auto count = static_cast<std::int32_t>(end - begin);
    const auto whole = count > scale ? count - scale : 0;
    text.assign(coefficient < 0 ? "-" : "");
    if (whole == 0) text += '0';
    text.append(begin, static_cast<std::size_t>(whole));
    if (scale == 0) return;
    text += '.';
    if (scale > count) text.append(static_cast<std::size_t>(scale - count), '0');
    text.append(begin + whole, static_cast<std::size_t>(end - begin - whole));
}

}  // namespace meritum::c
