// The few X3 parsers of our own that the rules are written with. In: tokens and the Builder of the
// context. Out: pushes on it. Knows which functions of the Builder exist, not what they build.
// Tests: tests/syntax/grammar_test.cpp.
#pragma once

#include "syntax/grammar/phrase.hpp"
#include "syntax/grammar/rules.hpp"

namespace meritum::syntax::rules {

/// A parser made of one function of the Builder.
template <typename Take>
struct Taker : x3::parser<Taker<Take>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    explicit constexpr Taker(Take take) : take_(take) {}

    template <typename AnyContext, typename RuleContext, typename Attribute>
    bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RuleContext&,
               Attribute&) const {
        return take_(builder_of(context), first, last);
    }

    Take take_;
};

/// What a subject pushed is folded when it succeeds and dropped when it fails.
template <typename Subject>
struct Folder : x3::unary_parser<Subject, Folder<Subject>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    constexpr Folder(const Subject& inner, Builder::Fold fold)
        : x3::unary_parser<Subject, Folder<Subject>>(inner), fold_(fold) {}

    template <typename AnyContext, typename RuleContext, typename Attribute>
    bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RuleContext& rule,
               Attribute&) const {
        Builder& builder = builder_of(context);
        if (!builder.step(first)) return false;
        const Builder::Mark mark = builder.mark();
        const Iterator begin = first;
        if (this->subject.parse(first, last, context, rule, x3::unused) &&
            (builder.*fold_)(mark, begin, first)) {
            return true;
        }
        builder.drop(mark);
        first = begin;
        return false;
    }

    Builder::Fold fold_;
};

struct FolderOf {
    Builder::Fold fold;
    template <typename Subject>
    constexpr auto operator[](const Subject& subject) const {
        return Folder<typename x3::extension::as_parser<Subject>::value_type>(
            x3::as_parser(subject), fold);
    }
};
constexpr FolderOf fold(Builder::Fold by) { return {by}; }

/// Pushes everything or nothing: for sequences that may be given up half way.
struct WholeOf {
    template <typename Subject>
    constexpr auto operator[](const Subject& subject) const {
        return FolderOf{&Builder::fold_nothing}[subject];
    }
};
constexpr WholeOf whole{};

/// Guards the recursion of its subject.
template <typename Subject>
struct Nested : x3::unary_parser<Subject, Nested<Subject>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    explicit constexpr Nested(const Subject& inner)
        : x3::unary_parser<Subject, Nested<Subject>>(inner) {}

    template <typename AnyContext, typename RuleContext, typename Attribute>
    bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RuleContext& rule,
               Attribute&) const {
        Builder& builder = builder_of(context);
        if (!builder.enter(first)) return false;
        const bool found = this->subject.parse(first, last, context, rule, x3::unused);
        builder.leave();
        return found;
    }
};

struct NestedOf {
    template <typename Subject>
    constexpr auto operator[](const Subject& subject) const {
        return Nested<typename x3::extension::as_parser<Subject>::value_type>(
            x3::as_parser(subject));
    }
};
constexpr NestedOf nested{};

constexpr auto symbol(const char* text) {
    const auto take = [text](Builder& b, Iterator& first, Iterator last) {
        return b.take_symbol(text, first, last);
    };
    return Taker<decltype(take)>(take);
}

constexpr auto operator_of(Operators set) {
    const auto take = [set](Builder& b, Iterator& first, Iterator last) {
        return b.take_operator(set, first, last);
    };
    return Taker<decltype(take)>(take);
}

/// A function of the Builder that reads tokens; where it fails a value was expected.
constexpr auto leaf(bool (Builder::*read)(const Token*&, const Token*)) {
    const auto take = [read](Builder& b, Iterator& first, Iterator last) {
        if ((b.*read)(first, last)) return true;
        b.expect_value(first);
        return false;
    };
    return Taker<decltype(take)>(take);
}

/// The same, for slots that say themselves what they expect.
constexpr auto slot_leaf(bool (Builder::*read)(const Token*&, const Token*)) {
    const auto take = [read](Builder& b, Iterator& first, Iterator last) {
        return (b.*read)(first, last);
    };
    return Taker<decltype(take)>(take);
}

constexpr auto must_see_else() {
    const auto take = [](Builder& b, Iterator& first, Iterator last) {
        return b.require_else(first, last);
    };
    return Taker<decltype(take)>(take);
}

/// A phrase that stands before a value.
constexpr auto phrase_before() {
    const auto take = [](Builder& b, Iterator& first, Iterator last) {
        return match_phrase(b, b.tries().root(Group::expression), Left::none, first, last);
    };
    return Taker<decltype(take)>(take);
}

/// A phrase that stands before an operand and binds like one.
constexpr auto phrase_before_operand() {
    const auto take = [](Builder& b, Iterator& first, Iterator last) {
        return match_phrase(b, b.tries().before_operand(), Left::none, first, last);
    };
    return Taker<decltype(take)>(take);
}

/// A phrase that follows the operand or term on top of the stack and takes it in.
constexpr auto phrase_after_operand() {
    const auto take = [](Builder& b, Iterator& first, Iterator last) {
        return match_phrase(b, b.tries().after_operand(), Left::on_stack, first, last);
    };
    return Taker<decltype(take)>(take);
}

constexpr auto phrase_after_term() {
    const auto take = [](Builder& b, Iterator& first, Iterator last) {
        return match_phrase(b, b.tries().after_term(), Left::on_stack, first, last);
    };
    return Taker<decltype(take)>(take);
}

}  // namespace meritum::syntax::rules
