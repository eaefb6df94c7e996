// Facts as handles. Tests: tests/c/score_test.cpp.
#pragma once

#include "handle.hpp"
#include "meritum/facts.hpp"

namespace meritum::c {

template <>
struct Kind<meritum_facts> {
    using Body = Facts;
    static constexpr std::uint64_t mark = 0x4d65726974040466;
    static constexpr const char* name = "facts";
};

}  // namespace meritum::c
