// A JSON Schema (draft 2020-12) of a plan's data. In: a Description. Out: text. Must not know
// graphs or how data is read; docs/data.md says what is taken. Tests:
// tests/api/facts_schema_test.cpp.
//
// What passes docs/data.md passes the schema. Where a keyword would need exact fractions (0.07 is a
// multiple of 0.01, but no binary number), the schema says nothing and the border decides.
#include <algorithm>
#include <set>

#include "meritum/description.hpp"
#include "report/description_words.hpp"
#include "report/json.hpp"

namespace meritum {
namespace {

using report::JsonWriter;

constexpr std::string_view whole_or_decimal = "^[+-]?[0-9]+(\\.[0-9]+)?$";
constexpr std::string_view decimal_or_percentage = "^[+-]?[0-9]+(\\.[0-9]+)?%?$";
constexpr std::string_view date = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr std::string_view boolean =
    "^([yY][eE][sS]|[nN][oO]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|是|否)$";

class Schema {
public:
    explicit Schema(const Description& plan) : plan_(plan) {}

    std::string run() {
        out_.begin_object();
        pair("$schema", "https://json-schema.org/draft/2020-12/schema");
        const auto& label = report::in_tongue(plan_.labels, 0);
        pair("title", label.empty() ? plan_.name : label);
        pair("description", "Data of the plan " + plan_.name + ", " + plan_.fingerprint);
        out_.key("anyOf"), out_.begin_array();
        reference();
        people();
        if (!has_list("participants")) envelope();
        out_.end_array();
        out_.key("$defs"), out_.begin_object();
        out_.key("participant"), participant();
        out_.end_object();
        out_.end_object();
        return out_.take() + "\n";
    }

private:
    void pair(const char* key, std::string_view value) { out_.key(key), out_.text(value); }

    bool has_list(const std::string& name) const {
        for (const auto& list : plan_.lists) {
            for (const auto& other : list.names) {
                if (other == name) return true;
            }
        }
        return false;
    }

    void reference() {
        out_.begin_object();
        pair("$ref", "#/$defs/participant");
        out_.end_object();
    }

    void people() {
        out_.begin_object();
        pair("type", "array");
        out_.key("items"), reference();
        out_.end_object();
    }

    void envelope() {
        out_.begin_object();
        pair("type", "object");
        out_.key("properties"), out_.begin_object();
        out_.key("period"), period();
        out_.key("participants"), people();
        tables();
        out_.end_object();
        out_.key("required"), out_.begin_array(), out_.text("participants"), out_.end_array();
        out_.key("additionalProperties"), out_.boolean(false);
        out_.end_object();
    }

    /// Rows that come with the data. A cell is a value or says which values it takes, so only its
    /// presence can be asked for.
    void tables() {
        const auto is_data = [](const TableDescription& table) { return table.from_data(); };
        if (std::none_of(plan_.tables.begin(), plan_.tables.end(), is_data)) return;
        out_.key("tables"), out_.begin_object();
        pair("type", "object");
        pair("description", "the rows of tables");
        out_.key("properties"), out_.begin_object();
        for (const auto& table : plan_.tables) {
            for (const auto& name : table.names) {
                if (is_data(table) && seen_.insert(name).second) out_.key(name), rows(table);
            }
        }
        out_.end_object();
        out_.key("additionalProperties"), out_.boolean(false);
        out_.end_object();
    }

    void rows(const TableDescription& table) {
        out_.begin_object();
        pair("type", "array");
        out_.key("items"), out_.begin_object();
        pair("type", "object");
        out_.key("properties"), out_.begin_object();
        std::set<std::string> once;
        for (const auto& column : table.columns) {
            for (const auto& name : column.names) {
                if (!once.insert(name).second) continue;
                out_.key(name), out_.begin_object();
                pair("description", in_words(plan_, column));
                types({"string", "number", "boolean"});
                out_.end_object();
            }
        }
        out_.end_object();
        out_.end_object();
        out_.end_object();
    }

