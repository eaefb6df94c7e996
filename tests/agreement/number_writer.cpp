// Random numbers of a wanted unit, each kind of expression in a function. See
// expression_writer.hpp.
#include <algorithm>
#include <cmath>

#include "agreement/expression_writer.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

/// Beyond this the checker might rightly refuse what grows.
constexpr double large = 1e15;

double magnitude(const Written& x) { return std::max(std::fabs(x.low), std::fabs(x.high)); }

void span_product(Written& out, const Written& a, const Written& b) {
    const double corners[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    out.low = *std::min_element(corners, corners + 4);
    out.high = *std::max_element(corners, corners + 4);
}

}  // namespace

Written ExpressionWriter::number(Unit unit, const Scope& scope, int depth) {
    if (depth <= 0 || random_.chance(20)) return leaf(unit, scope);
    if (unit == Unit::days && random_.chance(50)) return days(scope);
    if (!draft_.tables.empty() && random_.chance(15)) return call(unit, scope, depth - 1);
    switch (random_.below(22)) {
        case 0:
        case 1: return sum(unit, scope, depth - 1);
        case 2: return product(unit, scope, depth - 1);
        case 3:
        case 4: return quotient(unit, scope, depth - 1);
        case 5: return clamp(unit, scope, depth - 1);
        case 6: return round(unit, scope, depth - 1);
        case 7:
        case 8: return per(unit, scope, depth - 1);
        case 9: return conditional(unit, scope, depth - 1);
        case 10: return fallback(unit, scope, depth - 1);
        case 11: return random_.chance(70) ? previous(unit, scope) : age(unit, scope);
        case 12:
        case 13:
            return unit == Unit::plain ? along(scope, depth - 1) : among(unit, scope, depth - 1);
        case 14: return among(unit, scope, depth - 1);
        case 15: return rate(unit, scope, depth - 1);
        case 16:
        case 17:
        case 18: return gathered(unit, scope);
        case 19: return unit == Unit::plain ? rank(scope, depth - 1) : leaf(unit, scope);
        case 20: return power(unit, scope, depth - 1);
        default:
            return unit == Unit::plain ? tiers(scope, depth - 1, false)
                                       : clamp(unit, scope, depth - 1);
    }
}

Written ExpressionWriter::nonnegative(Unit unit, const Scope& scope, int depth) {
    if (!scope.ordered.empty() && random_.chance(50)) {  // a - b where a >= b is known
        const auto& [more, less] = random_.pick(scope.ordered);
        if (draft_.declared[more].unit == unit) {
            Written out = name(more, scope);
            const Written b = name(less, scope);
            out.text += " - " + b.text;
            out.level = Level::sum;
            out.low = 0;
            out.high = out.high - b.low;
            return out;
        }
    }
    Written out = number(unit, scope, depth);
    if (out.low >= 0) return out;
    if (random_.chance(30)) return literal(unit, 0, 100);
    out.text = wording_.say(Row::at_least, {at(out, Level::phrase), "0"});
    out.level = Level::phrase;
    out.low = 0;
    out.high = std::max(out.high, 0.0);
    return out;
}

Written ExpressionWriter::decimal(Unit unit, const Scope& scope, int depth) {
    Written out = number(unit, scope, depth);
    if (out.decimal) return out;
    out.text = wording_.say(Row::round, {at(out, Level::phrase), "0.01", mode()});
    out.level = Level::phrase;
    out.decimal = true;
    out.low = out.low >= 0 ? 0 : out.low - 1;
    out.high += 1;
    return out;
}

Written ExpressionWriter::leaf(Unit unit, const Scope& scope) {
    const auto names = find(scope, [unit](const Declared& d) {
        return d.sort == Sort::number &&
               (d.unit == unit || (unit == Unit::points && d.unit == Unit::plain));
    });
    if (names.empty() || random_.chance(20)) return literal(unit, 0, 1000);
    return define(name(random_.pick(names), scope), unit, scope);
}

