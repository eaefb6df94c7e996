// Names, literals and what every expression needs. See expression_writer.hpp; numbers are in
// number_writer.cpp, conditions in condition_writer.cpp.
#include "agreement/expression_writer.hpp"

#include <algorithm>
#include <cmath>

namespace meritum::agreement {

using ast::Row;

namespace {

/// 12345 with 2 places: "123.45"; whole digits in groups of three if `grouped`.
std::string digits(long mantissa, int places, bool grouped) {
    std::string text = std::to_string(std::labs(mantissa));
    const auto after = static_cast<std::size_t>(places);
    if (text.size() <= after) text.insert(0, after + 1 - text.size(), '0');
    std::string fraction = text.substr(text.size() - after);
    text.resize(text.size() - after);
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    if (grouped) {
        for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, "_");
    }
    if (!fraction.empty()) text += "." + fraction;
    return (mantissa < 0 ? "-" : "") + text;
}

}  // namespace

std::string ExpressionWriter::at(const Written& written, Level level) {
    const bool number =
        written.level == Level::unary && written.text.find(' ') == std::string::npos;
    if (number && level == Level::operand && wording_.chance(60, written.text)) return written.text;
    if (written.level >= level && !wording_.chance(3, written.text)) return written.text;
    return wording_.parenthesise(written.text);
}

Written ExpressionWriter::literal(long mantissa, int places, Unit unit, bool bare) {
    const double value = static_cast<double>(mantissa) / std::pow(10.0, places);
    Written out;
    out.low = out.high = value;
    out.level = mantissa < 0 ? Level::unary : Level::operand;
    const bool small = unit == Unit::plain && std::fabs(value) <= 3;
    const long ten_thousands = 10000;
    if (small && mantissa != 0 && random_.chance(40)) {
        out.text = digits(mantissa, std::max(places - 2, 0), false);
        if (places < 2) out.text = digits(mantissa * (places == 1 ? 10 : 100), 0, false);
        out.text += "%";
    } else if (places == 0 && mantissa % 1000 == 0 && mantissa != 0 && random_.chance(25)) {
        const bool hundred_millions = mantissa % 10000000 == 0;
        out.text = digits(hundred_millions ? mantissa / ten_thousands : mantissa, 4, false);
        out.text += hundred_millions ? "亿" : "万";
    } else {
        out.text = digits(mantissa, places, random_.chance(50));
    }
    if (unit == Unit::money && !bare && mantissa >= 0 && random_.chance(30))
        out.text += " " + draft_.currency;
    return out;
}

Written ExpressionWriter::literal(Unit unit, double low, double high, bool bare) {
    static const long scales[] = {1,     1,      10,      100,      100,      1000,
                                  10000, 100000, 1000000, 10000000, 100000000};
    const bool whole = unit == Unit::money || unit == Unit::days;
    for (int attempt = 0; attempt < 12; ++attempt) {
        // In hundredths, so that percents and half points come up.
        long hundredths = random_.between(-3, 25);
        hundredths *= scales[random_.below(11)];
        if (random_.chance(40)) hundredths *= 5;
        const double value = static_cast<double>(hundredths) / 100;
        if (value < low || value > high || (whole && hundredths % 100 != 0)) continue;
        if (hundredths % 100 == 0) return literal(hundredths / 100, 0, unit, bare);
        return literal(hundredths, 2, unit, bare);
    }
    return literal(static_cast<long>(std::ceil(low)), 0, unit, bare);
}

std::string ExpressionWriter::date_literal() {
    const std::string year = std::to_string(random_.between(2024, 2027));
    const std::string month = std::to_string(random_.between(1, 12));
    const std::string day = std::to_string(random_.between(1, 28));
    return year + (month.size() == 1 ? "-0" : "-") + month + (day.size() == 1 ? "-0" : "-") + day;
}

bool ExpressionWriter::visible(std::size_t declared, const Scope& scope) const {
    const Declared& one = draft_.declared[declared];
    switch (one.what) {
        case Declared::What::field: return one.list == scope.list;
        case Declared::What::outcome:
        case Declared::What::score:
        case Declared::What::total:
        case Declared::What::grade: return scope.results;
        case Declared::What::fact:
        case Declared::What::param:
        case Declared::What::let:
        case Declared::What::rule:
        case Declared::What::category: return one.after <= scope.rules || scope.results;
    }
    return false;
}

