// Implements complaints.hpp.
#include "syntax/complaint.hpp"

#include <algorithm>
#include <set>

#include "base/spelling.hpp"

namespace meritum::syntax {

namespace {

/// What a slot is called in messages: by its name where that says more than its kind.
std::string slot_words(const SlotEdge& edge) {
    constexpr std::pair<std::string_view, std::string_view> by_name[] = {
        {"step", "a step"},
        {"condition", "a condition"},
        {"list", "the name of a list"},
        {"category", "a category"},
        {"grade", "a grade"},
        {"bound", "a bound"},
        {"currency", "a currency"},
        {"item", "a name for an item"},
        {"low", "a lower bound"},
        {"high", "an upper bound"},
        {"amount", "an amount"},
        {"amounts", "amounts"},
        {"mode", "a way of rounding"},
        {"cycle", "a cycle"},
        {"from", "a first day"},
        {"to", "a last day"},
        {"base", "a base"},
        {"weight", "a weight"},
        {"tongues", "languages"},
    };
    if (edge.names.size() == 1) {
        for (const auto& entry : by_name) {
            if (entry.first == *edge.names.begin()) return std::string(entry.second);
        }
    }
    switch (edge.kind) {
        case SlotKind::names:
        case SlotKind::name: return "a name";
        case SlotKind::label:
        case SlotKind::texts: return "a text in quotes";
        case SlotKind::value:
        case SlotKind::condition:
        case SlotKind::term:
        case SlotKind::sum:
        case SlotKind::operand:
        case SlotKind::values:
        case SlotKind::operands: return "a value";
        case SlotKind::choices:
        case SlotKind::idents: return "a name";
        case SlotKind::type: return "a type";
        case SlotKind::traits: return "a trait";
        case SlotKind::bounds: return "a bound";
        case SlotKind::cycle: return "a cycle";
        case SlotKind::mode: return "a way of rounding";
        case SlotKind::tiers: return "a row of the table";
        case SlotKind::points: return "a point of the line";
        case SlotKind::pairs: return "a grade";
        case SlotKind::column: return "the name of a column";
        case SlotKind::columns: return "the names of columns";
        case SlotKind::cells: return "what the row matches";
    }
    return "a value";
}

bool is_name_slot(const SlotEdge& edge) {
    return edge.kind == SlotKind::names || edge.kind == SlotKind::name ||
           edge.kind == SlotKind::choices || edge.kind == SlotKind::idents;
}

std::string listed(const std::vector<std::string>& parts) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += i + 1 == parts.size() ? " or " : ", ";
        out += parts[i];
    }
    return out;
}

}  // namespace

std::string quoted(const std::string& text) { return "`" + text + "`"; }

std::string written(const Token& token) {
    return token.kind == TokenKind::text ? "\"" + token.text + "\"" : token.text;
}

Complaint::Complaint(const PhraseTries& tries, const Place& place, const Token* first,
                     const Token* last, const Trouble& trouble, DiagnosticSink& sink)
    : tries_(tries), place_(place), first_(first), last_(last), trouble_(trouble), sink_(sink) {
    tongue_ = tongue_of(first);
}

void Complaint::write() {
    if (trouble_.fault) return write_fault();
    const bool goes_on = trouble_.furthest != last_ && is_left_over() &&
                         !phrase_that_ends(*trouble_.furthest).empty();
    if (goes_on) return write_left_over();
    const auto grouped = in_parentheses();
    if (write_too_deep() || write_decimal_comma() || write_bare_point() || write_currency_first() ||
        write_slip(trouble_.furthest))
        return;
    if (fix_.empty() && !grouped.empty()) {
        fix_ = "put it in parentheses: " + quoted(grouped);
        return is_left_over() ? write_left_over() : write_missing();
    }
    find_other_tongue();
    const Token* stray = stray_word();
    if (stray != nullptr && write_slip(stray)) return;
    if (write_slip_that_begins()) return;
    if (write_name_apart(trouble_.furthest) || write_name_apart(stray)) return;
    if (trouble_.furthest == first_) return write_unknown_beginning();
    if (write_misspelt_beginning()) return;
    if (is_left_over()) return write_left_over();
    write_missing();
}

