// The repository as the rules of tidy see it: its text files in memory. Knows nothing of the rules.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace meritum::tidy {

/// Paths are relative to the top, with slashes.
struct Tree {
    std::map<std::string, std::vector<std::string>> files;  ///< path to lines
    std::set<std::string> folders;                          ///< "src/base", "src", ...

    bool has_file(const std::string& path) const { return files.count(path) != 0; }
    bool has(const std::string& path) const { return has_file(path) || folders.count(path) != 0; }
};

/// Reads everything below `top` but build folders, version control and caches.
Tree read_tree(const std::filesystem::path& top);

/// Splits at line feeds.
std::vector<std::string> split_lines(std::string_view text);

/// One thing that is wrong. `line` 0: the file as a whole.
struct Finding {
    std::string path;
    std::size_t line = 0;
    std::string message;
};

std::string to_string(const std::vector<Finding>& findings);

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& prefixes);
bool ends_with_any(std::string_view text, const std::vector<std::string_view>& suffixes);

/// Headers, sources; of C, too.
bool is_cxx(std::string_view path);

/// Modules and stubs.
bool is_python(std::string_view path);

}  // namespace meritum::tidy
