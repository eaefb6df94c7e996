// Tables of other programs. In: frames with the Arrow PyCapsule interface. Out: scores that give
// capsules. The run is on the caller's thread, or on others while that waits, without the
// interpreter's lock, which is taken only to tell how far it is and to see whether Ctrl-C was
// pressed. Tests: bindings/python/tests/test_tables.py.
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "arrow.hpp"
#include "errors.hpp"
#include "plan.hpp"
#include "unlocked.hpp"

namespace meritum::python {

namespace {

struct HeldScores {
    ArrowScores scores;
    bool has_lines = false;
};

/// Tells Python how far the run is, and throws what it has to say: KeyboardInterrupt, or what the
/// progress bar throws. False: the run is to stop.
bool tell(nb::handle progress, double share) {
    const Locked locked;
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
    if (progress.is_none()) return true;
    const nb::object answer = progress(share);
    return answer.ptr() != Py_False;
}

/// How far a run is, and whether it is to end.
class Course {
public:
    /// `is_callers`: the run is on the caller's thread, and looks up by itself.
    Course(nb::handle progress, bool is_callers) : progress_(progress), is_callers_(is_callers) {}

    /// Asked by the run.
    bool goes_on() {
        if (is_callers_ && std::chrono::steady_clock::now() - looked_ > glance) look();
        return !stopped_;
    }
    bool goes_on(double share) {
        share_ = share;
        return goes_on();
    }

    /// On the caller's thread.
    void look() {
        looked_ = std::chrono::steady_clock::now();
        if (stopped_) return;
        try {
            if (!tell(progress_, share_)) stopped_ = true;
        } catch (...) {
            said_ = std::current_exception();
            stopped_ = true;
        }
    }

    bool stopped() const { return stopped_; }
    /// What Python said meanwhile, or a frame when it was asked: it goes before what the run says
    /// of having stopped. Null: nothing.
    std::exception_ptr said() const { return said_ ? said_ : thrown; }

    static constexpr auto glance = std::chrono::milliseconds(50);

