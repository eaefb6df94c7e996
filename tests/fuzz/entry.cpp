// The entry of libFuzzer. `meritum_fuzz --target=plan --seeds=DIR DIR` writes the target's seeds
// and DIR.dict, then goes on from them; without --target it says which there are. In the ordinary
// tests nothing calls it. Tests: replay_test.cpp runs the targets.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "fuzz/targets.hpp"

namespace {

using meritum::fuzz::Target;

const Target* chosen = nullptr;

void write_seeds(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::size_t number = 0;
    for (const auto& seed : meritum::fuzz::seeds_of(chosen->name)) {
        std::ofstream(folder / ("seed-" + std::to_string(number++)), std::ios::binary) << seed.text;
    }
    std::ofstream(folder.string() + ".dict") << meritum::fuzz::dictionary();
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
    for (int i = 1; i < *argc; ++i) {
        const std::string_view argument = (*argv)[i];
        if (argument.starts_with("--target=")) {
            chosen = meritum::fuzz::find_target(argument.substr(9));
        }
        if (argument.starts_with("--seeds=") && chosen != nullptr) {
            write_seeds(argument.substr(8));
        }
    }
    if (chosen == nullptr) {
        std::fprintf(stderr, "--target= one of:");
        for (const auto& target : meritum::fuzz::targets())
            std::fprintf(stderr, " %s", target.name);
        std::fprintf(stderr, "\n");
        std::exit(1);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chosen->run({reinterpret_cast<const char*>(data), size});
    return 0;
}
