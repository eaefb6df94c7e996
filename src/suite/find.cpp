// See find.hpp.
#include "suite/find.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <system_error>

namespace meritum::suite {

namespace fs = std::filesystem;

namespace {

bool is_named_suite(const fs::path& path) {
    const auto name = path.filename().string();
    return name.ends_with(".test.yaml") || name.ends_with(".test.yml");
}

/// The suites below a folder; false if some of it cannot be read.
bool search(const fs::path& folder, std::vector<fs::path>& files) {
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code none;
        const bool is_folder = entry->is_directory(none);
        if (!is_folder && is_named_suite(entry->path())) files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return !error;
}

/// The file itself, so that one reached on two ways is run once.
fs::path real(const fs::path& file) {
    std::error_code error;
    const auto path = fs::canonical(file, error);
    return error ? fs::absolute(file, error).lexically_normal() : path;
}

}  // namespace

Found find(const std::vector<fs::path>& paths) {
    Found found;
    std::set<fs::path> seen;
    for (const auto& path : paths) {
        std::error_code error;
        std::vector<fs::path> files;
        const auto problem = [&](const char* message, const char* fix) {
            auto& told = found.problems.emplace_back();
            told.place.file = path.string();
            told.message = message;
            told.fix = fix;
        };
        if (!fs::is_directory(path, error)) {
            if (fs::exists(path, error)) {
                files.push_back(path);
            } else {
                problem("the suite cannot be read: there is no such file or folder", "");
            }
        } else if (!search(path, files)) {
            problem("not all of the folder can be read", "");
        } else if (files.empty()) {
            problem("there is no suite in the folder",
                    "suites are files whose names end with .test.yaml");
        }
        for (auto& file : files) {
            if (seen.insert(real(file)).second) found.files.push_back(std::move(file));
        }
    }
    return found;
}

}  // namespace meritum::suite
