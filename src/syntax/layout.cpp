// Implements layout.hpp.
#include "syntax/layout.hpp"

#include "base/limits.hpp"

namespace meritum::syntax {

namespace {

bool has_content(const Line& line) { return line.has_tokens() || (line.broken && !line.comment); }

/// Collects the comments and empty lines that stand above something.
class Pending {
public:
    void add(const Line& line) {
        if (line.comment) {
            if (empty_line_ && !comments_.empty()) comments_.emplace_back();
            if (empty_line_ && comments_.empty()) blank_before_ = true;
            comments_.push_back(*line.comment);
            empty_line_ = false;
        } else {
            empty_line_ = true;
        }
    }

    /// What was collected, for something that begins now.
    ast::Comments take() {
        ast::Comments out;
        if (empty_line_) {
            if (comments_.empty()) {
                blank_before_ = true;
            } else {
                comments_.emplace_back();
            }
        }
        out.before = std::move(comments_);
        out.blank_before = blank_before_;
        *this = {};
        return out;
    }

    std::vector<std::string> take_at_end() {
        std::vector<std::string> out = std::move(comments_);
        if (blank_before_ && !out.empty()) out.insert(out.begin(), std::string());
        return out;
    }

private:
    std::vector<std::string> comments_;
    bool blank_before_ = false;
    bool empty_line_ = false;
};

void start(Piece& piece, const Line& line, ast::Comments comments) {
    piece.first = line.first;
    piece.last = line.last;
    piece.span = line.span;
    piece.indent = line.indent;
    piece.broken = line.broken;
    piece.comments = std::move(comments);
    if (line.comment) piece.comments.after = *line.comment;
}

void continue_with(Piece& piece, const Line& line) {
    piece.last = line.last;
    piece.span.end = line.span.end;
    if (line.has_tokens()) piece.deeper.push_back(line.first);
    piece.broken = piece.broken || line.broken;
    if (line.comment) piece.inner.push_back({*line.comment, line.span.begin, false});
}

/// Comments on lines of their own between the lines of a piece.
void continue_after(Piece& piece, const TokenLines& lines, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
        const Line& line = lines.lines[i];
        if (!has_content(line) && line.comment)
            piece.inner.push_back({*line.comment, line.span.begin, true});
    }
}

}  // namespace

Layout find_blocks(const TokenLines& lines, DiagnosticSink& sink) {
    Layout layout;
    Pending pending;
    bool too_many = false;
    for (std::size_t i = 0; i < lines.lines.size() && !too_many; ++i) {
        const Line& line = lines.lines[i];
        if (!has_content(line)) {
            pending.add(line);
            continue;
        }
        if (line.indent > 0 && layout.blocks.empty()) {
            if (!line.broken) {
                const Token& token = lines.tokens[line.first];
                sink.report(Kind::indented_without_statement, token.span)
                    .fix("begin it at column 1");
            }
            pending.take();
            continue;
        }
        if (line.indent == 0) {
            too_many = layout.blocks.size() == limits::statements;
            if (too_many) {
                sink.report(Kind::too_many_statements, line.span,
                            {std::to_string(limits::statements)})
                    .fix("split it into several plans");
                continue;
            }
            layout.blocks.push_back({i, i, pending.take()});
        } else {
            pending.take();  // comments between clauses are collected again when the block is split
        }
        layout.blocks.back().last_line = i + 1;
    }
    layout.comments_at_end = pending.take_at_end();
    return layout;
}

Piece head_of(const TokenLines& lines, const Block& block) {
    Piece piece;
    start(piece, lines.lines[block.first_line], block.comments);
    return piece;
}

Piece join_block(const TokenLines& lines, const Block& block) {
    Piece piece = head_of(lines, block);
    for (std::size_t i = block.first_line + 1; i < block.last_line; ++i) {
        continue_after(piece, lines, i, i + 1);
        if (has_content(lines.lines[i])) continue_with(piece, lines.lines[i]);
    }
    return piece;
}

std::vector<Piece> clauses_of(const TokenLines& lines, const Block& block, DiagnosticSink& sink) {
    std::vector<Piece> clauses;
    Pending pending;
    std::size_t waiting = block.first_line + 1;  // the first line that `pending` holds
    for (std::size_t i = block.first_line + 1; i < block.last_line; ++i) {
        const Line& line = lines.lines[i];
        if (!has_content(line)) {
            pending.add(line);
            continue;
        }
        if (!clauses.empty() && line.indent > clauses.front().indent) {
            continue_after(clauses.back(), lines, waiting, i);
            continue_with(clauses.back(), line);
            pending.take();
        } else {
            Piece piece;
            start(piece, line, pending.take());
            if (!clauses.empty() && line.indent < clauses.front().indent && !line.broken) {
                const Span span{line.span.begin, lines.tokens[line.first].span.begin};
                sink.report(Kind::uneven_indentation, span,
                            {std::to_string(line.indent), std::to_string(clauses.front().indent)})
                    .fix("indent it by " + std::to_string(clauses.front().indent) +
                         (clauses.front().indent == 1 ? " space" : " spaces"));
                piece.broken = true;
                piece.indent = clauses.front().indent;
            }
            clauses.push_back(std::move(piece));
        }
        waiting = i + 1;
    }
    return clauses;
}

}  // namespace meritum::syntax
