// See gauge.hpp. One function per type; numbers go a fast way in 128 bits and, when anything is
// unusual, once more through exact fractions, which also find the words. Must not know participants
// or files. Tests: tests/value/check_value_test.cpp.
#include "value/gauge.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "value/unicode.hpp"

namespace meritum::value {
namespace {

using number::Int128;
using number::Integer;
using number::Rational;

constexpr unsigned max_digits = 38;

/// 10^37: what may be multiplied by ten once more.
constexpr Int128 one_digit_left = Int128{10'000'000'000'000'000'000U} * 1'000'000'000'000'000'000;

Checked good(Int128 value) {
    Checked result;
    result.ok = true;
    result.value = value;
    return result;
}

Checked wrong(Trouble kind, const std::vector<std::string>& words) {
    Checked result;
    result.code = trouble_code(kind);
    result.message = trouble_message(kind, words);
    return result;
}

/// The value in a message: as it was given, texts that are no numbers or dates in quotes.
std::string found_text(const FactValue& value) {
    const auto text = printable(value.to_string());
    return std::holds_alternative<std::string>(value.get()) ? "\"" + text + "\"" : text;
}

/// A number is shown without quotes even where it came as a text out of a file.
std::string found_number(const FactValue& value) { return printable(value.to_string()); }

const std::string* text_of(const FactValue& value) {
    return std::get_if<std::string>(&value.get());
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// True if the text is digits, signs, points and separators that people put between thousands.
bool has_separators(std::string_view text) {
    bool separated = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_digit(c) || c == '.' || ((c == '-' || c == '+') && i == 0)) continue;
        const bool inside = i > 0 && i + 1 < text.size() && is_digit(text[i - 1]);
        if (!inside || (c != ',' && c != '_' && c != '\'' && c != ' ')) return false;
        separated = true;
    }
    return separated;
}

/// `1,250.50` as data has it; an example where what was meant cannot be told: groups have three
/// digits, and the point is behind them.
std::string without_separators(std::string_view text) {
    constexpr std::string_view example = "1250.50";
    std::string digits;
    std::size_t group = 0;
    bool separated = false;
    const auto is_group = [&] { return !separated || group == 3; };
    for (const char c : text.substr(0, text.find('.'))) {
        if (is_digit(c)) {
            ++group;
        } else if (c == '+') {
            continue;
        } else if (c != '-') {
            if (!is_group() || group > 3) return std::string(example);
            separated = true;
            group = 0;
            continue;
        }
        digits += c;
    }
    const auto point = text.find('.');
    if (point != std::string_view::npos) digits += text.substr(point);
    return is_group() && Decimal::parse(digits) ? digits : std::string(example);
}

/// The characters `１２３，．％－＋` of Chinese keyboards as those of numbers; nothing if there
/// are none.
std::optional<std::string> in_half_width(std::string_view text) {
    std::string narrow;
    bool found = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool wide = text.substr(at, 2) == "\xEF\xBC" && at + 2 < text.size();
        const auto last = wide ? static_cast<unsigned char>(text[at + 2]) : 0U;
        // U+FF01 to U+FF3F are U+0021 to U+005F.
        const bool is_sign = last >= 0x81 && last <= 0xBF;
        narrow += is_sign ? static_cast<char>(last - 0x60) : text[at];
        found = found || is_sign;
        at += is_sign ? 2 : 0;
    }
    return found ? std::optional(narrow) : std::nullopt;
}

/// True for "1e3", "1.2E+05".
bool has_exponent(std::string_view text) {
    const auto e = text.find_first_of("eE");
    if (e == std::string_view::npos || !Decimal::parse(text.substr(0, e))) return false;
    return Decimal::parse(text.substr(e + 1)).has_value();
}

