// A dict of columns as an Arrow stream. In: lists, tuples and numpy arrays by name. Out: one batch;
// numpy's whole numbers and floats are borrowed, all else is converted value by value. Tests:
// bindings/python/tests/test_arrow.py.
#include <nanobind/stl/string.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "arrow.hpp"
#include "errors.hpp"
#include "unlocked.hpp"
#include "values.hpp"

namespace meritum::python {

namespace {

/// A column and what it is made of. Arrays and schemas of Arrow are made of it in the end.
struct Column {
    std::string name;
    std::string format;
    std::int64_t length = 0;
    std::vector<std::vector<std::uint8_t>> buffers;  ///< the first: validity
    const void* borrowed = nullptr;                  ///< instead of the second
    nb::object owner;                                ///< of what is borrowed
    std::vector<Column> children;
};

/// What an ArrowArray points to.
struct Held {
    std::vector<std::vector<std::uint8_t>> buffers;
    std::vector<const void*> places;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> child_places;
    nb::object owner;
};

void release_array(ArrowArray* array) {
    for (std::int64_t i = 0; i < array->n_children; ++i) {
        if (array->children[i]->release != nullptr) array->children[i]->release(array->children[i]);
    }
    auto* held = static_cast<Held*>(array->private_data);
    if (held->owner.is_valid()) {
        const Locked locked;  // whoever is done with a batch need not hold it
        held->owner.reset();
    }
    delete held;
    array->release = nullptr;
}

ArrowArray array_of(Column&& column) {
    auto held = std::make_unique<Held>();
    held->buffers = std::move(column.buffers);
    held->owner = std::move(column.owner);
    for (const auto& buffer : held->buffers)
        held->places.push_back(buffer.empty() ? nullptr : buffer.data());
    if (column.borrowed != nullptr) held->places.at(1) = column.borrowed;
    for (auto& child : column.children) held->children.push_back(array_of(std::move(child)));
    for (auto& child : held->children) held->child_places.push_back(&child);
    ArrowArray array{};
    array.length = column.length;
    array.null_count = held->places.empty() || held->places[0] == nullptr ? 0 : -1;
    array.n_buffers = static_cast<std::int64_t>(held->places.size());
    array.n_children = static_cast<std::int64_t>(held->children.size());
    array.buffers = held->places.data();
    array.children = held->child_places.data();
    array.release = &release_array;
    array.private_data = held.release();
    return array;
}

struct HeldSchema {
    std::string name;
    std::string format;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema*> places;
};

void release_schema(ArrowSchema* schema) {
    for (std::int64_t i = 0; i < schema->n_children; ++i) {
        if (schema->children[i]->release != nullptr)
            schema->children[i]->release(schema->children[i]);
    }
    delete static_cast<HeldSchema*>(schema->private_data);
    schema->release = nullptr;
}

ArrowSchema schema_of(const Column& column) {
    auto held = std::make_unique<HeldSchema>();
    held->name = column.name;
    held->format = column.format;
    for (const auto& child : column.children) held->children.push_back(schema_of(child));
    for (auto& child : held->children) held->places.push_back(&child);
    ArrowSchema schema{};
    schema.format = held->format.c_str();
    schema.name = held->name.c_str();
    schema.flags = ARROW_FLAG_NULLABLE;
    schema.n_children = static_cast<std::int64_t>(held->children.size());
    schema.children = held->places.data();
    schema.release = &release_schema;
    schema.private_data = held.release();
    return schema;
}

template <class T>
void put(std::vector<std::uint8_t>& buffer, T value) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&value);
    buffer.insert(buffer.end(), bytes, bytes + sizeof value);
}

void put_bit(std::vector<std::uint8_t>& bits, std::size_t at, bool set) {
    if (at % 8 == 0) bits.push_back(0);
    if (set) bits.back() = static_cast<std::uint8_t>(bits.back() | 1U << (at % 8));
}

using Values = std::vector<nb::object>;

/// Columns of Python's values.
class Making {
public:
    explicit Making(bool allow_float) {
        reading_.allow_float = allow_float;
        reading_.for_column = true;
    }

