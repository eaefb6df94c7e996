// See fact_errors.hpp. In: a kind and words. Out: its message. Must not know where facts come from.
// Tests: tests/value/border_test.cpp; tests/api/fact_errors_test.cpp shows every row.
#include "value/fact_errors.hpp"

#include "base/spelling.hpp"
#include "value/unicode.hpp"

namespace meritum::value {
namespace {

struct Row {
    std::string_view name;
    std::string_view code;
    std::string_view message;
};

constexpr Row rows[] = {
#define FACT_ERROR(kind, code, message) {#kind, code, message},
#include "value/fact_errors.def"
#undef FACT_ERROR
};

const Row& row(Trouble kind) { return rows[static_cast<std::size_t>(kind)]; }

}  // namespace

std::size_t trouble_count() { return std::size(rows); }
std::string_view trouble_code(Trouble kind) { return row(kind).code; }
std::string_view trouble_name(Trouble kind) { return row(kind).name; }
std::string_view trouble_pattern(Trouble kind) { return row(kind).message; }

std::string trouble_message(Trouble kind, const std::vector<std::string>& words) {
    const auto pattern = row(kind).message;
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        // A slot is always "{digit}" in our own rows; words are never looked into again.
        if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}') {
            const auto slot = static_cast<std::size_t>(pattern[i + 1] - '0');
            if (slot < words.size()) text += words[slot];
            i += 2;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

std::string quoted_name(std::string_view name) { return "`" + printable(name) + "`"; }

std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& known) {
    const auto near = nearest_spelling(wanted, known);
    return near ? "; did you mean " + quoted_name(*near) + "?" : std::string();
}

}  // namespace meritum::value
