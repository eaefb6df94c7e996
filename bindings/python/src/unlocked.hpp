// Without the interpreter's lock, or with it, for as long as a scope lasts. In: a thread. Out: the
// lock as it was. Must not know what is done meanwhile. Tests:
// bindings/python/tests/test_package.py.
//
// A thread that is still at work when the interpreter ends does not get the lock any more: Python
// before 3.14 ends such a thread by unwinding it, and whoever is C++ in its midst ends the process.
// Here it waits for the end instead, as Python's own threads do since.
#pragma once

#include <Python.h>
#include <cxxabi.h>
#include <unistd.h>

namespace meritum::python {

template <class Take>
auto taken_unless_ending(const Take& take) {
    try {
        return take();
    } catch (const abi::__forced_unwind&) {
        while (true) pause();
    }
}

class Unlocked {
public:
    Unlocked() : state_(PyEval_SaveThread()) {}
    Unlocked(const Unlocked&) = delete;
    Unlocked& operator=(const Unlocked&) = delete;
    ~Unlocked() {
        taken_unless_ending([&] { PyEval_RestoreThread(state_); });
    }

private:
    PyThreadState* state_;
};

class Locked {
public:
    Locked() : state_(taken_unless_ending([] { return PyGILState_Ensure(); })) {}
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;
    ~Locked() { PyGILState_Release(state_); }

private:
    PyGILState_STATE state_;
};

}  // namespace meritum::python
