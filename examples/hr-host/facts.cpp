// Facts by SQL: a column is called as the fact it holds, so nothing is listed here but the lists.
#include "facts.hpp"

#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace hr {
namespace {

/// A list of the plan and the view that holds its items.
constexpr std::pair<const char*, const char*> lists[] = {
    {"contracts", "plan_contracts"},
    {"complaints", "plan_complaints"},
    {"violations", "plan_violations"},
    {"ideas", "plan_ideas"},
};

std::vector<meritum::Facts> read_people(Database& database, const std::string& quarter) {
    const Rows found = database.run(
        "SELECT employee, plan_facts.* FROM plan_facts WHERE quarter = $1 ORDER BY employee",
        {quarter});
    std::vector<meritum::Facts> people;
    for (const auto& row : found.rows) {
        auto& facts = people.emplace_back(row[0].value(), quarter);
        for (std::size_t i = 1; i < row.size(); ++i) {
            const std::string& fact = found.columns[i];
            if (row[i] && fact != "quarter" && fact != "employee") facts.set(fact, *row[i]);
        }
    }
    return people;
}

meritum::Item item_of(const std::vector<std::string>& columns,
                      const std::vector<std::optional<std::string>>& row) {
    meritum::Item item;
    for (std::size_t i = 1; i < row.size(); ++i) {
        const std::string& field = columns[i];
        if (!row[i] || field == "quarter" || field == "employee") continue;
        if (field == "key") {
            item.key = *row[i];
        } else {
            item.fields.push_back({field, *row[i]});
        }
    }
    return item;
}

}  // namespace

std::vector<meritum::Facts> read_facts(Database& database, const std::string& quarter) {
    std::vector<meritum::Facts> people = read_people(database, quarter);
    if (people.empty()) throw std::runtime_error("Nobody has an assignment in " + quarter + ".");
    std::unordered_map<std::string, meritum::Facts*> by_id;
    for (auto& facts : people) by_id.emplace(facts.id, &facts);
    for (const auto& [list, view] : lists) {
        const std::string from = view;
        const Rows found = database.run("SELECT employee, " + from + ".* FROM " + from +
                                            " WHERE quarter = $1 ORDER BY employee, key",
                                        {quarter});
        for (const auto& row : found.rows) {
            const auto person = by_id.find(row[0].value());
            meritum::Item item = item_of(found.columns, row);
            if (person == by_id.end())
                throw std::runtime_error(item.key + " of " + list + " is about " + *row[0] +
                                         ", who has no assignment in " + quarter + ".");
            person->second->add(list, std::move(item));
        }
    }
    return people;
}

}  // namespace hr
