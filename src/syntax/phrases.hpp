// The table of phrases, compiled for matching and printing. In: rows (phrases.def) and tongues.
// Out: tries per group. A tongue is a column of data: `with_tongue` adds one at run time. Tests:
// tests/syntax/phrases_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/ast.hpp"

namespace meritum::syntax {

/// Where a phrase may stand.
enum class Group : std::uint8_t {
    statement,
    plan_clause,
    field,
    score_clause,
    rule_clause,
    veto_clause,
    grade_clause,
    bounds,
    table_clause,
    column,
    cell,
    type,
    traits,
    tiers,
    points,
    pairs,
    cycle,
    mode,
    expression,
    literal,
    word,
};

class PhraseTries;  // the compiled form, see phrase_tries.hpp

/// Immutable after construction; may be shared between threads.
class Phrases {
public:
    /// The built-in tongues: "en" and "zh".
    static const Phrases& standard();

    /// A copy with one more tongue. `patterns` maps the row's id to its pattern and must hold every
    /// row of phrases.def. Throws std::invalid_argument that names the row if a pattern is missing,
    /// lacks a slot or has an unknown one.
    Phrases with_tongue(std::string tongue,
                        const std::map<std::string, std::string>& patterns) const;

    /// The names of the tongues, in order of their columns.
    const std::vector<std::string>& tongues() const;

    const PhraseTries& tries() const { return *tries_; }

private:
    explicit Phrases(std::shared_ptr<const PhraseTries> tries);

    std::shared_ptr<const PhraseTries> tries_;
    std::vector<std::string> tongues_;
};

}  // namespace meritum::syntax
