/// Data from memory: what a host got in JSON, in the shape of docs/data.md.
///
///     const auto data = meritum::read_json(plan, R"([{"id": "ann", "sales": 1320000}])");
///     const auto results = plan.score_all(data.facts);
#pragma once

#include <string_view>

#include "meritum/export.hpp"
#include "meritum/plan.hpp"

namespace meritum {

/// What read_data makes of such a file. `file` is only a name for messages. Throws Error if the
/// text cannot be read at all, or the plan has no such names.
MERITUM_API Data read_json(const Plan& plan, std::string_view text,
                           std::string_view file = "data.json", const Names& names = {});

}  // namespace meritum
