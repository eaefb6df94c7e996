// See child.hpp. Linux and its C library only: /proc, malloc_trim.
#include "measure/child.hpp"

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string>

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
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
}

}  // namespace meritum::bench
