// The rules that hold between files, each one function from a Tree to what breaks it.
#pragma once

#include <string>
#include <vector>

#include "tidy/tree.hpp"

namespace meritum::tidy {

/// A room and its floor, from the table in ARCHITECTURE.md, and the same order in CMakeLists.txt.
struct Room {
    int floor = 0;
    std::string folder;  ///< "src/base/"
};
std::vector<Room> rooms(const Tree& tree);
std::vector<Finding> check_room_table(const Tree& tree);

/// A file includes its own room and lower floors; packages are seen in their rooms only; public
/// headers include the standard library only; the program, bindings and examples are clients; the
/// reference evaluator does not reach what it judges.
std::vector<Finding> check_includes(const Tree& tree);

/// No file includes itself on any way round.
std::vector<Finding> check_include_cycles(const Tree& tree);

/// Files and folders named in documents, and in comments, exist.
std::vector<Finding> check_document_paths(const Tree& tree);

/// Length, width, opening comment, words, file names, machine paths.
std::vector<Finding> check_files(const Tree& tree);

/// Every row of src/base/diagnostics.def is shown by a page in tests/golden/, and no kind or code
/// stands twice.
std::vector<Finding> check_diagnostics(const Tree& tree);

/// Every bug of tests/agreement/planted/bugs.txt can still be planted, and there are twenty.
std::vector<Finding> check_planted_bugs(const Tree& tree);

}  // namespace meritum::tidy
