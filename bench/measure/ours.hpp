// Meritum on the workload. In: copies of the rules, rows, threads. Out: answers that were checked.
// Checked by itself: whoever asks for wrong answers gets their number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "meritum/meritum.hpp"
#include "workload/oracle.hpp"
#include "workload/plan_text.hpp"

namespace meritum::bench {

/// Ends the program with the diagnostics if it is no plan.
Plan compile(std::string_view text, const Resolve& resolve = {});

/// The first rows of a Quarter, ready to be scored again and again.
class Ours {
public:
    Ours(const Quarter& quarter, const std::string& plan, std::size_t first, unsigned threads = 1,
         Keep keep = Keep::results);

    void run() { plan_.score_table(table_, options_); }
    TableResults results() const { return plan_.score_table(table_, options_); }
    const Plan& plan() const { return plan_; }

    /// Of the results.
    std::size_t bytes() const;

private:
    Plan plan_;
    FactTable table_;
    TableOptions options_;
};

}  // namespace meritum::bench
