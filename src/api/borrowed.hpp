// A caller's columns by the plan's: which is which, and whether they are laid out as they should
// be. In: a FactTable and the schema. Out: a source for the executor by pieces, offsets, problems.
// Must not know the plan's nodes. Tests: tests/api/fact_table_test.cpp.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <vector>

#include "exec/table_source.hpp"
#include "meritum/fact_table.hpp"
#include "value/columns.hpp"
#include "value/schema.hpp"

namespace meritum {

class Borrowed {
public:
    /// Puts participants, offsets and texts into `facts`. All must outlive it.
    Borrowed(const value::Schema& schema, const FactTable& table, value::FactColumns& facts);

    /// REQUIRES no problems.
    exec::TableSource& source() { return source_; }
    /// Why the table does not fit; empty: it does.
    const std::vector<std::string>& problems() const { return problems_; }

    /// What is given but not known to the plan.
    const std::vector<std::string>& notices() const { return notices_; }

private:
    void find_unknown();
    void find_unknown(const std::string& list, const std::vector<std::string>& given,
                      const std::vector<ColumnId>& facts,
                      const std::vector<value::ListSchema>& lists);
    void take(ColumnId id, const std::vector<NamedColumn>& columns, std::size_t rows,
              std::size_t first, const std::string& list);
    void take_list(const value::ListSchema& schema, std::size_t index);
    const ColumnView& moved(ColumnView view, std::size_t first);
    void check_order(const value::ListSchema& schema, std::uint32_t index, std::size_t first);
    int order_of(ColumnId column, std::size_t first, std::size_t second) const;
    void tell_too_many(const std::string& list, std::span<const std::int32_t> offsets);
    void problem(const std::string& list, const std::string& name, const std::string& what);

    const value::Schema& schema_;
    const FactTable& table_;
    value::FactColumns& facts_;
    exec::TableSource source_;
    std::deque<ColumnView> views_;
    std::vector<std::string> problems_;
    std::vector<std::string> notices_;
};

}  // namespace meritum
