// See problems.hpp.
#include "suite/problems.hpp"

#include "base/limits.hpp"
#include "base/spelling.hpp"
#include "value/fact_errors.hpp"

namespace meritum::suite {

namespace {

/// Names listed where none is near.
constexpr std::size_t listed = 12;

std::string one_of(const std::vector<std::string>& known) {
    if (known.empty()) return {};
    std::string text = known.size() == 1 ? "there is only " : "there are ";
    for (std::size_t i = 0; i < known.size() && i < listed; ++i) {
        text += (i == 0 ? "" : ", ") + value::quoted_name(known[i]);
    }
    return text + (known.size() > listed ? ", ..." : "");
}

}  // namespace

void Problems::add(io::Place place, std::string message, std::string fix) {
    if (all_.size() > limits::suite_problems) return;
    for (const auto& told : all_) {  // what stands at the top of a suite is read for every case
        if (told.place.line == place.line && told.place.column == place.column &&
            told.message == message)
            return;
    }
    if (all_.size() == limits::suite_problems) {
        message = "there are more problems; they are told when these are gone";
        fix.clear();
    }
    all_.push_back({origin(place), std::move(message), std::move(fix)});
}

void Problems::add_unknown(io::Place place, std::string_view name, const std::string& is_none,
                           const std::vector<std::string>& known) {
    const auto near = nearest_spelling(name, known);
    add(place, value::quoted_name(name) + " is " + is_none,
        near ? "did you mean " + value::quoted_name(*near) + "?" : one_of(known));
}

}  // namespace meritum::suite
