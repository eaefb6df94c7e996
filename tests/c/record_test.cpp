// One participant after the other through meritum.h: the answers of cards, without memory taken
// once it is warm, and every mistake that C lets one make with numbers for places.
#include <gmock/gmock.h>

#include "c/counted_memory.hpp"
#include "c/host.hpp"

namespace meritum::c_tests {
namespace {

using testing::HasSubstr;

class CRecord : public testing::Test {
protected:
    void open(const Made<meritum_plan>& plan) {
        expect(meritum_record_new(plan.get(), nullptr, 0, record.place(), wrong.place()),
               MERITUM_OK, wrong);
    }
    std::uint32_t slot(std::string_view name, int scale = 0) {
        std::uint32_t place = 99;
        expect(meritum_record_slot(record.get(), name.data(), name.size(), scale, &place,
                                   wrong.place()),
               MERITUM_OK, wrong);
        return place;
    }
    std::uint32_t result(std::string_view name) {
        std::uint32_t place = 99;
        expect(meritum_record_result(record.get(), name.data(), name.size(), &place, wrong.place()),
               MERITUM_OK, wrong);
        return place;
    }
    meritum_status set(std::uint32_t slot, std::int64_t value, std::size_t item = MERITUM_NO_ITEM) {
        return meritum_record_set_number(record.get(), slot, item, value, wrong.place());
    }
    meritum_status set_text(std::uint32_t slot, std::string_view value,
                            std::size_t item = MERITUM_NO_ITEM) {
        return meritum_record_set_text(record.get(), slot, item, value.data(), value.size(),
                                       wrong.place());
    }
    meritum_status score() { return meritum_record_score(record.get(), wrong.place()); }
    meritum_value value(std::uint32_t result) {
        meritum_value value = {};
        value.size = sizeof value;
        expect(meritum_record_value(record.get(), result, &value, wrong.place()), MERITUM_OK,
               wrong);
        return value;
    }
    std::string words(std::uint32_t result) {
        const auto own = value(result);
        return own.type == MERITUM_MISSING ? "(missing)" : to_string(own.text);
    }

