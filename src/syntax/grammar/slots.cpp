// Implements slots.hpp and grammar.hpp: from our functions into the rules of X3.
#include "syntax/grammar/slots.hpp"

#include <cstdlib>

#include "syntax/grammar/grammar.hpp"
#include "syntax/grammar/phrase.hpp"
#include "syntax/grammar/rules.hpp"

namespace meritum::syntax {

namespace {

template <typename Rule>
bool read_rule(const Rule& rule, Builder& builder, const Token*& first, const Token* last) {
    const Builder::Mark mark = builder.mark();
    const Token* begin = first;
    if (rule.parse(first, last, rules::context_of(builder), rules::x3::unused, rules::x3::unused))
        return true;
    builder.drop(mark);
    first = begin;
    return false;
}

Reading finish(Builder& builder, bool found, const Token* first, const Token* last) {
    Reading reading;
    if (found && first == last && !builder.has_fault()) {
        reading.node = builder.take_result();
        return reading;
    }
    reading.trouble = builder.take_trouble();
    if (found && reading.trouble.furthest < first) {
        reading.trouble = {};
        reading.trouble.furthest = first;
    }
    return reading;
}

}  // namespace

bool read_slot(Builder& builder, SlotKind kind, const Token*& first, const Token* last) {
    switch (kind) {
        case SlotKind::name: return builder.take_name(first, last);
        case SlotKind::names: return read_rule(rules::names, builder, first, last);
        case SlotKind::label:
        case SlotKind::texts: return read_rule(rules::texts, builder, first, last);
        case SlotKind::value: return read_rule(rules::value, builder, first, last);
        case SlotKind::condition: return read_rule(rules::logic, builder, first, last);
        case SlotKind::term: return read_rule(rules::term, builder, first, last);
        case SlotKind::sum: return read_rule(rules::sum, builder, first, last);
        case SlotKind::operand: return read_rule(rules::slot_operand, builder, first, last);
        case SlotKind::values: return read_rule(rules::values, builder, first, last);
        case SlotKind::operands: return read_rule(rules::operands, builder, first, last);
        case SlotKind::choices: return read_rule(rules::choices, builder, first, last);
        case SlotKind::idents: return read_rule(rules::idents, builder, first, last);
        case SlotKind::type:
        case SlotKind::traits:
        case SlotKind::bounds:
        case SlotKind::cycle:
        case SlotKind::mode:
        case SlotKind::tiers:
        case SlotKind::points:
        case SlotKind::pairs:
        case SlotKind::column:
        case SlotKind::columns:
        case SlotKind::cells: break;
    }
    std::abort();  // slots of a group are matched along its trie, by match_slot
}

Reading read_phrase(const PhraseTries& tries, Group group, const Token* first, const Token* last) {
    Builder builder(tries, first, last);
    const Token* after = first;
    const bool found = match_phrase(builder, tries.root(group), Left::none, after, last);
    return finish(builder, found, after, last);
}

Reading read_value(const PhraseTries& tries, const Token* first, const Token* last) {
    Builder builder(tries, first, last);
    const Token* after = first;
    const bool found = read_slot(builder, SlotKind::value, after, last);
    return finish(builder, found, after, last);
}

}  // namespace meritum::syntax