/// `1.5万` with all its digits.
std::optional<std::string> in_full(std::string_view text) {
    for (const auto& [unit, size] : {std::pair<std::string_view, int>{"万", 10'000},
                                     std::pair<std::string_view, int>{"亿", 100'000'000}}) {
        if (!text.ends_with(unit)) continue;
        const auto digits = Decimal::parse(text.substr(0, text.size() - unit.size()));
        if (digits) return number::to_string(Rational(number::rational(*digits) * size));
    }
    return std::nullopt;
}

/// True for a number that is only too long.
bool is_long_number(std::string_view text) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    const auto points = std::count(text.begin(), text.end(), '.');
    const bool plain =
        std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
    return plain && points <= 1 && !text.empty() && is_digit(text.front()) && is_digit(text.back());
}

bool is_one_of(std::string_view text, std::string_view first, std::string_view second,
               std::string_view third) {
    return equal_ascii_letters(text, first) || equal_ascii_letters(text, second) || text == third;
}

Checked check_boolean(const Subject& subject, const FactValue& value) {
    if (const auto* given = std::get_if<bool>(&value.get())) return good(*given ? 1 : 0);
    if (const auto* text = text_of(value)) {
        if (is_one_of(*text, "yes", "true", "\u662F")) return good(1);
        if (is_one_of(*text, "no", "false", "\u5426")) return good(0);
    }
    return wrong(Trouble::not_a_boolean, {subject.text(), found_text(value)});
}

/// "2026-13-40": the shape of a date, whatever the numbers.
bool has_date_shape(std::string_view text) {
    if (text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : !is_digit(text[i])) return false;
    }
    return true;
}

std::string choice_list(const std::vector<ChoiceNames>& choices) {
    constexpr std::size_t most_listed = 12;
    std::string text;
    for (std::size_t i = 0; i < choices.size() && i < most_listed; ++i) {
        if (i > 0) text += ", ";
        text += choices[i].front();
    }
    return choices.size() > most_listed ? text + ", ..." : text;
}

}  // namespace

std::string Subject::text() const {
    auto words = quoted_name(name);
    if (item > 0)
        words += " in item " + (key.empty() ? std::to_string(item) : quoted_name(key)) + " of " +
                 quoted_name(list);
    return words;
}

std::string_view called(const Item& item, const ColumnSchema* key) {
    if (key == nullptr) return item.key;
    for (const auto& field : item.fields) {
        const auto& names = key->names;
        if (std::find(names.begin(), names.end(), field.name) == names.end()) continue;
        if (const auto* text = text_of(field.value)) return *text;
    }
    return {};
}

CheckedText check_text(const Subject& subject, std::string_view text) {
    CheckedText result;
    const auto refuse = [&](Trouble kind, const std::vector<std::string>& words) {
        result.code = trouble_code(kind);
        result.message = trouble_message(kind, words);
        return result;
    };
    const auto found = "\"" + printable(text) + "\"";
    auto normal = normal_form(text);
    if (!normal) return refuse(Trouble::bad_utf8, {subject.text(), found});
    if (normal->size() > limits::text_bytes) {
        return refuse(Trouble::text_too_long,
                      {subject.text(), found, std::to_string(normal->size()),
                       std::to_string(limits::text_bytes)});
    }
    if (has_control(*normal)) return refuse(Trouble::control_character, {subject.text(), found});
    result.ok = true;
    result.text = std::move(*normal);
    return result;
}

Gauge::Gauge(const ColumnSchema& column) : column_(&column) {
    if (column.type == Type::date) {
        low_ = number::to_int128(number::ceiling(column.range.low));
        high_ = number::to_int128(number::floor(column.range.high));
    }
    if (column.type != Type::number) return;
    const Integer low = number::ceiling(column.range.low / column.step);
    const Integer high = number::floor(column.range.high / column.step);
    if (number::digits(low) > max_digits || number::digits(high) > max_digits) return;
    low_ = number::to_int128(low);
    high_ = number::to_int128(high);
    const auto step = number::to_decimal(column.step);
    decimal_step_ = step && number::coefficient(*step) == 1;
    places_ = step ? step->scale() : 0;
}