/// What may be undefined gets an `else`.
Written ExpressionWriter::define(Written written, Unit unit, const Scope&) {
    if (written.defined) return written;
    const Written other = literal(unit, written.low, written.high, true);
    written.text =
        at(written, Level::phrase) + " " + wording_.say(Row::word_else) + " " + other.text;
    written.level = Level::conditional;
    written.defined = true;
    written.low = std::min(written.low, other.low);
    written.high = std::max(written.high, other.high);
    return written;
}

Written ExpressionWriter::sum(Unit unit, const Scope& scope, int depth) {
    const Written a = number(unit, scope, depth);
    const Written b = number(unit, scope, depth);
    Written out;
    const bool minus = random_.chance(40);
    out.text = at(a, Level::sum) + (minus ? " - " : " + ") + at(b, Level::product);
    out.level = Level::sum;
    out.low = minus ? a.low - b.high : a.low + b.low;
    out.high = minus ? a.high - b.low : a.high + b.high;
    out.decimal = a.decimal && b.decimal;
    if (random_.chance(6)) {
        out.text = "-" + at(out, Level::operand);
        out.level = Level::unary;
        std::swap(out.low, out.high);
        out.low = -out.low;
        out.high = -out.high;
    }
    return out;
}

Written ExpressionWriter::product(Unit unit, const Scope& scope, int depth) {
    Written a = number(unit, scope, depth);
    Written b = number(Unit::plain, scope, depth);
    if (magnitude(a) * magnitude(b) > large) return a;
    if (random_.chance(30)) std::swap(a, b);
    Written out;
    out.text = at(a, Level::product) + " * " + at(b, Level::unary);
    out.level = Level::product;
    span_product(out, a, b);
    out.decimal = a.decimal && b.decimal;
    return out;
}

/// Proved to be more than zero.
Written ExpressionWriter::positive(Unit unit, const Scope& scope, int depth) {
    std::vector<std::size_t> names;
    for (const auto i : find(scope, [unit](const Declared& d) {
             return d.sort == Sort::number && d.unit == unit;
         })) {
        const bool above_zero = draft_.declared[i].low > 0 || scope.positive.count(i) > 0;
        if (above_zero && is_defined(i, scope)) names.push_back(i);
    }
    if (!names.empty() && random_.chance(70)) return name(random_.pick(names), scope);
    if (depth > 0 && random_.chance(40)) {
        Written out = number(unit, scope, depth - 1);
        const Written least = literal(unit, 1, 100, true);
        out.text = wording_.say(Row::at_least, {at(out, Level::phrase), least.text});
        out.level = Level::phrase;
        out.low = std::max(out.low, least.low);
        out.high = std::max(out.high, least.high);
        return out;
    }
    static const long steps[] = {1, 2, 3, 4, 5, 7, 8, 10, 12, 20, 25, 30, 50, 100, 1000, 10000};
    return literal(steps[random_.below(16)], 0, unit);
}

Written ExpressionWriter::quotient(Unit unit, const Scope& scope, int depth) {
    if (unit == Unit::plain && random_.chance(60)) return ratio(scope, depth);
    const Written a = number(unit, scope, depth);
    const Written b = positive(Unit::plain, scope, depth);
    Written out;
    out.text = at(a, Level::product) + " / " + at(b, Level::unary);
    out.level = Level::product;
    const Written inverse{"", Level::operand, 1 / b.high, 1 / std::max(b.low, 0.01)};
    span_product(out, a, inverse);
    out.decimal = false;
    return out;
}

/// Equal units divided: sales / target. The divisor may be zero where an `else` follows.
Written ExpressionWriter::ratio(const Scope& scope, int depth) {
    const Unit unit =
        has_unit(Unit::money, scope) && random_.chance(60) ? Unit::money : Unit::plain;
    const Written a = number(unit, scope, depth);
    const bool risky = random_.chance(35);
    const Written b = risky ? leaf(unit, scope) : positive(unit, scope, depth);
    Written out;
    out.text = at(a, Level::product) + " / " + at(b, Level::unary);
    out.level = Level::product;
    const double least = risky ? 0.01 : std::max(b.low, 0.01);
    out.low = std::min(0.0, a.low / least);
    out.high = std::max(0.0, a.high / least);
    if (risky && b.low < 0) out.low = std::min(out.low, -magnitude(a) / least);
    out.decimal = false;
    out.defined = !risky;
    return define(out, Unit::plain, scope);
}

