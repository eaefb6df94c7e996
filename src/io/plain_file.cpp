// See plain_file.hpp.
#include "io/plain_file.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include "base/limits.hpp"
#include "io/csv.hpp"
#include "io/formats.hpp"
#include "value/unicode.hpp"

namespace meritum::io {
namespace {

using value::Type;

/// What rests between two blocks, so that its room need not be had anew.
template <class T>
class Resting {
public:
    template <class Make>
    std::unique_ptr<T> borrow(const Make& make) {
        const std::lock_guard lock(mutex_);
        if (all_.empty()) return make();
        auto one = std::move(all_.back());
        all_.pop_back();
        return one;
    }
    void give_back(std::unique_ptr<T> one) {
        const std::lock_guard lock(mutex_);
        all_.push_back(std::move(one));
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<T>> all_;
};

}  // namespace

std::optional<PlainFile> PlainFile::open(const std::filesystem::path& path) {
    auto input = InputFile::open(path);
    if (!input || input->size() > limits::data_bytes) return std::nullopt;
    return PlainFile(path, std::move(*input));
}

bool PlainFile::read_header(const Names& names, std::optional<ListId> list, std::string_view owner,
                            std::deque<ColumnTexts>& texts) {
    head_.resize(limits::csv_record_bytes);
    const auto size = input_.read(0, head_);
    if (!size) return false;
    head_.resize(*size);
    const bool is_all = head_.size() == input_.size();
    const std::size_t mark = head_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    head_.erase(0, mark);
    Header header;
    Record record;
    try {
        CsvReader reader(name(), head_);
        if (!reader.next(record)) return false;
        if (reader.offset() == head_.size() && !is_all) return false;
        head_.resize(reader.offset());
        if (value::first_bad_byte(head_) != std::string_view::npos) return false;
        header = meritum::io::read_header(name(), record, owner, names, list);
    } catch (const ReadError&) {
        return false;
    }
    if (head_.find('\0') != std::string::npos || !head_.ends_with('\n')) return false;
    begin_ = mark + head_.size();
    if (!header.near.empty() || !header.missing.empty()) return false;
    header_.names = &names;
    for (const auto& use : header.uses) {
        PlainColumn column;
        column.use = use;
        if (use.kind == Use::Kind::owner) header_.owner = header_.columns.size();
        if (use.kind == Use::Kind::key) header_.has_keys = true;
        if (use.kind == Use::Kind::fact) {
            column.fact = header_.facts++;
            if (!plan_column(names.schema().columns[use.column.index], column, texts)) return false;
        }
        header_.columns.push_back(column);
    }
    return true;
}

bool PlainFile::plan_column(const value::ColumnSchema& schema, PlainColumn& column,
                            std::deque<ColumnTexts>& texts) const {
    column.type = schema.type;
    column.may_be_missing = schema.optional || schema.default_value.has_value();
    switch (schema.type) {
        case Type::number:
        case Type::date: {
            const auto number = plain_number(schema);
            if (!number) return false;
            column.number = *number;
            column.bytes = number->bytes;
            const auto valid = number->least_valid();
            column.any_valid = valid.value_or(0);
            return valid.has_value();
        }
        case Type::boolean: column.bytes = 1; return true;
        case Type::choice:
            column.bytes = schema.choices.size() <= 127 ? 1 : 4;
            column.texts = &texts.emplace_back(schema);
            return true;
        case Type::text: break;
    }
    column.bytes = 4;
    column.texts = &texts.emplace_back(schema);
    column.any_valid = column.texts->place("-");
    return true;
}

bool PlainFile::read(const Reading& how) {
    const Blocks blocks(input_, begin_);
    const auto count = blocks.count();
    if (count > 0) {  // a carriage return at the very end would be made a line end by the block
        char last = 0;
        const auto read = input_.read(input_.size() - 1, std::span(&last, 1));
        if (!read || last == '\r') refuse_broken();
    }
    lines_.assign(count, 0);
    read_ = 0;
    if (how.passed) how.passed(begin_);
    Resting<PlainRowsReader> readers;
    Resting<PlainRows> resting;
    std::vector<std::unique_ptr<PlainRows>> rows(count);
    bool broken = false;
    const auto work = [&](std::size_t block) {
        thread_local std::vector<char> buffer;
        rows[block] = resting.borrow([] { return std::make_unique<PlainRows>(); });
        const auto text = blocks.lines(block, buffer);
        rows[block]->broken = !text;
        if (!text) return true;
        auto reader =
            readers.borrow([&] { return std::make_unique<PlainRowsReader>(header_, how.period); });
        reader->read(text->text, text->offset, *rows[block]);
        readers.give_back(std::move(reader));
        if (how.prepare && !rows[block]->broken) how.prepare(*rows[block]);
        return true;
    };
    const auto take = [&](std::size_t block) {
        auto taken = std::move(rows[block]);
        broken = broken || taken->broken;
        if (broken) return false;
        lines_[block] = taken->lines;
        const auto passed = std::min(Blocks::bytes, input_.size() - blocks.offset(block));
        read_ += passed;
        if (how.passed) how.passed(passed);
        if (taken->several_periods || !how.take(*taken)) return false;
        resting.give_back(std::move(taken));
        return true;
    };
    if (in_order(count, how.threads, work, take)) return true;
    if (broken) refuse_broken();
    return false;
}

/// What the strict reader of CSV says of the whole file. It may find nothing: line ends in quotes.
void PlainFile::refuse_broken() const {
    const auto bytes = file_bytes(path_, limits::data_bytes);
    CsvReader reader(name(), checked_text(name(), bytes, limits::data_bytes));
    Record record;
    while (reader.next(record)) continue;
}

std::size_t PlainFile::expected_rows(std::size_t rows) const {
    if (read_ == 0) return rows;
    const auto all = static_cast<double>(input_.size() - begin_) / static_cast<double>(read_);
    return static_cast<std::size_t>(static_cast<double>(rows) * all * 1.02) + 1;
}

TextFile PlainFile::excerpt(std::vector<std::uint32_t> offsets) const {
    std::sort(offsets.begin(), offsets.end());
    offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
    TextFile part{name(), head_, {}};
    const Blocks blocks(input_, begin_);
    auto line = static_cast<std::size_t>(std::count(head_.begin(), head_.end(), '\n')) + 1;
    std::vector<char> buffer;
    auto next = offsets.begin();
    for (std::size_t block = 0; block < blocks.count() && next != offsets.end(); ++block) {
        const auto behind = blocks.offset(block) + Blocks::bytes;
        if (*next < behind) {
            const auto lines = blocks.lines(block, buffer);
            std::size_t at = 0;
            for (auto number = line; lines && next != offsets.end() && *next < behind; ++next) {
                const auto begin = std::min(*next - lines->offset, lines->text.size());
                number += static_cast<std::size_t>(
                    std::count(lines->text.begin() + static_cast<std::ptrdiff_t>(at),
                               lines->text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
                at = begin;
                part.lines.push_back({part.text.size(), static_cast<std::uint32_t>(number)});
                const auto end = lines->text.find('\n', begin);
                part.text += lines->text.substr(begin, end - begin);
                part.text += '\n';
            }
            if (!lines) return part;  // the file has changed since
        }
        line += lines_[block];
    }
    return part;
}

}  // namespace meritum::io
