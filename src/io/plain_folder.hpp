// A folder of CSV files with very many rows, straight to columns. In: a folder and the Schema. Out:
// a column for each fact, or nothing: then the folder is to be read by read.hpp. Rows that are not
// plain, and whatever may have to do with them, are set aside and read by the ordinary reader, so
// there is one place that puts troubles into words. Must not know plans. Tests:
// tests/io/plain_folder_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/plain_file.hpp"
#include "io/plain_items.hpp"
#include "io/plain_table.hpp"
#include "io/read.hpp"
#include "value/schema.hpp"

namespace meritum::io {

struct PlainReading {
    unsigned threads = 1;
    /// Of fewer people nothing is read: the ordinary way is quick enough.
    std::size_t least_participants = 10'000;
    /// Called by one thread at a time with the share that is done; false stops. May be empty.
    std::function<bool(double)> goes_on;
};

class PlainFolder {
public:
    /// Null if it is to be read the ordinary way. The schema must outlive it. Throws ReadError
    /// where the structure of a file is broken, or if it was stopped.
    static std::unique_ptr<PlainFolder> read(const std::filesystem::path& path,
                                             const value::Schema& schema, const PlainReading& how);

    /// Everybody who has an id, in the order of the file.
    std::size_t participants() const { return ids_.size(); }
    std::string_view id(std::size_t row) const { return ids_[row]; }
    const std::string& period() const { return period_; }
    const PlainTable& facts() const { return *people_; }
    /// Without the items of people set aside.
    const std::deque<PlainItems>& lists() const { return items_; }

    /// By participant, 1: what they have is read by `rest`; in the columns stand any valid values.
    const std::vector<std::uint8_t>& aside() const { return aside_; }
    /// Whether there is such a participant, or a row that is nobody's.
    bool has_aside() const { return !untroubled_; }

    /// What the ordinary reader makes of those set aside, of `more` (participants, by row), and of
    /// rows that are nobody's; with the notices and tables of all. Throws ReadError.
    RawData rest(const std::vector<std::size_t>& more) const;
    /// What it makes of these participants, in order, who are not set aside: their facts. May be
    /// called by several threads.
    RawData facts_of(const std::vector<std::size_t>& rows) const;

    std::size_t bytes() const { return bytes_; }

private:
    /// A file of the folder, in the order of their names.
    struct Member {
        std::filesystem::path path;
        std::optional<PlainFile> file;           ///< of participants or of a list
        std::size_t items = none;                ///< of a list: in `items_`
        bool is_table = false;                   ///< its rows belong to the plan
        std::vector<std::uint32_t> asides = {};  ///< offsets of rows that are read by `rest`
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    RawData read_some(const std::vector<std::size_t>& rows, bool with_rest) const;
    std::vector<std::uint32_t> offsets_of(const Member& member,
                                          const std::vector<std::size_t>& rows) const;

    PlainFolder(const value::Schema& schema, const PlainReading& how)
        : schema_(schema), names_(schema), how_(how) {}

    bool run(const std::filesystem::path& path);
    bool open(const std::filesystem::path& path);
    bool open_member(const std::filesystem::path& path);
    bool read_people();
    bool take_people(PlainRows& rows);
    bool read_items(Member& member);
    bool take_items(Member& member, PlainRows& rows);
    std::uint32_t find_near(std::string_view id, std::uint32_t from) const;
    void look_up(PlainRows& rows) const;
    void set_aside(std::size_t row);
    void set_aside_row(Member& member, std::uint32_t offset);
    bool are_few_aside() const;
    void set_alike_aside();
    void pass(std::size_t bytes);

    const value::Schema& schema_;
    Names names_;
    PlainReading how_;
    std::vector<Member> members_;
    std::size_t people_member_ = none;
    std::deque<ColumnTexts> texts_;
    TextIndex ids_;
    std::optional<std::string> period_of_rows_;
    std::string period_;
    std::optional<PlainTable> people_;
    std::deque<PlainItems> items_;
    std::vector<std::uint8_t> aside_;
    std::size_t count_aside_ = 0;  ///< participants and rows
    bool untroubled_ = true;
    std::vector<std::string> strangers_;  ///< owners of items who are no participants
    std::size_t bytes_ = 0;
    std::size_t passed_ = 0;
    bool stopped_ = false;
};

}  // namespace meritum::io
