// Implements characters.hpp with utf8proc's categories.
#include "syntax/characters.hpp"

#include <utf8proc.h>

#include "base/utf8.hpp"

namespace meritum::syntax {

namespace {

utf8proc_category_t category(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

}  // namespace

char32_t plain_form(char32_t c) {
    constexpr std::u32string_view full = U"，（）．％＋－＊／＝＜＞｜＃！：＂｀×÷、";
    constexpr std::u32string_view half = U",().%+-*/=<>|#!:\"`*/,";
    static_assert(full.size() == half.size());
    if (c < 0x80) return c;
    if (c >= U'０' && c <= U'９') return c - U'０' + U'0';
    const auto at = full.find(c);
    return at == std::u32string_view::npos ? c : half[at];
}

bool begins_name(char32_t c) {
    if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_';
    switch (category(c)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_NL: return true;
        default: return false;
    }
}

bool continues_name(char32_t c) {
    if (begins_name(c) || is_digit(c)) return true;
    if (c < 0x80) return false;
    const auto kind = category(c);
    const bool full_digit = c >= U'０' && c <= U'９';
    return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_MC ||
           (kind == UTF8PROC_CATEGORY_ND && !full_digit);
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_blank(char32_t c) { return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x3000; }

bool is_control(char32_t c) {
    if (c == U'\t') return false;
    // Invisible marks that reorder text could show a reader another plan than the one that runs.
    const bool turns_text = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || turns_text;
}

bool is_identifier(std::string_view text) {
    if (text.empty()) return false;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::CodePoint c = utf8::decode(text, at);
        if (!c.valid || !(at == 0 ? begins_name(c.value) : continues_name(c.value))) return false;
        at += c.length;
    }
    return true;
}

}  // namespace meritum::syntax
