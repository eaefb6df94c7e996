// Where exceptions end. In: the body of a function of meritum.h. Out: its status and, if it is
// asked for, an error object. Knows nothing of what the body does. Tests:
// tests/c/mistakes_test.cpp, tests/c/throwing_test.cpp.
#pragma once

#include <cxxabi.h>

#include <stdexcept>
#include <string>

#include "meritum.h"

namespace meritum::c {

/// The call itself is wrong.
class Mistake : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// The progress callback said stop.
class Stopped : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What is being thrown, as a status and an object in `*error` if there is such a place. Throws
/// nothing. REQUIRES to be called while an exception is handled.
meritum_status told(meritum_error** error);

/// Only a thread that is cancelled goes on unwinding: to stop it here would end the program.
template <class Work>
meritum_status guarded(meritum_error** error, const Work& work) {
    if (error != nullptr) *error = nullptr;
    try {
        work();
        return MERITUM_OK;
    } catch (const abi::__forced_unwind&) {
        throw;
    } catch (...) {
        return told(error);
    }
}

}  // namespace meritum::c
