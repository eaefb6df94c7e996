// meritum score: everyone's results as a table, JSON or CSV.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

struct Options {
    Run run;
    std::string format = "table";
    std::string out;
};

std::string render(const Scored& scored, const Options& options) {
    if (options.format == "json") return to_json(scored.results);
    if (options.format == "csv") return to_csv(scored.results);
    constexpr std::size_t endless = 100'000;  // a file has no width
    if (!options.out.empty())
        return to_table(scored.plan, scored.results, options.run.lang, false, endless);
    Results results = scored.results;
    results.errors.clear();  // told on stderr, once
    return to_table(scored.plan, results, options.run.lang, has_colour(stdout), terminal_width());
}

int score(const Options& options) {
    Progress progress;
    const std::optional<Scored> scored = score_everyone(options.run, progress);
    if (!scored) return failure;
    progress.show(options.out.empty() ? "Writing" : "Writing " + options.out);
    const std::string text = render(*scored, options);
    if (options.out.empty()) progress.clear();
    if (options.out.empty()) {
        write_stdout(text);
    } else {
        write_file(options.out, text);
        progress.clear();
    }

    const Results& results = scored->results;
    report(results.errors);
    if (results.errors.empty()) return success;
    const auto scored_cards =
        std::count_if(results.cards.begin(), results.cards.end(), [](const Scorecard& card) {
            const Total& first = card.totals().front();  // not rated is no trouble
            return first.value.has_value() || !first.not_rated.empty();
        });
    // Whose an error is cannot always be told (no id, nobody's item), so errors are counted.
    complain(fmt::format("{} {} in the data; {} {} scored", results.errors.size(),
                         results.errors.size() == 1 ? "error" : "errors", scored_cards,
                         scored_cards == 1 ? "participant" : "participants"));
    return some_not_scored;
}

}  // namespace

Command add_score(CLI::App& program) {
    auto* app = program.add_subcommand("score", "Score everyone in the data");
    const auto options = std::make_shared<Options>();
    add_run_options(*app, options->run);
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
    app->footer(footer(
        "  meritum score plan.merit data.yaml\n"
        "  meritum score plan.merit data/ --format json --out results.json\n"
        "  meritum score plan.merit data/ --period 2026-Q3 --param big_contract_from=200000\n"
        "  meritum score plan.merit export/ --map sales=\"Net sales\" --encoding gb18030\n"));
    return {app, [options] { return score(*options); }};
}

}  // namespace meritum::cli
