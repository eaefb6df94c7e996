// See decimals.hpp.
#include "graph/decimals.hpp"

#include "graph/story_walk.hpp"

namespace meritum::graph {
namespace {

struct FindDecimals {
    void operator()(const NodeId& /*id*/, Role /*role*/, const Quantity* /*of*/) const {}
    void quantity(Quantity& part) const {
        part.decimal = value::ShortDecimal::from(part.value ? part.step : part.constant);
    }
};

}  // namespace

void find_decimals(Story& story) {
    FindDecimals find;
    StoryWalk<FindDecimals>(find).story(story);
}

}  // namespace meritum::graph
