// Many threads with one plan and one card, and each with facts and a record of its own; machines
// that give no more threads.
#include <gmock/gmock.h>
#include <pthread.h>

#include <thread>

#include "c/host.hpp"
#include "c/tables.hpp"

namespace meritum::c_tests {
namespace {

TEST(CThreads, ShareAPlanAndACard) {
    const auto plan = loaded(first_plan);
    const auto card = card_of(plan, ann);
    const auto words = explained(card, MERITUM_TEXT, "zh");
    std::vector<std::thread> threads;
    std::array<std::string, 8> seen;
    for (auto& own : seen) {
        threads.emplace_back([&plan, &card, &words, &own] {
            for (int i = 0; i < 50; ++i) {
                const auto mine = card_of(plan, ann);
                own = value_of(mine, "score") + value_of(card, "score");
                if (explained(mine, MERITUM_TEXT, "zh") != words) own = "other words";
                if (explained(card, MERITUM_TEXT, "zh") != words) own = "other words";
                auto people = sales_of(100);
                Made<meritum_scores> scores;
                if (meritum_plan_score_table(plan.get(), &people, nullptr, 0, nullptr,
                                             scores.place(), nullptr) != MERITUM_OK)
                    own = "no table";
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_THAT(seen, testing::Each("123.5 points123.5 points"));
}

TEST(CThreads, HaveARecordEach) {
    const auto plan = loaded(first_plan);
    std::vector<std::thread> threads;
    std::array<int, 8> right = {};
    for (std::size_t number = 0; number < right.size(); ++number) {
        threads.emplace_back([&plan, &right, number] {
            Made<meritum_record> record;
            std::uint32_t sales = 0, target = 0, score = 0;
            meritum_record_new(plan.get(), nullptr, 0, record.place(), nullptr);
            meritum_record_slot(record.get(), "sales", 5, 0, &sales, nullptr);
            meritum_record_slot(record.get(), "target", 6, 0, &target, nullptr);
            meritum_record_result(record.get(), "score", 5, &score, nullptr);
            meritum_value value = {};
            value.size = sizeof value;
            for (std::int64_t i = 0; i < 2'000; ++i) {
                const auto percent = static_cast<std::int64_t>(number) + i % 10;
                meritum_record_set_number(record.get(), sales, MERITUM_NO_ITEM, 100 + percent,
                                          nullptr);
                meritum_record_set_number(record.get(), target, MERITUM_NO_ITEM, 100, nullptr);
                if (meritum_record_score(record.get(), nullptr) != MERITUM_OK) return;
                meritum_record_value(record.get(), score, &value, nullptr);
                right[number] += value.coefficient == 100 + percent && value.scale == 0;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_THAT(right, testing::Each(2'000));
}

/// Threads that cannot be had: whoever is there does the work.
TEST(CThreads, ThatTheMachineDoesNotGiveAreDoneWithout) {
    const auto plan = loaded(first_plan);
    pthread_attr_t before, huge;
    ASSERT_EQ(pthread_getattr_default_np(&before), 0);
    ASSERT_EQ(pthread_attr_init(&huge), 0);
    ASSERT_EQ(pthread_attr_setstacksize(&huge, std::size_t{1} << 46U), 0);
    ASSERT_EQ(pthread_setattr_default_np(&huge), 0);
    meritum_table_options options = {};
    options.size = sizeof options;
    options.threads = 8;
    auto people = sales_of(50'000);
    Made<meritum_scores> scores;
    Wrong wrong;
    const auto status = meritum_plan_score_table(plan.get(), &people, nullptr, 0, &options,
                                                 scores.place(), wrong.place());
    EXPECT_EQ(pthread_setattr_default_np(&before), 0);
    pthread_attr_destroy(&huge);
    pthread_attr_destroy(&before);
    expect(status, MERITUM_OK, wrong);
}

}  // namespace
}  // namespace meritum::c_tests
