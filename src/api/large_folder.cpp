// Very many participants: columns for those whose rows are plain, facts and cards for the others.
// See include/meritum/large_folder.hpp. What is asked decides in one place (`is_for_columns`)
// whether this can be. Tests: tests/api/large_folder_test.cpp.
#include "api/large_folder.hpp"

#include <algorithm>
#include <utility>

#include "api/period.hpp"
#include "report/csv_rows.hpp"
#include "value/border.hpp"
#include "value/renamed.hpp"

namespace meritum {

struct LargeResults::Body {
    std::shared_ptr<const LargeFolder::Body> folder;
    TableResults table;
    std::vector<std::uint8_t> not_in_table;  ///< by row
    Results others;
};

bool compares_people(const Plan::Body& plan) { return !plan.outline()->beyond_one_row.empty(); }

bool is_one_period(const Plan::Body& plan, const ScoreOptions& options,
                   const io::PlainFolder& folder) {
    const auto& given = folder.period();
    const auto& asked = options.period;
    if (scorecard::looks_back(*plan.graph)) return false;
    if (!asked.empty() && !given.empty() && asked != given) return false;
    const auto& cycle = plan.graph->schema.cycle;
    if (!asked.empty() && cycle && !value::period_index(*cycle, asked)) return false;
    return out_of_effect(plan, given.empty() ? asked : given).empty();
}

Results score_rest(const Plan& plan, const io::PlainFolder& folder, io::RawData rest,
                   const ScoreOptions& score) {
    auto options = score;
    options.keep = Keep::results;
    options.unread = std::move(rest.errors);
    if (rest.facts.empty()) options.period.clear();
    auto results = plan.score_all(rest.facts, options);
    results.period = folder.period().empty() ? score.period : folder.period();
    return results;
}

namespace {

/// Whether columns give what is asked for. Not where cards say what the plan warns of, and where
/// people are compared and some of them are not in the columns.
bool is_for_columns(const Plan::Body& plan, const ScoreOptions& options,
                    const io::PlainFolder& folder) {
    const auto& requirements = plan.graph->story.requirements;
    const bool refuses_only = std::all_of(requirements.begin(), requirements.end(),
                                          [](const auto& one) { return one.refuses; });
    return is_one_period(plan, options, folder) && refuses_only &&
           (!folder.has_aside() || !compares_people(plan));
}

FactTable table_of(const value::Schema& schema, const io::PlainFolder& folder) {
    FactTable table;
    table.participants = folder.participants();
    for (const auto& fact : folder.facts().facts()) {
        table.columns.push_back(
            {schema.columns[fact.column.index].name, fact.view(table.participants)});
    }
    for (const auto& items : folder.lists()) {
        auto& list = table.lists.emplace_back();
        list.name = schema.lists[items.list().index].name;
        list.offsets = items.offsets();
        for (const auto& field : items.table().facts()) {
            list.fields.push_back(
                {schema.columns[field.column.index].name, field.view(items.table().rows())});
        }
    }
    return table;
}

/// Nothing if the table does not take the facts, or results do not fit its columns. Throws Error if
/// it was stopped.
std::optional<TableResults> score_columns(const Plan& plan, const FactTable& table,
                                          const ScoreOptions& score, const LargeOptions& options) {
    bool stopped = false;
    TableOptions how;
    how.params = score.params;
    how.threads = options.threads;
    if (options.goes_on) {
        how.goes_on = [&](double share) {
            stopped = !options.goes_on(share);
            return !stopped;
        };
    }
    try {
        return plan.score_table(table, how);
    } catch (const Error&) {
        if (stopped) throw;
        return std::nullopt;  // the ordinary way says why
    }
}

}  // namespace

// --- folder ---

std::optional<LargeFolder> LargeFolder::read(const Plan& plan, const std::filesystem::path& path,
                                             const DataOptions& data, const LargeOptions& options) {
    auto renamed = value::renamed(plan.body().graph->schema, data.names);
    if (!renamed.problem.empty() || !data.encoding.empty()) return std::nullopt;
    auto body = std::make_shared<Body>();
    body->schema = std::move(renamed.schema);
    const io::PlainReading how{options.threads, options.least_participants, options.goes_on};
    try {
        body->folder = io::PlainFolder::read(path, body->schema, how);
        if (body->folder == nullptr) return std::nullopt;
        body->rest = body->folder->rest({});
    } catch (const io::ReadError& error) {
        throw Error(error.what(), {}, {});
    }
    return LargeFolder(std::move(body));
}

std::size_t LargeFolder::participants() const { return body_->folder->participants(); }
std::size_t LargeFolder::bytes() const { return body_->folder->bytes(); }
const std::vector<std::string>& LargeFolder::notices() const { return body_->rest.notices; }
const std::vector<TableRows>& LargeFolder::tables() const { return body_->rest.tables; }

std::optional<LargeResults> LargeFolder::score(const Plan& plan, const ScoreOptions& score,
                                               const LargeOptions& options) const {
    require_all_rows(plan.body());
    const auto& folder = *body_->folder;
    if (!is_for_columns(plan.body(), score, folder)) return std::nullopt;
    auto found = score_columns(plan, table_of(plan.body().graph->schema, folder), score, options);
    if (!found) return std::nullopt;
    auto body = std::make_shared<LargeResults::Body>();
    body->folder = body_;
    body->table = std::move(*found);
    body->not_in_table = folder.aside();
    std::vector<std::size_t> refused;
    for (const auto& wrong : body->table.errors) {
        if (std::exchange(body->not_in_table[wrong.row], 1) == 0) refused.push_back(wrong.row);
    }
    if (!refused.empty() && compares_people(plan.body())) return std::nullopt;
    body->table.errors.clear();
    auto rest = refused.empty() ? body_->rest : folder.rest(refused);
    body->others = score_rest(plan, folder, std::move(rest), score);
    return LargeResults(std::move(body));
}

// --- results ---

std::size_t LargeResults::rows() const { return body_->not_in_table.size(); }
std::string_view LargeResults::id(std::size_t row) const { return body_->folder->folder->id(row); }
const TableResults& LargeResults::table() const { return body_->table; }
bool LargeResults::in_table(std::size_t row) const { return body_->not_in_table[row] == 0; }
const Results& LargeResults::others() const { return body_->others; }

std::size_t LargeResults::scored() const {
    const auto& aside = body_->not_in_table;
    return static_cast<std::size_t>(std::count(aside.begin(), aside.end(), 0)) +
           body_->others.cards.size();
}

void LargeResults::write_csv(const std::function<void(std::string_view)>& write) const {
    constexpr std::size_t at_once = std::size_t{1} << 16;
    const auto& others = body_->others;
    std::string text;
    report::append_csv_head(others, text);
    auto card = others.cards.begin();
    for (std::size_t row = 0; row < rows(); ++row) {
        if (in_table(row)) {
            report::append_csv_row(id(row), others, body_->table, row, text);
        } else if (card != others.cards.end() && card->id() == id(row)) {
            report::append_csv_row(*card++, text);
        }
        if (text.size() < at_once) continue;
        write(text);
        text.clear();
    }
    write(text);
}

}  // namespace meritum
