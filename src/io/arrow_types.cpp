// See arrow_types.hpp. The formats are those of https://arrow.apache.org/docs/format/
// CDataInterface.html.
#include "io/arrow_types.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "value/fact_errors.hpp"

namespace meritum::io {
namespace {

using Kind = ArrowType::Kind;

struct FormatRow {
    std::string_view format;
    Kind kind;
    std::uint8_t bytes = 0;
    bool is_signed = true;
    std::int64_t per_day = 1;
};

constexpr std::int64_t day_seconds = 86'400;

constexpr std::array formats = {
    FormatRow{"n", Kind::nothing},
    FormatRow{"b", Kind::boolean},
    FormatRow{"c", Kind::integer, 1},
    FormatRow{"C", Kind::integer, 1, false},
    FormatRow{"s", Kind::integer, 2},
    FormatRow{"S", Kind::integer, 2, false},
    FormatRow{"i", Kind::integer, 4},
    FormatRow{"I", Kind::integer, 4, false},
    FormatRow{"l", Kind::integer, 8},
    FormatRow{"L", Kind::integer, 8, false},
    FormatRow{"e", Kind::floating, 2},
    FormatRow{"f", Kind::floating, 4},
    FormatRow{"g", Kind::floating, 8},
    FormatRow{"u", Kind::text, 4},
    FormatRow{"U", Kind::text, 8},
    FormatRow{"vu", Kind::text_view, 16},
    FormatRow{"tdD", Kind::date, 4},
    FormatRow{"tdm", Kind::date, 8, true, day_seconds * 1'000},
    FormatRow{"+l", Kind::list, 4},
    FormatRow{"+L", Kind::list, 8},
    FormatRow{"+vl", Kind::list_view, 4},
    FormatRow{"+vL", Kind::list_view, 8},
    FormatRow{"+s", Kind::structure},
};

/// Takes a whole number off the front.
std::optional<int> take_number(std::string_view& text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool take(std::string_view& text, char wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(1);
    return true;
}

/// "d:19,4" or "d:19,4,256".
std::optional<ArrowType> decimal_type(std::string_view text) {
    const auto precision = take_number(text);
    if (!precision || !take(text, ',')) return std::nullopt;
    const auto scale = take_number(text);
    if (!scale) return std::nullopt;
    int bits = 128;
    if (take(text, ',')) bits = take_number(text).value_or(0);
    if (!text.empty() || (bits != 32 && bits != 64 && bits != 128 && bits != 256))
        return std::nullopt;
    ArrowType type;
    type.kind = Kind::decimal;
    type.bytes = static_cast<std::uint8_t>(bits / 8);
    type.scale = *scale;
    return type;
}

/// "u:" and a time zone. Only of universal time midnights are those of days.
ArrowType timestamp_type(std::string_view text) {
    ArrowType type;
    if (text.size() < 2 || text[1] != ':') return type;
    const auto zone = text.substr(2);
    if (!zone.empty() && zone != "UTC" && zone != "+00:00" && zone != "Etc/UTC") return type;
    switch (text[0]) {
        case 's': type.per_day = day_seconds; break;
        case 'm': type.per_day = day_seconds * 1'000; break;
        case 'u': type.per_day = day_seconds * 1'000'000; break;
        case 'n': type.per_day = day_seconds * 1'000'000'000; break;
        default: return type;
    }
    type.kind = Kind::date;
    type.bytes = 8;
    return type;
}

std::string bits(const ArrowType& type) { return std::to_string(type.bytes * 8) + " bits"; }

}  // namespace

ArrowType arrow_type(std::string_view format) {
    ArrowType type;
    for (const auto& row : formats) {
        if (row.format != format) continue;
        type.kind = row.kind;
        type.bytes = row.bytes;
        type.is_signed = row.is_signed;
        type.per_day = row.per_day;
        return type;
    }
    if (format.starts_with("d:")) return decimal_type(format.substr(2)).value_or(type);
    if (format.starts_with("ts")) return timestamp_type(format.substr(2));
    if (format.starts_with("+w:")) {
        auto text = format.substr(3);
        const auto size = take_number(text);
        if (!size || *size < 0 || !text.empty()) return type;
        type.kind = Kind::fixed_list;
        type.size = *size;
    }
    return type;
}

std::string in_words(const ArrowSchema& schema) {
    const std::string_view format = schema.format;
    const auto type = arrow_type(format);
    const std::string coded = schema.dictionary != nullptr ? "a dictionary of " : "";
    if (schema.dictionary != nullptr) return coded + in_words(*schema.dictionary);
    switch (type.kind) {
        case Kind::nothing: return "nothing but nulls";
        case Kind::boolean: return "bools";
        case Kind::integer:
            return (type.is_signed ? "integers of " : "unsigned integers of ") + bits(type);
        case Kind::floating: return "binary floats of " + bits(type);
        case Kind::decimal: return "decimals of " + bits(type);
        case Kind::text:
        case Kind::text_view: return "texts";
        case Kind::date: return format.starts_with("td") ? "dates" : "timestamps";
        case Kind::list:
        case Kind::list_view:
        case Kind::fixed_list: return "lists";
        case Kind::structure: return "structs";
        case Kind::other: break;
    }
    if (format.starts_with("ts")) return "timestamps of a time zone";
    return "values of the Arrow format " + value::quoted_name(format);
}

}  // namespace meritum::io
