// See counted_memory.hpp.
#include "c/counted_memory.hpp"

#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

namespace meritum::c_tests::counted_memory {
namespace {

std::atomic<std::size_t> pieces{0};
constexpr auto endless = std::numeric_limits<std::size_t>::max();
thread_local std::size_t left = endless;
thread_local bool refused = false;

void* take(std::size_t bytes, std::size_t alignment) {
    ++pieces;
    if (left != endless && left == 0) {
        refused = true;
        throw std::bad_alloc();
    }
    if (left != endless) --left;
    if (alignment > alignof(std::max_align_t)) {
        const auto whole = (bytes + alignment - 1) / alignment * alignment;
        if (void* piece = std::aligned_alloc(alignment, whole)) return piece;
    } else if (void* piece = std::malloc(bytes == 0 ? 1 : bytes)) {
        return piece;
    }
    throw std::bad_alloc();
}

}  // namespace

std::size_t taken() { return pieces; }

RunsOut::RunsOut(std::size_t after) {
    left = after;
    refused = false;
}

RunsOut::~RunsOut() { left = endless; }

bool RunsOut::happened() const { return refused; }

}  // namespace meritum::c_tests::counted_memory

// All kinds, so that what one of them takes no other one gives back.
namespace counted = meritum::c_tests::counted_memory;

void* operator new(std::size_t bytes) { return counted::take(bytes, 1); }
void* operator new[](std::size_t bytes) { return counted::take(bytes, 1); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return counted::take(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment) {
    return counted::take(bytes, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    try {
        return counted::take(bytes, 1);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}
void* operator new[](std::size_t bytes, const std::nothrow_t& quietly) noexcept {
    return operator new(bytes, quietly);
}
void operator delete(void* piece) noexcept { std::free(piece); }
void operator delete[](void* piece) noexcept { std::free(piece); }
void operator delete(void* piece, std::size_t) noexcept { std::free(piece); }
void operator delete[](void* piece, std::size_t) noexcept { std::free(piece); }
void operator delete(void* piece, std::align_val_t) noexcept { std::free(piece); }
void operator delete[](void* piece, std::align_val_t) noexcept { std::free(piece); }
void operator delete(void* piece, std::size_t, std::align_val_t) noexcept { std::free(piece); }
void operator delete[](void* piece, std::size_t, std::align_val_t) noexcept { std::free(piece); }
void operator delete(void* piece, const std::nothrow_t&) noexcept { std::free(piece); }
void operator delete[](void* piece, const std::nothrow_t&) noexcept { std::free(piece); }
