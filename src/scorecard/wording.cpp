// See wording.hpp.
#include "scorecard/wording.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "meritum/date.hpp"

namespace meritum::scorecard {
namespace {

constexpr std::array<std::string_view, 2> own_tongues{"en", "zh"};

constexpr std::array<std::string_view, 2> word_rows[] = {
#define WORD(id, english, chinese) {english, chinese},
#include "scorecard/words.def"
};

constexpr const char* ellipsis = "\u2026";
constexpr unsigned places_shown = 6;

template <class Tongues>
std::size_t index_of(const Tongues& tongues, std::string_view lang) {
    const auto found = std::find(std::begin(tongues), std::end(tongues), lang);
    return found == std::end(tongues) ? 0 : static_cast<std::size_t>(found - std::begin(tongues));
}

std::string percent(const number::Rational& value) {
    // Cut as a plain number first: the same digits as without the sign, moved by two.
    if (number::is_decimal(value)) return number::to_string(value * 100) + "%";
    const auto cut = number::round(value, number::Rational(1, 1'000'000), number::Rounding::down);
    return number::to_string(cut * 100) + ellipsis + "%";
}

/// "3390.1" is written "3390.10"; whole amounts and finer ones stay as they are.
std::string with_cents(const std::string& digits) {
    const auto point = digits.find('.');
    return point != std::string::npos && point + 2 == digits.size() ? digits + "0" : digits;
}

}  // namespace

std::string shortest(const number::Rational& value) {
    if (number::is_decimal(value)) return number::to_string(value);
    number::Integer scaled(abs(numerator(value)));
    scaled *= pow(number::Integer(10), places_shown);
    scaled /= denominator(value);
    std::string digits = scaled.str();
    if (digits.size() <= places_shown) digits.insert(0, places_shown + 1 - digits.size(), '0');
    digits.insert(digits.size() - places_shown, 1, '.');
    return (value < 0 ? "-" : "") + digits + ellipsis;
}

std::string in_thousands(std::string digits) {
    const std::size_t first = digits.starts_with('-') || digits.starts_with('+') ? 1 : 0;
    for (auto at = std::min(digits.find('.'), digits.size()); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string money(const std::string& digits) { return in_thousands(with_cents(digits)); }

std::string with_sign(const number::Rational& value, const graph::Quantity& of) {
    const bool is_money = of.unit == value::Unit::money;
    return (value > 0 ? "+" : "") + (is_money ? money(shortest(value)) : shortest(value));
}

Wording::Wording(const graph::Story& story, std::string_view lang)
    : plan_tongue_(index_of(story.tongues, lang)), own_tongue_(index_of(own_tongues, lang)) {}

std::string Wording::say(Word word, std::initializer_list<std::string> parts) const {
    const auto pattern = word_rows[static_cast<std::size_t>(word)][own_tongue_];
    std::string text;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] != '{') {
            text += pattern[at];
            continue;
        }
        // Slots are single digits in our own table; what is filled in is never looked into again.
        const auto slot = static_cast<std::size_t>(pattern[at + 1] - '0');
        if (slot < parts.size()) text += *(parts.begin() + slot);
        at += 2;
    }
    return text;
}

std::string Wording::pick(const std::vector<std::string>& words) const {
    if (words.empty()) return {};
    return plan_tongue_ < words.size() ? words[plan_tongue_] : words.front();
}

const graph::Text* Wording::pick_text(const std::vector<graph::Text>& texts) const {
    if (texts.empty()) return nullptr;
    return plan_tongue_ < texts.size() ? &texts[plan_tongue_] : &texts.front();
}

std::string Wording::title(const graph::Words& label, const graph::Words& names) const {
    const auto text = pick(label);
    return text.empty() ? pick(names) : text;
}

std::string Wording::title(const graph::Grade& grade) const {
    const auto text = pick(grade.label);
    return text.empty() ? say(Word::grade) : text;
}

std::string Wording::number_with_unit(const number::Rational& value,
                                      const graph::Quantity& quantity, bool percent_sign) const {
    const bool share = percent_sign && quantity.unit != value::Unit::money;
    const auto digits = share ? percent(value) : shortest(value);
    switch (quantity.unit) {
        case value::Unit::plain:
        case value::Unit::points: return digits;
        case value::Unit::money: {
            const auto amount = money(digits);
            return quantity.currency.empty() ? amount : amount + " " + quantity.currency;
        }
        case value::Unit::days: return say(value == 1 ? Word::one_day : Word::days, {digits});
    }
    return digits;
}

std::string Wording::show(const Value& value, const graph::Quantity& quantity) const {
    return show(value, quantity, quantity.percent);
}

// What stands beside percents reads best as one, whatever its own declaration says.
std::string Wording::show(const Value& value, const graph::Reading& reading) const {
    return show(value, reading.quantity, reading.percent || reading.quantity.percent);
}

std::string Wording::show(const Value& value, const graph::Quantity& quantity,
                          bool percent_sign) const {
    switch (value.presence) {
        case Presence::there: break;
        case Presence::missing: return say(Word::missing);
        case Presence::not_reached: return say(Word::not_reached);
        case Presence::withheld: return say(Word::withheld);
    }
    switch (quantity.type) {
        case value::Type::number: {
            // A root goes on behind its places; so does any fraction that starts with them.
            const number::Rational rest(value.number < 0 ? -1 : 1, 3'000'000);
            return number_with_unit(value.endless ? value.number + rest : value.number, quantity,
                                    percent_sign);
        }
        case value::Type::boolean: return say(value.number == 0 ? Word::no : Word::yes);
        case value::Type::text: return value.text;
        case value::Type::choice: {
            const auto position = static_cast<std::size_t>(number::floor(value.number));
            return position < quantity.choices.size() ? pick(quantity.choices[position])
                                                      : std::string();
        }
        case value::Type::date: {
            const auto date =
                Date::from_days(static_cast<std::int64_t>(number::floor(value.number)));
            return date ? date->to_string() : std::string();
        }
    }
    return {};
}

std::string Wording::show_difference(const number::Rational& value,
                                     const graph::Quantity& quantity) const {
    auto difference = quantity;
    if (quantity.type == value::Type::date) {
        difference.type = value::Type::number;
        difference.unit = value::Unit::days;
    }
    return number_with_unit(value, difference, difference.percent);
}

}  // namespace meritum::scorecard
