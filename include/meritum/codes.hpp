/// Codes: what each problem of a plan (M0101 ...) or of its data (F0101 ...) means, with something
/// that has the problem and the same mended. docs/diagnostics.md is made of this.
///
///     if (const auto* code = meritum::find_code("M0401")) std::cout << meritum::to_text(*code);
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/diagnostics.hpp"
#include "meritum/export.hpp"

namespace meritum {

/// A file of an example. What is no file is named as it is given: "--param", "--period".
struct Sample {
    std::string file;  ///< "plan.merit", "data.yaml", "participants.csv"
    std::string text;
};

/// A code and its explanation. Codes never change their meaning.
struct Code {
    std::string code;  ///< "M0401"
    std::string name;  ///< "division_by_zero"
    Severity severity = Severity::error;
    std::string message;      ///< as it is told, with "…" for the words of the plan or the data
    std::string meaning;      ///< paragraphs between empty lines, in Markdown
    std::string plan;         ///< of an F code: the plan the samples are data for
    std::vector<Sample> bad;  ///< shows this code; empty where it would be too large to show
    std::vector<Sample> mended;  ///< the same without any problem; empty where `bad` is
};

/// All codes, those of plans first, in the order of their numbers. Lives as long as the program;
/// may be read from several threads.
MERITUM_API const std::vector<Code>& codes();

/// The code of that number or name, in small or capital letters: "M0401", "m0401",
/// "division_by_zero". Null if there is none.
MERITUM_API const Code* find_code(std::string_view word);

/// The explanation for a terminal, folded at `width` columns. With `colour`, ANSI codes.
MERITUM_API std::string to_text(const Code& code, std::size_t width = 100, bool colour = false);

}  // namespace meritum
