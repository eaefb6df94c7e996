// The program meritum_bench: Google Benchmark's own, and `--path=NAME` to take one of the
// processor's paths instead of the best. Without Google's arguments all benches run.
#include <benchmark/benchmark.h>

#include <cstring>
#include <iostream>
#include <string_view>

#include "measure/path.hpp"
#include "measure/process.hpp"

int main(int count, char** words) {
    constexpr std::string_view path = "--path=";
    if (count > 1 && std::string_view(words[1]).starts_with(path)) {
        if (!meritum::bench::take_path(words[1] + path.size())) {
            std::cerr << "This processor has:";
            for (const auto& name : meritum::bench::paths()) std::cerr << ' ' << name;
            std::cerr << '\n';
            return 1;
        }
        words[1] = words[0];
        --count;
        ++words;
    }
    meritum::bench::keep_freed_memory();
    benchmark::Initialize(&count, words);
    if (benchmark::ReportUnrecognizedArguments(count, words)) return 1;
    benchmark::AddCustomContext("path", meritum::bench::path_taken());
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
