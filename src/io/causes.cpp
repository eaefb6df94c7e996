// See causes.hpp. Guesses by what stands at the place and on the lines around it; what is not
// recognised keeps the parser's words.
#include "io/causes.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "value/unicode.hpp"

namespace meritum::io {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view wide_colon = "：";
constexpr std::string_view wide_comma = "，";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string quoted(std::string_view text) { return '`' + std::string(text) + '`'; }

/// A line of the text, without its end.
struct Line {
    std::size_t begin = 0;
    std::string_view text;

    std::size_t indent() const { return std::min(text.find_first_not_of(" \t"), text.size()); }
    bool is_empty() const {
        return indent() == text.size() || text[indent()] == '#' || text[indent()] == '\r';
    }
};

Line line_at(std::string_view text, std::size_t offset) {
    offset = std::min(offset, text.size());
    const auto before = offset == 0 ? npos : text.rfind('\n', offset - 1);
    const auto begin = before == npos ? 0 : before + 1;
    return {begin, text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin)};
}

/// The nearest line above that says something.
std::optional<Line> line_above(std::string_view text, const Line& line) {
    for (auto begin = line.begin; begin > 0;) {
        const auto above = line_at(text, begin - 1);
        if (!above.is_empty()) return above;
        begin = above.begin;
    }
    return std::nullopt;
}

/// The innermost bracket that is open at `end`. Brackets in quotes and, in YAML, in comments and
/// inside plain texts are none.
std::optional<std::size_t> open_bracket(std::string_view text, std::size_t end, bool yaml) {
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < std::min(end, text.size()); ++at) {
        const char c = text[at];
        const char before = at == 0 ? ' ' : text[at - 1];
        const bool begins = std::string_view(" \t\n[{,:").find(before) != npos;
        if (c == '"' || (yaml && c == '\'' && begins)) {
            for (++at; at < text.size() && text[at] != c; ++at) {
                if (c == '"' && text[at] == '\\') ++at;
            }
        } else if (yaml && c == '#' && begins) {
            at = std::min(text.find('\n', at), text.size());
        } else if ((c == '[' || c == '{') && (!yaml || begins)) {
            open.push_back(at);
        } else if ((c == ']' || c == '}') && !open.empty()) {
            open.pop_back();
        }
    }
    return open.empty() ? std::nullopt : std::optional(open.back());
}

Cause never_closed(std::string_view text, std::size_t bracket) {
    return {quoted(text.substr(bracket, 1)) + " begins here and is never closed", bracket};
}

std::optional<Cause> wide_sign(const Line& line) {
    if (const auto at = line.text.find(wide_colon); at != npos)
        return Cause{"this is a full-width colon; write `:` and a blank", line.begin + at};
    return std::nullopt;
}

/// `x 1` or `x:1` where `x: 1` is meant.
std::optional<Cause> without_colon(const Line& line) {
    auto at = line.indent();
    while (at + 1 < line.text.size() && line.text[at] == '-' && line.text[at + 1] == ' ') at += 2;
    const auto colon = line.text.find(':', at);
    const auto rest = line.text.substr(at);
    if (colon == npos && !rest.starts_with('-'))
        return Cause{"a colon should stand behind the name: `x: 1`", line.begin + at};
    const bool tight = colon != npos && colon + 1 < line.text.size() &&
                       std::string_view(" \r").find(line.text[colon + 1]) == npos;
    if (tight && rest.find(": ") == npos)
        return Cause{"a blank should follow the colon: `x: 1`", line.begin + colon};
    return std::nullopt;
}

Cause map_value_cause(std::string_view text, std::size_t offset, const Line& line) {
    const auto above = line_above(text, line);
    const auto first = line.text.find(": ");
    if (first != npos && line.begin + first < offset)
        return {"a second colon on this line; a text with a colon stands in quotes", offset};
    if (above) {
        if (auto cause = without_colon(*above)) return *cause;
        if (line.indent() > above->indent()) {
            return {"this line is indented deeper than the one above, which has its value already",
                    line.begin + line.indent()};
        }
    }
    return {"a name and a colon cannot stand here", offset};
}

}  // namespace

Cause yaml_cause(std::string_view text, std::size_t offset, std::string_view words) {
    const auto line = line_at(text, offset);
    const auto above = line_above(text, line);
    const auto says = [&](std::string_view part) { return words.find(part) != npos; };
    if (auto cause = wide_sign(line)) return *cause;
    const auto tab = line.text.substr(0, line.indent()).find('\t');
    if (tab != npos)
        return {"a tab indents this line; YAML is indented with blanks", line.begin + tab};
    if (above && (says("map value") || says("not found"))) {
        if (auto cause = wide_sign(*above)) return *cause;
    }
    if (says("a colon and a value")) {
        if (auto cause = without_colon(line)) return *cause;
    }
    if (says("flow")) {
        const auto bracket = open_bracket(text, offset, true);
        if (bracket && line_at(text, *bracket).begin != line.begin)
            return never_closed(text, *bracket);
        if (bracket && offset >= text.size()) return never_closed(text, *bracket);
        if (bracket) {
            return {"a comma or " + quoted(text[*bracket] == '[' ? "]" : "}") +
                        " should stand before this",
                    offset};
        }
    }
    if (says("flow end")) return {quoted(text.substr(offset, 1)) + " closes nothing", offset};
    if (says("illegal map value")) return map_value_cause(text, offset, line);
    if (says("not found")) {
        const auto before = line.text.substr(0, std::min(offset - line.begin, line.text.size()));
        const auto last = before.find_last_not_of(' ');
        if (last != npos && (before[last] == '"' || before[last] == '\''))
            return {"a text follows a closing quote", offset};
        if (offset < text.size() && (text[offset] == ']' || text[offset] == '}'))
            return {quoted(text.substr(offset, 1)) + " closes nothing", offset};
        return {"this line is indented otherwise than those it belongs to; begin it where they do",
                offset};
    }
    if (says("unknown token") && offset < text.size())
        return {"a text that begins with " + quoted(text.substr(offset, 1)) + " stands in quotes",
                offset};
    return {std::string(words.empty() ? "this is not YAML" : words), offset};
}

