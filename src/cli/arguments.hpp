// What is wrong with a command line, in words that name the word and, where one is near, the right
// one. In: what CLI11 refused. Out: a message. Tests: tests/cli/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace meritum::cli {

/// One line, without a full stop. `first` is the first argument.
std::string wrong_arguments(const CLI::App& program, const CLI::ParseError& error,
                            std::string_view first);

/// The name a word may be a slip of, if one is near: at most a third of the letters mistaken.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& names);

/// Throws Failure (command.hpp) if standard input is to be read a second time.
void refuse_second_stdin(const std::vector<std::string>& files);

/// Whether a file is called as data are.
bool looks_like_data(const std::string& file);

/// Throws Failure if the plan and the data are plainly the wrong way round.
void refuse_swapped(const std::string& plan, const std::string& data);

}  // namespace meritum::cli
