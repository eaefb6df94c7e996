// Arrow's structs that were handed over: they are released whatever happens. Knows no handles.
// Tests: tests/c/table_test.cpp.
#pragma once

namespace meritum::c {

/// A stream, schema or array; null or released ones are left alone.
template <class Struct>
class Owned {
public:
    explicit Owned(Struct* one) : one_(one) {}
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned() {
        if (!is_gone()) one_->release(one_);
    }

    bool is_gone() const { return one_ == nullptr || one_->release == nullptr; }

    /// The struct, which is the caller's from now on.
    Struct take() {
        const Struct taken = *one_;
        one_->release = nullptr;
        return taken;
    }

private:
    Struct* one_;
};

}  // namespace meritum::c
