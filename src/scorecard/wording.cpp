// See wording.hpp.
#include "scorecard/wording.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "meritum/date.hpp"

namespace meritum::scorecard {
namespace {

constexpr std::array<std::string_view, 2> own_tongues{"en", "zh"};

/// One of our own words, and where its slots are.
struct Pattern {
    static constexpr std::size_t most_slots = 3;
    static constexpr std::size_t slot_bytes = 3;  // {0}

    // Slots are single digits in our own table.
    constexpr Pattern(std::string_view words) : text(words) {
        for (std::size_t at = 0; at < words.size(); ++at) {
            if (words[at] != '{') continue;
            slot[count] = static_cast<std::uint8_t>(words[at + 1] - '0');
            begin[count++] = static_cast<std::uint8_t>(at);
        }
    }

    std::string_view text;
    std::array<std::uint8_t, most_slots> begin{};
    std::array<std::uint8_t, most_slots> slot{};
    std::size_t count = 0;
};

constexpr std::array<Pattern, 2> word_rows[] = {
#define WORD(id, english, chinese) {Pattern(english), Pattern(chinese)},
#include "scorecard/words.def"
};

constexpr const char* ellipsis = "\u2026";
constexpr unsigned places_shown = 6;

template <class Tongues>
std::size_t index_of(const Tongues& tongues, std::string_view lang) {
    const auto found = std::find(std::begin(tongues), std::end(tongues), lang);
    return found == std::end(tongues) ? 0 : static_cast<std::size_t>(found - std::begin(tongues));
}

/// Behind a text: exact where the notation ends, else six places towards zero.
void append_shortest(const value::Figure& value, std::string& text) {
    if (value.append_digits(text)) return;
    const auto exact = value.rational();
    number::Integer scaled(abs(numerator(exact)));
    for (unsigned place = 0; place < places_shown; ++place) scaled *= 10;
    scaled /= denominator(exact);
    std::string digits = scaled.str();
    if (digits.size() <= places_shown) digits.insert(0, places_shown + 1 - digits.size(), '0');
    digits.insert(digits.size() - places_shown, 1, '.');
    text += (exact < 0 ? "-" : "") + digits + ellipsis;
}

void append_percent(const value::Figure& value, std::string& text) {
    if (!value.hundredfold().append_digits(text)) {
        // Cut as a plain number first: the same digits as without the sign, moved by two.
        const auto cut =
            number::round(value.rational(), number::Rational(1, 1'000'000), number::Rounding::down);
        text += number::to_string(cut * 100) + ellipsis;
    }
    text += '%';
}

/// Where the whole digits of a number end.
std::size_t point_of(std::string_view digits) { return std::min(digits.find('.'), digits.size()); }

void append_in_thousands(std::string_view digits, std::string& text) {
    const std::size_t first = digits.starts_with('-') || digits.starts_with('+') ? 1 : 0;
    const auto point = point_of(digits);
    auto at = std::min(point, first + (point - first - 1) % 3 + 1);
    text += digits.substr(0, at);
    for (; at < point; at += 3) {
        text += ',';
        text += digits.substr(at, 3);
    }
    text += digits.substr(point);
}

/// "3390.1" is written "3,390.10"; whole amounts and finer ones have no more digits than they need.
void append_money(std::string_view digits, std::string& text) {
    append_in_thousands(digits, text);
    if (point_of(digits) + 2 == digits.size()) text += '0';
}

void append_money(const value::Figure& value, std::string& text) {
    value::Figure::Space space;
    const auto digits = value.short_digits(space);
    if (!digits.empty()) return append_money(digits, text);
    append_money(shortest(value), text);
}

}  // namespace

std::string shortest(const value::Figure& value) {
    std::string text;
    append_shortest(value, text);
    return text;
}

std::string in_thousands(std::string_view digits) {
    std::string text;
    append_in_thousands(digits, text);
    return text;
}

std::string money(std::string_view digits) {
    std::string text;
    append_money(digits, text);
    return text;
}

void append_with_sign(const value::Figure& value, const Form& of, std::string& text) {
    if (value.is_positive()) text += '+';
    if (of.unit == value::Unit::money) {
        append_money(value, text);
    } else {
        append_shortest(value, text);
    }
}

std::string with_sign(const value::Figure& value, const Form& of) {
    std::string text;
    append_with_sign(value, of, text);
    return text;
}

const std::string& Wording::no_words() {
    static const std::string none;
    return none;
}

Wording::Wording(const graph::Story& story, std::string_view lang)
    : plan_tongue_(index_of(story.tongues, lang)), own_tongue_(index_of(own_tongues, lang)) {}

std::string_view Wording::pattern(Word word) const {
    return word_rows[static_cast<std::size_t>(word)][own_tongue_].text;
}

std::size_t Wording::size(Word word, std::initializer_list<std::string_view> parts) const {
    const auto& pattern = word_rows[static_cast<std::size_t>(word)][own_tongue_];
    auto bytes = pattern.text.size() - Pattern::slot_bytes * pattern.count;
    for (std::size_t i = 0; i < pattern.count; ++i) {
        if (pattern.slot[i] < parts.size()) bytes += parts.begin()[pattern.slot[i]].size();
    }
    return bytes;
}

void Wording::write(Word word, std::initializer_list<std::string_view> parts, char* to) const {
    const auto& pattern = word_rows[static_cast<std::size_t>(word)][own_tongue_];
    const auto put = [&to](std::string_view text) { to += text.copy(to, text.size()); };
    std::size_t at = 0;
    for (std::size_t i = 0; i < pattern.count; ++i) {
        put({pattern.text.data() + at, pattern.begin[i] - at});
        // What is filled in is never looked into again.
        if (pattern.slot[i] < parts.size()) put(parts.begin()[pattern.slot[i]]);
        at = pattern.begin[i] + Pattern::slot_bytes;
    }
    put({pattern.text.data() + at, pattern.text.size() - at});
}

void Wording::say(Word word, std::initializer_list<std::string_view> parts,
                  std::string& text) const {
    const auto before = text.size();
    text.resize(before + size(word, parts));
    write(word, parts, text.data() + before);
}

std::string Wording::say(Word word, std::initializer_list<std::string_view> parts) const {
    std::string text;
    say(word, parts, text);
    return text;
}

const graph::Text* Wording::pick_text(const std::vector<graph::Text>& texts) const {
    if (texts.empty()) return nullptr;
    return plan_tongue_ < texts.size() ? &texts[plan_tongue_] : &texts.front();
}

std::string Wording::title(const graph::Words& label, const graph::Words& names) const {
    const auto& text = pick(label);
    return text.empty() ? pick(names) : text;
}

std::string Wording::title(const graph::Grade& grade) const {
    const auto& text = pick(grade.label);
    return text.empty() ? say(Word::grade) : text;
}

void Wording::number_with_unit(const value::Figure& value, const Form& form,
                               std::string& text) const {
    switch (form.unit) {
        case value::Unit::plain:
        case value::Unit::points:
            if (form.percent) return append_percent(value, text);
            return append_shortest(value, text);
        case value::Unit::money:
            append_money(value, text);
            if (form.currency.empty()) return;
            text += ' ';
            text += form.currency;
            return;
        case value::Unit::days: {
            std::string digits;
            if (form.percent) {
                append_percent(value, digits);
            } else {
                append_shortest(value, digits);
            }
            return say(value == 1 ? Word::one_day : Word::days, {digits}, text);
        }
    }
}

std::string Wording::show(const Value& value, const Form& form) const {
    std::string text;
    show(value, form, text);
    return text;
}

void Wording::show(const Value& value, const Form& form, std::string& text) const {
    switch (value.presence) {
        case Presence::there: break;
        case Presence::missing: text += pattern(Word::missing); return;
        case Presence::not_reached: text += pattern(Word::not_reached); return;
        case Presence::withheld: text += pattern(Word::withheld); return;
    }
    switch (form.type) {
        case value::Type::number: {
            if (!value.endless) return number_with_unit(value.number, form, text);
            // A root goes on behind its places; so does any fraction that starts with them.
            const number::Rational rest(value.number.is_negative() ? -1 : 1, 3'000'000);
            return number_with_unit(number::Rational(value.number.rational() + rest), form, text);
        }
        case value::Type::boolean:
            text += pattern(value.number.is_zero() ? Word::no : Word::yes);
            return;
        case value::Type::text: text += value.text; return;
        case value::Type::choice: {
            const auto position = static_cast<std::size_t>(value.number.floor());
            if (form.choices != nullptr && position < form.choices->size())
                text += pick((*form.choices)[position]);
            return;
        }
        case value::Type::date: {
            const auto date = Date::from_days(value.number.floor());
            if (date) text += date->to_string();
            return;
        }
    }
}

void Wording::show_difference(const value::Figure& value, const Form& form,
                              std::string& text) const {
    auto difference = form;
    if (form.type == value::Type::date) {
        difference.type = value::Type::number;
        difference.unit = value::Unit::days;
    }
    number_with_unit(value, difference, text);
}

}  // namespace meritum::scorecard
