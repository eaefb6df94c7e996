// Python's values to Meritum's and back. In: what callers hold: ints, Decimals, texts, dates,
// dicts, dataclasses, models. Out: Facts; decimal.Decimal, datetime.date, str. What a plan says of
// a value is not known here: its border judges. Every function needs the interpreter's lock. Tests:
// bindings/python/tests/test_values.py.
#pragma once

#include <nanobind/nanobind.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "meritum/meritum.hpp"

namespace meritum::python {

namespace nb = nanobind;

nb::object to_python(const Decimal& number);  ///< decimal.Decimal
nb::object to_python(const Date& date);       ///< datetime.date
nb::object to_python(std::string_view text);  ///< str; bytes that are no UTF-8 are replaced
/// Without this a pointer would be a truth.
inline nb::object to_python(const char* text) { return to_python(std::string_view(text)); }
inline nb::object to_python(const std::string& text) { return to_python(std::string_view(text)); }
nb::object to_python(bool truth);
nb::object to_python(std::monostate nothing);  ///< None
nb::object to_python(const FactValue& value);
nb::object to_python(const Facts& facts);  ///< a dict; lists are lists of dicts
template <class... Kinds>
nb::object to_python(const std::variant<Kinds...>& value) {
    return std::visit([](const auto& kind) { return to_python(kind); }, value);
}
template <class T>
nb::object to_python(const std::optional<T>& value) {
    return value ? to_python(*value) : nb::none();
}

/// str, or the text of an os.PathLike.
std::string path_of(nb::handle path);

/// How values are read.
struct Reading {
    bool allow_float = false;
    /// Lists of which an item has a field called `key`; elsewhere it is the item's own key.
    const std::set<std::string>* lists_with_key = nullptr;
    std::string_view id = "id";  ///< what a record calls the participant's id and period
    std::string_view period = "period";
    bool for_column = false;  ///< a number that Decimal does not hold is refused, as no text is one
};

/// Throws what Python knows as meritum.FactTypeError for what is no value of a fact.
FactValue fact_value(nb::handle value, std::string_view name, const Reading& reading);

/// Sets a value or a list of items. Throws likewise.
void set_fact(Facts& facts, std::string_view name, nb::handle value, const Reading& reading);

/// Everything a record holds: a dict, a mapping, a dataclass, a model. Throws likewise.
void set_all(Facts& facts, nb::handle record, const Reading& reading);

/// A record's fields by name: a dict, a mapping, a dataclass, a model. Throws likewise; `what` it
/// is then begins the message, "`deals` item 1: an item is a dict".
nb::dict fields_of(nb::handle record, std::string_view what = {});

/// Whether it is taken for a list of items: a sequence, an iterator, the values of a dict.
bool is_list(nb::handle value);

/// Throws what was thrown, its message behind `where` if it is a meritum.FactTypeError.
[[noreturn]] void refuse_where(nb::python_error& error, const std::string& where);

/// Does something; what is refused meanwhile says where.
template <class Where, class Do>
auto told_where(const Where& where, const Do& work) {
    try {
        return work();
    } catch (nb::python_error& error) {
        refuse_where(error, where());
    }
}

/// Of a mapping or None. Throws likewise.
std::vector<std::pair<std::string, FactValue>> params_of(nb::handle params, const Reading& reading);

/// A participant's id or period, or an item's key: a str or an int; None is an empty one. Throws
/// likewise.
std::string heading(nb::handle value, std::string_view name);

/// A text of a dict's key; throws a TypeError for another one.
std::string_view name_of(nb::handle key);

/// Looks up what is needed of Python. Once, when the module is made: later a thread could wait for
/// another one's look with the interpreter's lock in its hand.
void know_python();

/// Throws meritum.FactTypeError.
[[noreturn]] void refuse(const std::string& message);

}  // namespace meritum::python
