// See page.hpp.
#include "docs/page.hpp"

#include <algorithm>
#include <sstream>

namespace meritum::docs {

namespace {

constexpr std::string_view fence = "```";

void find_links(const std::string& line, std::vector<std::string>& links) {
    for (auto at = line.find("](#"); at != std::string::npos; at = line.find("](#", at + 1)) {
        const auto begin = at + 3;
        links.push_back(line.substr(begin, line.find(')', begin) - begin));
    }
}

}  // namespace

std::string Block::words() const {
    std::string out;
    for (const auto& word : info) out += (out.empty() ? "" : " ") + word;
    return out;
}

std::string anchor_of(const std::string& words) {
    // Characters beyond ASCII are letters here; what GitHub drops of them is named.
    static const std::vector<std::string> dropped = {"，", "、", "。", "：", "（",
                                                     "）", "“",  "”",  "？"};
    std::string out;
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_upper = c >= 'A' && c <= 'Z';
        const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                             c == '_' || byte >= 0x80;
        if (is_upper) out += static_cast<char>(c - 'A' + 'a');
        if (is_kept) out += c;
        if (c == ' ') out += '-';
    }
    for (const auto& mark : dropped)
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark))
            out.erase(at, mark.size());
    return out;
}

Page read_page(const std::string& text) {
    Page page;
    page.text = text;
    bool is_fenced = false;
    std::size_t line_number = 0;
    for (std::size_t begin = 0; begin < text.size(); ++line_number) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto line = text.substr(begin, end - begin);
        begin = end + 1;
        if (line.starts_with(fence)) {
            is_fenced = !is_fenced;
            if (!is_fenced) continue;
            Block block;
            std::istringstream info(line.substr(fence.size()));
            for (std::string word; info >> word;) block.info.push_back(word);
            block.begin = begin;
            block.line = line_number + 1;
            page.blocks.push_back(block);
        } else if (is_fenced) {
            page.blocks.back().text += line + "\n";
        } else if (line.starts_with("#")) {
            const auto level = line.find_first_not_of('#');
            page.headings.push_back({level, anchor_of(line.substr(level + 1)), line_number + 1});
        } else {
            find_links(line, page.links);
        }
    }
    return page;
}

std::string with_texts(const Page& page, const std::vector<std::string>& texts) {
    std::string out;
    std::size_t done = 0;
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        const auto& block = page.blocks[i];
        out += page.text.substr(done, block.begin - done) + texts[i];
        done = block.begin + block.text.size();
    }
    return out + page.text.substr(done);
}

}  // namespace meritum::docs
