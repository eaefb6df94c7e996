// Where the program writes: a terminal or a file. Knows nothing of plans.
#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

namespace meritum::cli {

/// The text with U+FFFD for control characters, marks that turn the direction of writing and bytes
/// that are not UTF-8: whatever comes from data, files or arguments passes here on its way out.
std::string safe(std::string_view text);

/// True if the stream is a terminal that shows colours and NO_COLOR does not forbid them.
bool has_colour(std::FILE* stream);

/// True if stdout is a terminal.
bool writes_to_terminal();

/// True if the locale of the environment (LC_ALL, LC_CTYPE, LANG) is one of UTF-8.
bool has_utf8();

/// What the program is at, in one line of stderr that is gone when it is done; only on a terminal.
class Progress {
public:
    Progress() = default;
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { clear(); }

    void show(std::string_view what);
    /// With a bar of the share that is done, 0 to 1; cheap to call often.
    void show(std::string_view what, double share);
    void clear();

private:
    bool shown_ = false;
    int percent_ = -1;  ///< of the bar that is shown
};

/// For stdin, stdout and stderr that the caller closed: opens what fails to be read or written, so
/// that no other file takes their place.
void hold_standard_streams();

/// Writes to stderr. If that fails there is nobody to tell, and the program goes on.
void tell(std::string_view text);

/// Columns of the terminal behind stdout; else COLUMNS; else 100.
std::size_t terminal_width();

/// True if stderr is a terminal.
bool tells_on_terminal();

/// Writes all of it to stdout. Throws Failure (command.hpp) if that fails, as on a full disk.
void write_stdout(std::string_view text);

/// Replaces a file as a whole: whoever reads it sees the old content or the new one. A device or
/// pipe is written to as it is. Throws Failure; the old file is then as it was.
void write_file(const std::string& file, std::string_view text);

/// Likewise of a text that comes in pieces: `pieces` hands each to what it is given.
using Pieces = std::function<void(const std::function<void(std::string_view)>& write)>;
void write_file(const std::string& file, const Pieces& pieces);

}  // namespace meritum::cli
