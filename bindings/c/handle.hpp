// What stands behind the pointers of meritum.h. In: a value. Out: a pointer to a shell that bears
// the mark of its kind, and the value again, if the pointer is one of ours. Knows no functions of
// the header. Tests: tests/c/.
//
// A freed shell stays for a while with another mark, so that whoever uses it once more, or frees it
// twice, is told instead of reading memory that is somebody else's by now.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "guarded.hpp"
#include "meritum.h"

namespace meritum::c {

struct Shell {
    std::atomic<std::uint64_t> mark{0};
    void* body = nullptr;
    void (*destroy)(void* body) = nullptr;  ///< none: it is never freed
};

/// For each handle its Body, its mark and what it is called.
template <class Handle>
struct Kind;

/// The shell that a pointer leads to, if it bears one of our marks; else null.
Shell* find_shell(const void* pointer);

/// Ends a shell. False if it was ended before or is none.
bool bury(void* pointer);

/// A pointer for a value, to be given to bury once.
template <class Handle, class... Parts>
Handle* make(Parts&&... parts) {
    using Body = typename Kind<Handle>::Body;
    auto shell = std::make_unique<Shell>();
    auto body = std::make_unique<Body>(std::forward<Parts>(parts)...);
    shell->destroy = [](void* own) { delete static_cast<Body*>(own); };
    shell->body = body.release();
    shell->mark.store(Kind<Handle>::mark, std::memory_order_release);
    return reinterpret_cast<Handle*>(shell.release());
}

/// Null if it is not alive or of another kind.
template <class Handle>
auto* find_body(const Handle* handle) {
    auto* shell = find_shell(handle);
    const bool is_it = shell != nullptr && shell->mark == Kind<Handle>::mark;
    return is_it ? static_cast<typename Kind<Handle>::Body*>(shell->body) : nullptr;
}

/// Throws Mistake likewise. `name` is that of the parameter.
template <class Handle>
auto& body_of(const Handle* handle, const char* name) {
    if (handle == nullptr) throw Mistake(std::string(name) + " is NULL");
    auto* body = find_body(handle);
    if (body == nullptr) {
        throw Mistake(std::string(name) + " is no " + Kind<Handle>::name +
                      ": it was freed, or is something else");
    }
    return *body;
}

/// Where a function puts what it makes. Throws Mistake if it is null.
template <class Made>
Made& place_of(Made* place, const char* name) {
    if (place == nullptr) throw Mistake(std::string(name) + " is NULL");
    return *place;
}

/// Likewise for an object, which is null from now on.
template <class Handle>
Handle*& empty_place_of(Handle** place, const char* name) {
    return place_of(place, name) = nullptr;
}

template <>
struct Kind<meritum_text> {
    using Body = std::string;
    static constexpr std::uint64_t mark = 0x4d65726974010174;
    static constexpr const char* name = "text";
};

}  // namespace meritum::c
