/// Meritum: written schemes of bonuses and deductions, turned into scores nobody has to argue
/// about. The one header to include; tests of plans are apart, in suite.hpp. See plan.hpp for
/// where to begin.
///
/// Three ways to give facts, one answer:
///
///                               Facts (plan.hpp)  Record (record.hpp)  FactTable (fact_table.hpp)
///   names                       by fact           by slot              by column
///   facts beyond 64 bits        yes               no                   128 bits
///   results beyond 64 bits      yes               decimal()            no
///   lists in an order           any order         no                   if sorted already
///   keys of items               any, or a field   a field              a field
///   ranks, shares, groups       score_all         no                   yes
///   the period before           yes               no                   no
///   lines                       yes               no                   Keep::lines
///   explanations, archives      yes               no                   no
#pragma once

#include "meritum/arrow.hpp"        // IWYU pragma: export
#include "meritum/codes.hpp"        // IWYU pragma: export
#include "meritum/date.hpp"         // IWYU pragma: export
#include "meritum/decimal.hpp"      // IWYU pragma: export
#include "meritum/description.hpp"  // IWYU pragma: export
#include "meritum/diagnostics.hpp"  // IWYU pragma: export
#include "meritum/fact_table.hpp"
#include "meritum/facts.hpp"         // IWYU pragma: export
#include "meritum/large_folder.hpp"  // IWYU pragma: export
#include "meritum/plan.hpp"          // IWYU pragma: export
#include "meritum/read_json.hpp"     // IWYU pragma: export
#include "meritum/record.hpp"        // IWYU pragma: export
#include "meritum/replay.hpp"        // IWYU pragma: export
#include "meritum/resolve.hpp"       // IWYU pragma: export
#include "meritum/scorecard.hpp"     // IWYU pragma: export
#include "meritum/summary.hpp"       // IWYU pragma: export
#include "meritum/version.hpp"       // IWYU pragma: export
