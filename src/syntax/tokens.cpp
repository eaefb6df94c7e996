// Implements tokens.hpp. Each line is decoded once into code points with their plain forms;
// everything else looks at those.
#include "syntax/tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "syntax/characters.hpp"
#include "syntax/currencies.hpp"
#include "syntax/numerals.hpp"
#include "syntax/slips.hpp"

namespace meritum::syntax {

namespace {

/// A line as code points: what was written, its plain form, and where each begins.
struct Characters {
    std::u32string written;
    std::u32string plain;
    std::vector<std::uint32_t> begins;  // one more than characters: the end
    std::vector<bool> valid;
    bool plain_ascii = true;  ///< nothing in it may be wrong

    void resize(std::size_t count) {
        written.resize(count);
        plain.resize(count);
        begins.resize(count + 1);
        valid.resize(count);
    }
};

Characters decode(std::string_view line, std::uint32_t offset) {
    Characters out;
    out.resize(line.size());  // there may be fewer
    std::size_t count = 0;
    for (std::size_t at = 0; at < line.size(); ++count) {
        const utf8::CodePoint c = utf8::decode(line, at);
        out.written[count] = c.value;
        out.plain[count] = c.valid ? plain_form(c.value) : U'\0';
        out.begins[count] = offset + static_cast<std::uint32_t>(at);
        out.valid[count] = c.valid;
        out.plain_ascii = out.plain_ascii && c.value >= U' ' && c.value <= U'~';
        at += c.length;
    }
    out.resize(count);
    out.begins[count] = offset + static_cast<std::uint32_t>(line.size());
    return out;
}

constexpr std::u32string_view of_currencies = U"$€£¥￥₩₹";
constexpr std::u32string_view low_quotes = U"„‟‚";

/// The code of the currency of a sign, where one is meant for sure.
std::string_view code_of(char32_t sign) {
    switch (sign) {
        case U'€': return "EUR";
        case U'$': return "USD";
        case U'£': return "GBP";
        case U'₩': return "KRW";
        case U'₹': return "INR";
        case U'¥':
        case U'￥': return "CNY";
        default: return {};
    }
}

/// What is written in a plan where elsewhere this character is.
std::string_view instead_of(char32_t c) {
    constexpr std::u32string_view quotes = U"'‘’«»「」『』”";
    if (c == U'%') return "write `%` directly after the digits";
    if (quotes.find(c) != std::u32string_view::npos) return "write texts in double quotes";
    switch (c) {
        case U'&': return "write `and`";
        case U'√': return "write it in words: `square root of x`";
        case U'!': return "write `not`, and `!=` for not equal";
        case U'^': return "write it in words: `x to the power 2`";
        case U'…': return "write two points between the ends of a range: `..`";
        case U'–':
        case U'—':
        case U'−': return "write `-` to subtract, and `..` between the ends of a range";
        case U'[':
        case U'{':
        case U'【':
        case U']':
        case U'}':
        case U'】': return "group with `(` and `)`";
        case U';':
        case U'；':
        case U'。': return "end the line instead";
        default: return "delete it, or put it in quotes if it is part of a text";
    }
}

/// The currency that a plan names, or one for an example. The header is not read yet, and need not
/// be right.
std::string named_currency(std::string_view plan) {
    for (const std::string_view word : {"currency ", "货币 "}) {
        const auto at = plan.find(word);
        if (at == std::string_view::npos) continue;
        const auto code = plan.substr(at + word.size(), 3);
        if (is_currency(code)) return std::string(code);
    }
    return {};
}

class LineReader {
public:
    LineReader(std::string_view line, std::uint32_t offset, std::vector<Token>& tokens,
               std::vector<TokenProblem>& problems)
        : line_(line), chars_(decode(line, offset)), tokens_(tokens), problems_(problems) {}

