// See large_pages.hpp. By POSIX, and what Linux has beside it.
#include "io/large_pages.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <new>

namespace meritum::io {
namespace {

constexpr std::size_t page = std::size_t{1} << 21;

bool is_large(std::size_t bytes) { return bytes >= 2 * page; }

std::size_t whole_pages(std::size_t bytes) { return (bytes + page - 1) / page * page; }

}  // namespace

/// Not from the heap: what it does with memory that is given back hangs on how much that was.
void* take_large_pages(std::size_t bytes) {
    if (!is_large(bytes)) return ::operator new(bytes);
    const auto size = whole_pages(bytes);
    void* const all =
        ::mmap(nullptr, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) throw std::bad_alloc();
    const auto before = (page - reinterpret_cast<std::uintptr_t>(all) % page) % page;
    char* const memory = static_cast<char*>(all) + before;
    if (before > 0) ::munmap(all, before);
    ::munmap(memory + size, page - before);
#ifdef MADV_HUGEPAGE
    ::madvise(memory, size, MADV_HUGEPAGE);  // a wish
#endif
    return memory;
}

void give_back_large_pages(void* memory, std::size_t bytes) {
    if (!is_large(bytes)) return ::operator delete(memory);
    ::munmap(memory, whole_pages(bytes));
}

}  // namespace meritum::io
