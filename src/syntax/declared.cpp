// Implements declared.hpp.
#include "syntax/declared.hpp"

#include <initializer_list>
#include <string>
#include <unordered_map>
#include <vector>

namespace meritum::syntax {

namespace {

/// The words before a slot that declares, and whether they open a statement or stand inside.
struct Opening {
    std::vector<std::string> words;
    Group group;
};

/// By their first words.
using Openings = std::unordered_map<std::string, std::vector<Opening>>;

/// Of each row whose first slot holds new names.
Openings openings(const PhraseTries& tries) {
    Openings found;
    for (const RowSpec& spec : row_specs()) {
        for (std::size_t tongue = 0; tongue < tries.tongues().size(); ++tongue) {
            std::vector<std::string> words;
            for (const PatternPart& part : tries.pattern(spec.row, tongue)) {
                if (part.kind == PatternPart::Kind::word) {
                    words.push_back(part.word);
                    continue;
                }
                const bool declares = part.kind == PatternPart::Kind::slot &&
                                      (spec.slots[part.slot].kind == SlotKind::names ||
                                       spec.slots[part.slot].kind == SlotKind::choices);
                if (declares && !words.empty()) found[words.front()].push_back({words, spec.group});
                break;
            }
        }
    }
    return found;
}

class Declarations {
public:
    Declarations(const PhraseTries& tries, const TokenLines& lines, Declared& found)
        : tries_(tries), openings_(openings(tries)), tokens_(lines.tokens), found_(found) {}

    void read_line(const Line& line, bool opens_statement) {
        if (opens_statement) {
            rows_declare_ =
                line.has_tokens() && opens(tokens_[line.first], {ast::Row::fact, ast::Row::grade});
            in_table_ = line.has_tokens() && opens(tokens_[line.first], {ast::Row::table});
            read(line.first, line.last, true);
        } else if (in_table_) {
            read_columns(line.first, line.last);
        } else if (rows_declare_) {
            take(line.first, line.last);
        }
        for (std::size_t at = line.first; at < line.last; ++at) read(at, line.last, false);
    }

private:
    /// The names behind an opening at `at`: `a | b, c | d`.
    void read(std::size_t at, std::size_t last, bool statement) {
        const auto found = at < last ? openings_.find(tokens_[at].text) : openings_.end();
        if (found == openings_.end()) return;
        for (const auto& [words, group] : found->second) {
            const bool fits = (group == Group::statement) == statement;
            if (fits && words.size() < last - at && begins_with(words, at))
                take(at + words.size(), last);
        }
    }

    /// Fields of a list and grades begin lines of their own; columns of a table stand in one.
    bool opens(const Token& opening, std::initializer_list<ast::Row> statements) const {
        for (const ast::Row row : statements) {
            for (std::size_t tongue = 0; tongue < tries_.tongues().size(); ++tongue) {
                if (tries_.pattern(row, tongue).front().word == opening.text) return true;
            }
        }
        return false;
    }

    /// Whether a word stands in the patterns of this row.
    bool is_word_of(ast::Row row, const std::string& word) const {
        for (std::size_t tongue = 0; tongue < tries_.tongues().size(); ++tongue) {
            for (const PatternPart& part : tries_.pattern(row, tongue)) {
                if (part.kind == PatternPart::Kind::word && part.word == word) return true;
            }
        }
        return false;
    }

    /// `by a | b, c gives d, e`: the words behind these words and behind commas. Behind the column
    /// across a matrix stand its heads, which declare nothing.
    void read_columns(std::size_t at, std::size_t last) {
        if (at == last || !opens(tokens_[at], {ast::Row::table_by, ast::Row::table_matrix})) return;
        bool heads = false;
        bool begins = false;
        for (; at < last; ++at) {
            const Token& token = tokens_[at];
            const bool by = is_word_of(ast::Row::table_by, token.text);
            const bool across = !by && is_word_of(ast::Row::table_matrix, token.text);
            if (token.kind == TokenKind::word && begins) {
                found_.insert(token.text);
                begins = false;
            } else if (token.kind == TokenKind::word && (by || across)) {
                heads = heads || across;
                begins = true;
            } else if (token.kind == TokenKind::symbol) {
                begins = token.text == "|" || (token.text == "," && !heads);
            }
        }
    }

    bool begins_with(const std::vector<std::string>& words, std::size_t at) const {
        for (std::size_t i = 0; i < words.size(); ++i) {
            const Token& token = tokens_[at + i];
            if (token.kind != TokenKind::word || token.text != words[i]) return false;
        }
        return true;
    }

    void take(std::size_t at, std::size_t last) {
        const bool opens = at < last && tokens_[at].kind == TokenKind::symbol;
        if (opens && tokens_[at].text == "(") ++at;  // `one of (a, b)`
        while (at < last && tokens_[at].kind == TokenKind::word) {
            found_.insert(tokens_[at++].text);
            const bool more = at + 1 < last && tokens_[at].kind == TokenKind::symbol &&
                              (tokens_[at].text == "|" || tokens_[at].text == ",");
            if (!more) return;
            ++at;
        }
    }

    const PhraseTries& tries_;
    Openings openings_;
    const std::vector<Token>& tokens_;
    Declared& found_;
    bool in_table_ = false;
    bool rows_declare_ = false;  ///< the lines below the statement begin with new names
};

}  // namespace

void find_declared(const TokenLines& lines, const Layout& layout, const PhraseTries& tries,
                   Declared& found) {
    Declarations names(tries, lines, found);
    for (const Block& block : layout.blocks) {
        for (std::size_t i = block.first_line; i < block.last_line; ++i)
            names.read_line(lines.lines[i], i == block.first_line);
    }
}

void mark_declared(TokenLines& lines, const Declared& found) {
    for (Token& token : lines.tokens) {
        token.declared = token.kind == TokenKind::word && found.count(token.text) > 0;
    }
}

}  // namespace meritum::syntax
