// Words, numbers, texts and symbols, by hand, before the grammar. In: the text of a plan. Out:
// tokens by lines, comments beside them, problems. Knows nothing of phrases. Tests:
// tests/syntax/tokens_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/source.hpp"
#include "base/span.hpp"
#include "meritum/decimal.hpp"

namespace meritum::syntax {

enum class TokenKind : std::uint8_t {
    word,         ///< letters, digits, `_`: a name or a word of a phrase
    quoted_name,  ///< a name in backticks; never a word of a phrase
    number,
    date,
    text,
    symbol,  ///< in its plain spelling: `≤` is "<="
    broken,  ///< a problem was reported here
};

struct Token {
    TokenKind kind = TokenKind::broken;
    Span span;
    std::string text;  ///< NFC; texts and names unquoted; numbers as written, in plain digits
    Decimal number;    ///< numbers only, with percent and ten thousands applied
    bool blank_before = false;  ///< a blank or the beginning of a line stands before it
    bool declared = false;      ///< a word the plan declares as a name (set by syntax/declared.hpp)
};

/// A problem found while reading tokens, to be reported by whoever owns the sink.
struct TokenProblem {
    Kind kind;
    Span span;
    std::vector<std::string> words;
    std::string fix;
};

/// The tokens of one line of text. Spans count from `offset`; `comment` is set if one ends the line
/// (without `#`; a bare
/// `#` gives " ", as "" stands for an empty line). Appends to `problems`.
void read_line(std::string_view line, std::uint32_t offset, std::vector<Token>& tokens,
               std::optional<std::string>& comment, std::vector<TokenProblem>& problems);

/// One line: its tokens are [first, last) of TokenLines::tokens.
struct Line {
    Span span;               ///< without its end
    std::size_t indent = 0;  ///< blanks before the first token
    std::size_t first = 0;
    std::size_t last = 0;
    std::optional<std::string> comment;
    bool broken = false;  ///< a problem was reported; what it says cannot be trusted

    bool has_tokens() const { return first != last; }
    bool is_empty() const { return !has_tokens() && !comment && !broken; }
};

struct TokenLines {
    std::vector<Token> tokens;
    std::vector<Line> lines;
};

/// Every line of a file of a plan. Reports problems of characters, numbers, texts, indentation and
/// size.
TokenLines read_lines(const Source& source, DiagnosticSink& sink, std::size_t file = 0);

}  // namespace meritum::syntax
