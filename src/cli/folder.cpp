// See folder.hpp.
#include "cli/folder.hpp"

#include <fmt/core.h>

#include <filesystem>
#include <system_error>

#include "cli/command.hpp"
#include "cli/terminal.hpp"

namespace meritum::cli {

namespace fs = std::filesystem;

namespace {

/// What was made, so that it can be taken back.
class Undo {
public:
    Undo() = default;
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    ~Undo() {
        std::error_code none;
        for (auto made = made_.rbegin(); made != made_.rend(); ++made) fs::remove(*made, none);
    }

    void remember(const fs::path& path) { made_.push_back(path); }
    void keep() { made_.clear(); }

private:
    std::vector<fs::path> made_;
};

void make_folder(const fs::path& folder, Undo& undo) {
    std::error_code problem;
    if (folder.empty() || fs::is_directory(folder, problem)) return;
    if (fs::exists(folder, problem))
        throw Failure(fmt::format("cannot write into {}: it is no folder", folder.string()));
    const fs::path parent = folder.parent_path();
    if (!parent.empty() && !fs::is_directory(parent, problem)) {
        throw Failure(fmt::format("cannot make the folder {}: there is no folder {}",
                                  folder.string(), parent.string()));
    }
    if (!fs::create_directory(folder, problem)) {
        throw Failure(
            fmt::format("cannot make the folder {}: {}", folder.string(), problem.message()));
    }
    undo.remember(folder);
}

/// "data/" is "data".
fs::path without_slash(const std::string& folder) {
    const fs::path path(folder);
    return path.has_filename() || !path.has_relative_path() ? path : path.parent_path();
}

}  // namespace

void write_folder(const std::string& folder, const std::vector<NewFile>& files, Existing existing) {
    const fs::path top = without_slash(folder);
    std::vector<std::string> there;
    for (const NewFile& file : files) {
        std::error_code none;
        if (fs::exists(top / file.name, none)) there.push_back((top / file.name).string());
    }
    if (!there.empty() && existing != Existing::replaced) {
        const std::string all =
            there.size() == 1 ? "it" : fmt::format("it and {} more", there.size() - 1);
        const bool can_force = existing == Existing::refused_without_force;
        throw Failure(fmt::format("{} is there already; {}", there.front(),
                                  can_force ? "--force replaces " + all : "name another folder"));
    }
    Undo undo;
    make_folder(top, undo);
    for (const NewFile& file : files) {
        const fs::path path = top / file.name;
        make_folder(path.parent_path(), undo);
        std::error_code none;
        const bool is_new = !fs::exists(path, none);
        write_file(path.string(), file.text);
        if (is_new) undo.remember(path);
    }
    undo.keep();
}

}  // namespace meritum::cli
