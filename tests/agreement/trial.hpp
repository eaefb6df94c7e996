// One generated plan put through everything. In: a seed. Out: what was found wrong, in words, and
// how to see it again. Tests: agreement_test.cpp runs it over many seeds.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "agreement/coverage.hpp"
#include "agreement/facts.hpp"
#include "agreement/generator.hpp"
#include "meritum/plan.hpp"

namespace meritum::agreement {

/// What the trials of many seeds have seen.
struct Tally {
    std::size_t plans = 0;
    std::size_t accepted = 0;
    std::size_t mistaken = 0;  ///< of the refused: on purpose
    std::size_t cards = 0;
    std::size_t differing_cards =
        0;  ///< cards with a score other than the one before: facts that matter
    std::size_t explained = 0;
    std::size_t spoiled = 0;
    std::size_t recorded = 0;                     ///< cards that were asked for by a Record, too
    std::size_t arrowed = 0;                      ///< populations that were Arrow tables, too
    std::size_t alone = 0;                        ///< Facts that Plan::score was given
    std::size_t short_way = 0;                    ///< of them, that went as records
    std::set<std::size_t> texts;                  ///< hashes: no plan is tried twice
    std::map<std::string, std::size_t> refusals;  ///< of plans without a mistake, by diagnostic
    Coverage coverage;

    void add(const Tally& other);
};

class Trial {
public:
    Trial(std::uint64_t seed, Tally& tally);

    /// Runs everything; "" if nothing is wrong, else the seed, the plan, the facts, both answers.
    std::string run();

private:
    std::string put_through();
    std::string refused(const Diagnostics& diagnostics);
    std::string rows_refused(const Diagnostics& diagnostics);
    Plan with_rows(const Plan& plan) const;
    std::string text_survives();
    std::string agrees();
    std::string refusals_agree();
    std::string in_parts_is_the_same(const Results& together);
    std::string keeps_agree(const Results& lines);
    std::string alone_is_the_same(const Results& together);
    std::string poison_is_harmless(const Results& clean);
    std::string records_are_the_same();
    std::string arrow_is_the_same(const Results& together);
    std::string scored_alone_is_the_same();
    std::string bad_facts_are_reported();
    std::string report(const std::string& what) const;
    ScoreOptions options(Keep keep) const;

    std::uint64_t seed_;
    Tally& tally_;
    GeneratedPlan generated_;
    ast::Document document_;
    std::optional<Plan> plan_;
    GeneratedFacts facts_;
    std::string answers_;
    bool ranks_ = false;
};

}  // namespace meritum::agreement