    /// `each`: what a value belongs to, for messages.
    Column column(const std::string& name, const Values& values, const char* each = "row") const {
        Column made;
        made.name = name;
        made.length = static_cast<std::int64_t>(values.size());
        made.buffers.resize(2);
        for (const auto& value : values) {
            if (!is_list(value)) continue;
            if (each == item_) refuse("`" + name + "` of an item is a list; it is one value");
            lists(made, values);
            return made;
        }
        std::vector<FactValue> facts;
        facts.reserve(values.size());
        for (const auto& value : values)
            told_where([&] { return each + (" " + std::to_string(facts.size())); },
                       [&] { facts.push_back(fact_value(value, name, reading_)); });
        bool whole = true;
        for (std::size_t row = 0; row < facts.size(); ++row) {
            put_bit(made.buffers[0], row, !facts[row].is_missing());
            const auto* number = std::get_if<Decimal>(&facts[row].get());
            if (number != nullptr)
                whole = whole && number->scale() == 0 &&
                        (number->high() == 0 || number->high() == -1) &&
                        (number->high() < 0) == (static_cast<std::int64_t>(number->low()) < 0);
        }
        fill(made, facts, whole, each);
        return made;
    }

private:
    void fill(Column& made, const std::vector<FactValue>& facts, bool whole,
              const char* each) const {
        std::size_t kind = 0;
        for (std::size_t at = 0; at < facts.size(); ++at) {
            const auto& fact = facts[at];
            if (fact.is_missing() || fact.get().index() == kind) continue;
            if (kind != 0)
                refuse("the column `" + made.name +
                       "` holds values of more than one kind: " + fact.to_string() + " in " + each +
                       " " + std::to_string(at) + " is none of what stands before it");
            kind = fact.get().index();
        }
        switch (kind) {
            case 0: made.format = "n", made.buffers.clear(); return;
            case 1: truths(made, facts); return;
            case 2: whole ? whole_numbers(made, facts) : decimals(made, facts); return;
            case 3: texts(made, facts); return;
            default: dates(made, facts); return;
        }
    }

    static void truths(Column& made, const std::vector<FactValue>& facts) {
        made.format = "b";
        for (std::size_t row = 0; row < facts.size(); ++row) {
            const auto* truth = std::get_if<bool>(&facts[row].get());
            put_bit(made.buffers[1], row, truth != nullptr && *truth);
        }
    }

    static void whole_numbers(Column& made, const std::vector<FactValue>& facts) {
        made.format = "l";
        for (const auto& fact : facts) {
            const auto* number = std::get_if<Decimal>(&fact.get());
            put(made.buffers[1], number == nullptr ? 0 : number->low());
        }
    }

    static void decimals(Column& made, const std::vector<FactValue>& facts) {
        unsigned scale = 0;
        for (const auto& fact : facts) {
            if (const auto* number = std::get_if<Decimal>(&fact.get()))
                scale = std::max(scale, number->scale());
        }
        made.format = "d:38," + std::to_string(scale);
        for (const auto& fact : facts) {
            const auto* number = std::get_if<Decimal>(&fact.get());
            unsigned __int128 units = 0;
            if (number != nullptr) {
                units = static_cast<unsigned __int128>(static_cast<std::uint64_t>(number->high()))
                            << 64 |
                        number->low();
                for (auto places = number->scale(); places < scale; ++places) units *= 10;
                if (number->scale() < scale && digits(*number) + scale - number->scale() > 38)
                    refuse("the column `" + made.name +
                           "` holds numbers of which 38 digits do not hold "
                           "both the greatest and the finest");
            }
            put(made.buffers[1], units);
        }
    }

    static std::size_t digits(const Decimal& number) {
        std::size_t count = 0;
        for (const char c : number.to_string()) count += c >= '0' && c <= '9' ? 1 : 0;
        return count;
    }

    static void texts(Column& made, const std::vector<FactValue>& facts) {
        made.format = "U";
        made.buffers.resize(3);
        put(made.buffers[1], std::int64_t{0});
        for (const auto& fact : facts) {
            if (const auto* text = std::get_if<std::string>(&fact.get()))
                made.buffers[2].insert(made.buffers[2].end(), text->begin(), text->end());
            put(made.buffers[1], static_cast<std::int64_t>(made.buffers[2].size()));
        }
        made.buffers[2].push_back(0);  // there is such a buffer where all texts are empty, too
    }

    static void dates(Column& made, const std::vector<FactValue>& facts) {
        made.format = "tdD";
        for (const auto& fact : facts) {
            const auto* date = std::get_if<Date>(&fact.get());
            put(made.buffers[1], static_cast<std::int32_t>(date == nullptr ? 0 : date->days()));
        }
    }

