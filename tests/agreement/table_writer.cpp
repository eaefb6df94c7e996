// Random tables inside expressions: whole tiers in every direction, rates, slices, straight lines,
// and the highest among several. See expression_writer.hpp.
#include <algorithm>
#include <cmath>

#include "agreement/expression_writer.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

constexpr double large = 1e15;

double magnitude(const Written& x) { return std::max(std::fabs(x.low), std::fabs(x.high)); }

}  // namespace

/// Ascending literals inside the range of x, all different.
std::vector<Written> ExpressionWriter::bounds(const Written& x, Unit unit) {
    std::vector<Written> drawn;
    for (int i = 0; i < 4; ++i) drawn.push_back(literal(unit, x.low, x.high));
    std::sort(drawn.begin(), drawn.end(),
              [](const Written& a, const Written& b) { return a.low < b.low; });
    std::vector<Written> out;
    for (const auto& bound : drawn) {
        if (out.empty() || bound.low > out.back().low) out.push_back(bound);
    }
    return out;
}

/// What a row gives; `out` spans it.
std::string ExpressionWriter::worth(const Scope& scope, bool nonnegative, Written& out) {
    const Written v = random_.chance(80) ? literal(Unit::plain, nonnegative ? 0 : -5, 20, true)
                                         : this->nonnegative(Unit::plain, scope, 1);
    out.low = std::min(out.low, v.low);
    out.high = std::max(out.high, v.high);
    out.decimal = out.decimal && v.decimal;
    return operand(v);
}

Written ExpressionWriter::tiers(const Scope& scope, int depth, bool nonnegative) {
    if (random_.chance(25)) return matched(scope, nonnegative);
    static const std::vector<Row> ways = {Row::tier_from, Row::tier_from, Row::tier_above,
                                          Row::tier_up_to, Row::tier_below};
    const Row way = random_.pick(ways);
    const Unit unit = some_unit(scope) == Unit::money ? Unit::money : Unit::plain;
    const Written x = number(unit, scope, depth);
    Written out;
    std::string rows;
    for (const auto& bound : bounds(x, unit)) {
        rows += (rows.empty() ? "" : " ") +
                wording_.say(way, {operand(bound), worth(scope, nonnegative, out)});
    }
    if (random_.chance(30))
        rows += " " + wording_.say(Row::tier_otherwise, {worth(scope, nonnegative, out)});
    out.text = wording_.say(Row::tiered, {at(x, Level::sum), rows});
    out.level = Level::comparison;  // a phrase, but easier to read in parentheses
    return out;
}

/// `by region is North 2 ... otherwise 0`.
Written ExpressionWriter::matched(const Scope& scope, bool nonnegative) {
    const auto names = find(scope, [](const Declared& d) {
        return (d.sort == Sort::choice || d.sort == Sort::text || d.sort == Sort::boolean) &&
               d.defined;
    });
    if (names.empty()) return literal(Unit::plain, 0, 9);
    const auto one = random_.pick(names);
    const Declared declared = draft_.declared[one];
    std::vector<std::string> cases;
    switch (declared.sort) {
        case Sort::choice:
            for (const auto& choice : declared.choices) cases.push_back(wording_.use(choice));
            break;
        case Sort::boolean: cases = {wording_.say(Row::yes), wording_.say(Row::no)}; break;
        default: cases = {"\"North\"", text(Scope{}).text}; break;
    }
    Written out;
    std::string rows;
    const bool all = declared.sort != Sort::text && random_.chance(50);
    for (std::size_t i = 0; i < cases.size() - (all ? 0 : 1); ++i) {
        rows += (rows.empty() ? "" : " ") +
                wording_.say(Row::tier_is,
                             {cases[i].find(' ') != std::string::npos && cases[i].front() != '"'
                                  ? wording_.parenthesise(cases[i])
                                  : cases[i],
                              worth(scope, nonnegative, out)});
    }
    if (rows.empty() || (!all))
        rows += (rows.empty() ? "" : " ") +
                wording_.say(Row::tier_otherwise, {worth(scope, nonnegative, out)});
    out.text = wording_.say(Row::tiered, {use(one), rows});
    out.level = Level::comparison;
    return out;
}

/// A rate times what it is a rate of, of the whole or slice by slice.
Written ExpressionWriter::rate(Unit unit, const Scope& scope, int depth) {
    if (unit == Unit::points || unit == Unit::days) return clamp(unit, scope, depth);
    const Written x = number(unit, scope, depth);
    if (magnitude(x) * 100 > large) return x;
    const bool slices = random_.chance(60);
    static const std::vector<Row> ways = {Row::tier_from, Row::tier_above, Row::tier_up_to,
                                          Row::tier_below};
    Row way = random_.pick(ways);
    auto steps = bounds(x, unit);
    const bool up = way == Row::tier_from || way == Row::tier_above;
    if (slices && !up) {  // slices begin at 0
        steps.erase(std::remove_if(steps.begin(), steps.end(),
                                   [](const Written& bound) { return bound.low <= 0; }),
                    steps.end());
        if (steps.empty()) return x;
    }
    std::string rows;
    bool decimal = true;
    for (const auto& bound : steps) {
        const Written v = random_.chance(70) ? literal(random_.between(0, 30), 2, Unit::plain)
                                             : nonnegative(Unit::plain, scope, 0);
        if (v.high > 100) continue;
        decimal = decimal && v.decimal;
        rows += (rows.empty() ? "" : " ") + wording_.say(way, {operand(bound), operand(v)});
    }
    if (rows.empty()) return x;
    if (random_.chance(30) && !(slices && up))
        rows += " " + wording_.say(Row::tier_otherwise, {"0.5"});
    Written out;
    out.text = wording_.say(slices ? Row::rate_in_slices : Row::rate, {at(x, Level::sum), rows});
    out.level = Level::comparison;
    out.decimal = x.decimal && decimal;
    out.low = std::min(0.0, x.low * 100);
    out.high = std::max(0.0, x.high * 100);
    return out;
}

Written ExpressionWriter::along(const Scope& scope, int depth) {
    const Unit unit = some_unit(scope) == Unit::money ? Unit::money : Unit::plain;
    const Written x = number(unit, scope, depth);
    Written out;
    std::string points;
    for (const auto& bound : bounds(x, unit)) {
        const Written v = literal(random_.between(-20, 100), 0, Unit::plain);
        out.low = std::min(out.low, v.low);
        out.high = std::max(out.high, v.high);
        points +=
            (points.empty() ? "" : " ") + wording_.say(Row::point, {operand(bound), operand(v)});
    }
    out.text = wording_.say(Row::along, {at(x, Level::sum), points});
    out.level = Level::comparison;
    out.decimal = false;
    return out;
}

Written ExpressionWriter::among(Unit unit, const Scope& scope, int depth) {
    const bool highest = random_.chance(50);
    Written out = number(unit, scope, depth);
    std::vector<std::string> of = {at(out, Level::conditional)};
    for (int i = random_.chance(70) ? 1 : 2; i > 0; --i) {
        const Written more = number(unit, scope, i > 1 ? 0 : depth);
        of.push_back(at(more, Level::logical_or));
        out.decimal = out.decimal && more.decimal;
        out.low = highest ? std::max(out.low, more.low) : std::min(out.low, more.low);
        out.high = highest ? std::max(out.high, more.high) : std::min(out.high, more.high);
    }
    if (of.front().find(',') != std::string::npos) of.front() = "(" + of.front() + ")";
    out.text = wording_.say(highest ? Row::highest_among : Row::lowest_among, {wording_.join(of)});
    out.level = Level::comparison;
    return out;
}

}  // namespace meritum::agreement
