// Which way includes go. The floors are read from ARCHITECTURE.md; what only some folders may see
// stands in a table here.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "tidy/rules.hpp"

namespace meritum::tidy {

namespace {

/// Packages by the beginning of their headers, and the folders that may see them. The longest
/// beginning counts.
struct Package {
    std::string_view header;
    std::vector<std::string_view> folders;
};

const std::vector<Package>& packages() {
    static const std::vector<Package> table = {
        {"boost/", {}},
        {"boost/spirit/", {"src/syntax/grammar/"}},
        {"boost/fusion/", {"src/syntax/grammar/"}},
        {"boost/multiprecision/", {"src/number/"}},
        {"yaml-cpp/", {"src/io/"}},
        {"rapidjson/", {"src/io/"}},
        {"sodium", {"src/syntax/"}},
        {"hwy", {"src/simd/"}},
        {"utf8proc", {"src/base/", "src/syntax/", "src/report/"}},
        {"CLI/", {"src/cli/"}},
        {"sqlite3.h", {"examples/hr-host/sqlite.cpp"}},
        {"libpq", {"examples/hr-host/postgres.cpp"}},
        {"gtest/", {}},
        {"gmock/", {}},
        {"benchmark/", {}},
    };
    return table;
}

/// Where tests judge one thing by another, independent one: files by the beginning of their paths,
/// and what neither they nor what they include may reach.
struct Independent {
    std::string_view files;
    std::vector<std::string_view> unreachable;
};

const std::vector<Independent>& independents() {
    // The reference evaluator: its files in tests/agreement/, and the engine it judges.
    static const std::vector<std::string_view> engine = {"src/number/", "src/check/", "src/graph/",
                                                         "src/exec/"};
    static const std::vector<Independent> table = {
        {"tests/agreement/reference", engine},    {"tests/agreement/evaluator", engine},
        {"tests/agreement/declarations", engine}, {"tests/agreement/expressions", engine},
        {"tests/agreement/rules", engine},        {"tests/agreement/fraction", engine},
    };
    return table;
}

/// The one public header that needs more than the standard library: it is for GoogleTest.
constexpr std::string_view for_tests = "include/meritum/testing.hpp";

struct Include {
    std::size_t line = 0;
    std::string header;
    bool quoted = false;
};

std::vector<Include> includes_of(const std::vector<std::string>& lines) {
    std::vector<Include> found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view line = lines[i];
        if (!line.starts_with("#")) continue;
        line.remove_prefix(std::min(line.find_first_not_of("# \t"), line.size()));
        if (!line.starts_with("include")) continue;
        const std::size_t begin = line.find_first_of("<\"");
        if (begin == std::string_view::npos) continue;
        const bool quoted = line[begin] == '"';
        const std::size_t end = line.find(quoted ? '"' : '>', begin + 1);
        if (end == std::string_view::npos) continue;
        found.push_back({i + 1, std::string(line.substr(begin + 1, end - begin - 1)), quoted});
    }
    return found;
}

/// The file of this repository that a header names, if there is one.
std::optional<std::string> resolve(const Tree& tree, const std::string& header) {
    for (const char* root : {"include/", "src/", "tests/", "bench/"}) {
        if (tree.has_file(root + header)) return root + header;
    }
    return std::nullopt;
}

const Room* room_of(const std::vector<Room>& table, std::string_view path) {
    for (const Room& room : table) {
        if (path.starts_with(room.folder)) return &room;
    }
    return nullptr;
}

std::optional<Finding> check_package(const std::string& path, const Include& include) {
    const Package* package = nullptr;
    for (const Package& row : packages()) {
        if (include.header.starts_with(row.header) &&
            (package == nullptr || row.header.size() > package->header.size())) {
            package = &row;
        }
    }
    if (package == nullptr || starts_with_any(path, package->folders)) return std::nullopt;
    std::string where;
    for (const std::string_view folder : package->folders)
        where += (where.empty() ? "" : ", ") + std::string(folder);
    return Finding{path, include.line,
                   "includes <" + include.header + ">, which only " +
                       (where.empty() ? "tests" : where) + " may see"};
}

std::optional<Finding> check_floors(const std::vector<Room>& table, const std::string& path,
                                    const std::string& target, std::size_t line) {
    const Room* from = room_of(table, path);
    const Room* to = room_of(table, target);
    if (from == nullptr)
        return Finding{path, line, "is in no room of the table in ARCHITECTURE.md"};
    if (to == nullptr)
        return Finding{path, line, "includes " + target + ", which is in no room of the table"};
    if (from == to) return std::nullopt;
    if (from->folder == "src/cli/" && to->floor != 0) {
        return Finding{path, line, "includes " + target + "; the program sees public headers only"};
    }
    if (to->floor < from->floor) return std::nullopt;
    return Finding{path, line,
                   "floor " + std::to_string(from->floor) + " includes " + target + " on floor " +
                       std::to_string(to->floor) + "; includes go down only"};
}

using Edges = std::map<std::string, std::vector<std::pair<std::string, std::size_t>>>;

/// Files of bindings, and those of examples, include their own folder's and public headers.
std::optional<Finding> check_client(const Tree& tree, const std::string& path,
                                    const Include& include) {
    const auto own = path.substr(0, path.rfind('/') + 1) + include.header;
    if (tree.has_file(own)) return std::nullopt;
    const auto target = resolve(tree, include.header);
    if (target && target->starts_with("include/")) return std::nullopt;
    if (target) {
        return Finding{path, include.line,
                       "includes " + *target + "; bindings and examples see public headers only"};
    }
    if (include.quoted) {
        return Finding{path, include.line,
                       "includes \"" + include.header + "\", which is not in its folder"};
    }
    return check_package(path, include);
}

/// Files of this repository and the files of it that they include.
Edges include_edges(const Tree& tree) {
    Edges edges;
    for (const auto& [path, lines] : tree.files) {
        if (!is_cxx(path)) continue;
        for (const Include& include : includes_of(lines)) {
            const auto target = resolve(tree, include.header);
            if (target && target != path) edges[path].emplace_back(*target, include.line);
        }
    }
    return edges;
}

void check_independents(const Tree& tree, std::vector<Finding>& findings) {
    const Edges edges = include_edges(tree);
    for (const Independent& row : independents()) {
        for (const auto& [path, lines] : tree.files) {
            if (!path.starts_with(row.files)) continue;
            std::set<std::string> seen = {path};
            std::vector<std::pair<std::string, std::string>> todo = {{path, path}};
            while (!todo.empty()) {
                const auto [file, way] = todo.back();
                todo.pop_back();
                const auto out = edges.find(file);
                if (out == edges.end()) continue;
                for (const auto& [target, line] : out->second) {
                    if (!seen.insert(target).second) continue;
                    if (starts_with_any(target, row.unreachable)) {
                        findings.push_back(
                            {path, 0, "must stay independent but reaches " + way + " > " + target});
                    }
                    todo.emplace_back(target, way + " > " + target);
                }
            }
        }
    }
}

/// The tests of libmeritum_c know nothing of Meritum but the limits that they go up to.
bool is_host_of_c(std::string_view path, std::string_view target) {
    return path.starts_with("tests/c/") && !target.starts_with("tests/c/") &&
           target != "src/base/limits.hpp";
}

}  // namespace