    /// Returns the comment that ends the line, if any.
    std::optional<std::string> read() {
        if (!chars_.plain_ascii) check_characters();
        while (at_ < size()) {
            if (skip_blanks()) continue;
            if (plain() == U'#') {
                return comment();
            }
            read_token();
        }
        return std::nullopt;
    }

private:
    std::size_t size() const { return chars_.plain.size(); }
    char32_t plain(std::size_t ahead = 0) const {
        return at_ + ahead < size() ? chars_.plain[at_ + ahead] : U'\0';
    }
    char32_t written() const { return chars_.written[at_]; }
    Span span_from(std::size_t begin) const { return {chars_.begins[begin], chars_.begins[at_]}; }

    /// The characters [begin, end) as UTF-8.
    static std::string text_of(const std::u32string& from, std::size_t begin, std::size_t end) {
        std::string out;
        out.reserve(end - begin);
        for (std::size_t i = begin; i < end; ++i) utf8::append(out, from[i]);
        return out;
    }

    void report(Kind kind, Span span, std::vector<std::string> words = {}, std::string fix = {}) {
        // One problem of a kind per line is enough to find it; garbage would drown everything else.
        if (!seen_.insert(kind).second) return;
        problems_.push_back({kind, span, std::move(words), std::move(fix)});
    }

    /// Bad bytes and control characters are wrong everywhere, in comments and texts too.
    void check_characters() {
        for (std::size_t i = 0; i < size(); ++i) {
            std::size_t end = i;
            while (end < size() && !chars_.valid[end]) ++end;
            if (end > i) {
                report(Kind::unreadable_byte, {chars_.begins[i], chars_.begins[end]}, {},
                       "save the plan as UTF-8");
                std::fill(chars_.plain.begin() + static_cast<std::ptrdiff_t>(i),
                          chars_.plain.begin() + static_cast<std::ptrdiff_t>(end), U'\uFFFD');
                std::fill(chars_.written.begin() + static_cast<std::ptrdiff_t>(i),
                          chars_.written.begin() + static_cast<std::ptrdiff_t>(end), U'\uFFFD');
                i = end - 1;
            } else if (is_control(chars_.plain[i])) {
                report(Kind::control_character, {chars_.begins[i], chars_.begins[i + 1]},
                       {fmt::format("U+{:04X}", static_cast<std::uint32_t>(chars_.plain[i]))},
                       "delete it; an editor that shows invisible characters finds it");
            }
        }
    }

    bool skip_blanks() {
        if (!is_blank(plain())) return false;
        ++at_;
        blank_ = true;
        return true;
    }

    std::string comment() {
        std::size_t begin = at_ + 1;
        std::size_t end = size();
        while (end > begin && is_blank(chars_.written[end - 1])) --end;
        if (begin < end && chars_.written[begin] == U' ') ++begin;
        at_ = size();
        return begin == end ? " " : text_of(chars_.written, begin, end);
    }

    void push(TokenKind kind, std::size_t begin, std::string text, Decimal number = {}) {
        Token token;
        token.kind = kind;
        token.span = span_from(begin);
        token.text = std::move(text);
        token.number = number;
        token.blank_before = blank_;
        tokens_.push_back(std::move(token));
        blank_ = false;
    }

    void read_token() {
        const char32_t c = plain();
        if (is_digit(c)) return read_number();
        if (begins_name(c)) return read_word();
        if (c == U'"' || c == U'“') return read_text();
        if (c == U'`') return read_quoted_name();
        read_symbol();
    }

    void read_number() {
        const std::size_t begin = at_;
        Numeral numeral = read_numeral(chars_.plain, at_);
        at_ += numeral.length;
        if (numeral.problem) {
            // Numbers are worth one message each.
            problems_.push_back({*numeral.problem, span_from(begin), std::move(numeral.words),
                                 std::move(numeral.fix)});
            push(TokenKind::broken, begin, {});
            return;
        }
        push(numeral.is_date ? TokenKind::date : TokenKind::number, begin,
             text_of(chars_.plain, begin, at_), numeral.value);
    }

