// The sheets of a plan's data: which files, which columns, what they mean. In: a Description. Out:
// Sheets, and each as CSV without rows. Must not know graphs. Tests:
// tests/api/describe_test.cpp.
#include <algorithm>

#include "meritum/description.hpp"
#include "report/description_words.hpp"

namespace meritum {
namespace {

using report::Described;
using report::say;

class Sheets {
public:
    Sheets(const Description& plan, std::string_view lang)
        : plan_(plan), lang_(lang), tongue_(plan.tongue(lang)) {}

    std::vector<Sheet> run() {
        Sheet people{"participants.csv", {{"id", say(Described::id, lang_)}}};
        add_period(people, plan_.facts);
        add(people, plan_.facts);
        std::vector<Sheet> all{std::move(people)};
        for (const auto& list : plan_.lists) {
            const auto name = file_name(list);
            if (name.empty()) continue;
            Sheet sheet{name + ".csv", {{"participant", say(Described::participant, lang_)}}};
            add_period(sheet, list.fields);
            if (list.key.empty() && !is_known(list.fields, "key"))
                sheet.columns.push_back({"key", say(Described::key, lang_)});
            add(sheet, list.fields);
            all.push_back(std::move(sheet));
        }
        for (const auto& table : plan_.tables) {
            const auto name = table.from_data() ? file_name(table) : "";
            if (!name.empty()) all.push_back(rows_of(table, name));
        }
        return all;
    }

private:
    /// A fact of that name has the column for itself.
    static bool is_known(const std::vector<FactDescription>& facts, const std::string& word) {
        return std::any_of(facts.begin(), facts.end(), [&](const FactDescription& fact) {
            return std::find(fact.names.begin(), fact.names.end(), word) != fact.names.end();
        });
    }

    /// Its name in this tongue, or another one that can be a file's; empty: none can.
    std::string file_name(const Naming& what) const {
        std::vector<std::string> names{report::name_in(what, tongue_)};
        names.insert(names.end(), what.names.begin(), what.names.end());
        for (const auto& name : names) {
            if (name != "participants" && name.find_first_of("/\\:") == std::string::npos &&
                !name.starts_with('.'))
                return name;
        }
        return {};
    }

    /// Of a table whose rows come with the data.
    Sheet rows_of(const TableDescription& table, const std::string& name) const {
        Sheet sheet{name + ".csv", {}};
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto& column = table.columns[i];
            const bool is_result = i >= table.inputs.size();
            auto words = in_words(plan_, column, lang_);
            if (!is_result) words = say(Described::table_cell, lang_, {words});
            sheet.columns.push_back({report::name_in(column, tongue_), words});
        }
        return sheet;
    }

    void add_period(Sheet& sheet, const std::vector<FactDescription>& facts) const {
        if (plan_.cycle.empty() || is_known(facts, "period")) return;
        sheet.columns.push_back({"period", say(Described::period, lang_, {plan_.period_example})});
    }

    void add(Sheet& sheet, const std::vector<FactDescription>& facts) const {
        for (const auto& fact : facts) {
            const auto& label = report::in_tongue(fact.labels, tongue_);
            const auto words = in_words(plan_, fact, lang_);
            sheet.columns.push_back(
                {report::name_in(fact, tongue_), label.empty() ? words : label + " · " + words});
        }
    }

    const Description& plan_;
    std::string_view lang_;
    std::size_t tongue_;
};

std::string quoted(const std::string& name) {
    const bool plain = name.find_first_of(",\"\r\n") == std::string::npos &&
                       !name.starts_with(' ') && !name.ends_with(' ');
    if (plain) return name;
    std::string cell = "\"";
    for (const char c : name) cell += c == '"' ? "\"\"" : std::string(1, c);
    return cell + "\"";
}

}  // namespace

std::vector<Sheet> sheets(const Description& plan, std::string_view lang) {
    return Sheets(plan, lang).run();
}

std::string to_csv(const Sheet& sheet) {
    std::string header;
    for (const auto& column : sheet.columns)
        header += (header.empty() ? "" : ",") + quoted(column.name);
    const bool ascii = std::all_of(header.begin(), header.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return (ascii ? "" : "\xEF\xBB\xBF") + header + "\n";
}

}  // namespace meritum
