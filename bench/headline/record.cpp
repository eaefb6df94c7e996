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
#include "measure/ours.hpp"
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

/// The same people as whole numbers, asked of one Record.
struct OneByOne {
    OneByOne(const Quarter& of, std::int64_t copies)
        : quarter(of),
          plan(compile(plan_text(copies))),
          record(plan),
          score(plan.result("score")),
          grade(plan.result("grade")),
          factor(plan.result("factor")) {}

    /// The scores, so that no call is left out.
    std::int64_t run() {
        std::int64_t sum = 0;
        for (std::size_t row = 0; row < asked; ++row) {
            ask(row);
            sum += record.value(score);
        }
        return sum;
    }

    void ask(std::size_t row) {
        record.set(sales, quarter.sales[row]);
        record.set(target, quarter.target[row]);
        record.set(satisfaction, quarter.satisfaction[row]);
        record.set(new_customers, quarter.new_customers[row]);
        record.set(complaints, quarter.complaints[row]);
        record.set(violations, quarter.violations[row]);
        record.set(training_hours, quarter.training_hours[row]);
        record.set(teamwork, quarter.teamwork[row]);
        record.set(absence_days, quarter.absence_days[row]);
        record.set(level, quarter.level[row]);
        record.choose(region, static_cast<std::size_t>(quarter.region[row]));
        const auto first = static_cast<std::size_t>(quarter.offsets[row]);
        const auto next = static_cast<std::size_t>(quarter.offsets[row + 1]);
        record.resize(amount, next - first);
        for (std::size_t i = first; i < next; ++i)
            record.set(amount, i - first, quarter.contracts[i]);
        if (!record.score()) {
            std::cerr << record.errors().front().message << "\n";
            std::exit(1);
        }
    }

    std::size_t wrong(std::int64_t copies) {
        std::size_t found = 0;
        for (std::size_t row = 0; row < asked; ++row) {
            ask(row);
            const auto tenths = [&](const ResultSlot& slot) {
                return std::lround(std::stod(record.decimal(slot).to_string()) * 10);
            };
            const Answer given{tenths(score), static_cast<std::size_t>(record.value(grade)),
                               tenths(factor)};
            found += given == answer(quarter, row, copies) ? 0 : 1;
        }
        return found;
    }

    const Quarter& quarter;
    Plan plan;
    Record record;
    Slot sales = plan.slot("sales", 2), target = plan.slot("target", 2),
         satisfaction = plan.slot("satisfaction", 1), new_customers = plan.slot("new_customers"),
         complaints = plan.slot("complaints"), violations = plan.slot("violations"),
         training_hours = plan.slot("training_hours"), teamwork = plan.slot("teamwork"),
         absence_days = plan.slot("absence_days"), level = plan.slot("level"),
         region = plan.slot("region"), amount = plan.slot("contracts.amount", 2);
    ResultSlot score, grade, factor;
};

}  // namespace

// Facts are set and everything is worked out, one after the other in one Record.
void record_figures(const Quarter& quarter, std::int64_t copies) {
    OneByOne ours(quarter, copies);
    Records bare(quarter, copies);
    bare.run();
    if (ours.wrong(copies) > 0 || bare.wrong(quarter) * 50 > asked) {  // doubles: now and then
        std::cerr << "records: wrong answers\n";
        std::exit(1);
    }
    std::int64_t sum = 0;
    const auto timed = alternate({[&] { sum += ours.run(); }, [&] { bare.run(); }}, up_to(0.4));
    if (sum == 0) std::exit(1);
    const auto rules = std::to_string(rules_of(copies));
    figure("one_record_" + rules + "_rules", timed[0].best * 1e9 / asked, "ns",
           "facts set and scored");
    if (copies > 1) {
        figure("one_record_" + rules + "_rules_vs_bare", timed[0].best / timed[1].best, "x");
        figure("bare_record_" + rules + "_rules_ns", timed[1].best * 1e9 / asked, "ns",
               "by hand in doubles");
    }
}

}  // namespace meritum::bench
