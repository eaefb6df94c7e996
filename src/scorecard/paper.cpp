// See paper.hpp.
#include "scorecard/paper.hpp"

#include <algorithm>

namespace meritum::scorecard {

void* Paper::turn(std::size_t bytes) {
    constexpr std::size_t first = std::size_t{32} << 10;
    const auto size = std::max({first, 2 * size_, bytes});
    std::unique_ptr<char[]> piece(new char[size]);  // not set to 0, and lost by nobody
    pieces_.push_back(std::move(piece));
    piece_ = pieces_.back().get();
    size_ = size;
    used_ = bytes;
    return piece_;
}

}  // namespace meritum::scorecard
