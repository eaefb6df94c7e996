// A folder straight to columns: what is in them, items at their owners and in the plan's order, and
// what the ordinary reader is left with.
#include "io/plain_folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "io/reading.hpp"

namespace meritum::io {
namespace {

namespace fs = std::filesystem;

class PlainFolderTest : public testing::Test {
protected:
    void SetUp() override {
        fs::remove_all(top_);
        fs::create_directories(top_);
    }
    void TearDown() override { fs::remove_all(top_); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(top_ / name, std::ios::binary) << text;
    }

    std::unique_ptr<PlainFolder> read(std::size_t least = 0) const {
        PlainReading how;
        how.threads = 2;
        how.least_participants = least;
        return PlainFolder::read(top_, schema_, how);
    }

    std::string value(const PlainFact& fact, std::size_t row) const {
        if (!fact.known.bytes.empty() && !fact.known[row]) return "-";
        const auto number = fact.value(row);
        if (fact.texts != nullptr)
            return std::string(fact.dictionary[static_cast<std::size_t>(number)]);
        return std::to_string(number);
    }

    /// "ann sales=100 [amount=5][amount=6]", a line for each participant; "!" before those set
    /// aside.
    std::string page(const PlainFolder& folder) const {
        std::string text;
        for (std::size_t row = 0; row < folder.participants(); ++row) {
            text += folder.aside()[row] != 0 ? "!" : "";
            text += folder.id(row);
            for (const auto& fact : folder.facts().facts())
                text += " " + schema_.columns[fact.column.index].name + "=" + value(fact, row);
            for (const auto& list : folder.lists()) {
                text += " ";
                for (auto at = list.offsets()[row]; at < list.offsets()[row + 1]; ++at) {
                    text += "[";
                    for (const auto& fact : list.table().facts())
                        text += value(fact, static_cast<std::size_t>(at)) + ",";
                    text.back() = ']';
                }
            }
            text += "\n";
        }
        return text;
    }

    /// What the ordinary reader says, with places in the file and without the folder.
    std::string rest(const PlainFolder& folder, const std::vector<std::size_t>& more = {}) const {
        auto text = io::page(folder.rest(more));
        const auto folder_name = top_.string() + "/";
        for (auto at = text.find(folder_name); at != std::string::npos; at = text.find(folder_name))
            text.erase(at, folder_name.size());
        return text;
    }

