// See summary.hpp. All arithmetic is of exact fractions; a Decimal is made at the end.
#include "report/summary.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

#include "number/rational.hpp"

namespace meritum::report {
namespace {

using number::Rational;

/// Of sorted numbers: the one `quarters` quarters of the way from the first to the last.
std::optional<Decimal> quartile(const std::vector<Decimal>& sorted, std::size_t quarters) {
    const auto steps = (sorted.size() - 1) * quarters;
    const auto below = steps / 4;
    const auto low = number::rational(sorted[below]);
    if (steps % 4 == 0) return sorted[below];
    const Rational part = (number::rational(sorted[below + 1]) - low) * Rational(steps % 4) / 4;
    return number::to_decimal(low + part);
}

Spread spread_of(const std::vector<Decimal>& sorted) {
    Spread spread;
    spread.count = sorted.size();
    if (sorted.empty()) return spread;
    spread.lowest = sorted.front();
    spread.lower_quartile = quartile(sorted, 1);
    spread.median = quartile(sorted, 2);
    spread.upper_quartile = quartile(sorted, 3);
    spread.highest = sorted.back();
    Rational sum{0};
    for (const auto& value : sorted) sum += number::rational(value);
    spread.sum = number::to_decimal(sum);
    const Rational mean = sum / Rational(sorted.size());
    spread.mean =
        number::to_decimal(number::round(mean, Rational(1, 1'000'000), number::Rounding::half_up));
    return spread;
}

/// The least of 1, 2, 5, 10, 20, 50 ... by which at most `most` bins reach from low to high.
Rational bin_width(const Rational& low, const Rational& high, std::size_t most) {
    Rational power{1};
    const Rational least = (high - low) / Rational(most);
    while (power > least) power /= 10;
    while (power * 10 <= least) power *= 10;
    for (;; power *= 10) {
        for (const int times : {1, 2, 5}) {
            const Rational width = power * times;
            if (number::ceiling(high / width) - number::floor(low / width) <= most) return width;
        }
    }
}

std::vector<Bin> bins_of(const std::vector<Decimal>& sorted, std::size_t most) {
    if (sorted.empty()) return {};
    most = std::min(most, most_summary_bins);
    if (most <= 1 || sorted.front() == sorted.back())
        return {{sorted.front(), sorted.back(), sorted.size()}};
    const auto low = number::rational(sorted.front());
    const auto high = number::rational(sorted.back());
    const auto width = bin_width(low, high, most);
    std::vector<Bin> bins;
    std::size_t at = 0;
    for (Rational from(Rational(number::floor(low / width)) * width); at < sorted.size();
         from += width) {
        const auto begin = number::to_decimal(from);
        const auto end = number::to_decimal(from + width);
        if (!begin || !end) return {};
        Bin bin{*begin, *end, 0};
        const bool last = from + width >= high;
        for (; at < sorted.size() && (last || sorted[at] < *end); ++at) ++bin.count;
        bins.push_back(bin);
    }
    return bins;
}

std::vector<TotalSummary> totals_of(const Results& results, std::size_t most_bins) {
    std::vector<TotalSummary> totals;
    std::vector<std::vector<Decimal>> values;  // of each
    for (const auto& card : results.cards) {
        for (const auto& total : card.totals()) {
            const auto found = std::find_if(totals.begin(), totals.end(), [&](const auto& other) {
                return other.total == total.name;
            });
            const auto at = static_cast<std::size_t>(found - totals.begin());
            if (found == totals.end()) {
                totals.push_back({total.name, total.unit, {}, {}});
                values.emplace_back();
            }
            if (total.value) values[at].push_back(*total.value);
        }
    }
    for (std::size_t i = 0; i < totals.size(); ++i) {
        std::sort(values[i].begin(), values[i].end());
        totals[i].spread = spread_of(values[i]);
        totals[i].bins = bins_of(values[i], most_bins);
    }
    return totals;
}

std::vector<GradeCount> grades_of(const graph::Story& story, const Results& results) {
    std::vector<GradeCount> grades;
    if (!story.grade) return grades;
    std::map<std::string, std::size_t> counts;
    for (const auto& card : results.cards) ++counts[card.grade()];
    for (const auto& row : story.grade->rows)
        grades.push_back({row.names.front(), counts[row.names.front()]});
    return grades;
}

std::vector<OutcomeSummary> outcomes_of(const graph::Story& story, const Results& results) {
    std::vector<OutcomeSummary> outcomes;
    for (const auto& told : story.outcomes) {
        if (told.quantity.unit != value::Unit::money) continue;
        OutcomeSummary outcome{told.name, told.quantity.currency, {}, 0};
        std::vector<Decimal> values;
        for (const auto& card : results.cards) {
            const auto* found = card.outcome(told.name);
            const auto* value = found == nullptr ? nullptr : std::get_if<Decimal>(&found->value);
            if (value != nullptr) {
                values.push_back(*value);
            } else {
                ++outcome.without;
            }
        }
        std::sort(values.begin(), values.end());
        outcome.spread = spread_of(values);
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

void add_ends(const Results& results, std::size_t most, Summary& summary) {
    std::vector<const Scorecard*> cards;
    for (const auto& card : results.cards) {
        if (card.score()) cards.push_back(&card);
    }
    std::stable_sort(cards.begin(), cards.end(), [](const Scorecard* a, const Scorecard* b) {
        return *a->score() > *b->score();
    });
    const auto standing = [](const Scorecard& card) {
        return Standing{card.id(), *card.score(), card.grade()};
    };
    const auto best = std::min(most, (cards.size() + 1) / 2);
    const auto worst = std::min(most, cards.size() - best);
    for (std::size_t i = 0; i < best; ++i) summary.best.push_back(standing(*cards[i]));
    for (std::size_t i = 0; i < worst; ++i)
        summary.worst.push_back(standing(*cards[cards.size() - 1 - i]));
}

/// Lines of one rule count together, with its floor and cap; others each for itself. The start and
/// the rounding of a total are no rules.
class Movers {
public:
    void add(const Scorecard& card) {
        std::map<Key, Rational> of_card;
        for (const auto& line : card.lines()) {
            const auto kind = line.line.substr(line.line.rfind('/') + 1);
            if (kind == "start" || kind == "rounding") continue;
            const bool limits_rule = !line.rule.empty() && kind != "veto";
            Key key{line.total, line.category, line.rule, limits_rule ? "rule" : kind, line.unit};
            of_card[std::move(key)] += number::rational(line.points);
        }
        for (const auto& [key, points] : of_card) {
            auto& sum = sums_.try_emplace(key, Sum{{}, {}, 0}).first->second;
            sum.moved += points < 0 ? Rational(-points) : points;
            sum.net += points;
            if (points != 0) ++sum.participants;
        }
    }

    /// At most `count` of each unit; the units as the totals have them.
    std::vector<Mover> most(std::size_t count, const std::vector<TotalSummary>& totals) const {
        std::vector<Mover> movers;
        std::set<std::string_view> done;
        for (const auto& total : totals) {
            if (done.insert(total.unit).second) add_most(total.unit, count, movers);
        }
        return movers;
    }

private:
    struct Key {
        std::string total, category, rule, kind, unit;
        friend bool operator<(const Key& a, const Key& b) {
            return std::tie(a.total, a.category, a.rule, a.kind) <
                   std::tie(b.total, b.category, b.rule, b.kind);
        }
    };
    struct Sum {
        Rational moved;
        Rational net;
        std::size_t participants = 0;
    };

    void add_most(const std::string& unit, std::size_t count, std::vector<Mover>& movers) const {
        std::vector<std::pair<const Key*, const Sum*>> order;
        for (const auto& [key, sum] : sums_) {
            if (sum.participants > 0 && key.unit == unit) order.emplace_back(&key, &sum);
        }
        std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
            return a.second->moved > b.second->moved;
        });
        if (order.size() > count) order.resize(count);
        for (const auto& [key, sum] : order) {
            movers.push_back({key->total, key->category, key->rule, key->kind, unit,
                              number::to_decimal(sum->moved), number::to_decimal(sum->net),
                              sum->participants});
        }
    }

    std::map<Key, Sum> sums_;
};

void count_people(const Results& results, Summary& summary) {
    std::set<std::string_view> seen;
    for (const auto& card : results.cards) {
        seen.insert(card.id());
        ++(card.score() ? summary.scored : summary.not_rated);
        if (!card.warnings().empty()) ++summary.warned;
    }
    std::map<std::string_view, bool> refused;  // of those without a card
    for (const auto& error : results.errors) {
        if (error.id.empty() || seen.count(error.id) != 0) continue;
        auto& only = refused.try_emplace(error.id, true).first->second;
        only = only && error.code == "F0191";
    }
    for (const auto& [id, only] : refused) ++(only ? summary.refused : summary.failed);
}

}  // namespace

Summary summarize(const graph::Story& story, const Results& results,
                  const SummaryOptions& options) {
    Summary summary;
    summary.plan = results.plan;
    summary.fingerprint = results.fingerprint;
    summary.period = results.period;
    count_people(results, summary);
    summary.totals = totals_of(results, options.bins);
    summary.grades = grades_of(story, results);
    summary.outcomes = outcomes_of(story, results);
    add_ends(results, options.ends, summary);
    Movers movers;
    for (const auto& card : results.cards) movers.add(card);
    summary.movers = movers.most(options.movers, summary.totals);
    return summary;
}

}  // namespace meritum::report
