// The inside of check: one Checker walks one Document. Private to src/check. The order of work is
// in from_ast.cpp; below, each part says which file holds it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "check/checked_plan.hpp"
#include "check/environment.hpp"
#include "check/named_table.hpp"
#include "check/values.hpp"
#include "check/worked.hpp"
#include "syntax/ast.hpp"
#include "syntax/names.hpp"
#include "syntax/phrases.hpp"
#include "syntax/spoken.hpp"

namespace meritum::check {

class Checker {
public:
    Checker(const ast::Document& document, DiagnosticSink& sink, const syntax::Phrases& phrases);
    std::optional<CheckedPlan> run();

private:
    using Env = Environment;
    using Node = ast::Node;
    class Aside;

    /// What a veto acts on: a total, a category or the grade (index 0).
    struct Aim {
        Parts::VetoEffect effect = Parts::VetoEffect::total;
        std::uint32_t index = 0;
        friend bool operator==(const Aim&, const Aim&) = default;
    };

    // declarations.cpp
    void declare_all();
    void declare(const Node& names, Declaration declaration);
    void check_header();
    void check_languages(const Node* clause);
    void check_fact(std::uint32_t statement);
    void check_list(std::uint32_t statement);
    void order_list(const ast::Statement& list, ListId id);
    void set_number(value::ColumnSchema& column, const Node& head, ValueId value);
    void set_no_number(value::ColumnSchema& column, const Node& head, ValueId value);
    void set_param_range(value::ColumnSchema& column, const Node& head,
                         const number::Rational& value, const number::Interval& range);
    void check_param(std::uint32_t statement);
    value::ColumnSchema column_schema(const Node& names, const Node& type, const Node& traits,
                                      const Node& label, ListId list);
    void set_type(value::ColumnSchema& column, const Node& type);
    void set_range(value::ColumnSchema& column, const Node& type, const Node& traits);
    void set_default(value::ColumnSchema& column, const Node& type, const Node& traits);
    void check_width(const value::ColumnSchema& column, Span where);
    number::Rational minor_unit() const;
    const Node* trait(const Node& traits, ast::Row row);
    std::string fix_of_number(ValueId id, const Node& node) const;
    const Node* only_clause(const ast::Statement& statement, ast::Row row);

