// What the rules build while they read. In: leaves, operators and accepted rows, in the order of
// the text. Out: one tree. Rules carry no attributes: they push on two stacks here, and a rule that
// ends folds what it pushed. Knows nothing of X3. Tests: tests/syntax/grammar_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "syntax/grammar/trouble.hpp"

namespace meritum::syntax {

/// Sets of operators, one per level of binding.
enum class Operators : std::uint8_t {
    arithmetic,
    sign,
    comparison,
    connective,
    negation,
    when,
    otherwise
};

class Builder {
public:
    /// Where the stacks stood when a rule began.
    struct Mark {
        std::size_t trees;
        std::size_t operators;
    };
    /// Folds what was pushed since a mark; [first, last) is what the rule read. False if that is a
    /// fault.
    using Fold = bool (Builder::*)(Mark mark, const Token* first, const Token* last);

    Builder(const PhraseTries& tries, const Token* first, const Token* last);

    const PhraseTries& tries() const { return tries_; }
    Mark mark() const { return {trees_.size(), operators_.size()}; }
    void drop(Mark mark);

    /// Counts a step; false if the grammar should give up (a fault was met, or too many steps).
    bool step(const Token* at);
    /// Guards recursion: false, with a fault, deeper than limits::nesting. A true must be followed
    /// by `leave`.
    bool enter(const Token* at);
    void leave() { --nesting_; }

    // --- leaves and operators: true if the token at `first` was taken
    // --------------------------------------
    bool take_operand(const Token*& first,
                      const Token* last);  ///< number, money, text, date, yes, no, name, member
    bool take_name(const Token*& first, const Token* last);
    /// A name that the plan declares, with a parenthesis right behind it.
    bool take_callee(const Token*& first, const Token* last);
    /// A point and a name, without blanks.
    bool take_result_name(const Token*& first, const Token* last);
    bool take_text(const Token*& first, const Token* last);
    bool take_symbol(std::string_view symbol, const Token*& first, const Token* last) const;
    bool take_operator(Operators set, const Token*& first, const Token* last);
    /// Fails, with a fault unless the trouble lies elsewhere, where `else` must stand and does not.
    bool require_else(const Token* first, const Token* last);

    // --- folds
    // ------------------------------------------------------------------------------------------
    bool fold_arithmetic(Mark mark, const Token* first, const Token* last);
    bool fold_signs(Mark mark, const Token* first, const Token* last);
    bool fold_signed_number(Mark mark, const Token* first, const Token* last);
    bool fold_comparison(Mark mark, const Token* first, const Token* last);
    bool fold_connectives(Mark mark, const Token* first, const Token* last);
    bool fold_negations(Mark mark, const Token* first, const Token* last);
    bool fold_value(Mark mark, const Token* first, const Token* last);
    bool fold_parenthesis(Mark mark, const Token* first, const Token* last);
    bool fold_nothing(Mark, const Token*, const Token*) { return true; }
    bool fold_list(Mark mark, const Token* first, const Token* last);
    bool fold_call(Mark mark, const Token* first, const Token* last);
    /// The trees since the mark are the slots of `accept`, in its order; the others stay empty.
    bool fold_phrase(const Accept& accept, Mark mark, const Token* first, const Token* last);

    /// The first byte of a tree on the stack.
    std::uint32_t begin_of(std::size_t tree) const { return trees_[tree].node.span.begin; }
    /// True if `accept` may take the tree on top as the value it follows.
    bool fits_left(const Accept& accept, std::size_t left) const;

    // --- trouble
    // ----------------------------------------------------------------------------------------
    void expect(const Token* at, const Expectation& expectation);
    void expect_value(const Token* at);
    bool has_fault() const { return trouble_.fault.has_value(); }

    /// REQUIRES exactly one tree.
    ast::Node take_result();
    Trouble take_trouble() { return std::move(trouble_); }

private:
    /// A tree and its depth, which is limited because others walk it recursively.
    struct Tree {
        ast::Node node;
        std::size_t depth = 1;
    };
    struct Operator {
        ast::Row row;
        const Token* token;
    };

    static ast::Node leaf(ast::Row row, const Token& token);
    static Tree joined(ast::Row row, std::span<Tree> parts);
    Tree joined_since(std::size_t mark, ast::Row row);
    bool advance(const Token* to);
    bool push(ast::Row row, const Token& token);
    bool push_tree(Tree tree, const Token* at);
    bool take_literal(const Token*& first, const Token* last);
    bool take_number(const Token*& first, const Token* last);
    bool is_plain_name(const Token& token) const;
    bool has_else_after(const Token* at) const;
    static bool is_field(const Token* at, const Token* last);
    bool fold_unary(ast::Row row, Mark mark);
    std::vector<Tree> since(std::size_t mark);
    void set_fault(Fault fault);

    const PhraseTries& tries_;
    const Token* begin_;
    const Token* end_;
    std::vector<Tree> trees_;
    std::vector<Operator> operators_;
    std::size_t nesting_ = 0;
    std::size_t steps_ = 0;
    std::size_t max_steps_;
    Trouble trouble_;
};

}  // namespace meritum::syntax
