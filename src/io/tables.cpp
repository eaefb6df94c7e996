// A folder of CSV files to Facts. In: participants.csv and one file per list. Out: facts as
// written; a row that cannot be read costs its participant, not the others. Values are checked at
// the border, not here. Tests: tests/io/tables_test.cpp.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/limits.hpp"
#include "base/spelling.hpp"
#include "io/alike_ids.hpp"
#include "io/csv.hpp"
#include "io/header.hpp"
#include "io/refused.hpp"
#include "io/tables.hpp"
#include "number/rational.hpp"
#include "value/fact_errors.hpp"
#include "value/unicode.hpp"

namespace meritum::io {

std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view stem(std::string_view path) {
    const auto name = base_name(path);
    return name.substr(0, name.rfind('.'));
}

namespace {

using value::quoted_name;
using value::Trouble;

constexpr std::size_t most_listed = 10;  ///< names in one notice

/// What the cells of one row before the facts say.
struct RowHead {
    std::string owner;
    std::string period;
    std::string key;
};

class TablesReader {
public:
    /// `others`: null if there are none.
    explicit TablesReader(const value::Schema& schema, const Excerpt* others = nullptr)
        : names_(schema), refused_(schema), others_(others) {
        if (others != nullptr && others->period) periods_.insert(*others->period);
    }

    RawData run(const std::vector<TextFile>& files) {
        const TextFile* people = nullptr;
        for (const auto& file : files) {
            if (base_name(file.name) == participants_file) people = &file;
        }
        if (people == nullptr) {
            refuse_without_people(files);
        }
        read_participants(*people);
        std::map<std::uint32_t, std::string> read;  // list -> file
        for (const auto& file : files) {
            if (&file == people || take_table(file)) continue;
            const auto list = names_.list(stem(file.name));
            if (!list) {
                unknown_.push_back(&file);
                continue;
            }
            const auto& first = read.emplace(list->index, file.name).first->second;
            if (first != file.name) {
                throw ReadError("this list is in " + std::string(base_name(first)) + " already",
                                file.name);
            }
            read_list(file, *list);
        }
        explain_unknown_files(read);
        drop_failed();
        refused_.report(out_.errors);
        return std::move(out_);
    }

private:
    /// Of a table whose rows come with the data: the plan reads it.
    bool take_table(const TextFile& file) {
        const auto name = names_.table(stem(file.name));
        if (!name) return false;
        for (const auto& rows : out_.tables) {
            if (rows.table == *name)
                throw ReadError(
                    "this table is in " + std::string(base_name(rows.file)) + " already",
                    file.name);
        }
        TableRows rows;
        rows.table = *name;
        rows.text = file.text;
        rows.file = file.name;
        if (!base_name(file.name).ends_with(".csv") && !base_name(file.name).ends_with(".CSV"))
            rows.format = RowsFormat::yaml;
        out_.tables.push_back(std::move(rows));
        return true;
    }

    using Owner = std::pair<std::string, std::string>;  // id in NFC, period

    static std::string normal(const std::string& text) {
        return value::normal_form(text).value_or(text);
    }

    /// A file of nearly that name, or the name in capitals, is probably meant.
    [[noreturn]] static void refuse_without_people(const std::vector<TextFile>& files) {
        const auto folder = files.empty() ? std::string() : files.front().name;
        const auto length = folder.size() - base_name(folder).size();
        std::vector<std::string> names;
        names.reserve(files.size());
        for (const auto& file : files) names.emplace_back(base_name(file.name));
        const auto near = nearest_spelling(participants_file, names);
        throw ReadError("there is no participants.csv" +
                            (near ? "; rename " + value::printable(*near) + " to it" : ""),
                        folder.substr(0, length) + std::string(participants_file));
    }

    // --- errors ---

    void report(const std::string& file, Place place, const RowHead& head, std::string_view fact,
                Trouble kind, const std::vector<std::string>& words) {
        FactError error;
        error.id = head.owner;
        error.period = head.period;
        error.file = file;
        error.line = place.line;
        error.column = place.column;
        error.fact = fact;
        error.code = value::trouble_code(kind);
        error.message = value::trouble_message(kind, words);
        out_.errors.push_back(std::move(error));
        failed_.insert(normal(head.owner));
    }

    static std::string cells(std::size_t count) {
        return std::to_string(count) + (count == 1 ? " cell" : " cells");
    }

    /// What a row is good for: nothing, to look for more that is wrong, to be scored.
    enum class Row { unreadable, refused, good };

