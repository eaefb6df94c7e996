// Suites: tests of plans, run and told. In: a path. Out: a report. Tests: tests/c/suite_test.cpp.
#include "meritum/suite.hpp"

#include <cstddef>

#include "handle.hpp"
#include "options.hpp"
#include "texts.hpp"

namespace meritum::c {
namespace {

constexpr std::size_t first_suite_options =
    offsetof(meritum_suite_options, colour) + sizeof(int32_t);

std::string written(const suite::Report& report, meritum_output output, bool colour) {
    switch (output) {
        case MERITUM_TEXT: return suite::to_text(report, colour);
        case MERITUM_JSON: return suite::to_json(report);
        case MERITUM_JUNIT: return suite::to_junit(report);
        case MERITUM_MARKDOWN:
        case MERITUM_CSV:
        case MERITUM_ARCHIVE:
        case MERITUM_SCHEMA: break;
    }
    refuse_value("output", output);
}

}  // namespace
}  // namespace meritum::c

using namespace meritum::c;

meritum_status meritum_suite_run(const char* path, size_t path_size,
                                 const meritum_suite_options* options, meritum_output output,
                                 int32_t* passed, meritum_text** made, meritum_error** error) {
    return guarded(error, [&] {
        auto& text = empty_place_of(made, "made");
        auto& all_is_well = place_of(passed, "passed");
        const auto own = read_struct(options, first_suite_options, "options");
        const bool colour = read_number("options->colour", own.colour) != 0;
        meritum::suite::Options how;
        how.jobs = own.jobs;
        how.filter = text_of(own.filter, "options->filter");
        const auto report = meritum::suite::run({path_of(path, path_size, "path")}, how);
        text = make<meritum_text>(written(report, output, colour));
        all_is_well = report.passed() ? 1 : 0;
    });
}
