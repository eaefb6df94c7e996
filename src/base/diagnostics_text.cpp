// Diagnostics for people: message, place, excerpt with carets, fix. In: Diagnostics. Out: text with
// or without ANSI colours. Carets stand under the range by display width, so they are right under
// Chinese too. Tests: tests/base/diagnostics_test.cpp.
#include <algorithm>

#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "meritum/diagnostics.hpp"

namespace meritum {

namespace {

struct Palette {
    std::string_view error, warning, bold, gutter, off;
};
constexpr Palette colours{"\x1b[1;31m", "\x1b[1;33m", "\x1b[1m", "\x1b[1;34m", "\x1b[0m"};
constexpr Palette plain{};

/// A line made fit for a terminal: tabs and control characters as one blank, bad bytes and marks
/// that turn text as U+FFFD; cut around [from, to).
struct Excerpt {
    std::string text;
    std::size_t caret_column = 0;  ///< blanks before the first caret
    std::size_t caret_count = 1;
};

struct Cell {
    std::string text;
    std::size_t width;
};

std::vector<Cell> cells_of(std::string_view line) {
    std::vector<Cell> cells;
    for (std::size_t at = 0; at < line.size();) {
        const utf8::CodePoint c = utf8::decode(line, at);
        // Marks that turn the direction of text would show another line than the one that is there.
        const bool turns_text =
            (c.value >= 0x202A && c.value <= 0x202E) || (c.value >= 0x2066 && c.value <= 0x2069);
        if (!c.valid || turns_text || (c.value >= 0x80 && c.value < 0xA0)) {
            cells.push_back({"\xEF\xBF\xBD", 1});
        } else if (c.value < 0x20 || c.value == 0x7F) {
            cells.push_back({" ", 1});
        } else {
            cells.push_back({std::string(line.substr(at, c.length)), utf8::display_width(c.value)});
        }
        at += c.length;
    }
    return cells;
}

std::size_t width_of(const std::vector<Cell>& cells, std::size_t begin, std::size_t end) {
    std::size_t width = 0;
    for (std::size_t i = begin; i < std::min(end, cells.size()); ++i) width += cells[i].width;
    return width;
}

/// Where the label's range ends on the excerpt's line, in code points from 0.
std::size_t end_on_line(const Label& label, const std::vector<Cell>& cells) {
    const std::size_t begin = label.begin.column - 1;
    const std::size_t end =
        label.end.line == label.begin.line ? label.end.column - 1 : cells.size();
    return std::max(end, begin + 1);
}

Excerpt excerpt_of(const Label& label) {
    const std::vector<Cell> cells = cells_of(label.excerpt);
    const std::size_t begin = std::min(label.begin.column - 1, cells.size());
    const std::size_t end = end_on_line(label, cells);
    std::size_t first = 0;
    std::size_t last = cells.size();
    if (width_of(cells, 0, last) > limits::excerpt_columns) {
        // Keep the range's beginning in view, with a third of the window before it.
        first = begin;
        for (std::size_t width = 0;
             first > 0 && width + cells[first - 1].width <= limits::excerpt_columns / 3;) {
            width += cells[--first].width;
        }
        last = first;
        std::size_t width = 0;
        while (last < cells.size() && width + cells[last].width <= limits::excerpt_columns) {
            width += cells[last++].width;
        }
    }
    Excerpt excerpt;
    const std::string_view dots = "\xE2\x80\xA6";
    if (first > 0) excerpt.text += dots;
    for (std::size_t i = first; i < last; ++i) excerpt.text += cells[i].text;
    if (last < cells.size()) excerpt.text += dots;
    excerpt.caret_column = width_of(cells, first, begin) + (first > 0 ? 1 : 0);
    excerpt.caret_count = std::max<std::size_t>(1, width_of(cells, begin, std::min(end, last)));
    return excerpt;
}

/// Writes one diagnostic. The gutter holds line numbers and is as wide as the widest.
class Writer {
public:
    Writer(std::string& out, const std::string& file, const Palette& palette)
        : out_(out), file_(file), palette_(palette) {}

