// Cards as handles. Tests: tests/c/score_test.cpp.
#pragma once

#include <mutex>
#include <utility>
#include <vector>

#include "handle.hpp"
#include "meritum/plan.hpp"
#include "meritum/scorecard.hpp"

namespace meritum::c {

/// A card and the texts of its numbers, written when first somebody asks.
class CardBody {
public:
    explicit CardBody(Scorecard of) : card(std::move(of)) {}

    struct Texts {
        std::vector<std::string> lines;     ///< points of each
        std::vector<std::string> totals;    ///< empty: no value
        std::vector<std::string> outcomes;  ///< likewise; of numbers and dates
    };
    const Texts& texts() const;

    const Scorecard card;

private:
    mutable std::once_flag once_;
    mutable Texts texts_;
};

template <>
struct Kind<meritum_card> {
    using Body = CardBody;
    static constexpr std::uint64_t mark = 0x4d65726974050563;
    static constexpr const char* name = "card";
};

}  // namespace meritum::c
