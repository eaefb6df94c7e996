// Tables whose rows come with the data: what a host gives, what is scored, what is refused. See
// Plan::with_tables.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

const std::string text =
    "plan commission\n"
    "  currency CNY\n"
    "fact product text\n"
    "fact sales money\n"
    "fact region one of North | \xE5\x8C\x97, South\n"
    "table rates | \xE8\xB4\xB9\xE7\x8E\x87\n"
    "  by product text, amount money, area one of (North, South) gives rate number 0% .. 20%, "
    "since date, fixed boolean, note text\n"
    "  rows from data\n"
    "outcome pay = (rates(product, sales, region).rate else 0) * sales\n"
    "outcome note = rates(product, sales, region).note else \"none\"\n";

Plan plan_of(const std::string& plan) {
    auto compiled = Plan::compile(plan);
    EXPECT_TRUE(compiled) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

const std::string csv =
    "product,amount,area,rate,since,fixed,note\n"
    "A-1,below 5000,any,3%,2026-01-01,no,small\n"
    "A-1,from 5000,any,4.5%,2026-01-01,yes,large\n"
    "\"in (\"\"B-2\"\", \"\"B-3\"\")\",any,South,10%,2026-07-01,no,\"B, or so\"\n";

const std::string no_rows =
    "the data has no rows for the table `rates`; they stand in rates.csv, or under `tables` beside "
    "`participants`";

TableRows rows(const std::string& lines) { return {"rates", lines, {}, "rates.csv", false}; }

Facts facts(const std::string& product, int sales, const std::string& region) {
    return {{"product", product}, {"sales", sales}, {"region", region}};
}

std::string pay(const Plan& plan, const Facts& facts) {
    const auto card = plan.score(facts);
    return std::get<Decimal>(card.outcome("pay")->value).to_string() + " " +
           std::get<std::string>(card.outcome("note")->value);
}

TEST(DataTables, GiveWhatTheRowsOfTheDataSay) {
    const auto open = plan_of(text);
    EXPECT_FALSE(open.has_all_rows());
    const auto plan = open.with_tables({{rows(csv)}});
    EXPECT_TRUE(plan.has_all_rows());
    EXPECT_EQ(pay(plan, facts("A-1", 1000, "North")), "30 small");
    EXPECT_EQ(pay(plan, facts("A-1", 5000, "North")), "225 large");
    EXPECT_EQ(pay(plan, facts("B-3", 100, "South")), "10 B, or so");
    EXPECT_EQ(pay(plan, facts("B-3", 100, "North")), "0 none");
    // Rows are facts: the plan is the same, and other rows take their place.
    EXPECT_EQ(plan.fingerprint(), open.fingerprint());
    const auto other = plan.with_tables({{rows(
        "product,amount,area,rate,since,fixed,note\nA-1,any,any,20%,2026-01-01,no,other\n")}});
    EXPECT_EQ(pay(other, facts("A-1", 1000, "North")), "200 other");
    EXPECT_EQ(pay(plan, facts("A-1", 1000, "North")), "30 small");
    EXPECT_EQ(plan.format("en"), open.format("en"));
}

TEST(DataTables, MayHaveNoRows) {
    const auto plan =
        plan_of(text).with_tables({{rows("product,amount,area,rate,since,fixed,note\n")}});
    EXPECT_EQ(pay(plan, facts("A-1", 1000, "North")), "0 none");
}

TEST(DataTables, ReadYamlAndJson) {
    const auto open = plan_of(text);
    TableRows yaml{"\xE8\xB4\xB9\xE7\x8E\x87",
                   "- {product: A-1, amount: any, area: \xE5\x8C\x97, rate: 2%, since: 2026-01-01, "
                   "fixed: yes, note: y}\n",
                   RowsFormat::yaml, "rates.yaml", false};
    // The column names its choices in one tongue only, as the table does.
    EXPECT_THROW(open.with_tables({{yaml}}), Error);
    yaml.text.replace(yaml.text.find("\xE5\x8C\x97"), 3, "North");
    EXPECT_EQ(pay(open.with_tables({{yaml}}), facts("A-1", 100, "North")), "2 y");
    const TableRows json{"rates",
                         R"([{"product": "A-1", "amount": 100, "area": "any", "rate": 0.02,
                              "since": "2026-01-01", "fixed": true, "note": "j"}])",
                         RowsFormat::json, "rates.json", false};
    EXPECT_EQ(pay(open.with_tables({{json}}), facts("A-1", 100, "North")), "2 j");
    EXPECT_EQ(pay(open.with_tables({{json}}), facts("A-1", 101, "North")), "0 none");
}

std::string refusal(const std::vector<TableRows>& given) {
    try {
        plan_of(text).with_tables(given);
    } catch (const Error& error) {
        std::string codes;
        for (const auto& item : error.diagnostics().items) {
            codes += item.code + " " + item.primary.file + ":" +
                     std::to_string(item.primary.begin.line) + ":" +
                     std::to_string(item.primary.begin.column) + "\n";
        }
        return codes.empty() ? error.what() : codes;
    }
    return "accepted";
}

