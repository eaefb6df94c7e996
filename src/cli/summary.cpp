// meritum summary: what everyone's results look like together.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.hpp"
#include "cli/reports.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

struct SummaryFlags {
    Run run;
    std::string format = "text";
    SummaryOptions summary;
};

int summarize(const SummaryFlags& options) {
    Progress progress;
    const std::optional<Scored> scored = score_everyone(options.run, progress);
    if (!scored) return failure;
    const Summary summary = meritum::summarize(scored->plan, scored->results, options.summary);
    write_stdout(options.format == "json" ? to_json(summary)
                                          : to_text(scored->plan, summary, options.run.lang,
                                                    has_colour(stdout), terminal_width()));
    return report_results(scored->results);
}

}  // namespace

Command add_summary(CLI::App& program) {
    auto* app = program.add_subcommand(
        "summary", "Tell how scores and grades are spread, what they cost, which rules decided");
    const auto options = std::make_shared<SummaryFlags>();
    add_run_options(*app, options->run);
    app->add_option("--format", options->format, "text (default) or json")
        ->option_text("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    app->add_option("--ends", options->summary.ends,
                    "so many of the highest and of the lowest scores (default: 3)")
        ->option_text("N")
        ->check(CLI::Range(0, 1000));
    app->add_option("--rules", options->summary.movers,
                    "so many of the rules that moved most points (default: 10)")
        ->option_text("N")
        ->check(CLI::Range(0, 100000));
    app->footer(
        footer("  meritum summary plan.merit data/\n"
               "  meritum summary plan.merit data/ --ends 10 --format json\n",
               true));
    return {app, [options] { return summarize(*options); }};
}

}  // namespace meritum::cli