/// A phrase that was only begun may be said otherwise: `no theft` is no `no item in ...`.
bool Complaint::write_slip_that_begins() {
    if (trouble_.furthest != last_) return false;
    return std::any_of(trouble_.expected.begin(), trouble_.expected.end(),
                       [&](const Expectation& e) {
                           return e.begin > first_ && e.begin < last_ && write_slip(e.begin);
                       });
}

/// The tongue whose words the range uses, so that it is answered in it.
std::size_t Complaint::tongue_of(const Token* token) const {
    const std::pair<Group, std::string_view> words[] = {{place_.group, token->text},
                                                        {Group::statement, token->text},
                                                        {Group::statement, place_.statement}};
    for (const auto& [group, word] : words) {
        const TrieNode& root = tries_.node(tries_.root(group));
        const auto edge = root.words.find(word);
        if (edge != root.words.end()) return *edge->second.tongues.begin();
    }
    return 0;
}

void Complaint::write_fault() {
    const Fault& fault = *trouble_.fault;
    Finding finding = sink_.report(fault.kind, fault.span, fault.words);
    if (fault.also) finding.also(*fault.also, fault.also_text);
    const auto deep =
        std::find_if(place_.deeper.begin(), place_.deeper.end(),
                     [&](const Token* token) { return token->span.begin == fault.span.begin; });
    const auto* otherwise = std::find_if(first_, last_, [&](const Token& token) {
        return token.span.begin > fault.span.begin &&
               (token.text == "otherwise" || token.text == "其余");
    });
    const bool lacks_else = fault.kind == Kind::conditional_without_else;
    if (lacks_else && otherwise != last_) {
        finding.fix("write " + quoted(otherwise->text == "otherwise" ? "else" : "否则") + " for " +
                    quoted(otherwise->text));
    } else if (lacks_else && deep != place_.deeper.end()) {
        finding.fix(too_deep(**deep));
    } else if (!fault.fix.empty()) {
        finding.fix(fault.fix);
    }
}

void Complaint::write_unknown_beginning() {
    if (place_.group == Group::statement) return write_unknown_statement();
    const std::string statement = opening_words(tries_, Group::statement, first_, last_);
    const std::string owner = owner_of_clause();
    if (!owner.empty()) {
        const std::string words = misplaced_words_;
        sink_
            .report(Kind::misplaced_clause, words_span(words),
                    {words, owner, quoted(place_.statement)})
            .fix(fix_.empty() ? "move it below " + owner : fix_);
        return;
    }
    if (!statement.empty()) {
        sink_.report(Kind::misplaced_statement, first_->span, {statement, place_.statement})
            .fix("do not indent it");
        return;
    }
    Finding finding =
        sink_.report(Kind::unknown_clause, first_->span, {place_.statement, written(*first_)});
    if (!fix_.empty()) return void(finding.fix(fix_));
    suggest_beginning(finding, place_.group);
}

void Complaint::write_unknown_statement() {
    const std::string owner = owner_of_clause();
    if (!owner.empty()) {
        sink_
            .report(Kind::misplaced_clause, words_span(misplaced_words_),
                    {misplaced_words_, owner, "the beginning of a line"})
            .fix("indent it below its statement");
        return;
    }
    Finding finding = sink_.report(Kind::unknown_statement, first_->span, {written(*first_)});
    if (!fix_.empty()) return void(finding.fix(fix_));
    suggest_beginning(finding, Group::statement);
}