Written ExpressionWriter::clamp(Unit unit, const Scope& scope, int depth) {
    Written out = number(unit, scope, depth);
    const bool least = random_.chance(50);
    const Written bound =
        random_.chance(70) ? literal(unit, -100, 1000) : number(unit, scope, depth);
    out.text = wording_.say(least ? Row::at_least : Row::at_most,
                            {at(out, Level::phrase), at(bound, Level::sum)});
    out.level = Level::phrase;
    out.decimal = out.decimal && bound.decimal;
    out.low = least ? std::max(out.low, bound.low) : std::min(out.low, bound.low);
    out.high = least ? std::max(out.high, bound.high) : std::min(out.high, bound.high);
    return out;
}

Written ExpressionWriter::round(Unit unit, const Scope& scope, int depth) {
    static const std::vector<std::string> steps = {"1",  "0.5",  "0.1", "0.01", "5",
                                                   "10", "0.25", "100", "3",    "(0.2)"};
    Written out = number(unit, scope, depth);
    const std::string& step = unit == Unit::days ? steps[0] : random_.pick(steps);
    out.text = wording_.say(Row::round, {at(out, Level::phrase), step, mode()});
    out.level = Level::phrase;
    out.low = out.low >= 0 ? 0 : out.low - 100;
    out.high += 100;
    out.decimal = true;
    return out;
}

Written ExpressionWriter::per(Unit unit, const Scope& scope, int depth) {
    static const std::vector<Row> rows = {Row::per,      Row::per_above,      Row::per_below,
                                          Row::per_full, Row::per_full_above, Row::per_full_below};
    const Row row = random_.pick(rows);
    const bool full =
        row == Row::per_full || row == Row::per_full_above || row == Row::per_full_below;
    const bool based = row != Row::per && row != Row::per_full;
    const Written n = random_.chance(80) ? literal(unit, 0, 20, true) : number(unit, scope, 0);
    const Unit of_unit = unit == Unit::money ? Unit::plain : some_unit(scope);
    Written x = number(of_unit == Unit::points ? Unit::plain : of_unit, scope, depth);
    const Unit step_unit = of_unit == Unit::points ? Unit::plain : of_unit;
    Written out;
    out.level = Level::phrase;
    if (!based && step_unit == Unit::plain && random_.chance(30)) {
        out.text = wording_.say(row, {at(n, Level::phrase), at(x, Level::sum), "", ""});
        out.decimal = n.decimal && (full || x.decimal);
        span_product(out, n, x);
        return magnitude(n) * magnitude(x) > large ? n : out;
    }
    const Written s = positive(step_unit, scope, 0);
    const Written base = literal(step_unit, x.low, std::min(x.high, 1e9));
    out.text = wording_.say(
        row, {at(n, Level::phrase), at(s, Level::sum), at(x, Level::sum), at(base, Level::sum)});
    out.decimal = n.decimal && full;
    const double reach = (magnitude(x) + magnitude(base)) / std::max(s.low, 0.01) + 1;
    if (magnitude(n) * reach > large) return n;
    const Written steps{"", Level::operand, based || x.low >= 0 ? 0 : -reach, reach};
    span_product(out, n, steps);
    return out;
}

Written ExpressionWriter::conditional(Unit unit, const Scope& scope, int depth) {
    Written out;
    out.level = Level::conditional;
    out.low = 1e300;
    out.high = -1e300;
    const auto add = [&out](const Written& value) {
        out.low = std::min(out.low, value.low);
        out.high = std::max(out.high, value.high);
        out.decimal = out.decimal && value.decimal;
    };
    const std::string when = " " + wording_.say(Row::word_when) + " ";
    Scope rest = scope;
    const auto risky = find(scope, [unit](const Declared& d) {
        return d.sort == Sort::number && d.unit == unit && !d.defined;
    });
    const int branches = random_.chance(70) ? 1 : 2;
    for (int i = 0; i < branches; ++i) {
        Scope inside = rest;
        if (i == 0 && !risky.empty() && random_.chance(40)) {  // 0 when not x known, else x
            const auto x = random_.pick(risky);
            const Written value = literal(unit, 0, 100);
            add(value);
            out.text += at(value, Level::logical_or) + when + wording_.say(Row::word_not) + " " +
                        wording_.parenthesise(wording_.say(Row::known, {use(x)})) + ", ";
            rest.known.insert(x);
            continue;
        }
        const Written holds = guard(inside, 1);
        const Written value = number(unit, inside, depth);
        add(value);
        out.text += at(value, Level::logical_or) + when + at(holds, Level::logical_or) + ", ";
    }
    const Written other = number(unit, rest, depth);
    add(other);
    out.text += wording_.say(Row::word_else) + " " + at(other, Level::logical_or);
    return out;
}

