// Scoring columns that the caller keeps. See include/meritum/fact_table.hpp. What a plan requires
// is run before the rest. Without ranks and sums over groups a participant who failed concerns
// nobody else: they are worked out like the others and marked. Where participants see each other,
// the others are checked into columns of their own and scored without them. Tests:
// tests/api/fact_table_test.cpp, tests/agreement/.
#include <algorithm>
#include <concepts>
#include <map>
#include <type_traits>
#include <utility>

#include "api/borrowed.hpp"
#include "api/line_columns.hpp"
#include "api/period.hpp"
#include "api/plan_body.hpp"
#include "api/table_errors.hpp"
#include "exec/chunks.hpp"
#include "exec/lanes.hpp"
#include "meritum/fact_table.hpp"
#include "scorecard/values.hpp"
#include "scorecard/withheld.hpp"
#include "value/border.hpp"

namespace meritum {

Decimal ResultColumn::decimal(std::size_t row) const { return number::multiple(step, values[row]); }

const ResultColumn* TableResults::column(std::string_view name) const {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const auto& column) { return column.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

namespace {

using graph::Quantity;
using value::FactColumns;
using value::Type;

class TableScoring {
public:
    TableScoring(const Plan::Body& plan, const FactTable& table, const TableOptions& options)
        : plan_(plan),
          graph_(*plan.graph),
          schema_(plan.graph->schema),
          table_(table),
          options_(options),
          outline_(*plan.outline()),
          facts_(base(plan, options)),
          borrowed_(schema_, table, facts_),
          errors_(plan, table, facts_, borrowed_.source(), results_) {
        if (!borrowed_.problems().empty()) {
            std::string text = "the table does not fit the plan:";
            for (const auto& problem : borrowed_.problems()) text += "\n  " + problem;
            refuse(text);
        }
        results_.participants = table.participants;
        results_.notices = borrowed_.notices();
        const auto& story = graph_.story;
        for (const auto& total : story.totals) require_narrow(total.name, total.value);
        for (const auto& outcome : story.outcomes) require_narrow(outcome.name, outcome.quantity);
        if (!keeps_lines()) return;
        for (const auto& form : outline_.forms) require_narrow(form.blank.line, *form.points);
    }

    TableResults run() {
        const auto& prepared = keeps_lines() ? *plan_.points : plan_.prepared(Keep::results);
        std::optional<exec::Run> found;
        if (plan_.requirements) {
            phases_ = 2;
            const auto asked = run_borrowed(*plan_.requirements);
            check_unread(plan_.requirements->schedule());
            errors_.facts();
            errors_.refusals(asked);
        } else {
            found = run_borrowed(prepared);
            check_unread(prepared.schedule());
            errors_.facts();
        }
        if (results_.errors.empty() || !sees_others()) {
            if (!found) found = run_borrowed(prepared);
            collect(std::move(*found), {}, facts_.dictionary);
        } else {
            run_without_failed(prepared.program());
        }
        return std::move(results_);
    }

private:
    bool keeps_lines() const { return options_.keep != Keep::results; }

    void require_narrow(const std::string& name, const Quantity& quantity) const {
        if (!quantity.value) return;
        const auto& range = graph_[quantity.value].range;
        const number::Integer most = number::Integer(1) << 63;
        if (range.low >= -most && range.high < most) return;
        refuse(value::quoted_name(name) +
               " may be more than 64 bits hold in its steps; use score_all, or bound it");
    }

    /// What does not come from the table: params.
    static FactColumns base(const Plan::Body& plan, const TableOptions& options) {
        std::vector<FactError> errors;
        auto facts = value::to_columns(plan.graph->schema, {}, options.params, errors);
        if (!errors.empty()) refuse("the params do not fit the plan:", std::move(errors));
        return facts;
    }

    exec::Run run_borrowed(const exec::Prepared& prepared) {
        exec::ChunkOptions how;
        how.narrowed = prepared.narrowed();
        how.source = &borrowed_.source();
        how.threads = options_.threads;
        if (options_.goes_on) {
            how.goes_on = [&](std::size_t done, std::size_t all) {
                const auto share = static_cast<double>(done) / static_cast<double>(all);
                return options_.goes_on((phase_ + share) / phases_);
            };
        }
        auto found =
            exec::run_in_chunks(prepared.program(), prepared.schedule(), facts_, {}, {}, how);
        if (!found) refuse("the run was stopped");
        ++phase_;
        return std::move(*found);
    }

    /// Facts that no result hangs on.
    void check_unread(const exec::Schedule& schedule) {
        const auto& loaded = schedule.loaded;
        const auto check = [&](ColumnId id, std::size_t rows) {
            const bool seen = std::find(loaded.begin(), loaded.end(), id) != loaded.end();
            if (!seen) borrowed_.source().check(id, rows, simd::kernels());
        };
        for (const auto id : schema_.facts) check(id, table_.participants);
        for (std::size_t i = 0; i < schema_.lists.size(); ++i) {
            for (const auto id : schema_.lists[i].fields) check(id, facts_.offsets[i].back());
        }
    }

    /// Whether a value may hang on other participants.
    bool sees_others() const { return !outline_.beyond_one_row.empty(); }

    /// Where participants see each other, those who failed are none of them.
    void run_without_failed(const exec::Program& program) {
        const auto rows = errors_.scored_rows();
        auto good = errors_.columns_of(rows);
        good->failed = errors_.failed();
        collect(exec::run(program, *good, {}), {&rows}, good->dictionary);
    }

    // --- results ---

    /// Which participant a row of a run is: of everybody it is the same.
    struct Rows {
        const std::vector<std::size_t>* some = nullptr;
        std::size_t operator[](std::size_t at) const { return some == nullptr ? at : (*some)[at]; }
    };

    void collect(exec::Run run, const Rows& rows, const value::Dictionary& dictionary) {
        const auto& story = graph_.story;
        for (std::size_t i = 0; i < story.totals.size(); ++i)
            add(story.totals[i].name, story.totals[i].value, outline_.total_groups[i], run, rows,
                dictionary);
        if (story.grade) {
            add("grade", story.grade->grade, outline_.grade_groups, run, rows, dictionary);
            auto& grade = results_.columns.back();
            grade.texts.clear();
            for (const auto& row : story.grade->rows) grade.texts.push_back(row.names.front());
        }
        for (std::size_t i = 0; i < story.outcomes.size(); ++i)
            add(story.outcomes[i].name, story.outcomes[i].quantity, outline_.outcome_groups[i], run,
                rows, dictionary);
        tell_withheld(run, rows);
        if (!keeps_lines()) return;
        for (const auto& form : outline_.forms) {
            const auto& groups = outline_.total_groups[form.total];
            const auto& total = results_.columns[form.total];
            auto quantity = *form.points;
            if (quantity.value && exec::same_for_all(graph_, quantity)) {
                quantity.constant =
                    number::Rational(graph_[quantity.value].range.low) * quantity.step;
                quantity.value = {};
            }
            auto points = column(form.blank.line, quantity, groups, run, rows, dictionary);
            points.unit = total.unit;
            points.there = total.there;
            add_line(results_.lines,
                     {form.blank.rule, form.blank.category, form.blank.total, std::move(points)});
        }
    }

    /// Of whoever has somebody with wrong facts beside them: as cards tell it.
    void tell_withheld(const exec::Run& run, const Rows& rows) {
        if (rows.some == nullptr) return;  // nobody has wrong facts
        const auto& story = graph_.story;
        for (std::size_t at = 0; at < rows.some->size(); ++at) {
            const auto incomplete = scorecard::incomplete_groups(graph_, run, at);
            if (incomplete.empty()) continue;
            const auto tell = [&](const std::vector<KeyId>& groups, const std::string& name) {
                if (const auto key = scorecard::first_common(groups, incomplete)) {
                    results_.errors.push_back(
                        {rows[at], scorecard::withheld_error(graph_, *key, {}, {}, name)});
                }
            };
            for (std::size_t i = 0; i < story.totals.size(); ++i)
                tell(outline_.total_groups[i], story.totals[i].name);
            for (std::size_t i = 0; i < story.outcomes.size(); ++i)
                tell(outline_.outcome_groups[i], story.outcomes[i].name);
        }
        errors_.sort();
    }

    static ResultColumn::Type type_of(Type type) {
        switch (type) {
            case Type::number: return ResultColumn::Type::number;
            case Type::boolean: return ResultColumn::Type::boolean;
            case Type::text: return ResultColumn::Type::text;
            case Type::choice: return ResultColumn::Type::choice;
            case Type::date: break;
        }
        return ResultColumn::Type::date;
    }

    void add(const std::string& name, const Quantity& quantity, const std::vector<KeyId>& groups,
             exec::Run& run, const Rows& rows, const value::Dictionary& dictionary) {
        results_.columns.push_back(column(name, quantity, groups, run, rows, dictionary));
    }

    ResultColumn column(const std::string& name, const Quantity& quantity,
                        const std::vector<KeyId>& groups, exec::Run& run, const Rows& rows,
                        const value::Dictionary& dictionary) {
        const auto count = rows.some == nullptr ? table_.participants : rows.some->size();
        ResultColumn made;
        made.name = name;
        made.type = type_of(quantity.type);
        made.unit = scorecard::unit_name(quantity);
        made.step = number::to_decimal(quantity.step).value_or(Decimal(1));
        for (const auto& choice : quantity.choices) made.texts.push_back(choice.front());
        const bool some_missing = count != table_.participants || quantity.known;
        if (some_missing || !results_.not_scored.empty()) made.there.assign(table_.participants, 0);
        if (!quantity.value) {
            made.step = number::to_decimal(quantity.constant).value_or(Decimal());
            made.values = ones();
        } else if (quantity.type == Type::text) {
            made.values = texts(run.columns[quantity.value.index], rows, dictionary, made.texts);
        } else if (count == table_.participants) {
            made.values = taken(quantity.value, run);
        } else {
            made.values = spread(run.columns[quantity.value.index], rows);
        }
        for (std::size_t at = 0; at < count && !made.there.empty(); ++at)
            made.there[rows[at]] = is_there(quantity, groups, run, at) && results_.scored(rows[at]);
        return made;
    }

    template <class Values>
    static Integers held(Values values) {
        const auto owner = std::make_shared<const Values>(std::move(values));
        return Integers::of(owner, owner->data(), owner->size());
    }

    /// Of what is the same for everybody, a step each.
    const Integers& ones() {
        if (ones_.data() == nullptr) ones_ = held(std::vector<std::int8_t>(table_.participants, 1));
        return ones_;
    }

    /// The run's own column. Results that say the same share it.
    Integers taken(NodeId node, exec::Run& run) {
        auto& given = given_[node];
        if (given.data() != nullptr) return given;
        given = std::visit(
            [](auto& values) -> Integers {
                using T = typename std::decay_t<decltype(values)>::value_type;
                if constexpr (std::is_same_v<T, std::uint8_t>) {  // truths
                    return held(std::vector<std::int8_t>(values.begin(), values.end()));
                } else if constexpr (std::signed_integral<T> && sizeof(T) <= 8) {
                    return held(std::move(values));
                } else {
                    exec::Column<std::int64_t> narrow;
                    for (const auto& value : values)
                        narrow.push_back(exec::convert<std::int64_t>(value));
                    return held(std::move(narrow));
                }
            },
            run.columns[node.index]);
        return given;
    }

    /// What some participants got, at their rows.
    Integers spread(const exec::Lanes& column, const Rows& rows) const {
        std::vector<std::int64_t> all(table_.participants);
        std::visit(
            [&](const auto& values) {
                for (std::size_t at = 0; at < values.size(); ++at)
                    all[rows[at]] = exec::convert<std::int64_t>(values[at]);
            },
            column);
        return held(std::move(all));
    }

    /// Codes as places in `texts`, which are found on the way.
    Integers texts(const exec::Lanes& column, const Rows& rows, const value::Dictionary& dictionary,
                   std::vector<std::string>& texts) const {
        std::map<std::int64_t, std::int32_t> places;
        std::vector<std::int32_t> all(table_.participants);
        std::visit(
            [&](const auto& values) {
                for (std::size_t at = 0; at < values.size(); ++at) {
                    const auto code = exec::convert<std::int64_t>(values[at]);
                    const auto [place, fresh] =
                        places.emplace(code, static_cast<std::int32_t>(texts.size()));
                    if (fresh) texts.push_back(text_of(code, dictionary));
                    all[rows[at]] = place->second;
                }
            },
            column);
        return held(std::move(all));
    }

    static bool is_there(const Quantity& quantity, const std::vector<KeyId>& groups,
                         const exec::Run& run, std::size_t at) {
        for (const auto key : groups) {
            const auto& incomplete = run.incomplete[key.index];
            if (!incomplete.empty() && incomplete[at] != 0) return false;
        }
        return !quantity.known || exec::value_at(run, quantity.known, at) != 0;
    }

    std::string text_of(std::int64_t code, const value::Dictionary& dictionary) const {
        return code >= 0 ? std::string(dictionary.text(code))
                         : graph_.texts[static_cast<std::size_t>(-1 - code)];
    }

    const Plan::Body& plan_;
    const graph::Graph& graph_;
    const value::Schema& schema_;
    const FactTable& table_;
    const TableOptions& options_;
    const scorecard::Outline& outline_;  ///< the groups results hang on
    FactColumns facts_;
    Borrowed borrowed_;
    TableResults results_;
    TableErrors errors_;
    int phase_ = 0;  ///< runs that are done, of
    int phases_ = 1;
    std::map<NodeId, Integers> given_;  ///< values of nodes that results took
    Integers ones_;
};

}  // namespace

TableResults Plan::score_table(const FactTable& table) const { return score_table(table, {}); }

TableResults Plan::score_table(const FactTable& table, const TableOptions& options) const {
    require_all_rows(*body_);
    if (scorecard::looks_back(*body_->graph)) {
        refuse("the plan reads the period before; a table holds one period: use score_all");
    }
    if (options.keep == Keep::everything)
        refuse("a table keeps results or lines; for everything use score_all");
    return TableScoring(*body_, table, options).run();
}

}  // namespace meritum