    void period() {
        out_.begin_object();
        pair("description", plan_.cycle.empty() ? "the period; one for all"
                                                : "a period such as " + plan_.period_example);
        std::string pattern;
        if (plan_.cycle == "month") pattern = "^([0-9]{4}-(0[1-9]|1[0-2]))?$";
        if (plan_.cycle == "quarter") pattern = "^([0-9]{4}-Q[1-4])?$";
        if (plan_.cycle == "half") pattern = "^([0-9]{4}-H[12])?$";
        if (plan_.cycle == "year") pattern = "^([0-9]{4})?$";
        types(plan_.cycle.empty() || plan_.cycle == "year"
                  ? std::vector<std::string>{"string", "integer", "null"}
                  : std::vector<std::string>{"string", "null"});
        if (!pattern.empty()) pair("pattern", pattern);
        out_.end_object();
    }

    void types(const std::vector<std::string>& names) {
        out_.key("type"), out_.begin_array();
        for (const auto& name : names) out_.text(name);
        out_.end_array();
    }

    void participant() {
        out_.begin_object();
        pair("type", "object");
        out_.key("properties"), out_.begin_object();
        seen_ = {"id", "period"};
        out_.key("id"), out_.begin_object();
        pair("description", "who it is; data of one participant need none");
        types({"string", "number", "null"});
        out_.key("maxLength"), out_.raw_number("200");
        out_.end_object();
        out_.key("period"), period();
        std::vector<const Naming*> required;
        std::vector<const Naming*> all;
        facts(plan_.facts, required, all);
        for (const auto& list : plan_.lists) {
            all.push_back(&list);
            for (const auto& name : list.names) {
                if (seen_.insert(name).second) out_.key(name), items(list);
            }
        }
        out_.end_object();
        names(required, all);
        out_.end_object();
    }

    void items(const ListDescription& list) {
        out_.begin_object();
        if (!report::in_tongue(list.labels, 0).empty())
            pair("title", report::in_tongue(list.labels, 0));
        out_.key("anyOf"), out_.begin_array();
        out_.begin_object();
        pair("type", "array");
        out_.key("maxItems"), out_.raw_number(std::to_string(list.most_items));
        out_.key("items"), item(list);
        out_.end_object();
        empty();
        out_.end_array();
        out_.end_object();
    }

    void item(const ListDescription& list) {
        const auto outer = std::move(seen_);
        seen_.clear();
        out_.begin_object();
        pair("type", "object");
        out_.key("properties"), out_.begin_object();
        std::vector<const Naming*> required;
        std::vector<const Naming*> all;
        facts(list.fields, required, all);
        if (seen_.insert("key").second) {
            out_.key("key"), out_.begin_object();
            pair("description", "the item's own number");
            types({"string", "number", "null"});
            out_.end_object();
        }
        out_.end_object();
        names(required, all);
        out_.end_object();
        seen_ = outer;
    }

    /// A property for each name of each fact.
    void facts(const std::vector<FactDescription>& facts, std::vector<const Naming*>& required,
               std::vector<const Naming*>& all) {
        for (const auto& fact : facts) {
            all.push_back(&fact);
            if (fact.required()) required.push_back(&fact);
            for (const auto& name : fact.names) {
                if (seen_.insert(name).second) out_.key(name), value(fact);
            }
        }
    }

    /// What must be there, and that nothing is there under two of its names.
    void names(const std::vector<const Naming*>& required, const std::vector<const Naming*>& all) {
        const auto is_required = [&](const Naming* naming) {
            return std::find(required.begin(), required.end(), naming) != required.end();
        };
        out_.key("required"), out_.begin_array();
        for (const auto* naming : required) {
            if (others(*naming).empty()) out_.text(naming->name);
        }
        out_.end_array();
        out_.key("allOf"), out_.begin_array();
        out_.begin_object(), out_.end_object();  // so that it is never empty
        for (const auto* naming : all) {
            if (others(*naming).empty()) continue;
            out_.begin_object();
            out_.key("oneOf"), out_.begin_array();
            needs({naming->name});
            for (const auto& other : others(*naming)) needs({other});
            if (!is_required(naming)) none_of(*naming);
            out_.end_array();
            out_.end_object();
        }
        out_.end_array();
        out_.key("additionalProperties"), out_.boolean(false);
    }

