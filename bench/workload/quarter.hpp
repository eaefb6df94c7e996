// The population of the workload: a quarter of a sales force, drawn from a fixed seed. In: how many
// people. Out: their facts, in the widths the workload gives them, the same on every machine. Must
// not know how anything is scored. Checked by every bench, through the oracle.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "meritum/meritum.hpp"

namespace meritum::bench {

inline constexpr std::array<std::string_view, 8> regions{"north",   "south", "east",  "west",
                                                         "central", "coast", "delta", "harbor"};

struct Quarter {
    explicit Quarter(std::size_t people);

    std::size_t people() const { return sales.size(); }

    /// All of it or the first so many, borrowed.
    FactTable table() const { return table(people()); }
    FactTable table(std::size_t first) const { return table(0, first); }
    FactTable table(std::size_t begin, std::size_t end) const;

    /// One person's facts as a host gives them that has no columns.
    Facts facts(std::size_t row) const;

    /// Bytes of the columns of the first so many.
    std::size_t bytes(std::size_t first) const;

    std::vector<std::int64_t> sales;         ///< cents
    std::vector<std::int64_t> target;        ///< cents
    std::vector<std::int32_t> offsets{0};    ///< of contracts
    std::vector<std::int64_t> contracts;     ///< cents
    std::vector<std::int16_t> satisfaction;  ///< tenths
    std::vector<std::int8_t> new_customers, complaints, violations, training_hours, teamwork,
        absence_days, region, level;
};

}  // namespace meritum::bench
