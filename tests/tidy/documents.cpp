// Files and folders that documents and comments speak of must exist.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "tidy/rules.hpp"

namespace meritum::tidy {

namespace {

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

/// "a/./b/../c" without the dots.
std::string normal(const std::string& path) {
    std::string text = std::filesystem::path(path).lexically_normal().generic_string();
    while (!text.empty() && text.back() == '/') text.pop_back();
    return text;
}

bool has(const Tree& tree, const std::string& path) {
    return path == "." || tree.has(normal(path));
}

/// Only these stand in paths; anything else (`a | b`, `meritum::Plan`, `total/rule[/key]`) is not
/// one.
bool looks_like_path(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("._-/*").find(c) != std::string_view::npos;
    });
}

/// Where the first folder of a path is meant to be: a folder of the top, or a room
/// ("value/border.hpp").
enum class Beginning { top, room, other };

Beginning beginning(const Tree& tree, std::string_view path) {
    static const std::set<std::string_view> top = {
        "include", "src", "tests", "bench", "examples", "docs", "cmake", ".ci", "bindings"};
    const std::string_view first = path.substr(0, path.find('/'));
    if (top.count(first) != 0) return Beginning::top;
    return tree.folders.count("src/" + std::string(first)) != 0 ? Beginning::room
                                                                : Beginning::other;
}

/// True if there is no doubt that `word` is a path and it is not there. With a `*`, the folders
/// before it count.
bool is_missing(const Tree& tree, const std::string& page, std::string word) {
    static const std::vector<std::string_view> named = {".cpp", ".hpp", ".h",     ".c",
                                                        ".def", ".md",  ".cmake", ".cmake.in"};
    if (word.starts_with("./"))
        return word.size() > 2 && !word.starts_with("./build") && !has(tree, word.substr(2));
    const std::size_t star = word.find('*');
    if (star != std::string::npos)
        word.resize(word.rfind('/', star) == std::string::npos ? 0 : word.rfind('/', star) + 1);
    while (word.ends_with('.')) word.pop_back();
    if (word.empty() || word == "/") return false;
    const bool is_file = ends_with_any(word, named);
    if (word.find('/') == std::string::npos) {  // a bare file name: anywhere
        return is_file && word.front() != '.' &&
               std::none_of(tree.files.begin(), tree.files.end(), [&word](const auto& file) {
                   return file.first == word || file.first.ends_with("/" + word);
               });
    }
    if (has(tree, word) || has(tree, folder_of(page) + word)) return false;
    switch (beginning(tree, word)) {
        case Beginning::top: return true;
        case Beginning::room:
            return is_file && !has(tree, "src/" + word) && !has(tree, "tests/" + word);
        case Beginning::other: return false;
    }
    return false;
}

/// [words](target): relative to the page.
void check_links(const Tree& tree, const std::string& page, std::size_t number,
                 const std::string& line, std::vector<Finding>& findings) {
    for (std::size_t at = line.find("]("); at != std::string::npos; at = line.find("](", at + 2)) {
        const std::size_t end = line.find(')', at);
        if (end == std::string::npos) break;
        std::string target = line.substr(at + 2, end - at - 2);
        target.resize(std::min(target.find('#'), target.size()));
        if (target.empty() || target.find("://") != std::string::npos ||
            target.starts_with("mailto:"))
            continue;
        if (!has(tree, folder_of(page) + target)) {
            findings.push_back({page, number, "links to " + target + ", which is not there"});
        }
    }
}

void check_code_spans(const Tree& tree, const std::string& page, std::size_t number,
                      const std::string& line, std::vector<Finding>& findings) {
    std::size_t begin = line.find('`');
    while (begin != std::string::npos) {
        const std::size_t end = line.find('`', begin + 1);
        if (end == std::string::npos) break;
        std::string word = line.substr(begin + 1, end - begin - 1);
        if (word.starts_with("./"))
            word.resize(std::min(word.find(' '), word.size()));  // a command
        if (looks_like_path(word) && is_missing(tree, page, word)) {
            findings.push_back({page, number, "names `" + word + "`, which is not there"});
        }
        begin = line.find('`', end + 1);
    }
}

/// Words of a comment, and of any line of Python, that begin at a top folder: "Tests:
/// tests/number/integer_test.cpp."
void check_comment(const Tree& tree, const std::string& path, std::size_t number,
                   const std::string& line, std::vector<Finding>& findings) {
    const std::size_t comment = is_python(path) ? 0 : line.find("//");
    if (comment == std::string::npos) return;
    static const std::string separators = " \t,;:()`\"'<>{}|";
    std::size_t at = line.find_first_not_of(separators + "/", comment);
    while (at != std::string::npos) {
        const std::size_t end = std::min(line.find_first_of(separators, at), line.size());
        std::string word = line.substr(at, end - at);
        while (word.ends_with('.')) word.pop_back();  // the end of a sentence
        if (word.find('/') != std::string::npos && looks_like_path(word) &&
            !word.starts_with("./") && is_missing(tree, path, word)) {
            findings.push_back(
                {path, number, "its comment names " + word + ", which is not there"});
        }
        at = line.find_first_not_of(separators, end);
    }
}

}  // namespace

std::vector<Finding> check_document_paths(const Tree& tree) {
    std::vector<Finding> findings;
    for (const auto& [path, lines] : tree.files) {
        const bool is_document = path.ends_with(".md");
        const bool is_code = (is_cxx(path) || is_python(path) || path.ends_with(".def")) &&
                             !path.starts_with("tests/tidy/");
        bool fenced = false;
        for (std::size_t i = 0; (is_document || is_code) && i < lines.size(); ++i) {
            if (is_code) {
                check_comment(tree, path, i + 1, lines[i], findings);
                continue;
            }
            if (lines[i].starts_with("```")) fenced = !fenced;
            if (fenced) continue;
            check_links(tree, path, i + 1, lines[i], findings);
            check_code_spans(tree, path, i + 1, lines[i], findings);
        }
    }
    return findings;
}

}  // namespace meritum::tidy