Written ExpressionWriter::fallback(Unit unit, const Scope& scope, int depth) {
    const auto risky = find(scope, [unit](const Declared& d) {
        return d.sort == Sort::number && d.unit == unit && !d.defined;
    });
    if (risky.empty()) return ratio(scope, depth).decimal ? leaf(unit, scope) : leaf(unit, scope);
    Written x = name(random_.pick(risky), scope);
    if (random_.chance(40)) {
        const Written more = literal(unit, 0, 100);
        x.text += " + " + more.text;
        x.level = Level::sum;
        x.high += more.high;
    }
    const Written y = number(unit, scope, depth);
    Written out;
    out.text = at(x, Level::logical_or) + " " + wording_.say(Row::word_else) + " " +
               at(y, Level::logical_or);
    out.level = Level::conditional;
    out.low = std::min(x.low, y.low);
    out.high = std::max(x.high, y.high);
    out.decimal = x.decimal && y.decimal;
    return out;
}

/// What a name was worth one period ago; it may even be the score.
Written ExpressionWriter::previous(Unit unit, const Scope& scope) {
    if (draft_.cycle == Row::none) return leaf(unit, scope);
    Scope any;
    any.results = true;
    const auto names = find(any, [unit](const Declared& d) {
        return d.sort == Sort::number && d.decimal &&
               (d.unit == unit || (unit == Unit::points && d.unit == Unit::plain));
    });
    if (names.empty()) return leaf(unit, scope);
    Written out = name(random_.pick(names), any);
    out.text = wording_.say(Row::previous, {out.text, wording_.say(draft_.cycle)});
    out.level = Level::phrase;
    out.defined = false;
    return define(out, unit, scope);
}

Written ExpressionWriter::rank(const Scope& scope, int depth) {
    Scope own = scope;
    own.list = -1;
    own.known.clear();
    own.positive.clear();
    own.ordered.clear();
    const auto keys = find(own, [](const Declared& d) {
        return (d.sort == Sort::text || d.sort == Sort::choice) && d.defined &&
               d.what == Declared::What::fact;
    });
    if (keys.empty()) return leaf(Unit::plain, scope);
    const Written by = decimal(some_unit(own), own, std::min(depth, 1));
    Written out;
    out.text = wording_.say(Row::rank, {operand(by), use(random_.pick(keys))});
    out.level = Level::comparison;
    out.low = 1;
    out.high = 1e7;
    return out;
}

/// Full years or months between two dates.
Written ExpressionWriter::age(Unit unit, const Scope& scope) {
    if (unit != Unit::plain) return leaf(unit, scope);
    const Written a = date(scope);
    const Written b = date(scope);
    Written out;
    out.text = wording_.say(random_.chance(50) ? Row::years_from : Row::months_from,
                            {at(a, Level::sum), at(b, Level::sum)});
    out.level = Level::comparison;
    out.low = -4000;
    out.high = 4000;
    return out;
}

Written ExpressionWriter::days(const Scope& scope) {
    const Written a = date(scope);
    const Written b = date(scope);
    Written out;
    if (random_.chance(30)) {
        out.text = wording_.say(Row::days_from, {at(b, Level::sum), at(a, Level::sum)});
        out.level = Level::comparison;
    } else {
        out.text = at(a, Level::sum) + " - " + at(b, Level::product);
        out.level = Level::sum;
    }
    out.low = -200000;
    out.high = 200000;
    return out;
}

}  // namespace meritum::agreement
