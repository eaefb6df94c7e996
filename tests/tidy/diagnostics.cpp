// Each kind of diagnostic is shown by a page, by its name or its code.
#include <set>
#include <string>

#include "tidy/rules.hpp"

namespace meritum::tidy {

namespace {

struct Row {
    std::size_t line = 0;
    std::string kind;
    std::string code;
};

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\"");
    const std::size_t end = text.find_last_not_of(" \t\"");
    return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

/// DIAGNOSTIC(kind, code, ...), the first two on one line.
std::vector<Row> rows_of(const std::vector<std::string>& lines) {
    static const std::string opening = "DIAGNOSTIC(";
    std::vector<Row> rows;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].starts_with(opening)) continue;
        const std::size_t first = lines[i].find(',');
        const std::size_t second = lines[i].find(',', first + 1);
        if (first == std::string::npos || second == std::string::npos) continue;
        rows.push_back({i + 1, trimmed(lines[i].substr(opening.size(), first - opening.size())),
                        trimmed(lines[i].substr(first + 1, second - first - 1))});
    }
    return rows;
}

bool is_shown(const Tree& tree, const Row& row) {
    for (const auto& [path, lines] : tree.files) {
        if (!path.starts_with("tests/golden/")) continue;
        if (path.find("/" + row.kind + ".") != std::string::npos) return true;
        for (const std::string& line : lines) {
            if (line.find(row.code) != std::string::npos ||
                line.find(row.kind) != std::string::npos)
                return true;
        }
    }
    return false;
}

}  // namespace

std::vector<Finding> check_diagnostics(const Tree& tree) {
    const std::string table = "src/base/diagnostics.def";
    std::vector<Finding> findings;
    const auto file = tree.files.find(table);
    if (file == tree.files.end()) return {{table, 0, "is not there"}};
    std::set<std::string> seen;
    for (const Row& row : rows_of(file->second)) {
        for (const std::string& word : {row.kind, row.code}) {
            if (!seen.insert(word).second)
                findings.push_back({table, row.line, word + " stands twice"});
        }
        if (!is_shown(tree, row)) {
            findings.push_back(
                {table, row.line,
                 row.kind + " (" + row.code + ") is shown by no page in tests/golden/"});
        }
    }
    return findings;
}

}  // namespace meritum::tidy
