// Reading what is expected. In: trees of `expect` or cells of a table, and the plan's names. Out:
// an Expectation, or problems. Must not know facts. Tests: tests/suite/expectations_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suite/document.hpp"
#include "suite/problems.hpp"

namespace meritum::suite {

/// The keys of `expect` that hold a mapping of names: "outcomes", "rules" ...
std::optional<Of> names_of(std::string_view key);

/// The plan's names of that kind.
const Names& known(const Vocabulary& words, Of of);

class Expectations {
public:
    /// Both must outlive it.
    Expectations(const Vocabulary& words, Problems& problems)
        : words_(words), problems_(problems) {}

    /// A mapping that passed is_object; `diagnostics` is left to its own function.
    Expectation read(const io::Tree& expect);

    /// One key of it: `score`, `grade`, `errors` or one with a mapping of names.
    void add(std::string_view key, const io::Tree& tree, Expectation& to);

    /// One name, as in the column `rules.over_achievement`; `place` is the name's.
    void add_named(Of of, std::string_view name, io::Place place, const io::Tree& tree,
                   Expectation& to);

private:
    void add_score(const io::Tree& tree, Expectation& to);
    void add_grade(const io::Tree& tree, Expectation& to);
    void add_errors(const io::Tree& tree, Expectation& to);
    void add_warnings(const io::Tree& tree, Expectation& to);
    void add_error(const io::Tree& tree, Expectation& to);

    std::optional<Value> outcome_value(std::string_view name, const io::Tree& tree);
    std::optional<Value> total(std::string_view what, const io::Tree& tree);
    std::optional<Value> value_of_kind(Of of, std::string_view name, const io::Tree& tree);
    std::optional<Value> number(std::string_view what, const io::Tree& tree);
    std::optional<Value> truth(std::string_view what, const io::Tree& tree);
    std::optional<Value> choice(std::string_view what, const Names& names, const io::Tree& tree);

    const Vocabulary& words_;
    Problems& problems_;
};

/// The list under `diagnostics`: codes, or mappings with more.
std::vector<ExpectedDiagnostic> read_diagnostics(const io::Tree& tree, Problems& problems);

}  // namespace meritum::suite
