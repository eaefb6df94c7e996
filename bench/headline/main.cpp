// `./dev bench headline`: the figures of the project's table in under a minute. Every part checks
// answers before it times them; wrong ones end the program. With --smoke, all of it once on few.
#include <array>
#include <cstdio>
#include <iostream>

#include "headline/figures.hpp"
#include "measure/process.hpp"

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

int main(int count, char** words) {
    using namespace meritum::bench;
    keep_freed_memory();
    smoke = count > 1 && std::string_view(words[1]) == "--smoke";
    const Quarter quarter(smoke ? 20'000 : 1'000'000);
    columns_figures(quarter);  // first: it takes every path of the processor in turn
    record_figures(quarter, 13);
    friendly_figures(quarter);
    compile_figures();
    table_figures();
    command_line_figures(quarter);
}
