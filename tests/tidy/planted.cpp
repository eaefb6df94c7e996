// The list of planted bugs still fits the sources: the text of each stands in exactly one place, so
// that tests/agreement/planted.sh can plant it.
#include <set>
#include <string>

#include "tidy/rules.hpp"

namespace meritum::tidy {

namespace {

constexpr std::size_t fewest = 20;

struct Bug {
    std::size_t line = 0;
    std::string name;
    std::string file;
    std::string find;
    std::string put;
    bool says_why = false;
};

void add_line(std::string& text, const std::string& line) {
    text += (text.empty() ? "" : "\n") + line;
}

/// The blocks of the list: `== name`, then `file`, `why`, `<` and `>` lines.
std::vector<Bug> bugs_of(const std::vector<std::string>& lines) {
    std::vector<Bug> bugs;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string& line = lines[i];
        if (line.starts_with("== ")) {
            bugs.push_back({i + 1, line.substr(3), {}, {}, {}, false});
        } else if (bugs.empty()) {
            continue;
        } else if (line.starts_with("file ")) {
            bugs.back().file = line.substr(5);
        } else if (line.starts_with("why ")) {
            bugs.back().says_why = true;
        } else if (line.starts_with("< ")) {
            add_line(bugs.back().find, line.substr(2));
        } else if (line.starts_with("> ")) {
            add_line(bugs.back().put, line.substr(2));
        }
    }
    return bugs;
}

std::size_t places(const std::string& text, const std::string& wanted) {
    std::size_t count = 0;
    for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
        ++count;
    }
    return count;
}

}  // namespace

std::vector<Finding> check_planted_bugs(const Tree& tree) {
    const std::string list = "tests/agreement/planted/bugs.txt";
    std::vector<Finding> findings;
    const auto file = tree.files.find(list);
    if (file == tree.files.end()) return {{list, 0, "is not there"}};
    const auto bugs = bugs_of(file->second);
    if (bugs.size() < fewest) findings.push_back({list, 0, "holds fewer than 20 bugs"});
    std::set<std::string> names;
    for (const Bug& bug : bugs) {
        const auto say = [&](const std::string& what) {
            findings.push_back({list, bug.line, bug.name + " " + what});
        };
        if (!names.insert(bug.name).second) say("stands twice");
        if (!bug.says_why) say("does not say why it is a bug");
        if (bug.find == bug.put || bug.find.empty()) say("changes nothing");
        const auto source = tree.files.find(bug.file);
        if (source == tree.files.end()) {
            say("names " + bug.file + ", which is not there");
            continue;
        }
        std::string text;
        for (const std::string& line : source->second) text += line + "\n";
        const auto count = places(text, bug.find);
        if (count != 1) {
            say("finds its text in " + std::to_string(count) + " places of " + bug.file);
        }
    }
    return findings;
}

}  // namespace meritum::tidy