    // expressions.cpp: none is returned where something was wrong and said
    ValueId value(const Node& node, const Env& env);
    ValueId expression(const Node& node, const Env& env);
    /// A bare name may be a choice of `like`.
    ValueId value_like(const Node& node, ValueId like, const Env& env);
    ValueId defined_value(const Node& node, const Env& env);   ///< and proved defined
    ValueId number_value(const Node& node, const Env& env);    ///< a number that may be undefined
    ValueId constant_value(const Node& node, const Env& env);  ///< of everyone and known now
    std::optional<number::Rational> positive_constant(const Node& node, value::Unit unit);
    const Node* open_name(const Node& node, std::size_t lets) const;
    ValueId literal(const Node& node);
    ValueId money(const Node& node);
    ValueId date(const Node& node);
    ValueId name(const Node& node, const Env& env);
    ValueId declared(const Node& node, Declaration& declaration, const Env& env);
    ValueId let_value(const Node& node, Declaration& declaration, const Env& env);
    const LetValue& let_under(const Node& node, std::uint32_t statement, const Env& env);
    ValueId with_unit(ValueId id, ValueId like);  ///< and a literal where `like` is one
    ValueId in_unit_of(ValueId id, ValueId like);
    bool require_participant(ValueId id, const Node& node);
    ValueId member(const Node& node, const Env& env);
    ValueId sum(const Node& node, const Env& env);
    ValueId product(const Node& node, const Env& env);
    ValueId multiplied(const Node& a_node, ValueId a, const Node& b_node, ValueId b,
                       const Node& whole, const Env& env);
    ValueId quotient(const Node& node, const Env& env);
    ValueId negative(const Node& node, const Env& env);
    bool unify(const Node& a_node, ValueId& a, const Node& b_node, ValueId& b, const Node& whole);
    bool require_defined(ValueId id, const Node& node);
    // --- what can never act (dead.cpp)
    void warn_of_condition(const Node& condition, ValueId holds, const Env& env,
                           std::string_view if_always = "leave it out");
    void warn_of_floor(const Node* clause, ValueId floor, ValueId before, std::string_view of);
    void warn_of_percent(const Node& literal, ValueId bound, const std::string& name, ValueId of);
    void warn_of_cap(const Node* clause, ValueId cap, ValueId before, std::string_view of);
    void warn_of_scale(const Node& value, const std::string& kpi, ValueId id, ValueId high);
    void warn_of_nothing(const Parts::Rule& rule, const Node& amount, ValueId sum);
    void report_gap(const TableGap& gap, const Node& node);
    void report_missing(const value::ColumnSchema& column, const Node& node);
    bool asks_later(const ast::Statement& statement, Span where, const std::string& name) const;
    std::string as_operand(const Node& node) const;
    std::string per_points(const Node& product, bool right_is_points) const;
    using Side = std::pair<const Node*, Value>;  ///< of an operator: what is written and what it is
    std::string instead_of_mismatch(const Node& whole, const Side& left, const Side& right) const;
    std::string nearest_grade(const std::string& name) const;
    void report_unknown_grade(const Node& name);
    bool names_item(const Node& member) const;
    const Declaration* declaration_of(const Node& node) const;
    bool in_order(const Node& least, ValueId low, const Node& most, ValueId high, const Env& env);
    bool require_number(ValueId id, const Node& node);
    bool require_ordered(ValueId id, const Node& node);
    bool require_decimal(ValueId id, const Node& node, std::string_view what);
    bool require_measure(ValueId& id, const Node& node);
    void as_measured(Value& value) const;
    ValueId measured(ValueId id);
    void report_unknown_name(const Node& node);
    std::string instead_of_unknown(const Node& node) const;
    void read(const Node& node, const Words& label, ValueId id, ValueId place, Trace from = {});
    Words formula_of(const Node& body, const Trace& told) const;
    void shown_in_percent(ValueId id);
    ValueId counted(const Node& node, const Env& env);
    ValueId place_of(ValueId id, const Env& env) const;

    // phrases.cpp
    ValueId clamp(const Node& node, const Env& env);
    ValueId rounded(const Node& node, const Env& env);
    ValueId fallback(const Node& node, const Env& env);
    ValueId conditional(const Node& node, const Env& env);
    ValueId per(const Node& node, const Env& env);
    ValueId among(const Node& node, const Env& env);
    ValueId is_in(const Node& node, const Env& env, Parts::Condition* story);
    ValueId rank(const Node& node, const Env& env);
    ValueId previous(const Node& node, const Env& env);
    bool feeds_its_next(const Node& of) const;
    ValueId previous_total(const Node& node, const Env& env);
    ValueId previous_grade(const Node& node, const Env& env);
    ValueId carried_over(const Node& node, std::optional<std::uint32_t>& carried, const Value& like,
                         TotalWork* rated, const Env& env);
    std::uint32_t carry(ValueId id);
    bool is_rating(ValueId id) const;
    void report_not_rated(TermId rating, const Node& node);
    std::optional<number::Interval> assumed_range(const Node& node, const TotalWork& total,
                                                  std::uint32_t index);
    bool is_score_name(std::string_view text) const;
    bool is_grade_name(std::string_view text) const;
    bool is_own_name(std::string_view text) const {
        return is_score_name(text) || is_grade_name(text);
    }
    number::Rounding mode(const Node& node) const;

    // dates.cpp
    ValueId span_of_time(const Node& node, const Env& env);
    ValueId shifted_date(const Node& node, const Env& env);
    bool require_date(ValueId id, const Node& node);

