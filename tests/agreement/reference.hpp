// The reference evaluator: slow and obviously right. In: the tree of an accepted plan, valid facts,
// params. Out: what every participant gets, exactly. It walks the tree for every value, with
// fractions of any size, loops for lists, counting for ranks and earlier periods evaluated anew. It
// must not know number/, value/, check/, graph/, exec/ or scorecard/: it is written from
// docs/language.md alone. Tests: agreement_test.cpp (against the engine), reference_test.cpp (by
// hand).
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "agreement/fraction.hpp"
#include "agreement/roots.hpp"
#include "meritum/facts.hpp"
#include "syntax/ast.hpp"

namespace meritum::agreement {

/// What an expression is worth. Numbers of every unit are numbers; a date's `number` is its days
/// since 1970-01-01.
struct Value {
    enum class Kind { boolean, number, text, choice, date };
    Kind kind = Kind::number;
    bool yes = false;
    Fraction number;
    std::string text;            ///< of a text; of a choice the first name
    std::optional<Root> root{};  ///< instead of `number`: it was not rounded yet
};

inline Value number(Fraction x) { return {Value::Kind::number, false, std::move(x), {}}; }
inline Value yes_or_no(bool yes) { return {Value::Kind::boolean, yes, 0, {}}; }

bool same_value(const Value& a, const Value& b);
std::string value_text(const Value& value);

struct ReferenceLine {
    std::string identity;  ///< "score/results/big_contract/cap"
    Fraction points;
    bool gave = false;  ///< rules and vetoes: their `because`, if they have one, is filled in
};

struct ReferenceCard {
    std::string id;
    /// The score first, if there is one; nothing: not rated.
    std::vector<std::pair<std::string, std::optional<Fraction>>> totals;
    std::string grade;  ///< first name; empty: the plan has none, or not rated
    std::vector<std::pair<std::string, Value>> outcomes;
    std::vector<ReferenceLine> lines;  ///< in the order of presentation

    std::optional<Fraction> score() const {
        const bool there = !totals.empty() && totals.front().first == "score";
        return there ? totals.front().second : std::nullopt;
    }
};

/// Something had no value where one is needed. No accepted plan does this with valid facts.
class Undefined : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

using Params = std::vector<std::pair<std::string, FactValue>>;

/// The ids of those in `period` whose facts a `require ... else refuse` does not let through.
std::vector<std::string> refused(const ast::Document& plan, const std::vector<Facts>& facts,
                                 const Params& params, const std::string& period);

/// The cards of everyone in `period`, in the order of the facts. `facts` may hold several periods.
std::vector<ReferenceCard> evaluate(const ast::Document& plan, const std::vector<Facts>& facts,
                                    const Params& params, const std::string& period);

}  // namespace meritum::agreement
