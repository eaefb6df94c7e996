// See plain_folder.hpp. First everybody's rows, then list by list the items, whose owners are
// looked up by then. Troubles are only marked; what is said of them comes from tables.cpp.
#include "io/plain_folder.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/spelling.hpp"
#include "io/formats.hpp"
#include "io/tables.hpp"

namespace meritum::io {

std::unique_ptr<PlainFolder> PlainFolder::read(const std::filesystem::path& path,
                                               const value::Schema& schema,
                                               const PlainReading& how) {
    std::unique_ptr<PlainFolder> folder(new PlainFolder(schema, how));
    if (folder->run(path)) return folder;
    if (folder->stopped_) throw ReadError("the reading was stopped", path.string());
    return nullptr;
}

bool PlainFolder::run(const std::filesystem::path& path) {
    if (!open(path) || !read_people() || ids_.size() < how_.least_participants) return false;
    for (auto& member : members_) {
        if (member.items != none && !read_items(member)) return false;
    }
    ids_.forget_places();  // before items are sorted, which takes room, too
    for (auto& items : items_) {
        if (!items.group(ids_.size(), [&](std::size_t row) { set_aside(row); })) return false;
    }
    set_alike_aside();
    if (!are_few_aside()) return false;
    for (auto& member : members_) {
        if (member.items == none) continue;
        for (const auto offset : items_[member.items].finish(aside_))
            member.asides.push_back(offset);
    }
    return true;
}

// --- files ---

bool PlainFolder::open(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) return false;
    std::vector<std::filesystem::path> paths;
    try {
        paths = files_of_folder(path, schema_);
    } catch (const ReadError&) {
        return false;
    }
    for (const auto& one : paths) {
        if (!open_member(one)) return false;
    }
    return people_member_ != none;
}

bool PlainFolder::open_member(const std::filesystem::path& path) {
    auto& member = members_.emplace_back(Member{path, PlainFile::open(path)});
    if (!member.file) return false;
    const auto file = path.string();
    const auto name = stem(file);
    const auto& words = schema_.words;
    if (base_name(file) == participants_file) {
        people_member_ = members_.size() - 1;
        if (!member.file->read_header(names_, std::nullopt, words.id, texts_)) return false;
    } else if (names_.table(name)) {
        member.is_table = true;
        return true;
    } else if (const auto list = names_.list(name)) {
        const bool twice = std::any_of(items_.begin(), items_.end(),
                                       [&](const auto& items) { return items.list() == *list; });
        if (twice || !member.file->read_header(names_, *list, words.participant, texts_))
            return false;
        member.items = items_.size();
        items_.emplace_back(*list, schema_, member.file->header());
    } else {  // nobody's
        member.file.reset();
        return true;
    }
    bytes_ += member.file->bytes();
    return true;
}

void PlainFolder::pass(std::size_t bytes) {
    passed_ += bytes;
    if (how_.goes_on && !how_.goes_on(static_cast<double>(passed_) / static_cast<double>(bytes_)))
        stopped_ = true;
}

// --- troubles ---

void PlainFolder::set_aside(std::size_t row) {
    untroubled_ = false;
    if (aside_[row] != 0) return;
    aside_[row] = 1;
    ++count_aside_;
}

void PlainFolder::set_aside_row(Member& member, std::uint32_t offset) {
    untroubled_ = false;
    member.asides.push_back(offset);
    ++count_aside_;
}

/// So that the ordinary way needs little memory for them.
bool PlainFolder::are_few_aside() const {
    constexpr std::size_t few = 1'000;
    return count_aside_ <= few + ids_.size() / 10;
}

/// Those whose id is that of a stranger but for its spelling: it is probably them.
void PlainFolder::set_alike_aside() {
    if (strangers_.empty()) return;
    std::vector<std::uint32_t> wanted;
    for (const auto& stranger : strangers_)
        wanted.push_back(TextIndex::hash(loose_spelling(stranger)));
    std::sort(wanted.begin(), wanted.end());
    for (std::size_t row = 0; row < ids_.size(); ++row) {
        const auto hash = TextIndex::hash(loose_spelling(ids_[row]));
        if (std::binary_search(wanted.begin(), wanted.end(), hash)) set_aside(row);
    }
}

// --- participants ---

bool PlainFolder::read_people() {
    auto& file = *members_[people_member_].file;
    people_.emplace(file.header());
    PlainFile::Reading how;
    how.threads = how_.threads;
    how.take = [&](PlainRows& rows) { return take_people(rows); };
    how.passed = [&](std::size_t bytes) { pass(bytes); };
    if (!file.read(how)) return false;
    people_->close();
    period_ = period_of_rows_.value_or("");
    // As if the period of rows without a column for it were empty.
    const auto& columns = file.header().columns;
    const bool has_column = std::any_of(columns.begin(), columns.end(), [](const auto& column) {
        return column.use.kind == Use::Kind::period;
    });
    if (!has_column && ids_.size() > 0) period_of_rows_ = "";
    return true;
}

