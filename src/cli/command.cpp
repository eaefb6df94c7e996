// What the commands share: reading a plan and data, telling failures.
#include "cli/command.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "cli/arguments.hpp"
#include "cli/reports.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

std::string footer(const std::string& examples, bool scores) {
    return "Examples:\n" + examples +
           "\nExit codes: 0 all is well, 1 the plan or the arguments are wrong or a file cannot be "
           "read or written" +
           (scores ? ",\n2 some participants were not scored (they are reported, the others are "
                     "scored)."
                   : ".");
}

void complain(std::string_view message) { tell(fmt::format("meritum: {}\n", safe(message))); }

std::string read_text(const std::string& file) {
    const bool is_stdin = file == "-";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(
        is_stdin ? stdin : std::fopen(file.c_str(), "rb"),
        [](std::FILE* open) { return std::fclose(open); });
    std::string text;
    if (in != nullptr) {
        char buffer[1 << 16];
        std::size_t size = 0;
        while ((size = std::fread(buffer, 1, sizeof buffer, in.get())) > 0)
            text.append(buffer, size);
        if (std::ferror(in.get()) == 0) return text;
    }
    const int error = errno;
    throw Failure(fmt::format("{} cannot be read: {}", is_stdin ? "standard input" : file,
                              error == ENOENT   ? "there is no such file"
                              : error == EISDIR ? "it is a folder"
                                                : std::strerror(error)));
}

Resolve files_beside(const std::string& plan) {
    return plan == "-" ? Resolve() : files_in(std::filesystem::path(plan).parent_path());
}

void tell_why_no_plan(const std::string& file, const Diagnostics& diagnostics) {
    if (looks_like_data(file)) {
        complain(fmt::format("{} is data, not a plan; plans are *.merit files", file));
    } else {
        tell(diagnostics.to_string(has_colour(stderr)));
    }
}

std::optional<Plan> read_plan(const std::string& file) {
    std::string text;
    try {
        text = read_text(file);
    } catch (const Failure& error) {  // other plans may follow
        complain(error.what());
        return std::nullopt;
    }
    const Compiled compiled =
        Plan::compile(text, file == "-" ? "stdin" : safe(file), files_beside(file));
    if (!compiled.plan) {
        tell_why_no_plan(file, compiled.diagnostics);
    } else if (!compiled.diagnostics.items.empty()) {
        tell(compiled.diagnostics.to_string(has_colour(stderr)));
    }
    return compiled.plan;
}

void add_lang_option(CLI::App& app, std::string& lang, const std::string& of_what) {
    app.add_option("--lang", lang,
                   "the tongue of " + of_what +
                       ": en (default), zh, or another one of the plan, whose words are then in "
                       "it and the program's in English")
        ->option_text("LANG");
}

void refuse_unknown_tongue(const Plan& plan, const std::string& lang) {
    std::vector<std::string> known{"en", "zh"};
    for (const std::string& tongue : plan.describe().tongues) {
        if (std::find(known.begin(), known.end(), tongue) == known.end()) known.push_back(tongue);
    }
    if (std::find(known.begin(), known.end(), lang) != known.end()) return;
    std::string all;
    for (const std::string& tongue : known) all += (all.empty() ? "" : ", ") + tongue;
    throw Failure(
        fmt::format("--lang {}: neither the program nor the plan has it; there are {}", lang, all));
}

void add_run_options(CLI::App& app, Run& run) {
    app.add_option("PLAN", run.plan, "the plan, a *.merit file (- for standard input)")->required();
    app.add_option(
           "DATA", run.data,
           "facts: a YAML or JSON file, or a folder with participants.csv and a file per list")
        ->required();
    app.add_option("--param", run.params,
                   "another value for a param of the plan; may be given again")
        ->option_text("NAME=VALUE")
        ->allow_extra_args(false);
    app.add_option("--period", run.period,
                   "the period to score, such as 2026-Q3; the last one if left out")
        ->option_text("PERIOD");
    app.add_option("--map", run.maps,
                   "what the data calls a fact, list, list.field, id, participant, period or key; "
                   "or a YAML file of such names; may be given again")
        ->option_text("NAME=COLUMN")
        ->allow_extra_args(false);
    app.add_option("--encoding", run.encoding,
                   "the encoding of the data, such as gb18030; UTF-8 if left out")
        ->option_text("NAME");
    add_lang_option(app, run.lang, "what is told");
}

