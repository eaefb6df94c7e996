// See columns.hpp. In: texts and values. Out: codes and texts. An ordered tree, so that no choice
// of texts makes it slow. Must not know whose texts they are. Tests: tests/value/columns_test.cpp.
#include "value/columns.hpp"

#include "meritum/date.hpp"
#include "value/schema.hpp"

namespace meritum::value {

std::int64_t Dictionary::code(std::string_view text) {
    const auto found = codes_.lower_bound(text);
    if (found != codes_.end() && found->first == text) return found->second;
    const auto code = static_cast<std::int64_t>(texts_.size());
    codes_.emplace_hint(found, text, code);
    texts_.emplace_back(text);
    return code;
}

std::string_view Dictionary::text(std::int64_t code) const {
    return texts_[static_cast<std::size_t>(code)];
}

std::string written_value(const ColumnSchema& column, const number::Int128& value,
                          const Dictionary& dictionary) {
    const auto small = static_cast<std::int64_t>(value);
    switch (column.type) {
        case Type::text: return std::string(dictionary.text(small));
        case Type::choice: return column.choices[static_cast<std::size_t>(small)].front();
        case Type::boolean: return small != 0 ? "yes" : "no";
        case Type::date: return Date::from_days(small)->to_string();
        case Type::number: break;
    }
    return number::to_string(number::Rational(number::Integer(value)) * column.step);
}

}  // namespace meritum::value
