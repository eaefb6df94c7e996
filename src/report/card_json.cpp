// See card_json.hpp.
#include "report/card_json.hpp"

#include <algorithm>
#include <variant>

#include "meritum/plan.hpp"
#include "meritum/version.hpp"
#include "scorecard/body.hpp"
#include "value/facts_of.hpp"

namespace meritum::report {
namespace {

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

/// Why there is no score, by total; not there where everything is rated.
void write_not_rated(const std::vector<Total>& totals, JsonWriter& out) {
    const bool any = std::any_of(totals.begin(), totals.end(),
                                 [](const Total& total) { return !total.not_rated.empty(); });
    if (!any) return;
    out.key("not_rated"), out.begin_object();
    for (const auto& total : totals) {
        if (!total.not_rated.empty()) out.key(total.name), out.text(total.not_rated);
    }
    out.end_object();
}

void write_values(const std::vector<Fact>& values, JsonWriter& out) {
    for (const auto& fact : values) {
        out.key(fact.name);
        std::visit(WriteValue{out}, fact.value.get());
    }
}

/// A field called `key` says what `key` means; the item's own key then follows from it.
bool has_key_field(const Item& item) {
    return std::any_of(item.fields.begin(), item.fields.end(),
                       [](const Fact& field) { return field.name == "key"; });
}

void write_facts(const Facts& facts, JsonWriter& out) {
    out.begin_object();
    write_values(facts.values, out);
    for (const auto& list : facts.lists) {
        out.key(list.name), out.begin_array();
        for (const auto& item : list.items) {
            out.begin_object();
            if (!has_key_field(item)) out.key("key"), out.text(item.key);
            write_values(item.fields, out);
            out.end_object();
        }
        out.end_array();
    }
    out.end_object();
}

/// The rows that came with the data, as data would have them.
void write_tables(const graph::Story& story, JsonWriter& out) {
    const bool any = std::any_of(story.tables.begin(), story.tables.end(),
                                 [](const auto& table) { return table.from_data; });
    if (!any) return;
    out.key("tables"), out.begin_object();
    for (const auto& table : story.tables) {
        if (!table.from_data) continue;
        out.key(table.name), out.begin_array();
        const auto inputs = table.inputs.size();
        const auto columns = inputs + table.results.size();
        for (std::size_t i = 0; i < table.cells.size(); ++i) {
            const auto at = i % columns;
            if (at == 0) out.begin_object();
            out.key((at < inputs ? table.inputs[at].names : table.results[at - inputs]).front());
            out.text(table.cells[i]);
            if (at + 1 == columns) out.end_object();
        }
        out.end_array();
    }
    out.end_object();
}

}  // namespace

void require_lines(const Scorecard& card) {
    if (card.body().has_lines) return;
    throw Error(
        "an archive needs the lines of its cards, and only results were kept: score with "
        "Keep::lines or Keep::everything",
        {}, {});
}

void write_head(std::string_view plan, std::string_view fingerprint, std::string_view period,
                JsonWriter& out) {
    out.key("plan"), out.text(plan);
    out.key("fingerprint"), out.text(fingerprint);
    out.key("edition"), out.number(language_edition);
    out.key("engine"), out.text(MERITUM_VERSION);
    out.key("period"), out.text_or_null(period);
}

void write_card(const Scorecard& card, JsonWriter& out) {
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
    write_not_rated(card.totals(), out);
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
}

void write_run(const Scorecard& card, JsonWriter& out) {
    const auto setting = scorecard::setting_of(card.body());
    const auto& graph = *setting->outline->graph;
    const auto& schema = graph.schema;
    out.key("params"), out.begin_object();
    for (const auto& [name, value] : value::params_of(schema, *setting->facts)) {
        out.key(name);
        std::visit(WriteValue{out}, value.get());
    }
    out.end_object();
    write_tables(graph.story, out);
    out.key("participants"), out.number(Decimal(setting->facts->ids.size()));
    out.key("failed"), out.begin_array();
    for (const auto& failed : setting->facts->failed) {
        const auto facts = value::facts_of(schema, *setting->facts, failed);
        out.begin_object();
        out.key("id"), out.text(facts.id);
        out.key("facts"), write_facts(facts, out);
        out.end_object();
    }
    out.end_array();
}

void write_facts(const Scorecard& card, JsonWriter& out) {
    out.key("facts"), write_facts(card.facts(), out);
    if (!card.body().setting) return;  // a record has no period before
    const auto& before = card.body().setting->before->held;
    const auto held = before.find(card.id());
    if (held == before.end() || held->second.empty()) return;
    out.key("previous"), out.begin_array();
    for (const auto& value : held->second) out.text(value.str());
    out.end_array();
}

}  // namespace meritum::report
