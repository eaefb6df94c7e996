// The figures of the headline, a row each: `name value unit`, then what there is to know behind a
// #. In: numbers. Out: rows on standard output, as soon as they are known. Read by scripts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "workload/quarter.hpp"

namespace meritum::bench {

void figure(std::string_view name, double value, std::string_view unit,
            std::string_view known = {});

/// What the library or the machine has not; never a number.
void not_measured(std::string_view name, std::string_view unit, std::string_view why);

/// A short run: does everything still work? Its numbers mean nothing.
inline bool smoke = false;

/// Seconds that a figure may take.
inline double up_to(double seconds) { return smoke ? 0 : seconds; }

// The parts, in the order of the rows.
void columns_figures(const Quarter& quarter);
void record_figures(const Quarter& quarter, std::int64_t copies);
void friendly_figures(const Quarter& quarter);
void compile_figures();
void table_figures();
void command_line_figures(const Quarter& quarter);

}  // namespace meritum::bench
