// See table_source.hpp. Most pieces hold no missing value and nothing outside the range, which one
// look at their least and greatest value shows; the others are read row by row.
#include "exec/table_source.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "exec/holds.hpp"
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

bool bit(const std::uint8_t* bits, std::size_t at) { return (bits[at / 8] >> (at % 8) & 1) != 0; }

Int128 clamped(const Integer& value) {
    const Integer limit = Integer(1) << 127;
    return number::to_int128(std::clamp(value, Integer(-limit), Integer(limit - 1)));
}

std::int64_t clamped(Int128 value) {
    using Limits = std::numeric_limits<std::int64_t>;
    return static_cast<std::int64_t>(std::clamp<Int128>(value, Limits::min(), Limits::max()));
}

/// As kernels see it: what is wider goes as 64 bits, if it fits.
std::size_t width_of(const ColumnView& view) {
    return view.bytes == 1 ? 0 : view.bytes == 2 ? 1 : view.bytes == 4 ? 2 : 3;
}

constexpr std::uint8_t wide = sizeof(Int128);

const void* place_of(const ColumnView& view, std::size_t row) {
    return static_cast<const std::byte*>(view.values) + row * view.bytes;
}

/// Whether all bits of the rows are 1.
bool all_set(const std::uint8_t* bits, std::size_t begin, std::size_t rows) {
    const auto end = begin + rows;
    std::uint8_t all = 0xFF;
    for (; begin < end && begin % 8 != 0; ++begin) {
        if (!bit(bits, begin)) return false;
    }
    for (; begin + 8 <= end; begin += 8) all &= bits[begin / 8];
    for (; begin < end; ++begin) {
        if (!bit(bits, begin)) return false;
    }
    return all == 0xFF;
}

/// Rows that a column is loaded by.
constexpr std::size_t at_once = 2048;

/// The number in the width of the view, for a kernel.
std::array<std::byte, sizeof(std::int64_t)> in_width_of(const ColumnView& view,
                                                        std::int64_t number) {
    std::array<std::byte, sizeof(std::int64_t)> made{};
    with_hold(static_cast<Hold>(width_of(view)), [&](auto tag) {
        using T = typename decltype(tag)::Value;
        if constexpr (std::is_integral_v<T>) {
            const auto narrow = static_cast<T>(number);
            std::memcpy(made.data(), &narrow, sizeof(T));
        }
    });
    return made;
}

/// What of it a view may say: no more than its width holds.
bool fits(const ColumnView& view, std::int64_t number) {
    if (view.bytes >= sizeof number) return true;
    const auto above = number >> (8 * view.bytes - 1);
    return above == 0 || above == -1;
}

FactValue decimal_value(Int128 number, int scale) {
    const auto decimal =
        Decimal::from_parts(static_cast<std::int64_t>(number >> 64),
                            static_cast<std::uint64_t>(number), static_cast<unsigned>(scale));
    if (decimal) return FactValue(*decimal);
    // More digits than a number may have: they are told as they are.
    auto digits = Integer(number).str();
    if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), ".");
    return FactValue(digits);
}

}  // namespace

Int128 integer_of(const ColumnView& view, std::size_t row) {
    if (view.bytes != wide) return view.integer(row);
    Int128 number = 0;
    std::memcpy(&number, place_of(view, row), sizeof number);
    return number;
}

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
    bound.factor = number::to_int128(numerator(steps));
    bound.divisor = number::to_int128(denominator(steps));
    bound.low = clamped(number::ceiling(column.range.low * Rational(unit)));
    bound.high = clamped(number::floor(column.range.high * Rational(unit)));
    const auto most = std::max(abs(Integer(bound.low)), abs(Integer(bound.high)));
    bound.is_quick =
        bound.divisor == 1 && most * Integer(bound.factor) < (Integer(1) << 63);  // of 64 bits
    bound.is_as_given = bound.is_quick && bound.factor == 1;
    if (bound.is_quick && bound.stand_in % bound.factor == 0)
        bound.stand_in_given = static_cast<std::int64_t>(bound.stand_in / bound.factor);
}

