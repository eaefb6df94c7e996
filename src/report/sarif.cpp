// Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors read. In: Diagnostics of plans,
// and the codes for its rules. Out: text, one line per rule and result. Must not know a plan.
// Tests: tests/report/diagnostics_json_test.cpp.
//
// Columns are counted in UTF-16 units, the format's own default. A fix in words is no replacement a
// tool could apply, so it stands at the end of the message.
#include <algorithm>
#include <map>

#include "meritum/codes.hpp"
#include "meritum/version.hpp"
#include "report/json.hpp"

namespace meritum {
namespace {

using report::JsonWriter;

/// The codes that occur, in the order of their numbers; a result names its rule by the place in it.
using Rules = std::map<std::string, std::size_t, std::less<>>;

Rules rules_of(std::span<const Diagnostics> plans) {
    Rules rules;
    for (const auto& plan : plans) {
        for (const auto& item : plan.items) rules.emplace(item.code, 0);
    }
    std::size_t next = 0;
    for (auto& [code, index] : rules) index = next++;
    return rules;
}

/// A path as a reference of RFC 3986: everything but letters, digits and a few marks by its bytes.
std::string uri(std::string_view path) {
    constexpr std::string_view marks = "-._~/";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text = path.starts_with('/') ? "file://" : "";
    for (const char c : path) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || marks.find(c) != std::string_view::npos;
        const auto byte = static_cast<unsigned char>(c);
        text +=
            plain ? std::string(1, c) : std::string{'%', digits[byte / 16U], digits[byte % 16U]};
    }
    return text;
}

void write_message(const char* key, std::string_view text, JsonWriter& out) {
    out.key(key), out.begin_object();
    out.key("text"), out.text(text);
    out.end_object();
}

std::string with_capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

const char* level(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

/// What docs/diagnostics.md says of a code, in Markdown.
std::string help(const Code& code) {
    std::string text = code.meaning;
    const auto add = [&](const std::string& words, const std::vector<Sample>& samples) {
        for (const auto& sample : samples)
            text += "\n\n" + words + "\n\n```merit\n" + sample.text + "```";
    };
    add("Wrong:", code.bad);
    add("Right:", code.mended);
    return text;
}

std::string rule_json(const std::string& id) {
    JsonWriter out;
    out.begin_object();
    out.key("id"), out.text(id);
    if (const auto* code = find_code(id)) {
        out.key("name"), out.text(code->name);
        write_message("shortDescription", with_capital(code->message) + ".", out);
        if (!code->meaning.empty()) {
            write_message("fullDescription", code->meaning, out);
            out.key("help"), out.begin_object();
            out.key("text"), out.text(to_text(*code));
            out.key("markdown"), out.text(help(*code));
            out.end_object();
        }
        out.key("defaultConfiguration"), out.begin_object();
        out.key("level"), out.text(level(code->severity));
        out.end_object();
    }
    out.end_object();
    return out.take();
}

void write_location(const std::string& file, const Label& label, JsonWriter& out) {
    const auto number = [&](const char* key, std::size_t value) {
        out.key(key), out.raw_number(std::to_string(value));
    };
    out.begin_object();
    out.key("physicalLocation"), out.begin_object();
    out.key("artifactLocation"), out.begin_object();
    out.key("uri"), out.text(uri(label.file.empty() ? file : label.file));
    out.end_object();
    out.key("region"), out.begin_object();
    number("startLine", label.begin.line);
    number("startColumn", label.begin.utf16_column);
    number("endLine", label.end.line);
    number("endColumn", label.end.utf16_column);
    out.end_object();
    out.end_object();
    if (!label.text.empty()) write_message("message", label.text, out);
    out.end_object();
}

std::string result_json(const std::string& file, const Diagnostic& item, const Rules& rules) {
    JsonWriter out;
    out.begin_object();
    out.key("ruleId"), out.text(item.code);
    out.key("ruleIndex"), out.raw_number(std::to_string(rules.find(item.code)->second));
    out.key("level"), out.text(level(item.severity));
    auto message = with_capital(item.message) + ".";
    if (!item.fix.empty()) message += " Fix: " + item.fix;
    if (message.back() != '.' && message.back() != '?') message += '.';
    write_message("message", message, out);
    out.key("locations"), out.begin_array();
    write_location(file, item.primary, out);
    out.end_array();
    if (item.secondary) {
        out.key("relatedLocations"), out.begin_array();
        write_location(file, *item.secondary, out);
        out.end_array();
    }
    out.end_object();
    return out.take();
}

}  // namespace

std::string to_sarif(std::span<const Diagnostics> plans) {
    const auto rules = rules_of(plans);
    std::vector<std::string> results;
    for (const auto& plan : plans) {
        for (const auto& item : plan.items) results.push_back(result_json(plan.file, item, rules));
    }
    const auto itself = [](const std::string& json) { return json; };
    std::string text =
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
        "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"Meritum\",\"version\":\"" MERITUM_VERSION
        "\",\"semanticVersion\":\"" MERITUM_VERSION "\",\"rules\":";
    report::append_list(
        rules, [](const auto& rule) { return rule_json(rule.first); }, text);
    text += "}},\"columnKind\":\"utf16CodeUnits\",\"results\":";
    report::append_list(results, itself, text);
    return text + "}]}\n";
}

}  // namespace meritum
