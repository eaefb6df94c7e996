// meritum new: a folder with a plan to begin with, its data, a suite of tests and what to run next.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/starter.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

struct NewFlags {
    std::string folder;
    std::string lang = "en";
};

int make_new(const NewFlags& options) {
    if (options.folder.empty()) throw Failure("the name of the folder is empty");
    const std::vector<NewFile> files = starter(options.lang);
    write_folder(options.folder, files, Existing::refused);

    const std::string folder =
        options.folder.ends_with('/') ? options.folder : options.folder + "/";
    std::string text;
    for (const NewFile& file : files) text += safe(folder + file.name) + "\n";
    const bool chinese = options.lang == "zh";
    text += fmt::format(
        "\n{3}\n"
        "  meritum check {0}plan.merit\n"
        "  meritum score {0}plan.merit {0}data{1}\n"
        "  meritum explain {0}plan.merit {0}data --for {2}{1}\n"
        "  meritum test {0}plan.test.yaml\n",
        safe(folder), chinese ? " --lang zh" : "", chinese ? "陈伟" : "ann",
        chinese ? "请修改方案，然后运行：" : "Now change the plan, and run:");
    write_stdout(text);
    return success;
}

}  // namespace

Command add_new(CLI::App& program) {
    auto* app = program.add_subcommand(
        "new", "Begin a plan: a commented one with data and a suite of tests, to be changed");
    const auto options = std::make_shared<NewFlags>();
    app->add_option("DIR", options->folder, "the folder to write into; made if it is not there")
        ->required();
    app->add_option("--lang", options->lang, "the tongue of the plan: en (default) or zh")
        ->option_text("LANG")
        ->check(CLI::IsMember({"en", "zh"}));
    app->footer(
        footer("  meritum new sales-plan\n"
               "  meritum new sales-plan --lang zh\n"));
    return {app, [options] { return make_new(*options); }};
}

}  // namespace meritum::cli
