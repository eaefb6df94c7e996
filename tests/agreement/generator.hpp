// Random plans as source text. In: a seed. Out: a plan, the same for the same seed everywhere. Most
// are written so that they should be accepted (types, units, ranges and definedness are followed
// roughly); some hold a deliberate mistake. Must not know the checker or the engine. Tests:
// generator_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "meritum/resolve.hpp"
#include "meritum/table_rows.hpp"

namespace meritum::agreement {

struct GeneratedPlan {
    std::string text;
    std::map<std::string, std::string> files;  ///< of tables, by the paths the text gives
    std::vector<TableRows> rows;               ///< of tables whose rows come with the data
    std::string mistake;  ///< what is wrong on purpose: such a plan must be refused; empty: nothing

    Resolve beside() const {
        return [files = files](const std::string& path) {
            const auto file = files.find(path);
            return file == files.end() ? Resolved{{}, "there is no such file"}
                                       : Resolved{file->second, {}};
        };
    }
};

GeneratedPlan generate_plan(std::uint64_t seed);

}  // namespace meritum::agreement
