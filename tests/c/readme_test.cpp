// The READMEs show the whole of a program in C that tests/consumers/ builds and runs.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace meritum::c_tests {
namespace {

std::string whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(CReadme, ShowsTheProgramThatIsBuiltAndRun) {
    const auto program = whole("tests/consumers/c/hello.c");
    const auto code = program.substr(program.find('\n') + 1);  // without the comment at its top
    ASSERT_TRUE(code.starts_with("#include <meritum.h>\n"));
    for (const auto* page : {"README.md", "README.zh.md"})
        EXPECT_NE(whole(page).find("```c\n" + code + "```\n"), std::string::npos) << page;
}

}  // namespace
}  // namespace meritum::c_tests
