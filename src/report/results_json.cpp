// Results as JSON, the shape of docs/json.md. In: Results. Out: text, one line per participant.
// Must not know a plan. Tests: tests/report/json_test.cpp.
#include <algorithm>
#include <variant>

#include "meritum/plan.hpp"
#include "report/json.hpp"

namespace meritum {
namespace {

using report::JsonWriter;

struct WriteValue {
    JsonWriter& out;
    void operator()(std::monostate) const { out.null(); }
    void operator()(const Decimal& value) const { out.number(value); }
    void operator()(const std::string& value) const { out.text(value); }
    void operator()(bool value) const { out.boolean(value); }
    void operator()(const Date& value) const { out.text(value.to_string()); }
};

void write_number(const std::optional<Decimal>& value, JsonWriter& out) {
    if (value) {
        out.number(*value);
    } else {
        out.null();
    }
}

void write_line(const Line& line, JsonWriter& out) {
    out.begin_object();
    out.key("line"), out.text(line.line);
    out.key("rule"), out.text_or_null(line.rule);
    out.key("category"), out.text_or_null(line.category);
    out.key("total"), out.text(line.total);
    out.key("unit"), out.text(line.unit);
    out.key("points"), out.number(line.points);
    out.key("because"), out.text_or_null(line.because);
    out.end_object();
}

std::string card_json(const Scorecard& card) {
    JsonWriter out;
    out.begin_object();
    out.key("id"), out.text(card.id());
    out.key("score"), write_number(card.score(), out);
    out.key("grade"), out.text_or_null(card.grade());
    out.key("outcomes"), out.begin_object();
    for (const auto& outcome : card.outcomes()) {
        out.key(outcome.name);
        std::visit(WriteValue{out}, outcome.value);
    }
    out.end_object();
    out.key("totals"), out.begin_object();
    for (const auto& total : card.totals()) {
        out.key(total.name), write_number(total.value, out);
    }
    out.end_object();
    const bool any = std::any_of(card.totals().begin(), card.totals().end(),
                                 [](const Total& total) { return !total.not_rated.empty(); });
    if (any) {
        out.key("not_rated"), out.begin_object();
        for (const auto& total : card.totals()) {
            if (!total.not_rated.empty()) out.key(total.name), out.text(total.not_rated);
        }
        out.end_object();
    }
    out.key("lines"), out.begin_array();
    for (const auto& line : card.lines()) write_line(line, out);
    out.end_array();
    if (!card.advice().empty()) {
        out.key("advice"), out.begin_array();
        for (const auto& advice : card.advice()) {
            out.begin_object();
            out.key("rule"), out.text(advice.rule);
            out.key("text"), out.text(advice.text);
            out.end_object();
        }
        out.end_array();
    }
    if (!card.warnings().empty()) {
        out.key("warnings"), out.begin_array();
        for (const auto& warning : card.warnings()) out.text(warning);
        out.end_array();
    }
    out.end_object();
    return out.take();
}

std::string error_json(const FactError& error) {
    JsonWriter out;
    out.begin_object();
    out.key("id"), out.text_or_null(error.id);
    out.key("file"), out.text_or_null(error.file);
    out.key("line"), out.count(error.line);
    out.key("column"), out.count(error.column);
    out.key("fact"), out.text_or_null(error.fact);
    out.key("code"), out.text(error.code);
    out.key("message"), out.text(error.message);
    out.end_object();
    return out.take();
}

}  // namespace

std::string to_json(const Results& results) {
    JsonWriter out;
    out.begin_object();
    out.key("plan"), out.text(results.plan);
    out.key("fingerprint"), out.text(results.fingerprint);
    out.key("period"), out.text_or_null(results.period);
    out.end_object();
    std::string text = out.take();
    text.back() = ',';  // the object goes on
    text += "\n\"results\":";
    report::append_list(results.cards, card_json, text);
    text += ",\n\"errors\":";
    report::append_list(results.errors, error_json, text);
    text += "}\n";
    return text;
}

}  // namespace meritum
