// Diagnostics as JSON, the shape of docs/json.md. In: Diagnostics of plans. Out: text, one line per
// diagnostic. Must not know a plan. Tests: tests/report/diagnostics_json_test.cpp.
#include <algorithm>

#include "meritum/diagnostics.hpp"
#include "report/json.hpp"

namespace meritum {
namespace {

using report::JsonWriter;

void write_position(const Position& position, JsonWriter& out) {
    const auto number = [&](const char* key, std::size_t value) {
        out.key(key), out.raw_number(std::to_string(value));
    };
    out.begin_object();
    number("offset", position.offset);
    number("line", position.line);
    number("column", position.column);
    number("byte_column", position.byte_column);
    number("utf16_column", position.utf16_column);
    out.end_object();
}

void write_label(const Label& label, JsonWriter& out) {
    out.begin_object();
    if (!label.file.empty()) out.key("file"), out.text(label.file);
    out.key("begin"), write_position(label.begin, out);
    out.key("end"), write_position(label.end, out);
    out.key("text"), out.text_or_null(label.text);
    out.key("excerpt"), out.text(label.excerpt);
    out.end_object();
}

std::string diagnostic_json(const Diagnostic& item) {
    JsonWriter out;
    out.begin_object();
    out.key("code"), out.text(item.code);
    out.key("name"), out.text(item.name);
    out.key("severity"), out.text(item.severity == Severity::error ? "error" : "warning");
    out.key("message"), out.text(item.message);
    out.key("fix"), out.text_or_null(item.fix);
    out.key("primary"), write_label(item.primary, out);
    out.key("secondary");
    if (item.secondary) {
        write_label(*item.secondary, out);
    } else {
        out.null();
    }
    out.end_object();
    return out.take();
}

std::string plan_json(const Diagnostics& plan) {
    const auto errors =
        std::count_if(plan.items.begin(), plan.items.end(),
                      [](const Diagnostic& item) { return item.severity == Severity::error; });
    JsonWriter out;
    out.begin_object();
    out.key("file"), out.text(plan.file);
    out.key("errors"), out.raw_number(std::to_string(errors));
    out.key("warnings"),
        out.raw_number(std::to_string(plan.items.size() - static_cast<std::size_t>(errors)));
    out.end_object();
    std::string text = out.take();
    text.back() = ',';  // the object goes on
    text += "\"diagnostics\":";
    report::append_list(plan.items, diagnostic_json, text);
    return text + "}";
}

}  // namespace

std::string to_json(std::span<const Diagnostics> plans) {
    std::string text = "{\"plans\":";
    report::append_list(plans, plan_json, text);
    return text + "}\n";
}

}  // namespace meritum