Checked Gauge::check(const Subject& subject, const FactValue& value, Dictionary& dictionary) const {
    if (says_nothing(value)) return wrong(Trouble::missing, {subject.text()});
    const auto* text = text_of(value);
    switch (column_->type) {
        case Type::number: return check_number(subject, value);
        case Type::boolean: return check_boolean(subject, value);
        case Type::date: return check_date(subject, value);
        case Type::choice: return check_choice(subject, value);
        case Type::text: break;
    }
    if (text == nullptr) return wrong(Trouble::not_a_text, {subject.text(), found_text(value)});
    auto checked = check_text(subject, *text);
    if (checked.ok) return good(dictionary.code(checked.text));
    Checked refused;
    refused.code = std::move(checked.code);
    refused.message = std::move(checked.message);
    return refused;
}

std::optional<std::int64_t> Gauge::at_a_look(const FactValue& value) const {
    switch (column_->type) {
        case Type::number: {
            const auto* decimal = std::get_if<Decimal>(&value.get());
            if (decimal == nullptr || !decimal_step_ || decimal->scale() > places_) break;
            Int128 steps = static_cast<std::int64_t>(decimal->low());
            const bool narrow = decimal->high() == (steps < 0 ? -1 : 0);
            constexpr unsigned most_places = 18;  // 64 bits times as many digits fit 128 bits
            if (!narrow || places_ - decimal->scale() > most_places) break;
            for (auto scale = decimal->scale(); scale < places_; ++scale) steps *= 10;
            if (steps < low_ || steps > high_) break;
            return static_cast<std::int64_t>(steps);
        }
        case Type::boolean:
            if (const auto* given = std::get_if<bool>(&value.get())) return *given ? 1 : 0;
            break;
        case Type::date:
            if (const auto* date = std::get_if<Date>(&value.get())) {
                const std::int64_t days = date->days();
                if (days >= low_ && days <= high_) return days;
            }
            break;
        case Type::choice:
            if (const auto* text = text_of(value)) {
                for (std::size_t i = 0; i < column_->choices.size(); ++i) {
                    const auto& names = column_->choices[i];
                    if (std::find(names.begin(), names.end(), *text) != names.end())
                        return static_cast<std::int64_t>(i);
                }
            }
            break;
        case Type::text: break;
    }
    return std::nullopt;
}

Int128 Gauge::placeholder(Dictionary& dictionary) const {
    switch (column_->type) {
        case Type::number:
        case Type::date: return low_;
        case Type::text: return dictionary.code("");
        case Type::boolean:
        case Type::choice: break;
    }
    return 0;
}

Checked Gauge::check_number(const Subject& subject, const FactValue& value) const {
    const auto* decimal = std::get_if<Decimal>(&value.get());
    std::optional<Decimal> parsed;
    bool percentage = false;
    if (const auto* text = text_of(value)) {
        std::string_view digits = *text;
        percentage = digits.back() == '%';
        if (percentage) digits.remove_suffix(1);
        parsed = Decimal::parse(digits);
        if (parsed) decimal = &*parsed;
    }
    if (decimal == nullptr) return unreadable_number(subject, value);
    const bool shares = column_->percent || holds_shares(column_->range);
    if (percentage && (column_->unit != Unit::plain || column_->counts || !shares)) {
        return wrong(Trouble::no_percentage, {subject.text(), found_number(value), expected()});
    }
    if (decimal_step_ && !percentage && decimal->scale() <= places_) {
        Int128 steps = number::coefficient(*decimal);
        unsigned missing_places = places_ - decimal->scale();
        // The range has at most 38 digits in steps, so a number that would outgrow them is outside.
        for (; missing_places > 0 && steps < one_digit_left && steps > -one_digit_left;
             --missing_places) {
            steps *= 10;
        }
        if (missing_places == 0 && steps >= low_ && steps <= high_) return good(steps);
    }
    Rational exact = number::rational(*decimal);
    if (percentage) exact /= 100;
    return check_exactly(subject, exact, value, percentage);
}

