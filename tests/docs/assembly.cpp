// See assembly.hpp.
#include "docs/assembly.hpp"

#include <algorithm>
#include <sstream>

namespace meritum::docs {

namespace {

/// The first words of statements that stand together, in each tongue; unknown ones come last.
std::size_t place_of(const std::string& word) {
    static const std::vector<std::vector<std::string>> order = {
        {"plan", "方案"},     {"use", "引用"},
        {"fact", "事实"},     {"param", "参数"},
        {"table", "表"},      {"require", "要求"},
        {"let", "令"},        {"score", "得分", "total", "总计"},
        {"category", "类别"}, {"bonus", "加分", "deduction", "扣分", "rule", "规则", "kpi", "指标"},
        {"veto", "否决"},     {"grade", "等级"},
        {"outcome", "结果"}};
    const auto place = std::find_if(order.begin(), order.end(), [&word](const auto& words) {
        return std::find(words.begin(), words.end(), word) != words.end();
    });
    return static_cast<std::size_t>(place - order.begin());
}

/// The first two words of a line; a name in backticks is one word.
std::pair<std::string, std::string> beginning(const std::string& line) {
    std::istringstream in(line);
    std::string word;
    std::string name;
    in >> word >> name;
    if (name.starts_with('`') && line.find('`', line.find('`') + 1) != std::string::npos) {
        const auto begin = line.find('`');
        name = line.substr(begin, line.find('`', begin + 1) + 1 - begin);
    }
    if (name.starts_with('"') || name.starts_with('#')) name.clear();
    if (word == "require" || word == "要求") name = line;
    return {word, name};
}

/// "..." below the head of a statement: its clauses stay as they stand.
bool keeps_clauses(const Piece& piece) { return piece.text.ends_with("\n  ...\n"); }

/// What stands below the head line.
std::string clauses_of(const Piece& piece) {
    const auto head = piece.text.find(piece.word);
    return piece.text.substr(piece.text.find('\n', head) + 1);
}

bool has_clauses(const Piece& piece) { return !clauses_of(piece).empty(); }

bool is_same(const Piece& a, const Piece& b) { return a.word == b.word && a.name == b.name; }

}  // namespace

std::vector<Piece> split(const std::string& text) {
    std::vector<Piece> pieces;
    std::string comments;
    bool is_blank = false;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        if (line.empty()) {
            is_blank = comments.empty();
        } else if (line.starts_with('#')) {
            comments += line + "\n";
        } else if (line.starts_with(' ') && !pieces.empty()) {
            pieces.back().text += comments + line + "\n";
            comments.clear();
        } else {
            const auto [word, name] = beginning(line);
            pieces.push_back({comments + line + "\n", word, name, is_blank});
            comments.clear();
            is_blank = false;
        }
    }
    if (!comments.empty() && !pieces.empty()) pieces.back().text += comments;
    return pieces;
}

std::string join(const std::vector<Piece>& pieces) {
    std::string out;
    for (const auto& piece : pieces)
        out += (piece.blank_before && !out.empty() ? "\n" : "") + piece.text;
    return out;
}

void amend(std::vector<Piece>& plan, const std::string& text) {
    for (auto piece : split(text)) {
        const auto stands = std::find_if(
            plan.begin(), plan.end(), [&piece](const Piece& old) { return is_same(old, piece); });
        if (stands != plan.end()) {
            piece.blank_before = stands->blank_before;
            if (keeps_clauses(piece))
                piece.text.replace(piece.text.rfind("  ...\n"), 6, clauses_of(*stands));
            *stands = piece;
            continue;
        }
        const auto place = place_of(piece.word);
        const auto next = std::find_if(plan.begin(), plan.end(), [place](const Piece& other) {
            return place_of(other.word) > place;
        });
        const bool is_first = next == plan.begin() || place_of((next - 1)->word) != place;
        const bool is_between = !is_first && has_clauses(piece) && has_clauses(*(next - 1));
        piece.blank_before = piece.blank_before || is_first || is_between;
        if (next != plan.end()) next->blank_before = true;
        plan.insert(next, piece);
    }
}

}  // namespace meritum::docs
