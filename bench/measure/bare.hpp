// The loops of loops/bare.hpp on a Quarter. In: a Quarter, how many rows, copies and threads. Out:
// answers, and how many of them are wrong. Must not know Meritum's executors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "loops/bare.hpp"
#include "workload/oracle.hpp"
#include "workload/quarter.hpp"

namespace meritum::bench {

/// The facts as doubles, and room for the results.
class Doubles {
public:
    explicit Doubles(const Quarter& quarter);
    void run(BareDoublesLoop* loop, std::size_t first, std::int64_t copies, unsigned threads = 1);
    void run_simd();
    std::size_t wrong(const std::vector<Answer>& answers) const;

private:
    BareDoubles columns(std::size_t from, std::size_t rows) const;
    BareDoubleResults results(std::size_t from);

    std::vector<double> sales_, target_, contracts_, satisfaction_, new_customers_, complaints_,
        violations_, training_hours_, teamwork_, absence_days_, region_, level_;
    std::vector<std::int32_t> offsets_;
    std::vector<double> score_, factor_;
    std::vector<std::uint8_t> grade_;
};

/// The facts as the Quarter has them.
class Narrow {
public:
    explicit Narrow(const Quarter& quarter);
    void run(std::size_t first, std::int64_t copies, unsigned threads = 1);
    std::size_t wrong(const std::vector<Answer>& answers) const;
    /// After `run` for everybody with one copy.
    void rank();
    std::size_t wrong_places(const std::vector<std::int64_t>& places) const;
    std::size_t wrong_best(const std::vector<bool>& best) const;

private:
    const Quarter& quarter_;
    std::vector<std::int32_t> score_, factor_, place_, seen_;
    std::vector<std::uint8_t> grade_, best_;
};

/// As many bytes read and written as a way to score the first so many has columns and results.
class Memory {
public:
    Memory(std::size_t in_bytes, std::size_t out_bytes) : in_(in_bytes, 1), out_(out_bytes, 1) {}
    void run() { sum_ += bare_memory(in_.data(), in_.size(), out_.data(), out_.size()); }
    std::uint64_t sum() const { return sum_; }

private:
    std::vector<unsigned char> in_, out_;
    std::uint64_t sum_ = 0;
};

}  // namespace meritum::bench
