// A folder of its own with a plan and data, and the built program run in it. In: command lines.
// Out: exit code, stdout, stderr. Knows only the built program. Used by the tests beside it.
#pragma once

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>

namespace meritum::cli {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

inline constexpr std::string_view plan = R"(plan hello "Sales above the target"
  currency CNY

fact sales money 0 .. 1_000_000_000
fact target money 1 .. 1_000_000_000

param top = 20 in 10 .. 30

score
  start 100

bonus over_achievement "Target exceeded"
  when sales > target
  give 1 per full 1% of sales / target above 100%
  at most top
)";

inline constexpr std::string_view people =
    "id,sales,target\nann,1320000,1000000\nbob,900000,1000000\n";
inline constexpr std::string_view with_bad =
    "id,sales,target\nann,1320000,1000000\nbob,-5,1000000\n";

struct Outcome {
    int code = -1;
    std::string out;
    std::string err;
};

/// A folder of its own with a plan and data; the program runs in it.
class Program : public testing::Test {
protected:
    void SetUp() override {
        top_ = fs::path(testing::TempDir()) / ("meritum_cli_" + std::to_string(getpid()));
        fs::remove_all(top_);
        fs::create_directories(top_ / "data");
        fs::create_directories(top_ / "bad");
        write("plan.merit", plan);
        write("broken.merit", "plan broken\n\nscore\n  start nothing_of_that_name\n");
        write("data/participants.csv", people);
        write("bad/participants.csv", with_bad);
    }
    void TearDown() override { fs::remove_all(top_); }

    void write(const std::string& name, std::string_view text) const {
        std::ofstream(top_ / name, std::ios::binary) << text;
    }
    std::string read(const std::string& name) const {
        std::ifstream in(top_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    bool exists(const std::string& name) const { return fs::exists(top_ / name); }
    std::size_t count_files() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(top_), fs::directory_iterator()));
    }

    /// Runs `meritum ARGUMENTS` with a file for stdin; the arguments are a shell's words.
    Outcome run(const std::string& arguments, const std::string& input = "/dev/null") const {
        const std::string command = "cd '" + top_.string() + "' && " + MERITUM_PROGRAM + " " +
                                    arguments + " > out.txt 2> err.txt < " + input;
        const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): our own words
        Outcome outcome{WIFEXITED(status) ? WEXITSTATUS(status) : -1, read("out.txt"),
                        read("err.txt")};
        fs::remove(top_ / "out.txt");
        fs::remove(top_ / "err.txt");
        return outcome;
    }

    /// Runs a shell's words with a terminal for stdout; what was shown there.
    std::string on_terminal(const std::string& words) const {
        const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
        if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0) {
            ADD_FAILURE() << "this machine has no pseudo terminals";
            return {};
        }
        const std::string name = ::ptsname(terminal);
        const int held = ::open(name.c_str(), O_RDWR | O_NOCTTY);  // so that it stays open
        std::string shown;
        std::thread reader([&] {
            char buffer[1 << 12];
            for (ssize_t size = 0; (size = ::read(terminal, buffer, sizeof buffer)) > 0;)
                shown.append(buffer, static_cast<std::size_t>(size));
        });
        const std::string command =
            "cd '" + top_.string() + "' && ( " + words + " ) > " + name + " < /dev/null";
        EXPECT_EQ(std::system(command.c_str()), 0);  // NOLINT(cert-env33-c): our own words
        ::close(held);                               // nobody writes any more: the reader ends
        reader.join();
        ::close(terminal);
        return shown;
    }

    fs::path top_;
};

}  // namespace meritum::cli