void add_archive_option(CLI::App& app, bool& archive) {
    app.add_flag("--archive", archive,
                 "JSON with the facts, params and all else that meritum replay computes it again "
                 "from");
}

void refuse_format_of_archive(bool archive, const CLI::Option* told_format) {
    if (!archive || told_format->count() == 0) return;
    const std::string format = told_format->as<std::string>();
    if (format != "json")
        throw Failure(fmt::format("--archive writes JSON; leave --format {} out", format));
}

void refuse_replacing(const std::vector<std::string>& files, const std::string& out) {
    if (out.empty()) return;
    std::error_code none;
    for (const std::string& file : files) {
        if (std::filesystem::equivalent(file, out, none))
            throw Failure(fmt::format("--out {} would replace what is read", out));
    }
}

void refuse_own_input(const Run& run, const std::string& out) {
    namespace fs = std::filesystem;
    if (out.empty()) return;
    std::error_code none;
    std::vector<std::string> given{run.plan, run.data};
    given.insert(given.end(), run.maps.begin(), run.maps.end());
    std::erase_if(given, [&](const auto& file) { return !fs::is_regular_file(file, none); });
    refuse_replacing(given, out);
    const fs::path folder = fs::path(out).parent_path();
    const bool is_inside = fs::is_directory(run.data, none) &&
                           fs::equivalent(run.data, folder.empty() ? "." : folder, none);
    std::string extension = fs::path(out).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (is_inside && extension == ".csv")
        throw Failure(
            fmt::format("--out {} would be a sheet of the data; write it elsewhere", out));
}

namespace {

Names names_of(const std::vector<std::string>& maps) {
    Names names;
    for (const std::string& map : maps) {
        const std::size_t equals = map.find('=');
        if (equals == std::string::npos) {
            std::error_code none;
            const bool is_file = std::filesystem::exists(map, none) || map.ends_with(".yaml") ||
                                 map.ends_with(".yml");
            if (!is_file) {
                throw Failure(fmt::format(
                    "--map {}: write it as NAME=COLUMN, or give a YAML file of names", map));
            }
            const Names more = read_names(map);
            names.insert(names.end(), more.begin(), more.end());
        } else if (equals == 0 || equals + 1 == map.size()) {
            throw Failure(fmt::format("--map {}: write it as NAME=COLUMN", map));
        } else {
            names.emplace_back(map.substr(0, equals), map.substr(equals + 1));
        }
    }
    return names;
}

}  // namespace

std::optional<Prepared> prepare(const Run& run) {
    refuse_swapped(run.plan, run.data);
    ScoreOptions options;
    options.period = run.period;
    options.lang = run.lang;
    for (const std::string& param : run.params) {
        const std::size_t equals = param.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == param.size()) {
            throw Failure(fmt::format("--param {}: write it as NAME=VALUE", param));
        }
        options.params.emplace_back(param.substr(0, equals), FactValue(param.substr(equals + 1)));
    }
    std::optional<Plan> plan = read_plan(run.plan);
    if (!plan) return std::nullopt;
    refuse_unknown_tongue(*plan, run.lang);
    const DataOptions reading{names_of(run.maps), run.encoding};
    options.names = reading.names;
    return Prepared{*std::move(plan), std::move(options), reading};
}

Scored score_everyone(Prepared given, const Run& run, bool tells, Progress& progress,
                      Times& times) {
    auto prepared = std::move(given);  // its plan takes the rows of the data
    auto& [plan, options, reading] = prepared;
    progress.show("Reading " + run.data);
    Data data;
    {
        const Stopwatch watch(times.reading);
        data = read_data(plan, run.data, reading);
    }
    progress.clear();
    const Stopwatch watch(times.scoring);
    for (const std::string& notice : data.notices) {
        if (tells) complain(notice);
    }
    if (!plan.has_all_rows()) plan = plan.with_tables(data.tables);
    options.unread = data.errors;
    progress.show(fmt::format("Scoring {} participants", data.facts.size()));
    Results results = plan.score_all(data.facts, options);
    progress.clear();
    tell_left_out(data.facts, results.period);
    return Scored{std::move(plan), std::move(data), std::move(results)};
}

std::optional<Scored> score_everyone(const Run& run, Progress& progress) {
    std::optional<Prepared> prepared = prepare(run);
    if (!prepared) return std::nullopt;
    Times times;
    return score_everyone(*std::move(prepared), run, true, progress, times);
}

}  // namespace meritum::cli