namespace {

/// A word that other notations have where JSON has a value or a key.
std::optional<Cause> json_word(std::string_view text, std::size_t offset, bool key) {
    std::size_t end = offset;
    while (end < text.size() && (is_letter(text[end]) || (end > offset && is_digit(text[end]))))
        ++end;
    if (end == offset) return std::nullopt;
    const auto word = text.substr(offset, end - offset);
    const auto shown = value::printable(word);  // the word may be the whole file
    if (key) return Cause{"a key stands in double quotes: `\"" + shown + "\"`", offset};
    if (word == "True" || word == "TRUE") return Cause{"write `true`", offset};
    if (word == "False" || word == "FALSE") return Cause{"write `false`", offset};
    for (const std::string_view none : {"NaN", "Infinity", "None", "undefined", "Null", "NULL"}) {
        if (word == none)
            return Cause{quoted(word) + " is no value of JSON; leave it out, or write `null`",
                         offset};
    }
    return Cause{"a text stands in double quotes: `\"" + shown + "\"`", offset};
}

std::optional<Cause> json_sign(std::string_view text, std::size_t offset) {
    const auto rest = text.substr(std::min(offset, text.size()));
    if (rest.starts_with(wide_colon)) return Cause{"this is a full-width colon; write `:`", offset};
    if (rest.starts_with(wide_comma)) return Cause{"this is a full-width comma; write `,`", offset};
    if (rest.starts_with('\'') || rest.starts_with("‘") || rest.starts_with("“") ||
        rest.starts_with("”"))
        return Cause{"keys and texts stand in double quotes: `\"`", offset};
    if (rest.starts_with('/') || rest.starts_with('#'))
        return Cause{"JSON has no comments; delete this one", offset};
    if (rest.starts_with('+')) return Cause{"write the number without `+`", offset};
    if (rest.starts_with('.')) return Cause{"write a digit before the point: `0.5`", offset};
    if (rest.starts_with('-') && json_word(text, offset + 1, false))
        return json_word(text, offset + 1, false);
    return std::nullopt;
}

}  // namespace

Cause json_cause(std::string_view text, std::size_t offset, std::string_view words) {
    const auto says = [&](std::string_view part) { return words.find(part) != npos; };
    const auto before = offset == 0 ? npos : text.find_last_not_of(" \t\r\n", offset - 1);
    const char last = before == npos ? '\0' : text[before];
    const char c = offset < text.size() ? text[offset] : '\0';
    if (says("string")) {  // inside a text
        if (says("quotation")) {
            const auto quote = offset == 0 ? npos : text.rfind('"', offset - 1);
            return {"a quote begins here and is never closed", quote == npos ? offset : quote};
        }
        if (c == '\n' || c == '\r')
            return {"a line ends inside a text; close its quote, or write `\\n`", offset};
        if (c == '\t') return {"a tab stands inside a text; write `\\t`", offset};
        if (c > '\0' && c < ' ') return {"a control character stands inside a text", offset};
        if (c == '\\')
            return {"this escape is none of JSON; a backslash is written `\\\\`", offset};
        return {std::string(words), offset};
    }
    if ((c == '}' || c == ']') && last == ',') return {"no comma stands before the end", before};
    if (auto cause = json_sign(text, offset)) return *cause;
    if (offset >= text.find_last_not_of(" \t\r\n") + 1) {
        if (const auto bracket = open_bracket(text, text.size(), false))
            return never_closed(text, *bracket);
    }
    if (is_digit(c) && last == '0' && before + 1 == offset)
        return {"a number does not begin with a zero; a text stands in double quotes", before};
    if (says("name for object member") && is_letter(c)) return *json_word(text, offset, true);
    if (says("name for object member")) {
        const bool decimals = is_digit(c) && last == ',';
        return {decimals ? "a comma ends a value; decimals stand behind a point: `1.5`"
                         : "a key in double quotes should stand here",
                offset};
    }
    if (says("Invalid value") && is_letter(c)) return *json_word(text, offset, false);
    if (says("Invalid value")) return {"a value should stand here", offset};
    if (says("fraction part")) return {"a digit should stand behind the point: `5.0`", offset};
    if (says("exponent")) return {"write the number in full, without an exponent", offset};
    if (c == '_' && is_digit(last)) return {"write the number without `_`", offset};
    if (says("Missing a comma"))
        return {"a comma should stand before this, or a quote before it is in the wrong place",
                offset};
    if (says("Missing a colon")) return {"a colon should stand here", offset};
    if (says("root")) return {"the data ends before this; one list or mapping is a file", offset};
    return {std::string(words), offset};
}

}  // namespace meritum::io