/// The statements whose clauses begin as this range does: "`score`", or nothing. Leaves the
/// words in misplaced_words_.
std::string Complaint::owner_of_clause() {
    constexpr ast::Row statements[] = {ast::Row::plan,      ast::Row::score, ast::Row::bonus,
                                       ast::Row::deduction, ast::Row::rule,  ast::Row::veto};
    std::vector<std::string> owners;
    std::size_t longest = 0;
    for (const ast::Row row : statements) {
        const Group group = *clause_group(row);
        if (group == place_.group) continue;
        const std::string words = opening_words(tries_, group, first_, last_);
        if (words.empty() || words.size() < longest) continue;
        if (words.size() > longest) owners.clear();
        longest = words.size();
        misplaced_words_ = words;
        owners.push_back(quoted(tries_.pattern(row, tongue_of_clause(group)).front().word));
    }
    return listed(owners);
}

std::size_t Complaint::tongue_of_clause(Group group) const {
    const TrieNode& root = tries_.node(tries_.root(group));
    const auto edge = root.words.find(first_->text);
    return edge == root.words.end() ? tongue_ : *edge->second.tongues.begin();
}

Span Complaint::words_span(const std::string& words) const {
    const auto blanks = static_cast<std::size_t>(std::count(words.begin(), words.end(), ' '));
    return join(first_->span, first_[blanks].span);
}

void Complaint::suggest_beginning(Finding& finding, Group group) {
    std::vector<std::string> candidates;
    for (std::size_t i = 0; i < tries_.tongues().size(); ++i) {
        const auto more = tries_.beginnings(group, i);
        candidates.insert(candidates.end(), more.begin(), more.end());
    }
    // A phrase of two words may be misspelt in either.
    if (last_ - first_ > 1) {
        const auto two =
            nearest_spelling(written(first_[0]) + " " + written(first_[1]), candidates);
        if (two) return void(finding.fix("did you mean " + quoted(*two) + "?"));
    }
    const auto one = nearest_spelling(written(*first_), candidates);
    if (one) return void(finding.fix("did you mean " + quoted(*one) + "?"));
    std::vector<std::string> known;
    for (const std::string& words : tries_.beginnings(group, tongue_))
        known.push_back(quoted(words));
    if (!known.empty()) finding.fix("it may begin with " + listed(known));
}

bool Complaint::is_left_over() const {
    if (trouble_.value_expected) return false;
    return std::all_of(trouble_.expected.begin(), trouble_.expected.end(),
                       [](const Expectation& e) { return e.optional; });
}

/// The words that could go on at the furthest token, in the tongue of the range (`everywhere`:
/// in all tongues).
std::vector<std::string> Complaint::expected_words(bool everywhere, bool with_optional) const {
    std::set<std::string> found;
    for (const Expectation& e : trouble_.expected) {
        // Where a value may stand, the phrases that could begin it say nothing new.
        const bool of_value = trouble_.value_expected && e.node == e.root;
        if (e.node == nullptr || of_value || (e.optional && !with_optional)) continue;
        for (const auto& word : e.node->words) {
            if (everywhere || word.second.tongues.count(tongue_) > 0) found.insert(word.first);
        }
    }
    return {found.begin(), found.end()};
}

std::vector<std::string> Complaint::joining_words() const {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < tries_.tongues().size(); ++i) {
        const auto more = tries_.beginnings(Group::word, i);
        words.insert(words.end(), more.begin(), more.end());
    }
    return words;
}

/// Behind the words with which the range begins: `highest per`, `give`.
const Token* Complaint::behind_opening() const {
    const auto words = opening_words(tries_, place_.group, first_, trouble_.furthest);
    return words.empty() ? first_ : first_ + std::count(words.begin(), words.end(), ' ') + 1;
}

