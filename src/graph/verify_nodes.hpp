// The second pass of verify: whether nodes, keys and story fit together. In: a Graph whose indices
// are all in place. Out: sentences. Only verify.cpp includes this. Tests:
// tests/graph/verify_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.hpp"

namespace meritum::graph {

/// "n7".
inline std::string node_name(std::size_t index) { return "n" + std::to_string(index); }

inline void append(std::string& sentence, std::string_view words) { sentence += words; }
inline void append(std::string& sentence, NodeId id) { sentence += node_name(id.index); }

/// Words and nodes as one text. What holds needs none, so it is given in parts.
template <class... Parts>
std::string sentence(const Parts&... parts) {
    std::string made;
    (append(made, parts), ...);
    return made;
}

/// REQUIRES that all indices of the graph point at something.
std::vector<std::string> unfit_keys_and_nodes(const Graph& graph);
std::vector<std::string> unfit_story(const Graph& graph);

}  // namespace meritum::graph
