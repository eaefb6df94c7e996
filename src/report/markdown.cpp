// See markdown.hpp.
#include "report/markdown.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "report/headline.hpp"
#include "report/terminal.hpp"

namespace meritum::report {
namespace {

using scorecard::Explanation;
using scorecard::Part;
using scorecard::Word;
using scorecard::Wording;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Marks that mean something inside a line. A _ between letters or digits is none, so names stay
/// readable.
bool is_markup(std::string_view text, std::size_t at) {
    if (text[at] == '_') {
        return at == 0 || at + 1 == text.size() || !is_word(text[at - 1]) || !is_word(text[at + 1]);
    }
    if (text[at] == '#') return at + 1 == text.size();  // a heading may be closed by it
    return std::string_view("\\`*[]<|~&$").find(text[at]) != std::string_view::npos;
}

/// "https://...", "www...." and "@team" become links without any mark. They are told as entities,
/// which no renderer takes for the sign itself; a backslash is not enough for all of them.
std::string_view entity_at(std::string_view text, std::size_t at) {
    const auto before = [&](std::string_view word) {
        if (at < word.size()) return false;
        return std::equal(
            word.begin(), word.end(), text.begin() + static_cast<long>(at - word.size()),
            [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
    };
    if (text[at] == '@') return "&#64;";
    if (text.substr(at, 3) == "://") return "&#58;";
    if (text[at] == '.' && before("www")) return "&#46;";
    return {};
}

/// Where a list, a heading, a quotation or a rule could begin: "- a", "12. a", "# a", "> a", "==".
std::size_t mark_at_the_beginning(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return first;
    if (std::string_view("-+=>#").find(text[first]) != std::string_view::npos) {
        const bool number =
            text[first] != '>' && first + 1 < text.size() && is_word(text[first + 1]);
        return number ? std::string_view::npos : first;  // "-5" begins no list
    }
    auto end = first;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
    const bool counts = end > first && end < text.size() && (text[end] == '.' || text[end] == ')');
    const bool ends = end + 1 >= text.size() || text[end + 1] == ' ';
    return counts && ends ? end : std::string_view::npos;
}

std::string bold(const std::string& text) { return text.empty() ? text : "**" + text + "**"; }

/// "a · b", of what is there.
std::string joined(const std::vector<std::string>& texts) {
    std::string line;
    for (const auto& text : texts) {
        if (!text.empty()) line += (line.empty() ? "" : " \u00B7 ") + text;
    }
    return line;
}

class Card {
public:
    explicit Card(const Wording& wording) : wording_(wording) {}

    std::string write(const scorecard::CardExplanation& card) {
        wide_ = card.wide;
        head(card);
        for (const auto& part : card.children) {
            if (part.part == Part::total && !part.silent) table(part, card.advice);
        }
        for (const auto& part : card.children) {
            if (part.part == Part::grade || part.part == Part::outcome) result(part);
        }
        if (!card.advice.empty()) {
            paragraph(bold(wording_.say(Word::advice_head)));
            list(card.advice);
        }
        return std::move(text_);
    }

private:
    void head(const Explanation& card) {
        const auto who = joined({escaped(card.id), escaped(card.label)});
        text_ = "# " + (who.empty() ? escaped(card.title) : who) + "\n";
        if (!who.empty()) paragraph(escaped(card.title));
        std::vector<std::string> results;
        std::vector<std::string> categories;
        for (const auto& part : card.children) {
            if (part.silent) continue;
            const auto said = escaped(part.title) + " " + escaped(part.value);
            if (part.part == Part::total || part.part == Part::grade) results.push_back(said);
            if (part.part == Part::category) categories.push_back(said);
        }
        paragraph(bold(joined(results)));
        paragraph(joined(categories));
        for (const auto& note : card.notes) paragraph("> " + escaped(note));
    }

    void table(const Explanation& total, const Explanation::Texts& advice) {
        const bool any =
            std::any_of(total.children.begin(), total.children.end(),
                        [](const auto& line) { return line.part == Part::line && !line.silent; });
        if (!any) {
            for (const auto& note : total.notes) paragraph(escaped(note));
            return;
        }
        text_ += '\n';
        row({wording_.say(Word::points_head), wording_.say(Word::line_head),
             wording_.say(Word::details_head)});
        text_ += "|---:|:---|:---|\n";
        for (const auto& line : total.children) {
            if (line.part != Part::line || line.silent) continue;
            row({escaped(line.value), joined({escaped(line.title), escaped(line.label)}),
                 details(line, advice)});
        }
        std::string notes;
        for (const auto& note : total.notes) add(escaped(note), notes);
        row({bold(escaped(total.value)), bold(escaped(total.title)), notes});
    }

    /// What a line's amount is made of, down to the facts. Advice stands below the table.
    std::string details(const Explanation& line, const Explanation::Texts& advice) const {
        std::string cell;
        for (const auto& note : line.notes) {
            const bool is_advice = std::any_of(advice.begin(), advice.end(), [&](const auto& text) {
                return note == wording_.say(Word::advice, {text});
            });
            if (!is_advice) add(escaped(note), cell);
        }
        for (const auto& child : line.children) {
            add(escaped(headline(child, wide_)), cell);
            auto at = child.children.begin();
            for (auto shown = shown_children(child); shown > 0; --shown) {
                const auto& inner = *at++;
                // Both sides of a condition are in its own words, but not what they are made of.
                const bool said = child.part == Part::condition && inner.part == Part::reading &&
                                  inner.children.empty() && inner.notes.empty();
                if (said) continue;
                add(escaped(inner.part == Part::item      ? item(inner)
                            : inner.part == Part::tiers   ? one_line(inner, wide_)
                            : inner.part == Part::reading ? with_parts(inner)
                                                          : headline(inner, wide_)),
                    cell);
            }
            if (const auto more = not_shown(child, wide_); !more.empty()) add(more, cell);
        }
        return cell;
    }

    /// "attainment = 132%: sales / target (sales = 1,320,000 CNY; target = 1,000,000 CNY)".
    std::string with_parts(const Explanation& reading) const {
        std::string parts;
        const auto add_part = [&](const std::string& told) {
            parts += (parts.empty() ? " (" : "; ") + told;
        };
        auto at = reading.children.begin();
        for (auto shown = shown_children(reading); shown > 0; --shown) {
            const auto& child = *at++;
            add_part(child.part == Part::reading ? with_parts(child) : one_line(child, wide_));
        }
        if (const auto more = not_shown(reading, wide_); !more.empty()) add_part(more);
        return headline(reading, wide_) + (parts.empty() ? "" : parts + ")");
    }

    /// "✗ contract K-3112  ✗ where contract.paid: no".
    std::string item(const Explanation& item) const {
        auto line = headline(item, wide_);
        const char* before = "  ";
        for (const auto& child : item.children) {
            line += before + headline(child, wide_);
            before = "; ";
        }
        return line;
    }

    void result(const Explanation& part) {
        paragraph(bold(escaped(part.title) + " = " + escaped(part.value)));
        std::vector<std::string> reasons(part.notes.begin(), part.notes.end());
        for (const auto& child : part.children) {
            reasons.push_back(child.part == Part::tiers     ? one_line(child, wide_)
                              : child.part == Part::reading ? with_parts(child)
                                                            : headline(child, wide_));
        }
        if (!reasons.empty()) list(reasons);
    }

    static void add(const std::string& line, std::string& cell) {
        cell += (cell.empty() ? "" : "<br>") + line;
    }

    void row(const std::vector<std::string>& cells) {
        for (const auto& cell : cells) text_ += "| " + cell + (cell.empty() ? "" : " ");
        text_ += "|\n";
    }

    void paragraph(const std::string& text) {
        if (!text.empty()) text_ += "\n" + text + "\n";
    }

    template <class Texts>
    void list(const Texts& texts) {
        text_ += '\n';
        for (const auto& text : texts) text_ += "- " + escaped(text) + "\n";
    }

    const Wording& wording_;
    bool wide_ = false;
    std::string text_;
};

}  // namespace

std::string escaped(std::string_view text) {
    std::string one(text);
    std::replace_if(
        one.begin(), one.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    const auto plain = safe(one);
    const auto beginning = mark_at_the_beginning(plain);
    std::string result;
    for (std::size_t at = 0; at < plain.size(); ++at) {
        const auto entity = entity_at(plain, at);
        if (!entity.empty()) {
            result += entity;
            continue;
        }
        if (at == beginning || is_markup(plain, at)) result += '\\';
        result += plain[at];
    }
    return result;
}

std::string markdown(const scorecard::CardExplanation& card, const Wording& wording) {
    return Card(wording).write(card);
}

}  // namespace meritum::report