/// The words of the phrase that stands before its value and ends before this `+ - * /`, which it
/// does not take in: "highest among". Nothing if there is none.
std::string Complaint::phrase_that_ends(const Token& token) const {
    const bool goes_on =
        token.kind == TokenKind::symbol &&
        (token.text == "+" || token.text == "-" || token.text == "*" || token.text == "/");
    for (const Token* at = behind_opening(); goes_on && at < trouble_.furthest; ++at) {
        if (at->kind != TokenKind::word || at->declared) continue;
        auto words = opening_words(tries_, Group::expression, at, trouble_.furthest);
        if (!words.empty()) return words;
    }
    return {};
}

void Complaint::write_left_over() {
    const Token& token = *trouble_.furthest;
    Finding finding = sink_.report(Kind::left_over, token.span, {written(token)});
    std::vector<std::string> candidates = expected_words(true, true);
    const std::vector<std::string> joiners = joining_words();
    candidates.insert(candidates.end(), joiners.begin(), joiners.end());
    const auto near = nearest_spelling(token.text, candidates);
    const Token* before = trouble_.furthest > first_ ? trouble_.furthest - 1 : nullptr;
    const bool after_title =
        before != nullptr && before->kind == TokenKind::text && token.kind == TokenKind::word;
    const auto* in = std::find_if(first_, trouble_.furthest, [](const Token& word) {
        return word.text == "in" || word.text == "属于";
    });
    const bool late_title = token.kind == TokenKind::text && in != trouble_.furthest &&
                            place_.group == Group::statement;
    if (late_title) return void(finding.fix("write the title before " + quoted(in->text)));
    if (const auto phrase = phrase_that_ends(token); fix_.empty() && !phrase.empty()) {
        return void(finding.fix("put " + quoted(phrase + " ...") +
                                " in parentheses to go on with " + quoted(token.text)));
    }
    finding.fix(!fix_.empty()     ? fix_
                : begins_clause() ? "write it on a line of its own, indented"
                : near            ? "did you mean " + quoted(*near) + "?"
                : after_title     ? "the title comes last: write this before " + written(*before)
                                  : "delete it, or write before it how it belongs to the "
                                    "rest");
}

/// What must stand at the furthest token: slots first, words in the range's tongue;
/// `with_words`: which types or cycles there are.
std::string Complaint::expected(bool with_words) const {
    std::set<std::string> slots;
    for (const Expectation& e : trouble_.expected) {
        if (e.slot && !e.optional) slots.insert(slot_words(*e.slot));
    }
    std::vector<std::string> parts(slots.begin(), slots.end());
    std::vector<std::string> words = expected_words(false, false);
    if (words.empty()) words = expected_words(true, false);
    const bool says_more =
        !parts.empty() && (parts.front() == "a type" || parts.front() == "a cycle");
    if (says_more && parts.front() == "a type") words = tries_.beginnings(Group::type, tongue_);
    if (says_more) {
        std::vector<std::string> known;
        for (const std::string& word : words) known.push_back(quoted(word));
        if (!known.empty() && with_words) parts.front() += " (" + listed(known) + ")";
    } else {
        for (const std::string& word : words) parts.push_back(quoted(word));
    }
    if (parts.empty()) parts.push_back("a value");
    return listed(parts);
}

/// What was read of the phrase that goes on at the furthest token.
std::string Complaint::read_so_far() const {
    const Token* begin = trouble_.furthest - 1;
    for (const Expectation& e : trouble_.expected) {
        if (e.optional || e.begin >= trouble_.furthest) continue;
        while (begin != first_ && begin->span.begin > e.from) --begin;
    }
    constexpr std::ptrdiff_t longest = 8;
    const bool cut = trouble_.furthest - begin > longest;
    if (cut) begin = trouble_.furthest - longest;
    std::string out = cut ? "... " : "";
    for (const Token* t = begin; t != trouble_.furthest; ++t) {
        out += (t != begin && t->blank_before ? " " : "") + written(*t);
    }
    return out;
}

bool Complaint::needs_type() const {
    return std::any_of(
        trouble_.expected.begin(), trouble_.expected.end(),
        [](const Expectation& e) { return e.slot && e.slot->kind == SlotKind::type; });
}

