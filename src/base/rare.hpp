// What most have not: an optional whose value, where there is one, stands by itself in the heap. In
// place of std::optional for large parts, so that who has none pays for a pointer only. Copies are
// deep. Tests: tests/base/rare_test.cpp.
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace meritum {

/// Speaks like std::optional.
template <class T>
class Rare {
public:
    Rare() = default;
    Rare(std::nullopt_t) {}  // NOLINT(google-explicit-constructor): as std::optional
    Rare(T value)            // NOLINT(google-explicit-constructor): as std::optional
        : held_(std::make_unique<T>(std::move(value))) {}
    Rare(const Rare& other) : held_(other.held_ ? std::make_unique<T>(*other.held_) : nullptr) {}
    Rare(Rare&&) noexcept = default;
    Rare& operator=(const Rare& other) { return *this = Rare(other); }
    Rare& operator=(Rare&&) noexcept = default;
    ~Rare() = default;

    T& emplace() {
        held_ = std::make_unique<T>();
        return *held_;
    }

    explicit operator bool() const { return held_ != nullptr; }
    bool has_value() const { return held_ != nullptr; }
    /// REQUIRE that there is a value.
    const T& operator*() const { return *held_; }
    T& operator*() { return *held_; }
    const T* operator->() const { return held_.get(); }
    T* operator->() { return held_.get(); }

private:
    std::unique_ptr<T> held_;
};

}  // namespace meritum
