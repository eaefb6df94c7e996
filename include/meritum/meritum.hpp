/// Meritum: written schemes of bonuses and deductions, turned into scores nobody has to argue
/// about. The one header to include; tests of plans are apart, in suite.hpp. See plan.hpp for
/// where to begin.
#pragma once

#include "meritum/codes.hpp"        // IWYU pragma: export
#include "meritum/date.hpp"         // IWYU pragma: export
#include "meritum/decimal.hpp"      // IWYU pragma: export
#include "meritum/description.hpp"  // IWYU pragma: export
#include "meritum/diagnostics.hpp"  // IWYU pragma: export
#include "meritum/fact_table.hpp"
#include "meritum/facts.hpp"         // IWYU pragma: export
#include "meritum/large_folder.hpp"  // IWYU pragma: export
#include "meritum/plan.hpp"          // IWYU pragma: export
#include "meritum/record.hpp"        // IWYU pragma: export
#include "meritum/replay.hpp"        // IWYU pragma: export
#include "meritum/resolve.hpp"       // IWYU pragma: export
#include "meritum/scorecard.hpp"     // IWYU pragma: export
#include "meritum/summary.hpp"       // IWYU pragma: export
#include "meritum/version.hpp"       // IWYU pragma: export
