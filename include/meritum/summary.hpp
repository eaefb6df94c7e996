/// What a scored population looks like: how scores and grades are spread, what outcomes cost, who
/// is at the ends, which rules moved most points.
///
///     const auto summary = meritum::summarize(plan, plan.score_all(facts));
///     std::cout << meritum::to_text(plan, summary);
///
/// Plain values, independent of the plan and the results they were made from. Numbers are exact,
/// but for the mean, which is rounded as it says; what would take more than 38 digits is left out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/decimal.hpp"
#include "meritum/export.hpp"
#include "meritum/plan.hpp"

namespace meritum {

/// How numbers are spread. Without numbers everything but `count` is nothing.
struct Spread {
    std::size_t count = 0;
    std::optional<Decimal> lowest;
    /// Quartiles as spreadsheets have them (QUARTILE.INC): of the sorted numbers the one at a
    /// quarter, a half, three quarters of the way from the first to the last; between two of them,
    /// in proportion.
    std::optional<Decimal> lower_quartile;
    std::optional<Decimal> median;
    std::optional<Decimal> upper_quartile;
    std::optional<Decimal> highest;
    std::optional<Decimal> sum;
    std::optional<Decimal> mean;  ///< rounded to six places, halves away from zero
};

/// from <= number < to; the last one takes its `to`, too. from = to: all numbers are this one.
struct Bin {
    Decimal from;
    Decimal to;
    std::size_t count = 0;
};

struct TotalSummary {
    std::string total;  ///< first name, "score"
    std::string unit;   ///< "points", or a currency: "CNY"
    Spread spread;
    std::vector<Bin> bins;  ///< without gaps, of one width: 1, 2 or 5 times a power of ten; where
                            ///< there is but one, from the lowest to the highest
};

struct GradeCount {
    std::string grade;  ///< first name
    std::size_t count = 0;
};

/// Of an outcome that is money.
struct OutcomeSummary {
    std::string outcome;      ///< first name
    std::string unit;         ///< "CNY"
    Spread spread;            ///< of those who have a value
    std::size_t without = 0;  ///< cards on which it is withheld or not there
};

struct Standing {
    std::string id;
    Decimal score;
    std::string grade;  ///< first name; empty: none
};

/// What a rule, with its own floor and cap, a veto, or a limit of a category or total did to all
/// cards together.
struct Mover {
    std::string total;     ///< first name
    std::string category;  ///< likewise; empty: none
    std::string rule;      ///< of the rule or veto; empty: a category's or total's own line
    std::string kind;  ///< of the line: "rule", "veto", "choice", "gate", "floor", "cap", "bounds"
    std::string unit;  ///< of what is moved: "points", or a currency
    std::optional<Decimal> moved;  ///< without their signs, added up
    std::optional<Decimal> net;    ///< with their signs
    std::size_t participants = 0;  ///< whose points it changed
};

struct Summary {
    std::string plan;  ///< first name
    std::string fingerprint;
    std::string period;         ///< empty if the data names none
    std::size_t scored = 0;     ///< cards with a score
    std::size_t not_rated = 0;  ///< cards without: withheld, or not rated by the plan
    std::size_t refused = 0;    ///< participants the plan refuses (F0191)
    std::size_t failed = 0;     ///< other participants without a card: their facts are wrong
    std::size_t warned = 0;     ///< participants of whom `require ... else warn` found something
    std::vector<TotalSummary> totals;      ///< in the plan's order
    std::vector<GradeCount> grades;        ///< in the plan's order, those nobody has with 0
    std::vector<OutcomeSummary> outcomes;  ///< money only, in the plan's order
    std::vector<Standing> best;   ///< the highest score first, equal ones as in the data; of few
                                  ///< people the upper half, rounded up
    std::vector<Standing> worst;  ///< the lowest score first; nobody who is in `best`
    /// Unit by unit (points are not compared with money), in the order of the plan's totals; in
    /// each, what moved most first. None if the results were kept without lines.
    std::vector<Mover> movers;
};

/// More bins than this are not made, whatever is asked for.
inline constexpr std::size_t most_summary_bins = 1'000;

struct SummaryOptions {
    std::size_t ends = 3;     ///< at most so many in `best`, and in `worst`
    std::size_t movers = 10;  ///< at most so many of each unit
    std::size_t bins = 10;    ///< at most so many and most_summary_bins; 0 counts as 1
};

/// REQUIRES results of this plan. Throws only std::bad_alloc.
MERITUM_API Summary summarize(const Plan& plan, const Results& results,
                              const SummaryOptions& options = {});

/// For people, in a tongue of the plan and ours; `colour` and `width` as for `to_table`. Means are
/// shown with two places.
MERITUM_API std::string to_text(const Plan& plan, const Summary& summary,
                                std::string_view lang = "en", bool colour = false,
                                std::size_t width = 100);

/// The shape of docs/json.md.
MERITUM_API std::string to_json(const Summary& summary);

}  // namespace meritum