    // powers.cpp
    ValueId power(const Node& node, const Env& env);
    ValueId whole_power(const Node& node, ValueId base, long exponent, const Env& env);
    std::optional<number::Rational> exponent_of(const Node& node, const Env& env);
    bool divides_exponent(const Node& quotient);
    void tell(Trouble trouble, ValueId of);
    void report_not_rounded(ValueId root);

    // aggregates.cpp
    struct Gathered;
    ValueId aggregate(const Node& node, const Env& env);
    bool gather(const Node& node, Gathered& items);
    ValueId gathered_of(const Node& node, Gathered& items);
    ValueId counted(const Gathered& items, ValueId counts);
    ValueId totalled(const Gathered& items, ValueId counts, ValueId of,
                     const number::Integer& most);
    ValueId place_among(const Gathered& items, ValueId counts, ValueId of, bool highest);
    ValueId selected(const Node& node, Gathered& items, ValueId of);
    ValueId average(const Gathered& items, ValueId counts, ValueId of, const Env& env);
    ValueId extreme(Gathered& items, ValueId of, bool highest, const Env& env);
    ValueId median(Gathered& items, ValueId of, const Env& env);
    ValueId item_let(const Node& node, const Env& env);
    void warn_unused_item_lets();
    std::optional<number::Integer> number_of_items(const Node& node);

    // tiers.cpp
    struct TierRows;
    ValueId tiered(const Node& node, const Env& env);
    ValueId along(const Node& node, const Env& env);
    bool sort_tiers(const Node& table, TierRows& tiers);
    bool order_tiers(const Node& of, ValueId x, TierRows& tiers, const Env& env);
    void reach_tiers(const Node& of, ValueId x, TierRows& tiers, const Env& env);
    bool covers_all(const Node& of, ValueId x, const TierRows& tiers);
    std::vector<bool> choices_said(ValueId x, const TierRows& tiers) const;
    void tell_tier(Parts::Tiers& story, const Node& row, ValueId bound, ValueId worth,
                   ValueId reached, const Env& env, const Env& inside);
    ValueId tier_worth(const Node& row, const Env& inside);
    ValueId whole_tier(const Node& node, TierRows& tiers, Parts::Tiers& story, const Env& env);
    ValueId sliced(const Node& node, ValueId x, TierRows& tiers, Parts::Tiers& story,
                   const Env& env);
    ValueId interpolated(const Node& node, TierRows& tiers, Parts::Tiers& story, const Env& env);
    ValueId zero_like(ValueId like);
    std::size_t choices_in(ValueId x) const;
    std::string choice_name(const Value& value, std::ptrdiff_t position) const;

    // named_tables.cpp
    void check_tables();
    TableColumn table_column(const Node& node, bool any_rows = false);
    bool is_from_data(const ast::Statement& statement);
    bool read_table_header(NamedTable& table, const ast::Statement& statement);
    bool has_cells(const Node& clause, const Node& list, std::size_t count, const std::string& what,
                   const Node& header);
    bool read_otherwise(const NamedTable& table, const Node& clause);
    bool read_table_rows(NamedTable& table, const ast::Statement& statement, const Node& header);
    bool read_table_cells(NamedTable& table);
    bool build_table(NamedTable& table, const Node& head);
    bool rows_are_apart(const NamedTable& table, const std::vector<std::vector<value::Keys>>& all);
    void warn_of_hidden_rows(const NamedTable& table, const std::vector<value::ColumnKeys>& keys);

    // table_results.cpp
    void set_result_of_data(TableColumn& column);
    std::optional<std::uint32_t> table_result(TableColumn& column, const Node& node);
    bool read_table_results(NamedTable& table);
    bool may_be_matched(const NamedTable& table, const TableColumn& column);
    void give_results(NamedTable& table);
    void give_leaves(NamedTable& table, TableColumn& column);
    void add_cells_as_data(const OpenRow& row, std::vector<std::string>& cells);
    void tell_table(NamedTable& table, const ast::Statement& statement);

