// The program `meritum`: reads the arguments and runs one command.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <new>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace {

int run(int argc, char** argv) {
    using namespace meritum::cli;
    CLI::App program(
        "Meritum: written bonus and deduction plans, turned into scores that explain themselves.",
        "meritum");
    program.set_version_flag("--version", fmt::format("meritum {} (language edition {})",
                                                      MERITUM_VERSION, meritum::language_edition));
    program.require_subcommand(1);
    program.footer("meritum COMMAND --help tells more about a command, with examples.");
    const std::vector<Command> commands = {
        add_check(program),    add_score(program), add_explain(program), add_summary(program),
        add_replay(program),   add_fmt(program),   add_graph(program),   add_test(program),
        add_describe(program), add_data(program),  add_new(program)};
    if (argc == 1) {
        tell(program.help());
        return failure;
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return program.exit(error);  // prints help or the version
        complain(wrong_arguments(program, error, argv[1]));
        const std::vector<CLI::App*> chosen = program.get_subcommands();
        for (const Command& command : commands) {
            if (!chosen.empty() && chosen.front() == command.app) return command.misuse;
        }
        return failure;
    }
    for (const Command& command : commands) {
        if (command.app->parsed()) return command.run();
    }
    return failure;
}

/// What the library says may have several lines, one for each thing that is wrong.
void complain_in_lines(std::string_view message) {
    const auto end = message.find('\n');
    meritum::cli::complain(message.substr(0, end));
    if (end != std::string_view::npos) complain_in_lines(message.substr(end + 1));
}

}  // namespace

int main(int argc, char** argv) {
    meritum::cli::hold_standard_streams();
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        meritum::cli::complain("there is not enough memory");
    } catch (const meritum::Error& error) {
        if (!error.diagnostics().items.empty()) {
            meritum::cli::tell(error.diagnostics().to_string(meritum::cli::has_colour(stderr)));
        } else {
            complain_in_lines(error.what());
        }
    } catch (const std::exception& error) {  // cli::Failure
        meritum::cli::complain(error.what());
    }
    return meritum::cli::failure;
}