    value::SampleSchema schema_;
    fs::path top_ = fs::path(testing::TempDir()) / ("meritum_plain_" + std::to_string(getpid()));
};

TEST_F(PlainFolderTest, BringsItemsToTheirOwners) {
    write("participants.csv", "id,sales,team,manager\nann,1,red,yes\nbob,2,,\neve,3,red,no\n");
    write("contracts.csv",
          "participant,amount,urgent\neve,1,\nann,2,yes\neve,3,no\nann,4,\nann,5,no\n");
    const auto folder = read();
    ASSERT_NE(folder, nullptr);
    EXPECT_EQ(page(*folder),
              "ann sales=100 team=red manager=1 [200,1][400,-][500,0]\n"
              "bob sales=200 team=- manager=- \n"
              "eve sales=300 team=red manager=0 [100,-][300,0]\n");
    EXPECT_FALSE(folder->has_aside());
    EXPECT_EQ(rest(*folder), "");
    EXPECT_EQ(rest(*folder, {2}),
              "eve sales=3@4:5 team=red@4:7 manager=no@4:11 contracts[{ amount=1@2:5 urgent=@2:7}{ "
              "amount=3@4:5 urgent=no@4:7}]\n");
    EXPECT_EQ(read(4), nullptr);
}

TEST_F(PlainFolderTest, LeavesTroublesToTheOrdinaryReader) {
    write("participants.csv", "id,sales\nann,1\n\nbob,x\neve,3\nbob,4\n,5\nmax,6,7\nsue,7\n");
    write("contracts.csv",
          "participant,amount\nann,1\nbob,2\neve,bad\nANN,3\nmax,4\nsue,5\nnobody,6\nsue,6\n");
    const auto folder = read();
    ASSERT_NE(folder, nullptr);
    EXPECT_EQ(page(*folder),
              "!ann sales=100 \n!bob sales=0 \n!eve sales=300 \n!max sales=0 \n"
              "sue sales=700 [500][600]\n");
    EXPECT_TRUE(folder->has_aside());
    EXPECT_EQ(
        rest(*folder),
        "bob sales=x@4:5 contracts[{ amount=2@3:5}]\n"
        "eve sales=3@5:5 contracts[{ amount=bad@4:5}]\n"
        "bob sales=4@6:5\n"
        "F0301 participants.csv:7:1 : a participant has no id\n"
        "F0502 participants.csv:8:1 max: this row has 3 cells, but the header has 2\n"
        "F0503 contracts.csv:5:1 ANN: an item of `contracts` belongs to `ANN`, who is not in "
        "participants.csv; did you mean `ann`?\n"
        "F0507 contracts.csv:5:1 ann: `contracts.csv` line 5 has an item of `ANN`; if that is "
        "`ann`, write it so\n"
        "F0503 contracts.csv:8:1 nobody: an item of `contracts` belongs to `nobody`, who is "
        "not in participants.csv\n");
}

TEST_F(PlainFolderTest, DoubtsKeysGivenTwice) {
    write("participants.csv", "id,sales\nann,1\nbob,2\neve,3\nmax,4\n");
    write("contracts.csv",
          "participant,key,amount\nann,K,1\nbob,K,2\nann,K,3\nbob,L,4\neve,,5\neve,,6\nmax,,7\n"
          "max,1,8\n");
    const auto folder = read();
    ASSERT_NE(folder, nullptr);
    EXPECT_EQ(
        page(*folder),
        "!ann sales=100 \nbob sales=200 [200][400]\neve sales=300 [500][600]\n!max sales=400 \n");
}

/// Keys that are one in NFC.
TEST_F(PlainFolderTest, DoubtsKeysThatLookEqual) {
    write("participants.csv", "id,sales\nann,1\nbob,2\neve,3\n");
    write("contracts.csv",
          "participant,key,amount\nann,\u00e9,1\nbob,\u00e9,2\nann,e\u0301,3\nbob,组,4\neve,组,5\n"
          "eve,组,6\n");
    const auto folder = read();
    ASSERT_NE(folder, nullptr);
    EXPECT_EQ(page(*folder), "!ann sales=100 \nbob sales=200 [200][400]\n!eve sales=300 \n");
}

TEST_F(PlainFolderTest, OrdersItemsAsThePlanSays) {
    schema_.lists[0].order = schema_.lists[0].fields[0];
    write("participants.csv", "id,sales\nann,1\nbob,2\n");
    write("contracts.csv",
          "participant,urgent,amount\nann,yes,3\nbob,yes,9\nann,no,1\nann,no,3\nbob,no,2\n");
    const auto folder = read();
    ASSERT_NE(folder, nullptr);
    EXPECT_EQ(page(*folder), "ann sales=100 [0,100][1,300][0,300]\nbob sales=200 [0,200][1,900]\n");
}

TEST_F(PlainFolderTest, TooManyItems) {
    write("participants.csv", "id,sales\nann,1\nbob,2\n");
    std::string items = "participant,amount\nbob,5\n";
    for (std::size_t i = 0; i < limits::list_items; ++i) items += "ann,1\n";
    write("contracts.csv", items);
    EXPECT_FALSE(read()->has_aside());
    write("contracts.csv", items + "ann,2\n");
    EXPECT_EQ(page(*read()), "!ann sales=100 \nbob sales=200 [500]\n");
}

/// Then nothing comes of it.
TEST_F(PlainFolderTest, HeadersThatAreNotAsTheyShouldBe) {
    for (const std::string header :
         {"", "name,sales\n", "id,sales,sales\n", "id,visits\n", "id,sales,vists\n", "id,sales",
          "id;sales\n", "\"id,sales\n"}) {
        write("participants.csv", header + (header.ends_with("\n") ? "ann,1,2\n" : ""));
        EXPECT_EQ(read(), nullptr) << header;
    }
    write("participants.csv", "\xEF\xBB\xBF\n\nid,sales,note\nann,1,x\n");
    ASSERT_NE(read(), nullptr);
    write("contracts.csv", "participant,amount\n");
    write("合同.csv", "participant,amount\n");
    EXPECT_EQ(read(), nullptr);
}

}  // namespace
}  // namespace meritum::io
