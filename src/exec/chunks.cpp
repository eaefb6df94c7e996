// See chunks.hpp. A stage makes its whole columns, then goes through the participants piece by
// piece; items of a piece are those of its participants.
#include "exec/chunks.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "exec/ahead.hpp"
#include "exec/holds.hpp"
#include "exec/items.hpp"
#include "exec/links.hpp"
#include "exec/poison.hpp"
#include "exec/registers.hpp"
#include "exec/whole.hpp"

namespace meritum::exec {
namespace {

using graph::Graph;
using graph::Node;
using graph::TableKind;
using value::FactColumns;

/// Rows [begin, end) of each table.
struct Piece {
    std::vector<std::size_t> begin;
    std::vector<std::size_t> end;

    std::size_t rows(TableId table) const { return end[table.index] - begin[table.index]; }
};

/// That a thread takes one after the other, so that it knows what comes next.
constexpr std::size_t pieces_at_once = 8;

class Chunks {
public:
    Chunks(const Program& program, const Schedule& schedule, const FactColumns& facts,
           const State& before, const RunOptions& options, const ChunkOptions& how)
        : program_(program),
          graph_(*program.graph),
          schedule_(schedule),
          facts_(facts),
          how_(how),
          kernels_(how.kernels != nullptr ? *how.kernels : simd::kernels()),
          checked_(facts),
          source_(how.source != nullptr ? *how.source : checked_),
          whole_(program, facts, before, options),
          fixed_(schedule),
          items_(schedule, kernels_, fixed_) {
        cut();
        most_rows_.resize(graph_.tables.size());
        for (const auto& piece : pieces_) {
            for (std::size_t i = 0; i < most_rows_.size(); ++i)
                most_rows_[i] = std::max(most_rows_[i], piece.end[i] - piece.begin[i]);
        }
    }

    std::optional<Run> run() {
        make_columns();
        for (const auto& stage : schedule_.stages) {
            for (const NodeId node : stage.whole) whole_.make(program_.instructions[node.index]);
            fixed_.fix(whole_);
            for (const auto key : stage.keys) whole_.joins().along(key);  // threads only read them
            if (!run_pieces(stage)) return std::nullopt;
            for (const auto& step : stage.steps) {
                if (step.kind == Step::Kind::store) whole_.made(step.node);
            }
        }
        return whole_.finish();
    }

private:
    // --- rows ---

    /// Into pieces of whole blocks of participants. Their items may be any number.
    void cut() {
        const auto participants = facts_.participants();
        for (std::size_t row = 0; row < participants; row += schedule_.rows) {
            Piece piece;
            const auto end = std::min(row + schedule_.rows, participants);
            for (const auto& table : graph_.tables) {
                const bool list = table.kind == TableKind::list;
                const bool people = table.kind == TableKind::participants;
                const auto* offsets = list ? &facts_.offsets[table.list.index] : nullptr;
                piece.begin.push_back(list ? (*offsets)[row] : people ? row : 0);
                piece.end.push_back(list ? (*offsets)[end] : people ? end : 0);
            }
            pieces_.push_back(std::move(piece));
        }
    }

    void make_columns() {
        for (const NodeId node : schedule_.stored) {
            const auto rows = whole_.joins().rows(graph_[node].table);
            whole_.column(
                node) = with_hold(meritum::exec::hold_of(graph_[node]), [&](auto tag) -> Lanes {
                using T = typename decltype(tag)::Value;
                return Column<std::conditional_t<std::is_same_v<T, bool>, std::uint8_t, T>>(rows);
            });
        }
    }

    // --- pieces ---

    /// False if it was stopped. Which thread takes which piece does not matter: each writes rows of
    /// its own.
    bool run_pieces(const Stage& stage) {
        if (stage.steps.empty()) return true;
        std::vector<const Step*> loads;
        for (const auto& step : stage.steps) {
            if (step.kind == Step::Kind::load) loads.push_back(&step);
        }
        const auto linked = link(schedule_, stage, graph_, kernels_, fixed_);
        const auto direct = made_in_place(linked);
        std::atomic<std::size_t> next{0};
        std::atomic<bool> stopped{false};
        std::exception_ptr failure;
        const auto batches = (pieces_.size() + pieces_at_once - 1) / pieces_at_once;
        const auto work = [&] {
            try {
                Registers registers(schedule_, most_rows_, linked.constants);
                Ahead ahead;
                for (auto at = next++; at < batches && !stopped; at = next++) {
                    const auto end = std::min((at + 1) * pieces_at_once, pieces_.size());
                    for (auto piece = at * pieces_at_once; piece < end && !stopped; ++piece) {
                        look_ahead(loads, piece + 1, ahead);
                        ahead.divide(linked.links.size());
                        for (const auto& each : direct)
                            registers.stand_in(each.reg, place(each, pieces_[piece], registers));
                        for (const auto& each : linked.links) {
                            ahead.step();
                            run(each, pieces_[piece], registers);
                        }
                        if (!goes_on()) stopped = true;
                    }
                }
            } catch (...) {  // no memory
                const std::lock_guard lock(mutex_);
                failure = std::current_exception();
                stopped = true;
            }
        };
        const auto threads = std::min<std::size_t>(std::max(how_.threads, 1U), batches);
        std::vector<std::thread> others;
        for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
        work();
        for (auto& other : others) other.join();
        if (failure) std::rethrow_exception(failure);
        return !stopped;
    }

