// The names a data file may use, in every tongue. In: the Schema. Out: which fact, list or field a
// name means. Must not know a format. Tests: tests/io/document_test.cpp, tests/io/tables_test.cpp.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "value/schema.hpp"

namespace meritum::io {

class Names {
public:
    /// The schema must outlive it.
    explicit Names(const value::Schema& schema);

    const value::Schema& schema() const { return *schema_; }

    std::optional<ColumnId> fact(std::string_view name) const;
    std::optional<ListId> list(std::string_view name) const;
    std::optional<ColumnId> field(ListId list, std::string_view name) const;
    /// The first name of a table whose rows come with the data.
    std::optional<std::string> table(std::string_view name) const;
    /// All names of such tables.
    std::vector<std::string> tables() const;

    /// If the text is no period of the plan's cycle: how one is written. An empty text is always
    /// fine.
    std::optional<std::string> wrong_period(std::string_view text) const;

private:
    template <class Id>
    using Index = std::map<std::string, Id, std::less<>>;

    template <class Id>
    static std::optional<Id> find(const Index<Id>& index, std::string_view name);

    const value::Schema* schema_;
    Index<ColumnId> facts_;
    Index<ListId> lists_;
    std::vector<Index<ColumnId>> fields_;
};

}  // namespace meritum::io
