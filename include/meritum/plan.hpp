/// Plans: from text to scores.
///
///     const auto plan = meritum::Plan::load("plan.merit");  // throws meritum::Error
///     const auto card = plan.score({{"sales", 1'320'000}, {"target", 1'000'000}});
///     std::cout << card.explain();
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "meritum/description.hpp"
#include "meritum/diagnostics.hpp"
#include "meritum/export.hpp"
#include "meritum/facts.hpp"
#include "meritum/keep.hpp"
#include "meritum/resolve.hpp"
#include "meritum/scorecard.hpp"
#include "meritum/table_rows.hpp"

namespace meritum {

/// The one exception of the library, thrown by the convenience functions that say so. `what()` is
/// fit to show to people.
class MERITUM_API Error : public std::runtime_error {
public:
    Error(const std::string& message, Diagnostics diagnostics, std::vector<FactError> fact_errors);

    const Diagnostics& diagnostics() const;             ///< of the plan; may be empty
    const std::vector<FactError>& fact_errors() const;  ///< of the facts; may be empty

private:
    struct Details;
    std::shared_ptr<const Details> details_;
};

/// What other people's files call a fact, a list, a field ("contracts.amount") or a column that is
/// no fact ("id", "participant", "period", "key"): the plan's name, then theirs.
using Names = std::vector<std::pair<std::string, std::string>>;

struct ScoreOptions {
    /// Params the host overrides, inside the ranges the plan gives them.
    std::vector<std::pair<std::string, FactValue>> params;
    /// The period to score; earlier periods among the facts are run first for what they carry.
    /// Empty: the last one.
    std::string period;
    Keep keep = Keep::lines;
    /// Tongue of the `because` texts.
    std::string lang = "en";
    /// Participants whose rows could not be read (`Data::errors`). They are part of the population:
    /// what goes by a group one of them may belong to is withheld, and they are reported with the
    /// others.
    std::vector<FactError> unread;
    /// The names by which the facts were read, if not by the plan's (`DataOptions::names`).
    Names names;
};

/// The results of a population, in the order of its facts.
struct Results {
    std::string plan;                   ///< first name of the plan
    std::string fingerprint;            ///< of the plan, "sha256:..."
    std::string period;                 ///< empty if the data names none
    std::vector<std::string> totals;    ///< first names of the plan's totals, the score first
    std::vector<std::string> outcomes;  ///< first names of the plan's outcomes, in its order
    std::vector<Scorecard> cards;       ///< of those who were scored
    std::vector<FactError> errors;      ///< of those who were not, and of values withheld
};

struct Compiled;
struct FactTable;
struct TableOptions;
class ResultSlot;
class Slot;
struct TableResults;
struct Replay;

/// A checked plan. Immutable; copies are cheap and share; may be used from several threads at once.
/// As after a move of std::unique_ptr, one that was moved from may only be assigned or destroyed.
class MERITUM_API Plan {
public:
    /// Reads, checks and compiles a file with the files it names beside it. Throws Error if it
    /// cannot be read or has errors (warnings are not errors).
    static Plan load(const std::filesystem::path& file);

    /// Checks and compiles a text. Never throws but std::bad_alloc. `file` is only a name for
    /// messages. `resolve` gives the files the plan names (`files_in` a folder, or a host's own
    /// store); without it such a plan is refused.
    static Compiled compile(std::string_view text, std::string_view file = "plan.merit",
                            const Resolve& resolve = {});

    /// The plan with rows for its tables `rows from data`: for all of them, instead of those it
    /// had. Fingerprint and diagnostics are those of the plan. Takes as long as `compile`; the
    /// result may be used as any plan. Throws Error if a table has no rows among `tables` or is
    /// unknown, or with the diagnostics of rows that do not fit.
    Plan with_tables(std::span<const TableRows> tables) const;

    /// False if it has tables `rows from data` whose rows nobody gave: it cannot score then.
    bool has_all_rows() const;

    const std::string& name() const;
    const std::string& label(std::string_view lang = "en") const;
    const std::string& fingerprint() const;
    /// Warnings; a Plan has no errors.
    const Diagnostics& diagnostics() const;

    /// Scores one participant in one period, as `score_all` would alone: facts without an id make a
    /// card without one. Throws Error if the facts or params are not what the plan says, if it is
    /// not effective in their period, or if it has not all rows.
    Scorecard score(const Facts& facts, const ScoreOptions& options = {}) const;

