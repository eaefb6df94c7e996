/// What is wrong with a plan, in words: every problem at once, each on the narrowest range of text,
/// with a second label where another place is half of the story, and a fix.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "meritum/export.hpp"

namespace meritum {

enum class Severity { error, warning };

/// A place in a plan's text. Offsets count from 0, lines and columns from 1. A byte order mark at
/// the beginning of the text counts nowhere, and a byte that is not UTF-8 counts as one code point.
struct Position {
    std::size_t offset = 0;  ///< in bytes
    std::size_t line = 1;
    std::size_t column = 1;        ///< in code points, as messages for people count
    std::size_t byte_column = 1;   ///< in bytes of UTF-8, as compilers count
    std::size_t utf16_column = 1;  ///< in UTF-16 units, as most editors count
};

/// A half-open range of a plan's text and what it means there.
struct Label {
    Position begin;
    Position end;
    std::string text;     ///< a few words that stand beside the caret; may be empty
    std::string excerpt;  ///< the whole line on which the range begins, without its end
    std::string file;     ///< a file the plan uses; empty: the plan's own
};

struct Diagnostic {
    std::string code;  ///< stable, "M0301"; docs/diagnostics.md and codes.hpp explain each
    std::string name;  ///< stable, "division_by_zero"
    Severity severity = Severity::error;
    std::string message;
    Label primary;
    std::optional<Label> secondary;
    std::string fix;  ///< what to write instead, in words; may be empty
};

/// The diagnostics of one plan, in the order of its text and then of the files it uses. A value;
/// may be copied and outlives the plan.
struct MERITUM_API Diagnostics {
    std::string file;  ///< the name of the plan's file, as given
    std::vector<Diagnostic> items;

    bool has_errors() const;

    /// For people: message, excerpt with carets, second label, fix. With `colour`, ANSI colours.
    std::string to_string(bool colour = false) const;
};

/// The diagnostics of several plans for a program: one JSON document (see docs/json.md).
MERITUM_API std::string to_json(std::span<const Diagnostics> plans);

/// The same as SARIF 2.1.0, which code hosts and editors show beside the lines. Every code that
/// occurs is one of its rules, with the help of docs/diagnostics.md.
MERITUM_API std::string to_sarif(std::span<const Diagnostics> plans);

}  // namespace meritum
