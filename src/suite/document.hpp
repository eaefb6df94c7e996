// The noun of the room: a suite as it was read, its names resolved, before anything is run. Facts
// stay the trees they were written as, in layers: a table of many rows over a large base is not
// copied. Tests: tests/suite/read_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "io/tree.hpp"
#include "meritum/plan.hpp"
#include "suite/vocabulary.hpp"

namespace meritum::suite {

/// A plan that is tested, or why it cannot be.
struct TestedPlan {
    Compiled compiled;
    std::optional<Vocabulary> words;  ///< if it compiled
};

/// A fact as it is written.
struct GivenFact {
    std::string name;
    io::Place name_place;
    const io::Tree* value = nullptr;
};

/// What one place of the suite says of facts; stands over what was said before.
struct Layer {
    std::vector<GivenFact> given;
    std::vector<std::string> without;  ///< identities; taken out of the layers below
};

/// Of the score or a total: too few kpis are known.
struct NotRated {
    bool operator==(const NotRated&) const = default;
};

/// As outcomes have them; nothing: there is no such value, for whatever reason.
using Value = std::variant<std::monostate, Decimal, std::string, bool, Date, NotRated>;

/// What an expectation is about. The keys that hold names: outcomes, totals, rules, categories,
/// vetoes, lines, because.
enum class Of : std::uint8_t { score, grade, outcome, total, rule, category, veto, line, because };

struct Expected {
    Of of = Of::score;
    std::string name;  ///< identity; empty for score and grade
    std::string what;  ///< as the suite names it: "rules.over_achievement"
    Value value;
    io::Place place;
    std::string total = {};  ///< identity: of a rule, category or veto, where it counts
};

struct ExpectedError {
    std::string code;  ///< empty: any
    std::string fact;  ///< empty: any
    std::string says;  ///< part of the message; empty: anything
    io::Place place;
};

struct ExpectedDiagnostic {
    std::string code;
    std::size_t line = 0;  ///< 0: any
    std::string says;
    io::Place place;
};

/// What is expected of one participant.
struct Expectation {
    std::vector<Expected> values;
    std::vector<ExpectedError> errors;  ///< exactly these
    bool tells_errors = false;          ///< `errors` is given, be it empty
    /// What `require ... else warn` says: exactly these texts, in the plan's order.
    std::optional<std::vector<std::string>> warnings;
    io::Place warnings_place;

    bool empty() const { return values.empty() && !tells_errors && !warnings; }
};

struct Participant {
    std::string id;
    std::string period;
    io::Place place;
    std::vector<std::shared_ptr<const Layer>> layers;  ///< the lowest first
    std::vector<std::shared_ptr<const Expectation>> expected;
};

struct Case {
    std::string name;
    io::Place place;
    std::shared_ptr<const TestedPlan> plan;
    std::vector<std::pair<std::string, FactValue>> params;
    std::string period;
    std::string lang;
    std::vector<Participant> participants;  ///< none: only diagnostics are expected
    bool alone = true;                      ///< one participant, who was given no id
    std::vector<ExpectedError> errors;      ///< of several participants: those that are nobody's
    bool tells_errors = false;
    /// Of the plan, exactly these.
    std::optional<std::vector<ExpectedDiagnostic>> diagnostics;
    io::Place diagnostics_place;
};

struct Suite {
    std::string file;
    std::unique_ptr<const io::Tree> tree;  ///< facts point into it
    std::vector<Case> cases;
};

}  // namespace meritum::suite
