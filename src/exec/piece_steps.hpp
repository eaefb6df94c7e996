// The steps of one schedule on a piece of the participants: loading, kernels, and what has none.
// In: a Schedule bound to a run's numbers, a Piece, Registers. Out: rows of whole columns. One for
// all threads, which have registers of their own. Tests: tests/exec/chunks_test.cpp,
// tests/agreement/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "exec/ahead.hpp"
#include "exec/items.hpp"
#include "exec/links.hpp"
#include "exec/piece.hpp"
#include "exec/registers.hpp"
#include "exec/source.hpp"
#include "exec/whole.hpp"

namespace meritum::exec {

class PieceSteps {
public:
    /// All must outlive it.
    PieceSteps(const Program& program, const Schedule& schedule, const value::FactColumns& facts,
               WholeColumns& whole, Source& source, const simd::Kernels& kernels,
               std::size_t cached);

    /// Takes the numbers that are known by now, and the steps of the stage.
    void bind(const Stage& stage);

    /// For one thread and the stage; `most_rows` of a piece by table.
    Registers registers(const std::vector<std::size_t>& most_rows) const;

    /// What the piece will read of facts that lie in memory as they are.
    void look_ahead(const Piece& piece, Ahead& ahead) const;

    /// `ahead` goes on meanwhile.
    void run(const Piece& piece, Registers& registers, Ahead& ahead);

private:
    /// A register that is stored as it is.
    struct InPlace {
        std::uint32_t reg = 0;
        NodeId node;
    };
    struct Taken {
        std::array<Lanes, 3> columns;
        WholeColumns::Operands operands{};
    };

    std::size_t stored_bytes(const Stage& stage) const;
    void find_in_place();
    void* place(const InPlace& each, const Piece& piece, const Registers& registers);
    void* in_column(NodeId node, const Piece& piece);
    void run(const Link& link, const Piece& piece, Registers& registers);
    void run_row_by_row(const Step& step, const Piece& piece, Registers& registers, const void* in,
                        void* out);
    Hold hold_of(std::uint32_t reg) const { return schedule_.registers[reg].hold; }
    void fill(const Step& step, void* out, std::size_t rows) const;
    Owners owners_of(const Piece& piece, TableId list) const;
    void gather(const Step& step, const Piece& piece, void* out);
    Lanes lanes_of(const Operand& operand, std::size_t rows, const Registers& registers) const;
    void take(const Step& step, std::size_t rows, const Registers& registers, Taken& taken) const;
    void general(const Step& step, const Piece& piece, const Registers& registers, void* out);
    void scan(const Step& step, const Piece& piece, const Registers& registers, void* out);

    const Program& program_;
    const graph::Graph& graph_;
    const Schedule& schedule_;
    const value::FactColumns& facts_;
    WholeColumns& whole_;
    Source& source_;
    const simd::Kernels& kernels_;
    std::size_t cached_;
    bool past_caches_ = false;  ///< what the stage stores is copied there
    FixedValues fixed_;
    ItemSteps items_;
    std::vector<const Step*> loads_;
    Linked linked_;
    std::vector<InPlace> in_place_;
};

}  // namespace meritum::exec
