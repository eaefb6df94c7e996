// The workload by whole numbers in the narrowest widths that its ranges allow, exact. In: columns
// in the workload's own widths. Out: score, grade and factor. Points are 20,000ths in 32 bits: what
// one millionth of attainment takes for a missed target. A chunk of rows at a time, like
// doubles.cpp. Checked by measure/bare.cpp, whose answers must all be right.
#include <algorithm>
#include <cmath>

#include "loops/bare.hpp"

namespace {

constexpr size_t chunk = 1024;
constexpr size_t most_items = 8;  // of one person
constexpr int32_t point = 20'000;

#define BARE_VECTORIZE _Pragma("clang loop vectorize(assume_safety)")

inline int32_t at_most(int32_t x, int32_t y) { return x < y ? x : y; }
inline int32_t at_least(int32_t x, int32_t y) { return x > y ? x : y; }
inline int32_t within(int32_t x, int32_t low, int32_t high) {
    return at_most(at_least(x, low), high);
}

constexpr int32_t base_of_region[8] = {30'000,  -10'000, 0,      40'000,
                                       -20'000, 10'000,  60'000, -40'000};
constexpr int32_t drift_of_region[8] = {-200, 0, 200, -200, 0, 200, -200, 0};

/// What differs from copy to copy.
struct Terms {
    explicit constexpr Terms(int32_t copy) : k(copy), u(600 * copy) {}
    int32_t k, u;
};

struct Chunk {
    Chunk(const BareNarrow& all, size_t from)
        : sales(all.sales + from),
          target(all.target + from),
          satisfaction(all.satisfaction + from),
          new_customers(all.new_customers + from),
          complaints(all.complaints + from),
          violations(all.violations + from),
          training_hours(all.training_hours + from),
          teamwork(all.teamwork + from),
          absence_days(all.absence_days + from),
          region(all.region + from),
          level(all.level + from) {}
    const int64_t *sales, *target;
    const int16_t* satisfaction;
    const int8_t *new_customers, *complaints, *violations, *training_hours, *teamwork,
        *absence_days, *region, *level;
};

/// Millionths, half to even. What the quotient of doubles leaves over is exact, for all products
/// are below 2^53, and says whether it is the nearest; amounts are below 2^31 cents.
inline int32_t attainment_of(int64_t sales, int64_t target) {
    const double dividend = static_cast<double>(static_cast<int32_t>(sales)) * 1e6;
    const double divisor = static_cast<int32_t>(target);
    const double nearest = std::rint(dividend / divisor);
    const double twice = 2 * (dividend - nearest * divisor);
    const double odd = nearest - 2 * std::floor(nearest * 0.5);
    const double up = twice + odd > divisor ? 1.0 : 0.0;
    const double down = -twice + odd > divisor ? 1.0 : 0.0;
    return static_cast<int32_t>(nearest + up - down);
}

/// The points of one copy for row i, but for the region's.
inline int32_t points(const Chunk& of, size_t i, int32_t attainment, int32_t contracts,
                      const Terms& terms) {
    const int32_t k = terms.k, u = terms.u;
    const auto above = within(attainment - 1'000'000 - 300 * k, 0, 200'000);
    const auto over = static_cast<int32_t>(static_cast<uint32_t>(above) / 10'000) * point;
    const int32_t results =
        at_most(35 * point, over + at_most(15 * point + u, contracts * point) +
                                at_most(10 * point + u, of.new_customers[i] * (point / 2)));
    const int32_t content = of.satisfaction[i] * 10;
    const int32_t satisfied = content >= 9'500 - k   ? 5 * point
                              : content >= 9'000 - k ? 3 * point
                                                     : 0;
    const int32_t together = of.teamwork[i] * 100 >= 800 - 3 * k ? 2 * point : 0;
    // in tenths of a unit until divided: u is whole tenths
    const int32_t hours = of.training_hours[i] * (point / 10);
    const int32_t first = point + u / 10;
    const int32_t trained =
        at_most(5 * point + u, at_most(hours, first) + 2 * within(hours - first, 0, 2 * point));
    const int32_t quality = at_most(10 * point, satisfied + together + trained);
    const int32_t missed = within(1'000'000 + 300 * k - attainment, 0, 15 * point + u);
    const int32_t twice = 1 << of.complaints[i];
    const int32_t complained = at_most(31 * point + u, (twice - 1) * point);
    const int32_t violated = of.violations[i] * (5 * point + 200 * k);
    const int32_t away = at_least(0, (of.absence_days[i] - 3) * (point / 2) - u / 2);
    const int32_t senior = static_cast<int>(of.level[i] * 100 >= 800 - 3 * k) &
                                   static_cast<int>(attainment < 1'050'000 + 300 * k)
                               ? 2 * point + 200 * k
                               : 0;
    return results + quality - at_most(60 * point, missed + complained + violated + away + senior);
}

struct Judge {
    int32_t* score;
    int32_t* factor;
    uint8_t* grade;

    /// Of 20,000ths and the millionths below them; both at least -100 points.
    void operator()(size_t i, int32_t tenths, int32_t violations) const {
        const int32_t kept = violations >= 3 ? 0 : tenths;
        score[i] = kept;
        factor[i] = kept >= 1200 ? 15 : kept >= 1050 ? 12 : kept >= 900 ? 10 : kept >= 750 ? 8 : 5;
        grade[i] =
            static_cast<uint8_t>((kept < 1200) + (kept < 1050) + (kept < 900) + (kept < 750));
    }
};

void contract_points(const int32_t* contracts, const int32_t* offsets, size_t rows,
                     const Terms& terms, int32_t* points) {
    int32_t before[chunk * most_items + 1];
    const int32_t first = offsets[0];
    const auto items = static_cast<size_t>(offsets[rows] - first);
    const int32_t great = 100'000'000 + 150'000 * terms.k, big = 50'000'000 + 75'000 * terms.k,
                  small = 10'000'000 + 15'000 * terms.k;
    for (size_t k = 0; k < items; ++k) {
        const int32_t amount = contracts[k];
        before[k] = amount >= great ? 10 : amount >= big ? 5 : amount >= small ? 2 : 0;
    }
    int32_t sum = 0;
    for (size_t k = 0; k < items; ++k) {
        const int32_t more = before[k];
        before[k] = sum;
        sum += more;
    }
    before[items] = sum;
    BARE_VECTORIZE
    for (size_t i = 0; i < rows; ++i)
        points[i] = before[offsets[i + 1] - first] - before[offsets[i] - first];
}

void run(const BareNarrow& all, size_t from, size_t rows, int64_t copies, const Judge& judge) {
    const Chunk of(all, from);
    int32_t amounts[chunk * most_items], attainment[chunk], contracts[chunk], sum[chunk];
    const int64_t* wide = all.contracts + all.offsets[from];
    const auto items = static_cast<size_t>(all.offsets[from + rows] - all.offsets[from]);
    for (size_t k = 0; k < items; ++k) amounts[k] = static_cast<int32_t>(wide[k]);
    BARE_VECTORIZE
    for (size_t i = 0; i < rows; ++i) attainment[i] = attainment_of(of.sales[i], of.target[i]);
    contract_points(amounts, all.offsets + from, rows, Terms(0), contracts);
    if (copies == 1) {
        BARE_VECTORIZE
        for (size_t i = 0; i < rows; ++i) {
            const int32_t total = within(100 * point + base_of_region[of.region[i]] +
                                             points(of, i, attainment[i], contracts[i], Terms(0)),
                                         0, 150 * point);
            judge(i, static_cast<int32_t>(static_cast<uint32_t>(total + point / 20) / (point / 10)),
                  of.violations[i]);
        }
        return;
    }
    for (size_t i = 0; i < rows; ++i) sum[i] = 0;
    for (int64_t k = 0; k < copies; ++k) {
        const Terms terms(static_cast<int32_t>(k));
        if (k > 0) contract_points(amounts, all.offsets + from, rows, terms, contracts);
        BARE_VECTORIZE
        for (size_t i = 0; i < rows; ++i)
            sum[i] += points(of, i, attainment[i], contracts[i], terms) +
                      base_of_region[of.region[i]] + terms.k * drift_of_region[of.region[i]];
    }
    for (size_t i = 0; i < rows; ++i) {
        const int64_t exact = int64_t{sum[i]} * 50 + 100'000'000 * copies;
        const int64_t clamped = exact < 0 ? 0 : exact;
        const int64_t mean = std::min<int64_t>(clamped / copies, 150'000'000);
        judge(i, static_cast<int32_t>((mean + 50'000) / 100'000), of.violations[i]);
    }
}

}  // namespace

extern "C" void bare_narrow(const BareNarrow* all, int64_t copies, const BareNarrowResults* out) {
    for (size_t from = 0; from < all->rows; from += chunk) {
        const size_t rows = std::min(chunk, all->rows - from);
        run(*all, from, rows, copies,
            Judge{out->score + from, out->factor + from, out->grade + from});
    }
}

extern "C" void bare_ranks(size_t rows, const int32_t* score, const int8_t* region, int32_t* seen,
                           int32_t* rank, uint8_t* best) {
    constexpr int32_t scores = 1'501;
    int32_t people[8];
    std::fill(seen, seen + 8 * scores, 0);
    for (size_t i = 0; i < rows; ++i) ++seen[region[i] * scores + score[i]];
    for (int32_t of = 0; of < 8; ++of) {
        int32_t above = 0;
        for (int32_t at = scores - 1; at >= 0; --at) {
            const int32_t here = seen[of * scores + at];
            seen[of * scores + at] = above + 1;
            above += here;
        }
        people[of] = above;
    }
    for (size_t i = 0; i < rows; ++i) {
        const int32_t of = region[i];
        const int32_t found = seen[of * scores + score[i]];
        rank[i] = found;
        best[i] = (found - 1) * 5 < people[of] ? 1 : 0;
    }
}
