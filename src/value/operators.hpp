// The operators of map nodes; the rows are in operators.def.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace meritum::value {

enum class Operator : std::uint8_t {
#define OPERATOR(id, arity, sign, meaning) id,
#include "value/operators.def"
};

struct OperatorRow {
    const char* name;
    unsigned arity;
    const char* sign;
};

inline constexpr OperatorRow operator_rows[] = {
#define OPERATOR(id, arity, sign, meaning) {#id, arity, sign},
#include "value/operators.def"
};

inline constexpr std::size_t operators = std::size(operator_rows);

constexpr const OperatorRow& row(Operator op) {
    return operator_rows[static_cast<std::size_t>(op)];
}

/// Operators of named tables: they read a table of the graph beside their operands, so they have no
/// kernel of their own.
constexpr bool reads_table(Operator op) {
    return op == Operator::lookup || op == Operator::text_key || op == Operator::looked_up;
}

/// Rounded one way or the other.
constexpr bool is_division(Operator op) {
    return op >= Operator::divide_floor && op <= Operator::divide_down;
}

}  // namespace meritum::value
