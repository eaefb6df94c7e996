// See oracle.hpp. Points are counted in 20,000ths: what one millionth of attainment takes for a
// missed target. u is 0.03 per copy, 600 of these.
#include "workload/oracle.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace meritum::bench {
namespace {

using std::clamp;
using std::max;
using std::min;

constexpr std::int64_t point = 20'000;
constexpr std::array<std::int64_t, 8> of_region{15, -5, 0, 20, -10, 5, 30, -20};  // tenths

/// To the nearest, halves to the even one; both positive.
std::int64_t half_even(std::int64_t a, std::int64_t b) {
    const auto below = a / b;
    const auto twice = 2 * (a % b);
    return below + (twice > b || (twice == b && below % 2 != 0) ? 1 : 0);
}

std::int64_t floored(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// One copy of the rules for one person.
struct Copy {
    const Quarter& of;
    std::size_t row;
    std::int64_t k;
    std::int64_t attainment;  ///< millionths
    std::int64_t u = 600 * k;

    std::int64_t results() const {
        const auto over =
            clamp<std::int64_t>(floored(attainment - 1'000'000 - 300 * k, 10'000), 0, 20) * point;
        std::int64_t big = 0;
        for (auto at = of.offsets[row]; at < of.offsets[row + 1]; ++at) {
            const auto amount = of.contracts[static_cast<std::size_t>(at)];
            big += amount >= 100'000'000 + 150'000 * k ? 10
                   : amount >= 50'000'000 + 75'000 * k ? 5
                   : amount >= 10'000'000 + 15'000 * k ? 2
                                                       : 0;
        }
        return min(35 * point, over + min(15 * point + u, big * point) +
                                   min(10 * point + u, of.new_customers[row] * point / 2));
    }

    std::int64_t quality() const {
        const auto hundredths = of.satisfaction[row] * 10;
        const std::int64_t satisfied = hundredths >= 9'500 - k   ? 5
                                       : hundredths >= 9'000 - k ? 3
                                                                 : 0;
        const auto together = of.teamwork[row] * 100 >= 800 - 3 * k ? 2 : 0;
        const auto hours = of.training_hours[row] * point;
        const auto trained =
            min(5 * point + u, (min(hours, 10 * point + u) +
                                2 * clamp<std::int64_t>(hours - (10 * point + u), 0, 20 * point)) /
                                   10);
        return min(10 * point, (satisfied + together) * point + trained);
    }

    std::int64_t place() const {
        const auto region = of.region[row];
        return of_region[static_cast<std::size_t>(region)] * point / 10 +
               k * (region % 3 - 1) * point / 100;
    }

    std::int64_t conduct() const {
        const auto missed =
            clamp<std::int64_t>(1'000'000 + 300 * k - attainment, 0, 15 * point + u);
        const auto complained =
            min(31 * point + u, ((std::int64_t{1} << of.complaints[row]) - 1) * point);
        const auto violated = of.violations[row] * (5 * point + k * point / 100);
        const auto away = max<std::int64_t>(0, (of.absence_days[row] - 3) * point - u) / 2;
        const auto senior = of.level[row] * 100 >= 800 - 3 * k && attainment < 1'050'000 + 300 * k
                                ? 2 * point + k * point / 100
                                : 0;
        return min(60 * point, missed + complained + violated + away + senior);
    }

    std::int64_t points() const { return results() + quality() + place() - conduct(); }
};

}  // namespace

Answer answer(const Quarter& quarter, std::size_t row, std::int64_t copies) {
    const auto attainment = half_even(quarter.sales[row] * 1'000'000, quarter.target[row]);
    std::int64_t sum = 0;
    for (std::int64_t k = 0; k < copies; ++k) sum += Copy{quarter, row, k, attainment}.points();
    // a 20,000th of a point is 50 millionths
    const auto total = clamp<std::int64_t>(100'000'000 + floored(sum * 50, copies), 0, 150'000'000);
    Answer found;
    found.score = quarter.violations[row] >= 3 ? 0 : (total + 50'000) / 100'000;
    constexpr std::array<std::int64_t, 4> from{1'200, 1'050, 900, 750};
    constexpr std::array<std::int64_t, 5> factors{15, 12, 10, 8, 5};
    while (found.grade < from.size() && found.score < from[found.grade]) ++found.grade;
    found.factor = factors[found.grade];
    return found;
}

const std::vector<Answer>& answers(const Quarter& quarter, std::size_t first, std::int64_t copies) {
    static std::map<std::int64_t, std::vector<Answer>> kept;
    auto& all = kept[copies];
    for (std::size_t row = all.size(); row < first; ++row)
        all.push_back(answer(quarter, row, copies));
    return all;
}

std::vector<std::int64_t> places(const Quarter& quarter, const std::vector<Answer>& answers) {
    std::vector<std::vector<std::int64_t>> scores(regions.size());
    const auto region = [&](std::size_t row) {
        return static_cast<std::size_t>(quarter.region[row]);
    };
    for (std::size_t row = 0; row < answers.size(); ++row)
        scores[region(row)].push_back(answers[row].score);
    for (auto& all : scores) std::sort(all.begin(), all.end());
    std::vector<std::int64_t> places;
    for (std::size_t row = 0; row < answers.size(); ++row) {
        const auto& all = scores[region(row)];
        places.push_back(
            1 + (all.end() - std::upper_bound(all.begin(), all.end(), answers[row].score)));
    }
    return places;
}

std::vector<bool> best_fifth(const Quarter& quarter, const std::vector<std::int64_t>& places) {
    std::vector<std::int64_t> people(regions.size());
    for (std::size_t row = 0; row < places.size(); ++row)
        ++people[static_cast<std::size_t>(quarter.region[row])];
    std::vector<bool> best;
    for (std::size_t row = 0; row < places.size(); ++row)
        best.push_back((places[row] - 1) * 5 <
                       people[static_cast<std::size_t>(quarter.region[row])]);
    return best;
}

std::size_t wrong(const TableResults& results, const std::vector<Answer>& answers) {
    const auto* score = results.column("score");
    const auto* grade = results.column("grade");
    const auto* factor = results.column("factor");
    if (score == nullptr || grade == nullptr || factor == nullptr) return results.participants;
    std::size_t found = 0;
    const auto is = [](const ResultColumn& column, std::size_t row, std::int64_t tenths) {
        return column.has(row) &&
               column.decimal(row) ==
                   *Decimal::from_parts(0, static_cast<std::uint64_t>(tenths), 1);
    };
    for (std::size_t row = 0; row < results.participants; ++row) {
        const auto& answer = answers[row];
        const bool right =
            results.scored(row) && is(*score, row, answer.score) &&
            grade->texts[static_cast<std::size_t>(grade->values[row])] == grades[answer.grade] &&
            is(*factor, row, answer.factor);
        found += right ? 0 : 1;
    }
    return found;
}

std::size_t wrong_places(const TableResults& results, const std::vector<std::int64_t>& places) {
    const auto* place = results.column("place");
    if (place == nullptr) return results.participants;
    std::size_t found = 0;
    for (std::size_t row = 0; row < results.participants; ++row)
        found += place->has(row) && place->decimal(row) == Decimal(places[row]) ? 0 : 1;
    return found;
}

}  // namespace meritum::bench
