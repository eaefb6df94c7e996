// A Summary as JSON, the shape of docs/json.md. In: a Summary. Out: text, one line per element of a
// list. Must not know a plan. Tests: tests/report/summary_test.cpp.
#include "meritum/summary.hpp"
#include "report/json.hpp"

namespace meritum {
namespace {

using report::JsonWriter;

void write_number(std::string_view key, const std::optional<Decimal>& value, JsonWriter& out) {
    out.key(key);
    if (value) {
        out.number(*value);
    } else {
        out.null();
    }
}

void write_count(std::string_view key, std::size_t count, JsonWriter& out) {
    out.key(key), out.number(Decimal(count));
}

void write_spread(const Spread& spread, JsonWriter& out) {
    write_count("count", spread.count, out);
    write_number("lowest", spread.lowest, out);
    write_number("lower_quartile", spread.lower_quartile, out);
    write_number("median", spread.median, out);
    write_number("upper_quartile", spread.upper_quartile, out);
    write_number("highest", spread.highest, out);
    write_number("sum", spread.sum, out);
    write_number("mean", spread.mean, out);
}

/// An object of its own, written by `write(out)`.
template <class Write>
std::string object(Write write) {
    JsonWriter out;
    out.begin_object();
    write(out);
    out.end_object();
    return out.take();
}

std::string json(const TotalSummary& total) {
    return object([&](JsonWriter& out) {
        out.key("total"), out.text(total.total);
        out.key("unit"), out.text(total.unit);
        write_spread(total.spread, out);
        out.key("bins"), out.begin_array();
        for (const auto& bin : total.bins) {
            out.begin_object();
            out.key("from"), out.number(bin.from);
            out.key("to"), out.number(bin.to);
            write_count("count", bin.count, out);
            out.end_object();
        }
        out.end_array();
    });
}

std::string json(const GradeCount& grade) {
    return object([&](JsonWriter& out) {
        out.key("grade"), out.text(grade.grade);
        write_count("count", grade.count, out);
    });
}

std::string json(const OutcomeSummary& outcome) {
    return object([&](JsonWriter& out) {
        out.key("outcome"), out.text(outcome.outcome);
        out.key("unit"), out.text(outcome.unit);
        write_spread(outcome.spread, out);
        write_count("without", outcome.without, out);
    });
}

std::string json(const Standing& one) {
    return object([&](JsonWriter& out) {
        out.key("id"), out.text(one.id);
        out.key("score"), out.number(one.score);
        out.key("grade"), out.text_or_null(one.grade);
    });
}

std::string json(const Mover& mover) {
    return object([&](JsonWriter& out) {
        out.key("total"), out.text(mover.total);
        out.key("category"), out.text_or_null(mover.category);
        out.key("rule"), out.text_or_null(mover.rule);
        out.key("kind"), out.text(mover.kind);
        out.key("unit"), out.text(mover.unit);
        write_number("moved", mover.moved, out);
        write_number("net", mover.net, out);
        write_count("participants", mover.participants, out);
    });
}

template <class Elements>
void append(std::string_view key, const Elements& elements, std::string& text) {
    text += ",\n\"" + std::string(key) + "\":";
    report::append_list(
        elements, [](const auto& element) { return json(element); }, text);
}

}  // namespace

std::string to_json(const Summary& summary) {
    auto text = object([&](JsonWriter& out) {
        out.key("plan"), out.text(summary.plan);
        out.key("fingerprint"), out.text(summary.fingerprint);
        out.key("period"), out.text_or_null(summary.period);
        write_count("scored", summary.scored, out);
        write_count("not_rated", summary.not_rated, out);
        write_count("refused", summary.refused, out);
        write_count("failed", summary.failed, out);
        write_count("warned", summary.warned, out);
    });
    text.pop_back();  // the object goes on
    append("totals", summary.totals, text);
    append("grades", summary.grades, text);
    append("outcomes", summary.outcomes, text);
    append("best", summary.best, text);
    append("worst", summary.worst, text);
    append("movers", summary.movers, text);
    return text + "}\n";
}

}  // namespace meritum
