// The texts of targets.hpp: from the examples, and made to break things.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "fuzz/targets.hpp"

namespace meritum::fuzz {

namespace {

namespace fs = std::filesystem;

const fs::path examples = MERITUM_REPOSITORY "/examples";

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<Seed> files_ending(const std::string& ending, const std::string& but = "") {
    std::vector<Seed> seeds;
    for (const auto& entry : fs::recursive_directory_iterator(examples)) {
        const std::string path = entry.path().string();
        if (!path.ends_with(ending) || (!but.empty() && path.ends_with(but))) continue;
        seeds.push_back({path.substr(examples.string().size() + 1), text_of(path)});
    }
    return seeds;
}

/// Each list of the example beside the participants.
std::vector<Seed> tables() {
    const auto folder = examples / "electronics-quarter" / "data";
    const std::string participants = text_of(folder / "participants.csv");
    std::vector<Seed> seeds;
    for (const auto& entry : fs::directory_iterator(folder)) {
        seeds.push_back(
            {entry.path().filename().string(), participants + "\n---\n" + text_of(entry.path())});
    }
    return seeds;
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

std::vector<Seed> documents_of_json() {
    return {
        {"one", R"({"period": "2026-Q3", "participants": [{"id": "ann", "sales": 1320000.50,
"target": "1000000", "region": "North", "contracts": [{"no": "A-1", "amount": 640000,
"signed": "2026-07-02"}], "complaints": []}]})"},
        {"list", R"([{"id": "a\u00e9\n\"", "satisfaction": null, "late": true}, {"id": "b"}])"},
        {"numbers", R"([{"id": 1, "sales": -0.00, "target": 1e5, "x": 123456789012345678901}])"},
        {"empty", "[]"}};
}

std::vector<Seed> rows_of_tables() {
    return {
        {"csv",
         "product,amount,since,area,urgent,rate,note\n"
         "A-1,below 5000,any,North,any,3%,small\n"
         "A-1,from 5000 up to 1_000_000,from 2026-01-01,any,yes,12.5%,\"large, or so\"\n"
         "\"in (\"\"B-2\"\", \"\"B-3\"\")\",above 0,2026-07-01,\"in (North, South)\",no,0,\n"},
        {"yaml",
         "- {product: A-1, amount: any, since: any, area: South, urgent: no, rate: 2%, note: x}\n"
         "- product: B\n  amount: 100\n  since: below 2026-02-01\n  area: any\n  urgent: yes\n"
         "  rate: 0\n  note: \"\"\n"},
        {"json",
         R"([{"product": "A", "amount": 1, "since": "any", "area": "North", "urgent": true,
"rate": 0.2, "note": "n"}])"}};
}

}  // namespace

std::vector<Seed> seeds_of(std::string_view target) {
    if (target == "plan" || target == "format") return files_ending(".merit");
    if (target == "suite") return files_ending(".test.yaml");
    if (target == "yaml") return files_ending(".yaml", ".test.yaml");
    if (target == "csv" || target == "folder") return tables();
    if (target == "json") return documents_of_json();
    if (target == "rows") return rows_of_tables();
    return {};
}

