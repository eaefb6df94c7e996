// Facts and cards through meritum.h: setters and JSON say the same; values, lines, explanations in
// both tongues; documents of data to documents of results; archives.
#include <gmock/gmock.h>

#include <limits>

#include "c/host.hpp"

namespace meritum::c_tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class CFacts : public testing::Test {
protected:
    CFacts() {
        expect(meritum_facts_new("ann", 3, "2026-Q3", 7, facts.place(), wrong.place()), MERITUM_OK,
               wrong);
    }

    meritum_status number(std::string_view name, std::int64_t coefficient, int scale) {
        return meritum_facts_set_number(facts.get(), name.data(), name.size(), coefficient, scale,
                                        wrong.place());
    }
    meritum_status text(std::string_view name, std::string_view value) {
        return meritum_facts_set_text(facts.get(), name.data(), name.size(), value.data(),
                                      value.size(), wrong.place());
    }
    meritum_status add(std::string_view list, std::string_view key = "") {
        return meritum_facts_add_item(facts.get(), list.data(), list.size(), key.data(), key.size(),
                                      wrong.place());
    }

    Made<meritum_facts> facts;
    Made<meritum_card> card;
    Wrong wrong;
};

TEST_F(CFacts, AreTheSameBySettersAndAsJson) {
    const auto plan = loaded(first_plan);
    EXPECT_EQ(number("sales", 1, 0), MERITUM_OK);
    EXPECT_EQ(number("sales", 132'000'000, 2), MERITUM_OK);  // replaces
    EXPECT_EQ(text("target", "1000000.00"), MERITUM_OK);
    EXPECT_EQ(number("complaints", 1, 0), MERITUM_OK);
    EXPECT_EQ(add("contracts"), MERITUM_OK);
    EXPECT_EQ(number("contracts.amount", 1, 0), MERITUM_OK);
    EXPECT_EQ(number("contracts.amount", 640'000, 0), MERITUM_OK);
    EXPECT_EQ(add("contracts"), MERITUM_OK);
    EXPECT_EQ(text("contracts.amount", "85000"), MERITUM_OK);
    expect(meritum_plan_score(plan.get(), facts.get(), nullptr, card.place(), wrong.place()),
           MERITUM_OK, wrong);
    const auto other = card_of(plan, ann);
    EXPECT_EQ(value_of(card, "score"), "123.5 points");
    for (const auto output : {MERITUM_TEXT, MERITUM_JSON, MERITUM_MARKDOWN, MERITUM_ARCHIVE}) {
        EXPECT_EQ(explained(card, output), explained(other, output));
        EXPECT_EQ(explained(card, output, "zh"), explained(other, output, "zh"));
    }
}

constexpr std::string_view every_type =
    "plan p\nfact yes_or_no boolean\nfact day date\nfact word text\nfact kind one of A, B\n"
    "fact n number -100 .. 100 step 0.001\nfact items list of\n  n number 0 .. 10\n  flag boolean\n"
    "outcome truth = yes_or_no\noutcome when_it_was = day\noutcome said = word\n"
    "outcome sort = kind\noutcome twice = n * 2\n"
    "outcome all = sum of item.n for each item in items where item.flag\n";

TEST_F(CFacts, HaveEveryType) {
    const auto plan = compiled(every_type);
    EXPECT_EQ(meritum_facts_set_boolean(facts.get(), "yes_or_no", 9, 1, wrong.place()), MERITUM_OK);
    EXPECT_EQ(meritum_facts_set_date(facts.get(), "day", 3, 20'635, wrong.place()), MERITUM_OK);
    EXPECT_EQ(text("word", "好"), MERITUM_OK);
    EXPECT_EQ(text("kind", "B"), MERITUM_OK);
    EXPECT_EQ(number("n", -1'234, 3), MERITUM_OK);
    for (const int i : {1, 2, 3}) {
        EXPECT_EQ(add("items", "K-" + std::to_string(i)), MERITUM_OK);
        EXPECT_EQ(number("items.n", i, 0), MERITUM_OK);
        EXPECT_EQ(meritum_facts_set_boolean(facts.get(), "items.flag", 10, i != 2, wrong.place()),
                  MERITUM_OK);
    }
    facts.get();
    expect(meritum_plan_score(plan.get(), facts.get(), nullptr, card.place(), wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_EQ(value_of(card, "truth"), "yes");
    EXPECT_EQ(value_of(card, "when_it_was"), "2026-07-01");
    EXPECT_EQ(value_of(card, "said"), "好");
    EXPECT_EQ(value_of(card, "sort"), "B");
    EXPECT_EQ(value_of(card, "twice"), "-2.468");
    EXPECT_EQ(value_of(card, "all"), "4");
    meritum_value value = {};
    value.size = sizeof value;
    expect(meritum_card_value(card.get(), "twice", 5, &value, wrong.place()), MERITUM_OK, wrong);
    EXPECT_EQ(value.type, MERITUM_NUMBER);
    EXPECT_EQ(value.coefficient, -2'468);
    EXPECT_EQ(value.scale, 3);
    expect(meritum_card_value(card.get(), "when_it_was", 11, &value, wrong.place()), MERITUM_OK,
           wrong);
    EXPECT_EQ(value.type, MERITUM_DATE);
    EXPECT_EQ(value.coefficient, 20'635);
    expect(meritum_card_value(card.get(), "truth", 5, &value, wrong.place()), MERITUM_OK, wrong);
    EXPECT_EQ(value.type, MERITUM_BOOLEAN);
    EXPECT_EQ(value.coefficient, 1);
}

TEST_F(CFacts, ThatAreWrongAreToldOneByOne) {
    const auto plan = loaded(first_plan);
    EXPECT_EQ(text("sales", "a lot"), MERITUM_OK);
    EXPECT_EQ(number("target", 0, 0), MERITUM_OK);
    EXPECT_EQ(number("tea", 1, 0), MERITUM_OK);
    expect(meritum_plan_score(plan.get(), facts.get(), nullptr, card.place(), wrong.place()),
           MERITUM_WRONG_FACTS, wrong);
    EXPECT_EQ(card.get(), nullptr);
    EXPECT_THAT(wrong.words(), HasSubstr("`tea`"));
    EXPECT_THAT(wrong.json(), StartsWith(R"({"status":"wrong_facts","message":")"));
    EXPECT_THAT(wrong.json(), HasSubstr(R"({"id":"ann","period":"2026-Q3","file":null,"line":null,)"
                                        R"("column":null,"fact":"sales","code":"F01)"));
    EXPECT_THAT(wrong.json(), HasSubstr(R"("plans":[])"));
}

TEST_F(CFacts, FromJsonAreThoseOfOneParticipant) {
    const auto plan = loaded(first_plan);
    const auto from = [&](std::string_view json) {
        return meritum_facts_from_json(plan.get(), json.data(), json.size(), facts.place(),
                                       wrong.place());
    };
    EXPECT_EQ(from(R"({"sales": 1, "target": 2})"), MERITUM_OK);
    EXPECT_EQ(from("[]"), MERITUM_REFUSED);
    EXPECT_EQ(wrong.words(), "the document has 0 participants; one is needed");
    EXPECT_EQ(from(R"([{"id": "a", "sales": 1}, {"id": "b", "sales": 1}])"), MERITUM_REFUSED);
    EXPECT_EQ(wrong.words(), "the document has 2 participants; one is needed");
    EXPECT_EQ(from("{"), MERITUM_REFUSED);
    EXPECT_THAT(wrong.words(), StartsWith("data.json:1:"));
    EXPECT_EQ(from("\xFF"), MERITUM_REFUSED);
    EXPECT_EQ(from(R"([{"id": true, "sales": 1}])"), MERITUM_WRONG_FACTS);
    EXPECT_EQ(facts.get(), nullptr);
}

/// Points, unit and identity of each line.
std::vector<std::string> lines_of(const Made<meritum_card>& card) {
    std::size_t count = 0;
    Wrong wrong;
    expect(meritum_card_line_count(card.get(), &count, wrong.place()), MERITUM_OK, wrong);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < count; ++i) {
        meritum_line line = {};
        line.size = sizeof line;
        expect(meritum_card_line(card.get(), i, &line, wrong.place()), MERITUM_OK, wrong);
        lines.push_back(to_string(line.points) + "=" + std::to_string(line.coefficient) + "/" +
                        std::to_string(line.scale) + " " + to_string(line.unit) + " " +
                        to_string(line.line) + " " + to_string(line.rule) + "<" +
                        to_string(line.category) + "<" + to_string(line.total) + " " +
                        to_string(line.because));
    }
    return lines;
}

TEST(CCard, HasLinesThatAddUp) {
    const auto card = card_of(loaded(first_plan), ann);
    EXPECT_THAT(lines_of(card),
                ElementsAre("100=100/0 points score///start <<score ",
                            "32=32/0 points score//over_achievement/rule over_achievement<<score "
                            "1,320,000 CNY sold against a target of 1,000,000 CNY",
                            "-12=-12/0 points score//over_achievement/cap over_achievement<<score ",
                            "5=5/0 points score//big_contract/rule big_contract<<score ",
                            "0=0/0 points score//missed_target/rule missed_target<<score ",
                            "-1.5=-15/1 points score//complaint/rule complaint<<score "));
    EXPECT_EQ(value_of(card, "grade"), "A");
}

TEST(CCard, TellsWhatIsMissingAndWhatIsUnknown) {
    const auto plan = compiled(
        "plan p\nfact n number 0 .. 9 optional\noutcome x = n else 0\n"
        "score\n  start 1\ngrade\n  A from 5\n  B otherwise\n");
    const auto card = card_of(plan, "{}");
    EXPECT_EQ(value_of(card, "x"), "0");
    meritum_value value = {};
    value.size = sizeof value;
    Wrong wrong;
    expect(meritum_card_value(card.get(), "y", 1, &value, wrong.place()), MERITUM_REFUSED, wrong);
    EXPECT_EQ(wrong.words(), "the card has no total, grade or outcome `y`");
}

TEST(CCard, HoldsNumbersThatDoNotFit64Bits) {
    const auto plan =
        compiled("plan p\nfact n number 0 .. 10_000_000_000_000_000_000\noutcome x = n * 10\n");
    const auto card = card_of(plan, R"({"n": 9999999999999999999})");
    meritum_value value = {};
    value.size = sizeof value;
    Wrong wrong;
    expect(meritum_card_value(card.get(), "x", 1, &value, wrong.place()), MERITUM_OK, wrong);
    EXPECT_EQ(to_string(value.text), "99999999999999999990");
    EXPECT_EQ(value.scale, -1);
    EXPECT_EQ(value.coefficient, 0);
    for (const auto* fits : {"922337203685477580.7", "-922337203685477580.8"}) {
        const auto other = compiled(std::string("plan p\noutcome x = ") + fits + " * 1\n");
        const auto small = card_of(other, "{}");
        expect(meritum_card_value(small.get(), "x", 1, &value, wrong.place()), MERITUM_OK, wrong);
        EXPECT_EQ(to_string(value.text), fits);
        EXPECT_EQ(value.scale, 1);
        EXPECT_EQ(value.coefficient, fits[0] == '-' ? std::numeric_limits<std::int64_t>::min()
                                                    : std::numeric_limits<std::int64_t>::max());
    }
}

TEST(CCard, OutlivesItsPlanAndExplainsAPart) {
    auto plan = loaded("examples/electronics-quarter/plan.merit");
    auto small = loaded(first_plan);
    auto card = card_of(small, ann);
    EXPECT_EQ(meritum_free(small.take()), MERITUM_OK);
    EXPECT_EQ(meritum_free(plan.take()), MERITUM_OK);
    meritum_explain_options options = {};
    options.size = sizeof options;
    options.part = view_of("over_achievement");
    options.width = 60;
    options.colour = 1;
    Text text;
    Wrong wrong;
    expect(meritum_card_explain(card.get(), MERITUM_TEXT, &options, text.place(), wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_THAT(words_of(text), HasSubstr("\x1B["));
    EXPECT_THAT(words_of(text), HasSubstr("Target exceeded"));
    EXPECT_THAT(words_of(text), testing::Not(HasSubstr("Big contracts")));
    options = {};
    options.size = sizeof options;
    options.waterfall = 2;
    expect(meritum_card_explain(card.get(), MERITUM_TEXT, &options, text.place(), wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_THAT(words_of(text), HasSubstr("====="));
    EXPECT_THAT(explained(card, MERITUM_TEXT, "zh"), HasSubstr("得分"));
    EXPECT_THAT(explained(card, MERITUM_MARKDOWN), HasSubstr("|"));
}

constexpr std::string_view people = R"({"period": "2026-Q3", "participants": [
    {"id": "ann", "sales": 1320000, "target": 1000000},
    {"id": "bob", "sales": 874500, "target": 900000},
    {"id": "cy", "sales": "many", "target": 900000}]})";

std::string scored(const Made<meritum_plan>& plan, std::string_view json, meritum_output output,
                   const meritum_score_options* options = nullptr) {
    Text made;
    Wrong wrong;
    expect(meritum_plan_score_json(plan.get(), json.data(), json.size(), options, output,
                                   made.place(), wrong.place()),
           MERITUM_OK, wrong);
    return words_of(made);
}

TEST(CScore, MakesDocumentsOfDocuments) {
    const auto plan = loaded(first_plan);
    const auto json = scored(plan, people, MERITUM_JSON);
    EXPECT_THAT(json, HasSubstr(R"("id":"ann")"));
    EXPECT_THAT(json, HasSubstr(R"("id":"cy")"));
    EXPECT_EQ(scored(plan, people, MERITUM_CSV), "id,score,grade\nann,120,A\nbob,99,B\n");
    EXPECT_THAT(scored(plan, people, MERITUM_TEXT), HasSubstr("120"));
    const auto archive = scored(plan, people, MERITUM_ARCHIVE);
    std::int32_t identical = -1;
    Text report;
    Wrong wrong;
    expect(meritum_plan_replay(plan.get(), archive.data(), archive.size(), MERITUM_TEXT, &identical,
                               report.place(), wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_EQ(identical, 1);
    auto changed = archive;
    changed.replace(changed.find("1320000"), 7, "1330000");
    expect(meritum_plan_replay(plan.get(), changed.data(), changed.size(), MERITUM_JSON, &identical,
                               report.place(), wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_EQ(identical, 0);
    EXPECT_THAT(words_of(report), HasSubstr(R"("verdict":"differs")"));
    expect(meritum_plan_replay(plan.get(), "{}", 2, MERITUM_JSON, nullptr, report.place(),
                               wrong.place()),
           MERITUM_REFUSED, wrong);
}

TEST(CScore, TakesRowsOfTablesFromTheDocument) {
    const auto plan = compiled(
        "plan p\nfact product text\ntable rates\n  by product text gives rate number 0% .. 100%\n"
        "  rows from data\n  otherwise gives 1%\nscore\n  start (rates(product).rate * 1000)\n");
    EXPECT_EQ(scored(plan,
                     R"({"participants": [{"id": "a", "product": "A-1"}],
                         "tables": {"rates": [{"product": "A-1", "rate": "4.5%"}]}})",
                     MERITUM_CSV),
              "id,score,grade\na,45,\n");
}

TEST(CScore, TakesParamsPeriodsAndWhatToKeep) {
    const auto plan = compiled(
        "plan p\n  cycle quarter\nparam most = 5 in 0 .. 10\nfact n count\nscore\n"
        "bonus b\n  give n at most most\n  because \"{n} of {most}\"\n");
    const meritum_param params[] = {{view_of("most"), view_of("7")}};
    meritum_score_options options = {};
    options.size = sizeof options;
    options.params = params;
    options.param_count = 1;
    constexpr std::string_view json = R"([{"id": "a", "period": "2026-Q1", "n": 9},
                                          {"id": "a", "period": "2026-Q2", "n": 3}])";
    EXPECT_EQ(scored(plan, json, MERITUM_CSV, &options), "id,score,grade\na,3,\n");
    options.period = view_of("2026-Q1");
    EXPECT_EQ(scored(plan, json, MERITUM_CSV, &options), "id,score,grade\na,7,\n");
    EXPECT_THAT(scored(plan, json, MERITUM_JSON, &options), HasSubstr("9 of 7"));
    options.keep = MERITUM_KEEP_RESULTS;
    EXPECT_THAT(scored(plan, json, MERITUM_JSON, &options), testing::Not(HasSubstr("9 of 7")));
    const meritum_param wrong_params[] = {{view_of("most"), view_of("70")}};
    options.params = wrong_params;
    Text made;
    Wrong wrong;
    expect(meritum_plan_score_json(plan.get(), json.data(), json.size(), &options, MERITUM_JSON,
                                   made.place(), wrong.place()),
           MERITUM_WRONG_FACTS, wrong);
    EXPECT_THAT(wrong.words(), HasSubstr("most"));
}

}  // namespace
}  // namespace meritum::c_tests
