// meritum score: everyone's results as a table, JSON or CSV.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "cli/large.hpp"
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

int score(const ScoreFlags& options) {
    refuse_format_of_archive(options.archive, options.told_format);
    refuse_own_input(options.run, options.out);
    Progress progress;
    std::optional<Prepared> prepared = prepare(options.run);
    if (!prepared) return failure;
    bool tells = true;
    const Large large{*prepared,      options.run.data, options.out,
                      options.format, options.threads,  options.times};
    if (const auto code = options.archive ? std::nullopt : score_large(large, tells, progress))
        return *code;
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
