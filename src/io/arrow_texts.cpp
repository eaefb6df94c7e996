// Arrow's texts and dictionaries as places in a dictionary of ours. See arrow_columns.hpp.
#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "io/arrow_columns.hpp"
#include "io/text_index.hpp"
#include "value/fact_errors.hpp"

namespace meritum::io {
namespace {

using Kind = ArrowType::Kind;

std::int64_t place_at(const ArrowPiece& piece, const ArrowType& type, std::size_t row) {
    const auto at = static_cast<std::size_t>(piece.array->offset) + piece.first + row;
    const void* places = piece.array->buffers[1];
    if (type.is_signed) return integer_at(places, type.bytes, at);
    switch (type.bytes) {
        case 1: return static_cast<const std::uint8_t*>(places)[at];
        case 2: return static_cast<const std::uint16_t*>(places)[at];
        case 4: return static_cast<const std::uint32_t*>(places)[at];
        default: break;
    }
    const auto place = static_cast<const std::uint64_t*>(places)[at];
    return std::in_range<std::int64_t>(place) ? static_cast<std::int64_t>(place) : -1;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

std::string id_of(const ArrowPiece& piece, const ArrowType& type, std::size_t row) {
    const auto number = place_at(piece, type, row);
    if (type.is_signed || type.bytes < 8) return std::to_string(number);
    const auto at = static_cast<std::size_t>(piece.array->offset) + piece.first + row;
    return std::to_string(static_cast<const std::uint64_t*>(piece.array->buffers[1])[at]);
}

ArrowPiece all_of(const ArrowArray& array) {
    return {&array, 0, static_cast<std::size_t>(array.length), nullptr, 0};
}

/// Texts of a dictionary; a null says nothing, as an empty one does.
std::vector<std::string_view> texts_of(const ArrowArray& dictionary, const ArrowSchema& schema) {
    const auto piece = all_of(dictionary);
    const ArrowTexts texts(piece, schema);
    std::vector<std::string_view> made(piece.rows);
    for (std::size_t i = 0; i < made.size(); ++i) {
        if (piece.is_there(i)) made[i] = texts[i];
    }
    return made;
}

}  // namespace

ArrowTexts::ArrowTexts(const ArrowPiece& piece, const ArrowSchema& schema)
    : array_(*piece.array),
      type_(arrow_type(schema.format)),
      begin_(static_cast<std::size_t>(piece.array->offset) + piece.first) {}

std::string_view ArrowTexts::operator[](std::size_t row) const {
    return type_.kind == Kind::text_view ? viewed(begin_ + row) : at(begin_ + row);
}

std::string_view ArrowTexts::at(std::size_t place) const {
    const auto offset = [&](std::size_t of) {
        return type_.bytes == 4 ? static_cast<const std::int32_t*>(array_.buffers[1])[of]
                                : static_cast<const std::int64_t*>(array_.buffers[1])[of];
    };
    const auto begin = offset(place);
    const auto end = offset(place + 1);
    if (begin < 0 || end < begin) throw ArrowProblem("has texts whose offsets descend");
    if (begin == end) return {};
    if (array_.buffers[2] == nullptr) throw ArrowProblem("has texts, but their buffer is null");
    return {static_cast<const char*>(array_.buffers[2]) + begin,
            static_cast<std::size_t>(end - begin)};
}

/// 16 bytes: a length, then the text itself if it has at most 12 bytes, else its beginning, the
/// number of a buffer and a place there. The last buffer has the sizes of those between.
std::string_view ArrowTexts::viewed(std::size_t place) const {
    struct View {
        std::int32_t length, beginning, buffer, offset;
    };
    const auto* const at = static_cast<const char*>(array_.buffers[1]) + place * sizeof(View);
    View view;
    std::memcpy(&view, at, sizeof view);
    if (view.length < 0) throw ArrowProblem("has a text of negative length");
    if (view.length <= 12) return {at + 4, static_cast<std::size_t>(view.length)};
    const auto buffers = array_.n_buffers - 3;
    if (view.buffer < 0 || view.buffer >= buffers)
        throw ArrowProblem("has a text in a buffer that is not there");
    const auto size =
        static_cast<const std::int64_t*>(array_.buffers[array_.n_buffers - 1])[view.buffer];
    if (view.offset < 0 || view.offset > size - view.length)
        throw ArrowProblem("has a text that lies outside of its buffer");
    return {static_cast<const char*>(array_.buffers[2 + view.buffer]) + view.offset,
            static_cast<std::size_t>(view.length)};
}

std::span<const std::string_view> ArrowColumns::kept_texts(std::vector<std::string_view> texts) {
    auto* const kept = room<std::string_view>(texts.size());
    std::copy(texts.begin(), texts.end(), kept);
    return {kept, texts.size()};
}

/// Each text once, in order of appearance.
ColumnView ArrowColumns::texts(const ArrowColumn& column) {
    const auto rows = column.rows();
    auto* const places = room<std::int32_t>(rows);
    auto index = std::make_shared<TextIndex>();
    std::size_t row = 0;
    for (const auto& piece : column.pieces) {
        const ArrowTexts texts(piece, *column.schema);
        for (std::size_t i = 0; i < piece.rows; ++i, ++row) {
            if (!piece.is_there(i)) continue;
            const auto text = texts[i];
            places[row] = static_cast<std::int32_t>(index->add(text, TextIndex::hash(text)).first);
        }
    }
    std::vector<std::string_view> dictionary(index->size());
    for (std::size_t i = 0; i < dictionary.size(); ++i) dictionary[i] = (*index)[i];
    if (dictionary.empty()) dictionary.emplace_back("-");  // of nulls alone
    memory_.push_back(std::move(index));
    return ColumnView::texts(std::span<const std::int32_t>(places, rows), kept_texts(dictionary));
}

ColumnView ArrowColumns::coded_texts(const ArrowColumn& column) {
    const auto type = arrow_type(column.schema->format);
    if (type.kind != Kind::integer) throw ArrowProblem("is a dictionary without places");
    if (column.pieces.size() == 1) return one_dictionary(column, type);
    const auto rows = column.rows();
    auto* const places = room<std::int32_t>(rows);
    auto index = std::make_shared<TextIndex>();
    std::size_t row = 0;
    for (const auto& piece : column.pieces) {
        const auto own = texts_of(*piece.array->dictionary, *column.schema->dictionary);
        std::vector<std::int32_t> joined;
        for (const auto text : own) {
            const auto place = index->add(text, TextIndex::hash(text)).first;
            joined.push_back(static_cast<std::int32_t>(place));
        }
        for (std::size_t i = 0; i < piece.rows; ++i, ++row) {
            if (!piece.is_there(i)) continue;
            const auto place = place_at(piece, type, i);
            if (place < 0 || static_cast<std::size_t>(place) >= joined.size())
                throw ArrowProblem("has in row " + std::to_string(row) +
                                   " a place that its dictionary does not have");
            places[row] = joined[static_cast<std::size_t>(place)];
        }
    }
    std::vector<std::string_view> dictionary(index->size());
    for (std::size_t i = 0; i < dictionary.size(); ++i) dictionary[i] = (*index)[i];
    memory_.push_back(std::move(index));
    return ColumnView::texts(std::span<const std::int32_t>(places, rows), kept_texts(dictionary));
}

ColumnView ArrowColumns::one_dictionary(const ArrowColumn& column, const ArrowType& places) {
    auto view = places.is_signed ? as_given(column, places) : unsigned_numbers(column);
    if (view.bytes > 8) throw ArrowProblem("has a place that no dictionary has");
    view.layout = ColumnView::Layout::texts;
    const auto& piece = column.pieces.front();
    view.dictionary = kept_texts(texts_of(*piece.array->dictionary, *column.schema->dictionary));
    return view;
}

void for_each_id(const ArrowColumn& column,
                 const std::function<void(std::size_t, const std::string_view*)>& take) {
    const auto type = arrow_type(column.schema->format);
    const auto* const coded = column.schema->dictionary;
    const auto kind = coded == nullptr ? type.kind : arrow_type(coded->format).kind;
    const bool is_text = kind == Kind::text || kind == Kind::text_view;
    if (kind == Kind::nothing) {
        for (std::size_t row = 0; row < column.rows(); ++row) take(row, nullptr);
        return;
    }
    if (!is_text && (kind != Kind::integer || coded != nullptr)) {
        throw ArrowProblem("holds " + in_words(*column.schema) + ", but ids are texts or integers");
    }
    std::size_t row = 0;
    for (const auto& piece : column.pieces) {
        std::vector<std::string_view> dictionary;
        if (coded != nullptr) dictionary = texts_of(*piece.array->dictionary, *coded);
        const ArrowTexts texts(piece, *column.schema);
        for (std::size_t i = 0; i < piece.rows; ++i, ++row) {
            if (!piece.is_there(i)) {
                take(row, nullptr);
                continue;
            }
            std::string number;
            std::string_view id;
            if (coded != nullptr) {
                const auto place = place_at(piece, type, i);
                if (std::cmp_less(place, 0) || std::cmp_greater_equal(place, dictionary.size()))
                    throw ArrowProblem("has in row " + std::to_string(row) +
                                       " a place that its dictionary does not have");
                id = dictionary[static_cast<std::size_t>(place)];
            } else if (is_text) {
                id = texts[i];
            } else {
                id = number = id_of(piece, type, i);
            }
            if (!is_ascii(id)) id = number = utf8::nfc(id);
            take(row, id.empty() ? nullptr : &id);
        }
    }
}

namespace {

/// Whether integers rise, from above `before` on. All of them are there. False where that cannot be
/// told at a glance.
template <class T>
bool rises(const ArrowPiece& piece, std::optional<std::int64_t>& before) {
    if (piece.rows == 0) return true;
    const auto* const ids = static_cast<const T*>(piece.array->buffers[1]) +
                            static_cast<std::size_t>(piece.array->offset) + piece.first;
    if (std::bit_cast<std::uintptr_t>(ids) % alignof(T) != 0) return false;
    bool rise = !before || std::cmp_greater(ids[0], *before);
    for (std::size_t i = 1; i < piece.rows; ++i) rise &= ids[i] > ids[i - 1];  // at full speed
    if (!std::in_range<std::int64_t>(ids[piece.rows - 1])) return false;
    before = static_cast<std::int64_t>(ids[piece.rows - 1]);
    return rise;
}

bool integers_rise(const ArrowColumn& column, const ArrowType& type) {
    std::optional<std::int64_t> before;
    return std::all_of(column.pieces.begin(), column.pieces.end(), [&](const ArrowPiece& piece) {
        if (piece.has_nulls() || piece.owner_has_nulls()) return false;
        switch (type.bytes) {
            case 1:
                return type.is_signed ? rises<std::int8_t>(piece, before)
                                      : rises<std::uint8_t>(piece, before);
            case 2:
                return type.is_signed ? rises<std::int16_t>(piece, before)
                                      : rises<std::uint16_t>(piece, before);
            case 4:
                return type.is_signed ? rises<std::int32_t>(piece, before)
                                      : rises<std::uint32_t>(piece, before);
            default:
                return type.is_signed ? rises<std::int64_t>(piece, before)
                                      : rises<std::uint64_t>(piece, before);
        }
    });
}

/// Ids in rising order, as most are, are quick to look at.
bool ids_ascend(const ArrowColumn& column) {
    const auto type = arrow_type(column.schema->format);
    if (type.kind == Kind::integer) return integers_rise(column, type);
    bool ascend = true;
    std::string before;
    for_each_id(column, [&](std::size_t, const std::string_view* id) {
        if (id == nullptr || !ascend) return;
        ascend = *id > before;
        before = *id;
    });
    return ascend;
}

}  // namespace

void require_single_ids(const ArrowColumn& column) {
    if (column.schema->dictionary == nullptr && ids_ascend(column)) return;
    TextIndex ids;
    std::vector<std::size_t> rows;
    for_each_id(column, [&](std::size_t row, const std::string_view* id) {
        if (id == nullptr) return;
        const auto [at, is_new] = ids.add(*id, TextIndex::hash(*id));
        if (!is_new) {
            throw ArrowProblem("has " + value::quoted_name(*id) + " twice, in rows " +
                               std::to_string(rows[at]) + " and " + std::to_string(row));
        }
        rows.push_back(row);
    });
}

}  // namespace meritum::io
