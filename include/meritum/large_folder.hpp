/// Very many participants out of a folder of CSV files (docs/data.md): read straight into columns
/// and scored there, without a Facts or a Scorecard for each. What comes out is what `read_data`
/// and `Plan::score_all` make of it, to the last byte and message.
///
///     const auto folder = meritum::LargeFolder::read(plan, "data/", {}, {.threads = 8});
///     const auto results = folder ? folder->score(plan, {}, {.threads = 8}) : std::nullopt;
///     if (results) results->write_csv([](std::string_view text) { std::cout << text; });
///
/// Beside its columns a participant takes about 40 bytes and an item 4; while items are brought to
/// their owners 12 more. Where nothing comes out (few participants, several periods, a plan that
/// reads the period before or warns, a file full of rows that are wrong), use the ordinary way.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "meritum/export.hpp"
#include "meritum/fact_table.hpp"
#include "meritum/plan.hpp"

namespace meritum {

struct LargeOptions {
    unsigned threads = 1;  ///< that work at once, the caller's among them
    /// Of fewer participants nothing is read: the ordinary way is quick, too.
    std::size_t least_participants = 10'000;
    /// Called by one thread at a time with the share of work that is done, 0 to 1; false stops the
    /// work: Error is thrown. May be empty.
    std::function<bool(double)> goes_on;
};

/// Results of participants in rows, in the order of their files. Cheap to copy.
class MERITUM_API LargeResults {
public:
    std::size_t rows() const;
    std::string_view id(std::size_t row) const;
    /// Results by row, of those for whom `in_table` is true.
    const TableResults& table() const;
    bool in_table(std::size_t row) const;
    /// The others: whoever has a row that is wrong, or written in an unusual way. All errors are
    /// here; cards hold results only.
    const Results& others() const;

    /// How many are scored, by either way.
    std::size_t scored() const;

    /// The text of `to_csv`, in pieces.
    void write_csv(const std::function<void(std::string_view)>& write) const;

    struct Body;
    explicit LargeResults(std::shared_ptr<const Body> body) : body_(std::move(body)) {}

private:
    std::shared_ptr<const Body> body_;
};

/// What is told of a run whose cards are gone.
struct LargeRun {
    Results results;         ///< without cards
    std::size_t scored = 0;  ///< totals that have a value, or are not rated
    std::vector<std::pair<std::string, std::string>> warnings;  ///< ids and what is warned of
};

/// The facts of a folder. Cheap to copy.
class MERITUM_API LargeFolder {
public:
    /// Nothing if the folder is to be read by `read_data`. Throws Error if a file's structure is
    /// broken.
    static std::optional<LargeFolder> read(const Plan& plan, const std::filesystem::path& path,
                                           const DataOptions& data = {},
                                           const LargeOptions& options = {});

    std::size_t participants() const;
    std::size_t bytes() const;  ///< of the files that were read
    const std::vector<std::string>& notices() const;
    const std::vector<TableRows>& tables() const;  ///< rows for `Plan::with_tables`

    /// By the plan it was read for, perhaps with tables. `keep` and `unread` of the options say
    /// nothing here. Nothing if the facts are to be scored by `score_all`. Throws Error if the
    /// plan has not all rows, or if it was stopped.
    std::optional<LargeResults> score(const Plan& plan, const ScoreOptions& score = {},
                                      const LargeOptions& options = {}) const;

    /// The text of `to_json`, in pieces: with lines, so everybody has facts and a card, but only
    /// some thousand people at a time for each thread. Nothing where `gives_json` is false. Throws
    /// Error if the params do not fit, the plan has not all rows, or if it was stopped.
    std::optional<LargeRun> write_json(const Plan& plan, const ScoreOptions& score,
                                       const LargeOptions& options,
                                       const std::function<void(std::string_view)>& write) const;
    /// Not of a plan that compares participants, nor for the reasons of `score`.
    bool gives_json(const Plan& plan, const ScoreOptions& score) const;

    struct Body;

private:
    explicit LargeFolder(std::shared_ptr<const Body> body) : body_(std::move(body)) {}
    std::shared_ptr<const Body> body_;
};

}  // namespace meritum
