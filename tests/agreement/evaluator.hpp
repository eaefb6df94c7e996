// The inside of the reference evaluator: one object per evaluation, a method per sentence of
// docs/language.md. In: declarations and facts. Out: values, points, cards. Must not know the
// engine.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "agreement/declarations.hpp"
#include "agreement/reference.hpp"

namespace meritum::agreement {

/// Nothing: undefined.
using Maybe = std::optional<Value>;

/// Whose value is asked for: a participant of a period and, inside `for each`, one item.
struct Whose {
    long period = 0;      ///< counted in cycles, so that the one before is period - 1
    std::size_t row = 0;  ///< among the participants of that period
    const Item* item = nullptr;
    const ast::Statement* list = nullptr;  ///< the item's list
};

/// What a rule gives: three amounts, each rounded and with its sign.
struct RulePoints {
    bool concerns = true;  ///< `for ...`
    bool applies = false;
    Fraction sum;      ///< before floor and cap
    Fraction floored;  ///< after the floor
    Fraction capped;   ///< after floor and cap: the rule's points
};

struct VetoPoints {
    std::string name;
    Fraction line;
};

struct CategoryPoints {
    Fraction start;
    Fraction choice;  ///< what `counts only` changes
    Fraction gate;    ///< what a gate that does not hold takes away
    Fraction floor;
    Fraction cap;
    std::vector<VetoPoints> vetoes;  ///< those on it that fired
    Fraction points;
};

/// What a kpi says of somebody; its weight before anything is spread.
struct KpiPoints {
    bool concerns = true;
    Fraction weight;
    Maybe value;
    ast::Row missing = ast::Row::none;  ///< its own policy, else its total's
};

struct TotalPoints {
    bool rated = true;
    Fraction start;
    Fraction raw;
    Fraction bounded;
    std::vector<VetoPoints> vetoes;  ///< those that fired
    Fraction vetoed;
    Fraction rounded;  ///< the total
};

class Evaluator {
public:
    Evaluator(const ast::Document& plan, const std::vector<Facts>& facts, const Params& params);

    ReferenceCard card(const Whose& whose);
    /// The id if a requirement refuses the facts; empty otherwise.
    std::string refused(const Whose& whose);
    std::size_t participants(long period) const { return periods_.at(period).size(); }
    long period_of(const std::string& period) const;

private:
    // expressions.cpp
    Maybe value(const ast::Node& node, const Whose& whose);
    Maybe strict(const ast::Node& node, const Whose& whose);
    Maybe operation(const ast::Node& node, const std::vector<Value>& of) const;
    Maybe of_root(const ast::Node& node, const std::vector<Value>& of) const;
    Maybe power(const ast::Node& node, const std::vector<Value>& of) const;
    Maybe conditional(const ast::Node& node, const Whose& whose);
    Maybe rank(const ast::Node& node, const Whose& whose);
    Maybe previous(const ast::Node& node, const Whose& whose);
    Maybe member(const ast::Node& node, const Whose& whose);
    Maybe named(const ast::Node& node, const Whose& whose);
    Maybe declared(const ast::Statement& statement, const Whose& whose);
    Maybe param(const ast::Statement& statement);
    Maybe outcome_by_grade(const ast::Statement& statement, const Whose& whose);

    // tables.cpp
    Maybe tiered(const ast::Node& node, const Whose& whose);
    Maybe slices(const ast::Node& node, const Whose& whose);
    Maybe along(const ast::Node& node, const Whose& whose);
    Maybe among(const ast::Node& node, const Whose& whose);
    Maybe is_in(const ast::Node& node, const Whose& whose);

    // named_tables.cpp
    Maybe called(const ast::Node& node, const Whose& whose);
    std::size_t asked_result(const ast::Statement& table, const ast::Node& call) const;
    bool cell_takes(const ast::Node& cell, const Value& x, const Whose& whose);
    std::vector<Maybe> matches(const ast::Statement& table, const std::vector<Value>& asked,
                               std::size_t result, const Whose& whose);

    // gathered.cpp
    Maybe gathered(const ast::Node& node, const Whose& whose);
    std::vector<const Item*> items_of(const ast::Statement& list, const Whose& whose) const;
    std::vector<Whose> items_where(const ast::Node& list, const ast::Node& where,
                                   const Whose& whose);
    std::vector<Fraction> chosen(const ast::Node& node, std::vector<Fraction> values,
                                 const Whose& whose);

    // rules.cpp
    Fraction fraction(const ast::Node& node, const Whose& whose);
    bool holds(const ast::Node& condition, const Whose& whose);
    bool all_hold(const ast::Statement& statement, ast::Row when, const Whose& whose);
    Fraction sum_of_amounts(const ast::Statement& rule, const Whose& whose);
    Fraction round_points(const ast::Statement& rule, const Fraction& points, const Whose& whose);
    RulePoints rule(const ast::Statement& rule, const Whose& whose);
    std::vector<Fraction> item_amounts(const ast::Statement& rule, const ast::Node& amounts,
                                       const ast::Node& for_each, const Whose& whose);
    Fraction stepped(const ast::Statement& rule, Fraction amount, const Whose& here);
    std::optional<std::string> grade(const Whose& whose);

    // kpis.cpp
    KpiPoints kpi(const ast::Statement& kpi, const Whose& whose);
    std::vector<const ast::Statement*> kpis_of(const std::string& total) const;
    std::vector<KpiPoints> set_of(const ast::Statement& kpi, const Whose& whose);
    RulePoints kpi_rule(const ast::Statement& kpi, const Whose& whose);
    bool is_rated(const std::string& total, const Whose& whose);

    // totals.cpp
    CategoryPoints category(const ast::Statement& category, const Whose& whose);
    std::vector<Fraction> members(const ast::Statement& category, const Whose& whose);
    TotalPoints total(const std::string& name, const Whose& whose);
    /// The totals of the plan, the score first if something makes one.
    std::vector<std::string> totals() const;
    /// The first name of the total that a rule or category adds to.
    std::string total_of(const ast::Statement& statement) const;
    /// `score`, or the total's statement; null: a score nobody declares.
    const ast::Statement* block_of(const std::string& total) const;
    /// What a veto acts on, and the node that says how far: a total's or category's first name.
    std::string aim_of(const ast::Node& effect) const;
    /// The vetoes that fire among those on a total or category, and what becomes of `base`.
    Fraction vetoed(const Fraction& base, const std::string& on, const Whose& whose,
                    std::vector<VetoPoints>& fired);
    void add_lines(const std::string& total, const Whose& whose, ReferenceCard& card);
    RulePoints limited(const ast::Statement& rule, const Fraction& sum, const Whose& whose);
    std::vector<const ast::Statement*> categories_inner_first() const;
    const Facts& facts(const Whose& whose) const { return *periods_.at(whose.period)[whose.row]; }

    const Declarations declarations_;
    const Params& params_;
    std::map<long, std::vector<const Facts*>> periods_;
    /// Values of names, remembered: a speed-up only, nothing depends on it.
    std::map<std::tuple<long, std::size_t, std::string>, Maybe> remembered_;
    int depth_ = 0;
};

/// The first clause of that row; null if there is none.
const ast::Node* find_clause(const ast::Statement& statement, ast::Row row);

bool is_rule(ast::Row row);

}  // namespace meritum::agreement
