// See columns.hpp. In: texts and values. Out: codes and texts. An ordered tree, so that no choice
// of texts makes it slow. Must not know whose texts they are. Tests: tests/value/columns_test.cpp.
#include "value/columns.hpp"

#include <algorithm>

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

std::optional<std::int64_t> Dictionary::find(std::string_view text) const {
    const auto found = codes_.find(text);
    if (found == codes_.end()) return std::nullopt;
    return found->second;
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

FactColumns select(const FactColumns& facts, const Schema& schema,
                   std::span<const std::size_t> rows) {
    FactColumns some;
    some.period = facts.period;
    some.dictionary = facts.dictionary;
    for (const auto row : rows) {
        some.ids.push_back(facts.ids[row]);
        if (row < facts.source_rows.size()) some.source_rows.push_back(facts.source_rows[row]);
    }
    std::vector<std::vector<std::size_t>> items(facts.offsets.size());  // by list
    for (std::size_t list = 0; list < facts.offsets.size(); ++list) {
        some.offsets.push_back({0});
        some.item_keys.emplace_back();
        for (const auto row : rows) {
            for (auto at = facts.offsets[list][row]; at < facts.offsets[list][row + 1]; ++at) {
                items[list].push_back(at);
                some.item_keys[list].push_back(facts.item_keys[list][at]);
            }
            some.offsets[list].push_back(static_cast<std::uint32_t>(items[list].size()));
        }
    }
    for (std::size_t index = 0; index < facts.columns.size(); ++index) {
        const auto& from = facts.columns[index];
        const ColumnId id{static_cast<std::uint32_t>(index)};
        const ListId list = schema.columns[index].list;
        const auto& params = schema.params;
        auto& to = some.columns.emplace_back();
        if (std::find(params.begin(), params.end(), id) != params.end()) {
            to = from;
            continue;
        }
        const auto chosen = list ? std::span<const std::size_t>(items[list.index]) : rows;
        for (const auto at : chosen) {
            if (!from.values.empty()) to.values.push_back(from.values[at]);
            if (!from.known.empty()) to.known.push_back(from.known[at]);
        }
    }
    return some;
}

}  // namespace meritum::value
