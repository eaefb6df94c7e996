// meritum check: every problem of plans, on stderr.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

int check(const std::vector<std::string>& files) {
    refuse_second_stdin(files);
    int code = success;
    for (const std::string& file : files) {
        const std::optional<Plan> plan = read_plan(file);
        if (!plan) {
            code = failure;
            continue;
        }
        const std::size_t warnings = plan->diagnostics().items.size();
        const std::string but = warnings == 0   ? ""
                                : warnings == 1 ? ", with a warning"
                                                : fmt::format(", with {} warnings", warnings);
        write_stdout(fmt::format("{}: the plan `{}` is right{}\n{}\n", safe(file), plan->name(),
                                 but, plan->fingerprint()));
    }
    return code;
}

}  // namespace

Command add_check(CLI::App& program) {
    auto* app =
        program.add_subcommand("check", "Say whether plans are right, and what is wrong with them");
    const auto files = std::make_shared<std::vector<std::string>>();
    app->add_option("PLAN", *files, "plans, *.merit files (- for standard input)")->required();
    app->footer(footer("  meritum check plan.merit\n"));
    return {app, [files] { return check(*files); }};
}

}  // namespace meritum::cli
