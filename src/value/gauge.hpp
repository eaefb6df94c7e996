// One column made ready for checking many values. In: a ColumnSchema. Out: integers of its step, or
// what is wrong in words. Must not know participants or files. Tests:
// tests/value/check_value_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "meritum/facts.hpp"
#include "value/border.hpp"
#include "value/fact_errors.hpp"

namespace meritum::value {

/// What a message is about; put into words only when there is something wrong.
struct Subject {
    std::string_view name;
    std::string_view list;      ///< of an item's field
    std::size_t item = 0;       ///< from 1
    std::string_view key = {};  ///< what the data calls the item; empty: its number

    /// "`sales`" or "`amount` in item 2 of `contracts`", with its key
    /// "`amount` in item `K-7` of `contracts`".
    std::string text() const;
};

/// Whether it is missing: an empty text is, whatever the type.
inline bool says_nothing(const FactValue& value) {
    const auto* text = std::get_if<std::string>(&value.get());
    return value.is_missing() || (text != nullptr && text->empty());
}

/// What the data calls an item: its key, or the text of the list's key field. May be empty.
std::string_view called(const Item& item, const ColumnSchema* key);

class Gauge {
public:
    /// The column must outlive the gauge.
    explicit Gauge(const ColumnSchema& column);

    const ColumnSchema& column() const { return *column_; }

    /// The integer a value becomes. A missing value is an error here; defaults are the border's.
    Checked check(const Subject& subject, const FactValue& value, Dictionary& dictionary) const;

    /// The same where it takes a look only; nothing says nothing. REQUIRES a column whose numbers
    /// fit 64 bits, and no text.
    std::optional<std::int64_t> at_a_look(const FactValue& value) const;

    /// Any valid value: what stands where an optional one is missing.
    number::Int128 placeholder(Dictionary& dictionary) const;

private:
    Checked check_number(const Subject& subject, const FactValue& value) const;
    Checked check_exactly(const Subject& subject, const number::Rational& exact,
                          const FactValue& found, bool percentage) const;
    Checked check_date(const Subject& subject, const FactValue& value) const;
    Checked check_choice(const Subject& subject, const FactValue& value) const;
    Checked in_range(const Subject& subject, number::Int128 value, const FactValue& found) const;
    Checked unreadable_number(const Subject& subject, const FactValue& value) const;
    std::string expected() const;
    std::string shown(const number::Rational& bound) const;

    const ColumnSchema* column_;
    bool decimal_step_ = false;  ///< the step is 10^-places_: most values need no fractions
    unsigned places_ = 0;
    number::Int128 low_ = 0;  ///< the range in steps
    number::Int128 high_ = 0;
};

/// A text in NFC, or what is wrong with it; also used for ids and item keys.
struct CheckedText {
    bool ok = false;
    std::string text;
    std::string code;
    std::string message;
};
CheckedText check_text(const Subject& subject, std::string_view text);

}  // namespace meritum::value
