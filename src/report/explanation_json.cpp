// See explanation_json.hpp.
#include "report/explanation_json.hpp"

#include "report/card_json.hpp"
#include "report/json.hpp"

namespace meritum::report {
namespace {

using scorecard::Explanation;
using scorecard::Part;
using scorecard::Verdict;

std::string_view name_of(Part part) {
    switch (part) {
        case Part::card: return "card";
        case Part::total: return "total";
        case Part::line: return "line";
        case Part::veto: return "veto";
        case Part::condition: return "condition";
        case Part::amount: return "amount";
        case Part::reading: return "reading";
        case Part::tiers: return "tiers";
        case Part::tier: return "tier";
        case Part::step: return "step";
        case Part::item: return "item";
        case Part::category: return "category";
        case Part::grade: return "grade";
        case Part::grade_row: return "grade_row";
        case Part::outcome: return "outcome";
    }
    return {};
}

/// `key`: with its quotes, the comma before and the colon behind it.
template <std::size_t size>
void write_if(const char (&key)[size], std::string_view text, JsonWriter& out) {
    if (text.empty()) return;
    out.raw(key), out.quoted(text);
}

/// A number of finite notation as such; a fraction as "4/3", because no JSON number is equal to it.
void write_number(const Explanation& node, JsonWriter& out) {
    if (!node.number) return;
    if (const auto digits = node.number->digits()) {
        out.raw(R"(,"number":)"), out.raw(*digits);
    } else {
        out.raw(R"(,"fraction":)"), out.text(node.number->rational().str());
    }
    write_if(R"(,"unit":)", node.unit, out);
}

void write_verdict(Verdict verdict, JsonWriter& out) {
    if (verdict == Verdict::none) return;
    out.raw(verdict == Verdict::not_reached ? R"(,"holds":null)"
            : verdict == Verdict::holds     ? R"(,"holds":true)"
                                            : R"(,"holds":false)");
}

}  // namespace

void write(const Explanation& node, JsonWriter& out) {
    out.begin_object();
    out.raw(R"("part":")"), out.raw(name_of(node.part)), out.raw("\"");
    write_if(R"(,"id":)", node.id, out);
    write_if(R"(,"title":)", node.title, out);
    write_if(R"(,"label":)", node.label, out);
    write_if(R"(,"value":)", node.value, out);
    write_number(node, out);
    write_verdict(node.verdict, out);
    if (!node.notes.empty()) {
        out.raw(R"(,"notes":[)");
        for (const auto note : node.notes) out.text(note);
        out.end_array();
    }
    if (!node.children.empty()) {
        out.raw(R"(,"children":[)");
        for (const auto& child : node.children) write(child, out);
        out.end_array();
    }
    out.end_object();
}

std::string explanation_json(const CardHead& head, const Explanation& card) {
    constexpr std::size_t usual_size = std::size_t{8} << 10;
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
    auto text = out.take();
    text += '\n';
    return text;
}

}  // namespace meritum::report
