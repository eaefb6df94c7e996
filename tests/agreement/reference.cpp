// The door of the reference evaluator: periods in order, a card for everyone. See reference.hpp.
#include "agreement/reference.hpp"

#include "agreement/evaluator.hpp"

namespace meritum::agreement {

bool same_value(const Value& a, const Value& b) {
    return a.kind == b.kind && a.yes == b.yes && a.number == b.number && a.text == b.text;
}

std::string value_text(const Value& value) {
    switch (value.kind) {
        case Value::Kind::boolean: return value.yes ? "yes" : "no";
        case Value::Kind::number: return fraction_text(value.number);
        case Value::Kind::date: return date_text(floor_of(value.number).convert_to<long>());
        case Value::Kind::text:
        case Value::Kind::choice: return value.text;
    }
    return {};
}

Evaluator::Evaluator(const ast::Document& plan, const std::vector<Facts>& facts,
                     const Params& params)
    : declarations_(plan), params_(params) {
    for (const auto& one : facts) periods_[period_of(one.period)].push_back(&one);
}

/// "2026-07", "2026-Q3", "2026-H2", "2026": consecutive periods of a cycle differ by 1.
long Evaluator::period_of(const std::string& period) const {
    if (period.empty()) return 0;
    const long year = std::stol(period.substr(0, 4));
    if (period.size() == 4) return year;
    if (period[5] == 'Q') return year * 4 + std::stol(period.substr(6)) - 1;
    if (period[5] == 'H') return year * 2 + std::stol(period.substr(6)) - 1;
    return year * 12 + std::stol(period.substr(5)) - 1;
}

std::vector<std::string> refused(const ast::Document& plan, const std::vector<Facts>& facts,
                                 const Params& params, const std::string& period) {
    Evaluator evaluator(plan, facts, params);
    const long index = evaluator.period_of(period);
    std::vector<std::string> ids;
    for (std::size_t row = 0; row < evaluator.participants(index); ++row) {
        if (const auto id = evaluator.refused(Whose{index, row}); !id.empty()) ids.push_back(id);
    }
    return ids;
}

std::vector<ReferenceCard> evaluate(const ast::Document& plan, const std::vector<Facts>& facts,
                                    const Params& params, const std::string& period) {
    Evaluator evaluator(plan, facts, params);
    const long index = evaluator.period_of(period);
    std::vector<ReferenceCard> cards;
    for (std::size_t row = 0; row < evaluator.participants(index); ++row) {
        cards.push_back(evaluator.card(Whose{index, row}));
    }
    return cards;
}

}  // namespace meritum::agreement
