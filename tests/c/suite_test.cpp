// Suites and versions through meritum.h.
#include <gmock/gmock.h>

#include "c/host.hpp"

namespace meritum::c_tests {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Run {
    meritum_status status = MERITUM_OK;
    std::int32_t passed = -1;
    std::string report;
};

Run run(std::string_view path, meritum_output output,
        const meritum_suite_options* options = nullptr) {
    Run done;
    Text report;
    Wrong wrong;
    done.status = meritum_suite_run(path.data(), path.size(), options, output, &done.passed,
                                    report.place(), wrong.place());
    expect(done.status, MERITUM_OK, wrong);
    done.report = words_of(report);
    return done;
}

TEST(CSuite, IsRunAndTold) {
    for (const auto output : {MERITUM_TEXT, MERITUM_JSON, MERITUM_JUNIT})
        EXPECT_EQ(run("examples/first-plan", output).passed, 1);
    EXPECT_THAT(run("examples/first-plan/plan.test.yaml", MERITUM_JUNIT).report,
                StartsWith("<?xml"));
    EXPECT_THAT(run("examples/first-plan", MERITUM_JSON).report, StartsWith("{"));
    meritum_suite_options options = {};
    options.size = sizeof options;
    options.filter = view_of("no case has this name");
    options.jobs = 1;
    options.colour = 1;
    EXPECT_EQ(run("examples/first-plan", MERITUM_TEXT, &options).passed, 0);
}

TEST(CSuite, ThatIsNotThereHasNotPassed) {
    const auto done = run("examples/nothing-here", MERITUM_TEXT);
    EXPECT_EQ(done.passed, 0);
    EXPECT_THAT(done.report, HasSubstr("nothing-here"));
}

TEST(CVersion, IsToldByTheLibrary) {
    EXPECT_STREQ(meritum_version(), "0.1.0");
    EXPECT_EQ(meritum_abi_version(), static_cast<std::uint32_t>(MERITUM_ABI_VERSION));
}

}  // namespace
}  // namespace meritum::c_tests
