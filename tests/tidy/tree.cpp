// Reading the repository. In: a folder. Out: a Tree.
#include "tidy/tree.hpp"

#include <fstream>
#include <iterator>

namespace meritum::tidy {

namespace fs = std::filesystem;

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

Tree read_tree(const fs::path& top) {
    static const std::set<std::string> skipped = {"build", ".git", ".cache", "__pycache__"};
    Tree tree;
    auto entry = fs::recursive_directory_iterator(top);
    for (; entry != fs::recursive_directory_iterator(); ++entry) {
        const std::string path = entry->path().lexically_relative(top).generic_string();
        if (entry->is_directory()) {
            if (skipped.count(entry->path().filename().string()) != 0) {
                entry.disable_recursion_pending();
            } else {
                tree.folders.insert(path);
            }
        } else if (entry->is_regular_file()) {
            std::ifstream in(entry->path(), std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            tree.files.emplace(path, split_lines(text));
        }
    }
    return tree;
}

std::string to_string(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings) {
        text += finding.path;
        if (finding.line != 0) text += ":" + std::to_string(finding.line);
        text += ": " + finding.message + "\n";
    }
    return text;
}

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& prefixes) {
    for (const std::string_view prefix : prefixes) {
        if (text.starts_with(prefix)) return true;
    }
    return false;
}

bool ends_with_any(std::string_view text, const std::vector<std::string_view>& suffixes) {
    for (const std::string_view suffix : suffixes) {
        if (text.ends_with(suffix)) return true;
    }
    return false;
}

bool is_cxx(std::string_view path) { return ends_with_any(path, {".hpp", ".cpp", ".h", ".c"}); }

bool is_python(std::string_view path) { return ends_with_any(path, {".py", ".pyi"}); }

}  // namespace meritum::tidy
