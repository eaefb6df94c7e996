// What the ways to score very many participants share. In: a plan and a folder read to columns.
// Out: whether they may be used; results of those set aside. Tests:
// tests/api/large_folder_test.cpp.
#pragma once

#include <memory>

#include "api/plan_body.hpp"
#include "io/plain_folder.hpp"
#include "io/read.hpp"
#include "meritum/large_folder.hpp"
#include "value/schema.hpp"

namespace meritum {

struct LargeFolder::Body {
    value::Schema schema;  ///< with the names of the files
    std::unique_ptr<io::PlainFolder> folder;
    io::RawData rest;
};

/// Whether a value may hang on other participants.
bool compares_people(const Plan::Body& plan);

/// Whether the facts are of the one period that is asked for and in which the plan holds, and the
/// plan does not read the one before.
bool is_one_period(const Plan::Body& plan, const ScoreOptions& options,
                   const io::PlainFolder& folder);

/// Those set aside, without lines.
Results score_rest(const Plan& plan, const io::PlainFolder& folder, io::RawData rest,
                   const ScoreOptions& score);

}  // namespace meritum
