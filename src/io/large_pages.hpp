// Memory that is looked at in no order: in few large pages, where the system has such, so that the
// processor finds them all. In: bytes. Out: memory. Tests: tests/io/text_index_test.cpp.
#pragma once

#include <cstddef>

namespace meritum::io {

/// At least as much; more is for several large pages. Throws std::bad_alloc.
void* take_large_pages(std::size_t bytes);
void give_back_large_pages(void* memory, std::size_t bytes);

/// Of a vector.
template <class T>
struct InLargePages {
    using value_type = T;

    InLargePages() = default;
    template <class Other>
    InLargePages(const InLargePages<Other>& /*other*/) {}

    T* allocate(std::size_t count) { return static_cast<T*>(take_large_pages(count * sizeof(T))); }
    void deallocate(T* memory, std::size_t count) {
        give_back_large_pages(memory, count * sizeof(T));
    }
    bool operator==(const InLargePages& /*other*/) const { return true; }
};

}  // namespace meritum::io
