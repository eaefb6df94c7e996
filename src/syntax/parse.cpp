// Implements parse.hpp: lines, statements, clauses, names. Every range that cannot be read gets one
// diagnostic and is left out.
#include "syntax/parse.hpp"

#include <algorithm>

#include "syntax/brackets.hpp"
#include "syntax/comments.hpp"
#include "syntax/complaints.hpp"
#include "syntax/declared.hpp"
#include "syntax/grammar/grammar.hpp"
#include "syntax/layout.hpp"
#include "syntax/names.hpp"
#include "syntax/placeholders.hpp"
#include "syntax/plan_files.hpp"
#include "syntax/table_files.hpp"

namespace meritum::syntax {

namespace {

class Parser {
public:
    Parser(Source& source, DiagnosticSink& sink, const Phrases& phrases, const Resolve& resolve)
        : source_(source),
          sink_(sink),
          phrases_(phrases),
          tries_(phrases.tries()),
          resolve_(resolve),
          files_(read_files(source, sink, tries_, resolve)) {}

    ast::Document parse() {
        for (const PlanFile& file : files_)
            find_declared(file.lines, file.layout, tries_, declared_);
        for (PlanFile& file : files_) mark_declared(file.lines, declared_);
        ast::Document document;
        std::size_t blocks = 0;
        for (const PlanFile& file : files_) blocks += file.layout.blocks.size();
        document.statements.reserve(blocks);
        read_file(0, document);
        document.comments_at_end = std::move(files_.front().layout.comments_at_end);
        document.declared = std::move(declared_);
        resolve_names(document, phrases_);
        read_table_files(document);
        return document;
    }

private:
    void read_table_files(ast::Document& document) {
        std::optional<NameTable> names;
        for (ast::Statement& statement : document.statements) {
            if (!has_rows_elsewhere(statement)) continue;
            if (!names) names.emplace(document, phrases_);
            read_table_file(statement, {document, *names, files_[statement.file].path}, source_,
                            sink_, tries_, resolve_);
        }
    }

    /// The statements of a file; those of a file it uses stand before its `use`.
    void read_file(std::size_t number, ast::Document& document) {
        const Layout& layout = files_[number].layout;
        std::optional<std::size_t> above;  // the statement before, of this file
        for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
            const auto used = files_[number].used_by.find(i);
            if (used != files_[number].used_by.end()) read_file(used->second, document);
            lines_ = &files_[number].lines;
            const std::size_t before = document.statements.size();
            read_block(layout.blocks[i], document);
            if (document.statements.size() == before) continue;
            ast::Statement& statement = document.statements.back();
            statement.file = static_cast<std::uint32_t>(number);
            statement.extent = {statement.head.span.begin, source_.span_of(number).end + 1};
            if (above) document.statements[*above].extent.end = statement.extent.begin;
            above = before;
            check_files(statement);
        }
    }

    /// Files are named by texts, and only the plan itself has a header.
    void check_files(const ast::Statement& statement) {
        const ast::Node& head = statement.head;
        if (head.row == ast::Row::use && head[0].row != ast::Row::text)
            sink_.report(Kind::use_of_no_file, head[0].span)
                .fix("write `\"" + std::string(source_.text(head[0].span)) + "\"`");
        if (head.row == ast::Row::plan && statement.file != 0)
            sink_.report(Kind::plan_in_used_file, head.span)
                .fix("move what several plans share into a file of its own, without `plan`");
    }

    const Token* first(const Piece& piece) const { return lines_->tokens.data() + piece.first; }
    const Token* last(const Piece& piece) const { return lines_->tokens.data() + piece.last; }

    /// Reads a piece without reporting anything.
    std::optional<ast::Node> try_piece(const Piece& piece, Group group) const {
        if (piece.broken || piece.first == piece.last ||
            find_bracket_fault(first(piece), last(piece)))
            return {};
        return read_phrase(tries_, group, first(piece), last(piece) - has_colon(piece)).node;
    }

    /// A colon at the end, as other languages have it: it is refused, but what stands before it is
    /// understood, so that nothing else seems to be missing.
    std::ptrdiff_t has_colon(const Piece& piece) const {
        const Token& token = last(piece)[-1];
        const bool colon = token.kind == TokenKind::symbol && token.text == ":";
        return colon && piece.last - piece.first > 1 ? 1 : 0;
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
        const auto colon = has_colon(piece);
        Reading reading = read_phrase(tries_, place.group, first(piece), last(piece) - colon);
        if (!reading.node) {
            complain(tries_, place, first(piece), last(piece) - colon, reading.trouble, sink_);
            return {};
        }
        return finished(*std::move(reading.node), piece);
    }

