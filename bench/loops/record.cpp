// The workload in doubles, one person per call: a struct of facts in, a struct of results out.
// Without vectors, which one person has no use for. Checked by headline/record.cpp.
#include <algorithm>
#include <cmath>

#include "loops/bare.hpp"

namespace {

constexpr double of_region[8] = {1.5, -0.5, 0, 2, -1, 0.5, 3, -2};
constexpr double drift_of_region[8] = {-1, 0, 1, -1, 0, 1, -1, 0};

inline double within(double x, double low, double high) { return std::min(std::max(x, low), high); }

/// Of copy k, whose u is 0.03 k.
double points(const BareRecord& of, double attainment, double k) {
    const double u = 0.03 * k, hundredth = 0.01 * k;
    double big = 0;
    for (size_t i = 0; i < of.contract_count; ++i) {
        const double amount = of.contracts[i];
        big += (amount >= 100'000 + 150 * k ? 2.0 : 0.0) +
               (amount >= 500'000 + 750 * k ? 3.0 : 0.0) +
               (amount >= 1'000'000 + 1'500 * k ? 5.0 : 0.0);
    }
    const double over = within(std::floor(attainment * 100 - 100 - u), 0, 20);
    const double results =
        std::min(35.0, over + std::min(15 + u, big) + std::min(10 + u, 0.5 * of.new_customers));
    const double satisfied = of.satisfaction >= 95 - hundredth   ? 5.0
                             : of.satisfaction >= 90 - hundredth ? 3.0
                                                                 : 0.0;
    const double hours = of.training_hours;
    const double trained =
        std::min(5 + u, 0.1 * std::min(hours, 10 + u) + 0.2 * within(hours - (10 + u), 0, 20));
    const double quality = std::min(10.0, satisfied + (of.teamwork >= 8 - u ? 2.0 : 0.0) + trained);
    const double missed = within((1 + 0.01 * u - attainment) * 50, 0, 15 + u);
    const double complained = std::min(31 + u, (1 << static_cast<int>(of.complaints)) - 1.0);
    const double senior = of.level >= 8 - u && attainment < 1.05 + 0.01 * u ? 2 + hundredth : 0.0;
    const double conduct =
        std::min(60.0, missed + complained + of.violations * (5 + hundredth) +
                           0.5 * std::max(0.0, of.absence_days - 3 - u) + senior);
    const auto region = static_cast<int>(of.region);
    return results + quality + of_region[region] + hundredth * drift_of_region[region] - conduct;
}

}  // namespace

extern "C" void bare_record(const BareRecord* of, int64_t copies, BareRecordResult* out) {
    const double attainment = of->sales / of->target;
    double sum = 0;
    for (int64_t k = 0; k < copies; ++k) sum += points(*of, attainment, static_cast<double>(k));
    if (copies > 1) sum = std::floor(sum / static_cast<double>(copies) * 1e6) / 1e6;
    const double total = within(100 + sum, 0, 150);
    const double tenths = of->violations >= 3 ? 0.0 : std::floor(total * 10 + 0.5);
    constexpr double factors[5] = {1.5, 1.2, 1.0, 0.8, 0.5};
    out->grade = (tenths < 1200) + (tenths < 1050) + (tenths < 900) + (tenths < 750);
    out->score = tenths / 10;
    out->factor = factors[out->grade];
}
