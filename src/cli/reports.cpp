// See reports.hpp.
#include "cli/reports.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace {

constexpr std::string_view withheld = "F0190";

/// "ann, bob, eve, ...".
std::string first_of(const std::vector<std::string>& ids, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < ids.size() && i < most; ++i)
        text += (i == 0 ? "" : ", ") + safe(ids[i]);
    return text + (ids.size() > most ? ", ..." : "");
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// Errors that say the same, in the order of the data.
using Alike = std::vector<const FactError*>;

std::vector<Alike> grouped(const std::vector<FactError>& errors) {
    std::vector<Alike> groups;
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> known;
    for (const FactError& error : errors) {
        const auto [found, fresh] = known.try_emplace({error.code, error.message}, groups.size());
        if (fresh) groups.emplace_back();
        groups[found->second].push_back(&error);
    }
    return groups;
}

std::vector<std::string> ids_of(const Alike& errors) {
    std::vector<std::string> ids;
    std::set<std::string_view> seen;
    for (const FactError* error : errors) {
        if (!error->id.empty() && seen.insert(error->id).second) ids.push_back(error->id);
    }
    return ids;
}

std::string line_of(const FactError& error, const std::string& more) {
    std::string text;
    if (!error.file.empty()) text += safe(error.file);
    if (error.line != 0) text += fmt::format(":{}", error.line);
    if (error.line != 0 && error.column != 0) text += fmt::format(":{}", error.column);
    if (!text.empty()) text = (has_colour(stderr) ? "\x1b[1m" + text + "\x1b[0m" : text) + ": ";
    if (!error.id.empty()) text += safe(error.id) + ": ";
    return fmt::format("{}{} [{}]{}\n", text, safe(error.message), error.code, more);
}

void report_group(const Alike& errors) {
    constexpr std::size_t few = 2;  // are told each with its place
    constexpr std::size_t most_ids = 8;
    const FactError& first = *errors.front();
    if (first.code == withheld && errors.size() > 1) {
        return tell(fmt::format("{}: {} [{}]\n",
                                counted(ids_of(errors).size(), "participant", "participants"),
                                safe(first.message), first.code));
    }
    if (errors.size() <= few) {
        for (const FactError* error : errors) tell(line_of(*error, {}));
        return;
    }
    const std::vector<std::string> others = ids_of({errors.begin() + 1, errors.end()});
    std::string more = fmt::format(" and {} more like it", errors.size() - 1);
    if (!others.empty()) more += ": " + first_of(others, most_ids);
    tell(line_of(first, more));
}

}  // namespace

void tell_left_out(const std::vector<Facts>& facts, const std::string& period) {
    constexpr std::size_t most_periods = 3;  // of more, all in one line
    constexpr std::size_t most_ids = 3;
    std::set<std::string_view> there;
    std::map<std::string_view, std::string> last;  // of those who are not
    for (const Facts& one : facts) {
        if (one.period == period) there.insert(one.id);
        // Periods of one cycle are ordered as their texts are.
        std::string& latest = last[one.id];
        if (one.period < period) latest = std::max(latest, one.period);
    }
    std::map<std::string, std::vector<std::string>> by_period;
    std::set<std::string_view> told;
    for (const Facts& one : facts) {
        const bool is_out = there.count(one.id) == 0 && !last[one.id].empty();
        if (is_out && told.insert(one.id).second) by_period[last[one.id]].push_back(one.id);
    }
    if (by_period.size() > most_periods) {
        std::vector<std::string> all;
        for (const auto& [other, ids] : by_period) all.insert(all.end(), ids.begin(), ids.end());
        by_period = {{"earlier periods", all}};
    }
    for (auto& [other, ids] : by_period) {
        const auto count = counted(ids.size(), "participant", "participants");
        std::erase(ids, "");  // of one participant data need no id
        const auto who = ids.empty() ? "" : " (" + first_of(ids, most_ids) + ")";
        complain(fmt::format("in {}, but not in {}: {}{}", other, period, count, who));
    }
}

void report(const std::vector<FactError>& errors) {
    for (const Alike& group : grouped(errors)) report_group(group);
}

void tell_warnings(const std::vector<std::pair<std::string, std::string>>& warnings) {
    for (const auto& [id, warning] : warnings)
        tell(fmt::format("{}: {} [warning]\n", safe(id), safe(warning)));
}

int report_results(const Results& results) {
    for (const Scorecard& card : results.cards) {
        for (const std::string& warning : card.warnings()) tell_warnings({{card.id(), warning}});
    }
    const auto scored =
        std::count_if(results.cards.begin(), results.cards.end(), [](const Scorecard& card) {
            const Total& first = card.totals().front();  // not rated is no trouble
            return first.value.has_value() || !first.not_rated.empty();
        });
    return report_errors(results.errors, static_cast<std::size_t>(scored));
}

int report_errors(const std::vector<FactError>& errors, std::size_t scored) {
    report(errors);
    if (errors.empty()) return success;
    const auto values = static_cast<std::size_t>(
        std::count_if(errors.begin(), errors.end(),
                      [](const FactError& error) { return error.code == withheld; }));
    // Whose an error is cannot always be told (no id, nobody's item), so errors are counted.
    std::string text = counted(errors.size() - values, "error", "errors") + " in the data; ";
    if (values > 0) text += counted(values, "value", "values") + " withheld; ";
    complain(text + counted(scored, "participant", "participants") + " scored");
    return some_not_scored;
}

}  // namespace meritum::cli
