// What the author meant by a token that fits nowhere: words of other languages and of speech, of
// another tongue, misspelt ones, names of several words, clauses that are indented too deep. See
// complaint.hpp.
#include <algorithm>

#include "base/spelling.hpp"
#include "syntax/complaint.hpp"
#include "syntax/currencies.hpp"
#include "syntax/slips.hpp"

namespace meritum::syntax {

std::string Complaint::too_deep(const Token& token) const {
    return "this line is indented deeper, so it continues the one above; if " +
           quoted(written(token)) + " begins a clause, indent it by " +
           std::to_string(place_.indent) + (place_.indent == 1 ? " blank" : " blanks");
}

/// A clause that is indented deeper than those before it was read as a part of the last one.
bool Complaint::write_too_deep() {
    const Token* at = trouble_.furthest;
    const bool deeper = at != last_ && std::find(place_.deeper.begin(), place_.deeper.end(), at) !=
                                           place_.deeper.end();
    if (!deeper || opening_words(tries_, place_.group, at, last_).empty()) return false;
    sink_.report(Kind::left_over, at->span, {written(*at)}).fix(too_deep(*at));
    return true;
}

/// `8,5` where no list can stand.
bool Complaint::write_decimal_comma() {
    const Token* at = trouble_.furthest;
    const bool inside = at != first_ && last_ - at > 1;
    const bool comma = inside && at->text == "," && at->kind == TokenKind::symbol &&
                       !at->blank_before && !at[1].blank_before &&
                       at[-1].kind == TokenKind::number && at[1].kind == TokenKind::number;
    const auto is_digits = [](const std::string& text) {
        return text.find_first_not_of("0123456789") == std::string::npos;
    };
    if (!comma || !is_digits(at[1].text)) return false;
    std::string whole = at[-1].text;  // `1.000,50`: a point between thousands
    whole.erase(std::remove(whole.begin(), whole.end(), '.'), whole.end());
    sink_
        .report(Kind::number_with_commas, join(at[-1].span, at[1].span),
                {as_written(at - 1, at + 2)})
        .fix("write a decimal with a point: " + quoted(whole + "." + at[1].text));
    return true;
}

/// `.5` where a value can begin.
bool Complaint::write_bare_point() {
    const Token* at = trouble_.furthest;
    const bool point = at != last_ && last_ - at > 1 && at->text == "." &&
                       at->kind == TokenKind::symbol && !at[1].blank_before &&
                       at[1].kind == TokenKind::number &&
                       (at == first_ || (!ends_operand(at - 1) && at[-1].text != ".."));
    if (!point) return false;
    sink_
        .report(Kind::malformed_number, join(at->span, at[1].span),
                {as_written(at, at + 2), "a digit must stand before the point"})
        .fix("write " + quoted("0." + as_written(at + 1, at + 2)));
    return true;
}

/// `EUR 100`: the code was read as a name.
bool Complaint::write_currency_first() {
    const Token* at = trouble_.furthest;
    const bool amount = at != first_ && at != last_ && at->kind == TokenKind::number;
    if (!amount || at[-1].kind != TokenKind::word || !is_currency(at[-1].text)) return false;
    sink_.report(Kind::other_words, join(at[-1].span, at->span), {as_written(at - 1, at + 1)})
        .fix("write " + quoted(at->text + " " + at[-1].text));
    return true;
}

/// A token that a sign can follow: `sales * 2`, not `give * 2`.
bool Complaint::ends_operand(const Token* at) const {
    if (at < behind_opening()) return false;
    const bool is_name = at->kind == TokenKind::quoted_name ||
                         (at->kind == TokenKind::word && (at->declared || !is_reserved(at->text)));
    return is_name || at->kind == TokenKind::number || at->text == ")";
}

/// Behind the number, name or field that begins here; `at` itself if none does.
const Token* Complaint::end_of_operand(const Token* at) const {
    if (at == last_ || at->text == ")" || !ends_operand(at)) return at;
    const bool is_member = last_ - at > 2 && at[1].text == "." && at[1].kind == TokenKind::symbol;
    return at + (is_member ? 3 : 1);
}

/// Where a number, a name or a parenthesis must stand, a sign: what it joins, in parentheses.
std::string Complaint::in_parentheses() const {
    const auto is_sign = [this](const Token* at) {
        return at != last_ && at->kind == TokenKind::symbol && at->text.size() == 1 &&
               std::string_view("+-*/").find(at->text) != std::string_view::npos;
    };
    const Token* begin = trouble_.furthest;
    if (begin == first_ || !is_sign(begin)) return {};
    const bool is_minus = begin->text == "-";
    const Token* before = begin - 1;
    const bool follows = ends_operand(before);
    if (!follows && !is_minus) return {};
    const Token* end = begin;
    while (is_sign(end)) {
        const Token* next = end_of_operand(end + 1);
        if (next == end + 1) break;
        end = next;
    }
    if (end == begin) return {};
    const bool is_one = is_minus && !begin[1].blank_before && begin->blank_before;  // `-won`
    if (follows && !is_one) {
        const bool is_member = begin - first_ > 2 && begin[-2].text == ".";
        begin -= is_member ? 3 : 1;
        if (begin->text == ")") return {};
    }
    return "(" + as_written(begin, end) + ")";
}

/// A word before the furthest token that was taken for the beginning of a row that begins with
/// a value or a name.
const Token* Complaint::stray_word() const {
    for (const Expectation& e : trouble_.expected) {
        const bool one_word = e.begin + 1 == trouble_.furthest && e.begin != first_ &&
                              e.begin->kind == TokenKind::word;
        if (one_word && e.root != e.node &&
            e.root->words.find(e.begin->text) == e.root->words.end())
            return e.begin;
    }
    return nullptr;
}

/// What other languages and speech write. One word is told where it stands; of more, the whole.
bool Complaint::write_slip(const Token* at) {
    if (at == last_) return false;
    const auto slip =
        find_slip(place_.group, first_, last_, at, needs_type(), tries_.tongues()[tongue_].name);
    if (!slip) return false;
    // A plus that joins two values is no sign.
    const bool joins =
        slip->first->text == "+" && slip->first != first_ && ends_operand(slip->first - 1);
    if (joins) return false;
    const bool one_word = slip->first == at && slip->last == at + 1;
    const bool misplaced = slip->first == first_ && !owner_of_clause().empty();
    if (at == trouble_.furthest && (one_word || misplaced)) {
        fix_ = slip->fix;
        return false;
    }
    sink_
        .report(Kind::other_words, join(slip->first->span, slip->last[-1].span),
                {as_written(slip->first, slip->last)})
        .fix(slip->fix);
    return true;
}

/// `bonus big deal`, `one of Front Desk, Back Office`, `Very Good from 90`: from the second
/// word on.
bool Complaint::write_name_apart(const Token* at) {
    if (at == nullptr || at == last_ || at == first_ || !fix_.empty() || needs_type()) return false;
    const Token* begin = at == first_ + 1 && place_.group == Group::statement ? at : at - 1;
    const Token* end = begin;
    while (end != last_ && end->kind == TokenKind::word &&
           (end == begin || end->text == "full" || !is_reserved(end->text)))
        ++end;
    if (end - begin < 2 || end <= at || !expected_near(*at).empty()) return false;
    if (!opening_words(tries_, Group::type, begin + 1, last_).empty()) return false;
    if (!names_stand_at(begin, end)) return false;
    const Token* second = begin + 1;
    const auto words = as_written(second, end);
    sink_.report(Kind::left_over, join(second->span, end[-1].span), {words})
        .fix(is_label(begin) ? "a label stands in quotes: " +
                                   quoted(as_written(first_, second) + " \"" + words + "\"")
                             : "a name of several words is joined: " +
                                   quoted(joined_by_underscores(begin, end)));
    return true;
}

/// `bonus deals Big deals`, `加分 deals 大单 奖励`: what follows the name is written otherwise than
/// it.
bool Complaint::is_label(const Token* name) const {
    const bool takes_label =
        std::any_of(trouble_.expected.begin(), trouble_.expected.end(),
                    [](const Expectation& e) { return e.slot && e.slot->kind == SlotKind::label; });
    const auto is_small = [](const Token* token) {
        return token->text.front() >= 'a' && token->text.front() <= 'z';
    };
    return takes_label && name == first_ + 1 && is_small(name) && !is_small(name + 1);
}

/// A name that is being declared stands here.
bool Complaint::names_stand_at(const Token* begin, const Token* end) const {
    const bool choices = std::any_of(first_, begin, [](const Token& token) {
        return token.text == "one" || token.text == "选项";
    });
    if (place_.group == Group::grade_clause) return begin == first_;
    if (place_.group == Group::field) return choices;
    if (place_.group != Group::statement) return false;
    const bool equals = std::any_of(
        trouble_.expected.begin(), trouble_.expected.end(),
        [](const Expectation& e) { return e.node != nullptr && e.node->words.count("=") > 0; });
    const bool fits = !equals || (end != last_ && end->text == "=");
    return choices || (begin == first_ + 1 && fits);
}

std::string Complaint::joined_by_underscores(const Token* first, const Token* last) {
    std::string name = first->text;
    for (const Token* token = first + 1; token != last; ++token) name += "_" + token->text;
    return name;
}

/// The words that could stand here and are spelt nearly so.
std::string Complaint::expected_near(const Token& token) const {
    return nearest_spelling(token.text, expected_words(true, true)).value_or("");
}

/// A word of the same phrase in another tongue: a phrase is written in one.
void Complaint::find_other_tongue() {
    const bool is_word = trouble_.furthest != last_ && trouble_.furthest->kind == TokenKind::word;
    if (!fix_.empty() || !is_word) return;
    const auto expected = expected_words(false, true);
    // First the word that stands before the same slot.
    for (const bool alike : {true, false}) {
        for (const RowSpec& spec : row_specs()) {
            for (std::size_t other = 0; other < tries_.tongues().size(); ++other) {
                const auto& theirs = tries_.pattern(spec.row, other);
                if (other == tongue_ || !says(theirs, trouble_.furthest->text)) continue;
                const auto& own = tries_.pattern(spec.row, tongue_);
                for (const auto& word : expected) {
                    if (!says(own, word)) continue;
                    if (alike &&
                        slot_behind(own, word) != slot_behind(theirs, trouble_.furthest->text))
                        continue;
                    fix_ = "write " + quoted(word) + ": a phrase keeps to one language";
                    return;
                }
            }
        }
    }
}

/// The first slot behind a word of a pattern; none if none follows.
std::optional<std::size_t> Complaint::slot_behind(const Pattern& pattern, std::string_view word) {
    std::optional<std::size_t> slot;
    bool met = false;
    const auto walk = [&](const auto& self, const Pattern& parts) -> void {
        for (const PatternPart& part : parts) {
            if (part.kind == PatternPart::Kind::slot && met && !slot) slot = part.slot;
            met = met || (part.kind == PatternPart::Kind::word && part.word == word);
            self(self, part.inner);
        }
    };
    walk(walk, pattern);
    return slot;
}

bool Complaint::says(const Pattern& pattern, std::string_view word) {
    return std::any_of(pattern.begin(), pattern.end(), [&](const PatternPart& part) {
        return part.kind == PatternPart::Kind::word ? part.word == word : says(part.inner, word);
    });
}

/// `fact visits count defualt 0`: the misspelt word was read as a name, and what follows it did
/// not fit.
bool Complaint::write_misspelt_beginning() {
    for (const Expectation& e : trouble_.expected) {
        const bool one_word = e.begin + 1 == trouble_.furthest &&
                              e.begin->kind == TokenKind::word && e.begin != first_;
        if (!one_word || e.root == e.node ||
            e.root->words.find(e.begin->text) != e.root->words.end())
            continue;
        std::vector<std::string> candidates;
        for (const auto& word : e.root->words) candidates.push_back(word.first);
        const auto near = nearest_spelling(e.begin->text, candidates);
        if (!near) continue;
        sink_.report(Kind::left_over, e.begin->span, {e.begin->text})
            .fix("did you mean " + quoted(*near) + "?");
        return true;
    }
    return false;
}

/// Behind the head of a statement stands what belongs below it.
bool Complaint::begins_clause() const {
    if (place_.group == Group::rule_clause || place_.group == Group::veto_clause)
        return !opening_words(tries_, place_.group, trouble_.furthest, last_).empty();
    if (place_.group != Group::statement) return false;
    for (const RowSpec& spec : row_specs()) {
        const auto clauses =
            spec.group == Group::statement ? clause_group(spec.row) : std::optional<Group>();
        if (!clauses || *clauses == Group::field || *clauses == Group::grade_clause) continue;
        for (std::size_t t = 0; t < tries_.tongues().size(); ++t) {
            if (tries_.pattern(spec.row, t).front().word == first_->text &&
                !opening_words(tries_, *clauses, trouble_.furthest, last_).empty())
                return true;
        }
    }
    return false;
}

}  // namespace meritum::syntax
