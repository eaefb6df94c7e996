// A list that grows at its end and whose elements stay where they are, so that what is read of one
// holds while others are made. Tests: tests/base/steady_list_test.cpp.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace meritum {

template <class T>
class SteadyList {
public:
    SteadyList() = default;
    SteadyList(SteadyList&&) noexcept = default;
    SteadyList& operator=(SteadyList&&) noexcept = default;
    SteadyList(const SteadyList&) = delete;
    SteadyList& operator=(const SteadyList&) = delete;
    ~SteadyList() = default;

    void push_back(T value) {
        if (size_ % in_piece == 0) {
            pieces_.emplace_back();
            pieces_.back().reserve(in_piece);
        }
        pieces_.back().push_back(std::move(value));
        ++size_;
    }
    std::size_t size() const { return size_; }
    const T& operator[](std::size_t at) const { return pieces_[at / in_piece][at % in_piece]; }
    T& operator[](std::size_t at) { return pieces_[at / in_piece][at % in_piece]; }

private:
    static constexpr std::size_t in_piece = 256;

    std::vector<std::vector<T>> pieces_;  ///< each is full but for the last one
    std::size_t size_ = 0;
};

}  // namespace meritum
