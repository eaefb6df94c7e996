// Memory that is counted, and that may run out: what `operator new` of this program does, hence of
// the library. In: after how many pieces there is no more. Out: how many were taken.
#pragma once

#include <cstddef>

namespace meritum::c_tests::counted_memory {

/// Pieces taken since the program began, by all threads.
std::size_t taken();

/// The piece after so many is refused to this thread, and all after it, until the end of the scope.
class RunsOut {
public:
    explicit RunsOut(std::size_t after);
    RunsOut(const RunsOut&) = delete;
    RunsOut& operator=(const RunsOut&) = delete;
    ~RunsOut();

    /// Whether something was refused.
    bool happened() const;
};

}  // namespace meritum::c_tests::counted_memory
