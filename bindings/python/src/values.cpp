// See values.hpp. The kinds that occur most are asked for first, by their exact type.
#include "values.hpp"

#include <datetime.h>

#include <chrono>
#include <optional>

namespace meritum::python {

namespace {

/// What is looked up once; lives as long as the process.
struct Known {
    nb::object decimal = nb::module_::import_("decimal").attr("Decimal");
    nb::object enumeration = nb::module_::import_("enum").attr("Enum");
    nb::object fields_of = nb::module_::import_("meritum._records").attr("fields_of");
    nb::object fact_type_error = nb::module_::import_("meritum._errors").attr("FactTypeError");

    Known() { PyDateTime_IMPORT; }

    static const Known& get() { return *made; }
    static inline const Known* made = nullptr;  // never freed: Python may be gone before
};

std::string_view utf8(nb::handle text) {
    Py_ssize_t size = 0;
    const char* bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
    if (bytes != nullptr) return {bytes, static_cast<std::size_t>(size)};
    if (PyErr_ExceptionMatches(PyExc_UnicodeEncodeError) == 0) throw nb::python_error();
    PyErr_Clear();
    const nb::object shown = nb::steal(PyObject_ASCII(text.ptr()));
    refuse("the text " + std::string(nb::str(shown).c_str()) +
           " holds a surrogate without its other half, which is no character");
}

nb::object owned(PyObject* object) {
    if (object == nullptr) throw nb::python_error();
    return nb::steal(object);
}

std::string str(nb::handle object) { return std::string(utf8(owned(PyObject_Str(object.ptr())))); }

std::string_view type_of(nb::handle object) { return Py_TYPE(object.ptr())->tp_name; }

std::string in_backticks(std::string_view name) { return "`" + std::string(name) + "`"; }

bool is_of(std::string_view type, std::string_view package) {
    return type.substr(0, type.find('.')) == package;
}

/// A number in digits where Decimal holds it, else as it is written: the border says what is wrong.
FactValue number(std::string text) {
    if (const auto exact = Decimal::parse(text)) return *exact;
    return text;
}

/// Likewise; for a column, which would be one of texts then, it is refused.
FactValue number(std::string text, std::string_view name, const Reading& reading) {
    auto made = number(std::move(text));
    if (const auto* wrong = std::get_if<std::string>(&made.get());
        wrong != nullptr && reading.for_column) {
        constexpr std::size_t most_shown = 60;
        refuse(in_backticks(name) + " is " +
               (wrong->size() > most_shown ? wrong->substr(0, most_shown) + "..." : *wrong) +
               "; a number has at most 38 digits");
    }
    return made;
}

FactValue whole_number(nb::handle value, std::string_view name, const Reading& reading) {
    int overflow = 0;
    const long long small = PyLong_AsLongLongAndOverflow(value.ptr(), &overflow);
    if (overflow == 0) {
        if (small == -1 && PyErr_Occurred() != nullptr) throw nb::python_error();
        return small;
    }
    constexpr int most_bits = 2'000;  // Python writes no more than 4,300 digits
    if (nb::cast<std::size_t>(value.attr("bit_length")()) > most_bits)
        refuse(in_backticks(name) + " is a number of more than 600 digits; at most 38 are taken");
    return number(str(value), name, reading);
}

FactValue decimal_number(nb::handle value, std::string_view name, const Reading& reading) {
    auto text = str(value);
    if (const auto exact = Decimal::parse(text)) return *exact;
    if (!nb::cast<bool>(value.attr("is_finite")()))
        refuse(in_backticks(name) + " is " + text +
               ", which is no number; None is a missing value");
    constexpr int most_places = 100;  // of more the border says that they are too many
    const auto places = nb::cast<long long>(value.attr("adjusted")());
    if (places > most_places || places < -most_places)
        return number(std::move(text), name, reading);
    return number(str(nb::module_::import_("builtins").attr("format")(value, "f")), name, reading);
}

/// Of numpy's, which are no Python floats, as well.
FactValue binary_float(nb::handle value, std::string_view name, const Reading& reading) {
    const auto& known = Known::get();
    const auto shortest = str(value);
    const nb::object exact = known.decimal(nb::float_(value));
    if (!nb::cast<bool>(exact.attr("is_finite")()))
        refuse(in_backticks(name) + " is " + shortest +
               ", which is no number; None is a missing value");
    const nb::object decimal = known.decimal(nb::str(shortest.c_str()));
    if (reading.allow_float) return decimal_number(decimal, name, reading);
    const auto really = nb::cast<bool>(exact.attr("__eq__")(decimal))
                            ? "; floats are refused, for one that shows 0.1 really is "
                              "0.1000000000000000055511151231257827"
                            : ", which really is " + str(exact);
    refuse(in_backticks(name) + " is the float " + shortest + really +
           ". Scores are exact, so give Decimal(\"" + shortest + "\") or the text \"" + shortest +
           "\"; or allow_float=True takes every float as the shortest decimal that reads back as "
           "the same "
           "float");
}

FactValue date(nb::handle value, std::string_view name) {
    auto text = str(value.attr("isoformat")());
    if (PyDateTime_Check(value.ptr())) {
        if (text == "NaT") return {};
        const auto time = text.substr(0, 10) + "T00:00:00";
        if (text != time)
            refuse(in_backticks(name) + " is " + text +
                   ", a time of day; a date is taken: give value.date()");
        text.resize(10);
    }
    if (const auto day = Date::parse(text)) return *day;
    return text;
}

/// What is none of Python's own kinds, exactly.
FactValue other_value(nb::handle value, std::string_view name, const Reading& reading) {
    const auto& known = Known::get();
    auto* object = value.ptr();
    if (PyObject_IsInstance(object, known.enumeration.ptr()) == 1)
        return fact_value(value.attr("value"), name, reading);
    if (PyDate_Check(object)) return date(value, name);
    if (PyUnicode_Check(object)) return utf8(value);
    if (PyObject_IsInstance(object, known.decimal.ptr()) == 1)
        return decimal_number(value, name, reading);
    const auto type = type_of(value);
    if (PyFloat_Check(object)) return binary_float(value, name, reading);
    if (type == "numpy.bool" || type == "numpy.bool_") return PyObject_IsTrue(object) == 1;
    if (type.ends_with("NAType") || type.ends_with("NaTType")) return {};
    if (PyIndex_Check(object) != 0 && !nb::hasattr(value, "shape"))
        return whole_number(owned(PyNumber_Index(object)), name, reading);
    if (is_of(type, "numpy") && nb::hasattr(value, "dtype")) {
        const auto kind = str(value.attr("dtype").attr("kind"));
        const bool single = nb::cast<std::size_t>(value.attr("ndim")) == 0;
        if (single && (kind == "i" || kind == "u"))
            return whole_number(owned(PyNumber_Index(object)), name, reading);
        if (single && kind == "f") return binary_float(value, name, reading);
    }
    refuse(in_backticks(name) + " is of type " + std::string(type) +
           "; a fact is an int, Decimal, str, bool, datetime.date or None, or a list of items");
}

/// The pairs of a dict that nothing changes meanwhile.
template <class Take>
void each(const nb::dict& dict, const Take& take) {
    PyObject* key = nullptr;
    PyObject* value = nullptr;
    Py_ssize_t at = 0;
    while (PyDict_Next(dict.ptr(), &at, &key, &value) != 0) {
        const auto kept_key = nb::borrow(key), kept_value = nb::borrow(value);
        take(name_of(kept_key), kept_value);
    }
}

std::string what_an_item_is(std::string_view list, std::size_t number) {
    return in_backticks(list) + " is a list, so its item " + std::to_string(number) +
           " is a dict, a dataclass or a pydantic model";
}

Item item_of(std::string_view list, std::size_t number, nb::handle record, const Reading& reading) {
    Item item;
    const auto fields = PyDict_CheckExact(record.ptr())
                            ? nb::borrow<nb::dict>(record)
                            : fields_of(record, what_an_item_is(list, number));
    const bool has_key_field =
        reading.lists_with_key != nullptr && reading.lists_with_key->count(std::string(list)) != 0;
    each(fields, [&](std::string_view name, const nb::object& value) {
        if (name == "key" && !has_key_field) {
            item.key = heading(value, name);
            return;
        }
        const auto where = [&] {
            return std::string(list) + " " + std::to_string(number) + ", " + std::string(name);
        };
        if (is_list(value))
            refuse(in_backticks(std::string_view(where())) +
                   " is a list; a field of an item is one value");
        item.fields.push_back({std::string(name), PyLong_CheckExact(value.ptr())
                                                      ? whole_number(value, name, reading)
                                                      : fact_value(value, where(), reading)});
    });
    return item;
}

}  // namespace

void know_python() { Known::made = new Known(); }

void refuse(const std::string& message) {
    PyErr_SetString(Known::get().fact_type_error.ptr(), message.c_str());
    throw nb::python_error();
}

std::string heading(nb::handle value, std::string_view name) {
    auto* object = value.ptr();
    if (PyUnicode_Check(object)) return std::string(utf8(value));
    if (value.is_none()) return {};
    if (!PyBool_Check(object) && PyIndex_Check(object) != 0)
        return str(owned(PyNumber_Index(object)));
    refuse(in_backticks(name) + " is of type " + std::string(type_of(value)) +
           "; it is a str or an int");
}

std::string_view name_of(nb::handle key) {
    if (!PyUnicode_Check(key.ptr()))
        refuse("a name is a str, not of type " + std::string(type_of(key)));
    return utf8(key);
}

nb::dict fields_of(nb::handle record, std::string_view what) {
    if (PyDict_CheckExact(record.ptr())) return nb::borrow<nb::dict>(record);
    return nb::cast<nb::dict>(Known::get().fields_of(record, to_python(what)));
}

bool is_list(nb::handle value) {
    auto* object = value.ptr();
    if (PyList_CheckExact(object) || PyTuple_CheckExact(object)) return true;
    if (PyIter_Check(object) != 0 || PyObject_TypeCheck(object, &PyDictValues_Type)) return true;
    return PySequence_Check(object) != 0 && !PyUnicode_Check(object) && !PyBytes_Check(object) &&
           !PyByteArray_Check(object) && !PyDict_Check(object) && !nb::hasattr(value, "_asdict") &&
           !nb::hasattr(value, "keys");
}

void refuse_where(nb::python_error& error, const std::string& where) {
    const auto& kind = Known::get().fact_type_error;
    if (!error.matches(kind)) throw std::move(error);
    refuse(where + ": " + str(error.value()));
}

std::string path_of(nb::handle path) {
    const auto text = owned(PyOS_FSPath(path.ptr()));
    const auto bytes =
        PyUnicode_Check(text.ptr()) ? owned(PyUnicode_EncodeFSDefault(text.ptr())) : text;
    return {PyBytes_AsString(bytes.ptr()), static_cast<std::size_t>(PyBytes_Size(bytes.ptr()))};
}

FactValue fact_value(nb::handle value, std::string_view name, const Reading& reading) {
    auto* object = value.ptr();
    if (PyLong_CheckExact(object)) return whole_number(value, name, reading);
    if (PyUnicode_CheckExact(object)) return utf8(value);
    if (value.is_none()) return {};
    if (PyBool_Check(object)) return object == Py_True;
    if (Py_TYPE(object) == reinterpret_cast<PyTypeObject*>(Known::get().decimal.ptr()))
        return decimal_number(value, name, reading);
    if (PyFloat_CheckExact(object)) return binary_float(value, name, reading);
    return other_value(value, name, reading);
}

void set_fact(Facts& facts, std::string_view name, nb::handle value, const Reading& reading) {
    if (PyDict_Check(value.ptr()))
        refuse(in_backticks(name) + " is a mapping; a fact is one value, or a list of items");
    if (!is_list(value)) {
        facts.set(name, fact_value(value, name, reading));
        return;
    }
    std::erase_if(facts.lists, [&](const List& list) { return list.name == name; });
    facts.add_list(name);
    auto& items = facts.lists.back().items;
    for (const auto item : nb::iter(value))
        items.push_back(item_of(name, items.size() + 1, item, reading));
}

void set_all(Facts& facts, nb::handle record, const Reading& reading) {
    each(fields_of(record), [&](std::string_view name, const nb::object& value) {
        if (name == reading.id) {
            facts.id = heading(value, name);
        } else if (name == reading.period) {
            facts.period = heading(value, name);
        } else {
            set_fact(facts, name, value, reading);
        }
    });
}

std::vector<std::pair<std::string, FactValue>> params_of(nb::handle params,
                                                         const Reading& reading) {
    std::vector<std::pair<std::string, FactValue>> made;
    if (params.is_none()) return made;
    each(fields_of(params, "params are a dict"),
         [&](std::string_view name, const nb::object& value) {
             made.emplace_back(std::string(name), fact_value(value, name, reading));
         });
    return made;
}

nb::object to_python(const Decimal& number) {
    const auto text = number.to_string();
    return Known::get().decimal(nb::str(text.data(), text.size()));
}

nb::object to_python(const Date& date) {
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{date.days()}}};
    return owned(PyDate_FromDate(int{day.year()}, static_cast<int>(unsigned{day.month()}),
                                 static_cast<int>(unsigned{day.day()})));
}

nb::object to_python(std::string_view text) {
    return owned(
        PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace"));
}

nb::object to_python(bool truth) { return nb::borrow(truth ? Py_True : Py_False); }

nb::object to_python(std::monostate) { return nb::none(); }

nb::object to_python(const FactValue& value) { return to_python(value.get()); }

nb::object to_python(const Facts& facts) {
    nb::dict made;
    for (const auto& fact : facts.values) made[to_python(fact.name)] = to_python(fact.value);
    for (const auto& list : facts.lists) {
        nb::list items;
        for (const auto& item : list.items) {
            nb::dict fields;
            if (!item.key.empty()) fields["key"] = to_python(item.key);
            for (const auto& field : item.fields)
                fields[to_python(field.name)] = to_python(field.value);
            items.append(fields);
        }
        made[to_python(list.name)] = items;
    }
    return made;
}

}  // namespace meritum::python
