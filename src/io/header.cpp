// See header.hpp. Must not know rows. Tests: tests/io/tables_test.cpp.
#include "io/header.hpp"

#include <algorithm>
#include <set>

#include "base/spelling.hpp"
#include "value/fact_errors.hpp"
#include "value/unicode.hpp"

namespace meritum::io {
namespace {

class HeaderReader {
public:
    HeaderReader(const std::string& file, const Names& names, std::optional<ListId> list)
        : file_(file), names_(names), list_(list) {}

    Header run(const Record& record, std::string_view owner) {
        const auto place = place_of_owner(record, owner);
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            header_.uses.push_back(i == place ? Use{Use::Kind::owner, {}}
                                              : use_of(record.cells[i]));
        }
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            if (header_.uses[i].kind == Use::Kind::ignored) explain(record.cells[i]);
        }
        header_.place = record.cells.front().place;
        find_missing(record);
        return std::move(header_);
    }

private:
    [[noreturn]] void refuse(const std::string& message, Place place) const {
        throw ReadError(message, file_, place.line, place.column);
    }

    /// The first column; in a file of other people, where `owner` is their word, any.
    std::size_t place_of_owner(const Record& record, std::string_view owner) const {
        const auto& first = record.cells.front();
        if (first.text == owner) return 0;
        const value::HeadWords ours;
        const bool theirs = owner != (list_ ? ours.participant : ours.id);
        for (std::size_t i = 1; theirs && i < record.cells.size(); ++i) {
            if (record.cells[i].text == owner) return i;
        }
        if (theirs) {
            refuse("there is no column " + value::quoted_name(owner), first.place);
        }
        const bool other_comma =
            record.cells.size() == 1 && first.text.find_first_of(";\t|") != std::string::npos;
        if (other_comma) refuse("cells are separated by commas, one row per line", first.place);
        refuse("the first column must be " + value::quoted_name(owner) + ", not " +
                   value::quoted_name(first.text) + hint(record, owner),
               first.place);
    }

    /// What to do about a first column of another name.
    std::string hint(const Record& record, std::string_view owner) const {
        const auto& written = record.cells.front().text;
        for (std::size_t i = 1; i < record.cells.size(); ++i) {
            if (record.cells[i].text == owner) return "; move that column to the front";
        }
        if (value::equal_ascii_letters(written, owner))
            return "; did you mean " + value::quoted_name(owner) + "?";
        if (written.empty() || find(written)) return {};
        return "; if it says who it is" + map_option(owner, written);
    }

    const value::HeadWords& words() const { return names_.schema().words; }

    std::optional<ColumnId> find(std::string_view name) const {
        return list_ ? names_.field(*list_, name) : names_.fact(name);
    }

    Use use_of(const Cell& cell) {
        Use use;
        if (const auto column = find(cell.text)) {
            use = {Use::Kind::fact, *column};
            if (!columns_.insert(column->index).second) twice(cell);
        } else if (cell.text == words().period) {
            use.kind = Use::Kind::period;
            if (header_.has(Use::Kind::period)) twice(cell);
        } else if (list_ && cell.text == words().key) {
            use.kind = Use::Kind::key;
            if (header_.has(Use::Kind::key)) twice(cell);
        }
        return use;
    }

    [[noreturn]] void twice(const Cell& cell) const {
        refuse("the column " + value::quoted_name(cell.text) + " is there twice", cell.place);
    }

    /// Nobody knows this column: is it one that is not there, misspelt?
    void explain(const Cell& cell) {
        std::vector<std::string> missing;
        for (const auto id : expected()) {
            if (columns_.count(id.index) != 0) continue;
            const auto& names = names_.schema().columns[id.index].names;
            missing.insert(missing.end(), names.begin(), names.end());
        }
        if (!header_.has(Use::Kind::period) && is_slip_of(cell.text, words().period))
            missing.push_back(words().period);
        if (list_ && !header_.has(Use::Kind::key) && is_slip_of(cell.text, words().key))
            missing.push_back(words().key);
        const bool read = names_.schema().unread.count(cell.text) == 0;
        if (const auto near = nearest_spelling(cell.text, missing); near && read) {
            const auto column = find(*near);
            const auto& meant = column ? names_.schema().columns[column->index].name : *near;
            header_.near.push_back({meant, cell.text, cell.place});
        } else {
            header_.ignored.push_back(cell.text.empty() ? "(without a name)" : cell.text);
        }
    }

    /// What has neither a value in any row nor anything instead.
    void find_missing(const Record& record) {
        for (const auto id : expected()) {
            const auto& column = names_.schema().columns[id.index];
            const bool needed = !column.optional && !column.default_value;
            if (needed && columns_.count(id.index) == 0 && header_.near_to(column.name) == nullptr)
                header_.missing.push_back(id);
        }
        if (header_.missing.size() != 1 || header_.ignored.size() != 1) return;
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            const auto& name = record.cells[i].text;
            if (header_.uses[i].kind == Use::Kind::ignored && name == header_.ignored.front() &&
                names_.schema().unread.count(name) == 0)
                header_.perhaps = name;
        }
    }

    /// One mistake at most: these columns may well be left out, and `person` is not `period`. Where
    /// the plan has a fact or field of that name, the word means it.
    bool is_slip_of(std::string_view written, std::string_view word) const {
        return !find(word) && spelling_distance(written, word) <= 1;
    }

    const std::vector<ColumnId>& expected() const {
        const auto& schema = names_.schema();
        return list_ ? schema.lists[list_->index].fields : schema.facts;
    }

    const std::string& file_;
    const Names& names_;
    std::optional<ListId> list_;
    std::set<std::uint32_t> columns_;
    Header header_;
};

/// As a shell takes it.
std::string shell_word(std::string_view text) {
    const bool plain = text.find_first_of(" \"'$`\\&|<>();*?#~!") == std::string::npos;
    return value::printable(plain ? std::string(text) : "\"" + std::string(text) + "\"");
}

}  // namespace

std::string map_option(std::string_view plans, std::string_view written) {
    return ", add --map " + shell_word(plans) + "=" + shell_word(written);
}

bool Header::has(Use::Kind kind) const {
    return std::any_of(uses.begin(), uses.end(), [&](const Use& use) { return use.kind == kind; });
}

const NearColumn* Header::near_to(std::string_view name) const {
    const auto found = std::find_if(near.begin(), near.end(),
                                    [&](const NearColumn& column) { return column.meant == name; });
    return found == near.end() ? nullptr : &*found;
}

Header read_header(const std::string& file, const Record& record, std::string_view owner,
                   const Names& names, std::optional<ListId> list) {
    return HeaderReader(file, names, list).run(record, owner);
}

}  // namespace meritum::io
