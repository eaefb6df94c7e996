// Tables through meritum.h, as Arrow streams made by hand: results, lines and errors come out,
// lists go in as columns and as tables of their own, everything handed over is released whatever
// happens.
#include "c/tables.hpp"

#include <gmock/gmock.h>

#include "c/host.hpp"

namespace meritum::c_tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class CTable : public testing::Test {
protected:
    ~CTable() override {
        scores = Made<meritum_scores>();
        EXPECT_EQ(alive(), 0);
    }

    meritum_status score(ArrowArrayStream& people, const std::vector<meritum_list>& lists = {}) {
        return meritum_plan_score_table(plan.get(), &people, lists.data(), lists.size(), &options,
                                        scores.place(), wrong.place());
    }
    std::vector<std::string> read(meritum_stream what) {
        ArrowArrayStream out = {};
        expect(meritum_scores_read(scores.get(), what, &out, wrong.place()), MERITUM_OK, wrong);
        return rows_of(out);
    }
    std::string described() {
        Text made;
        expect(meritum_scores_describe(scores.get(), made.place(), wrong.place()), MERITUM_OK,
               wrong);
        return words_of(made);
    }

    Made<meritum_plan> plan = loaded(first_plan);
    Made<meritum_scores> scores;
    Wrong wrong;
    meritum_table_options options = {
        sizeof(meritum_table_options), {}, {}, {}, {}, {}, {}, {}, {}, {}};
};

