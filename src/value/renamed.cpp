// See renamed.hpp. All names are searched for as the plan has them, then changed.
#include "value/renamed.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "value/fact_errors.hpp"
#include "value/unicode.hpp"

namespace meritum::value {
namespace {

/// A fact, list or field with its names in all tongues, or one word.
struct Named {
    std::string* name = nullptr;
    std::vector<std::string>* names = nullptr;  ///< null: a word

    bool has(const std::string& word) const {
        return names == nullptr ? *name == word
                                : std::find(names->begin(), names->end(), word) != names->end();
    }
};

class Renamer {
public:
    explicit Renamer(const Schema& schema) : schema_(schema) {}

    Renamed run(std::span<const NamePair> names) {
        names_ = names;
        for (const auto& [plan, file] : names) find(plan, file);
        std::set<const std::string*> seen;
        for (auto& [named, file, plan] : found_) {
            if (!seen.insert(named.name).second) refuse(quoted_name(plan) + " is given two names");
            *named.name = file;
            if (named.names != nullptr) *named.names = {file};
        }
        require_distinct(people());
        for (auto& list : schema_.lists) require_distinct(fields(list));
        return {std::move(schema_), std::move(problem_)};
    }

private:
    struct Found {
        Named named;
        std::string file;
        std::string plan;
    };

    void refuse(const std::string& problem) {
        if (problem_.empty()) problem_ = problem;
    }

    Named column(ColumnId id) {
        auto& column = schema_.columns[id.index];
        return {&column.name, &column.names};
    }

    /// Facts and lists have one space of names.
    std::vector<Named> people() {
        std::vector<Named> all;
        for (const auto id : schema_.facts) all.push_back(column(id));
        for (auto& list : schema_.lists) all.push_back({&list.name, &list.names});
        return all;
    }

    std::vector<Named> fields(const ListSchema& list) {
        std::vector<Named> all;
        for (const auto id : list.fields) all.push_back(column(id));
        return all;
    }

    std::vector<Named> words() {
        auto& words = schema_.words;
        return {{&words.id, nullptr},
                {&words.participant, nullptr},
                {&words.period, nullptr},
                {&words.key, nullptr}};
    }

    /// By the plan, or by the files: that is what messages about them say.
    bool is_called(value::ListSchema& list, const std::string& name) const {
        const Named named{&list.name, &list.names};
        return named.has(name) || std::any_of(names_.begin(), names_.end(), [&](const auto& pair) {
                   return named.has(pair.first) && pair.second == name;
               });
    }

    /// A fact or list, a word, or a field behind the name of its list and a point.
    Named search(const std::string& plan, std::vector<std::string>& known) {
        for (const auto& all : {people(), words()}) {
            for (const auto& one : all) {
                if (one.has(plan)) return one;
                known.push_back(*one.name);
            }
        }
        const auto point = std::min(plan.find('.'), plan.size());
        for (auto& list : schema_.lists) {
            const bool is_meant = is_called(list, plan.substr(0, point));
            for (const auto& field : fields(list)) {
                if (is_meant && point < plan.size() && field.has(plan.substr(point + 1)))
                    return field;
                known.push_back(list.name + "." + *field.name);
            }
        }
        return {};
    }

    void find(const std::string& plan, const std::string& file) {
        const auto normal = normal_form(file);
        if (!normal || normal->empty())
            return refuse(quoted_name(plan) + " is given a name that is empty or no UTF-8");
        std::vector<std::string> known;
        const auto named = search(plan, known);
        if (named.name != nullptr) return found_.push_back({named, *normal, plan});
        refuse(quoted_name(plan) + " is no fact, list, field or column of the plan" +
               did_you_mean(plan, known));
    }

    void require_distinct(const std::vector<Named>& all) {
        std::set<std::string> seen;
        for (const auto& one : all) {
            for (const auto& name : std::set<std::string>(one.names->begin(), one.names->end())) {
                if (!seen.insert(name).second) {
                    refuse("two columns would be called " + quoted_name(name) +
                           "; give the other one a name, too");
                }
            }
        }
    }

    Schema schema_;
    std::span<const NamePair> names_;
    std::string problem_;
    std::vector<Found> found_;
};

}  // namespace

Renamed renamed(const Schema& schema, std::span<const NamePair> names) {
    return Renamer(schema).run(names);
}

}  // namespace meritum::value
