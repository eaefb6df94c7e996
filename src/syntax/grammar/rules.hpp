// The rules of the grammar, declared for the files of this folder. In: tokens. Out: pushes on a
// Builder. One iterator type, one context type; no rule has an attribute. Binding, loosest first:
//
//   value       logic when logic, ... else logic | logic else logic else ...
//   logic       negated and/or negated ...                     comparison  term cmp term
//   term        (phrase | sum) phrase ...                      sum         signed + - * / signed
//   signed      - - (phrase | operand) phrase ...          operand     leaf | ( value )
//
// Tests: tests/syntax/grammar_test.cpp.
#pragma once

#include <boost/spirit/home/x3.hpp>

#include "syntax/grammar/builder.hpp"

namespace meritum::syntax::rules {

namespace x3 = boost::spirit::x3;

using Iterator = const Token*;
struct builder_tag;
using Context = x3::context<builder_tag, Builder>;

inline Context context_of(Builder& builder) { return x3::make_context<builder_tag>(builder); }

template <typename AnyContext>
Builder& builder_of(const AnyContext& context) {
    return x3::get<builder_tag>(context);
}

// value.cpp
inline constexpr x3::rule<class value_id> value{"value"};
inline constexpr x3::rule<class logic_id> logic{"logic"};
inline constexpr x3::rule<class negated_id> negated{"negated"};
inline constexpr x3::rule<class comparison_id> comparison{"comparison"};
// term.cpp
inline constexpr x3::rule<class term_id> term{"term"};
inline constexpr x3::rule<class sum_id> sum{"sum"};
inline constexpr x3::rule<class signed_operand_id> signed_operand{"signed operand"};
inline constexpr x3::rule<class call_id> call{"call"};
inline constexpr x3::rule<class operand_id> operand{"operand"};
inline constexpr x3::rule<class slot_operand_id> slot_operand{"operand of a slot"};
// lists.cpp
inline constexpr x3::rule<class values_id> values{"values"};
inline constexpr x3::rule<class operands_id> operands{"operands"};
inline constexpr x3::rule<class names_id> names{"names"};
inline constexpr x3::rule<class texts_id> texts{"texts"};
inline constexpr x3::rule<class choices_id> choices{"choices"};
inline constexpr x3::rule<class idents_id> idents{"idents"};

BOOST_SPIRIT_DECLARE(decltype(value))
BOOST_SPIRIT_DECLARE(decltype(logic))
BOOST_SPIRIT_DECLARE(decltype(negated))
BOOST_SPIRIT_DECLARE(decltype(comparison))
BOOST_SPIRIT_DECLARE(decltype(term))
BOOST_SPIRIT_DECLARE(decltype(sum))
BOOST_SPIRIT_DECLARE(decltype(signed_operand))
BOOST_SPIRIT_DECLARE(decltype(call))
BOOST_SPIRIT_DECLARE(decltype(operand))
BOOST_SPIRIT_DECLARE(decltype(slot_operand))
BOOST_SPIRIT_DECLARE(decltype(values))
BOOST_SPIRIT_DECLARE(decltype(operands))
BOOST_SPIRIT_DECLARE(decltype(names))
BOOST_SPIRIT_DECLARE(decltype(texts))
BOOST_SPIRIT_DECLARE(decltype(choices))
BOOST_SPIRIT_DECLARE(decltype(idents))

}  // namespace meritum::syntax::rules
