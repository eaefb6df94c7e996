// The ops of records: quotients by numbers that are known, as great as steps have them. What
// records answer on plans is tested in tests/api/record_test.cpp and tests/agreement/.
#include "exec/record.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "exec/facts_builder.hpp"
#include "exec/kernels.hpp"
#include "exec/schedule.hpp"

namespace meritum::exec {
namespace {

using value::Operator;

constexpr std::int64_t most = simd::divisible - 1;  // beyond it steps are general

/// Quotients of one fact, whatever it is, by one number: rounded in each way.
class Quotients {
public:
    explicit Quotients(std::int64_t by) : by_(by) {
        const auto x = builder_.input(fact_, {-most, most});
        for (std::size_t i = 0; i < ops.size(); ++i) {
            nodes_[i] = builder_.number(ops[i], {x, builder_.constant(by)}, {-most, most});
        }
        FactsBuilder facts(builder_, {"a"});
        facts.column(fact_, {0});
        base_ = facts.facts;
        program_ = bind(std::make_shared<const graph::Graph>(builder_.graph), Keep::everything);
        schedule_ = schedule(program_);
        record_ = RecordRun::make(program_, schedule_, base_);
    }

    void expect_right(std::int64_t x) {
        ASSERT_NE(record_, nullptr);
        *record_->fact(fact_) = x;
        record_->run();
        for (std::size_t i = 0; i < ops.size(); ++i) {
            ASSERT_EQ(*record_->result(nodes_[i]), map_row<std::int64_t>(ops[i], x, by_))
                << value::row(ops[i]).name << " " << x << " by " << by_;
        }
    }

private:
    static constexpr std::array<Operator, 6> ops = {
        Operator::divide_floor,     Operator::divide_ceiling, Operator::divide_half_up,
        Operator::divide_half_even, Operator::divide_up,      Operator::divide_down};
    std::int64_t by_;
    GraphBuilder builder_;
    ColumnId fact_ = builder_.fact("x");
    std::array<NodeId, ops.size()> nodes_{};
    value::FactColumns base_;
    Program program_;
    Schedule schedule_;
    std::unique_ptr<RecordRun> record_;
};

TEST(Record, DividesExactlyByWhatIsKnown) {
    std::mt19937_64 random(7);
    std::vector<std::int64_t> divisors{1, 2, 3, 4, 7, 10, 2'000, 9'999, 1'000'000, most - 1, most};
    for (int bits = 2; bits < 50; bits += 5) {
        divisors.push_back((std::int64_t{1} << bits) - 1);
        divisors.push_back((std::int64_t{1} << bits) + 1);
        divisors.push_back(static_cast<std::int64_t>(random() >> (63 - bits)) + 1);
    }
    for (const auto by : divisors) {
        Quotients quotients(by);
        for (const std::int64_t x :
             {std::int64_t{0}, std::int64_t{1}, by - 1, by, most - 1, most}) {
            quotients.expect_right(x);
            quotients.expect_right(-x);
        }
        for (int again = 0; again < 60; ++again) {
            const auto any = static_cast<std::int64_t>(random() >> (14 + random() % 48));
            const auto whole = any / by * by;
            for (const auto x : {any, whole, whole - 1, whole / 2, whole + by / 2}) {
                quotients.expect_right(std::min(x, most));
                quotients.expect_right(-std::min(x, most));
            }
        }
    }
}

}  // namespace
}  // namespace meritum::exec
