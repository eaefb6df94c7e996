// The door of syntax. In: a Source. Out: an ast::Document with identities resolved, and diagnostics
// (all of them; a line with an error is left out of the tree, the others are parsed). Never throws
// but std::bad_alloc. Tests: tests/syntax/.
#pragma once

#include "base/diagnostics.hpp"
#include "base/source.hpp"
#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"

namespace meritum::syntax {

ast::Document parse(const Source& source, DiagnosticSink& sink,
                    const Phrases& phrases = Phrases::standard());

}  // namespace meritum::syntax
