// Implements numerals.hpp. The text is kept and converted by moving the point, so nothing is ever
// rounded.
#include "syntax/numerals.hpp"

#include "base/utf8.hpp"
#include "syntax/characters.hpp"
#include "syntax/currencies.hpp"

namespace meritum::syntax {

namespace {

constexpr char32_t ten_thousand = U'万';
constexpr char32_t hundred_million = U'亿';

/// Reads forward over plain characters; past the end is U+0000.
class Reader {
public:
    Reader(std::u32string_view line, std::size_t at) : line_(line), start_(at), at_(at) {}

    char32_t peek(std::size_t ahead = 0) const {
        return at_ + ahead < line_.size() ? line_[at_ + ahead] : U'\0';
    }
    void skip(std::size_t count = 1) { at_ += count; }
    std::size_t length() const { return at_ - start_; }

    std::size_t digits_ahead(std::size_t from = 0) const {
        std::size_t count = 0;
        while (is_digit(peek(from + count))) ++count;
        return count;
    }

    std::string text() const {
        std::string out;
        for (const char32_t c : line_.substr(start_, length())) utf8::append(out, c);
        return out;
    }

private:
    std::u32string_view line_;
    std::size_t start_;
    std::size_t at_;
};

Numeral problem(const Reader& reader, Kind kind, std::vector<std::string> more, std::string fix) {
    Numeral numeral;
    numeral.length = reader.length();
    numeral.problem = kind;
    numeral.words = {reader.text()};
    numeral.words.insert(numeral.words.end(), more.begin(), more.end());
    numeral.fix = std::move(fix);
    return numeral;
}

/// Skips what clings to a number that is already wrong, so that it is one problem.
void skip_rest(Reader& reader) {
    while (continues_name(reader.peek()) || (reader.peek() == U'.' && is_digit(reader.peek(1))))
        reader.skip();
}

/// 4 digits, then -dd-dd. One digit in a place is a date that somebody meant, not a subtraction.
std::optional<Numeral> try_date(Reader reader) {
    if (reader.digits_ahead() != 4 || reader.peek(4) != U'-') return std::nullopt;
    const std::size_t month = reader.digits_ahead(5);
    if (month < 1 || month > 2 || reader.peek(5 + month) != U'-') return std::nullopt;
    const std::size_t day = reader.digits_ahead(6 + month);
    if (day < 1 || day > 2) return std::nullopt;
    const auto two = [&](std::size_t at, std::size_t digits) {
        std::string text = digits == 1 ? "-0" : "-";
        for (std::size_t i = 0; i < digits; ++i) utf8::append(text, reader.peek(at + i));
        return text;
    };
    const std::string rest = two(5, month) + two(6 + month, day);
    reader.skip(4);
    const std::string written = reader.text() + rest;
    reader.skip(2 + month + day);
    if (month != 2 || day != 2 || continues_name(reader.peek())) {
        skip_rest(reader);
        return problem(reader, Kind::malformed_date, {},
                       "write it as `" + written + "`; put blanks around `-` to subtract");
    }
    Numeral numeral;
    numeral.length = reader.length();
    numeral.is_date = true;
    return numeral;
}

/// `31.10.2026`: day, month and year.
std::optional<Numeral> try_european_date(Reader reader) {
    const std::size_t day = reader.digits_ahead();
    if (day < 1 || day > 2 || reader.peek(day) != U'.') return std::nullopt;
    const std::size_t month = reader.digits_ahead(day + 1);
    if (month < 1 || month > 2 || reader.peek(day + 1 + month) != U'.') return std::nullopt;
    if (reader.digits_ahead(day + month + 2) != 4) return std::nullopt;
    reader.skip(day + month + 6);
    const std::string text = reader.text();
    const auto two = [](const std::string& digits) {
        return digits.size() == 1 ? "0" + digits : digits;
    };
    const std::string written = text.substr(text.size() - 4) + "-" +
                                two(text.substr(day + 1, month)) + "-" + two(text.substr(0, day));
    skip_rest(reader);
    return problem(reader, Kind::malformed_date, {}, "write it as `" + written + "`");
}

/// `1,000,000`: up to three digits, then commas each followed directly by exactly three.
std::optional<Numeral> try_commas(Reader reader) {
    const std::size_t head = reader.digits_ahead();
    if (head > 3) return std::nullopt;
    std::string digits;
    reader.skip(head);
    digits = reader.text();
    bool found = false;
    while (reader.peek() == U',' && reader.digits_ahead(1) == 3) {
        digits += '_';
        for (std::size_t i = 1; i <= 3; ++i) utf8::append(digits, reader.peek(i));
        reader.skip(4);
        found = true;
    }
    if (!found) return std::nullopt;
    return problem(reader, Kind::number_with_commas, {},
                   "write `" + digits + "`, or put a blank after a comma that separates values");
}

/// `digits` with the point `places` from the right, moved by `shift` to the right, as a plain
/// decimal text.
std::string shifted(std::string digits, std::size_t places, int shift) {
    if (shift < 0) places += static_cast<std::size_t>(-shift);
    for (; shift > 0; --shift) {
        if (places > 0) {
            --places;
        } else {
            digits += '0';
        }
    }
    if (digits.size() <= places) digits.insert(0, places - digits.size() + 1, '0');
    std::string whole = digits.substr(0, digits.size() - places);
    std::string fraction = digits.substr(digits.size() - places);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    return fraction.empty() ? whole : whole + "." + fraction;
}

/// Digits with single underscores between them.
std::string take_digits(Reader& reader) {
    std::string digits;
    while (is_digit(reader.peek()) || (reader.peek() == U'_' && is_digit(reader.peek(1)))) {
        if (reader.peek() != U'_') digits += static_cast<char>(reader.peek());
        reader.skip();
    }
    return digits;
}

bool begins_exponent(const Reader& reader) {
    if (reader.peek() != U'e' && reader.peek() != U'E') return false;
    const bool sign = reader.peek(1) == U'+' || reader.peek(1) == U'-';
    return is_digit(reader.peek(sign ? 2 : 1));
}

/// `1.250.000` as `1_250_000`.
std::optional<std::string> with_underscores(std::string text) {
    std::size_t group = 0;
    for (char& c : text) {
        if (c == '.' && group >= 1 && group <= 3) {
            c = '_';
            group = 0;
        } else if (c < '0' || c > '9') {
            return std::nullopt;
        } else {
            ++group;
        }
    }
    const auto first = text.find('_');
    const bool threes = first != std::string::npos && (text.size() - first) % 4 == 0 && group == 3;
    return threes ? std::optional(text) : std::nullopt;
}

/// What to write for `10万元`, `10k`, `500EUR`.
std::string instead_of_clinging(const std::string& number, const std::string& rest) {
    constexpr std::pair<std::string_view, std::string_view> sizes[] = {
        {"k", "_000"}, {"K", "_000"}, {"千", "_000"}, {"m", "_000_000"}, {"M", "_000_000"}};
    for (const auto& [size, zeros] : sizes) {
        if (rest == size && number.find_first_not_of("0123456789") == std::string::npos)
            return "write `" + number + std::string(zeros) + "`";
    }
    if (const auto whole = with_underscores(number + rest)) return "write `" + *whole + "`";
    if (rest == "元") return "write `" + number + " {currency}`";
    for (const std::string_view unit : {"分", "天", "次", "个", "人", "单", "件", "项"}) {
        if (rest == unit) return "write `" + number + "`";
    }
    for (const std::string_view unit : {"以上", "及以上", "分以上", "分及以上", "+"}) {
        if (rest == unit) return "write `从 " + number + "`";
    }
    if (is_currency(rest)) return "write `" + number + " " + rest + "`";
    return "leave a blank between a number and what follows it, as in `500 CNY`";
}

}  // namespace

Numeral read_numeral(std::u32string_view line, std::size_t at) {
    Reader reader(line, at);
    if (const auto date = try_date(reader)) return *date;
    if (const auto date = try_european_date(reader)) return *date;
    if (const auto commas = try_commas(reader)) return *commas;

    std::string digits = take_digits(reader);
    std::size_t places = 0;
    if (reader.peek() == U'.' && is_digit(reader.peek(1))) {
        reader.skip();
        const std::string fraction = take_digits(reader);
        places = fraction.size();
        digits += fraction;
    } else if (reader.peek() == U'.' && reader.peek(1) != U'.') {
        reader.skip();
        return problem(reader, Kind::malformed_number, {"digits must follow the point"},
                       "write a digit after the point, as in `0.5`");
    }
    if (begins_exponent(reader)) {
        reader.skip(2);
        skip_rest(reader);
        return problem(reader, Kind::number_with_exponent, {},
                       "write all digits, or a short form such as `10万` or `15%`");
    }
    int shift = 0;
    if (reader.peek() == U'%') shift = -2;
    if (reader.peek() == ten_thousand) shift = 4;
    if (reader.peek() == hundred_million) shift = 8;
    if (shift != 0) reader.skip();
    const bool clings = continues_name(reader.peek()) || reader.peek() == U'%' ||
                        (reader.peek() == U'.' && is_digit(reader.peek(1)));
    if (clings) {
        const std::string number = reader.text();
        reader.skip();
        skip_rest(reader);
        return problem(reader, Kind::malformed_number,
                       {"what follows the digits belongs to no number"},
                       instead_of_clinging(number, reader.text().substr(number.size())));
    }
    const auto value = Decimal::parse(shifted(digits, places, shift));
    if (!value) {
        Numeral numeral =
            problem(reader, Kind::number_too_long, {}, "write fewer digits, or take a larger unit");
        numeral.words = {std::to_string(digits.size())};
        return numeral;
    }
    Numeral numeral;
    numeral.length = reader.length();
    numeral.value = *value;
    return numeral;
}

}  // namespace meritum::syntax
