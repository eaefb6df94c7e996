// Lists of values, names and texts. In: tokens. Out: one list on the Builder's stack. Tests:
// tests/syntax/grammar_test.cpp.
#include "syntax/grammar/parts.hpp"

namespace meritum::syntax::rules {

constexpr auto values_def = fold(&Builder::fold_list)[value >> *whole[symbol(",") >> value]];

constexpr auto operands_def =
    fold(&Builder::fold_list)[slot_operand >> *whole[symbol(",") >> slot_operand]];

constexpr auto names_def =
    fold(&Builder::fold_list)[slot_leaf(&Builder::take_name) >>
                              *whole[symbol("|") >> leaf(&Builder::take_name)]];

constexpr auto texts_def =
    fold(&Builder::fold_list)[slot_leaf(&Builder::take_text) >>
                              *whole[symbol("|") >> leaf(&Builder::take_text)]];

/// In a column of a table, a comma may begin the next column: then they stand in parentheses.
constexpr auto choices_def = fold(
    &Builder::fold_list)[(symbol("(") >> names >> *whole[symbol(",") >> names] >> symbol(")")) |
                         (names >> *whole[symbol(",") >> names])];

constexpr auto idents_def =
    fold(&Builder::fold_list)[slot_leaf(&Builder::take_name) >>
                              *whole[symbol(",") >> leaf(&Builder::take_name)]];

BOOST_SPIRIT_DEFINE(values, operands, names, texts, choices, idents)
BOOST_SPIRIT_INSTANTIATE(decltype(values), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(operands), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(names), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(texts), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(choices), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(idents), Iterator, Context)

}  // namespace meritum::syntax::rules
