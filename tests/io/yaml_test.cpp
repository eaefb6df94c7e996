// YAML: scalars stay texts, places are code points, and everything clever is refused, in a small
// stack too.
#include <gtest/gtest.h>
#include <pthread.h>

#include <chrono>
#include <functional>

#include "base/limits.hpp"
#include "io/reading.hpp"

namespace meritum::io {
namespace {

std::string yaml(std::string_view text) { return read_page(Format::yaml, text); }

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (; times > 0; --times) all += text;
    return all;
}

TEST(Yaml, ReadsParticipants) {
    EXPECT_EQ(yaml("- id: ann\n  period: 2026-Q3\n  sales: 1250.50\n  contracts:\n    - {amount: "
                   "5, urgent: yes}\n"
                   "- id: bob\n  sales: ~\n  team:\n  region: null\n  contracts: []\n"),
              "ann/2026-Q3 sales=1250.50@3:10 contracts[{ amount=5@5:16 urgent=yes@5:27}]\n"
              "bob sales=@7:10 team=@9:3 region=@9:11 contracts[]\n");
    EXPECT_EQ(yaml("[]"), "");
}

TEST(Yaml, ScalarsStayTexts) {
    EXPECT_EQ(yaml("{sales: 010, manager: NO, team: 'yes', visits: 0x1F, margin: 1e3, region: "
                   ".inf, hired: 2026-07-01}"),
              " sales=010@1:9 manager=NO@1:23 team=yes@1:33 visits=0x1F@1:48 margin=1e3@1:62 "
              "region=.inf@1:75"
              " hired=2026-07-01@1:88\n");
    EXPECT_EQ(yaml("sales: \"a\\nb\"\nteam: |\n  x\n  y\n"), " sales=a\nb@1:8 team=x\ny\n@2:7\n");
}

TEST(Yaml, ColumnsCountCodePoints) {
    EXPECT_EQ(yaml("\xEF\xBB\xBF{销售额: 5, 团队: 红队, region: x}\r\n"),
              " 销售额=5@1:7 团队=红队@1:14 region=x@1:26\n");
    EXPECT_EQ(yaml("sales: 1\r\nteam: 2\r\n"), " sales=1@1:8 team=2@2:7\n");
}

TEST(Yaml, RefusesWhatIsCleverOrBroken) {
    struct Case {
        std::string text;
        std::string message;
    };
    const Case cases[] = {
        {"", "f: the file is empty"},
        {"# nothing\n", "f: the file is empty"},
        {"sales: 1\nsales: 2\n", "f:2:1: the key `sales` is given twice"},
        {"{a: {b: 1, b: 2}}", "f:1:12: the key `b` is given twice"},
        {"a: &x 1\n", "f:1:4: anchors (&name) are not taken"},
        {"a: &a [*a]\n", "f:1:4: anchors (&name) are not taken"},
        {"&x a: 1\n", "f:1:1: anchors (&name) are not taken"},
        {"a: &x ~\n", "f:1:4: anchors (&name) are not taken"},
        {"<<: {a: 1}\n", "f:1:1: merge keys (<<) are not taken"},
        {"a: !!float 1\n", "f:1:4: tags (!name) are not taken; the plan declares the types"},
        {"a: !x [1]\n", "f:1:4: tags (!name) are not taken; the plan declares the types"},
        {"--- {}\n--- {}\n", "f:2:1: a second document begins; a file holds one"},
        {"? [a]\n: 1\n", "f:1:3: a key must be a single text"},
        {"~: 1\n", "f:1:1: a key is empty"},
        {"a: [1, 2\n", ""},
        {"a: 'b\n", "f:1:4: a quote begins here and is never closed"},
        {"a: 'b''\n", "f:1:4: a quote begins here and is never closed"},
        {"a: \"b\\\"\n", "f:1:4: a quote begins here and is never closed"},
        {"a: ! b\n", "f:1:4: tags (!name) are not taken; the plan declares the types"},
        {"{a: 1 b: 2}\n", ""},
        {"{a: 1\n", ""},
        {"a: 1\n]\n", ""},
        {"a: \"x\" y\n", ""},
        {"a: 1\n  b: 2\n", ""},
        {"- a: 1\n b: 2\n", ""},
        {"a: 1\n- b\n", ""},
        {"a: 1\nb\n", "f:2:1: a colon should stand behind the name: `x: 1`"},
        {"a: @x\n", ""},
        {"a: `x\n", ""},
        {"a: \"\\q\"\n", ""},
        {"%YAML 3.0\n--- {}\n", ""},
        {"a: b: c\n", ""},
        {"\t- a\n", ""},
        {"a: \xFF\n", "f:1:4: this is not valid UTF-8; save the file in UTF-8"},
        {"销: \xED\xA0\x80\n", "f:1:4: this is not valid UTF-8; save the file in UTF-8"},
        {std::string("a: 1\nb: \0\n", 10), "f:2:4: a NUL byte; data files are UTF-8 texts"},
        {"5", "f:1:1: a list of participants is expected, but the file is \"5\""},
        {"a: " + std::string(limits::scalar_bytes + 1, 'x'),
         "f:1:4: one value of more than 65536 bytes"},
        {repeated("- ", 17) + "a", "f:1:33: more than 16 levels inside each other"},
    };
    for (const auto& test : cases) {
        const auto result = yaml(test.text);
        if (test.message.empty()) {
            EXPECT_EQ(result.substr(0, 2), "f:") << test.text;
        } else {
            EXPECT_EQ(result, test.message) << test.text;
        }
    }
    EXPECT_EQ(yaml("a: " + std::string(limits::scalar_bytes, 'x')).substr(0, 4), " a=x");
    EXPECT_EQ(yaml(repeated("[", 16) + repeated("]", 16)).find("levels"), std::string::npos);
    EXPECT_EQ(yaml("'<<': 1\n"), " <<=1@1:1\n");
    EXPECT_EQ(yaml(std::string(limits::yaml_bytes + 1, ' ')),
              "f: the file has more than 16777216 bytes");
    EXPECT_EQ(yaml(std::string(limits::yaml_bytes, '\n')), "f: the file is empty");
}

/// Runs `work` on a thread with 128 KiB of stack, as some hosts have.
void in_small_stack(const std::function<void()>& work) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 128 * 1024);
    pthread_t thread{};
    const auto run = [](void* argument) -> void* {
        (*static_cast<const std::function<void()>*>(argument))();
        return nullptr;
    };
    ASSERT_EQ(pthread_create(&thread, &attributes, run, const_cast<std::function<void()>*>(&work)),
              0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

TEST(Yaml, HostileShapesAreRefusedQuicklyInASmallStack) {
    constexpr std::size_t many = 100'000;
    std::string stairs;
    for (std::size_t i = 0; i < 2'000; ++i) stairs += std::string(i, ' ') + "a:\n";
    std::string bomb = "a: &a [x, x]\n";
    for (char c = 'b'; c < 'z'; ++c)
        bomb += std::string(1, c) + ": &" + c + " [*" + char(c - 1) + ", *" + char(c - 1) + "]\n";
    const std::string hostile[] = {
        repeated("[", many),
        repeated("{", many),
        repeated("- ", many),
        repeated("? ", many),
        repeated("{a: ", many),
        repeated("[{a: [", many),
        repeated("!", many),
        repeated("&a ", many),
        repeated("- - ", many),
        repeated("\"", many),
        repeated("'", many),
        repeated("#", many),
        repeated(": ", many),
        repeated("!!a ", many),
        repeated("*", many),
        repeated("%YAML ", many),
        repeated("---\n", many),
        repeated("a: [\n", many),
        stairs,
        bomb,
        repeated("]", many),
        repeated("- a\n -", many),
        repeated("|\n", many),
        repeated("a: |\n ", many),
        "a: \"" + repeated("\\", many),
        repeated("\xEF\xBB\xBF", many),
    };
    const auto begin = std::chrono::steady_clock::now();
    in_small_stack([&] {
        for (const auto& text : hostile) {
            const auto result = yaml(text);
            EXPECT_EQ(result.substr(0, 2), "f:")
                << text.substr(0, 20) << " -> " << result.substr(0, 100);
        }
    });
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

TEST(Yaml, ManyKeysAndLongLinesStayLinear) {
    const auto begin = std::chrono::steady_clock::now();
    std::string keys;
    for (int i = 0; i < 50'000; ++i) keys += "k" + std::to_string(i) + ": 1\n";
    EXPECT_EQ(yaml(keys).substr(0, 10), " k0=1@1:1 ");
    std::string flow = "[";
    for (int i = 0; i < 50'000; ++i) flow += "{id: p" + std::to_string(i) + ", sales: 1}, ";
    EXPECT_EQ(yaml(flow + "]").substr(0, 16), "p0 sales=1@1:18\n");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

}  // namespace
}  // namespace meritum::io
