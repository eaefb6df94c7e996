// The one exception of the library. See include/meritum/plan.hpp. In: a message and what it is
// about. Must not know who throws it. Tests: tests/api/.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "meritum/plan.hpp"

namespace meritum {

struct Error::Details {
    Diagnostics diagnostics;
    std::vector<FactError> fact_errors;
};

Error::Error(const std::string& message, Diagnostics diagnostics,
             std::vector<FactError> fact_errors)
    : std::runtime_error(message),
      details_(std::make_shared<Details>(Details{std::move(diagnostics), std::move(fact_errors)})) {
}

const Diagnostics& Error::diagnostics() const { return details_->diagnostics; }
const std::vector<FactError>& Error::fact_errors() const { return details_->fact_errors; }

}  // namespace meritum
