// What an explanation is written on: memory that is taken in large pieces and given back at once.
// In: sizes, texts. Out: places that stay as long as the paper. Must not know what is written.
// Tests: tests/scorecard/paper_test.cpp.
#pragma once

#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <vector>

namespace meritum::scorecard {

/// Not thread-safe: one per explanation.
class Paper {
public:
    Paper() = default;
    Paper(const Paper&) = delete;
    Paper& operator=(const Paper&) = delete;

    void* take(std::size_t bytes, std::size_t alignment) {
        const auto at = (used_ + alignment - 1) & ~(alignment - 1);
        if (at + bytes > size_) return turn(bytes);
        used_ = at + bytes;
        return piece_ + at;
    }

    std::string_view copy(std::string_view text) {
        if (text.empty()) return {};
        auto* const begin = static_cast<char*>(take(text.size(), 1));
        std::memcpy(begin, text.data(), text.size());
        return {begin, text.size()};
    }

    /// One behind the other.
    std::string_view joined(std::initializer_list<std::string_view> texts) {
        std::size_t bytes = 0;
        for (const auto text : texts) bytes += text.size();
        if (bytes == 0) return {};
        auto* const begin = static_cast<char*>(take(bytes, 1));
        auto* at = begin;
        for (const auto text : texts) {
            if (!text.empty()) std::memcpy(at, text.data(), text.size());
            at += text.size();
        }
        return {begin, bytes};
    }

private:
    /// A new piece, twice as large as the last one, for these bytes first.
    void* turn(std::size_t bytes);

    std::vector<std::unique_ptr<char[]>> pieces_;  ///< aligned as `new` aligns
    char* piece_ = nullptr;                        ///< the last one
    std::size_t used_ = 0;                         ///< of it
    std::size_t size_ = 0;
};

/// Vectors on paper; without one they are where vectors always are.
template <class T>
struct OnPaper {
    using value_type = T;
    using propagate_on_container_copy_assignment = std::false_type;
    using propagate_on_container_move_assignment = std::true_type;
    using propagate_on_container_swap = std::true_type;
    using is_always_equal = std::false_type;

    OnPaper() = default;
    OnPaper(Paper* on) : paper(on) {}
    template <class Other>
    OnPaper(const OnPaper<Other>& other) : paper(other.paper) {}

    T* allocate(std::size_t count) {
        const auto bytes = count * sizeof(T);
        return static_cast<T*>(paper != nullptr ? paper->take(bytes, alignof(T))
                                                : ::operator new(bytes));
    }
    void deallocate(T* at, std::size_t /*count*/) {
        if (paper == nullptr) ::operator delete(at);
    }
    /// A copy outlives the paper.
    OnPaper select_on_container_copy_construction() const { return {}; }
    template <class Other>
    bool operator==(const OnPaper<Other>& other) const {
        return paper == other.paper;
    }

    Paper* paper = nullptr;
};

}  // namespace meritum::scorecard