    /// Problems every row of a file shares with its header, and the number of cells.
    Row check_row(const std::string& file, const Header& header, const Record& record,
                  const RowHead& head) {
        if (record.cells.size() != header.uses.size()) {
            report(file, record.place, head, "", Trouble::wrong_cells,
                   {cells(record.cells.size()), std::to_string(header.uses.size())});
            return Row::unreadable;
        }
        Row row = Row::good;
        for (const auto& near : header.near) {
            report(file, near.place, head, near.meant, Trouble::near_column,
                   {quoted_name(near.meant), quoted_name(near.written)});
            refused_.said(near.meant, record.place.line);
            row = Row::refused;
        }
        if (const auto example = names_.wrong_period(head.period)) {
            report(file, record.place, head, "period", Trouble::bad_period,
                   {quoted_name(head.period), *example});
            row = Row::refused;
        }
        return row;
    }

    /// A column that is not there is missing once for everybody who has a row, not in each.
    void tell_missing(const std::string& file, const Header& header, const Record& record,
                      const RowHead& head, std::optional<ListId> list) {
        for (const auto id : header.missing) {
            const auto& name = names_.schema().columns[id.index].name;
            const auto fact =
                list ? names_.schema().lists[list->index].name + "." + name : std::string(name);
            refused_.said(fact, record.place.line);
            if (!lacks_.emplace(id.index, normal(head.owner)).second) continue;
            const auto hint = header.perhaps.empty()
                                  ? std::string()
                                  : "; if " + quoted_name(header.perhaps) + " is it" +
                                        map_option(fact, header.perhaps);
            report(file, header.place, head, fact, Trouble::no_column,
                   {quoted_name(base_name(file)), quoted_name(name), hint});
        }
    }

    void notice(const std::string& file, const Header& header, std::optional<ListId> list) {
        if (header.ignored.empty()) return;
        const auto count = header.ignored.size();
        std::string text(base_name(file));
        text += ": " + std::to_string(count) + (count == 1 ? " column is" : " columns are") +
                " not in the plan: ";
        for (std::size_t i = 0; i < count && i < most_listed; ++i) {
            text += (i > 0 ? ", " : "") + value::printable(header.ignored[i]);
        }
        out_.notices.push_back(count > most_listed ? text + ", ..." : text);
        notice_missing(std::string(base_name(file)), header, list);
    }

    /// Columns that need not be there. Beside one that nobody knows, they may have another name.
    void notice_missing(const std::string& file, const Header& header, std::optional<ListId> list) {
        const auto& schema = names_.schema();
        std::vector<std::pair<std::string, std::vector<std::string>>> missing;  // by what follows
        for (const auto id : list ? schema.lists[list->index].fields : schema.facts) {
            const auto& column = schema.columns[id.index];
            const bool there = std::any_of(
                header.uses.begin(), header.uses.end(),
                [&](const Use& use) { return use.kind == Use::Kind::fact && use.column == id; });
            const bool needed = !column.optional && !column.default_value;
            if (there || needed || header.near_to(column.name) != nullptr) continue;
            const auto follows =
                column.default_value
                    ? (list ? "every item gets " : "everybody gets ") + told(column)
                    : std::string(list ? "no item has one" : "nobody has one");
            auto same = std::find_if(missing.begin(), missing.end(),
                                     [&](const auto& one) { return one.first == follows; });
            if (same == missing.end()) same = missing.insert(missing.end(), {follows, {}});
            same->second.push_back(quoted_name(column.names.front()));
        }
        for (const auto& [follows, columns] : missing) {
            auto text = file + ": no column for ";
            for (std::size_t i = 0; i < columns.size() && i < most_listed; ++i)
                text += (i > 0 ? ", " : "") + columns[i];
            out_.notices.push_back(text + (columns.size() > most_listed ? ", ...: " : ": ") +
                                   follows);
        }
    }

    /// Its default, as the plan would have it.
    static std::string told(const value::ColumnSchema& column) {
        const auto text = value::printable(column.default_value->to_string());
        const auto* number = std::get_if<Decimal>(&column.default_value->get());
        if (number == nullptr || !column.percent) return text.empty() ? "an empty text" : text;
        return number::to_string(number::rational(*number) * 100) + "%";
    }

    // --- rows ---

    Header open(CsvReader& reader, const std::string& file, std::string_view owner,
                std::optional<ListId> list) {
        Record record;
        if (!reader.next(record)) {
            throw ReadError("the file is empty; its first row must name the columns", file, 1, 1);
        }
        auto header = read_header(file, record, owner, names_, list);
        notice(file, header, list);
        return header;
    }

