// See withheld.hpp.
#include "scorecard/withheld.hpp"

#include <algorithm>

#include "value/fact_errors.hpp"

namespace meritum::scorecard {
namespace {

/// The fact by which participants are grouped; empty if it is no plain fact.
std::string grouping_fact(const graph::Graph& graph, KeyId key) {
    const NodeId by = graph.keys[key.index].by;
    if (!by) return {};
    const auto& node = graph[by];
    if (node.kind != graph::NodeKind::map || node.op != value::Operator::input) return {};
    return graph.schema.columns[node.payload].name;
}

}  // namespace

// `Run::incomplete` has an entry for every key; those that group nobody are empty.
std::vector<KeyId> incomplete_groups(const graph::Graph& graph, const exec::Run& run,
                                     std::size_t row) {
    std::vector<KeyId> groups;
    for (std::uint32_t index = 0; index < run.incomplete.size() && index < graph.keys.size();
         ++index) {
        const auto& rows = run.incomplete[index];
        if (row < rows.size() && rows[row] != 0) groups.push_back({index});
    }
    return groups;
}

std::optional<KeyId> first_common(const std::vector<KeyId>& needed,
                                  const std::vector<KeyId>& incomplete) {
    const auto found = std::find_if(needed.begin(), needed.end(), [&](KeyId key) {
        return std::find(incomplete.begin(), incomplete.end(), key) != incomplete.end();
    });
    if (found == needed.end()) return std::nullopt;
    return *found;
}

FactError withheld_error(const graph::Graph& graph, KeyId key, const std::string& id,
                         const std::string& period, const std::string& what) {
    FactError error;
    error.id = id;
    error.period = period;
    error.fact = grouping_fact(graph, key);
    error.code = value::trouble_code(value::Trouble::withheld);
    error.message = value::trouble_message(
        value::Trouble::withheld,
        {value::quoted_name(what),
         error.fact.empty() ? std::string("group") : value::quoted_name(error.fact)});
    return error;
}

}  // namespace meritum::scorecard
