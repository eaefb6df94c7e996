// Tables of other programs. In: frames with the Arrow PyCapsule interface. Out: scores that give
// capsules. The run has a thread of its own; the caller's waits without the interpreter's lock and
// takes it only to tell how far it is and to see whether Ctrl-C was pressed. Tests:
// bindings/python/tests/test_tables.py.
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <exception>
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

/// How far a run is, and whether it is to end.
struct Course {
    std::atomic<double> share = 0;
    std::atomic<bool> stopped = false;
    std::exception_ptr thrown;  ///< what a frame had to say when it was asked; goes before all else
    std::string reason;         ///< what a frame had to say in many lines when it broke off
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
        if (self(stream).course_.stopped || !self(stream).open()) return EINTR;
        return self(stream).opened_->stream().get_schema(&self(stream).opened_->stream(), out);
    }

    static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
        if (self(stream).course_.stopped || !self(stream).open()) return EINTR;
        return self(stream).opened_->stream().get_next(&self(stream).opened_->stream(), out);
    }

    static const char* last_error(ArrowArrayStream* stream) {
        auto& opened = self(stream).opened_;
        auto& course = self(stream).course_;
        if (course.stopped || !opened) return "it was stopped";
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

/// Tells Python how far the run is, and throws what it has to say: KeyboardInterrupt, or what the
/// progress bar throws. False: the run is to stop.
bool tell(nb::handle progress, double share) {
    const Locked locked;
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
    if (progress.is_none()) return true;
    const nb::object answer = progress(share);
    return answer.ptr() != Py_False;
}

/// Waits for the run; what Python threw meanwhile goes before what the run says of having stopped.
ArrowScores wait(std::future<ArrowScores> run, nb::handle progress, Course& course) {
    constexpr auto glance = std::chrono::milliseconds(50);
    const Unlocked unlocked;
    std::exception_ptr thrown;
    while (run.wait_for(glance) != std::future_status::ready) {
        if (course.stopped) continue;
        try {
            if (!tell(progress, course.share)) course.stopped = true;
        } catch (...) {
            thrown = std::current_exception();
            course.stopped = true;
        }
    }
    if (!thrown) thrown = course.thrown;
    if (thrown) std::rethrow_exception(thrown);
    auto scores = [&] {
        try {
            return run.get();
        } catch (const Error& error) {
            if (course.reason.empty()) throw;
            const Locked locked;
            fail_because(error.what(), course.reason);
        }
    }();
    tell(progress, 1);
    return scores;
}

HeldScores score(const HeldPlan& held, nb::handle table,
                 const std::vector<std::pair<std::string, nb::object>>& lists,
                 const std::string& id, const std::string& owner, std::string_view keep,
                 unsigned threads, nb::handle params, nb::handle progress, bool allow_float) {
    Course course;
    ArrowOptions options;
    options.table.params = params_of(params, held.reading(allow_float));
    options.table.keep = keep_of(keep);
    options.table.threads = threads;
    options.table.goes_on = [&course](double share) {
        course.share = share;
        return !course.stopped;
    };
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
    auto run = std::async(std::launch::async,
                          [&] { return score_arrow(held.plan(), people, items, options); });
    return {wait(std::move(run), progress, course), options.table.keep != Keep::results};
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
