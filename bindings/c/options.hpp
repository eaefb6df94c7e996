// Structs that begin with their own size, and enumerators. In: what a program gave, which may be
// older or newer than the library. Out: a struct of this library, every field that was not given 0.
// Tests: tests/c/mistakes_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "guarded.hpp"
#include "meritum.h"
#include "meritum/facts.hpp"
#include "meritum/keep.hpp"

namespace meritum::c {

/// `first` of the functions below: how many bytes a struct had when it first was in the header.
/// What is read and written of it may grow, this does not.
constexpr std::size_t first_value = offsetof(meritum_value, unit) + sizeof(meritum_view);

/// Structs have tens of bytes: more was never a size.
constexpr std::size_t most_struct_bytes = 4096;

/// Throws Mistake unless the struct may be read or written so far.
inline void check_size(std::size_t size, std::size_t first, const char* name) {
    if (size < first || size > most_struct_bytes) {
        throw Mistake(std::string(name) + "->size is " + std::to_string(size) + "; write sizeof *" +
                      name);
    }
}

/// The default if there is none. Throws Mistake for a size that cannot be, and if a newer program
/// asks for what this library does not know.
template <class Struct>
Struct read_struct(const Struct* given, std::size_t first, const char* name) {
    static_assert(std::is_trivially_copyable_v<Struct>);
    Struct own = {};
    if (given != nullptr) {
        check_size(given->size, first, name);
        std::memcpy(&own, given, std::min(given->size, sizeof own));
        const auto* bytes = reinterpret_cast<const unsigned char*>(given);
        for (std::size_t i = sizeof own; i < given->size; ++i) {
            if (bytes[i] != 0)
                throw Mistake(std::string(name) + " has a field that this library does not know");
        }
    }
    own.size = sizeof own;
    return own;
}

/// Gives a struct back, as much of it as the program knows; what it knows beyond becomes 0. Throws
/// likewise.
template <class Struct>
void give(const Struct& own, Struct* place, std::size_t first, const char* name) {
    static_assert(std::is_trivially_copyable_v<Struct>);
    if (place == nullptr) throw Mistake(std::string(name) + " is NULL");
    const auto size = place->size;
    check_size(size, first, name);
    auto* bytes = reinterpret_cast<unsigned char*>(place);
    std::memcpy(bytes, &own, std::min(size, sizeof own));
    if (size > sizeof own) std::memset(bytes + sizeof own, 0, size - sizeof own);
    place->size = size;
}

/// For switches over enumerators of which only some are taken.
[[noreturn]] inline void refuse_value(const char* name, int value) {
    throw Mistake(std::string(name) + " is " + std::to_string(value) +
                  ", which this function does not take");
}

/// 0 or 1, ...; throws Mistake for others.
inline int read_number(const char* name, std::int32_t value, int most = 1) {
    if (value < 0 || value > most) refuse_value(name, value);
    return value;
}

using Params = std::vector<std::pair<std::string, FactValue>>;

Params params_of(const meritum_param* params, std::size_t count);
Keep keep_of(meritum_keep keep, Keep fallback);

}  // namespace meritum::c