void TableSource::bind_texts(const ColumnSchema& column, Bound& bound) {
    for (const auto text : bound.view->dictionary) {
        if (text.empty()) {
            bound.places.push_back(empty_place);
            continue;
        }
        const auto checked = value::check_value(column, FactValue(text), dictionary_);
        bound.places.push_back(checked.ok ? static_cast<std::int64_t>(checked.value) : no_place);
    }
    const auto& places = bound.places;
    bound.is_quick = bound.view->bytes == 1 && !places.empty() &&
                     places.size() <= simd::most_values &&
                     std::all_of(places.begin(), places.end(),
                                 [](std::int64_t place) { return place >= 0 && place < 128; });
    if (!bound.is_quick) return;
    bound.low = 0;
    bound.high = static_cast<std::int64_t>(places.size()) - 1;
    bound.is_as_given = true;
    for (std::size_t i = 0; i < places.size(); ++i) {
        bound.by_place[i] = static_cast<std::int8_t>(places[i]);
        if (std::cmp_not_equal(places[i], i)) bound.is_as_given = false;
        if (places[i] == bound.stand_in) bound.stand_in_given = static_cast<std::int64_t>(i);
    }
}

bool TableSource::is_there(ColumnId column, std::size_t row) const {
    const auto& bound = columns_[column.index];
    const auto* view = bound.view;
    if (view == nullptr) return false;
    if (view->validity != nullptr && !bit(view->validity, view->validity_offset + row))
        return false;
    return view->layout != ColumnView::Layout::texts || place_in(bound, row) != empty_place;
}

/// What a dictionary gives in a row.
std::int64_t TableSource::place_in(const Bound& bound, std::size_t row) {
    const auto place = bound.view->integer(row);
    const bool known = place >= 0 && std::cmp_less(place, bound.places.size());
    return known ? bound.places[static_cast<std::size_t>(place)] : no_place;
}

FactValue TableSource::value(ColumnId id, std::size_t row) const {
    if (!is_there(id, row)) return {};
    const auto& view = *columns_[id.index].view;
    switch (view.layout) {
        case ColumnView::Layout::booleans:
            return FactValue(bit(static_cast<const std::uint8_t*>(view.values), view.offset + row));
        case ColumnView::Layout::texts: {
            const auto place = view.integer(row);
            const bool known = place >= 0 && std::cmp_less(place, view.dictionary.size());
            return known ? FactValue(view.dictionary[static_cast<std::size_t>(place)])
                         : FactValue(place);
        }
        case ColumnView::Layout::integers: break;
    }
    if (schema_.columns[id.index].type == Type::date) {
        const auto number = view.integer(row);
        const auto date = Date::from_days(number);
        return date ? FactValue(*date) : FactValue(std::to_string(number) + " days");
    }
    return decimal_value(integer_of(view, row), view.scale);
}

/// The value in the plan's steps; false where there is none, or none that may be.
bool TableSource::read(const Bound& bound, std::size_t row, Int128& steps) const {
    const auto& view = *bound.view;
    if (view.validity != nullptr && !bit(view.validity, view.validity_offset + row)) return false;
    if (view.layout == ColumnView::Layout::booleans) {
        steps = bit(static_cast<const std::uint8_t*>(view.values), view.offset + row) ? 1 : 0;
        return true;
    }
    if (view.layout == ColumnView::Layout::texts) {
        steps = place_in(bound, row);
        return steps >= 0;
    }
    const auto number = integer_of(view, row);
    if (number < bound.low || number > bound.high || number % bound.divisor != 0) return false;
    steps = number / bound.divisor * bound.factor;  // as many as the column's range has
    return true;
}