bool ExpressionWriter::is_defined(std::size_t declared, const Scope& scope) const {
    return draft_.declared[declared].defined || scope.known.count(declared) > 0;
}

std::vector<std::size_t> ExpressionWriter::find(
    const Scope& scope, const std::function<bool(const Declared&)>& wanted) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < draft_.declared.size(); ++i) {
        if (visible(i, scope) && wanted(draft_.declared[i])) found.push_back(i);
    }
    return found;
}

std::string ExpressionWriter::use(std::size_t declared) {
    const Declared& one = draft_.declared[declared];
    if (one.what == Declared::What::score || one.what == Declared::What::grade) {
        return one.names[random_.chance(20)                  ? random_.below(2)
                         : wording_.is_chinese(one.names[0]) ? 1
                                                             : 0];
    }
    const std::string& name = wording_.use(one.names);
    if (one.what != Declared::What::field) return name;
    const std::string& item = wording_.use(draft_.lists[static_cast<std::size_t>(one.list)].item);
    return item + "." + name;
}

Written ExpressionWriter::name(std::size_t declared, const Scope& scope) {
    const Declared& one = draft_.declared[declared];
    Written out;
    out.text = use(declared);
    out.low = one.low;
    out.high = one.high;
    if (scope.positive.count(declared) > 0 && out.low <= 0) out.low = 1e-9;
    out.decimal = one.decimal;
    out.defined = is_defined(declared, scope);
    return out;
}

std::string ExpressionWriter::mode() {
    static const std::vector<Row> modes = {Row::mode_half_up, Row::mode_half_even,
                                           Row::mode_up,      Row::mode_down,
                                           Row::mode_floor,   Row::mode_ceiling};
    return random_.chance(50) ? wording_.say(random_.pick(modes)) : "";
}

bool ExpressionWriter::has_unit(Unit unit, const Scope& scope) {
    return !find(scope, [unit](const Declared& d) {
                return d.sort == Sort::number && d.unit == unit;
            }).empty();
}

Unit ExpressionWriter::some_unit(const Scope& scope) {
    if (random_.chance(35) && has_unit(Unit::money, scope)) return Unit::money;
    if (random_.chance(20) && has_unit(Unit::points, scope)) return Unit::points;
    const bool dates =
        !find(scope, [](const Declared& d) { return d.sort == Sort::date && d.defined; }).empty();
    if (random_.chance(20) && dates) return Unit::days;
    return Unit::plain;
}

/// Texts: facts, quoted words, a conditional.
Written ExpressionWriter::text(const Scope& scope) {
    static const std::vector<std::string> words = {"\"North\"", "\"East\"", "\"甲组\"",
                                                   "\"team # 1\"", "\"\""};
    const auto names =
        find(scope, [](const Declared& d) { return d.sort == Sort::text && d.defined; });
    Written out;
    if (!names.empty() && random_.chance(60)) {
        out.text = use(random_.pick(names));
    } else if (random_.chance(60)) {
        out.text = random_.pick(words);
    } else {
        const Written when = condition(scope, 1);
        out.level = Level::conditional;
        const std::string& first = random_.pick(words);
        const std::string& other = random_.pick(words);
        out.text = first + " " + wording_.say(Row::word_when) + " " + at(when, Level::logical_or) +
                   ", " + wording_.say(Row::word_else) + " " + other;
    }
    return out;
}

/// Dates: facts, literals, either plus days.
Written ExpressionWriter::date(const Scope& scope) {
    const auto names =
        find(scope, [](const Declared& d) { return d.sort == Sort::date && d.defined; });
    Written out;
    out.text = !names.empty() && random_.chance(70) ? use(random_.pick(names)) : date_literal();
    if (random_.chance(25)) {
        static const std::vector<Row> rows = {Row::plus_months, Row::minus_months, Row::plus_years,
                                              Row::minus_years};
        const Row row = random_.pick(rows);
        const bool years = row == Row::plus_years || row == Row::minus_years;
        out.text =
            wording_.say(row, {out.text, std::to_string(random_.between(0, years ? 9 : 30))});
        out.level = Level::phrase;
    } else if (random_.chance(30)) {
        out.text += random_.chance(50) ? " + " : " - ";
        out.text += std::to_string(random_.between(0, 400));
        out.level = Level::sum;
    }
    return out;
}

}  // namespace meritum::agreement