    Made<meritum_record> record;
    Wrong wrong;
};

constexpr std::string_view mixed =
    "plan p\nparam rate = 2 in 0 .. 10\nfact n number 0 .. 1000 step 0.01\nfact fine boolean\n"
    "fact day date\nfact kind one of A | 甲, B | 乙\nfact word text optional\n"
    "fact items list of\n  amount number 0 .. 100 step 0.1\n  flag boolean\n  note text optional\n"
    "score\n  start (n * rate)\ngrade\n  good from 100\n  fair otherwise\noutcome truth = fine\n"
    "outcome on = day\noutcome sort = kind\noutcome said = word else \"nothing\"\n"
    "outcome all = sum of item.amount for each item in items where item.flag\n";

TEST_F(CRecord, SaysWhatCardsSay) {
    open(compiled(mixed));
    const auto n = slot("n", 2), yes = slot("fine"), day = slot("day"), kind = slot("kind");
    const auto word = slot("word"), amount = slot("items.amount", 1), flag = slot("items.flag");
    EXPECT_EQ(flag, 6U);
    const auto total = result("score"), grade = result("grade"), truth = result("truth");
    const auto on = result("on"), sort = result("sort"), said = result("said"), all = result("all");
    EXPECT_EQ(all, 6U);
    EXPECT_EQ(set(n, 12'345), MERITUM_OK);
    EXPECT_EQ(meritum_record_set_boolean(record.get(), yes, MERITUM_NO_ITEM, 1, wrong.place()),
              MERITUM_OK);
    EXPECT_EQ(set(day, 20'635), MERITUM_OK);
    EXPECT_EQ(set_text(kind, "乙"), MERITUM_OK);
    const std::int64_t amounts[] = {15, 25, 35};
    EXPECT_EQ(meritum_record_set_numbers(record.get(), amount, amounts, 3, wrong.place()),
              MERITUM_OK);
    for (const std::size_t item : {0, 1, 2}) {
        EXPECT_EQ(meritum_record_set_boolean(record.get(), flag, item, item != 1, wrong.place()),
                  MERITUM_OK);
    }
    expect(score(), MERITUM_OK, wrong);
    EXPECT_EQ(words(total), "246.9");
    EXPECT_EQ(value(total).coefficient, 2'469);
    EXPECT_EQ(value(total).scale, 1);
    EXPECT_EQ(to_string(value(total).unit), "points");
    EXPECT_EQ(words(grade), "good");
    EXPECT_EQ(words(truth), "yes");
    EXPECT_EQ(value(truth).coefficient, 1);
    EXPECT_EQ(words(on), "2026-07-01");
    EXPECT_EQ(value(on).coefficient, 20'635);
    EXPECT_EQ(words(sort), "B");
    EXPECT_EQ(words(said), "nothing");
    EXPECT_EQ(words(all), "5");
    EXPECT_EQ(set_text(word, "好"), MERITUM_OK);
    EXPECT_EQ(meritum_record_resize(record.get(), amount, 1, wrong.place()), MERITUM_OK);
    EXPECT_EQ(set(amount, 7, 0), MERITUM_OK);
    EXPECT_EQ(set_text(flag, "yes", 0), MERITUM_OK);
    expect(score(), MERITUM_OK, wrong);
    EXPECT_EQ(words(said), "好");
    EXPECT_EQ(words(all), "0.7");
}

TEST_F(CRecord, TakesParams) {
    const auto plan = compiled(mixed);
    const meritum_param params[] = {{view_of("rate"), view_of("3")}};
    expect(meritum_record_new(plan.get(), params, 1, record.place(), wrong.place()), MERITUM_OK,
           wrong);
    const meritum_param bad[] = {{view_of("rate"), view_of("11")}};
    expect(meritum_record_new(plan.get(), bad, 1, record.place(), wrong.place()),
           MERITUM_WRONG_FACTS, wrong);
    EXPECT_EQ(record.get(), nullptr);
}

TEST_F(CRecord, TakesNoMemoryOnceItIsWarm) {
    open(loaded(first_plan));
    const auto sales = slot("sales", 2), target = slot("target", 2), calls = slot("complaints");
    const auto amount = slot("contracts.amount", 2);
    const auto total = result("score"), grade = result("grade");
    const std::int64_t amounts[] = {64'000'000, 8'500'000, 0};
    meritum_value value = {};
    value.size = sizeof value;
    std::size_t before = 0;
    for (int i = 0; i < 100; ++i) {
        if (i == 10) before = counted_memory::taken();
        meritum_record_set_number(record.get(), sales, MERITUM_NO_ITEM, 132'000'000 + i, nullptr);
        meritum_record_set_number(record.get(), target, MERITUM_NO_ITEM, 100'000'000, nullptr);
        meritum_record_set_number(record.get(), calls, MERITUM_NO_ITEM, i % 3, nullptr);
        meritum_record_set_numbers(record.get(), amount, amounts, i % 4, nullptr);
        if (meritum_record_score(record.get(), nullptr) != MERITUM_OK) std::abort();
        meritum_record_value(record.get(), total, &value, nullptr);
        meritum_record_value(record.get(), grade, &value, nullptr);
    }
    EXPECT_GT(before, 0U);
    EXPECT_EQ(counted_memory::taken() - before, 0U);
}

TEST_F(CRecord, TellsWhatDoesNotFitWhenItScores) {
    open(loaded(first_plan));
    const auto sales = slot("sales", 2), target = slot("target"), total = result("score");
    EXPECT_EQ(set(sales, -1), MERITUM_OK);
    EXPECT_EQ(set_text(target, "much"), MERITUM_OK);
    expect(score(), MERITUM_WRONG_FACTS, wrong);
    EXPECT_THAT(wrong.words(), HasSubstr("`sales`"));
    EXPECT_THAT(wrong.words(), HasSubstr("`target`"));
    EXPECT_THAT(wrong.json(), HasSubstr(R"("fact":"sales")"));
    meritum_value value = {};
    value.size = sizeof value;
    expect(meritum_record_value(record.get(), total, &value, wrong.place()), MERITUM_WRONG_ARGUMENT,
           wrong);
    EXPECT_EQ(wrong.words(), "there are no results: the last score is not MERITUM_OK");
    EXPECT_EQ(set(sales, 100), MERITUM_OK);
    EXPECT_EQ(set(target, 1), MERITUM_OK);
    expect(score(), MERITUM_OK, wrong);
    EXPECT_EQ(words(total), "100");
    EXPECT_EQ(set_text(sales, ""), MERITUM_OK);  // missing
    expect(score(), MERITUM_WRONG_FACTS, wrong);
}

TEST_F(CRecord, RefusesPlansThatCompareParticipants) {
    const auto plan = compiled(
        "plan p\nfact n count\nfact word text\nlet place = rank by n within word\nscore\n  start "
        "place\n");
    expect(meritum_record_new(plan.get(), nullptr, 0, record.place(), wrong.place()),
           MERITUM_REFUSED, wrong);
    EXPECT_THAT(wrong.words(), HasSubstr("compares participants"));
}

TEST_F(CRecord, FindsMistakesWithPlaces) {
    open(loaded(first_plan));
    const auto sales = slot("sales", 2), amount = slot("contracts.amount", 2);
    const auto told = [&](meritum_status status, const char* words) {
        expect(status, MERITUM_WRONG_ARGUMENT, wrong);
        EXPECT_EQ(wrong.words(), words);
    };
    told(set(7, 1), "slot is 7, of which nobody asked");
    told(set(sales, 1, 0), "the slot is of a fact: write MERITUM_NO_ITEM");
    told(set(amount, 1), "the slot is of a field: which item?");
    told(set(amount, 1, 0), "item is 0; the list has 0");
    told(set_text(amount, "1", 3), "item is 3; the list has 0");
    told(meritum_record_set_boolean(record.get(), amount, 0, 1, wrong.place()),
         "item is 0; the list has 0");
    told(meritum_record_resize(record.get(), sales, 1, wrong.place()),
         "the slot is of a fact, not of a field of a list");
    told(meritum_record_set_numbers(record.get(), sales, nullptr, 0, wrong.place()),
         "the slot is of a fact, not of a field of a list");
    told(meritum_record_set_numbers(record.get(), amount, nullptr, 2, wrong.place()),
         "values is NULL and has a length");
    told(meritum_record_set_boolean(record.get(), sales, MERITUM_NO_ITEM, 2, wrong.place()),
         "value is 2, which this function does not take");
    told(set_text(sales, "\xC3"), "text is not UTF-8");
    meritum_value value = {};
    value.size = sizeof value;
    told(meritum_record_value(record.get(), 0, &value, wrong.place()),
         "result is 0, of which nobody asked");
    std::uint32_t place = 0;
    EXPECT_EQ(meritum_record_slot(record.get(), "seles", 5, 0, &place, wrong.place()),
              MERITUM_REFUSED);
    EXPECT_THAT(wrong.words(), HasSubstr("did you mean `sales`"));
    EXPECT_EQ(meritum_record_slot(record.get(), "sales", 5, 19, &place, wrong.place()),
              MERITUM_REFUSED);
    EXPECT_EQ(meritum_record_result(record.get(), "scor", 4, &place, wrong.place()),
              MERITUM_REFUSED);
    // More items than a list may have are told when it is scored, or at once.
    const auto status = meritum_record_resize(record.get(), amount, 20'000, wrong.place());
    if (status == MERITUM_OK) {
        expect(score(), MERITUM_WRONG_FACTS, wrong);
    } else {
        EXPECT_EQ(status, MERITUM_REFUSED);
    }
    EXPECT_NE(meritum_record_resize(record.get(), amount, MERITUM_NO_ITEM, wrong.place()),
              MERITUM_OK);
}

}  // namespace
}  // namespace meritum::c_tests
