// See plain_rows.hpp. A row is read cell by cell as if it were plain. Where it is not, nothing of
// it counts: the strict reader of CSV says whose it is, or that its structure is broken.
#include "io/plain_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/limits.hpp"
#include "io/read.hpp"
#include "value/border.hpp"
#include "value/unicode.hpp"

namespace meritum::io {
namespace {

using value::Type;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// The first byte that names are not mostly made of: a comma, quote, blank or control character, or
/// part of a character beyond ASCII.
const char* end_of_name(const char* at) {
    if constexpr (std::endian::native == std::endian::little) {
        constexpr std::uint64_t each = 0x0101010101010101;
        for (;; at += 8) {
            std::uint64_t bytes;
            std::memcpy(&bytes, at, sizeof bytes);
            // The high bit of the first such byte is set, and of none before it.
            const auto is = [&](char c) {
                const auto other = bytes ^ each * static_cast<unsigned char>(c);
                return (other - each) & ~other;
            };
            const auto found =
                ((bytes - each * '!') | bytes | is(',') | is('"') | is('\x7F')) & (each * 0x80);
            if (found != 0) return at + std::countr_zero(found) / 8;
        }
    }
    while (*at > ' ' && *at < '\x7F' && *at != ',' && *at != '"') ++at;
    return at;
}

/// A text that needs no normal form and holds nothing a name may not.
bool is_plain_name(std::string_view text) {
    return text.size() <= limits::text_bytes &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < '\x7F'; });
}

/// In NFC; nothing: the border refuses it.
std::optional<std::string> checked_name(std::string_view text) {
    if (is_plain_name(text)) return std::string(text);
    auto checked = value::check_text({}, text);
    if (!checked.ok) return std::nullopt;
    return std::move(checked.text);
}

bool has_high_bit(std::string_view text) {
    std::uint64_t all = 0;
    for (; text.size() >= sizeof all; text.remove_prefix(sizeof all)) {
        std::uint64_t word;
        std::memcpy(&word, text.data(), sizeof word);
        all |= word;
    }
    for (const char c : text) all |= static_cast<unsigned char>(c);
    return (all & 0x8080808080808080) != 0;
}

}  // namespace

// --- texts of a column ---

ColumnTexts::ColumnTexts(const value::ColumnSchema& column) : gauge_(column) {
    for (const auto& choice : column.choices)
        texts_.add(choice.front(), TextIndex::hash(choice.front()));
}

std::int32_t ColumnTexts::place(std::string_view written) {
    const auto hash = TextIndex::hash(written);
    const std::lock_guard lock(mutex_);
    const auto [number, fresh] = written_.add(written, hash);
    if (!fresh) return places_[number];
    std::int32_t place = not_plain;
    if (gauge_.column().type == Type::choice) {
        value::Dictionary none;
        const auto checked = gauge_.check({}, FactValue(written), none);
        if (checked.ok) place = static_cast<std::int32_t>(checked.value);
    } else if (const auto text = checked_name(written)) {
        place = static_cast<std::int32_t>(texts_.add(*text, TextIndex::hash(*text)).first);
    }
    places_.push_back(place);
    return place;
}

// --- rows ---

PlainRowsReader::PlainRowsReader(const PlainHeader& header, const std::string* period)
    : header_(header), only_period_(period), facts_(header.facts) {}

void PlainRows::clear() {
    count = 0;
    lines = 0;
    for (auto* by_row : {&owner_ends, &owner_hashes, &owner_rows, &offsets, &keys, &nobodys})
        by_row->clear();
    aside.clear();
    period.reset();
    broken = several_periods = false;
}

void PlainRowsReader::read(std::string_view text, std::size_t offset, PlainRows& rows) {
    rows_ = &rows;
    rows.clear();
    resize_rows(room_);
    for (auto& fact : facts_) fact.some_missing = false;
    text_ = text;
    offset_ = offset;
    rows.broken = text.find('\0') != std::string_view::npos ||
                  (has_high_bit(text) && value::first_bad_byte(text) != std::string_view::npos);
    const char* at = text.data();
    const char* const end = at + text.size();
    for (; at < end && !rows.broken && !rows.several_periods; ++rows.lines) {
        if (*at == '\n') {
            ++at;
            continue;
        }
        if (rows.count == room_) make_room();
        const char* const next = row(at);
        if (next != nullptr) {
            finish_row(at, owner_, false);
            // One cell may be too long; the strict reader says whether it is.
            rows.broken = static_cast<std::size_t>(next - at) > limits::scalar_bytes;
        }
        at = next != nullptr ? next : set_aside(at);
    }
    hand_out();
}

