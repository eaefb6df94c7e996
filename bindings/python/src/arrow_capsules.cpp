// See arrow.hpp: capsules.
#include <cerrno>
#include <memory>
#include <utility>

#include "arrow.hpp"
#include "errors.hpp"

namespace meritum::python {

namespace {

constexpr const char* stream_name = "arrow_array_stream";
constexpr const char* schema_name = "arrow_schema";
constexpr const char* array_name = "arrow_array";

template <class Struct>
Struct& inside(nb::handle capsule, const char* name) {
    auto* held = PyCapsule_GetPointer(capsule.ptr(), name);
    if (held == nullptr) throw nb::python_error();
    return *static_cast<Struct*>(held);
}

/// Moved out of its capsule.
template <class Struct>
Struct taken_from(nb::handle capsule, const char* name) {
    auto& held = inside<Struct>(capsule, name);
    if (held.release == nullptr)
        fail("the table was read already: what was handed over can be read only once");
    auto taken = held;
    held.release = nullptr;
    return taken;
}

/// Frees what `held_by` made, and releases what nobody took out of it.
template <class Struct>
void destroy(PyObject* capsule) {
    auto* held = static_cast<Struct*>(PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
    if (held->release != nullptr) held->release(held);
    delete held;
}

template <class Struct>
nb::object held_by(Struct&& given, const char* name) {
    auto held = std::make_unique<Struct>(given);
    given.release = nullptr;
    auto* capsule = PyCapsule_New(held.get(), name, &destroy<Struct>);
    if (capsule == nullptr) {
        held->release(held.get());
        throw nb::python_error();
    }
    held.release();
    return nb::steal(capsule);
}

/// A stream of one batch.
struct OneBatch {
    ArrowSchema schema{};
    ArrowArray array{};

    ~OneBatch() {
        if (schema.release != nullptr) schema.release(&schema);
        if (array.release != nullptr) array.release(&array);
    }

    static OneBatch& of(ArrowArrayStream* stream) {
        return *static_cast<OneBatch*>(stream->private_data);
    }

    /// Once: whoever reads streams asks once, before the batches.
    static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
        if (of(stream).schema.release == nullptr) return EINVAL;
        *out = std::exchange(of(stream).schema, {});
        return 0;
    }

    static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
        *out = std::exchange(of(stream).array, {});
        return 0;
    }

    static const char* last_error(ArrowArrayStream*) { return "the schema was taken already"; }

    static void release(ArrowArrayStream* stream) {
        delete &of(stream);
        stream->release = nullptr;
    }
};

}  // namespace

ArrowArrayStream stream_of(ArrowSchema&& schema, ArrowArray&& array) {
    auto batch = std::make_unique<OneBatch>();
    batch->schema = std::exchange(schema, {});
    batch->array = std::exchange(array, {});
    return {&OneBatch::get_schema, &OneBatch::get_next, &OneBatch::last_error, &OneBatch::release,
            batch.release()};
}

void Frame::require(nb::handle frame) {
    if (nb::hasattr(frame, "__arrow_c_stream__") || nb::hasattr(frame, "__arrow_c_array__")) return;
    PyErr_Format(PyExc_TypeError,
                 "a table of type %s has no Arrow interface (__arrow_c_stream__); pyarrow, pandas "
                 "2.2, polars and DuckDB have it, or give a dict of columns",
                 Py_TYPE(frame.ptr())->tp_name);
    throw nb::python_error();
}

Frame::Frame(nb::handle frame) {
    if (nb::hasattr(frame, "__arrow_c_stream__")) {
        const nb::object capsule = frame.attr("__arrow_c_stream__")();
        stream_ = taken_from<ArrowArrayStream>(capsule, stream_name);
        return;
    }
    const nb::object pair = frame.attr("__arrow_c_array__")();
    const nb::object schema = pair[0], array = pair[1];
    auto taken = taken_from<ArrowSchema>(schema, schema_name);
    try {
        stream_ = stream_of(std::move(taken), taken_from<ArrowArray>(array, array_name));
    } catch (...) {
        if (taken.release != nullptr) taken.release(&taken);
        throw;
    }
}

Frame::~Frame() {
    if (stream_.release != nullptr) stream_.release(&stream_);
}

nb::object capsule_of(ArrowArrayStream&& stream) { return held_by(std::move(stream), stream_name); }

nb::object capsule_of(ArrowSchema&& schema) { return held_by(std::move(schema), schema_name); }

void fail_with(ArrowArrayStream& stream, const char* doing) {
    const char* why = stream.get_last_error(&stream);
    fail(std::string(doing) + ": " + (why == nullptr ? "no reason is given" : why));
}

}  // namespace meritum::python
