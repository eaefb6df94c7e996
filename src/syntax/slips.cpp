// Implements slips.hpp: patterns of words, single words <n> and runs {a}, matched by hand. The
// table is small and looked at only where something is wrong already.
#include "syntax/slips.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace meritum::syntax {

namespace {

/// Where a slip may stand. A token may stand in several of them.
enum Places : std::uint32_t {
    condition = 1U << 0U,
    value = 1U << 1U,
    per = 1U << 2U,   ///< behind `per`, before its `of`
    base = 1U << 3U,  ///< behind that `of`
    tier = 1U << 4U,
    trait = 1U << 5U,  ///< behind a type
    bound = 1U << 6U,  ///< of categories, the score and vetoes
    type = 1U << 7U,
    grade = 1U << 8U,
    round = 1U << 9U,  ///< directly behind these words
    start = 1U << 10U,
    effective = 1U << 11U,
    statement = 1U << 12U,  ///< the beginning of a line
    rule = 1U << 13U,
    veto = 1U << 14U,
    total = 1U << 15U,
    param = 1U << 16U,
    row = 1U << 17U,   ///< the beginning of a row of grades
    each = 1U << 18U,  ///< behind the list of a `for each`
    cell = 1U << 19U,  ///< in a row of a table
    all = ~0U,
};

using Words = std::vector<std::string>;

struct Row {
    std::uint32_t places;
    Words pattern;
    std::string_view instead;
    bool advice;
};

Words split(std::string_view text) {
    Words words;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

const std::vector<Row>& rows() {
    static const std::vector<Row> all_rows{
#define SLIP(places, written, instead) Row{places, split(written), instead, false},
#define ADVICE(places, written, advice) Row{places, split(written), advice, true},
#include "syntax/slips.def"
    };
    return all_rows;
}

/// Written without words: `>= 70% 3`, `80 - 90`.
bool is_in_signs(const Row& row) {
    return std::none_of(row.pattern.begin(), row.pattern.end(), [](const std::string& part) {
        return (part.front() >= 'a' && part.front() <= 'z') ||
               static_cast<unsigned char>(part.front()) >= 0x80;
    });
}

std::string joined(const Words& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

/// The few words that stand in fixes of rows without words of their own.
std::string in_chinese(std::string_view instead) {
    constexpr std::pair<std::string_view, std::string_view> pairs[] = {
        {"from", "从"}, {"or", "或"}, {"and", "且"}, {"otherwise", "其余"}};
    Words words = split(instead);
    for (auto& word : words) {
        for (const auto& [english, chinese] : pairs) {
            if (word == english) word = chinese;
        }
    }
    return joined(words);
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

bool is_word_or_sign(const Token& token) {
    return token.kind == TokenKind::word || token.kind == TokenKind::symbol;
}

bool is_one_of(const Token& token, std::initializer_list<std::string_view> words) {
    return is_word_or_sign(token) &&
           std::find(words.begin(), words.end(), token.text) != words.end();
}

/// What ends a run of tokens.
bool ends_run(const Token& token) {
    return is_one_of(token, {",", "and", "or", "else", "when", "且", "或", "否则", "当"});
}

/// What opens a value or a condition, in every tongue, and what kind.
std::uint32_t opened_by(const Token& token) {
    if (is_one_of(token, {"when", "where", "and", "or", "not", "当", "其中", "且", "或", "非"}))
        return condition;
    if (is_one_of(token, {"per", "每", "每满"})) return per;
    if (is_one_of(token, {"by", "按"})) return tier;
    if (is_one_of(token, {"give", "take", "else", "加", "扣", "否则", ","})) return value;
    return 0;
}

std::uint32_t behind(const Token& before) {
    if (is_one_of(before, {"round", "取整"})) return round;
    if (is_one_of(before, {"start", "起始"})) return start;
    if (is_one_of(before, {"effective", "有效期"})) return effective;
    return 0;
}

std::uint32_t beginning_of(Group group) {
    if (group == Group::statement) return statement;
    if (group == Group::rule_clause) return rule;
    if (group == Group::veto_clause) return veto;
    if (group == Group::score_clause) return total;
    if (group == Group::table_clause) return cell;
    return group == Group::grade_clause ? row : 0U;
}

/// Behind a value: what it is a part of.
std::uint32_t inside(Group group, const Token* first, const Token* at) {
    if (group == Group::field) return trait;
    if (group == Group::table_clause) return cell;
    if (group == Group::grade_clause) return grade;
    if (group == Group::score_clause) return bound;
    if (group == Group::statement) {
        if (is_one_of(*first, {"fact", "事实"})) return trait;
        if (is_one_of(*first, {"param", "参数"})) return param;
        if (is_one_of(*first, {"category", "类别"})) return bound;
        if (!is_one_of(*first, {"let", "outcome", "令", "结果"})) return 0;
    }
    bool of = false;
    for (const Token* token = at; token-- > first;) {
        of = of || is_one_of(*token, {"of", "的"});
        const auto opened = opened_by(*token);
        if (opened == per) return value | (of ? base : per);
        if (opened == tier) return value | tier;
        if (opened != 0) return opened;
    }
    if (group == Group::veto_clause) return bound;
    if (group == Group::rule_clause && is_one_of(*first, {"for", "逐项"})) return each;
    return group == Group::statement ? condition | value : value;  // a `let` may be either
}

class Match {
public:
    Match(const Row& row, const Token* first, const Token* last) : row_(row), last_(last) {
        begin_ = first;
        found_ = walk(0, first);
    }

    explicit operator bool() const { return found_; }
    const Token* begin() const { return begin_; }
    const Token* end() const { return end_; }

    std::string filled(const std::string& left, bool chinese) const {
        std::string out(row_.instead);
        if (chinese) out = in_chinese(out);
        for (const auto& [slot, text] : slots_) {
            if (slot == "<#n>") replace(out, "{step}", step_of(text));
            replace(out, slot, text);
        }
        replace(out, "{left}", left);
        return out;
    }

private:
    /// "0.01" of two decimals.
    static std::string step_of(const std::string& decimals) {
        const bool few = decimals.size() == 1 && decimals != "0";
        return few ? "0." + std::string(static_cast<std::size_t>(decimals[0] - '1'), '0') + "1"
                   : "1";
    }

    static void replace(std::string& text, const std::string& from, const std::string& to) {
        for (auto at = text.find(from); at != std::string::npos;
             at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
        }
    }

    bool walk(std::size_t part, const Token* at) {
        if (part == row_.pattern.size()) {
            end_ = at;
            return true;
        }
        const std::string& wanted = row_.pattern[part];
        if (wanted == "[is]") {
            const bool said = at != last_ && is_one_of(*at, {"is", "are"});
            return walk(part + 1, said ? at + 1 : at);
        }
        if (at == last_) return false;
        const bool slot = wanted.size() > 2 && wanted.back() == (wanted[0] == '<' ? '>' : '}');
        if (!slot || (wanted[0] != '<' && wanted[0] != '{')) {
            return is_word_or_sign(*at) && lower(at->text) == wanted && walk(part + 1, at + 1);
        }
        if (wanted[0] == '<') {
            if (at->kind == TokenKind::symbol) return false;
            if (wanted[1] == '#' && at->kind != TokenKind::number) return false;
            if (wanted[1] == '@' && at->kind != TokenKind::word) return false;
            slots_[wanted] = as_written(at, at + 1);
            return walk(part + 1, at + 1);
        }
        return walk_run(part, at);
    }

    /// The shortest run behind which the rest fits; at the end of the pattern the longest.
    bool walk_run(std::size_t part, const Token* at) {
        std::size_t open = 0;
        for (const Token* end = at; end != last_;) {
            if (open == 0 && end != at && part + 1 < row_.pattern.size() && walk(part + 1, end)) {
                slots_[row_.pattern[part]] = as_written(at, end);
                return true;
            }
            if (open == 0 && ends_run(*end)) {
                last_of_run_ = end;
                break;
            }
            if (is_one_of(*end, {"("})) ++open;
            if (is_one_of(*end, {")"}) && open-- == 0) return false;
            last_of_run_ = ++end;
        }
        if (part + 1 < row_.pattern.size() || last_of_run_ == at) return false;
        slots_[row_.pattern[part]] = as_written(at, last_of_run_);
        return walk(part + 1, last_of_run_);
    }

    const Row& row_;
    const Token* begin_ = nullptr;
    const Token* last_;
    const Token* end_ = nullptr;
    const Token* last_of_run_ = nullptr;
    std::map<std::string, std::string> slots_;
    bool found_ = false;
};

/// `max(a, b)`, a value of its own wherever it stands.
bool is_call(const Row& row) {
    return !row.advice && row.pattern.size() > 1 && row.pattern[1] == "(";
}

/// Whether [begin, end) is a part of a sum or product.
bool is_joined(const Token* first, const Token* begin, const Token* end, const Token* last) {
    const auto joins = [](const Token& token) { return is_one_of(token, {"+", "-", "*", "/"}); };
    return (begin != first && joins(begin[-1])) || (end != last && joins(*end));
}

/// Where the value before a slip begins.
const Token* left_of(const Token* first, const Token* at) {
    const Token* begin = at;
    for (std::size_t open = 0; begin != first; --begin) {
        const Token& before = begin[-1];
        if (is_one_of(before, {")"})) ++open;
        if (is_one_of(before, {"("}) && open-- == 0) break;
        if (open == 0 && (opened_by(before) != 0 || is_one_of(before, {"="}))) break;
    }
    return begin;
}

}  // namespace

std::string as_written(const Token* first, const Token* last) {
    std::string out;
    for (const Token* token = first; token != last; ++token) {
        if (token != first && token->blank_before) out += ' ';
        const std::string quote = token->kind == TokenKind::text          ? "\""
                                  : token->kind == TokenKind::quoted_name ? "`"
                                                                          : "";
        out += quote + token->text + quote;
    }
    return out;
}

std::optional<Slip> find_slip(Group group, const Token* first, const Token* last, const Token* at,
                              bool needs_type, std::string_view tongue) {
    constexpr std::ptrdiff_t furthest_back = 4;
    std::optional<Slip> best;
    std::ptrdiff_t longest = 0;  // over all; of equals the one that begins last
    for (const Token* from = at - std::min(furthest_back, at - first); at != last && from <= at;
         ++from) {
        std::uint32_t places = from == first ? beginning_of(group) : inside(group, first, from);
        if (from != first) places |= behind(from[-1]);
        if (from == at && needs_type) places |= type;
        std::ptrdiff_t longest_here = longest - 1;
        for (const Row& row : rows()) {
            if ((row.places & places) == 0) continue;
            const Match match(row, from, last);
            if (!match || match.end() <= at || match.end() - from <= longest_here) continue;
            const bool with_left = row.instead.find("{left}") != std::string_view::npos;
            const Token* begin = with_left ? left_of(first, from) : from;
            if (with_left && begin == from) continue;
            longest = longest_here = match.end() - from;
            std::string fix =
                match.filled(as_written(begin, from), tongue == "zh" && is_in_signs(row));
            if (is_call(row) && is_joined(first, begin, match.end(), last)) fix = "(" + fix + ")";
            best = Slip{begin, match.end(), row.advice ? fix : "write `" + fix + "`"};
        }
    }
    return best;
}

std::string_view comparison_for(std::string_view words) {
    for (const Row& row : rows()) {
        const bool one = row.pattern.size() == 1 && row.pattern.front() == words;
        if (one && (row.places & condition) != 0 && !row.advice) return row.instead;
    }
    return {};
}

}  // namespace meritum::syntax
