// Small tables as Python's values: what a notebook shows, what tests compare. In: any frame. Out:
// its names, and rows of ints, Decimals, strs, bools, dates. Tests:
// bindings/python/tests/test_arrow.py.
#include <nanobind/stl/string.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "arrow.hpp"
#include "errors.hpp"
#include "values.hpp"

namespace meritum::python {

namespace {

bool bit(const void* bits, std::int64_t at) {
    return (static_cast<const std::uint8_t*>(bits)[at / 8] >> (at % 8) & 1) != 0;
}

template <class T>
T at(const ArrowArray& array, std::int64_t place, std::size_t buffer = 1) {
    T value;
    std::memcpy(&value, static_cast<const T*>(array.buffers[buffer]) + place, sizeof value);
    return value;
}

nb::object number(long long value) { return nb::int_(value); }

/// Days since 1970-01-01. Python knows more years than plans do.
nb::object day(std::int64_t days) {
    if (const auto date = Date::from_days(days)) return to_python(*date);
    constexpr std::int64_t first = 719'163;  // date.fromordinal(719163) is 1970-01-01
    return nb::module_::import_("datetime").attr("date").attr("fromordinal")(days + first);
}

/// Of any size, by Python.
nb::object great_decimal(const char* bytes, std::size_t size, int places) {
    const auto builtins = nb::module_::import_("builtins");
    const nb::object whole = builtins.attr("int").attr("from_bytes")(
        nb::bytes(bytes, size), "little", nb::arg("signed") = true);
    const auto text = nb::cast<std::string>(nb::str(whole)) + "E" + std::to_string(-places);
    const nb::object exact = nb::module_::import_("decimal").attr("Decimal")(text.c_str());
    const nb::object written = builtins.attr("format")(exact, "f");
    const auto shortest = Decimal::parse(nb::cast<std::string>(written));
    return shortest ? to_python(*shortest) : exact;
}

/// A whole number of bytes in two's complement, `places` of its digits behind the point.
nb::object decimal(const char* bytes, std::size_t size, int places) {
    std::uint64_t low = 0;
    std::int64_t high = 0;
    if (size == 4) {
        std::int32_t number = 0;
        std::memcpy(&number, bytes, size);
        low = static_cast<std::uint64_t>(std::int64_t{number});
        high = number < 0 ? -1 : 0;
    } else {
        std::memcpy(&low, bytes, 8);
        high = static_cast<std::int64_t>(low) < 0 ? -1 : 0;
    }
    if (size == 16) std::memcpy(&high, bytes + 8, 8);
    if (size <= 16 && places >= 0) {
        if (const auto exact = Decimal::from_parts(high, low, static_cast<unsigned>(places)))
            return to_python(*exact);
    }
    return great_decimal(bytes, size, places);
}

class Reader {
public:
    Reader(const ArrowSchema& schema, const ArrowArray& array)
        : schema_(schema), array_(array), format_(schema.format) {}

    nb::object value(std::int64_t row) const {
        const auto place = array_.offset + row;
        if (schema_.dictionary != nullptr) return of_dictionary(place);
        if (format_ == "n" || !is_there(place)) return nb::none();
        if (format_ == "b") return to_python(bit(array_.buffers[1], place));
        if (format_.size() == 1) return plain(place);
        if (format_.starts_with("d:")) return of_decimal(place);
        if (format_ == "vu") return view(place);
        if (format_.starts_with("t")) return time(place);
        if (format_ == "+s") return record(place);
        if (format_ == "+l")
            return items(at<std::int32_t>(array_, place), at<std::int32_t>(array_, place + 1));
        if (format_ == "+L")
            return items(at<std::int64_t>(array_, place), at<std::int64_t>(array_, place + 1));
        unknown();
    }

private:
    [[noreturn]] void unknown() const {
        fail("the column `" + std::string(schema_.name == nullptr ? "" : schema_.name) +
             "` has the Arrow type " + std::string(format_) + ", which is not read here");
    }

    bool is_there(std::int64_t place) const {
        return array_.null_count == 0 || array_.n_buffers == 0 || array_.buffers[0] == nullptr ||
               bit(array_.buffers[0], place);
    }

    nb::object plain(std::int64_t place) const {
        switch (format_[0]) {
            case 'c': return number(at<std::int8_t>(array_, place));
            case 'C': return number(at<std::uint8_t>(array_, place));
            case 's': return number(at<std::int16_t>(array_, place));
            case 'S': return number(at<std::uint16_t>(array_, place));
            case 'i': return number(at<std::int32_t>(array_, place));
            case 'I': return number(at<std::uint32_t>(array_, place));
            case 'l': return number(at<std::int64_t>(array_, place));
            case 'L': return nb::int_(at<std::uint64_t>(array_, place));
            case 'f': return nb::float_(static_cast<double>(at<float>(array_, place)));
            case 'g': return nb::float_(at<double>(array_, place));
            case 'u':
                return text(at<std::int32_t>(array_, place), at<std::int32_t>(array_, place + 1));
            case 'U':
                return text(at<std::int64_t>(array_, place), at<std::int64_t>(array_, place + 1));
            default: unknown();
        }
    }

