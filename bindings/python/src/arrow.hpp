// Arrow's C data interface on the side of Python: capsules in and out, and small tables that are
// read or made value by value. Buffers that are handed to us are not touched. Tests:
// bindings/python/tests/test_tables.py.
#pragma once

#include <nanobind/nanobind.h>

#include "meritum/arrow.hpp"

namespace meritum::python {

namespace nb = nanobind;

/// A stream of another program's frame: from `__arrow_c_stream__`, or one batch from
/// `__arrow_c_array__`. Taken out of its capsule, as whoever reads a stream does.
class Frame {
public:
    /// Throws a TypeError for what has neither.
    static void require(nb::handle frame);

    /// REQUIRES a frame that has one. Throws what it throws, and meritum.Error if somebody has
    /// read it already.
    explicit Frame(nb::handle frame);
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
    ~Frame();

    ArrowArrayStream& stream() { return stream_; }

private:
    ArrowArrayStream stream_{};
};

/// A capsule of a stream, which it releases if nobody takes it.
nb::object capsule_of(ArrowArrayStream&& stream);
nb::object capsule_of(ArrowSchema&& schema);

/// A stream of one batch, which it takes over.
ArrowArrayStream stream_of(ArrowSchema&& schema, ArrowArray&& array);

/// What a stream says was wrong with it; throws meritum.Error.
[[noreturn]] void fail_with(ArrowArrayStream& stream, const char* doing);

void add_arrow_rows(nb::module_& module);
void add_arrow_columns(nb::module_& module);
void add_tables(nb::module_& module);

}  // namespace meritum::python
