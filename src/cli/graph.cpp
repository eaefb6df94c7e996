// meritum graph: what a plan is compiled to.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

struct GraphFlags {
    std::string plan;
    std::string format = "text";
};

int graph(const GraphFlags& options) {
    const std::optional<Plan> plan = read_plan(options.plan);
    if (!plan) return failure;
    write_stdout(plan->graph(options.format));
    return success;
}

}  // namespace

Command add_graph(CLI::App& program) {
    auto* app = program.add_subcommand("graph", "Show the evaluation graph of a plan");
    const auto options = std::make_shared<GraphFlags>();
    app->add_option("PLAN", options->plan, "the plan, a *.merit file (- for standard input)")
        ->required();
    app->add_option("--format", options->format, "text (default) or dot, for Graphviz")
        ->option_text("FORMAT")
        ->check(CLI::IsMember({"text", "dot"}));
    app->footer(
        footer("  meritum graph plan.merit\n"
               "  meritum graph plan.merit --format dot | dot -Tsvg > plan.svg\n"));
    return {app, [options] { return graph(*options); }};
}

}  // namespace meritum::cli
