// See json.hpp.
#include "report/json.hpp"

#include "base/utf8.hpp"

namespace meritum::report {

std::string valid_utf8(std::string_view text) {
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::decode(text, at);
        if (point.valid) {
            valid.append(text, at, point.length);
        } else {
            utf8::append(valid, U'\uFFFD');
        }
        at += point.length;
    }
    return valid;
}

void JsonWriter::text(std::string_view value) {
    const auto valid = valid_utf8(value);
    writer_.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
}

void JsonWriter::text_or_null(std::string_view value) {
    if (value.empty()) {
        null();
    } else {
        text(value);
    }
}

void JsonWriter::count(std::size_t value) {
    if (value == 0) {
        null();
    } else {
        writer_.Uint64(value);
    }
}

void JsonWriter::raw_number(const std::string& digits) {
    writer_.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
}

}  // namespace meritum::report
