// meritum score of very many participants, without facts and cards for everybody at once. In: what
// is asked. Out: CSV or JSON, as score_everyone would have it. Tests: tests/cli/large_test.cpp.
#pragma once

#include <optional>
#include <string>

#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

struct Large {
    const Prepared& prepared;
    const std::string& data;
    const std::string& out;  ///< a file; empty: stdout
    const std::string& format;
    unsigned threads = 0;  ///< 0: as many as there are processors
    bool times = false;
};

/// The exit code; nothing if it cannot be, or is not for what is asked: CSV needs no more of
/// anybody than results, JSON no more than some people at a time; tables are of all cards. `tells`
/// becomes false when notices were told.
std::optional<int> score_large(const Large& asked, bool& tells, Progress& progress);

/// To stderr how long a run took.
void tell_times(const Times& times);

/// To a file or, if it has no name, to stdout.
void write(const Pieces& pieces, const std::string& file, Progress& progress, Times& times);

}  // namespace meritum::cli
