// The exact answers of the workload, by whole numbers that cannot overflow. In: a Quarter. Out:
// score, grade and factor of one person, places within regions. Shares nothing with Meritum, whose
// answers are judged by it, and is not meant to be quick.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "workload/quarter.hpp"

namespace meritum::bench {

struct Answer {
    std::int64_t score = 0;   ///< tenths of points
    std::size_t grade = 0;    ///< place in `grades`
    std::int64_t factor = 0;  ///< tenths
    friend bool operator==(const Answer&, const Answer&) = default;
};

inline constexpr std::array<std::string_view, 5> grades{"S", "A", "B", "C", "D"};

/// By the rules in so many copies.
Answer answer(const Quarter& quarter, std::size_t row, std::int64_t copies);

/// Of the first so many; made once for each and kept.
const std::vector<Answer>& answers(const Quarter& quarter, std::size_t first, std::int64_t copies);

/// Of everybody within their region: 1 + those there who have more.
std::vector<std::int64_t> places(const Quarter& quarter, const std::vector<Answer>& answers);

/// Who are among the best fifth of their region.
std::vector<bool> best_fifth(const Quarter& quarter, const std::vector<std::int64_t>& places);

/// How many of the first rows have another score, grade or factor than the oracle says, or none.
std::size_t wrong(const TableResults& results, const std::vector<Answer>& answers);

/// Likewise of the outcome `place`.
std::size_t wrong_places(const TableResults& results, const std::vector<std::int64_t>& places);

}  // namespace meritum::bench