    std::exception_ptr thrown;  ///< what a frame had to say when it was asked
    std::string reason;         ///< what a frame had to say in many lines when it broke off

private:
    nb::handle progress_;
    bool is_callers_;
    std::chrono::steady_clock::time_point looked_ = std::chrono::steady_clock::now();
    std::atomic<double> share_ = 0;
    std::atomic<bool> stopped_ = false;
    std::exception_ptr said_;
};

/// Of a traceback, which is what pyarrow tells of a reader in Python, the exception it ends with.
std::string in_one_line(std::string_view told) {
    constexpr std::string_view traceback = "Traceback (most recent call last):";
    if (const auto at = told.find(traceback); at != std::string_view::npos) {
        told.remove_prefix(at + traceback.size());
        for (auto frame = told.find("\n "); frame != std::string_view::npos;
             frame = told.find("\n ")) {
            told.remove_prefix(frame + 1);
        }
        const auto end = told.find('\n');  // of the last frame's line
        told.remove_prefix(end == std::string_view::npos ? told.size() : end + 1);
    }
    std::string line;
    for (const char c : told) {
        if (c != '\n' && c != '\r') {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

/// A stream that asks its frame for batches when somebody reads it, and not before: of the
/// relations of one DuckDB connection only one can be read at a time. It breaks off when the run is
/// to end, for a query may take long, too.
class LateStream {
public:
    LateStream(nb::handle frame, Course& course) : frame_(nb::borrow(frame)), course_(course) {}

    static ArrowArrayStream of(nb::handle frame, Course& course) {
        return {&get_schema, &get_next, &last_error, &release, new LateStream(frame, course)};
    }

private:
    static LateStream& self(ArrowArrayStream* stream) {
        return *static_cast<LateStream*>(stream->private_data);
    }

    bool open() {
        if (opened_) return true;
        const Locked locked;
        try {
            opened_.emplace(frame_);
        } catch (...) {
            course_.thrown = std::current_exception();
        }
        return opened_.has_value();
    }

    static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
        if (!self(stream).course_.goes_on() || !self(stream).open()) return EINTR;
        return self(stream).opened_->stream().get_schema(&self(stream).opened_->stream(), out);
    }

    static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
        if (!self(stream).course_.goes_on() || !self(stream).open()) return EINTR;
        return self(stream).opened_->stream().get_next(&self(stream).opened_->stream(), out);
    }

    static const char* last_error(ArrowArrayStream* stream) {
        auto& opened = self(stream).opened_;
        auto& course = self(stream).course_;
        if (course.stopped() || !opened) return "it was stopped";
        const char* told = opened->stream().get_last_error(&opened->stream());
        if (told == nullptr || std::string_view(told).find('\n') == std::string_view::npos)
            return told;
        course.reason = told;
        self(stream).line_ = in_one_line(told);
        return self(stream).line_.c_str();
    }

    static void release(ArrowArrayStream* stream) {
        const Locked locked;
        delete &self(stream);
        stream->release = nullptr;
    }

    nb::object frame_;
    Course& course_;
    std::optional<Frame> opened_;
    std::string line_;  ///< what `last_error` gave
};

/// The run, on the caller's thread or beside it.
ArrowScores watched(const std::function<ArrowScores()>& run, bool is_callers, Course& course) {
    const Unlocked unlocked;
    auto running = std::async(is_callers ? std::launch::deferred : std::launch::async, run);
    while (running.wait_for(Course::glance) == std::future_status::timeout) course.look();
    try {
        auto scores = running.get();
        if (!course.said()) return scores;
    } catch (const Error& error) {
        if (!course.said() && !course.reason.empty()) {
            const Locked locked;
            fail_because(error.what(), course.reason);
        }
        if (!course.said()) throw;
    }
    std::rethrow_exception(course.said());
}

/// Whether a frame is in memory already. Another one may be a reader in Python, which would take
/// Ctrl-C for itself if it were read on the thread that signals come to.
bool is_at_hand(nb::handle frame) { return nb::hasattr(frame, "__len__"); }

HeldScores score(const HeldPlan& held, nb::handle table,
                 const std::vector<std::pair<std::string, nb::object>>& lists,
                 const std::string& id, const std::string& owner, std::string_view keep,
                 unsigned threads, nb::handle params, nb::handle progress, bool allow_float) {
    bool is_callers = threads == 1 && is_at_hand(table);
    for (const auto& [name, frame] : lists) is_callers = is_callers && is_at_hand(frame);
    Course course(progress, is_callers);
    ArrowOptions options;
    options.table.params = params_of(params, held.reading(allow_float));
    options.table.keep = keep_of(keep);
    options.table.threads = threads;
    options.table.goes_on = [&course](double share) { return course.goes_on(share); };
    options.id = id;
    options.owner = owner;
    options.allow_floats = allow_float;
    Frame::require(table);
    for (const auto& [name, frame] : lists) Frame::require(frame);
    auto people = LateStream::of(table, course);
    std::vector<ArrowArrayStream> streams;
    std::vector<ArrowList> items;
    streams.reserve(lists.size());
    for (const auto& [name, frame] : lists) {
        streams.push_back(LateStream::of(frame, course));
        items.push_back({name, &streams.back()});
    }
    const auto run = [&] { return score_arrow(held.plan(), people, items, options); };
    HeldScores scores{watched(run, is_callers, course), options.table.keep != Keep::results};
    tell(progress, 1);
    return scores;
}

ArrowArrayStream stream(const HeldScores& held, std::string_view what) {
    const Unlocked unlocked;
    ArrowArrayStream out{};
    if (what == "lines") {
        held.scores.lines(out);
    } else if (what == "errors") {
        held.scores.errors(out);
    } else {
        held.scores.results(out);
    }
    return out;
}

/// Rows of `errors`.
std::int64_t count_of_errors(const HeldScores& held) {
    auto from = stream(held, "errors");
    const std::unique_ptr<ArrowArrayStream, void (*)(ArrowArrayStream*)> released(
        &from, [](ArrowArrayStream* one) { one->release(one); });
    for (std::int64_t count = 0;;) {
        ArrowArray batch{};
        if (from.get_next(&from, &batch) != 0) fail_with(from, "the errors cannot be read");
        if (batch.release == nullptr) return count;
        count += batch.length;
        batch.release(&batch);
    }
}

nb::object schema(const HeldScores& held, std::string_view what) {
    auto from = stream(held, what);
    ArrowSchema out{};
    const int failed = from.get_schema(&from, &out);
    const std::unique_ptr<ArrowArrayStream, void (*)(ArrowArrayStream*)> released(
        &from, [](ArrowArrayStream* one) { one->release(one); });
    if (failed != 0) fail_with(from, "a table has no columns to read");
    return capsule_of(std::move(out));
}

}  // namespace

void add_tables(nb::module_& module) {
    using nb::arg;
    nb::class_<HeldScores>(module, "Scores")
        .def_prop_ro("participants",
                     [](const HeldScores& held) { return held.scores.participants(); })
        .def_prop_ro("scored", [](const HeldScores& held) { return held.scores.scored(); })
        .def_ro("has_lines", &HeldScores::has_lines)
        .def_prop_ro("errors", &count_of_errors)
        .def("notices",
             [](const HeldScores& held) {
                 nb::list made;
                 for (const auto& one : held.scores.notices()) made.append(to_python(one));
                 return made;
             })
        .def(
            "stream",
            [](const HeldScores& held, const std::string& what) {
                return capsule_of(stream(held, what));
            },
            arg("what"))
        .def(
            "schema",
            [](const HeldScores& held, const std::string& what) { return schema(held, what); },
            arg("what"));
    module.def("score_arrow", &score, arg("plan"), arg("frame").none(), arg("lists"), arg("id"),
               arg("owner"), arg("keep"), arg("threads"), arg("params").none(),
               arg("progress").none(), arg("allow_float"));
}

}  // namespace meritum::python
