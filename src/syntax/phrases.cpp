// Implements phrases.hpp: a handle on the compiled rows; a new tongue compiles them again with one
// column more.
#include "syntax/phrases.hpp"

#include <stdexcept>

#include "syntax/phrase_tries.hpp"

namespace meritum::syntax {

namespace {

std::vector<Tongue> built_in_tongues() {
    std::vector<Tongue> tongues{{"en", {}}, {"zh", {}}};
    for (const RowSpec& row : row_specs()) {
        tongues[0].patterns.push_back(read_pattern(row, row.english));
        tongues[1].patterns.push_back(read_pattern(row, row.chinese));
    }
    return tongues;
}

void refuse_unknown_rows(const std::map<std::string, std::string>& patterns) {
    for (const auto& entry : patterns) {
        bool known = false;
        for (const RowSpec& row : row_specs()) known = known || row.id == entry.first;
        if (!known) throw std::invalid_argument("no row is called `" + entry.first + "`");
    }
}

}  // namespace

Phrases::Phrases(std::shared_ptr<const PhraseTries> tries) : tries_(std::move(tries)) {
    for (const Tongue& tongue : tries_->tongues()) tongues_.push_back(tongue.name);
}

const Phrases& Phrases::standard() {
    static const Phrases phrases(std::make_shared<const PhraseTries>(built_in_tongues()));
    return phrases;
}

Phrases Phrases::with_tongue(std::string tongue,
                             const std::map<std::string, std::string>& patterns) const {
    if (tries_->find_tongue(tongue))
        throw std::invalid_argument("the tongue `" + tongue + "` is there already");
    refuse_unknown_rows(patterns);
    Tongue added{std::move(tongue), {}};
    for (const RowSpec& row : row_specs()) {
        const auto pattern = patterns.find(row.id);
        if (pattern == patterns.end())
            throw std::invalid_argument("no pattern for `" + row.id + "`");
        added.patterns.push_back(read_pattern(row, pattern->second));
    }
    std::vector<Tongue> all = tries_->tongues();
    all.push_back(std::move(added));
    return Phrases(std::make_shared<const PhraseTries>(std::move(all)));
}

const std::vector<std::string>& Phrases::tongues() const { return tongues_; }

}  // namespace meritum::syntax
