// Every plan with a mistake, written in Chinese: what messages quote is said in Chinese too, so
// that an author can write what a fix says. The plans are those of src/report/codes/ and of
// tests/golden/diagnostics/ that parse, turned by the formatter.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "golden/samples.hpp"
#include "meritum/meritum.hpp"
#include "syntax/phrase_tries.hpp"
#include "syntax/phrases.hpp"
#include "syntax/rows.hpp"

namespace meritum {
namespace {

namespace fs = std::filesystem;

void add_words(const syntax::Pattern& pattern, std::set<std::string>& words) {
    for (const auto& part : pattern) {
        if (part.kind == syntax::PatternPart::Kind::word) words.insert(part.word);
        if (part.kind == syntax::PatternPart::Kind::optional) add_words(part.inner, words);
    }
}

/// The English words of all phrases.
std::set<std::string> english_words() {
    std::set<std::string> words;
    const auto& tries = syntax::Phrases::standard().tries();
    for (const auto& row : syntax::row_specs()) add_words(tries.pattern(row.row, 0), words);
    return words;
}

std::set<std::string> words_of(const std::string& text) {
    std::set<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if ((c >= 'a' && c <= 'z') || c == '_') {
            word += c;
        } else if (!word.empty()) {
            words.insert(std::move(word));
            word.clear();
        }
    }
    return words;
}

/// English words of phrases that stand between backticks and not in the plan.
std::set<std::string> quoted_in_english(const std::string& message, const std::string& plan) {
    static const auto english = english_words();
    auto of_plan = words_of(plan);
    of_plan.insert("rate");  // so M0501 calls a column that it shows
    std::set<std::string> found;
    for (auto open = message.find('`'); open != std::string::npos;) {
        const auto close = message.find('`', open + 1);
        if (close == std::string::npos) break;
        for (const auto& word : words_of(message.substr(open + 1, close - open - 1))) {
            if (english.count(word) > 0 && of_plan.count(word) == 0) found.insert(word);
        }
        open = message.find('`', close + 1);
    }
    return found;
}

/// By its page, every plan with a mistake that can be turned into Chinese.
std::map<std::string, std::string> plans_in_chinese() {
    std::map<std::string, std::string> plans;
    for (const Code& code : codes()) {
        for (const Sample& sample : code.bad) {
            const auto turned = format(sample.text, "zh", sample.file, among(code.bad));
            if (code.code.front() == 'M' && is_plan(sample) && turned.text)
                plans.emplace(code.code, *turned.text);
        }
    }
    const fs::path pages = fs::path(MERITUM_REPOSITORY) / "tests/golden/diagnostics";
    for (const auto& file : fs::directory_iterator(pages)) {
        if (file.path().extension() != ".merit") continue;
        std::ifstream in(file.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const auto turned = format(text, "zh");
        if (turned.text) plans.emplace(file.path().stem().string(), *turned.text);
    }
    return plans;
}

TEST(Tongues, WhatIsQuotedInAChinesePlanIsChinese) {
    const auto plans = plans_in_chinese();
    EXPECT_GT(plans.size(), 150U);
    for (const auto& [page, plan] : plans) {
        const bool has_statement = plan.find_first_of("\xE5\xE6\xE7\xE8") != std::string::npos;
        if (!has_statement) continue;  // of what tongue?
        for (const Diagnostic& item : Plan::compile(plan).diagnostics.items) {
            const auto second = item.secondary ? item.secondary->text : std::string();
            for (const auto& text : {item.message, item.primary.text, second, item.fix}) {
                for (const auto& word : quoted_in_english(text, plan))
                    ADD_FAILURE() << page << " " << item.code << " quotes `" << word
                                  << "`: " << text << "\n"
                                  << plan;
            }
        }
    }
}

}  // namespace
}  // namespace meritum
