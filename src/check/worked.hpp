// What the checker keeps of each thing with a name while it is worked out. In: statements. Out:
// their kinds and places, and how far each rule, kpi and total has come. See checker.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.hpp"
#include "base/span.hpp"
#include "check/story.hpp"
#include "check/values.hpp"
#include "number/rational.hpp"
#include "syntax/ast.hpp"
#include "value/types.hpp"

namespace meritum::check {

/// Something with a name.
struct Declaration {
    enum class Kind : std::uint8_t {
        fact,
        list,
        param,
        let,
        table,
        total,
        category,
        rule,
        veto,
        outcome
    };
    Kind kind = Kind::fact;
    std::uint32_t statement = 0;  ///< in the document
    std::uint32_t index = 0;      ///< among those of its kind
    ColumnId column;              ///< of a fact or param
    ListId list;
    bool used = false;
};

/// Clauses that say what a rule gives or takes.
bool is_amount(ast::Row row);
/// "bonus", "deduction", "rule".
std::string kind_word(RuleKind kind);

/// Values of a rule, category or total while and after it is worked out.
struct Worked {
    enum class State : std::uint8_t { untouched, busy, done } state = State::untouched;
    ValueId value;  ///< none: there was an error, already reported
};

/// What a kpi says by itself, before its weight gets anything of others'.
struct KpiParts {
    Worked::State state = Worked::State::untouched;
    bool sound = false;
    ValueId concerns;  ///< `for ...`; none: everybody
    ValueId weight;
    ValueId value;                              ///< where it is known
    ValueId known;                              ///< boolean; none: always
    std::optional<number::Rational> low, high;  ///< the scale, where it is constant
    MissingPolicy missing = MissingPolicy::none;
    Words missing_words;
    Parts::Reading told_weight, told_value;
    Rare<Parts::Condition> told_known;
};

/// A total while and after it is worked out, what its block says, and the measure of all that adds
/// to it.
struct TotalWork : Worked {
    const ast::Statement* statement = nullptr;  ///< null: a score that nothing declares
    const ast::Node* start = nullptr;           ///< clauses of the block
    const ast::Node* points_round = nullptr;
    const ast::Node* between = nullptr;
    const ast::Node* round = nullptr;
    const ast::Node* known = nullptr;
    value::Unit unit = value::Unit::points;
    std::string currency;                        ///< of money
    std::optional<std::uint32_t> carried;        ///< in CheckedPlan::carried
    std::optional<std::uint32_t> carried_rated;  ///< likewise, whether it had a value
    std::optional<bool> weights;                 ///< of its kpis: they were proved to add up
    bool together = true;                        ///< all of them, or those of each place
    std::optional<number::Interval> assumed;     ///< by a `previous` in what the total is made of
};

}  // namespace meritum::check