/// Memory for values of some rows and what kernels touch behind them.
struct TableSource::Scratch {
    alignas(simd::register_alignment) std::array<std::byte, at_once * sizeof(std::int64_t)> bytes;
    void* at() { return bytes.data(); }
};

/// The values as they are given, whole blocks of them, with stand-ins where there are none; null if
/// some may not be missing. At most `at_once` rows.
const void* TableSource::given(const Bound& bound, std::size_t begin, std::size_t rows,
                               const simd::Kernels& kernels, Scratch& scratch) {
    const auto& view = *bound.view;
    const auto blocks = whole_blocks(rows);
    const void* values = place_of(view, begin);
    if (view.bytes == wide) {
        auto* narrow = reinterpret_cast<std::int64_t*>(scratch.at());
        if (!kernels.narrow_wide(values, narrow, rows)) return nullptr;
        std::fill(narrow + rows, narrow + blocks, 0);
        values = narrow;
    } else if (blocks != rows) {  // behind the caller's last row nothing is read
        std::memcpy(scratch.at(), values, rows * view.bytes);
        std::memset(scratch.bytes.data() + rows * view.bytes, 0, (blocks - rows) * view.bytes);
        values = scratch.at();
    }
    if (view.validity == nullptr || all_set(view.validity, view.validity_offset + begin, rows)) {
        return values;
    }
    if (!bound.stands_in || !bound.stand_in_given || !fits(view, *bound.stand_in_given)) {
        return nullptr;
    }
    std::array<std::uint8_t, at_once / 8> there{};
    for (std::size_t i = 0; i < rows; ++i) {
        const bool is = bit(view.validity, view.validity_offset + begin + i);
        there[i / 8] = static_cast<std::uint8_t>(there[i / 8] | (is ? 1U : 0U) << (i % 8));
    }
    const auto stand_in = in_width_of(view, *bound.stand_in_given);
    const auto& select = kernels.select[width_of(view)];
    select[static_cast<std::size_t>(simd::Shape::second_fixed)](
        there.data(), values, stand_in.data(), scratch.at(), blocks);
    return scratch.at();
}

/// Values as kernels see them.
bool TableSource::is_within(const Bound& bound, const void* values, std::size_t rows,
                            const simd::Kernels& kernels) {
    const auto low = clamped(bound.low);
    const auto high = clamped(bound.high);
    return bound.low <= bound.high &&
           kernels.within[width_of(*bound.view)](values, rows, low, high);
}

/// Whole numbers and small dictionaries: false if a value is wrong or the column is none of these.
/// With `out` null the rows are only looked at. At most `at_once` of them.
bool TableSource::load_quickly(const Bound& bound, std::size_t begin, std::size_t rows, Hold hold,
                               void* out, const simd::Kernels& kernels) {
    const auto& view = *bound.view;
    const bool texts = view.layout == ColumnView::Layout::texts;
    if (!bound.is_quick || (texts && out != nullptr && hold != Hold::i8)) return false;
    Scratch scratch;
    const auto* values = given(bound, begin, rows, kernels, scratch);
    if (values == nullptr) return false;
    const auto blocks = whole_blocks(rows);
    const auto to = static_cast<std::size_t>(hold);
    if (out != nullptr && !texts && bound.factor == 1 && blocks == rows)
        return kernels.convert_within[width_of(view)][to](values, out, rows, clamped(bound.low),
                                                          clamped(bound.high));
    if (!is_within(bound, values, rows, kernels)) return false;
    if (out == nullptr) return true;
    if (texts) {
        kernels.look_up[to](values, bound.by_place.data(), bound.by_place.size(), out, blocks);
    } else if (bound.factor == 1) {
        kernels.convert[width_of(view)][to](values, out, blocks);
    } else {
        constexpr auto whole = static_cast<std::size_t>(simd::Width::i64);
        constexpr auto by_one = static_cast<std::size_t>(simd::Shape::second_fixed);
        constexpr auto multiply = static_cast<std::size_t>(simd::Arithmetic::multiply);
        const auto factor = static_cast<std::int64_t>(bound.factor);
        Scratch product;
        kernels.convert[width_of(view)][whole](values, product.at(), blocks);
        kernels.arithmetic[multiply][whole][by_one](product.at(), &factor, product.at(), blocks);
        kernels.convert[whole][to](product.at(), out, blocks);
    }
    return true;
}

