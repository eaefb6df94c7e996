// Holds the repository to its rules, and each rule to a small bad tree that it must find fault
// with.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidy/rules.hpp"

namespace meritum::tidy {
namespace {

namespace fs = std::filesystem;

using Rule = std::vector<Finding> (*)(const Tree&);

const Tree& repository() {
    static const Tree tree = read_tree(MERITUM_REPOSITORY);
    return tree;
}

void expect_clean(Rule rule) {
    const auto findings = rule(repository());
    EXPECT_TRUE(findings.empty()) << findings.size() << " findings:\n" << to_string(findings);
}

TEST(Repository, BuildsTheRoomsOfTheTable) { expect_clean(check_room_table); }
TEST(Repository, IncludesGoDown) { expect_clean(check_includes); }
TEST(Repository, HasNoIncludeCycle) { expect_clean(check_include_cycles); }
TEST(Repository, NamesPathsThatExist) { expect_clean(check_document_paths); }
TEST(Repository, KeepsFilesInShape) { expect_clean(check_files); }
TEST(Repository, ShowsEveryDiagnostic) { expect_clean(check_diagnostics); }
TEST(Repository, CanPlantEveryBug) { expect_clean(check_planted_bugs); }

// --- The rules find what they are for. ---

using Files = std::vector<std::pair<std::string, std::string>>;

/// Three floors, and files that break nothing.
const Files good = {
    {"ARCHITECTURE.md",
     "| floor | room |\n|---|---|\n| 0 | `include/meritum/` | public |\n| 1 | `src/base/` | ids |\n"
     "| 2 | `src/io/` | in |\n| 3 | `src/syntax/` | text |\n| 12 | `src/cli/` | client |\n"},
    {"CMakeLists.txt", "meritum_add_rooms(base io syntax)\n"},
    {"include/meritum/plan.hpp", "// Plans.\n#include <string>\n"},
    {"src/base/ids.hpp", "// Ids. Tests: tests/base/.\n#include \"meritum/plan.hpp\"\n"},
    {"src/base/diagnostics.def", "DIAGNOSTIC(bad_word, \"M0101\", error, \"a\", \"b\")\n"},
    {"src/io/yaml.cpp", "// Reads.\n#include <yaml-cpp/parser.h>\n#include \"base/ids.hpp\"\n"},
    {"src/syntax/grammar/lines.cpp",
     "// Lines.\n#include <boost/spirit/home/x3.hpp>\n#include \"io/read.hpp\"\n"},
    {"src/io/read.hpp", "// The door.\n"},
    {"src/cli/main.cpp", "// The program.\n#include <meritum/plan.hpp>\n"},
    {"tests/base/ids_test.cpp", "// Ids.\n#include \"base/ids.hpp\"\n"},
    {"tests/golden/bad_word.txt", "error M0101\n"},
    {"docs/page.md",
     "See `src/base/ids.hpp`, `base/ids.hpp`, `ids.hpp`, `src/base/`, `a/b`, "
     "[it](../ARCHITECTURE.md#x).\n"},
};

/// Writes the good tree and over it `changes`, reads it back and applies the rule.
std::string findings_of(Rule rule, const Files& changes) {
    const fs::path top =
        fs::path(testing::TempDir()) / ("meritum_tidy_" + std::to_string(getpid()));
    fs::remove_all(top);
    for (const Files* files : {&good, &changes}) {
        for (const auto& [path, text] : *files) {
            fs::create_directories((top / path).parent_path());
            std::ofstream(top / path, std::ios::binary) << text;
        }
    }
    const std::string found = to_string(rule(read_tree(top)));
    fs::remove_all(top);
    return found;
}

/// One fault, planted in the good tree, and what is said about it.
struct Case {
    Rule rule;
    std::string path;
    std::string text;
    std::string finding;  ///< all that is found
};

void expect_found(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        EXPECT_EQ(findings_of(one.rule, {{one.path, one.text}}), one.finding) << one.path << "\n"
                                                                              << one.text;
    }
}

TEST(Rules, AcceptAGoodTree) {
    for (const Rule rule : {check_room_table, check_includes, check_include_cycles,
                            check_document_paths, check_files, check_diagnostics}) {
        EXPECT_EQ(findings_of(rule, {}), "");
    }
}

TEST(Rules, FindIncludesThatGoUpOrAround) {
    expect_found({
        {check_includes, "src/base/ids.hpp", "// Ids.\n#include \"io/read.hpp\"\n",
         "src/base/ids.hpp:2: floor 1 includes src/io/read.hpp on floor 2; includes go down "
         "only\n"},
        {check_includes, "src/cli/main.cpp", "// The program.\n#include \"base/ids.hpp\"\n",
         "src/cli/main.cpp:2: includes src/base/ids.hpp; the program sees public headers only\n"},
        {check_includes, "include/meritum/plan.hpp", "// Plans.\n#include \"base/ids.hpp\"\n",
         "include/meritum/plan.hpp:2: floor 0 includes src/base/ids.hpp on floor 1; includes go "
         "down only\n"},
        {check_includes, "src/io/read.hpp", "// The door.\n#include \"ids.hpp\"\n",
         "src/io/read.hpp:2: includes \"ids.hpp\", which is not there; paths begin at include/, "
         "src/, tests/ or bench/\n"},
        {check_includes, "bindings/c/card.cpp", "// Cards.\n#include \"base/ids.hpp\"\n",
         "bindings/c/card.cpp:2: includes src/base/ids.hpp; bindings and examples see public "
         "headers only\n"},
        {check_includes, "bindings/c/card.cpp", "// Cards.\n#include \"facts.hpp\"\n",
         "bindings/c/card.cpp:2: includes \"facts.hpp\", which is not in its folder\n"},
        {check_includes, "examples/host/main.c", "/* A host. */\n#include <boost/any.hpp>\n",
         "examples/host/main.c:2: includes <boost/any.hpp>, which only tests may see\n"},
        {check_includes, "tests/c/a_test.cpp", "// A.\n#include \"meritum/plan.hpp\"\n",
         "tests/c/a_test.cpp:2: includes include/meritum/plan.hpp; a host in C sees meritum.h "
         "only\n"},
        {check_include_cycles, "src/io/read.hpp",
         "// The door.\n#include \"syntax/grammar/lines.cpp\"\n",
         "src/syntax/grammar/lines.cpp:3: closes a cycle of includes: src/io/read.hpp > "
         "src/syntax/grammar/lines.cpp > src/io/read.hpp\n"},
        {check_room_table, "src/extra/a.hpp", "// A.\n",
         "src/extra: is in no row of the table in ARCHITECTURE.md\n"},
        {check_room_table, "CMakeLists.txt", "meritum_add_rooms(io base syntax)\n",
         "CMakeLists.txt: does not build the rooms in the order of the table: "
         "meritum_add_rooms(base io syntax)\n"},
    });
}

TEST(Rules, FindPackagesOutsideTheirRooms) {
    expect_found({
        {check_includes, "src/base/ids.hpp", "// Ids.\n#include <yaml-cpp/yaml.h>\n",
         "src/base/ids.hpp:2: includes <yaml-cpp/yaml.h>, which only src/io/ may see\n"},
        {check_includes, "src/syntax/parse.cpp", "// Parse.\n#include <boost/spirit/home/x3.hpp>\n",
         "src/syntax/parse.cpp:2: includes <boost/spirit/home/x3.hpp>, which only "
         "src/syntax/grammar/ may see\n"},
        {check_includes, "src/io/read.hpp", "// The door.\n#include <gtest/gtest.h>\n",
         "src/io/read.hpp:2: includes <gtest/gtest.h>, which only tests may see\n"},
        {check_includes, "include/meritum/plan.hpp", "// Plans.\n#include <fmt/core.h>\n",
         "include/meritum/plan.hpp:2: includes <fmt/core.h>; public headers see the standard "
         "library only\n"},
    });
}

TEST(Rules, FindExamplesThatSeeMoreThanOutsiders) {
    const std::string path = "examples/shop/main.cpp";
    expect_found({
        {check_includes, path, "// A host.\n#include <meritum/plan.hpp>\n", ""},
        {check_includes, path, "// A host.\n#include \"base/ids.hpp\"\n",
         path + ":2: includes src/base/ids.hpp; bindings and examples see public headers only\n"},
        {check_includes, path, "// A host.\n#include <sqlite3.h>\n",
         path + ":2: includes <sqlite3.h>, which only examples/hr-host/sqlite.cpp may see\n"},
        {check_includes, "src/io/read.hpp", "// The door.\n#include <libpq-fe.h>\n",
         "src/io/read.hpp:2: includes <libpq-fe.h>, which only examples/hr-host/postgres.cpp may "
         "see\n"},
    });
}

TEST(Rules, FindAReferenceThatIsNotIndependent) {
    EXPECT_EQ(
        findings_of(
            check_includes,
            {{"src/graph/graph.hpp", "// Graph.\n"},
             {"tests/agreement/between.hpp", "// Between.\n#include \"graph/graph.hpp\"\n"},
             {"tests/agreement/reference.cpp", "// Slow.\n#include \"agreement/between.hpp\"\n"}}),
        "tests/agreement/reference.cpp: must stay independent but reaches "
        "tests/agreement/reference.cpp > "
        "tests/agreement/between.hpp > src/graph/graph.hpp\n");
}

TEST(Rules, FindPathsThatDoNotExist) {
    expect_found({
        {check_document_paths, "docs/page.md", "See `src/base/gone.hpp`.\n",
         "docs/page.md:1: names `src/base/gone.hpp`, which is not there\n"},
        {check_document_paths, "docs/page.md", "See `base/gone.hpp`.\n",
         "docs/page.md:1: names `base/gone.hpp`, which is not there\n"},
        {check_document_paths, "docs/page.md", "\nSee `gone.hpp` and `tests/gone/`.\n",
         "docs/page.md:2: names `gone.hpp`, which is not there\n"
         "docs/page.md:2: names `tests/gone/`, which is not there\n"},
        {check_document_paths, "docs/page.md", "Run `./gone now`.\n",
         "docs/page.md:1: names `./gone`, which is not there\n"},
        {check_document_paths, "docs/page.md", "[it](ARCHITECTURE.md)\n",
         "docs/page.md:1: links to ARCHITECTURE.md, which is not there\n"},
        {check_document_paths, "src/base/ids.hpp", "// Ids. Tests: tests/base/gone_test.cpp.\n",
         "src/base/ids.hpp:1: its comment names tests/base/gone_test.cpp, which is not there\n"},
        {check_document_paths, "bench/a.py", "\"\"\"Reads docs/gone.md.\"\"\"\n",
         "bench/a.py:1: its comment names docs/gone.md, which is not there\n"},
    });
}

TEST(Rules, FindFilesOutOfShape) {
    const std::string wide = "// " + std::string(98, 'a') + "\n";
    std::string chinese = "// ";
    for (int i = 0; i < 49; ++i) chinese += "规";
    std::string long_file = "// Long.\n";
    for (int i = 0; i < 500; ++i) long_file += "\n";
    expect_found({
        {check_files, "examples/host/main.c", "int main(void) { return 0; }\n",
         "examples/host/main.c:1: does not open with a comment that says what it is for\n"},
        {check_files, "src/io/read.hpp", wide,
         "src/io/read.hpp:1: is 101 columns wide; the most is 100\n"},
        {check_files, "src/io/read.hpp", chinese,
         "src/io/read.hpp:1: is 101 columns wide; the most is 100\n"},
        {check_files, "src/io/read.hpp", long_file,
         "src/io/read.hpp: has 501 lines; the most is 500\n"},
        {check_files, "src/io/read.hpp", "#pragma once\n",
         "src/io/read.hpp:1: does not open with a comment that says what it is for\n"},
        {check_files, "src/io/read.hpp", std::string("// TO") + "DO later\n",
         std::string("src/io/read.hpp:1: says TO") + "DO; finish it or file an issue\n"},
        {check_files, "src/io/read.cpp", "// Reads.\nusing number::Rational;\nint Rational2;\n",
         "src/io/read.cpp:2: brings in Rational for nobody\n"},
        {check_files, "docs/page.md", std::string("Look in /wo") + "rk/main.\n",
         std::string("docs/page.md:1: names a place of one machine: /wo") + "rk/\n"},
        {check_files, "bench/a.py", "import os\n",
         "bench/a.py:1: does not open with what it is for\n"},
        {check_files, "bindings/a.py", "#" + wide.substr(1),
         "bindings/a.py:1: is 101 columns wide; the most is 100\n"},
        {check_files, "examples/schema.sql", "CREATE TABLE a (b TEXT);\n",
         "examples/schema.sql:1: does not open with a comment that says what it is for\n"},
        {check_files, "examples/schema.sql", "-- " + std::string(118, 'a') + "\n",
         "examples/schema.sql:1: is 121 columns wide; the most is 120\n"},
        {check_files, "src/io/csv_util.hpp", "// Bits.\n",
         "src/io/csv_util.hpp: is named util; name what it holds\n"},
    });
}

TEST(Rules, FindBugsThatCannotBePlanted) {
    std::string list;
    for (int i = 0; i < 19; ++i) {
        list += "== bug" + std::to_string(i) +
                "\nfile src/base/ids.hpp\nwhy  it says less\n< Ids. Tests\n> Ids\n";
    }
    const std::string path = "tests/agreement/planted/bugs.txt";
    const std::string last = "== last\nfile src/base/ids.hpp\nwhy  so\n";
    expect_found({
        {check_planted_bugs, path, list + last + "< Ids. Tests\n> Ids\n", ""},
        {check_planted_bugs, path, list, path + ": holds fewer than 20 bugs\n"},
        {check_planted_bugs, path, list + last + "< gone\n> Ids\n",
         path + ":96: last finds its text in 0 places of src/base/ids.hpp\n"},
        {check_planted_bugs, path, list + last + "< s\n> Ids\n",
         path + ":96: last finds its text in 6 places of src/base/ids.hpp\n"},
        {check_planted_bugs, path, list + last + "< Ids\n> Ids\n",
         path + ":96: last changes nothing\n"},
    });
}

TEST(Rules, FindDiagnosticsThatNoPageShows) {
    expect_found({
        {check_diagnostics, "src/base/diagnostics.def",
         "DIAGNOSTIC(worse_word, \"M0102\", error, \"a\", \"b\")\n",
         "src/base/diagnostics.def:1: worse_word (M0102) is shown by no page in tests/golden/\n"},
        {check_diagnostics, "src/base/diagnostics.def",
         "DIAGNOSTIC(bad_word, \"M0101\", error, \"a\", \"b\")\nDIAGNOSTIC(bad_word, \"M0102\", "
         "error, \"a\", \"b\")\n",
         "src/base/diagnostics.def:2: bad_word stands twice\n"},
    });
}

}  // namespace
}  // namespace meritum::tidy
