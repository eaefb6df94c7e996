// Implements declared.hpp.
#include "syntax/declared.hpp"

#include <vector>

namespace meritum::syntax {

namespace {

/// The words before a slot that declares, and whether they open a statement or stand inside.
struct Opening {
    std::vector<std::string> words;
    Group group;
};

/// Of each row whose first slot holds new names.
std::vector<Opening> openings(const PhraseTries& tries) {
    std::vector<Opening> found;
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
                if (declares) found.push_back({words, spec.group});
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
            rows_declare_ = line.has_tokens() && declares_rows(tokens_[line.first]);
            read(line.first, line.last, true);
        } else if (rows_declare_) {
            take(line.first, line.last);
        }
        for (std::size_t at = line.first; at < line.last; ++at) read(at, line.last, false);
    }

private:
    /// The names behind an opening at `at`: `a | b, c | d`.
    void read(std::size_t at, std::size_t last, bool statement) {
        for (const auto& [words, group] : openings_) {
            const bool fits = (group == Group::statement) == statement && !words.empty();
            if (fits && words.size() < last - at && begins_with(words, at))
                take(at + words.size(), last);
        }
    }

    /// Fields of a list and grades.
    bool declares_rows(const Token& opening) const {
        for (const ast::Row row : {ast::Row::fact, ast::Row::grade}) {
            for (std::size_t tongue = 0; tongue < tries_.tongues().size(); ++tongue) {
                if (tries_.pattern(row, tongue).front().word == opening.text) return true;
            }
        }
        return false;
    }

    bool begins_with(const std::vector<std::string>& words, std::size_t at) const {
        for (std::size_t i = 0; i < words.size(); ++i) {
            const Token& token = tokens_[at + i];
            if (token.kind != TokenKind::word || token.text != words[i]) return false;
        }
        return true;
    }

    void take(std::size_t at, std::size_t last) {
        while (at < last && tokens_[at].kind == TokenKind::word) {
            found_.insert(tokens_[at++].text);
            const bool more = at + 1 < last && tokens_[at].kind == TokenKind::symbol &&
                              (tokens_[at].text == "|" || tokens_[at].text == ",");
            if (!more) return;
            ++at;
        }
    }

    const PhraseTries& tries_;
    std::vector<Opening> openings_;
    const std::vector<Token>& tokens_;
    Declared& found_;
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
