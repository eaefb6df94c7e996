// Results as JSON, the shape of docs/json.md. In: Results. Out: text, one line per participant.
// Must not know a plan. Tests: tests/report/json_test.cpp.
#include "meritum/plan.hpp"
#include "report/card_json.hpp"
#include "report/json.hpp"
#include "report/json_rows.hpp"

namespace meritum {
namespace {

using report::JsonWriter;

std::string archived_json(const Scorecard& card) {
    JsonWriter out;
    out.begin_object();
    report::write_card(card, out);
    report::write_facts(card, out);
    out.end_object();
    return out.take();
}

std::string error_json(const FactError& error) {
    JsonWriter out;
    out.begin_object();
    out.key("id"), out.text_or_null(error.id);
    out.key("period"), out.text_or_null(error.period);
    out.key("file"), out.text_or_null(error.file);
    out.key("line"), out.count(error.line);
    out.key("column"), out.count(error.column);
    out.key("fact"), out.text_or_null(error.fact);
    out.key("code"), out.text(error.code);
    out.key("message"), out.text(error.message);
    out.end_object();
    return out.take();
}

std::string head(const Results& results, bool archive) {
    JsonWriter out;
    out.begin_object();
    report::write_head(results.plan, results.fingerprint, results.period, out);
    if (archive && !results.cards.empty()) report::write_run(results.cards.front(), out);
    out.end_object();
    return out.take_open() + "\n\"results\":";
}

std::string tail(const std::vector<FactError>& errors) {
    std::string text = ",\n\"errors\":";
    report::append_list(errors, error_json, text);
    return text + "}\n";
}

std::string results_json(const Results& results, bool archive) {
    auto text = head(results, archive);
    report::append_list(results.cards, archive ? archived_json : report::card_json, text);
    return text + tail(results.errors);
}

}  // namespace

namespace report {

std::string card_json(const Scorecard& card) {
    JsonWriter out;
    out.begin_object();
    write_card(card, out);
    out.end_object();
    return out.take();
}

std::string json_head(const Results& results) { return head(results, false) + "["; }

std::string json_tail(bool any, const std::vector<FactError>& errors) {
    return (any ? "\n]" : "]") + tail(errors);
}

}  // namespace report

std::string to_json(const Results& results) { return results_json(results, false); }

std::string to_archive(const Results& results) {
    for (const auto& card : results.cards) report::require_lines(card);
    return results_json(results, true);
}

}  // namespace meritum
