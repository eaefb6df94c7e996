// The public functions of include/meritum/suite.hpp that run suites. Each suite is read and run by
// one thread; the report is in the order of the search, whoever was first. Tests:
// tests/suite/run_test.cpp.
#include <algorithm>
#include <atomic>
#include <exception>
#include <numeric>
#include <system_error>
#include <thread>

#include "base/limits.hpp"
#include "io/formats.hpp"
#include "meritum/suite.hpp"
#include "suite/find.hpp"
#include "suite/read.hpp"
#include "suite/run_case.hpp"

namespace meritum::suite {

namespace fs = std::filesystem;

namespace {

bool is_chosen(const Case& one, const std::string& file, const std::string& filter) {
    return filter.empty() || (file + ": " + one.name).find(filter) != std::string::npos;
}

SuiteResult run_cases(std::string_view text, const fs::path& file, const Options& options) {
    SuiteResult result;
    result.file = file.string();
    Problems problems(result.file);
    const auto suite = read(text, file, problems);
    result.problems = problems.take();
    if (!suite) return result;
    for (const auto& one : suite->cases) {
        if (is_chosen(one, result.file, options.filter))
            result.cases.push_back(run_case(one, result.file));
    }
    return result;
}

Problem none_chosen(const Options& options) {
    Problem problem;
    problem.message = "no case has `" + options.filter + "` in its name";
    return problem;
}

SuiteResult run_file(const fs::path& file, const Options& options) {
    std::error_code error;
    std::string text;
    try {
        // A pipe or device need not end.
        if (!fs::exists(file, error))
            throw io::ReadError::unreadable("there is no such file", file.string());
        if (!fs::is_regular_file(file, error))
            throw io::ReadError::unreadable("it is no file", file.string());
        text = io::file_bytes(file, limits::yaml_bytes);
    } catch (const io::ReadError& problem) {
        SuiteResult result;
        result.file = file.string();
        auto& told = result.problems.emplace_back();
        told.place.file = result.file;
        told.message = "the suite cannot be read: " + problem.message();
        return result;
    }
    return run_cases(text, file, options);
}

/// Calls `work` for 0 .. count - 1 on several threads, this one among them. What one of them throws
/// is thrown here, when all are done.
template <class Work>
void in_parallel(std::size_t count, std::size_t jobs, const Work& work) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::exception_ptr> thrown(jobs);
    const auto worker = [&](std::size_t number) {
        try {
            for (auto at = next++; at < count; at = next++) work(at);
        } catch (...) {
            thrown[number] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        others.reserve(jobs);
        try {
            for (std::size_t number = 1; number < jobs; ++number)
                others.emplace_back(worker, number);
        } catch (const std::system_error&) {
            // No more threads to be had: those that are there do the work.
        }
        worker(0);
    }
    for (const auto& one : thrown) {
        if (one) std::rethrow_exception(one);
    }
}

std::size_t jobs_for(std::size_t suites, const Options& options) {
    const std::size_t wanted =
        options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
    return std::clamp<std::size_t>(std::min(wanted, suites), 1, limits::suite_jobs);
}

}  // namespace

bool SuiteResult::passed() const { return problems.empty() && !cases.empty() && failed() == 0; }

std::size_t SuiteResult::failed() const {
    return static_cast<std::size_t>(std::count_if(
        cases.begin(), cases.end(), [](const CaseResult& one) { return !one.passed(); }));
}

bool Report::passed() const {
    return problems.empty() && !suites.empty() &&
           std::all_of(suites.begin(), suites.end(),
                       [](const SuiteResult& suite) { return suite.passed(); });
}

std::size_t Report::cases() const {
    return std::accumulate(
        suites.begin(), suites.end(), std::size_t{0},
        [](std::size_t sum, const SuiteResult& suite) { return sum + suite.cases.size(); });
}

std::size_t Report::failed() const {
    return std::accumulate(
        suites.begin(), suites.end(), std::size_t{0},
        [](std::size_t sum, const SuiteResult& suite) { return sum + suite.failed(); });
}

std::size_t Report::broken() const {
    return static_cast<std::size_t>(
        std::count_if(suites.begin(), suites.end(),
                      [](const SuiteResult& suite) { return !suite.problems.empty(); }));
}

SuiteResult run_text(std::string_view text, const fs::path& file, const Options& options) {
    auto result = run_cases(text, file, options);
    if (result.problems.empty() && result.cases.empty())
        result.problems.push_back(none_chosen(options));
    return result;
}

Report run(const std::vector<fs::path>& paths, const Options& options) {
    auto found = find(paths);
    Report report;
    report.problems = std::move(found.problems);
    report.suites.resize(found.files.size());
    in_parallel(found.files.size(), jobs_for(found.files.size(), options),
                [&](std::size_t at) { report.suites[at] = run_file(found.files[at], options); });
    const bool found_any = !report.suites.empty();
    std::erase_if(report.suites, [](const SuiteResult& suite) {
        return suite.problems.empty() && suite.cases.empty();
    });
    if (found_any && report.suites.empty()) report.problems.push_back(none_chosen(options));
    if (!found_any && report.problems.empty())
        report.problems.emplace_back().message = "no suite found";
    return report;
}

}  // namespace meritum::suite
