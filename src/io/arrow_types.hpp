// What a format of the Arrow C data interface says. In: a schema. Out: what its values are and how
// wide. Must not know arrays or plans. Tests: tests/io/arrow_columns_test.cpp.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "meritum/arrow.hpp"

namespace meritum::io {

/// What is wrong with Arrow data, in words that stand behind the column's name.
class ArrowProblem : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct ArrowType {
    enum class Kind : std::uint8_t {
        nothing,     ///< no values, only nulls
        boolean,     ///< bits
        integer,     ///< of `bytes`
        floating,    ///< likewise, binary
        decimal,     ///< integers of `bytes` with `scale`
        text,        ///< offsets of `bytes`
        text_view,   ///< 16 bytes each, of which some lie elsewhere
        date,        ///< integers of `bytes`, `per_day` of them a day
        list,        ///< offsets of `bytes`
        list_view,   ///< likewise, and sizes
        fixed_list,  ///< `size` items each
        structure,
        other,
    };
    Kind kind = Kind::other;
    std::uint8_t bytes = 0;
    bool is_signed = true;
    int scale = 0;             ///< of decimals; may be below 0
    std::int64_t per_day = 1;  ///< of dates
    std::int64_t size = 0;     ///< of fixed lists
};

/// What is no format, or of no use to facts, is `other`.
ArrowType arrow_type(std::string_view format);

/// "decimals of 128 bits": what such a column holds, for messages.
std::string in_words(const ArrowSchema& schema);

}  // namespace meritum::io