/// Ann, Bob and one whose target is wrong, with contracts as a column.
std::vector<Column> three_people() {
    return {texts("id", {"ann", "bob", "cy"}),
            numbers<std::int64_t>("sales", "d:18,2", {132'000'000, 0, 87'450'000, 0, 100, 0}),
            numbers<std::int32_t>("target", "i", {1'000'000, 900'000, 0}),
            numbers<std::int8_t>("complaints", "c", {1, 0, 0}),
            numbers<std::int64_t>("hats", "l", {1, 2, 3}),
            lists("contracts", {0, 2, 2, 2},
                  {numbers<std::int64_t>("amount", "l", {640'000, 85'000})})};
}

ArrowArrayStream people_stream() {
    auto columns = three_people();
    columns[1].rows = 3;  // two words each
    return stream_of(
        {table({columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]})});
}

TEST_F(CTable, GivesWhatCardsSay) {
    auto people = people_stream();
    options.keep = MERITUM_KEEP_LINES;
    expect(score(people), MERITUM_OK, wrong);
    EXPECT_EQ(people.release, nullptr);
    EXPECT_THAT(read(MERITUM_RESULTS),
                ElementsAre("id=ann score=123.5 grade=A", "id=bob score=99 grade=B",
                            "id=cy score=- grade=-"));
    const auto lines = read(MERITUM_LINES);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_THAT(lines[0], HasSubstr("score//over_achievement/rule=32"));
    EXPECT_THAT(lines[0], HasSubstr("score//over_achievement/cap=-12"));
    EXPECT_THAT(lines[0], HasSubstr("score//big_contract/rule=5"));
    const auto errors = read(MERITUM_ERRORS);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_THAT(errors[0], HasSubstr("row=2 id=cy fact=target code=F0102"));
    EXPECT_THAT(described(), HasSubstr(R"({"participants":3,"scored":2,"notices":[")"));
    EXPECT_THAT(described(), HasSubstr("hats"));
}

TEST_F(CTable, IsReadAsOftenAsOneLikesAndOutlivesItsScores) {
    auto people = people_stream();
    expect(score(people), MERITUM_OK, wrong);
    ArrowArrayStream out = {};
    expect(meritum_scores_read(scores.get(), MERITUM_RESULTS, &out, wrong.place()), MERITUM_OK,
           wrong);
    const auto again = read(MERITUM_RESULTS);
    EXPECT_EQ(meritum_free(scores.take()), MERITUM_OK);
    EXPECT_EQ(meritum_free(plan.take()), MERITUM_OK);
    EXPECT_EQ(rows_of(out), again);
}

TEST_F(CTable, TakesListsAsTablesOfTheirOwn) {
    auto columns = three_people();
    columns[1].rows = 3;
    columns.pop_back();
    auto people = stream_of(
        {table({texts("who", {"ann", "bob", "cy"}), columns[1], columns[2], columns[3]})});
    auto contracts = stream_of({table({texts("whose", {"ann", "ann"}),
                                       numbers<std::int64_t>("amount", "l", {640'000, 85'000})})});
    options.id = view_of("who");
    options.owner = view_of("whose");
    expect(score(people, {{view_of("contracts"), &contracts}}), MERITUM_OK, wrong);
    EXPECT_EQ(contracts.release, nullptr);
    EXPECT_EQ(read(MERITUM_RESULTS)[0], "who=ann score=123.5 grade=A");
}

TEST_F(CTable, TakesParamsAndFloatsIfTheyAreAllowed) {
    plan = compiled(
        "plan p\nparam rate = 2 in 0 .. 10\nfact n number 0 .. 9 step 0.1\nscore\n  start (n * "
        "rate)\n");
    const auto people = [] { return stream_of({table({numbers<double>("n", "g", {0.1, 0.3})})}); };
    auto refused = people();
    expect(score(refused), MERITUM_REFUSED, wrong);
    EXPECT_EQ(refused.release, nullptr);
    EXPECT_THAT(wrong.words(), HasSubstr("float"));
    options.allow_floats = 1;
    const meritum_param params[] = {{view_of("rate"), view_of("10")}};
    options.params = params;
    options.param_count = 1;
    auto taken = people();
    expect(score(taken), MERITUM_OK, wrong);
    EXPECT_THAT(read(MERITUM_RESULTS), ElementsAre("score=1", "score=3"));
}

TEST_F(CTable, IsTheSameOnAnyNumberOfThreads) {
    auto once = sales_of(20'000);
    expect(score(once), MERITUM_OK, wrong);
    const auto alone = read(MERITUM_RESULTS);
    ASSERT_EQ(alone.size(), 20'000U);
    for (const std::uint32_t threads : {2U, 7U}) {
        options.threads = threads;
        auto people = sales_of(20'000);
        expect(score(people), MERITUM_OK, wrong);
        EXPECT_EQ(read(MERITUM_RESULTS), alone);
    }
}

TEST_F(CTable, TellsHowFarItIsAndStopsIfItIsTold) {
    struct Seen {
        int calls = 0;
        double last = 0;
        int stops_at = 1'000'000;
    } seen;
    options.goes_on_data = &seen;
    options.goes_on = [](void* data, double done) -> std::int32_t {
        auto& own = *static_cast<Seen*>(data);
        EXPECT_GE(done, own.last);
        own.last = done;
        return ++own.calls < own.stops_at ? 1 : 0;
    };
    auto people = sales_of(50'000);
    expect(score(people), MERITUM_OK, wrong);
    EXPECT_GT(seen.calls, 1);
    EXPECT_EQ(seen.last, 1);
    seen = {0, 0, 2};
    auto stopped = sales_of(50'000);
    expect(score(stopped), MERITUM_STOPPED, wrong);
    EXPECT_EQ(wrong.words(), "the run was stopped");
    EXPECT_EQ(scores.get(), nullptr);
}

TEST_F(CTable, IsReleasedWhateverIsWrong) {
    const auto refuse = [&](meritum_status status, const char* words) {
        auto people = sales_of(3);
        auto items = stream_of({table({texts("participant", {"p0"})})});
        const meritum_list list = {view_of("contracts"), &items};
        expect(meritum_plan_score_table(plan.get(), &people, &list, 1, &options, scores.place(),
                                        wrong.place()),
               status, wrong);
        EXPECT_THAT(wrong.words(), HasSubstr(words));
        EXPECT_EQ(people.release, nullptr);
        EXPECT_EQ(items.release, nullptr);
        EXPECT_EQ(alive(), 0);
    };
    options.size = 3;
    refuse(MERITUM_WRONG_ARGUMENT, "options->size is 3");
    options.size = sizeof options;
    options.keep = MERITUM_KEEP_EVERYTHING;
    refuse(MERITUM_WRONG_ARGUMENT, "options->keep is 3");
    options.keep = MERITUM_KEEP_RESULTS;
    options.threads = 5'000;
    refuse(MERITUM_WRONG_ARGUMENT, "options->threads is 5000; the most is 1024");
    options.threads = 0;
    options.id = view_of("\xFF");
    refuse(MERITUM_WRONG_ARGUMENT, "options->id is not UTF-8");
    options.id = {};
    options.allow_floats = 2;
    refuse(MERITUM_WRONG_ARGUMENT, "options->allow_floats is 2");
    options.allow_floats = 0;
    plan = Made<meritum_plan>();
    refuse(MERITUM_WRONG_ARGUMENT, "plan is NULL");
}

TEST_F(CTable, ThatCannotBeReadIsToldInItsOwnWords) {
    auto broken = stream_of({table({texts("id", {"a"})})}, "the disk is full");
    expect(score(broken), MERITUM_REFUSED, wrong);
    EXPECT_THAT(wrong.words(), HasSubstr("the disk is full"));
    ArrowArrayStream gone = {};
    expect(score(gone), MERITUM_WRONG_ARGUMENT, wrong);
    EXPECT_EQ(wrong.words(), "participants is NULL or released");
    auto people = sales_of(1);
    expect(score(people, {{view_of("contracts"), &gone}}), MERITUM_WRONG_ARGUMENT, wrong);
    EXPECT_EQ(wrong.words(), "the items of a list are NULL or released");
    auto unknown = sales_of(1);
    auto items = stream_of({table({texts("participant", {"p0"})})});
    (void)score(unknown, {{view_of("hats"), &items}});  // a notice, or refused: released anyway
}

TEST_F(CTable, TellsWhatIsNotKept) {
    auto people = sales_of(1);
    expect(score(people), MERITUM_OK, wrong);
    ArrowArrayStream out = {};
    expect(meritum_scores_read(scores.get(), MERITUM_LINES, &out, wrong.place()),
           MERITUM_WRONG_ARGUMENT, wrong);
    EXPECT_EQ(wrong.words(), "lines were not kept: score with MERITUM_KEEP_LINES");
    EXPECT_EQ(out.release, nullptr);
    expect(meritum_scores_read(scores.get(), static_cast<meritum_stream>(3), &out, wrong.place()),
           MERITUM_WRONG_ARGUMENT, wrong);
    EXPECT_EQ(wrong.words(), "what is 3, which this function does not take");
}

TEST_F(CTable, IsOneArrayWithItsSchemaToo) {
    auto columns = three_people();
    columns[1].rows = 3;
    ArrowSchema schema = {};
    ArrowArray array = {};
    make_schema(table(columns), schema);
    make_array(table(columns), array);
    ArrowArrayStream people = {};
    expect(meritum_stream_of(&schema, &array, &people, wrong.place()), MERITUM_OK, wrong);
    EXPECT_EQ(schema.release, nullptr);
    EXPECT_EQ(array.release, nullptr);
    // The schema may be asked for as often as one likes, and is one's own.
    ArrowSchema copies[2] = {};
    for (auto& copy : copies) ASSERT_EQ(people.get_schema(&people, &copy), 0);
    copies[0].release(&copies[0]);
    EXPECT_STREQ(copies[1].children[5]->children[0]->children[0]->name, "amount");
    copies[1].release(&copies[1]);
    expect(score(people), MERITUM_OK, wrong);
    EXPECT_EQ(read(MERITUM_RESULTS)[0], "id=ann score=123.5 grade=A");
}

TEST_F(CTable, OfOneArrayIsReleasedWhateverIsWrong) {
    ArrowSchema schema = {};
    ArrowArray array = {}, gone = {};
    ArrowArrayStream people = {};
    make_schema(table(three_people()), schema);
    expect(meritum_stream_of(&schema, &gone, &people, wrong.place()), MERITUM_WRONG_ARGUMENT,
           wrong);
    EXPECT_EQ(wrong.words(), "array is NULL or released");
    EXPECT_EQ(people.release, nullptr);
    EXPECT_EQ(alive(), 0);
    make_array(table(three_people()), array);
    expect(meritum_stream_of(&schema, &array, &people, wrong.place()), MERITUM_WRONG_ARGUMENT,
           wrong);
    EXPECT_EQ(wrong.words(), "schema is NULL or released");
    EXPECT_EQ(alive(), 0);
    // A stream that nobody reads lets go of what is in it.
    make_schema(table(three_people()), schema);
    make_array(table(three_people()), array);
    expect(meritum_stream_of(&schema, &array, &people, wrong.place()), MERITUM_OK, wrong);
    people.release(&people);
    EXPECT_EQ(alive(), 0);
}

}  // namespace
}  // namespace meritum::c_tests
