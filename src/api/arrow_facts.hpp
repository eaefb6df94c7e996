// An Arrow table and tables of items as a FactTable. In: tables and the plan's schema. Out: views
// that are valid as long as this, and what does not fit. Must not know results. Tests:
// tests/api/score_arrow_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/arrow_columns.hpp"
#include "io/arrow_stream.hpp"
#include "io/text_index.hpp"
#include "meritum/arrow.hpp"
#include "meritum/fact_table.hpp"
#include "value/schema.hpp"

namespace meritum {

/// A list whose items are a table.
struct ArrowItemTable {
    std::string name;
    const io::ArrowTable* items = nullptr;
};

class ArrowFacts {
public:
    /// All must outlive it, and be right: problems are told by `table`.
    ArrowFacts(const value::Schema& schema, const io::ArrowTable& people,
               const std::vector<ArrowItemTable>& lists, const ArrowOptions& options)
        : schema_(schema),
          people_(people),
          lists_(lists),
          options_(options),
          columns_(options.allow_floats) {}

    /// Participants of some batches, with their items. Throws Error with all that does not fit.
    FactTable table(std::size_t first_batch, std::size_t batches);

    /// An item of nobody: the list's name and whom it names.
    using Stray = std::pair<std::string, std::string>;
    const std::vector<Stray>& strays() const { return strays_; }

private:
    void take(FactTable& table, std::size_t column, std::size_t first_batch, std::size_t batches);
    ListView list_of(const value::ListSchema& schema, const io::ArrowColumn& column);
    ListView list_of(const value::ListSchema& schema, const ArrowItemTable& list);
    NamedColumn field_of(const value::ListSchema& schema, const io::ArrowColumn& field,
                         std::span<const std::uint32_t> order);
    std::vector<std::uint32_t> owners_of(const ArrowItemTable& list);
    const io::TextIndex& people_by_id();
    const value::ListSchema* find_list(std::string_view name) const;
    const value::ColumnSchema* find_fact(const std::vector<ColumnId>& among,
                                         std::string_view name) const;
    bool is_table(const value::ListSchema& list) const;
    template <class Work>
    void told(const std::string& subject, const Work& work);

    const value::Schema& schema_;
    const io::ArrowTable& people_;
    const std::vector<ArrowItemTable>& lists_;
    const ArrowOptions& options_;
    io::ArrowColumns columns_;
    std::unique_ptr<io::TextIndex> ids_;
    std::vector<std::uint32_t> rows_by_id_;
    std::vector<Stray> strays_;
    std::vector<std::string> problems_;
};

}  // namespace meritum
