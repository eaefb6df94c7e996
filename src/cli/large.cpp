// See large.hpp.
#include "cli/large.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <ctime>
#include <thread>
#include <utility>

#include "cli/reports.hpp"

namespace meritum::cli {

/// "read 119.7 MB in 0.31 s (42% of the time, 390 MB/s per core), scored in 0.12 s, written in 0.31
/// s".
void tell_times(const Times& times) {
    const double all = times.reading + times.scoring + times.writing;
    const double share = all > 0 ? times.reading / all * 100 : 0;
    const double megabytes = static_cast<double>(times.bytes) / 1e6;
    const bool counted = times.bytes > 0 && times.busy_with_reading > 0;
    complain(fmt::format(
        "read {}in {:.2f} s ({:.0f}% of the time{}), scored in {:.2f} s, written in {:.2f} s",
        counted ? fmt::format("{:.1f} MB ", megabytes) : "", times.reading, share,
        counted ? fmt::format(", {:.0f} MB/s per core", megabytes / times.busy_with_reading) : "",
        times.scoring, times.writing));
}

void write(const Pieces& pieces, const std::string& file, Progress& progress, Times& times) {
    const Stopwatch watch(times.writing);
    progress.show(file.empty() ? "Writing" : "Writing " + file);
    if (file.empty()) {
        progress.clear();
        pieces(write_stdout);
    } else {
        write_file(file, pieces);
        progress.clear();
    }
}

namespace {

class LargeRunner {
public:
    LargeRunner(const Large& asked, Progress& progress)
        : asked_(asked), plan_(asked.prepared.plan), progress_(progress) {
        how_.threads =
            asked.threads > 0 ? asked.threads : std::max(1U, std::thread::hardware_concurrency());
        how_.goes_on = [this](double share) {
            if (!doing_.empty()) progress_.show(doing_, share);
            return true;
        };
    }

    std::optional<int> run(bool& tells) {
        const bool json = asked_.format == "json";
        if (!json && asked_.format != "csv") return std::nullopt;
        const auto folder = read();
        if (!folder) return std::nullopt;
        for (const std::string& notice : folder->notices()) complain(notice);
        tells = false;
        if (!plan_.has_all_rows()) plan_ = plan_.with_tables(folder->tables());
        doing_ = fmt::format("Scoring {} participants", folder->participants());
        const auto code = json ? write_json(*folder) : write_csv(*folder);
        if (code && (asked_.times || tells_on_terminal())) tell_times(times_);
        return code;
    }

private:
    std::optional<LargeFolder> read() {
        const Stopwatch watch(times_.reading);
        const std::clock_t began = std::clock();
        doing_ = "Reading " + asked_.data;
        auto folder = LargeFolder::read(plan_, asked_.data, asked_.prepared.reading, how_);
        progress_.clear();
        times_.busy_with_reading = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
        if (folder) times_.bytes = folder->bytes();
        return folder;
    }

    std::optional<int> write_csv(const LargeFolder& folder) {
        std::optional<LargeResults> results;
        {
            const Stopwatch watch(times_.scoring);
            results = folder.score(plan_, asked_.prepared.options, how_);
        }
        progress_.clear();
        if (!results) return std::nullopt;
        write([&](const auto& piece) { results->write_csv(piece); }, asked_.out, progress_, times_);
        return report_errors(results->others().errors, results->scored());
    }

    /// Scored while it is written.
    std::optional<int> write_json(const LargeFolder& folder) {
        const auto& options = asked_.prepared.options;
        if (!folder.gives_json(plan_, options)) return std::nullopt;
        if (asked_.out.empty() && writes_to_terminal()) doing_.clear();  // it shows the text
        std::optional<LargeRun> run;
        Times all;
        const Pieces pieces = [&](const auto& piece) {
            run = folder.write_json(plan_, options, how_, [&](std::string_view text) {
                const Stopwatch watch(times_.writing);
                piece(text);
            });
        };
        write(pieces, asked_.out, progress_, all);
        progress_.clear();
        times_.scoring = all.writing - times_.writing;
        tell_warnings(run->warnings);
        return report_errors(run->results.errors, run->scored);
    }

    const Large& asked_;
    Plan plan_;
    Progress& progress_;
    LargeOptions how_;
    std::string doing_;
    Times times_;
};

}  // namespace

std::optional<int> score_large(const Large& asked, bool& tells, Progress& progress) {
    return LargeRunner(asked, progress).run(tells);
}

}  // namespace meritum::cli
