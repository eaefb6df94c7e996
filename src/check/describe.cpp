// Values in the author's words. See describe.hpp.
#include "check/describe.hpp"

#include "meritum/date.hpp"

namespace meritum::check {

bool may_be_share(const Value& value) {
    return value.op != Op::column || value.percent || value::holds_shares(value.range);
}

bool is_share(const Value& value) {
    return value.type == value::Type::number && value.unit == value::Unit::plain && value.literal &&
           value.percent && !(value.op == Op::constant && value.constant == 0);
}

bool takes_unit(const Value& value, value::Unit unit) {
    return value.unit == value::Unit::plain && value.literal &&
           (unit != value::Unit::money || !is_share(value));
}

std::string kind_of(const Value& value) {
    switch (value.type) {
        case value::Type::boolean: return "yes or no";
        case value::Type::text: return "a text";
        case value::Type::choice: return "a choice";
        case value::Type::date: return "a date";
        case value::Type::number: break;
    }
    switch (value.unit) {
        case value::Unit::points: return "points";
        case value::Unit::money: return "money";
        case value::Unit::days: return "a number of days";
        case value::Unit::plain: break;
    }
    return is_share(value) ? "a percentage" : "a plain number";
}

std::string written(const number::Rational& number, const Value& like) {
    if (like.type == value::Type::date) {
        const auto days = number::floor(number);
        if (number::Interval{-100000, 200000}.contains(number)) {
            if (const auto date = Date::from_days(days.convert_to<std::int64_t>())) {
                return date->to_string();
            }
        }
    }
    if (like.percent) {
        return number::to_string(number * 100) + '%';
    }
    return number::to_string(number);
}

std::string in_quotes(std::string_view words) { return '`' + std::string(words) + '`'; }

const ast::Node& bare(const ast::Node& node) {
    return node.row == ast::Row::parenthesis ? bare(node[0]) : node;
}

bool says_percent(const ast::Node& number) { return number.text.find('%') != std::string::npos; }

}  // namespace meritum::check
