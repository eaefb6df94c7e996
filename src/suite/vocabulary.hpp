// The names of a plan that a suite may use. In: a Plan. Out: which thing a name means, and what
// kind of value an outcome has. The only file of the room that looks inside a Plan. Must not know a
// suite. Tests: tests/suite/read_test.cpp.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/plan.hpp"
#include "value/schema.hpp"

namespace meritum::suite {

/// The names of all things of one kind.
class Names {
public:
    /// Of one thing, by tongue; the first is its identity.
    void add(const std::vector<std::string>& names);

    /// The identity that a name means, in whatever normal form it is written.
    std::optional<std::string> find(std::string_view name) const;

    /// All of them, each once, for "did you mean".
    const std::vector<std::string>& all() const { return all_; }

private:
    std::map<std::string, std::string, std::less<>> identities_;
    std::vector<std::string> all_;
};

/// What an outcome may be.
struct OutcomeKind {
    value::Type type = value::Type::number;
    Names choices;  ///< of a choice
};

struct Vocabulary {
    explicit Vocabulary(const Plan& plan);

    /// True if the fact's values, or the values of the list's field, are numbers.
    bool is_number(std::string_view fact) const;
    bool is_number(std::string_view list, std::string_view field) const;

    const value::Schema* schema;       ///< of the plan, which must outlive it
    std::vector<std::string> tongues;  ///< the program's and the plan's
    Names facts;                       ///< and lists
    Names params;
    Names totals, rules, categories, vetoes, grades, outcomes;
    std::map<std::string, std::string> total_of;  ///< of rules, categories and vetoes, by identity
    Names lines;                                  ///< identities of all lines a card may have
    std::set<std::string> with_because;           ///< rules and vetoes
    std::map<std::string, OutcomeKind, std::less<>> kinds;  ///< of outcomes, by identity

private:
    std::set<std::string, std::less<>> numbers_;  ///< "sales", "contracts.amount", in every tongue
};

}  // namespace meritum::suite
