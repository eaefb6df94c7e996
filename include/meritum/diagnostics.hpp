/// What is wrong with a plan, in words: every problem at once, each on the narrowest range of text,
/// with a second label where another place is half of the story, and a fix.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "meritum/export.hpp"

namespace meritum {

enum class Severity { error, warning };

/// A place in a plan's text. Offsets count bytes from 0; lines and columns count from 1.
struct Position {
    std::size_t offset = 0;
    std::size_t line = 1;
    std::size_t column = 1;  ///< in code points
    std::size_t utf16_column =
        1;  ///< in UTF-16 units, as editors of the language server protocol count
};

/// A half-open range of a plan's text and what it means there.
struct Label {
    Position begin;
    Position end;
    std::string text;     ///< a few words that stand beside the caret; may be empty
    std::string excerpt;  ///< the whole line on which the range begins, without its end
};

struct Diagnostic {
    std::string code;  ///< stable, "M0301"; tests/golden/diagnostics/ shows each
    std::string name;  ///< stable, "division_by_zero"
    Severity severity = Severity::error;
    std::string message;
    Label primary;
    std::optional<Label> secondary;
    std::string fix;  ///< what to write instead, in words; may be empty
};

/// The diagnostics of one plan, in the order of its text. A value; may be copied and outlives the
/// plan.
struct MERITUM_API Diagnostics {
    std::string file;  ///< the name of the plan's file, as given
    std::vector<Diagnostic> items;

    bool has_errors() const;

    /// For people: message, excerpt with carets, second label, fix. With `colour`, ANSI colours.
    std::string to_string(bool colour = false) const;
};

}  // namespace meritum
