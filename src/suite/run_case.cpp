// See run_case.hpp. All participants of a case are one population and are scored together.
#include "suite/run_case.hpp"

#include <map>
#include <set>

#include "suite/compare.hpp"
#include "suite/facts.hpp"
#include "suite/values.hpp"

namespace meritum::suite {

namespace {

class Run {
public:
    Run(const Case& one, const std::string& file) : case_(one), file_(file) {}

    CaseResult run() {
        result_.name = case_.name;
        result_.place = origin(case_.place);
        if (case_.diagnostics) {
            add(compare_diagnostics(*case_.diagnostics, case_.plan->compiled.diagnostics.items,
                                    origin(case_.diagnostics_place)));
        }
        if (!case_.participants.empty()) {
            score();
            errors();
            for (const auto& participant : case_.participants) values(participant);
        }
        return std::move(result_);
    }

private:
    Origin origin(io::Place place) const { return {file_, place.line, place.column}; }

    void add(std::vector<Difference> differences) {
        for (auto& one : differences) result_.differences.push_back(std::move(one));
    }

    void score() {
        ScoreOptions options;
        options.params = case_.params;
        options.period = case_.period;
        options.lang = case_.lang;
        std::vector<Facts> facts;
        for (const auto& participant : case_.participants) {
            auto raw = facts_of(participant, *case_.plan->words, file_);
            for (auto& one : raw.facts) facts.push_back(std::move(one));
            for (auto& error : raw.errors) options.unread.push_back(std::move(error));
        }
        try {
            results_ = case_.plan->compiled.plan->score_all(facts, options);
        } catch (const Error& error) {
            results_.errors = error.fact_errors();
            if (!results_.errors.empty()) return;
            results_.errors.emplace_back();
            results_.errors.back().message = error.what();
        }
    }

    /// Who an error is about: one of this id and period, else the only one there is.
    const Participant* of(const FactError& error) const {
        for (const auto& participant : case_.participants) {
            if (participant.id == error.id && (error.period.empty() || participant.period.empty() ||
                                               error.period == participant.period))
                return &participant;
        }
        return case_.alone ? &case_.participants.front() : nullptr;
    }

    void errors() {
        std::map<const Participant*, std::vector<const FactError*>> found;
        for (const auto& error : results_.errors) found[of(error)].push_back(&error);
        for (const auto& participant : case_.participants) {
            std::vector<ExpectedError> expected;
            for (const auto& one : participant.expected)
                expected.insert(expected.end(), one->errors.begin(), one->errors.end());
            if (expected.empty() && found.count(&participant) == 0) continue;
            add_of(participant, compare_errors(expected, found[&participant], *case_.plan->words,
                                               origin(participant.place)));
        }
        add(compare_errors(case_.errors, found[nullptr], *case_.plan->words, origin(case_.place)));
    }

    /// Of several participants, a difference says whose it is.
    void add_of(const Participant& participant, std::vector<Difference> differences) {
        for (auto& one : differences) {
            if (!case_.alone) one.what = participant.id + ": " + one.what;
            result_.differences.push_back(std::move(one));
        }
    }

    const Scorecard* card_of(const Participant& participant) const {
        for (const auto& card : results_.cards) {
            if (card.id() == participant.id &&
                (participant.period.empty() || card.period() == participant.period))
                return &card;
        }
        return nullptr;
    }

    void values(const Participant& participant) {
        const auto* card = card_of(participant);
        std::vector<Difference> differences;
        std::vector<std::string> parts;
        for (const auto& expectation : participant.expected) {
            for (const auto& one : expectation->values) {
                const auto place = origin(one.place);
                if (card == nullptr) {  // why, the errors say; they are compared, too
                    if (one.value != Value())
                        differences.push_back({one.what, shown(one.value), "not scored", place});
                    continue;
                }
                const auto value = actual(one, *card);
                if (is_as(one.value, value)) continue;
                differences.push_back({one.what, shown(one.value), shown(value), place});
                parts.push_back(part_of(one));
            }
            warnings(*expectation, card, differences);
        }
        add_of(participant, std::move(differences));
        std::set<std::string> told;
        for (const auto& part : parts) {
            if (told.insert(part).second) explain(*card, part);
        }
    }

    void warnings(const Expectation& expected, const Scorecard* card,
                  std::vector<Difference>& differences) const {
        if (!expected.warnings) return;
        const auto& texts = *expected.warnings;
        const auto place = origin(expected.warnings_place);
        if (card == nullptr) {
            if (!texts.empty())
                differences.push_back({"warnings", listed(texts), "not scored", place});
        } else if (card->warnings() != texts) {
            differences.push_back({"warnings", listed(texts), listed(card->warnings()), place});
        }
    }

    static std::string listed(const std::vector<std::string>& texts) {
        if (texts.empty()) return "none";
        std::string list;
        for (const auto& text : texts) list += (list.empty() ? "\"" : ", \"") + text + "\"";
        return list;
    }

    /// What the explanation calls it.
    static std::string part_of(const Expected& one) {
        switch (one.of) {
            case Of::score: return "score";
            case Of::grade: return "grade";
            case Of::line: break;
            case Of::outcome:
            case Of::total:
            case Of::rule:
            case Of::category:
            case Of::veto:
            case Of::because: return one.name;
        }
        // total/category/rule/kind: the rule, or else the category, or else the total.
        const auto first = one.name.find('/');
        const auto second = one.name.find('/', first + 1);
        const auto third = one.name.find('/', second + 1);
        auto rule = one.name.substr(second + 1, third - second - 1);
        auto category = one.name.substr(first + 1, second - first - 1);
        return !rule.empty() ? rule : !category.empty() ? category : one.name.substr(0, first);
    }

    void explain(const Scorecard& card, const std::string& part) {
        auto text = card.explain_part(part, case_.lang);
        if (text.empty()) return;
        if (!result_.explanation.empty()) result_.explanation += "\n";
        if (!case_.alone) result_.explanation += card.id() + "\n";
        result_.explanation += text;
    }

    const Case& case_;
    const std::string& file_;
    Results results_;
    CaseResult result_;
};

}  // namespace

CaseResult run_case(const Case& one, const std::string& file) { return Run(one, file).run(); }

}  // namespace meritum::suite
