// The public functions of summaries that need a plan's words. See include/meritum/summary.hpp.
// Tests: tests/report/summary_test.cpp, tests/cli/archive_test.cpp.
#include "meritum/summary.hpp"

#include "api/plan_body.hpp"
#include "report/summary.hpp"

namespace meritum {

Summary summarize(const Plan& plan, const Results& results, const SummaryOptions& options) {
    return report::summarize(plan.body().graph->story, results, options);
}

std::string to_text(const Plan& plan, const Summary& summary, std::string_view lang, bool colour,
                    std::size_t width) {
    return report::text(plan.body().graph->story, summary, lang, colour, width);
}

}  // namespace meritum
