// Random expressions of a wanted sort. In: a draft and a scope. Out: text with rough ranges. Part
// of the generator. Must not know the checker.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "agreement/draft.hpp"

namespace meritum::agreement {

class ExpressionWriter {
public:
    ExpressionWriter(Random& random, Wording& wording, Draft& draft)
        : random_(random), wording_(wording), draft_(draft) {}

    /// A defined number of that unit (points: plain numbers, too).
    Written number(Unit unit, const Scope& scope, int depth);
    /// A defined number that is never negative.
    Written nonnegative(Unit unit, const Scope& scope, int depth);
    /// A defined decimal.
    Written decimal(Unit unit, const Scope& scope, int depth);
    /// A defined yes/no.
    Written condition(const Scope& scope, int depth);
    /// A condition that lets more be used where it holds; `scope` is narrowed by it.
    Written guard(Scope& scope, int depth);
    Written text(const Scope& scope);
    Written date(const Scope& scope);

    /// A literal near [low, high]; `bare` leaves out the currency.
    Written literal(Unit unit, double low, double high, bool bare = false);
    Written literal(long mantissa, int places, Unit unit, bool bare = false);
    std::string date_literal();
    /// As an operand: in parentheses unless it binds tightly.
    std::string operand(const Written& written) { return at(written, Written::Level::operand); }
    std::string at(const Written& written, Written::Level level);

    /// A name as it may be written here.
    std::string use(std::size_t declared);
    bool visible(std::size_t declared, const Scope& scope) const;
    std::vector<std::size_t> find(const Scope& scope,
                                  const std::function<bool(const Declared&)>& wanted);
    bool is_defined(std::size_t declared, const Scope& scope) const;
    /// `by x from ...` with that many rows.
    Written tiers(const Scope& scope, int depth, bool nonnegative);
    /// A mode of rounding, often none.
    std::string mode();

private:
    using Level = Written::Level;

    Written name(std::size_t declared, const Scope& scope);
    Written leaf(Unit unit, const Scope& scope);
    Written define(Written written, Unit unit, const Scope& scope);
    Written sum(Unit unit, const Scope& scope, int depth);
    Written product(Unit unit, const Scope& scope, int depth);
    Written quotient(Unit unit, const Scope& scope, int depth);
    Written ratio(const Scope& scope, int depth);
    Written positive(Unit unit, const Scope& scope, int depth);
    Written clamp(Unit unit, const Scope& scope, int depth);
    Written round(Unit unit, const Scope& scope, int depth);
    Written per(Unit unit, const Scope& scope, int depth);
    Written power(Unit unit, const Scope& scope, int depth);
    Written raised(const Scope& scope, int depth, bool& whole);
    Written root_compared(const Scope& scope, int depth);
    Written conditional(Unit unit, const Scope& scope, int depth);
    Written fallback(Unit unit, const Scope& scope, int depth);
    Written previous(Unit unit, const Scope& scope);
    Written rank(const Scope& scope, int depth);
    Written days(const Scope& scope);
    Written age(Unit unit, const Scope& scope);
    std::vector<Written> bounds(const Written& x, Unit unit);
    std::string worth(const Scope& scope, bool nonnegative, Written& out);
    Written matched(const Scope& scope, bool nonnegative);
    Written call(Unit unit, const Scope& scope, int depth);
    std::string argument(const TableDraft::Input& input, const Scope& scope, int depth);
    Written rate(Unit unit, const Scope& scope, int depth);
    Written along(const Scope& scope, int depth);
    Written among(Unit unit, const Scope& scope, int depth);
    Written within(const Scope& scope);
    Written gathered(Unit unit, const Scope& scope);
    Written asked_of_items(const Scope& scope);
    Scope of_items(const Scope& scope, std::string& item, std::string& list);
    Written comparison(const Scope& scope, int depth);
    Written equality(const Scope& scope);
    Written joined(const Scope& scope, int depth);
    Written truth(const Scope& scope);
    Written compared(const Written& a, const std::string& sign, const Written& b);
    Unit some_unit(const Scope& scope);
    bool has_unit(Unit unit, const Scope& scope);

    Random& random_;
    Wording& wording_;
    Draft& draft_;
};

}  // namespace meritum::agreement
