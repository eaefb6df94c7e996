// A plan and the files it uses, before any phrase is read. In: the plan's source and the host's
// files. Out: lines and statements of each file, and which statement names which. Knows nothing of
// phrases but the word of `use`. Tests: tests/syntax/plan_files_test.cpp.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "meritum/resolve.hpp"
#include "syntax/layout.hpp"
#include "syntax/phrase_tries.hpp"
#include "syntax/tokens.hpp"

namespace meritum::syntax {

/// The path of a file, named in another one, from the plan's folder; nothing if that is not inside
/// it. `from`: the path of the file that names it ("" for the plan).
std::optional<std::string> path_inside(std::string_view from, std::string_view named);

/// The same for a name that stands at `place`; what is not inside is reported there.
std::optional<std::string> named_path(std::string_view from, std::string_view named, Span place,
                                      DiagnosticSink& sink);

/// The text of a file the plan names at `place`; what cannot be read is reported there.
std::optional<std::string> read_named(const std::string& path, Span place, const Resolve& resolve,
                                      DiagnosticSink& sink);
void report_unreadable(const std::string& path, const std::string& problem, Span place,
                       DiagnosticSink& sink);

/// As the host would call a file beside the plan: in the folder it gave with the plan's name.
std::string name_beside(const Source& source, const std::string& path);

struct PlanFile {
    std::string path;  ///< from the plan's folder; empty for the plan itself
    TokenLines lines;
    Layout layout;
    std::map<std::size_t, std::size_t> used_by;  ///< block that says `use` → the file's number
};

/// Reads the plan, file 0 of the source, and what it uses, into the source too. A file is read
/// once and stands where it is named first. What cannot be read is reported where it is named.
std::vector<PlanFile> read_files(Source& source, DiagnosticSink& sink, const PhraseTries& tries,
                                 const Resolve& resolve);

}  // namespace meritum::syntax
