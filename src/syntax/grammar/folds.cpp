// The folds of builder.hpp: from flat lists of operands and operators to trees, precedence decided
// here. Every tree's depth is counted as it grows, so that a chain of thousands never becomes a
// tree that others would have to walk recursively.
#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "syntax/grammar/builder.hpp"

namespace meritum::syntax {

namespace {

bool is_product(ast::Row row) { return row == ast::Row::multiply || row == ast::Row::divide; }

/// The narrowest range of a rule's tokens; of nothing, the end of the token before.
Span span_of(const Token* first, const Token* last, const Token* begin) {
    if (first != last) return join(first->span, (last - 1)->span);
    if (first == begin) return {};
    const std::uint32_t end = (first - 1)->span.end;
    return {end, end};
}

}  // namespace

Builder::Tree Builder::joined(ast::Row row, std::span<Tree> parts) {
    Tree tree;
    tree.node.row = row;
    tree.node.slots.reserve(parts.size());
    if (!parts.empty()) tree.node.span = join(parts.front().node.span, parts.back().node.span);
    for (Tree& part : parts) {
        tree.depth = std::max(tree.depth, part.depth + 1);
        tree.node.slots.push_back(std::move(part.node));
    }
    return tree;
}

Builder::Tree Builder::joined_since(std::size_t mark, ast::Row row) {
    Tree tree = joined(row, std::span<Tree>(trees_).subspan(mark));
    trees_.resize(mark);
    return tree;
}

std::vector<Builder::Tree> Builder::since(std::size_t mark) {
    const auto from = trees_.begin() + static_cast<std::ptrdiff_t>(mark);
    std::vector<Tree> parts(std::make_move_iterator(from), std::make_move_iterator(trees_.end()));
    trees_.resize(mark);
    return parts;
}

bool Builder::push_tree(Tree tree, const Token* at) {
    const bool fits = tree.depth <= limits::tree_depth;
    if (!fits) {
        set_fault({Kind::nested_too_deep,
                   at->span,
                   {std::to_string(limits::tree_depth)},
                   "give parts of it names with `let`",
                   {},
                   {}});
    }
    trees_.push_back(std::move(tree));
    return fits;
}

bool Builder::fold_arithmetic(Mark mark, const Token*, const Token*) {
    std::vector<Operator> operators(
        operators_.begin() + static_cast<std::ptrdiff_t>(mark.operators), operators_.end());
    operators_.resize(mark.operators);
    if (operators.empty()) return true;
    std::vector<Tree> operands = since(mark.trees);

    // First products into the sum's operands, then the sum, both from the left.
    const auto chain = [this](Tree& left, const Operator& op, Tree right) {
        std::array<Tree, 2> parts{std::move(left), std::move(right)};
        left = joined(op.row, parts);
        if (left.depth <= limits::tree_depth) return true;
        return push_tree(std::move(left), op.token);
    };
    std::vector<Tree> terms;
    std::vector<Operator> signs;
    terms.push_back(std::move(operands.front()));
    for (std::size_t i = 0; i < operators.size(); ++i) {
        if (is_product(operators[i].row)) {
            if (!chain(terms.back(), operators[i], std::move(operands[i + 1]))) return false;
        } else {
            signs.push_back(operators[i]);
            terms.push_back(std::move(operands[i + 1]));
        }
    }
    Tree sum = std::move(terms.front());
    for (std::size_t i = 0; i < signs.size(); ++i) {
        if (!chain(sum, signs[i], std::move(terms[i + 1]))) return false;
    }
    trees_.push_back(std::move(sum));
    return true;
}

bool Builder::fold_unary(ast::Row row, Mark mark) {
    while (operators_.size() > mark.operators) {
        const Token* token = operators_.back().token;
        operators_.pop_back();
        Tree tree = joined_since(trees_.size() - 1, row);
        tree.node.span = join(token->span, tree.node.span);
        if (!push_tree(std::move(tree), token)) return false;
    }
    return true;
}

bool Builder::fold_signs(Mark mark, const Token*, const Token*) {
    return fold_unary(ast::Row::negative, mark);
}

bool Builder::fold_signed_number(Mark mark, const Token* first, const Token*) {
    if (first[1].blank_before) {  // `score - 10` would be read as a difference
        set_fault({Kind::sign_apart,
                   first->span,
                   {},
                   "write the sign before the digits: `-" + first[1].text +
                       "`; a difference stands in parentheses",
                   {},
                   {}});
        return false;
    }
    const ast::Row row = trees_.back().node.row;
    const bool is_number = row == ast::Row::number || row == ast::Row::money;
    return is_number && fold_unary(ast::Row::negative, mark);
}

bool Builder::fold_negations(Mark mark, const Token*, const Token*) {
    return fold_unary(ast::Row::logical_not, mark);
}

bool Builder::fold_comparison(Mark mark, const Token* first, const Token* last) {
    const std::size_t count = operators_.size() - mark.operators;
    if (count == 0) return true;
    if (count > 1) {
        const Operator& one = operators_[mark.operators];
        const Operator& two = operators_[mark.operators + 1];
        std::string left;
        std::string middle;
        for (const Token* t = first; t != one.token; ++t) left += t->text + " ";
        for (const Token* t = one.token + 1; t != two.token; ++t)
            middle += (middle.empty() ? "" : " ") + t->text;
        const Token* end = count > 2 ? operators_[mark.operators + 2].token : last;
        std::string right;
        for (const Token* t = two.token + 1; t != end; ++t) right += " " + t->text;
        const bool is_short = left.size() + middle.size() + right.size() < 60;
        set_fault({Kind::chained_comparison,
                   two.token->span,
                   {},
                   is_short ? "write `" + left + one.token->text + " " + middle + " and " + middle +
                                  " " + two.token->text + right + "`"
                            : "join two comparisons with `and`",
                   one.token->span,
                   "the first comparison"});
        return false;
    }
    const Operator op = operators_.back();
    operators_.pop_back();
    return push_tree(joined_since(mark.trees, op.row), op.token);
}

bool Builder::fold_connectives(Mark mark, const Token* first, const Token*) {
    std::vector<Operator> operators(
        operators_.begin() + static_cast<std::ptrdiff_t>(mark.operators), operators_.end());
    operators_.resize(mark.operators);
    if (operators.empty()) return true;
    std::vector<Tree> operands = since(mark.trees);

    // `and` binds tighter: runs of it become the operands of `or`.
    std::vector<Tree> alternatives;
    std::vector<Tree> run;
    const auto end_run = [&] {
        alternatives.push_back(run.size() == 1 ? std::move(run.front())
                                               : joined(ast::Row::logical_and, run));
        run.clear();
    };
    run.push_back(std::move(operands.front()));
    for (std::size_t i = 0; i < operators.size(); ++i) {
        if (operators[i].row == ast::Row::word_or) end_run();
        run.push_back(std::move(operands[i + 1]));
    }
    end_run();
    return push_tree(alternatives.size() == 1 ? std::move(alternatives.front())
                                              : joined(ast::Row::logical_or, alternatives),
                     first);
}

bool Builder::fold_value(Mark mark, const Token*, const Token*) {
    std::vector<Operator> operators(
        operators_.begin() + static_cast<std::ptrdiff_t>(mark.operators), operators_.end());
    operators_.resize(mark.operators);
    if (operators.empty()) return true;
    std::vector<Tree> parts = since(mark.trees);

    // value when condition, value when condition, else value: the first `else` ends the
    // conditional, others fall back.
    const auto whens = static_cast<std::size_t>(
        std::count_if(operators.begin(), operators.end(),
                      [](const Operator& op) { return op.row == ast::Row::word_when; }));
    std::size_t used = 1;
    Tree value = std::move(parts.front());
    if (whens > 0) {
        std::vector<Tree> branches;
        branches.push_back(std::move(value));
        for (; used < 2 * whens + 1; ++used) branches.push_back(std::move(parts[used]));
        value = joined(ast::Row::conditional, branches);
    }
    for (; used < parts.size(); ++used) {
        std::array<Tree, 2> pair{std::move(value), std::move(parts[used])};
        value = joined(ast::Row::fallback, pair);
        if (value.depth > limits::tree_depth) break;
    }
    return push_tree(std::move(value), operators.back().token);
}

bool Builder::fold_parenthesis(Mark mark, const Token* first, const Token* last) {
    Tree tree = joined_since(mark.trees, ast::Row::parenthesis);
    tree.node.span = span_of(first, last, begin_);
    return push_tree(std::move(tree), first);
}

bool Builder::fold_list(Mark mark, const Token* first, const Token* last) {
    Tree tree = joined_since(mark.trees, ast::Row::list);
    tree.node.span = span_of(first, last, begin_);
    return push_tree(std::move(tree), first == last ? first - 1 : first);
}

bool Builder::fold_call(Mark mark, const Token* first, const Token* last) {
    if (trees_.size() == mark.trees + 2) trees_.emplace_back();  // the only result
    Tree tree = joined_since(mark.trees, ast::Row::call);
    tree.node.span = span_of(first, last, begin_);
    return push_tree(std::move(tree), first);
}

bool Builder::fits_left(const Accept& accept, std::size_t left) const {
    const RowSpec& spec = *find_row(accept.row);
    if (spec.slots[accept.order.front()].kind != SlotKind::sum) return true;
    const RowSpec* phrase = find_row(trees_[left].node.row);
    return phrase == nullptr || phrase->group != Group::expression;
}

bool Builder::fold_phrase(const Accept& accept, Mark mark, const Token* first, const Token* last) {
    const RowSpec& spec = *find_row(accept.row);
    const auto parts = std::span<Tree>(trees_).subspan(mark.trees);
    Tree tree;
    tree.node.row = accept.row;
    tree.node.slots.resize(spec.slots.size());
    tree.node.span = span_of(first, last, begin_);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        tree.depth = std::max(tree.depth, parts[i].depth + 1);
        tree.node.span = join(tree.node.span, parts[i].node.span);
        tree.node.slots[accept.order[i]] = std::move(parts[i].node);
    }
    trees_.resize(mark.trees);
    return push_tree(std::move(tree), first);
}

ast::Node Builder::take_result() { return std::move(trees_.back().node); }

}  // namespace meritum::syntax
