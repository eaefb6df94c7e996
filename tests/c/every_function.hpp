// Every function of meritum.h that can fail, as calls that are right but for one object: what each
// does with a null pointer, a freed object and one of another kind. In: that object. Out: the
// status. Tests: tests/c/mistakes_test.cpp, which also sees that none is left out.
#pragma once

#include <meritum.h>

#include <functional>
#include <string>
#include <vector>

namespace meritum::c_tests {

struct Call {
    std::string name;  ///< of the function
    bool takes_object = true;
    /// The first argument instead of the right one: an object, or else a place or a text.
    std::function<meritum_status(void* first, meritum_error** error)> with;
};

const std::vector<Call>& every_function();

}  // namespace meritum::c_tests
