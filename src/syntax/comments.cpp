// Implements comments.hpp.
#include "syntax/comments.hpp"

#include <algorithm>

#include "syntax/rows.hpp"

namespace meritum::syntax {

namespace {

void collect_rows(ast::Node& node, std::vector<ast::Node*>& rows) {
    const RowSpec* spec = find_row(node.row);
    if (spec && is_block(spec->group)) rows.push_back(&node);
    for (ast::Node& slot : node.slots) collect_rows(slot, rows);
}

/// Where the line of `offset` ends.
std::uint32_t line_end(std::string_view text, std::uint32_t offset) {
    const std::size_t end = text.find('\n', offset);
    return static_cast<std::uint32_t>(end == std::string_view::npos ? text.size() : end);
}

}  // namespace

void attach_comments(ast::Node& node, const Piece& piece, std::string_view text) {
    node.comments.own() = piece.comments;
    if (piece.inner.empty()) return;
    std::vector<ast::Node*> rows;
    collect_rows(node, rows);
    std::sort(rows.begin(), rows.end(),
              [](const ast::Node* a, const ast::Node* b) { return a->span.begin < b->span.begin; });
    for (const InnerComment& comment : piece.inner) {
        const std::uint32_t end = line_end(text, comment.offset);
        ast::Node* owner = nullptr;
        if (comment.own_line) {
            // Above the row that begins the next line.
            const auto next = std::find_if(rows.begin(), rows.end(), [&](const ast::Node* row) {
                return row->span.begin > end;
            });
            if (next != rows.end()) owner = *next;
        } else {
            // Beside the last row of its line.
            for (ast::Node* row : rows) {
                if (row->span.begin >= comment.offset && row->span.begin < end) owner = row;
            }
        }
        if (owner && comment.own_line) {
            owner->comments.own().before.push_back(comment.text);
        } else if (owner && owner->comments->after.empty()) {
            owner->comments.own().after = comment.text;
        } else {
            node.comments.own().before.push_back(comment.text);
        }
    }
}

}  // namespace meritum::syntax