    /// A register that is stored as it is.
    struct InPlace {
        std::uint32_t reg = 0;
        NodeId node;
    };

    /// Of those that kernels make, whose column has their width: each once.
    std::vector<InPlace> made_in_place(const Linked& linked) const {
        std::vector<bool> by_kernel(schedule_.registers.size());
        std::vector<InPlace> all;
        for (const auto& link : linked.links) {
            const auto& step = *link.step;
            if (step.kind != Step::Kind::store) {
                if (link.call != Link::Call::other) by_kernel[step.out] = true;
                continue;
            }
            const auto reg = step.in[0].index;
            if (!by_kernel[reg] || !is_narrow(step.width)) continue;
            if (meritum::exec::hold_of(graph_[step.node]) != step.width) continue;
            all.push_back({reg, step.node});
            by_kernel[reg] = false;
        }
        return all;
    }

    /// Where the piece's values are made: kernels go through whole blocks, so behind a piece that
    /// ends within one there is no room.
    void* place(const InPlace& each, const Piece& piece, const Registers& registers) {
        const auto table = graph_[each.node].table;
        const bool whole = piece.rows(table) % simd::block_rows == 0;
        return whole ? in_column(each.node, piece) : registers.own(each.reg);
    }

    void* in_column(NodeId node, const Piece& piece) {
        const auto begin = piece.begin[graph_[node].table.index];
        return std::visit([&](auto& values) -> void* { return values.data() + begin; },
                          whole_.column(node));
    }

    /// What the piece reads of facts that lie in memory as they are.
    void look_ahead(const std::vector<const Step*>& loads, std::size_t at, Ahead& ahead) const {
        ahead.clear();
        if (at >= pieces_.size()) return;
        const auto& piece = pieces_[at];
        for (const auto* step : loads) {
            const auto table = graph_[step->node].table;
            const ColumnId column{graph_[step->node].payload};
            ahead.add(source_.memory(column, piece.begin[table.index], piece.rows(table)));
        }
        for (const auto& table : graph_.tables) {
            if (table.kind != TableKind::list) continue;
            const auto people = graph::participants.index;
            const auto& offsets = facts_.offsets[table.list.index];
            ahead.add(std::as_bytes(std::span(offsets.data() + piece.begin[people],
                                              piece.end[people] - piece.begin[people])));
        }
    }

    bool goes_on() {
        if (!how_.goes_on) return true;
        const std::lock_guard lock(mutex_);
        return how_.goes_on(++done_, pieces_.size() * schedule_.stages.size());
    }

    // --- steps ---

    void run(const Link& link, const Piece& piece, Registers& registers) {
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
                return link.multiples(in(0), terms.data(), in(1), link.how_many,
                                      registers.at(link.out), rows);
            }
            case Link::Call::other: break;
        }
        const bool makes = link.step->out != no_register;
        run_row_by_row(*link.step, piece, registers, in(0),
                       makes ? registers.at(link.out) : nullptr);
    }