    void read_word() {
        const std::size_t begin = at_;
        while (at_ < size() && continues_name(chars_.written[at_])) ++at_;
        const auto length = chars_.begins[at_] - chars_.begins[begin];
        push(TokenKind::word, begin,
             utf8::nfc(line_.substr(chars_.begins[begin] - chars_.begins.front(), length)));
    }

    void read_text() {
        const std::size_t begin = at_;
        const char32_t close = written() == U'“' ? U'”' : U'"';
        std::u32string inside;
        bool broken = false;
        for (++at_; at_ < size(); ++at_) {
            const char32_t c = chars_.written[at_];
            if (c == close || (close == U'"' && c == U'＂')) {
                ++at_;
                push(broken ? TokenKind::broken : TokenKind::text, begin,
                     utf8::nfc(text_of(inside, 0, inside.size())));
                return;
            }
            if (c == U'\\') {
                broken = !read_escape(inside) || broken;
            } else {
                inside.push_back(c);
            }
        }
        report(Kind::unterminated_text, {chars_.begins[begin], chars_.begins[begin + 1]}, {},
               close == U'"' ? "end it with `\"`" : "end it with `”`, the other one of the pair");
        push(TokenKind::broken, begin, {});
    }

    bool read_escape(std::u32string& inside) {
        const char32_t next = at_ + 1 < size() ? chars_.written[at_ + 1] : U'\0';
        if (next == U'"' || next == U'\\' || next == U'“' || next == U'”') {
            ++at_;
            inside.push_back(next);
            return true;
        }
        const std::size_t end = std::min(at_ + 2, size());
        report(Kind::unknown_escape, {chars_.begins[at_], chars_.begins[end]},
               {text_of(chars_.written, at_, end)}, "write `\\\\` for a backslash");
        return false;
    }

    void read_quoted_name() {
        const std::size_t begin = at_++;
        const std::size_t inside = at_;
        while (at_ < size() && plain() != U'`') ++at_;
        if (at_ == size() || at_ == inside) {
            if (at_ < size()) ++at_;
            report(Kind::unterminated_name, {chars_.begins[begin], chars_.begins[begin + 1]}, {},
                   "write a name between two backticks");
            push(TokenKind::broken, begin, {});
            return;
        }
        const std::size_t end = at_++;
        push(TokenKind::quoted_name, begin, utf8::nfc(text_of(chars_.written, inside, end)));
    }

    void read_symbol() {
        const std::size_t begin = at_;
        const char32_t c = plain();
        const char32_t next = plain(1);
        std::string_view single;
        if (c == U'≤') single = "<=";
        if (c == U'≥') single = ">=";
        if (c == U'≠') single = "!=";
        if (!single.empty()) {
            ++at_;
            return push(TokenKind::symbol, begin, std::string(single));
        }
        const bool pair =
            (next == U'=' && (c == U'<' || c == U'>' || c == U'!')) || (c == U'.' && next == U'.');
        constexpr std::u32string_view known = U"+-*/(),=<>|.:";
        if (pair || known.find(c) != std::u32string_view::npos) {
            at_ += pair ? 2 : 1;
            return push(TokenKind::symbol, begin, text_of(chars_.plain, begin, at_));
        }
        ++at_;
        const bool reported = !chars_.valid[begin] || is_control(c);
        if (!reported) {
            auto fix = instead_of_character(c, begin);  // may take in more of the line
            report(Kind::unknown_character, span_from(begin), {text_of(chars_.written, begin, at_)},
                   std::move(fix));
        }
        push(TokenKind::broken, begin, {});
    }

