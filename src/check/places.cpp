// What stands where: which totals the plan has, in which category and total each rule and category
// stands. In: the statements. Out: the story's totals and categories, empty still; rule_category_
// and the like. See checker.hpp. Tests: tests/check/totals_test.cpp.
#include <algorithm>

#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;

namespace {

constexpr std::uint32_t nowhere = Parts::Rule::none;

/// What stands in each place, in the order of the text.
std::vector<std::vector<std::uint32_t>> by_place(const std::vector<std::uint32_t>& places,
                                                 std::size_t count) {
    std::vector<std::vector<std::uint32_t>> in(count);
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        if (places[i] != nowhere) in[places[i]].push_back(i);
    }
    return in;
}

}  // namespace

/// The categories with their outer ones, the totals, then what belongs to which of them.
void Checker::take_places() {
    for (const auto index : category_statements_) {
        const auto& head = document_.statements[index].head;
        Parts::Category category;
        category.name = ast::first_name(head[0]);
        category.names = names_of(head[0]);
        category.label = texts_of(head[1]);
        category.place = head.span;
        plan_.story.categories.push_back(std::move(category));
    }
    for (const auto index : rule_statements_) {
        rule_category_.push_back(category_index(document_.statements[index].head[2]));
    }
    for (const auto index : category_statements_) {
        category_outer_.push_back(category_index(document_.statements[index].head[2]));
    }
    refuse_categories_inside_themselves();
    rules_in_ = by_place(rule_category_, category_statements_.size());
    categories_in_ = by_place(category_outer_, category_statements_.size());
    take_totals();
    category_total_.assign(category_outer_.size(), nowhere);
    for (std::uint32_t i = 0; i < category_outer_.size(); ++i) {
        // Up to one whose total is known or said, then the same for all on the way.
        std::vector<std::uint32_t> way{i};
        while (category_total_[way.back()] == nowhere && category_outer_[way.back()] != nowhere) {
            way.push_back(category_outer_[way.back()]);
        }
        auto& top = category_total_[way.back()];
        if (top == nowhere) {
            top = total_said(document_.statements[category_statements_[way.back()]].head);
        }
        for (const auto at : way) {
            category_total_[at] = category_total_[way.back()];
        }
        const auto& head = document_.statements[category_statements_[i]].head;
        if (head[2]) refuse_place_and_total(head, category_total_[i]);
        plan_.story.categories[i].outer = category_outer_[i];
        plan_.story.categories[i].total = category_total_[i];
    }
    for (std::uint32_t i = 0; i < rule_statements_.size(); ++i) {
        const auto& head = document_.statements[rule_statements_[i]].head;
        const auto category = rule_category_[i];
        rule_total_.push_back(category == nowhere ? total_said(head) : category_total_[category]);
        if (head[2]) refuse_place_and_total(head, rule_total_.back());
    }
    kpis_.resize(rule_statements_.size());
}

/// The score, if anything makes one, and the totals the plan declares.
void Checker::take_totals() {
    const auto* declared = statement_of(Row::score);
    if (declared != nullptr || makes_a_score()) {
        Parts::Total score;
        score.name = "score";
        TotalWork work;
        work.statement = declared;
        score.silent = declared == nullptr && rules_.empty() && categories_.empty() &&
                       veto_statements_.empty() && statement_of(Row::grade) == nullptr;
        if (declared != nullptr) score.label = texts_of(declared->head[0]);
        plan_.story.totals.push_back(std::move(score));
        totals_.push_back(std::move(work));
    }
    for (const auto index : total_statements_) {
        const auto& statement = document_.statements[index];
        Parts::Total total;
        total.name = ast::first_name(statement.head[0]);
        total.names = names_of(statement.head[0]);
        total.label = texts_of(statement.head[1]);
        TotalWork work;
        work.statement = &statement;
        take_currency(statement.head[2], work);
        if (auto& named = scope_.at(total.name); named.kind == Declaration::Kind::total) {
            named.index = static_cast<std::uint32_t>(totals_.size());
        }
        plan_.story.totals.push_back(std::move(total));
        totals_.push_back(std::move(work));
    }
    for (std::size_t i = 0; i < totals_.size(); ++i) {
        auto& work = totals_[i];
        auto& total = plan_.story.totals[i];
        total.silent_start = true;
        if (work.statement == nullptr) continue;
        total.place = work.statement->head.span;
        work.start = only_clause(*work.statement, Row::score_start);
        work.points_round = only_clause(*work.statement, Row::score_points);
        work.between = only_clause(*work.statement, Row::score_between);
        work.round = only_clause(*work.statement, Row::score_round);
        work.known = only_clause(*work.statement, Row::score_known);
        total.silent_start = work.start == nullptr;
    }
}

void Checker::take_currency(const Node& currency, TotalWork& total) {
    if (!currency) {
        return;
    }
    total.unit = value::Unit::money;
    total.currency = currency.text;
    const auto* plan = statement_of(Row::plan);
    const auto* own = plan != nullptr ? only_clause(*plan, Row::plan_currency) : nullptr;
    if (header_unread_ || currency.text == plan_.schema.currency) {
        return;
    }
    if (own == nullptr) {
        auto finding =
            sink_.report(Kind::no_currency, currency.span, {words(total.statement->head).front()});
        at_plan(finding, "says no currency")
            .fix("add `currency " + currency.text + "` under `plan`");
        return;
    }
    sink_
        .report(Kind::currency_mismatch, currency.span,
                {words(total.statement->head).front(), currency.text, plan_.schema.currency})
        .also(own->span, "the plan's currency")
        .fix("write `in " + plan_.schema.currency + "`");
}

