// See paper.hpp.
#include "scorecard/paper.hpp"

#include <algorithm>

namespace meritum::scorecard {

void* Paper::turn(std::size_t bytes) {
    constexpr std::size_t first = std::size_t{32} << 10;
    size_ = std::max({first, 2 * size_, bytes});
    piece_ = pieces_.emplace_back(new char[size_]).get();
    used_ = bytes;
    return piece_;
}

}  // namespace meritum::scorecard
