// A quarter of a sales force: a plan of 22 rules, a population drawn from a fixed seed in the
// widths that facts have, and its scores by plain exact arithmetic. What benches of columns time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "meritum/fact_table.hpp"

namespace meritum::bench {

extern const std::string_view quarter_plan;

struct Quarter {
    explicit Quarter(std::size_t people);

    FactTable table() const;

    /// Tenths of points of a participant.
    std::int64_t score(std::size_t row) const;

    std::vector<std::int64_t> sales;   ///< cents
    std::vector<std::int64_t> target;  ///< cents
    std::vector<std::int32_t> offsets{0};
    std::vector<std::int32_t> contracts;     ///< cents
    std::vector<std::int16_t> satisfaction;  ///< tenths
    std::vector<std::int8_t> new_customers, complaints, violations, training_hours, teamwork,
        absence_days, region, level;
};

/// The same rules in doubles, every fact a double: what people write by hand. One participant after
/// the other in loops a compiler can vectorise; `out` takes the scores.
struct Doubles {
    explicit Doubles(const Quarter& quarter);
    void score(std::vector<double>& out) const;

    std::vector<double> sales, target, contracts, satisfaction, new_customers, complaints,
        violations, training_hours, teamwork, absence_days, region, level;
    std::vector<std::int32_t> offsets;
};

}  // namespace meritum::bench
