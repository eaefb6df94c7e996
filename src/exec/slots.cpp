// See slots.hpp. In the order of the steps: a register takes a slot that nobody needs any more, and
// gives it back after its last step.
#include "exec/slots.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "exec/holds.hpp"

namespace meritum::exec {
namespace {

/// What all registers of a piece together may take: they stay in a processor's second cache.
constexpr std::size_t piece_bytes = 192 * 1024;
constexpr std::size_t most_rows = 2048;

template <class Act>
void each_register(const Schedule& schedule, const Step& step, const Act& act) {
    if (step.kind == Step::Kind::multiples) {
        for (const auto term : schedule.terms[step.terms]) act(term);
    }
    for (const auto& in : step.in) {
        if (in.kind == Operand::Kind::reg) act(in.index);
    }
    if (step.out != no_register) act(step.out);
}

class Slots {
public:
    explicit Slots(Schedule& schedule)
        : schedule_(schedule),
          last_use_(schedule.registers.size()),
          has_slot_(schedule.registers.size()) {}

    void share() {
        for (const auto& stage : schedule_.stages) {
            for (const auto& step : stage.steps)
                each_register(schedule_, step, [&](std::uint32_t at) { last_use_[at] = &step; });
        }
        for (const auto& stage : schedule_.stages) {
            for (const auto& step : stage.steps) {
                if (step.out != no_register && !has_slot_[step.out]) take(step.out);
                each_register(schedule_, step, [&](std::uint32_t at) {
                    if (last_use_[at] == &step) give_back(at);
                });
            }
        }
    }

    void choose_rows() {
        std::size_t bits = 1;
        for (const auto slot : schedule_.slots) bits += slot;
        const auto blocks = piece_bytes * 8 / bits / simd::block_rows;
        schedule_.rows =
            std::clamp<std::size_t>(blocks, 1, most_rows / simd::block_rows) * simd::block_rows;
    }

private:
    using Kind = std::pair<TableId, std::uint32_t>;  ///< whose rows, how many bits of each

    static Kind kind_of(const Register& own) { return {own.table, bits_of(own.hold)}; }

    void take(std::uint32_t at) {
        has_slot_[at] = true;
        auto& own = schedule_.registers[at];
        auto& spare = spare_[kind_of(own)];
        if (spare.empty()) {
            spare.push_back(static_cast<std::uint32_t>(schedule_.slots.size()));
            schedule_.slots.push_back(bits_of(own.hold));
            schedule_.slot_tables.push_back(own.table);
        }
        own.slot = spare.back();
        spare.pop_back();
    }

    void give_back(std::uint32_t at) {
        last_use_[at] = nullptr;  // once, if it is two operands of the step
        const auto& own = schedule_.registers[at];
        spare_[kind_of(own)].push_back(own.slot);
    }

    Schedule& schedule_;
    std::vector<const Step*> last_use_;  ///< by register
    std::vector<bool> has_slot_;         ///< by register
    std::map<Kind, std::vector<std::uint32_t>> spare_;
};

}  // namespace

void share_memory(Schedule& schedule) {
    Slots slots(schedule);
    slots.share();
    slots.choose_rows();
}

}  // namespace meritum::exec
