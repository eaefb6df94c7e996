// See schedule.hpp. Stage by stage: whole columns in the order of the program, the others in the
// order in which they are asked for, so that few registers are needed at once.
#include "exec/schedule.hpp"

#include <algorithm>
#include <utility>

#include "exec/emitter.hpp"
#include "exec/order.hpp"
#include "exec/simplify.hpp"
#include "exec/slots.hpp"

namespace meritum::exec {
namespace {

class Scheduler {
public:
    Scheduler(const Program& program, bool poison)
        : program_(program),
          order_(program, poison),
          simplified_(simplify(program, order_, poison)),
          emitter_(program, order_, simplified_, poison, made_),
          parts_(program.graph->nodes.size()) {}

    Schedule run() {
        std::uint32_t last = 0;
        for (const Instruction& each : program_.instructions) {
            if (order_.needed(each.node)) last = std::max(last, order_.stage(each.node));
        }
        for (std::uint32_t number = 0; number <= last; ++number) plan(number);
        share_memory(made_);
        return std::move(made_);
    }

private:
    void plan(std::uint32_t number) {
        Stage stage;
        emitter_.begin(number, stage);
        for (const Instruction& each : program_.instructions) {
            const auto id = each.node;
            if (!order_.needed(id) || order_.stage(id) != number) continue;
            if (!order_.by_pieces(id)) {
                stage.whole.push_back(id);
            } else if (order_.stored(id)) {
                make(id, number);
            }
        }
        made_.stages.push_back(std::move(stage));
    }

    /// A part of a node that waits for others.
    struct Open {
        NodeId id;
        std::size_t part = 0;
        bool asked = false;  ///< for what it needs
    };

    void make(NodeId root, std::uint32_t number) {
        std::vector<Open> open;
        const auto ask = [&](NodeId id) {
            const bool here = order_.by_pieces(id) && order_.stage(id) == number;
            const auto parts = emitter_.parts(id);
            for (auto part = parts; here && part-- > parts_[id.index];) open.push_back({id, part});
        };
        ask(root);
        while (!open.empty()) {
            auto& next = open.back();
            auto& there = parts_[next.id.index];
            if (there > next.part) {  // another one asked for it, too
                open.pop_back();
                continue;
            }
            if (next.asked) {
                emitter_.make(next.id, next.part);
                ++there;
                open.pop_back();
                continue;
            }
            next.asked = true;
            const auto needs = emitter_.needs(next.id, next.part);
            for (auto id = needs.rbegin(); id != needs.rend(); ++id) ask(*id);
        }
    }

    const Program& program_;
    Order order_;
    Simplified simplified_;
    Schedule made_;
    Emitter emitter_;
    std::vector<std::size_t> parts_;  ///< by node: that are made
};

}  // namespace

Schedule schedule(const Program& program, bool poison) { return Scheduler(program, poison).run(); }

}  // namespace meritum::exec
