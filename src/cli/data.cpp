// meritum data: the empty sheets of a plan's data, and what their columns mean.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

struct DataFlags {
    std::string plan;
    std::string out = "data";
    std::string lang = "en";
    bool force = false;
};

/// A list or table that has no sheet could not be filled in.
void require_a_sheet(std::string_view kind, const Naming& what, const std::vector<Sheet>& all) {
    const bool has_sheet =
        std::any_of(what.names.begin(), what.names.end(), [&](const std::string& name) {
            return std::any_of(all.begin() + 1, all.end(),
                               [&](const Sheet& sheet) { return sheet.file == name + ".csv"; });
        });
    if (!has_sheet) {
        throw Failure(fmt::format(
            "the {} `{}` cannot be a sheet: no file can be named so; write its data in YAML", kind,
            what.name));
    }
}

int make_sheets(const DataFlags& options) {
    const std::optional<Plan> plan = read_plan(options.plan);
    if (!plan) return failure;
    refuse_unknown_tongue(*plan, options.lang);
    const Description description = plan->describe();
    const std::vector<Sheet> all = sheets(description, options.lang);
    for (const ListDescription& list : description.lists) require_a_sheet("list", list, all);
    for (const TableDescription& table : description.tables) {
        if (table.from_data()) require_a_sheet("table", table, all);
    }
    std::vector<NewFile> files;
    for (const Sheet& sheet : all) files.push_back({sheet.file, to_csv(sheet)});
    write_folder(options.out, files,
                 options.force ? Existing::replaced : Existing::refused_without_force);

    std::string text;
    const std::string folder = options.out.ends_with('/') ? options.out : options.out + "/";
    for (const Sheet& sheet : all) {
        text +=
            fmt::format("{}\n{}\n", safe(folder + sheet.file), to_text(sheet, terminal_width()));
    }
    const std::string name = options.plan == "-" ? "PLAN" : options.plan;
    const bool chinese = options.lang == "zh";
    text += fmt::format("{}\n  meritum score {} {}{}\n",
                        chinese ? "填好各行，然后运行：" : "Fill in the rows, then:", safe(name),
                        safe(options.out), chinese ? " --lang zh" : "");
    write_stdout(text);
    return success;
}

}  // namespace

Command add_data(CLI::App& program) {
    auto* app = program.add_subcommand(
        "data", "Write the empty sheets of a plan's data, and say what their columns mean");
    const auto options = std::make_shared<DataFlags>();
    app->add_option("PLAN", options->plan, "the plan, a *.merit file (- for standard input)")
        ->required();
    app->add_option("--out", options->out, "the folder to write them into (default: data)")
        ->option_text("DIR")
        ->check([](const std::string& folder) {
            return std::string(folder.empty() ? "the name of the folder is empty" : "");
        });
    add_lang_option(*app, options->lang, "the columns");
    app->add_flag("--force", options->force, "replace sheets that are there already");
    app->footer(
        footer("  meritum data plan.merit\n"
               "  meritum data plan.merit --out sheets --lang zh\n"));
    return {app, [options] { return make_sheets(*options); }};
}

}  // namespace meritum::cli
