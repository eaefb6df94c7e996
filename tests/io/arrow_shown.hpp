// Arrow tables as text, for tests: a line per row. In: a stream. Out: what it holds. Used by tests
// of api and agreement.
#pragma once

#include <string>
#include <string_view>

#include "io/arrow_columns.hpp"
#include "meritum/date.hpp"
#include "meritum/decimal.hpp"
#include "number/integer.hpp"

namespace meritum::io {

inline std::string shown(const ArrowTable& table, std::size_t column, std::size_t batch,
                         std::size_t row) {
    const auto given = table.column(column, batch, 1);
    const std::string_view format = given.schema->format;
    if (!given.pieces.front().is_there(row)) return "-";
    ArrowColumns columns(false);
    const auto type = arrow_type(format);
    using Kind = ArrowType::Kind;
    if (type.kind == Kind::boolean) {
        const auto view = columns.view(given, value::Type::boolean);
        const auto bit = view.offset + row;
        return (static_cast<const std::uint8_t*>(view.values)[bit / 8] >> (bit % 8) & 1) != 0
                   ? "yes"
                   : "no";
    }
    if (type.kind == Kind::decimal) {
        const auto view = columns.view(given, value::Type::number);
        number::Int128 value = static_cast<const number::Int128*>(view.values)[row];
        return Decimal::from_parts(static_cast<std::int64_t>(value >> 64),
                                   static_cast<std::uint64_t>(value),
                                   static_cast<unsigned>(view.scale))
            ->to_string();
    }
    if (type.kind == Kind::date) {
        const auto view = columns.view(given, value::Type::date);
        return Date::from_days(static_cast<std::int32_t>(view.integer(row)))->to_string();
    }
    std::string text;
    for_each_id(given, [&](std::size_t at, const std::string_view* id) {
        if (at == row && id != nullptr) text = *id;
    });
    return text;
}

/// A line per row, batches apart by a line with =.
inline std::string shown(ArrowArrayStream& stream) {
    const ArrowTable table(stream);
    std::string text;
    for (std::size_t column = 0; column < table.columns(); ++column)
        text += (column == 0 ? "" : " ") + table.name(column);
    for (std::size_t batch = 0; batch < table.batches(); ++batch) {
        text += batch == 0 ? "" : "\n=";
        for (std::size_t row = 0; row < table.rows(batch); ++row) {
            for (std::size_t column = 0; column < table.columns(); ++column)
                text += (column == 0 ? "\n" : " ") + shown(table, column, batch, row);
        }
    }
    return text;
}

}  // namespace meritum::io
