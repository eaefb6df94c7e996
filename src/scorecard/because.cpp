// See because.hpp.
#include "scorecard/because.hpp"

namespace meritum::scorecard {
namespace {

std::string fill(const graph::Text& text, const Values& values, const Wording& wording) {
    std::string filled;
    for (const auto& piece : text.pieces) {
        if (piece.reading) {
            wording.show(values.of(piece.reading->quantity), *piece.reading, filled);
        } else {
            filled += piece.literal;
        }
    }
    return filled;
}

}  // namespace

std::string because(const LineForm& form, const Values& values, const Wording& wording) {
    if (!form.has_because()) return {};
    const bool is_veto = form.kind == LineKind::veto;
    const bool acts = is_veto ? values.truth(form.veto->fires) == true
                              : values.truth(form.rule->applies) == true &&
                                    !values.of(form.rule->points).number.is_zero();
    if (!acts) return {};
    const auto* text = wording.pick_text(is_veto ? form.veto->because : form.rule->because);
    return fill(*text, values, wording);
}

std::vector<std::string> advice(const graph::Rule& rule, const Values& values,
                                const Wording& wording) {
    std::vector<std::string> texts;
    for (const auto& each : rule.advice) {
        if (each.shown && values.truth(each.shown) != true) continue;
        if (const auto* text = wording.pick_text(each.text)) {
            texts.push_back(fill(*text, values, wording));
        }
    }
    return texts;
}

std::string warning(const graph::Requirement& requirement, const Values& values,
                    const Wording& wording) {
    const auto* text = wording.pick_text(requirement.text);
    return text != nullptr ? fill(*text, values, wording)
                           : wording.pick(requirement.condition.words);
}

}  // namespace meritum::scorecard
