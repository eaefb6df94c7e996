// What is thrown at Meritum: one function per kind of text that comes from outside. In: any bytes.
// Out: nothing, or an abort where a promise is broken. Each is run by libFuzzer (entry.cpp) and, on
// its seeds and a list of nasty texts, by the ordinary tests (replay_test.cpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meritum::fuzz {

struct Target {
    const char* name;
    void (*run)(std::string_view text);
};

/// plan, format, yaml, json, csv, folder, rows, suite.
const std::vector<Target>& targets();
const Target* find_target(std::string_view name);

struct Seed {
    std::string name;
    std::string text;
};

/// Texts to begin with, taken from the examples as they are now.
std::vector<Seed> seeds_of(std::string_view target);

/// Texts that break readers: deep, long, huge, cut off, not UTF-8. For every target the same.
std::vector<Seed> nasty_texts();

/// The words of the language, in every tongue.
std::vector<std::string> words_of_phrases();

/// The same as a dictionary of libFuzzer.
std::string dictionary();

}  // namespace meritum::fuzz