    static RowHead head_of(const Header& header, Record& record) {
        RowHead head;
        for (std::size_t i = 0; i < record.cells.size() && i < header.uses.size(); ++i) {
            auto& text = record.cells[i].text;
            switch (header.uses[i].kind) {
                case Use::Kind::owner: head.owner = std::move(text); break;
                case Use::Kind::period: head.period = std::move(text); break;
                case Use::Kind::key: head.key = std::move(text); break;
                case Use::Kind::ignored:
                case Use::Kind::fact: break;
            }
        }
        return head;
    }

    /// The facts of a row under the plan's names. Empty cells are missing values.
    std::vector<Fact> facts_of(const Header& header, Record& record) const {
        std::vector<Fact> facts;
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            if (header.uses[i].kind != Use::Kind::fact) continue;
            auto& cell = record.cells[i];
            facts.emplace_back();
            facts.back().name = names_.schema().columns[header.uses[i].column.index].name;
            if (!cell.text.empty()) facts.back().value = FactValue(std::move(cell.text));
            facts.back().line = cell.place.line;
            facts.back().column = cell.place.column;
        }
        return facts;
    }

    void read_participants(const TextFile& file) {
        people_file_ = file.name;
        CsvReader reader(file.name, checked_text(file.name, file.text, limits::data_bytes),
                         file.lines);
        const auto header = open(reader, file.name, names_.schema().words.id, std::nullopt);
        Record record;
        while (reader.next(record)) {
            auto head = head_of(header, record);
            if (head.owner.empty()) {
                report(file.name, record.place, head, "id", Trouble::no_id, {});
                continue;
            }
            seen_.insert(normal(head.owner));
            const auto row = check_row(file.name, header, record, head);
            if (row == Row::unreadable) continue;
            if (row == Row::good) periods_.insert(head.period);
            tell_missing(file.name, header, record, head, std::nullopt);
            Facts facts(std::move(head.owner), std::move(head.period));
            facts.file = file.name;
            facts.line = record.place.line;
            facts.values = facts_of(header, record);
            // Of several rows with one id the border takes the first, so items go there too.
            owners_.emplace(Owner(normal(facts.id), facts.period), out_.facts.size());
            out_.facts.push_back(std::move(facts));
        }
    }

    void read_list(const TextFile& file, ListId list) {
        CsvReader reader(file.name, checked_text(file.name, file.text, limits::data_bytes),
                         file.lines);
        const auto header = open(reader, file.name, names_.schema().words.participant, list);
        const auto& name = names_.schema().lists[list.index].name;
        if (periods_.size() > 1 && !header.has(Use::Kind::period)) {
            const auto& period = names_.schema().words.period;
            const auto* near = header.near_to(period);
            throw ReadError(
                "participants.csv has several periods, so this file needs a column " +
                    quoted_name(period) +
                    (near ? "; is " + quoted_name(near->written) + " meant for it?" : ""),
                file.name, 1, near ? near->place.column : 1);
        }
        Record record;
        while (reader.next(record)) {
            auto head = head_of(header, record);
            if (check_row(file.name, header, record, head) != Row::good) continue;
            auto* facts = owner_of(file.name, record.place, name, head);
            if (facts == nullptr) continue;
            tell_missing(file.name, header, record, head, list);
            Item item;
            item.fields = facts_of(header, record);
            item.key = std::move(head.key);
            item.line = record.place.line;
            item.file = file.name;
            facts->add(name, std::move(item));
        }
    }

    /// The participant an item belongs to; null if there is none, with an error unless they failed
    /// already.
    Facts* owner_of(const std::string& file, Place place, const std::string& list, RowHead& head) {
        if (head.owner.empty()) {
            report(file, place, head, "participant", Trouble::no_id, {});
            return nullptr;
        }
        if (head.period.empty() && periods_.size() == 1) head.period = *periods_.begin();
        if (head.period.empty() && periods_.size() > 1 && periods_.count("") == 0) {
            report(file, place, head, "period", Trouble::no_period, {quoted_name(list)});
            return nullptr;
        }
        const auto id = normal(head.owner);
        const auto found = owners_.find(Owner(id, head.period));
        if (found != owners_.end()) return &out_.facts[found->second];
        const bool failed = failed_.count(id) != 0 && seen_.count(id) != 0;
        if (!failed) {
            const auto who =
                quoted_name(head.owner) + (head.period.empty() ? "" : " in " + head.period);
            const auto alike = seen_.count(id) != 0 ? std::string() : alike_.only(head.owner);
            const auto meant = seen_.count(id) != 0 ? std::string()
                               : alike.empty()      ? value::did_you_mean(head.owner, near_ids())
                                                    : "; did you mean " + quoted_name(alike) + "?";
            report(file, place, head, "participant", Trouble::unknown_participant,
                   {quoted_name(list), who, std::string(base_name(people_file_)), meant});
            if (!alike.empty()) tell_alike(file, place, head, alike);
        }
        return nullptr;
    }

