// See arrow_columns.hpp; numbers of other shapes are in arrow_numbers.cpp, texts in
// arrow_texts.cpp.
#include "io/arrow_columns.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "io/arrow_bits.hpp"
#include "number/integer.hpp"

namespace meritum::io {
namespace {

using Kind = ArrowType::Kind;
using value::Type;

std::size_t at(std::int64_t number) { return static_cast<std::size_t>(number); }

std::string wanted_words(Type type) {
    switch (type) {
        case Type::number: return "a number: cast it to integers or decimals";
        case Type::boolean: return "yes or no: cast it to bools";
        case Type::date: return "a date: cast it to date32";
        case Type::text: return "a text: cast it to texts";
        case Type::choice: break;
    }
    return "one of the plan's choices: cast it to texts";
}

const std::byte* values_of(const ArrowPiece& piece, std::size_t bytes) {
    return static_cast<const std::byte*>(piece.array->buffers[1]) +
           (at(piece.array->offset) + piece.first) * bytes;
}

bool is_aligned(const void* values, std::size_t bytes) {
    return std::bit_cast<std::uintptr_t>(values) % std::min(bytes, alignof(std::max_align_t)) == 0;
}

/// The rows [begin, begin + size) of each list among those of its items.
struct Extent {
    std::int64_t begin = 0;
    std::int64_t size = 0;
};

template <class Offset>
Extent extent_of(const ArrowArray& array, Kind kind, std::size_t row) {
    const auto* offsets = static_cast<const Offset*>(array.buffers[1]) + at(array.offset) + row;
    if (kind == Kind::list) return {offsets[0], std::int64_t{offsets[1]} - offsets[0]};
    return {offsets[0], (static_cast<const Offset*>(array.buffers[2]) + at(array.offset))[row]};
}

Extent extent_of(const ArrowArray& array, const ArrowType& type, std::size_t row) {
    if (type.kind == Kind::fixed_list)
        return {(array.offset + static_cast<std::int64_t>(row)) * type.size, type.size};
    return type.bytes == 4 ? extent_of<std::int32_t>(array, type.kind, row)
                           : extent_of<std::int64_t>(array, type.kind, row);
}

/// The items of lists that follow each other without gaps; nothing if they do not, or lie outside.
std::optional<Extent> run_of(const ArrowPiece& piece, const ArrowType& type) {
    const auto length = piece.array->children[0]->length;
    Extent run;
    for (std::size_t i = 0; i < piece.rows; ++i) {
        if (!piece.is_there(i)) continue;
        const auto [begin, size] = extent_of(*piece.array, type, piece.first + i);
        if (begin < 0 || size < 0 || begin > length - size) return std::nullopt;
        if (size == 0) continue;
        if (run.size == 0) run.begin = begin;
        if (begin != run.begin + run.size) return std::nullopt;
        run.size += size;
    }
    return run;
}

/// Nulls alone, or lists of nulls alone: what a frame makes of lists that are all empty.
bool has_no_items(const ArrowColumn& column, const ArrowType& type) {
    if (type.kind == Kind::nothing) return true;
    if (column.schema->n_children != 1) return false;
    return arrow_type(column.schema->children[0]->format).kind == Kind::nothing &&
           std::all_of(column.pieces.begin(), column.pieces.end(),
                       [](const auto& piece) { return piece.array->children[0]->length == 0; });
}

}  // namespace

ColumnView ArrowColumns::view(const ArrowColumn& column, Type wanted) {
    const auto type = arrow_type(column.schema->format);
    const bool coded = column.schema->dictionary != nullptr;
    const auto refuse = [&]() -> ColumnView {
        throw ArrowProblem("holds " + in_words(*column.schema) + ", but is " +
                           wanted_words(wanted));
    };
    if (type.kind == Kind::nothing) return nothing(column, wanted);
    ColumnView view;
    switch (wanted) {
        case Type::number:
            if (coded || (type.kind != Kind::integer && type.kind != Kind::decimal &&
                          type.kind != Kind::floating))
                return refuse();
            view = numbers(column, type);
            break;
        case Type::boolean:
            if (coded || type.kind != Kind::boolean) return refuse();
            view = booleans(column);
            break;
        case Type::date:
            if (coded || type.kind != Kind::date) return refuse();
            view = dates(column, type);
            break;
        case Type::text:
        case Type::choice: {
            const auto& texts_schema = coded ? *column.schema->dictionary : *column.schema;
            const auto kind = arrow_type(texts_schema.format).kind;
            if (kind != Kind::text && kind != Kind::text_view) return refuse();
            view = coded ? coded_texts(column) : texts(column);
        }
    }
    add_validity(column, view);
    return view;
}

/// Where it stands, or piece behind piece.
ColumnView ArrowColumns::as_given(const ArrowColumn& column, const ArrowType& type) {
    ColumnView view;
    view.rows = column.rows();
    view.bytes = type.bytes;
    view.scale = type.kind == Kind::decimal ? type.scale : 0;
    if (view.rows == 0) return view;
    view.values = values_of(column.pieces.front(), type.bytes);
    if (column.pieces.size() == 1 && is_aligned(view.values, type.bytes)) return view;
    auto* out = reinterpret_cast<std::byte*>(
        room<std::max_align_t>(view.rows * type.bytes / sizeof(std::max_align_t) + 1));
    view.values = out;
    for (const auto& piece : column.pieces) {
        if (piece.rows == 0) continue;
        std::memcpy(out, values_of(piece, type.bytes), piece.rows * type.bytes);
        out += piece.rows * type.bytes;
    }
    return view;
}

ColumnView ArrowColumns::booleans(const ArrowColumn& column) {
    if (column.pieces.size() == 1) {
        const auto& piece = column.pieces.front();
        return ColumnView::booleans(static_cast<const std::uint8_t*>(piece.array->buffers[1]),
                                    piece.rows, at(piece.array->offset) + piece.first);
    }
    const auto rows = column.rows();
    auto* const bits = room<std::uint8_t>(rows / 8 + 1);
    std::size_t row = 0;
    for (const auto& piece : column.pieces) {
        const auto* from = static_cast<const std::uint8_t*>(piece.array->buffers[1]);
        const auto first = at(piece.array->offset) + piece.first;
        for (std::size_t i = 0; i < piece.rows; ++i, ++row) {
            if (bit_at(from, first + i)) set_bit(bits, row);
        }
    }
    return ColumnView::booleans(bits, rows);
}

/// Nobody has a value.
ColumnView ArrowColumns::nothing(const ArrowColumn& column, Type wanted) {
    const auto rows = column.rows();
    const auto* const bits = room<std::uint8_t>(rows / 8 + 1);
    if (wanted == Type::boolean) return ColumnView::booleans(bits, rows).with_validity(bits);
    const std::span<const std::int8_t> zeros(room<std::int8_t>(rows), rows);
    const bool is_text = wanted == Type::text || wanted == Type::choice;
    return (is_text ? ColumnView::texts(zeros, kept_texts({"-"})) : ColumnView::integers(zeros))
        .with_validity(bits);
}

void ArrowColumns::add_validity(const ArrowColumn& column, ColumnView& view) {
    bool has_nulls = false;
    bool owners_have = false;
    for (const auto& piece : column.pieces) {
        has_nulls = has_nulls || piece.has_nulls();
        owners_have = owners_have || piece.owner_has_nulls();
    }
    if (!has_nulls && !owners_have) return;
    if (column.pieces.size() == 1 && !owners_have) {
        const auto& piece = column.pieces.front();
        view = view.with_validity(static_cast<const std::uint8_t*>(piece.array->buffers[0]),
                                  at(piece.array->offset) + piece.first);
        return;
    }
    auto* const bits = room<std::uint8_t>(view.rows / 8 + 1);
    std::size_t row = 0;
    for (const auto& piece : column.pieces) {
        for (std::size_t i = 0; i < piece.rows; ++i, ++row) {
            if (piece.is_there(i)) set_bit(bits, row);
        }
    }
    view = view.with_validity(bits);
}

ColumnView ArrowColumns::ordered(const ColumnView& view, std::span<const std::uint32_t> order) {
    auto made = view;
    made.rows = order.size();
    const auto bits_of = [&](const void* from, std::size_t offset) {
        auto* const bits = room<std::uint8_t>(order.size() / 8 + 1);
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (bit_at(from, offset + order[i])) set_bit(bits, i);
        }
        return bits;
    };
    if (view.validity != nullptr)
        made = made.with_validity(bits_of(view.validity, view.validity_offset));
    if (view.layout == ColumnView::Layout::booleans) {
        made.values = bits_of(view.values, view.offset);
        made.offset = 0;
        return made;
    }
    const auto gather = [&]<class T>(T) {
        auto* const values = room<T>(order.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            values[i] = static_cast<const T*>(view.values)[order[i]];
        made.values = values;
    };
    switch (view.bytes) {
        case 1: gather(std::int8_t{}); break;
        case 2: gather(std::int16_t{}); break;
        case 4: gather(std::int32_t{}); break;
        case 8: gather(std::int64_t{}); break;
        default: gather(number::Int128{}); break;
    }
    return made;
}

ArrowItems ArrowColumns::items(const ArrowColumn& column) {
    const auto type = arrow_type(column.schema->format);
    if (has_no_items(column, type)) {
        const auto rows = column.rows() + 1;
        return {{room<std::int32_t>(rows), rows}, {}, {}};
    }
    const bool is_list =
        type.kind == Kind::list || type.kind == Kind::list_view || type.kind == Kind::fixed_list;
    if (!is_list || arrow_type(column.schema->children[0]->format).kind != Kind::structure) {
        throw ArrowProblem("holds " + in_words(*column.schema) +
                           (is_list ? " of " + in_words(*column.schema->children[0]) : "") +
                           ", but is a list of items: give lists of structs");
    }
    ArrowItems made;
    made.structs.schema = column.schema->children[0];
    if (borrow_items(column, type, made) || follow_items(column, type, made)) return made;
    auto* const offsets = room<std::int32_t>(column.rows() + 1);
    made.offsets = {offsets, column.rows() + 1};
    std::size_t row = 0;
    for (const auto& piece : column.pieces) {
        const auto& structs = *piece.array->children[0];
        const auto before = made.structs.rows();
        for (std::size_t i = 0; i < piece.rows; ++i, ++row) {
            const auto [begin, size] = extent_of(*piece.array, type, piece.first + i);
            const bool is_there = piece.is_there(i);
            if (is_there && (begin < 0 || size < 0 || begin > structs.length - size)) {
                throw ArrowProblem("has a list in row " + std::to_string(row) +
                                   " that lies outside of its items");
            }
            for (auto item = begin; is_there && item < begin + size; ++item)
                made.order.push_back(static_cast<std::uint32_t>(before + at(item)));
            if (made.order.size() > at(std::numeric_limits<std::int32_t>::max()))
                throw ArrowProblem("has more than 2^31 items");
            offsets[row + 1] = static_cast<std::int32_t>(made.order.size());
        }
        made.structs.pieces.push_back({&structs, 0, at(structs.length), nullptr, 0});
    }
    return made;
}

/// Lists one behind the other, whatever their offsets: their items stay where they stand.
bool ArrowColumns::follow_items(const ArrowColumn& column, const ArrowType& type,
                                ArrowItems& made) {
    std::vector<Extent> runs;
    std::int64_t items = 0;
    for (const auto& piece : column.pieces) {
        const auto run = run_of(piece, type);
        if (!run) return false;
        runs.push_back(*run);
        items += run->size;
    }
    if (items > std::numeric_limits<std::int32_t>::max()) return false;
    auto* const offsets = room<std::int32_t>(column.rows() + 1);
    made.offsets = {offsets, column.rows() + 1};
    auto* at_row = offsets;
    for (std::size_t p = 0; p < runs.size(); ++p) {
        const auto& piece = column.pieces[p];
        for (std::size_t i = 0; i < piece.rows; ++i, ++at_row) {
            const auto size =
                piece.is_there(i) ? extent_of(*piece.array, type, piece.first + i).size : 0;
            at_row[1] = at_row[0] + static_cast<std::int32_t>(size);
        }
        made.structs.pieces.push_back(
            {piece.array->children[0], at(runs[p].begin), at(runs[p].size), nullptr, 0});
    }
    return true;
}

/// Lists without nulls in one piece, one behind the other, as nearly all are.
bool ArrowColumns::borrow_items(const ArrowColumn& column, const ArrowType& type,
                                ArrowItems& made) {
    if (column.pieces.size() != 1 || type.kind != Kind::list || type.bytes != 4) return false;
    const auto& piece = column.pieces.front();
    if (piece.has_nulls() || piece.owner_has_nulls() || piece.rows == 0) return false;
    const auto& structs = *piece.array->children[0];
    const auto* const offsets = reinterpret_cast<const std::int32_t*>(values_of(piece, 4));
    if (!is_aligned(offsets, 4) || offsets[piece.rows] < 0 || offsets[piece.rows] > structs.length)
        return false;
    made.offsets = {offsets, piece.rows + 1};
    made.structs.pieces.push_back({&structs, 0, at(offsets[piece.rows]), nullptr, 0});
    return true;
}

}  // namespace meritum::io