/// What is filled by now, to the rows.
void PlainRowsReader::hand_out() {
    resize_rows(rows_->count);
    rows_->values.resize(facts_.size());
    rows_->known.resize(facts_.size());
    std::size_t at = 0;
    for (const auto& column : header_.columns) {
        if (column.use.kind != Use::Kind::fact) continue;
        auto& filled = facts_[at];
        const auto count = static_cast<std::ptrdiff_t>(rows_->count);
        rows_->values[at].assign(filled.values.begin(),
                                 filled.values.begin() + count * column.bytes);
        rows_->known[at].clear();
        if (filled.some_missing)
            rows_->known[at].assign(filled.known.begin(), filled.known.begin() + count);
        if (filled.places.size() > most_seen) filled.seen = {}, filled.places.clear();
        ++at;
    }
}

void PlainRowsReader::make_room() {
    constexpr std::size_t first = 4'096;
    room_ = std::max(first, room_ * 2);
    std::size_t fact = 0;
    for (const auto& column : header_.columns) {
        if (column.use.kind != Use::Kind::fact) continue;
        // `put` writes eight bytes of each.
        facts_[fact].values.resize(room_ * column.bytes + sizeof(std::int64_t));
        if (column.may_be_missing) facts_[fact].known.resize(room_);
        ++fact;
    }
    resize_rows(room_);
}

/// What a row has beside its facts.
void PlainRowsReader::resize_rows(std::size_t count) {
    rows_->owner_ends.resize(count);
    if (of_people()) rows_->owner_hashes.resize(count);
    rows_->offsets.resize(count);
    rows_->aside.resize(count);
    if (header_.has_keys) rows_->keys.resize(count);
}

/// Behind the row and its end; null if it is not plain.
const char* PlainRowsReader::row(const char* at) {
    owner_ = {};
    key_ = 0;
    const auto* column = header_.columns.data();
    const auto* const last = column + header_.columns.size() - 1;
    for (;; ++column) {
        std::int64_t value = 0;
        const bool is_number = column->use.kind == Use::Kind::fact && column->type == Type::number;
        const char* const end = is_number ? read_number(at, column->number, value) : nullptr;
        if (end != nullptr && ends_cell(*end)) {
            put(*column, value, true);
            at = end;
        } else {
            at = is_number ? written_with_care(*column, at) : cell(*column, at);
            if (at == nullptr) return nullptr;
        }
        if (column == last) break;
        if (*at++ != ',') return nullptr;
    }
    if (*at == '\n') return at + 1;
    return at[0] == '\r' && at[1] == '\n' ? at + 2 : nullptr;
}

/// At the end of a cell that is no number.
const char* PlainRowsReader::cell(const PlainColumn& column, const char* at) {
    const char* const end = end_of_name(at);
    const std::string_view text(at, static_cast<std::size_t>(end - at));
    if (!ends_cell(*end) || text.empty() || text.size() > limits::text_bytes)
        return written_with_care(column, at);
    if (column.use.kind == Use::Kind::owner) {
        owner_ = text;
    } else if (column.use.kind == Use::Kind::key) {
        key_ = std::max(1U, TextIndex::hash(text));
    } else if (!take(column, text)) {
        return nullptr;
    }
    return end;
}

/// With blanks around it, or in quotes.
const char* PlainRowsReader::written_with_care(const PlainColumn& column, const char* at) {
    while (is_blank(*at)) ++at;
    if (*at != '"') {
        const char* end = at;
        while (!ends_cell(*end)) ++end;
        const char* last = end;
        while (last > at && is_blank(last[-1])) --last;
        return take(column, {at, static_cast<std::size_t>(last - at)}) ? end : nullptr;
    }
    const char* end = ++at;
    while (*end != '"' && *end != '\n') ++end;
    if (*end == '\n') return nullptr;
    const std::string_view text(at, static_cast<std::size_t>(end - at));
    for (++end; is_blank(*end);) ++end;
    return ends_cell(*end) && take(column, text) ? end : nullptr;
}

bool PlainRowsReader::take(const PlainColumn& column, std::string_view text) {
    switch (column.use.kind) {
        case Use::Kind::owner: return take_owner(text);
        case Use::Kind::period: return take_period(text);
        case Use::Kind::key: return take_key(text);
        case Use::Kind::fact: return take_fact(column, text);
        case Use::Kind::ignored: break;
    }
    return true;
}

bool PlainRowsReader::take_owner(std::string_view text) {
    owner_ = text;
    if (text.empty()) return false;
    if (is_plain_name(text)) return true;
    auto checked = checked_name(text);
    if (!checked) return false;
    normal_owner_ = std::move(*checked);
    owner_ = normal_owner_;
    return true;
}

bool PlainRowsReader::take_period(std::string_view text) {
    if (!of_people()) return text.empty() || text == *only_period_;
    if (rows_->period == text) return true;
    if (header_.names->wrong_period(text)) return false;
    rows_->several_periods = rows_->period.has_value();
    rows_->period = text;
    return true;
}

