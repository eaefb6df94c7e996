// The program on a folder of CSV files: what a participant costs from file to file, and the most
// memory. As many people as three seconds are enough for, a million at most.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "headline/figures.hpp"
#include "workload/oracle.hpp"
#include "workload/plan_text.hpp"

namespace meritum::bench {
namespace {

std::string decimal(std::int64_t value, int places) {
    return Decimal::from_parts(0, static_cast<std::uint64_t>(value), static_cast<unsigned>(places))
        ->to_string();
}

/// The plan and the facts of the first so many; how many bytes of CSV these are.
std::size_t write_files(const std::filesystem::path& folder, const Quarter& quarter,
                        std::size_t first) {
    std::filesystem::create_directories(folder / "data");
    std::ofstream(folder / "plan.merit") << plan_text(1);
    const auto people_file = folder / "data" / "participants.csv";
    const auto contracts_file = folder / "data" / "contracts.csv";
    {
        std::ofstream people(people_file), contracts(contracts_file);
        people << "id,sales,target,new_customers,satisfaction,complaints,violations,"
                  "training_hours,teamwork,absence_days,region,level\n";
        contracts << "participant,amount\n";
        for (std::size_t row = 0; row < first; ++row) {
            people << 'p' << row << ',' << decimal(quarter.sales[row], 2) << ','
                   << decimal(quarter.target[row], 2) << ',' << int{quarter.new_customers[row]}
                   << ',' << decimal(quarter.satisfaction[row], 1) << ','
                   << int{quarter.complaints[row]} << ',' << int{quarter.violations[row]} << ','
                   << int{quarter.training_hours[row]} << ',' << int{quarter.teamwork[row]} << ','
                   << int{quarter.absence_days[row]} << ','
                   << regions[static_cast<std::size_t>(quarter.region[row])] << ','
                   << int{quarter.level[row]} << '\n';
            for (auto k = quarter.offsets[row]; k < quarter.offsets[row + 1]; ++k)
                contracts << 'p' << row << ','
                          << decimal(quarter.contracts[static_cast<std::size_t>(k)], 2) << '\n';
        }
    }
    return std::filesystem::file_size(people_file) + std::filesystem::file_size(contracts_file);
}

struct Ran {
    bool well = false;
    double processor = 0;  ///< seconds
    std::size_t peak = 0;  ///< bytes
};

/// The most memory of another process so far, in bytes; 0 when it has ended. What the system tells
/// at its end is no use: it counts the memory of the process that started it.
std::size_t peak_of(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    std::string word;
    while (status >> word) {
        if (word != "VmHWM:") continue;
        std::size_t kilobytes = 0;
        status >> kilobytes;
        return kilobytes * 1024;
    }
    return 0;
}

Ran score(const std::filesystem::path& program, const std::filesystem::path& folder) {
    const auto plan = (folder / "plan.merit").string(), data = (folder / "data").string(),
               out = (folder / "scores.csv").string(), name = program.string(),
               times = (folder / "times.txt").string();
    const auto process = fork();
    if (process == 0) {
        const int file = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        dup2(file, STDOUT_FILENO);
        const int told = open(times.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        dup2(told, STDERR_FILENO);
        execl(name.c_str(), name.c_str(), "score", plan.c_str(), data.c_str(), "--format", "csv",
              "--times", static_cast<char*>(nullptr));
        _exit(127);
    }
    Ran ran;
    int status = 0;
    rusage used{};
    while (process > 0 && wait4(process, &status, WNOHANG, &used) == 0) {
        // The last one counts: until it is another program, the process has the memory of this one.
        if (const auto peak = peak_of(process); peak > 0) ran.peak = peak;
        usleep(1'000);
    }
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    ran.well = process > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    ran.processor = seconds(used.ru_utime) + seconds(used.ru_stime);
    return ran;
}

/// What the program says of its own time: the number before these words.
double told(const std::filesystem::path& folder, const std::string& words) {
    std::ifstream file(folder / "times.txt");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto end = text.find(words);
    if (end == std::string::npos) return 0;
    const auto begin = text.find_last_not_of("0123456789.", end - 1);
    return std::atof(text.substr(begin + 1, end - begin - 1).c_str());
}

/// Whether it says of everybody what the oracle says, in their order.
bool right(const std::filesystem::path& folder, const Quarter& quarter, std::size_t first) {
    std::ifstream scores(folder / "scores.csv");
    std::string line;
    std::getline(scores, line);
    for (std::size_t row = 0; row < first; ++row) {
        const auto exact = answer(quarter, row, 1);
        const auto expected = "p" + std::to_string(row) + "," + decimal(exact.score, 1) + "," +
                              std::string(grades[exact.grade]) + "," + decimal(exact.factor, 1);
        if (!std::getline(scores, line) || line != expected) return false;
    }
    return !std::getline(scores, line);
}

}  // namespace

void command_line_figures(const Quarter& quarter) {
    const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const auto program = here.parent_path() / "meritum";
    const auto folder = here / "headline_csv";
    if (!std::filesystem::exists(program))
        return not_measured("command_line_us", "us", "the program meritum was not built");
    std::size_t people = smoke ? 500 : 5'000;
    auto bytes = write_files(folder, quarter, people);
    auto ran = score(program, folder);
    for (int again = 0; again < 2 && ran.well && !smoke; ++again) {  // few cost more each
        const double each = ran.processor / static_cast<double>(people);
        people =
            std::clamp<std::size_t>(static_cast<std::size_t>(3 / each), people, quarter.people());
        bytes = write_files(folder, quarter, people);
        ran = score(program, folder);
    }
    if (!ran.well || !right(folder, quarter, people)) {
        std::cerr << "meritum score: a wrong answer\n";
        std::exit(1);
    }
    const auto count = static_cast<double>(people);
    figure("command_line_us", ran.processor * 1e6 / count, "us",
           "processor time of meritum score, CSV to CSV, each of " + std::to_string(people));
    figure("command_line_mb_per_s", static_cast<double>(bytes) / ran.processor / 1e6, "MB/s",
           "CSV read, scored and written");
    figure("csv_reader_mb_per_s", told(folder, " MB/s per core"), "MB/s",
           "of one core: strict reading of the same files, as --times says it");
    figure("csv_reading_share", told(folder, "% of the time"), "%",
           "of the time from file to file");
    figure("command_line_peak_bytes", static_cast<double>(ran.peak) / count, "bytes",
           "most memory of the program, per participant");
    std::filesystem::remove_all(folder);
}

}  // namespace meritum::bench
