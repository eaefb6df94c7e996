// Lines, statements and clauses, before any phrase is read. In: lines with tokens and comments.
// Out: pieces, each a range of tokens with the comments that belong to it. Knows nothing of
// phrases. Tests: tests/syntax/layout_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "syntax/ast.hpp"
#include "syntax/tokens.hpp"

namespace meritum::syntax {

/// A comment inside a piece, to be given to a tier or pair of it.
struct InnerComment {
    std::string text;
    std::uint32_t offset;  ///< where its line begins
    bool own_line;
};

/// The head of a statement, or a clause, with its continuation lines.
struct Piece {
    std::size_t first = 0;  ///< tokens [first, last) of TokenLines::tokens
    std::size_t last = 0;
    Span span;
    std::size_t indent = 0;
    bool broken = false;  ///< a problem of it was reported already
    ast::Comments comments;
    std::vector<InnerComment> inner;
    std::vector<std::size_t> deeper;  ///< the first tokens of the lines that continue it
};

/// A statement's lines: those of a statement with clauses are split at the clause indent, others
/// joined.
struct Block {
    std::size_t first_line = 0;  ///< the line at column 0
    std::size_t last_line = 0;   ///< behind its last line with tokens
    ast::Comments comments;      ///< of the statement
};

struct Layout {
    std::vector<Block> blocks;
    std::vector<std::string> comments_at_end;
};

/// Finds the statements. Indented lines before the first are reported.
Layout find_blocks(const TokenLines& lines, DiagnosticSink& sink);

/// The block as one piece: head and continuation.
Piece join_block(const TokenLines& lines, const Block& block);
/// The head line alone.
Piece head_of(const TokenLines& lines, const Block& block);
/// The clauses below the head. A line that is indented less than the first clause is reported.
std::vector<Piece> clauses_of(const TokenLines& lines, const Block& block, DiagnosticSink& sink);

}  // namespace meritum::syntax
