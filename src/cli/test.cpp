// meritum test: runs the suites that test plans.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.hpp"
#include "cli/terminal.hpp"
#include "meritum/suite.hpp"

namespace meritum::cli {

namespace {

struct TestFlags {
    std::vector<std::string> paths;
    std::string format = "text";
    std::string out;
    suite::Options run;
};

std::string render(const suite::Report& report, const TestFlags& options) {
    if (options.format == "json") return to_json(report);
    if (options.format == "junit") return to_junit(report);
    return to_text(report, options.out.empty() && has_colour(stdout));
}

int test(const TestFlags& options) {
    refuse_replacing(options.paths, options.out);
    Progress progress;
    progress.show("Running suites");
    const auto report = suite::run({options.paths.begin(), options.paths.end()}, options.run);
    progress.clear();
    const std::string text = render(report, options);
    if (options.out.empty()) {
        write_stdout(text);
    } else {
        write_file(options.out, text);
    }
    return report.passed() ? success : failure;
}

}  // namespace

Command add_test(CLI::App& program) {
    auto* app = program.add_subcommand("test", "Run the suites that test plans");
    const auto options = std::make_shared<TestFlags>();
    app->add_option("PATH", options->paths,
                    "suites, or folders with *.test.yaml files in them or below")
        ->required();
    app->add_option("--format", options->format, "text (default), json or junit")
        ->option_text("FORMAT")
        ->check(CLI::IsMember({"text", "json", "junit"}));
    app->add_option("--filter", options->run.filter,
                    "only cases with this in \"file: name of the case\"")
        ->option_text("TEXT");
    app->add_option("--jobs", options->run.jobs,
                    "suites at the same time; as many as there are processors if left out")
        ->option_text("N")
        ->check(CLI::Range(1, 64));
    app->add_option("--out", options->out, "write to a file, which is replaced as a whole")
        ->option_text("FILE");
    app->footer(
        "Examples:\n"
        "  meritum test plan.test.yaml\n"
        "  meritum test plans/ --filter \"big contract\"\n"
        "  meritum test plans/ --format junit --out results.xml\n"
        "\nExit codes: 0 all cases passed, 1 some did not, a suite cannot be run, there is none, "
        "or "
        "the arguments\nare wrong.");
    return {app, [options] { return test(*options); }};
}

}  // namespace meritum::cli
