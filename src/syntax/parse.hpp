// The door of syntax. In: a Source, to which the files that the plan uses are added. Out: an
// ast::Document with identities resolved, and diagnostics (all of them; a line with an error is
// left out of the tree, the others are parsed). Never throws but std::bad_alloc. Tests:
// tests/syntax/.
#pragma once

#include "base/diagnostics.hpp"
#include "base/source.hpp"
#include "meritum/resolve.hpp"
#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"

namespace meritum::syntax {

ast::Document parse(Source& source, DiagnosticSink& sink,
                    const Phrases& phrases = Phrases::standard(), const Resolve& resolve = {});

}  // namespace meritum::syntax
