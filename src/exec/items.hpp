// Items and their owners in a piece: what goes from the one table to the other. In: registers of
// the one. Out: registers of the other. Must not know whose facts they are. Tests:
// tests/exec/chunks_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

#include "exec/links.hpp"
#include "exec/registers.hpp"
#include "exec/schedule.hpp"
#include "simd/kernels.hpp"

namespace meritum::exec {

/// Participants of a piece: the items of the i-th are [first[i], first[i + 1]); those of the piece
/// begin at first[0].
struct Owners {
    const std::uint32_t* first = nullptr;
    std::size_t count = 0;

    std::size_t begin(std::size_t owner) const { return first[owner] - first[0]; }
    std::size_t end(std::size_t owner) const { return first[owner + 1] - first[0]; }
    std::size_t items() const { return first[count] - first[0]; }
};

class ItemSteps {
public:
    /// All must outlive it.
    ItemSteps(const Schedule& schedule, const simd::Kernels& kernels, const FixedValues& fixed)
        : schedule_(schedule), kernels_(kernels), fixed_(fixed) {}

    /// The owner's value beside each item.
    static void expand(const Step& step, const Owners& owners, const void* in, void* out);

    /// Of the items of each owner.
    void sum(const Step& step, const Owners& owners, Registers& registers, const void* in,
             void* out) const;

private:
    Hold hold_of(std::uint32_t reg) const { return schedule_.registers[reg].hold; }
    bool sum_few(const Step& step, const Owners& owners, Registers& registers, const void* in,
                 void* out) const;
    const std::uint8_t* running_sums(const std::int8_t* values, std::size_t items,
                                     Registers& registers) const;

    const Schedule& schedule_;
    const simd::Kernels& kernels_;
    const FixedValues& fixed_;
};

}  // namespace meritum::exec
