// Very many participants as JSON: facts and cards, but of some thousand people at a time. See
// include/meritum/large_folder.hpp. Tests: tests/api/large_folder_test.cpp.
#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "api/large_folder.hpp"
#include "api/period.hpp"
#include "io/blocks.hpp"
#include "report/json_rows.hpp"
#include "value/fact_errors.hpp"
#include "value/unicode.hpp"

namespace meritum {
namespace {

constexpr std::size_t people_at_once = 5'000;

bool is_refusal(const FactError& error) {
    return error.code == value::trouble_code(value::Trouble::refused);
}

/// What becomes of some people.
struct Batch {
    std::string text;  ///< cards, each with a comma before it
    std::size_t cards = 0;
    std::size_t scored = 0;
    std::vector<FactError> refused;
    std::vector<std::pair<std::string, std::string>> warnings;

    void add(const Scorecard& card) {
        text += ",\n" + report::card_json(card);
        ++cards;
        const auto& first = card.totals().front();
        if (first.value || !first.not_rated.empty()) ++scored;
        for (const auto& warning : card.warnings()) warnings.emplace_back(card.id(), warning);
    }
};

class JsonWriting {
public:
    JsonWriting(const Plan& plan, const LargeFolder::Body& body, const ScoreOptions& score)
        : plan_(plan), folder_(*body.folder), facts_(body.rest.facts), score_(score) {
        score_.keep = Keep::lines;
        score_.unread.clear();
        run_.results = score_rest(plan, folder_, body.rest, score);
        find_rest();
    }

    std::optional<LargeRun> run(const LargeOptions& options,
                                const std::function<void(std::string_view)>& write) {
        const auto count = (folder_.participants() + people_at_once - 1) / people_at_once;
        std::vector<Batch> batches(count);
        std::vector<FactError> refused;
        bool any = false;
        write(report::json_head(run_.results));
        const auto work = [&](std::size_t number) {
            batches[number] = make(number);
            return true;
        };
        const auto take = [&](std::size_t number) {
            auto batch = std::exchange(batches[number], {});
            if (batch.cards > 0) write(std::string_view(batch.text).substr(any ? 0 : 1));
            any = any || batch.cards > 0;
            run_.scored += batch.scored;
            std::move(batch.refused.begin(), batch.refused.end(), std::back_inserter(refused));
            std::move(batch.warnings.begin(), batch.warnings.end(),
                      std::back_inserter(run_.warnings));
            const auto share = static_cast<double>(number + 1) / static_cast<double>(count);
            return !options.goes_on || options.goes_on(share);
        };
        if (!io::in_order(count, options.threads, work, take)) refuse("the run was stopped");
        // Refusals are told behind all else, in the order of the participants.
        auto& errors = run_.results.errors;
        std::erase_if(errors, is_refusal);
        std::move(refused.begin(), refused.end(), std::back_inserter(errors));
        write(report::json_tail(any, errors));
        run_.results.cards.clear();
        return std::move(run_);
    }

private:
    static std::string normal(const std::string& id) { return value::normal_form(id).value_or(id); }

    /// Whose facts among those set aside are scored, or refused by the plan, and their rows.
    void find_rest() {
        std::set<std::string, std::less<>> wanted;
        for (const auto& card : run_.results.cards) wanted.insert(card.id());
        for (const auto& error : run_.results.errors) {
            if (is_refusal(error)) wanted.insert(normal(error.id));
        }
        auto next = facts_.begin();
        for (std::size_t row = 0; row < folder_.participants(); ++row) {
            const auto id = folder_.id(row);
            if (folder_.aside()[row] == 0 || wanted.find(id) == wanted.end()) continue;
            while (next != facts_.end() && normal(next->id) != id) ++next;
            if (next != facts_.end()) rest_.emplace_back(row, &*next++);
        }
    }

    Batch make(std::size_t number) const {
        const auto begin = number * people_at_once;
        const auto end = std::min(begin + people_at_once, folder_.participants());
        std::vector<std::size_t> rows;
        for (auto row = begin; row < end; ++row) {
            if (folder_.aside()[row] == 0) rows.push_back(row);
        }
        auto plain = folder_.facts_of(rows).facts;
        std::vector<Facts> facts;
        auto from =
            std::lower_bound(rest_.begin(), rest_.end(), begin,
                             [](const auto& one, std::size_t row) { return one.first < row; });
        std::size_t next = 0;
        for (; from != rest_.end() && from->first < end; ++from) {
            for (; next < plain.size() && rows[next] < from->first; ++next)
                facts.push_back(std::move(plain[next]));
            facts.push_back(*from->second);
        }
        for (; next < plain.size(); ++next) facts.push_back(std::move(plain[next]));
        Batch batch;
        if (facts.empty()) return batch;
        const auto results = plan_.score_all(facts, score_);
        for (const auto& card : results.cards) batch.add(card);
        for (const auto& error : results.errors) {
            if (is_refusal(error)) batch.refused.push_back(error);
        }
        return batch;
    }

    const Plan& plan_;
    const io::PlainFolder& folder_;
    const std::vector<Facts>& facts_;  ///< of those set aside
    ScoreOptions score_;
    LargeRun run_;
    std::vector<std::pair<std::size_t, const Facts*>> rest_;
};

}  // namespace

bool LargeFolder::gives_json(const Plan& plan, const ScoreOptions& score) const {
    return is_one_period(plan.body(), score, *body_->folder) && !compares_people(plan.body());
}

std::optional<LargeRun> LargeFolder::write_json(
    const Plan& plan, const ScoreOptions& score, const LargeOptions& options,
    const std::function<void(std::string_view)>& write) const {
    require_all_rows(plan.body());
    if (!gives_json(plan, score)) return std::nullopt;
    return JsonWriting(plan, *body_, score).run(options, write);
}

}  // namespace meritum