TEST(DataTables, RefuseRowsThatDoNotFit) {
    EXPECT_EQ(refusal({rows("product,amount,area,rate,since,fixed,note\n"
                            "A-1,below 5000,any,25%,2026-01-01,no,a\n"
                            "A-2,any,East,3%,2026-01-01,no,b\n"
                            "A-3,any,any,4.123%,2026-01-01,no,c\n"
                            "A-4,any,any,4%,2026-01-01,perhaps,d\n"
                            "A-5,from 4 bel 3,any,x,2026-01-01,no,e\n")}),
              "M0311 rates.csv:2:20\n"
              "M0306 rates.csv:3:9\n"
              "M0312 rates.csv:4:13\n"
              "M0519 rates.csv:5:27\n"
              "M0519 rates.csv:6:5\n");
    EXPECT_EQ(refusal({rows("product,amount,area,rate,since,fixed,note\n"
                            "A-1,below 5000,any,3%,2026-01-01,no,a\n"
                            "A-1,from 4000,any,3%,2026-01-01,no,b\n")}),
              "M0506 rates.csv:3:1\n");
    EXPECT_EQ(refusal({rows("product,amount,area,rte,since,fixed,note\n")}),
              "M0517 rates.csv:1:21\n");
    EXPECT_EQ(refusal({}), no_rows);
    EXPECT_EQ(refusal({rows(csv), {"prices", csv, {}, "prices.csv", false}}),
              "the plan has no table `prices` with `rows from data`");
    EXPECT_EQ(refusal({rows(csv), rows(csv)}), "rows are given twice for a table");
}

TEST(DataTables, MustBeThereToScore) {
    const auto open = plan_of(text);
    EXPECT_THROW(open.score(facts("A-1", 1, "North")), Error);
    EXPECT_THROW(open.score_all({}), Error);
    EXPECT_EQ(open.describe().tables.front().columns.size(), 7U);
}

class DataFolder : public ::testing::Test {
protected:
    DataFolder() {
        std::filesystem::create_directories(folder_);
        write("participants.csv", "id,product,sales,region\nann,A-1,1000,North\n");
    }
    ~DataFolder() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path write(const std::string& name, const std::string& content) const {
        std::ofstream(folder_ / name, std::ios::binary) << content;
        return folder_ / name;
    }

    std::string scored(const std::filesystem::path& data) const {
        const auto open = plan_of(text);
        try {
            const auto read = read_data(open, data);
            const auto results = open.with_tables(read.tables).score_all(read.facts);
            return std::get<Decimal>(results.cards.front().outcome("pay")->value).to_string();
        } catch (const Error& error) {
            const std::string what = error.what();
            return what.substr(what.rfind('/') + 1);
        }
    }

    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() /
        ("meritum-data-tables-" +
         std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
};

TEST_F(DataFolder, HoldsTheRowsInFilesOfTheirNames) {
    EXPECT_EQ(scored(folder_), no_rows);
    write("rates.csv", csv);
    EXPECT_EQ(scored(folder_), "30");
    write("rates.yaml", "[]\n");
    EXPECT_EQ(scored(folder_), "rates.yaml: this table is in rates.csv already");
    std::filesystem::remove(folder_ / "rates.csv");
    EXPECT_EQ(scored(folder_), "0");
    std::filesystem::rename(folder_ / "rates.yaml", folder_ / "rate.csv");
    EXPECT_EQ(scored(folder_),
              "rate.csv: the plan has no list `rate`; is this file meant to be rates.csv?");
}

TEST_F(DataFolder, MayBeADocumentWithRowsBesideParticipants) {
    const std::string row =
        "{product: A-1, amount: any, area: any, rate: 5%, since: 2026-01-01, fixed: no, note: d}";
    const std::string ann = "{id: ann, product: A-1, sales: 1000, region: North}";
    EXPECT_EQ(
        scored(write("d.yaml", "tables: {rates: [" + row + "]}\nparticipants: [" + ann + "]\n")),
        "50");
    EXPECT_EQ(
        scored(write("d.yaml", "tables: {rats: [" + row + "]}\nparticipants: [" + ann + "]\n")),
        "d.yaml:1:10: the plan has no table `rats` with rows from data; did you mean `rates`?");
    EXPECT_EQ(scored(write("d.yaml", "tables: [" + row + "]\nparticipants: [" + ann + "]\n")),
              "d.yaml:1:9: `tables` holds the rows of each table under its name, but is a list");
    EXPECT_EQ(scored(write("d.yaml", "tables: {}\nid: ann\n")),
              "d.yaml:1:1: `tables` stands beside `participants: [...]`");
    EXPECT_EQ(scored(write("d.json", R"({"tables": {"rates": []}, "participants": [
                {"id": "ann", "product": "A-1", "sales": 1, "region": "North"}]})")),
              "0");
}

TEST(DataTables, AreArchivedAndReplayed) {
    const auto open = plan_of(text);
    const auto plan = open.with_tables({{rows(csv)}});
    const std::vector<Facts> all{facts("B-2", 100, "South")};
    const auto archive = to_archive(plan.score_all(all));
    EXPECT_TRUE(open.replay(archive).identical());
    EXPECT_TRUE(plan.replay(archive).identical());
    EXPECT_TRUE(open.replay(plan.score(all.front()).explain_archive()).identical());
    // With other rows it would come out otherwise, so those of the archive count.
    const auto other = open.with_tables(
        {{rows("product,amount,area,rate,since,fixed,note\nB-2,any,any,20%,2026-01-01,no,x\n")}});
    EXPECT_TRUE(other.replay(archive).identical());
    auto changed = archive;
    changed.replace(changed.find("10%"), 3, "11%");
    EXPECT_FALSE(open.replay(changed).identical());
    auto broken = archive;
    broken.replace(broken.find("10%"), 3, "90%");
    EXPECT_EQ(open.replay(broken).cards.front().verdict, ReplayVerdict::impossible);
}

}  // namespace
}  // namespace meritum
