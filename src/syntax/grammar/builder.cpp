// Implements builder.hpp: leaves, operators, limits and trouble. The folds stand in folds.cpp.
#include "syntax/grammar/builder.hpp"

#include <array>

#include "base/limits.hpp"
#include "syntax/currencies.hpp"

namespace meritum::syntax {

namespace {

/// The row of the longest run of words at `first`, which is moved behind it.
std::optional<ast::Row> walk_words(const PhraseTries& tries, std::size_t root, const Token*& first,
                                   const Token* last) {
    std::optional<ast::Row> best;
    const Token* here = first;
    for (std::size_t node = root; here != last && here->kind == TokenKind::word;) {
        const auto edge = tries.node(node).words.find(here->text);
        if (edge == tries.node(node).words.end()) break;
        ++here;
        node = edge->second.target;
        if (!tries.node(node).accept) continue;
        best = tries.node(node).accept->row;
        first = here;
    }
    return best;
}

std::optional<ast::Row> symbol_row(Operators set, const Token& token) {
    struct Entry {
        Operators set;
        std::string_view symbol;
        ast::Row row;
    };
    constexpr Entry entries[] = {
        {Operators::arithmetic, "+", ast::Row::add},
        {Operators::arithmetic, "-", ast::Row::subtract},
        {Operators::arithmetic, "*", ast::Row::multiply},
        {Operators::arithmetic, "/", ast::Row::divide},
        {Operators::sign, "-", ast::Row::negative},
        {Operators::comparison, "<", ast::Row::less},
        {Operators::comparison, "<=", ast::Row::less_equal},
        {Operators::comparison, ">", ast::Row::greater},
        {Operators::comparison, ">=", ast::Row::greater_equal},
        {Operators::comparison, "=", ast::Row::equal},
        {Operators::comparison, "!=", ast::Row::not_equal},
    };
    if (token.kind != TokenKind::symbol) return std::nullopt;
    for (const Entry& entry : entries) {
        if (entry.set == set && entry.symbol == token.text) return entry.row;
    }
    return std::nullopt;
}

bool is_in(Operators set, ast::Row word) {
    switch (set) {
        case Operators::connective: return word == ast::Row::word_and || word == ast::Row::word_or;
        case Operators::negation: return word == ast::Row::word_not;
        case Operators::when: return word == ast::Row::word_when;
        case Operators::otherwise: return word == ast::Row::word_else;
        case Operators::arithmetic:
        case Operators::sign:
        case Operators::comparison: return false;
    }
    return false;
}

}  // namespace

Builder::Builder(const PhraseTries& tries, const Token* first, const Token* last)
    : tries_(tries),
      begin_(first),
      end_(last),
      max_steps_(static_cast<std::size_t>(last - first + 10) * limits::grammar_steps_per_token) {
    trouble_.furthest = first;
}

void Builder::drop(Mark mark) {
    trees_.resize(mark.trees);
    operators_.resize(mark.operators);
}

void Builder::set_fault(Fault fault) {
    if (!trouble_.fault) trouble_.fault = std::move(fault);
}

bool Builder::step(const Token* at) {
    if (trouble_.fault) return false;
    if (++steps_ <= max_steps_) return true;
    const Token* token = at == end_ ? at - 1 : at;
    set_fault({Kind::nested_too_deep,
               token->span,
               {std::to_string(limits::nesting)},
               "give parts of it names with `let`",
               {},
               {}});
    return false;
}

bool Builder::enter(const Token* at) {
    if (nesting_ < limits::nesting) {
        ++nesting_;
        return true;
    }
    const Token* token = at == end_ ? at - 1 : at;
    set_fault({Kind::nested_too_deep,
               token->span,
               {std::to_string(limits::nesting)},
               "give parts of it names with `let`",
               {},
               {}});
    return false;
}

ast::Node Builder::leaf(ast::Row row, const Token& token) {
    ast::Node node;
    node.row = row;
    node.text = token.text;
    node.span = token.span;
    if (row == ast::Row::name) node.identity = token.text;
    if (row == ast::Row::number) node.number = token.number;
    return node;
}

bool Builder::push(ast::Row row, const Token& token) {
    trees_.push_back({leaf(row, token), 1});
    return true;
}

bool Builder::is_plain_name(const Token& token) const {
    if (token.kind == TokenKind::quoted_name) return true;
    if (token.kind != TokenKind::word) return false;
    const auto reserve = tries_.reserve(token.text);
    return reserve == PhraseTries::Reserve::none ||
           (token.declared && reserve != PhraseTries::Reserve::strong);
}

bool Builder::take_number(const Token*& first, const Token* last) {
    const Token& number = *first++;
    const bool has_currency =
        first != last && first->kind == TokenKind::word && is_currency(first->text);
    if (!has_currency) return push(ast::Row::number, number);
    std::array<Tree, 2> parts{Tree{leaf(ast::Row::number, number)},
                              Tree{leaf(ast::Row::name, *first++)}};
    trees_.push_back(joined(ast::Row::money, parts));
    return true;
}

bool Builder::take_literal(const Token*& first, const Token* last) {
    const Token* begin = first;
    const auto row = walk_words(tries_, tries_.root(Group::literal), first, last);
    if (!row) return false;
    ast::Node node;
    node.row = *row;
    node.span = join(begin->span, (first - 1)->span);
    trees_.push_back({std::move(node), 1});
    return true;
}

/// A point and a word, without blanks before them.
bool Builder::is_field(const Token* at, const Token* last) {
    return last - at > 1 && at[0].kind == TokenKind::symbol && at[0].text == "." &&
           !at[0].blank_before && !at[1].blank_before &&
           (at[1].kind == TokenKind::word || at[1].kind == TokenKind::quoted_name);
}

bool Builder::take_operand(const Token*& first, const Token* last) {
    if (first == last) return false;
    if (first->kind == TokenKind::number) return take_number(first, last);
    if (first->kind == TokenKind::text) return push(ast::Row::text, *first++);
    if (first->kind == TokenKind::date) return push(ast::Row::date, *first++);
    if (take_literal(first, last)) return true;
    if (!is_plain_name(*first)) return false;
    // A field: item, point and field without blanks. After the point no phrase can begin, so any
    // word is a name.
    if (!is_field(first + 1, last)) return push(ast::Row::name, *first++);
    std::array<Tree, 2> parts{Tree{leaf(ast::Row::name, first[0])},
                              Tree{leaf(ast::Row::name, first[2])}};
    trees_.push_back(joined(ast::Row::member, parts));
    first += 3;
    return true;
}

bool Builder::take_name(const Token*& first, const Token* last) {
    if (first == last || !is_plain_name(*first)) return false;
    return push(ast::Row::name, *first++);
}

bool Builder::take_callee(const Token*& first, const Token* last) {
    const bool opens = last - first > 1 && first[1].kind == TokenKind::symbol &&
                       first[1].text == "(" && !first[1].blank_before;
    return opens && (first->kind == TokenKind::quoted_name || first->declared) &&
           take_name(first, last);
}

bool Builder::take_result_name(const Token*& first, const Token* last) {
    if (!is_field(first, last)) return false;
    push(ast::Row::name, first[1]);
    first += 2;
    return true;
}

bool Builder::take_text(const Token*& first, const Token* last) {
    if (first == last || first->kind != TokenKind::text) return false;
    return push(ast::Row::text, *first++);
}

bool Builder::take_symbol(std::string_view symbol, const Token*& first, const Token* last) const {
    if (first == last || first->kind != TokenKind::symbol || first->text != symbol) return false;
    ++first;
    return true;
}

bool Builder::take_operator(Operators set, const Token*& first, const Token* last) {
    if (first == last) return false;
    const Token* token = first;
    if (const auto row = symbol_row(set, *first)) {
        ++first;
        operators_.push_back({*row, token});
        return true;
    }
    const Token* after = first;
    const auto word = walk_words(tries_, tries_.root(Group::word), after, last);
    if (!word || !is_in(set, *word)) return false;
    first = after;
    operators_.push_back({*word, token});
    return true;
}

/// An `else` further on: what stands before it could not be read.
bool Builder::has_else_after(const Token* at) const {
    for (; at != end_; ++at) {
        const Token* after = at;
        if (walk_words(tries_, tries_.root(Group::word), after, end_) == ast::Row::word_else)
            return true;
    }
    return false;
}

bool Builder::require_else(const Token* first, const Token* last) {
    const Token* after = first;
    if (walk_words(tries_, tries_.root(Group::word), after, last) == ast::Row::word_else)
        return true;
    // If reading got further and stopped at a word that fits nowhere, that word is the trouble, not
    // the missing `else`.
    const Token* stuck = trouble_.furthest;
    const bool elsewhere = stuck > first && stuck != end_ && stuck->kind != TokenKind::symbol;
    if (elsewhere || trouble_.value_expected || has_else_after(first)) return false;
    for (std::size_t i = operators_.size(); i > 0; --i) {
        if (operators_[i - 1].row != ast::Row::word_when) continue;
        set_fault({Kind::conditional_without_else,
                   operators_[i - 1].token->span,
                   {},
                   "add what holds otherwise: `, else 0`",
                   {},
                   {}});
        break;
    }
    return false;
}

bool Builder::advance(const Token* to) {
    if (to > trouble_.furthest) {
        trouble_.furthest = to;
        trouble_.expected.clear();
        trouble_.value_expected = false;
    }
    return to == trouble_.furthest;
}

void Builder::expect(const Token* at, const Expectation& expectation) {
    constexpr std::size_t enough = 32;
    if (advance(at) && trouble_.expected.size() < enough) trouble_.expected.push_back(expectation);
}

void Builder::expect_value(const Token* at) {
    if (advance(at)) trouble_.value_expected = true;
}

}  // namespace meritum::syntax
