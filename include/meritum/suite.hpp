/// Suites: tests of a plan, written as data beside it (docs/suites.md). What `meritum test` runs.
///
///     const auto report = meritum::suite::run({"examples"});
///     std::cout << meritum::suite::to_text(report);
///     return report.passed() ? 0 : 1;
///
/// Whatever keeps a suite from being run (a file that cannot be read, a misspelt key, a plan with
/// errors, no case at all) is a problem of it, and it has then not passed: nothing is skipped in
/// silence. Everything here is a value and outlives the plans. Nothing is thrown but
/// std::bad_alloc.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/export.hpp"
#include "meritum/facts.hpp"

namespace meritum::suite {

/// Something that keeps a suite, or a search for suites, from being done.
struct Problem {
    Origin place;         ///< the suite's file; line 0: the file as a whole
    std::string message;  ///< several lines where a plan has errors
    std::string fix;      ///< what to write instead, in words; may be empty
};

/// A value that is not the expected one. Numbers were compared exactly.
struct Difference {
    std::string what;      ///< as the suite names it: "score", "rules.over_achievement", "errors"
    std::string expected;  ///< in words where it is no value: "nothing", "no error"
    std::string actual;
    Origin place;  ///< of the expectation
};

struct CaseResult {
    std::string name;  ///< of a row of a table: the case's name and the row's
    Origin place;
    std::vector<Difference> differences;
    /// Of what differs, how it came about: the parts of Scorecard::explain, a line each. Empty if
    /// the case passed or nobody was scored.
    std::string explanation;

    bool passed() const { return differences.empty(); }
};

struct SuiteResult {
    std::string file;               ///< as it was found, for messages
    std::vector<Problem> problems;  ///< if there are any, no case was run
    std::vector<CaseResult> cases;  ///< in the order of the text

    MERITUM_API bool passed() const;  ///< no problem, at least one case, and all of them passed
    MERITUM_API std::size_t failed() const;  ///< cases that did not pass
};

/// Suites in the order of their search.
struct Report {
    std::vector<SuiteResult> suites;
    std::vector<Problem> problems;  ///< of the search: no suite found, no case chosen

    MERITUM_API bool passed() const;  ///< no problem, at least one suite, and all of them passed
    MERITUM_API std::size_t cases() const;
    MERITUM_API std::size_t failed() const;  ///< cases that did not pass
    MERITUM_API std::size_t broken() const;  ///< suites that could not be run
};

struct Options {
    /// Suites that run at the same time; 0: as many as the machine has processors. The report does
    /// not depend on it.
    std::size_t jobs = 0;
    /// Only cases with this in "file: name". Empty: all. A suite without such a case is left out
    /// of the report, unless it has a problem.
    std::string filter;
};

/// Runs each file, and in each folder all files named *.test.yaml or *.test.yml below it, in the
/// order of their paths. Links to folders are not followed; a file is run once.
MERITUM_API Report run(const std::vector<std::filesystem::path>& paths,
                       const Options& options = {});

/// Runs one suite from memory. `file` names it in messages; the plan it names is looked for beside
/// that file.
MERITUM_API SuiteResult run_text(std::string_view text, const std::filesystem::path& file,
                                 const Options& options = {});

/// For people: a line per suite, each failure with its place, expected beside actual and the part
/// of the explanation that differs, and a summary. Safe to show on a terminal.
MERITUM_API std::string to_text(const Report& report, bool colour = false);

/// The same for programs (docs/suites.md): JSON with a line per case; JUnit's XML.
MERITUM_API std::string to_json(const Report& report);
MERITUM_API std::string to_junit(const Report& report);

}  // namespace meritum::suite
