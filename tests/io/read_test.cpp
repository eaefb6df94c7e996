// The door: which file is read as what, and files that cannot be opened.
#include "io/read.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "base/limits.hpp"
#include "io/reading.hpp"

namespace meritum::io {
namespace {

namespace fs = std::filesystem;

class Read : public testing::Test {
protected:
    Read() : folder_(fs::temp_directory_path() / ("meritum-read-" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
    }
    ~Read() override { fs::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return (folder_ / name).string();
    }

    std::string page_of(const fs::path& path) const {
        const value::SampleSchema schema;
        try {
            return page(read(path, schema));
        } catch (const ReadError& error) {
            const std::string text = error.what();
            const auto prefix = folder_.string();
            return text.rfind(prefix, 0) == 0 ? text.substr(prefix.size()) : text;
        }
    }

    fs::path folder_;
};

TEST_F(Read, ChoosesByExtension) {
    for (const char* name : {"a.yaml", "a.yml", "a.json", "A.JSON"}) {
        EXPECT_EQ(page_of(write(name, "[{\"id\": \"ann\"}]")), "ann\n") << name;
    }
    EXPECT_EQ(page_of(write("a.txt", "[]")),
              "/a.txt: data is a .yaml, .yml or .json file or a folder of CSV files");
    EXPECT_EQ(page_of(write("a.csv", "id\n")),
              "/a.csv: CSV files are read as a folder; give the folder instead");
    EXPECT_EQ(page_of(folder_ / "none.yaml"),
              "/none.yaml cannot be read: there is no such file or folder");
}

TEST_F(Read, FoldersOfCsv) {
    EXPECT_EQ(page_of(folder_), ": the folder has no CSV files; participants.csv is needed");
    write("participants.csv", "id,sales\nann,1\n");
    write("contracts.csv", "participant,amount\nann,2\n");
    write("readme.txt", "hello");
    EXPECT_EQ(page_of(folder_), "ann sales=1@2:5 contracts[{ amount=2@2:5}]\n");
    EXPECT_EQ(page_of(folder_ / "participants.csv").substr(0, 10), "/participa");
}

TEST_F(Read, NamesOfFilesAreFitToBeShown) {
    const ReadError told("wrong", "a\x1b[1m.yaml", 2);
    EXPECT_STREQ(told.what(), "a\uFFFD[1m.yaml:2: wrong");
    const auto none = ReadError::unreadable("there is no such file", "a\x1b.yaml");
    EXPECT_STREQ(none.what(), "a\uFFFD.yaml cannot be read: there is no such file");
    EXPECT_EQ(none.message(), "there is no such file");
}

TEST_F(Read, ErrorsHaveTheirParts) {
    const value::SampleSchema schema;
    try {
        read_text(Format::yaml, "q3.yaml", "a: 1\na: 2\n", schema);
        FAIL();
    } catch (const ReadError& error) {
        EXPECT_EQ(error.message(), "the key `a` is given twice");
        EXPECT_EQ(error.file(), "q3.yaml");
        EXPECT_EQ(error.line(), 2U);
        EXPECT_EQ(error.column(), 1U);
    }
}

TEST_F(Read, AFileBeyondTheLimit) {
    const auto path = write("big.json", "");
    fs::resize_file(path, limits::data_bytes + 1);  // takes no room on the disk
    EXPECT_EQ(page_of(path), "/big.json: the file has more than 536870912 bytes");
    const auto yaml = write("big.yaml", "");
    fs::resize_file(yaml, limits::yaml_bytes + 1);
    EXPECT_EQ(page_of(yaml), "/big.yaml: the file has more than 16777216 bytes");
}

}  // namespace
}  // namespace meritum::io
