// See refused.hpp.
#include "io/refused.hpp"

#include <algorithm>

#include "value/border.hpp"
#include "value/fact_errors.hpp"

namespace meritum::io {

using value::Trouble;

namespace {

constexpr Trouble of_rows[] = {Trouble::no_id, Trouble::id_twice, Trouble::bad_period,
                               Trouble::too_many_participants};

}  // namespace

void Refused::report(std::vector<FactError>& errors) const {
    if (facts_.empty()) return;
    std::vector<FactError> found;
    value::to_columns(*schema_, facts_, {}, found);
    for (auto& error : found) {
        const bool of_values =
            std::none_of(std::begin(of_rows), std::end(of_rows),
                         [&](Trouble kind) { return error.code == value::trouble_code(kind); });
        // An item that holds no fields has no line; that was said.
        const bool said = error.code == value::trouble_code(Trouble::missing) &&
                          (error.line == 0 || said_.count({error.fact, error.line}) > 0);
        if (of_values && !said) errors.push_back(std::move(error));
    }
}

}  // namespace meritum::io
