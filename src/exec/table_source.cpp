// See table_source.hpp. Most pieces hold no missing value and nothing outside the range, which one
// look at their least and greatest value shows; the others are read row by row.
#include "exec/table_source.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "exec/registers.hpp"
#include "meritum/date.hpp"
#include "value/border.hpp"
#include "value/gauge.hpp"

namespace meritum::exec {
namespace {

using number::Int128;
using number::Integer;
using number::Rational;
using value::ColumnSchema;
using value::Type;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

bool bit(const std::uint8_t* bits, std::size_t at) { return (bits[at / 8] >> (at % 8) & 1) != 0; }

std::int64_t clamped(const Integer& value) {
    return std::clamp(value, Integer(least), Integer(greatest)).convert_to<std::int64_t>();
}

/// The integer of a row, of whatever width.
std::int64_t integer(const ColumnView& view, std::size_t row) {
    switch (view.bytes) {
        case 1: return static_cast<const std::int8_t*>(view.values)[row];
        case 2: return static_cast<const std::int16_t*>(view.values)[row];
        case 4: return static_cast<const std::int32_t*>(view.values)[row];
        default: return static_cast<const std::int64_t*>(view.values)[row];
    }
}

std::size_t width_of(const ColumnView& view) {
    return view.bytes == 1 ? 0 : view.bytes == 2 ? 1 : view.bytes == 4 ? 2 : 3;
}

const void* place_of(const ColumnView& view, std::size_t row) {
    return static_cast<const std::byte*>(view.values) + row * view.bytes;
}

/// As they are. Behind the caller's last row nothing is read: the last block goes by a copy.
void narrowed(const ColumnView& view, std::size_t begin, std::size_t rows, Hold hold, void* out,
              const simd::Kernels& kernels) {
    const auto convert = kernels.convert[width_of(view)][static_cast<std::size_t>(hold)];
    const auto whole = rows / simd::block_rows * simd::block_rows;
    convert(place_of(view, begin), out, whole);
    if (whole == rows) return;
    std::array<std::byte, simd::block_rows * sizeof(std::int64_t)> last{};
    std::memcpy(last.data(), place_of(view, begin + whole), (rows - whole) * view.bytes);
    const auto bytes = simd::bytes_of(static_cast<simd::Width>(hold));
    convert(last.data(), static_cast<std::byte*>(out) + whole * bytes, simd::block_rows);
}

}  // namespace

void TableSource::add(ColumnId id, const ColumnView* view) {
    const auto& column = schema_.columns[id.index];
    auto& bound = columns_[id.index];
    bound.view = view;
    const value::Gauge gauge(column);
    if (column.default_value) {
        bound.stand_in =
            gauge.check({column.name, {}, 0}, *column.default_value, dictionary_).value;
    } else {
        bound.stand_in = gauge.placeholder(dictionary_);
    }
    bound.stands_in = column.optional || column.default_value.has_value();
    if (view == nullptr) return;
    switch (column.type) {
        case Type::number:
        case Type::date: return bind_number(column, bound);
        case Type::text:
        case Type::choice: return bind_texts(column, bound);
        case Type::boolean: break;
    }
}

void TableSource::bind_number(const ColumnSchema& column, Bound& bound) const {
    Integer unit = 1;
    for (int i = 0; i < bound.view->scale; ++i) unit *= 10;
    const Rational steps = Rational(1) / (Rational(unit) * column.step);
    bound.factor = static_cast<Int128>(numerator(steps));
    bound.divisor = static_cast<Int128>(denominator(steps));
    bound.low = clamped(number::ceiling(column.range.low * Rational(unit)));
    bound.high = clamped(number::floor(column.range.high * Rational(unit)));
}

void TableSource::bind_texts(const ColumnSchema& column, Bound& bound) {
    for (const auto text : bound.view->dictionary) {
        const auto checked = value::check_value(column, FactValue(text), dictionary_);
        bound.places.push_back(checked.ok ? static_cast<std::int64_t>(checked.value) : -1);
    }
}

bool TableSource::is_there(ColumnId column, std::size_t row) const {
    const auto* view = columns_[column.index].view;
    if (view == nullptr) return false;
    return view->validity == nullptr || bit(view->validity, view->validity_offset + row);
}

FactValue TableSource::value(ColumnId id, std::size_t row) const {
    if (!is_there(id, row)) return {};
    const auto& view = *columns_[id.index].view;
    switch (view.layout) {
        case ColumnView::Layout::booleans:
            return FactValue(bit(static_cast<const std::uint8_t*>(view.values), view.offset + row));
        case ColumnView::Layout::texts: {
            const auto place = integer(view, row);
            const bool known = place >= 0 && std::cmp_less(place, view.dictionary.size());
            return known ? FactValue(view.dictionary[static_cast<std::size_t>(place)])
                         : FactValue(place);
        }
        case ColumnView::Layout::integers: break;
    }
    const auto number = integer(view, row);
    if (schema_.columns[id.index].type == Type::date) {
        const auto date = Date::from_days(number);
        return date ? FactValue(*date) : FactValue(std::to_string(number) + " days");
    }
    return FactValue(*Decimal::from_parts(number < 0 ? -1 : 0, static_cast<std::uint64_t>(number),
                                          static_cast<unsigned>(view.scale)));
}

/// The value in the plan's steps; false where there is none, or none that may be.
bool TableSource::read(const Bound& bound, std::size_t row, Int128& steps) const {
    const auto& view = *bound.view;
    if (view.validity != nullptr && !bit(view.validity, view.validity_offset + row)) return false;
    if (view.layout == ColumnView::Layout::booleans) {
        steps = bit(static_cast<const std::uint8_t*>(view.values), view.offset + row) ? 1 : 0;
        return true;
    }
    const auto number = integer(view, row);
    if (view.layout == ColumnView::Layout::texts) {
        const bool known = number >= 0 && std::cmp_less(number, bound.places.size());
        steps = known ? bound.places[static_cast<std::size_t>(number)] : -1;
        return steps >= 0;
    }
    steps = number * bound.factor;
    const bool whole = steps % bound.divisor == 0;
    steps /= bound.divisor;
    return whole && number >= bound.low && number <= bound.high;
}

/// Whether every value of the rows may be narrowed as it is.
bool TableSource::is_plain(const Bound& bound, std::size_t begin, std::size_t rows,
                           const simd::Kernels& kernels) const {
    const auto& view = *bound.view;
    if (view.layout != ColumnView::Layout::integers || bound.factor != 1 || bound.divisor != 1) {
        return false;
    }
    for (std::size_t i = 0; view.validity != nullptr && i < rows; ++i) {
        if (!bit(view.validity, view.validity_offset + begin + i)) return false;
    }
    std::int64_t low = greatest;
    std::int64_t high = least;
    kernels.extent[width_of(view)](place_of(view, begin), rows, low, high);
    return low >= bound.low && high <= bound.high;
}

/// Texts and choices of one byte, as most are: false if one of them is wrong or missing, or if they
/// are laid out otherwise.
bool TableSource::load_places(const Bound& bound, std::size_t begin, std::size_t rows, Hold hold,
                              void* out) const {
    const auto& view = *bound.view;
    const bool bytes = view.layout == ColumnView::Layout::texts && view.bytes == 1;
    if (!bytes || view.validity != nullptr || !is_narrow(hold)) return false;
    std::array<std::int64_t, 256> by_byte{};
    by_byte.fill(-1);
    for (std::size_t i = 0; i < std::min<std::size_t>(bound.places.size(), 128); ++i)
        by_byte[i] = bound.places[i];
    const auto* from = static_cast<const std::uint8_t*>(place_of(view, begin));
    std::int64_t all = 0;
    with_hold(hold, [&](auto tag) {
        using T = typename decltype(tag)::Value;
        if constexpr (!std::is_same_v<T, bool>) {
            auto* to = static_cast<T*>(out);
            for (std::size_t i = 0; i < rows; ++i) {
                const auto place = by_byte[from[i]];
                all |= place;  // below 0 if one of them is
                to[i] = convert<T>(place);
            }
        }
    });
    return all >= 0;
}

void TableSource::load(ColumnId id, std::size_t begin, std::size_t rows, Hold hold, void* out,
                       const simd::Kernels& kernels) {
    const auto& bound = columns_[id.index];
    if (bound.view != nullptr && is_narrow(hold) && is_plain(bound, begin, rows, kernels)) {
        return narrowed(*bound.view, begin, rows, hold, out, kernels);
    }
    if (bound.view != nullptr && load_places(bound, begin, rows, hold, out)) return;
    std::vector<WrongCell> wrong;
    with_hold(hold, [&](auto tag) {
        Values<typename decltype(tag)::Value> target(out);
        for (std::size_t i = 0; i < rows; ++i) {
            Int128 steps = 0;
            if (!read_or_stand_in(id, begin + i, steps)) wrong.push_back({begin + i, id});
            target.set(i, steps);
        }
    });
    if (wrong.empty()) return;
    const std::lock_guard lock(mutex_);
    wrong_.insert(wrong_.end(), wrong.begin(), wrong.end());
}

void TableSource::check(ColumnId id, std::size_t rows, const simd::Kernels& kernels) {
    constexpr std::size_t at_once = 4096;
    const auto& bound = columns_[id.index];
    for (std::size_t begin = 0; begin < rows; begin += at_once) {
        const auto end = std::min(begin + at_once, rows);
        if (bound.view != nullptr && is_plain(bound, begin, end - begin, kernels)) continue;
        for (auto row = begin; row < end; ++row) {
            Int128 steps = 0;
            if (!read_or_stand_in(id, row, steps)) wrong_.push_back({row, id});
        }
    }
}

/// False if the value is wrong, or missing where it must not be.
bool TableSource::read_or_stand_in(ColumnId id, std::size_t row, Int128& steps) const {
    const auto& bound = columns_[id.index];
    if (bound.view != nullptr && read(bound, row, steps)) return true;
    steps = bound.stand_in;
    return !is_there(id, row) && bound.stands_in;
}

void TableSource::load_known(ColumnId id, std::size_t begin, std::size_t rows, void* out) {
    Values<bool> target(out);
    for (std::size_t i = 0; i < rows; ++i)
        target.set(i, is_there(id, begin + i) ? std::uint8_t{1} : std::uint8_t{0});
}

std::vector<WrongCell> TableSource::wrong() {
    std::sort(wrong_.begin(), wrong_.end());
    wrong_.erase(std::unique(wrong_.begin(), wrong_.end()), wrong_.end());
    return wrong_;
}

}  // namespace meritum::exec
