// See archive.hpp.
#include "api/archive.hpp"

#include <algorithm>
#include <charconv>

#include "base/limits.hpp"
#include "io/formats.hpp"
#include "io/places.hpp"
#include "value/fact_errors.hpp"

namespace meritum {
namespace {

class ArchiveReader {
public:
    explicit ArchiveReader(std::string_view file) : file_(file) {}

    ArchivedRun run(const io::Tree& tree) {
        expect(tree, io::Tree::Kind::mapping, "a card");
        ArchivedRun run;
        run.plan = text(need(tree, "plan"));
        run.fingerprint = text(need(tree, "fingerprint"));
        run.period = text(need(tree, "period"));
        if (const auto* edition = find(tree, "edition")) run.edition = text(*edition);
        if (const auto* engine = find(tree, "engine")) run.engine = text(*engine);
        if (const auto* params = find(tree, "params")) {
            expect(*params, io::Tree::Kind::mapping, "`params`");
            for (const auto& param : params->entries)
                run.params.emplace_back(param.key, scalar(param.tree));
        }
        if (const auto* count = find(tree, "participants")) run.participants = number(*count);
        if (const auto* failed = find(tree, "failed")) read_failed(*failed, run);
        if (const auto* results = find(tree, "results")) {
            expect(*results, io::Tree::Kind::list, "`results`");
            for (const auto& each : results->entries) run.cards.push_back(card(each.tree));
        } else {
            run.cards.push_back(card(tree));
        }
        return run;
    }

private:
    [[noreturn]] void refuse(const std::string& message, const io::Tree& tree) const {
        throw io::ReadError(message, file_, tree.place.line, tree.place.column);
    }

    static const io::Tree* find(const io::Tree& tree, std::string_view key) {
        for (const auto& entry : tree.entries) {
            if (entry.key == key) return &entry.tree;
        }
        return nullptr;
    }

    const io::Tree& need(const io::Tree& tree, const std::string& key) const {
        const auto* found = find(tree, key);
        if (found == nullptr) refuse("this is no archived card: it has no `" + key + "`", tree);
        return *found;
    }

    void expect(const io::Tree& tree, io::Tree::Kind kind, const std::string& what) const {
        if (tree.kind == kind) return;
        refuse(what + " should be " + (kind == io::Tree::Kind::list ? "a list" : "a mapping") +
                   ", but is " + described(tree),
               tree);
    }

    const FactValue& scalar(const io::Tree& tree) const {
        if (tree.kind != io::Tree::Kind::scalar)
            refuse("one value should stand here, but it is " + described(tree), tree);
        return tree.scalar;
    }

    std::string text(const io::Tree& tree) const { return scalar(tree).to_string(); }

    std::size_t number(const io::Tree& tree) const {
        const auto digits = text(tree);
        std::size_t value = 0;
        const auto* end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, value);
        if (read.ec != std::errc() || read.ptr != end)
            refuse("a count should stand here, but it is " + described(tree), tree);
        return value;
    }

    void read_failed(const io::Tree& tree, ArchivedRun& run) const {
        expect(tree, io::Tree::Kind::list, "`failed`");
        for (const auto& each : tree.entries) {
            expect(each.tree, io::Tree::Kind::mapping, "an entry of `failed`");
            Facts facts(text(need(each.tree, "id")));
            const auto& known = need(each.tree, "facts");
            expect(known, io::Tree::Kind::mapping, "`facts`");
            for (const auto& fact : known.entries)
                facts.values.push_back({fact.key, scalar(fact.tree)});
            run.failed.push_back(std::move(facts));
        }
    }

    ArchivedCard card(const io::Tree& tree) const {
        expect(tree, io::Tree::Kind::mapping, "a card");
        ArchivedCard card;
        card.id = text(need(tree, "id"));
        card.values.emplace_back("score", scalar(need(tree, "score")));
        card.values.emplace_back("grade", scalar(need(tree, "grade")));
        for (const std::string key : {"totals", "outcomes"}) {
            const auto* values = find(tree, key);
            if (values == nullptr) continue;
            expect(*values, io::Tree::Kind::mapping, "`" + key + "`");
            for (const auto& entry : values->entries)
                card.values.emplace_back(key + "." + entry.key, scalar(entry.tree));
        }
        if (const auto* lines = find(tree, "lines")) {
            expect(*lines, io::Tree::Kind::list, "`lines`");
            for (const auto& line : lines->entries) {
                expect(line.tree, io::Tree::Kind::mapping, "a line");
                card.values.emplace_back("lines." + text(need(line.tree, "line")),
                                         scalar(need(line.tree, "points")));
            }
        }
        if (const auto* facts = find(tree, "facts")) {
            expect(*facts, io::Tree::Kind::mapping, "`facts`");
            card.facts = *facts;
        }
        if (const auto* previous = find(tree, "previous")) {
            expect(*previous, io::Tree::Kind::list, "`previous`");
            for (const auto& value : previous->entries) card.previous.push_back(text(value.tree));
        }
        return card;
    }

    std::string file_;
};

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// One document, unless its first line is a whole one and others follow.
bool is_of_lines(std::string_view file, std::string_view text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos || is_blank(text.substr(end))) return false;
    try {
        io::json_tree(file, text.substr(0, end), limits::archive_depth);
        return true;
    } catch (const io::ReadError&) {
        return false;
    }
}

}  // namespace

std::vector<ArchivedRun> read_archive(std::string_view file, std::string_view text) {
    text = io::checked_text(file, text, limits::data_bytes);
    std::vector<ArchivedRun> runs;
    if (!is_of_lines(file, text)) {
        runs.push_back(ArchiveReader(file).run(io::json_tree(file, text, limits::archive_depth)));
        return runs;
    }
    std::size_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        at = end + 1;
        ++number;
        if (is_blank(line)) continue;
        const auto name = std::string(file) + ", line " + std::to_string(number);
        runs.push_back(ArchiveReader(name).run(io::json_tree(name, line, limits::archive_depth)));
    }
    return runs;
}

}  // namespace meritum
