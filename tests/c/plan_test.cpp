// Plans through meritum.h: from text, from files, with the files they name; what they say of
// themselves, in both tongues.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <map>

#include "c/host.hpp"

namespace meritum::c_tests {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string text_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string described(const Made<meritum_plan>& plan, meritum_output output,
                      std::string_view lang = "") {
    Text made;
    Wrong wrong;
    expect(meritum_plan_describe(plan.get(), output, lang.data(), lang.size(), made.place(),
                                 wrong.place()),
           MERITUM_OK, wrong);
    return words_of(made);
}

TEST(CPlan, IsLoadedFromAFile) {
    Made<meritum_plan> plan;
    Text diagnostics;
    Wrong wrong;
    expect(meritum_plan_load(first_plan.data(), first_plan.size(), plan.place(),
                             diagnostics.place(), wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_THAT(words_of(diagnostics), HasSubstr(R"("errors":0,"warnings":0)"));
    EXPECT_THAT(described(plan, MERITUM_JSON), HasSubstr("first_plan"));
}

TEST(CPlan, ThatCannotBeReadHasNoDiagnostics) {
    Made<meritum_plan> plan;
    Text diagnostics;
    Wrong wrong;
    expect(meritum_plan_load("nowhere.merit", MERITUM_TO_NUL, plan.place(), diagnostics.place(),
                             wrong.place()),
           MERITUM_REFUSED, wrong);
    EXPECT_THAT(wrong.words(), HasSubstr("nowhere.merit"));
    EXPECT_THAT(wrong.json(), StartsWith(R"({"status":"refused","message":")"));
    EXPECT_EQ(diagnostics.get(), nullptr);
    EXPECT_EQ(plan.get(), nullptr);
}

TEST(CPlan, ThatIsGoodTellsItsWarnings) {
    constexpr std::string_view text = "plan p\nlet unused = 1\nscore\n  start 1\n";
    Made<meritum_plan> plan;
    Text diagnostics;
    Wrong wrong;
    expect(meritum_plan_compile(text.data(), text.size(), nullptr, plan.place(),
                                diagnostics.place(), wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_NE(plan.get(), nullptr);
    EXPECT_THAT(words_of(diagnostics), HasSubstr(R"("errors":0,"warnings":1)"));
    EXPECT_THAT(words_of(diagnostics), HasSubstr(R"("severity":"warning")"));
}

TEST(CPlan, ThatIsWrongSaysWhere) {
    constexpr std::string_view text = "plan p\nfact n count\nscore\n  start n / 0\n";
    meritum_plan_options options = {};
    options.size = sizeof options;
    options.file = view_of("mine.merit");
    Made<meritum_plan> plan;
    Text diagnostics;
    Wrong wrong;
    expect(meritum_plan_compile(text.data(), text.size(), &options, plan.place(),
                                diagnostics.place(), wrong.place()),
           MERITUM_WRONG_PLAN, wrong);
    EXPECT_EQ(plan.get(), nullptr);
    EXPECT_THAT(wrong.words(), HasSubstr("mine.merit:4:"));
    EXPECT_THAT(wrong.words(), HasSubstr("^"));
    EXPECT_THAT(words_of(diagnostics), StartsWith(R"({"plans":[)"));
    // The error has them, too, as the same JSON.
    const auto own = words_of(diagnostics);
    EXPECT_THAT(wrong.json(), StartsWith(R"({"status":"wrong_plan","message":")"));
    EXPECT_THAT(wrong.json(), HasSubstr(own.substr(1, own.rfind('}') - 1)));
    EXPECT_THAT(wrong.json(), HasSubstr(R"("errors":[])"));
}

/// Files that a host keeps somewhere, and what it was asked for.
struct Store {
    std::map<std::string, std::string> files;
    std::vector<std::string> asked;
    const char* refusal = nullptr;
};

std::int32_t give(void* data, const char* path, size_t path_size, const char** bytes,
                  size_t* size) {
    auto& store = *static_cast<Store*>(data);
    store.asked.emplace_back(path, path_size);
    const auto found = store.files.find(store.asked.back());
    if (found == store.files.end()) {
        *bytes = store.refusal;
        *size = MERITUM_TO_NUL;
        if (store.refusal == nullptr) *size = 0;
        return 0;
    }
    *bytes = found->second.data();
    *size = found->second.size();
    return 1;
}

struct Compiling {
    meritum_status status = MERITUM_OK;
    Made<meritum_plan> plan;
    Wrong wrong;
};

void compile_from(Store& store, const std::string& text, Compiling& done) {
    meritum_plan_options options = {};
    options.size = sizeof options;
    options.resolve = give;
    options.resolve_data = &store;
    done.status = meritum_plan_compile(text.data(), text.size(), &options, done.plan.place(),
                                       nullptr, done.wrong.place());
}

TEST(CPlan, GetsTheFilesItNamesFromACallback) {
    const auto text = text_of_file("examples/shared-rules/sales.merit");
    Store store;
    store.files["company.merit"] = text_of_file("examples/shared-rules/company.merit");
    Compiling done;
    compile_from(store, text, done);
    expect(done.status, MERITUM_OK, done.wrong);
    EXPECT_EQ(store.asked, std::vector<std::string>{"company.merit"});
    const auto from_files = loaded("examples/shared-rules/sales.merit");
    EXPECT_EQ(described(done.plan, MERITUM_JSON), described(from_files, MERITUM_JSON));

    Store empty;
    compile_from(empty, text, done);
    expect(done.status, MERITUM_WRONG_PLAN, done.wrong);
    EXPECT_THAT(done.wrong.words(), HasSubstr("there is no such file"));
    empty.refusal = "the store is closed on Sundays";
    compile_from(empty, text, done);
    expect(done.status, MERITUM_WRONG_PLAN, done.wrong);
    EXPECT_THAT(done.wrong.words(), HasSubstr("closed on Sundays"));
    empty.refusal = "\xFF";  // no words at all
    compile_from(empty, text, done);
    expect(done.status, MERITUM_WRONG_PLAN, done.wrong);
    EXPECT_THAT(done.wrong.words(), HasSubstr("there is no such file"));
}

TEST(CPlan, GetsTheFilesItNamesFromAFolder) {
    const auto text = text_of_file("examples/shared-rules/sales.merit");
    meritum_plan_options options = {};
    options.size = sizeof options;
    options.folder = view_of("examples/shared-rules");
    Made<meritum_plan> plan;
    Wrong wrong;
    expect(meritum_plan_compile(text.data(), text.size(), &options, plan.place(), nullptr,
                                wrong.place()),
           MERITUM_OK, wrong);
    Store store;
    options.resolve = give;
    options.resolve_data = &store;
    expect(meritum_plan_compile(text.data(), text.size(), &options, plan.place(), nullptr,
                                wrong.place()),
           MERITUM_WRONG_ARGUMENT, wrong);
    EXPECT_EQ(wrong.words(),
              "options has both a folder and a callback for files; give one of them");
}

TEST(CPlan, DescribesItself) {
    const auto plan = loaded("examples/electronics-quarter/plan.merit");
    EXPECT_THAT(described(plan, MERITUM_JSON), StartsWith("{"));
    EXPECT_THAT(described(plan, MERITUM_SCHEMA),
                HasSubstr("https://json-schema.org/draft/2020-12/schema"));
    const auto english = described(plan, MERITUM_TEXT);
    const auto chinese = described(plan, MERITUM_TEXT, "zh");
    EXPECT_NE(english, chinese);
    EXPECT_EQ(english, described(plan, MERITUM_TEXT, "en"));
    EXPECT_THAT(chinese, HasSubstr("否决"));
}

TEST(CPlan, IsFormattedInEveryTongue) {
    const auto text = text_of_file(std::string(first_plan));
    Text made;
    Wrong wrong;
    expect(meritum_format(text.data(), text.size(), "zh", 2, nullptr, made.place(), wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_THAT(words_of(made), StartsWith("方案 first_plan"));
    const auto chinese = words_of(made);
    expect(meritum_format(chinese.data(), chinese.size(), "en", 2, nullptr, made.place(),
                          wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_THAT(words_of(made), StartsWith("plan first_plan"));
    expect(meritum_format("plna", 4, nullptr, 0, nullptr, made.place(), wrong.place()),
           MERITUM_WRONG_PLAN, wrong);
    EXPECT_EQ(made.get(), nullptr);
}

constexpr std::string_view rated =
    "plan p\nfact product text\ntable rates\n  by product text gives rate number 0% .. 100%\n"
    "  rows from data\n  otherwise gives 1%\nscore\n  start (rates(product).rate * 1000)\n";

TEST(CPlan, TakesRowsOfItsTablesFromData) {
    const auto plan = compiled(rated);
    Made<meritum_plan> filled;
    Made<meritum_card> card;
    Wrong wrong;
    const auto facts = facts_from(plan, R"({"product": "A-1"})");
    expect(meritum_plan_score(plan.get(), facts.get(), nullptr, card.place(), wrong.place()),
           MERITUM_REFUSED, wrong);
    constexpr std::string_view rows =
        R"({"participants": [], "tables": {"rates": [{"product": "A-1", "rate": "4.5%"}]}})";
    expect(
        meritum_plan_with_rows(plan.get(), rows.data(), rows.size(), filled.place(), wrong.place()),
        MERITUM_OK, wrong);
    expect(meritum_plan_score(filled.get(), facts.get(), nullptr, card.place(), wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_EQ(value_of(card, "score"), "45 points");
    constexpr std::string_view broken = R"({"tables": {"rates": [{"product": "A-1"}]}})";
    expect(meritum_plan_with_rows(plan.get(), broken.data(), broken.size(), filled.place(),
                                  wrong.place()),
           MERITUM_WRONG_PLAN, wrong);
    EXPECT_THAT(wrong.words(), HasSubstr("rows.json"));
    EXPECT_EQ(filled.get(), nullptr);
}

}  // namespace
}  // namespace meritum::c_tests
