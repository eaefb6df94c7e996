// Rows of a named table that stand elsewhere: in a file beside the plan, or in the data. In: a
// table's statement and the host's files or rows. Out: the same rows as if they were written in the
// plan, in `ast::Statement::rows`, each at its place in the file, which is put behind the plan in
// its Source. CSV, or YAML or JSON as a list of rows.
// Tests: tests/syntax/table_files_test.cpp.
#pragma once

#include <string>

#include "base/diagnostics.hpp"
#include "meritum/resolve.hpp"
#include "meritum/table_rows.hpp"
#include "syntax/ast.hpp"
#include "syntax/names.hpp"
#include "syntax/phrase_tries.hpp"

namespace meritum::syntax {

/// Whether a statement is a table whose rows are in a file or come with the data.
bool has_rows_elsewhere(const ast::Statement& statement);

/// Where a table stands.
struct TablePlace {
    const ast::Document& plan;  ///< says what the table is asked with
    const NameTable& names;     ///< of the plan
    const std::string& from;    ///< the path of the file it stands in; "" for the plan
};

/// Reads what `rows from "..."` names. What cannot be read is reported where it is named, or at its
/// cell. Of a table `rows from data` only the columns are looked at. REQUIRES
/// has_rows_elsewhere(table), and that the names of the plan are resolved.
void read_table_file(ast::Statement& table, const TablePlace& place, Source& source,
                     DiagnosticSink& sink, const PhraseTries& tries, const Resolve& resolve);

/// Of a table `rows from data`: the text its rows stand in. What cannot be read is reported at its
/// cell. REQUIRES that the names of the plan are resolved.
void read_table_data(ast::Statement& table, const TablePlace& place, const TableRows& rows,
                     Source& source, DiagnosticSink& sink, const PhraseTries& tries);

}  // namespace meritum::syntax
