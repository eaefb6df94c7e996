// The tight half of expressions: phrases on values, arithmetic, signs, operands. In: tokens. Out:
// pushes on the Builder. Tests: tests/syntax/grammar_test.cpp.
#include "syntax/grammar/parts.hpp"

namespace meritum::syntax::rules {

constexpr auto term_def = (phrase_before() | sum) >> *phrase_after_term();

constexpr auto sum_def =
    fold(&Builder::fold_arithmetic)[signed_operand >>
                                    *whole[operator_of(Operators::arithmetic) >> signed_operand]];

constexpr auto signed_operand_def =
    fold(&Builder::fold_signs)[*operator_of(Operators::sign) >>
                               (phrase_before_operand() | operand) >> *phrase_after_operand()];

/// A table with what it is asked, and which result: `rates(product, sales).rate`.
constexpr auto call_def = fold(&Builder::fold_call)[slot_leaf(&Builder::take_callee) >>
                                                    nested[symbol("(") >> values >> symbol(")")] >>
                                                    -slot_leaf(&Builder::take_result_name)];

constexpr auto operand_def =
    call | leaf(&Builder::take_operand) |
    fold(&Builder::fold_parenthesis)[nested[symbol("(") >> value >> symbol(")")]];

constexpr auto slot_operand_def =
    operand |
    fold(
        &Builder::fold_signed_number)[operator_of(Operators::sign) >> leaf(&Builder::take_operand)];

BOOST_SPIRIT_DEFINE(term, sum, signed_operand, call, operand, slot_operand)
BOOST_SPIRIT_INSTANTIATE(decltype(term), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(sum), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(signed_operand), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(call), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(operand), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(slot_operand), Iterator, Context)

}  // namespace meritum::syntax::rules
