// Rows of a named table in a file beside the plan. In: a table's statement and the host's files.
// Out: the same rows as if they were written in the plan, in `ast::Statement::rows`, each at its
// place in the file, which is put behind the plan in its Source. CSV, or YAML as a list of rows.
// Tests: tests/syntax/table_files_test.cpp.
#pragma once

#include <string>

#include "base/diagnostics.hpp"
#include "meritum/resolve.hpp"
#include "syntax/ast.hpp"
#include "syntax/names.hpp"
#include "syntax/phrase_tries.hpp"

namespace meritum::syntax {

/// Whether a statement is a table whose rows are in a file.
bool has_table_file(const ast::Statement& statement);

/// Where a table stands.
struct TablePlace {
    const ast::Document& plan;  ///< says what the table is asked with
    const NameTable& names;     ///< of the plan
    const std::string& from;    ///< the path of the file it stands in; "" for the plan
};

/// Reads what `rows from "..."` names. What cannot be read is reported where it is named, or at its
/// cell. REQUIRES has_table_file(table), and that the names of the plan are resolved.
void read_table_file(ast::Statement& table, const TablePlace& place, Source& source,
                     DiagnosticSink& sink, const PhraseTries& tries, const Resolve& resolve);

}  // namespace meritum::syntax
