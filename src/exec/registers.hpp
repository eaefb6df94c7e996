// The memory of registers while a piece is worked out. In: a Schedule and how many rows a piece has
// at most. Out: places of values. Must not know steps. Tests: tests/exec/chunks_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "exec/lanes.hpp"
#include "exec/schedule.hpp"
#include "number/wide.hpp"

namespace meritum::exec {

constexpr std::size_t whole_blocks(std::size_t rows) {
    return (rows + simd::block_rows - 1) / simd::block_rows * simd::block_rows;
}

/// Calls act(LaneTag<T>{}) for the type of a register's values; T of bits is bool.
template <class Act>
decltype(auto) with_hold(Hold hold, Act&& act) {
    switch (hold) {
        case Hold::i8: return act(LaneTag<std::int8_t>{});
        case Hold::i16: return act(LaneTag<std::int16_t>{});
        case Hold::i32: return act(LaneTag<std::int32_t>{});
        case Hold::i64: return act(LaneTag<std::int64_t>{});
        case Hold::bits: return act(LaneTag<bool>{});
        case Hold::i128: return act(LaneTag<number::Int128>{});
        case Hold::i256: break;
    }
    return act(LaneTag<number::Int256>{});
}

/// The values of a register, whatever it is: reading and writing single rows. Of bits the byte.
template <class T>
class Values {
public:
    explicit Values(void* at) : at_(static_cast<T*>(at)) {}
    T get(std::size_t row) const { return at_[row]; }
    template <class From>
    void set(std::size_t row, const From& value) {
        at_[row] = convert<T>(value);
    }

private:
    T* at_;
};

template <>
class Values<bool> {
public:
    explicit Values(void* at) : at_(static_cast<std::uint8_t*>(at)) {}
    std::uint8_t get(std::size_t row) const {
        return static_cast<std::uint8_t>(at_[row / 8] >> (row % 8) & 1U);
    }
    template <class From>
    void set(std::size_t row, const From& value) {
        const auto bit = static_cast<std::uint8_t>(1U << (row % 8));
        at_[row / 8] = static_cast<std::uint8_t>(value != 0 ? at_[row / 8] | bit
                                                            : at_[row / 8] & ~unsigned{bit});
    }

private:
    std::uint8_t* at_;
};

/// Registers of one thread.
class Registers {
public:
    /// `most_rows`: of a piece, by table.
    /// `constants`: places behind the registers, only read.
    Registers(const Schedule& schedule, const std::vector<std::size_t>& most_rows,
              const std::vector<const void*>& constants) {
        std::vector<void*> slots;
        for (std::size_t i = 0; i < schedule.slots.size(); ++i) {
            const auto rows = whole_blocks(most_rows[schedule.slot_tables[i].index]);
            const auto bytes = rows * schedule.slots[i] / 8;
            const auto aligned = whole_blocks(bytes) + simd::register_alignment;
            memory_.push_back(std::make_unique<std::byte[]>(aligned));  // all zero
            void* at = memory_.back().get();
            auto space = aligned;
            slots.push_back(std::align(simd::register_alignment, bytes, at, space));
        }
        for (const auto& each : schedule.registers) own_.push_back(slots[each.slot]);
        places_ = own_;
        for (const auto* each : constants) places_.push_back(const_cast<void*>(each));
    }

    /// Room for the sums of so many items so far, and none before the first.
    std::vector<std::byte>& sums(std::size_t items) {
        const auto bytes = (items + 1) * sizeof(std::int64_t);
        if (sums_.size() < bytes) sums_.resize(bytes);
        return sums_;
    }

    void* at(std::uint32_t place) const { return places_[place]; }

    /// A register's own memory.
    void* own(std::uint32_t reg) const { return own_[reg]; }

    /// Until it is called again, the register's values are there: in its own memory or in some that
    /// is only read.
    void stand_in(std::uint32_t reg, const void* values) {
        places_[reg] = const_cast<void*>(values);
    }

private:
    std::vector<std::unique_ptr<std::byte[]>> memory_;
    std::vector<void*> own_;
    std::vector<void*> places_;
    std::vector<std::byte> sums_;
};

}  // namespace meritum::exec