    // table_cells.cpp
    std::string column_kind(const TableColumn& column) const;
    bool fits_column(TableColumn& column, const Node& node, const CellKind& cell);
    bool is_declared_choice(const TableColumn& column, const Node& node);
    void set_column_range(TableColumn& column, const Node& range);
    bool is_in_column_range(const TableColumn& column, const Node& node,
                            const number::Rational& value);
    const std::string* cell_word(TableColumn& column, const Node& node, bool& fits);
    std::optional<CellLiteral> cell_literal(const Node& node);
    std::optional<CellPlace> cell_value(TableColumn& column, const Node& node,
                                        TableNumbers& numbers);
    std::optional<std::uint32_t> cell_bound(TableColumn& column, const Node& node);
    bool read_cell_value(TableColumn& column, const Node& node, TableCell& cell);
    bool read_cell(TableColumn& column, const Node& node, TableCell& cell);
    bool choose_keys(const NamedTable& table, TableColumn& column);
    std::string example_of(const NamedTable& table, const std::vector<std::int64_t>& keys,
                           const std::vector<ValueId>& arguments) const;
    std::string other_choice(const TableColumn& column, ValueId argument) const;

    // calls.cpp
    ValueId call(const Node& node, const Env& env);
    NamedTable* called_table(const Node& node);
    std::optional<std::size_t> asked_result(const Node& node, const NamedTable& table);
    bool fits_argument(const TableColumn& column, const Node& node, ValueId id);
    std::optional<std::uint32_t> choice_step(const TableColumn& column, const Node& node,
                                             ValueId argument, std::vector<value::Keys>& allowed);
    ValueId argument_key(const TableColumn& column, bool any_rows, const Node& node, ValueId id,
                         std::vector<value::Keys>& allowed, const Env& env);
    Parts::Reading told_argument(const Node& node, ValueId id,
                                 const std::vector<Parts::Reading>& read, const Env& env) const;
    ValueId called_result(const Node& node, NamedTable& table, std::size_t result,
                          const value::Reach& reach, const std::vector<ValueId>& arguments,
                          ValueId leaf, const Env& env);

    // conditions.cpp
    ValueId condition(const Node& node, const Env& env, Parts::Condition* story = nullptr);
    ValueId comparison(const Node& node, const Env& env, Parts::Condition* story);
    ValueId joined(const Node& node, const Env& env, Parts::Condition* story);
    ValueId known(const Node& node, const Env& env, Parts::Condition* story);
    ValueId truth(const Node& node, const Env& env, Parts::Condition* story);
    Parts::Reading reading(const Node& node, ValueId id, Trace&& trace, const Env& env);

