// See replay.hpp.
#include "scorecard/replay.hpp"

#include <algorithm>

#include "exec/bind.hpp"

namespace meritum::scorecard {
namespace {

template <class T>
std::vector<T> cut(const std::vector<T>& all, std::size_t begin, std::size_t end) {
    if (all.empty()) return {};
    const auto at = all.begin();
    return {at + static_cast<std::ptrdiff_t>(begin), at + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace

value::FactColumns only(const value::FactColumns& facts, const value::Schema& schema,
                        std::size_t row) {
    value::FactColumns one;
    one.period = facts.period;
    one.ids = {facts.ids[row]};
    if (row < facts.source_rows.size()) one.source_rows = {facts.source_rows[row]};
    one.dictionary = facts.dictionary;
    for (std::size_t list = 0; list < facts.offsets.size(); ++list) {
        const auto begin = facts.offsets[list][row];
        const auto end = facts.offsets[list][row + 1];
        one.offsets.push_back({0, end - begin});
        one.item_keys.push_back(cut(facts.item_keys[list], begin, end));
    }
    for (std::size_t index = 0; index < facts.columns.size(); ++index) {
        const auto& column = facts.columns[index];
        const ColumnId id{static_cast<std::uint32_t>(index)};
        const ListId list = schema.columns[index].list;
        const bool is_param =
            std::find(schema.params.begin(), schema.params.end(), id) != schema.params.end();
        // A param has one row, a field its owner's items, a fact the participant's row.
        std::size_t begin = is_param ? 0 : row;
        std::size_t end = begin + 1;
        if (list) {
            begin = facts.offsets[list.index][row];
            end = facts.offsets[list.index][row + 1];
        }
        one.columns.push_back({cut(column.values, begin, end), cut(column.known, begin, end)});
    }
    return one;
}

Replay replay(const Scorecard::Body& body) {
    const auto& setting = *body.setting;
    Replay result;
    result.facts = only(*setting.facts, setting.graph->schema, body.row);
    exec::State before;
    const auto held = setting.before->held.find(body.id);
    if (held != setting.before->held.end()) before.held.insert(*held);
    exec::RunOptions options;
    options.held = &body.held;
    result.run =
        exec::run(exec::bind(setting.graph, Keep::everything), result.facts, before, options);
    return result;
}

}  // namespace meritum::scorecard
