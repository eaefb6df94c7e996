// The operators of map nodes; the rows are in operators.def.
#pragma once

#include <cstddef>
#include <cstdint>

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

constexpr const OperatorRow& row(Operator op) {
    return operator_rows[static_cast<std::size_t>(op)];
}

}  // namespace meritum::value
