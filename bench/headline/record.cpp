// One participant per call in a record form, without allocation after warm-up, beside the same by
// hand in doubles.
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "headline/figures.hpp"
#include "loops/bare.hpp"
#include "measure/alternate.hpp"
#include "workload/oracle.hpp"
#include "workload/plan_text.hpp"

namespace meritum::bench {
namespace {

constexpr std::size_t asked = 1'000;  // few enough to stay in the cache

/// People as records of doubles.
struct Records {
    Records(const Quarter& quarter, std::int64_t of) : copies(of), results(asked) {
        for (const auto amount : quarter.contracts)
            contracts.push_back(static_cast<double>(amount) / 100);
        for (std::size_t row = 0; row < asked; ++row) {
            const auto first = static_cast<std::size_t>(quarter.offsets[row]);
            const auto next = static_cast<std::size_t>(quarter.offsets[row + 1]);
            all.push_back({static_cast<double>(quarter.sales[row]) / 100,
                           static_cast<double>(quarter.target[row]) / 100,
                           quarter.satisfaction[row] / 10.0, double(quarter.new_customers[row]),
                           double(quarter.complaints[row]), double(quarter.violations[row]),
                           double(quarter.training_hours[row]), double(quarter.teamwork[row]),
                           double(quarter.absence_days[row]), double(quarter.region[row]),
                           double(quarter.level[row]), contracts.data() + first, next - first});
        }
    }

    void run() {
        for (std::size_t row = 0; row < asked; ++row) bare_record(&all[row], copies, &results[row]);
    }

    std::size_t wrong(const Quarter& quarter) const {
        std::size_t found = 0;
        for (std::size_t row = 0; row < asked; ++row) {
            const Answer given{std::lround(results[row].score * 10),
                               static_cast<std::size_t>(results[row].grade),
                               std::lround(results[row].factor * 10)};
            found += given == answer(quarter, row, copies) ? 0 : 1;
        }
        return found;
    }

    std::int64_t copies;
    std::vector<double> contracts;
    std::vector<BareRecord> all;
    std::vector<BareRecordResult> results;
};

}  // namespace

// Where the library's own record form goes when there is one: records of the same people, answers
// compared with `answer`, timed in turns with `bare`, and the ratio as `one_record_..._vs_bare`.
void record_figures(const Quarter& quarter, std::int64_t copies) {
    const auto name = "one_record_" + std::to_string(rules_of(copies)) + "_rules";
    not_measured(name, "ns", "the library has no record form yet");
    if (copies == 1) return;  // the first rows are the three that matter
    for (const std::int64_t each : {std::int64_t{1}, copies}) {
        Records bare(quarter, each);
        const auto timed = alternate({[&] { bare.run(); }}, up_to(0.2));
        if (bare.wrong(quarter) * 50 > asked) {  // doubles are wrong now and then
            std::cerr << "bare records: wrong answers\n";
            std::exit(1);
        }
        figure("bare_record_" + std::to_string(rules_of(each)) + "_rules_ns",
               timed[0].best * 1e9 / asked, "ns", "by hand in doubles");
    }
}

}  // namespace meritum::bench
