// Implements quoted.hpp. A quotation is read as a value or as any phrase and printed again; what
// stands for more (`...`) is a name meanwhile. Words of a phrase alone (`in turn`) are those that
// stand at the same place of its pattern.
#include "syntax/quoted.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "syntax/brackets.hpp"
#include "syntax/currencies.hpp"
#include "syntax/grammar/grammar.hpp"
#include "syntax/names.hpp"
#include "syntax/phrase_tries.hpp"
#include "syntax/rows.hpp"
#include "syntax/spoken.hpp"
#include "syntax/tokens.hpp"

namespace meritum::syntax {

namespace {

constexpr std::string_view ellipsis = "...";
constexpr std::string_view stand_in = "ellipsis__";
constexpr std::string_view what_stands_before = "before__";

/// Groups in which a quotation is looked for, after values.
constexpr Group groups[] = {
    Group::rule_clause, Group::veto_clause, Group::grade_clause, Group::score_clause, Group::bounds,
    Group::plan_clause, Group::statement,   Group::table_clause, Group::cell,         Group::tiers,
    Group::traits,      Group::type,        Group::field};

/// What a quotation may be only a part of: what stands before and behind it meanwhile. The first
/// word that is no phrase is `what_stands_before`.
struct Frame {
    std::string_view before;
    std::string_view behind;
};
constexpr Frame of_currency{"total before__", ""};  // `in CNY`
constexpr Frame frames[] = {
    {"fact before__", ""},                         // `number 0 .. 100`
    {"bonus before__", ""},                        // `in sales_skills`, `to commission`
    {"for each before__ in before__", ""},         // `where visit.hours known`
    {"outcome before__ by grade before__ 0", ""},  // `not rated ...`
    {"before__", "before__"},                      // `per 100 of`
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// The words of a pattern between its slots, each run as one text.
std::vector<std::string> runs_of(const Pattern& pattern) {
    std::vector<std::string> runs;
    bool goes_on = false;
    for (const auto& part : pattern) {
        if (part.kind == PatternPart::Kind::optional) {
            for (auto& run : runs_of(part.inner)) runs.push_back(std::move(run));
        }
        const bool is_word = part.kind == PatternPart::Kind::word;
        if (is_word && goes_on) runs.back() += " " + part.word;
        if (is_word && !goes_on) runs.push_back(part.word);
        goes_on = is_word;
    }
    return runs;
}

PrintOptions in_tongue(const std::string& tongue) {
    PrintOptions options;
    options.tongue = tongue;
    return options;
}

class Quoter {
public:
    Quoter(const std::string& tongue, const ast::Document& document, const Phrases& phrases)
        : document_(document),
          phrases_(phrases),
          names_(document, phrases),
          to_(phrases.tries().find_tongue(tongue).value_or(0)),
          speaker_(document, in_tongue(tongue), phrases) {}

    /// A message with its quotations; what stands in `written` stays.
    std::string text(const std::string& message, const std::string& written) {
        if (std::count(message.begin(), message.end(), '`') % 2 != 0) return message;
        std::string out;
        std::size_t at = 0;
        for (auto open = message.find('`'); open != std::string::npos;
             open = message.find('`', at)) {
            const auto close = message.find('`', open + 1);
            const auto quoted = message.substr(open + 1, close - open - 1);
            const bool stays = written.find(quoted) != std::string::npos;
            out += message.substr(at, open + 1 - at) + (stays ? quoted : said(quoted)) + "`";
            at = close + 1;
        }
        return out + message.substr(at);
    }

private:
    std::string said(const std::string& quoted) {
        // Between two quotations, or a name in backticks inside one.
        if (quoted.empty() || quoted.front() == ' ' || quoted.back() == ' ') return quoted;
        if (is_currency(quoted)) return quoted;
        if (const auto words = as_words(quoted)) return *words;
        auto whole = quoted;
        replace_all(whole, ellipsis, stand_in);
        if (const auto phrase = as_phrase(whole)) return *phrase;
        if (quoted.ends_with(ellipsis)) {  // of a row with two places
            if (const auto rows = as_phrase(whole + " " + std::string(stand_in))) return *rows;
        }
        if (const auto end = as_end_of_value(whole)) return *end;
        if (const auto part = as_part(whole)) return *part;
        if (auto phrase = as_phrase(whole, true)) {
            replace_all(*phrase, "`", "");  // as it is declared, so it is read
            return *phrase;
        }
        return as_words_and_value(quoted).value_or(quoted);
    }

    /// `weight 15%`: words of a phrase and the value that follows them.
    std::optional<std::string> as_words_and_value(const std::string& quoted) {
        const auto blank = quoted.find_last_of(' ');
        if (blank == std::string::npos) return std::nullopt;
        const auto words = as_words(quoted.substr(0, blank));
        const auto value = as_phrase(quoted.substr(blank + 1));
        if (!words || !value) return std::nullopt;
        return *words + " " + *value;
    }

    /// `else 0` and `, else 0`, which follow something.
    std::optional<std::string> as_end_of_value(const std::string& quoted) {
        const std::string before(what_stands_before);
        const bool is_branch = quoted.front() == ',';
        auto phrase =
            as_phrase(is_branch ? before + " when " + before + quoted : before + " " + quoted);
        if (!phrase) return std::nullopt;
        phrase->erase(0, phrase->rfind(before) + before.size() + (is_branch ? 0 : 1));
        return phrase;
    }

    /// What stands in one of the frames; a single word is none.
    std::optional<std::string> as_part(const std::string& quoted) {
        const auto blank = quoted.rfind(' ');
        if (blank == std::string::npos) return std::nullopt;
        if (is_currency(quoted.substr(blank + 1))) return inside(of_currency, quoted);
        for (const auto& frame : frames) {
            if (auto part = inside(frame, quoted)) return part;
        }
        return std::nullopt;
    }

    std::optional<std::string> inside(const Frame& frame, const std::string& quoted) {
        const auto opened = std::string(frame.before) + " ";
        const auto closed = frame.behind.empty() ? "" : " " + std::string(frame.behind);
        const auto whole = as_phrase(opened + quoted + closed);
        if (!whole) return std::nullopt;
        // The last word before it stays as it is, and so tells where it begins.
        const auto last = opened.substr(opened.rfind(' ', opened.size() - 2) + 1);
        const auto begin = whole->rfind(last, whole->size() - closed.size() - last.size());
        if (begin == std::string::npos) return std::nullopt;
        const auto from = begin + last.size();
        auto part = whole->substr(from, whole->size() - closed.size() - from);
        if (part == quoted) return std::nullopt;  // it was taken for a name and its value
        return part;
    }

    /// Words that are no name of the plan: those of a phrase that is nothing else, or of any.
    std::optional<std::string> as_words(const std::string& quoted) const {
        if (document_.declared.count(quoted) != 0) return std::nullopt;
        std::optional<std::string> found;
        for (const auto& row : row_specs()) {
            const auto& pattern = phrases_.tries().pattern(row.row, 0);
            const auto from = runs_of(pattern);
            const auto run = std::find(from.begin(), from.end(), quoted);
            if (run == from.end()) continue;
            const auto to = runs_of(phrases_.tries().pattern(row.row, to_));
            const auto place = to.size() == 1 ? 0 : static_cast<std::size_t>(run - from.begin());
            if (to.size() != 1 && to.size() != from.size()) continue;
            if (row.slots.empty()) return to[place];
            if (!found) found = to[place];
        }
        return found;
    }

    /// `names_last`: the last word names something, as in `by product gives rate`.
    std::optional<std::string> as_phrase(const std::string& quoted, bool names_last = false) {
        std::vector<Token> tokens;
        std::vector<TokenProblem> problems;
        std::optional<std::string> comment;
        read_line(quoted, 0, tokens, comment, problems);
        const Token* first = tokens.data();
        const Token* last = first + tokens.size();
        if (tokens.empty() || comment || !problems.empty() || find_bracket_fault(first, last))
            return std::nullopt;
        for (Token& token : tokens) token.declared = document_.declared.count(token.text) > 0;
        if (names_last) tokens.back().declared = tokens.back().kind == TokenKind::word;
        auto reading = read_value(phrases_.tries(), first, last);
        // `points round 0.01` is no value of a fact `points`, unless the plan has one.
        if (reading.node && first->text == "points" && !first->declared)
            reading = read_phrase(phrases_.tries(), Group::score_clause, first, last);
        for (auto group = std::begin(groups); !reading.node && group != std::end(groups); ++group)
            reading = read_phrase(phrases_.tries(), *group, first, last);
        if (!reading.node) return std::nullopt;
        resolve_names(names_, nullptr, *reading.node);
        auto printed = speaker_.line(*reading.node);
        replace_all(printed, std::string(stand_in) + " " + std::string(stand_in), ellipsis);
        replace_all(printed, stand_in, ellipsis);
        return printed;
    }

    const ast::Document& document_;
    const Phrases& phrases_;
    NameTable names_;
    std::size_t to_;
    Speaker speaker_;  // finds the names of the plan once
};

}  // namespace

void quote_in(const std::string& tongue, Diagnostics& diagnostics, const ast::Document& document,
              const Phrases& phrases) {
    if (tongue == phrases.tongues().front() || diagnostics.items.empty()) return;
    Quoter quoter(tongue, document, phrases);
    for (auto& item : diagnostics.items) {
        const auto& line = item.primary.excerpt;
        // A phrase goes on in the tongue in which it began: what is expected is told in that one.
        const bool goes_on = item.code == kind_code(Kind::missing_part) ||
                             item.code == kind_code(Kind::unexpected_part);
        item.fix = quoter.text(item.fix, goes_on ? item.message : "");
        if (!goes_on) item.message = quoter.text(item.message, line);
        item.primary.text = quoter.text(item.primary.text, line);
        if (item.secondary) item.secondary->text = quoter.text(item.secondary->text, line);
    }
}

}  // namespace meritum::syntax
