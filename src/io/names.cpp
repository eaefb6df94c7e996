// See names.hpp. Ordered maps: the names searched for come from outside. Must not know a format.
// Tests: tests/io/document_test.cpp, tests/io/tables_test.cpp.
#include "io/names.hpp"

#include <algorithm>

#include "value/border.hpp"
#include "value/unicode.hpp"

namespace meritum::io {

Names::Names(const value::Schema& schema) : schema_(&schema), fields_(schema.lists.size()) {
    for (const auto id : schema.facts) {
        for (const auto& name : schema.columns[id.index].names) facts_.emplace(name, id);
    }
    for (std::uint32_t i = 0; i < schema.lists.size(); ++i) {
        for (const auto& name : schema.lists[i].names) lists_.emplace(name, ListId{i});
        for (const auto id : schema.lists[i].fields) {
            for (const auto& name : schema.columns[id.index].names) fields_[i].emplace(name, id);
        }
    }
}

template <class Id>
std::optional<Id> Names::find(const Index<Id>& index, std::string_view name) {
    // Names of a plan are in NFC; a file may spell them otherwise.
    const auto normal = value::normal_form(name);
    if (!normal) return std::nullopt;
    const auto found = index.find(*normal);
    if (found == index.end()) return std::nullopt;
    return found->second;
}

std::optional<ColumnId> Names::fact(std::string_view name) const { return find(facts_, name); }
std::optional<ListId> Names::list(std::string_view name) const { return find(lists_, name); }
std::optional<ColumnId> Names::field(ListId list, std::string_view name) const {
    return find(fields_[list.index], name);
}

std::optional<std::string> Names::table(std::string_view name) const {
    const auto normal = value::normal_form(name);
    for (const auto& table : schema_->tables) {
        if (normal &&
            std::find(table.names.begin(), table.names.end(), *normal) != table.names.end())
            return table.name;
    }
    return std::nullopt;
}

std::vector<std::string> Names::tables() const {
    std::vector<std::string> all;
    for (const auto& table : schema_->tables)
        all.insert(all.end(), table.names.begin(), table.names.end());
    return all;
}

std::optional<std::string> Names::wrong_period(std::string_view text) const {
    if (text.empty() || !schema_->cycle || value::period_index(*schema_->cycle, text))
        return std::nullopt;
    return value::period_example(*schema_->cycle);
}

}  // namespace meritum::io
