// What a terminal needs: safe texts, their width, padding, colours. In: texts. Out: texts. Must not
// know what they say. Tests: tests/report/terminal_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace meritum::report {

/// The text with U+FFFD for control characters and bad bytes, so that no id can steer a terminal.
std::string safe(std::string_view text);

/// What tables have in common: columns between their columns, and of a bar at most.
constexpr std::size_t gap = 2;
constexpr std::size_t widest_bar = 30;

/// Columns the text takes; a Chinese character takes two.
std::size_t width(std::string_view text);

/// Padded with blanks to `columns`; a wider text is left as it is.
std::string left(std::string_view text, std::size_t columns);
std::string right(std::string_view text, std::size_t columns);

/// The text cut to `columns`, with an ellipsis for what was cut off.
std::string cut(std::string_view text, std::size_t columns);

/// The text in lines of at most `columns`, broken at blanks and between Chinese characters; what
/// follows the first line is indented by `indent`. A longer word stands out.
std::string folded(std::string_view text, std::size_t columns, std::size_t indent);

/// Columns of the notation before its decimal point, and from the point on: numbers are aligned at
/// their points.
struct NumberWidth {
    std::size_t whole = 0;
    std::size_t places = 0;

    std::size_t total() const { return whole + places; }
    void widen(const NumberWidth& other);
};
NumberWidth number_width(std::string_view number);

/// Padded on both sides so that points stand below each other.
std::string at_point(std::string_view number, const NumberWidth& column);

/// A bar of so many eighths of a column: "██▍".
std::string blocks(std::size_t eighths);

enum class Colour { bold, dim, red, green };

/// The text between ANSI codes if `on`.
std::string coloured(std::string_view text, Colour colour, bool on);

}  // namespace meritum::report