    void write(const Diagnostic& diagnostic) {
        const bool is_error = diagnostic.severity == Severity::error;
        const std::string_view colour = is_error ? palette_.error : palette_.warning;
        paint(colour, std::string(is_error ? "error" : "warning") + "[" + diagnostic.code + "]");
        paint(palette_.bold, ": " + utf8::visible(diagnostic.message));
        out_ += '\n';

        std::size_t widest = diagnostic.primary.begin.line;
        if (diagnostic.secondary) widest = std::max(widest, diagnostic.secondary->begin.line);
        gutter_ = std::to_string(widest).size();

        out_ += std::string(gutter_, ' ');
        paint(palette_.gutter, "--> ");
        out_ += place(diagnostic.primary) + "\n";
        write_labels(diagnostic, colour);
        if (!diagnostic.fix.empty()) {
            out_ += std::string(gutter_ + 1, ' ');
            paint(palette_.gutter, "= ");
            paint(palette_.bold, "fix: ");
            out_ += utf8::visible(diagnostic.fix) + "\n";
        }
    }

private:
    /// The file as the host named it, then line and column.
    std::string place(const Label& label) const {
        return utf8::visible(label.file.empty() ? file_ : label.file) + ":" +
               std::to_string(label.begin.line) + ":" + std::to_string(label.begin.column);
    }

    void write_labels(const Diagnostic& diagnostic, std::string_view colour) {
        const Label& primary = diagnostic.primary;
        bar();
        const bool elsewhere = diagnostic.secondary && diagnostic.secondary->file != primary.file;
        if (!diagnostic.secondary || elsewhere) {
            line(primary);
            marks(primary, '^', colour);
            if (elsewhere) write_elsewhere(*diagnostic.secondary);
            return;
        }
        // Two ranges of one line share its excerpt; on two lines the upper one is shown first.
        const Label& second = *diagnostic.secondary;
        if (second.begin.line == primary.begin.line) {
            line(primary);
            marks(primary, '^', colour);
            marks(second, '-', palette_.gutter);
            return;
        }
        const bool second_first = second.begin.line < primary.begin.line;
        const Label& upper = second_first ? second : primary;
        const Label& lower = second_first ? primary : second;
        line(upper);
        marks(upper, second_first ? '-' : '^', second_first ? palette_.gutter : colour);
        if (lower.begin.line > upper.begin.line + 1) {
            paint(palette_.gutter, "...");
            out_ += '\n';
        }
        line(lower);
        marks(lower, second_first ? '^' : '-', second_first ? colour : palette_.gutter);
    }

    /// The other half of the story stands in another file.
    void write_elsewhere(const Label& second) {
        out_ += std::string(gutter_, ' ');
        paint(palette_.gutter, "::: ");
        out_ += place(second) + "\n";
        bar();
        line(second);
        marks(second, '-', palette_.gutter);
    }

    void bar() {
        out_ += std::string(gutter_ + 1, ' ');
        paint(palette_.gutter, "|");
        out_ += '\n';
    }

    void line(const Label& label) {
        const std::string number = std::to_string(label.begin.line);
        paint(palette_.gutter, std::string(gutter_ - number.size(), ' ') + number + " |");
        const std::string text = excerpt_of(label).text;
        if (!text.empty()) out_ += " " + text;
        out_ += '\n';
    }

    void marks(const Label& label, char mark, std::string_view colour) {
        const Excerpt excerpt = excerpt_of(label);
        out_ += std::string(gutter_ + 1, ' ');
        paint(palette_.gutter, "|");
        out_ += std::string(excerpt.caret_column + 1, ' ');
        std::string text(excerpt.caret_count, mark);
        if (!label.text.empty()) text += " " + utf8::visible(label.text);
        paint(colour, text);
        out_ += '\n';
    }

    void paint(std::string_view colour, const std::string& text) {
        out_ += colour;
        out_ += text;
        if (!colour.empty()) out_ += palette_.off;
    }

    std::string& out_;
    const std::string& file_;
    const Palette& palette_;
    std::size_t gutter_ = 1;
};

}  // namespace

bool Diagnostics::has_errors() const {
    return std::any_of(items.begin(), items.end(),
                       [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string Diagnostics::to_string(bool colour) const {
    std::string out;
    Writer writer(out, file, colour ? colours : plain);
    for (const Diagnostic& diagnostic : items) {
        if (!out.empty()) out += '\n';
        writer.write(diagnostic);
    }
    return out;
}

}  // namespace meritum
