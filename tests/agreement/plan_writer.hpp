// Random plans, statement by statement. In: draws. Out: lines of text. Part of the generator; must
// not know the checker.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "agreement/draft.hpp"
#include "agreement/expression_writer.hpp"
#include "meritum/table_rows.hpp"

namespace meritum::agreement {

class PlanWriter {
public:
    PlanWriter(Random& random, Tongue tongue);

    /// The whole text; `mistake` lines are put somewhere in between.
    std::string write(const std::string& mistake);

    /// What the text names, by path.
    const std::map<std::string, std::string>& files() const { return files_; }
    const std::vector<TableRows>& rows() const { return rows_; }

private:
    struct Block {
        std::string head;
        std::vector<std::string> clauses;
    };
    struct NumberType {
        const char* low;
        const char* high;
        double from;
        double to;
        const char* step;  ///< "" leaves it out
    };

    // statement_writer.cpp
    void write_plan();
    void write_param();
    void write_let(const Scope& scope);
    void write_score();
    void write_total_clauses(Block& block, std::size_t total);
    void write_totals();
    void write_categories();
    void write_veto(int index);
    void write_grade();
    void write_outcome(int index);
    void write_outcome_by_grade(int index);
    void write_requirement();
    void write_item_let();

    // rule_writer.cpp
    bool write_amount(Block& block, ast::Row kind, Unit unit, const Scope& scope, bool items,
                      bool& decimal);
    void write_steps(Block& block, const Scope& scope, bool items, bool in_turn, bool& decimal);
    void write_rule(int index);
    void write_limits(Block& block, ast::Row kind, Unit unit, const Scope& scope);
    std::string because();

    // named_table_writer.cpp
    void write_table();
    void write_table_rows(Block& block, TableDraft& table, bool matrix, bool apart);
    void write_table_file(Block& block, const TableDraft& table,
                          const std::vector<std::vector<std::string>>& rows);
    TableDraft::Input table_input(int index);
    std::string table_column(const TableDraft::Input& input);
    std::vector<std::string> table_bounds(const TableDraft::Input& input, std::size_t count);
    std::vector<std::string> table_words(const TableDraft::Input& input);
    std::vector<std::string> cells_apart(const TableDraft::Input& input);
    std::string some_cell(const TableDraft::Input& input, bool first);
    std::string table_value(TableDraft::Result& result);
    // kpi_writer.cpp
    void draft_kpis();
    std::string kpi_value(bool& defined);
    void write_kpi_clauses(Block& block);
    void write_kpi(std::size_t index);
    std::string to_total(std::size_t total);

    // fact_writer.cpp
    void write_facts();
    void write_fact(Sort sort, Unit unit);
    void write_list();
    /// "type traits label" of a fact or field; fills what `declared` says of it.
    std::vector<std::string> type_of(Declared& declared);
    std::string number_type(Declared& declared, std::string& least);
    std::string choice_type(Declared& declared);

    // plan_writer.cpp
    Names some_names(const char* english, const char* chinese);
    Names fresh(const std::vector<std::pair<const char*, const char*>>& pool);
    std::string label();
    void add(Block block) { blocks_.push_back(std::move(block)); }
    void emit(std::string& out, const Block& block);
    std::string broken(const std::string& line, const std::string& indent);
    std::string comment();

    Random& random_;
    Tongue tongue_;
    Wording wording_;
    Draft draft_;
    ExpressionWriter expressions_;
    std::vector<Block> blocks_;
    std::map<std::string, std::string> files_;
    std::vector<TableRows> rows_;        ///< that come with the data
    std::vector<int> category_of_;       ///< of each rule; -1: none
    std::vector<std::size_t> total_of_;  ///< of each rule that stands in no category
    std::vector<Names> categories_;
    std::vector<std::size_t> category_total_;
    std::vector<TotalDraft> totals_{TotalDraft{}};
    std::vector<KpiDraft> kpis_;
    std::size_t kpi_total_ = 0;
    long known_ = 0;  ///< `known at least`; 0: not said
    std::set<std::string> taken_;
    bool between_ = false;
    bool vetoes_ = false;
    int serial_ = 0;
};

}  // namespace meritum::agreement
