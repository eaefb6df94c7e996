// See large_pages.hpp. By POSIX, and what Linux has beside it.
#include "io/large_pages.hpp"

#include <sys/mman.h>

#include <new>

namespace meritum::io {
namespace {

constexpr std::size_t page = std::size_t{1} << 21;

bool is_large(std::size_t bytes) { return bytes >= 2 * page; }

}  // namespace

void* take_large_pages(std::size_t bytes) {
    if (!is_large(bytes)) return ::operator new(bytes);
    void* const memory = ::operator new (bytes, std::align_val_t{page});
#ifdef MADV_HUGEPAGE
    ::madvise(memory, bytes, MADV_HUGEPAGE);  // a wish
#endif
    return memory;
}

void give_back_large_pages(void* memory, std::size_t bytes) {
    if (!is_large(bytes)) return ::operator delete(memory);
    ::operator delete (memory, std::align_val_t{page});
}

}  // namespace meritum::io
