// Implements what story.hpp keeps packed.
#include "check/story.hpp"

namespace meritum::check {

/// Words that are the same in two tongues stand there once.
void TableStory::Rows::add(const Row& row) {
    places_.push_back({row.place, row.line});
    for (std::size_t i = 0; i < row.words.size(); ++i) {
        if (i > 0 && row.words[i] == row.words[i - 1]) {
            words_.push_back(words_.back());
            continue;
        }
        const auto begin = static_cast<std::uint32_t>(text_.size());
        text_ += row.words[i];
        words_.push_back({begin, static_cast<std::uint32_t>(text_.size())});
    }
}

TableStory::Row TableStory::Rows::operator[](std::size_t at) const {
    Row row;
    row.place = places_[at].span;
    row.line = places_[at].line;
    const std::size_t tongues = words_.size() / places_.size();
    for (std::size_t i = at * tongues; i < (at + 1) * tongues; ++i)
        row.words.push_back(text_.substr(words_[i].begin, words_[i].end - words_[i].begin));
    return row;
}

}  // namespace meritum::check
