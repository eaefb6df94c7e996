// Ranges and edges. See edges.hpp.
#include "agreement/edges.hpp"

#include <optional>

namespace meritum::agreement {

using ast::Row;

namespace {

std::optional<Fraction> constant(const ast::Node& node) {
    switch (node.row) {
        case Row::number: return to_fraction(node.number);
        case Row::money: return to_fraction(node[0].number);
        case Row::parenthesis: return constant(node[0]);
        case Row::negative:
            if (const auto x = constant(node[0])) return Fraction(-*x);
            return {};
        case Row::date:
            if (const auto days = days_of(node.text)) return Fraction(*days);
            return {};
        default: return {};
    }
}

bool holds_shares(const Span& span) { return span.low >= -10 && span.high <= 10; }

bool is_percent(const ast::Node& node) {
    if (node.row == Row::number)
        return !node.text.empty() && node.text.find_first_of("%％") != std::string::npos;
    for (const auto& slot : node.slots) {
        if (is_percent(slot)) return true;
    }
    return false;
}

}  // namespace

Edges::Edges(const ast::Document& plan) {
    for (const auto& statement : plan.statements) {
        collect(statement.head);
        for (const auto& clause : statement.clauses) {
            collect(clause);
            if (clause.row != Row::plan_currency) continue;
            const std::string& currency = clause[0].text;
            if (currency == "JPY" || currency == "KRW" || currency == "VND") minor_unit_ = 1;
            if (currency == "KWD" || currency == "BHD" || currency == "JOD")
                minor_unit_ = Fraction(1, 1000);
        }
    }
    literals_.push_back(0);
    literals_.push_back(1);
}

void Edges::collect(const ast::Node& node) {
    if (const auto x = constant(node)) literals_.push_back(*x);
    for (const auto& slot : node.slots) collect(slot);
}

Span Edges::span(const ast::Node& declaration) const {
    Span span{0, 1000000, 1, false};
    if (declaration[1].row == Row::type_money) span = {0, 1000000000000, minor_unit_, false};
    if (declaration[1].row == Row::type_number) span.step = Fraction(1, 100);
    if (declaration[1].row == Row::type_date)
        span = {*days_of("1900-01-01"), *days_of("2199-12-31"), 1, false};
    for (const auto& trait : declaration[2].slots) {
        if (trait.row != Row::trait_range) continue;
        span.low = *constant(trait[0]);
        span.high = *constant(trait[1]);
        if (declaration[1].row != Row::type_number) continue;
        if (is_percent(trait)) span.step = Fraction(1, 10000);
        span.shares = is_percent(trait) || holds_shares(span);
    }
    for (const auto& trait : declaration[2].slots) {
        if (trait.row == Row::trait_step) span.step = *constant(trait[0]);
    }
    // Only multiples of the step are values.
    span.low = round_to(span.low, span.step, Row::mode_ceiling);
    span.high = round_to(span.high, span.step, Row::mode_floor);
    return span;
}

Span Edges::param_span(const ast::Node& param) const {
    const bool percent = is_percent(param[1]) || is_percent(param[2]);
    const bool money = param[1].row == Row::money;
    Span span{*constant(param[1]), *constant(param[1]),
              percent ? Fraction(1, 10000) : Fraction(1, 100), false};
    if (money) span.step = minor_unit_;
    if (param[2]) span.low = *constant(param[2]);
    if (param[3]) span.high = *constant(param[3]);
    span.shares = param[1].row == Row::number && (percent || holds_shares(span));
    return span;
}

Fraction Edges::draw(const Span& span, Random& random) const {
    const auto draw = random.below(100);
    if (draw < 8) return span.low;
    if (draw < 14) return span.high;
    if (draw < 18 && span.low + span.step <= span.high) return span.low + span.step;
    if (draw < 22 && span.high - span.step >= span.low) return span.high - span.step;
    for (int attempt = 0; attempt < 6 && draw < 80; ++attempt) {
        Fraction x = random.pick(literals_);
        x = round_to(x, span.step, random.chance(50) ? Row::mode_floor : Row::mode_ceiling);
        if (random.chance(50)) x += span.step * random.between(-1, 1);
        if (span.holds(x)) return x;
    }
    // Anywhere, small numbers more often than a range of 10^12 would give.
    const Whole count = floor_of((span.high - span.low) / span.step) + 1;
    static const long reaches[] = {10, 100, 10000, 1000000, 1000000000000L};
    const Whole reach = random.chance(70) ? Whole(reaches[random.below(5)]) : count;
    const Whole steps = Whole(random.next()) % (reach < count ? reach : count);
    return span.low + span.step * Fraction(steps);
}

Fraction Edges::draw_multiple(const Span& span, const Fraction& base, Random& random) const {
    for (int attempt = 0; attempt < 6; ++attempt) {
        const Fraction& factor = random.pick(literals_);
        if (factor > 20 || factor < -20) continue;
        Fraction x = round_to(base * factor, span.step, Row::mode_half_even);
        if (random.chance(40)) x += span.step * random.between(-1, 1);
        if (span.holds(x)) return x;
    }
    return draw(span, random);
}

}  // namespace meritum::agreement
