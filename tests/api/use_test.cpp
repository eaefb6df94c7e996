// Plans that use files, through the public functions: folders, hosts, fingerprints, facts that are
// not read. Knows only include/meritum.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "base/limits.hpp"
#include "meritum/meritum.hpp"

namespace meritum {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view shared =
    "# of the whole company\n"
    "fact sales money 0 .. 1_000_000\n"
    "fact hours number 0 .. 300\n"
    "fact visits list of\n"
    "  length number 0 .. 9\n"
    "param rate = 2% in 1% .. 3%\n"
    "let pay = sales * rate round 0.01\n"
    "let pace = sales / (hours + 1) round 0.01\n";

constexpr std::string_view own =
    "plan p\n  currency CNY\nuse \"shared.merit\"\n"
    "bonus b\n  give 1 per full 100 of sales\noutcome pay_out = pay\n";

/// The same in one text, without what the plan does not read.
constexpr std::string_view in_one =
    "plan p\n  currency CNY\n"
    "fact sales money 0 .. 1_000_000\nparam rate = 2% in 1% .. 3%\n"
    "let pay = sales * rate round 0.01\n"
    "bonus b\n  give 1 per full 100 of sales\noutcome pay_out = pay\n";

Resolve one_file(std::string_view text) {
    return [text = std::string(text)](const std::string& path) {
        return path == "shared.merit" ? Resolved{text, {}} : Resolved{{}, "there is no such file"};
    };
}

Plan plan_of(std::string_view text, const Resolve& resolve) {
    auto compiled = Plan::compile(text, "plan.merit", resolve);
    EXPECT_TRUE(compiled && compiled.diagnostics.items.empty()) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

class Folder {
public:
    Folder() : path_(fs::path(testing::TempDir()) / ("meritum_use_" + std::to_string(getpid()))) {
        fs::remove_all(path_);
        fs::create_directories(path_ / "plans/shared");
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path_); }

    fs::path write(const std::string& name, std::string_view text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path_ / name;
    }
    fs::path operator/(const std::string& name) const { return path_ / name; }

private:
    fs::path path_;
};

TEST(Use, IsTheSamePlanAsInOneText) {
    const Plan plan = plan_of(own, one_file(shared));
    const Plan whole = plan_of(in_one, {});
    EXPECT_EQ(plan.fingerprint(), whole.fingerprint());
    EXPECT_EQ(plan.describe().facts.size(), 1u);
    EXPECT_EQ(plan.score({{"sales", 12'345}}).explain(),
              whole.score({{"sales", 12'345}}).explain());
}

TEST(Use, OfAnotherFileIsAnotherPlan) {
    const auto changed = [&](std::string_view what, std::string_view to) {
        std::string text(shared);
        text.replace(text.find(what), what.size(), to);
        return plan_of(own, one_file(text)).fingerprint();
    };
    const std::string before = plan_of(own, one_file(shared)).fingerprint();
    EXPECT_NE(changed("2%", "2.5%"), before);
    EXPECT_EQ(changed("hours + 1", "hours + 2"), before) << "not read by the plan";
    EXPECT_EQ(changed("# of the whole company", "# ours"), before);
}

TEST(Use, TakesFactsThatThePlanDoesNotRead) {
    const Plan plan = plan_of(own, one_file(shared));
    Facts facts{{"sales", 500}, {"hours", 12}};
    facts.add("visits", Item{{"length", 2}});
    EXPECT_EQ(plan.score(facts).score(), Decimal(5));
    facts.set("hrs", 3);
    EXPECT_THROW(plan.score(facts), Error) << "nobody declares it";
}

TEST(Use, IsCheckedWhole) {
    const auto compiled = Plan::compile(
        own, "plans/plan.merit", one_file(std::string(shared) + "let wrong = sales + hours\n"));
    ASSERT_FALSE(compiled);
    ASSERT_EQ(compiled.diagnostics.items.size(), 1u);
    const auto& one = compiled.diagnostics.items.front();
    EXPECT_EQ(one.code, "M0302");
    EXPECT_EQ(one.primary.file, "plans/shared.merit");
    EXPECT_EQ(one.primary.begin.line, 9u);
    const std::vector<Diagnostics> plans{compiled.diagnostics};
    EXPECT_NE(to_json(plans).find("\"file\":\"plans/shared.merit\""), std::string::npos);
    EXPECT_NE(to_sarif(plans).find("\"uri\":\"plans/shared.merit\""), std::string::npos);
}

TEST(Use, NeedsTheFiles) {
    const auto compiled = Plan::compile(own);
    ASSERT_FALSE(compiled);
    EXPECT_EQ(compiled.diagnostics.items.front().code, "M0152");
}

TEST(Use, ReadsTheFolderOfThePlanAndNothingElse) {
    const Folder folder;
    folder.write("secret.merit", "fact sales money\n");
    folder.write("plans/shared.merit", shared);
    folder.write("plans/shared/more.merit", "use \"../shared.merit\"\n");
    const auto plan = folder.write("plans/plan.merit", own);
    EXPECT_EQ(Plan::load(plan).fingerprint(), plan_of(in_one, {}).fingerprint());

    const auto refused = [&](const std::string& file) {
        std::string text(own);
        text.replace(text.find("shared.merit"), 12, file);
        try {
            Plan::load(folder.write("plans/other.merit", text));
        } catch (const Error& error) {
            return error.diagnostics().items.front().code + " " +
                   error.diagnostics().items.front().message;
        }
        return std::string();
    };
    EXPECT_EQ(refused("shared/more.merit"), "");
    EXPECT_EQ(refused("../secret.merit").substr(0, 5), "M0151");
    EXPECT_EQ(refused("shared"), "M0152 the file \"shared\" cannot be read: it is no file");
    EXPECT_EQ(refused("none.merit"),
              "M0152 the file \"none.merit\" cannot be read: there is no such file");
    fs::create_symlink(folder / "secret.merit", folder / "plans/link.merit");
    EXPECT_EQ(refused("link.merit"),
              "M0152 the file \"link.merit\" cannot be read: it is a link that leads out of the "
              "folder");
    fs::create_symlink(folder / "plans/shared.merit", folder / "plans/inner.merit");
    EXPECT_EQ(refused("inner.merit"), "");
}

TEST(Use, OfALargeFileIsRefused) {
    const Folder folder;
    const auto file = folder.write("plans/large.bin", "");
    const Resolve resolve = files_in(folder / "plans");
    fs::resize_file(file, limits::named_file_bytes);
    EXPECT_TRUE(resolve("large.bin").text);
    fs::resize_file(file, limits::named_file_bytes + 1);
    EXPECT_FALSE(resolve("large.bin").text);
}

TEST(Use, IsKeptByTheFormatter) {
    const auto formatted = format(own, "zh", "plan.merit", one_file(shared));
    ASSERT_TRUE(formatted.text);
    EXPECT_NE(formatted.text->find("引用 \"shared.merit\""), std::string::npos);
    EXPECT_EQ(formatted.text->find("hours"), std::string::npos);
    EXPECT_EQ(plan_of(*formatted.text, one_file(shared)).fingerprint(),
              plan_of(own, one_file(shared)).fingerprint());
}

TEST(Use, ThatThrowsIsAProblemOfThePlan) {
    const Resolve broken = [](const std::string&) -> Resolved {
        throw std::runtime_error("the store is away");
    };
    const auto compiled = Plan::compile(own, "plan.merit", broken);
    ASSERT_FALSE(compiled);
    EXPECT_EQ(compiled.diagnostics.items.front().code, "M0152");
    EXPECT_NE(compiled.diagnostics.items.front().message.find("the store is away"),
              std::string::npos);
}

}  // namespace
}  // namespace meritum