    // rules.cpp
    ValueId rule_points(std::uint32_t rule);
    void check_rule(std::uint32_t rule, const ast::Statement& statement);
    bool check_items(Parts::Rule& rule, const Node& clause, const Env& env, Env& inside);
    ValueId rule_amount(Parts::Rule& rule, const ast::Statement& statement, const Env& env);
    const Node& amount_of(const ast::Statement& statement) const;
    void report_spread(const Parts::Rule& rule, const ast::Statement& statement);
    Words amount_words(const Node& amounts) const;
    Words value_words(const Node& value) const;
    bool require_gain(const Parts::Rule& rule, const Node& slot, ValueId id, bool limit = false);
    std::string a_field() const;
    ValueId summed(const Parts::Rule& rule, const Node& slot, ValueId id, const Env& env);
    ValueId amount_steps(Parts::Rule& rule, const ast::Statement& statement, const Node& slot,
                         ValueId id, const Env& env);
    ValueId stepped(Parts::Rule& rule, const Node& clause, ValueId before, ValueId after,
                    Rare<Parts::Condition> when);
    ValueId times(Parts::Rule& rule, const Node& clause, const Node& slot, ValueId id,
                  const Env& env);
    ValueId each(Parts::Rule& rule, const Node& clause, const Node& slot, ValueId id,
                 const Env& env, ValueId& bound);
    bool goes_through_items(const Parts::Rule& rule, const Node& clause,
                            std::string_view otherwise);
    ValueId highest_per(Parts::Rule& rule, const Node& clause, const Node& slot, ValueId id,
                        const Env& env);
    const Node& fraction_from(const std::vector<std::pair<ValueId, const Node*>>& stages);
    ValueId prorated(Parts::Rule& rule, const Node& clause, ValueId sum, const Env& env);
    std::optional<ValueId> concerned(Parts::Rule& rule, const ast::Statement& statement,
                                     const Env& env);
    void check_advice();
    void advise(Parts::Rule& rule, const ast::Statement& statement);
    std::vector<Parts::Text> texts_with_values(const Node& of, const Env& env);
    ValueId times_in_turn(Parts::Rule& rule, const Node& clause, const Node& slot, ValueId id,
                          const Env& env);
    ValueId by_turn(Parts::Rule& rule, const Node& clause, const Env& env,
                    const std::function<bool(ValueId&, const Node&)>& fits);
    ValueId amount_in_turn(Parts::Rule& rule, const Node& clause, const Env& env);
    void finish_rule(Parts::Rule& rule, const ast::Statement& statement, ValueId sum,
                     const Env& env, const Env& outer);
    std::optional<ValueId> when_all(const ast::Statement& statement, ast::Row row, const Env& env,
                                    std::vector<Parts::Condition>& story);
    ValueId limit(const Node* clause, const Node& value, const Env& env, Parts::Limit& story);
    std::vector<Parts::Text> because(const ast::Statement& statement, ast::Row row, const Env& env);
    ValueId points_rounded(ValueId id, const ast::Statement& rule, const Env& env);

    // categories.cpp
    ValueId category_points(std::uint32_t category);
    std::optional<std::vector<ValueId>> members(std::uint32_t category);
    ValueId check_category(std::uint32_t category, const ast::Statement& statement,
                           Parts::Category& story);
    ValueId chosen(const ast::Statement& statement, const std::vector<ValueId>& of, ValueId net,
                   Parts::Category& story, const Env& env);
    ValueId limited(const ast::Statement& statement, ValueId net, ValueId holds,
                    Parts::Category& story, const Env& env, const Env& outer);

    // vetoes.cpp
    const Node* effect_of(const ast::Statement& veto) const;
    Aim aim_of(const ast::Statement& veto) const;
    std::vector<std::uint32_t> vetoes_on(const Aim& aim) const;
    bool check_veto(std::uint32_t index, const Env& env);
    bool check_effect(Parts::Veto& veto, const Node& effect, const Env& env);
    ValueId vetoed(ValueId base, const std::vector<std::uint32_t>& vetoes, const Env& env);
    ValueId proposed(const Parts::Veto& veto, ValueId base, const Env& env);

    // kpis.cpp
    bool is_kpi(std::uint32_t rule) const;
    std::vector<std::uint32_t> kpis_of(std::uint32_t total) const;
    bool check_clauses_of(const ast::Statement& statement, RuleKind kind);
    const KpiParts* kpi_parts(std::uint32_t rule);
    void read_kpi(const ast::Statement& statement, KpiParts& kpi);
    ValueId weight_of(const Node& node, const Env& env);
    void check_kpi_value(const ast::Statement& statement, KpiParts& kpi, ValueId id,
                         const Env& place);
    void tell_known(const Node& value, KpiParts& kpi, const Env& place);
    ValueId counts(const KpiParts& kpi);
    ValueId only_where(ValueId if_it, ValueId of);
    ValueId kpi_amount(Parts::Rule& rule, std::uint32_t index, const ast::Statement& statement,
                       const Env& env);
    ValueId reweighted(std::uint32_t index, const std::vector<std::uint32_t>& set, const Env& env);
    ValueId known_kpis(std::uint32_t total);
    std::optional<number::Rational> constant_of(ValueId id) const;
    ValueId needed_kpis(const TotalWork& total);
    ValueId rated(std::uint32_t total, ValueId result);

