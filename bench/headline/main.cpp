// `./dev bench headline`: the figures of the project's table in under a minute. Every part checks
// answers before it times them; wrong ones end the program.
#include <sys/times.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <iostream>

#include "headline/figures.hpp"

namespace meritum::bench {

void figure(std::string_view name, double value, std::string_view unit, std::string_view known) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    std::cout << name << ' ' << text.data() << ' ' << unit;
    if (!known.empty()) std::cout << " # " << known;
    std::cout << std::endl;
}

void not_measured(std::string_view name, std::string_view unit, std::string_view why) {
    std::cout << name << " not_measured " << unit << " # " << why << std::endl;
}

}  // namespace meritum::bench

namespace {

/// Seconds on the wall for one of a processor's that this program and its children took.
double waited() {
    tms told{};
    static const clock_t began = times(&told);
    const auto wall = static_cast<double>(times(&told) - began);
    const auto taken =
        static_cast<double>(told.tms_utime + told.tms_stime + told.tms_cutime + told.tms_cstime);
    return wall / taken;
}

}  // namespace

int main() {
    using namespace meritum::bench;
    waited();
    const Quarter quarter(1'000'000);
    columns_figures(quarter);  // first: it takes every path of the processor in turn
    record_figures(quarter, 13);
    friendly_figures(quarter);
    compile_figures();
    table_figures();
    figure("wall_vs_processor_time", waited(), "x",
           "far above 1: the machine was busy, and two threads had not two cores");
}
