// See ours.hpp.
#include "measure/ours.hpp"

#include <cstdlib>
#include <iostream>

#include "measure/process.hpp"

namespace meritum::bench {

Plan compile(std::string_view text, const Resolve& resolve) {
    const auto compiled = Plan::compile(text, "workload.merit", resolve);
    if (!compiled) {
        std::cerr << compiled.diagnostics.to_string();
        std::exit(1);
    }
    return *compiled.plan;
}

Ours::Ours(const Quarter& quarter, const std::string& plan, std::size_t first, unsigned threads,
           Keep keep)
    : plan_(compile(plan)), table_(quarter.table(first)) {
    options_.threads = threads;
    options_.keep = keep;
}

std::size_t Ours::bytes() const {
    const auto before = allocated_bytes();
    const auto kept = results();
    return allocated_bytes() - before;
}

}  // namespace meritum::bench
