// meritum describe: what a plan asks for and what it makes.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

struct DescribeFlags {
    std::string plan;
    std::string format = "text";
    std::string lang = "en";
};

int describe(const DescribeFlags& options) {
    const std::optional<Plan> plan = read_plan(options.plan);
    if (!plan) return failure;
    refuse_unknown_tongue(*plan, options.lang);
    const Description description = plan->describe();
    if (options.format == "json") {
        write_stdout(to_json(description));
    } else if (options.format == "schema") {
        write_stdout(to_json_schema(description));
    } else {
        write_stdout(to_text(description, options.lang, terminal_width(), has_colour(stdout)));
    }
    return success;
}

}  // namespace

Command add_describe(CLI::App& program) {
    auto* app = program.add_subcommand(
        "describe", "List what a plan asks for and what it makes: facts, params, rules, outcomes");
    const auto options = std::make_shared<DescribeFlags>();
    app->add_option("PLAN", options->plan, "the plan, a *.merit file (- for standard input)")
        ->required();
    app->add_option("--format", options->format,
                    "text (default), json, or schema: a JSON Schema of its data")
        ->option_text("FORMAT")
        ->check(CLI::IsMember({"text", "json", "schema"}));
    add_lang_option(*app, options->lang, "the text");
    app->footer(
        footer("  meritum describe plan.merit\n"
               "  meritum describe plan.merit --lang zh\n"
               "  meritum describe plan.merit --format schema > facts.schema.json\n"));
    return {app, [options] { return describe(*options); }};
}

}  // namespace meritum::cli
