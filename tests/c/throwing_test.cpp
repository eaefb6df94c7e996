// What is thrown ends in an error: by callbacks of a host in C++, and where memory runs out at any
// point of any function. A thread that is cancelled goes on unwinding.
#include <gmock/gmock.h>
#include <pthread.h>

#include <new>
#include <stdexcept>

#include "c/counted_memory.hpp"
#include "c/every_function.hpp"
#include "c/host.hpp"
#include "c/tables.hpp"

namespace meritum::c_tests {
namespace {

using testing::HasSubstr;

constexpr std::string_view with_file = "plan p\nuse \"more.merit\"\n";

meritum_status compile_with(meritum_resolve resolve, Wrong& wrong) {
    meritum_plan_options options = {};
    options.size = sizeof options;
    options.resolve = resolve;
    Made<meritum_plan> plan;
    const auto status = meritum_plan_compile(with_file.data(), with_file.size(), &options,
                                             plan.place(), nullptr, wrong.place());
    EXPECT_EQ(plan.get(), nullptr);
    return status;
}

TEST(CThrowing, CallbacksForFilesMayThrow) {
    Wrong wrong;
    expect(compile_with([](void*, const char*, std::size_t, const char**, std::size_t*)
                            -> std::int32_t { throw std::runtime_error("the store burns"); },
                        wrong),
           MERITUM_WRONG_PLAN, wrong);
    EXPECT_THAT(wrong.words(), HasSubstr("the store burns"));
    EXPECT_NE(compile_with([](void*, const char*, std::size_t, const char**,
                              std::size_t*) -> std::int32_t { throw 7; },
                           wrong),
              MERITUM_OK);
    EXPECT_TRUE(wrong.is_there());
    // Bytes that cannot be.
    EXPECT_NE(compile_with(
                  [](void*, const char*, std::size_t, const char**, std::size_t* size) {
                      *size = 12;
                      return 1;
                  },
                  wrong),
              MERITUM_OK);
    EXPECT_THAT(wrong.words(), HasSubstr("what the callback gave is NULL"));
}

TEST(CThrowing, ProgressMayThrow) {
    const auto plan = loaded(first_plan);
    meritum_table_options options = {};
    options.size = sizeof options;
    options.threads = 3;
    for (const bool standard : {true, false}) {
        options.goes_on =
            standard ? [](void*, double) -> std::int32_t { throw std::runtime_error("enough"); }
                     : [](void*, double) -> std::int32_t { throw 7; };
        Made<meritum_scores> scores;
        Wrong wrong;
        auto people = sales_of(50'000);
        expect(meritum_plan_score_table(plan.get(), &people, nullptr, 0, &options, scores.place(),
                                        wrong.place()),
               MERITUM_INTERNAL, wrong);
        EXPECT_EQ(wrong.words(),
                  standard ? "enough" : "something was thrown that is no std::exception");
        EXPECT_EQ(people.release, nullptr);
    }
}

/// Lets memory run out after 0, 1, 2, ... pieces, until the call comes through.
void run_out_of_memory(const char* name,
                       const std::function<meritum_status(meritum_error**)>& call) {
    std::size_t refusals = 0;
    for (std::size_t pieces = 0; pieces < 200'000; pieces += pieces < 300 ? 1 : pieces / 7) {
        Wrong wrong;
        auto** place = wrong.place();
        meritum_status status = MERITUM_OK;
        bool happened = false;
        {
            const counted_memory::RunsOut runs_out(pieces);
            status = call(place);
            happened = runs_out.happened();
        }
        if (!happened) {
            expect(status, MERITUM_OK, wrong);
            EXPECT_GT(refusals, 0U) << name;
            return;
        }
        ++refusals;
        // Some of what has no memory is done without: a notice, a colour. All else says so.
        if (status == MERITUM_OK) continue;
        ASSERT_EQ(status, MERITUM_OUT_OF_MEMORY) << name << " " << pieces << ": " << wrong.words();
        EXPECT_EQ(wrong.words(), "there is not enough memory");
        EXPECT_THAT(wrong.json(), HasSubstr(R"({"status":"out_of_memory")"));
    }
    ADD_FAILURE() << name << " never comes through";
}

TEST(CThrowing, MemoryMayRunOutAtAnyPoint) {
    const auto plan = loaded(first_plan);
    const auto facts = facts_from(plan, ann);
    const auto card = card_of(plan, ann);
    const auto archive = explained(card, MERITUM_ARCHIVE);
    constexpr std::string_view text = "plan p\nfact n count\nscore\n  start n\n";
    run_out_of_memory("compile", [&](meritum_error** error) {
        Made<meritum_plan> made;
        Text diagnostics;
        return meritum_plan_compile(text.data(), text.size(), nullptr, made.place(),
                                    diagnostics.place(), error);
    });
    run_out_of_memory("format", [&](meritum_error** error) {
        Text made;
        return meritum_format(text.data(), text.size(), "zh", 2, nullptr, made.place(), error);
    });
    for (const auto output : {MERITUM_TEXT, MERITUM_JSON, MERITUM_SCHEMA}) {
        run_out_of_memory("describe", [&](meritum_error** error) {
            Text made;
            return meritum_plan_describe(plan.get(), output, "zh", 2, made.place(), error);
        });
    }
    run_out_of_memory("score", [&](meritum_error** error) {
        Made<meritum_card> made;
        return meritum_plan_score(plan.get(), facts.get(), nullptr, made.place(), error);
    });
    run_out_of_memory("score_json", [&](meritum_error** error) {
        Text made;
        return meritum_plan_score_json(plan.get(), ann.data(), ann.size(), nullptr, MERITUM_ARCHIVE,
                                       made.place(), error);
    });
    run_out_of_memory("facts", [&](meritum_error** error) {
        Made<meritum_facts> made;
        return meritum_facts_from_json(plan.get(), ann.data(), ann.size(), made.place(), error);
    });
    for (const auto output : {MERITUM_TEXT, MERITUM_JSON, MERITUM_MARKDOWN, MERITUM_ARCHIVE}) {
        run_out_of_memory("explain", [&](meritum_error** error) {
            Text made;
            return meritum_card_explain(card.get(), output, nullptr, made.place(), error);
        });
    }
    run_out_of_memory("replay", [&](meritum_error** error) {
        Text made;
        return meritum_plan_replay(plan.get(), archive.data(), archive.size(), MERITUM_TEXT,
                                   nullptr, made.place(), error);
    });
    run_out_of_memory("record", [&](meritum_error** error) {
        Made<meritum_record> made;
        return meritum_record_new(plan.get(), nullptr, 0, made.place(), error);
    });
    std::vector<ArrowArrayStream> people(400);  // made while there is memory
    for (auto& stream : people) stream = sales_of(3);
    run_out_of_memory("table", [&](meritum_error** error) {
        Made<meritum_scores> made;
        auto stream = people.back();
        people.pop_back();
        return meritum_plan_score_table(plan.get(), &stream, nullptr, 0, nullptr, made.place(),
                                        error);
    });
    for (auto& stream : people) stream.release(&stream);
}

TEST(CThrowing, ACancelledThreadGoesOnUnwinding) {
    pthread_t thread;
    const auto run = [](void*) -> void* {
        Wrong wrong;
        (void)compile_with(
            [](void*, const char*, std::size_t, const char**, std::size_t*) {
                pthread_cancel(pthread_self());
                pthread_testcancel();
                return 0;
            },
            wrong);
        return nullptr;
    };
    ASSERT_EQ(pthread_create(&thread, nullptr, run, nullptr), 0);
    void* result = nullptr;
    ASSERT_EQ(pthread_join(thread, &result), 0);
    EXPECT_EQ(result, PTHREAD_CANCELED);
}

}  // namespace
}  // namespace meritum::c_tests