std::vector<Seed> nasty_texts() {
    const std::string plan = "plan p\nfact a count\nbonus b\n  give ";
    const std::string zero(1, '\0');
    std::string bomb = "a0: &a0 [x, x]\n";
    for (int i = 1; i < 30; ++i) {
        const std::string last = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + ", " + last +
                "]\n";
    }
    return {
        {"nothing", ""},
        {"one zero byte", zero},
        {"zero bytes in a plan", plan + "1" + zero + "2\n"},
        {"a byte order mark alone", "\xEF\xBB\xBF"},
        {"not UTF-8", plan + "\xFF\xFE\x80\n"},
        {"an overlong slash", "plan p \"\xC0\xAF\"\n"},
        {"a surrogate", "plan \xED\xA0\x80\n"},
        {"cut in a character", "plan p \"\xE9\x94"},
        {"carriage returns alone", "plan p\rfact a count\r"},
        {"deep parentheses", plan + repeated("(", 100'000) + "1" + repeated(")", 100'000)},
        {"unclosed parentheses", plan + repeated("(", 50'000)},
        {"signs", plan + repeated("- ", 50'000) + "1\n"},
        {"not not", "plan p\nfact a boolean\nbonus b\n  when " + repeated("not ", 5'000) + "a\n"},
        {"a long sum", plan + "1" + repeated("\n    + 1", 20'000) + "\n"},
        {"roots of roots", plan + repeated("square root of (", 200) + "a" + repeated(")", 200)},
        {"powers of powers", plan + "a" + repeated(" to the power 100", 100) + "\n"},
        {"a power of a huge number",
         "plan p\nfact a number 0 .. 99999999999999999999999999999999999999 step 1\nbonus b\n  "
         "give "
         "a to the power 1.999 round 1\n"},
        {"a huge constant power", plan + "99999999999999999999 to the power 100 round 1\n"},
        {"a tiny constant power", plan + "0.00000000000000000001 to the power -100 round 1\n"},
        {"a huge number", plan + repeated("9", 10'000) + "\n"},
        {"a tiny number", plan + "0." + repeated("0", 10'000) + "1\n"},
        {"a long line", "plan p\n# " + repeated("x", 1'000'000)},
        {"a long name", "plan " + repeated("n", 100'000) + "\n"},
        {"many lines", repeated("let a = 1\n", 30'000)},
        {"deep indentation", "plan p\n" + repeated(" ", 100'000) + "cycle month\n"},
        {"lets that double",
         [] {
             std::string text = "plan p\nfact a count\nlet l0 = a\n";
             for (int i = 1; i < 60; ++i) {
                 const std::string last = "l" + std::to_string(i - 1);
                 text += "let l" + std::to_string(i) + " = " + last + " when " + last +
                         " > 1, else " + last + " + 1\n";
             }
             return text + "bonus b\n  give l59\n";
         }()},
        {"brackets of YAML", repeated("[", 100'000)},
        {"braces of YAML", repeated("{a: ", 50'000)},
        {"dashes of YAML", repeated("- ", 50'000)},
        {"an alias bomb", bomb},
        {"an alias of itself", "a: &a [*a]\n"},
        {"merge keys", "participants:\n- &a {id: a}\n- <<: *a\n"},
        {"tags", "participants: !!binary aGVsbG8=\n"},
        {"a key twice", "participants:\n- {id: a, id: b}\n"},
        {"a document twice", "---\na: 1\n---\nb: 2\n"},
        {"JSON brackets", repeated("[", 100'000) + repeated("]", 100'000)},
        {"JSON braces", repeated("{\"a\":", 50'000)},
        {"a JSON number", "[{\"id\": \"a\", \"sales\": 1" + repeated("0", 100'000) + "}]"},
        {"a JSON exponent", "[{\"id\": \"a\", \"sales\": 1e999999999}]"},
        {"a JSON escape", "[{\"id\": \"\\ud800\\u0000\"}]"},
        {"an open quote in CSV", "id,sales\n\"ann,1\nbob,2\n"},
        {"quotes in CSV", "id,sales\n" + repeated("\"", 100'001) + "\n"},
        {"a wide CSV", "id" + repeated(",c", 5'000) + "\n"},
        {"a long CSV cell", "id,sales\nann," + repeated("9", 200'000) + "\n"},
        {"commas", repeated(",", 100'000) + "\n"},
    };
}

namespace {

/// libFuzzer reads printable ASCII; other bytes are written as `\xAB`.
std::string in_ascii(const std::string& word) {
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string text;
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += {'\\', 'x', hex[byte >> 4U], hex[byte & 15U]};
        }
    }
    return text;
}

}  // namespace

std::vector<std::string> words_of_phrases() {
    std::set<std::string> words;
    const auto add = [&](const std::string& pattern) {
        std::istringstream in(pattern);
        for (std::string word; in >> word;) {
            if (word.find_first_of("{}[]\"\\") == std::string::npos) words.insert(word);
        }
    };
#define PHRASE(group, id, slots, english, chinese) \
    add(english);                                  \
    add(chinese);
#include "syntax/phrases.def"
    return {words.begin(), words.end()};
}

std::string dictionary() {
    std::string text;
    for (const auto& word : words_of_phrases()) text += "\"" + in_ascii(word) + "\"\n";
    return text;
}

}  // namespace meritum::fuzz
