// meritum check: every problem of plans, for people on stderr or for programs on stdout; and what a
// code means.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

struct CheckFlags {
    std::vector<std::string> files;
    std::string format = "text";
    const CLI::Option* told_format = nullptr;
    std::string code;  ///< to explain, instead of checking
};

int check_for_people(const std::vector<std::string>& files) {
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
        write_stdout(fmt::format("{}: the plan `{}` is right{}\n{}\n",
                                 file == "-" ? "stdin" : safe(file), plan->name(), but,
                                 plan->fingerprint()));
    }
    return code;
}

/// One document for all plans, or none if one of them cannot be read.
int check_for_programs(const CheckFlags& options) {
    std::vector<Diagnostics> plans;
    for (const std::string& file : options.files) {
        plans.push_back(
            Plan::compile(read_text(file), file == "-" ? "stdin" : file, files_beside(file))
                .diagnostics);
    }
    write_stdout(options.format == "json" ? to_json(plans) : to_sarif(plans));
    const bool right = std::none_of(plans.begin(), plans.end(),
                                    [](const Diagnostics& plan) { return plan.has_errors(); });
    return right ? success : failure;
}

int explain_code(const std::string& word) {
    const Code* code = find_code(word);
    if (code == nullptr) {
        std::vector<std::string> known;
        for (const Code& other : codes()) known.insert(known.end(), {other.code, other.name});
        std::string wanted = word;
        if (wanted.front() == 'm' || wanted.front() == 'f') wanted.front() -= 'a' - 'A';
        const std::optional<std::string> near = nearest(wanted, known);
        throw Failure(fmt::format("there is no code {}; {}", word,
                                  near ? fmt::format("did you mean {}?", *near)
                                       : "codes are written as in messages: M0401, F0301"));
    }
    write_stdout(to_text(*code, terminal_width(), has_colour(stdout)));
    return success;
}

int check(const CheckFlags& options) {
    if (!options.code.empty()) {
        if (options.told_format->count() > 0 && options.format != "text")
            throw Failure(
                fmt::format("--explain tells what a code means as text; leave --format "
                            "{} out",
                            options.format));
        if (options.files.empty()) return explain_code(options.code);
        throw Failure("--explain tells what a code means; it takes no plans");
    }
    if (options.files.empty()) throw Failure("PLAN is required; see meritum check --help");
    refuse_second_stdin(options.files);
    return options.format == "text" ? check_for_people(options.files) : check_for_programs(options);
}

}  // namespace

Command add_check(CLI::App& program) {
    auto* app =
        program.add_subcommand("check", "Say whether plans are right, and what is wrong with them");
    const auto options = std::make_shared<CheckFlags>();
    app->add_option("PLAN", options->files, "plans, *.merit files (- for standard input)");
    options->told_format =
        app->add_option("--format", options->format,
                        "text (default), or on standard output json or sarif (2.1.0)")
            ->option_text("FORMAT")
            ->check(CLI::IsMember({"text", "json", "sarif"}));
    app->add_option("--explain", options->code,
                    "what a code of a message means, of a plan (M0401) or of data (F0301)")
        ->option_text("CODE");
    app->footer(
        footer("  meritum check plan.merit\n"
               "  meritum check --format sarif plans/*.merit > plans.sarif\n"
               "  meritum check --explain M0401\n"));
    return {app, [options] { return check(*options); }};
}

}  // namespace meritum::cli