/// A name could stand at the furthest token.
bool Complaint::takes_value() const {
    return trouble_.value_expected ||
           std::any_of(trouble_.expected.begin(), trouble_.expected.end(),
                       [](const Expectation& e) { return e.slot != nullptr; });
}

bool Complaint::is_reserved(const std::string& word) const {
    return tries_.reserve(word) != PhraseTries::Reserve::none;
}

void Complaint::write_missing() {
    if (trouble_.furthest == last_) {
        sink_.report(Kind::missing_part, last_[-1].span, {read_so_far(), expected()})
            .fix("write " + expected(false) + " after it");
        return;
    }
    const Token& token = *trouble_.furthest;
    const bool is_word = token.kind == TokenKind::word;
    const bool name_wanted =
        std::any_of(trouble_.expected.begin(), trouble_.expected.end(),
                    [](const Expectation& e) { return e.slot && is_name_slot(*e.slot); });
    if (fix_.empty() && is_word && name_wanted && is_reserved(token.text)) {
        sink_.report(Kind::reserved_word, token.span, {token.text})
            .fix("if it is the name, write it in backticks: `" + token.text + "`");
        return;
    }
    Finding finding = sink_.report(Kind::unexpected_part, token.span,
                                   {read_so_far(), expected(), written(token)});
    const auto near =
        is_word ? nearest_spelling(token.text, expected_words(true, true)) : std::nullopt;
    const bool begins_phrase = trouble_.value_expected && is_word && !token.declared;
    const auto phrase =
        begins_phrase ? opening_words(tries_, Group::expression, &token, last_) : std::string();
    if (!fix_.empty()) {
        finding.fix(fix_);
    } else if (near) {
        finding.fix("did you mean " + quoted(*near) + "?");
    } else if (is_word && needs_type()) {
        finding.fix("write a type here; a name of several words is joined: " +
                    quoted(trouble_.furthest[-1].text + "_" + token.text));
    } else if (!phrase.empty() && trouble_.furthest != first_) {
        finding.fix("put the whole of it in parentheses: " + quoted("(" + phrase + " ...)"));
    } else if (is_word && takes_value() && is_reserved(token.text)) {
        finding.fix("if it is a name, write it in backticks: `" + token.text + "`");
    } else {
        finding.fix("write " + expected(false) + " here");
    }
}

void complain(const PhraseTries& tries, const Place& place, const Token* first, const Token* last,
              const Trouble& trouble, DiagnosticSink& sink) {
    Complaint(tries, place, first, last, trouble, sink).write();
}

std::string opening_words(const PhraseTries& tries, Group group, const Token* first,
                          const Token* last) {
    std::string words;
    for (std::size_t node = tries.root(group); first != last && first->kind == TokenKind::word;
         ++first) {
        const auto edge = tries.node(node).words.find(first->text);
        if (edge == tries.node(node).words.end()) break;
        words += (words.empty() ? "" : " ") + first->text;
        node = edge->second.target;
    }
    return words;
}

std::optional<Group> clause_group(ast::Row statement) {
    constexpr std::pair<ast::Row, Group> groups[] = {
        {ast::Row::plan, Group::plan_clause},      {ast::Row::fact, Group::field},
        {ast::Row::score, Group::score_clause},    {ast::Row::bonus, Group::rule_clause},
        {ast::Row::deduction, Group::rule_clause}, {ast::Row::rule, Group::rule_clause},
        {ast::Row::veto, Group::veto_clause},      {ast::Row::grade, Group::grade_clause},
        {ast::Row::category, Group::bounds},       {ast::Row::total, Group::score_clause},
        {ast::Row::table, Group::table_clause},    {ast::Row::kpi, Group::rule_clause},
    };
    for (const auto& entry : groups) {
        if (entry.first == statement) return entry.second;
    }
    return std::nullopt;
}

}  // namespace meritum::syntax
