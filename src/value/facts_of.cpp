// See facts_of.hpp.
#include "value/facts_of.hpp"

#include "meritum/date.hpp"
#include "number/rational.hpp"

namespace meritum::value {
namespace {

FactValue value_of(const ColumnSchema& column, const number::Int128& value,
                   const Dictionary& dictionary) {
    const auto small = static_cast<std::int64_t>(value);
    switch (column.type) {
        case Type::text: return {dictionary.text(small)};
        case Type::choice: return {column.choices[static_cast<std::size_t>(small)].front()};
        case Type::boolean: return {small != 0};
        case Type::date: return {Date::from_days(small).value()};
        case Type::number: break;
    }
    // It came through the border as a Decimal.
    return {number::to_decimal(number::Rational(number::to_integer(value)) * column.step).value()};
}

bool is_there(const Column& column, std::size_t row) {
    return column.known.empty() || column.known[row] != 0;
}

}  // namespace

Facts facts_of(const Schema& schema, const FactColumns& columns, std::size_t row) {
    Facts facts(columns.ids[row], columns.period);
    const auto value = [&](ColumnId id, std::size_t at) {
        return value_of(schema.columns[id.index], columns.columns[id.index].values[at],
                        columns.dictionary);
    };
    for (const auto id : schema.facts) {
        if (is_there(columns.columns[id.index], row)) {
            facts.values.push_back({schema.columns[id.index].name, value(id, row)});
        }
    }
    for (std::size_t list = 0; list < schema.lists.size(); ++list) {
        List told{schema.lists[list].name, {}};
        for (auto at = columns.offsets[list][row]; at < columns.offsets[list][row + 1]; ++at) {
            auto& item = told.items.emplace_back();
            item.key = columns.item_keys[list][at];
            for (const auto id : schema.lists[list].fields) {
                if (is_there(columns.columns[id.index], at)) {
                    item.fields.push_back({schema.columns[id.index].name, value(id, at)});
                }
            }
        }
        if (!told.items.empty()) facts.lists.push_back(std::move(told));
    }
    return facts;
}

std::vector<std::pair<std::string, FactValue>> params_of(const Schema& schema,
                                                         const FactColumns& columns) {
    std::vector<std::pair<std::string, FactValue>> params;
    for (const auto id : schema.params) {
        const auto& column = schema.columns[id.index];
        params.emplace_back(column.name, value_of(column, columns.columns[id.index].values.front(),
                                                  columns.dictionary));
    }
    return params;
}

Facts facts_of(const Schema& schema, const FactColumns& columns,
               const FactColumns::Failed& failed) {
    Facts facts(failed.id, columns.period);
    for (const auto& [id, value] : failed.known_columns) {
        const auto& column = schema.columns[id.index];
        facts.values.push_back({column.name, value_of(column, value, columns.dictionary)});
    }
    return facts;
}

}  // namespace meritum::value