    // weights.cpp
    struct WeightCase;
    const Node* open_condition(const Node& node, const Env& env, std::size_t lets);
    bool split_weights(std::uint32_t total, const std::vector<std::uint32_t>& kpis, const Env& env,
                       const std::string& holds, std::vector<WeightCase>& cases);
    bool weights_add_up(std::uint32_t total);
    bool check_weights(std::uint32_t total, const std::vector<std::uint32_t>& kpis);
    std::optional<number::Rational> sure_sum(ValueId sum) const;
    std::string sum_words(ValueId sum) const;
    std::string in_parentheses(const Node& condition) const;
    std::string summands(const WeightCase& told) const;
    void report_weights(std::uint32_t total, const WeightCase& told);
    std::vector<std::uint32_t> set_of(std::uint32_t rule) const;
    bool check_spreading(std::uint32_t total, const std::vector<std::uint32_t>& kpis,
                         const std::vector<WeightCase>& cases);

    // places.cpp: totals and categories, and what stands in which
    void take_places();
    void take_totals();
    void take_currency(const Node& currency, TotalWork& total);
    bool makes_a_score() const;
    std::optional<std::uint32_t> total_of(const Node& name) const;
    std::uint32_t total_said(const Node& head);
    void refuse_place_and_total(const Node& head, std::uint32_t total);
    void report_unknown_total(const Node& name);
    std::uint32_t category_index(const Node& in);
    void report_unknown_category(const Node& node);
    void refuse_categories_inside_themselves();

    // totals.cpp
    ValueId total_value(std::uint32_t total);
    ValueId check_total(std::uint32_t total, const Env& env);
    ValueId summed_up(std::uint32_t total, const Env& env);
    ValueId bounded(std::uint32_t total, ValueId raw, const Env& env);
    void hand_on(std::uint32_t total);
    ValueId in_every_period(ValueId id);

    // outcomes.cpp
    ValueId grade_value();
    ValueId outcome_value(std::uint32_t outcome);
    void check_grade_rows(const ast::Statement& statement, ValueId score, const Env& env);
    ValueId outcome_by_grade(const ast::Statement& statement, const Env& env);
    ValueId of_the_rated(const ast::Statement& outcome, ValueId result, ValueId rated,
                         const Node* not_rated, const Env& env);
    bool leaves_as_decimal(ValueId id, const Node& node, std::string_view what);

    // refusals.cpp: second labels of refusals
    struct Origin {
        Span place;
        std::string text;
    };
    static constexpr std::size_t lets_followed = 4;
    std::string fix_of_condition(ValueId id, const Node& node) const;
    std::string fix_of_negative(bool deduction, const Node& slot, ValueId id) const;
    std::string fix_of_order(const Node& before, ValueId bound_before, const Node& row,
                             ValueId bound, ValueId of) const;
    std::string percent_meant(const Node& node, ValueId bound, bool percent, ValueId of) const;
    std::optional<std::string> percent_meant_in(Span where) const;
    std::string quotient_over(Span divisor) const;
    std::string percent_or(const Node& node, ValueId bound, ValueId of, std::string other) const;
    std::string row_of_the_rest() const;
    void warn_above_bound(const Node* sets, ValueId value, std::uint32_t total);
    void warn_of_point(const Node& amount);
    Finding& at_plan(Finding& finding, std::string text);
    Finding refuse(Kind kind, Span where, const std::vector<std::string>& words = {});
    std::optional<Origin> origin(Span where, std::size_t lets = lets_followed) const;
    std::optional<Origin> origin_of_field(const ast::Statement& rule,
                                          const std::string& name) const;
    std::optional<Origin> division(Span where, std::size_t lets = lets_followed) const;
    const ast::Statement* statement_at(Span where) const;

    // chains.cpp
    void add_lets_read(const Node& node, std::vector<std::pair<std::uint32_t, Span>>& reads) const;
    void refuse_long_chains();
    bool is_too_deep(Span where);
    void report_long_chain(Span where, std::size_t most);

