// Implements phrase.hpp.
#include "syntax/grammar/phrase.hpp"

#include "syntax/grammar/slots.hpp"

namespace meritum::syntax {

namespace {

/// Zero or more rows (traits, bounds), or one or more (tiers, pairs), as a list.
bool match_rows(Builder& builder, SlotKind kind, const Token*& first, const Token* last) {
    const Builder::Mark mark = builder.mark();
    const Token* begin = first;
    const bool may_be_empty = kind == SlotKind::traits || kind == SlotKind::bounds;
    const std::size_t root = builder.tries().root(group_of(kind));
    bool any = may_be_empty;
    // A text begins a label, never one of these rows.
    while (first != last && first->kind != TokenKind::text &&
           match_phrase(builder, root, Left::none, first, last, any)) {
        any = true;
    }
    if (any && builder.fold_list(mark, begin, first)) return true;
    builder.drop(mark);
    first = begin;
    return false;
}

/// One or more rows with commas between them, as a list.
bool match_listed(Builder& builder, SlotKind kind, const Token*& first, const Token* last) {
    const Builder::Mark mark = builder.mark();
    const Token* begin = first;
    const std::size_t root = builder.tries().root(group_of(kind));
    bool found = match_phrase(builder, root, Left::none, first, last);
    while (found && builder.take_symbol(",", first, last)) {
        found = match_phrase(builder, root, Left::none, first, last);
    }
    if (found && builder.fold_list(mark, begin, first)) return true;
    builder.drop(mark);
    first = begin;
    return false;
}

/// Walks from node to node. Remembers the last place where a row was complete: what follows may
/// turn out not to belong to it.
class Walk {
public:
    Walk(Builder& builder, Left left, const Token* first, const Token* last, bool optional)
        : builder_(builder),
          before_(builder.mark()),
          begin_(first),
          here_(first),
          last_(last),
          has_left_(left == Left::on_stack),
          optional_(optional || has_left_) {
        mark_ = before_;
        if (has_left_) --mark_.trees;
    }

    bool run(std::size_t root, const Token*& first) {
        root_ = &builder_.tries().node(root);
        for (const TrieNode* node = root_; node != nullptr;) {
            if (node->accept && (!has_left_ || builder_.fits_left(*node->accept, mark_.trees))) {
                complete_ = &*node->accept;
                complete_end_ = here_;
                complete_mark_ = builder_.mark();
            }
            node = next(*node);
        }
        if (complete_ == nullptr) {
            builder_.drop(before_);
            return false;
        }
        builder_.drop(complete_mark_);
        first = complete_end_;
        return builder_.fold_phrase(*complete_, mark_, begin_, complete_end_);
    }

private:
    const TrieNode* next(const TrieNode& node) {
        const bool is_word =
            here_ != last_ && (here_->kind == TokenKind::word || here_->kind == TokenKind::symbol);
        if (is_word) {
            const auto edge = node.words.find(here_->text);
            if (edge != node.words.end()) {
                ++here_;
                return &builder_.tries().node(edge->second.target);
            }
        }
        // Nothing may be missing where a row was just complete, or where no word of it was read yet
        // and none need be.
        const bool optional = complete_end_ == here_ || (here_ == begin_ && optional_);
        for (const SlotEdge& edge : node.slots) {
            const Token* after = here_;
            if (match_slot(builder_, edge.kind, after, last_)) {
                here_ = after;
                return &builder_.tries().node(edge.target);
            }
            builder_.expect(here_, {begin_, root_, nullptr, &edge, optional, from()});
        }
        if (!node.words.empty())
            builder_.expect(here_, {begin_, root_, &node, nullptr, optional, from()});
        return nullptr;
    }

    std::uint32_t from() const {
        if (has_left_) return builder_.begin_of(mark_.trees);
        return begin_ == last_ ? 0 : begin_->span.begin;
    }

    Builder& builder_;
    Builder::Mark before_;
    Builder::Mark mark_{};
    const TrieNode* root_ = nullptr;
    const Token* begin_;
    const Token* here_;
    const Token* last_;
    bool has_left_;
    bool optional_;
    const Accept* complete_ = nullptr;
    const Token* complete_end_ = nullptr;
    Builder::Mark complete_mark_{};
};

/// False if no row from here can begin with the token: then nothing recurses and there is no level
/// to count.
bool begins_phrase(const TrieNode& root, const Token& token) {
    return !root.slots.empty() || root.words.find(token.text) != root.words.end();
}

}  // namespace

bool match_phrase(Builder& builder, std::size_t root, Left left, const Token*& first,
                  const Token* last, bool optional) {
    if (!builder.step(first)) return false;
    // Only phrases of expressions can hold each other; the groups of statements and clauses nest as
    // the table says.
    const bool may_recur = left == Left::on_stack ||
                           root == builder.tries().root(Group::expression) ||
                           root == builder.tries().before_operand();
    const bool begins = first != last && begins_phrase(builder.tries().node(root), *first);
    if (may_recur && begins && !builder.enter(first)) return false;
    const Token* after = first;
    const bool found = Walk(builder, left, first, last, optional).run(root, after);
    if (may_recur && begins) builder.leave();
    if (found) first = after;
    return found;
}

bool match_slot(Builder& builder, SlotKind kind, const Token*& first, const Token* last) {
    if (!has_group(kind)) return read_slot(builder, kind, first, last);
    if (is_listed(kind)) return match_listed(builder, kind, first, last);
    if (is_repeated(kind)) return match_rows(builder, kind, first, last);
    return match_phrase(builder, builder.tries().root(group_of(kind)), Left::none, first, last);
}

}  // namespace meritum::syntax
