// Who of a table cannot be scored, and why. In: a caller's columns, bound; runs of what the plan
// requires. Out: errors of TableResults, by row; the others in columns of their own. Must not know
// results. Tests: tests/api/table_errors_test.cpp, tests/api/fact_table_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "api/plan_body.hpp"
#include "exec/run.hpp"
#include "exec/table_source.hpp"
#include "meritum/fact_table.hpp"
#include "value/columns.hpp"

namespace meritum {

class TableErrors {
public:
    /// All must outlive it. `facts`: offsets, params and the dictionary.
    TableErrors(const Plan::Body& plan, const FactTable& table, value::FactColumns& facts,
                exec::TableSource& source, TableResults& results);

    /// Values that may not be, and keys that a participant's items have twice. REQUIRES that all
    /// columns were looked at.
    void facts();

    /// Of a run of the plan's requirements: whoever does not fulfil them and has no error yet.
    void refusals(const exec::Run& run);

    /// By row; of one row as they were found.
    void sort();

    std::vector<std::size_t> scored_rows() const;

    /// Facts of some rows, each with a value: those of wrong ones are any.
    std::shared_ptr<value::FactColumns> columns_of(const std::vector<std::size_t>& rows);

    /// Those who failed, and the groups they belong to where these can be read.
    std::vector<value::FactColumns::Failed> failed() const;

private:
    std::size_t participant_of(const exec::WrongCell& cell) const;
    void wrong_cell(const exec::WrongCell& cell);
    void doubled_keys(ListId list);
    void fail(std::size_t row, FactError error);
    void fill(ColumnId id, const std::vector<std::size_t>& rows, value::FactColumns& to) const;

    const Plan::Body& plan_;
    const value::Schema& schema_;
    const FactTable& table_;
    value::FactColumns& facts_;
    exec::TableSource& source_;
    TableResults& results_;
    std::vector<exec::WrongCell> wrong_;
};

}  // namespace meritum