/// The caller's own memory, if a register would hold the same; else null.
const void* TableSource::as_held(const Bound& bound, std::size_t begin, std::size_t rows, Hold hold,
                                 const simd::Kernels& kernels) {
    const auto& view = *bound.view;
    const bool same =
        bound.is_as_given && view.bytes != wide && width_of(view) == static_cast<std::size_t>(hold);
    if (!same || rows % simd::block_rows != 0 || view.validity != nullptr) return nullptr;
    const auto* values = place_of(view, begin);
    return is_within(bound, values, rows, kernels) ? values : nullptr;
}

const void* TableSource::load(ColumnId id, std::size_t begin, std::size_t rows, Hold hold,
                              void* out, const simd::Kernels& kernels) {
    const auto& bound = columns_[id.index];
    const bool quick = bound.view != nullptr && is_narrow(hold);
    if (quick) {
        if (const auto* own = as_held(bound, begin, rows, hold, kernels)) return own;
    }
    for (std::size_t at = 0; at < rows; at += at_once) {
        const auto some = std::min(at_once, rows - at);
        auto* to = static_cast<std::byte*>(out) + at * bits_of(hold) / 8;
        if (quick && load_quickly(bound, begin + at, some, hold, to, kernels)) continue;
        load_rows(id, begin + at, some, hold, to);
    }
    return out;
}

bool TableSource::lies_within(ColumnId column, std::size_t begin, std::size_t rows, Int128 low,
                              Int128 high, const simd::Kernels& kernels) const {
    const auto& bound = columns_[column.index];
    if (bound.stand_in < low || bound.stand_in > high) return false;  // of what is wrong, too
    if (bound.view == nullptr) return true;
    const auto unit = Rational(Integer(bound.divisor)) / Rational(Integer(bound.factor));
    const auto least = clamped(number::to_int128(number::ceiling(unit * Rational(Integer(low)))));
    const auto most = clamped(number::to_int128(number::floor(unit * Rational(Integer(high)))));
    for (std::size_t at = 0; at < rows; at += at_once) {
        const auto some = std::min(at_once, rows - at);
        Scratch scratch;
        const auto* values = given(bound, begin + at, some, kernels, scratch);
        if (values == nullptr) return false;
        if (!kernels.within[width_of(*bound.view)](values, some, least, most)) return false;
    }
    return true;
}

std::span<const std::byte> TableSource::memory(ColumnId column, std::size_t begin,
                                               std::size_t rows) const {
    const auto* view = columns_[column.index].view;
    if (view == nullptr || view->layout == ColumnView::Layout::booleans) return {};
    return {static_cast<const std::byte*>(place_of(*view, begin)), rows * view->bytes};
}

void TableSource::load_rows(ColumnId id, std::size_t begin, std::size_t rows, Hold hold,
                            void* out) {
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
    const auto& bound = columns_[id.index];
    for (std::size_t begin = 0; begin < rows; begin += at_once) {
        const auto some = std::min(at_once, rows - begin);
        const bool right =
            bound.view != nullptr && load_quickly(bound, begin, some, Hold::i8, nullptr, kernels);
        for (auto row = begin; !right && row < begin + some; ++row) {
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

std::optional<Int128> TableSource::steps(ColumnId column, std::size_t row) const {
    Int128 steps = 0;
    if (!read_or_stand_in(column, row, steps)) return std::nullopt;
    return steps;
}

Int128 TableSource::steps_or_any(ColumnId column, std::size_t row) const {
    Int128 steps = 0;
    read_or_stand_in(column, row, steps);
    return steps;
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
