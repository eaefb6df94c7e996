// meritum score: everyone's results as a table, JSON or CSV.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ctime>
#include <memory>
#include <optional>
#include <thread>

#include "cli/command.hpp"
#include "cli/reports.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

struct ScoreFlags {
    Run run;
    std::string format = "table";
    const CLI::Option* told_format = nullptr;
    std::string out;
    std::string summary = "auto";
    unsigned threads = 0;  ///< 0: as many as there are processors
    bool archive = false;
    bool times = false;
};

constexpr std::size_t people_to_sum_up = 10;  ///< fewer are seen at one look

bool has_summary(const ScoreFlags& options, const Results& results) {
    return options.summary == "always" ||
           (options.summary == "auto" && results.cards.size() >= people_to_sum_up);
}

std::string table(const Scored& scored, const ScoreFlags& options) {
    constexpr std::size_t endless = 100'000;  // a file has no width
    const bool to_file = !options.out.empty();
    const bool colour = !to_file && has_colour(stdout);
    const std::size_t width = to_file ? endless : terminal_width();
    Results results = scored.results;
    if (!to_file) results.errors.clear();  // told on stderr, once
    std::string text = to_table(scored.plan, results, options.run.lang, colour, width);
    if (has_summary(options, scored.results)) {
        text += "\n" + to_text(scored.plan, summarize(scored.plan, scored.results),
                               options.run.lang, colour, width);
    }
    return text;
}

std::string render(const Scored& scored, const ScoreFlags& options) {
    if (options.archive) return to_archive(scored.results);
    if (options.format == "json") return to_json(scored.results);
    if (options.format == "csv") return to_csv(scored.results);
    return table(scored, options);
}

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

/// Very many participants, in columns; nothing if that cannot be, or is not for what is asked: only
/// CSV needs no more of anybody than results. `tells` becomes false when notices were told.
std::optional<int> score_large(const Prepared& prepared, const ScoreFlags& options, bool& tells,
                               Progress& progress) {
    if (options.format != "csv" || options.archive) return std::nullopt;
    Times times;
    LargeOptions how;
    how.threads =
        options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    std::string doing = "Reading " + options.run.data;
    how.goes_on = [&](double share) {
        progress.show(doing, share);
        return true;
    };
    std::optional<LargeFolder> folder;
    {
        const Stopwatch watch(times.reading);
        const std::clock_t began = std::clock();
        folder = LargeFolder::read(prepared.plan, options.run.data, prepared.reading, how);
        times.busy_with_reading = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    }
    progress.clear();
    if (!folder) return std::nullopt;
    for (const std::string& notice : folder->notices()) complain(notice);
    tells = false;
    times.bytes = folder->bytes();
    std::optional<LargeResults> results;
    {
        const Stopwatch watch(times.scoring);
        Plan plan = prepared.plan;
        if (!plan.has_all_rows()) plan = plan.with_tables(folder->tables());
        doing = fmt::format("Scoring {} participants", folder->participants());
        results = folder->score(plan, prepared.options, how);
    }
    progress.clear();
    if (!results) return std::nullopt;
    write([&](const auto& piece) { results->write_csv(piece); }, options.out, progress, times);
    const int code = report_errors(results->others().errors, results->scored());
    if (options.times || tells_on_terminal()) tell_times(times);
    return code;
}

int score(const ScoreFlags& options) {
    refuse_format_of_archive(options.archive, options.told_format);
    refuse_own_input(options.run, options.out);
    Progress progress;
    std::optional<Prepared> prepared = prepare(options.run);
    if (!prepared) return failure;
    bool tells = true;
    if (const auto code = score_large(*prepared, options, tells, progress)) return *code;
    Times times;
    const Scored scored = score_everyone(*std::move(prepared), options.run, tells, progress, times);
    progress.show(options.out.empty() ? "Writing" : "Writing " + options.out);
    const std::string text = render(scored, options);
    write([&](const auto& piece) { piece(text); }, options.out, progress, times);
    const int code = report_results(scored.results);
    if (options.times) tell_times(times);
    return code;
}

}  // namespace

Command add_score(CLI::App& program) {
    auto* app = program.add_subcommand("score", "Score everyone in the data");
    const auto options = std::make_shared<ScoreFlags>();
    add_run_options(*app, options->run);
    options->told_format =
        app->add_option("--format", options->format,
                        "table (default), json or csv; where the width of a table is not known, "
                        "COLUMNS=200 says it")
            ->option_text("FORMAT")
            ->check(CLI::IsMember({"table", "json", "csv"}));
    app->add_option("--out", options->out, "write to a file, which is replaced as a whole")
        ->option_text("FILE")
        ->check([](const std::string& file) {
            return std::string(file.empty() ? "the name of the file is empty" : "");
        });
    app->add_option("--summary", options->summary,
                    "below the table how scores are spread and what they cost: auto (default: of "
                    "10 or more), always or never; alone and as JSON: meritum summary")
        ->option_text("WHEN")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    app->add_option("--threads", options->threads,
                    "how many work at once on very many participants (default: one for each "
                    "processor)")
        ->option_text("N")
        ->check(CLI::Range(1, 1024));
    app->add_flag("--times", options->times, "tell how long reading, scoring and writing took");
    add_archive_option(*app, options->archive);
    app->footer(footer(
        "  meritum score plan.merit data.yaml\n"
        "  meritum score plan.merit data/ --format json --out results.json\n"
        "  meritum score plan.merit data/ --archive --out q3.json\n"
        "  meritum score plan.merit data/ --period 2026-Q3 --param big_contract_from=200000\n"
        "  meritum score plan.merit export/ --map sales=\"Net sales\" --encoding gb18030\n",
        true));
    return {app, [options] { return score(*options); }};
}

}  // namespace meritum::cli
