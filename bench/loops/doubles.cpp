// H: the workload in doubles, written by hand for a compiler that vectorises. In: columns, every
// fact a double. Out: score, grade and factor. A chunk of rows at a time, so that the points of
// contracts and the sums of several copies stay in the cache; within a chunk one loop. Compiled
// several times, as BARE_NAME, for different processors. Checked by measure/bare.cpp.
#include <algorithm>
#include <cmath>

#include "loops/bare.hpp"

namespace {

constexpr size_t chunk = 1024;
constexpr size_t most_items = 8;  // of one person

// Too many columns for a compiler to ask whether they overlap: we say that they do not.
#define BARE_VECTORIZE _Pragma("clang loop vectorize(assume_safety)")

inline double at_most(double x, double y) { return x < y ? x : y; }
inline double at_least(double x, double y) { return x > y ? x : y; }
inline double within(double x, double low, double high) { return at_most(at_least(x, low), high); }

constexpr double base_of_region[8] = {1.5, -0.5, 0, 2, -1, 0.5, 3, -2};
constexpr double drift_of_region[8] = {-1, 0, 1, -1, 0, 1, -1, 0};

/// What differs from copy to copy.
struct Terms {
    explicit constexpr Terms(double k)
        : u(0.03 * k),
          hundredth(0.01 * k),
          great(1'000'000 + 1'500 * k),
          big(500'000 + 750 * k),
          small(100'000 + 150 * k) {}
    double u, hundredth, great, big, small;
};

/// The columns of a chunk.
struct Chunk {
    Chunk(const BareDoubles& all, size_t from)
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
    const double *sales, *target, *satisfaction, *new_customers, *complaints, *violations,
        *training_hours, *teamwork, *absence_days, *region, *level;
};

/// The points of one copy for row i, but for the region's.
inline double points(const Chunk& of, size_t i, double attainment, double contracts,
                     const Terms& terms) {
    const double u = terms.u;
    const double over = within(std::floor(attainment * 100 - 100 - u), 0, 20);
    const double results =
        at_most(35, over + at_most(15 + u, contracts) + at_most(10 + u, 0.5 * of.new_customers[i]));
    const double content = of.satisfaction[i];
    const double satisfied = content >= 95 - terms.hundredth   ? 5.0
                             : content >= 90 - terms.hundredth ? 3.0
                                                               : 0.0;
    const double together = of.teamwork[i] >= 8 - u ? 2.0 : 0.0;
    const double hours = of.training_hours[i];
    const double trained =
        at_most(5 + u, 0.1 * at_most(hours, 10 + u) + 0.2 * within(hours - (10 + u), 0, 20));
    const double quality = at_most(10, satisfied + together + trained);
    const double missed = within((1 + 0.01 * u - attainment) * 50, 0, 15 + u);
    const double twice = int32_t{1} << static_cast<int32_t>(of.complaints[i]);
    const double senior =
        static_cast<int>(of.level[i] >= 8 - u) & static_cast<int>(attainment < 1.05 + 0.01 * u)
            ? 2 + terms.hundredth
            : 0.0;
    const double conduct =
        at_most(60, missed + at_most(31 + u, twice - 1) + of.violations[i] * (5 + terms.hundredth) +
                        0.5 * at_least(0, of.absence_days[i] - 3 - u) + senior);
    return results + quality - conduct;
}

struct Judge {
    double* score;
    double* factor;
    uint8_t* grade;

    void operator()(size_t i, double points, double violations) const {
        const double total = within(100 + points, 0, 150);
        const double tenths = violations >= 3 ? 0.0 : std::floor(total * 10 + 0.5);
        score[i] = tenths / 10;
        factor[i] = tenths >= 1200   ? 1.5
                    : tenths >= 1050 ? 1.2
                    : tenths >= 900  ? 1.0
                    : tenths >= 750  ? 0.8
                                     : 0.5;
        grade[i] = static_cast<uint8_t>((tenths < 1200) + (tenths < 1050) + (tenths < 900) +
                                        (tenths < 750));
    }
};

/// The points of everybody's contracts in one copy: each contract's, summed up from the first to
/// the last, are differences of that sum. No branch hangs on how many somebody has.
void contract_points(const double* contracts, const int32_t* offsets, size_t rows,
                     const Terms& terms, double* points) {
    int32_t before[chunk * most_items + 1];
    const int32_t first = offsets[0];
    const auto items = static_cast<size_t>(offsets[rows] - first);
    const double great = terms.great, big = terms.big, small = terms.small;
    for (size_t k = 0; k < items; ++k) {
        const double amount = contracts[k];
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

void one_copy(const Chunk& of, const double* contracts, const Judge& judge, size_t rows) {
    constexpr Terms terms(0);
    BARE_VECTORIZE
    for (size_t i = 0; i < rows; ++i) {
        const double attainment = of.sales[i] / of.target[i];
        const double place = base_of_region[static_cast<int32_t>(of.region[i])];
        judge(i, points(of, i, attainment, contracts[i], terms) + place, of.violations[i]);
    }
}

void several(const BareDoubles& all, size_t from, size_t rows, int64_t copies, const Judge& judge) {
    const Chunk of(all, from);
    double attainment[chunk], base[chunk], drift[chunk], contracts[chunk], sum[chunk];
    BARE_VECTORIZE
    for (size_t i = 0; i < rows; ++i) {
        const auto region = static_cast<int32_t>(of.region[i]);
        attainment[i] = of.sales[i] / of.target[i];
        base[i] = base_of_region[region];
        drift[i] = drift_of_region[region];
        sum[i] = 0;
    }
    for (int64_t k = 0; k < copies; ++k) {
        const Terms terms(static_cast<double>(k));
        contract_points(all.contracts + all.offsets[from], all.offsets + from, rows, terms,
                        contracts);
        BARE_VECTORIZE
        for (size_t i = 0; i < rows; ++i)
            sum[i] += points(of, i, attainment[i], contracts[i], terms) + base[i] +
                      terms.hundredth * drift[i];
    }
    const auto count = static_cast<double>(copies);
    BARE_VECTORIZE
    for (size_t i = 0; i < rows; ++i) {
        const double mean = std::floor(sum[i] / count * 1e6) / 1e6;
        judge(i, mean, of.violations[i]);
    }
}

}  // namespace

extern "C" void BARE_NAME(const BareDoubles* all, int64_t copies, const BareDoubleResults* out) {
    for (size_t from = 0; from < all->rows; from += chunk) {
        const size_t rows = std::min(chunk, all->rows - from);
        const Judge judge{out->score + from, out->factor + from, out->grade + from};
        if (copies != 1) {
            several(*all, from, rows, copies, judge);
            continue;
        }
        double contracts[chunk];
        contract_points(all->contracts + all->offsets[from], all->offsets + from, rows, Terms(0),
                        contracts);
        one_copy(Chunk(*all, from), contracts, judge, rows);
    }
}
