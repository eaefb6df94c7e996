// The loose half of expressions: conditionals, logic, comparisons. In: tokens. Out: pushes on the
// Builder. Tests: tests/syntax/grammar_test.cpp.
#include "syntax/grammar/parts.hpp"

namespace meritum::syntax::rules {

// `a when c, b when d, else e`: after a comma comes either another pair or the end, told apart by
// `else` being no value.
constexpr auto value_def = fold(&Builder::fold_value)
    [logic >>
     -whole[operator_of(Operators::when) >> logic >>
            *whole[symbol(",") >> logic >> operator_of(Operators::when) >> logic] >> -symbol(",") >>
            must_see_else() >> operator_of(Operators::otherwise) >> logic] >>
     *whole[operator_of(Operators::otherwise) >> logic]];

constexpr auto logic_def = fold(
    &Builder::fold_connectives)[negated >> *whole[operator_of(Operators::connective) >> negated]];

constexpr auto negated_def =
    fold(&Builder::fold_negations)[*operator_of(Operators::negation) >> comparison];

constexpr auto comparison_def =
    fold(&Builder::fold_comparison)[term >> *whole[operator_of(Operators::comparison) >> term]];

BOOST_SPIRIT_DEFINE(value, logic, negated, comparison)
BOOST_SPIRIT_INSTANTIATE(decltype(value), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(logic), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(negated), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(comparison), Iterator, Context)

}  // namespace meritum::syntax::rules