    /// Lists of records: a column of lists of structs.
    void lists(Column& made, const Values& values) const {
        made.format = "+L";
        std::vector<std::string> names;
        std::map<std::string, Values> fields;
        std::size_t items = 0;
        put(made.buffers[1], std::int64_t{0});
        for (std::size_t row = 0; row < values.size(); ++row) {
            put_bit(made.buffers[0], row, !values[row].is_none());
            if (!values[row].is_none()) {
                if (!is_list(values[row]))
                    refuse("row " + std::to_string(row) + ": `" + made.name + "` is of type " +
                           Py_TYPE(values[row].ptr())->tp_name + ", but a list before or after it");
                for (const auto item : nb::iter(values[row])) {
                    const auto record = fields_of(
                        item, PyDict_CheckExact(item.ptr())
                                  ? std::string()
                                  : "row " + std::to_string(row) + ": `" + made.name +
                                        "` is a list, so each of its items is a dict, a dataclass "
                                        "or a pydantic model");
                    for (const auto& [key, value] : record) {
                        const auto name = std::string(name_of(key));
                        if (fields.count(name) == 0) names.push_back(name);
                        auto& field = fields[name];
                        field.resize(items, nb::none());
                        field.push_back(nb::borrow(value));
                    }
                    ++items;
                }
            }
            put(made.buffers[1], static_cast<std::int64_t>(items));
        }
        auto& record = made.children.emplace_back();
        record.name = "item";
        record.format = "+s";
        record.length = static_cast<std::int64_t>(items);
        record.buffers.resize(1);
        for (const auto& name : names) {
            fields[name].resize(items, nb::none());
            record.children.push_back(column(name, fields[name], item_));
        }
    }

    static constexpr const char* item_ = "item";

    Reading reading_;
};

/// Of numpy: a row of whole numbers or floats whose bytes Arrow has as well.
bool is_borrowed(nb::handle values, Column& made) {
    if (!nb::hasattr(values, "__array_interface__")) return false;
    const nb::object told = values.attr("__array_interface__");
    const auto kind = nb::cast<std::string>(told["typestr"]);
    static const std::map<std::string, std::string> formats = {
        {"|i1", "c"}, {"<i2", "s"}, {"<i4", "i"}, {"<i8", "l"}, {"|u1", "C"},
        {"<u2", "S"}, {"<u4", "I"}, {"<u8", "L"}, {"<f4", "f"}, {"<f8", "g"}};
    const auto format = formats.find(kind);
    const nb::object strides = told["strides"], shape = told["shape"];
    if (format == formats.end() || !strides.is_none() || nb::len(shape) != 1) return false;
    made.format = format->second;
    made.length = nb::cast<std::int64_t>(nb::object(shape[0]));
    made.buffers.resize(2);
    made.borrowed = reinterpret_cast<const void*>(
        nb::cast<std::uintptr_t>(nb::object(nb::object(told["data"])[0])));
    made.owner = nb::borrow(values);
    return true;
}

Values values_of(nb::handle given, const std::string& name) {
    if (PyUnicode_Check(given.ptr()) || PyBytes_Check(given.ptr()) || PyDict_Check(given.ptr()) ||
        !nb::hasattr(given, "__iter__")) {
        PyErr_Format(PyExc_TypeError,
                     "the column `%s` is of type %s; a column is a list, a tuple or an array",
                     name.c_str(), Py_TYPE(given.ptr())->tp_name);
        throw nb::python_error();
    }
    nb::object each = nb::borrow(given);
    if (nb::hasattr(given, "dtype") && nb::hasattr(given, "tolist")) {
        const auto kind = nb::cast<std::string>(nb::str(given.attr("dtype").attr("kind")));
        if (kind == "M") each = each.attr("astype")("datetime64[us]");
        each = each.attr("tolist")();
    }
    Values values;
    for (const auto value : nb::iter(each)) values.push_back(nb::borrow(value));
    return values;
}

/// A frame of a dict of columns. Holds the dict; makes a batch when asked for one.
class ArrowColumns {
public:
    ArrowColumns(nb::dict columns, bool allow_float)
        : columns_(std::move(columns)), allow_float_(allow_float) {}

    nb::object stream(nb::handle) const;

private:
    Column table() const {
        const Making making(allow_float_);
        Column table;
        table.format = "+s";
        table.buffers.resize(1);
        for (const auto& [key, values] : columns_) {
            const auto name = std::string(name_of(key));
            Column made;
            made.name = name;
            if (!is_borrowed(values, made)) made = making.column(name, values_of(values, name));
            if (!table.children.empty() && made.length != table.length)
                fail("the column `" + name + "` has " + std::to_string(made.length) +
                     " rows, those before it " + std::to_string(table.length));
            table.length = made.length;
            table.children.push_back(std::move(made));
        }
        return table;
    }

    nb::dict columns_;
    bool allow_float_;
};

nb::object ArrowColumns::stream(nb::handle) const {
    auto whole = table();
    auto schema = schema_of(whole);
    return capsule_of(stream_of(std::move(schema), array_of(std::move(whole))));
}

}  // namespace

void add_arrow_columns(nb::module_& module) {
    nb::class_<ArrowColumns>(module, "ArrowColumns")
        .def(nb::init<nb::dict, bool>(), nb::arg("columns"), nb::arg("allow_float") = false)
        .def("__arrow_c_stream__", &ArrowColumns::stream,
             nb::arg("requested_schema").none() = nb::none());
}

}  // namespace meritum::python
