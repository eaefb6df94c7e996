// See errors.hpp.
#include "errors.hpp"

#include <exception>

#include "values.hpp"

namespace meritum::python {

namespace {

nb::object made(const char* what) { return nb::module_::import_("meritum._errors").attr(what); }

nb::tuple plain(const Position& at) {
    return nb::make_tuple(at.offset, at.line, at.column, at.byte_column, at.utf16_column);
}

nb::tuple plain(const Label& label) {
    return nb::make_tuple(plain(label.begin), plain(label.end), to_python(label.text),
                          to_python(label.excerpt), to_python(label.file));
}

nb::tuple plain(const Diagnostic& one) {
    const nb::object second = one.secondary ? nb::object(plain(*one.secondary)) : nb::none();
    return nb::make_tuple(to_python(one.code), to_python(one.name),
                          one.severity == Severity::error ? "error" : "warning",
                          to_python(one.message), plain(one.primary), second, to_python(one.fix));
}

void raise(const Error& error) {
    const nb::object raised =
        made("error_of")(to_python(std::string_view(error.what())), to_python(error.diagnostics()),
                         to_python(error.fact_errors()));
    PyErr_SetObject(raised.type().ptr(), raised.ptr());
}

}  // namespace

nb::object to_python(const Diagnostics& diagnostics) {
    nb::list items;
    for (const auto& one : diagnostics.items) items.append(plain(one));
    return made("diagnostics_of")(to_python(diagnostics.file), items,
                                  to_python(diagnostics.to_string()),
                                  to_python(diagnostics.to_string(true)));
}

nb::object to_python(const std::vector<FactError>& errors) {
    const auto make = made("FactProblem");
    nb::list items;
    for (const auto& one : errors)
        items.append(make(to_python(one.id), to_python(one.period), to_python(one.file), one.line,
                          one.column, to_python(one.fact), to_python(one.code),
                          to_python(one.message)));
    return nb::tuple(items);
}

void translate_errors() {
    nb::register_exception_translator([](const std::exception_ptr& thrown, void*) {
        try {
            std::rethrow_exception(thrown);
        } catch (const Error& error) {
            try {
                raise(error);
            } catch (nb::python_error& other) {
                other.restore();
            }
        }
    });
}

void fail(const std::string& message) {
    const nb::object type = made("Error");
    PyErr_SetObject(type.ptr(), to_python(message).ptr());
    throw nb::python_error();
}

void fail_because(std::string_view message, std::string_view reason) {
    const nb::object error = made("Error")(to_python(message));
    const auto cause = nb::borrow(PyExc_RuntimeError)(to_python(reason));
    nb::setattr(error, "__cause__", cause);
    PyErr_SetObject(error.type().ptr(), error.ptr());
    throw nb::python_error();
}

}  // namespace meritum::python
