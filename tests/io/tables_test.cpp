// Folders of CSV files: participants, lists, periods, headers; bad rows cost their participant,
// nobody else.
#include <gtest/gtest.h>

#include "io/reading.hpp"

namespace meritum::io {
namespace {

/// Of data without the plan's list, which is told and no matter here.
std::string people(const std::string& text) {
    auto page = tables_page({{"d/participants.csv", text}});
    const std::string notice = "no file for list `contracts`: nobody has any\n";
    if (const auto at = page.find(notice); at != std::string::npos) page.erase(at, notice.size());
    return page;
}

/// What is told beside columns that the plan does not know, where no fact but these has one.
std::string not_there(bool visits) {
    return std::string(visits ? "participants.csv: no column for `visits`: everybody gets 0\n"
                              : "") +
           "participants.csv: no column for `satisfaction`, `margin`, `team`, `region`, `hired`: "
           "nobody has one\nparticipants.csv: no column for `manager`: everybody gets no\n";
}

std::string people_and(const std::string& contracts,
                       const std::string& participants = "id,sales\nann,1\nbob,2\n") {
    return tables_page({{"d/contracts.csv", contracts}, {"d/participants.csv", participants}});
}

TEST(Tables, ParticipantsAndTheirLists) {
    EXPECT_EQ(
        tables_page({{"d/participants.csv",
                      "\xEF\xBB\xBFid,销售额,team,period\r\nann,1250.50,\"a,b\",2026-Q3\r\nbob,,,"
                      "2026-Q3\r\n"},
                     {"d/合同.csv", "participant,金额,urgent\nann,5,yes\nbob,6,\nann,7,no\n"}}),
        "ann/2026-Q3 sales=1250.50@2:5 team=a,b@2:13 contracts[{ amount=5@2:5 urgent=yes@2:7}{ "
        "amount=7@4:5"
        " urgent=no@4:7}]\n"
        "bob/2026-Q3 sales=@3:5 team=@3:6 contracts[{ amount=6@3:5 urgent=@3:7}]\n");
    EXPECT_EQ(people("id,sales\nann,1\n"), "ann sales=1@2:5\n");
    EXPECT_EQ(people("id,sales\n"), "");
}

TEST(Tables, ColumnsThePlanDoesNotKnow) {
    EXPECT_EQ(people("id,phone,sales,,address\nann,5,1,x,y\n"),
              "ann sales=1@2:7\nparticipants.csv: 3 columns are not in the plan: phone, (without a "
              "name), address\n" +
                  not_there(true));
    EXPECT_EQ(people("id,sales,phone\nann,1,5\n"),
              "ann sales=1@2:5\nparticipants.csv: 1 column is not in the plan: phone\n" +
                  not_there(true));
    // `vists` is near to `visits`, which has no column; `sale` is not, because `sales` is there.
    EXPECT_EQ(people("id,sales,sale,vists\nann,1,1,1\nbob,1,1,1\n"),
              "F0501 d/participants.csv:1:15 ann: `visits` is missing; is the column `vists` meant "
              "for it?\n"
              "F0501 d/participants.csv:1:15 bob: `visits` is missing; is the column `vists` meant "
              "for it?\n"
              "participants.csv: 1 column is not in the plan: sale\n" +
                  not_there(false));
    EXPECT_EQ(people_and("participant,amuont\nann,1\n"),
              "bob sales=2@3:5\n"
              "F0501 d/contracts.csv:1:13 ann: `amount` is missing; is the column `amuont` meant "
              "for it?\n");
}

TEST(Tables, MisspeltPeriodsAndKeys) {
    EXPECT_EQ(people("id,peroid,sales\nann,2026-Q3,1\n"),
              "F0501 d/participants.csv:1:4 ann: `period` is missing; is the column `peroid` meant "
              "for it?\n");
    EXPECT_EQ(people_and("participant,Key,amount\nann,C-7,1\n"),
              "bob sales=2@3:5\n"
              "F0501 d/contracts.csv:1:13 ann: `key` is missing; is the column `Key` meant for "
              "it?\n");
    EXPECT_EQ(people_and("participant,periods,amount\nann,2026-Q2,1\n",
                         "id,period\nann,2026-Q2\nann,2026-Q3\n"),
              "d/contracts.csv:1:13: participants.csv has several periods, so this file needs a "
              "column `period`; is `periods` meant for it?");
    // The real column is there, or the word is another one.
    EXPECT_EQ(people("id,sales,period,peroid\nann,5,2026-Q3,1\n"),
              "ann/2026-Q3 sales=5@2:5\nparticipants.csv: 1 column is not in the plan: peroid\n" +
                  not_there(true));
    EXPECT_EQ(people("id,sales,person,keys\nann,5,Ann,1\n"),
              "ann sales=5@2:5\nparticipants.csv: 2 columns are not in the plan: person, keys\n" +
                  not_there(true));
}

TEST(Tables, BadRowsCostTheirParticipant) {
    EXPECT_EQ(people("id,sales\nann,1\nbob\ncy,1,2\ndan,5\n,7\n"),
              "ann sales=1@2:5\ndan sales=5@5:5\n"
              "F0502 d/participants.csv:3:1 bob: this row has 1 cell, but the header has 2\n"
              "F0502 d/participants.csv:4:1 cy: this row has 3 cells, but the header has 2\n"
              "F0301 d/participants.csv:6:1 : a participant has no id\n");
    EXPECT_EQ(people("id,period,sales\nann,2026-Q3,1\nbob,Q3,1\n"),
              "ann/2026-Q3 sales=1@2:13\n"
              "F0304 d/participants.csv:3:1 bob: the period `Q3` is none of this plan's cycle; "
              "write it like 2026-Q1\n");
    // A second row of one id is the border's to refuse; a bad one takes both away.
    EXPECT_EQ(people("id,sales\nann,1\nann,2\n"), "ann sales=1@2:5\nann sales=2@3:5\n");
    EXPECT_EQ(people("id,sales\nann,1\nann\n"),
              "F0502 d/participants.csv:3:1 ann: this row has 1 cell, but the header has 2\n");
    EXPECT_EQ(people_and("participant,amount\nann,1\nbob\nann,3\n"),
              "ann sales=1@2:5 contracts[{ amount=1@2:5}{ amount=3@4:5}]\n"
              "F0502 d/contracts.csv:3:1 bob: this row has 1 cell, but the header has 2\n");
}

TEST(Tables, ItemsOfUnknownParticipants) {
    EXPECT_EQ(people_and("participant,amount\nzoe,1\n,2\nann,3\n"),
              "ann sales=1@2:5 contracts[{ amount=3@4:5}]\nbob sales=2@3:5\n"
              "F0503 d/contracts.csv:2:1 zoe: an item of `contracts` belongs to `zoe`, who is not "
              "in participants.csv\n"
              "F0301 d/contracts.csv:3:1 : a participant has no id\n");
    // Items of somebody whose own row is bad add no second error.
    EXPECT_EQ(people_and("participant,amount\nann,1\n", "id,sales\nann\n"),
              "F0502 d/participants.csv:2:1 ann: this row has 1 cell, but the header has 2\n");
}

TEST(Tables, AWrongRowHidesNoWrongValue) {
    EXPECT_EQ(
        people("id,sales,vists\nann,much,1\n"),
        "F0501 d/participants.csv:1:10 ann: `visits` is missing; is the column `vists` meant "
        "for it?\n"
        "F0105 d/participants.csv:2:5 ann: `sales` is \"much\", but must be an amount such as "
        "1250.5\n");
    EXPECT_EQ(
        people_and("participant,amount\nAnn,1\n", "id,sales\nann,much\n"),
        "F0503 d/contracts.csv:2:1 Ann: an item of `contracts` belongs to `Ann`, who is not "
        "in participants.csv; did you mean `ann`?\n"
        "F0507 d/contracts.csv:2:1 ann: `contracts.csv` line 2 has an item of `Ann`; if that "
        "is `ann`, write it so\n"
        "F0105 d/participants.csv:2:5 ann: `sales` is \"much\", but must be an amount such as "
        "1250.5\n");
    EXPECT_EQ(
        people_and("participant,amount\nann\n", "id,sales\nann,much\n"),
        "F0502 d/contracts.csv:2:1 ann: this row has 1 cell, but the header has 2\n"
        "F0105 d/participants.csv:2:5 ann: `sales` is \"much\", but must be an amount such as "
        "1250.5\n");
}

TEST(Tables, WhoseItemsMayBeWrittenOtherwiseIsNotScored) {
    EXPECT_EQ(people_and("participant,amount\nAnn,1\nann,2\nAnn,3\nbob,4\n"),
              "bob sales=2@3:5 contracts[{ amount=4@5:5}]\n"
              "F0503 d/contracts.csv:2:1 Ann: an item of `contracts` belongs to `Ann`, who is not "
              "in participants.csv; did you mean `ann`?\n"
              "F0507 d/contracts.csv:2:1 ann: `contracts.csv` line 2 has an item of `Ann`; if that "
              "is `ann`, write it so\n"
              "F0503 d/contracts.csv:4:1 Ann: an item of `contracts` belongs to `Ann`, who is not "
              "in participants.csv; did you mean `ann`?\n");
    const auto scored = [](const std::string& written, const std::string& ids) {
        const auto page = people_and("participant,amount\n" + written + ",1\n", "id,sales\n" + ids);
        return page.substr(0, page.find("F0503"));
    };
    for (const char* written : {"E1", "e_1", "E 1", "Ｅ－１", "e\u30001"})
        EXPECT_EQ(scored(written, "e-1,5\nbob,2\n"), "bob sales=2@3:5\n") << written;
    // Either may be meant, or neither.
    EXPECT_EQ(scored("E1", "e-1,5\ne_1,2\n"), "e-1 sales=5@2:5\ne_1 sales=2@3:5\n");
    EXPECT_EQ(scored("e2", "e-1,5\n"), "e-1 sales=5@2:5\n");
}

TEST(Tables, AColumnThatIsNotThereIsToldOncePerParticipant) {
    const std::string ignored =
        "contracts.csv: 1 column is not in the plan: value\n"
        "contracts.csv: no column for `urgent`: no item has one\n";
    EXPECT_EQ(
        people_and("participant,value\nann,1\nann,2\nzoe,3\n"),
        "bob sales=2@3:5\n"
        "F0508 d/contracts.csv:1:1 ann: `contracts.csv` has no column `amount`; if `value` is "
        "it, add --map contracts.amount=value\n"
        "F0503 d/contracts.csv:4:1 zoe: an item of `contracts` belongs to `zoe`, who is not "
        "in participants.csv\n" +
            ignored);
    // What else is wrong is told all the same.
    EXPECT_EQ(people_and("participant,urgent\nann,maybe\nann,yes\n"),
              "bob sales=2@3:5\n"
              "F0508 d/contracts.csv:1:1 ann: `contracts.csv` has no column `amount`\n"
              "F0110 d/contracts.csv:2:5 ann: `urgent` in item 1 of `contracts` is \"maybe\", but "
              "must be yes or no\n");
    EXPECT_EQ(people("id,Net sold\nann,1\nbob,2\n"),
              "F0508 d/participants.csv:1:1 ann: `participants.csv` has no column `sales`; if `Net "
              "sold` is it, add --map sales=\"Net sold\"\n"
              "F0508 d/participants.csv:1:1 bob: `participants.csv` has no column `sales`; if `Net "
              "sold` is it, add --map sales=\"Net sold\"\n"
              "participants.csv: 1 column is not in the plan: Net sold\n" +
                  not_there(true));
    EXPECT_EQ(people("id,period,a,b\nann,2026-Q2,1,2\nann,2026-Q3,1,2\n"),
              "F0508 d/participants.csv:1:1 ann: `participants.csv` has no column `sales`\n"
              "participants.csv: 2 columns are not in the plan: a, b\n" +
                  not_there(true));
}

TEST(Tables, ListsOfSeveralPeriods) {
    const std::string twice = "id,period,sales\nann,2026-Q2,1\nann,2026-Q3,1\n";
    EXPECT_EQ(people_and("participant,period,amount\nann,2026-Q3,1\nann,2026-Q2,2\n", twice),
              "ann/2026-Q2 sales=1@2:13 contracts[{ amount=2@3:13}]\n"
              "ann/2026-Q3 sales=1@3:13 contracts[{ amount=1@2:13}]\n");
    EXPECT_EQ(people_and("participant,amount\nann,1\n", twice),
              "d/contracts.csv:1:1: participants.csv has several periods, so this file needs a "
              "column `period`");
    EXPECT_EQ(people_and("participant,period,amount\nann,,1\n", twice),
              "F0504 d/contracts.csv:2:1 ann: an item of `contracts` names no period, but the data "
              "has several\n");
    EXPECT_EQ(people_and("participant,period,amount\nann,2026-Q4,1\n", twice),
              "F0503 d/contracts.csv:2:1 ann: an item of `contracts` belongs to `ann` in 2026-Q4, "
              "who is not in"
              " participants.csv\n");
    EXPECT_EQ(people_and("participant,period,amount\nann,,1\n", "id,period,sales\nann,2026-Q2,1\n"),
              "ann/2026-Q2 sales=1@2:13 contracts[{ amount=1@2:6}]\n");
}

TEST(Tables, ItemKeys) {
    EXPECT_EQ(people_and("participant,key,amount\nann,C-7,1\n", "id,sales\nann,1\n"),
              "ann sales=1@2:5 contracts[{C-7 amount=1@2:9}]\n");
}

TEST(Tables, EqualLookingIdsAreOne) {
    EXPECT_EQ(people_and("participant,amount\ncafe\xCC\x81,1\n", "id,sales\ncaf\xC3\xA9,1\n"),
              "caf\xC3\xA9 sales=1@2:6 contracts[{ amount=1@2:7}]\n");
}

TEST(Tables, FilesThatCannotBeRead) {
    struct Case {
        std::vector<TextFile> files;
        std::string message;
    };
    const TextFile good{"d/participants.csv", "id,sales\nann,1\n"};
    const Case cases[] = {
        {{}, "participants.csv: there is no participants.csv"},
        {{{"d/contracts.csv", ""}}, "d/participants.csv: there is no participants.csv"},
        {{{"d/participants.csv", ""}},
         "d/participants.csv:1:1: the file is empty; its first row must name the columns"},
        {{{"d/participants.csv", "name,id\n"}},
         "d/participants.csv:1:1: the first column must be `id`, not `name`; move that column to "
         "the front"},
        {{{"d/participants.csv", "ID,sales\n"}},
         "d/participants.csv:1:1: the first column must be `id`, not `ID`; did you mean `id`?"},
        {{{"d/participants.csv", "工号,sales\n"}},
         "d/participants.csv:1:1: the first column must be `id`, not `工号`; if it says who it is, "
         "add --map id=工号"},
        {{{"d/participants.csv", "Employee no.,sales\n"}},
         "d/participants.csv:1:1: the first column must be `id`, not `Employee no.`; if it says "
         "who it is, add --map id=\"Employee no.\""},
        {{{"d/participants.csv", "sales,visits\n"}},
         "d/participants.csv:1:1: the first column must be `id`, not `sales`"},
        {{{"d/participants.csv", "id;sales\n"}},
         "d/participants.csv:1:1: cells are separated by commas, one row per line"},
        {{{"d/participants.csv", "id,sales,sales\n"}},
         "d/participants.csv:1:10: the column `sales` is there twice"},
        {{{"d/participants.csv", "id,sales,销售额\n"}},
         "d/participants.csv:1:10: the column `销售额` is there twice"},
        {{{"d/participants.csv", "id,period,period\n"}},
         "d/participants.csv:1:11: the column `period` is there twice"},
        {{{"d/participants.csv", "id\n\"x\n"}},
         "d/participants.csv:2:1: a quote begins here and is never closed"},
        {{{"d/participants.csv", "id\n\xFF\n"}},
         "d/participants.csv:2:1: this is not valid UTF-8; save the file in UTF-8 (in Excel: save "
         "as "
         "\"CSV UTF-8\"), or say what it is: --encoding gb18030"},
        {{{"d/participants.csv", std::string("\xFF\xFEi\0d\0", 6)}},
         "d/participants.csv:1:1: the file is in UTF-16, not in UTF-8; save the file in UTF-8 (in "
         "Excel: save as \"CSV UTF-8\"), or say what it is: --encoding utf-16"},
        {{{"d/Participants.csv", "id\n"}, {"d/contracts.csv", ""}},
         "d/participants.csv: there is no participants.csv; rename Participants.csv to it"},
        {{{"d/participants.csv", std::string("id\nx\0\n", 6)}},
         "d/participants.csv:2:2: a NUL byte; data files are UTF-8 texts"},
        {{good, {"d/contracts.csv", "id,amount\n"}},
         "d/contracts.csv:1:1: the first column must be `participant`, not `id`; if it says who it "
         "is, add --map participant=id"},
        {{good, {"d/contracts.csv", "participant,key,key\n"}},
         "d/contracts.csv:1:17: the column `key` is there twice"},
        {{good,
          {"d/contracts.csv", "participant,amount\n"},
          {"d/合同.csv", "participant,amount\n"}},
         "d/合同.csv: this list is in contracts.csv already"},
        {{good, {"d/contract.csv", "x\n"}},
         "d/contract.csv: the plan has no list `contract`; is this file meant to be "
         "contracts.csv?"},
    };
    for (const auto& [files, message] : cases) EXPECT_EQ(tables_page(files), message);
    EXPECT_EQ(tables_page({good, {"d/holidays.csv", "x\n"}}),
              "ann sales=1@2:5\nholidays.csv is not read: the plan has no list of that name\n"
              "no file for list `contracts`: nobody has any; is `holidays.csv` it?\n");
    EXPECT_EQ(tables_page({good}),
              "ann sales=1@2:5\nno file for list `contracts`: nobody has any\n");
    EXPECT_EQ(tables_page({good, {"d/合同.csv", "participant,amount\n"}}), "ann sales=1@2:5\n");
}

}  // namespace
}  // namespace meritum::io
