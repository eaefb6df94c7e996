// See piece_steps.hpp.
#include "exec/piece_steps.hpp"

#include <cstring>
#include <span>
#include <type_traits>
#include <utility>

#include "exec/holds.hpp"
#include "exec/poison.hpp"

namespace meritum::exec {

using graph::Node;

namespace {

/// Row by row, between any widths.
void between(Hold from, const void* in, Hold to, void* out, std::size_t rows) {
    with_hold(from, [&](auto from_tag) {
        const Values<typename decltype(from_tag)::Value> source(const_cast<void*>(in));
        with_hold(to, [&](auto to_tag) {
            Values<typename decltype(to_tag)::Value> target(out);
            for (std::size_t i = 0; i < rows; ++i) target.set(i, source.get(i));
        });
    });
}

void from_lanes(const Lanes& column, std::size_t begin, std::size_t rows, Hold hold, void* out) {
    std::visit(
        [&](const auto& values) {
            with_hold(hold, [&](auto tag) {
                Values<typename decltype(tag)::Value> target(out);
                for (std::size_t i = 0; i < rows; ++i) target.set(i, values[begin + i]);
            });
        },
        column);
}

void to_lanes(const void* in, Hold hold, std::size_t rows, Lanes& column, std::size_t begin,
              simd::Copy copy = nullptr) {
    with_hold(hold, [&](auto tag) {
        const Values<typename decltype(tag)::Value> source(const_cast<void*>(in));
        std::visit(
            [&](auto& values) {
                using From = typename decltype(tag)::Value;
                using To = std::decay_t<decltype(values[0])>;
                if constexpr (std::is_same_v<From, To> && std::is_integral_v<To>) {
                    const auto bytes = rows * sizeof(To);
                    if (copy != nullptr) return copy(in, values.data() + begin, bytes);
                    std::memcpy(values.data() + begin, in, bytes);
                    return;
                }
                for (std::size_t i = 0; i < rows; ++i)
                    values[begin + i] = convert<To>(source.get(i));
            },
            column);
    });
}

void poison_all(const Step& step, std::size_t rows, const void* guard, void* out) {
    const Values<bool> holds(const_cast<void*>(guard));
    with_hold(step.width, [&](auto tag) {
        Values<typename decltype(tag)::Value> target(out);
        for (std::size_t i = 0; i < rows; ++i) {
            if (holds.get(i) == 0) target.set(i, rubbish<std::int64_t>(i));
        }
    });
}

}  // namespace

PieceSteps::PieceSteps(const Program& program, const Schedule& schedule,
                       const value::FactColumns& facts, WholeColumns& whole, Source& source,
                       const simd::Kernels& kernels, std::size_t cached)
    : program_(program),
      graph_(*program.graph),
      schedule_(schedule),
      facts_(facts),
      whole_(whole),
      source_(source),
      kernels_(kernels),
      cached_(cached),
      fixed_(schedule),
      items_(schedule, kernels, fixed_) {}

void PieceSteps::bind(const Stage& stage) {
    fixed_.fix(whole_);
    loads_.clear();
    for (const auto& step : stage.steps) {
        if (step.kind == Step::Kind::load) loads_.push_back(&step);
    }
    linked_ = link(schedule_, stage, graph_, kernels_, fixed_);
    past_caches_ = kernels_.copy_past != nullptr && stored_bytes(stage) > cached_;
    in_place_.clear();
    if (!past_caches_) find_in_place();
}

Registers PieceSteps::registers(const std::vector<std::size_t>& most_rows) const {
    return {schedule_, most_rows, linked_.constants};
}

void PieceSteps::look_ahead(const Piece& piece, Ahead& ahead) const {
    ahead.clear();
    for (const auto* step : loads_) {
        const auto table = graph_[step->node].table;
        const ColumnId column{graph_[step->node].payload};
        ahead.add(source_.memory(column, piece.begin[table.index], piece.rows(table)));
    }
    for (const auto& table : graph_.tables) {
        if (table.kind != graph::TableKind::list) continue;
        const auto people = graph::participants.index;
        const auto& offsets = facts_.offsets[table.list.index];
        ahead.add(std::as_bytes(std::span(offsets.data() + piece.begin[people],
                                          piece.end[people] - piece.begin[people])));
    }
    ahead.divide(linked_.links.size());
}

void PieceSteps::run(const Piece& piece, Registers& registers, Ahead& ahead) {
    for (const auto& each : in_place_) registers.stand_in(each.reg, place(each, piece, registers));
    for (const auto& each : linked_.links) {
        ahead.step();
        run(each, piece, registers);
    }
    if (past_caches_) kernels_.end_copies();
}

/// Many columns that are written where they lie would each be read first, and drive what the next
/// pieces read out of the caches.
std::size_t PieceSteps::stored_bytes(const Stage& stage) const {
    std::size_t bytes = 0;
    for (const auto& step : stage.steps) {
        if (step.kind != Step::Kind::store) continue;
        bytes += std::visit([](const auto& values) { return values.size() * sizeof(values[0]); },
                            whole_.column(step.node));
    }
    return bytes;
}

/// Of those that kernels make, whose column has their width: each once.
void PieceSteps::find_in_place() {
    std::vector<bool> by_kernel(schedule_.registers.size());
    for (const auto& link : linked_.links) {
        const auto& step = *link.step;
        if (step.kind != Step::Kind::store) {
            if (link.call != Link::Call::other) by_kernel[step.out] = true;
            continue;
        }
        const auto reg = step.in[0].index;
        if (!by_kernel[reg] || !is_narrow(step.width)) continue;
        if (meritum::exec::hold_of(graph_[step.node]) != step.width) continue;
        in_place_.push_back({reg, step.node});
        by_kernel[reg] = false;
    }
}

/// Where the piece's values are made: kernels go through whole blocks, so behind a piece that
/// ends within one there is no room.
void* PieceSteps::place(const InPlace& each, const Piece& piece, const Registers& registers) {
    const auto table = graph_[each.node].table;
    const bool whole = piece.rows(table) % simd::block_rows == 0;
    return whole ? in_column(each.node, piece) : registers.own(each.reg);
}

void* PieceSteps::in_column(NodeId node, const Piece& piece) {
    const auto begin = piece.begin[graph_[node].table.index];
    return std::visit([&](auto& values) -> void* { return values.data() + begin; },
                      whole_.column(node));
}

// --- steps ---

void PieceSteps::run(const Link& link, const Piece& piece, Registers& registers) {
    const auto rows = whole_blocks(piece.rows(link.table));
    if (rows == 0) return;
    const auto in = [&](std::size_t i) -> const void* { return registers.at(link.in[i]); };
    switch (link.call) {
        case Link::Call::unary: return link.unary(in(0), registers.at(link.out), rows);
        case Link::Call::binary: return link.binary(in(0), in(1), registers.at(link.out), rows);
        case Link::Call::ternary:
            return link.ternary(in(0), in(1), in(2), registers.at(link.out), rows);
        case Link::Call::numbers:
            return link.numbers(in(0), in(1), link.how_many, registers.at(link.out), rows);
        case Link::Call::multiples: {
            std::array<const void*, simd::most_terms> terms;
            for (std::size_t i = 0; i < link.how_many; ++i)
                terms[i] = registers.at((*link.terms)[i]);
            return link.multiples(in(0), terms.data(), in(1), link.how_many, registers.at(link.out),
                                  rows);
        }
        case Link::Call::other: break;
    }
    const bool makes = link.step->out != no_register;
    run_row_by_row(*link.step, piece, registers, in(0), makes ? registers.at(link.out) : nullptr);
}

/// What has no kernel.
void PieceSteps::run_row_by_row(const Step& step, const Piece& piece, Registers& registers,
                                const void* in, void* out) {
    const auto table = graph_[step.node].table;
    const auto rows = piece.rows(table);
    switch (step.kind) {
        case Step::Kind::load: {
            const ColumnId column{graph_[step.node].payload};
            registers.stand_in(step.out,
                               source_.load(column, piece.begin[table.index], rows, step.width,
                                            registers.own(step.out), kernels_));
            return;
        }
        case Step::Kind::load_known:
            return source_.load_known(ColumnId{graph_[step.node].payload}, piece.begin[table.index],
                                      rows, out);
        case Step::Kind::load_whole:
            return from_lanes(whole_.column(step.node), piece.begin[table.index], rows, step.width,
                              out);
        case Step::Kind::convert:
            return between(step.width, in, hold_of(step.out), out, whole_blocks(rows));
        case Step::Kind::fill: return fill(step, out, whole_blocks(rows));
        case Step::Kind::expand: return ItemSteps::expand(step, owners_of(piece, table), in, out);
        case Step::Kind::gather: return gather(step, piece, out);
        case Step::Kind::sum: {
            const auto list = graph_[graph_[step.node].inputs[0]].table;
            return items_.sum(step, owners_of(piece, list), registers, in, out);
        }
        case Step::Kind::scan: return scan(step, piece, registers, out);
        case Step::Kind::store:
            if (in == in_column(step.node, piece)) return;  // made there
            return to_lanes(in, step.width, rows, whole_.column(step.node),
                            piece.begin[table.index], past_caches_ ? kernels_.copy_past : nullptr);
        case Step::Kind::poison: return poison_all(step, rows, in, out);
        default: return general(step, piece, registers, out);
    }
}

void PieceSteps::fill(const Step& step, void* out, std::size_t rows) const {
    const auto& value = fixed_.whole(step.in[0].index);
    with_hold(step.width, [&](auto tag) {
        Values<typename decltype(tag)::Value> target(out);
        for (std::size_t i = 0; i < rows; ++i) target.set(i, value);
    });
}

// --- items and their owners ---

Owners PieceSteps::owners_of(const Piece& piece, TableId list) const {
    const auto people = graph::participants.index;
    const auto* first =
        facts_.offsets[graph_.tables[list.index].list.index].data() + piece.begin[people];
    return {first, piece.end[people] - piece.begin[people]};
}

void PieceSteps::gather(const Step& step, const Piece& piece, void* out) {
    const Node& node = graph_[step.node];
    const auto& to = whole_.joins().along(node.key);
    const auto begin = piece.begin[node.table.index];
    std::visit(
        [&](const auto& values) {
            with_hold(step.width, [&](auto tag) {
                Values<typename decltype(tag)::Value> target(out);
                for (std::size_t i = 0; i < piece.rows(node.table); ++i)
                    target.set(i, values[to[begin + i]]);
            });
        },
        whole_.column(node.inputs[0]));
}

// --- what is made as whole columns are ---

Lanes PieceSteps::lanes_of(const Operand& operand, std::size_t rows,
                           const Registers& registers) const {
    const auto hold = hold_of(operand.index);
    const auto lane = hold == Hold::bits   ? Lane::bit
                      : is_narrow(hold)    ? Lane::i64
                      : hold == Hold::i128 ? Lane::i128
                                           : Lane::i256;
    Lanes column = with_lane(
        lane, [&](auto tag) -> Lanes { return Column<typename decltype(tag)::Value>(rows); });
    to_lanes(registers.at(operand.index), hold, rows, column, 0);
    return column;
}

void PieceSteps::take(const Step& step, std::size_t rows, const Registers& registers,
                      Taken& taken) const {
    for (std::size_t i = 0; i < 3; ++i) {
        if (step.in[i].kind == Operand::Kind::none) continue;
        taken.columns[i] = lanes_of(step.in[i], rows, registers);
        taken.operands[i] = &taken.columns[i];
    }
}

void PieceSteps::general(const Step& step, const Piece& piece, const Registers& registers,
                         void* out) {
    const auto rows = piece.rows(graph_[step.node].table);
    Taken taken;
    take(step, rows, registers, taken);
    const auto& each = program_.instructions[step.node.index];
    from_lanes(whole_.map(each, taken.operands, rows), 0, rows, step.width, out);
}

void PieceSteps::scan(const Step& step, const Piece& piece, const Registers& registers, void* out) {
    const auto table = graph_[step.node].table;
    const auto rows = piece.rows(table);
    Taken taken;
    take(step, rows, registers, taken);
    const auto& all = whole_.joins().along(graph_[step.node].key);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(piece.begin[table.index]);
    const std::vector<std::uint32_t> owners(begin, begin + static_cast<std::ptrdiff_t>(rows));
    const auto& each = program_.instructions[step.node.index];
    from_lanes(whole_.scan(each, taken.operands, owners), 0, rows, step.width, out);
}

}  // namespace meritum::exec
