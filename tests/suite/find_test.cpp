// Finding suites: sorted, each once, without following links in circles.
#include "suite/find.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace meritum::suite {
namespace {

namespace fs = std::filesystem;

class Find : public testing::Test {
protected:
    void SetUp() override {
        top_ = fs::path(testing::TempDir()) / ("meritum_suite_find_" + std::to_string(getpid()));
        fs::remove_all(top_);
        for (const char* name : {"b.test.yaml", "a/z.test.yml", "a/b/c.test.yaml", "a/data.yaml",
                                 "a/test.yaml", "b.test.yaml.orig"}) {
            fs::create_directories((top_ / name).parent_path());
            std::ofstream(top_ / name) << "x";
        }
        fs::create_directories(top_ / "empty");
    }
    void TearDown() override { fs::remove_all(top_); }

    /// Paths below the top, a line each, then problems.
    std::string page(const std::vector<fs::path>& paths) const {
        const auto found = find(paths);
        std::string text;
        for (const auto& file : found.files)
            text += file.lexically_normal().lexically_relative(top_).generic_string() + "\n";
        for (const auto& problem : found.problems) text += problem.message + "\n";
        return text;
    }

    fs::path top_;
};

TEST_F(Find, SearchesFoldersInOrder) {
    EXPECT_EQ(page({top_}), "a/b/c.test.yaml\na/z.test.yml\nb.test.yaml\n");
    EXPECT_EQ(page({top_ / "b.test.yaml", top_ / "a"}),
              "b.test.yaml\na/b/c.test.yaml\na/z.test.yml\n");
}

TEST_F(Find, AFileIsASuiteWhateverItsName) {
    EXPECT_EQ(page({top_ / "a/data.yaml"}), "a/data.yaml\n");
}

TEST_F(Find, AFileIsFoundOnce) {
    EXPECT_EQ(page({top_ / "b.test.yaml", top_ / "a/../b.test.yaml", top_}),
              "b.test.yaml\na/b/c.test.yaml\na/z.test.yml\n");
}

TEST_F(Find, LinksToFoldersAreNotFollowed) {
    fs::create_directory_symlink("..", top_ / "a/loop");
    fs::create_directory_symlink(".", top_ / "a/d.test.yaml");
    fs::create_symlink("b.test.yaml", top_ / "c.test.yaml");  // the same file
    fs::create_symlink("nowhere", top_ / "d.test.yaml");      // to be told
    EXPECT_EQ(page({top_}), "a/b/c.test.yaml\na/z.test.yml\nb.test.yaml\nd.test.yaml\n");
    EXPECT_EQ(page({top_ / "a/loop/a/b"}), "a/loop/a/b/c.test.yaml\n") << "but one that is named";
}

TEST_F(Find, NothingIsAProblem) {
    EXPECT_EQ(page({top_ / "empty"}), "there is no suite in the folder\n");
    EXPECT_EQ(page({top_ / "gone", top_ / "b.test.yaml"}),
              "b.test.yaml\nthe suite cannot be read: there is no such file or folder\n");
    EXPECT_EQ(page({}), "");
}

}  // namespace
}  // namespace meritum::suite
