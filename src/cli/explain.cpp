// meritum explain: the whole story of one participant's score.
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
    std::string id;
    std::string format = "text";
};

/// What to say about an id that nobody has.
std::string unknown(const std::string& id, const Data& data) {
    constexpr std::size_t shown = 8;
    std::vector<std::string> ids;
    for (const Facts& facts : data.facts) {
        if (std::find(ids.begin(), ids.end(), facts.id) == ids.end()) ids.push_back(facts.id);
        if (ids.size() > shown) break;
    }
    std::string text = fmt::format("nobody in the data is `{}`", id);
    for (std::size_t i = 0; i < ids.size() && i < shown; ++i)
        text += (i == 0 ? "; there are " : ", ") + ids[i];
    return text + (ids.size() > shown ? ", ..." : "");
}

int explain(const Options& options) {
    Progress progress;
    const std::optional<Scored> scored = score_everyone(options.run, progress);
    if (!scored) return failure;
    std::vector<FactError> errors = scored->results.errors;
    std::erase_if(errors, [&](const FactError& error) { return error.id != options.id; });
    report(errors);

    const std::vector<Scorecard>& cards = scored->results.cards;
    const auto card = std::find_if(cards.begin(), cards.end(), [&](const Scorecard& other) {
        return other.id() == options.id;
    });
    if (card == cards.end()) {
        if (errors.empty()) throw Failure(unknown(options.id, scored->data));
        complain(fmt::format("`{}` was not scored", options.id));
        return some_not_scored;
    }
    const bool json = options.format == "json";
    const std::string& lang = options.run.lang;
    write_stdout(json ? card->explain_json(lang)
                      : card->explain(lang, terminal_width(), has_colour(stdout)));
    return errors.empty() ? success : some_not_scored;
}

}  // namespace

Command add_explain(CLI::App& program) {
    auto* app = program.add_subcommand("explain", "Tell how one participant's score came about");
    const auto options = std::make_shared<Options>();
    add_run_options(*app, options->run);
    app->add_option("--for", options->id, "the participant's id")->option_text("ID")->required();
    app->add_option("--format", options->format, "text (default) or json")
        ->option_text("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    app->footer(
        footer("  meritum explain plan.merit data/ --for chen-wei\n"
               "  meritum explain plan.merit data/ --for chen-wei --lang zh --format json\n"));
    return {app, [options] { return explain(*options); }};
}

}  // namespace meritum::cli
