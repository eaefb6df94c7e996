// meritum replay: archived cards, computed again and compared to the digit.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <memory>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

/// As diff and cmp have them: trouble is not taken for a difference.
constexpr int identical = 0;
constexpr int differs = 1;
constexpr int trouble = 2;

struct ReplayFlags {
    std::string plan;
    std::vector<std::string> archives;
    std::string format = "text";
};

/// The data of a plan, or a sheet, is no broken archive.
void require_cards(const std::string& file, std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin != std::string_view::npos && text[begin] == '{') return;
    throw Failure(
        fmt::format("{} is no archive of cards; score --archive and explain --archive write one",
                    file == "-" ? "standard input" : file));
}

int replay(const ReplayFlags& options) {
    std::vector<std::string> files = options.archives;
    files.push_back(options.plan);
    refuse_second_stdin(files);
    const std::optional<Plan> plan = read_plan(options.plan);
    if (!plan) return trouble;
    Replay all;
    for (const std::string& file : options.archives) {
        const std::string text = read_text(file);
        require_cards(file, text);
        Replay one = plan->replay(text, file == "-" ? "stdin" : file);
        for (ReplayedCard& card : one.cards) all.cards.push_back(std::move(card));
    }
    write_stdout(options.format == "json" ? to_json(all) : to_text(all));
    return all.identical() ? identical : differs;
}

/// What goes wrong before anything is compared.
int replay_or_trouble(const ReplayFlags& options) {
    try {
        return replay(options);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {  // Failure, meritum::Error
        complain(error.what());
        return trouble;
    }
}

}  // namespace

Command add_replay(CLI::App& program) {
    auto* app = program.add_subcommand(
        "replay", "Compute archived cards again and say whether every digit is the same");
    const auto options = std::make_shared<ReplayFlags>();
    app->add_option("PLAN", options->plan, "the plan, a *.merit file (- for standard input)")
        ->required();
    app->add_option("ARCHIVE", options->archives,
                    "what score --archive or explain --archive wrote, or a file with several of "
                    "them, one behind the other (- for standard input)")
        ->required();
    app->add_option("--format", options->format, "text (default) or json")
        ->option_text("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    app->footer(
        "Examples:\n"
        "  meritum replay plan.merit q3.json\n"
        "  meritum replay plan.merit cards.jsonl --format json\n"
        "\nExit codes: 0 every card is identical, 1 some differ or cannot be replayed (the output "
        "says why),\n2 the plan or the arguments are wrong, or a file cannot be read or is no "
        "archive.");
    return {app, [options] { return replay_or_trouble(*options); }, trouble};
}

}  // namespace meritum::cli