    /// Scores a population. Participants with bad facts, or facts of a period in which the plan is
    /// not effective, are reported in `errors`, the others are scored. Throws Error only for bad
    /// params, names the plan does not have or an unknown period.
    Results score_all(std::span<const Facts> facts, const ScoreOptions& options = {}) const;

    /// Scores a population in columns that the caller keeps (see fact_table.hpp): the answers of
    /// `score_all`, many times as quick. Rows with wrong facts are reported, the others are scored.
    /// Throws Error if the table or params do not fit the plan, if it has not all rows, if it reads
    /// the period before, or if the run was stopped.
    TableResults score_table(const FactTable& table, const TableOptions& options) const;
    TableResults score_table(const FactTable& table) const;

    /// Handles for one participant at a time (see record.hpp): of a fact or a field
    /// ("deals.amount"), whose numbers are given times 10^scale, and of a result. By any of the
    /// names the plan has. Throws Error for others.
    Slot slot(std::string_view fact, int scale = 0) const;
    ResultSlot result(std::string_view name) const;

    /// Computes archived cards again: the text of `to_archive`, of `Scorecard::explain_archive`, or
    /// several of either, one behind the other (see replay.hpp). `file` is only a name for
    /// messages. Throws Error if the text is no archive or holds no card.
    Replay replay(std::string_view archive, std::string_view file = "archive.json") const;

    /// Its facts, lists, params, rules, grades and outcomes as plain values (see description.hpp).
    Description describe() const;

    /// The plan in its canonical form in a tongue, comments kept.
    std::string format(std::string_view lang = "en") const;

    /// The evaluation graph, for people: "text" or "dot" (Graphviz).
    std::string graph(std::string_view format = "text") const;

    struct Body;
    const Body& body() const { return *body_; }

private:
    friend struct Compiled;
    explicit Plan(std::shared_ptr<const Body> body) : body_(std::move(body)) {}
    std::shared_ptr<const Body> body_;
};

/// A plan, or the reasons why there is none.
struct Compiled {
    std::optional<Plan> plan;
    Diagnostics diagnostics;

    explicit operator bool() const { return plan.has_value(); }
};

/// What a file or folder of data held: facts by participant and period, and the rows that could not
/// be read.
struct Data {
    std::vector<Facts> facts;
    std::vector<FactError> errors;     ///< bad rows; their participants are left out of `facts`
    std::vector<std::string> notices;  ///< "2 columns are not in the plan: phone, address"
    std::vector<TableRows> tables;     ///< rows for `Plan::with_tables`
};

struct DataOptions {
    /// Facts are then called by the files' names, in messages too. Give ScoreOptions the same.
    Names names;
    /// Of the files, as iconv(3) names it: "gb18030". Empty: UTF-8.
    std::string encoding;
};

/// Reads a YAML (.yaml, .yml) or JSON (.json) file or a folder of CSV files for a plan (see
/// docs/data.md). Throws Error if a file cannot be read at all, or the plan has no such names.
MERITUM_API Data read_data(const Plan& plan, const std::filesystem::path& path,
                           const DataOptions& options = {});

/// Reads names from a YAML file, `sales: Net sales` (see docs/data.md). Throws Error.
MERITUM_API Names read_names(const std::filesystem::path& file);

/// The results as text (see docs/json.md). `colour` and `width` shape the table only.
MERITUM_API std::string to_json(const Results& results);
/// `to_json` with what `Plan::replay` needs. Throws Error if lines were not kept.
MERITUM_API std::string to_archive(const Results& results);
MERITUM_API std::string to_csv(const Results& results);
MERITUM_API std::string to_table(const Plan& plan, const Results& results,
                                 std::string_view lang = "en", bool colour = false,
                                 std::size_t width = 100);

/// The canonical form of a text, or its diagnostics: what `meritum fmt` prints. Needs only that it
/// parses. Without `resolve`, names that a used file declares stay as they are written.
struct Formatted {
    std::optional<std::string> text;
    Diagnostics diagnostics;
};
MERITUM_API Formatted format(std::string_view text, std::string_view lang = "",
                             std::string_view file = "plan.merit", const Resolve& resolve = {});

}  // namespace meritum
