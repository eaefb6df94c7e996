// See arguments.hpp. CLI11 says what it did not expect, but not which word was meant.
#include "cli/arguments.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/command.hpp"

namespace meritum::cli {

namespace {

/// Insert, delete, replace and swap of neighbours; names of commands and options are ASCII.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> to(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                to[i][j] = i + j;
                continue;
            }
            const std::size_t replaced = to[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            to[i][j] = std::min({to[i - 1][j] + 1, to[i][j - 1] + 1, replaced});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) to[i][j] = std::min(to[i][j], to[i - 2][j - 2] + 1);
        }
    }
    return to[a.size()][b.size()];
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string unknown_command(const CLI::App& program, std::string_view word) {
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands(nullptr))
        names.push_back(command->get_name());
    const std::optional<std::string> near = nearest(word, names);
    return fmt::format("there is no command {}; {}", word,
                       near ? fmt::format("did you mean {}?", *near)
                            : fmt::format("the commands are {}", joined(names)));
}

std::string unknown_option(const CLI::App& app, std::string_view word) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    const std::string_view name = word.substr(0, word.find('='));
    const std::optional<std::string> near = nearest(name, names);
    return fmt::format("there is no option {}{}", name,
                       near ? fmt::format("; did you mean {}?", *near) : "");
}

/// Neither `-`, which is standard input, nor `--`, behind which no options follow.
bool is_option(const std::string& word) {
    return word.size() > 1 && word.front() == '-' && word != "--";
}

bool has_extension(const std::string& file, std::initializer_list<std::string_view> extensions) {
    const std::string own = std::filesystem::path(file).extension().string();
    return std::find(extensions.begin(), extensions.end(), own) != extensions.end();
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& names) {
    constexpr std::size_t longest = 32;
    std::optional<std::string> best;
    std::size_t least = word.size() > longest ? 0 : std::max<std::size_t>(word.size() / 3, 1) + 1;
    for (const std::string& name : names) {
        const std::size_t mistakes = least == 0 ? 0 : distance(word, name);
        if (mistakes < least) {
            best = name;
            least = mistakes;
        }
    }
    return best;
}

std::string wrong_arguments(const CLI::App& program, const CLI::ParseError& error,
                            std::string_view first) {
    const std::vector<CLI::App*> chosen = program.get_subcommands();
    if (chosen.empty() && !first.starts_with('-')) return unknown_command(program, first);
    const CLI::App& app = chosen.empty() ? program : *chosen.front();
    const std::string help =
        fmt::format("; see meritum {}--help", chosen.empty() ? "" : app.get_name() + " ");
    const std::vector<std::string> before = program.remaining(false);
    if (!chosen.empty() && !before.empty() && is_option(before.front()))
        return fmt::format("{} stands before the command; options follow it", before.front());
    std::vector<std::string> extra = app.remaining(true);
    std::erase(extra, "--");
    const auto option = std::find_if(extra.begin(), extra.end(), is_option);
    if (option != extra.end()) {
        const std::string said = unknown_option(app, *option);
        return said.ends_with('?') ? said : said + help;
    }
    if (!extra.empty()) return fmt::format("{} is one argument too many{}", extra.front(), help);
    const std::string what = error.what();
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        const std::string name = what.substr(0, what.find(':'));
        const CLI::Option* told = app.get_option_no_throw(name);
        const bool twice = told != nullptr && told->count() > 1;
        return fmt::format("{} {}{}", name, twice ? "is given twice" : "needs a value", help);
    }
    return what + help;
}

void refuse_second_stdin(const std::vector<std::string>& files) {
    if (std::count(files.begin(), files.end(), "-") > 1)
        throw Failure("`-` is given twice, but standard input can be read only once");
}

bool looks_like_data(const std::string& file) {
    return has_extension(file, {".yaml", ".yml", ".json", ".csv"});
}

void refuse_swapped(const std::string& plan, const std::string& data) {
    std::error_code none;
    const bool is_data = looks_like_data(plan) || std::filesystem::is_directory(plan, none);
    if (is_data && has_extension(data, {".merit"})) {
        throw Failure(
            fmt::format("the plan comes first, then the data: write {} before {}", data, plan));
    }
}

}  // namespace meritum::cli
