// One participant per call in a record form, without allocation after warm-up.
#include "headline/figures.hpp"
#include "workload/plan_text.hpp"

namespace meritum::bench {

// The one place to measure it when there is one: rows of the Quarter as records, answers compared
// with `answer`, then the time of a call beside `bare_doubles_native` on one row.
void record_figures(const Quarter& quarter, std::int64_t copies) {
    (void)quarter;
    not_measured("one_record_" + std::to_string(rules_of(copies)) + "_rules", "ns",
                 "the library has no record form yet");
}

}  // namespace meritum::bench
