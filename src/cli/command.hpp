// What the commands of `meritum` share: how one is added, how a plan and data are read, how
// failures are told. The program is a client of the public headers. Tests: tests/cli/.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "meritum/meritum.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace meritum::cli {

class Progress;

/// Exit codes; the same for every command.
inline constexpr int success = 0;
inline constexpr int failure =
    1;  ///< plan or arguments wrong, or a file that cannot be read or written
inline constexpr int some_not_scored = 2;  ///< reported; the others are scored

/// A subcommand and what it does when it is chosen.
struct Command {
    CLI::App* app = nullptr;
    std::function<int()> run;
    int misuse = failure;  ///< exit code where its arguments are wrong
};

Command add_check(CLI::App& program);
Command add_score(CLI::App& program);
Command add_explain(CLI::App& program);
Command add_fmt(CLI::App& program);
Command add_graph(CLI::App& program);
Command add_describe(CLI::App& program);
Command add_data(CLI::App& program);
Command add_new(CLI::App& program);
Command add_test(CLI::App& program);
Command add_summary(CLI::App& program);
Command add_replay(CLI::App& program);

/// The last lines of a help. `scores`: the command may leave participants out.
std::string footer(const std::string& examples, bool scores = false);

/// Something that ends the command with exit code 1. The message is fit to show to people.
class Failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The bytes of a file; "-" is standard input. Throws Failure.
std::string read_text(const std::string& file);

/// The files that a plan may name: those in its folder; none for standard input.
Resolve files_beside(const std::string& plan);

/// The errors of a plan; of a file of data only that it is none.
void tell_why_no_plan(const std::string& file, const Diagnostics& diagnostics);

/// A checked plan; warnings and errors go to stderr. Returns nothing if there are errors.
std::optional<Plan> read_plan(const std::string& file);

/// --lang of what is told in the words of a plan.
void add_lang_option(CLI::App& app, std::string& lang, const std::string& of_what);

/// Throws Failure for a tongue that neither the program nor the plan has.
void refuse_unknown_tongue(const Plan& plan, const std::string& lang);

/// Options that `score` and `explain` share.
struct Run {
    std::string plan;
    std::string data;
    std::vector<std::string> params;  ///< "name=value"
    std::string period;
    std::string lang = "en";
    std::vector<std::string> maps;  ///< "name=column", or a file of names
    std::string encoding;           ///< of the data; empty: UTF-8
};
void add_run_options(CLI::App& app, Run& run);

/// --archive of `score` and `explain`.
void add_archive_option(CLI::App& app, bool& archive);

/// Throws Failure if --archive is to be written in another format than JSON.
void refuse_format_of_archive(bool archive, const CLI::Option* told_format);

/// Throws Failure if what is written would replace one of the files.
void refuse_replacing(const std::vector<std::string>& files, const std::string& out);

/// Throws Failure if what is written would replace the plan or the data, or become a sheet of it.
void refuse_own_input(const Run& run, const std::string& out);

/// What is scored and how, once the arguments are looked at; warnings and errors of the plan go to
/// stderr. Nothing if there are errors.
struct Prepared {
    Plan plan;
    ScoreOptions options;
    DataOptions reading;
};
std::optional<Prepared> prepare(const Run& run);

/// Seconds that parts of a run took.
struct Times {
    double reading = 0;
    double scoring = 0;
    double writing = 0;
    std::size_t bytes = 0;         ///< that were read; 0: not counted
    double busy_with_reading = 0;  ///< of all processors together
};

/// Adds to a number of seconds how long it lives.
class Stopwatch {
public:
    explicit Stopwatch(double& seconds) : seconds_(seconds) {}
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;
    ~Stopwatch() {
        const std::chrono::duration<double> lived = std::chrono::steady_clock::now() - began_;
        seconds_ += lived.count();
    }

private:
    double& seconds_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

/// The results of everyone; what could not be read stands first among the errors. Notices go to
/// stderr.
struct Scored {
    Plan plan;
    Data data;
    Results results;
};
std::optional<Scored> score_everyone(const Run& run, Progress& progress);
/// `tells`: whether notices are still to be told.
Scored score_everyone(Prepared prepared, const Run& run, bool tells, Progress& progress,
                      Times& times);

/// To stderr, after "meritum: ", in one line and safe to show.
void complain(std::string_view message);

}  // namespace meritum::cli