    // from_ast.cpp
    const ast::Statement* statement_of(ast::Row row) const;
    Words words(const Node& node) const;
    Words names_of(const Node& names) const;
    Words texts_of(const Node& label) const;
    ValueId cycle(std::string_view name, Span where);
    void warn_unused();
    void declare_item_let(std::uint32_t statement);
    void check_requirements();
    void check_requirement(const ast::Statement& statement);
    bool may_be_required(const Node& node, std::string_view what);
    bool is_broken(const ast::Statement& statement) const;
    bool may_be_declared(const std::string& name) const;
    bool may_warn(const Env& env) const;
    void take_stock();

    const ast::Document& document_;
    DiagnosticSink& sink_;
    const syntax::Phrases& phrases_;
    const std::shared_ptr<const syntax::NameTable> name_table_;
    mutable std::vector<syntax::Speaker> speakers_;  ///< one per tongue of the plan
    Words score_words_, grade_words_;  ///< how the tongues call the score and the grade
    std::vector<Span> broken_;         ///< what could not be read
    std::map<std::uint32_t, const ast::Statement*> places_in_text_;  ///< statements by their begin
    bool header_unread_ = false;  ///< it may say a currency and a cycle
    bool in_because_ = false;
    std::map<std::uint32_t, std::string> percents_;  ///< comparisons that forgot a `%`: their fixes
    std::set<std::uint32_t> zero_said_;              ///< divisors of lets that were refused
    std::vector<std::pair<std::string, Span>> names_without_tongue_;
    CheckedPlan plan_;
    bool requiring_ = false;  ///< a requirement is being worked out
    Env root_;                ///< what every requirement that refuses has made sure of
    Span here_;               ///< the expression at hand, for what the builder reports
    Values values_;
    std::map<std::string, Declaration> scope_;    ///< by identity
    std::map<std::string, std::string> aliases_;  ///< any name -> identity
    std::map<std::string, Span> places_;          ///< any name -> where it was declared
    std::map<TermId, std::pair<Span, std::string>> divisors_;  ///< by "it is not zero": its words
    std::map<TermId, Span> roots_;  ///< by what is raised: where the root was read last
    std::set<std::uint32_t> roots_refused_;
    Trace* trace_ = nullptr;
    const Parts::Items* items_ = nullptr;  ///< inside `for each`
    std::string item_name_;
    std::vector<std::string> path_;  ///< what is being worked out, for cycles
    std::vector<Worked> rules_, categories_, outcomes_;
    std::vector<TotalWork> totals_;            ///< as in the story
    std::vector<KpiParts> kpis_;               ///< by rule
    std::map<TermId, std::uint32_t> ratings_;  ///< "enough is known" -> the total that asks for it
    Worked grade_;
    const TotalWork* measure_ = nullptr;  ///< what is at hand is given in
    std::vector<NamedTable> tables_;
    std::map<TermId, TableGap> gaps_;  ///< by "some row matches"
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t>
        item_lets_;                                      ///< list and any name -> statement
    std::set<std::uint32_t> item_lets_used_, too_long_;  ///< on chains that are too long
    std::vector<bool> let_busy_;
    std::size_t levels_ = 0, let_depth_ = 0;  ///< of expressions, and lets, being worked out
    std::size_t lets_inside_ = 0;             ///< the outermost one
    bool supposing_ = false;                  ///< cases are gone through: nothing is warned of
    std::vector<std::uint32_t> total_statements_, rule_statements_, category_statements_,
        outcome_statements_, veto_statements_, table_statements_;
    std::vector<std::uint32_t> rule_category_, category_outer_;  ///< a category, or Rule::none
    std::vector<std::uint32_t> rule_total_, category_total_;
    std::vector<std::vector<std::uint32_t>> rules_in_, categories_in_;  ///< by category
    std::optional<std::uint32_t> grade_carried_;
};

}  // namespace meritum::check
