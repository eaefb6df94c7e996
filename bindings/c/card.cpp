// Cards: values by name, lines by place, explanations. In: a Scorecard. Out: views of it, which end
// with the card. Tests: tests/c/score_test.cpp.
#include "card.hpp"

#include <cstddef>

#include "options.hpp"
#include "texts.hpp"

namespace meritum::c {

const CardBody::Texts& CardBody::texts() const {
    std::call_once(once_, [this] {
        Texts made;
        for (const auto& line : card.lines()) made.lines.push_back(line.points.to_string());
        for (const auto& total : card.totals())
            made.totals.push_back(total.value ? total.value->to_string() : "");
        for (const auto& outcome : card.outcomes()) {
            const auto* number = std::get_if<Decimal>(&outcome.value);
            const auto* date = std::get_if<Date>(&outcome.value);
            made.outcomes.push_back(number != nullptr ? number->to_string()
                                    : date != nullptr ? date->to_string()
                                                      : "");
        }
        texts_ = std::move(made);
    });
    return texts_;
}

namespace {

constexpr std::size_t first_line = offsetof(meritum_line, scale) + sizeof(int32_t);
constexpr std::size_t first_explain_options =
    offsetof(meritum_explain_options, waterfall) + sizeof(int32_t);

meritum_view literal(const char* text) { return {text, std::char_traits<char>::length(text)}; }

meritum_value number_of(const Decimal& number, const std::string& text, const std::string& unit) {
    meritum_value value = {};
    value.type = MERITUM_NUMBER;
    split(number, value.coefficient, value.scale);
    value.text = view_of(text);
    value.unit = view_of(unit);
    return value;
}

meritum_value total_of(const CardBody& card, std::size_t place) {
    const auto& total = card.card.totals()[place];
    if (total.value) return number_of(*total.value, card.texts().totals[place], total.unit);
    meritum_value missing = {};
    missing.unit = view_of(total.unit);
    return missing;
}

meritum_value outcome_of(const CardBody& card, std::size_t place) {
    const auto& outcome = card.card.outcomes()[place];
    const auto& text = card.texts().outcomes[place];
    if (const auto* number = std::get_if<Decimal>(&outcome.value))
        return number_of(*number, text, outcome.unit);
    meritum_value value = {};
    value.unit = view_of(outcome.unit);
    if (const auto* words = std::get_if<std::string>(&outcome.value)) {
        value.type = MERITUM_STRING;
        value.text = view_of(*words);
    } else if (const auto* truth = std::get_if<bool>(&outcome.value)) {
        value.type = MERITUM_BOOLEAN;
        value.coefficient = *truth ? 1 : 0;
        value.text = literal(*truth ? "yes" : "no");
    } else if (const auto* date = std::get_if<Date>(&outcome.value)) {
        value.type = MERITUM_DATE;
        value.coefficient = date->days();
        value.text = view_of(text);
    }
    return value;
}

meritum_value grade_of(const Scorecard& card) {
    meritum_value value = {};
    if (card.grade().empty()) return value;
    value.type = MERITUM_STRING;
    value.text = view_of(card.grade());
    return value;
}

meritum_value value_of(const CardBody& card, std::string_view name) {
    if (const auto* total = card.card.total(name))
        return total_of(card, static_cast<std::size_t>(total - card.card.totals().data()));
    if (const auto* outcome = card.card.outcome(name))
        return outcome_of(card, static_cast<std::size_t>(outcome - card.card.outcomes().data()));
    if (name == "grade") return grade_of(card.card);
    throw Error("the card has no total, grade or outcome `" + std::string(name) + "`", {}, {});
}

ExplainOptions explain_options_of(const meritum_explain_options& given) {
    ExplainOptions own;
    own.lang = text_or(given.lang, "options->lang", "en");
    if (given.width != 0) own.width = given.width;
    own.colour = read_number("options->colour", given.colour) != 0;
    static constexpr Waterfall kinds[] = {Waterfall::none, Waterfall::blocks, Waterfall::ascii};
    own.waterfall = kinds[read_number("options->waterfall", given.waterfall, 2)];
    return own;
}

std::string explained(const Scorecard& card, meritum_output output,
                      const meritum_explain_options& given) {
    const auto own = explain_options_of(given);
    const auto part = text_of(given.part, "options->part");
    if (!part.empty() && output != MERITUM_TEXT)
        throw Mistake("options->part goes with MERITUM_TEXT only");
    switch (output) {
        case MERITUM_TEXT:
            return part.empty() ? card.explain(own)
                                : card.explain_part(part, own.lang, own.width, own.colour);
        case MERITUM_JSON: return card.explain_json(own.lang);
        case MERITUM_MARKDOWN: return card.explain_markdown(own.lang);
        case MERITUM_ARCHIVE: return card.explain_archive(own.lang);
        case MERITUM_CSV:
        case MERITUM_SCHEMA:
        case MERITUM_JUNIT: break;
    }
    refuse_value("output", output);
}

}  // namespace
}  // namespace meritum::c

using namespace meritum::c;

meritum_status meritum_card_value(const meritum_card* card, const char* name, size_t name_size,
                                  meritum_value* value, meritum_error** error) {
    return guarded(error, [&] {
        const auto& own = body_of(card, "card");
        give(value_of(own, text_of(name, name_size, "name")), value, first_value, "value");
    });
}

meritum_status meritum_card_line_count(const meritum_card* card, size_t* count,
                                       meritum_error** error) {
    return guarded(error,
                   [&] { place_of(count, "count") = body_of(card, "card").card.lines().size(); });
}

meritum_status meritum_card_line(const meritum_card* card, size_t index, meritum_line* line,
                                 meritum_error** error) {
    return guarded(error, [&] {
        const auto& own = body_of(card, "card");
        const auto& lines = own.card.lines();
        if (index >= lines.size()) {
            throw Mistake("index is " + std::to_string(index) + "; the card has " +
                          std::to_string(lines.size()) + " lines");
        }
        const auto& from = lines[index];
        meritum_line made = {};
        made.line = view_of(from.line);
        made.rule = view_of(from.rule);
        made.category = view_of(from.category);
        made.total = view_of(from.total);
        made.unit = view_of(from.unit);
        made.because = view_of(from.because);
        made.points = view_of(own.texts().lines[index]);
        split(from.points, made.coefficient, made.scale);
        give(made, line, first_line, "line");
    });
}

meritum_status meritum_card_explain(const meritum_card* card, meritum_output output,
                                    const meritum_explain_options* options, meritum_text** made,
                                    meritum_error** error) {
    return guarded(error, [&] {
        auto& place = empty_place_of(made, "made");
        const auto own = read_struct(options, first_explain_options, "options");
        place = make<meritum_text>(explained(body_of(card, "card").card, output, own));
    });
}
