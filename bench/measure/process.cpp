// See process.hpp. Linux and its C library only: /proc, malloc_trim.
#include "measure/process.hpp"

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <string>
#include <thread>

#include "measure/alternate.hpp"

namespace meritum::bench {
namespace {

std::size_t told(const std::string& name) {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word != name) continue;
        std::size_t kilobytes = 0;
        status >> kilobytes;
        return kilobytes * 1024;
    }
    return 0;
}

void spin(std::uint64_t turns) {
    std::uint64_t state = turns;
    for (std::uint64_t i = 0; i < turns; ++i) state = state * 6364136223846793005U + 1;
    volatile std::uint64_t kept = state;  // so that it is done
    (void)kept;
}

}  // namespace

std::vector<double> in_child(const std::function<std::vector<double>()>& work) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return {};
    const auto child = fork();
    if (child < 0) return {};
    if (child == 0) {
        const auto numbers = work();
        const auto bytes = numbers.size() * sizeof(double);
        const bool written = write(ends[1], numbers.data(), bytes) == static_cast<ssize_t>(bytes);
        _exit(written ? 0 : 1);
    }
    close(ends[1]);
    std::vector<double> numbers;
    double number = 0;
    while (read(ends[0], &number, sizeof number) == static_cast<ssize_t>(sizeof number))
        numbers.push_back(number);
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return status == 0 ? numbers : std::vector<double>();
}

std::size_t resident_bytes() { return told("VmRSS:"); }

std::size_t peak_bytes() { return told("VmHWM:"); }

void forget_peak() {
    give_back_freed_memory();
    std::ofstream("/proc/self/clear_refs") << "5";
}

std::size_t allocated_bytes() {
    const auto told = mallinfo2();
    return told.uordblks + told.hblkhd;
}

void keep_freed_memory() {
    constexpr int most = 1 << 30;
    mallopt(M_MMAP_THRESHOLD, 1 << 25);  // the most it takes
    mallopt(M_TRIM_THRESHOLD, most);
}

void give_back_freed_memory() { malloc_trim(0); }

double second_core() {
    constexpr std::uint64_t turns = 20'000'000;
    const auto timed = alternate({[] { spin(turns); },
                                  [] {
                                      std::thread other(spin, turns / 2);
                                      spin(turns / 2);
                                      other.join();
                                  }},
                                 0.2, Time::of_the_wall);
    return timed[0].best / timed[1].best;
}

}  // namespace meritum::bench