    std::string instead_of_character(char32_t c, std::size_t begin) {
        const bool after_digit = begin > 0 && is_digit(chars_.plain[begin - 1]);
        if (of_currencies.find(c) != std::u32string_view::npos) return amount_behind(c, begin);
        if (low_quotes.find(c) != std::u32string_view::npos) return low_quoted(begin);
        if ((c == U'\'' || c == U'’') && after_digit && is_digit(plain())) return grouped(begin);
        if (c == U'%' && after_digit) return clinging();
        return std::string(instead_of(c));
    }

    /// `€100`: the amount with the plan's currency behind it; `currency €`: the code.
    std::string amount_behind(char32_t sign, std::size_t begin) {
        if (!is_digit(plain()) && (begin == 0 || !is_digit(chars_.plain[begin - 1])))
            return "write its code, `" + std::string(code_of(sign)) + "`";
        std::size_t from = at_;
        std::size_t to = at_;
        const auto digit = [&](std::size_t i) {
            return is_digit(chars_.plain[i]) || chars_.plain[i] == U'.' || chars_.plain[i] == U'_';
        };
        while (to < size() && digit(to)) ++to;
        if (from == to) {
            for (from = to = begin; from > 0 && digit(from - 1);) --from;
        }
        return "write the currency's code behind the amount: `" + text_of(chars_.plain, from, to) +
               " {currency}`";
    }

    /// `„Theft“`: one problem, not one at either end.
    std::string low_quoted(std::size_t begin) {
        std::size_t end = at_;
        while (end < size() && std::u32string_view(U"“”\"’‘").find(chars_.written[end]) ==
                                   std::u32string_view::npos) {
            ++end;
        }
        const std::string inside = text_of(chars_.written, begin + 1, end);
        at_ = std::min(end + 1, size());
        return "write texts in double quotes: `\"" + inside + "\"`";
    }

    /// `20'000`: with underscores.
    std::string grouped(std::size_t begin) {
        std::size_t from = begin;
        while (from > 0 && is_digit(chars_.plain[from - 1])) --from;
        std::string number = text_of(chars_.plain, from, begin);
        for (--at_; at_ + 1 < size() && chars_.plain[at_] == chars_.plain[begin] &&
                    is_digit(chars_.plain[at_ + 1]);) {
            number += '_';
            for (++at_; at_ < size() && is_digit(chars_.plain[at_]); ++at_)
                utf8::append(number, chars_.plain[at_]);
        }
        return "write `" + number + "`";
    }

    /// `达成率超过100%`: without blanks the digits belong to the name.
    std::string clinging() {
        if (tokens_.empty() || tokens_.back().kind != TokenKind::word)
            return std::string(instead_of(U'%'));
        const std::string& word = tokens_.back().text;
        const auto digits = word.find_last_not_of("0123456789") + 1;
        const std::string name = word.substr(0, digits);
        const std::string number = word.substr(digits) + "%";
        std::string parts = name + " " + number;
        for (std::size_t at = 1; at < name.size(); ++at) {
            const auto sign = comparison_for(std::string_view(name).substr(at));
            if (sign.empty()) continue;
            parts = name.substr(0, at) + " " + std::string(sign) + " " + number;
            break;
        }
        return "put blanks between names, words and numbers: `" + parts + "`";
    }

