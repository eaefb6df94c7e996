// The order of work of the checker. See from_ast.hpp and checker.hpp.
#include "check/from_ast.hpp"

#include <algorithm>
#include <set>

#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"
#include "syntax/fingerprint.hpp"
#include "syntax/unread.hpp"

namespace meritum::check {

using ast::Row;

namespace {

std::set<std::string, std::less<>> inputs_of(const ast::Document& document) {
    std::set<std::string, std::less<>> names;
    for (const auto& statement : document.statements) {
        if (statement.head.row != Row::fact && statement.head.row != Row::param) continue;
        for (const auto& name : statement.head[0].slots) names.insert(name.text);
    }
    return names;
}

/// The names of facts, lists and params that only the whole document has.
std::set<std::string, std::less<>> inputs_missing_in(const ast::Document& part,
                                                     const ast::Document& whole) {
    auto names = inputs_of(whole);
    for (const auto& name : inputs_of(part)) names.erase(name);
    return names;
}

}  // namespace

std::optional<CheckedPlan> from_ast(const ast::Document& document, DiagnosticSink& sink,
                                    const syntax::Phrases& phrases) {
    if (!syntax::uses_files(document)) return Checker(document, sink, phrases).run();
    // A used file is checked whole; what the plan does not read of it is no part of the plan.
    DiagnosticSink whole = sink;
    auto all = Checker(document, whole, phrases).run();
    if (whole.has_errors()) {
        sink = whole;
        return std::nullopt;
    }
    const auto read = syntax::without_unread(document, phrases);
    if (read.statements.size() == document.statements.size()) {
        sink = whole;
        return all;
    }
    all.reset();
    auto plan = Checker(read, sink, phrases).run();
    if (plan) plan->schema.unread = inputs_missing_in(read, document);
    return plan;
}

Checker::Checker(const ast::Document& document, DiagnosticSink& sink,
                 const syntax::Phrases& phrases)
    : document_(document),
      sink_(sink),
      phrases_(phrases),
      name_table_(std::make_shared<const syntax::NameTable>(document, phrases)),
      values_(plan_, [this](Trouble trouble, ValueId of) { tell(trouble, of); }) {
    for (const auto& tongue : document.languages) {
        const auto& known = phrases.tongues();
        syntax::PrintOptions options;
        options.tongue =
            std::find(known.begin(), known.end(), tongue) != known.end() ? tongue : known.front();
        options.language = tongue;
        speakers_.emplace_back(document, options, phrases, name_table_);
    }
    for (const auto& tongue : phrases.tongues()) {
        syntax::PrintOptions options;
        options.tongue = tongue;
        const ast::Document nothing;  // these words hang on no plan
        syntax::Speaker speaker(nothing, options, phrases);
        Node head;
        head.slots.resize(1);
        head.row = Row::score;
        score_words_.push_back(speaker.line(head));
        head.row = Row::grade;
        grade_words_.push_back(speaker.line(head));
    }
}

/// Names first, then what others are made of, then the totals, which work out their parts as they
/// need them.
std::optional<CheckedPlan> Checker::run() {
    broken_ = sink_.errors_at();
    for (const auto& statement : document_.statements) {
        places_in_text_.emplace(statement.extent.begin, &statement);
    }
    if (document_.statements.empty()) {
        if (broken_.empty()) {
            sink_.report(Kind::missing_plan, {}).fix("begin with `plan name \"Title\"`");
        }
        return std::nullopt;
    }
    plan_.story.tongues = document_.languages;
    declare_all();
    refuse_long_chains();
    check_header();
    take_stock();
    check_tables();
    check_requirements();
    for (std::uint32_t total = 0; total < totals_.size(); ++total) {
        total_value(total);
    }
    for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
        rule_points(rule);
    }
    for (std::uint32_t category = 0; category < categories_.size(); ++category) {
        category_points(category);
    }
    if (statement_of(Row::grade) != nullptr) {
        grade_value();
    }
    for (std::uint32_t outcome = 0; outcome < outcomes_.size(); ++outcome) {
        outcome_value(outcome);
    }
    for (std::uint32_t veto = 0; veto < veto_statements_.size(); ++veto) {
        if (plan_.story.vetoes[veto].name.empty()) {  // what it acts on is not there
            measure_ = &totals_.front();
            check_veto(veto, root_);
            measure_ = nullptr;
        }
    }
    check_advice();
    warn_unused();
    warn_unused_item_lets();
    if (sink_.has_errors()) {
        return std::nullopt;
    }
    plan_.fingerprint = syntax::fingerprint(document_, phrases_);
    return std::move(plan_);
}

/// Facts, lists, params and grades, in the order of the text; statements a plan may have only once;
/// where rules belong.
void Checker::take_stock() {
    for (const auto row : {Row::plan, Row::score, Row::grade}) {
        const ast::Statement* first = nullptr;
        for (const auto& statement : document_.statements) {
            if (row == Row::plan && statement.file != 0) continue;  // refused already
            if (statement.head.row == row && first != nullptr) {
                sink_
                    .report(Kind::repeated_statement, statement.head.span,
                            {words(statement.head).front()})
                    .also(first->head.span, "the first one")
                    .fix("make one of the two");
            } else if (statement.head.row == row) {
                first = &statement;
            }
        }
    }
    for (std::uint32_t i = 0; i < document_.statements.size(); ++i) {
        const auto& statement = document_.statements[i];
        if (statement.head.row == Row::fact && statement.head[1].row == Row::type_list) {
            check_list(i);
        } else if (statement.head.row == Row::fact) {
            check_fact(i);
        } else if (statement.head.row == Row::param) {
            check_param(i);
        }
    }
    if (const auto* grade = statement_of(Row::grade)) {
        std::map<std::string, Span> seen;
        for (const auto& row : grade->clauses) {
            plan_.grades.push_back(names_of(row[0]));
            for (const auto& name : row[0].slots) {
                const auto [taken, fresh] = seen.emplace(name.text, name.span);
                if (!fresh) {
                    sink_.report(Kind::duplicate_name, name.span, {name.text})
                        .also(taken->second, "declared here first")
                        .fix("choose another name for one of them");
                }
            }
        }
    }
    plan_.story.rules.resize(rules_.size());
    plan_.story.outcomes.resize(outcomes_.size());
    plan_.story.vetoes.resize(veto_statements_.size());
    take_places();
}

