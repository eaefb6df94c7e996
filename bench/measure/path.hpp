// Which of the processor's paths Meritum's kernels take. In: its name. Out: whether it is so now.
// The one file of the benches that looks behind the public headers: hosts have no say in this.
#pragma once

#include <string>
#include <vector>

namespace meritum::bench {

/// Those that this build has and this processor can, the best first; of the last every x86-64 is
/// thought capable. Asking fixes nothing.
std::vector<std::string> paths();

/// Takes this path for the rest of the process. REQUIRES that nothing was scored before. False: it
/// cannot be had.
bool take_path(const std::string& name);

/// The path in force; it is chosen if it was not yet.
std::string path_taken();

}  // namespace meritum::bench