    /// Names that differ from the first one, each once.
    static std::set<std::string> others(const Naming& naming) {
        std::set<std::string> names(naming.names.begin(), naming.names.end());
        names.erase(naming.name);
        return names;
    }

    void needs(const std::vector<std::string>& names) {
        out_.begin_object();
        out_.key("required"), out_.begin_array();
        for (const auto& name : names) out_.text(name);
        out_.end_array();
        out_.end_object();
    }

    void none_of(const Naming& naming) {
        out_.begin_object();
        out_.key("not"), out_.begin_object();
        out_.key("anyOf"), out_.begin_array();
        needs({naming.name});
        for (const auto& other : others(naming)) needs({other});
        out_.end_array();
        out_.end_object();
        out_.end_object();
    }

    /// A missing value, as docs/data.md has it.
    void empty() {
        out_.begin_object();
        out_.key("enum"), out_.begin_array(), out_.null(), out_.text(""), out_.end_array();
        out_.end_object();
    }

    void value(const FactDescription& fact) {
        out_.begin_object();
        if (!report::in_tongue(fact.labels, 0).empty())
            pair("title", report::in_tongue(fact.labels, 0));
        pair("description", in_words(plan_, fact));
        out_.key("anyOf"), out_.begin_array();
        given(fact);
        if (!fact.required()) empty();
        out_.end_array();
        out_.end_object();
    }

    void given(const FactDescription& fact) {
        switch (fact.type) {
            case FactType::number: return number(fact, decimal_or_percentage);
            case FactType::count:
            case FactType::money: return number(fact, whole_or_decimal);
            case FactType::boolean: return truth();
            case FactType::text: return text();
            case FactType::date: return pattern(date);
            case FactType::choice: return choice(fact);
        }
    }

    void number(const FactDescription& fact, std::string_view written) {
        out_.begin_object();
        const bool whole = fact.step && fact.step->scale() == 0;
        pair("type", whole ? "integer" : "number");
        if (fact.low) out_.key("minimum"), out_.number(*fact.low);
        if (fact.high) out_.key("maximum"), out_.number(*fact.high);
        if (whole && *fact.step != Decimal(1)) out_.key("multipleOf"), out_.number(*fact.step);
        out_.end_object();
        pattern(written);
    }

    void pattern(std::string_view written) {
        out_.begin_object();
        pair("type", "string");
        pair("pattern", written);
        out_.end_object();
    }

    void truth() {
        out_.begin_object();
        pair("type", "boolean");
        out_.end_object();
        pattern(boolean);
    }

    /// A number in JSON is taken by its digits, so it can be a text too.
    void text() {
        out_.begin_object();
        types({"string", "number"});
        out_.key("maxLength"), out_.raw_number("200");
        out_.key("minLength"), out_.raw_number("1");
        out_.end_object();
    }

    void choice(const FactDescription& fact) {
        out_.begin_object();
        out_.key("enum"), out_.begin_array();
        std::set<std::string> once;
        for (const auto& names : fact.choices) {
            for (const auto& name : names) {
                if (once.insert(name).second) out_.text(name);
            }
        }
        out_.end_array();
        out_.end_object();
    }

    const Description& plan_;
    JsonWriter out_;
    std::set<std::string> seen_;  ///< properties written so far, of the innermost object
};

}  // namespace

std::string to_json_schema(const Description& plan) { return Schema(plan).run(); }

}  // namespace meritum