    /// What has no kernel.
    void run_row_by_row(const Step& step, const Piece& piece, Registers& registers, const void* in,
                        void* out) {
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
                return source_.load_known(ColumnId{graph_[step.node].payload},
                                          piece.begin[table.index], rows, out);
            case Step::Kind::load_whole:
                return from_lanes(whole_.column(step.node), piece.begin[table.index], rows,
                                  step.width, out);
            case Step::Kind::convert:
                return between(step.width, in, hold_of(step.out), out, whole_blocks(rows));
            case Step::Kind::fill: return fill(step, out, whole_blocks(rows));
            case Step::Kind::expand:
                return ItemSteps::expand(step, owners_of(piece, table), in, out);
            case Step::Kind::gather: return gather(step, piece, out);
            case Step::Kind::sum: {
                const auto list = graph_[graph_[step.node].inputs[0]].table;
                return items_.sum(step, owners_of(piece, list), registers, in, out);
            }
            case Step::Kind::scan: return scan(step, piece, registers, out);
            case Step::Kind::store:
                if (in == in_column(step.node, piece)) return;  // made there
                return to_lanes(in, step.width, rows, whole_.column(step.node),
                                piece.begin[table.index]);
            case Step::Kind::poison: return poison_all(step, rows, in, out);
            default: return general(step, piece, registers, out);
        }
    }

    Hold hold_of(std::uint32_t reg) const { return schedule_.registers[reg].hold; }

    /// Row by row, between any widths.
    static void between(Hold from, const void* in, Hold to, void* out, std::size_t rows) {
        with_hold(from, [&](auto from_tag) {
            const Values<typename decltype(from_tag)::Value> source(const_cast<void*>(in));
            with_hold(to, [&](auto to_tag) {
                Values<typename decltype(to_tag)::Value> target(out);
                for (std::size_t i = 0; i < rows; ++i) target.set(i, source.get(i));
            });
        });
    }

    void fill(const Step& step, void* out, std::size_t rows) const {
        const auto& value = fixed_.whole(step.in[0].index);
        with_hold(step.width, [&](auto tag) {
            Values<typename decltype(tag)::Value> target(out);
            for (std::size_t i = 0; i < rows; ++i) target.set(i, value);
        });
    }

    static void from_lanes(const Lanes& column, std::size_t begin, std::size_t rows, Hold hold,
                           void* out) {
        std::visit(
            [&](const auto& values) {
                with_hold(hold, [&](auto tag) {
                    Values<typename decltype(tag)::Value> target(out);
                    for (std::size_t i = 0; i < rows; ++i) target.set(i, values[begin + i]);
                });
            },
            column);
    }

    static void to_lanes(const void* in, Hold hold, std::size_t rows, Lanes& column,
                         std::size_t begin) {
        with_hold(hold, [&](auto tag) {
            const Values<typename decltype(tag)::Value> source(const_cast<void*>(in));
            std::visit(
                [&](auto& values) {
                    using From = typename decltype(tag)::Value;
                    using To = std::decay_t<decltype(values[0])>;
                    if constexpr (std::is_same_v<From, To> && std::is_integral_v<To>) {
                        std::memcpy(values.data() + begin, in, rows * sizeof(To));
                        return;
                    }
                    for (std::size_t i = 0; i < rows; ++i)
                        values[begin + i] = convert<To>(source.get(i));
                },
                column);
        });
    }

    // --- items and their owners ---

    const value::Offsets& offsets(TableId list) const {
        return facts_.offsets[graph_.tables[list.index].list.index];
    }

    Owners owners_of(const Piece& piece, TableId list) const {
        const auto people = graph::participants.index;
        const auto* first = offsets(list).data() + piece.begin[people];
        return {first, piece.end[people] - piece.begin[people]};
    }

    void gather(const Step& step, const Piece& piece, void* out) {
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

    Lanes lanes_of(const Operand& operand, std::size_t rows, const Registers& registers) const {
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

    struct Taken {
        std::array<Lanes, 3> columns;
        WholeColumns::Operands operands{};
    };

    void take(const Step& step, std::size_t rows, const Registers& registers, Taken& taken) const {
        for (std::size_t i = 0; i < 3; ++i) {
            if (step.in[i].kind == Operand::Kind::none) continue;
            taken.columns[i] = lanes_of(step.in[i], rows, registers);
            taken.operands[i] = &taken.columns[i];
        }
    }

    void general(const Step& step, const Piece& piece, const Registers& registers, void* out) {
        const auto rows = piece.rows(graph_[step.node].table);
        Taken taken;
        take(step, rows, registers, taken);
        const auto& each = program_.instructions[step.node.index];
        from_lanes(whole_.map(each, taken.operands, rows), 0, rows, step.width, out);
    }

    void scan(const Step& step, const Piece& piece, const Registers& registers, void* out) {
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

    static void poison_all(const Step& step, std::size_t rows, const void* guard, void* out) {
        const Values<bool> holds(const_cast<void*>(guard));
        with_hold(step.width, [&](auto tag) {
            Values<typename decltype(tag)::Value> target(out);
            for (std::size_t i = 0; i < rows; ++i) {
                if (holds.get(i) == 0) target.set(i, rubbish<std::int64_t>(i));
            }
        });
    }

    const Program& program_;
    const Graph& graph_;
    const Schedule& schedule_;
    const FactColumns& facts_;
    const ChunkOptions& how_;
    const simd::Kernels& kernels_;
    CheckedSource checked_;
    Source& source_;
    WholeColumns whole_;
    std::mutex mutex_;
    std::size_t done_ = 0;  ///< pieces
    FixedValues fixed_;
    ItemSteps items_;
    std::vector<Piece> pieces_;
    std::vector<std::size_t> most_rows_;  ///< of a piece, by table
};

}  // namespace

std::optional<Run> run_in_chunks(const Program& program, const Schedule& schedule,
                                 const FactColumns& facts, const State& before,
                                 const RunOptions& options, const ChunkOptions& how) {
    return Chunks(program, schedule, facts, before, options, how).run();
}

}  // namespace meritum::exec
