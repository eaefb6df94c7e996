// See decimal_cases.hpp.
#include "number/decimal_cases.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace meritum::number {

namespace {

std::string small(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Words, and texts in quotes of either kind; a quote inside stands twice. `--` begins a comment.
std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < line.size();) {
        const char c = line[i];
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++i;
        } else if (line.compare(i, 2, "--") == 0) {
            break;
        } else if (c == '\'' || c == '"') {
            std::string word;
            for (++i; i < line.size(); ++i) {
                if (line[i] != c) {
                    word += line[i];
                } else if (i + 1 < line.size() && line[i + 1] == c) {
                    word += line[i++];
                } else {
                    break;
                }
            }
            ++i;
            words.push_back(word);
        } else {
            std::string word;
            while (i < line.size() && std::isspace(static_cast<unsigned char>(line[i])) == 0)
                word += line[i++];
            words.push_back(word);
        }
    }
    return words;
}

void set(DecimalSettings& settings, const std::string& name, const std::string& value) {
    if (name == "precision") settings.precision = std::stol(value);
    if (name == "rounding") settings.rounding = small(value);
    if (name == "maxexponent") settings.max_exponent = std::stol(value);
    if (name == "minexponent") settings.min_exponent = std::stol(value);
    if (name == "extended") settings.extended = value == "1";
}

}  // namespace

std::vector<DecimalCase> cases_of(const std::string& text) {
    std::vector<DecimalCase> cases;
    DecimalSettings settings;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        const auto words = words_of(line);
        if (words.size() == 2 && words[0].back() == ':') {
            set(settings, small(words[0].substr(0, words[0].size() - 1)), words[1]);
            continue;
        }
        const auto arrow = std::find(words.begin(), words.end(), "->");
        if (arrow == words.end() || arrow - words.begin() < 3 || arrow + 1 == words.end()) continue;
        DecimalCase one{settings, words[0], small(words[1]), {}, arrow[1], {}};
        one.operands.assign(words.begin() + 2, arrow);
        for (auto word = arrow + 2; word != words.end(); ++word)
            one.conditions.push_back(small(*word));
        cases.push_back(std::move(one));
    }
    return cases;
}

std::optional<DecimalText> read_decimal(const std::string& text) {
    DecimalText read;
    std::size_t i = 0;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) {
        if (text[i] == '-') read.digits = "-";
        ++i;
    }
    bool any = false;
    bool point = false;
    for (; i < text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
        if (text[i] == '.' && !point) {
            point = true;
        } else if (std::isdigit(static_cast<unsigned char>(text[i])) != 0) {
            any = true;
            read.digits += text[i];
            read.exponent -= point ? 1 : 0;
        } else {
            return {};
        }
    }
    if (!any) return {};
    if (i == text.size()) return read;
    const std::string exponent = text.substr(i + 1);
    const auto digit = exponent.find_first_not_of("+-");
    if (digit == std::string::npos || digit > 1 || exponent.size() > 11 ||
        exponent.find_first_not_of("0123456789", digit) != std::string::npos) {
        return {};
    }
    read.exponent += std::stol(exponent);
    return read;
}

std::vector<std::string> folders_of_cases() {
    std::vector<std::string> folders;
    if (const char* told = std::getenv("MERITUM_DECIMAL_CASES"); told != nullptr && *told != 0) {
        return {told};
    }
    namespace fs = std::filesystem;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator("/usr/lib", none)) {
        const auto folder = entry.path() / "test" / "decimaltestdata";
        const bool python = entry.path().filename().string().starts_with("python3");
        if (python && fs::is_directory(folder, none)) folders.push_back(folder.string());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

}  // namespace meritum::number