/// A plan that declares no other totals has a score, whatever is in it; else something must make
/// one.
bool Checker::makes_a_score() const {
    if (total_statements_.empty() || statement_of(Row::grade) != nullptr) {
        return true;
    }
    const auto goes_to_score = [&](std::uint32_t index) {
        const auto& head = document_.statements[index].head;
        return head[3] ? is_score_name(head[3].text) : !head[2];
    };
    const auto acts_on_score = [&](std::uint32_t index) {
        const auto* effect = effect_of(document_.statements[index]);
        return effect != nullptr &&
               (effect->row == Row::veto_score || effect->row == Row::veto_score_at_most);
    };
    return std::any_of(rule_statements_.begin(), rule_statements_.end(), goes_to_score) ||
           std::any_of(category_statements_.begin(), category_statements_.end(), goes_to_score) ||
           std::any_of(veto_statements_.begin(), veto_statements_.end(), acts_on_score);
}

/// The total that a name means; nothing if it means none.
std::optional<std::uint32_t> Checker::total_of(const Node& name) const {
    const auto found = scope_.find(name.identity);
    if (found != scope_.end()) {
        return found->second.kind == Declaration::Kind::total ? std::optional(found->second.index)
                                                              : std::nullopt;
    }
    const bool score = is_score_name(name.text) && plan_.story.score() != nullptr;
    return score ? std::optional<std::uint32_t>(0) : std::nullopt;
}

/// Of a rule or category that stands in no category: `to ...`, else the score. One that is not
/// there is reported, and the first one taken.
std::uint32_t Checker::total_said(const Node& head) {
    if (!head[3]) {
        return 0;
    }
    const auto found = total_of(head[3]);
    if (!found) report_unknown_total(head[3]);
    return found.value_or(0);
}

/// What stands in a category is of the category's total, so it says no other, and not the same
/// again.
void Checker::refuse_place_and_total(const Node& head, std::uint32_t total) {
    if (!head[3]) {
        return;
    }
    const auto said = total_of(head[3]);
    if (!said) {
        return report_unknown_total(head[3]);
    }
    auto finding = sink_.report(
        Kind::category_and_total, head[3].span,
        {ast::first_name(head[0]), head[2].text, plan_.story.totals[total].name, head[3].text});
    finding.also(head[2].span, "a category of `" + plan_.story.totals[total].name + "`");
    finding.fix(*said == total ? "leave out `to " + head[3].text + "`"
                               : "leave out one of the two: a category is of one total");
}

void Checker::report_unknown_total(const Node& name) {
    if (may_be_declared(name.text)) {
        return;
    }
    std::vector<std::string> known;
    for (const auto& total : plan_.story.totals) {
        known.insert(known.end(), total.names.begin(), total.names.end());
        if (total.names.empty()) known.push_back(total.name);
    }
    const bool score = is_score_name(name.text);
    const auto near = score ? std::nullopt : nearest_spelling(name.text, known);
    const bool category = scope_.count(name.identity) > 0 &&
                          scope_.at(name.identity).kind == Declaration::Kind::category;
    sink_.report(Kind::unknown_total, name.span, {name.text})
        .fix(near       ? "did you mean `" + *near + "`?"
             : score    ? "add `score` with what it starts from"
             : category ? "`" + name.text + "` is a category: write `in " + name.text + "`"
                        : "declare it: `total " + name.text + "`");
}

/// The category a rule or category says it is in; none if it says none, or one that is not there.
std::uint32_t Checker::category_index(const Node& in) {
    if (!in) {
        return nowhere;
    }
    const auto found = scope_.find(in.identity);
    if (found != scope_.end() && found->second.kind == Declaration::Kind::category) {
        return found->second.index;
    }
    report_unknown_category(in);
    return nowhere;
}

void Checker::report_unknown_category(const Node& in) {
    std::vector<std::string> known;
    for (const auto& category : plan_.story.categories) {
        known.insert(known.end(), category.names.begin(), category.names.end());
    }
    if (may_be_declared(in.text)) {
        return;
    }
    const auto near = nearest_spelling(in.text, known);
    const auto found = scope_.find(in.identity);
    const bool total = found != scope_.end() && found->second.kind == Declaration::Kind::total;
    sink_.report(Kind::unknown_category, in.span, {in.text})
        .fix(near    ? "did you mean `" + *near + "`?"
             : total ? "`" + in.text + "` is a total: write `to " + in.text + "`"
                     : "declare it: `category " + in.text + "`");
}

void Checker::refuse_categories_inside_themselves() {
    const auto head = [&](std::uint32_t category) -> const Node& {
        return document_.statements[category_statements_[category]].head;
    };
    for (std::uint32_t i = 0; i < category_outer_.size(); ++i) {
        std::vector<std::string> way{ast::first_name(head(i)[0])};
        auto at = category_outer_[i];
        while (at != nowhere && at != i && way.size() <= category_outer_.size()) {
            way.push_back(ast::first_name(head(at)[0]));
            at = category_outer_[at];
        }
        if (at != i) continue;  // nor if it leads into another one's circle
        path_ = std::move(way);
        cycle(path_.front(), head(i)[2].span);
        path_.clear();
        category_outer_[i] = nowhere;
    }
}

}  // namespace meritum::check
