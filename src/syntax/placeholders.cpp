// Implements placeholders.hpp.
#include "syntax/placeholders.hpp"

#include <optional>

#include "syntax/brackets.hpp"
#include "syntax/grammar/grammar.hpp"
#include "syntax/tokens.hpp"

namespace meritum::syntax {

namespace {

using Names = std::set<std::string, std::less<>>;

/// Where the text's first byte stands in the plan, if the plan holds the text byte for byte
/// (between straight or curly quotes).
std::optional<std::uint32_t> offset_of(const ast::Node& text) {
    const std::size_t length = text.span.end - text.span.begin;
    if (length == text.text.size() + 2) return text.span.begin + 1;
    if (length == text.text.size() + 6) return text.span.begin + 3;
    return std::nullopt;
}

void set_spans(ast::Node& node, Span span) {
    node.span = span;
    for (ast::Node& slot : node.slots) set_spans(slot, span);
}

class Splitter {
public:
    Splitter(const ast::Node& text, const Names& declared, const PhraseTries& tries)
        : text_(text), declared_(declared), tries_(tries), offset_(offset_of(text)) {}

    std::vector<Placeholder> split() {
        const std::string& s = text_.text;
        for (std::size_t i = 0; i < s.size();) {
            const bool doubled = i + 1 < s.size() && s[i + 1] == s[i];
            if (s[i] != '{' && s[i] != '}') {
                words_ += s[i++];
            } else if (doubled) {
                words_ += s[i];
                i += 2;
            } else {
                i = s[i] == '{' ? read_place(i) : read_stray(i);
            }
            if (words_.empty()) words_begin_ = i;
        }
        end_words(s.size());
        return std::move(parts_);
    }

private:
    Span span(std::size_t begin, std::size_t end) const {
        if (!offset_) return text_.span;
        return {*offset_ + static_cast<std::uint32_t>(begin),
                *offset_ + static_cast<std::uint32_t>(end)};
    }

    void end_words(std::size_t end) {
        if (words_.empty()) return;
        parts_.push_back({std::move(words_), {}, span(words_begin_, end), {}});
        words_.clear();
    }

    void refuse(std::size_t begin, std::size_t end, std::string problem) {
        end_words(begin);
        parts_.push_back(
            {text_.text.substr(begin, end - begin), {}, span(begin, end), std::move(problem)});
    }

    std::size_t read_stray(std::size_t at) {
        refuse(at, at + 1, "`}` without `{`");
        return at + 1;
    }

    /// Reads from `{` and returns the place behind its `}`.
    std::size_t read_place(std::size_t at) {
        const std::size_t close = text_.text.find('}', at);
        if (close == std::string::npos) {
            refuse(at, text_.text.size(), "`{` without `}`");
            return text_.text.size();
        }
        const std::string inside = text_.text.substr(at + 1, close - at - 1);
        std::vector<Token> tokens;
        std::vector<TokenProblem> problems;
        std::optional<std::string> comment;
        read_line(inside, offset_ ? span(at + 1, close).begin : 0, tokens, comment, problems);
        for (Token& token : tokens) token.declared = declared_.count(token.text) > 0;
        const Token* first = tokens.data();
        const Token* last = first + tokens.size();
        const bool sound = problems.empty() && !comment && !find_bracket_fault(first, last);
        Reading reading = sound && !tokens.empty() ? read_value(tries_, first, last) : Reading{};
        if (tokens.empty()) {
            refuse(at, close + 1, "nothing stands between `{` and `}`");
        } else if (!reading.node) {
            refuse(at, close + 1, "`" + inside + "` is no value");
        } else {
            end_words(at);
            if (!offset_) set_spans(*reading.node, text_.span);
            parts_.push_back({{}, std::move(*reading.node), span(at, close + 1), {}});
        }
        return close + 1;
    }

    const ast::Node& text_;
    const Names& declared_;
    const PhraseTries& tries_;
    std::optional<std::uint32_t> offset_;
    std::string words_;
    std::size_t words_begin_ = 0;
    std::vector<Placeholder> parts_;
};

}  // namespace

std::vector<Placeholder> placeholders(const ast::Node& text,
                                      const std::set<std::string, std::less<>>& declared,
                                      const Phrases& phrases) {
    return Splitter(text, declared, phrases.tries()).split();
}

}  // namespace meritum::syntax
