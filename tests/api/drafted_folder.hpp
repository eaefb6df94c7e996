// CSV files of participants and their items with everything that may be in a cell, a row or a file.
// In: a seed. Out: texts, the same for the same seed. Used by large_folder_test.cpp.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace meritum {

/// Files of a folder, drawn from a seed.
class DraftedFolder {
public:
    explicit DraftedFolder(unsigned seed) : random_(seed) {}

    std::string people() {
        const bool with_period = draw(2) == 0;
        std::string text = draw(8) == 0 ? "\xEF\xBB\xBF" : "";
        text += draw(8) == 0 ? "\n,,\n" : "";
        text += "id,sales,target,region" + std::string(with_period ? ",period" : "");
        const bool all = draw(4) != 0;
        if (all) text += ",visits,satisfaction,margin,grid,组,trained,hired,phone";
        end(text);
        for (int i = 0; i < count; ++i) {
            std::string row = id(i) + "," + number(900'000, 2) + "," + number(90'000, 2, 1) + "," +
                              any({"North", "South", "北", "南", " North "});
            if (with_period) row += "," + any({"2026-Q3", "2026-Q3", " 2026-Q3"});
            if (all) {
                row += "," + perhaps(number(9, 0)) + "," + perhaps(number(99, 1)) + "," +
                       perhaps(any({"15%", "-3.5%", "0.5", "0.0300", "12.25%", "-0"})) + "," +
                       perhaps(any({"1.25", "0.5", "10", "0.750"})) + "," +
                       perhaps(any({"red", "\"blue, or so\"", "组一", "=1", "e\u0301", "\u00e9"})) +
                       "," + perhaps(any({"yes", "No", "TRUE", "是", "false"})) + "," +
                       perhaps(any({"2020-02-29", "2026-12-31", "1999-01-01"})) + ",x";
            }
            put(text, row);
        }
        return close(std::move(text));
    }

    std::string contracts() {
        const bool keys = draw(2) == 0;
        std::string text = "participant,amount" + std::string(keys ? ",key" : "") + ",urgent";
        end(text);
        for (int i = 0; i < 2 * count; ++i) {
            std::string row = owner(i) + "," + number(99'000, 2);
            if (keys) row += "," + (draw(90) == 0 ? any({"", "K-1", "k\tx"}) : key(i));
            put(text, row + "," + perhaps(any({"yes", "no", "yes"})));
        }
        return close(std::move(text));
    }

    std::string calls() {
        std::string text = "participant,made,number,minutes";
        end(text);
        for (int i = 0; i < count; ++i) {
            const auto day = 10 + draw(19);
            put(text, owner(i) + ",2026-07-" + std::to_string(day) + "," +
                          (draw(90) == 0 ? any({"K-1", "组"}) : key(i)) + "," +
                          perhaps(number(50, 0)));
        }
        return close(std::move(text));
    }

    int draw(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }

private:
    static constexpr int count = 120;

    std::string any(const std::vector<std::string>& texts) {
        return texts[static_cast<std::size_t>(draw(static_cast<int>(texts.size())))];
    }
    std::string perhaps(const std::string& text) { return draw(5) == 0 ? any({"", " "}) : text; }
    static std::string key(int i) { return "K-" + std::to_string(i); }
    static std::string id(int i) { return "p-" + std::to_string(i); }
    std::string owner(int i) { return id(draw(3) == 0 ? draw(count) : i % count); }
    std::string number(int most, int places, int least = 0) {
        std::string text = std::to_string(least + draw(most));
        if (places > 0 && draw(2) == 0) {
            text += "." + std::to_string(draw(10));
            if (places > 1 && draw(2) == 0) text += std::to_string(draw(10));
        }
        return text;
    }

    /// Now and then something that is not plain, or wrong.
    void put(std::string& text, std::string row) {
        if (draw(40) == 0) text += any({"\n", " \n", ",,\n", "\"\",,\n", ",5,6\n", "only\n"});
        if (draw(30) == 0) spoil(row);
        if (draw(60) == 0) row += any({" ", ",", ",1", "\t"});
        text += row;
        end(text);
        if (draw(150) == 0) {
            text += row;
            end(text);
        }
    }

    void spoil(std::string& row) {
        std::vector<std::string> cells{""};
        for (const char c : row) {
            if (c == ',') {
                cells.emplace_back();
            } else {
                cells.back() += c;
            }
        }
        auto& cell = cells[static_cast<std::size_t>(draw(static_cast<int>(cells.size())))];
        const auto before = cell;
        cell = any({"",
                    "-5",
                    "1e3",
                    "1,2",
                    "\"" + before + "\"",
                    "  " + before + "\t",
                    " \"" + before + "\" ",
                    "+" + before,
                    "00" + before,
                    before + "000",
                    "999999999999999999999",
                    "12345678901234567890123456789012345678.5",
                    "5.",
                    ".5",
                    "1.005",
                    "15%",
                    "150%",
                    "x",
                    "a\"b",
                    "\"a\"\"b\"",
                    "\xEF\xBC\x91",
                    "是",
                    "2026-Q4",
                    "2026-Q5",
                    "2026-02-30",
                    "P_1",
                    "P 2",
                    "p-3",
                    "nobody",
                    "e\u0301",
                    "\u00e9",
                    "\x7F",
                    "a\tb",
                    "=cmd",
                    "\"x\ny\"",
                    std::string(201, 'y'),
                    "North",
                    "K-1",
                    "- 1",
                    "--1",
                    "0.10",
                    "1 000"});
        if (draw(200) == 0) cell = any({"\"", "\"a\"b", "\r", "\xFF", std::string(1, '\0')});
        row.clear();
        for (const auto& one : cells) row += (row.empty() && &one == cells.data() ? "" : ",") + one;
    }

    void end(std::string& text) { text += crlf_ ? "\r\n" : "\n"; }

    /// The last line may lack its end.
    std::string close(std::string text) {
        if (draw(4) == 0) text.erase(text.find_last_not_of("\r\n") + 1);
        if (draw(400) == 0) text += "\r";
        return text;
    }

    std::mt19937 random_;
    bool crlf_ = draw(3) == 0;
};

}  // namespace meritum
