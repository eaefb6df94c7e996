// See scored_alone.hpp.
#include "agreement/scored_alone.hpp"

#include <optional>

#include "agreement/compare.hpp"
#include "report/explanation_json.hpp"
#include "scorecard/explain.hpp"

namespace meritum::agreement {
namespace {

/// What went wrong, in the words of `what()`.
struct Said {
    std::optional<Scorecard> card;
    std::string error;
};

Said alone(const Plan& plan, const Facts& facts, const ScoreOptions& options) {
    try {
        return {plan.score(facts, options), ""};
    } catch (const Error& error) {
        return {std::nullopt, error.what()};
    }
}

Said among_one(const Plan& plan, const Facts& facts, const ScoreOptions& options) {
    try {
        auto results = plan.score_all(std::vector<Facts>{facts}, options);
        if (!results.cards.empty()) return {results.cards.front(), ""};
        std::string text = "the facts do not fit the plan:";
        for (const auto& error : results.errors)
            text += "\n  " + (error.id.empty() ? "" : error.id + ": ") + error.message;
        return {std::nullopt, text};
    } catch (const Error& error) {
        return {std::nullopt, error.what()};
    }
}

/// The tree as JSON, each way asked for.
std::string told(const Scorecard& card, const std::string& lang, scorecard::Way way) {
    report::JsonWriter out;
    report::write(scorecard::explain(card.body(), lang, way), out);
    return out.take();
}

std::string difference_told(const Scorecard& a, const Scorecard& b, const std::string& lang) {
    if (a.explain_json(lang) != b.explain_json(lang))
        return "another explanation:\n" + a.explain(lang) + "\nnot\n" + b.explain(lang);
    if (a.explain(lang) != b.explain(lang)) return "another page";
    for (const auto* card : {&a, &b}) {
        const auto as_columns = told(*card, lang, scorecard::Way::columns);
        for (int again = 0; again < 2; ++again) {  // as columns first, then as a record
            if (told(*card, lang, scorecard::Way::quickest) != as_columns)
                return "another explanation of columns:\n" + as_columns;
        }
    }
    return a.explain_archive(lang) != b.explain_archive(lang) ? "another archive" : "";
}

std::string difference_texts(const Scorecard& a, const Scorecard& b) {
    if (a.period() != b.period()) return "another period: " + a.period();
    if (a.warnings() != b.warnings()) return "other warnings";
    if (a.advice().size() != b.advice().size()) return "another number of advices";
    for (std::size_t i = 0; i < a.advice().size(); ++i) {
        if (a.advice()[i].rule != b.advice()[i].rule || a.advice()[i].text != b.advice()[i].text)
            return "other advice: " + a.advice()[i].text;
    }
    for (std::size_t i = 0; i < a.totals().size(); ++i) {
        if (a.totals()[i].not_rated != b.totals().at(i).not_rated)
            return "not rated for another reason: " + a.totals()[i].not_rated;
        if (a.totals()[i].unit != b.totals()[i].unit) return "a total of another unit";
    }
    for (std::size_t i = 0; i < a.outcomes().size(); ++i) {
        if (a.outcomes()[i].unit != b.outcomes().at(i).unit) return "an outcome of another unit";
    }
    for (std::size_t i = 0; i < a.lines().size(); ++i) {
        if (a.lines()[i].because != b.lines().at(i).because) return "another reason";
    }
    return "";
}

}  // namespace

std::string difference_alone(const Plan& plan, const Facts& facts, const ScoreOptions& options) {
    const auto own = alone(plan, facts, options);
    const auto other = among_one(plan, facts, options);
    if (own.error != other.error) return "`" + own.error + "` instead of `" + other.error + "`";
    if (!own.card) return "";
    const bool lines = options.keep != Keep::results;
    auto wrong = difference_of_cards(*other.card, *own.card, lines);
    if (wrong.empty()) wrong = difference_texts(*own.card, *other.card);
    if (wrong.empty() && lines) wrong = difference_told(*own.card, *other.card, options.lang);
    return wrong;
}

}  // namespace meritum::agreement