std::vector<Room> rooms(const Tree& tree) {
    std::vector<Room> table;
    const auto page = tree.files.find("ARCHITECTURE.md");
    if (page == tree.files.end()) return table;
    for (const std::string& line : page->second) {
        // | 3 | `src/value/` | ...
        if (!line.starts_with("| ") || line.size() < 3 || line[2] < '0' || line[2] > '9') continue;
        const std::size_t begin = line.find('`');
        const std::size_t end = line.find('`', begin + 1);
        if (begin == std::string::npos || end == std::string::npos) continue;
        table.push_back({std::stoi(line.substr(2)), line.substr(begin + 1, end - begin - 1)});
    }
    return table;
}

std::vector<Finding> check_room_table(const Tree& tree) {
    std::vector<Finding> findings;
    const std::vector<Room> table = rooms(tree);
    if (table.empty()) findings.push_back({"ARCHITECTURE.md", 0, "has no table of rooms"});
    for (const std::string& folder : tree.folders) {
        const bool is_room = folder.starts_with("src/") && folder.find('/', 4) == std::string::npos;
        if (is_room && room_of(table, folder + "/") == nullptr) {
            findings.push_back({folder, 0, "is in no row of the table in ARCHITECTURE.md"});
        }
    }
    std::string built = "meritum_add_rooms(";
    for (const Room& room : table) {
        if (!room.folder.starts_with("src/") || room.folder == "src/cli/") continue;
        built += (built.back() == '(' ? "" : " ") + room.folder.substr(4, room.folder.size() - 5);
    }
    built += ")";
    const auto cmake = tree.files.find("CMakeLists.txt");
    if (cmake != tree.files.end() &&
        std::find(cmake->second.begin(), cmake->second.end(), built) == cmake->second.end()) {
        findings.push_back(
            {"CMakeLists.txt", 0, "does not build the rooms in the order of the table: " + built});
    }
    return findings;
}

