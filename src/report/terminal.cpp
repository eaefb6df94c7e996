// See terminal.hpp.
#include "report/terminal.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace meritum::report {

std::string safe(std::string_view text) { return utf8::visible(text); }

std::size_t width(std::string_view text) { return utf8::display_width(text); }

std::string left(std::string_view text, std::size_t columns) {
    const auto taken = width(text);
    return std::string(text) + std::string(taken < columns ? columns - taken : 0, ' ');
}

std::string right(std::string_view text, std::size_t columns) {
    const auto taken = width(text);
    return std::string(taken < columns ? columns - taken : 0, ' ') + std::string(text);
}

std::string cut(std::string_view text, std::size_t columns) {
    if (width(text) <= columns) return std::string(text);
    if (columns == 0) return {};
    std::string result;
    std::size_t taken = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::decode(text, at);
        taken += utf8::display_width(point.value);
        if (taken + 1 > columns) break;
        result.append(text, at, point.length);
        at += point.length;
    }
    return result + "\u2026";
}

namespace {

/// Marks that close something: a line does not begin with them.
bool closes(char32_t c) {
    constexpr std::u32string_view marks = U",.;:!?)%\u2026，。；：！？）、％”》】";
    return marks.find(c) != std::u32string_view::npos;
}

/// Where the piece that begins at `at` ends: behind its blanks, or where a wide character meets
/// another one.
std::size_t end_of_piece(std::string_view text, std::size_t at) {
    bool blank = false;
    bool wide = false;
    for (std::size_t end = at; end < text.size();) {
        const auto point = utf8::decode(text, end);
        const bool is_blank = point.value == U' ';
        const bool is_wide = utf8::display_width(point.value) == 2;
        const bool breaks = (blank && !is_blank) || ((wide || is_wide) && !closes(point.value));
        if (end > at && breaks && !is_blank) return end;
        blank = is_blank;
        wide = is_wide;
        end += point.length;
    }
    return text.size();
}

}  // namespace

std::string folded(std::string_view text, std::size_t columns, std::size_t indent) {
    if (width(text) <= columns) return std::string(text);
    std::string result;
    std::size_t taken = 0;
    bool begun = false;  // the line holds more than blanks
    for (std::size_t at = 0; at < text.size();) {
        const auto end = end_of_piece(text, at);
        const auto piece = text.substr(at, end - at);
        const auto last = piece.find_last_not_of(' ');
        const auto needed = last == std::string_view::npos ? 0 : width(piece.substr(0, last + 1));
        if (begun && taken + needed > columns) {
            result.erase(result.find_last_not_of(' ') + 1);
            result += "\n" + std::string(indent, ' ');
            taken = indent;
        }
        result += piece;
        taken += width(piece);
        begun = begun || needed > 0;
        at = end;
    }
    return result;
}

void NumberWidth::widen(const NumberWidth& other) {
    whole = std::max(whole, other.whole);
    places = std::max(places, other.places);
}

NumberWidth number_width(std::string_view number) {
    // What follows the digits, a currency or a sign, stands behind the point.
    const auto last = number.find_last_of("0123456789");
    const auto end = last == std::string_view::npos ? number.size() : last + 1;
    const auto point = std::min(number.find('.'), end);
    return {width(number.substr(0, point)), width(number.substr(point))};
}

std::string at_point(std::string_view number, const NumberWidth& column) {
    const auto own = number_width(number);
    return std::string(column.whole - std::min(own.whole, column.whole), ' ') +
           std::string(number) +
           std::string(column.places - std::min(own.places, column.places), ' ');
}

std::string blocks(std::size_t eighths) {
    static const char* const parts[] = {"",       "\u258F", "\u258E", "\u258D",
                                        "\u258C", "\u258B", "\u258A", "\u2589"};
    std::string bar;
    for (std::size_t i = 0; i < eighths / 8; ++i) bar += "\u2588";
    return bar + parts[eighths % 8];
}

std::string coloured(std::string_view text, Colour colour, bool on) {
    if (!on) return std::string(text);
    const char* code = "";
    switch (colour) {
        case Colour::bold: code = "1"; break;
        case Colour::dim: code = "2"; break;
        case Colour::red: code = "31"; break;
        case Colour::green: code = "32"; break;
    }
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace meritum::report