bool PlainRowsReader::take_key(std::string_view text) {
    if (text.empty()) return true;  // 0
    if (is_plain_name(text)) {
        key_ = std::max(1U, TextIndex::hash(text));
        return true;
    }
    const auto checked = checked_name(text);
    if (checked) key_ = std::max(1U, TextIndex::hash(*checked));
    return checked.has_value();
}

bool PlainRowsReader::take_fact(const PlainColumn& column, std::string_view text) {
    if (text.empty()) {
        if (column.may_be_missing) put(column, column.any_valid, false);
        return column.may_be_missing;
    }
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    switch (column.type) {
        case Type::number:
            if (read_number(text.data(), column.number, value) != end) return false;
            break;
        case Type::date:
            if (read_date(text.data(), column.number, value) != end) return false;
            break;
        case Type::boolean: {
            const auto truth = plain_boolean(text);
            if (!truth) return false;
            value = *truth ? 1 : 0;
            break;
        }
        case Type::text:
        case Type::choice:
            value = place_of(column, text);
            if (value == ColumnTexts::not_plain) return false;
            break;
    }
    put(column, value, true);
    return true;
}

std::int32_t PlainRowsReader::place_of(const PlainColumn& column, std::string_view text) {
    auto& fact = facts_[column.fact];
    const auto [number, fresh] = fact.seen.add(text, TextIndex::hash(text));
    if (fresh) fact.places.push_back(column.texts->place(text));
    return fact.places[number];
}

[[gnu::always_inline]] inline void PlainRowsReader::put(const PlainColumn& column,
                                                        std::int64_t value, bool known) {
    auto& fact = facts_[column.fact];
    if constexpr (std::endian::native == std::endian::big) value <<= 64 - 8 * column.bytes;
    // Always eight bytes; those too many are written over by the next row.
    std::memcpy(fact.values.data() + rows_->count * column.bytes, &value, sizeof value);
    if (!column.may_be_missing) return;
    fact.known[rows_->count] = known ? 1 : 0;
    fact.some_missing = fact.some_missing || !known;
}

void PlainRowsReader::finish_row(const char* begin, std::string_view owner, bool aside) {
    const auto at = rows_->count++;
    const std::size_t owner_at = at == 0 ? 0 : rows_->owner_ends[at - 1];
    const bool is_of_text = !aside && owner.data() != normal_owner_.data();
    rows_->owner_ends[at] = static_cast<std::uint32_t>(add_owner(owner_at, owner, is_of_text));
    if (of_people()) rows_->owner_hashes[at] = TextIndex::hash(owner);
    rows_->offsets[at] =
        static_cast<std::uint32_t>(offset_ + static_cast<std::size_t>(begin - text_.data()));
    rows_->aside[at] = aside ? 1 : 0;
    if (header_.has_keys) rows_->keys[at] = key_;
}

/// Behind the owner. Short ones of the text by copies of one size, that reach into the next cells.
std::size_t PlainRowsReader::add_owner(std::size_t begin, std::string_view owner, bool is_of_text) {
    constexpr std::size_t word = 8;
    auto& owners = rows_->owners;
    const auto end = begin + owner.size();
    if (owners.size() < end + word) owners.resize(2 * (end + word));
    char* const to = owners.data() + begin;
    if (is_of_text && owner.size() <= word) {
        std::memcpy(to, owner.data(), word);
    } else {
        std::copy(owner.begin(), owner.end(), to);
    }
    return end;
}

/// Behind the row. It belongs to whom the strict reader says.
const char* PlainRowsReader::set_aside(const char* begin) {
    const char* const text_end = text_.data() + text_.size();
    const char* const end = std::find(begin, text_end, '\n') + 1;
    CsvReader reader("", {begin, static_cast<std::size_t>(end - begin)});
    try {
        if (!reader.next(record_)) return end;  // blanks and commas only
    } catch (const ReadError&) {
        rows_->broken = true;
        return end;
    }
    const auto& cells = record_.cells;
    const auto offset = offset_ + static_cast<std::size_t>(begin - text_.data());
    if (header_.owner >= cells.size() || cells[header_.owner].text.empty()) {
        rows_->nobodys.push_back(static_cast<std::uint32_t>(offset));
        return end;
    }
    const bool complete = cells.size() == header_.columns.size();
    for (std::size_t i = 0; complete && i < cells.size(); ++i) {
        if (of_people() && header_.columns[i].use.kind == Use::Kind::period)
            take_period(cells[i].text);
    }
    for (const auto& column : header_.columns) {
        if (column.use.kind == Use::Kind::fact) put(column, column.any_valid, true);
    }
    const auto& owner = cells[header_.owner].text;
    finish_row(begin, value::normal_form(owner).value_or(owner), true);
    return end;
}

}  // namespace meritum::io
