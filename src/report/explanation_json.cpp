// See explanation_json.hpp.
#include "report/explanation_json.hpp"

#include <array>
#include <cstring>

#include "report/card_json.hpp"
#include "report/json.hpp"

namespace meritum::report {
namespace {

using scorecard::Explanation;

/// JSON of which there are few: it is copied with as many bytes as the longest may have, a number
/// that is known, and what is too much is written over.
template <std::size_t most>
class Piece {
public:
    template <std::size_t size>
    constexpr Piece(const char (&text)[size]) : size_(size - 1) {
        static_assert(size <= most);
        for (std::size_t i = 0; i < size; ++i) text_[i] = text[i];
    }
    char* put(char* to) const {
        std::memcpy(to, text_.data(), most);
        return to + size_;
    }

private:
    std::array<char, most> text_{};
    std::size_t size_;
};

/// By Part: how its object begins.
constexpr std::array<Piece<32>, 15> beginnings{
    R"({"part":"card")",    R"({"part":"total")",     R"({"part":"line")",
    R"({"part":"veto")",    R"({"part":"condition")", R"({"part":"amount")",
    R"({"part":"reading")", R"({"part":"tiers")",     R"({"part":"tier")",
    R"({"part":"step")",    R"({"part":"item")",      R"({"part":"category")",
    R"({"part":"grade")",   R"({"part":"grade_row")", R"({"part":"outcome")"};

using Key = Piece<16>;

/// By Verdict.
constexpr std::array<Key, 4> verdicts{"", R"(,"holds":true)", R"(,"holds":false)",
                                      R"(,"holds":null)"};

constexpr Key id{R"(,"id":)"}, title{R"(,"title":)"}, label{R"(,"label":)"}, value{R"(,"value":)"},
    number{R"(,"number":)"}, fraction{R"(,"fraction":)"}, unit{R"(,"unit":)"},
    notes{R"(,"notes":)"}, children{R"(,"children":)"};

char* put_if(const Key& key, std::string_view text, char* to) {
    return text.empty() ? to : put_quoted(text, key.put(to));
}

/// "4/3", of a number whose notation never ends: few do.
std::string ratio_of(const Explanation& node) {
    return node.number && node.digits.empty() ? node.number->rational().str() : std::string();
}

/// A number of finite notation as such; a fraction as a text, because no JSON number is equal to
/// it.
char* put_number(const Explanation& node, char* to) {
    if (!node.number) return to;
    if (node.digits.empty()) {
        to = put_quoted(ratio_of(node), fraction.put(to));
    } else {
        to = number.put(to);
        to += node.digits.copy(to, node.digits.size());
    }
    return put_if(unit, node.unit, to);
}

char* put_notes(const Explanation::Texts& texts, char* to) {
    if (texts.empty()) return to;
    to = notes.put(to);
    char before = '[';
    for (const auto text : texts) {
        *to++ = before;
        to = put_quoted(text, to);
        before = ',';
    }
    *to++ = ']';
    return to;
}

/// Bytes of a node without its children, at most.
std::size_t most_bytes(const Explanation& node) {
    constexpr auto around = most_quoted(0) + 1;  // each text
    auto texts = node.id.size() + node.title.size() + node.label.size() + node.value.size() +
                 node.digits.size() + ratio_of(node).size() + node.unit.size();
    for (const auto note : node.notes) texts += note.size();
    constexpr auto keys = sizeof beginnings.front() + 9 * (sizeof(Key) + around);
    return most_quoted(texts) + keys + node.notes.size() * around;
}

}  // namespace

// There is room for a whole node before the first byte of it is written, so that where the next one
// goes is not looked up for each.
void write(const Explanation& node, JsonWriter& out) {
    auto* to = out.room(most_bytes(node));
    to = beginnings[static_cast<std::size_t>(node.part)].put(to);
    to = put_if(id, node.id, to);
    to = put_if(title, node.title, to);
    to = put_if(label, node.label, to);
    to = put_if(value, node.value, to);
    to = put_number(node, to);
    to = verdicts[static_cast<std::size_t>(node.verdict)].put(to);
    to = put_notes(node.notes, to);
    if (!node.children.empty()) to = children.put(to);
    out.wrote(to);
    char before = '[';
    for (const auto& child : node.children) {
        out.raw(before);
        write(child, out);
        before = ',';
    }
    if (!node.children.empty()) out.raw(']');
    out.raw('}');
}

std::string explanation_json(const CardHead& head, const Explanation& card) {
    constexpr std::size_t usual_size = std::size_t{16} << 10;
    JsonWriter out(usual_size);
    out.begin_object();
    write_head(head.plan, head.fingerprint, head.period, out);
    out.key("id"), out.text(head.id);
    out.key("score");
    if (head.score) {
        out.number(*head.score);
    } else {
        out.null();
    }
    out.key("grade"), out.text_or_null(head.grade);
    out.key("explanation"), write(card, out);
    out.end_object();
    out.raw('\n');
    return out.take();
}

}  // namespace meritum::report
