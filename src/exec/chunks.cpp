// See chunks.hpp. A stage makes its whole columns, then goes through the participants piece by
// piece; items of a piece are those of its participants.
#include "exec/chunks.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "exec/ahead.hpp"
#include "exec/holds.hpp"
#include "exec/piece_steps.hpp"
#include "exec/registers.hpp"
#include "exec/whole.hpp"

namespace meritum::exec {
namespace {

using graph::Graph;
using graph::TableKind;
using value::FactColumns;

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
          steps_(program, schedule, facts, whole_, source_, kernels_) {
        if (how.narrowed != nullptr) {
            narrow_.emplace(program, how.narrowed->schedule, facts, whole_, source_, kernels_);
        }
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
        const auto rows = how_.narrowed != nullptr ? how_.narrowed->schedule.rows : schedule_.rows;
        for (std::size_t row = 0; row < participants; row += rows) {
            Piece piece;
            const auto end = std::min(row + rows, participants);
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
        steps_.bind(stage);
        if (narrow_) narrow_->bind(how_.narrowed->schedule.stages.front());
        std::atomic<std::size_t> next{0};
        std::atomic<bool> stopped{false};
        std::exception_ptr failure;
        const auto batches = (pieces_.size() + pieces_at_once - 1) / pieces_at_once;
        const auto work = [&] {
            try {
                Worker worker(*this);
                for (auto at = next++; at < batches && !stopped; at = next++) {
                    const auto end = std::min((at + 1) * pieces_at_once, pieces_.size());
                    for (auto piece = at * pieces_at_once; piece < end && !stopped; ++piece) {
                        worker.run(piece);
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
        std::vector<std::jthread> others;
        try {
            for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
        } catch (const std::system_error&) {  // no more of them: those that are there do it
        }
        work();
        for (auto& other : others) other.join();
        if (failure) std::rethrow_exception(failure);
        return !stopped;
    }

    /// What a thread has for itself.
    class Worker {
    public:
        explicit Worker(Chunks& of) : of_(of), registers_(of.steps_.registers(of.most_rows_)) {
            if (of.narrow_) narrow_.emplace(of.narrow_->registers(of.most_rows_));
        }

        void run(std::size_t at) {
            const auto& piece = of_.pieces_[at];
            ahead_.clear();
            if (at + 1 < of_.pieces_.size()) of_.steps_.look_ahead(of_.pieces_[at + 1], ahead_);
            const bool small =
                narrow_ && keeps_limits(*of_.how_.narrowed, piece, of_.source_, of_.kernels_);
            if (small) {
                of_.narrow_->run(piece, *narrow_, ahead_);
            } else {
                of_.steps_.run(piece, registers_, ahead_);
            }
        }

    private:
        Chunks& of_;
        Registers registers_;
        std::optional<Registers> narrow_;
        Ahead ahead_;
    };

    bool goes_on() {
        if (!how_.goes_on) return true;
        const std::lock_guard lock(mutex_);
        return how_.goes_on(++done_, pieces_.size() * schedule_.stages.size());
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
    PieceSteps steps_;
    std::optional<PieceSteps> narrow_;  ///< for pieces whose facts are small
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
