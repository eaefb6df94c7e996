// Implements plan_files.hpp: a walk along `use`, each file once.
#include "syntax/plan_files.hpp"

#include <algorithm>
#include <exception>
#include <new>

#include "base/limits.hpp"

namespace meritum::syntax {

namespace {

std::string folder_of(std::string_view path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash + 1));
}

class Walk {
public:
    Walk(Source& source, DiagnosticSink& sink, const PhraseTries& tries, const Resolve& resolve)
        : source_(source), sink_(sink), tries_(tries), resolve_(resolve) {}

    /// File `number` of the source and what it uses.
    void read(std::size_t number, std::string path) {
        files_.resize(std::max(files_.size(), number + 1));
        PlanFile file;
        file.path = path;
        file.lines = read_lines(source_, sink_, number);
        file.layout = find_blocks(file.lines, sink_);
        open_.push_back(std::move(path));
        for (std::size_t i = 0; i < file.layout.blocks.size(); ++i) {
            if (const Token* name = file_named_in(file, file.layout.blocks[i])) {
                if (const auto used = follow(*name)) file.used_by.emplace(i, *used);
            }
        }
        open_.pop_back();
        files_[number] = std::move(file);
    }

    std::vector<PlanFile> take() { return std::move(files_); }

private:
    /// The text behind `use`, if a line says that and nothing else.
    const Token* file_named_in(const PlanFile& file, const Block& block) const {
        const Line& line = file.lines.lines[block.first_line];
        if (line.last - line.first != 2) return nullptr;
        const Token* tokens = file.lines.tokens.data() + line.first;
        if (tokens[0].kind != TokenKind::word || tokens[1].kind != TokenKind::text) return nullptr;
        for (std::size_t tongue = 0; tongue < tries_.tongues().size(); ++tongue) {
            if (tries_.pattern(ast::Row::use, tongue).front().word == tokens[0].text)
                return tokens + 1;
        }
        return nullptr;
    }

    /// The number of a file that is named for the first time.
    std::optional<std::size_t> follow(const Token& name) {
        const auto path = named_path(open_.back(), name.text, name.span, sink_);
        if (!path) return {};
        if (std::find(open_.begin(), open_.end(), *path) != open_.end() || *path == own_name()) {
            report_circle(name, *path);
            return {};
        }
        if (std::find(known_.begin(), known_.end(), *path) != known_.end()) return {};
        known_.push_back(*path);
        if (source_.files() > limits::used_files) {
            sink_.report(Kind::too_many_files, name.span, {std::to_string(limits::used_files)})
                .fix("put what belongs together into one file");
            return {};
        }
        return open(name, *path);
    }

    std::optional<std::size_t> open(const Token& name, const std::string& path) {
        const auto text = read_named(path, name.span, resolve_, sink_);
        if (!text) return {};
        const std::size_t number = source_.add(name_beside(source_, path), *text);
        read(number, path);
        return number;
    }

    std::string own_name() const {
        const std::string& file = source_.file();
        return file.substr(folder_of(file).size());
    }

    void report_circle(const Token& name, const std::string& path) {
        std::string way;
        auto at = std::find(open_.begin(), open_.end(), path);
        if (at == open_.end()) at = open_.begin();
        for (; at != open_.end(); ++at) way += (at->empty() ? own_name() : *at) + " → ";
        sink_.report(Kind::use_in_circle, name.span, {path, way + path})
            .fix("take one of them out of the circle");
    }

    Source& source_;
    DiagnosticSink& sink_;
    const PhraseTries& tries_;
    const Resolve& resolve_;
    std::vector<PlanFile> files_;
    std::vector<std::string> open_;   ///< the files that are being read, from the plan on
    std::vector<std::string> known_;  ///< every file that was named
};

}  // namespace

std::optional<std::string> path_inside(std::string_view from, std::string_view named) {
    if (named.empty() || named.front() == '/' || named.back() == '/') return {};
    if (named.find_first_of("\\:") != std::string_view::npos) return {};  // other systems' paths
    std::string path = folder_of(from);
    while (!named.empty()) {
        const auto slash = std::min(named.find('/'), named.size());
        const auto part = named.substr(0, slash);
        named.remove_prefix(std::min(slash + 1, named.size()));
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            path += std::string(part) + "/";
            continue;
        }
        if (path.empty()) return {};
        path = folder_of(path.substr(0, path.size() - 1));
    }
    if (path.empty()) return {};
    path.pop_back();
    return path;
}

std::optional<std::string> named_path(std::string_view from, std::string_view named, Span place,
                                      DiagnosticSink& sink) {
    auto path = path_inside(from, named);
    if (!path) {
        sink.report(Kind::file_outside, place, {std::string(named)})
            .fix("put it into the folder of the plan, and name it from there, with `/`");
    }
    return path;
}

std::optional<std::string> read_named(const std::string& path, Span place, const Resolve& resolve,
                                      DiagnosticSink& sink) {
    Resolved found{{}, "the plan was given as text, without the files beside it"};
    try {
        if (resolve) found = resolve(path);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {  // a host's own; compiling does not throw
        found = Resolved{{}, error.what()};
    }
    if (!found.text) report_unreadable(path, found.problem, place, sink);
    return std::move(found.text);
}

void report_unreadable(const std::string& path, const std::string& problem, Span place,
                       DiagnosticSink& sink) {
    sink.report(Kind::file_unreadable, place, {path, problem})
        .fix("the name is relative to the folder of the file that uses it");
}

std::string name_beside(const Source& source, const std::string& path) {
    return folder_of(source.file()) + path;
}

std::vector<PlanFile> read_files(Source& source, DiagnosticSink& sink, const PhraseTries& tries,
                                 const Resolve& resolve) {
    Walk walk(source, sink, tries, resolve);
    walk.read(0, "");
    return walk.take();
}

}  // namespace meritum::syntax
