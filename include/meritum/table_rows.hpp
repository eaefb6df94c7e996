/// Rows of tables that come with the data: `table rates` with `rows from data` in the plan.
#pragma once

#include <string>

namespace meritum {

enum class RowsFormat {
    csv,   ///< the first row names the columns
    yaml,  ///< a list of rows, each a mapping of columns to cells
    json,  ///< likewise
};

/// The rows of one table as a text. Cells are written as in a table's file: 1000, 15%, 2026-07-01,
/// yes, `any`, `from 10 below 20`; texts and choices bare. Values must lie inside the ranges and on
/// the steps that the plan gives the columns.
struct TableRows {
    std::string table;  ///< any of its names in the plan
    std::string text;   ///< UTF-8
    RowsFormat format = RowsFormat::csv;
    std::string file = "rows";  ///< only a name for messages
    /// The text is a document of data (docs/data.md), YAML or JSON, with the rows of each table
    /// under `tables` and its name.
    bool in_document = false;
};

}  // namespace meritum