Checked Gauge::check_exactly(const Subject& subject, const Rational& exact, const FactValue& found,
                             bool percentage) const {
    const auto& range = column_->range;
    if (!range.contains(exact)) {
        const bool below = exact < range.low;
        std::string hint = range.is_point() ? "; the plan fixes it" : "";
        if (column_->percent && !percentage && range.contains(exact / 100)) {
            hint = "; for " + found_number(found) + " per cent write " + found_number(found) + "%";
        }
        return wrong(
            below ? Trouble::below_range : Trouble::above_range,
            {subject.text(), found_number(found), shown(below ? range.low : range.high), hint});
    }
    const auto steps = number::whole_quotient(exact, column_->step);
    if (!steps) {
        return wrong(Trouble::too_fine,
                     {subject.text(), found_number(found), shown(column_->step)});
    }
    if (number::digits(*steps) > max_digits) {
        return wrong(Trouble::too_many_digits, {subject.text(), found_number(found)});
    }
    return good(number::to_int128(*steps));
}

Checked Gauge::unreadable_number(const Subject& subject, const FactValue& value) const {
    if (const auto* text = text_of(value)) {
        const auto narrow = in_half_width(*text);
        std::string_view digits = narrow ? *narrow : *text;
        const std::string sign = digits.back() == '%' ? "%" : "";
        digits.remove_suffix(sign.size());
        if (narrow && (has_separators(digits) || Decimal::parse(digits))) {
            const auto plain =
                has_separators(digits) ? without_separators(digits) : std::string(digits);
            return wrong(Trouble::full_width, {subject.text(), found_number(value), plain + sign});
        }
        if (is_long_number(digits))
            return wrong(Trouble::too_many_digits, {subject.text(), found_number(value)});
        if (has_separators(digits))
            return wrong(Trouble::separators,
                         {subject.text(), found_number(value), without_separators(digits) + sign});
        if (has_exponent(digits))
            return wrong(Trouble::exponent, {subject.text(), found_number(value)});
        if (const auto full = in_full(digits))
            return wrong(Trouble::short_form, {subject.text(), found_number(value), *full});
    }
    return wrong(Trouble::not_a_number, {subject.text(), found_text(value), expected()});
}

Checked Gauge::check_date(const Subject& subject, const FactValue& value) const {
    if (const auto* date = std::get_if<Date>(&value.get()))
        return in_range(subject, date->days(), value);
    if (const auto* text = text_of(value)) {
        if (const auto date = Date::parse(*text)) return in_range(subject, date->days(), *date);
        if (has_date_shape(*text)) return wrong(Trouble::no_such_day, {subject.text(), *text});
    }
    return wrong(Trouble::not_a_date, {subject.text(), found_text(value)});
}

Checked Gauge::in_range(const Subject& subject, Int128 value, const FactValue& found) const {
    if (value >= low_ && value <= high_) return good(value);
    const bool below = value < low_;
    const auto bound =
        Date::from_days(static_cast<std::int64_t>(below ? low_ : high_)).value_or(Date());
    return wrong(below ? Trouble::below_range : Trouble::above_range,
                 {subject.text(), found_text(found), bound.to_string(), ""});
}

Checked Gauge::check_choice(const Subject& subject, const FactValue& value) const {
    std::string hint;
    if (const auto* text = text_of(value)) {
        const auto wanted = normal_form(*text);
        if (!wanted) return wrong(Trouble::bad_utf8, {subject.text(), found_text(value)});
        std::vector<std::string> known;
        for (std::size_t i = 0; i < column_->choices.size(); ++i) {
            for (const auto& name : column_->choices[i]) {
                if (name == *wanted) return good(static_cast<Int128>(i));
                known.push_back(name);
            }
        }
        hint = did_you_mean(*wanted, known);
    }
    return wrong(Trouble::not_a_choice,
                 {subject.text(), found_text(value), choice_list(column_->choices), hint});
}

std::string Gauge::expected() const {
    if (column_->unit == Unit::money) return "an amount such as 1250.5";
    if (column_->percent) return "a number such as 15%";
    if (column_->step == 1) return "a whole number such as 3";
    return "a number such as 12.5";
}

std::string Gauge::shown(const Rational& bound) const {
    return column_->percent ? number::to_string(Rational(bound * 100)) + "%"
                            : number::to_string(bound);
}

Checked check_value(const ColumnSchema& column, const FactValue& value, Dictionary& dictionary) {
    return Gauge(column).check({column.name, {}, 0}, value, dictionary);
}

}  // namespace meritum::value