bool PlainFolder::take_people(PlainRows& rows) {
    constexpr std::size_t early = 16;
    auto& member = members_[people_member_];
    if (rows.period) {
        if (period_of_rows_ && *period_of_rows_ != *rows.period) return false;
        period_of_rows_ = rows.period;
    }
    if (ids_.size() == 0 && rows.count > 0) {
        const auto expected = member.file->expected_rows(rows.count);
        people_->reserve(expected);
        aside_.reserve(expected);
        ids_.reserve(expected, member.file->expected_rows(rows.bytes_of_owners()));
    }
    std::vector<std::uint8_t> left_out;
    for (std::size_t row = 0; row < rows.count; ++row) {
        if (row + early < rows.count) ids_.expect(rows.owner_hashes[row + early]);
        const auto [known, fresh] = ids_.add(rows.owner(row), rows.owner_hashes[row]);
        if (fresh) {
            aside_.push_back(0);
            if (rows.aside[row] != 0) set_aside(known);
            continue;
        }
        set_aside(known);  // the first row counts, and the second is wrong
        set_aside_row(member, rows.offsets[row]);
        left_out.resize(rows.count);
        left_out[row] = 1;
    }
    people_->append(rows, left_out);
    for (const auto offset : rows.nobodys) set_aside_row(member, offset);
    return are_few_aside() && ids_.size() <= limits::participants && !stopped_;
}

// --- items ---

bool PlainFolder::read_items(Member& member) {
    PlainFile::Reading how;
    how.threads = how_.threads;
    how.period = &period_;
    how.prepare = [&](PlainRows& rows) { look_up(rows); };
    how.take = [&](PlainRows& rows) { return take_items(member, rows); };
    how.passed = [&](std::size_t bytes) { pass(bytes); };
    return member.file->read(how);
}

/// Whether one of the next participants has this id; most files have items in their order.
std::uint32_t PlainFolder::find_near(std::string_view id, std::uint32_t from) const {
    constexpr std::uint32_t near = 4;
    for (auto row = from; row < ids_.size() && row < from + near; ++row) {
        if (is_same_text(ids_[row], id)) return row;
    }
    return TextIndex::none;
}

void PlainFolder::look_up(PlainRows& rows) const {
    constexpr std::size_t few = 16;
    rows.owner_rows.resize(rows.count);
    std::size_t row = 0;
    std::size_t misses = 0;
    for (std::uint32_t last = 0; row < rows.count && misses <= few + row / 4; ++row) {
        const auto owner = rows.owner(row);
        auto found = find_near(owner, last);
        if (found == TextIndex::none) {
            ++misses;
            found = ids_.find(owner, TextIndex::hash(owner));
        }
        rows.owner_rows[row] = found;
        if (found != TextIndex::none) last = found;
    }
    std::vector<TextIndex::Wanted> wanted;  // in an order of their own
    wanted.reserve(rows.count - row);
    for (auto at = row; at < rows.count; ++at)
        wanted.push_back({rows.owner(at), TextIndex::hash(rows.owner(at))});
    ids_.find(wanted, rows.owner_rows.data() + row);
}

bool PlainFolder::take_items(Member& member, PlainRows& rows) {
    auto& items = items_[member.items];
    if (items.table().rows() == 0) items.reserve(member.file->expected_rows(rows.count));
    for (std::size_t row = 0; row < rows.count; ++row) {
        const auto owner = rows.owner_rows[row];
        if (owner == TextIndex::none) {
            strangers_.emplace_back(rows.owner(row));
            set_aside_row(member, rows.offsets[row]);
        } else if (rows.aside[row] != 0) {
            set_aside(owner);
        }
    }
    for (const auto offset : rows.nobodys) set_aside_row(member, offset);
    items.append(rows);
    return are_few_aside() && !stopped_;
}

// --- the rest ---

RawData PlainFolder::rest(const std::vector<std::size_t>& more) const {
    auto rows = more;
    for (std::size_t row = 0; row < aside_.size(); ++row) {
        if (aside_[row] != 0) rows.push_back(row);
    }
    return read_some(rows, true);
}

RawData PlainFolder::facts_of(const std::vector<std::size_t>& rows) const {
    return read_some(rows, false);
}

/// Where rows of these participants begin in a file.
std::vector<std::uint32_t> PlainFolder::offsets_of(const Member& member,
                                                   const std::vector<std::size_t>& rows) const {
    std::vector<std::uint32_t> offsets;
    for (const auto row : rows) {
        if (member.items == none) {
            offsets.push_back(people_->offset(row));
            continue;
        }
        const auto& items = items_[member.items];
        for (auto at = items.offsets()[row]; at < items.offsets()[row + 1]; ++at)
            offsets.push_back(items.table().offset(static_cast<std::size_t>(at)));
    }
    return offsets;
}

RawData PlainFolder::read_some(const std::vector<std::size_t>& rows, bool with_rest) const {
    std::vector<TextFile> files;
    for (const auto& member : members_) {
        if (!member.file || member.is_table) {
            auto& file = files.emplace_back(TextFile{member.path.string(), {}, {}});
            if (member.is_table && with_rest)
                file.text = file_bytes(member.path, limits::data_bytes);
            continue;
        }
        auto offsets = offsets_of(member, rows);
        if (with_rest) offsets.insert(offsets.end(), member.asides.begin(), member.asides.end());
        files.push_back(member.file->excerpt(std::move(offsets)));
    }
    Excerpt others;
    others.period = period_of_rows_;
    if (with_rest && ids_.size() <= most_near_ids) {
        for (std::size_t row = 0; row < ids_.size(); ++row)
            others.everybody.emplace_back(ids_[row]);
        std::sort(others.everybody.begin(), others.everybody.end());
    }
    return read_excerpt(files, schema_, others);
}

}  // namespace meritum::io
