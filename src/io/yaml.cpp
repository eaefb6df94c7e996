// YAML to a Tree by yaml-cpp's events; the only file that sees yaml-cpp. In: text. Out: Tree or
// ReadError. Its convenient `Node` is not used: it takes duplicate keys, cyclic aliases, `010` as 8
// and `NO` as false. Here every scalar stays a text. The tree's depth limit throws inside the
// event, before the parser can recurse further. Tests: tests/io/yaml_test.cpp.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <vector>

#include "io/causes.hpp"
#include "io/formats.hpp"

namespace meritum::io {
namespace {

/// True if the quote a text begins with is closed in it: '' and \" are no end.
bool is_closed(std::string_view text) {
    const char quote = text.front();
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool escaped = quote == '"' && text[i] == '\\';
        const bool doubled = quote == '\'' && text.substr(i, 2) == "''";
        if (escaped || doubled) {
            ++i;
        } else if (text[i] == quote) {
            return true;
        }
    }
    return false;
}

class StrictHandler : public YAML::EventHandler {
public:
    StrictHandler(std::string_view name, std::string_view text)
        : text_(text), places_(text), builder_(std::string(name)) {
        line_starts_.push_back(0);
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') line_starts_.push_back(i + 1);
        }
    }

    Tree take() { return builder_.take(); }
    std::size_t documents() const { return documents_; }

    /// yaml-cpp counts lines from 0 and columns in bytes.
    Place place(const YAML::Mark& mark) { return places_.at(offset_of(mark)); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ > 1)
            builder_.refuse("a second document begins; a file holds one", place(mark));
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        if (builder_.expects_key()) refuse("a key is empty", mark);
        // yaml-cpp takes a word alone for a key with an empty value.
        if (offset_of(mark) == key_offset_) explain("a colon and a value should follow here", mark);
        builder_.scalar(FactValue(), place(mark));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        builder_.refuse("aliases (*name) are not taken; write the value again", place(mark));
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& text) override {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        refuse_open_quote(mark);
        if (!builder_.expects_key()) {
            builder_.scalar(FactValue(text), place(mark));
            return;
        }
        if (text == "<<" && tag == plain_tag)
            builder_.refuse("merge keys (<<) are not taken", place(mark));
        key_offset_ = offset_of(mark);
        builder_.key(text, place(mark));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(Tree::Kind::list, mark, tag, anchor);
    }
    void OnSequenceEnd() override { builder_.close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(Tree::Kind::mapping, mark, tag, anchor);
    }
    void OnMapEnd() override { builder_.close(); }

    [[noreturn]] void refuse(const std::string& message, const YAML::Mark& mark) {
        builder_.refuse(message, place(mark));
    }

    /// The parser's words with their cause, where it stands.
    [[noreturn]] void explain(const std::string& words, const YAML::Mark& mark) {
        const auto cause = yaml_cause(text_, offset_of(mark), words);
        builder_.refuse(cause.message, Places(text_).at(cause.offset));
    }

private:
    std::size_t offset_of(const YAML::Mark& mark) const {
        const auto line = static_cast<std::size_t>(mark.line);
        if (mark.is_null() || line >= line_starts_.size()) return text_.size();
        return line_starts_[line] + static_cast<std::size_t>(mark.column);
    }

    static constexpr const char* plain_tag = "?";
    static constexpr const char* quoted_tag = "!";

    void open(Tree::Kind kind, const YAML::Mark& mark, const std::string& tag,
              YAML::anchor_t anchor) {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        builder_.open(kind, place(mark));
    }

    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) refuse("anchors (&name) are not taken", mark);
    }

    /// yaml-cpp takes a quote that is never closed for one that ends with the file.
    void refuse_open_quote(const YAML::Mark& mark) {
        const auto offset = offset_of(mark);
        if (offset >= text_.size()) return;
        const bool quoted = text_[offset] == '"' || text_[offset] == '\'';
        if (quoted && !is_closed(text_.substr(offset)))
            refuse("a quote begins here and is never closed", mark);
    }

    void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
        const auto offset = offset_of(mark);
        const bool written = tag == quoted_tag && offset < text_.size() && text_[offset] == '!';
        if (written || (!tag.empty() && tag != plain_tag && tag != quoted_tag)) {
            refuse("tags (!name) are not taken; the plan declares the types", mark);
        }
    }

    std::string_view text_;
    Places places_;
    std::vector<std::size_t> line_starts_;
    TreeBuilder builder_;
    std::size_t documents_ = 0;
    std::size_t key_offset_ = std::string_view::npos;  ///< of the latest key
};

}  // namespace

Tree yaml_tree(std::string_view name, std::string_view text) {
    StrictHandler handler(name, text);
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(handler)) {
        }
    } catch (const YAML::Exception& error) {
        handler.explain(error.msg, error.mark);
    }
    if (handler.documents() == 0) throw ReadError("the file is empty", std::string(name));
    return handler.take();
}

}  // namespace meritum::io