    /// Whose item this probably is would be scored without it. Told once of each file.
    void tell_alike(const std::string& file, Place place, const RowHead& head,
                    const std::string& alike) {
        if (!told_alike_.emplace(file, alike).second) return;
        RowHead theirs = head;
        theirs.owner = alike;
        report(file, place, theirs, "participant", Trouble::near_participant,
               {quoted_name(base_name(file)), std::to_string(place.line), quoted_name(head.owner),
                quoted_name(alike)});
    }

    /// The ids somebody may have misspelt. Of a population as large as a town none is looked for.
    std::vector<std::string> near_ids() const {
        constexpr std::size_t enough = 1'000;  // errors
        if (out_.errors.size() > enough) return {};
        if (others_ != nullptr) return others_->everybody;
        if (seen_.size() > most_near_ids) return {};
        return {seen_.begin(), seen_.end()};
    }

    // --- after all files ---

    /// A file that is nobody's is ignored, unless a list without a file has nearly its name.
    void explain_unknown_files(const std::map<std::uint32_t, std::string>& read) {
        std::vector<std::string> missing;
        const auto& lists = names_.schema().lists;
        for (std::uint32_t i = 0; i < lists.size(); ++i) {
            if (read.count(i) == 0)
                missing.insert(missing.end(), lists[i].names.begin(), lists[i].names.end());
        }
        for (const auto& table : names_.schema().tables) {
            const bool given =
                std::any_of(out_.tables.begin(), out_.tables.end(),
                            [&](const TableRows& rows) { return rows.table == table.name; });
            if (!given) missing.insert(missing.end(), table.names.begin(), table.names.end());
        }
        for (const auto* file : unknown_) {
            const auto name = stem(file->name);
            if (const auto near = nearest_spelling(name, missing)) {
                throw ReadError("the plan has no list " + quoted_name(name) +
                                    "; is this file meant to be " + *near + ".csv?",
                                file->name);
            }
            out_.notices.push_back(value::printable(base_name(file->name)) +
                                   " is not read: the plan has no list of that name" + of_tables());
        }
        for (std::uint32_t i = 0; i < lists.size(); ++i) {
            if (read.count(i) != 0) continue;
            out_.notices.push_back("no file for list " + quoted_name(lists[i].names.front()) +
                                   ": nobody has any" + may_be_it());
        }
    }

    /// If there are such tables: they could have files, too.
    std::string of_tables() const {
        return names_.schema().tables.empty() ? "" : " and no table with rows from data";
    }

    /// A file nobody knows may be that of a list that has none.
    std::string may_be_it() const {
        constexpr std::size_t most = 3;
        if (unknown_.empty() || unknown_.size() > most) return {};
        std::string text;
        for (const auto* file : unknown_)
            text += (text.empty() ? "" : ", ") + quoted_name(base_name(file->name));
        return unknown_.size() == 1 ? "; is " + text + " it?" : "; is it one of " + text + "?";
    }

    /// Whoever has a bad row is not scored, in any period: a row that cannot be read may be of any.
    /// Their values are looked at nevertheless.
    void drop_failed() {
        const auto gone = std::stable_partition(
            out_.facts.begin(), out_.facts.end(),
            [&](const Facts& facts) { return failed_.count(normal(facts.id)) == 0; });
        for (auto facts = gone; facts != out_.facts.end(); ++facts) refused_.add(std::move(*facts));
        out_.facts.erase(gone, out_.facts.end());
    }

    Names names_;
    RawData out_;
    Refused refused_;
    const Excerpt* others_;
    std::string people_file_;
    std::set<std::string> periods_;
    std::set<std::string> seen_;  ///< ids in NFC of participants.csv
    AlikeIds alike_{seen_};
    std::set<std::string> failed_;                              ///< ids in NFC with a bad row
    std::set<std::pair<std::uint32_t, std::string>> lacks_;     ///< columns told, and to whom
    std::set<std::pair<std::string, std::string>> told_alike_;  ///< files, and to whom
    std::map<Owner, std::size_t> owners_;
    std::vector<const TextFile*> unknown_;
};

}  // namespace

RawData read_tables(const std::vector<TextFile>& files, const value::Schema& schema) {
    return TablesReader(schema).run(files);
}

RawData read_excerpt(const std::vector<TextFile>& files, const value::Schema& schema,
                     const Excerpt& others) {
    return TablesReader(schema, &others).run(files);
}

}  // namespace meritum::io
