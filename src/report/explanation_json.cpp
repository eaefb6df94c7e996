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

void write_if(std::string_view key, const std::string& text, JsonWriter& out) {
    if (text.empty()) return;
    out.key(key), out.text(text);
}

/// A number of finite notation as such; a fraction as "4/3", because no JSON number is equal to it.
void write_number(const Explanation& node, JsonWriter& out) {
    if (!node.number) return;
    if (number::is_decimal(*node.number)) {
        out.key("number"), out.raw_number(number::to_string(*node.number));
    } else {
        out.key("fraction"), out.text(node.number->str());
    }
    write_if("unit", node.unit, out);
}

void write_verdict(Verdict verdict, JsonWriter& out) {
    if (verdict == Verdict::none) return;
    out.key("holds");
    if (verdict == Verdict::not_reached) {
        out.null();
    } else {
        out.boolean(verdict == Verdict::holds);
    }
}

}  // namespace

void write(const Explanation& node, JsonWriter& out) {
    out.begin_object();
    out.key("part"), out.text(name_of(node.part));
    write_if("id", node.id, out);
    write_if("title", node.title, out);
    write_if("label", node.label, out);
    write_if("value", node.value, out);
    write_number(node, out);
    write_verdict(node.verdict, out);
    if (!node.notes.empty()) {
        out.key("notes"), out.begin_array();
        for (const auto& note : node.notes) out.text(note);
        out.end_array();
    }
    if (!node.children.empty()) {
        out.key("children"), out.begin_array();
        for (const auto& child : node.children) write(child, out);
        out.end_array();
    }
    out.end_object();
}

std::string explanation_json(const CardHead& head, const Explanation& card) {
    JsonWriter out;
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
    return out.take() + "\n";
}

}  // namespace meritum::report
