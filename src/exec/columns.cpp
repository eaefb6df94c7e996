// The plain columnar executor: nodes in order, each a whole column of its table. In: a Program,
// facts, the state before. Out: a Run. Must not know the story or words. Tests:
// tests/exec/columns_test.cpp and its neighbours.
#include "exec/lanes.hpp"
#include "exec/run.hpp"
#include "exec/whole.hpp"
#include "number/wide.hpp"

namespace meritum::exec {

Run run(const Program& program, const value::FactColumns& facts, const State& before,
        const RunOptions& options) {
    WholeColumns whole(program, facts, before, options);
    std::vector<std::vector<NodeId>> drops(program.instructions.size());
    for (const Instruction& each : program.instructions) {
        if (!each.keep) drops[each.last_use.index].push_back(each.node);
    }
    for (const Instruction& each : program.instructions) {
        if (each.skip) continue;
        whole.make(each);
        for (const NodeId done : drops[each.node.index]) whole.column(done) = {};
    }
    return whole.finish();
}

number::Int256 value_at(const Run& run, NodeId node, std::size_t row) {
    return std::visit([row](const auto& values) { return convert<number::Int256>(values[row]); },
                      run.columns[node.index]);
}

}  // namespace meritum::exec
