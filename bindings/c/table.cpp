// Tables of other programs by the Arrow C data interface. In: streams. Out: streams. Which types go
// with which facts is the library's business (meritum/arrow.hpp). Tests: tests/c/table_test.cpp.
#include <cstddef>
#include <list>

#include "handle.hpp"
#include "meritum/arrow.hpp"
#include "options.hpp"
#include "owned.hpp"
#include "plan.hpp"
#include "texts.hpp"

namespace meritum::c {
namespace {

constexpr std::size_t first_table_options =
    offsetof(meritum_table_options, goes_on_data) + sizeof(void*);
constexpr std::uint32_t most_threads = 1024;

struct ScoresBody {
    ScoresBody(ArrowScores of, bool lines) : scores(std::move(of)), has_lines(lines) {}
    ArrowScores scores;
    bool has_lines;
};

/// The streams of lists: ours as soon as we are called.
class OwnedLists {
public:
    OwnedLists(const meritum_list* lists, std::size_t count) : given_(lists), count_(count) {
        if (lists == nullptr && count != 0) throw Mistake("lists is NULL and has a length");
        if (count > PTRDIFF_MAX / sizeof *lists)
            throw Mistake("lists has a length that no array has");
        for (std::size_t i = 0; i < count; ++i) owned_.emplace_back(lists[i].items);
    }

    /// Throws Mistake where one cannot be read.
    std::vector<ArrowList> checked() const {
        std::vector<ArrowList> lists;
        for (const auto& one : owned_) {
            if (one.is_gone()) throw Mistake("the items of a list are NULL or released");
        }
        for (std::size_t i = 0; i < count_; ++i) {
            lists.push_back(
                {std::string(text_of(given_[i].name, "the name of a list")), given_[i].items});
        }
        return lists;
    }

private:
    const meritum_list* given_;
    std::size_t count_;
    std::list<Owned<ArrowArrayStream>> owned_;
};

/// What the callback says, and whether it ever said stop.
struct Progress {
    int32_t (*goes_on)(void* data, double done) = nullptr;
    void* data = nullptr;
    bool stopped = false;

    bool ask(double done) {
        stopped = stopped || goes_on(data, done) == 0;
        return !stopped;
    }
};

ArrowOptions arrow_options_of(const meritum_table_options& given, Progress& progress) {
    ArrowOptions own;
    own.table.params = params_of(given.params, given.param_count);
    own.table.keep = keep_of(given.keep, Keep::results);
    if (own.table.keep == Keep::everything) refuse_value("options->keep", given.keep);
    if (given.threads > most_threads) {
        throw Mistake("options->threads is " + std::to_string(given.threads) + "; the most is " +
                      std::to_string(most_threads));
    }
    own.table.threads = given.threads == 0 ? 1 : given.threads;
    progress = {given.goes_on, given.goes_on_data};
    if (given.goes_on != nullptr)
        own.table.goes_on = [&progress](double done) { return progress.ask(done); };
    own.id = text_or(given.id, "options->id", own.id);
    own.owner = text_or(given.owner, "options->owner", own.owner);
    own.allow_floats = read_number("options->allow_floats", given.allow_floats) != 0;
    return own;
}

std::string json_of(const ArrowScores& scores) {
    std::string notices;
    for (const auto& notice : scores.notices())
        notices += (notices.empty() ? "" : ",") + json_text(notice);
    return "{\"participants\":" + std::to_string(scores.participants()) +
           ",\"scored\":" + std::to_string(scores.scored()) + ",\"notices\":[" + notices + "]}\n";
}

}  // namespace

template <>
struct Kind<meritum_scores> {
    using Body = ScoresBody;
    static constexpr std::uint64_t mark = 0x4d65726974070773;
    static constexpr const char* name = "scores";
};

}  // namespace meritum::c

using namespace meritum::c;

meritum_status meritum_plan_score_table(const meritum_plan* plan,
                                        struct ArrowArrayStream* participants,
                                        const meritum_list* lists, size_t list_count,
                                        const meritum_table_options* options,
                                        meritum_scores** scores, meritum_error** error) {
    return guarded(error, [&] {
        const Owned<ArrowArrayStream> owned(participants);
        const OwnedLists owned_lists(lists, list_count);
        auto& made = empty_place_of(scores, "scores");
        const auto& own = plan_of(plan);
        if (owned.is_gone()) throw Mistake("participants is NULL or released");
        const auto given = read_struct(options, first_table_options, "options");
        Progress progress;
        const auto how = arrow_options_of(given, progress);
        try {
            made = make<meritum_scores>(score_arrow(own, *participants, owned_lists.checked(), how),
                                        how.table.keep == meritum::Keep::lines);
        } catch (const meritum::Error& refused) {
            if (progress.stopped) throw Stopped(refused.what());
            throw;
        }
    });
}

meritum_status meritum_scores_read(const meritum_scores* scores, meritum_stream what,
                                   struct ArrowArrayStream* out, meritum_error** error) {
    return guarded(error, [&] {
        auto& place = place_of(out, "out");
        place.release = nullptr;
        const auto& own = body_of(scores, "scores");
        switch (what) {
            case MERITUM_RESULTS: return own.scores.results(place);
            case MERITUM_LINES:
                if (!own.has_lines)
                    throw Mistake("lines were not kept: score with MERITUM_KEEP_LINES");
                return own.scores.lines(place);
            case MERITUM_ERRORS: return own.scores.errors(place);
        }
        refuse_value("what", what);
    });
}

meritum_status meritum_scores_describe(const meritum_scores* scores, meritum_text** made,
                                       meritum_error** error) {
    return guarded(error, [&] {
        auto& place = empty_place_of(made, "made");
        place = make<meritum_text>(json_of(body_of(scores, "scores").scores));
    });
}
