// Files beside a plan on the file system. See include/meritum/resolve.hpp. Tests:
// tests/api/use_test.cpp.
#include <algorithm>
#include <fstream>
#include <system_error>

#include "base/limits.hpp"
#include "meritum/resolve.hpp"

namespace meritum {

namespace fs = std::filesystem;

namespace {

/// Whether a file, all links followed, is below the folder.
bool is_inside(const fs::path& file, const fs::path& folder) {
    std::error_code error;
    const fs::path real = fs::canonical(file, error);
    const fs::path outer = fs::canonical(folder, error);
    const auto [end, rest] = std::mismatch(outer.begin(), outer.end(), real.begin(), real.end());
    return !error && end == outer.end() && rest != real.end();
}

Resolved read(const fs::path& folder, const std::string& path) {
    const fs::path file = folder / fs::path(path);
    std::error_code error;
    if (!fs::exists(file, error)) return {{}, "there is no such file"};
    if (!fs::is_regular_file(file, error)) return {{}, "it is no file"};
    if (!is_inside(file, folder)) return {{}, "it is a link that leads out of the folder"};
    const auto size = fs::file_size(file, error);
    if (error || size > limits::named_file_bytes) {
        return {{}, "it holds more than " + std::to_string(limits::named_file_bytes) + " bytes"};
    }
    std::ifstream in(file, std::ios::binary);
    std::string text(static_cast<std::size_t>(size), '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in || static_cast<std::uintmax_t>(in.gcount()) != size) {
        return {{}, "it cannot be opened or read to its end"};
    }
    return {std::move(text), {}};
}

}  // namespace

Resolve files_in(fs::path folder) {
    if (folder.empty()) folder = ".";
    return [folder = std::move(folder)](const std::string& path) { return read(folder, path); };
}

}  // namespace meritum
