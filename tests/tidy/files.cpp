// What holds for each file on its own: length, width, opening comment, words, its name, names it
// brings in.
#include <utf8proc.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "tidy/rules.hpp"

namespace meritum::tidy {

namespace {

constexpr std::size_t max_lines = 500;
constexpr std::size_t max_columns = 100;
constexpr std::size_t max_sql_columns = 120;

const std::set<std::string_view> forbidden_names = {"util",    "utils",   "helper",   "helpers",
                                                    "common",  "manager", "managers", "misc",
                                                    "handler", "handlers"};

/// Written in two halves so that this file does not find itself.
const std::vector<std::string> forbidden_words = {
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X",
    "not "
    "implemented"};
const std::vector<std::string> machine_paths = {
    "/wo"
    "rk/",
    "/ho"
    "me/",
    "/ro"
    "ot/",
    "/Us"
    "ers/",
    "/t"
    "mp/"};

/// Columns on a terminal: wide characters take two.
std::size_t display_width(std::string_view line) {
    std::size_t width = 0;
    while (!line.empty()) {
        utf8proc_int32_t code = 0;
        const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(line.data());
        const auto size =
            utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(line.size()), &code);
        width += size < 0 ? 1 : static_cast<std::size_t>(utf8proc_charwidth(code));
        line.remove_prefix(size < 0 ? 1 : static_cast<std::size_t>(size));
    }
    return width;
}

bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Finds `word` where neither neighbour belongs to a longer word.
bool has_word(std::string_view line, std::string_view word) {
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_word_character(line[at - 1])) &&
            (end == line.size() || !is_word_character(line[end]))) {
            return true;
        }
    }
    return false;
}

/// Finds an absolute path: nothing that belongs to a path stands before it.
bool has_absolute(std::string_view line, std::string_view path) {
    for (std::size_t at = line.find(path); at != std::string_view::npos;
         at = line.find(path, at + 1)) {
        if (at == 0 || (!is_word_character(line[at - 1]) &&
                        std::string_view(".-}*").find(line[at - 1]) == std::string_view::npos)) {
            return true;
        }
    }
    return false;
}

void check_name(const std::string& path, std::vector<Finding>& findings) {
    std::string part;
    for (const char c : path + "/") {
        if (is_word_character(c) && c != '_') {
            part += c;
            continue;
        }
        if (forbidden_names.count(part) != 0) {
            findings.push_back({path, 0, "is named " + part + "; name what it holds"});
        }
        part.clear();
    }
}

void check_size(const std::string& path, const std::vector<std::string>& lines,
                std::vector<Finding>& findings) {
    if (lines.size() > max_lines) {
        findings.push_back({path, 0,
                            "has " + std::to_string(lines.size()) + " lines; the most is " +
                                std::to_string(max_lines)});
    }
    const std::size_t columns = path.ends_with(".sql") ? max_sql_columns : max_columns;
    const bool has_width = is_cxx(path) || path.ends_with(".sql") ||
                           (is_python(path) && path.starts_with("bindings/"));
    for (std::size_t i = 0; has_width && i < lines.size(); ++i) {
        const std::size_t width = display_width(lines[i]);
        if (width > columns) {
            findings.push_back({path, i + 1,
                                "is " + std::to_string(width) + " columns wide; the most is " +
                                    std::to_string(columns)});
        }
    }
}

void check_words(const std::string& path, const std::vector<std::string>& lines,
                 std::vector<Finding>& findings) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (const std::string& word : forbidden_words) {
            if (has_word(lines[i], word))
                findings.push_back({path, i + 1, "says " + word + "; finish it or file an issue"});
        }
        for (const std::string& place : machine_paths) {
            if (has_absolute(lines[i], place))
                findings.push_back({path, i + 1, "names a place of one machine: " + place});
        }
    }
}

/// Names brought in for nobody: `using a::b;` where no other line says b.
void check_usings(const std::string& path, const std::vector<std::string>& lines,
                  std::vector<Finding>& findings) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = lines[i];
        const auto colons = line.rfind("::");
        if (!line.starts_with("using ") || !line.ends_with(';') || line.find('=') < line.size() ||
            colons == std::string_view::npos) {
            continue;
        }
        const auto name = line.substr(colons + 2, line.size() - colons - 3);
        const bool used = std::any_of(lines.begin(), lines.end(), [&](const std::string& other) {
            return other != line && has_word(other, name);
        });
        if (!used) {
            findings.push_back({path, i + 1, "brings in " + std::string(name) + " for nobody"});
        }
    }
}

}  // namespace

std::vector<Finding> check_files(const Tree& tree) {
    static const std::vector<std::string_view> read = {".hpp",  ".cpp",   ".h",    ".c",  ".def",
                                                       ".md",   ".cmake", ".txt",  ".in", ".sh",
                                                       ".json", ".map",   ".toml", ".py", ".pyi"};
    std::vector<Finding> findings;
    for (const auto& [path, lines] : tree.files) {
        check_name(path, findings);
        const bool is_script = path == "dev" || path == ".ci/run";
        const bool is_sql = path.ends_with(".sql");
        if (!is_script && !is_sql && !ends_with_any(path, read)) continue;
        check_words(path, lines, findings);
        if (!is_script && !is_cxx(path) && !is_python(path) && !is_sql) continue;
        check_size(path, lines, findings);
        if (path.ends_with(".cpp")) check_usings(path, lines, findings);
        const bool is_open = !lines.empty() && (is_sql ? lines[0].starts_with("-- ")
                                                       : starts_with_any(lines[0], {"//", "/*"}));
        if ((is_cxx(path) || is_sql) && !is_open) {
            findings.push_back({path, 1, "does not open with a comment that says what it is for"});
        } else if (is_python(path) &&
                   (lines.empty() || !starts_with_any(lines[0], {"\"\"\"", "#"}))) {
            findings.push_back({path, 1, "does not open with what it is for"});
        }
    }
    return findings;
}

}  // namespace meritum::tidy
