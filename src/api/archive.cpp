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
    using Kind = io::Tree::Kind;

public:
    explicit ArchiveReader(std::string_view file) : file_(file) {}

    ArchivedRun run(const io::Tree& tree) {
        expect(tree, Kind::mapping, "a card");
        ArchivedRun run;
        run.plan = text(need(tree, "plan"));
        run.fingerprint = text(need(tree, "fingerprint"));
        run.period = text(need(tree, "period"));
        if (const auto* edition = find(tree, "edition")) run.edition = text(*edition);
        if (const auto* engine = find(tree, "engine")) run.engine = text(*engine);
        if (const auto* params = find(tree, "params")) {
            expect(*params, Kind::mapping, "`params`");
            for (const auto& param : params->entries)
                run.params.emplace_back(param.key, scalar(param.tree));
        }
        if (const auto* tables = find(tree, "tables")) {
            expect(*tables, Kind::mapping, "`tables`");
            for (const auto& table : tables->entries)
                run.tables.push_back({table.key, {}, RowsFormat::json, file_, true});
            add_words(*tables, run.rows);
        }
        if (const auto* count = find(tree, "participants")) run.participants = number(*count);
        if (const auto* failed = find(tree, "failed")) read_failed(*failed, run);
        if (const auto* results = find(tree, "results")) {
            expect(*results, Kind::list, "`results`");
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

    void expect(const io::Tree& tree, Kind kind, const std::string& what) const {
        if (tree.kind == kind) return;
        refuse(what + " should be " + (kind == Kind::list ? "a list" : "a mapping") + ", but is " +
                   described(tree),
               tree);
    }

    const FactValue& scalar(const io::Tree& tree) const {
        if (tree.kind != Kind::scalar)
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

    /// Keys and values, each with its length, so that no two trees have the same words.
    static void add_words(const io::Tree& tree, std::string& words) {
        const auto add = [&](const std::string& word) {
            words += std::to_string(word.size()) + ":" + word;
        };
        if (tree.kind == Kind::scalar) return add(tree.scalar.to_string());
        words += "(";
        for (const auto& entry : tree.entries) {
            add(entry.key);
            add_words(entry.tree, words);
        }
        words += ")";
    }

    void read_failed(const io::Tree& tree, ArchivedRun& run) const {
        expect(tree, Kind::list, "`failed`");
        for (const auto& each : tree.entries) {
            expect(each.tree, Kind::mapping, "an entry of `failed`");
            Facts facts(text(need(each.tree, "id")));
            const auto& known = need(each.tree, "facts");
            expect(known, Kind::mapping, "`facts`");
            for (const auto& fact : known.entries)
                facts.values.push_back({fact.key, scalar(fact.tree)});
            run.failed.push_back(std::move(facts));
        }
    }

    ArchivedCard card(const io::Tree& tree) const {
        expect(tree, Kind::mapping, "a card");
        ArchivedCard card;
        card.id = text(need(tree, "id"));
        card.values.emplace_back("score", scalar(need(tree, "score")));
        card.values.emplace_back("grade", scalar(need(tree, "grade")));
        for (const std::string key : {"totals", "outcomes"}) {
            const auto* values = find(tree, key);
            if (values == nullptr) continue;
            expect(*values, Kind::mapping, "`" + key + "`");
            for (const auto& entry : values->entries)
                card.values.emplace_back(key + "." + entry.key, scalar(entry.tree));
        }
        if (const auto* lines = find(tree, "lines")) {
            expect(*lines, Kind::list, "`lines`");
            for (const auto& line : lines->entries) {
                expect(line.tree, Kind::mapping, "a line");
                card.values.emplace_back("lines." + text(need(line.tree, "line")),
                                         scalar(need(line.tree, "points")));
            }
        }
        if (const auto* facts = find(tree, "facts")) {
            expect(*facts, Kind::mapping, "`facts`");
            card.facts = *facts;
        }
        if (const auto* previous = find(tree, "previous")) {
            expect(*previous, Kind::list, "`previous`");
            for (const auto& value : previous->entries) card.previous.push_back(text(value.tree));
        }
        return card;
    }

    std::string file_;
};

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Where the document that begins `text` ends: behind the bracket that closes its first one. A
/// document without it goes on to the end; whoever reads it tells.
std::size_t end_of_document(std::string_view text) {
    std::size_t open = 0;
    bool inside = false;  // a text
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (inside) {
            if (c == '\\') ++at;
            inside = c != '"';
        } else if (c == '"') {
            inside = true;
        } else if (c == '{' || c == '[') {
            ++open;
        } else if ((c == '}' || c == ']') && (open == 0 || --open == 0)) {
            return at + 1;
        }
    }
    return text.size();
}

/// One document that begins in a line of the file.
ArchivedRun read_run(std::string_view file, std::string_view text, std::size_t line) {
    const std::string name(file);
    try {
        auto run = ArchiveReader(name).run(io::json_tree(name, text, limits::archive_depth));
        for (auto& rows : run.tables) rows.text = std::string(text);
        return run;
    } catch (const io::ReadError& error) {
        if (line == 1 || error.line() == 0) throw;
        throw io::ReadError(error.message(), error.file(), error.line() + line - 1, error.column());
    }
}

}  // namespace

std::vector<ArchivedRun> read_archive(std::string_view file, std::string_view text) {
    text = io::checked_text(file, text, limits::data_bytes);
    std::vector<ArchivedRun> runs;
    std::size_t number = 1;  // of the line a document begins in
    std::size_t at = 0;
    do {
        const auto end = at + end_of_document(text.substr(at));
        const bool only = at == 0 && is_blank(text.substr(end));
        const auto document = text.substr(at, only ? text.size() : end - at);
        const auto blank = std::min(document.find_first_not_of(" \t\r\n"), document.size());
        const auto lines = [](std::string_view part) {
            return static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
        };
        number += lines(document.substr(0, blank));
        runs.push_back(only ? read_run(file, document, 1)
                            : read_run(file, document.substr(blank), number));
        number += lines(document.substr(blank));
        at = end;
    } while (!is_blank(text.substr(at)));
    return runs;
}

}  // namespace meritum