/// A `let` nobody reads is still looked at; it and a param nobody reads are most likely a slip.
void Checker::warn_unused() {
    if (!too_long_.empty()) {
        return;  // what hangs on them was not looked at
    }
    const Env env = values_.within(root_);
    for (auto& [name, declaration] : scope_) {
        const auto& head = document_.statements[declaration.statement].head;
        const bool counts = declaration.kind == Declaration::Kind::let ||
                            declaration.kind == Declaration::Kind::param ||
                            declaration.kind == Declaration::Kind::table;
        if (!counts || declaration.used) {
            continue;
        }
        if (declaration.kind == Declaration::Kind::let) {
            value(head[1], env);
        }
        const bool shared = document_.statements[declaration.statement].file != 0;
        if (!shared) {  // others may use it
            sink_.report(Kind::unused_name, head[0].span, {name}).fix("use it, or leave it out");
        }
    }
}

/// Whether a line of this statement could not be read, so that something may only seem to be
/// missing.
bool Checker::is_broken(const ast::Statement& statement) const {
    return std::any_of(broken_.begin(), broken_.end(),
                       [&](Span at) { return statement.holds(at); });
}

/// Whether a line that could not be read says this name: it may have declared it.
bool Checker::may_be_declared(const std::string& name) const {
    const auto& all = document_.statements;
    const bool lacks_file = std::any_of(all.begin(), all.end(), [&](const auto& statement) {
        return statement.head.row == Row::use && sink_.has_any_in(statement.head.span);
    });
    if (lacks_file) return true;
    return std::any_of(broken_.begin(), broken_.end(), [&](Span at) {
        return sink_.source().label(at, {}).excerpt.find(name) != std::string::npos;
    });
}

/// A `let` is evaluated wherever it is read; what never happens there may happen elsewhere.
bool Checker::may_warn(const Env& env) const {
    if (supposing_ || let_depth_ == 0) {
        return !supposing_;
    }
    for (const auto* at = &env; at != nullptr; at = at->outer) {
        if (at->guard || !at->ranges.empty() || !at->truths.empty() || !at->nonzero.empty() ||
            !at->at_most.empty()) {
            return false;
        }
    }
    return true;
}

const ast::Statement* Checker::statement_of(Row row) const {
    for (const auto& statement : document_.statements) {
        if (statement.head.row == row) {
            return &statement;
        }
    }
    return nullptr;
}

ValueId Checker::cycle(std::string_view name, Span where) {
    std::string way;
    auto at = std::find(path_.begin(), path_.end(), name);
    for (; at != path_.end(); ++at) {
        way += *at + " → ";
    }
    auto finding =
        sink_.report(Kind::cyclic_definition, where, {std::string(name), way + std::string(name)});
    if (const auto place = places_.find(std::string(name)); place != places_.end()) {
        finding.also(place->second, "declared here");
    }
    const bool totals = std::any_of(path_.begin(), path_.end(), [&](const std::string& step) {
        const auto named = scope_.find(step);
        return step == "score" || step == "grade" ||
               (named != scope_.end() && named->second.kind == Declaration::Kind::total);
    });
    finding.fix(
        in_because_ ? "`because` cannot show the rule's own points or what depends on them"
        : totals && plan_.schema.cycle
            ? "take one of them out of the circle; only totals and `grade` may be read of the "
              "period before by what they are made of"
            : "take one of them out of the circle");
    return {};
}

/// The score and the grade go by the word that declares them, in any tongue.
bool Checker::is_score_name(std::string_view text) const {
    return text == "score" ||
           std::find(score_words_.begin(), score_words_.end(), text) != score_words_.end();
}

bool Checker::is_grade_name(std::string_view text) const {
    return text == "grade" ||
           std::find(grade_words_.begin(), grade_words_.end(), text) != grade_words_.end();
}

/// As written, in each of the plan's tongues; names are those of the statement the node stands in.
Words Checker::words(const Node& node) const {
    const auto* statement = statement_at(node.span);
    Words words;
    words.reserve(speakers_.size());
    for (auto& speaker : speakers_) {
        speaker.enter(statement);
        words.push_back(speaker.line(node));
    }
    return words;
}

Words Checker::names_of(const Node& names) const {
    Words words;
    words.reserve(document_.languages.size());
    for (std::size_t i = 0; i < document_.languages.size(); ++i) {
        words.push_back(i < names.slots.size() ? names[i].text : ast::first_name(names));
    }
    return words;
}

Words Checker::texts_of(const Node& label) const {
    Words words;
    for (std::size_t i = 0; i < document_.languages.size() && !label.slots.empty(); ++i) {
        words.push_back(i < label.slots.size() ? label[i].text : label[0].text);
    }
    return words;
}

}  // namespace meritum::check
