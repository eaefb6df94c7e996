// meritum explain: the whole story of one participant's score.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <set>
#include <string_view>

#include "cli/command.hpp"
#include "cli/reports.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

struct ExplainFlags {
    Run run;
    std::string id;
    std::string format = "text";
    const CLI::Option* told_format = nullptr;
    std::string waterfall = "auto";
    bool archive = false;
};

/// On a terminal unless the option says otherwise; in the signs that the locale has.
Waterfall waterfall_of(const ExplainFlags& options) {
    const bool wanted =
        options.waterfall == "always" || (options.waterfall == "auto" && writes_to_terminal());
    if (!wanted) return Waterfall::none;
    return has_utf8() ? Waterfall::blocks : Waterfall::ascii;
}

std::string render(const Scorecard& card, const ExplainFlags& options) {
    const std::string& lang = options.run.lang;
    if (options.archive) return card.explain_archive(lang);
    if (options.format == "json") return card.explain_json(lang);
    if (options.format == "markdown") return card.explain_markdown(lang);
    return card.explain({lang, terminal_width(), has_colour(stdout), waterfall_of(options)});
}

/// Everyone in the data once, those with bad rows too; "" is who has no id.
std::vector<std::string> everyone(const Data& data) {
    std::vector<std::string> ids;
    std::set<std::string_view> seen;
    for (const Facts& facts : data.facts) {
        if (seen.insert(facts.id).second) ids.push_back(facts.id);
    }
    for (const FactError& error : data.errors) {
        if (seen.insert(error.id).second) ids.push_back(error.id);
    }
    return ids;
}

/// "there are ann, bob".
std::string there_are(std::vector<std::string> ids) {
    constexpr std::size_t shown = 8;
    if (ids.empty()) return "there is nobody in the data";
    std::erase(ids, "");
    if (ids.empty()) return "nobody in it has an id";
    std::string text = ids.size() == 1 ? "there is " : "there are ";
    for (std::size_t i = 0; i < ids.size() && i < shown; ++i) text += (i == 0 ? "" : ", ") + ids[i];
    return text + (ids.size() > shown ? ", ..." : "");
}

/// Whom --for names; without it the one participant of the data.
std::string chosen(const ExplainFlags& options, const std::vector<std::string>& ids) {
    if (!options.id.empty()) return options.id;
    if (ids.size() == 1) return ids.front();
    if (ids.empty()) throw Failure(there_are(ids));
    throw Failure("say whose score to explain with --for ID; " + there_are(ids));
}

/// What to say about an id that has no card and no error.
std::string unknown(const std::string& id, const std::vector<std::string>& ids,
                    const std::string& period) {
    if (std::find(ids.begin(), ids.end(), id) != ids.end())
        return fmt::format("`{}` has no facts in the period {}", id, period);
    if (ids.size() == 1 && ids.front().empty()) {
        return fmt::format(
            "nobody in the data is `{}`; its one participant has no id, so leave --for out", id);
    }
    return fmt::format("nobody in the data is `{}`; {}", id, there_are(ids));
}

int explain(const ExplainFlags& options) {
    refuse_format_of_archive(options.archive, options.told_format);
    Progress progress;
    const std::optional<Scored> scored = score_everyone(options.run, progress);
    if (!scored) return failure;
    const std::vector<std::string> ids = everyone(scored->data);
    const std::string id = chosen(options, ids);
    std::vector<FactError> errors = scored->results.errors;
    std::erase_if(errors, [&](const FactError& error) { return error.id != id; });
    report(errors);

    const std::vector<Scorecard>& cards = scored->results.cards;
    const auto card = std::find_if(cards.begin(), cards.end(),
                                   [&](const Scorecard& other) { return other.id() == id; });
    if (card == cards.end()) {
        if (errors.empty()) throw Failure(unknown(id, ids, scored->results.period));
        complain(id.empty() ? "the participant was not scored"
                            : fmt::format("`{}` was not scored", id));
        return some_not_scored;
    }
    write_stdout(render(*card, options));
    return errors.empty() ? success : some_not_scored;
}

}  // namespace

Command add_explain(CLI::App& program) {
    auto* app = program.add_subcommand("explain", "Tell how one participant's score came about");
    const auto options = std::make_shared<ExplainFlags>();
    add_run_options(*app, options->run);
    app->add_option("--for", options->id,
                    "the participant's id; may be left out where the data has one participant only")
        ->option_text("ID");
    options->told_format = app->add_option("--format", options->format,
                                           "text (default), json, or markdown: a card for a mail")
                               ->option_text("FORMAT")
                               ->check(CLI::IsMember({"text", "json", "markdown"}));
    app->add_option("--waterfall", options->waterfall,
                    "bars that show how the lines add up: auto (default: on a terminal), always or "
                    "never; in ASCII where the locale is not UTF-8")
        ->option_text("WHEN")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    add_archive_option(*app, options->archive);
    app->footer(
        footer("  meritum explain plan.merit data/ --for chen-wei\n"
               "  meritum explain plan.merit data/ --for chen-wei --lang zh --format json\n"
               "  meritum explain plan.merit data/ --for chen-wei --format markdown > card.md\n",
               true));
    return {app, [options] { return explain(*options); }};
}

}  // namespace meritum::cli
