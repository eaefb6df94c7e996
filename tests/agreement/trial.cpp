// One generated plan put through everything. See trial.hpp.
#include "agreement/trial.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "agreement/arrowed.hpp"
#include "agreement/compare.hpp"
#include "agreement/explained.hpp"
#include "agreement/parts.hpp"
#include "agreement/poisoned.hpp"
#include "agreement/recorded.hpp"
#include "agreement/reference.hpp"
#include "agreement/scored_alone.hpp"
#include "api/plan_body.hpp"
#include "api/score_record.hpp"
#include "syntax/names.hpp"
#include "syntax/parse.hpp"
#include "syntax/table_files.hpp"

namespace meritum::agreement {

namespace {

bool has_row(const ast::Node& node, ast::Row row) {
    if (node.row == row) return true;
    for (const auto& slot : node.slots) {
        if (has_row(slot, row)) return true;
    }
    return false;
}

bool has_row(const ast::Document& plan, ast::Row row) {
    for (const auto& statement : plan.statements) {
        if (has_row(statement.head, row)) return true;
        for (const auto& clause : statement.clauses) {
            if (has_row(clause, row)) return true;
        }
    }
    return false;
}

std::string describe(const FactError& error) {
    return error.id + " " + error.code + ": " + error.message;
}

}  // namespace

void Tally::add(const Tally& other) {
    plans += other.plans;
    accepted += other.accepted;
    mistaken += other.mistaken;
    cards += other.cards;
    differing_cards += other.differing_cards;
    explained += other.explained;
    spoiled += other.spoiled;
    recorded += other.recorded;
    arrowed += other.arrowed;
    alone += other.alone;
    short_way += other.short_way;
    texts.insert(other.texts.begin(), other.texts.end());
    for (const auto& [diagnostic, count] : other.refusals) refusals[diagnostic] += count;
    coverage.add(other.coverage);
}

Trial::Trial(std::uint64_t seed, Tally& tally)
    : seed_(seed), tally_(tally), generated_(generate_plan(seed)) {}

ScoreOptions Trial::options(Keep keep) const {
    ScoreOptions options;
    options.params = facts_.params;
    options.period = facts_.period;
    options.keep = keep;
    return options;
}

std::string Trial::report(const std::string& what) const {
    return "seed " + std::to_string(seed_) + ": " + what + "\n\n--- plan ---\n" + generated_.text +
           "--- facts ---\n" + show(facts_) + "--- answers ---\n" + answers_ +
           "--- again: MERITUM_SEED=" + std::to_string(seed_) +
           " <build>/tests/meritum_agreement_tests --gtest_filter='*Agreement*' ---\n";
}

std::string Trial::run() {
    ++tally_.plans;
    tally_.texts.insert(std::hash<std::string>()(generated_.text));
    try {
        const std::string wrong = put_through();
        return wrong.empty() ? "" : report(wrong);
    } catch (const Undefined& undefined) {
        return report(std::string("the reference finds: ") + undefined.what());
    } catch (const std::exception& error) {
        return report(std::string("the engine throws: ") + error.what());
    }
}

std::string Trial::put_through() {
    Source source("plan.merit", generated_.text);
    DiagnosticSink sink(source);
    document_ = syntax::parse(source, sink, syntax::Phrases::standard(), generated_.beside());
    if (!sink.has_errors()) {
        if (const auto wrong = text_survives(); !wrong.empty()) return wrong;
    }
    auto compiled = Plan::compile(generated_.text, "plan.merit", generated_.beside());
    if (!compiled) return refused(compiled.diagnostics);
    if (!generated_.mistake.empty()) return "accepted in spite of:\n" + generated_.mistake;
    try {
        plan_ = with_rows(*compiled.plan);
    } catch (const Error& error) {
        return rows_refused(error.diagnostics());
    }
    const syntax::NameTable names(document_, syntax::Phrases::standard());
    const std::string from;
    for (auto& statement : document_.statements) {
        for (const auto& rows : generated_.rows) {
            if (statement.head.row == ast::Row::table &&
                ast::is_named(statement.head[0], rows.table))
                syntax::read_table_data(statement, {document_, names, from}, rows, source, sink,
                                        syntax::Phrases::standard().tries());
        }
    }
    if (sink.has_errors()) return "rows from data do not parse: " + sink.diagnostics().to_string();
    ++tally_.accepted;
    tally_.coverage.add(document_);
    tally_.coverage.add(*plan_->body().graph);
    ranks_ = has_row(document_, ast::Row::rank);
    Random random(seed_ ^ 0xfac75ULL);
    facts_ = generate_facts(document_, random);
    std::string wrong = refusals_agree();
    if (!wrong.empty() || facts_.facts.empty()) return wrong;
    wrong = agrees();
    return wrong.empty() ? bad_facts_are_reported() : wrong;
}

/// The rows of its data are given.
Plan Trial::with_rows(const Plan& plan) const {
    return plan.has_all_rows() ? plan : plan.with_tables(generated_.rows);
}

std::string Trial::refused(const Diagnostics& diagnostics) {
    if (!diagnostics.has_errors()) return "neither a plan nor an error";
    if (generated_.mistake.empty()) {
        for (const auto& one : diagnostics.items) {
            if (one.severity == Severity::error) ++tally_.refusals[one.name];
        }
    } else {
        ++tally_.mistaken;
    }
    return "";
}

/// A plan that was accepted is so with any rows: they alone may be wrong.
std::string Trial::rows_refused(const Diagnostics& diagnostics) {
    for (const auto& one : diagnostics.items) {
        if (one.primary.file != "data.csv")
            return "with rows from data it is refused:\n" + diagnostics.to_string();
    }
    return refused(diagnostics);
}

/// The canonical text in each tongue parses to the same tree; for some plans the fingerprint is
/// asked for, too.
std::string Trial::text_survives() {
    for (const std::string lang : {"en", "zh"}) {
        const auto formatted = format(generated_.text, lang);
        if (!formatted.text) return "cannot be formatted in " + lang;
        Source source("formatted.merit", *formatted.text);
        DiagnosticSink sink(source);
        const auto again =
            syntax::parse(source, sink, syntax::Phrases::standard(), generated_.beside());
        if (sink.has_errors()) {
            return "formatted in " + lang + " it does not parse:\n" +
                   sink.diagnostics().to_string() + *formatted.text;
        }
        if (!ast::same_tree(document_, again))
            return "formatted in " + lang + " it is another tree:\n" + *formatted.text;
        const auto twice = format(*formatted.text, lang);
        if (twice.text != formatted.text)
            return "formatted twice it is another text:\n" + twice.text.value_or("");
        if (seed_ % 8 != 0) continue;
        const auto first = Plan::compile(generated_.text, "plan.merit", generated_.beside());
        const auto second = Plan::compile(*formatted.text, "plan.merit", generated_.beside());
        if (first.plan.has_value() != second.plan.has_value())
            return "formatted in " + lang + " it is judged otherwise";
        if (first && first.plan->fingerprint() != second.plan->fingerprint()) {
            return "formatted in " + lang + " it has another fingerprint:\n" + *formatted.text;
        }
    }
    return "";
}

/// Those whose facts a requirement refuses are reported, and nobody else; the rest of the trial
/// goes without them.
std::string Trial::refusals_agree() {
    if (!has_row(document_, ast::Row::require_refuse)) return "";
    const auto ids = agreement::refused(document_, facts_.facts, facts_.params, facts_.period);
    std::set<std::string> expected(ids.begin(), ids.end());
    const auto results = plan_->score_all(facts_.facts, options(Keep::lines));
    std::set<std::string> reported;
    for (const auto& error : results.errors) {
        if (error.code == "F0191" && error.period == facts_.period) reported.insert(error.id);
        // Who was refused in the period before is reported for that.
        if (error.code == "F0308" && expected.count(error.id) > 0) reported.insert(error.id);
    }
    if (reported != expected) {
        std::string text = "refused should be:";
        for (const auto& id : expected) text += " " + id;
        text += "; reported are:";
        for (const auto& id : reported) text += " " + id;
        return text;
    }
    std::set<std::string> left_out;
    std::set<std::string> periods;
    for (const auto& one : facts_.facts) periods.insert(one.period);
    for (const auto& period : periods) {
        for (auto& id : agreement::refused(document_, facts_.facts, facts_.params, period))
            left_out.insert(std::move(id));
    }
    auto& facts = facts_.facts;
    facts.erase(std::remove_if(facts.begin(), facts.end(),
                               [&](const Facts& one) { return left_out.count(one.id) > 0; }),
                facts.end());
    const bool anybody = std::any_of(facts.begin(), facts.end(),
                                     [&](const Facts& one) { return one.period == facts_.period; });
    if (!anybody) facts.clear();
    return "";
}

std::string Trial::agrees() {
    const auto expected = evaluate(document_, facts_.facts, facts_.params, facts_.period);
    const auto actual = plan_->score_all(facts_.facts, options(Keep::lines));
    for (const auto& card : expected) answers_ += "expected " + show(card);
    for (const auto& card : actual.cards) answers_ += "actual " + show(card);
    if (!actual.errors.empty())
        return "valid facts are refused: " + describe(actual.errors.front());
    if (expected.size() != actual.cards.size()) return "another number of cards";
    for (std::size_t i = 0; i < expected.size(); ++i) {
        ++tally_.cards;
        if (i > 0 && expected[i].totals != expected[i - 1].totals) ++tally_.differing_cards;
        auto wrong = difference_of_results(expected[i], actual.cards[i]);
        if (wrong.empty()) wrong = difference_of_lines(document_, expected[i], actual.cards[i]);
        if (!wrong.empty()) return expected[i].id + ": " + wrong;
    }
    // One card of each plan is explained, in the tongues in turn.
    if (expected.empty()) return "nobody has a card";
    const auto told = seed_ % expected.size();
    const std::string lang = seed_ / 7 % 2 == 0 ? "en" : "zh";
    auto wrong = untrue_explanation(expected[told], actual.cards[told], lang);
    if (!wrong.empty()) {
        return expected[told].id + ": explained in " + lang + ": " + wrong + "\n" +
               actual.cards[told].explain(lang);
    }
    ++tally_.explained;
    wrong = keeps_agree(actual);
    if (wrong.empty()) wrong = alone_is_the_same(actual);
    if (wrong.empty()) wrong = poison_is_harmless(actual);
    if (wrong.empty()) wrong = records_are_the_same();
    if (wrong.empty()) wrong = arrow_is_the_same(actual);
    if (wrong.empty()) wrong = scored_alone_is_the_same();
    if (wrong.empty()) wrong = in_parts_is_the_same(actual);
    return wrong;
}

std::string Trial::keeps_agree(const Results& lines) {
    const auto results = plan_->score_all(facts_.facts, options(Keep::results));
    const auto everything = plan_->score_all(facts_.facts, options(Keep::everything));
    for (std::size_t i = 0; i < lines.cards.size(); ++i) {
        auto wrong = difference_of_cards(lines.cards[i], results.cards.at(i), false);
        if (!wrong.empty()) return "keep results: " + wrong;
        if (!results.cards[i].lines().empty()) return "keep results keeps lines";
        wrong = difference_of_cards(lines.cards[i], everything.cards.at(i), true);
        if (!wrong.empty()) return "keep everything: " + wrong;
    }
    return "";
}

/// Without ranks nobody's result depends on the others.
std::string Trial::alone_is_the_same(const Results& together) {
    if (ranks_) return "";
    for (const auto& card : together.cards) {
        std::vector<Facts> own;
        for (const auto& one : facts_.facts) {
            if (one.id == card.id()) own.push_back(one);
        }
        const auto alone = plan_->score_all(own, options(Keep::lines));
        if (alone.cards.size() != 1) return card.id() + " alone has no card";
        const auto wrong = difference_of_cards(card, alone.cards.front(), true);
        if (!wrong.empty()) return card.id() + " alone: " + wrong;
    }
    return "";
}

/// Statements may stand in a file that the plan uses.
std::string Trial::in_parts_is_the_same(const Results& together) {
    if (seed_ % 4 != 0) return "";
    Random random(seed_ ^ 0x9a275ULL);
    const Parts parts = take_apart(generated_.text, random);
    if (parts.plan.empty()) return "";
    const auto beside = parts.beside(generated_.beside());
    const auto plan = Plan::compile(parts.plan, "plan.merit", beside);
    if (!plan) return "in parts it is refused:\n" + plan.diagnostics.to_string() + parts.plan;
    Source source("plan.merit", parts.plan);
    DiagnosticSink sink(source);
    tally_.coverage.add(syntax::parse(source, sink, syntax::Phrases::standard(), beside));
    const auto results = with_rows(*plan.plan).score_all(facts_.facts, options(Keep::lines));
    if (results.cards.size() != together.cards.size())
        return "in parts it scores others:\n" + parts.plan;
    for (std::size_t i = 0; i < results.cards.size(); ++i) {
        const auto wrong = difference_of_cards(together.cards[i], results.cards[i], true);
        if (!wrong.empty()) return results.cards[i].id() + " in parts: " + wrong + parts.plan;
    }
    return "";
}

/// Lanes that nobody reads may hold anything.
std::string Trial::poison_is_harmless(const Results& clean) {
    const auto pieces = run_by_pieces(seed_);
    const std::tuple<const char*, Executor, bool> ways[] = {{"poisoned", run_whole, true},
                                                            {"by pieces", pieces, false},
                                                            {"by poisoned pieces", pieces, true}};
    for (const auto& [name, executor, poison] : ways) {
        const auto cards = score_by(executor, poison, *plan_, facts_);
        if (cards.size() != clean.cards.size())
            return std::string(name) + ": another number of cards";
        for (std::size_t i = 0; i < cards.size(); ++i) {
            const auto wrong = difference_of_cards(clean.cards[i], cards[i], true);
            if (!wrong.empty()) return clean.cards[i].id() + " " + name + ": " + wrong;
        }
    }
    return "";
}

/// Fact by fact, one participant after the other in the same places.
std::string Trial::records_are_the_same() {
    auto record = record_of(*plan_, facts_.params);
    if (!record) return "";
    const auto cards = plan_->score_all(facts_.facts, options(Keep::results));
    for (const auto& card : cards.cards) {
        ++tally_.recorded;
        for (const auto& one : facts_.facts) {
            if (one.id == card.id() && one.period == card.period()) fill(*plan_, *record, one);
        }
        const auto wrong = difference_from(*plan_, *record, card);
        if (!wrong.empty()) return card.id() + " recorded: " + wrong;
    }
    return "";
}

/// The same participants in columns of other programs.
std::string Trial::arrow_is_the_same(const Results& together) {
    Random random(seed_ ^ 0xa4405ULL);
    const auto wrong = difference_arrowed(*plan_, together, facts_.params, random);
    if (wrong) ++tally_.arrowed;
    return wrong.value_or("");
}

/// Plan::score with the facts of everybody in turn, right or wrong; with the params of the trial
/// and with those of the plan.
std::string Trial::scored_alone_is_the_same() {
    for (const auto& one : facts_.facts) {
        for (const auto keep : {Keep::results, Keep::lines}) {
            auto as_plan_has_them = options(keep);
            as_plan_has_them.params.clear();
            as_plan_has_them.period.clear();
            as_plan_has_them.lang = seed_ / 7 % 2 == 0 ? "zh" : "en";
            for (const auto& options : {as_plan_has_them, this->options(keep)}) {
                ++tally_.alone;
                if (score_record(plan_->body(), one, options)) ++tally_.short_way;
                const auto wrong = difference_alone(*plan_, one, options);
                if (!wrong.empty()) return one.id + " scored alone: " + wrong;
            }
        }
    }
    return "";
}

/// One participant's wrong value is reported for that one; without ranks the others do not notice.
std::string Trial::bad_facts_are_reported() {
    ++tally_.spoiled;
    const auto good = plan_->score_all(facts_.facts, options(Keep::lines));
    Random random(seed_ ^ 0x5b011ULL);
    GeneratedFacts bad = facts_;
    const std::string victim = spoil(bad, document_, random);
    std::swap(bad, facts_);  // a report shows the bad facts
    if (const auto wrong = scored_alone_is_the_same(); !wrong.empty()) return wrong;
    const auto results = plan_->score_all(facts_.facts, options(Keep::lines));
    bool reported = false;
    for (const auto& error : results.errors) {
        if (error.id == victim)
            reported = true;
        else if (!ranks_)
            return victim + "'s facts are wrong, but this is reported: " + describe(error);
    }
    if (!reported) return victim + "'s wrong facts are not reported";
    std::size_t next = 0;
    for (const auto& card : good.cards) {
        if (card.id() == victim) continue;
        if (next >= results.cards.size())
            return ranks_ ? "" : card.id() + " lost the card with " + victim + "'s wrong facts";
        const Scorecard& other = results.cards[next++];
        if (ranks_) continue;
        const auto wrong = difference_of_cards(card, other, true);
        if (!wrong.empty()) return card.id() + " notices " + victim + "'s wrong facts: " + wrong;
    }
    if (next != results.cards.size()) return victim + " has a card in spite of wrong facts";
    std::swap(bad, facts_);
    return "";
}

}  // namespace meritum::agreement
