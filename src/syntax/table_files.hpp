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
#include "syntax/phrase_tries.hpp"

namespace meritum::syntax {

/// Reads what `rows from "..."` names. `from`: the path of the file the table stands in ("" for the
/// plan). What cannot be read is reported where it is named, or at its cell. `plan` says what the
/// table is asked with. Of a table `rows from data` only the columns are looked at.
void read_table_file(ast::Statement& table, const ast::Document& plan, const std::string& from,
                     Source& source, DiagnosticSink& sink, const PhraseTries& tries,
                     const Resolve& resolve);

/// Of a table `rows from data`: the text its rows stand in. What cannot be read is reported at its
/// cell.
void read_table_data(ast::Statement& table, const ast::Document& plan, const TableRows& rows,
                     Source& source, DiagnosticSink& sink, const PhraseTries& tries);

}  // namespace meritum::syntax
