// See rating.hpp.
#include "scorecard/rating.hpp"

namespace meritum::scorecard {

std::string why_not_rated(const graph::Story& story, std::uint32_t total, const Values& values,
                          const Wording& wording) {
    const auto& rating = story.totals[total].rating;
    if (!rating) return {};
    const auto said = [&](const graph::Quantity& quantity) {
        return wording.show(values.of(quantity), quantity);
    };
    std::string missing;
    for (const auto& rule : story.rules) {
        if (rule.total != total || !rule.kpi || !rule.kpi->known) continue;
        // Not reached: the kpi is not about them.
        if (values.truth(rule.kpi->known->reached) != true ||
            values.truth(rule.kpi->known->holds) != false) {
            continue;
        }
        missing += (missing.empty() ? "" : ", ") + wording.title(rule.label, rule.names);
    }
    return wording.say(Word::too_few_known, {said(rating->known), said(rating->needed), missing});
}

}  // namespace meritum::scorecard