std::vector<Finding> check_includes(const Tree& tree) {
    std::vector<Finding> findings;
    const std::vector<Room> table = rooms(tree);
    for (const auto& [path, lines] : tree.files) {
        const bool is_public = path.starts_with("include/");
        const bool is_room = is_public || path.starts_with("src/");
        if (!is_cxx(path) || path.starts_with("tests/consumers/")) continue;
        const bool is_client = starts_with_any(path, {"bindings/", "examples/"});
        for (const Include& include : includes_of(lines)) {
            if (is_client) {
                if (auto found = check_client(tree, path, include)) findings.push_back(*found);
                continue;
            }
            const auto target = resolve(tree, include.header);
            if (!target && include.quoted) {
                findings.push_back({path, include.line,
                                    "includes \"" + include.header +
                                        "\", which is not there; paths begin at include/, src/, "
                                        "tests/ or bench/"});
            } else if (target && is_room) {
                if (auto found = check_floors(table, path, *target, include.line))
                    findings.push_back(*found);
            } else if (is_public) {
                if (path == for_tests) continue;
                if (include.header.find_first_of("/.") != std::string::npos) {
                    findings.push_back({path, include.line,
                                        "includes <" + include.header +
                                            ">; public headers see the standard library only"});
                }
            } else if (is_room) {
                if (auto found = check_package(path, include)) findings.push_back(*found);
            } else if (target && is_host_of_c(path, *target)) {
                findings.push_back({path, include.line,
                                    "includes " + *target + "; a host in C sees meritum.h only"});
            }
        }
    }
    check_independents(tree, findings);
    return findings;
}

std::vector<Finding> check_include_cycles(const Tree& tree) {
    const Edges edges = include_edges(tree);
    std::vector<Finding> findings;
    std::set<std::string> done;
    for (const auto& [start, unused] : edges) {
        // Depth first; `way` is the path from `start`, each with the next edge to follow.
        std::vector<std::pair<std::string, std::size_t>> way = {{start, 0}};
        std::set<std::string> on_way = {start};
        while (!way.empty() && done.count(start) == 0) {
            auto& [file, next] = way.back();
            const auto out = edges.find(file);
            if (out == edges.end() || next >= out->second.size()) {
                done.insert(file);
                on_way.erase(file);
                way.pop_back();
                continue;
            }
            const auto [target, line] = out->second[next++];
            if (on_way.count(target) != 0) {
                std::string round;
                bool inside = false;
                for (const auto& [step, edge] : way) {
                    inside = inside || step == target;
                    if (inside) round += step + " > ";
                }
                findings.push_back({file, line, "closes a cycle of includes: " + round + target});
            } else if (done.count(target) == 0) {
                on_way.insert(target);
                way.emplace_back(target, 0);
            }
        }
    }
    return findings;
}

}  // namespace meritum::tidy
