// Implements parse.hpp: lines, statements, clauses, names. Every range that cannot be read gets one
// diagnostic and is left out.
#include "syntax/parse.hpp"

#include "syntax/brackets.hpp"
#include "syntax/comments.hpp"
#include "syntax/complaints.hpp"
#include "syntax/declared.hpp"
#include "syntax/grammar/grammar.hpp"
#include "syntax/layout.hpp"
#include "syntax/names.hpp"
#include "syntax/placeholders.hpp"

namespace meritum::syntax {

namespace {

class Parser {
public:
    Parser(const Source& source, DiagnosticSink& sink, const Phrases& phrases)
        : source_(source),
          sink_(sink),
          phrases_(phrases),
          tries_(phrases.tries()),
          lines_(read_lines(source, sink)) {}

    ast::Document parse() {
        ast::Document document;
        Layout layout = find_blocks(lines_, sink_);
        declared_ = declare_names(lines_, layout, tries_);
        for (const Block& block : layout.blocks) read_block(block, document);
        document.comments_at_end = std::move(layout.comments_at_end);
        document.declared = std::move(declared_);
        resolve_names(document, phrases_);
        return document;
    }

private:
    const Token* first(const Piece& piece) const { return lines_.tokens.data() + piece.first; }
    const Token* last(const Piece& piece) const { return lines_.tokens.data() + piece.last; }

    /// Reads a piece without reporting anything.
    std::optional<ast::Node> try_piece(const Piece& piece, Group group) const {
        if (piece.broken || piece.first == piece.last ||
            find_bracket_fault(first(piece), last(piece)))
            return {};
        return read_phrase(tries_, group, first(piece), last(piece)).node;
    }

    /// Reads a piece and reports why that cannot be done.
    std::optional<ast::Node> read_piece(const Piece& piece, const Place& place) {
        if (piece.broken || piece.first == piece.last) return {};
        if (auto fault = find_bracket_fault(first(piece), last(piece))) {
            Trouble trouble;
            trouble.fault = std::move(fault);
            complain(tries_, place, first(piece), last(piece), trouble, sink_);
            return {};
        }
        Reading reading = read_phrase(tries_, place.group, first(piece), last(piece));
        if (!reading.node) {
            complain(tries_, place, first(piece), last(piece), reading.trouble, sink_);
            return {};
        }
        attach_comments(*reading.node, piece, source_.text());
        check_placeholders(*reading.node);
        return std::move(reading.node);
    }

    void check_placeholders(const ast::Node& clause) {
        const RowSpec& spec = *find_row(clause.row);
        for (std::size_t i = 0; i < spec.slots.size(); ++i) {
            if (spec.slots[i].kind != SlotKind::texts) continue;
            for (const ast::Node& text : clause[i].slots) {
                for (const Placeholder& part : placeholders(text, declared_, phrases_)) {
                    if (!part.problem.empty())
                        sink_.report(Kind::malformed_placeholder, part.span, {part.problem})
                            .fix("name a value, as in `{sales}`; a brace itself is written twice");
                }
            }
        }
    }

    /// The group of clauses of a statement that could be read, or whose first word at least is
    /// known.
    std::optional<Group> clauses_below(const Piece& head,
                                       const std::optional<ast::Node>& node) const {
        if (node) {
            const bool scalar =
                node->row == ast::Row::fact && (*node)[1].row != ast::Row::type_list;
            return scalar ? std::nullopt : clause_group(node->row);
        }
        const Token* word = first(head);
        if (word == last(head) || word->kind != TokenKind::word) return {};
        for (const RowSpec& spec : row_specs()) {
            if (spec.group != Group::statement || !clause_group(spec.row)) continue;
            for (std::size_t t = 0; t < tries_.tongues().size(); ++t) {
                const PatternPart& opening = tries_.pattern(spec.row, t).front();
                if (opening.kind != PatternPart::Kind::word || opening.word != word->text) continue;
                if (spec.row != ast::Row::fact || mentions_list(head))
                    return clause_group(spec.row);
            }
        }
        return {};
    }

    bool mentions_list(const Piece& head) const {
        for (const Token* token = first(head); token != last(head); ++token) {
            const std::string words = opening_words(tries_, Group::type, token, last(head));
            for (std::size_t t = 0; !words.empty() && t < tries_.tongues().size(); ++t) {
                std::string list;
                for (const PatternPart& part : tries_.pattern(ast::Row::type_list, t)) {
                    list += (list.empty() ? "" : " ") + part.word;
                }
                if (words == list) return true;
            }
        }
        return false;
    }

    void read_block(const Block& block, ast::Document& document) {
        const Piece head = head_of(lines_, block);
        const std::optional<Group> group = clauses_below(head, try_piece(head, Group::statement));
        ast::Statement statement;
        if (group) {
            auto node = read_piece(head, {Group::statement, {}});
            read_clauses(block, *group, statement);
            if (!node) return;
            statement.head = std::move(*node);
            if (statement.head.row == ast::Row::category) unfold_bounds(statement);
        } else {
            auto node = read_piece(join_block(lines_, block), {Group::statement, {}});
            if (!node) return;
            statement.head = std::move(*node);
        }
        document.statements.push_back(std::move(statement));
    }

    /// What follows a category's name are its first clauses. A condition would swallow the next.
    void unfold_bounds(ast::Statement& statement) {
        std::vector<ast::Node>& inline_bounds = statement.head.slots[3].slots;
        for (const ast::Node& bound : inline_bounds) {
            if (bound.row == ast::Row::bound_when)
                sink_.report(Kind::condition_inline, bound.span)
                    .fix("write it on a line of its own below the category, indented");
        }
        statement.clauses.insert(statement.clauses.begin(), inline_bounds.begin(),
                                 inline_bounds.end());
        inline_bounds.clear();
    }

    void read_clauses(const Block& block, Group group, ast::Statement& statement) {
        const Token& opening = lines_.tokens[lines_.lines[block.first_line].first];
        for (const Piece& piece : clauses_of(lines_, block, sink_)) {
            if (auto clause = read_piece(piece, {group, opening.text}))
                statement.clauses.push_back(std::move(*clause));
        }
    }

    const Source& source_;
    DiagnosticSink& sink_;
    const Phrases& phrases_;
    const PhraseTries& tries_;
    TokenLines lines_;
    std::set<std::string, std::less<>> declared_;
};

}  // namespace

ast::Document parse(const Source& source, DiagnosticSink& sink, const Phrases& phrases) {
    return Parser(source, sink, phrases).parse();
}

}  // namespace meritum::syntax