    std::string_view line_;
    Characters chars_;
    std::size_t at_ = 0;
    bool blank_ = true;
    std::set<Kind> seen_;
    std::vector<Token>& tokens_;
    std::vector<TokenProblem>& problems_;
};

/// Indentation counts blanks; only spaces are allowed, as a tab has no width of its own.
std::size_t read_indent(std::string_view text, const Line& line,
                        std::vector<TokenProblem>& problems) {
    std::size_t indent = 0;
    std::string_view wrong;
    for (std::size_t at = 0; at < text.size(); ++indent) {
        const utf8::CodePoint c = utf8::decode(text, at);
        if (!c.valid || !is_blank(c.value)) break;
        if (c.value == U'\t') wrong = "a tab";
        if (c.value > 0x7F && wrong.empty()) wrong = "a wide blank";
        at += c.length;
    }
    if (!wrong.empty()) {
        const Span span{line.span.begin, line.span.begin + 1};
        problems.push_back({Kind::tab_in_indentation, span, {std::string(wrong)}, "use spaces"});
    }
    return indent;
}

/// A whole file in another encoding, or no text at all, is one problem, not one in every line.
bool is_other_encoding(std::string_view text, std::uint32_t offset, DiagnosticSink& sink) {
    constexpr std::size_t slips = 16;
    std::size_t bad = 0;
    std::size_t first = 0;
    for (std::size_t at = 0; at < text.size() && bad <= slips;) {
        const utf8::CodePoint c = utf8::decode(text, at);
        if (!c.valid && bad++ == 0) first = at;
        at += c.length;
    }
    if (bad <= slips) return false;
    const auto begin = offset + static_cast<std::uint32_t>(first);
    sink.report(Kind::unreadable_byte, {begin, begin + 1})
        .fix("save it as UTF-8: all of it seems to be written in another encoding");
    return true;
}

Line read_one(std::string_view text, std::uint32_t offset, std::vector<Token>& tokens,
              DiagnosticSink& sink, const std::string& currency) {
    Line line;
    line.span = {offset, offset + static_cast<std::uint32_t>(text.size())};
    line.first = line.last = tokens.size();
    if (text.size() > limits::line_bytes) {
        sink.report(Kind::line_too_long, {offset, offset + 1},
                    {std::to_string(limits::line_bytes), std::to_string(text.size())})
            .fix("break it: a line that is indented deeper continues the one above");
        line.broken = true;
        return line;
    }
    std::vector<TokenProblem> problems;
    read_line(text, offset, tokens, line.comment, problems);
    line.last = tokens.size();
    std::vector<TokenProblem> indentation;
    line.indent = read_indent(text, line, indentation);
    if (line.has_tokens())
        problems.insert(problems.begin(), indentation.begin(), indentation.end());
    for (const TokenProblem& problem : problems) {
        Finding finding = sink.report(problem.kind, problem.span, problem.words);
        std::string fix = problem.fix;
        if (const auto at = fix.find("{currency}"); at != std::string::npos)
            fix.replace(at, 10, currency.empty() ? "CNY" : currency);
        if (!fix.empty()) finding.fix(fix);
    }
    line.broken = !problems.empty();
    return line;
}

}  // namespace

void read_line(std::string_view line, std::uint32_t offset, std::vector<Token>& tokens,
               std::optional<std::string>& comment, std::vector<TokenProblem>& problems) {
    comment = LineReader(line, offset, tokens, problems).read();
}

TokenLines read_lines(const Source& source, DiagnosticSink& sink, std::size_t file) {
    TokenLines out;
    const Span span = source.span_of(file);
    const std::string_view text = source.text(span);
    if (span.end > limits::plan_bytes) {  // with the files before it
        const auto at = std::max(span.begin, static_cast<std::uint32_t>(limits::plan_bytes));
        sink.report(Kind::plan_too_large, {at, at + 1},
                    {std::to_string(limits::plan_bytes), std::to_string(span.end)})
            .fix("split it into several plans, and keep data out of it");
        return out;
    }
    if (is_other_encoding(text, span.begin, sink)) return out;
    const std::string currency = named_currency(text);
    // Lists that large are not copied as they grow: one line more than breaks, and plans have a
    // token in five bytes or more.
    out.lines.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
    out.tokens.reserve(text.size() / 5);
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = text.find('\n', begin);
        if (end == std::string_view::npos) end = text.size();
        std::string_view line = text.substr(begin, end - begin);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        out.lines.push_back(read_one(line, span.begin + static_cast<std::uint32_t>(begin),
                                     out.tokens, sink, currency));
        begin = end + 1;
    }
    return out;
}

}  // namespace meritum::syntax