    nb::object text(std::int64_t begin, std::int64_t end) const {
        return to_python(std::string_view(static_cast<const char*>(array_.buffers[2]) + begin,
                                          static_cast<std::size_t>(end - begin)));
    }

    /// Sixteen bytes: the length, then the text, or where it stands.
    nb::object view(std::int64_t place) const {
        const auto* bytes = static_cast<const char*>(array_.buffers[1]) + place * 16;
        std::int32_t words[4];
        std::memcpy(words, bytes, sizeof words);
        const auto size = static_cast<std::size_t>(words[0]);
        if (size <= 12) return to_python(std::string_view(bytes + 4, size));
        return to_python(std::string_view(
            static_cast<const char*>(array_.buffers[2 + words[2]]) + words[3], size));
    }

    /// "d:9,2" or "d:9,2,64".
    nb::object of_decimal(std::int64_t place) const {
        const auto comma = format_.find(','), second = format_.find(',', comma + 1);
        const int places = std::stoi(std::string(format_.substr(comma + 1)));
        const auto bits = second == std::string_view::npos
                              ? 128
                              : std::stoi(std::string(format_.substr(second + 1)));
        const auto size = static_cast<std::size_t>(bits) / 8;
        const auto* bytes = static_cast<const char*>(array_.buffers[1]);
        return decimal(bytes + static_cast<std::size_t>(place) * size, size, places);
    }

    nb::object time(std::int64_t place) const {
        constexpr std::int64_t day_seconds = 86'400;
        if (format_ == "tdD") return day(at<std::int32_t>(array_, place));
        std::int64_t parts = day_seconds;  // of a day
        if (format_ == "tdm" || format_.starts_with("tsm"))
            parts *= 1'000;
        else if (format_.starts_with("tsu"))
            parts *= 1'000'000;
        else if (format_.starts_with("tsn"))
            parts *= 1'000'000'000;
        else if (!format_.starts_with("tss"))
            unknown();
        const auto value = at<std::int64_t>(array_, place);
        if (value % parts != 0)
            fail("the column `" + std::string(schema_.name) + "` holds times of day, not dates");
        return day(value / parts);
    }

    nb::object record(std::int64_t place) const {
        nb::dict made;
        for (std::int64_t i = 0; i < schema_.n_children; ++i) {
            const auto& field = *schema_.children[i];
            made[to_python(field.name)] = Reader(field, *array_.children[i]).value(place);
        }
        return made;
    }

    nb::object items(std::int64_t begin, std::int64_t end) const {
        const Reader each(*schema_.children[0], *array_.children[0]);
        nb::list made;
        for (auto row = begin; row < end; ++row) made.append(each.value(row));
        return made;
    }

    nb::object of_dictionary(std::int64_t place) const {
        if (!is_there(place)) return nb::none();
        const auto code = nb::cast<std::int64_t>(plain(place));
        return Reader(*schema_.dictionary, *array_.dictionary).value(code);
    }

    const ArrowSchema& schema_;
    const ArrowArray& array_;
    std::string_view format_;
};

/// Released with the block it stands in.
template <class Struct>
struct Owned : Struct {
    Owned() : Struct{} {}
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned() {
        if (this->release != nullptr) this->release(this);
    }
};

/// Names and at most so many rows (-1: all).
nb::tuple rows(nb::handle given, std::int64_t most) {
    Frame::require(given);
    Frame frame(given);
    auto& stream = frame.stream();
    Owned<ArrowSchema> schema;
    if (stream.get_schema(&stream, &schema) != 0)
        fail_with(stream, "a table has no columns to read");
    nb::list names, made;
    for (std::int64_t i = 0; i < schema.n_children; ++i)
        names.append(to_python(schema.children[i]->name));
    while (most < 0 || static_cast<std::int64_t>(made.size()) < most) {
        Owned<ArrowArray> batch;
        if (stream.get_next(&stream, &batch) != 0) fail_with(stream, "a table cannot be read");
        if (batch.release == nullptr) break;
        for (std::int64_t row = 0; row < batch.length; ++row) {
            if (most >= 0 && static_cast<std::int64_t>(made.size()) >= most) break;
            nb::list values;
            for (std::int64_t i = 0; i < schema.n_children; ++i)
                values.append(
                    Reader(*schema.children[i], *batch.children[i]).value(batch.offset + row));
            made.append(values);
        }
    }
    return nb::make_tuple(names, made);
}

}  // namespace

void add_arrow_rows(nb::module_& module) {
    module.def("arrow_rows", &rows, nb::arg("frame").none(), nb::arg("most"));
}

}  // namespace meritum::python
