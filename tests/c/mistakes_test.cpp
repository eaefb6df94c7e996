// What a host can do wrong through meritum.h: null pointers, objects that were freed or are others,
// lengths, sizes and enumerators that cannot be, texts that are not UTF-8. Each ends in an error.
#include <gmock/gmock.h>

#include <array>
#include <cstring>

#include "c/every_function.hpp"
#include "c/host.hpp"

namespace meritum::c_tests {
namespace {

using testing::HasSubstr;

/// A plan, facts, a card, a record and scores to be mistaken about.
struct World {
    World() {
        expect(meritum_facts_new("a", 1, nullptr, 0, objects.facts.place(), wrong.place()),
               MERITUM_OK, wrong);
        objects.plan = loaded(first_plan).take();
    }
    Wrong wrong;
    struct {
        Made<meritum_facts> facts;
        meritum_plan* plan = nullptr;
    } objects;
    ~World() { EXPECT_EQ(meritum_free(objects.plan), MERITUM_OK); }
};

TEST(CMistakes, ANullPointerIsToldByEveryFunction) {
    for (const auto& call : every_function()) {
        Wrong wrong;
        EXPECT_EQ(call.with(nullptr, wrong.place()), MERITUM_WRONG_ARGUMENT) << call.name;
        EXPECT_THAT(wrong.words(), HasSubstr("NULL")) << call.name;
        EXPECT_EQ(call.with(nullptr, nullptr), MERITUM_WRONG_ARGUMENT) << call.name;
    }
}

TEST(CMistakes, AnotherObjectIsToldByEveryFunction) {
    for (const auto& call : every_function()) {
        if (!call.takes_object) continue;
        Wrong wrong;
        Made<meritum_error> other;  // of a kind that no function takes
        EXPECT_NE(meritum_plan_load(nullptr, 0, nullptr, nullptr, other.place()), MERITUM_OK);
        EXPECT_EQ(call.with(other.get(), wrong.place()), MERITUM_WRONG_ARGUMENT) << call.name;
        EXPECT_THAT(wrong.words(), HasSubstr("it was freed, or is something else")) << call.name;
        alignas(16) std::array<unsigned char, 64> garbage;
        for (const int byte : {0x00, 0xFF, 0x4D}) {
            garbage.fill(static_cast<unsigned char>(byte));
            EXPECT_EQ(call.with(garbage.data(), wrong.place()), MERITUM_WRONG_ARGUMENT);
            EXPECT_EQ(call.with(garbage.data() + 1, wrong.place()), MERITUM_WRONG_ARGUMENT);
        }
    }
}

TEST(CMistakes, AFreedObjectIsTold) {
    auto* plan = loaded(first_plan).take();
    EXPECT_EQ(meritum_free(plan), MERITUM_OK);
    EXPECT_EQ(meritum_free(plan), MERITUM_WRONG_ARGUMENT);
    for (const auto& call : every_function()) {
        if (!call.takes_object) continue;
        Wrong wrong;
        EXPECT_EQ(call.with(plan, wrong.place()), MERITUM_WRONG_ARGUMENT) << call.name;
    }
    Text text;
    EXPECT_NE(meritum_format("x", 1, nullptr, 0, nullptr, text.place(), nullptr), MERITUM_OK);
    std::size_t size = 7;
    EXPECT_EQ(meritum_text_get(reinterpret_cast<meritum_text*>(plan), &size), nullptr);
    EXPECT_EQ(size, 0U);
    EXPECT_EQ(meritum_error_get(reinterpret_cast<meritum_error*>(plan), MERITUM_TEXT, &size),
              nullptr);
    EXPECT_EQ(meritum_text_get(nullptr, nullptr), nullptr);
    EXPECT_EQ(meritum_error_get(nullptr, MERITUM_TEXT, nullptr), nullptr);
    EXPECT_EQ(meritum_free(nullptr), MERITUM_OK);
    int on_the_stack[16] = {};
    EXPECT_EQ(meritum_free(on_the_stack), MERITUM_WRONG_ARGUMENT);
}

TEST(CMistakes, ManyFreedObjectsAreToldToo) {
    std::vector<meritum_facts*> freed;
    for (int i = 0; i < 3'000; ++i) {
        Made<meritum_facts> facts;
        ASSERT_EQ(meritum_facts_new(nullptr, 0, nullptr, 0, facts.place(), nullptr), MERITUM_OK);
        freed.push_back(facts.take());
        ASSERT_EQ(meritum_free(freed.back()), MERITUM_OK);
    }
    for (int i = 0; i < 1'000; ++i)  // the last thousand are remembered for certain
        ASSERT_EQ(meritum_free(freed[freed.size() - 1 - static_cast<std::size_t>(i)]),
                  MERITUM_WRONG_ARGUMENT);
}

TEST(CMistakes, LengthsThatCannotBeAreTold) {
    World world;
    Made<meritum_plan> plan;
    Text made;
    Wrong wrong;
    const auto told = [&](meritum_status status, const char* words) {
        expect(status, MERITUM_WRONG_ARGUMENT, wrong);
        EXPECT_EQ(wrong.words(), words);
    };
    told(meritum_format(nullptr, 5, nullptr, 0, nullptr, made.place(), wrong.place()),
         "text is NULL and has a length that is not 0");
    told(meritum_format("x", MERITUM_TO_NUL - 1, nullptr, 0, nullptr, made.place(), wrong.place()),
         "text has a length that no text has");
    meritum_score_options options = {};
    options.size = sizeof options;
    options.param_count = 3;
    Made<meritum_card> card;
    told(meritum_plan_score(world.objects.plan, world.objects.facts.get(), &options, card.place(),
                            wrong.place()),
         "params is NULL and has a length");
    const meritum_param param = {view_of("a"), view_of("b")};
    options.params = &param;
    options.param_count = MERITUM_TO_NUL;
    told(meritum_plan_score(world.objects.plan, world.objects.facts.get(), &options, card.place(),
                            wrong.place()),
         "params has a length that no array has");
    told(meritum_plan_load("plan\0.merit", 11, plan.place(), nullptr, wrong.place()),
         "file has a zero in it, as no path has");
}

TEST(CMistakes, TextsThatAreNotUtf8AreTold) {
    Made<meritum_facts> facts;
    Wrong wrong;
    for (const std::string_view bad :
         {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5",
          "\xE2\x82", "\xFF", "a\xF0\x8F\xBF\xBF"}) {
        expect(meritum_facts_new(bad.data(), bad.size(), nullptr, 0, facts.place(), wrong.place()),
               MERITUM_WRONG_ARGUMENT, wrong);
        EXPECT_EQ(wrong.words(), "id is not UTF-8");
    }
    for (const std::string_view good : {"", "a", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                        "\xEE\x80\x80", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        expect(
            meritum_facts_new(good.data(), good.size(), nullptr, 0, facts.place(), wrong.place()),
            MERITUM_OK, wrong);
    }
    // Of a plan it is a diagnostic, and its JSON is still UTF-8.
    Made<meritum_plan> plan;
    EXPECT_EQ(meritum_plan_compile("plan \xFF\n", 7, nullptr, plan.place(), nullptr, wrong.place()),
              MERITUM_WRONG_PLAN);
    EXPECT_THAT(wrong.json(), testing::Not(HasSubstr("\xFF")));
}

TEST(CMistakes, SizesOfStructsThatCannotBeAreTold) {
    World world;
    Made<meritum_card> card;
    Wrong wrong;
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{8}, std::size_t{5'000}, std::size_t{MERITUM_TO_NUL}}) {
        meritum_score_options options = {};
        options.size = size;
        expect(meritum_plan_score(world.objects.plan, world.objects.facts.get(), &options,
                                  card.place(), wrong.place()),
               MERITUM_WRONG_ARGUMENT, wrong);
        EXPECT_EQ(wrong.words(),
                  "options->size is " + std::to_string(size) + "; write sizeof *options");
    }
}

/// A struct as a program of the future has it.
template <class Struct>
struct Newer {
    Struct known = {};
    std::array<unsigned char, 32> more = {};
};

TEST(CMistakes, NewerProgramsAreTakenIfTheyAskForNothingNew) {
    World world;
    const auto plan = loaded(first_plan);
    const auto facts = facts_from(plan, ann);
    Made<meritum_card> card;
    Wrong wrong;
    Newer<meritum_score_options> options;
    options.known.size = sizeof options;
    expect(meritum_plan_score(plan.get(), facts.get(), &options.known, card.place(), wrong.place()),
           MERITUM_OK, wrong);
    Newer<meritum_value> value;
    value.known.size = sizeof value;
    value.more.fill(7);
    expect(meritum_card_value(card.get(), "score", 5, &value.known, wrong.place()), MERITUM_OK,
           wrong);
    EXPECT_EQ(value.known.size, sizeof value);
    EXPECT_EQ(value.more, (std::array<unsigned char, 32>{}));
    options.more[3] = 1;
    expect(meritum_plan_score(plan.get(), facts.get(), &options.known, card.place(), wrong.place()),
           MERITUM_WRONG_ARGUMENT, wrong);
    EXPECT_EQ(wrong.words(), "options has a field that this library does not know");
}

TEST(CMistakes, EnumeratorsThatCannotBeAreTold) {
    const auto plan = loaded(first_plan);
    const auto card = card_of(plan, ann);
    Text made;
    Wrong wrong;
    const auto told = [&](meritum_status status, const std::string& words) {
        expect(status, MERITUM_WRONG_ARGUMENT, wrong);
        EXPECT_EQ(wrong.words(), words + ", which this function does not take");
    };
    for (const int number : {-1, 3, 4, 6, 7, 1'000'000}) {
        const auto output = static_cast<meritum_output>(number);
        told(meritum_plan_describe(plan.get(), output, nullptr, 0, made.place(), wrong.place()),
             "output is " + std::to_string(number));
    }
    for (const int number : {-1, 3, 5, 6, 99}) {
        told(meritum_card_explain(card.get(), static_cast<meritum_output>(number), nullptr,
                                  made.place(), wrong.place()),
             "output is " + std::to_string(number));
    }
    for (const int number : {-1, 2, 5, 6, 7}) {
        told(meritum_plan_score_json(plan.get(), "[]", 2, nullptr,
                                     static_cast<meritum_output>(number), made.place(),
                                     wrong.place()),
             "output is " + std::to_string(number));
        told(meritum_plan_replay(plan.get(), "[]", 2, static_cast<meritum_output>(number), nullptr,
                                 made.place(), wrong.place()),
             "output is " + std::to_string(number));
    }
    std::int32_t passed = 0;
    told(meritum_suite_run("examples/first-plan", MERITUM_TO_NUL, nullptr, MERITUM_CSV, &passed,
                           made.place(), wrong.place()),
         "output is 3");
    meritum_score_options options = {};
    options.size = sizeof options;
    options.keep = static_cast<meritum_keep>(4);
    told(meritum_plan_score_json(plan.get(), "[]", 2, &options, MERITUM_JSON, made.place(),
                                 wrong.place()),
         "keep is 4");
    meritum_explain_options how = {};
    how.size = sizeof how;
    how.waterfall = 3;
    told(meritum_card_explain(card.get(), MERITUM_TEXT, &how, made.place(), wrong.place()),
         "options->waterfall is 3");
    how.waterfall = 0;
    how.colour = -1;
    told(meritum_card_explain(card.get(), MERITUM_TEXT, &how, made.place(), wrong.place()),
         "options->colour is -1");
    Made<meritum_error> error;
    EXPECT_NE(meritum_plan_load(nullptr, 0, nullptr, nullptr, error.place()), MERITUM_OK);
    EXPECT_EQ(meritum_error_get(error.get(), MERITUM_CSV, nullptr), nullptr);
}

TEST(CMistakes, ValuesThatCannotBeAreTold) {
    World world;
    Wrong wrong;
    const auto told = [&](meritum_status status, const char* words) {
        expect(status, MERITUM_WRONG_ARGUMENT, wrong);
        EXPECT_EQ(wrong.words(), words);
    };
    auto* facts = world.objects.facts.get();
    told(meritum_facts_set_number(facts, "a", 1, 1, 39, wrong.place()),
         "scale is 39; numbers have 0 to 38 places");
    told(meritum_facts_set_number(facts, "a", 1, 1, -1, wrong.place()),
         "scale is -1; numbers have 0 to 38 places");
    told(meritum_facts_set_boolean(facts, "a", 1, 2, wrong.place()),
         "value is 2, which this function does not take");
    told(meritum_facts_set_date(facts, "a", 1, 1'000'000, wrong.place()),
         "days are of no date from 1900-01-01 to 2199-12-31");
    told(meritum_facts_set_text(facts, "", 0, "x", 1, wrong.place()), "name is empty");
    told(meritum_facts_set_text(facts, "list.field", 10, "x", 1, wrong.place()),
         "there is no item of list whose field could be set; add one first");
    told(meritum_facts_add_item(facts, "", 0, nullptr, 0, wrong.place()), "list is empty");
    const auto card = card_of(loaded(first_plan), ann);
    meritum_line line = {};
    line.size = sizeof line;
    told(meritum_card_line(card.get(), 6, &line, wrong.place()),
         "index is 6; the card has 6 lines");
}

}  // namespace
}  // namespace meritum::c_tests
