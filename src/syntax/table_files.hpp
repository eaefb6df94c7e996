// Rows of a named table in a file beside the plan. In: a table's statement and the host's files.
// Out: the same rows as if they were written in the plan, in `ast::Statement::rows`, each at its
// place in the file, which is put behind the plan in its Source. CSV, or YAML as a list of rows.
// Tests: tests/syntax/table_files_test.cpp.
#pragma once

#include <string>

#include "base/diagnostics.hpp"
#include "meritum/resolve.hpp"
#include "syntax/ast.hpp"
#include "syntax/phrase_tries.hpp"

namespace meritum::syntax {

/// Reads what `rows from "..."` names. `from`: the path of the file the table stands in ("" for the
/// plan). What cannot be read is reported where it is named, or at its cell. `plan` says what the
/// table is asked with.
void read_table_file(ast::Statement& table, const ast::Document& plan, const std::string& from,
                     Source& source, DiagnosticSink& sink, const PhraseTries& tries,
                     const Resolve& resolve);

}  // namespace meritum::syntax
