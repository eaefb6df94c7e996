// meritum fmt: plans in their canonical form, in either tongue.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

struct FmtFlags {
    std::vector<std::string> files;
    std::string lang;  ///< empty: the plan's own
    bool write = false;
    bool check = false;
};

/// One file; returns false if it does not parse, or differs under --check.
bool format_file(const std::string& file, const FmtFlags& options) {
    const std::string text = read_text(file);
    const Formatted formatted =
        format(text, options.lang, file == "-" ? "stdin" : safe(file), files_beside(file));
    if (!formatted.text) {
        tell_why_no_plan(file, formatted.diagnostics);
        return false;
    }
    const bool differs = *formatted.text != text;
    if (options.check) {
        if (differs) write_stdout(safe(file) + "\n");
        return !differs;
    }
    if (!options.write) {
        write_stdout(*formatted.text);
    } else if (differs) {
        write_file(file, *formatted.text);
        write_stdout(safe(file) + "\n");
    }
    return true;
}

int format_files(const FmtFlags& options) {
    if (options.write &&
        std::find(options.files.begin(), options.files.end(), "-") != options.files.end()) {
        throw Failure("--write needs files; standard input cannot be written");
    }
    refuse_second_stdin(options.files);
    int code = success;
    for (const std::string& file : options.files) {
        if (!format_file(file, options)) code = failure;
    }
    return code;
}

}  // namespace

Command add_fmt(CLI::App& program) {
    auto* app = program.add_subcommand(
        "fmt", "Lay out plans the one way, or turn them into another tongue");
    const auto options = std::make_shared<FmtFlags>();
    app->add_option("PLAN", options->files, "plans, *.merit files (- for standard input)")
        ->required();
    app->add_option("--lang", options->lang, "write it in en or zh; in its own tongue if left out")
        ->option_text("LANG")
        ->check(CLI::IsMember({"en", "zh"}));
    auto* write =
        app->add_flag("--write", options->write, "change the files and list those that changed");
    app->add_flag("--check", options->check,
                  "list the files that would change; exit code 1 if there are any")
        ->excludes(write);
    app->footer(
        footer("  meritum fmt plan.merit\n"
               "  meritum fmt --write plans/*.merit\n"
               "  meritum fmt --lang zh plan.merit > plan.zh.merit\n"));
    return {app, [options] { return format_files(*options); }};
}

}  // namespace meritum::cli
