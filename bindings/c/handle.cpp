// See handle.hpp. Tests: tests/c/mistakes_test.cpp.
#include "handle.hpp"

#include <array>
#include <cstddef>
#include <mutex>

namespace meritum::c {
namespace {

constexpr std::uint64_t ours = 0x4d65726974000000;  ///< "Merit": all marks of the living begin so
constexpr std::uint64_t buried = 0x646561640064656d;

/// Keeps the last shells that were ended, and lets go of the oldest.
class Cemetery {
public:
    void add(Shell* shell) {
        const std::lock_guard lock(mutex_);
        std::unique_ptr<Shell> oldest(std::exchange(shells_[next_], shell));
        next_ = (next_ + 1) % shells_.size();
    }

private:
    std::mutex mutex_;
    std::array<Shell*, 1024> shells_ = {};
    std::size_t next_ = 0;
};

/// Never destroyed: objects may be freed while the program ends.
Cemetery& cemetery() {
    static auto* const one = new Cemetery;
    return *one;
}

}  // namespace

Shell* find_shell(const void* pointer) {
    if (pointer == nullptr || reinterpret_cast<std::uintptr_t>(pointer) % alignof(Shell) != 0)
        return nullptr;
    auto* shell = static_cast<Shell*>(const_cast<void*>(pointer));
    const auto mark = shell->mark.load(std::memory_order_acquire);
    return (mark & 0xffffffffff000000) == ours ? shell : nullptr;
}

bool bury(void* pointer) {
    auto* shell = find_shell(pointer);
    if (shell == nullptr) return false;
    if (shell->destroy == nullptr) return true;
    auto& place = cemetery();  // while nothing has been done yet: it may need memory
    auto mark = shell->mark.load(std::memory_order_acquire);
    if ((mark & 0xffffffffff000000) != ours || !shell->mark.compare_exchange_strong(mark, buried))
        return false;
    shell->destroy(std::exchange(shell->body, nullptr));
    place.add(shell);
    return true;
}

}  // namespace meritum::c
