// Which nodes are worked out a piece of the participants at a time, in which order and registers.
// In: a Program. Out: a Schedule for chunks.cpp. The only place that chooses registers and kernels.
// Must not know facts. Tests: tests/exec/chunks_test.cpp, tests/agreement/.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "exec/program.hpp"
#include "exec/simplify.hpp"
#include "simd/kernels.hpp"

namespace meritum::exec {

/// How the values of a register are held; the narrow ones are simd::Width.
enum class Hold : std::uint8_t { i8, i16, i32, i64, bits, i128, i256 };

constexpr bool is_narrow(Hold hold) { return hold <= Hold::i64; }

struct Operand {
    enum class Kind : std::uint8_t { none, reg, fixed };
    Kind kind = Kind::none;
    std::uint32_t index = 0;  ///< in Schedule::registers or Schedule::fixed
};

struct Register {
    TableId table;
    Hold hold = Hold::i64;
    std::uint32_t slot = 0;  ///< registers that are not needed at once share their memory
};

inline constexpr std::uint32_t no_register = 0xffff'ffff;

/// One thing to do for a piece.
struct Step {
    enum class Kind : std::uint8_t {
        load,             ///< a column of facts
        load_known,       ///< where an optional column has a value
        load_whole,       ///< a column that was made before
        fill,             ///< a fixed number in all rows
        expand,           ///< an owner's value beside each item
        gather,           ///< a group's value beside each participant
        sum,              ///< of the items of each owner; `op` 1: numbers below few_limit, and
                          ///< if in[1] is there at most that
        scan,             ///< along the items of each owner
        arithmetic,       ///< `op` is simd::Arithmetic
        multiply_halves,  ///< of numbers that fit 32 bits, in 64
        comparison,       ///< `op` is simd::Comparison
        division,         ///< `op` is simd::Division
        quick_division,   ///< of small numbers of 32 bits
        select,
        clamp,      ///< in[0] between in[1] and in[2], both fixed
        multiples,  ///< in[0] + the sum of `terms`, each times one of `numbers`; they are of
                    ///< `width`
        ratio,      ///< in[0] * in[1] / in[2], in[1] is fixed; `op` is simd::Division
        count,      ///< how many of `numbers` are not above in[0]
        look_up,    ///< the in[0]th of `numbers`
        logic,      ///< of truths; `op` is value::Operator
        convert,    ///< between widths
        from_bits,  ///< truths as numbers
        general,    ///< as whole.hpp does it
        store,      ///< into the node's column
        poison,     ///< rubbish where the guard in[0] does not hold
    };
    Kind kind = Kind::general;
    std::uint8_t op = 0;
    Hold width = Hold::i64;  ///< the operands'
    NodeId node;
    std::array<Operand, 3> in{};
    std::uint32_t out = 0;      ///< a register, or no_register: for store
    std::uint32_t numbers = 0;  ///< in Schedule::numbers
    std::uint32_t terms = 0;    ///< in Schedule::terms
};

/// Nodes that need no other rows than those of a piece, and what must be there before.
struct Stage {
    std::vector<NodeId> whole;  ///< made first, each as a whole column, in order
    std::vector<Step> steps;    ///< then these, a piece at a time
    std::vector<KeyId> keys;    ///< along which steps look
};

struct Schedule {
    std::vector<Stage> stages;
    std::vector<Register> registers;
    std::vector<Fixed> fixed;
    std::vector<std::vector<std::int64_t>> numbers;
    std::vector<std::vector<std::uint32_t>> terms;  ///< registers
    std::vector<std::uint32_t> slots;               ///< bits per row of each
    std::vector<TableId> slot_tables;               ///< whose rows each holds
    std::vector<NodeId> stored;    ///< nodes of steps whose columns are whole afterwards
    std::vector<ColumnId> loaded;  ///< facts that steps load
    std::size_t rows = 0;          ///< participants of a piece: whole blocks
};

/// `poison`: with steps that fill in rubbish.
Schedule schedule(const Program& program, bool poison = false);

}  // namespace meritum::exec
