// Terminals and files, by POSIX.
#include "cli/terminal.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "cli/command.hpp"

namespace meritum::cli {

namespace {

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

/// The code point at the beginning of a text that is not empty; length 1 and U+FFFD for a bad byte.
struct CodePoint {
    char32_t value = 0xFFFD;
    std::size_t length = 1;
};

CodePoint first_of(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (byte(0) < 0x80) return {byte(0), 1};
    const std::size_t length = byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : 2;
    if (byte(0) < 0xC2 || byte(0) > 0xF4 || text.size() < length) return {};
    char32_t value = byte(0) & (0x7FU >> length);
    for (std::size_t at = 1; at < length; ++at) {
        if ((byte(at) & 0xC0U) != 0x80U) return {};
        value = value << 6U | (byte(at) & 0x3FU);
    }
    const bool too_long = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (too_long || surrogate || value > 0x10FFFF) return {};
    return {value, length};
}

/// Control characters, and marks that turn the direction of what follows.
bool steers(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/// False with errno set if not everything could be written.
bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

[[noreturn]] void fail(const std::string& file) {
    throw Failure(fmt::format("cannot write {}: {}", file, std::strerror(errno)));
}

/// False with errno set if not everything could be written; then the rest is dropped.
bool write_all(int descriptor, const Pieces& pieces) {
    int problem = 0;
    pieces([&](std::string_view text) {
        if (problem == 0 && !write_all(descriptor, text)) problem = errno;
    });
    errno = problem;
    return problem == 0;
}

void write_device(const std::string& file, const Pieces& pieces) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) fail(file);
    const bool written = write_all(descriptor, pieces);
    const int problem = errno;
    const bool closed = ::close(descriptor) == 0;
    if (!written) errno = problem;
    if (!written || !closed) fail(file);
}

}  // namespace

std::string safe(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const CodePoint point = first_of(text);
        const bool shown = point.value != 0xFFFD && !steers(point.value);
        result += shown ? text.substr(0, point.length) : std::string_view("\uFFFD");
        text.remove_prefix(point.length);
    }
    return result;
}

bool has_colour(std::FILE* stream) {
    return ::isatty(::fileno(stream)) == 1 && environment("NO_COLOR").empty() &&
           environment("TERM") != "dumb";
}

bool tells_on_terminal() { return ::isatty(STDERR_FILENO) == 1; }

bool writes_to_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

bool has_utf8() {
    for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        std::string locale(environment(name));
        if (locale.empty()) continue;
        std::transform(locale.begin(), locale.end(), locale.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return locale.find("utf-8") != std::string::npos ||
               locale.find("utf8") != std::string::npos;
    }
    return false;
}

void Progress::show(std::string_view what) {
    if (!tells_on_terminal() || environment("TERM") == "dumb") return;
    clear();
    tell(fmt::format("{} ...", safe(what)));
    shown_ = true;
}

void Progress::show(std::string_view what, double share) {
    constexpr int width = 24;
    const int percent = std::clamp(static_cast<int>(share * 100), 0, 100);
    if (shown_ && percent == percent_) return;
    if (!tells_on_terminal() || environment("TERM") == "dumb") return;
    clear();
    const auto filled = static_cast<std::size_t>(percent * width / 100);
    tell(fmt::format("{} [{}{}] {}%", safe(what), std::string(filled, '#'),
                     std::string(width - filled, '.'), percent));
    shown_ = true;
    percent_ = percent;
}

void Progress::clear() {
    percent_ = -1;
    if (!shown_) return;
    tell("\r\x1b[K");
    shown_ = false;
}

void hold_standard_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
        // The lowest free number is this one; it is never closed.
        const bool is_in = stream == STDIN_FILENO;
        if (::open("/dev/null", is_in ? O_WRONLY : O_RDONLY) != stream) return;
    }
}

void tell(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

std::size_t terminal_width() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    const std::string_view columns = environment("COLUMNS");
    std::size_t width = 0;
    const auto read = std::from_chars(columns.data(), columns.data() + columns.size(), width);
    const bool is_number = read.ec == std::errc() && read.ptr == columns.data() + columns.size();
    return is_number && width > 0 ? width : 100;
}

void write_stdout(std::string_view text) {
    if (!write_all(STDOUT_FILENO, text)) fail("standard output");
}

void write_file(const std::string& file, std::string_view text) {
    write_file(file, [&](const auto& write) { write(text); });
}

void write_file(const std::string& file, const Pieces& pieces) {
    std::error_code none;
    const bool exists = std::filesystem::exists(file, none);
    if (exists && std::filesystem::is_directory(file, none)) {
        throw Failure(fmt::format("cannot write {}: it is a folder", file));
    }
    const std::filesystem::path folder = std::filesystem::path(file).parent_path();
    if (!exists && !folder.empty() && !std::filesystem::is_directory(folder, none)) {
        throw Failure(fmt::format("cannot write {}: there is no folder {}", file, folder.string()));
    }
    if (exists && !std::filesystem::is_regular_file(file, none)) return write_device(file, pieces);

    // A link is followed; the new content is built beside the file that it names.
    const std::string target = exists ? std::filesystem::canonical(file).string() : file;
    std::string fresh = target + ".XXXXXX";
    const int descriptor = ::mkstemp(fresh.data());
    if (descriptor < 0) fail(file);
    struct stat before {};
    const mode_t mask = ::umask(0);
    ::umask(mask);
    const mode_t mode =
        exists && ::stat(target.c_str(), &before) == 0 ? before.st_mode & 07777 : 0666 & ~mask;
    bool good = false;
    try {
        good = write_all(descriptor, pieces);
    } catch (...) {
        ::close(descriptor);
        ::unlink(fresh.c_str());
        throw;
    }
    good = good && ::fchmod(descriptor, mode) == 0 && ::fsync(descriptor) == 0;
    int problem = errno;
    if (::close(descriptor) != 0 && good) good = false, problem = errno;
    if (good && ::rename(fresh.c_str(), target.c_str()) != 0) good = false, problem = errno;
    if (good) return;
    ::unlink(fresh.c_str());
    errno = problem;
    fail(file);
}

}  // namespace meritum::cli
