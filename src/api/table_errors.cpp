// See table_errors.hpp.
#include "api/table_errors.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "api/item_keys.hpp"
#include "scorecard/refusals.hpp"
#include "value/border.hpp"
#include "value/fact_errors.hpp"
#include "value/gauge.hpp"

namespace meritum {

using number::Int128;
using value::FactColumns;
using value::Trouble;
using value::Type;

TableErrors::TableErrors(const Plan::Body& plan, const FactTable& table, FactColumns& facts,
                         exec::TableSource& source, TableResults& results)
    : plan_(plan),
      schema_(plan.graph->schema),
      table_(table),
      facts_(facts),
      source_(source),
      results_(results) {}

void TableErrors::facts() {
    wrong_ = source_.wrong();
    for (const auto& cell : wrong_) wrong_cell(cell);
    for (std::uint32_t i = 0; i < schema_.lists.size(); ++i) {
        if (schema_.lists[i].key) doubled_keys(ListId{i});
    }
    sort();
}

void TableErrors::sort() {
    std::stable_sort(results_.errors.begin(), results_.errors.end(),
                     [](const auto& a, const auto& b) { return a.row < b.row; });
}

std::size_t TableErrors::participant_of(const exec::WrongCell& cell) const {
    const auto list = schema_.columns[cell.column.index].list;
    if (!list) return cell.row;
    const auto& offsets = facts_.offsets[list.index];
    const auto after = std::upper_bound(offsets.begin(), offsets.end(), cell.row);
    return static_cast<std::size_t>(after - offsets.begin()) - 1;
}

void TableErrors::wrong_cell(const exec::WrongCell& cell) {
    const auto& column = schema_.columns[cell.column.index];
    const auto row = participant_of(cell);
    value::Subject subject{column.name, {}, 0};
    FactError error;
    error.fact = column.name;
    if (column.list) {
        const auto& list = schema_.lists[column.list.index];
        subject.list = list.name;
        subject.item = cell.row - facts_.offsets[column.list.index][row] + 1;
        error.fact = list.name + "." + column.name;
    }
    if (source_.is_there(cell.column, cell.row)) {
        auto checked = value::Gauge(column).check(subject, source_.value(cell.column, cell.row),
                                                  facts_.dictionary);
        error.code = std::move(checked.code);
        error.message = std::move(checked.message);
    } else {
        error.code = value::trouble_code(Trouble::missing);
        error.message = value::trouble_message(Trouble::missing, {subject.text()});
    }
    fail(row, std::move(error));
}

/// Two items of one key would be two lines of one identity.
void TableErrors::doubled_keys(ListId id) {
    const auto& list = schema_.lists[id.index];
    const auto& offsets = facts_.offsets[id.index];
    std::vector<Int128> keys;
    for (std::size_t row = 0; row + 1 < offsets.size(); ++row) {
        if (offsets[row + 1] - offsets[row] < 2) continue;
        keys.clear();
        for (auto item = offsets[row]; item < offsets[row + 1]; ++item) {
            if (const auto key = source_.steps(list.key, item)) keys.push_back(*key);
        }
        std::sort(keys.begin(), keys.end());
        for (auto at = std::adjacent_find(keys.begin(), keys.end()); at != keys.end();
             at = std::adjacent_find(at + 1, keys.end())) {
            fail(row, key_twice(schema_, list, *at, facts_.dictionary));
        }
    }
}

void TableErrors::fail(std::size_t row, FactError error) {
    results_.not_scored.resize(table_.participants);
    results_.not_scored[row] = 1;
    results_.errors.push_back({row, std::move(error)});
}

void TableErrors::refusals(const exec::Run& run) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table_.participants; ++row) {
        const auto& all = plan_.graph->story.requirements;
        const bool refused = std::any_of(all.begin(), all.end(), [&](const auto& each) {
            return each.refuses && exec::value_at(run, each.holds, row) == 0;
        });
        if (refused && results_.scored(row)) rows.push_back(row);
    }
    if (rows.empty()) return;
    const auto some = columns_of(rows);  // what is told of them reads more than the run kept
    const auto again = exec::run(plan_.requirements->program(), *some, {});
    for (auto& refusal : scorecard::refusals(*plan_.outline(), some, again, "en")) {
        FactError error;
        error.fact = refusal.fact;
        error.code = value::trouble_code(Trouble::refused);
        error.message = value::trouble_message(Trouble::refused, {refusal.text});
        fail(rows[refusal.row], std::move(error));
    }
    sort();
}

std::vector<std::size_t> TableErrors::scored_rows() const {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table_.participants; ++row) {
        if (results_.scored(row)) rows.push_back(row);
    }
    return rows;
}

std::shared_ptr<FactColumns> TableErrors::columns_of(const std::vector<std::size_t>& rows) {
    auto made = std::make_shared<FactColumns>(facts_);
    made->nameless = 0;
    for (const auto row : rows) {
        made->ids.push_back(std::to_string(row));
        made->source_rows.push_back(row);
    }
    for (const auto fact : schema_.facts) fill(fact, rows, *made);
    for (std::size_t i = 0; i < schema_.lists.size(); ++i) {
        std::vector<std::uint32_t> offsets{0};
        std::vector<std::size_t> items;
        for (const auto row : rows) {
            for (auto item = facts_.offsets[i][row]; item < facts_.offsets[i][row + 1]; ++item)
                items.push_back(item);
            offsets.push_back(static_cast<std::uint32_t>(items.size()));
        }
        for (const auto field : schema_.lists[i].fields) fill(field, items, *made);
        made->item_keys[i].assign(items.size(), {});
        made->offsets[i] = std::move(offsets);
    }
    return made;
}

void TableErrors::fill(ColumnId id, const std::vector<std::size_t>& rows, FactColumns& to) const {
    auto& column = to.columns[id.index];
    const bool optional = schema_.columns[id.index].optional;
    column.values.reserve(rows.size());
    for (const auto row : rows) {
        column.values.push_back(source_.steps_or_any(id, row));
        if (optional) column.known.push_back(source_.is_there(id, row) ? 1 : 0);
    }
}

std::vector<FactColumns::Failed> TableErrors::failed() const {
    std::vector<FactColumns::Failed> all;
    for (std::size_t row = 0; row < table_.participants; ++row) {
        if (results_.scored(row)) continue;
        auto& failed = all.emplace_back();
        failed.id = std::to_string(row);
        for (const auto id : schema_.facts) {
            const auto type = schema_.columns[id.index].type;
            if (type != Type::text && type != Type::choice) continue;
            const bool readable =
                source_.is_there(id, row) &&
                !std::binary_search(wrong_.begin(), wrong_.end(), exec::WrongCell{row, id});
            if (readable) failed.known_columns.emplace_back(id, source_.steps_or_any(id, row));
        }
    }
    return all;
}

}  // namespace meritum
