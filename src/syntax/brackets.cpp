// Implements brackets.hpp with a stack of our own, so that depth costs nothing.
#include "syntax/brackets.hpp"

#include "base/limits.hpp"

namespace meritum::syntax {

std::optional<Fault> find_bracket_fault(const Token* first, const Token* last) {
    const auto fault = [](Kind kind, const Token& at, std::vector<std::string> words,
                          std::string fix) {
        return Fault{kind, at.span, std::move(words), std::move(fix), {}, {}};
    };
    if (static_cast<std::size_t>(last - first) > limits::clause_tokens) {
        return fault(Kind::statement_too_long, first[limits::clause_tokens],
                     {std::to_string(limits::clause_tokens)}, "give parts of it names with `let`");
    }
    std::vector<const Token*> open;
    for (const Token* token = first; token != last; ++token) {
        if (token->kind != TokenKind::symbol) continue;
        if (token->text == "(") {
            open.push_back(token);
            if (open.size() <= limits::nesting) continue;
            return fault(Kind::nested_too_deep, *token, {std::to_string(limits::nesting)},
                         "give parts of it names with `let`");
        }
        if (token->text != ")") continue;
        if (open.empty())
            return fault(Kind::unopened_bracket, *token, {}, "delete it, or open it before");
        open.pop_back();
    }
    if (open.empty()) return std::nullopt;
    return fault(Kind::unclosed_bracket, *open.back(), {}, "add `)` where it ends");
}

}  // namespace meritum::syntax
