// Checking and compiling plans of 22 to 20,000 rules, with the memory they keep and take at most.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "headline/figures.hpp"
#include "measure/alternate.hpp"
#include "measure/ours.hpp"
#include "measure/process.hpp"

namespace meritum::bench {
namespace {

/// Milliseconds, kilobytes kept and kilobytes at most. In a process of its own, whose memory is
/// then known.
std::vector<double> compiled(std::int64_t copies, int times) {
    const auto text = plan_text(copies);
    return in_child([&] {
        compile(plan_text(1));  // what the program itself needs to compile is no part of it
        forget_peak();
        const auto before = static_cast<double>(resident_bytes());
        const double began = now(Time::of_this_thread);
        const auto plan = compile(text);
        double best = now(Time::of_this_thread) - began;
        const auto most = static_cast<double>(peak_bytes()) - before;
        forget_peak();
        const auto kept = static_cast<double>(resident_bytes()) - before;
        for (int more = 1; more < times; ++more)
            best = std::min(best, seconds_of([&] { compile(text); }));
        return std::vector<double>{best * 1e3, kept / 1024, most / 1024};
    });
}

}  // namespace

void compile_figures() {
    struct Size {
        std::int64_t copies;
        int times;
        const char* name;
    };
    // as many copies as fit the limit of statements are 19,972 rules
    for (const auto& [copies, times, name] :
         {Size{1, 50, "22"}, Size{13, 5, "202"}, Size{133, 2, "2002"}, Size{1'331, 1, "20000"}}) {
        if (smoke && copies > 13) continue;
        const auto found = compiled(copies, times);
        const auto of = std::string(name) + "_rules_";
        if (found.size() < 3) {
            not_measured("check_compile_" + of + "ms", "ms", "the plan could not be compiled");
            continue;
        }
        const auto rules = static_cast<double>(rules_of(copies));
        figure("check_compile_" + of + "ms", found[0], "ms",
               std::to_string(rules_of(copies)) + " rules");
        if (copies == 1) continue;  // less than a page can tell
        figure("compile_memory_" + of + "kb_per_rule", found[2] / rules, "KiB", "at most");
        figure("plan_memory_" + of + "kb_per_rule", found[1] / rules, "KiB", "that stay");
    }
}

}  // namespace meritum::bench
