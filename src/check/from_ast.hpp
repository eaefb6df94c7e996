// The door of check. In: a Document. Out: a CheckedPlan, or diagnostics: all of them. After it
// nothing can fail. Tests: tests/check/, tests/golden/.
#pragma once

#include <optional>

#include "base/diagnostics.hpp"
#include "check/checked_plan.hpp"
#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"

namespace meritum::check {

/// Nothing if the sink has errors (of this stage or an earlier one). Warnings do not stop it.
std::optional<CheckedPlan> from_ast(const ast::Document& document, DiagnosticSink& sink,
                                    const syntax::Phrases& phrases = syntax::Phrases::standard());

}  // namespace meritum::check