    /// What was read of a piece, with what stands beside it.
    ast::Node finished(ast::Node node, const Piece& piece) {
        if (has_colon(piece) != 0)
            sink_.report(Kind::left_over, last(piece)[-1].span, {":"}).fix("delete it");
        attach_comments(node, piece, source_.text());
        check_placeholders(node);
        return node;
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
                if (words == opening_of(tries_.pattern(ast::Row::type_list, t))) return true;
            }
        }
        return false;
    }

    void read_block(const Block& block, ast::Document& document) {
        const Piece head = head_of(*lines_, block);
        auto node = try_piece(head, Group::statement);
        const std::optional<Group> group = clauses_below(head, node);
        ast::Statement statement;
        if (group) {
            node = node ? finished(*std::move(node), head)
                        : read_piece(head, {Group::statement, {}, 0, {}});
            read_clauses(block, *group, statement);
            if (!node) return;
            statement.head = std::move(*node);
            if (statement.head.row == ast::Row::category) unfold_bounds(statement);
        } else {
            node = read_piece(join_block(*lines_, block), {Group::statement, {}, 0, {}});
            if (!node) return;
            statement.head = std::move(*node);
        }
        document.statements.push_back(std::move(statement));
    }

    /// What follows a category's name are its first clauses. A condition would swallow the next.
    void unfold_bounds(ast::Statement& statement) {
        std::vector<ast::Node>& inline_bounds = statement.head.slots[4].slots;
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
        const Token& opening = lines_->tokens[lines_->lines[block.first_line].first];
        for (const Piece& piece : clauses_of(*lines_, block, sink_)) {
            Place place{group, opening.text, piece.indent, {}};
            for (const std::size_t token : piece.deeper)
                place.deeper.push_back(lines_->tokens.data() + token);
            auto clause = read_piece(piece, place);
            if (!clause) continue;
            if (group == Group::rule_clause) warn_of_deeper(piece, place);
            statement.clauses.push_back(std::move(*clause));
        }
    }

    /// `at most 8` below `give c.amount` and deeper caps each item: most likely the rule was meant.
    /// (`when` is the other way round: it seldom begins a clause there.)
    void warn_of_deeper(const Piece& piece, const Place& place) {
        if (place.deeper.empty()) return;
        const std::string above = opening_words(tries_, place.group, first(piece), last(piece));
        for (const Token* token : place.deeper) {
            const std::string words = opening_words(tries_, place.group, token, last(piece));
            if (words.empty() || !bounds_or_rounds(words)) continue;
            const auto more = std::count(words.begin(), words.end(), ' ');
            sink_.report(Kind::clause_inside_clause, join(token->span, token[more].span), {words})
                .fix("indent it like `" + above +
                     "` to make it a clause of its own, or write it at the end of that line");
        }
    }

    bool bounds_or_rounds(const std::string& words) const {
        constexpr ast::Row rows[] = {ast::Row::rule_at_most, ast::Row::rule_at_least,
                                     ast::Row::rule_round};
        return std::any_of(std::begin(rows), std::end(rows), [&](ast::Row row) {
            for (std::size_t t = 0; t < tries_.tongues().size(); ++t) {
                if (opening_of(tries_.pattern(row, t)) == words) return true;
            }
            return false;
        });
    }

    /// The words with which a pattern begins.
    static std::string opening_of(const Pattern& pattern) {
        std::string words;
        for (const PatternPart& part : pattern) {
            if (part.kind != PatternPart::Kind::word) break;
            words += (words.empty() ? "" : " ") + part.word;
        }
        return words;
    }

    Source& source_;
    DiagnosticSink& sink_;
    const Phrases& phrases_;
    const PhraseTries& tries_;
    const Resolve& resolve_;
    std::vector<PlanFile> files_;
    const TokenLines* lines_ = nullptr;  ///< of the file that is being read
    Declared declared_;
};

}  // namespace

ast::Document parse(Source& source, DiagnosticSink& sink, const Phrases& phrases,
                    const Resolve& resolve) {
    return Parser(source, sink, phrases, resolve).parse();
}

}  // namespace meritum::syntax
