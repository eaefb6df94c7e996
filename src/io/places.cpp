// See places.hpp. Must not know a format. Tests: tests/io/places_test.cpp.
#include "io/places.hpp"

#include <algorithm>
#include <string>

#include "io/read.hpp"
#include "value/unicode.hpp"

namespace meritum::io {

Place Places::at(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < offset_) {
        // A step back is rare and short: begin again at the line's start, or at the text's.
        const auto line_end = text_.rfind('\n', offset_ == 0 ? 0 : offset_ - 1);
        const bool same_line = line_end == std::string_view::npos || line_end < offset;
        offset_ = same_line && line_end != std::string_view::npos ? line_end + 1 : 0;
        place_ = {same_line ? place_.line : 1, 1, 0};
    }
    for (; offset_ < offset; ++offset_) {
        const char c = text_[offset_];
        if (c == '\n') {
            ++place_.line;
            place_.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++place_.column;
        }
    }
    place_.offset = static_cast<std::uint32_t>(offset_);
    return place_;
}

void Places::begin_line(std::size_t offset, std::uint32_t line) {
    offset_ = offset;
    place_ = {line, 1, 0};
}

namespace {

/// What a text is instead of UTF-8, and how to make it that.
std::string not_utf8(std::string_view name, std::string_view text, bool nul) {
    const bool utf16 = text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF";
    const bool table = name.size() > 4 && name.substr(name.size() - 4) == ".csv";
    std::string message = utf16 ? "the file is in UTF-16, not in UTF-8"
                          : nul ? "a NUL byte; data files are UTF-8 texts"
                                : "this is not valid UTF-8";
    if (nul && !utf16) return message;
    message += "; save the file in UTF-8";
    if (!table) return message;
    return message + " (in Excel: save as \"CSV UTF-8\"), or say what it is: --encoding " +
           (utf16 ? "utf-16" : "gb18030");
}

}  // namespace

std::string_view checked_text(std::string_view name, std::string_view text, std::size_t most) {
    const std::string file(name);
    if (text.size() > most) {
        throw ReadError("the file has more than " + std::to_string(most) + " bytes", file);
    }
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    const auto nul = text.find('\0');
    const auto bad = std::min(nul, value::first_bad_byte(text));
    if (bad == std::string_view::npos) return text;
    const auto place = Places(text).at(bad);
    throw ReadError(not_utf8(name, text, bad == nul), file, place.line, place.column);
}

}  // namespace meritum::io
