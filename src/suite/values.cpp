// See values.hpp.
#include "suite/values.hpp"

#include <algorithm>

namespace meritum::suite {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string without_groups(std::string_view text) {
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool groups = text[i] == '_' && i > 0 && is_digit(text[i - 1]) &&
                            i + 1 < text.size() && is_digit(text[i + 1]);
        const bool of_number = is_digit(text[i]) || text[i] == '.' || (text[i] == '-' && i == 0) ||
                               (text[i] == '%' && i + 1 == text.size());
        if (!groups && !of_number) return std::string(text);
        if (!groups) digits += text[i];
    }
    return digits;
}

std::optional<Decimal> number_of(std::string_view text) {
    const auto digits = without_groups(text);
    const bool percent = digits.ends_with('%');
    if (digits.starts_with('+')) return std::nullopt;
    const auto number =
        Decimal::parse(std::string_view(digits).substr(0, digits.size() - (percent ? 1 : 0)));
    if (!number || !percent) return number;
    return Decimal::from_parts(number->high(), number->low(), number->scale() + 2);
}

std::optional<bool> truth_of(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (lower == "yes" || lower == "true" || lower == "是") return true;
    if (lower == "no" || lower == "false" || lower == "否") return false;
    return std::nullopt;
}

bool says_not_rated(std::string_view text) {
    return text == "not rated" || text == "\u4e0d\u4e88\u8bc4\u5b9a";
}

bool is_as(const Value& expected, const Value& actual) {
    return expected == actual || (expected == Value() && actual == Value(NotRated()));
}

std::string shown(const Value& value) {
    struct Show {
        std::string operator()(std::monostate) const { return "nothing"; }
        std::string operator()(const Decimal& number) const { return number.to_string(); }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(bool truth) const { return truth ? "yes" : "no"; }
        std::string operator()(const Date& date) const { return date.to_string(); }
        std::string operator()(NotRated) const { return "not rated"; }
    };
    return std::visit(Show(), value);
}

}  // namespace meritum::suite
